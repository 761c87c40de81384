//! People of specialities, worked by hand; and what is true for any input.

use proptest::prelude::*;

use super::*;
use crate::analysis::{Completeness, Group, GroupSources, Steps, demand, groups, pairs, paths};
use crate::diagnostic::Location;
use crate::model::testing::{requires, says, speciality};
use crate::model::{CoverageNeed, EntryMode, NeededLevel, SpecialityId};

const EVENTS: Option<SpecialityId> = Some(SpecialityId(0));
const CONTENT: Option<SpecialityId> = Some(SpecialityId(1));

/// Levels 1 to 5 and two general competencies, A and B. *Events* adds to A at level 3, replaces B at level 2 and has C of
/// its own; *Content* has D of its own.
fn map() -> CareerMap {
    let mut map = career_map(&LEVELS, &["A", "B", "C", "D"]);
    for own in &mut map.competencies[2..] {
        own.holds = false;
        own.expectations = vec![Vec::new(); LEVELS.len()];
    }
    map.set_specialities(vec![
        speciality(
            "Events",
            vec![
                says(2, 1, EntryMode::Add, "C at level 2"),
                says(1, 1, EntryMode::Add, "B in addition"),
                says(1, 1, EntryMode::Replace, "B otherwise"),
                says(0, 2, EntryMode::Add, "A in addition"),
            ],
        ),
        speciality("Content", vec![says(3, 1, EntryMode::Add, "D at level 2")]),
    ]);
    map
}

fn texts(map: &CareerMap, competency: usize, level: usize) -> Vec<&str> {
    map.competencies[competency].expectations[level]
        .iter()
        .map(|expectation| expectation.text.as_str())
        .collect()
}

fn of(mut assessment: Assessment, speciality: Option<SpecialityId>) -> Assessment {
    assessment.person.speciality = speciality;
    assessment
}

#[test]
fn the_own_map_adds_after_the_general_expectations_and_replaces_only_its_cell() {
    let map = map();
    let own = map.own(EVENTS);
    assert_eq!(own.of_speciality.as_deref(), Some("Events"));
    assert_eq!(
        texts(own, 0, 2),
        ["A as a Senior shows it", "A in addition"]
    );
    assert_eq!(texts(own, 0, 1), ["A as a Engineer shows it"]);
    // The row that replaces comes first, wherever it stands in the sheet.
    assert_eq!(texts(own, 1, 1), ["B otherwise", "B in addition"]);
    assert_eq!(texts(own, 1, 2), ["B as a Senior shows it"]);
    let names = |map: &CareerMap| map.competency_names().join(" ");
    assert_eq!(names(&map), "A B");
    assert_eq!(names(own), "A B C");
    assert_eq!(names(map.own(CONTENT)), "A B D");
    assert_eq!(map.own(None), &map);
    // D has number 3 in all of them, and is the third in the list of Content.
    let places = [&map, map.own(CONTENT)].map(|map| map.place(CompetencyId(3)));
    assert_eq!(places, [2, 2]);
}

/// Three people of role level 2 and target level 3, so r = 2 and t = 3 everywhere:
///
/// | | A | B | C | D |
/// |---|---|---|---|---|
/// | Ana, no speciality | 3 | 2 | – | – |
/// | Bo, Events | 3 | 2 | 1 | – |
/// | Cy, Content | 3 | 2 | – | not assessed |
///
/// Ana meets 1 of 2 (A); Bo 1 of 3, with C (role gap 2 − 1 = 1) before B (target gap 3 − 2 = 1) as focus areas; Cy 1 of 3,
/// 1 not assessed. What does not exist for somebody is in no count: of 2 + 3 + 3 = 8, 7 are rated, 1 is not assessed, none is
/// N/A.
#[test]
fn readiness_and_focus_areas_are_those_of_the_own_map() {
    let map = map();
    let build = |name: &str, ratings: &[Option<f64>]| person(&map, name, 1).rated(ratings).build();
    let general = [Some(3.0), Some(2.0)];
    let people = [
        build("Ana", &general),
        of(build("Bo", &[Some(3.0), Some(2.0), Some(1.0)]), EVENTS),
        of(build("Cy", &general), CONTENT),
    ];
    let review = Review::new(map, people.to_vec(), None, None);
    let analyses = testing::analysed(&review);
    let counts = analyses.iter().map(|one| met(&one.readiness));
    assert!(counts.eq([(1, 2, 0), (1, 3, 0), (1, 3, 1)]));
    let focus = |index: usize| names(&review.career_map, &analyses[index].focus_areas);
    assert_eq!(focus(0), ["B"]);
    assert_eq!(focus(1), ["C", "B"]);
    assert_eq!(focus(2), ["B"]);
    assert!(analyses[0].gap(CompetencyId(2)).is_none());
    assert!(analyses[2].gap(CompetencyId(2)).is_none());
    assert_eq!(
        analyses[2].gap(CompetencyId(3)).map(|gap| gap.source),
        Some(RatingSource::NotAssessed)
    );
    let all = Completeness::of(&analyses);
    assert_eq!((all.rated, all.not_assessed, all.not_applicable), (7, 1, 0));
    // The paths count the same competencies: the next level asks for three of Bo.
    let steps = Steps {
        map: review.own_map(&review.assessments[1].person),
        assessment: &review.assessments[1],
        analysis: &analyses[1],
    };
    let next = paths(&steps)
        .into_iter()
        .find(|path| path.level == LevelId(2));
    let next = next.unwrap();
    assert_eq!((next.met, next.applies), (1, 3));
    assert_eq!(names(&review.career_map, &next.missing), ["B", "C"]);
}

