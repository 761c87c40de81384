//! Properties of the arithmetic that hold for any input.

use proptest::prelude::*;

use super::*;

/// A rating cell: blank, N/A, or a rank, and whether it is the person's own alone.
fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        1 => Just((None, false)),
        1 => Just((Some(None), false)),
        6 => (1_u8..=5, any::<bool>()).prop_map(|(rank, own)| (Some(Some(rank)), own)),
    ]
}

type Cell = (Option<Option<u8>>, bool);

/// What each level requires in the map of numbers, from [`LEVELS`]' first to last; nothing in a blank.
const REQUIRED: [[Option<f64>; 5]; 3] = [
    [Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(5.0)],
    [Some(2.0), Some(1.0), None, Some(3.0), Some(3.0)],
    [None, None, Some(2.0), Some(4.0), None],
];

prop_compose! {
    fn somebody()(
        level in 0_usize..5,
        target in proptest::option::of(0_usize..5),
        team in 0_u8..3,
        cells in proptest::collection::vec(cell(), 3),
    ) -> Somebody {
        (level, target, team, cells)
    }
}

type Somebody = (usize, Option<usize>, u8, Vec<Cell>);

fn review_of(people: &[Somebody]) -> Review {
    review_against(career_map(&LEVELS, &["A", "B", "C"]), people)
}

/// The same people against a map of numbers.
fn review_of_numbers(people: &[Somebody]) -> Review {
    let mut map = career_map(&LEVELS, &["A", "B", "C"]);
    map.scale = Scale::Proficiency;
    for (competency, required) in map.competencies.iter_mut().zip(REQUIRED) {
        competency.required = required.to_vec();
    }
    review_against(map, people)
}

