//! What a review packet says about one person.

use super::*;
use crate::analysis::{AnalysisOptions, analyse_person};
use crate::model::testing::{career_map, make_fact, person};
use crate::model::{CareerMap, CompetencyId, ExpectationMark, LevelId};

const LEVELS: [&str; 3] = ["Junior", "Engineer", "Senior"];

fn data(map: CareerMap, assessment: Assessment) -> ReviewPersonData {
    let review = Review::new(map, vec![assessment], None, None);
    let one = &review.assessments[0];
    let own = review.own_map(&one.person);
    let people = [analyse_person(own, one, &AnalysisOptions::default())];
    let input = ReviewPacketInput {
        review: &review,
        people: &people,
        comparison: None,
        options: &PlanOptions::default(),
    };
    let packet = PacketOfTeam {
        team: None,
        part: (1, 1),
        counts: (1, 1),
        without_assessment: Vec::new(),
        people: &[(0, DiscussedReason::Recommended)],
    };
    review_packet_data(&input, &packet).people.remove(0)
}

fn states(area: &AreaData) -> Vec<CriterionState> {
    area.criteria.iter().map(|one| one.state).collect()
}

#[test]
fn an_area_is_met_or_not_by_its_rating() {
    let mut map = career_map(&LEVELS, &["Met", "Below", "Blank", "Off", "School"]);
    make_fact(&mut map, "School");
    let ada = person(&map, "Ada", 1)
        .rated(&[Some(3.0), Some(2.0), None, None, Some(1.0)])
        .not_applicable(3)
        .evidence(0, "The fair.")
        .build();
    let ada = data(map, ada);
    let found: Vec<(AreaState, Vec<CriterionState>)> = ada
        .areas
        .iter()
        .map(|area| (area.state, states(area)))
        .collect();
    assert_eq!(
        found,
        [
            (AreaState::Met, vec![CriterionState::Met]),
            (AreaState::NotYet, vec![CriterionState::NotYet]),
            (AreaState::NotAssessed, vec![CriterionState::NotAssessed]),
            (
                AreaState::NotApplicable,
                vec![CriterionState::NotApplicable]
            ),
            (AreaState::Fact, vec![CriterionState::NotAssessed]),
        ]
    );
    assert_eq!(
        ada.areas[0].criteria[0].expectation.text,
        "Met as a Senior shows it"
    );
    assert!(ada.areas[0].evidence.is_some() && ada.areas[1].evidence.is_none());
}

#[test]
fn a_mark_decides_about_a_criterion_before_the_rating() {
    let map = career_map(&LEVELS, &["A", "B"]);
    let mut ada = person(&map, "Ada", 1).rated_all(&[3.0, 2.0]).build();
    for (competency, mark) in [(0, Mark::Partly), (1, Mark::Met)] {
        ada.marks.push(ExpectationMark {
            competency: CompetencyId(competency),
            level: LevelId(2),
            expectation: 0,
            own: Some(Mark::NotYet),
            manager: Some(mark),
            note: None,
            at: ada.at.clone(),
        });
    }
    let ada = data(map, ada);
    assert_eq!(states(&ada.areas[0]), [CriterionState::Partly]);
    assert_eq!(states(&ada.areas[1]), [CriterionState::Met]);
    assert_eq!(ada.areas[1].state, AreaState::NotYet);
}

#[test]
fn marks_that_contradict_the_rating_are_a_doubt() {
    let doubt = |rating: f64, marks: [Option<Mark>; 2]| {
        let mut map = career_map(&LEVELS, &["A"]);
        let second = map.competencies[0].expectations[1][0].clone();
        map.competencies[0].expectations[2].push(second);
        let mut ada = person(&map, "Ada", 1).rated_all(&[rating]).build();
        for (expectation, mark) in marks.into_iter().enumerate() {
            ada.marks.push(ExpectationMark {
                competency: CompetencyId(0),
                level: LevelId(2),
                expectation,
                own: mark,
                manager: None,
                note: None,
                at: ada.at.clone(),
            });
        }
        let area = data(map, ada).areas.remove(0);
        let own = area
            .criteria
            .iter()
            .filter_map(|one| one.expectation.own_mark);
        (area.doubt, own.count())
    };
    let (met, not_yet, off) = (
        Some(Mark::Met),
        Some(Mark::NotYet),
        Some(Mark::NotApplicable),
    );
    assert_eq!(doubt(3.0, [met, not_yet]), (Some(AreaDoubt::NotAllMet), 2));
    assert_eq!(doubt(3.0, [met, Some(Mark::Partly)]), (None, 2));
    assert_eq!(doubt(3.0, [None, None]), (None, 0));
    assert_eq!(doubt(2.0, [met, met]), (Some(AreaDoubt::AllMet), 2));
    assert_eq!(doubt(2.0, [met, off]), (Some(AreaDoubt::AllMet), 2));
    assert_eq!(doubt(2.0, [met, None]), (None, 1));
    assert_eq!(doubt(2.0, [off, off]), (None, 2));
}

#[test]
fn what_the_role_asks_in_the_same_words_is_met_at_the_role_level() {
    let mut map = career_map(&LEVELS, &["A"]);
    let same = map.competencies[0].expectations[1][0].clone();
    map.competencies[0].expectations[2].push(same);
    let ada = person(&map, "Ada", 1).rated_all(&[2.0]).build();
    let ada = data(map, ada);
    assert_eq!(
        states(&ada.areas[0]),
        [CriterionState::NotYet, CriterionState::Met]
    );
}

#[test]
fn somebody_who_stays_is_held_to_what_the_role_asks() {
    let map = career_map(&LEVELS, &["A"]);
    let ada = person(&map, "Ada", 2).rated_all(&[2.0]).build();
    let ada = data(map, ada);
    assert_eq!(
        ada.areas[0].criteria[0].expectation.text,
        "A as a Senior shows it"
    );
    assert_eq!(states(&ada.areas[0]), [CriterionState::NotYet]);
}
