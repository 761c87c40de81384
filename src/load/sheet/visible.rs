//! Which cells of a sheet are visible, and which the author hid.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::grid::{Grid, Merge};
use crate::diagnostic::CellAddress;

/// Hidden rows and columns that hold something, counted from 0, in ascending order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenCells {
    /// Rows, those that follow each other together.
    pub rows: Vec<RangeInclusive<u32>>,
    /// Columns, those that follow each other together.
    pub columns: Vec<RangeInclusive<u32>>,
    /// How many cells are filled in the fullest of these rows and columns.
    pub most_filled: usize,
}

impl Grid {
    /// The grid without the cells in hidden rows and columns, and the places of these; `None` if there are none.
    pub(super) fn visible(&self) -> Option<(Self, HiddenCells)> {
        let (rows, columns) = (self.hidden_rows(), self.hidden_columns());
        if rows.is_empty() && columns.is_empty() {
            return None;
        }
        let (mut in_rows, mut in_columns) = (BTreeMap::new(), BTreeMap::new());
        for (at, _) in self.cells().filter(|(at, _)| !self.shows(*at)) {
            if rows.binary_search(&at.row).is_ok() {
                *in_rows.entry(at.row).or_insert(0) += 1;
            }
            if columns.binary_search(&at.column).is_ok() {
                *in_columns.entry(at.column).or_insert(0) += 1;
            }
        }
        let most_filled = in_rows.values().chain(in_columns.values()).copied().max()?;
        let left_out = HiddenCells {
            rows: consecutive_ranges(&in_rows, rows),
            columns: consecutive_ranges(&in_columns, columns),
            most_filled,
        };
        Some((self.filtered(|at| self.shows(at)), left_out))
    }

    /// Whether the content of a filled cell is visible. A merged region shows it as long as any part of the region is
    /// visible.
    pub fn shows(&self, at: CellAddress) -> bool {
        let begins_here = |merge: &Merge| merge.first;
        let last = match self.merges().binary_search_by_key(&at, begins_here) {
            Ok(merge) => self.merges()[merge].last,
            Err(_) => at,
        };
        any_but(self.hidden_rows(), at.row..=last.row)
            && any_but(self.hidden_columns(), at.column..=last.column)
    }
}

/// Whether any part of the range is not hidden.
fn any_but(hidden: &[u32], range: RangeInclusive<u32>) -> bool {
    let (first, last) = range.into_inner();
    let among =
        hidden.partition_point(|line| *line <= last) - hidden.partition_point(|line| *line < first);
    among <= (last - first) as usize
}

/// The hidden lines that are not empty, in ranges; two are in one range if all lines between them are hidden, too.
fn consecutive_ranges(filled: &BTreeMap<u32, usize>, hidden: &[u32]) -> Vec<RangeInclusive<u32>> {
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    for line in filled.keys() {
        match ranges.last_mut() {
            Some(range) if !any_but(hidden, *range.end()..=*line) => {
                *range = *range.start()..=*line;
            }
            _ => ranges.push(*line..=*line),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::super::{CellValue, GridBuilder};
    use super::*;

    fn grid(cells: &[(u32, u32)], prepare: impl Fn(&mut GridBuilder)) -> Grid {
        let mut builder = GridBuilder::default();
        for (row, column) in cells {
            builder.set(*row, *column, CellValue::Number(1.0));
        }
        prepare(&mut builder);
        builder.finish()
    }

    fn addresses(grid: &Grid) -> Vec<String> {
        grid.cells().map(|(at, _)| at.to_string()).collect()
    }

    #[test]
    fn what_is_hidden_is_left_out_and_the_rest_stays_where_it_is() {
        let cells = [
            (0, 0),
            (3, 0),
            (3, 1),
            (5, 0),
            (7, 7),
            (8, 7),
            (9, 0),
            (11, 1),
        ];
        let grid = grid(&cells, |builder| {
            for row in [3, 4, 5, 9, 12] {
                builder.hide_row(row);
            }
            builder.hide_column(7).hide_column(8);
        });
        let (visible, left_out) = grid.visible().unwrap();
        assert_eq!(addresses(&visible), ["A1", "B12"]);
        assert_eq!(
            left_out,
            HiddenCells {
                // Row 5 is hidden and empty.
                rows: vec![3..=5, 9..=9],
                columns: vec![7..=7],
                most_filled: 2,
            }
        );
    }

    #[test]
    fn nothing_is_left_out_where_nothing_is_hidden_or_nothing_stands_in_it() {
        assert_eq!(grid(&[(0, 0)], |_| ()).visible(), None);
        let spare = grid(&[(0, 0)], |builder| {
            for row in 1..1_000 {
                builder.hide_row(row);
            }
            builder.hide_column(5);
        });
        assert_eq!(spare.visible(), None);
    }

    #[test]
    fn a_merged_region_shows_its_text_as_long_as_any_of_it_is_seen() {
        let merged = |rows: &[u32]| {
            grid(&[(0, 0), (3, 0)], |builder| {
                builder.merge(CellAddress::new(0, 0), CellAddress::new(1, 1));
                for row in rows {
                    builder.hide_row(*row);
                }
            })
        };
        assert_eq!(merged(&[0]).visible(), None);
        let (visible, left_out) = merged(&[0, 1]).visible().unwrap();
        assert_eq!(addresses(&visible), ["A4"]);
        assert_eq!(left_out.rows, [0..=0]);
    }
}
