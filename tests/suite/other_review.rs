//! Decisions of another review in the input folder: named, left out, and used once somebody says that they are of this one.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;

use crate::decisions::{FILE, outcomes, save, save_ods};
use crate::harness::{
    AssessmentFile, Project, read_sheet, read_table, squeeze, table_of, write_rows,
};

const SHEETS: [(&str, &str); 4] = [
    ("en", "Decisions"),
    ("de", "Entscheidungen"),
    ("fr", "Décisions"),
    ("es", "Decisiones"),
];

/// A review of Ada and Bo, in this cycle and on this day.
fn review(language: &str, cycle: &str, day: &str) -> Project {
    let project = Project::with_map();
    for (file, name, id) in [("ada.xlsx", "Ada Marsh", "7"), ("bo.xlsx", "Bo Lind", "8")] {
        let one = AssessmentFile::of(name, id, "Engineer")
            .label("Assessed on", day)
            .label("Review cycle", cycle)
            .label("Recommendation", "Promotion")
            .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]);
        project.add(file, &one);
    }
    let settings = format!("[organisation]\nlanguage = \"{language}\"\n");
    fs::write(project.input().join("careermap.toml"), settings).unwrap();
    project
}

/// The file of decisions that a review makes, with Ada's filled in: all rows, those above the table too.
fn filled_in(project: &Project, sheet: &str) -> Vec<Vec<String>> {
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    let cells = read_sheet(&project.output().join(FILE), sheet);
    let rows = cells.rows.iter();
    let rows = rows.map(|row| row.iter().map(ToString::to_string).collect());
    let mut rows: Vec<Vec<String>> = std::iter::once(cells.header).chain(rows).collect();
    let ada = rows.iter_mut().find(|row| row[0] == "Ada Marsh").unwrap();
    let recommended = ada[4].clone();
    ada[5] = recommended;
    rows
}

fn save_csv(rows: &[Vec<String>], file: &Path) {
    let lines = rows.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|text| format!("\"{text}\"")).collect();
        cells.join(",")
    });
    fs::write(file, lines.collect::<Vec<String>>().join("\n")).unwrap();
}

fn decided(project: &Project) -> String {
    let english = "[organisation]\nlanguage = \"en\"\n";
    fs::write(project.input().join("careermap.toml"), english).unwrap();
    project.careermap(&["run"]);
    let workbook = project.output().join("team-gaps.xlsx");
    let columns: &[&str] = match read_table(&workbook, "Review outcomes", "Name").header {
        header if header.iter().any(|text| text == "Decision") => &["Name", "Decision"],
        // Nothing was decided.
        _ => &["Name"],
    };
    outcomes(project, columns)[0].join(": ")
}

const KEPT: &str = "Ada Marsh: Promotion";
const LEFT_OUT: &str = "Ada Marsh";

#[test]
fn last_years_decisions_are_named_in_every_language_and_format() {
    for (language, sheet) in SHEETS {
        let spring = review(language, "Spring 2026", "2026-04-10");
        let rows = filled_in(&spring, sheet);
        assert_eq!(
            (rows[2][1].as_str(), rows[2][4].as_str()),
            ("Spring 2026", "2026-04-10")
        );
        for (name, put) in [
            ("decisions.xlsx", save as fn(&[Vec<String>], &Path)),
            ("decisions.ods", save_ods),
            ("decisions.csv", save_csv),
        ] {
            let file = spring.input().join(name);
            put(&rows, &file);
            assert_eq!(decided(&spring), KEPT, "{language} {name}");
            fs::remove_file(file).unwrap();

            let autumn = review(language, "Autumn 2026", "2026-10-05");
            put(&rows, &autumn.input().join(name));
            for command in ["check", "run"] {
                autumn.careermap(&[command]).ends_with(1).says(&[
                    name,
                    "cell B3\n  The review cycle here is “Spring 2026”, but that of the assessments is “Autumn 2026”; 2 rows",
                    "write “Autumn 2026” into this cell. [other-review]",
                ]);
            }
            assert_eq!(decided(&autumn), LEFT_OUT, "{language} {name}");

            // What the messages ask for, one after the other.
            let mut rows = rows.clone();
            "Autumn 2026".clone_into(&mut rows[2][1]);
            put(&rows, &autumn.input().join(name));
            autumn.careermap(&["run"]).ends_with(1).says(&[
                "cell E3\n  The latest assessment is of 2026-04-10 according to this cell, but 2 of the 2 people",
                "write the day of the latest assessment, 2026-10-05, into this cell. [other-review]",
            ]);
            "2026-10-05".clone_into(&mut rows[2][4]);
            put(&rows, &autumn.input().join(name));
            autumn.careermap(&["run"]).ends_with(0);
            assert_eq!(decided(&autumn), KEPT, "{language} {name}");
        }
    }
}

