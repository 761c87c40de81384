//! Maps tried out, worked out by hand, and what holds for any map.

use proptest::prelude::*;

use super::*;
use crate::analysis::testing::{OPTIONS, analysed};
use crate::model::testing::{career_map, person};
use crate::model::{Expectation, ExpectationMark, Mark};

fn map() -> CareerMap {
    career_map(
        &["Junior", "Engineer", "Senior", "Director"],
        &["Planning", "Writing"],
    )
}

fn tried(map: CareerMap, assessments: Vec<Assessment>, new: &CareerMap) -> Vec<PersonTrial> {
    let review = Review::new(map, assessments, None, None);
    Trial::of(&review, &analysed(&review), new, &OPTIONS).people
}

/// Ana, an Engineer with these ratings by her manager, on the new map.
fn ana(ratings: [f64; 2], new: &CareerMap) -> PersonTrial {
    let map = map();
    let ana = person(&map, "Ana", 1).rated_all(&ratings).build();
    tried(map, vec![ana], new).remove(0)
}

#[test]
fn the_same_map_changes_nothing() {
    let found = ana([2.5, 1.0], &map());
    assert!(!found.is_affected(), "{found:?}");
}

#[test]
fn a_level_inserted_below_moves_no_gap() {
    // Engineer is 2, then 3. Ana: 2.3 and 1, so gaps to role 0 and 1, to Senior 0.7 and 2. Her ratings lie at 3.3 and 1
    // on the new map: 0 and 2, 0.7 and 3: Junior stayed the lowest, so what is 1 is now two levels below her.
    let new = career_map(
        &["Junior", "Associate", "Engineer", "Senior", "Director"],
        &["Planning", "Writing"],
    );
    let found = ana([2.3, 1.0], &new);
    let placed = found.placed.as_ref().unwrap();
    assert!(!placed.other_target);
    let [writing] = &placed.competencies[..] else {
        panic!("{placed:?}");
    };
    assert_eq!(writing.now, Some(CompetencyId(1)));
    assert_eq!(
        (writing.was.role_gap, writing.is.role_gap),
        (Some(1.0), Some(2.0))
    );
    assert_eq!(
        (writing.was.target_gap, writing.is.target_gap),
        (Some(2.0), Some(3.0))
    );
    // The step after Junior was Engineer and is Associate.
    assert_eq!(writing.was.next.unwrap().level, Some(LevelId(1)));
    assert_eq!(writing.is.next.unwrap().level, Some(LevelId(1)));
}

#[test]
fn another_next_level_is_another_target() {
    // Senior is gone: Ana's next level is Director, 3 in the new map. Planning 2 was one short of Senior, and is one short
    // of Director; Writing 3 was Senior's, which no level is now.
    let new = career_map(
        &["Junior", "Engineer", "Director"],
        &["Planning", "Writing"],
    );
    let found = ana([2.0, 3.0], &new);
    let placed = found.placed.as_ref().unwrap();
    assert!(placed.other_target);
    assert_eq!(placed.target, LevelId(2));
    assert_eq!(
        found
            .lost
            .iter()
            .map(|lost| (lost.entry, lost.why))
            .collect::<Vec<_>>(),
        [(
            LostEntry::Rating {
                competency: CompetencyId(1),
                source: RatingSource::Manager,
                points: 3.0
            },
            LostReason::LevelGone
        )]
    );
    let writing = &placed.competencies[1];
    assert_eq!((writing.was.rating, writing.is.rating), (Some(3.0), None));
    assert_eq!(writing.is.role_gap, None);
}

#[test]
fn a_rating_between_two_levels_needs_both_side_by_side() {
    let new = career_map(
        &["Junior", "Engineer", "Lead", "Senior", "Director"],
        &["Planning", "Writing"],
    );
    let found = ana([2.5, 1.5], &new);
    let lost = &found.lost;
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].why, LostReason::BetweenLevels);
    assert!(matches!(
        lost[0].entry,
        LostEntry::Rating { points: 2.5, .. }
    ));
}