/// Team T: Ana (no speciality, role level 4), Bo, Cy and Di (Events, role levels 1, 2 and 4), C rated 1, 3 and not at all.
/// Team U: Ed (Content).
///
/// C in T: n = 2 (Bo, Cy), m = 1 (Di), k = 0. Required of those to whom it applies: 1, 2, 4, so the upper median, at index
/// ⌊3/2⌋ = 1, is 2; Ana's 4 would have made it 4. Depth = 1 (Cy: 3 ≥ 2), needed 2: thin. Without Cy nobody: Cy is a key
/// person. At role: Bo 1 ≥ 1 and Cy 3 ≥ 2, so 2 of 2. In U it exists for nobody, and D in T, so neither has a row there,
/// unless the company names a level for it in this team: then nobody of U reaches it.
///
/// By team, Events: Bo, Cy and Di, rated 2 in A and B; of their eight ratings Di's two are below role level 4, by 2 each. So at
/// role 6 of 8, one person below, 4 levels short, A first; a speciality has no coverage.
#[test]
fn coverage_counts_only_those_for_whom_a_competency_exists() {
    let map = map();
    let somebody = |name: &str, team: &str, level: usize| person(&map, name, level).team(team);
    let c = |rating| [Some(2.0), Some(2.0), rating];
    let people = vec![
        somebody("Ana", "T", 3)
            .rated(&[Some(2.0), Some(2.0)])
            .build(),
        of(somebody("Bo", "T", 0).rated(&c(Some(1.0))).build(), EVENTS),
        of(somebody("Cy", "T", 1).rated(&c(Some(3.0))).build(), EVENTS),
        of(somebody("Di", "T", 3).rated(&c(None)).build(), EVENTS),
        of(somebody("Ed", "U", 1).build(), CONTENT),
    ];
    let review = Review::new(map, people, None, None);
    let analyses = testing::analysed(&review);
    let rows = coverage(&review, &analyses, &AnalysisOptions::default());
    let row = |team: &str| -> &CoverageRow {
        let is_it =
            |row: &&CoverageRow| row.scope.label() == team && row.competency == CompetencyId(2);
        rows.iter().find(is_it).unwrap()
    };
    let t = row("T");
    assert_eq!((t.rated, t.not_assessed, t.not_applicable), (2, 1, 0));
    assert_eq!((t.reference, t.depth, t.needed), (Some(2.0), 1, 2));
    assert_eq!(t.status, Some(CoverageStatus::Thin));
    assert_eq!((t.at_role, t.affected, t.burden), (Some(1.0), 0, 0.0));
    let places = |rows: &[CoverageRow]| -> Vec<(String, usize)> {
        let rows = rows.iter();
        rows.map(|row| (row.scope.label().to_owned(), row.competency.0))
            .collect()
    };
    let expected: Vec<(String, usize)> = [("All", 0..4), ("T", 0..3)]
        .into_iter()
        .flat_map(|(team, all)| all.map(move |id| (team.to_owned(), id)))
        .chain([0, 1, 3].map(|id| ("U".to_owned(), id)))
        .collect();
    assert_eq!(places(&rows), expected);
    let steps = demand(&review, &analyses, &rows);
    let same = steps
        .iter()
        .map(|of| (of.scope.label().to_owned(), of.competency.0));
    assert_eq!(same.collect::<Vec<_>>(), expected);
    let mut named = review.clone();
    named.career_map.coverage_needs = vec![CoverageNeed {
        team: Some("U".to_owned()),
        competency: Some(CompetencyId(2)),
        level: Some(NeededLevel::Level(LevelId(1))),
        people: None,
        at: Location::default(),
    }];
    let with_need = coverage(&named, &analyses, &AnalysisOptions::default());
    let u = with_need
        .iter()
        .find(|row| row.scope.label() == "U" && row.competency.0 == 2);
    assert_eq!(
        u.map(|row| row.status),
        Some(Some(CoverageStatus::Uncovered))
    );
    assert_eq!(with_need.len(), rows.len() + 1);
    let sources = GroupSources {
        review: &review,
        people: &analyses,
        coverage: &rows,
        bench: &bench(&review, &analyses),
        pairs: &pairs(&review, &analyses),
    };
    let found = groups(&sources);
    let of_specialities: Vec<_> = found
        .iter()
        .filter(|of| matches!(of.group, Group::Speciality(_)))
        .collect();
    let [events, content] = of_specialities.as_slice() else {
        panic!("{of_specialities:?}");
    };
    assert_eq!(found.last(), Some(*content));
    assert_eq!(
        (events.people, events.below_role, content.people),
        (3, 1, 1)
    );
    assert_eq!((events.at_role, events.burden), (Some(0.75), 4.0));
    assert_eq!(
        (events.greatest_need, events.coverage),
        (Some(CompetencyId(0)), None)
    );
    let keys = key_people(&review, &analyses, &rows);
    let of_c = |scope: &str| -> Vec<usize> {
        let of_scope = keys.iter().filter(|key| key.scope.label() == scope);
        of_scope
            .filter(|key| {
                key.falls
                    .iter()
                    .any(|fall| fall.competency == CompetencyId(2))
            })
            .map(|key| key.person)
            .collect()
    };
    assert_eq!(of_c("T"), [2]);
}

