//! One sheet as a table of visible cells: which all layouts read.
//!
//! Hidden and empty rows and columns are gone, merged regions are filled with their text and marked as such, and the
//! table can be turned on its side, so that a layout with levels in rows is read by the code for levels in columns.
//! Each cell keeps its address in the sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{CellAddress, Location};
use crate::load::sheet::{CellValue, Sheet};
use crate::model::CellRange;
use crate::text::tidy;

/// A visible cell that shows something.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load::career_map) struct MapCell {
    /// Its text as typed; empty for an error.
    pub(in crate::load::career_map) text: String,
    /// Its number, if it is one.
    pub(in crate::load::career_map) number: Option<f64>,
    /// Whether it is a date; spreadsheet programs often turn other texts, such as “1-2”, into dates.
    pub(in crate::load::career_map) is_date: bool,
    /// What the format of its number shows beside it.
    pub(in crate::load::career_map) unit: Option<Arc<str>>,
    /// What is wrong with it, if something is.
    pub(in crate::load::career_map) error: Option<String>,
    /// The cell with its value: in a merged region, the region's first cell.
    pub(in crate::load::career_map) at: CellAddress,
    /// Whether it only shows the value of a merged region that begins elsewhere.
    pub(in crate::load::career_map) covered: bool,
}

/// A rectangle of visible cells, each row and column with something in it.
#[derive(Debug, Clone)]
pub(in crate::load::career_map) struct MapTable {
    /// The file and the sheet.
    pub(in crate::load::career_map) place: Location,
    /// The sheet's name; empty where the format has none.
    pub(in crate::load::career_map) sheet: String,
    /// The place of each row in the sheet (of each column, if the table is turned).
    pub(in crate::load::career_map) rows: Vec<u32>,
    /// The place of each column in the sheet (of each row, if the table is turned).
    pub(in crate::load::career_map) columns: Vec<u32>,
    /// Whether rows and columns are exchanged.
    pub(in crate::load::career_map) turned: bool,
    /// The places of the rows and columns that the author hid and that are not empty.
    pub(in crate::load::career_map) hidden: (Vec<u32>, Vec<u32>),
    cells: Vec<Option<MapCell>>,
}

/// A larger sheet is not a career map, and trying all layouts on it would take long.
const MOST_CELLS: usize = 200_000;
const MOST_LINES: usize = 10_000;

impl MapTable {
    /// The visible part of a sheet; `None` if nothing is visible or it is far too large.
    pub(in crate::load::career_map) fn of(sheet: &Sheet) -> Option<Self> {
        let grid = &sheet.grid;
        let hidden_rows: BTreeSet<u32> = grid.hidden_rows().iter().copied().collect();
        let hidden_columns: BTreeSet<u32> = grid.hidden_columns().iter().copied().collect();
        let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
        let (mut lost_rows, mut lost_columns) = (BTreeSet::new(), BTreeSet::new());
        for (at, _) in grid.cells() {
            let (row_hidden, column_hidden) = (
                hidden_rows.contains(&at.row),
                hidden_columns.contains(&at.column),
            );
            if row_hidden {
                lost_rows.insert(at.row);
            }
            if column_hidden {
                lost_columns.insert(at.column);
            }
            if !row_hidden && !column_hidden {
                rows.insert(at.row);
                columns.insert(at.column);
            }
        }
        let too_large = rows.len().saturating_mul(columns.len()) > MOST_CELLS
            || rows.len().max(columns.len()) > MOST_LINES;
        if rows.is_empty() || too_large {
            return None;
        }
        let mut table = Self {
            place: sheet.at.clone(),
            sheet: sheet.name.clone(),
            cells: vec![None; rows.len() * columns.len()],
            rows: rows.into_iter().collect(),
            columns: columns.into_iter().collect(),
            turned: false,
            hidden: (
                lost_rows.into_iter().collect(),
                lost_columns.into_iter().collect(),
            ),
        };
        for (at, value) in grid.cells() {
            if let (Ok(row), Ok(column)) = (
                table.rows.binary_search(&at.row),
                table.columns.binary_search(&at.column),
            ) {
                let index = row * table.columns.len() + column;
                table.cells[index] = Some(MapCell::new(value, at, sheet));
            }
        }
        table.fill_merges(sheet);
        Some(table)
    }

    /// Shows the value of each merged region in all of its cells.
    fn fill_merges(&mut self, sheet: &Sheet) {
        for merge in sheet.grid.merges() {
            let Some(value) = sheet.grid.get(merge.first.row, merge.first.column) else {
                continue;
            };
            let rows = range_within(&self.rows, merge.first.row, merge.last.row);
            let columns = range_within(&self.columns, merge.first.column, merge.last.column);
            for row in rows {
                for column in columns.clone() {
                    let index = row * self.columns.len() + column;
                    self.cells[index].get_or_insert_with(|| MapCell {
                        covered: true,
                        ..MapCell::new(value, merge.first, sheet)
                    });
                }
            }
        }
    }