#[test]
fn whoever_holds_a_level_that_is_gone_is_named_and_not_guessed() {
    let new = career_map(&["Junior", "Senior", "Director"], &["Planning", "Writing"]);
    let map = map();
    let ana = person(&map, "Ana", 1).rated_all(&[2.0, 2.0]).build();
    let ben = person(&map, "Ben", 0)
        .target(1)
        .rated_all(&[1.0, 1.0])
        .build();
    let found = tried(map, vec![ana, ben], &new);
    assert_eq!(found[0].placed, None);
    assert_eq!(found[0].lost.len(), 1);
    assert_eq!(found[0].lost[0].entry, LostEntry::RoleLevel(LevelId(1)));
    // Ben aims at the level that is gone: the next one takes its place.
    assert_eq!(found[1].lost[0].entry, LostEntry::TargetLevel(LevelId(1)));
    let placed = found[1].placed.as_ref().unwrap();
    assert_eq!(placed.target, LevelId(1));
    assert!(placed.other_target);
}

#[test]
fn competencies_come_and_go() {
    // Writing is gone, Budget is new. Ana's Writing had a gap of 1 to her role, and was her first focus area.
    let new = career_map(
        &["Junior", "Engineer", "Senior", "Director"],
        &["Planning", "Budget"],
    );
    let found = ana([2.0, 1.0], &new);
    let placed = found.placed.as_ref().unwrap();
    let both: Vec<_> = placed
        .competencies
        .iter()
        .map(|c| (c.then, c.now))
        .collect();
    assert_eq!(
        both,
        [(None, Some(CompetencyId(1))), (Some(CompetencyId(1)), None)]
    );
    assert_eq!(placed.competencies[0].is.required_role, Some(2.0));
    assert_eq!(placed.competencies[1].was.role_gap, Some(1.0));
    assert!(placed.other_focus);
    assert_eq!(placed.focus_areas, [CompetencyId(0)]);
    assert_eq!(found.lost[0].why, LostReason::CompetencyGone);
}

#[test]
fn other_words_are_named_where_they_are_read() {
    // Director says something else in Planning: of no interest to Ana, who aims at Senior, but to Eve.
    let map = map();
    let mut new = map.clone();
    new.competencies[0].expectations[3] = vec![Expectation::new("Plans five years ahead")];
    let ana = person(&map, "Ana", 1).rated_all(&[2.0, 2.0]).build();
    let eve = person(&map, "Eve", 2).rated_all(&[3.0, 3.0]).build();
    let found = tried(map, vec![ana, eve], &new);
    assert!(!found[0].is_affected(), "{:?}", found[0]);
    let placed = found[1].placed.as_ref().unwrap();
    assert_eq!(placed.competencies.len(), 1);
    assert!(placed.competencies[0].reworded);
    assert!(!placed.competencies[0].moves_gap());
}

#[test]
fn marks_go_with_the_words() {
    let map = map();
    let mut new = map.clone();
    new.competencies[0].expectations[1].insert(0, Expectation::new("Is on time"));
    new.competencies[1].expectations[1].clear();
    let mut ana = person(&map, "Ana", 0).rated_all(&[1.0, 1.0]).build();
    let mark = |competency| ExpectationMark {
        competency: CompetencyId(competency),
        level: LevelId(1),
        expectation: 0,
        own: Some(Mark::Met),
        manager: None,
        note: None,
        at: Location::default(),
    };
    ana.marks = vec![mark(0), mark(1)];
    let maps = MapComparison::of(&map, &new);
    let mut lost = Vec::new();
    let carried = MapTransfer {
        maps: &maps,
        assessment: &ana,
    }
    .carried(&mut lost)
    .unwrap();
    assert_eq!(carried.marks.len(), 1);
    assert_eq!(carried.marks[0].expectation, 1);
    assert_eq!(lost[0].why, LostReason::ExpectationGone);
}