#[test]
fn a_review_without_a_cycle_goes_by_the_day() {
    let spring = review("en", "", "2026-04-10");
    let rows = filled_in(&spring, "Decisions");
    assert_eq!(
        (rows[2][0].as_str(), rows[2][1].as_str()),
        ("Assessed up to", "2026-04-10")
    );
    save(&rows, &spring.input().join("decisions.xlsx"));
    assert_eq!(decided(&spring), KEPT);
    let autumn = review("en", "", "2026-10-05");
    save(&rows, &autumn.input().join("decisions.xlsx"));
    autumn
        .careermap(&["run"])
        .ends_with(1)
        .says(&["cell B3", "[other-review]"]);
    assert_eq!(decided(&autumn), LEFT_OUT);
}

#[test]
fn an_older_file_is_doubted_by_the_days_of_its_decisions() {
    for (cycle, line) in [
        ("Autumn 2026", ["Review cycle", "Autumn 2026"]),
        ("", ["Assessed up to", "2026-10-05"]),
    ] {
        let autumn = review("en", cycle, "2026-10-05");
        let of = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let mut rows = vec![
            of(["Name", "Decision", "From when"]),
            of(["Ada Marsh", "Promotion", "2025-11-01"]),
            of(["Bo Lind", "Promotion", ""]),
        ];
        save(&rows, &autumn.input().join("decisions.xlsx"));
        let [label, value] = line;
        autumn.careermap(&["run"]).ends_with(1).says(&[
            "cell C2\n  The decision about Ada Marsh applies from 2025-11-01",
            &format!("with “{label}” in one cell and “{value}” in the next"),
        ]);
        assert_eq!(decided(&autumn), LEFT_OUT);
        rows.insert(0, of([label, value, ""]));
        save(&rows, &autumn.input().join("decisions.xlsx"));
        let read = autumn.careermap(&["check"]).ends_with(0).stdout();
        assert!(
            read.contains("outcomes, one person a row\n  labels: "),
            "{read}"
        );
        assert_eq!(decided(&autumn), KEPT);
    }
}

#[test]
fn what_stands_beside_a_list_says_which_review_it_is_unless_a_label_does() {
    let of = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    for (cycle, line) in [
        ("Autumn 2026", ["Review cycle", "Autumn 2026", ""]),
        ("", ["Assessed up to", "2026-10-05", ""]),
    ] {
        for (file, title, doubt) in [
            (
                "decisions.xlsx",
                "Decisions of Autumn 2025",
                "cell A1\n  A line above the table says “Decisions of Autumn 2025”",
            ),
            (
                "decisions 2025.xlsx",
                "Decisions",
                "The file is called “decisions 2025.xlsx”",
            ),
            (
                "outcomes/2025/decisions.xlsx",
                "Decisions",
                "The folder is called “2025”",
            ),
        ] {
            let autumn = review("en", cycle, "2026-10-05");
            let file = autumn.input().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let mut rows = vec![
                of([title, "", ""]),
                of(["Name", "Decision", ""]),
                of(["Ada Marsh", "Promotion", ""]),
            ];
            save(&rows, &file);
            let remedy = format!(
                "with “{}” in one cell and “{}” in the next",
                line[0], line[1]
            );
            autumn
                .careermap(&["check"])
                .ends_with(1)
                .says(&[doubt, &remedy, "[other-review]"]);
            assert_eq!(decided(&autumn), LEFT_OUT, "{title}");
            rows.insert(1, of(line));
            save(&rows, &file);
            autumn.careermap(&["check"]).ends_with(0);
            assert_eq!(decided(&autumn), KEPT, "{title}");
        }
    }
}

