//! What the company says its teams need: read from the map's workbook and from the configuration.

use super::*;
use crate::model::{CoverageNeed, NeededLevel};

fn with_needs(needs: &[&[&str]]) -> Workbook {
    workbook(vec![
        (
            "Map",
            grid(&[
                &["Competency", "Junior", "Senior"],
                &["Delivery", "Finishes small tasks", "Finishes projects"],
                &["People", "Listens to the others", "Leads the others"],
                &[
                    "Education",
                    "None is needed for this",
                    "None is needed for this",
                ],
            ]),
        ),
        ("Coverage needs", typed(needs, &[])),
    ])
}

/// A need as team, competency, level, people.
fn told(map: &CareerMap, need: &CoverageNeed) -> String {
    format!(
        "{} | {} | {} | {}",
        need.team.as_deref().unwrap_or("-"),
        need.competency
            .map_or("-", |id| map.competency(id).name.as_str()),
        match need.level {
            None => "-".to_owned(),
            Some(NeededLevel::Level(level)) => map.level(level).title.clone(),
            Some(NeededLevel::Points(points)) => points.to_string(),
        },
        need.people
            .map_or_else(|| "-".to_owned(), |n| n.to_string())
    )
}

fn all_told(map: &CareerMap) -> Vec<String> {
    map.coverage_needs
        .iter()
        .map(|need| told(map, need))
        .collect()
}

#[test]
fn rows_are_read_and_what_is_wrong_is_named_with_its_cell() {
    let reading = read(
        &with_needs(&[
            &["What our teams need", "", "", ""],
            &["Team", "Competency", "Level", "People"],
            &["Events", "delivery", "senior", "3"],
            &["All", "People", "", "1"],
            &["", "", "Junior", ""],
            &["Events", "People", "2", ""],
            &["Events", "", "", ""],
            &["Events", "Delivry", "Senior", "1"],
            &["Events", "Delivery", "Senor", "1"],
            &["Content", "Delivery", "", "0"],
            &["Content", "Delivery", "3", ""],
            &["Content", "Education", "Senior", ""],
        ]),
        &MapOptions::default(),
    );
    let map = reading.career_map.unwrap();
    assert_eq!(map.sheets, ["Map"]);
    assert_eq!(
        all_told(&map),
        [
            "Events | Delivery | Senior | 3",
            "- | People | - | 1",
            "- | - | Junior | -",
            "Events | People | 2 | -",
        ]
    );
    let problems: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code, d.location))
        .collect();
    assert_eq!(
        problems,
        [
            "needs-competency career-map.xlsx, sheet “Coverage needs”, cell B8",
            "needs-level career-map.xlsx, sheet “Coverage needs”, cell C9",
            "needs-people career-map.xlsx, sheet “Coverage needs”, cell D10",
            "needs-level career-map.xlsx, sheet “Coverage needs”, cell C11",
            "needs-fact career-map.xlsx, sheet “Coverage needs”, cell B12",
        ]
    );
    assert!(reading.diagnostics[0].help.contains("Delivery"));
    assert!(reading.diagnostics[1].help.contains("Senior"));
}

#[test]
fn needs_that_contradict_each_other_are_all_left_out() {
    let reading = read(
        &with_needs(&[
            &["Team", "Competency", "Level", "People"],
            &["Events", "Delivery", "Senior", "3"],
            &["events", "Delivery", "Senior", "2"],
            &["Content", "Delivery", "", "2"],
            &["Content", "Delivery", "", "2"],
        ]),
        &MapOptions::default(),
    );
    assert_eq!(
        all_told(&reading.career_map.unwrap()),
        ["Content | Delivery | - | 2"]
    );
    let places: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code, d.location.cell().unwrap()))
        .collect();
    assert_eq!(places, ["needs-contradiction B2", "needs-contradiction B3"]);
}

#[test]
fn a_sheet_without_labels_is_reported() {
    let reading = read(&with_needs(&[&["Events", "3"]]), &MapOptions::default());
    assert_eq!(reading.diagnostics[0].code.0, "needs-header");
}

#[test]
fn the_configuration_overrules_the_sheet() {
    let mut map = map(&with_needs(&[
        &["Team", "Competency", "Level", "People"],
        &["Events", "Delivery", "Senior", "3"],
        &["Events", "People", "Senior", "3"],
    ]));
    let entries: Vec<NeedEntry> = toml::from_str::<std::collections::BTreeMap<String, Vec<NeedEntry>>>(
        "[[n]]\nteam = \"events\"\ncompetency = \"Delivery\"\nlevel = 1\n[[n]]\npeople = 4\n[[n]]\npeople = -1\n",
    )
    .unwrap()
    .remove("n")
    .unwrap();
    let config = Location::of_file("careermap.toml");
    let problems = configure_needs(&entries, &mut map, &config);
    assert_eq!(
        all_told(&map),
        [
            "Events | People | Senior | 3",
            "events | Delivery | 1 | -",
            "- | - | - | 4"
        ]
    );
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].location, config);
    assert!(problems[0].message.contains("-1"));
}

#[test]
fn a_team_that_nobody_is_in_is_named() {
    let map = map(&with_needs(&[
        &["Team", "Competency", "Level", "People"],
        &["Evens", "Delivery", "Senior", "3"],
        &["EVENTS", "Delivery", "Senior", "3"],
    ]));
    let problems = unknown_teams(&map, &BTreeSet::from(["Events", "Content"]));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code.0, "needs-team");
    assert!(problems[0].help.contains("Events"));
}
