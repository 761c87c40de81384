//! *Questions*: what to ask before ratings are relied on, in whole outputs.

use std::fs;

use crate::harness::{AssessmentFile, Project, read_table};

/// Mia Ray rated five people the same in both areas, one of them without evidence; nobody but Fay rated Fay.
fn review() -> Project {
    let project = Project::with_map();
    for (index, name) in ["Ada Marsh", "Bo Lind", "Cy Moor", "Di Poe", "Ed Quiet"]
        .into_iter()
        .enumerate()
    {
        let evidence = if name == "Ed Quiet" {
            ""
        } else {
            "The relay plan."
        };
        let one = AssessmentFile::of(name, &index.to_string(), "Engineer")
            .label("Manager", "Mia Ray")
            .rating(["Planning", "Engineer", "Engineer", "", evidence])
            .rating(["Writing & Speaking", "Junior", "Engineer", "", evidence]);
        project.add(&format!("{index}.xlsx"), &one);
    }
    let fay = AssessmentFile::of("Fay Alone", "9", "Engineer")
        .label("Manager", "Mia Ray")
        .rating(["Planning", "Junior", "", "", "Ran the stall."]);
    project.add("9.xlsx", &fay);
    project
}

#[test]
fn the_three_kinds_of_questions_are_in_every_workbook_that_has_them() {
    let project = review();
    project
        .careermap(&["run", "--audience", "leadership,managers"])
        .ends_with(0);
    let asked = [
        [
            "Only self-rated",
            "Fay Alone was rated by nobody else (1 area): who knows this work well enough to rate it?",
            "Planning",
        ],
        [
            "All alike",
            "Mia Ray rated all 5 people the same in 2 of 2 areas: what would tell them apart?",
            "Planning, Writing & Speaking",
        ],
        [
            "No evidence",
            "Ed Quiet: there is no evidence for 2 of 2 ratings. What has Ed Quiet done that shows them?",
            "Planning, Writing & Speaking",
        ],
    ];
    for file in ["team-gaps.xlsx", "managers/Mia Ray.xlsx"] {
        let table = read_table(&project.output().join(file), "Questions", "About");
        let found: Vec<Vec<String>> = table
            .rows
            .iter()
            .filter(|row| !row[0].to_string().is_empty())
            .map(|row| row[..3].iter().map(ToString::to_string).collect())
            .collect();
        assert_eq!(found, asked, "{file}");
    }
}

#[test]
fn the_questions_are_asked_in_every_language() {
    for (language, sheet, about, kinds) in [
        ("de", "Rückfragen", "Worum es geht", 3),
        ("fr", "Questions", "Sujet", 3),
        ("es", "Preguntas", "Sobre", 3),
    ] {
        let project = review();
        let settings = format!("[organisation]\nlanguage = \"{language}\"\n");
        fs::write(project.input().join("careermap.toml"), settings).unwrap();
        project.careermap(&["run"]).ends_with(0);
        let table = read_table(&project.output().join("team-gaps.xlsx"), sheet, about);
        let rows = table
            .rows
            .iter()
            .filter(|row| !row[1].to_string().is_empty());
        assert_eq!(rows.count(), kinds, "{language}");
    }
}
