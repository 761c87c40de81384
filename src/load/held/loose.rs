//! Rows and columns about one person on sheets without known headings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::headings::shown;
use super::ids::{IdCells, Sureness, id_in, sureness};
use super::record::{Meant, Record};
use super::{Owner, Search};
use crate::diagnostic::CellAddress;
use crate::load::sheet::{CellValue, Grid};
use crate::text::tidy;

/// Rows, and columns below a row.
#[derive(Debug, Default)]
pub(super) struct Loose {
    rows: BTreeSet<u32>,
    /// Rows that name the person, and do not say that they are about the person alone.
    shared: BTreeSet<u32>,
    /// The row and column where each begins, and whether it is certainly the person's.
    columns: Vec<(u32, u32, bool)>,
    /// Whether it may be a form of the person: it names the person beside a label, and hardly anybody else.
    is_form: bool,
}

impl Loose {
    pub(super) fn owner(&self, at: CellAddress) -> Owner {
        let mut columns = self.columns.iter();
        let column = columns.find(|(row, column, _)| *row <= at.row && *column == at.column);
        let of_column = column.map(|(.., is_own)| *is_own);
        if self.rows.contains(&at.row) || of_column == Some(true) {
            Owner::Own
        } else if self.is_form || of_column.is_some() || self.shared.contains(&at.row) {
            Owner::Unclear
        } else {
            Owner::Nobody
        }
    }
}

impl Search<'_> {
    /// The rows and columns of the person among cells of which no heading says whose they are.
    pub(super) fn loose(
        &self,
        grid: &Grid,
        ids: &IdCells,
        is_open: &dyn Fn(CellAddress) -> bool,
    ) -> Loose {
        let mut by_row: BTreeMap<u32, Vec<(u32, Meant)>> = BTreeMap::new();
        let mut loose = Loose::default();
        // Whether the first text of a column says that it names writers: what they wrote may be about others.
        let mut of_writers: BTreeMap<u32, bool> = BTreeMap::new();
        for (at, value) in grid.cells().filter(|(at, _)| is_open(*at)) {
            if let CellValue::Text(text) = value {
                let head = of_writers.entry(at.column);
                head.or_insert_with(|| self.words.is_writer(text));
            }
            let id = id_in(value, self.people);
            let listed = id.as_ref().filter(|_| ids.has(at));
            let meant = listed.map(|(who, _)| Meant::One(*who));
            let meant = meant.or_else(|| match value {
                CellValue::Text(text) => self.exactly(text),
                _ => None,
            });
            // Whatever else names the person, and numbers that are the person's ID or count the rows.
            let is_numbered = || ids.may_have(at) && id.is_some_and(|(who, _)| who == self.person);
            let meant = meant.or_else(|| {
                let may_be_own = is_numbered() || self.names(&shown(value));
                may_be_own.then(|| Meant::Several(vec![self.person]))
            });
            if let Some(meant) = meant {
                by_row.entry(at.row).or_default().push((at.column, meant));
            }
        }
        let own = Meant::One(self.person);
        if by_row.len() == 1
            && let Some((row, named)) = by_row.first_key_value()
        {
            // One person a column, with the whole name or a part of it.
            let is_sure = named.iter().any(|(_, meant)| *meant != named[0].1);
            let may_head = named
                .iter()
                .filter(|(column, _)| heads_column(grid, *row, *column));
            let heads = may_head.filter(|(_, meant)| self.owner(meant) != Owner::Other);
            let heads = heads.map(|(column, meant)| (*row, *column, *meant == own));
            if is_sure && heads_columns(grid, *row, named) {
                loose.columns.extend(heads);
                return loose;
            }
            if named.iter().all(|(_, meant)| *meant != own) {
                loose.columns.extend(heads);
            }
        }
        for (row, named) in &by_row {
            let first_text = grid
                .row(*row)
                .find(|(_, value)| matches!(value, CellValue::Text(_)));
            let is_first = first_text.is_none_or(|(column, _)| named[0].0 <= column);
            let is_writer = named
                .iter()
                .any(|(column, _)| of_writers.get(column) == Some(&true));
            let is_alone = !is_writer
                && named.iter().any(|(_, meant)| *meant == own)
                && named
                    .iter()
                    .all(|(_, meant)| self.owner(meant) != Owner::Other);
            // The rows below without a name go on about the same person; below a name that stands alone, it may be so.
            let is_title = grid.row(*row).nth(1).is_none();
            let below = (row + 1..grid.row_count()).take_while(|row| {
                grid.row(*row).next().is_some()
                    && (is_title || grid.get(*row, named[0].0).is_none())
                    && !by_row.contains_key(row)
            });
            let rows = std::iter::once(*row).chain(below.take_while(|_| is_first));
            if is_alone && is_first && is_title {
                loose.rows.insert(*row);
                loose.shared.extend(rows);
            } else if is_alone && is_first {
                loose.rows.extend(rows);
            } else if named
                .iter()
                .any(|(_, meant)| self.owner(meant) != Owner::Other)
            {
                loose.shared.extend(rows);
                loose.is_form |=
                    !is_first && by_row.len() < 3 && named.iter().any(|(_, meant)| *meant == own);
            }
        }
        loose
    }

    /// Whom a whole cell names.
    fn exactly(&self, text: &str) -> Option<Meant> {
        let name = tidy(text);
        // A number may be anything.
        if sureness(&name) == Sureness::Number {
            return None;
        }
        let is_shared = !self.people.named(&name).is_empty();
        match self.people.meant(&Record {
            name: Some(name),
            ..Record::default()
        }) {
            Meant::Nobody => None,
            Meant::Several(_) if !is_shared => None,
            meant => Some(meant),
        }
    }
}

/// Whether a cell has something below it and nothing above it.
fn heads_column(grid: &Grid, row: u32, column: u32) -> bool {
    let is_filled = |mut rows: Range<u32>| rows.any(|row| grid.get(row, column).is_some());
    !is_filled(0..row) && is_filled(row + 1..grid.row_count())
}

/// Whether a row has one person a column, and nothing else behind the first one.
fn heads_columns(grid: &Grid, row: u32, named: &[(u32, Meant)]) -> bool {
    let behind = grid.row(row).filter(|(column, _)| *column > named[0].0);
    behind.count() + 1 == named.len()
        && named
            .iter()
            .all(|(column, _)| heads_column(grid, row, *column))
}
