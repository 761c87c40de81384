//! Two cycles worked out by hand, and what holds for any two.

mod specialities;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::analysis::testing::{OPTIONS, analysed};
use crate::analysis::{CoverageStatus, Scope};
use crate::model::testing::{career_map, person};
use crate::model::{CareerMap, CompetencyId, Expectation, LevelId, Scale};

struct Cycle {
    review: Review,
    people: Vec<PersonAnalysis>,
}

fn cycle(map: CareerMap, assessments: Vec<Assessment>) -> Cycle {
    let review = Review::new(map, assessments, None, None);
    let people = analysed(&review);
    Cycle { review, people }
}

fn last(cycle: &Cycle) -> LastCycle<'_> {
    LastCycle {
        review: &cycle.review,
        people: &cycle.people,
        options: &OPTIONS,
    }
}

fn map() -> CareerMap {
    career_map(
        &["Junior", "Engineer", "Senior", "Director"],
        &["Planning", "Writing"],
    )
}

/// Today's map: a level "Associate" between Junior and Engineer, "Writing" is called "Written word", "Senior" expects
/// something else in Planning.
fn changed_map() -> CareerMap {
    let mut map = career_map(
        &["Junior", "Associate", "Engineer", "Senior", "Director"],
        &["Planning", "Writing", "Budget"],
    );
    "Written word".clone_into(&mut map.competencies[1].name);
    map.competencies[0].expectations[3] = vec![Expectation::new("Plans a year ahead")];
    map
}

#[test]
fn changes_of_the_map_are_told_by_name_then_by_content() {
    let (then, now) = (map(), changed_map());
    let maps = MapComparison::of(&then, &now);
    assert_eq!(
        maps.changes,
        [
            MapChange::LevelMoved {
                then: LevelId(1),
                now: LevelId(2)
            },
            MapChange::LevelMoved {
                then: LevelId(2),
                now: LevelId(3)
            },
            MapChange::LevelMoved {
                then: LevelId(3),
                now: LevelId(4)
            },
            MapChange::Added(MapItem::Level(LevelId(1))),
            MapChange::Renamed {
                then: MapItem::Competency(CompetencyId(1)),
                now: MapItem::Competency(CompetencyId(1))
            },
            MapChange::Reworded {
                competency: CompetencyId(0),
                level: LevelId(3),
                dropped: vec!["Planning as a Senior shows it".to_owned()],
                added: vec!["Plans a year ahead".to_owned()],
            },
            MapChange::Added(MapItem::Competency(CompetencyId(2))),
        ]
    );
    // Rank 2 was Engineer, which is rank 3 today; there is no place between Junior and Engineer any more.
    assert_eq!(maps.points_today(2.0, None), Some(3.0));
    assert_eq!(maps.points_today(1.5, None), None);
    assert_eq!(maps.points_today(2.5, None), Some(3.5));
    assert!(maps.expectations_changed(CompetencyId(0), LevelId(3)));
    assert!(!maps.expectations_changed(CompetencyId(1), LevelId(3)));
}

#[test]
fn a_level_is_known_by_its_code_or_by_what_it_expects() {
    let then = {
        let mut map = map();
        map.levels[1].code = Some("E2".to_owned());
        map
    };
    let now = {
        let mut map = map();
        "Developer".clone_into(&mut map.levels[1].title);
        map.levels[1].code = Some("e2".to_owned());
        "Principal".clone_into(&mut map.levels[2].title);
        map
    };
    let maps = MapComparison::of(&then, &now);
    assert_eq!(
        maps.changes,
        [
            MapChange::Renamed {
                then: MapItem::Level(LevelId(1)),
                now: MapItem::Level(LevelId(1))
            },
            MapChange::Renamed {
                then: MapItem::Level(LevelId(2)),
                now: MapItem::Level(LevelId(2))
            },
        ]
    );
    // Without a code and without a common expectation it is a different level.
    let mut other = map();
    "Owner".clone_into(&mut other.levels[3].title);
    for competency in &mut other.competencies {
        competency.expectations[3] = vec![Expectation::new(format!("Owns {}", competency.name))];
    }
    assert_eq!(
        MapComparison::of(&then, &other).changes,
        [
            MapChange::Removed {
                then: MapItem::Level(LevelId(3))
            },
            MapChange::Added(MapItem::Level(LevelId(3))),
        ]
    );
}

#[test]
fn another_scale_compares_nothing() {
    let mut now = map();
    now.scale = Scale::Proficiency;
    let then = map();
    let maps = MapComparison::of(&then, &now);
    assert_eq!(maps.changes, [MapChange::Scale]);
    assert_eq!(maps.points_today(2.0, None), None);
}