    /// The table on its side.
    pub(in crate::load::career_map) fn turned(&self) -> Self {
        let (height, width) = (self.height(), self.width());
        let mut cells = Vec::with_capacity(self.cells.len());
        for column in 0..width {
            for row in 0..height {
                cells.push(self.cells[row * width + column].clone());
            }
        }
        Self {
            place: self.place.clone(),
            sheet: self.sheet.clone(),
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            turned: !self.turned,
            hidden: (self.hidden.1.clone(), self.hidden.0.clone()),
            cells,
        }
    }

    /// The first cell with its own content among these, and the rectangle around all of them.
    pub(in crate::load::career_map) fn bounds_of(
        &self,
        wanted: impl Fn(CellAddress) -> bool,
    ) -> Option<(CellAddress, CellRange)> {
        let mut found: Option<(CellAddress, CellRange)> = None;
        for cell in self.cells.iter().flatten() {
            if !cell.covered && wanted(cell.at) {
                let area = found.map_or(CellRange::between(cell.at, cell.at), |(_, area)| {
                    CellRange {
                        first: CellAddress::new(
                            area.first.row.min(cell.at.row),
                            area.first.column.min(cell.at.column),
                        ),
                        last: CellAddress::new(
                            area.last.row.max(cell.at.row),
                            area.last.column.max(cell.at.column),
                        ),
                    }
                });
                found = Some((found.map_or(cell.at, |(first, _)| first), area));
            }
        }
        found
    }

    /// The table without some of its cells, and without the rows and columns in which nothing is left; `None` if nothing is
    /// left at all.
    pub(in crate::load::career_map) fn without(
        &self,
        gone: impl Fn(CellAddress) -> bool,
    ) -> Option<Self> {
        let stays = |row: usize, column: usize| {
            self.cell(row, column)
                .filter(|_| !gone(self.address(row, column)))
        };
        let rows: Vec<usize> = (0..self.height())
            .filter(|row| (0..self.width()).any(|column| stays(*row, column).is_some()))
            .collect();
        let columns: Vec<usize> = (0..self.width())
            .filter(|column| rows.iter().any(|row| stays(*row, *column).is_some()))
            .collect();
        let mut cells = Vec::with_capacity(rows.len() * columns.len());
        for row in &rows {
            for column in &columns {
                cells.push(stays(*row, *column).cloned());
            }
        }
        (!cells.is_empty()).then(|| Self {
            place: self.place.clone(),
            sheet: self.sheet.clone(),
            rows: rows.into_iter().map(|row| self.rows[row]).collect(),
            columns: columns
                .into_iter()
                .map(|column| self.columns[column])
                .collect(),
            turned: self.turned,
            hidden: self.hidden.clone(),
            cells,
        })
    }

    /// Some of its rows, as a separate table with this name; `None` if they are empty.
    pub(in crate::load::career_map) fn part(
        &self,
        rows: std::ops::Range<usize>,
        name: String,
    ) -> Option<Self> {
        let width = self.width();
        let part = Self {
            sheet: name,
            rows: self.rows.get(rows.clone())?.to_vec(),
            cells: self
                .cells
                .get(rows.start * width..rows.end * width)?
                .to_vec(),
            place: self.place.clone(),
            columns: self.columns.clone(),
            turned: self.turned,
            hidden: self.hidden.clone(),
        };
        part.without(|_| false)
    }

    pub(in crate::load::career_map) fn height(&self) -> usize {
        self.rows.len()
    }

    pub(in crate::load::career_map) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The cell, if it shows anything.
    pub(in crate::load::career_map) fn cell(&self, row: usize, column: usize) -> Option<&MapCell> {
        self.cells.get(row * self.width() + column)?.as_ref()
    }

    /// The cell's own content: nothing where it only shows a merged region that begins elsewhere.
    pub(in crate::load::career_map) fn own(&self, row: usize, column: usize) -> Option<&MapCell> {
        self.cell(row, column).filter(|cell| !cell.covered)
    }

    /// The text that the cell shows; empty if it shows nothing.
    pub(in crate::load::career_map) fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| &cell.text)
    }

    /// The address of a place in the table, whether it shows anything or not.
    pub(in crate::load::career_map) fn address(&self, row: usize, column: usize) -> CellAddress {
        let (row, column) = (
            self.rows.get(row).copied().unwrap_or(0),
            self.columns.get(column).copied().unwrap_or(0),
        );
        if self.turned {
            CellAddress::new(column, row)
        } else {
            CellAddress::new(row, column)
        }
    }

    /// The column of the table that an address in the sheet lies in.
    pub(in crate::load::career_map) fn column_of(&self, at: CellAddress) -> Option<usize> {
        let place = if self.turned { at.row } else { at.column };
        self.columns.binary_search(&place).ok()
    }

    /// The location of a place in the table.
    pub(in crate::load::career_map) fn location(&self, row: usize, column: usize) -> Location {
        self.place.with_cell(self.address(row, column))
    }

    /// Whether rows are missing above this one in the sheet, because they are empty.
    pub(in crate::load::career_map) fn gap_above(&self, row: usize) -> bool {
        row > 0 && is_gap(self.rows[row - 1], self.rows[row], &self.hidden.0)
    }

    /// Whether columns are missing before this one in the sheet, because they are empty.
    pub(in crate::load::career_map) fn gap_before(&self, column: usize) -> bool {
        column > 0
            && is_gap(
                self.columns[column - 1],
                self.columns[column],
                &self.hidden.1,
            )
    }

    /// What a row is called in the sheet: `row 5`, or `column C` if the table is turned.
    pub(in crate::load::career_map) fn row_name(&self, row: usize) -> String {
        name_of_line(self.rows.get(row).copied().unwrap_or(0), self.turned)
    }

    /// What a column is called in the sheet: `column C`, or `row 5` if the table is turned.
    pub(in crate::load::career_map) fn column_name(&self, column: usize) -> String {
        name_of_line(self.columns.get(column).copied().unwrap_or(0), !self.turned)
    }
}

