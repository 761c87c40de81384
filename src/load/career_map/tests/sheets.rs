//! A sheet for each level, or for each competency, with other columns that companies keep on them.

use super::*;

const LEVELS: [&str; 3] = ["Junior Baker", "Baker", "Head Baker"];
const NAMES: [&str; 4] = ["Doughs", "Ovens", "Guests", "Planning"];

/// The text of a cell, by level and competency.
type MapCell<'a> = &'a dyn Fn(usize, &str) -> String;

fn expectation(level: usize, name: &str) -> String {
    let verb = ["Learns", "Does", "Teaches"][level];
    format!("{verb} the {} of the house with care", name.to_lowercase())
}

fn sheet(rows: &[Vec<String>]) -> Grid {
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    typed(&rows, &[])
}

/// A sheet for each level: a header, and a row for each competency.
fn levels(
    titles: [&str; 3],
    header: &[&str],
    row: impl Fn(usize, &str) -> Vec<String>,
) -> Workbook {
    let sheets = titles.into_iter().enumerate().map(|(level, title)| {
        let head = vec![header.iter().map(|&text| text.to_owned()).collect()];
        let body = NAMES.iter().map(|name| row(level, name));
        let rows: Vec<Vec<String>> = head.into_iter().chain(body).collect();
        (title, sheet(&rows))
    });
    workbook(sheets.collect())
}

/// A sheet for each competency: a header, and a row for each level.
fn competencies(header: &[&str], row: impl Fn(usize, &str) -> Vec<String>) -> Workbook {
    let sheets = NAMES.into_iter().map(|name| {
        let head = vec![header.iter().map(|&text| text.to_owned()).collect()];
        let body = (0..LEVELS.len()).map(|level| row(level, name));
        let rows: Vec<Vec<String>> = head.into_iter().chain(body).collect();
        (name, sheet(&rows))
    });
    workbook(sheets.collect())
}

/// Checks that each competency expects exactly this at each level, and that every cell is understood.
#[track_caller]
fn check(workbook: &Workbook, orientation: Orientation, levels: [&str; 3]) {
    let reading = read(workbook, &MapOptions::default());
    let map = reading
        .career_map
        .unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    assert_eq!(map.orientation, orientation);
    assert_eq!(titles(&map), levels);
    assert_eq!(names(&map), NAMES);
    for name in NAMES {
        for (level, title) in levels.into_iter().enumerate() {
            assert_eq!(expected(&map, name, title), [expectation(level, name)]);
        }
    }
    let warned: Vec<_> = reading
        .diagnostics
        .iter()
        .filter(|said| said.severity != crate::diagnostic::Severity::Note)
        .collect();
    assert!(warned.is_empty(), "{warned:#?}");
}

#[test]
fn a_column_beside_the_expectations_of_a_level_is_left_out() {
    let bad = |_: usize, name: &str| {
        format!("Never looks at the {name} and blames all the others in the house for it")
    };
    let answer =
        |level: usize, name: &str| ["Yes", "Nope", "Partly"][(level + name.len()) % 3].to_owned();
    let example =
        |_: usize, _: &str| "As Ana did in spring when all of the town came to the fair".to_owned();
    for (header, cell) in [
        (
            ["Competency", "Expectation", "Red flags"],
            &bad as MapCell<'_>,
        ),
        (["Competency", "What we expect", "Warning signs"], &bad),
        (["", "Good", "Poor"], &bad),
        (["Kompetenz", "Erwartung", "Warnzeichen"], &bad),
        (["Compétence", "Attendus", "À éviter"], &bad),
        (["Competency", "Expectation", "Do you do this?"], &answer),
        (["Competency", "Expectation", "Example"], &example),
    ] {
        let row = |level: usize, name: &str| {
            vec![name.to_owned(), expectation(level, name), cell(level, name)]
        };
        check(
            &levels(LEVELS, &header, row),
            Orientation::SheetPerLevel,
            LEVELS,
        );
        // The same columns the other way round.
        let header = [header[0], header[2], header[1]];
        let row = |level: usize, name: &str| {
            vec![name.to_owned(), cell(level, name), expectation(level, name)]
        };
        check(
            &levels(LEVELS, &header, row),
            Orientation::SheetPerLevel,
            LEVELS,
        );
    }
}

#[test]
fn names_of_level_sheets_may_be_numbered_and_one_of_them_unknown() {
    let row = |level: usize, name: &str| vec![name.to_owned(), expectation(level, name)];
    for (sheets, titles) in [
        (
            ["1. Junior", "2. Senior", "3. Principal"],
            ["Junior", "Senior", "Principal"],
        ),
        (
            ["1 Junior", "2 Senior", "3 Leitung"],
            ["Junior", "Senior", "Leitung"],
        ),
        (
            ["Junior", "Senior", "Wizard"],
            ["Junior", "Senior", "Wizard"],
        ),
    ] {
        check(
            &levels(sheets, &["Competency", "Expectation"], row),
            Orientation::SheetPerLevel,
            titles,
        );
    }
}