#[test]
fn a_gap_changes_by_map_role_and_rating() {
    // Then: Ada is Engineer (rank 2 of 4), rated 1 and 2: role gaps 1 and 0; target Senior (3): target gaps 2 and 1.
    let (old, new) = (map(), changed_map());
    let then = cycle(
        old.clone(),
        vec![
            person(&old, "Ada", 1)
                .id("1")
                .rated_all(&[1.0, 2.0])
                .build(),
        ],
    );
    // Now: Ada is Senior (rank 4 of 5), rated 3 (Engineer) and 4 (Senior).
    let now = cycle(
        new.clone(),
        vec![
            person(&new, "Ada", 3)
                .id("1")
                .rated(&[Some(3.0), Some(4.0), None])
                .build(),
        ],
    );
    let comparison = Comparison::of(last(&then), &now.review, &now.people);
    let trend = comparison.people[0].as_ref().unwrap();
    let [planning, writing] = trend.competencies.as_slice() else {
        panic!("Budget was not there then: {trend:?}")
    };
    // Planning: Junior (1) → Engineer (3). Role gap 1 by the old map. Today's map puts Engineer at 3: 2, so +1 by the
    // map; as Senior (4) it would be 3, so +1 by the role; it is 1, so −2 by the rating.
    assert_eq!(planning.rating_then_today, Some(1.0));
    assert_eq!(planning.change(), Some(2.0));
    assert_eq!(
        planning.causes,
        Some(GapCauses {
            map: 1.0,
            role: 1.0,
            rating: -2.0
        })
    );
    // The target then was Senior, which asks for 4 today: not reached in Planning, reached in Writing.
    assert_eq!(planning.closed, Some(false));
    assert_eq!(writing.rating_then_today, Some(3.0));
    assert_eq!(writing.change(), Some(1.0));
    assert_eq!(
        writing.causes,
        Some(GapCauses {
            map: 0.0,
            role: 1.0,
            rating: -1.0
        })
    );
    assert_eq!(writing.closed, Some(true));

    let all = &comparison.teams[0];
    assert_eq!((all.scope.clone(), all.competency), (Scope::All, None));
    assert_eq!((all.compared, all.up, all.down), (2, 2, 0));
    assert_eq!((all.mean_then, all.mean_now), (Some(2.0), Some(3.5)));
    assert_eq!((all.gaps_then, all.closed), (2, 1));
    assert_eq!(
        (all.role_gap_then, all.role_gap_now),
        (Some(0.5), Some(0.5))
    );
    assert_eq!(
        all.causes,
        Some(GapCauses {
            map: 0.5,
            role: 1.0,
            rating: -1.5
        })
    );
}

#[test]
fn coverage_of_then_is_that_of_the_team_of_then() {
    let old = map();
    let north = |name: &str, id: &str, rating: f64| {
        person(&old, name, 1)
            .id(id)
            .team("North")
            .rated_all(&[rating, 2.0])
            .build()
    };
    let then = cycle(
        old.clone(),
        vec![
            north("Ada", "1", 2.0),
            north("Bo", "2", 2.0),
            north("Cy", "3", 1.0),
        ],
    );
    let now = cycle(
        old.clone(),
        vec![north("Ada", "1", 2.0), north("Di", "4", 3.0)],
    );
    let comparison = Comparison::of(last(&then), &now.review, &now.people);
    let row = comparison
        .teams
        .iter()
        .find(|row| {
            row.scope == Scope::Team("North".to_owned()) && row.competency == Some(CompetencyId(0))
        })
        .unwrap();
    assert_eq!(
        row.covered_then,
        Some(CoverageThen {
            depth: 2,
            status: CoverageStatus::Covered
        })
    );
    // Only Ada is in both; Bo and Cy have left, Di is new.
    assert_eq!(row.compared, 1);
    assert_eq!(comparison.left, [1, 2]);
    assert!(comparison.people[1].is_none());
}

