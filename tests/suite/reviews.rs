//! `run --previous` given several times: the line over all reviews, worked by hand.

use std::fs;
use std::path::Path;

use calamine::Data;

use crate::harness::{AssessmentFile, Project, career_map, copy, read_table, write_rows};

/// The map of 2025: a level “Associate” between Junior and Engineer that later maps do not have, and another name for
/// “Writing & Speaking”.
fn map_of_2025() -> rust_xlsxwriter::Workbook {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        [
            "Competency",
            "Junior",
            "Associate",
            "Engineer",
            "Sr. Engineer",
            "Director",
        ],
        [
            "Planning",
            "• Plans a day\n• Asks early",
            "• Plans two days",
            "• Plans a week\n• Estimates own work",
            "• Plans a quarter\n• Names the risks",
            "• Plans a year\n• Funds the plan",
        ],
        [
            "Written word",
            "• Writes notes",
            "• Writes minutes",
            "• Writes for the team",
            "• Writes for the company",
            "• Writes for the public",
        ],
    ];
    write_rows(sheet, rows);
    workbook
}

/// A review: folder, name, day, and each person with ID, level and the ratings in Planning and Writing.
type Review<'r> = (&'r str, &'r str, &'r str, &'r [[&'r str; 5]]);

const REVIEWS: [Review<'_>; 3] = [
    (
        "2025",
        "Autumn 2025",
        "2025-10-01",
        &[
            ["Ada Marsh", "7", "Engineer", "Junior", "Associate"],
            ["Bo Lind", "8", "Engineer", "Sr. Engineer", "Engineer"],
            ["Di Vu", "9", "Junior", "Junior", "Junior"],
            ["Ed Orr", "11", "Junior", "Junior", "Junior"],
            ["Fay Roe", "12", "Junior", "Junior", "Junior"],
            // Without an employee ID: found by name in spring, and from there by the ID.
            ["Gil Marsh", "", "Engineer", "Engineer", "Junior"],
        ],
    ),
    (
        "spring",
        "Spring 2026",
        "2026-04-02",
        &[
            ["Ada Marsh", "7", "Engineer", "Engineer", "Engineer"],
            ["Bo Lind", "8", "Engineer", "Engineer", ""],
            ["Di Vu", "9", "Junior", "Engineer", "Junior"],
            ["Gil Marsh", "13", "Engineer", "Junior", "Junior"],
        ],
    ),
    (
        "input",
        "Autumn 2026",
        "2026-10-02",
        &[
            ["Ada Marsh", "7", "Engineer", "Sr. Engineer", "Engineer"],
            ["Bo Lind", "8", "Engineer", "Junior", "Sr. Engineer"],
            ["Cy Moor", "10", "Junior", "Junior", "Junior"],
            ["Fay Roe", "12", "Junior", "Engineer", "Junior"],
            ["Gil Lee", "13", "Engineer", "Engineer", "Engineer"],
        ],
    ),
];

fn three_reviews() -> Project {
    let project = Project::with_map();
    for (folder, cycle, day, people) in REVIEWS {
        let folder = project.input().with_file_name(folder);
        let assessments = folder.join("assessments");
        fs::create_dir_all(&assessments).unwrap();
        let writing = if cycle == "Autumn 2025" {
            map_of_2025().save(folder.join("career-map.xlsx")).unwrap();
            "Written word"
        } else {
            career_map().save(folder.join("career-map.xlsx")).unwrap();
            "Writing & Speaking"
        };
        for [name, id, level, planned, written] in people {
            AssessmentFile::of(name, id, level)
                .label("Review cycle", cycle)
                .label("Assessed on", day)
                .rating(["Planning", "", planned, "", ""])
                .rating([writing, "", written, "", ""])
                .workbook()
                .save(assessments.join(format!("{name}.xlsx")))
                .unwrap();
        }
    }
    project
}

const ALL: [&str; 5] = ["run", "--previous", "2025", "--previous", "spring"];

