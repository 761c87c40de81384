//! Cases worked by hand, and what holds for everybody.

use proptest::prelude::*;

use super::*;
use crate::analysis::coverage::coverage;
use crate::analysis::demand::demand;
use crate::analysis::programme::programme;
use crate::analysis::testing::analysed;
use crate::analysis::{AnalysisOptions, ManagersSee, ProgrammeOptions, reports};
use crate::model::testing::{career_map, person, roster_entry};
use crate::model::{Assessment, CareerMap};

const WRITING: CompetencyId = CompetencyId(0);

fn map() -> CareerMap {
    career_map(&["A", "B", "C", "D"], &["Writing", "Speaking"])
}

/// Somebody whose role is B and whose target is C: whoever is rated 2 needs level C next.
fn rated(name: &str, writing: f64) -> Assessment {
    person(&map(), name, 1).rated_all(&[writing, 3.0]).build()
}

/// The same, willing to help others in Writing.
fn helper(name: &str, writing: f64) -> Assessment {
    let mut one = rated(name, writing);
    one.willing_to_help = vec![WRITING];
    one
}

fn below(mut one: Assessment, manager: &str) -> Assessment {
    one.person.manager = Some(manager.to_owned());
    one
}

fn found(review: &Review) -> (Vec<PersonAnalysis>, Programme, Mentors) {
    let people = analysed(review);
    let covered = coverage(review, &people, &AnalysisOptions::default());
    let demand = demand(review, &people, &covered);
    let programme = programme(review, &people, &demand, &ProgrammeOptions::default());
    let mentors = mentors(review, &people, &programme);
    (people, programme, mentors)
}

/// Each need with who is offered, or why nobody is: `Ana<Bo`.
fn answers(review: &Review) -> Vec<String> {
    let name = |person: usize| review.assessments[person].person.name.as_str();
    let (_, programme, mentors) = found(review);
    let pairs = programme.entries.iter().zip(&mentors.answers);
    let show = |(entry, help): (&crate::analysis::PersonNeed, &Help)| {
        let of = match help {
            Help::Offer(place) => name(mentors.willing[*place].person).to_owned(),
            other => format!("{other:?}"),
        };
        format!("{}<{of}", name(entry.person))
    };
    pairs.map(show).collect()
}

fn of(people: Vec<Assessment>) -> Vec<String> {
    answers(&Review::new(map(), people, None, None))
}

#[test]
fn only_who_said_so_and_has_a_confirmed_rating_is_offered() {
    // Ana needs level C, 3 on the scale. Bo is there by his manager's rating and did not offer. Cy offered and rated
    // himself. Di offered and is not there.
    let mut cy = person(&map(), "Cy", 1)
        .self_rated(&[Some(4.0), Some(3.0)])
        .build();
    cy.willing_to_help = vec![WRITING];
    let ana = || rated("Ana", 2.0);
    assert_eq!(of(vec![ana(), rated("Bo", 3.0)]), ["Ana<NobodyWilling"]);
    assert_eq!(of(vec![ana(), cy.clone()]), ["Ana<NobodyAtLevel"]);
    assert_eq!(
        of(vec![ana(), helper("Di", 2.5)]),
        ["Ana<NobodyAtLevel", "Di<NobodyAtLevel"]
    );
    assert_eq!(of(vec![ana(), cy, helper("Bo", 3.0)]), ["Ana<Bo"]);
    // What both agreed on counts more than the manager's rating.
    let mut lower = person(&map(), "Bo", 2)
        .target(2)
        .rated_all(&[4.0, 3.0])
        .agreed(0, 3.5)
        .build();
    lower.willing_to_help = vec![WRITING];
    assert_eq!(of(vec![ana(), lower]), ["Ana<Bo"]);
}