#[test]
fn names_of_sheets_that_nobody_can_know_are_levels_where_the_settings_say_so() {
    let row = |level: usize, name: &str| vec![name.to_owned(), expectation(level, name)];
    let book = levels(
        ["Explorer", "Navigator", "Captain"],
        &["Competency", "Expectation"],
        row,
    );
    let refusal = refusal_of(&book);
    assert!(
        refusal.message.contains("same competencies"),
        "{}",
        refusal.message
    );
    assert!(
        refusal.help.contains("orientation = \"sheet-per-level\""),
        "{}",
        refusal.help
    );
    let options = MapOptions {
        orientation: Some(Orientation::SheetPerLevel),
        ..MapOptions::default()
    };
    assert_eq!(
        titles(&map_of(&book, &options)),
        ["Explorer", "Navigator", "Captain"]
    );
}

#[test]
fn level_sheets_may_require_numbers_and_letters() {
    let number =
        |level: usize, name: &str| vec![name.to_owned(), (level + 1 + name.len() % 2).to_string()];
    let numbers = map(&levels(LEVELS, &["Competency", "Required level"], number));
    assert_eq!(numbers.scale, Scale::Proficiency);
    assert_eq!(
        numbers.competencies[1].required,
        [Some(2.0), Some(3.0), Some(4.0)]
    );
    let letter = |level: usize, name: &str| {
        vec![
            name.to_owned(),
            ["N", "B", "S", "G"][level + name.len() % 2].to_owned(),
        ]
    };
    let mut book = levels(LEVELS, &["Competency", "Required"], letter);
    assert!(
        refusal_of(&book)
            .help
            .contains(r#"scale = ["N", "B", "S", "G"]"#)
    );
    book.sheets.push(Sheet {
        name: "Legend".into(),
        grid: grid(&[&["N = none, B = basic, S = solid, G = great"]]),
        ..book.sheets[0].clone()
    });
    assert_eq!(
        map(&book).competencies[1].required,
        [Some(2.0), Some(3.0), Some(4.0)]
    );
}

#[test]
fn a_column_beside_the_expectations_of_a_competency_is_left_out() {
    for (header, cells) in [
        (
            ["Level", "Expectation", "Example"],
            ["As Ana did", "As Ben did", "As Cy did"],
        ),
        (
            ["Level", "Expectation", "Do you do this?"],
            ["Yes", "Nope", "No"],
        ),
        (
            ["Level", "Expectation", "Not acceptable"],
            [
                "Hides what went wrong",
                "Blames all others",
                "Waits for orders",
            ],
        ),
        (
            ["Stufe", "Erwartung", "Warnzeichen"],
            [
                "Verschweigt Fehler",
                "Schiebt es auf andere",
                "Wartet nur ab",
            ],
        ),
    ] {
        let row = |level: usize, name: &str| {
            vec![
                LEVELS[level].to_owned(),
                expectation(level, name),
                cells[level].to_owned(),
            ]
        };
        check(
            &competencies(&header, row),
            Orientation::SheetPerCompetency,
            LEVELS,
        );
    }
}

#[test]
fn competency_sheets_may_be_numbered_and_stand_beside_facts_and_a_legend() {
    let row = |level: usize, name: &str| vec![LEVELS[level].to_owned(), expectation(level, name)];
    let mut book = competencies(&["Level", "Expectation"], row);
    for (number, sheet) in (1..).zip(&mut book.sheets) {
        sheet.name = format!("{number}. {}", sheet.name);
        sheet.at = book.at.with_sheet(&sheet.name);
    }
    check(&book, Orientation::SheetPerCompetency, LEVELS);
    let mut add = |name: &str, rows: &[&[&str]]| {
        book.sheets.push(Sheet {
            at: book.at.with_sheet(name),
            name: name.into(),
            hidden: false,
            grid: grid(rows),
        });
    };
    add(
        "Read me",
        &[&["How to use this file"], &["Fill in what you do"]],
    );
    add(
        "Levels",
        &[
            &["Level", "Salary", "Reports to"],
            &[LEVELS[0], "30 000", "Head Baker"],
            &[LEVELS[1], "40 000", "Head Baker"],
            &[LEVELS[2], "50 000", "Owner"],
        ],
    );
    check(&book, Orientation::SheetPerCompetency, LEVELS);
    let facts: Vec<String> = map(&book)
        .facts
        .iter()
        .map(|fact| fact.name.clone())
        .collect();
    assert_eq!(facts, ["Salary", "Reports to"]);
}