#[test]
fn the_line_of_each_person_over_three_reviews() {
    let project = three_reviews();
    project
        .careermap(&ALL)
        .ends_with(0)
        .says(&["4 people compared with 2 earlier reviews"]);
    let workbook = project.output().join("team-gaps.xlsx");
    let lines = read_table(&workbook, "Trend lines people", "Employee ID");
    let told: Vec<String> = lines
        .records()
        .iter()
        .map(|row| {
            [
                "Name",
                "Competency",
                "Autumn 2025",
                "Spring 2026",
                "Autumn 2026",
                "Marks",
                "Over all reviews",
            ]
            .map(|column| row[column].to_string())
            .join("|")
        })
        .collect();
    let expected = [
        // By the map of 2025 Ada's ratings were 1, then 2 and 3; nobody's rank 4 of 2025 is 3 today.
        "Ada Marsh|Planning|Junior|Engineer|Sr. Engineer|↑ ↑|rose from Junior to Sr. Engineer over three reviews",
        // Associate has no counterpart, so it is named and not compared.
        "Ada Marsh|Writing & Speaking|Associate (no equivalent today)|Engineer|Engineer|· =|the same in two reviews: Engineer",
        "Bo Lind|Planning|Sr. Engineer|Engineer|Junior|↓ ↓|fell from Sr. Engineer to Junior over three reviews",
        "Bo Lind|Writing & Speaking|Engineer|not assessed|Sr. Engineer|· ↑|rose from Engineer to Sr. Engineer over two reviews",
        "Fay Roe|Planning|Junior|not in that review|Engineer|· ↑|rose from Junior to Engineer over two reviews",
        "Fay Roe|Writing & Speaking|Junior|not in that review|Junior|· =|the same in two reviews: Junior",
        "Gil Lee|Planning|Engineer|Junior|Engineer|↓ ↑|Engineer again after three reviews, with other ratings in between",
        "Gil Lee|Writing & Speaking|Junior|Junior|Engineer|= ↑|rose from Junior to Engineer over three reviews",
    ];
    assert_eq!(told, expected);
    let sources = &lines.records()[0]["Source, Autumn 2025"];
    assert!(
        sources
            .to_string()
            .starts_with("assessments/Ada Marsh.xlsx · Assessment · ")
    );
    // Rank 4 of 2025 is rank 3 today.
    assert_eq!(lines.records()[2]["Number, Autumn 2025"], &Data::Float(3.0));

    let people = read_table(&workbook, "Trend people", "Name");
    let told: Vec<String> = people
        .records()
        .iter()
        .map(|row| {
            ["Name", "In the reviews", "All reviews"]
                .map(|column| row[column].to_string())
                .join("|")
        })
        .collect();
    let expected = [
        "Ada Marsh|both|Autumn 2025, Spring 2026, Autumn 2026",
        "Bo Lind|both|Autumn 2025, Spring 2026, Autumn 2026",
        "Cy Moor|new|Autumn 2026",
        "Fay Roe|again|Autumn 2025, Autumn 2026",
        "Gil Lee|both|Autumn 2025, Spring 2026, Autumn 2026",
        "Di Vu|not any more|Autumn 2025, Spring 2026",
        "Ed Orr|not any more|Autumn 2025",
    ];
    assert_eq!(told, expected);
}

