//! The arithmetic against cases worked by hand, and by properties that hold for any input.

#![allow(clippy::float_cmp, reason = "the cases are exact in binary")]

use proptest::prelude::*;

use super::{
    AnalysisOptions, CoverageRow, CoverageStatus, PersonAnalysis, Scope, Standing, analyse_person,
    coverage, target_level,
};
use crate::model::testing::{career_map, make_fact, person};
use crate::model::{
    Assessment, CareerMap, CompetencyId, LevelId, RatingSource, Review, Scale, Track,
};

/// Ranks 1 to 5.
const LEVELS: [&str; 5] = ["Junior", "Engineer", "Senior", "Lead", "Head"];

fn analyse(map: &CareerMap, assessment: &Assessment) -> PersonAnalysis {
    analyse_person(map, assessment, &AnalysisOptions::default())
}

fn names(map: &CareerMap, ids: &[CompetencyId]) -> Vec<String> {
    ids.iter()
        .map(|id| map.competency(*id).name.clone())
        .collect()
}

/// Role Engineer (r = 2), target Senior (t = 3), five competencies:
///
/// | c | q | role gap max(0, 2−q) | target gap max(0, 3−q) | standing |
/// |---|---|----------------------|------------------------|----------|
/// | A | 1 | 1 | 2 | below role (1 < 2) |
/// | B | 2 | 0 | 1 | at role (2 ≤ 2 < 3) |
/// | C | 3 | 0 | 0 | at target (3 ≥ 3) |
/// | D | 5 | 0 | 0 | at target |
/// | E | – | – | – | not assessed |
///
/// Readiness 2 of 4 (C, D of A–D). Focus: A (role gap 1), then B (target gap 1). Strengths: D (3 above role), C (1 above).
#[test]
fn one_person_worked_by_hand() {
    let map = career_map(&LEVELS, &["A", "B", "C", "D", "E"]);
    let ada = person(&map, "Ada", 1)
        .rated(&[Some(1.0), Some(2.0), Some(3.0), Some(5.0), None])
        .build();
    let found = analyse(&map, &ada);

    assert_eq!(found.target, LevelId(2));
    let rows: Vec<_> = found
        .gaps
        .iter()
        .map(|gap| (gap.role_gap, gap.target_gap, gap.standing))
        .collect();
    assert_eq!(
        rows,
        [
            (Some(1.0), Some(2.0), Some(Standing::BelowRole)),
            (Some(0.0), Some(1.0), Some(Standing::AtRole)),
            (Some(0.0), Some(0.0), Some(Standing::AtTarget)),
            (Some(0.0), Some(0.0), Some(Standing::AtTarget)),
            (None, None, None),
        ]
    );
    assert_eq!(found.gaps[4].source, RatingSource::NotAssessed);
    assert_eq!((found.readiness.met, found.readiness.assessed), (2, 4));
    assert_eq!(found.readiness.share(), Some(0.5));
    assert_eq!(names(&map, &found.focus_areas), ["A", "B"]);
    assert_eq!(names(&map, &found.strengths), ["D", "C"]);
}

/// Weights 1, 3, 2, 1 on A–D; role Senior (r = 3), target Lead (t = 4).
///
/// | c | w | q | role gap × w | target gap × w |
/// |---|---|---|--------------|----------------|
/// | A | 1 | 1 | 2 | 3 |
/// | B | 3 | 2 | 3 | 6 |
/// | C | 2 | 2 | 2 | 4 |
/// | D | 1 | 4 | 0 | 0 |
///
/// Order by the third column, then the fourth: B (3), then C before A (both 2; 4 > 3). Readiness weight 1 of 7.
#[test]
fn weights_order_the_focus_areas() {
    let mut map = career_map(&LEVELS, &["A", "B", "C", "D"]);
    for (competency, weight) in map.competencies.iter_mut().zip([1.0, 3.0, 2.0, 1.0]) {
        competency.weight = weight;
    }
    let ada = person(&map, "Ada", 2)
        .rated_all(&[1.0, 2.0, 2.0, 4.0])
        .build();
    let found = analyse(&map, &ada);
    assert_eq!(names(&map, &found.focus_areas), ["B", "C", "A"]);
    assert_eq!(found.readiness.share(), Some(1.0 / 7.0));
}