#[test]
fn each_is_offered_twice_and_the_level_that_is_just_enough_comes_first() {
    // Four people need level C. Eve is at 4, Fay at 3: Fay is offered for the first two, Eve for the next two, then nobody.
    let people = ["Ana", "Bo", "Cy", "Di", "Gil"].map(|name| rated(name, 2.0));
    let helpers = [helper("Eve", 4.0), helper("Fay", 3.0)];
    assert_eq!(
        of(people.into_iter().chain(helpers).collect()),
        ["Ana<Fay", "Bo<Fay", "Cy<Eve", "Di<Eve", "Gil<AllOffered"]
    );
    // Of two at one level, whoever is offered less often.
    let people = ["Ana", "Bo", "Cy"].map(|name| rated(name, 2.0));
    let helpers = [helper("Eve", 3.0), helper("Fay", 3.5)];
    assert_eq!(
        of(people.into_iter().chain(helpers).collect()),
        ["Ana<Eve", "Bo<Fay", "Cy<Eve"]
    );
}

#[test]
fn two_offers_are_the_most_over_all_competencies() {
    // Ana, Bo and Cy need level C in both. Di could help with all six needs, and is offered for two.
    let needy = |name| person(&map(), name, 1).rated_all(&[2.0, 2.0]).build();
    let mut di = rated("Di", 3.0);
    di.willing_to_help = vec![CompetencyId(1), WRITING];
    let answers = of(vec![needy("Ana"), needy("Bo"), needy("Cy"), di]);
    let offered = answers.iter().filter(|answer| answer.ends_with("<Di"));
    assert_eq!(offered.count(), OFFERS_EACH, "{answers:?}");
    let rest = answers
        .iter()
        .filter(|answer| answer.ends_with("<AllOffered"));
    assert_eq!(rest.count(), 4, "{answers:?}");
}

#[test]
fn nobody_is_offered_to_people_above_or_below_them_at_any_depth() {
    // Top leads Mid, who leads Ana and Bo. Mid is on the roster only.
    let mid = below(rated("Mid", 3.0), "Top");
    let review = |people: Vec<Assessment>| {
        let mut roster: Vec<_> = people.iter().map(roster_entry).collect();
        roster.push(roster_entry(&mid));
        answers(&Review::new(map(), people, Some(roster), None))
    };
    let ana = || below(rated("Ana", 2.0), "Mid");
    assert_eq!(review(vec![ana(), helper("Top", 3.0)]), ["Ana<SameLine"]);
    // A colleague under the same manager is not above anybody.
    let bo = below(helper("Bo", 3.0), "Mid");
    assert_eq!(review(vec![ana(), helper("Top", 3.0), bo]), ["Ana<Bo"]);
    // Nor does somebody help who is below.
    let low = below(helper("Ana", 3.0), "Mid");
    assert_eq!(review(vec![low, rated("Top", 2.0)]), ["Top<SameLine"]);
    // A manager who is not in the review tells nothing about others.
    let far = || below(rated("Ana", 2.0), "Elsewhere");
    assert_eq!(review(vec![far(), helper("Top", 3.0)]), ["Ana<Top"]);
}

#[test]
fn in_a_circle_of_managers_everybody_is_above_everybody() {
    // Ana reports to Bo, Bo to Cy, Cy to Bo: whoever looks for the end of the line finds none.
    let circle = |ana: Assessment, bo: Assessment, cy: Assessment| {
        of(vec![below(ana, "Bo"), below(bo, "Cy"), below(cy, "Bo")])
    };
    assert_eq!(
        circle(rated("Ana", 2.0), rated("Bo", 3.0), helper("Cy", 3.0)),
        ["Ana<SameLine"]
    );
    assert_eq!(
        circle(rated("Ana", 3.0), rated("Bo", 2.0), helper("Cy", 3.0)),
        ["Bo<SameLine"]
    );
    let people = vec![
        below(rated("Ana", 2.0), "Bo"),
        below(rated("Bo", 3.0), "Cy"),
        below(rated("Cy", 3.0), "Bo"),
        helper("Di", 3.0),
    ];
    assert_eq!(of(people), ["Ana<Di"]);
}

#[test]
fn a_competency_that_does_not_apply_to_somebody_is_nothing_to_help_in() {
    let mut bo = person(&map(), "Bo", 1)
        .rated_all(&[4.0, 3.0])
        .not_applicable(0)
        .build();
    bo.willing_to_help = vec![WRITING];
    assert_eq!(of(vec![rated("Ana", 2.0), bo]), ["Ana<NobodyAtLevel"]);
}

