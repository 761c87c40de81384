//! A row of the library: what its cells say, and where they are.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::sheet::CURRENCY_OF_THE_READER;
use crate::load::vocabulary::{Concept, says};
use crate::text::tidy;

/// A row of the library.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t MapTable,
    at: usize,
    action: usize,
}

impl<'t> Row<'t> {
    /// A row of the table; `action` is the column that says what to do.
    pub(super) const fn new(table: &'t MapTable, row: usize, action: usize) -> Self {
        Self {
            table,
            at: row,
            action,
        }
    }

    pub(super) fn text(self, column: usize) -> Option<String> {
        let text = tidy(self.table.text(self.at, column));
        (!text.is_empty()).then_some(text)
    }

    /// A cell that says something: its column, and its text or what is wrong with it.
    pub(super) fn filled(self, column: Option<usize>) -> Option<(usize, String)> {
        /// People put these where there is nothing to say.
        const NOTHING: [&str; 4] = ["-", "–", "—", "/"];
        let column = column?;
        let error = self
            .table
            .cell(self.at, column)
            .and_then(|cell| cell.error.clone());
        let text = error.or_else(|| self.text(column))?;
        (!NOTHING.contains(&text.as_str()) && !says(&text, Concept::NotApplicable))
            .then_some((column, text))
    }

    /// The number of a cell that shows it, and not text or a day. What a format cuts up or adds digits to, as 130 that shows
    /// as `1:30`, counts as text: people who look at the sheet know nothing else.
    pub(super) fn number(self, column: usize) -> Option<f64> {
        let cell = self.table.cell(self.at, column)?;
        let number = cell.number.filter(|_| !cell.is_date)?;
        let shown = cell.text.trim_matches(|c: char| !c.is_ascii_digit());
        let is_whole = !shown.is_empty() && shown.bytes().all(|byte| byte.is_ascii_digit());
        let is_shown = is_whole && shown.parse() == Ok(number);
        (is_shown || cell.text == number.to_string()).then_some(number)
    }

    /// What the format of a number shows beside it.
    pub(super) fn unit(self, column: usize) -> Option<&'t str> {
        let cell = self.table.cell(self.at, column)?;
        let is_text = cell.number.is_some() && self.number(column).is_none();
        cell.unit.as_deref().filter(|_| !is_text)
    }

    /// An error where a merged cell has one number for several actions: nobody knows whether it is for each or for all.
    pub(super) fn stands_alone(self, code: Code, column: usize) -> Result<(), Diagnostic> {
        let at = |row: usize, column: usize| self.table.cell(row, column).map(|cell| cell.at);
        let (own, action) = (at(self.at, column), at(self.at, self.action));
        let others = [self.at.checked_sub(1), Some(self.at + 1)];
        let mut others = others.into_iter().flatten();
        let for_another = others.any(|row| {
            row < self.table.height() && at(row, column) == own && at(row, self.action) != action
        });
        if !for_another || own.is_none() {
            return Ok(());
        }
        Err(self.left_out(
            code,
            column,
            &format!(
                "“{}” is given once for several actions",
                self.text(column).unwrap_or_default()
            ),
            "Unmerge the cell, and write into each row what this action takes.",
        ))
    }

    pub(super) fn left_out(self, code: Code, column: usize, found: &str, help: &str) -> Diagnostic {
        Diagnostic::warning(
            code,
            self.table.location(self.at, column),
            format!("{found}; the action was left out."),
            help,
        )
    }
}

/// A number as its cell shows it, with what the format puts beside it; any other text has that already.
pub(super) fn with_unit(text: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if unit != CURRENCY_OF_THE_READER && text.parse::<f64>().is_ok() => {
            format!("{text} {unit}")
        }
        _ => text.to_owned(),
    }
}