#[test]
fn equal_gaps_keep_the_maps_order_and_only_the_first_few_are_named() {
    let map = career_map(&LEVELS, &["A", "B", "C", "D"]);
    let ada = person(&map, "Ada", 2).rated_all(&[2.0; 4]).build();
    let found = analyse(&map, &ada);
    assert_eq!(names(&map, &found.focus_areas), ["A", "B", "C"]);
    assert_eq!(found.open, 4);
}

/// The first rating filled of agreed, manager, self decides, N/A included.
#[test]
fn the_first_rating_given_decides() {
    let map = career_map(&LEVELS, &["A", "B", "C", "D", "E"]);
    let ada = person(&map, "Ada", 1)
        .self_rated(&[Some(5.0), Some(5.0), Some(5.0), Some(5.0), None])
        .rated(&[Some(4.0), Some(4.0), None, None, None])
        .agreed(0, 3.0)
        .not_applicable(3)
        .build();
    let found = analyse(&map, &ada);
    let decided: Vec<_> = found
        .gaps
        .iter()
        .map(|gap| (gap.source, gap.rating))
        .collect();
    assert_eq!(
        decided,
        [
            (RatingSource::Agreed, Some(3.0)),
            (RatingSource::Manager, Some(4.0)),
            (RatingSource::SelfRated, Some(5.0)),
            (RatingSource::NotApplicable, None),
            (RatingSource::NotAssessed, None),
        ]
    );
    // Self 5 − manager 4; where one of them is no number there is no difference.
    let differences: Vec<_> = found
        .gaps
        .iter()
        .map(|gap| gap.self_minus_manager)
        .collect();
    assert_eq!(differences, [Some(1.0), Some(1.0), None, None, None]);
}

#[test]
fn facts_are_shown_but_never_scored() {
    let mut map = career_map(&LEVELS, &["A", "Education"]);
    make_fact(&mut map, "Education");
    let ada = person(&map, "Ada", 2).rated_all(&[3.0, 1.0]).build();
    let found = analyse(&map, &ada);
    let fact = &found.gaps[1];
    assert_eq!((fact.rating, fact.required_now), (Some(1.0), Some(3.0)));
    assert_eq!(
        (fact.role_gap, fact.target_gap, fact.standing),
        (None, None, None)
    );
    assert_eq!(found.readiness.assessed, 1);
    assert_eq!(names(&map, &found.focus_areas), ["A"]);
    let review = Review::new(map, vec![ada], None, None);
    let rows = coverage(&review, &[found], &AnalysisOptions::default());
    assert!(rows.iter().all(|row| row.competency == CompetencyId(0)));
}

#[test]
fn staying_leaves_no_standing_between_role_and_target() {
    let map = career_map(&LEVELS, &["A", "B"]);
    let ada = person(&map, "Ada", 2)
        .target(2)
        .rated_all(&[2.0, 3.0])
        .build();
    let found = analyse(&map, &ada);
    let standings: Vec<_> = found.gaps.iter().map(|gap| gap.standing).collect();
    assert_eq!(
        standings,
        [Some(Standing::BelowRole), Some(Standing::AtTarget)]
    );
    assert_eq!(names(&map, &found.strengths), ["B"]);
}

/// Five levels; the fourth is for managers, the last for individual contributors.
#[test]
fn the_target_is_the_next_level_on_the_track() {
    use Track::{IndividualContributor as Ic, Management};
    let mut map = career_map(&LEVELS, &["A"]);
    map.levels[2].tracks = vec![Ic, Management];
    map.levels[3].tracks = vec![Management];
    map.levels[4].tracks = vec![Ic];
    let target = |level, track: Option<Track>| {
        let builder = person(&map, "Ada", level);
        let builder = match track {
            Some(track) => builder.track(track),
            None => builder,
        };
        target_level(&map, &builder.build().person).0
    };
    assert_eq!(target(0, None), 1);
    assert_eq!(target(1, Some(Ic)), 2);
    assert_eq!(target(2, Some(Management)), 3);
    assert_eq!(
        target(2, Some(Ic)),
        4,
        "a level of the other track is passed over"
    );
    assert_eq!(target(3, Some(Management)), 3, "the top of the track");
    assert_eq!(target(4, None), 4, "the top of the map");
}