/// Ratings in half points, whether they are the manager's, what somebody offers, and the manager's place.
type Somebody = ([u8; 2], bool, Vec<usize>, Option<usize>);

fn crowd() -> impl Strategy<Value = Vec<Somebody>> {
    let one = (
        [2..=8_u8, 2..=8_u8],
        any::<bool>(),
        proptest::sample::subsequence(vec![0, 1], 0..=2),
        proptest::option::of(0..14_usize),
    );
    proptest::collection::vec(one, 1..14)
}

proptest! {
    #[test]
    fn every_need_is_answered_and_every_offer_keeps_the_rules(crowd in crowd()) {
        let map = map();
        let count = crowd.len();
        let people = crowd.into_iter().enumerate().map(|(index, (halves, by_manager, willing, manager))| {
            let ratings = halves.map(|half| f64::from(half) / 2.0);
            let begun = person(&map, &format!("P{index:02}"), 1);
            let begun = if by_manager {
                begun.rated_all(&ratings)
            } else {
                begun.self_rated(&ratings.map(Some))
            };
            let mut one = begun.build();
            one.person.manager = manager.map(|place| format!("P{:02}", place % count));
            one.willing_to_help = willing.into_iter().map(CompetencyId).collect();
            one
        }).collect();
        let review = Review::new(map, people, None, None);
        let (analyses, programme, mentors) = found(&review);
        // Who is below whom, as managers' workbooks have it; in a circle, they do not say.
        let all = reports(&review, ManagersSee::AllBelow);
        let name = |person: usize| review.assessments[person].person.name.as_str();
        let leads = |upper: usize, lower: usize| {
            let own = all.iter().find(|one| one.manager == name(upper));
            own.is_some_and(|own| own.people.contains(&lower))
        };
        let circles = all.iter().any(|one| one.in_circle);
        let may = |helper: usize, person: usize| {
            helper != person && !leads(helper, person) && !leads(person, helper)
        };
        let able = |helper: usize, need: &crate::analysis::ProgrammeNeed| {
            let gap = analyses[helper].gap(need.competency).unwrap();
            gap.is_confirmed() && gap.rating.unwrap() >= need.point as f64
        };
        prop_assert_eq!(mentors.answers.len(), programme.entries.len());
        let mut offered = vec![0; review.assessments.len()];
        for (entry, help) in programme.entries.iter().zip(&mentors.answers) {
            let need = &programme.needs[entry.need];
            let mut helpers = mentors.willing.iter().filter(|one| one.competency == need.competency).peekable();
            match help {
                Help::Offer(place) => {
                    let one = &mentors.willing[*place];
                    prop_assert_eq!(one.competency, need.competency);
                    prop_assert!(review.assessments[one.person].willing_to_help.contains(&one.competency));
                    prop_assert!(able(one.person, need));
                    prop_assert!(may(one.person, entry.person));
                    offered[one.person] += 1;
                }
                Help::NobodyWilling => prop_assert!(helpers.peek().is_none()),
                Help::NobodyAtLevel => {
                    prop_assert!(helpers.peek().is_some());
                    prop_assert!(!helpers.any(|one| able(one.person, need)));
                }
                Help::SameLine => prop_assert!(
                    circles || !helpers.any(|one| able(one.person, need) && may(one.person, entry.person))
                ),
                Help::AllOffered => {
                    let could = helpers.any(|one| able(one.person, need) && may(one.person, entry.person));
                    prop_assert!(could);
                }
            }
        }
        prop_assert!(offered.iter().all(|offers| *offers <= OFFERS_EACH));
        // No need is left out while somebody who could help is free.
        for (entry, help) in programme.entries.iter().zip(&mentors.answers) {
            let need = &programme.needs[entry.need];
            let free = mentors.willing.iter().any(|one| {
                one.competency == need.competency && able(one.person, need) && may(one.person, entry.person)
                    && offered[one.person] < OFFERS_EACH
            });
            prop_assert!(circles || matches!(help, Help::Offer(_)) || !free);
        }
        for (place, one) in mentors.willing.iter().enumerate() {
            let offers = mentors.answers.iter().filter(|help| **help == Help::Offer(place)).count();
            prop_assert_eq!(one.offers, offers);
        }
    }
}
