//! `run --previous`: two reviews side by side, in the workbook and in the plans.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use rust_xlsxwriter::Workbook;

use crate::harness::{
    AssessmentFile, Cells, Project, career_map, read_sheet, read_table, write_rows,
};

type Records = BTreeMap<(String, String), BTreeMap<String, Data>>;

fn folder(project: &Project, name: &str) -> PathBuf {
    project.output().with_file_name(name)
}

/// A review's input folder beside the project's own.
fn review(project: &Project, name: &str, map: &mut Workbook) -> PathBuf {
    let folder = folder(project, name);
    fs::create_dir_all(folder.join("assessments")).unwrap();
    map.save(folder.join("career-map.xlsx")).unwrap();
    folder
}

fn save(folder: &Path, file: &str, mut workbook: Workbook) {
    workbook
        .save(folder.join("assessments").join(file))
        .unwrap();
}

/// Somebody with ratings by their manager in the two scored competencies of the harness's map.
fn rated(name: &str, id: &str, level: &str, planning: &str, writing: &str) -> AssessmentFile {
    AssessmentFile::of(name, id, level)
        .rating(["Planning", "", planning, "", ""])
        .rating(["Writing & Speaking", "", writing, "", ""])
}

/// Adds a sheet *Actions*: action, last day as text, status.
fn with_actions(file: &AssessmentFile, actions: &[[&str; 3]]) -> Workbook {
    let mut workbook = file.workbook();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Actions").unwrap();
    let header = ["Action", "Due", "Status"];
    write_rows(sheet, std::iter::once(&header).chain(actions));
    workbook
}

/// Spring: Ada below her role in Planning, Bo a Junior, Di. Autumn: Ada has grown, Bo is an Engineer, Cy is new.
pub(crate) fn two_reviews() -> Project {
    let project = Project::with_map();
    let mut map = career_map();
    // "Writing & Speaking" had another name, and Planning at Engineer level one expectation less.
    let sheet = map.worksheet_from_index(0).unwrap();
    sheet.write_string(3, 0, "Written word").unwrap();
    sheet.write_string(2, 2, "• Plans a week").unwrap();
    let spring = review(&project, "spring", &mut map);
    let then = |name, id, level, planning, writing| {
        AssessmentFile::of(name, id, level)
            .label("Review cycle", "Spring 2026")
            .label("Assessed on", "2026-04-02")
            .rating(["Planning", "", planning, "", ""])
            .rating(["Written word", "", writing, "", ""])
    };
    let ada = then("Ada Marsh", "7", "Engineer", "Junior", "Engineer");
    save(
        &spring,
        "ada.xlsx",
        with_actions(
            &ada,
            &[
                ["Plan the fair", "2026-06-30", "Planned"],
                ["Write a guide", "2026-06-30", "Planned"],
                ["Read a book", "2026-03-01", "Done"],
            ],
        ),
    );
    save(
        &spring,
        "bo.xlsx",
        then("Bo Lind", "8", "Junior", "Junior", "").workbook(),
    );
    save(
        &spring,
        "di.xlsx",
        then("Di Vu", "9", "Junior", "Junior", "Junior").workbook(),
    );

    let now = |file: AssessmentFile| {
        file.label("Review cycle", "Autumn 2026")
            .label("Assessed on", "2026-10-02")
    };
    let ada = now(rated(
        "Ada Marsh",
        "7",
        "Engineer",
        "Engineer",
        "Sr. Engineer",
    ));
    save(
        &project.input(),
        "ada.xlsx",
        with_actions(
            &ada,
            &[
                ["Plan the fair", "2026-06-30", "Done"],
                ["Write a guide", "2026-12-31", "Planned"],
            ],
        ),
    );
    project.add(
        "bo.xlsx",
        &now(rated("Bo Lind", "8", "Engineer", "Junior", "Engineer")),
    );
    project.add(
        "cy.xlsx",
        &now(rated("Cy Moor", "10", "Junior", "Junior", "Junior")),
    );
    project
}

#[test]
fn an_id_that_lost_its_zeros_is_the_same_person_and_that_is_said() {
    let project = Project::with_map();
    let spring = review(&project, "spring", &mut career_map());
    let then = rated("Ada Marsh", "007", "Junior", "Junior", "Junior");
    save(&spring, "ada.xlsx", then.workbook());
    project.add(
        "ada.xlsx",
        &rated("Ada Lee", "7", "Junior", "Engineer", "Junior"),
    );
    project
        .careermap(&["run", "--previous", "spring"])
        .ends_with(0)
        .says(&[
            "1 person compared with the last review",
            "1 employee ID is written with more or fewer zeros than in the last review (007 then, 7 now)",
            "[id-padded]",
        ]);
}