/// A map of numbers: R(A, ·) = 1 2 3 4 5, R(B, ·) = 0 0 2 2 4, role Engineer, target Senior: r = 2, 0; t = 3, 2.
/// With q = 2.5 in both: A has target gap 0.5, B none (2.5 ≥ 2).
#[test]
fn required_proficiencies_take_the_place_of_ranks() {
    let mut map = career_map(&LEVELS, &["A", "B"]);
    map.scale = Scale::Proficiency;
    map.competencies[0].required = [1.0, 2.0, 3.0, 4.0, 5.0].map(Some).to_vec();
    map.competencies[1].required = [0.0, 0.0, 2.0, 2.0, 4.0].map(Some).to_vec();
    let ada = person(&map, "Ada", 1).rated_all(&[2.5, 2.5]).build();
    let found = analyse(&map, &ada);
    assert_eq!(found.gaps[0].target_gap, Some(0.5));
    assert_eq!(found.gaps[0].standing, Some(Standing::AtRole));
    assert_eq!(found.gaps[1].standing, Some(Standing::AtTarget));
    // B is 2.5 above the role, A 0.5.
    assert_eq!(names(&map, &found.strengths), ["B", "A"]);
}

fn row<'a>(rows: &'a [CoverageRow], team: &str) -> &'a CoverageRow {
    rows.iter().find(|row| row.scope.label() == team).unwrap()
}

/// Team North, one competency of weight 2:
///
/// | person | r | t | q | role gap | target gap |
/// |--------|---|---|---|----------|------------|
/// | Ada | 2 | 3 | 3 | 0 | 0 |
/// | Bo | 2 | 3 | 1 | 1 | 2 |
/// | Cy | 3 | 4 | 1 | 2 | 3 |
/// | Dee | 4 | 5 | – | – | – |
/// | Eve | 5 | 5 | N/A | – | – |
///
/// n = 3, m = 1, k = 1; at role 1/3, at target 1/3; mean role gap (0+1+2)/3 = 1, mean target gap (0+2+3)/3 = 5/3;
/// burden 2 × 3 = 6; reference: r of all but Eve sorted = 2 2 3 4, index ⌊4/2⌋ = 2 → 3; depth: q ≥ 3 → Ada → 1; thin.
#[test]
fn a_team_worked_by_hand() {
    let mut map = career_map(&LEVELS, &["A"]);
    map.competencies[0].weight = 2.0;
    let people = [
        person(&map, "Ada", 1).rated_all(&[3.0]),
        person(&map, "Bo", 1).rated_all(&[1.0]),
        person(&map, "Cy", 2).rated_all(&[1.0]),
        person(&map, "Dee", 3),
        person(&map, "Eve", 4).not_applicable(0),
    ]
    .map(|builder| builder.team("North").build());
    let review = Review::new(map, people.to_vec(), None, None);
    let analyses: Vec<_> = review
        .assessments
        .iter()
        .map(|assessment| analyse(&review.career_map, assessment))
        .collect();
    let rows = coverage(&review, &analyses, &AnalysisOptions::default());
    assert_eq!(rows.len(), 2, "everybody and North");
    let north = row(&rows, "North");
    assert_eq!(
        (north.rated, north.not_assessed, north.not_applicable),
        (3, 1, 1)
    );
    assert_eq!(north.at_role, Some(1.0 / 3.0));
    assert_eq!(north.at_target, Some(1.0 / 3.0));
    assert_eq!(north.mean_role_gap, Some(1.0));
    assert_eq!(north.mean_target_gap, Some(5.0 / 3.0));
    assert_eq!(north.burden, 6.0);
    assert_eq!(north.affected, 2);
    assert_eq!(north.reference, Some(3.0));
    assert_eq!((north.depth, north.needed), (1, 2));
    assert_eq!(north.status, Some(CoverageStatus::Thin));
    assert_eq!(north.distribution, [(1, 2), (3, 1)].into());
    assert_eq!(row(&rows, "All").scope, Scope::All);
}

#[test]
fn nobody_rated_gives_no_shares() {
    let map = career_map(&LEVELS, &["A"]);
    let ada = person(&map, "Ada", 1).build();
    let found = analyse(&map, &ada);
    assert_eq!(found.readiness.share(), None);
    let review = Review::new(map, vec![ada], None, None);
    let rows = coverage(&review, &[found], &AnalysisOptions::default());
    assert_eq!((rows[0].at_role, rows[0].mean_role_gap), (None, None));
    assert_eq!(rows[0].status, Some(CoverageStatus::Uncovered));
}

