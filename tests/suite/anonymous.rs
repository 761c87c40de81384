//! The anonymous workbook: it names nobody, and the files beside it in the output folder are right.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::{Project, read_table, unzipped};

const ANONYMOUS: &str = "team-gaps-anonymous.xlsx";

/// Texts that only a person's own cells have: names, IDs, addresses, managers, files, evidence, comments, actions.
fn personal(project: &Project) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let data = project.team_sheet("Data");
    for record in data.records() {
        for column in ["Employee ID", "Name", "Manager", "Source file"] {
            found.insert(record[column].to_string());
        }
        let file = record["Source file"].to_string();
        let name = file.rsplit('/').next().unwrap();
        found.insert(name.to_owned());
        found.extend(record["Name"].to_string().split(' ').map(str::to_owned));
    }
    let workbook = project.output().join("team-gaps.xlsx");
    for record in read_table(&workbook, "Actions", "Name").records() {
        for column in ["Action", "Owner", "Success looks like"] {
            found.insert(record[column].to_string());
        }
    }
    for record in read_table(&workbook, "Review outcomes", "Name").records() {
        for column in ["Recommendation", "Manager summary"] {
            found.insert(record[column].to_string());
        }
    }
    found.insert("plans/".to_owned());
    // “None” is a recommendation, and also a word of the workbook itself.
    found.retain(|text| text.chars().count() > 2 && text != "None");
    found.insert("@".to_owned());
    found
}

#[test]
fn nobody_can_be_found_in_the_anonymous_workbook() {
    let project = Project::sample();
    // With fourteen people, hardly anything can be shown.
    let some: &[&str] = &["Summary", "Gaps", "Suggestions for the map", "Method"];
    for (minimum, shown) in [(3, some), (5, &["Summary"])] {
        let path = project.input().join("careermap.toml");
        let settings = fs::read_to_string(&path).unwrap_or_default();
        let settings = settings
            .split("\n[workbook]")
            .next()
            .unwrap_or_default()
            .to_owned();
        fs::write(
            &path,
            format!("{settings}\n[workbook]\nminimum-group = {minimum}\n"),
        )
        .unwrap();
        project
            .careermap(&["run", "--audience", "leadership,anonymous"])
            .ends_with(0)
            .says(&["team-gaps.xlsx", ANONYMOUS]);
        let text = unzipped(&project.outputs()[ANONYMOUS]);
        let personal = personal(&project);
        assert!(personal.len() > 100, "{personal:?}");
        for words in &personal {
            assert!(!text.contains(words.as_str()), "{words} is in the file");
        }
        for sheet in [
            "Heat map",
            "Key people",
            "Bench",
            "People",
            "Data\"",
            "Actions\"",
        ] {
            assert!(!text.contains(&format!("<sheet name=\"{sheet}")), "{sheet}");
        }
        let sheets: Vec<&str> = text
            .split("<sheet name=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(sheets, shown, "minimum {minimum}");
    }
}

#[test]
fn a_run_keeps_only_the_workbooks_that_it_was_asked_for() {
    let project = Project::sample();
    project.run(0);
    assert!(!project.outputs().contains_key(ANONYMOUS));
    // The workbook of an earlier run would be out of date after the next, so it is moved away.
    project
        .careermap(&["run", "--audience", "anonymous"])
        .ends_with(0)
        .says(&["moved away: withdrawn/team-gaps.xlsx (it is out of date; --audience leadership makes a new one)"]);
    let outputs = project.outputs();
    assert!(outputs.contains_key(ANONYMOUS));
    assert!(!outputs.contains_key("team-gaps.xlsx"));
    let manifest: serde_json::Value = serde_json::from_slice(&outputs["manifest.json"]).unwrap();
    let files: Vec<&str> = manifest["outputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["file"].as_str().unwrap())
        .collect();
    assert!(files.contains(&ANONYMOUS));
    // Plans are written as usual.
    assert_eq!(project.plans().len(), 14);
    project.careermap(&["verify"]).ends_with(0);
}

#[test]
fn the_audience_can_be_configured_and_the_minimum_has_a_floor() {
    let project = Project::sample();
    let path = project.input().join("careermap.toml");
    let before = fs::read_to_string(&path).unwrap_or_default();
    let with =
        |section: &str| fs::write(&path, format!("{before}\n[workbook]\n{section}\n")).unwrap();
    with("audience = [\"anonymous\", \"leadership\"]\nreview-outcomes = false");
    project.run(0);
    let outputs = project.outputs();
    assert!(outputs.contains_key(ANONYMOUS));
    assert!(!unzipped(&outputs["team-gaps.xlsx"]).contains("<sheet name=\"Review outcomes"));
    // A typed option overrules the settings.
    project
        .careermap(&["run", "--audience", "leadership"])
        .ends_with(0)
        .says(&["withdrawn/team-gaps-anonymous.xlsx"]);
    with("minimum-group = 2");
    project.run(2).says(&["minimum-group is 2", "3 or more"]);
}