#[test]
fn two_reviews_worked_by_hand() {
    let project = two_reviews();
    project
        .careermap(&["run", "--previous", "spring"])
        .ends_with(0)
        .says(&["2 people compared with the last review"]);
    let team_gaps = project.output().join("team-gaps.xlsx");

    let trend = read_table(&team_gaps, "Trend", "Team");
    let all = &trend.records()[0];
    assert_eq!(all["Competency"].to_string(), "All competencies");
    // Ada in Planning 1 → 2 and in Writing 2 → 3, Bo in Planning 1 → 1.
    for (column, expected) in [
        ("Rated both times", 3.0),
        ("Up", 2.0),
        ("Down", 0.0),
        ("Mean rating then", 4.0 / 3.0),
        ("Mean rating now", 2.0),
        // Ada 1 → 0 by her rating, Bo 0 → 1 by his new role.
        ("Mean role gap then", 1.0 / 3.0),
        ("Mean role gap now", 1.0 / 3.0),
        ("From the map", 0.0),
        ("From role levels", 1.0 / 3.0),
        ("From ratings", -1.0 / 3.0),
        // The targets then: Sr. Engineer for Ada (reached in Writing), Engineer for Bo.
        ("Target gaps then", 3.0),
        ("Closed", 1.0),
        ("Open actions then", 2.0),
        ("Kept", 1.0),
        ("Moved", 1.0),
        ("Missed", 0.0),
    ] {
        let Data::Float(found) = all[column] else {
            panic!("{column} is {:?}", all[column])
        };
        assert!((found - expected).abs() < 1e-9, "{column}: {found}");
    }

    let people = read_table(&team_gaps, "Trend people", "Name");
    let reviews: Vec<(String, String)> = people
        .records()
        .iter()
        .map(|row| (row["Name"].to_string(), row["In the reviews"].to_string()))
        .collect();
    let expected = [
        ("Ada Marsh", "both"),
        ("Bo Lind", "both"),
        ("Cy Moor", "new"),
        ("Di Vu", "not any more"),
    ];
    assert_eq!(
        reviews,
        expected.map(|(name, reviews)| (name.to_owned(), reviews.to_owned()))
    );

    let changes = read_table(&team_gaps, "Map changes", "Change");
    let told: Vec<String> = changes
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            cells.join("|")
        })
        .collect();
    assert_eq!(
        told,
        [
            "competency renamed|Writing & Speaking||Written word|Writing & Speaking|career-map.xlsx|A4",
            "expectations changed|Planning|Engineer||Estimates own work|career-map.xlsx|C3",
        ]
    );

    let ratings = read_table(&team_gaps, "Trend ratings", "Employee ID");
    let ada = &ratings.records()[0];
    assert_eq!(ada["Competency"].to_string(), "Planning");
    assert_eq!(ada["File then"].to_string(), "assessments/ada.xlsx");
    assert_eq!(ada["Rating then, in words"].to_string(), "Junior");
    assert_ne!(ada["Cell then"].to_string(), "");
    assert_eq!(
        read_table(&team_gaps, "Trend actions", "Name").rows.len(),
        2
    );
}

#[test]
fn a_plan_tells_what_has_changed_and_only_where_there_is_something() {
    let project = two_reviews();
    project
        .careermap(&["run", "--previous", "spring"])
        .ends_with(0);
    let plans = project.plans();
    let ada = &plans["North/Ada Marsh-7.pdf"];
    ada.must_have(&[
        "Since Spring 2026",
        "Planning: up from Junior to Engineer.",
        "Writing & Speaking: up from Engineer to Sr. Engineer.",
        "Short of your target then, reached now: Writing & Speaking.",
        "The career map has changed since then: it expects other things in Planning.",
        "Plan the fair (done)",
        "Write a guide (put off from 30 June 2026 to 31 December 2026)",
    ]);
    assert!(!ada.has("Read a book"), "it was done already");
    plans["North/Bo Lind-8.pdf"].must_have(&["Your role level was Junior then."]);
    assert!(!plans["North/Cy Moor-10.pdf"].has("Since Spring"));

    // Without the last review the plan does not mention it, and the workbook has no such sheets.
    project.run(0);
    assert!(!project.plans()["North/Ada Marsh-7.pdf"].has("Since Spring"));
    let manifest = fs::read_to_string(project.output().join("manifest.json")).unwrap();
    assert!(!manifest.contains("previous/"), "{manifest}");
}

#[test]
fn a_last_review_that_cannot_be_compared_is_named() {
    let project = two_reviews();
    project
        .careermap(&["run", "--previous", "input"])
        .ends_with(2)
        .says(&["“input”, which is the review itself", "[previous-is-this]"]);
    project
        .careermap(&["run", "--previous", "winter"])
        .ends_with(2)
        .says(&["winter"]);
    assert!(!project.output().join("team-gaps.xlsx").exists());
    let spring = folder(&project, "spring");
    fs::write(
        spring.join("assessments").join("broken.xlsx"),
        b"not a workbook",
    )
    .unwrap();
    project
        .careermap(&["run", "--previous", "spring"])
        .ends_with(1)
        .says(&["Check “spring” by itself", "[previous-has-problems]"]);
    project
        .careermap(&["run", "spring", "--previous", "input", "-o", "swapped"])
        .ends_with(1)
        .says(&["[previous-is-later]", "2026-10-02"]);
}