/// A rating cell: blank, N/A, or a rank.
fn cell() -> impl Strategy<Value = Option<Option<u8>>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(None)),
        6 => (1_u8..=5).prop_map(|rank| Some(Some(rank))),
    ]
}

prop_compose! {
    fn somebody()(
        level in 0_usize..5,
        target in proptest::option::of(0_usize..5),
        team in 0_u8..3,
        cells in proptest::collection::vec(cell(), 3),
    ) -> (usize, Option<usize>, u8, Vec<Option<Option<u8>>>) {
        (level, target, team, cells)
    }
}

type Somebody = (usize, Option<usize>, u8, Vec<Option<Option<u8>>>);

fn review_of(people: &[Somebody]) -> Review {
    let map = career_map(&LEVELS, &["A", "B", "C"]);
    let assessments = people
        .iter()
        .enumerate()
        .map(|(index, (level, target, team, cells))| {
            let ratings: Vec<Option<f64>> = cells
                .iter()
                .map(|cell| cell.flatten().map(f64::from))
                .collect();
            let mut builder = person(&map, &format!("Person {index}"), *level)
                .id(&index.to_string())
                .team(&format!("Team {team}"))
                .rated(&ratings);
            for (competency, cell) in cells.iter().enumerate() {
                if *cell == Some(None) {
                    builder = builder.not_applicable(competency);
                }
            }
            if let Some(target) = target {
                builder = builder.target((*target).max(*level));
            }
            builder.build()
        })
        .collect();
    Review::new(map, assessments, None, None)
}

fn everything(review: &Review) -> (Vec<PersonAnalysis>, Vec<CoverageRow>) {
    let people: Vec<_> = review
        .assessments
        .iter()
        .map(|assessment| analyse(&review.career_map, assessment))
        .collect();
    let rows = coverage(review, &people, &AnalysisOptions::default());
    (people, rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_files_does_not_matter(
        people in proptest::collection::vec(somebody(), 1..12),
        seed in any::<u64>(),
    ) {
        let review = review_of(&people);
        let mut shuffled = review.assessments.clone();
        let length = shuffled.len();
        for index in (1..length).rev() {
            shuffled.swap(index, (seed.rotate_left(index as u32) as usize) % (index + 1));
        }
        let again = Review::new(review.career_map.clone(), shuffled, None, None);
        prop_assert_eq!(everything(&review), everything(&again));
    }

    #[test]
    fn people_add_up(people in proptest::collection::vec(somebody(), 1..12)) {
        let review = review_of(&people);
        let (analyses, rows) = everything(&review);
        for row in &rows {
            let members = match &row.scope {
                Scope::All => review.assessments.len(),
                Scope::Team(team) => review.assessments.iter().filter(|a| a.team() == team).count(),
            };
            prop_assert_eq!(row.rated + row.not_assessed + row.not_applicable, members);
            prop_assert_eq!(row.distribution.values().sum::<usize>(), row.rated);
            prop_assert!(row.affected <= row.rated && row.depth <= row.rated);
            for share in [row.at_role, row.at_target].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&share));
            }
            prop_assert!(row.at_target.unwrap_or(0.0) <= row.at_role.unwrap_or(0.0));
            prop_assert!(row.burden >= 0.0);
        }
        for id in review.career_map.competency_ids() {
            let burden = |all: bool| -> f64 {
                rows.iter()
                    .filter(|row| row.competency == id && (row.scope == Scope::All) == all)
                    .map(|row| row.burden)
                    .sum()
            };
            prop_assert_eq!(burden(true), burden(false), "the teams' burdens add up to everybody's");
        }
        for person in &analyses {
            prop_assert!(person.readiness.met <= person.readiness.assessed);
            prop_assert!(person.focus_areas.len() <= person.open.min(3));
            for gap in &person.gaps {
                if let (Some(role), Some(target)) = (gap.role_gap, gap.target_gap) {
                    prop_assert!(role >= 0.0 && target >= role);
                    prop_assert_eq!(gap.standing == Some(Standing::AtTarget), target == 0.0);
                    prop_assert_eq!(gap.standing == Some(Standing::BelowRole), role > 0.0);
                }
            }
            for id in &person.focus_areas {
                prop_assert!(person.gap(*id).target_gap > Some(0.0));
            }
        }
    }
}