#[test]
fn actions_are_kept_moved_missed_or_not_named() {
    let map = map();
    let (spring, summer, autumn) = (date(2026, 3, 1), date(2026, 6, 30), date(2026, 10, 1));
    let later = date(2027, 1, 31);
    let then = cycle(
        map.clone(),
        vec![
            person(&map, "Ada", 1)
                .on(spring)
                .rated_all(&[1.0, 1.0])
                .action(0, "Plan the fair", Some(summer), None)
                .action(0, "Write a guide", Some(summer), Some("In progress"))
                .action(1, "Write a guide", Some(summer), None)
                .action(0, "Shadow a colleague", Some(summer), None)
                .action(0, "Lead a retrospective", Some(later), None)
                .action(0, "Take a course", Some(summer), Some("Done"))
                .action(0, "Give a talk", Some(summer), None)
                .action(0, "Read a book", Some(summer), None)
                .build(),
        ],
    );
    let now = cycle(
        map.clone(),
        vec![
            person(&map, "Ada", 1)
                .on(autumn)
                .rated_all(&[1.0, 1.0])
                .action(0, "plan the  fair", Some(summer), Some("Done"))
                .action(1, "Write a guide", Some(summer), None)
                .action(0, "Write a guide", Some(later), None)
                .action(0, "Lead a retrospective", Some(later), None)
                .action(0, "Give a talk", Some(summer), Some("Cancelled"))
                .action(0, "Read a book", Some(date(2026, 8, 1)), None)
                .build(),
        ],
    );
    let comparison = Comparison::of(last(&then), &now.review, &now.people);
    let actions = &comparison.people[0].as_ref().unwrap().actions;
    let outcomes: Vec<(usize, Option<usize>, ActionOutcome)> = actions
        .iter()
        .map(|action| (action.then, action.now, action.outcome))
        .collect();
    assert_eq!(
        outcomes,
        [
            (0, Some(0), ActionOutcome::Kept),
            // Of two with the same words, the one for the same competency.
            (1, Some(2), ActionOutcome::Moved),
            (2, Some(1), ActionOutcome::Missed),
            (3, None, ActionOutcome::NotNamed),
            (4, Some(3), ActionOutcome::Running),
            // An action that was done before does not concern this cycle.
            (6, Some(4), ActionOutcome::Dropped),
            // Put off to a day that is past as well.
            (7, Some(5), ActionOutcome::Missed),
        ]
    );
    let counts = comparison.teams[0].actions;
    assert_eq!(
        (counts.open_then, counts.kept, counts.moved, counts.missed),
        (7, 1, 1, 2)
    );
}

proptest! {
    #[test]
    fn what_holds_for_any_two_cycles(
        then_ratings in prop::collection::vec((0usize..4, prop::option::of(1u8..=4), prop::option::of(1u8..=4)), 1..12),
        now_ratings in prop::collection::vec((0usize..5, prop::option::of(1u8..=5), prop::option::of(1u8..=5)), 1..12),
    ) {
        let (old, new) = (map(), changed_map());
        let made = |map: &CareerMap, list: &[(usize, Option<u8>, Option<u8>)]| {
            list.iter()
                .enumerate()
                .map(|(index, (level, a, b))| {
                    person(map, &format!("P{index}"), *level)
                        .team(["North", "South"][index % 2])
                        .rated(&[a.map(f64::from), b.map(f64::from)])
                        .build()
                })
                .collect()
        };
        let then = cycle(old.clone(), made(&old, &then_ratings));
        let now = cycle(new.clone(), made(&new, &now_ratings));
        let comparison = Comparison::of(last(&then), &now.review, &now.people);
        let both = comparison.people.iter().flatten().count();
        prop_assert_eq!(both, then_ratings.len().min(now_ratings.len()));
        prop_assert_eq!(both + comparison.left.len(), then_ratings.len());
        for trend in comparison.people.iter().flatten().flat_map(|p| &p.competencies) {
            if let (Some(causes), Some(before), Some(after)) =
                (trend.causes, trend.role_gap_then, trend.role_gap_now)
            {
                prop_assert!((causes.map + causes.role + causes.rating - (after - before)).abs() < 1e-9);
            }
        }
        let of = |scope: fn(&Scope) -> bool| -> Vec<&TrendRow> {
            comparison.teams.iter().filter(|r| scope(&r.scope) && r.competency.is_none()).collect()
        };
        let all = of(|scope| *scope == Scope::All);
        let teams = of(|scope| *scope != Scope::All);
        let sum = |count: fn(&TrendRow) -> usize| teams.iter().map(|row| count(row)).sum::<usize>();
        prop_assert_eq!(sum(|row| row.compared), all[0].compared);
        prop_assert_eq!(sum(|row| row.up), all[0].up);
        prop_assert_eq!(sum(|row| row.closed), all[0].closed);
        prop_assert!(all[0].up + all[0].down <= all[0].compared);
        prop_assert!(all[0].closed <= all[0].gaps_then);
    }

    #[test]
    fn the_same_cycle_twice_is_no_change(
        ratings in prop::collection::vec((0usize..5, prop::option::of(1u8..=5)), 1..8),
    ) {
        let new = changed_map();
        let people = ratings
            .iter()
            .enumerate()
            .map(|(index, (level, rating))| {
                person(&new, &format!("P{index}"), *level).rated(&[rating.map(f64::from)]).build()
            })
            .collect();
        let one = cycle(new, people);
        let comparison = Comparison::of(last(&one), &one.review, &one.people);
        prop_assert!(comparison.maps.changes.is_empty());
        prop_assert!(comparison.left.is_empty());
        prop_assert!(comparison.teams.iter().all(|row| row.up + row.down + row.closed == 0));
        for trend in comparison.people.iter().flatten().flat_map(|p| &p.competencies) {
            prop_assert!(trend.change().is_none_or(|change| change == 0.0));
            prop_assert!(trend.causes.is_none_or(|causes| causes == GapCauses::default()));
        }
    }
}
