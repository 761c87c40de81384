//! The cells of one worksheet with their addresses, merged regions and what the author hid.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::value::CellValue;
use crate::diagnostic::CellAddress;

/// The cells of a worksheet. Rows and columns count from 0 at the sheet's corner, not at the first used cell.
///
/// A cell that a merged region covers reads as blank, even if the file holds a stale value for it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    cells: BTreeMap<(u32, u32), CellValue>,
    units: BTreeMap<(u32, u32), Arc<str>>,
    merges: Vec<Merge>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    widths: Vec<(u32, u32, f64)>,
}

/// A merged region; both corners belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// The upper left cell, which alone holds a value.
    pub first: CellAddress,
    /// The lower right cell.
    pub last: CellAddress,
}

impl Merge {
    /// Whether the cell belongs to the region.
    pub const fn contains(&self, row: u32, column: u32) -> bool {
        self.first.row <= row
            && row <= self.last.row
            && self.first.column <= column
            && column <= self.last.column
    }
}

impl Grid {
    /// A grid of text, for tests and for readers of plain formats: one inner slice a row, blank text is a blank cell.
    pub fn from_rows<R, C>(rows: R) -> Self
    where
        R: IntoIterator,
        R::Item: IntoIterator<Item = C>,
        C: Into<String>,
    {
        let mut builder = GridBuilder::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                if let Some(value) = CellValue::from_text(text) {
                    builder.set(row, column, value);
                }
            }
        }
        builder.finish()
    }

    /// What the cell holds.
    pub fn get(&self, row: u32, column: u32) -> Option<&CellValue> {
        self.cells.get(&(row, column))
    }

    /// All cells that hold something, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (CellAddress, &CellValue)> {
        self.cells
            .iter()
            .map(|((row, column), value)| (CellAddress::new(*row, *column), value))
    }

    /// The cells of a row that hold something, by column.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &CellValue)> {
        self.cells
            .range((row, 0)..=(row, u32::MAX))
            .map(|((_, column), value)| (*column, value))
    }

    /// How many cells hold something.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// One more than the last row that holds something.
    pub fn row_count(&self) -> u32 {
        self.cells
            .last_key_value()
            .map_or(0, |((row, _), _)| row + 1)
    }

    /// One more than the last column that holds something.
    pub fn column_count(&self) -> u32 {
        self.cells
            .keys()
            .map(|(_, column)| column + 1)
            .max()
            .unwrap_or(0)
    }

    /// The merged regions, none of which overlap, by their first cell.
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// The merged region that the cell belongs to. Looks at each region in turn.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<&Merge> {
        self.merges.iter().find(|merge| merge.contains(row, column))
    }

    /// Rows that the author hid, in ascending order.
    pub fn hidden_rows(&self) -> &[u32] {
        &self.hidden_rows
    }

    /// Columns that the author hid, in ascending order.
    pub fn hidden_columns(&self) -> &[u32] {
        &self.hidden_columns
    }

    /// What the format of the cell's number shows beside it, such as `€`, `h` or `%`.
    pub fn unit(&self, at: CellAddress) -> Option<&Arc<str>> {
        self.units.get(&(at.row, at.column))
    }

    /// How many characters wide the author made a column, where the file says it.
    pub fn width(&self, column: u32) -> Option<f64> {
        self.widths
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&column))
            .map(|(.., width)| *width)
    }

    /// The same grid with only those cells for which `keep` is true.
    pub(in crate::load) fn filtered(&self, keep: impl Fn(CellAddress) -> bool) -> Self {
        Self {
            cells: self
                .cells
                .iter()
                .filter(|((row, column), _)| keep(CellAddress::new(*row, *column)))
                .map(|(place, value)| (*place, value.clone()))
                .collect(),
            units: self.units.clone(),
            merges: self.merges.clone(),
            hidden_rows: self.hidden_rows.clone(),
            hidden_columns: self.hidden_columns.clone(),
            widths: self.widths.clone(),
        }
    }
}

/// Collects a grid in any order.
#[derive(Debug, Clone, Default)]
pub struct GridBuilder {
    cells: BTreeMap<(u32, u32), CellValue>,
    units: BTreeMap<(u32, u32), Arc<str>>,
    merges: Vec<Merge>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    widths: Vec<(u32, u32, f64)>,
}

impl GridBuilder {
    /// Puts a value into a cell.
    pub fn set(&mut self, row: u32, column: u32, value: CellValue) -> &mut Self {
        self.cells.insert((row, column), value);
        self
    }

    /// Says what the format of a cell's number shows beside it.
    pub fn unit(&mut self, row: u32, column: u32, unit: Arc<str>) -> &mut Self {
        self.units.insert((row, column), unit);
        self
    }

    /// Merges a region; corners in any order.
    pub fn merge(&mut self, one: CellAddress, other: CellAddress) -> &mut Self {
        self.merges.push(Merge {
            first: CellAddress::new(one.row.min(other.row), one.column.min(other.column)),
            last: CellAddress::new(one.row.max(other.row), one.column.max(other.column)),
        });
        self
    }

    /// Hides a row.
    pub fn hide_row(&mut self, row: u32) -> &mut Self {
        self.hidden_rows.insert(row);
        self
    }

    /// Hides a column.
    pub fn hide_column(&mut self, column: u32) -> &mut Self {
        self.hidden_columns.insert(column);
        self
    }

    /// Sets the width of columns, in characters.
    pub fn width(&mut self, first: u32, last: u32, characters: f64) -> &mut Self {
        self.widths.push((first, last, characters));
        self
    }

