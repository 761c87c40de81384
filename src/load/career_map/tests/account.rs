//! Every visible cell ends as used, left out with a reason, or not understood; the collection has the messages.

use super::*;
use crate::load::testing::table_of;
use std::collections::BTreeMap;

use crate::model::{CellUse, SheetAccount};

fn cell_use(reading: &MapReading, sheet: &str, cell: &str) -> CellUse {
    let sheet = reading
        .account
        .sheets
        .iter()
        .find(|account| account.at.sheet() == Some(sheet))
        .unwrap();
    sheet.cells[&address(cell)]
}

/// The message about cells that are not understood.
fn not_understood(reading: &MapReading) -> Option<&Diagnostic> {
    let mut found = reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.0 == "map-not-understood");
    let first = found.next();
    assert!(found.next().is_none(), "said once");
    first
}

fn read_as_is(workbook: &Workbook) -> MapReading {
    let reading = read(workbook, &MapOptions::default());
    assert!(reading.career_map.is_some(), "{:#?}", reading.diagnostics);
    reading
}

fn rows() -> &'static [&'static [&'static str]] {
    table_of(
        "Competency | Junior Engineer | Senior Engineer | Weather
         Communication | Writes clear messages | Writes for everybody | Rain in the morning
         Leadership | Leads small tasks | Leads a whole team | Sun for all of the day
         Planning | Plans the day ahead | Plans the whole year | Wind from the west",
    )
}

/// The same rows as columns.
fn turned(rows: &[&[&str]]) -> Grid {
    let width = rows.iter().map(|row| row.len()).max().unwrap();
    Grid::from_rows((0..width).map(|column| {
        rows.iter()
            .map(move |row| row.get(column).copied().unwrap_or_default())
    }))
}

#[test]
fn every_cell_of_a_usual_map_is_used() {
    let three: Vec<&[&str]> = rows().iter().map(|row| &row[..3]).collect();
    for workbook in [
        one(&three),
        workbook(vec![("Sheet1", turned(&three))]),
        one(&[
            &["Level", "Competency", "Expectation"],
            &["Junior Engineer", "Communication", "Writes clear messages"],
            &["Junior Engineer", "Leadership", "Leads small tasks"],
            &["Senior Engineer", "Communication", "Writes for everybody"],
            &["Senior Engineer", "Leadership", "Leads a whole team"],
        ]),
    ] {
        let reading = read_as_is(&workbook);
        assert!(
            not_understood(&reading).is_none(),
            "{:#?}",
            reading.diagnostics
        );
        let cells = &reading.account.sheets[0].cells;
        assert_eq!(cells.len(), workbook.sheets[0].grid.len());
        let number = |wanted| cells.values().filter(|used| **used == wanted).count();
        assert_eq!(number(CellUse::NotUnderstood), 0);
        assert!(number(CellUse::Expectation) >= 4);
        assert!(number(CellUse::Name) >= 2 && number(CellUse::LevelTitle) >= 2);
    }
    let reading = read_as_is(&one(&three));
    assert_eq!(cell_use(&reading, "Sheet1", "A1"), CellUse::Heading);
    assert_eq!(cell_use(&reading, "Sheet1", "C1"), CellUse::LevelTitle);
    assert_eq!(cell_use(&reading, "Sheet1", "A3"), CellUse::Name);
    assert_eq!(cell_use(&reading, "Sheet1", "B4"), CellUse::Expectation);
}

#[test]
fn what_is_known_to_be_no_part_of_the_map_is_left_out_with_a_reason() {
    let reading = read_as_is(&one(table_of(
        "Engineering ladder
         No. | Competency | Junior Engineer | Met? | Senior Engineer | Met? | Notes
         1 | Communication | Writes clear messages | yes | Writes for everybody | no | ask Ana
         2 | Leadership | Leads small tasks | no | Leads a whole team | no |
         3 | Planning | Plans the day ahead | yes | Plans the whole year | yes |",
    )));
    assert!(
        not_understood(&reading).is_none(),
        "{:#?}",
        reading.diagnostics
    );
    for (cell, why) in [
        ("A1", WhyLeftOut::AboveTable),
        ("D4", WhyLeftOut::Marks),
        ("G3", WhyLeftOut::NoLevelsOrNames),
    ] {
        assert_eq!(
            cell_use(&reading, "Sheet1", cell),
            CellUse::LeftOut(why),
            "{cell}"
        );
    }
}

#[test]
fn sheets_that_were_not_read_are_said() {
    let three: Vec<&[&str]> = rows().iter().map(|row| &row[..3]).collect();
    let workbook = workbook(vec![
        ("Read me", grid(&[&["How to use this file"]])),
        ("Ladder", grid(&three)),
        ("Nothing", grid(&[])),
    ]);
    let reading = read_as_is(&workbook);
    let said: Vec<&Diagnostic> = reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.0 == "map-sheet-not-read")
        .collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].message.contains("“Read me”") && !said[0].message.contains("Nothing"));
    assert!(!Diagnostic::any_problem(&reading.diagnostics));
}

#[test]
fn no_cell_that_is_used_is_named() {
    // Ten remarks without a heading, here and there after the levels.
    let mut rows: Vec<Vec<String>> = vec![
        [
            "Competency",
            "Junior Engineer",
            "Senior Engineer",
            "Weather",
            "Lead Engineer",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for place in 0..20 {
        let remark = if place % 2 == 0 { "Rain" } else { "" };
        rows.push(vec![
            format!("Competency {}", char::from(b'A' + place)),
            format!("Does task {place} with help from others"),
            format!("Does task {place} alone and in time"),
            remark.to_owned(),
            format!("Teaches task {place} to the whole team"),
        ]);
    }
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let mut open = SheetAccount {
        at: Location::of_file("career-map.xlsx").with_sheet("Sheet1"),
        cells: BTreeMap::new(),
    };
    for (row, cells) in (0..).zip(&rows) {
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                let used = if column == 3 {
                    CellUse::NotUnderstood
                } else {
                    CellUse::Expectation
                };
                open.cells.insert(CellAddress::new(row, column), used);
            }
        }
    }
    let account = MapAccount {
        sheets: vec![open],
        not_read: Vec::new(),
    };
    let mut said = Vec::new();
    let workbook = one(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let options = MapOptions::default();
    let draft = super::super::choose(&workbook, &options).best.unwrap();
    crate::load::career_map::outcome::account::report(
        &account,
        &[],
        &draft,
        &workbook,
        &options,
        None,
        &mut said,
    );
    assert!(
        said[0].message.ends_with("; D16 “Rain”; 2 more places."),
        "{}",
        said[0].message
    );
    let settings = printed(&said[0]);
    assert_eq!(settings.leave_out.len(), 10);
    let map = map_of(&workbook, &settings);
    assert_eq!((map.levels.len(), map.competencies.len()), (3, 20));
}

/// The line between backquotes that a message prints, as settings.
#[track_caller]
fn printed(diagnostic: &Diagnostic) -> MapOptions {
    let mut parts = diagnostic.help.split('`');
    let line = parts
        .nth(1)
        .unwrap_or_else(|| panic!("no line in {}", diagnostic.help));
    toml::from_str(line).unwrap()
}
