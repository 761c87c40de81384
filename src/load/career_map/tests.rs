//! Every layout that must be read, and tables that must be refused; each workbook is made here.

mod account;
mod collection;
mod companions;
mod doubts;
mod files;
mod libraries;
mod needs;
mod properties;
mod remedies;
mod settings;
mod specialities;

use super::*;
use crate::diagnostic::CellAddress;
use crate::load::career_map::options::place;
use crate::load::sheet::{CellValue, Grid, GridBuilder};
use crate::load::testing::table_of;
use crate::model::Scale;

/// A workbook for tests: sheets by name.
pub(super) fn workbook(sheets: Vec<(&str, Grid)>) -> Workbook {
    let at = Location::of_file("career-map.xlsx");
    Workbook {
        sheets: sheets
            .into_iter()
            .map(|(name, grid)| Sheet {
                at: at.with_sheet(name),
                name: name.to_owned(),
                hidden: false,
                grid,
            })
            .collect(),
        at,
    }
}

/// The cells of a row.
pub(super) fn cells(text: &'static str) -> &'static [&'static str] {
    table_of(text)[0]
}

/// One sheet of text.
pub(super) fn one(rows: &[&[&str]]) -> Workbook {
    workbook(vec![("Sheet1", grid(rows))])
}

pub(super) fn grid(rows: &[&[&str]]) -> Grid {
    Grid::from_rows(rows.iter().map(|row| row.iter().copied()))
}

/// Like [`grid`], with numbers as numbers, and `(first, last)` regions merged.
pub(super) fn typed(rows: &[&[&str]], merges: &[(&str, &str)]) -> Grid {
    let mut builder = GridBuilder::default();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            let value = match text.parse::<f64>() {
                Ok(number) => Some(CellValue::Number(number)),
                Err(_) => CellValue::from_text(*text),
            };
            if let Some(value) = value {
                builder.set(row, column, value);
            }
        }
    }
    for (first, last) in merges {
        builder.merge(address(first), address(last));
    }
    builder.finish()
}

fn address(text: &str) -> CellAddress {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at(letters);
    CellAddress::new(place(row).unwrap(), place(column).unwrap())
}

/// The map, which must have been read.
#[track_caller]
pub(super) fn map_of(workbook: &Workbook, options: &MapOptions) -> CareerMap {
    let reading = read(workbook, options);
    match reading.career_map {
        Some(map) => map,
        None => panic!("refused: {:#?}", reading.diagnostics),
    }
}

#[track_caller]
pub(super) fn map(workbook: &Workbook) -> CareerMap {
    map_of(workbook, &MapOptions::default())
}

pub(super) fn titles(map: &CareerMap) -> Vec<&str> {
    map.levels
        .iter()
        .map(|level| level.title.as_str())
        .collect()
}

/// `category / name` of each competency.
pub(super) fn filed(map: &CareerMap) -> Vec<String> {
    map.competencies
        .iter()
        .map(|c| match &c.category {
            Some(category) => format!("{category} / {}", c.name),
            None => c.name.clone(),
        })
        .collect()
}

/// The expectations of a competency at a level, as texts.
pub(super) fn expected<'a>(map: &'a CareerMap, competency: &str, level: &str) -> Vec<&'a str> {
    let level = map.levels.iter().position(|l| l.title == level).unwrap();
    let competency = map
        .competencies
        .iter()
        .find(|c| c.name == competency)
        .unwrap();
    competency.expectations[level]
        .iter()
        .map(|e| e.text.as_str())
        .collect()
}