#[test]
fn the_cycle_in_the_settings_counts_too() {
    let autumn = review("en", "", "2026-10-05");
    let rows = [
        "Review cycle|Autumn 2026",
        "Name|Decision",
        "Ada Marsh|Promotion",
    ];
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.split('|').map(str::to_owned).collect())
        .collect();
    save(&rows, &autumn.input().join("decisions.xlsx"));
    let set = |cycle: &str| {
        let settings = format!("[review]\ncycle = \"{cycle}\"\n");
        fs::write(autumn.input().join("careermap.toml"), settings).unwrap();
    };
    set("Autumn 2026");
    autumn.careermap(&["run", "--review-packet"]).ends_with(0);
    let made = read_sheet(&autumn.output().join(FILE), "Decisions");
    assert_eq!(made.rows[1][1].to_string(), "Autumn 2026");
    set("Spring 2027");
    autumn
        .careermap(&["run"])
        .ends_with(1)
        .says(&["[other-review]"]);
}

#[test]
fn a_text_that_is_too_long_for_a_cell_is_cut_and_says_so() {
    let project = review("en", "Autumn 2026", "2026-10-05");
    let long = "Led the fair. ".repeat(3_000);
    let csv = format!("Name,Decision,Reasons for the decision\nAda Marsh,Promotion,{long}\n");
    fs::write(project.input().join("decisions.csv"), csv).unwrap();
    project.careermap(&["run"]).ends_with(0);
    project
        .careermap(&["run", "--review-packet"])
        .ends_with(1)
        .says(&[
            "decisions.csv, cell B2",
            "about Ada Marsh are longer than a cell can hold",
            "[decision-text-cut]",
        ]);
    let made = read_sheet(&project.output().join(FILE), "Decisions");
    let reasons = made.rows[3][8].to_string();
    assert!(
        reasons.starts_with("Led the fair. Led"),
        "{:?}",
        made.rows[3]
    );
    assert!(reasons.encode_utf16().count() <= 32_767);
    assert!(reasons.ends_with("(cut here; the source file has it all)"));
}

#[test]
fn the_packet_says_who_marked_and_where_marks_and_rating_disagree() {
    let project = Project::with_map();
    let mut workbook: Workbook = AssessmentFile::of("Ada Marsh", "7", "Engineer")
        .label("Recommendation", "Promotion")
        .rating([
            "Planning",
            "Engineer",
            "Sr. Engineer",
            "",
            "The relay plan.",
        ])
        .rating(["Writing & Speaking", "Engineer", "Engineer", "", "Notes."])
        .workbook();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Expectations").unwrap();
    write_rows(
        sheet,
        table_of(
            "Competency | Level | Expectation | Self | Manager
         Planning | Sr. Engineer | Plans a quarter | Met |
         Planning | Sr. Engineer | Names the risks | Met | Not yet
         Writing & Speaking | Sr. Engineer | Writes for the company | Met | Met",
        ),
    );
    workbook.save(project.assessment("ada.xlsx")).unwrap();
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    let packet = &project.pdfs_below("output/review-packet")["North.pdf"];
    packet.must_have(&[
        "Plans a quarter (marked only by the person)",
        "Names the risks (self: met, manager: not yet)",
        "Marks and rating disagree: the rating reaches the level, but a criterion is marked as not yet met.",
        "Marks and rating disagree: every criterion is marked as met, but the rating does not reach the level.",
    ]);
    // Both say the same: nothing stands behind it.
    assert!(!packet.has("Writes for the company ("));
}

