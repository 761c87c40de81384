//! The contents of a column's cells, which decide where its heading is ambiguous.

use std::collections::BTreeMap;

use super::super::Context;
use super::super::rating::is_rating;
use crate::load::sheet::{CellValue, Sheet};
use crate::text::{fold, tidy};

/// At most this many rows of a table are looked at: enough to decide, and a bound for long lists.
const MAX_ROWS: usize = 500;

/// The cells of a column. Each question is answered only when asked, since most headings are clear without.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    sheet: &'a Sheet,
    column: u32,
    rows: &'a [u32],
    context: &'a Context<'a>,
}

impl<'a> Cells<'a> {
    /// The cells of a column in these rows.
    pub(super) const fn of(
        sheet: &'a Sheet,
        column: u32,
        rows: &'a [u32],
        context: &'a Context<'a>,
    ) -> Self {
        Self {
            sheet,
            column,
            rows,
            context,
        }
    }

    /// The values of the cells that are not empty.
    fn filled(self) -> impl Iterator<Item = &'a CellValue> {
        let cell = move |row: &u32| self.sheet.grid.get(*row, self.column);
        self.rows.iter().take(MAX_ROWS).filter_map(cell)
    }

    /// The short texts among them.
    fn words(self) -> impl Iterator<Item = &'a str> {
        self.filled().filter_map(|value| match value {
            CellValue::Text(text) if text.split_whitespace().nth(6).is_none() => {
                Some(text.as_str())
            }
            _ => None,
        })
    }

    /// Whether all cells are empty.
    pub(super) fn is_empty(self) -> bool {
        self.filled().next().is_none()
    }

    /// Whether most cells that hold something hold ratings.
    pub(super) fn are_ratings(self) -> bool {
        let ratings = self
            .filled()
            .filter(|value| is_rating(value, self.context.names))
            .count();
        ratings * 2 > self.filled().count()
    }

    /// How many cells name levels.
    pub(super) fn levels(self) -> usize {
        self.words()
            .filter(|text| self.context.names.is_level(text))
            .count()
    }

    /// Whether all cells name raters, and not all of them levels as well.
    pub(super) fn are_raters(self) -> bool {
        let filled = self.filled().count();
        let is_rater = |text: &&str| self.context.settings.rater(text).is_some();
        filled > 0 && self.words().filter(is_rater).count() == filled && self.levels() < filled
    }
}

/// Whether a column has the same value in all rows of a person, and somebody has more than one row.
pub(super) fn is_once_a_person(sheet: &Sheet, column: u32, person: u32, rows: &[u32]) -> bool {
    let words = |row: u32, column: u32| {
        let text = sheet.grid.get(row, column)?.text()?;
        Some(fold(&tidy(&text)))
    };
    let mut said: BTreeMap<String, (Option<String>, usize)> = BTreeMap::new();
    for row in rows.iter().take(MAX_ROWS) {
        let (Some(person), value) = (words(*row, person), words(*row, column)) else {
            continue;
        };
        let (first, count) = said.entry(person).or_insert((None, 0));
        *count += 1;
        match (&*first, value) {
            (Some(first), Some(value)) if *first != value => return false,
            (None, Some(value)) => *first = Some(value),
            _ => {}
        }
    }
    said.values().any(|(_, count)| *count > 1)
}