    /// The grid, without the stale values of covered cells.
    pub fn finish(self) -> Grid {
        let merges = without_overlaps(self.merges);
        let mut cells = self.cells;
        let covered: Vec<(u32, u32)> = {
            let mut sweep = MergeScan::new(&merges);
            cells
                .keys()
                .filter(|(row, column)| sweep.covers(*row, *column))
                .copied()
                .collect()
        };
        for cell in covered {
            cells.remove(&cell);
        }
        Grid {
            cells,
            units: self.units,
            merges,
            hidden_rows: self.hidden_rows.into_iter().collect(),
            hidden_columns: self.hidden_columns.into_iter().collect(),
            widths: self.widths,
        }
    }
}

/// The regions that do not overlap an earlier one, by their first cell. A sound file has no overlaps; with a hostile
/// one, each look-up could otherwise take as long as its list of regions.
fn without_overlaps(mut merges: Vec<Merge>) -> Vec<Merge> {
    merges.sort_by_key(|merge| (merge.first, merge.last));
    let mut active = OpenMerges::default();
    merges.retain(|merge| {
        active.leave_before(merge.first.row);
        let single = merge.first == merge.last;
        let free = !single && active.is_free(merge);
        if free {
            active.enter(*merge);
        }
        free
    });
    merges
}

/// Walks over regions and cells together, from top to bottom.
struct MergeScan<'a> {
    waiting: std::iter::Peekable<std::slice::Iter<'a, Merge>>,
    active: OpenMerges,
}

impl<'a> MergeScan<'a> {
    fn new(merges: &'a [Merge]) -> Self {
        Self {
            waiting: merges.iter().peekable(),
            active: OpenMerges::default(),
        }
    }

    /// Whether a region covers the cell without beginning there. Cells must be queried row by row.
    fn covers(&mut self, row: u32, column: u32) -> bool {
        self.active.leave_before(row);
        while let Some(merge) = self.waiting.next_if(|merge| merge.first.row <= row) {
            if merge.last.row >= row {
                self.active.enter(*merge);
            }
        }
        self.active
            .at(column)
            .is_some_and(|merge| merge.first != CellAddress::new(row, column))
    }
}

/// The regions that reach the current row; they do not overlap, so their first columns tell them apart.
#[derive(Default)]
struct OpenMerges {
    by_column: BTreeMap<u32, Merge>,
    by_last_row: BTreeSet<(u32, u32)>,
}

impl OpenMerges {
    fn enter(&mut self, merge: Merge) {
        self.by_last_row
            .insert((merge.last.row, merge.first.column));
        self.by_column.insert(merge.first.column, merge);
    }

    fn leave_before(&mut self, row: u32) {
        while let Some(&(last, column)) = self.by_last_row.first().filter(|(last, _)| *last < row) {
            self.by_last_row.remove(&(last, column));
            self.by_column.remove(&column);
        }
    }

    fn at(&self, column: u32) -> Option<&Merge> {
        self.by_column
            .range(..=column)
            .next_back()
            .map(|(_, merge)| merge)
            .filter(|merge| merge.last.column >= column)
    }

    fn is_free(&self, merge: &Merge) -> bool {
        self.at(merge.first.column).is_none()
            && self
                .by_column
                .range(merge.first.column..=merge.last.column)
                .next()
                .is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u32) -> CellAddress {
        CellAddress::new(row, column)
    }

    #[test]
    fn rows_of_text_become_cells_with_addresses() {
        let grid = Grid::from_rows([vec!["", "b"], vec!["a", " ", "c"]]);
        assert_eq!(grid.get(0, 0), None);
        assert_eq!(grid.get(0, 1), Some(&CellValue::Text("b".into())));
        let addresses: Vec<String> = grid.cells().map(|(at, _)| at.to_string()).collect();
        assert_eq!(addresses, ["B1", "A2", "C2"]);
        assert_eq!((grid.row_count(), grid.column_count()), (2, 3));
    }

    #[test]
    fn covered_cells_of_a_merge_are_blank() {
        let mut builder = GridBuilder::default();
        for row in 0..4 {
            for column in 0..4 {
                builder.set(row, column, CellValue::Number(1.0));
            }
        }
        builder
            .merge(cell(1, 1), cell(2, 2))
            .merge(cell(0, 3), cell(3, 3));
        let grid = builder.finish();
        let left: Vec<String> = grid.cells().map(|(at, _)| at.to_string()).collect();
        assert_eq!(
            left,
            ["A1", "B1", "C1", "D1", "A2", "B2", "A3", "A4", "B4", "C4"]
        );
        assert_eq!(
            grid.merge_at(2, 2).map(|merge| merge.first),
            Some(cell(1, 1))
        );
        assert_eq!(grid.merge_at(0, 0), None);
    }

    #[test]
    fn a_region_that_overlaps_an_earlier_one_is_ignored() {
        let mut builder = GridBuilder::default();
        builder
            .set(1, 1, CellValue::Number(1.0))
            .merge(cell(0, 0), cell(0, 3))
            .merge(cell(0, 2), cell(5, 2))
            .merge(cell(1, 0), cell(3, 0))
            .merge(cell(4, 4), cell(4, 4));
        let grid = builder.finish();
        assert_eq!(grid.merges().len(), 2);
        assert!(grid.get(1, 1).is_some());
    }

    #[test]
    fn regions_over_the_whole_sheet_cost_nothing() {
        let mut builder = GridBuilder::default();
        for column in 0..10_000 {
            builder.merge(cell(0, column), cell(1_048_575, 16_383));
        }
        builder.set(0, 0, CellValue::Number(1.0));
        builder.set(1_048_575, 16_383, CellValue::Number(2.0));
        let grid = builder.finish();
        assert_eq!(grid.len(), 1);
        assert_eq!(grid.merges().len(), 1);
    }
}
