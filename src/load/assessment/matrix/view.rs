//! A sheet seen line by line: a line is a row, or a column where the sheet is turned on its side.

use std::collections::BTreeMap;

use super::super::super::sheet::{CellValue, Sheet};
use crate::diagnostic::{CellAddress, Location};
use crate::text::tidy;

/// A sheet as it lies, or turned on its side.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) turned: bool,
    lines: u32,
    places: u32,
}

impl<'a> View<'a> {
    pub(super) fn of(sheet: &'a Sheet, turned: bool) -> Self {
        let (rows, columns) = (sheet.grid.row_count(), sheet.grid.column_count());
        let (lines, places) = if turned {
            (columns, rows)
        } else {
            (rows, columns)
        };
        Self {
            sheet,
            turned,
            lines,
            places,
        }
    }

    pub(super) const fn address(self, line: u32, place: u32) -> CellAddress {
        if self.turned {
            CellAddress::new(place, line)
        } else {
            CellAddress::new(line, place)
        }
    }

    pub(super) fn at(self, line: u32, place: u32) -> Location {
        self.sheet.at.with_cell(self.address(line, place))
    }

    pub(super) fn get(self, line: u32, place: u32) -> Option<&'a CellValue> {
        let at = self.address(line, place);
        self.sheet.grid.get(at.row, at.column)
    }

    pub(super) fn words(self, line: u32, place: u32) -> Option<String> {
        let text = tidy(&self.get(line, place)?.text()?);
        (!text.is_empty()).then_some(text)
    }

    /// How many lines there are.
    pub(super) const fn lines(self) -> u32 {
        self.lines
    }

    /// How many places a line has.
    pub(super) const fn places(self) -> u32 {
        self.places
    }

    /// Every filled cell of the first `depth` lines, by line and place.
    pub(super) fn cells(self, depth: u32) -> BTreeMap<u32, Vec<(u32, &'a CellValue)>> {
        let mut cells: BTreeMap<u32, Vec<(u32, &'a CellValue)>> = BTreeMap::new();
        for (at, value) in self.sheet.grid.cells() {
            let (line, place) = if self.turned {
                (at.column, at.row)
            } else {
                (at.row, at.column)
            };
            if line < depth {
                cells.entry(line).or_default().push((place, value));
            }
        }
        cells
    }

    /// “column C”, or “row 3” where the sheet is turned.
    pub(super) fn place_words(self, place: u32) -> String {
        if self.turned {
            format!("Row {}", place + 1)
        } else {
            format!("Column {}", CellAddress::column_letters(place))
        }
    }
}
