//! Legends that are separate from the map on its sheet: below it, or beside it after an empty column. They are taken
//! out before the layouts read the sheet, which would take their lines for levels or competencies.

use std::ops::RangeInclusive;

use super::{MOST_STEPS, Pair, in_one_cell, is_announced, pair_at, speaks_of_scales};
use crate::load::career_map::drafts::table::MapTable;
use crate::model::{CellRange, LeftOut, WhyLeftOut};
use crate::text::{shortened, tidy};

/// At least this many lines of a map are above a legend, each with at least this many cells, or in a narrow sheet with all.
const LINES: usize = 2;
const CELLS: usize = 3;

/// The tables without such legends, and what they are.
pub(in crate::load::career_map) fn without_legends(
    tables: Vec<MapTable>,
) -> (Vec<MapTable>, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    let tables = tables
        .into_iter()
        .map(|table| {
            let found = apart(&table);
            let areas: Vec<CellRange> = found.iter().filter_map(|left| left.area).collect();
            if areas.is_empty() {
                return table;
            }
            match table.without(|cell| areas.iter().any(|area| area.contains(cell))) {
                Some(rest) => {
                    left_out.extend(found);
                    rest
                }
                None => table,
            }
        })
        .collect();
    (tables, left_out)
}

fn apart(table: &MapTable) -> Vec<LeftOut> {
    let filled: Vec<usize> = (0..table.height())
        .map(|line| {
            let is_filled = |column: &usize| table.cell(line, *column).is_some();
            (0..table.width()).filter(is_filled).count()
        })
        .collect();
    let Some(end) = (0..table.height())
        .filter(|line| filled[*line] >= CELLS.min(table.width()).max(2))
        .nth(LINES - 1)
    else {
        return Vec::new();
    };
    let sheet = Sheet { table, filled, end };
    let mut found: Vec<LeftOut> = sheet.cells().collect();
    let blocks: Vec<LeftOut> = (0..table.width())
        .filter_map(|column| sheet.block(column))
        .collect();
    // Several such blocks are the main content of the sheet.
    if blocks.len() == 1 {
        found.extend(blocks);
    }
    found
}

struct Sheet<'a> {
    table: &'a MapTable,
    /// How many cells of each line show something.
    filled: Vec<usize>,
    /// The line by which a map has certainly begun.
    end: usize,
}

impl Sheet<'_> {
    /// Legends in one cell, with nothing beside it.
    fn cells(&self) -> impl Iterator<Item = LeftOut> {
        (self.end + 1..self.table.height())
            .filter(|line| self.filled[*line] == 1)
            .filter_map(|line| {
                let column =
                    (0..self.table.width()).find(|c| self.table.own(line, *c).is_some())?;
                let legend = in_one_cell(self.table, line, column)?;
                (legend.pairs.len() >= 2)
                    .then(|| self.left_out(line..=line, column..=column))
                    .flatten()
            })
    }

    /// The legend with its signs in this column, if it is the only one there.
    fn block(&self, column: usize) -> Option<LeftOut> {
        let table = self.table;
        // After the last level only: further to the left, an empty column may divide the names from the levels.
        let is_beside = column > 0 && table.gap_before(column) && column + 2 >= table.width();
        let last_column = (column + 1).min(table.width() - 1);
        let fits = |line: usize| {
            let own = (column..=last_column).filter(|c| table.cell(line, *c).is_some());
            is_beside || (line > self.end && own.count() == self.filled[line])
        };
        let pair = |line: usize| pair_at(table, line, column).filter(|_| fits(line));
        let first = (0..table.height()).find(|line| pair(*line).is_some())?;
        let mut pairs: Vec<Pair> = Vec::new();
        for line in first..table.height() {
            let goes_on = line == first || !table.gap_above(line);
            match pair(line).filter(|_| goes_on) {
                Some(pair) if pairs.iter().all(|other| other.sign != pair.sign) => pairs.push(pair),
                _ => break,
            }
        }
        let last = first + pairs.len() - 1;
        let comes_again = (last + 1..table.height()).any(|line| pair(line).is_some());
        if !(2..=MOST_STEPS).contains(&pairs.len())
            || comes_again
            || !is_announced(table, first, column, &pairs)
        {
            return None;
        }
        let is_heading = |line: usize| {
            fits(line) && (column..=last_column).any(|c| speaks_of_scales(table.text(line, c)))
        };
        let begin = match first.checked_sub(1) {
            Some(line) if is_heading(line) => line,
            _ => first,
        };
        // If lines of the map continue below it, it is not a legend.
        (is_beside || table.gap_above(begin))
            .then(|| self.left_out(begin..=last, column..=last_column))
            .flatten()
    }

    fn left_out(
        &self,
        lines: RangeInclusive<usize>,
        columns: RangeInclusive<usize>,
    ) -> Option<LeftOut> {
        let (first, last) = (*lines.start(), *lines.end());
        let (left, right) = (*columns.start(), *columns.end());
        let cell = columns
            .into_iter()
            .find_map(|column| self.table.own(first, column))?;
        Some(LeftOut {
            at: self.table.place.with_cell(cell.at),
            area: Some(CellRange::between(
                self.table.address(first, left),
                self.table.address(last, right),
            )),
            what: shortened(&tidy(&cell.text)),
            why: WhyLeftOut::Legend,
        })
    }
}