/// The sheet *Data* of a review that is run separately, by employee ID and competency.
fn data(project: &Project, output: &str) -> Records {
    let sheet: Cells = read_sheet(&folder(project, output).join("team-gaps.xlsx"), "Data");
    sheet
        .records()
        .into_iter()
        .filter(|row| *row["Standing"] != *"fact")
        .map(|row| {
            (
                (
                    row["Employee ID"].to_string(),
                    row["Competency"].to_string(),
                ),
                row.into_iter()
                    .map(|(column, cell)| (column.to_owned(), cell.clone()))
                    .collect(),
            )
        })
        .collect()
}

fn number(row: &BTreeMap<String, Data>, column: &str) -> Option<f64> {
    match row[column] {
        Data::Float(number) => Some(number),
        _ => None,
    }
}

#[test]
fn the_trend_equals_an_independent_computation() {
    let project = Project::with_map();
    let spring = review(&project, "spring", &mut career_map());
    let levels = ["Junior", "Engineer", "Sr. Engineer", "Director"];
    // Pairs of reviews in which ratings, levels and teams differ in every way, the same each time.
    let mut state = 17u32;
    let mut pick = |n: usize| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12345);
        (state >> 16) as usize % n
    };
    for index in 0..12 {
        for place in [&spring, &project.input()] {
            let mut rating = || ["", "Junior", "Engineer", "Sr. Engineer", "Director"][pick(5)];
            let (planning, writing) = (rating(), rating());
            let file = rated(
                &format!("Person {index}"),
                &index.to_string(),
                levels[pick(4)],
                planning,
                writing,
            )
            .label("Team", ["North", "South"][index % 2]);
            save(place, &format!("{index}.xlsx"), file.workbook());
        }
    }
    project
        .careermap(&["run", "spring", "-o", "out-then"])
        .ends_with(0);
    project
        .careermap(&["run", "--previous", "spring"])
        .ends_with(0);
    let (then, now) = (data(&project, "out-then"), data(&project, "output"));
    let trend = read_table(&project.output().join("team-gaps.xlsx"), "Trend", "Team");
    assert_eq!(trend.rows.len(), 3 * 3);
    for row in trend.records() {
        let (team, competency) = (row["Team"].to_string(), row["Competency"].to_string());
        let pairs: Vec<_> = now
            .iter()
            .filter(|(key, cells)| {
                (team == "All" || cells["Team"].to_string() == team)
                    && (competency == "All competencies" || key.1 == competency)
            })
            .map(|(key, cells)| (&then[key], cells))
            .collect();
        let both: Vec<(f64, f64)> = pairs
            .iter()
            .filter_map(|(old, new)| Some((number(old, "Rating")?, number(new, "Rating")?)))
            .collect();
        let n = both.len() as f64;
        let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        let gaps: Vec<[f64; 4]> = pairs
            .iter()
            .filter_map(|(old, new)| {
                let before = number(old, "Role gap")?;
                let after = number(new, "Role gap")?;
                let in_new_role = (number(new, "Required now")? - number(old, "Rating")?).max(0.0);
                Some([before, after, in_new_role - before, after - in_new_role])
            })
            .collect();
        let gap = |index: usize| mean(gaps.iter().map(|gap| gap[index]).collect());
        let open: Vec<bool> = pairs
            .iter()
            .filter(|(old, _)| number(old, "Target gap").is_some_and(|gap| gap > 0.0))
            .filter_map(|(old, new)| {
                Some(number(new, "Rating")? >= number(old, "Required at target")?)
            })
            .collect();
        for (column, expected) in [
            ("Rated both times", n),
            ("Up", both.iter().filter(|(a, b)| b > a).count() as f64),
            ("Down", both.iter().filter(|(a, b)| b < a).count() as f64),
            (
                "Mean rating then",
                mean(both.iter().map(|pair| pair.0).collect()),
            ),
            (
                "Mean rating now",
                mean(both.iter().map(|pair| pair.1).collect()),
            ),
            ("Mean role gap then", gap(0)),
            ("Mean role gap now", gap(1)),
            ("From the map", 0.0),
            ("From role levels", gap(2)),
            ("From ratings", gap(3)),
            ("Target gaps then", open.len() as f64),
            (
                "Closed",
                open.iter().filter(|closed| **closed).count() as f64,
            ),
        ] {
            let Data::Float(found) = row[column] else {
                panic!("{team}, {competency}, {column}: {:?}", row[column])
            };
            assert!(
                (found - expected).abs() < 1e-9,
                "{team}, {competency}, {column}: {found}, not {expected}"
            );
        }
    }
}
