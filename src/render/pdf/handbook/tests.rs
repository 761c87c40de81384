//! What is new at a level, and where a level leads, in maps that are easy to get wrong.

use super::super::PlanOptions;
use super::super::handbook_data::{AskedData, HandbookData, NeighbourData};
use super::handbook_data;
use crate::model::testing::{career_map, says, speciality};
use crate::model::{CareerMap, EntryMode, Expectation, Scale, Track};
use Track::{IndividualContributor as Ic, Management};

const LEVELS: [&str; 5] = ["Junior", "Engineer", "Senior", "Lead", "Head"];

fn data(map: &CareerMap) -> HandbookData {
    handbook_data(map, None, &PlanOptions::default(), None)
}

fn expectations(texts: &[(&str, Option<Track>)]) -> Vec<Expectation> {
    let texts = texts.iter().map(|(text, track)| Expectation {
        track: *track,
        ..Expectation::new(*text)
    });
    texts.collect()
}

/// Junior, then a fork: Engineer and Lead for individual contributors, Senior (of the rank of Engineer) for managers; the
/// last level is on both tracks.
fn forked() -> CareerMap {
    let mut map = career_map(&LEVELS, &["A"]);
    for (level, rank, tracks) in [
        (1, 2, vec![Ic]),
        (2, 2, vec![Management]),
        (3, 3, vec![Ic]),
        (4, 4, vec![Ic, Management]),
    ] {
        map.levels[level].rank = rank;
        map.levels[level].tracks = tracks;
    }
    map
}

fn news(asked: &AskedData) -> Vec<(&str, bool, Option<Track>)> {
    let expectations = asked.expectations.iter();
    expectations
        .map(|each| (&*each.text, each.new, each.new_for))
        .collect()
}

#[test]
fn what_the_level_below_expects_in_the_same_words_is_not_new() {
    let mut map = career_map(&LEVELS, &["A"]);
    map.competencies[0].expectations[0] = expectations(&[("Plans", None), ("Asks early", None)]);
    map.competencies[0].expectations[1] =
        expectations(&[("asks  early.", None), ("Teaches", None)]);
    // Two levels below is not one level below.
    map.competencies[0].expectations[2] = expectations(&[("Plans", None)]);
    let data = data(&map);
    let area = &data.competencies[0];
    assert!(!data.has_tracks);
    assert_eq!(
        news(&area.levels[0]),
        [("Plans", true, None), ("Asks early", true, None)]
    );
    assert_eq!(
        news(&area.levels[1]),
        [("asks  early.", false, None), ("Teaches", true, None)]
    );
    assert_eq!(news(&area.levels[2]), [("Plans", true, None)]);
}

#[test]
fn where_tracks_meet_something_may_be_new_on_one_of_them() {
    let mut map = forked();
    let cells = &mut map.competencies[0].expectations;
    cells[2] = expectations(&[("Hires", None), ("Plans", None)]);
    cells[3] = expectations(&[("Invents", None), ("Plans", None)]);
    cells[4] = expectations(&[
        ("Hires", None),
        ("Invents", None),
        ("Plans", None),
        ("Leads all", None),
        // Marked for those who know it, and for those who do not.
        ("Invents", Some(Ic)),
        ("Invents", Some(Management)),
    ]);
    let data = data(&map);
    assert_eq!(
        news(&data.competencies[0].levels[4]),
        [
            ("Hires", true, Some(Ic)),
            ("Invents", true, Some(Management)),
            ("Plans", false, None),
            ("Leads all", true, None),
            ("Invents", false, None),
            ("Invents", true, None),
        ]
    );
    // What is marked for managers below is new to everybody else here.
    let mut map = career_map(&LEVELS, &["A"]);
    map.competencies[0].expectations[0] = expectations(&[("Hires", Some(Management))]);
    map.competencies[0].expectations[1] = expectations(&[("Hires", None)]);
    assert_eq!(
        news(
            &super::super::handbook_data(&map, None, &PlanOptions::default(), None).competencies[0]
                .levels[1]
        ),
        [("Hires", true, Some(Ic))]
    );
}

#[test]
fn each_level_names_the_levels_that_tracks_lead_to() {
    let data = data(&forked());
    let on = |level, track| NeighbourData { level, track };
    let levels: Vec<_> = data
        .levels
        .iter()
        .map(|level| (level.below.clone(), level.above.clone()))
        .collect();
    assert_eq!(
        levels,
        [
            (vec![], vec![on(1, Some(Ic)), on(2, Some(Management))]),
            (vec![on(0, None)], vec![on(3, None)]),
            (vec![on(0, None)], vec![on(4, None)]),
            (vec![on(1, None)], vec![on(4, None)]),
            (vec![on(3, Some(Ic)), on(2, Some(Management))], vec![]),
        ]
    );
}

#[test]
fn numbers_stand_beside_those_of_the_level_below() {
    let mut map = forked();
    map.scale = Scale::Proficiency;
    map.competencies[0].required = vec![None, Some(1.0), Some(2.0), Some(2.5), Some(3.0)];
    let data = data(&map);
    let levels = &data.competencies[0].levels;
    let shown: Vec<(Option<&str>, Vec<&str>)> = levels
        .iter()
        .map(|asked| {
            (
                asked.required_label.as_deref(),
                asked.required_below.iter().map(String::as_str).collect(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (None, vec![]),
            (Some("1"), vec![]),
            (Some("2"), vec![]),
            (Some("2.5"), vec!["1"]),
            (Some("3"), vec!["2.5", "2"]),
        ]
    );
    assert_eq!(data.scale_top.as_deref(), Some("3"));
}

#[test]
fn a_speciality_lists_what_it_adds_and_replaces_and_nothing_else_changes() {
    let mut map = career_map(&LEVELS, &["A", "B", "Stages"]);
    map.competencies[2].holds = false;
    map.competencies[2].expectations = vec![Vec::new(); LEVELS.len()];
    let general = data(&map).competencies;
    assert_eq!(general.len(), 2);
    map.set_specialities(vec![speciality(
        "Events",
        vec![
            says(2, 1, EntryMode::Add, "Builds stages"),
            says(1, 3, EntryMode::Add, "Also this"),
            says(1, 3, EntryMode::Replace, "Books halls"),
            says(1, 1, EntryMode::Add, "Counts chairs"),
        ],
    )]);
    let data = data(&map);
    assert_eq!(data.competencies, general);
    let [events] = data.specialities.as_slice() else {
        panic!("one speciality");
    };
    let areas: Vec<_> = events
        .areas
        .iter()
        .map(|area| {
            let cells = area.cells.iter().map(|cell| {
                let texts = cell.expectations.iter().map(|each| each.text.as_str());
                (cell.level, cell.replaces, texts.collect::<Vec<_>>())
            });
            (area.name.as_str(), area.area, cells.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        areas,
        [
            (
                "B",
                Some(1),
                vec![
                    (1, false, vec!["Counts chairs"]),
                    (3, true, vec!["Books halls", "Also this"])
                ]
            ),
            ("Stages", None, vec![(1, false, vec!["Builds stages"])]),
        ]
    );
}