/// In a map of numbers, A requires 2 at each level. *Events* replaces it with 4 at level 3, and requires 3 in C. Bo holds
/// level 2 and aims at level 3: A r = 2, t = 4; C r = none, t = 3. With A 3 and C 2: target gaps 1 and 1, role gap of A 0.
/// Nobody can be rated above 4, which no general level requires.
#[test]
fn in_a_map_of_numbers_the_own_number_is_required() {
    let mut map = career_map(&LEVELS, &["A", "C"]);
    map.scale = Scale::Proficiency;
    map.competencies[0].required = vec![Some(2.0); LEVELS.len()];
    map.competencies[1].holds = false;
    map.set_specialities(vec![speciality(
        "Events",
        vec![
            requires(0, 2, EntryMode::Replace, 4.0),
            requires(1, 2, EntryMode::Add, 3.0),
        ],
    )]);
    assert_eq!(map.bounds(), (0.0, 4.0));
    assert_eq!(map.own(EVENTS).bounds(), (0.0, 4.0));
    let bo = of(person(&map, "Bo", 1).rated_all(&[3.0, 2.0]).build(), EVENTS);
    let found = analyse(map.own(EVENTS), &bo);
    assert_eq!(
        of_gaps(&found, |gap| {
            (
                gap.required_now,
                gap.required_target,
                gap.role_gap(),
                gap.target_gap(),
            )
        }),
        [
            (Some(2.0), Some(4.0), Some(0.0), Some(1.0)),
            (None, Some(3.0), None, Some(1.0)),
        ]
    );
    let ana = person(&map, "Ana", 1).rated_all(&[3.0]).build();
    assert_eq!(met(&analyse(&map, &ana).readiness), (1, 1, 0));
}

prop_compose! {
    fn ratings()(
        level in 0_usize..5,
        points in proptest::collection::vec(proptest::option::of(1_u8..=5), 2),
    ) -> (usize, Vec<Option<f64>>) {
        (level, points.into_iter().map(|one| one.map(f64::from)).collect())
    }
}

proptest! {
    /// For people without a speciality, a map with specialities is the map without them: each figure is the same.
    #[test]
    fn without_a_speciality_nothing_changes(people in proptest::collection::vec(ratings(), 1..8)) {
        let review = |map: CareerMap| {
            let assessments = people.iter().enumerate().map(|(index, (level, ratings))| {
                person(&map, &format!("Person {index}"), *level)
                    .team(&format!("Team {}", index % 2))
                    .rated(ratings)
                    .build()
            });
            let assessments = assessments.collect();
            Review::new(map, assessments, None, None)
        };
        let with = review(map());
        let without = review(career_map(&LEVELS, &["A", "B"]));
        let analyses = [&with, &without].map(testing::analysed);
        prop_assert_eq!(&analyses[0], &analyses[1]);
        let options = AnalysisOptions::default();
        let mut rows = coverage(&with, &analyses[0], &options);
        rows.retain(|row| row.competency.0 < 2);
        prop_assert_eq!(rows, coverage(&without, &analyses[1], &options));
    }
}
