//! The labels and headings of cells, and what somebody reads in a cell.

use std::collections::BTreeMap;

use crate::diagnostic::CellAddress;
use crate::load::sheet::{CellValue, Grid};
use crate::text::{tidy, tidy_lines};

/// The labels and headings that a form has above and beside a cell, as far as its cells were passed.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// The row that is being passed, and its known labels.
    row: u32,
    labels: Vec<(u32, String)>,
    first: Option<(u32, String)>,
    /// The last row of headings, by column.
    above: BTreeMap<u32, String>,
}

impl Headings {
    pub(super) fn pass(
        &mut self,
        grid: &Grid,
        at: CellAddress,
        is_known: impl Fn(&CellValue) -> bool,
    ) {
        if self.row == at.row && (self.first.is_some() || !self.labels.is_empty()) {
            return;
        }
        self.row = at.row;
        let text = |value: &CellValue| value.text().map(|text| tidy(&text));
        let cells: Vec<(u32, &CellValue)> = grid.row(at.row).collect();
        let known: Vec<u32> = cells
            .iter()
            .filter(|(_, value)| is_known(value))
            .map(|(column, _)| *column)
            .collect();
        // “Track: Manager” is a label with its value: below it stands the next label.
        let heads = |column: u32| {
            let below = (at.row + 1..=at.row + 3).find_map(|row| grid.get(row, column));
            !below.is_some_and(&is_known)
        };
        let mut pairs = cells.windows(2).filter(|pair| {
            pair.iter().all(|(column, _)| known.contains(column)) && heads(pair[0].0)
        });
        if pairs.next().is_some() {
            self.above = cells
                .iter()
                .filter(|(_, value)| matches!(value, CellValue::Text(_)))
                .filter_map(|(column, value)| Some((*column, text(value)?)))
                .collect();
        }
        self.first = cells
            .first()
            .filter(|(_, value)| matches!(value, CellValue::Text(_)))
            .and_then(|(column, value)| Some((*column, text(value)?)));
        self.labels = cells
            .iter()
            .filter(|(column, _)| known.contains(column))
            .filter_map(|(column, value)| Some((*column, text(value)?)))
            .collect();
    }

    pub(super) fn of(&self, grid: &Grid, at: CellAddress) -> String {
        let here = grid
            .get(at.row, at.column)
            .and_then(CellValue::text)
            .map(|text| tidy(&text));
        // A heading has none itself.
        if here.is_some() && self.above.get(&at.column) == here.as_ref() {
            return String::new();
        }
        // In a table, what the row is about stands in its first cell; a label may be any word in between.
        let is_in_table = self.above.contains_key(&at.column);
        let beside = self
            .labels
            .iter()
            .rev()
            .find(|(column, _)| *column < at.column && !is_in_table);
        let beside = beside.or_else(|| {
            self.first
                .as_ref()
                .filter(|(column, _)| *column < at.column)
        });
        let beside = beside.map(|(_, text)| text.as_str());
        let above = self.above.get(&at.column).map(String::as_str);
        let parts = [beside, above].into_iter().flatten();
        let parts: Vec<&str> = parts
            .filter(|part| Some(*part) != here.as_deref())
            .collect();
        parts.join(" · ")
    }
}

/// The heading of a column: its cell in the row of headings, and a cell above that is merged over it.
pub(super) fn heading_above(grid: &Grid, header: u32, column: u32) -> String {
    let cell = grid.get(header, column).and_then(CellValue::text);
    cell.map(|text| tidy(&text)).unwrap_or_default()
}

/// What somebody sees in a cell.
pub(super) fn shown(value: &CellValue) -> String {
    match value {
        CellValue::Error(error) => error.clone(),
        CellValue::Uncalculated => "=…".to_owned(),
        other => other
            .text()
            .map(|text| tidy_lines(&text))
            .unwrap_or_default(),
    }
}

/// The sentences and lines of a text.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .char_indices()
                .find(|(at, c)| {
                    matches!(c, '.' | '!' | '?' | ';' | '。')
                        && rest[at + c.len_utf8()..]
                            .chars()
                            .next()
                            .is_none_or(char::is_whitespace)
                })
                .map_or(rest.len(), |(at, c)| at + c.len_utf8());
            let (sentence, after) = rest.split_at(end);
            rest = after;
            Some(sentence)
        })
    })
}
