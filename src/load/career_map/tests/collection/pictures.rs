//! Each case as a page draws it: every visible cell once, with the use that `check --map --format json` gives.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::Value;

use super::super::*;
use super::collection;
use crate::diagnostic::CellAddress;
use crate::render::report::{Report, json};

/// Cells by sheet and address, with what they were used as and why they were left out.
type Uses = BTreeMap<(String, String), (String, Option<String>)>;

#[test]
fn every_visible_cell_is_drawn_once_and_as_the_account_says() {
    let cases = collection();
    let drawn: usize = cases
        .par_iter()
        .map(|case| {
            let Ok(options) = case.options() else {
                return 0;
            };
            let workbook = case.workbook();
            let reading = read(&workbook, &options);
            let picture = reading.picture(&workbook, reading.career_map.is_some());
            let uses = uses_drawn(&picture);
            let visible = visible_cells(&workbook, &picture);
            let all: Vec<&(String, String)> = uses.keys().collect();
            assert_eq!(all, visible.iter().collect::<Vec<_>>(), "{case}");
            if reading.career_map.is_some() {
                assert_eq!(picture.status, MapStatus::Read, "{case}");
                assert_eq!(uses, uses_said(&reading), "{case}");
            }
            uses.len()
        })
        .sum();
    assert!(drawn > 10_000, "{drawn} cells drawn");
}

fn uses_drawn(picture: &MapPicture) -> Uses {
    let mut uses = Uses::new();
    assert_eq!(picture.sheets_left, 0);
    for sheet in &picture.sheets {
        assert_eq!(sheet.cells_left, 0);
        for cell in sheet.cells() {
            let key = (sheet.at.sheet().unwrap().to_owned(), cell.at.to_string());
            let why = cell.used.why_left_out().map(|why| why.to_string());
            let before = uses.insert(key, (cell.used.name().to_owned(), why));
            assert_eq!(before, None, "{} twice", cell.at);
        }
    }
    uses
}

/// The cells that somebody sees who opens the sheets that are drawn.
fn visible_cells(workbook: &Workbook, picture: &MapPicture) -> Vec<(String, String)> {
    let mut visible: Vec<(String, String)> = workbook
        .sheets
        .iter()
        .filter(|sheet| picture.sheets.iter().any(|drawn| drawn.at == sheet.at))
        .flat_map(|sheet| {
            let (visible, _) = sheet.visible();
            let cells: Vec<_> = visible
                .grid
                .cells()
                .map(|(at, _)| (sheet.name.clone(), at.to_string()))
                .collect();
            cells
        })
        .collect();
    visible.sort();
    visible
}

/// What the report for programs says about the cells of a map.
fn uses_said(reading: &MapReading) -> Uses {
    let report = Report {
        career_map: reading.career_map.as_ref(),
        cells: &reading.account.sheets,
        ..Report::default()
    };
    let report: Value = serde_json::from_str(&json(&report).unwrap()).unwrap();
    let mut uses = Uses::new();
    for part in report["career_map"]["cells"].as_array().unwrap() {
        let sheet = part["sheet"].as_str().unwrap_or_default();
        let used = part["used"].as_str().unwrap();
        let why = part["why"].as_str().map(str::to_owned);
        for area in part["cells"].as_array().unwrap() {
            for cell in cells_of(area.as_str().unwrap()) {
                let key = (sheet.to_owned(), cell.to_string());
                let before = uses.insert(key, (used.to_owned(), why.clone()));
                assert_eq!(before, None, "{cell} is said to be two things");
            }
        }
    }
    uses
}

fn cells_of(area: &str) -> Vec<CellAddress> {
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let (first, last) = (
        CellAddress::parse(first).unwrap(),
        CellAddress::parse(last).unwrap(),
    );
    (first.row..=last.row)
        .flat_map(|row| {
            (first.column..=last.column).map(move |column| CellAddress::new(row, column))
        })
        .collect()
}