fn name_of_line(place: u32, is_column: bool) -> String {
    if is_column {
        format!("column {}", CellAddress::column_letters(place))
    } else {
        format!("row {}", u64::from(place) + 1)
    }
}

/// Whether some of the lines between two are empty, and not only hidden.
fn is_gap(before: u32, after: u32, hidden: &[u32]) -> bool {
    let between = after - before - 1;
    between as usize > range_within(hidden, before, after).len()
}

/// The places in a sorted list whose values lie between two values.
fn range_within(places: &[u32], first: u32, last: u32) -> std::ops::Range<usize> {
    places.partition_point(|p| *p < first)..places.partition_point(|p| *p <= last)
}

impl MapCell {
    fn new(value: &CellValue, at: CellAddress, sheet: &Sheet) -> Self {
        let error = match value {
            CellValue::Error(error) => Some(error.clone()),
            CellValue::Uncalculated => Some("a formula without a result".to_owned()),
            _ => None,
        };
        Self {
            text: value.text().unwrap_or_default().into_owned(),
            number: value.number(),
            is_date: matches!(value, CellValue::Date(_)),
            unit: sheet.grid.unit(at).cloned(),
            error,
            at,
            covered: false,
        }
    }

    /// The text as a name: tidied, and blank if it is nothing but signs.
    pub(in crate::load::career_map) fn name(&self) -> String {
        tidy(&self.text)
    }

    /// The small whole number that the cell counts with, whether it is one or text that spells one; a remark in
    /// brackets after it changes nothing: *6 (internal promotion only)*.
    pub(in crate::load::career_map) fn count(&self) -> Option<u8> {
        let text = self.text.trim();
        let counted = match text.split_once('(') {
            Some((before, remark)) if remark.ends_with(')') => before.trim_end(),
            _ => text,
        };
        let is_short = (1..=2).contains(&counted.len());
        (is_short && counted.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| counted.parse().ok())
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sheet::{Grid, GridBuilder};

    pub(super) fn sheet(grid: Grid) -> Sheet {
        Sheet {
            at: Location::of_file("map.xlsx").with_sheet("Map"),
            name: "Map".into(),
            hidden: false,
            grid,
        }
    }

    #[test]
    fn empty_and_hidden_lines_are_gone_and_addresses_stay() {
        let mut builder = GridBuilder::default();
        for (row, column, text) in [
            (1, 1, "a"),
            (1, 3, "b"),
            (4, 1, "c"),
            (5, 2, "hidden"),
            (9, 3, "d"),
        ] {
            builder.set(row, column, CellValue::Text(text.into()));
        }
        builder.hide_row(5).hide_column(2);
        let table = MapTable::of(&sheet(builder.finish())).unwrap();
        assert_eq!((table.height(), table.width()), (3, 2));
        assert_eq!(table.text(2, 1), "d");
        assert_eq!(table.address(2, 1).to_string(), "D10");
        assert!(table.gap_above(1) && table.gap_above(2));
        assert_eq!(table.hidden, (vec![5], vec![2]));
        let turned = table.turned();
        assert_eq!(turned.text(1, 2), "d");
        assert_eq!(turned.address(1, 2).to_string(), "D10");
        assert_eq!(
            (turned.row_name(1), turned.column_name(2)),
            ("column D".into(), "row 10".into())
        );
    }

    #[test]
    fn merged_regions_show_their_text_everywhere() {
        let mut builder = GridBuilder::default();
        builder.set(0, 0, CellValue::Text("wide".into()));
        builder.merge(CellAddress::new(0, 0), CellAddress::new(1, 2));
        builder.set(2, 0, CellValue::Text("x".into()));
        builder.set(2, 2, CellValue::Text("y".into()));
        builder.set(1, 3, CellValue::Text("z".into()));
        let table = MapTable::of(&sheet(builder.finish())).unwrap();
        assert_eq!(table.text(1, 1), "wide");
        assert!(table.cell(1, 1).unwrap().covered);
        assert!(table.own(1, 1).is_none() && table.own(0, 0).is_some());
    }

    #[test]
    fn far_corners_cost_nothing() {
        let mut builder = GridBuilder::default();
        builder.set(0, 0, CellValue::Number(1.0));
        builder.set(1_048_575, 16_383, CellValue::Number(2.0));
        let table = MapTable::of(&sheet(builder.finish())).unwrap();
        assert_eq!((table.height(), table.width()), (2, 2));
    }
}
