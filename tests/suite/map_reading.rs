//! How a career map was understood: the output of `check --map`, and how to settle its doubts.

use std::fs;

use crate::harness::{Finished, Project};

/// A map with an expectation that looks like a heading.
const DOUBTFUL: &str = "\
Competency,Junior Baker,Baker,Senior Baker
Planning,Plans a tray of rolls alone,Plans the bread of a morning,Plans the bread of a week
Hygiene,Behaviours that we look for:,Keeps the whole room clean,Teaches others to keep clean
Service,Greets every guest at the door,Explains each bread to guests,Solves what guests complain about
";

fn project() -> Project {
    let project = Project::empty();
    fs::write(project.input().join("career-map.csv"), DOUBTFUL).unwrap();
    project
}

fn check(project: &Project, more: &[&str]) -> Finished {
    let map = project.input().join("career-map.csv");
    let mut words = vec!["check", "--map", map.to_str().unwrap()];
    words.extend(more);
    project.careermap(&words)
}

#[test]
fn a_doubt_ends_with_1_until_the_printed_lines_confirm_the_map() {
    let project = project();
    let said = check(&project, &[]).ends_with(1);
    let messages = said.stderr();
    let help = messages
        .lines()
        .find(|line| line.contains("[map.confirmed]"))
        .unwrap();
    let lines: Vec<&str> = help
        .split('`')
        .filter(|part| part.starts_with("levels = [") || part.starts_with("competencies = ["))
        .collect();
    assert_eq!(lines.len(), 2, "{help}");
    let settings = format!("[map.confirmed]\n{}\n", lines.join("\n"));
    fs::write(project.input().join("careermap.toml"), settings).unwrap();
    let said = check(&project, &[]).ends_with(0).stderr();
    assert!(
        said.contains("note:") && said.contains("ends with a colon"),
        "{said}"
    );

    fs::write(
        project.input().join("career-map.csv"),
        DOUBTFUL.replace("Senior Baker", "Head Baker"),
    )
    .unwrap();
    check(&project, &[])
        .ends_with(2)
        .says(&["the level “Senior Baker” is gone; the level “Head Baker” is new"]);
}

#[test]
fn explain_shows_every_reading_as_text_and_as_json() {
    let project = project();
    let text = check(&project, &["--explain"]).ends_with(1).stdout();
    let explained = text.split("Readings that were tried").nth(1).unwrap();
    for part in [
        "\n1. ",
        "3 levels, from “Junior Baker” to “Senior Baker”",
        "points, chosen",
        "levels-recognised",
    ] {
        assert!(explained.contains(part), "{part}: {explained}");
    }
    let json = check(&project, &["--explain", "--format", "json"])
        .ends_with(1)
        .stdout();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let first = &json["attempts"]["listed"][0];
    assert_eq!(first["outcome"], "chosen");
    assert_eq!(first["levels"][2], "Senior Baker");
    assert_eq!(first["evidence"][0]["name"], "levels-recognised");
    let json = check(&project, &["--format", "json"]).ends_with(1).stdout();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json.get("attempts").is_none());
}