#[test]
fn another_kind_of_scale_carries_no_rating() {
    let mut new = map();
    new.scale = Scale::Proficiency;
    let found = ana([2.0, 1.0], &new);
    let whys: Vec<_> = found.lost.iter().map(|lost| lost.why).collect();
    assert_eq!(whys, [LostReason::OtherScale; 2]);
}

#[test]
fn the_own_rating_does_not_stand_in_for_the_managers() {
    // Ada's manager says Senior, which is gone; she herself says Junior. By her own rating she would be a level short of her
    // role; but nothing is known.
    let new = career_map(
        &["Junior", "Engineer", "Director"],
        &["Planning", "Writing"],
    );
    let map = map();
    let ada = person(&map, "Ada", 1)
        .self_rated(&[Some(1.0), Some(1.0)])
        .rated_all(&[3.0, 2.0])
        .build();
    let found = tried(map, vec![ada], &new);
    let whys: Vec<_> = found[0].lost.iter().map(|lost| lost.why).collect();
    assert_eq!(
        whys,
        [LostReason::LevelGone, LostReason::DecidingRatingLost]
    );
    let planning = &found[0].placed.as_ref().unwrap().competencies[0];
    assert_eq!(planning.now, Some(CompetencyId(0)));
    assert_eq!((planning.is.rating, planning.is.role_gap), (None, None));
}

#[test]
fn another_number_is_not_another_wording() {
    // Engineer required 2 in Planning, and requires 3: Ana, at 2, is one short. The texts are the same.
    let mut map = map();
    map.scale = Scale::Proficiency;
    for competency in &mut map.competencies {
        competency.required = [1.0, 2.0, 3.0, 4.0].map(Some).to_vec();
    }
    let mut new = map.clone();
    new.competencies[0].required[1] = Some(3.0);
    let ana = person(&map, "Ana", 1).rated_all(&[2.0, 2.0]).build();
    let found = tried(map, vec![ana], &new);
    let [planning] = &found[0].placed.as_ref().unwrap().competencies[..] else {
        panic!("{found:?}");
    };
    assert!(!planning.reworded);
    assert_eq!(
        (planning.was.role_gap, planning.is.role_gap),
        (Some(0.0), Some(1.0))
    );
}

proptest! {
    /// Nothing that was entered vanishes: each rating is carried over or listed, whatever levels and competencies go.
    #[test]
    fn every_rating_is_carried_or_listed(
        ratings in prop::collection::vec(prop::option::of(2_u8..=10), 3),
        gone_level in 0_usize..5,
        gone_competency in 0_usize..3,
        role in 0_usize..5,
    ) {
        let levels = ["A", "B", "C", "D", "E"];
        let names = ["Planning", "Writing", "Speaking"];
        let map = career_map(&levels, &names);
        let without = |list: &[&'static str], gone: usize| -> Vec<&'static str> {
            list.iter().enumerate().filter(|(index, _)| *index != gone).map(|(_, name)| *name).collect()
        };
        let new = career_map(&without(&levels, gone_level), &without(&names, gone_competency));
        let ratings: Vec<Option<f64>> = ratings.iter().map(|half| half.map(|half| f64::from(half) / 2.0)).collect();
        let given = ratings.iter().flatten().count();
        let ana = person(&map, "Ana", role).rated(&ratings).build();
        let maps = MapComparison::of(&map, &new);
        let mut lost = Vec::new();
        let carried = MapTransfer { maps: &maps, assessment: &ana }.carried(&mut lost);
        match carried {
            None => prop_assert_eq!(role, gone_level),
            Some(carried) => {
                let kept = carried.competencies.iter().filter(|entry| entry.manager.is_some()).count();
                prop_assert_eq!(kept + lost.len(), given);
            }
        }
    }
}