#[test]
fn what_does_not_fit_on_a_page_goes_on_over_the_next_and_nothing_is_lost() {
    let mut map = Workbook::new();
    let sheet = map.add_worksheet();
    for (column, title) in (0..).zip(["Competency", "Junior", "Engineer", "Senior"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    let criterion = |area: u32, level: u16, number: usize| {
        let verb = ["Looks", "Asks", "Goes"][number % 3];
        format!(
            "{verb} after case {area}/{level}/{number} with everybody it touches, and says in time what it needs"
        )
    };
    for area in 1..=10 {
        sheet.write_string(area, 0, format!("Area {area}")).unwrap();
        for level in 1..=3 {
            let cell: Vec<String> = (1..=9)
                .map(|number| criterion(area, level, number))
                .collect();
            let cell = format!("• {}", cell.join("\n• "));
            sheet.write_string(area, level, cell).unwrap();
        }
    }
    let project = Project::with(&mut map);
    for id in ["7", "8"] {
        let mut sam =
            AssessmentFile::of("Sam Twin", id, "Engineer").label("Recommendation", "Promotion");
        for area in 1..=10 {
            let evidence = format!("Example {area} of {id}.");
            sam = sam.rating([
                &format!("Area {area}"),
                "Engineer",
                "Engineer",
                "",
                &evidence,
            ]);
        }
        project.add(&format!("{id}.xlsx"), &sam);
    }
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    let packet = &project.pdfs_below("output/review-packet")["North.pdf"];
    let pages = packet.page_texts();
    assert_eq!(pages.len(), 5, "an opening page, and two for each");
    for (pages, id) in [(&pages[1..3], "7"), (&pages[3..5], "8")] {
        assert!(squeeze(&pages[1]).contains(&squeeze(&format!("Sam Twin {id}, continued"))));
        let both = squeeze(&pages.concat());
        for area in 1..=10 {
            assert!(both.contains(&squeeze(&format!("Example {area} of {id}."))));
            for number in 1..=9 {
                assert!(
                    both.contains(&squeeze(&criterion(area, 3, number))),
                    "{area} {number}"
                );
            }
        }
    }
}

#[test]
fn a_day_or_a_less_exact_cycle_in_each_row_counts_row_by_row() {
    let autumn = review("en", "Autumn 2026", "2026-10-05");
    let list = autumn.input().join("decisions.csv");
    let with = |column: &str, ada: &str, bo: &str| {
        let rows = format!(
            "Name,Employee ID,Decision,{column}\nAda Marsh,7,Promotion,{ada}\nBo Lind,8,Promotion,{bo}\n"
        );
        fs::write(&list, rows).unwrap();
        autumn.careermap(&["check"]).stderr()
    };
    let said = with("Date", "2026-09-30", "2025-10-01");
    assert_eq!(said.matches("[other-review]").count(), 1, "{said}");
    assert!(said.contains("decisions.csv, cell D3"), "{said}");
    assert!(
        said.contains("The latest assessment is of 2025-10-01 according to this cell"),
        "{said}"
    );
    assert_eq!(decided(&autumn), KEPT);
    // The remedy works: the day of the latest assessment.
    assert!(!with("Date", "2026-09-30", "2026-10-05").contains("[other-review]"));
    for (ada, is_kept) in [
        ("2026", true),
        ("H2 2026", true),
        ("2026 Autumn", true),
        ("H1 2026", false),
        ("2025", false),
        ("Spring 2026", false),
    ] {
        let said = with("Review cycle", ada, "Autumn 2026");
        assert_eq!(!said.contains("[other-review]"), is_kept, "{ada}: {said}");
        let expected = if is_kept { KEPT } else { LEFT_OUT };
        assert!(decided(&autumn).starts_with(expected), "{ada}");
        assert_eq!(decided(&autumn) == KEPT, is_kept, "{ada}");
    }
    // A decision that applies from a day before the review is doubted all the same.
    let rows =
        "Name,Employee ID,Decision,From,Review cycle\nAda Marsh,7,Promotion,2026-04-01,2026\n";
    fs::write(&list, rows).unwrap();
    let said = autumn.careermap(&["check"]).ends_with(1).stderr();
    assert!(
        said.contains("[other-review]") && said.contains("applies from 2026-04-01"),
        "{said}"
    );
}

#[test]
fn a_decision_belongs_to_whoever_has_the_address_if_only_that_is_given() {
    let project = Project::with_map();
    for (file, name, email) in [
        ("ada.xlsx", "Ada Marsh", "ada@x.example"),
        ("bo.xlsx", "Bo Lind", "team@x.example"),
        ("cy.xlsx", "Cy Dee", "team@x.example"),
    ] {
        let one = AssessmentFile::of(name, &name[..1], "Engineer")
            .label("Assessed on", "2026-10-05")
            .label("Email", email)
            .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]);
        project.add(file, &one);
    }
    let rows = "Email,Decision,Reasons\nADA@x.example,Promotion,Leads the relay.\n\
                team@x.example,Promotion,x\nzed@x.example,Promotion,x\n";
    fs::write(project.input().join("decisions.csv"), rows).unwrap();
    project.careermap(&["check"]).ends_with(1).says(&[
        "decisions.csv, cell A3",
        "Several people have the address team@x.example: Bo Lind, Cy Dee; the decision was left out.",
        "decisions.csv, cell A4",
        "zed@x.example is neither assessed nor on the roster; the decision was left out.",
    ]);
    assert_eq!(decided(&project), KEPT);
}