#[test]
fn teams_over_three_reviews_count_those_rated_every_time() {
    let project = three_reviews();
    project.careermap(&ALL).ends_with(0);
    let workbook = project.output().join("team-gaps.xlsx");
    let lines = read_table(&workbook, "Trend lines", "Team");
    // Planning: Ada 1, 2, 3; Bo 3, 2, 1; Gil 2, 1, 2. Writing: Gil 1, 1, 2; Ada's first rating has no counterpart, Bo was
    // not assessed in spring, and Fay was not there then.
    let columns = [
        "Rated every time",
        "Mean, Autumn 2025",
        "Mean, Spring 2026",
        "Mean, Autumn 2026",
        "Higher than at first",
        "Lower than at first",
    ];
    let expected = [
        (
            "All competencies",
            [4.0, 7.0 / 4.0, 6.0 / 4.0, 2.0, 2.0, 1.0],
        ),
        ("Planning", [3.0, 2.0, 5.0 / 3.0, 2.0, 1.0, 1.0]),
        ("Writing & Speaking", [1.0, 1.0, 1.0, 2.0, 1.0, 0.0]),
    ];
    // Everybody is in one team, so both have the same.
    assert_eq!(lines.rows.len(), 6);
    for (row, (competency, figures)) in lines.records().iter().zip(expected.iter().cycle()) {
        assert_eq!(row["Competency"].to_string(), *competency);
        for (column, expected) in columns.iter().zip(figures) {
            let Data::Float(found) = row[column] else {
                panic!("{competency}, {column}: {:?}", row[column])
            };
            assert!(
                (found - expected).abs() < 1e-9,
                "{competency}, {column}: {found}"
            );
        }
    }
    let changes = read_table(&workbook, "Map changes", "Review then");
    let told: Vec<String> = changes
        .rows
        .iter()
        .map(|row| {
            row[..5]
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect();
    assert!(
        told.iter()
            .any(|line| line.starts_with("Autumn 2025|level removed||Associate|")),
        "{told:#?}"
    );
    assert!(
        !told.iter().any(|line| line.starts_with("Spring 2026")),
        "{told:#?}"
    );
}

#[test]
fn a_plan_has_the_line_of_each_rating_that_moved() {
    let project = three_reviews();
    project.careermap(&ALL).ends_with(0);
    let plans = project.plans();
    plans["North/Ada Marsh-7.pdf"].must_have(&[
        "Since Spring 2026",
        "Your ratings in Autumn 2025 → Spring 2026 → Autumn 2026:",
        "Planning: Junior → Engineer → Sr. Engineer (rose from Junior to Sr. Engineer over three reviews)",
        "Writing & Speaking: Associate (no equivalent today) → Engineer → Engineer (the same in two reviews: Engineer)",
    ]);
    plans["North/Bo Lind-8.pdf"].must_have(&[
        "Planning: Sr. Engineer → Engineer → Junior (fell from Sr. Engineer to Junior over three reviews)",
        "Writing & Speaking: Engineer → not assessed → Sr. Engineer",
    ]);
    // One earlier review only: as with one.
    let fay = &plans["North/Fay Roe-12.pdf"];
    fay.must_have(&["Since Autumn 2025", "Planning: up from Junior to Engineer."]);
    assert!(!fay.has("→ Engineer"), "there is no line over two reviews");
    assert!(!plans["North/Cy Moor-10.pdf"].has("Since"));
}

/// All outputs but the manifest, which lists the inputs.
fn made(project: &Project) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut outputs = project.outputs();
    outputs.remove("manifest.json");
    outputs
}

#[test]
fn one_earlier_review_makes_what_it_always_made() {
    let project = three_reviews();
    project
        .careermap(&["run", "--previous", "spring"])
        .ends_with(0);
    let workbook = project.output().join("team-gaps.xlsx");
    let people = read_table(&workbook, "Trend people", "Name");
    assert!(!people.records()[0].contains_key("All reviews"));
    assert_eq!(
        read_table(&workbook, "Map changes", "Change").rows[0].len(),
        7
    );
    let plan = &project.plans()["North/Ada Marsh-7.pdf"];
    plan.must_have(&["Planning: up from Engineer to Sr. Engineer."]);
    assert!(!plan.has("reviews"), "{:?}", plan.page_texts());
}

#[test]
fn a_plan_is_made_again_when_the_oldest_review_changes() {
    let project = three_reviews();
    project.careermap(&ALL).ends_with(0);
    project
        .careermap(&ALL)
        .ends_with(0)
        .says(&["0 new, 0 changed"]);
    AssessmentFile::of("Ada Marsh", "7", "Engineer")
        .label("Review cycle", "Autumn 2025")
        .label("Assessed on", "2025-10-01")
        .rating(["Planning", "", "Engineer", "", ""])
        .workbook()
        .save(
            project
                .input()
                .with_file_name("2025")
                .join("assessments/Ada Marsh.xlsx"),
        )
        .unwrap();
    let before = made(&project);
    project.careermap(&ALL).ends_with(0);
    let after = made(&project);
    let changed: Vec<&String> = after
        .keys()
        .filter(|file| before[*file] != after[*file])
        .collect();
    assert!(
        changed.contains(&&"plans/North/Ada Marsh-7.pdf".to_owned()),
        "{changed:?}"
    );
    assert!(
        !changed.contains(&&"plans/North/Bo Lind-8.pdf".to_owned()),
        "{changed:?}"
    );
    let manifest = fs::read_to_string(project.output().join("manifest.json")).unwrap();
    for file in [
        "previous/1/assessments/Ada Marsh.xlsx",
        "previous/2/assessments/Ada Marsh.xlsx",
    ] {
        assert!(manifest.contains(file), "{file}");
    }
}

#[test]
fn reviews_that_cannot_be_a_line_are_named() {
    let project = three_reviews();
    project
        .careermap(&["run", "--previous", "spring", "--previous", "./spring"])
        .ends_with(2)
        .says(&["--previous names “spring” twice", "[previous-twice]"]);
    project
        .careermap(&["run", "--previous", "2025", "--previous", "input"])
        .ends_with(2)
        .says(&["“input”, which is the review itself", "[previous-is-this]"]);
    project
        .careermap(&["run", "--previous", "spring", "--previous", "2025"])
        .ends_with(1)
        .says(&[
            "“spring”, of 2026-04-02, is named before “2025”, of 2025-10-01",
            "[previous-out-of-order]",
        ]);
    project
        .careermap(&[
            "run",
            "2025",
            "--previous",
            "spring",
            "--previous",
            "input",
            "-o",
            "swapped",
        ])
        .ends_with(1)
        .says(&[
            "The earlier review, “spring”, is dated 2026-04-02",
            "The last review, “input”, is dated 2026-10-02",
        ]);
    // Forms carry over the actions of one review.
    project
        .careermap(&["forms", "--previous", "2025", "--previous", "spring"])
        .ends_with(2);
}

#[test]
fn an_anonymous_workbook_says_nothing_about_earlier_reviews() {
    let project = three_reviews();
    let anonymous = |arguments: &[&str]| {
        project
            .careermap(&[arguments, &["--audience", "anonymous"]].concat())
            .ends_with(0);
        fs::read(project.output().join("team-gaps-anonymous.xlsx")).unwrap()
    };
    let alone = anonymous(&["run"]);
    assert_eq!(alone, anonymous(&["run", "--previous", "spring"]));
    assert_eq!(alone, anonymous(&ALL));
}

#[test]
fn reviews_on_another_scale_are_shown_and_not_compared() {
    let project = three_reviews();
    let winter = project.input().with_file_name("winter");
    copy(&project.input().with_file_name("2025"), &winter);
    numbers(&winter);
    project
        .careermap(&["run", "--previous", "winter", "--previous", "spring"])
        .ends_with(0);
    let workbook = project.output().join("team-gaps.xlsx");
    let lines = read_table(&workbook, "Trend lines people", "Employee ID");
    let ada = &lines.records()[0];
    assert_eq!(ada["Winter"].to_string(), "2 (no equivalent today)");
    assert_eq!(ada["Marks"].to_string(), "· ↑");
    let changes = read_table(&workbook, "Map changes", "Review then");
    let told = |row: &Vec<Data>| row[0] == "Winter" && row[1] == "another scale";
    assert!(changes.rows.iter().any(told));
}

/// Puts a map of required numbers and one assessment into a review's folder.
fn numbers(folder: &Path) {
    fs::remove_dir_all(folder.join("assessments")).unwrap();
    fs::create_dir_all(folder.join("assessments")).unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "Competency").unwrap();
    for (column, level) in (1..).zip(["Junior", "Engineer", "Sr. Engineer", "Director"]) {
        sheet.write_string(0, column, level).unwrap();
    }
    for (row, name) in (1..).zip(["Planning", "Writing & Speaking"]) {
        sheet.write_string(row, 0, name).unwrap();
        for column in 1..5 {
            sheet.write_number(row, column, f64::from(column)).unwrap();
        }
    }
    workbook.save(folder.join("career-map.xlsx")).unwrap();
    AssessmentFile::of("Ada Marsh", "7", "Engineer")
        .label("Review cycle", "Winter")
        .label("Assessed on", "2025-01-10")
        .rating(["Planning", "", "2", "", ""])
        .workbook()
        .save(folder.join("assessments/ada.xlsx"))
        .unwrap();
}