fn review_against(map: CareerMap, people: &[Somebody]) -> Review {
    let assessments = people
        .iter()
        .enumerate()
        .map(|(index, (level, target, team, cells))| {
            let ratings = |by_self: bool| -> Vec<Option<f64>> {
                cells
                    .iter()
                    .map(|(cell, own)| cell.flatten().filter(|_| *own == by_self).map(f64::from))
                    .collect()
            };
            let mut builder = person(&map, &format!("Person {index}"), *level)
                .id(&index.to_string())
                .team(&format!("Team {team}"))
                .self_rated(&ratings(true))
                .rated(&ratings(false));
            for (competency, (cell, _)) in cells.iter().enumerate() {
                if *cell == Some(None) {
                    builder = builder.not_applicable(competency);
                }
            }
            if let Some(target) = target {
                builder = builder.target(*target);
            }
            builder.build()
        })
        .collect();
    Review::new(map, assessments, None, None)
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
            prop_assert!(row.depth_confirmed <= row.depth);
            prop_assert!(row.status_confirmed <= row.status);
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
                if let (Some(role), Some(target)) = (gap.role_gap(), gap.target_gap()) {
                    prop_assert!(role >= 0.0 && target >= 0.0);
                    prop_assert_eq!(gap.standing() == Some(Standing::AtTarget), target == 0.0);
                    let below = role > 0.0 && target > 0.0;
                    prop_assert_eq!(gap.standing() == Some(Standing::BelowRole), below);
                }
            }
            for id in &person.focus_areas {
                prop_assert!(person.gap(*id).unwrap().target_gap() > Some(0.0));
            }
        }
    }

    /// Counts everything again from the ratings as they were given, by the definitions and without the analysis.
    #[test]
    fn counted_again_from_the_ratings_alone(
        people in proptest::collection::vec(somebody(), 1..12),
        numbers in any::<bool>(),
        needed in 1_usize..4,
    ) {
        let review = if numbers { review_of_numbers(&people) } else { review_of(&people) };
        let options = AnalysisOptions { needed_people: needed, ..AnalysisOptions::default() };
        let (analyses, _) = everything(&review);
        let rows = coverage(&review, &analyses, &options);
        let requires = |c: usize, level: LevelId| {
            if numbers { REQUIRED[c][level.0] } else { Some(level.0 as f64 + 1.0) }
        };
        for row in &rows {
            let c = row.competency.0;
            let inside: Vec<(&Assessment, LevelId)> = review.assessments.iter()
                .zip(&analyses)
                .filter(|(a, _)| row.scope == Scope::All || row.scope.label() == a.team())
                .map(|(a, found)| (a, found.target))
                .collect();
            // Each rating that counts, whether a manager gave it, r and t.
            let mut counted = Vec::new();
            let mut reference = Vec::new();
            for (assessment, target) in &inside {
                let entered = &assessment.competencies[c];
                let given = entered.manager.as_ref().or(entered.own.as_ref());
                let r = requires(c, assessment.person.role_level);
                let q = given.map(|rating| rating.value.points());
                if q != Some(None) { reference.extend(r); }
                if let Some(Some(q)) = q {
                    counted.push((q, entered.manager.is_some(), r, requires(c, *target)));
                }
            }
            reference.sort_by(f64::total_cmp);
            let reference = reference.get(reference.len() / 2).copied();
            let n = counted.len() as f64;
            let share = |count: usize| (n > 0.0).then(|| count as f64 / n);
            let short = |q: f64, required: Option<f64>| required.map_or(0.0, |r| (r - q).max(0.0));
            prop_assert_eq!(row.rated, counted.len());
            prop_assert_eq!(row.at_role, share(counted.iter().filter(|(q, _, r, _)| r.is_none_or(|r| *q >= r)).count()));
            prop_assert_eq!(row.at_target, share(counted.iter().filter(|(q, _, _, t)| t.is_none_or(|t| *q >= t)).count()));
            prop_assert_eq!(row.affected, counted.iter().filter(|(q, _, r, _)| r.is_some_and(|r| *q < r)).count());
            prop_assert_eq!(row.burden, counted.iter().map(|(q, _, r, _)| short(*q, *r)).sum::<f64>());
            prop_assert_eq!(row.reference, reference);
            let depth = |confirmed: bool| counted.iter()
                .filter(|(q, by_manager, ..)| reference.is_some_and(|level| *q >= level) && (*by_manager || !confirmed))
                .count();
            prop_assert_eq!((row.depth, row.depth_confirmed), (depth(false), depth(true)));
            let status = |depth: usize| reference.map(|_| match depth {
                0 => CoverageStatus::Uncovered,
                depth if depth < needed => CoverageStatus::Thin,
                _ => CoverageStatus::Covered,
            });
            prop_assert_eq!((row.status, row.status_confirmed), (status(depth(false)), status(depth(true))));
        }
        for (assessment, found) in review.assessments.iter().zip(&analyses) {
            let (mut met, mut assessed, mut applies, mut strengths) = (0, 0, 0, Vec::new());
            for (c, entered) in assessment.competencies.iter().enumerate() {
                let given = entered.manager.as_ref().or(entered.own.as_ref());
                let q = given.map(|rating| rating.value.points());
                let (r, t) = (requires(c, assessment.person.role_level), requires(c, found.target));
                if let Some(Some(q)) = q {
                    let reaches = |level: Option<f64>| level.is_some_and(|level| q >= level);
                    if r.is_none_or(|r| q >= r) && (reaches(t) || r.is_some_and(|r| q > r)) {
                        strengths.push(CompetencyId(c));
                    }
                }
                let Some(t) = t.filter(|_| q != Some(None)) else { continue };
                applies += 1;
                assessed += usize::from(q.is_some());
                met += usize::from(q.flatten().is_some_and(|q| q >= t));
            }
            let readiness = found.readiness;
            prop_assert_eq!((readiness.met, readiness.assessed, readiness.applies), (met, assessed, applies));
            let mut named = found.strengths.clone();
            named.sort();
            prop_assert_eq!(named, strengths);
        }
    }
}
