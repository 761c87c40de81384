//! The arithmetic against cases worked by hand; `properties` checks what is true for any input.

#![allow(clippy::float_cmp, reason = "the cases are exact in binary")]

mod properties;
mod specialities;

use super::{
    AnalysisOptions, CoverageRow, CoverageStatus, Gap, PersonAnalysis, Readiness, Scope, Standing,
    analyse_person, bench, coverage, key_people, target_level, testing,
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

/// What is asked of the gap in each competency.
fn of_gaps<T>(found: &PersonAnalysis, ask: impl Fn(&Gap) -> T) -> Vec<T> {
    found.gaps.iter().map(ask).collect()
}

/// The same of each row of coverage.
fn of_rows<T>(rows: &[CoverageRow], ask: impl Fn(&CoverageRow) -> T) -> Vec<T> {
    rows.iter().map(ask).collect()
}

/// How many are met, how many apply, and how many of these nobody rated.
fn met(found: &Readiness) -> (usize, usize, usize) {
    (found.met, found.applies, found.not_assessed())
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
    assert_eq!(
        of_gaps(&found, |gap| (
            gap.role_gap(),
            gap.target_gap(),
            gap.standing()
        )),
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
    assert_eq!(
        of_gaps(&found, |gap| (gap.source, gap.rating)),
        [
            (RatingSource::Agreed, Some(3.0)),
            (RatingSource::Manager, Some(4.0)),
            (RatingSource::SelfRated, Some(5.0)),
            (RatingSource::NotApplicable, None),
            (RatingSource::NotAssessed, None),
        ]
    );
    // Self 5 − manager 4; where one of them is not a number, there is no difference.
    let differences = of_gaps(&found, |gap| gap.self_minus_manager);
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
        (fact.role_gap(), fact.target_gap(), fact.standing()),
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
    assert_eq!(
        of_gaps(&found, Gap::standing),
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
        let mut ada = person(&map, "Ada", level).build().person;
        ada.track = track.map(Into::into);
        target_level(&map, &ada).0
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
    assert_eq!(found.gaps[0].target_gap(), Some(0.5));
    assert_eq!(found.gaps[0].standing(), Some(Standing::AtRole));
    assert_eq!(found.gaps[1].standing(), Some(Standing::AtTarget));
    // B is 2.5 above the role, A 0.5.
    assert_eq!(names(&map, &found.strengths), ["B", "A"]);
}

fn everything(review: &Review) -> (Vec<PersonAnalysis>, Vec<CoverageRow>) {
    let people = testing::analysed(review);
    let rows = coverage(review, &people, &AnalysisOptions::default());
    (people, rows)
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
    let (_, rows) = everything(&review);
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

/// A step back: role Senior (r = 3), target Engineer (t = 2).
///
/// | c | q | role gap | target gap | standing | counts as below role | strength |
/// |---|---|----------|------------|----------|----------------------|----------|
/// | A | 1 | 2 | 1 | below role (1 < 2, then 1 < 3) | yes | no |
/// | B | 2 | 1 | 0 | at target (2 ≥ 2 decides first) | yes (2 < 3) | no (2 < 3) |
/// | C | 3 | 0 | 0 | at target | no | yes (3 ≥ 3 and 3 ≥ 2) |
/// | D | 4 | 0 | 0 | at target | no | yes, and 1 above role |
///
/// At target 3 of 4, at role 2 of 4, below role 2: B is counted with both. Focus: A, the only target gap. Burden 2 + 1.
#[test]
fn a_step_back_is_below_role_and_at_target_at_once() {
    let map = career_map(&LEVELS, &["A", "B", "C", "D"]);
    let ada = person(&map, "Ada", 2)
        .team("T")
        .target(1)
        .rated_all(&[1.0, 2.0, 3.0, 4.0])
        .build();
    let found = analyse(&map, &ada);
    assert_eq!(
        of_gaps(&found, |gap| {
            (
                gap.role_gap(),
                gap.target_gap(),
                gap.standing(),
                gap.is_below_role(),
            )
        }),
        [
            (Some(2.0), Some(1.0), Some(Standing::BelowRole), true),
            (Some(1.0), Some(0.0), Some(Standing::AtTarget), true),
            (Some(0.0), Some(0.0), Some(Standing::AtTarget), false),
            (Some(0.0), Some(0.0), Some(Standing::AtTarget), false),
        ]
    );
    assert_eq!(names(&map, &found.strengths), ["D", "C"]);
    assert_eq!(names(&map, &found.focus_areas), ["A"]);
    assert_eq!(met(&found.readiness), (3, 4, 0));
    let review = Review::new(map, vec![ada], None, None);
    let rows = coverage(&review, &[found], &AnalysisOptions::default());
    assert_eq!(
        of_rows(&rows[..4], |row| (
            row.at_role,
            row.at_target,
            row.affected,
            row.burden
        )),
        [
            (Some(0.0), Some(0.0), 1, 2.0),
            (Some(0.0), Some(1.0), 1, 1.0),
            (Some(1.0), Some(1.0), 0, 0.0),
            (Some(1.0), Some(1.0), 0, 0.0),
        ]
    );
}

/// Role Engineer, target Senior (t = 3), nine scored competencies of which one is N/A, so that 8 apply, and a fact.
/// Weights 3 on A, 1 on the others. Ratings: A 3, B 3, C 4, D 3, E 5 (met: 5), F 2, G 1 (not met), H blank, I N/A.
/// Σ weight assessed = 3 + 6 × 1 = 9, of these met 3 + 4 × 1 = 7.
#[test]
fn readiness_is_counted_over_all_that_apply() {
    let mut map = career_map(
        &LEVELS,
        &["A", "B", "C", "D", "E", "F", "G", "H", "I", "Degree"],
    );
    make_fact(&mut map, "Degree");
    map.competencies[0].weight = 3.0;
    let rated = |of_h: Option<f64>| {
        let mut ratings = [3.0, 3.0, 4.0, 3.0, 5.0, 2.0, 1.0].map(Some).to_vec();
        ratings.extend([of_h, None, Some(5.0)]);
        ratings
    };
    let readiness = |of_h| {
        let ada = person(&map, "Ada", 1).rated(&rated(of_h));
        analyse(&map, &ada.not_applicable(8).build()).readiness
    };
    let found = readiness(None);
    assert_eq!(found.assessed, 7);
    assert_eq!(found.share(), Some(7.0 / 9.0));
    assert_eq!(met(&found), (5, 8, 1));
    assert_eq!(met(&readiness(Some(1.0))), (5, 8, 0));
}

/// A map of numbers with blank cells, where nothing is required. Role Engineer, target Senior.
///
/// | c | r | t | q | role gap | target gap | standing |
/// |---|---|---|---|----------|------------|----------|
/// | A | – | 3 | 1 | – | 2 | at role: nothing to be below |
/// | B | – | 3 | 4 | – | 0 | at target |
/// | C | 2 | – | 1 | 1 | – | below role |
/// | D | 2 | – | 3 | 0 | – | at role |
/// | E | – | – | 2 | – | – | none |
///
/// The target asks for A and B: readiness 1 of 2, focus A. Strengths: D (1 above role), then B (nothing to be above).
/// In the team all five are rated; E has no reference level and so no status.
#[test]
fn where_nothing_is_required_nothing_is_missing() {
    let mut map = career_map(&LEVELS, &["A", "B", "C", "D", "E"]);
    map.scale = Scale::Proficiency;
    let required = [
        (None, Some(3.0)),
        (None, Some(3.0)),
        (Some(2.0), None),
        (Some(2.0), None),
        (None, None),
    ];
    for (competency, (now, next)) in map.competencies.iter_mut().zip(required) {
        competency.required = vec![None, now, next, None, None];
    }
    let ada = person(&map, "Ada", 1)
        .rated_all(&[1.0, 4.0, 1.0, 3.0, 2.0])
        .build();
    let found = analyse(&map, &ada);
    assert_eq!(
        of_gaps(&found, |gap| (
            gap.role_gap(),
            gap.target_gap(),
            gap.standing()
        )),
        [
            (None, Some(2.0), Some(Standing::AtRole)),
            (None, Some(0.0), Some(Standing::AtTarget)),
            (Some(1.0), None, Some(Standing::BelowRole)),
            (Some(0.0), None, Some(Standing::AtRole)),
            (None, None, None),
        ]
    );
    assert_eq!(met(&found.readiness), (1, 2, 0));
    assert_eq!(names(&map, &found.focus_areas), ["A"]);
    assert_eq!(names(&map, &found.strengths), ["D", "B"]);
    let review = Review::new(map, vec![ada], None, None);
    let people = [found];
    let rows = coverage(&review, &people, &AnalysisOptions::default());
    assert_eq!(
        of_rows(&rows[..5], |row| (
            row.rated,
            row.at_role,
            row.at_target,
            row.depth,
            row.status
        )),
        [
            (1, Some(1.0), Some(0.0), 0, None),
            (1, Some(1.0), Some(1.0), 0, None),
            (1, Some(0.0), Some(1.0), 0, Some(CoverageStatus::Uncovered)),
            (1, Some(1.0), Some(1.0), 1, Some(CoverageStatus::Thin)),
            (1, Some(1.0), Some(1.0), 0, None),
        ]
    );
    // One of the two that the target asks for is short.
    let bench = bench(&review, &people);
    assert_eq!(bench[2].people[0].short, [CompetencyId(0)]);
}

/// Team North, role Engineer (r = 2, so the reference level is 2), one competency, two people needed:
///
/// | person | rating | by | at 2 | confirmed |
/// |--------|--------|----|------|-----------|
/// | Ada | 3 | manager | yes | yes |
/// | Bo | 2 | self | yes | no |
/// | Cy | self 3, agreed 2 | agreed | yes | yes |
/// | Dee | self 4, manager 1 | manager | no | no |
/// | Eve | self 5, manager N/A | N/A | – | – |
///
/// Depth 3, confirmed 2: covered both ways. Without Ada or Cy one is confirmed, thin; with Bo's own rating it would stay
/// covered. With three needed: depth 3 covered, confirmed 2 thin; without Ada 1, thin still, so nobody is key.
#[test]
fn confirmed_depth_leaves_self_ratings_out() {
    let map = career_map(&LEVELS, &["A"]);
    let rated = |name: &str, own: Option<f64>, manager: Option<f64>| {
        person(&map, name, 1)
            .team("North")
            .self_rated(&[own])
            .rated(&[manager])
    };
    let people = vec![
        rated("Ada", None, Some(3.0)).build(),
        rated("Bo", Some(2.0), None).build(),
        rated("Cy", Some(3.0), None).agreed(0, 2.0).build(),
        rated("Dee", Some(4.0), Some(1.0)).build(),
        rated("Eve", Some(5.0), None).not_applicable(0).build(),
    ];
    let review = Review::new(map.clone(), people, None, None);
    let (analyses, rows) = everything(&review);
    let north = row(&rows, "North");
    assert_eq!((north.reference, north.rated), (Some(2.0), 4));
    assert_eq!((north.depth, north.depth_confirmed), (3, 2));
    assert_eq!(north.status, Some(CoverageStatus::Covered));
    assert_eq!(north.status_confirmed, Some(CoverageStatus::Covered));
    let key = key_people(&review, &analyses, &rows);
    let of_north = key.iter().filter(|key| key.scope.label() == "North");
    let of_north = of_north.flat_map(|key| key.falls.iter().map(|fall| (key.person, fall)));
    let (thin, covered) = (CoverageStatus::Thin, CoverageStatus::Covered);
    let of_north = of_north.map(|(person, fall)| {
        assert_eq!(
            (fall.without, fall.without_by_self_ratings),
            (thin, covered)
        );
        (person, fall.depth)
    });
    assert_eq!(of_north.collect::<Vec<_>>(), [(0, 2), (2, 2)]);

    let three = AnalysisOptions {
        needed_people: 3,
        ..AnalysisOptions::default()
    };
    let rows = coverage(&review, &analyses, &three);
    let north = row(&rows, "North");
    assert_eq!(north.status, Some(CoverageStatus::Covered));
    assert_eq!(north.status_confirmed, Some(CoverageStatus::Thin));
    assert!(north.rests_on_self_ratings());
    assert!(key_people(&review, &analyses, &rows).is_empty());
}

/// Ada is all of North, so she is the only one there at her level in everything, and no key person for it. Among
/// everybody she is a key person: Bo, who is alone in South, is below the reference level 2.
#[test]
fn a_team_of_one_has_coverage_and_no_key_people() {
    let map = career_map(&LEVELS, &["A"]);
    let people = [("Ada", "North", 2.0), ("Bo", "South", 1.0)].map(|(name, team, rating)| {
        let builder = person(&map, name, 1).team(team);
        builder.rated_all(&[rating]).build()
    });
    let review = Review::new(map.clone(), people.to_vec(), None, None);
    let (analyses, rows) = everything(&review);
    assert_eq!(row(&rows, "North").status, Some(CoverageStatus::Thin));
    let key = key_people(&review, &analyses, &rows);
    assert_eq!(key.len(), 1);
    assert_eq!((&key[0].scope, key[0].person), (&Scope::All, 0));
    // Alone in the review, she is not a key person among everybody either.
    let alone = Review::new(map, people[..1].to_vec(), None, None);
    let (analyses, rows) = everything(&alone);
    assert!(key_people(&alone, &analyses, &rows).is_empty());
}

/// On a map of numbers somebody may have more than any level requires; the top is the setting's, if it is higher than
/// the highest requirement.
#[test]
fn a_scale_reaches_up_to_its_top() {
    let mut map = career_map(&LEVELS, &["A"]);
    assert_eq!(map.bounds(), (1.0, 5.0));
    map.scale = Scale::Proficiency;
    map.competencies[0].required = vec![Some(1.0), Some(2.0), Some(2.5), Some(3.0), None];
    assert_eq!(map.bounds(), (0.0, 3.0));
    map.scale_top = Some(5.0);
    assert_eq!(map.bounds(), (0.0, 5.0));
    map.scale_top = Some(2.0);
    assert_eq!(map.bounds(), (0.0, 3.0));
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
