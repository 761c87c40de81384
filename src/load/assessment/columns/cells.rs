//! What the cells of a column hold, which decides what its heading leaves open.

use std::collections::BTreeMap;

use super::super::Context;
use super::super::rating::is_rating;
use crate::load::sheet::{Sheet, Value};
use crate::text::{fold, tidy};

/// How many rows of a table are looked at, at most: enough to tell, and a bound for long lists.
const MOST: usize = 500;

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cells {
    /// How many hold something.
    filled: usize,
    /// How many hold a rating.
    ratings: usize,
    /// How many name a level.
    levels: usize,
    /// How many name a rater.
    raters: usize,
}

impl Cells {
    /// Looks at a column in these rows.
    pub(super) fn of(sheet: &Sheet, column: u32, rows: &[u32], context: &Context<'_>) -> Self {
        let mut found = Self::default();
        for row in rows.iter().take(MOST) {
            let Some(value) = sheet.grid.get(*row, column) else {
                continue;
            };
            found.filled += 1;
            found.ratings += usize::from(is_rating(value, context.names));
            if let Value::Text(text) = value {
                let is_sentence = text.split_whitespace().count() > 6;
                if !is_sentence {
                    found.levels += usize::from(context.names.is_level(text));
                    found.raters += usize::from(context.settings.rater(text).is_some());
                }
            }
        }
        found
    }

    /// Whether nothing stands in it.
    pub(super) const fn is_empty(self) -> bool {
        self.filled == 0
    }

    /// Whether most cells that hold something hold ratings.
    pub(super) const fn are_ratings(self) -> bool {
        self.ratings * 2 > self.filled
    }

    /// Whether cells name levels: how many.
    pub(super) const fn levels(self) -> usize {
        self.levels
    }

    /// Whether all cells name raters, and none a person or a level.
    pub(super) const fn are_raters(self) -> bool {
        self.filled > 0 && self.raters == self.filled && self.levels < self.filled
    }
}

/// Whether a column says the same in all rows of a person, and somebody has more than one row.
pub(super) fn is_once_a_person(sheet: &Sheet, column: u32, person: u32, rows: &[u32]) -> bool {
    let words = |row: u32, column: u32| {
        let text = sheet.grid.get(row, column)?.text()?;
        Some(fold(&tidy(&text)))
    };
    let mut said: BTreeMap<String, (Option<String>, usize)> = BTreeMap::new();
    for row in rows.iter().take(MOST) {
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
