//! `check --against`: a new career map tried out on a review.

use std::fs;

use serde_json::Value;

use crate::harness::{AssessmentFile, Finished, Project, career_map, read_table};

/// Ada, an Engineer, has grown out of Planning and is a level short in Writing & Speaking; Bo, a Junior, is rated in Planning
/// alone. The new map calls Planning by another name, and has Budget in place of Writing & Speaking.
fn company() -> Project {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", "Engineer")
            .rating(["Planning", "", "Engineer", "", ""])
            .rating(["Writing & Speaking", "", "Junior", "", ""]),
    );
    project.add(
        "bo.xlsx",
        &AssessmentFile::of("Bo Lind", "8", "Junior").rating(["Planning", "", "Junior", "", ""]),
    );
    let mut map = career_map();
    let sheet = map.worksheet_from_index(0).unwrap();
    sheet.write_string(2, 0, "Foresight").unwrap();
    sheet.write_string(3, 0, "Budget").unwrap();
    for column in 1..5 {
        let text = format!("• Keeps a budget of size {column}");
        sheet.write_string(3, column, text).unwrap();
    }
    map.save(new_map(&project)).unwrap();
    project
}

fn new_map(project: &Project) -> std::path::PathBuf {
    project.output().with_file_name("new-map.xlsx")
}

fn tried(project: &Project, further: &[&str]) -> Finished {
    let mut arguments = vec!["check", "input", "--against", "new-map.xlsx"];
    arguments.extend(further);
    project.careermap(&arguments)
}

#[test]
fn a_map_is_tried_out_without_touching_the_review() {
    let project = company();
    let map = new_map(&project);
    let workbook = project.output().with_file_name("trial.xlsx");
    let before = fs::read(project.input().join("career-map.xlsx")).unwrap();
    let ended = tried(&project, &["--output", "trial.xlsx"]);
    insta::assert_snapshot!(
        "against",
        format!("[exit code {}]\n{}", ended.code(), ended.stdout())
    );
    assert_eq!(
        fs::read(project.input().join("career-map.xlsx")).unwrap(),
        before
    );
    assert!(!project.output().exists());

    let lost = read_table(&workbook, "Not carried over", "Employee ID");
    let records = lost.records();
    let what: Vec<String> = records.iter().map(|row| row["What"].to_string()).collect();
    assert_eq!(what, ["Writing & Speaking: rating Junior (manager)"]);
    let changes = read_table(&workbook, "Map changes", "Change");
    let records = changes.records();
    let new: Vec<String> = records.iter().map(|row| row["New"].to_string()).collect();
    assert!(new.contains(&"Foresight".to_owned()), "{new:?}");

    // Written again it is the same; another one is not written over it.
    let again = tried(&project, &["--output", "trial.xlsx"]);
    assert_eq!(again.code(), ended.code());
    let mut other = career_map();
    other.save(&map).unwrap();
    let refused = tried(&project, &["--output", "trial.xlsx"]);
    assert_eq!(refused.code(), 2);
    assert!(
        refused.stderr().contains("already exists"),
        "{}",
        refused.stderr()
    );
}

#[test]
fn programs_are_told_the_same() {
    let project = company();
    let ended = tried(&project, &["--format", "json"]);
    let json: Value = serde_json::from_str(&ended.stdout()).unwrap();
    assert_eq!(json["in_force"], "career-map.xlsx");
    let ada = &json["people"][0];
    assert_eq!(ada["name"], "Ada Marsh");
    assert_eq!(ada["lost"][0]["why"], "competency-gone");
    assert_eq!(ada["lost"][0]["rating"], 1.0);
}

#[test]
fn a_file_that_is_not_a_map_is_refused() {
    let project = company();
    fs::write(new_map(&project), "nothing").unwrap();
    let ended = tried(&project, &[]);
    assert_eq!(ended.code(), 2);
    assert!(
        ended.stderr().contains("new-map.xlsx"),
        "{}",
        ended.stderr()
    );
}

/// The reading of the map in force is confirmed; the new map, with another level, is still tried out.
#[test]
fn what_is_confirmed_is_the_map_in_force() {
    let project = company();
    fs::write(
        project.input().join("careermap.toml"),
        "[map.confirmed]\nlevels = [\"Junior\", \"Engineer\", \"Sr. Engineer\", \"Director\"]\n\
         competencies = [\"Planning\", \"Writing & Speaking\", \"Education and Experience\"]\n",
    )
    .unwrap();
    let ended = tried(&project, &[]).ends_with(0);
    assert!(
        ended.stdout().contains("competency added: Budget"),
        "{}",
        ended.stdout()
    );
}
