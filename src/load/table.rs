//! Tables found by the names of their columns, anywhere on a sheet and in any order.

use std::collections::BTreeMap;

use super::sheet::{CellValue, Sheet};
use super::vocabulary::{Dictionary, Heading, Meaning};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::text::{listed, tidy, tidy_lines};

/// The columns that a reader looks for: the documented name of each, for messages, and what its heading can mean. The first
/// meaning is the column's key. Where a heading can be several columns, it is the first of them.
#[derive(Debug)]
pub(super) struct Columns(pub(super) &'static [(&'static str, &'static [Meaning])]);

impl Columns {
    /// The column that a heading names.
    fn named(&self, heading: &Heading) -> Option<Meaning> {
        let mut all = self.0.iter().map(|(_, means)| *means);
        let column = all.find(|means| means.iter().any(|meaning| heading.may_be(*meaning)));
        column?.first().copied()
    }

    /// The documented name of a column, for messages.
    pub(super) fn contract_name(&self, key: Meaning) -> &'static str {
        let known = self.0.iter().find(|(_, means)| means.first() == Some(&key));
        known.map_or("", |(name, _)| name)
    }
}

/// Longer texts are not headings of these tables; this skips most cells.
const LONGEST_HEADING: usize = 60;

/// A table whose header was found.
#[derive(Debug)]
pub(super) struct HeadedTable<'a, K> {
    sheet: &'a Sheet,
    header_row: u32,
    columns: BTreeMap<K, u32>,
    last_row: u32,
}

impl<'a> HeadedTable<'a, Meaning> {
    /// The first row that has all `required` columns and one of `any_of` (if that names any).
    ///
    /// Two columns of the same name are reported and neither is used, since choosing one would be a guess.
    pub(super) fn find(
        sheet: &'a Sheet,
        known: &Columns,
        words: &Dictionary,
        required: &[Meaning],
        any_of: &[Meaning],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let is_header = |columns: &[(u32, Meaning)]| {
            let has = |key: &Meaning| columns.iter().any(|(_, found)| found == key);
            required.iter().all(has) && (any_of.is_empty() || any_of.iter().any(has))
        };
        // One cell less than a header has.
        let least = (required.len() + usize::from(!any_of.is_empty())).saturating_sub(1);
        let mut cells = sheet.grid.cells().peekable();
        let (header_row, found) = loop {
            let (CellAddress { row, .. }, _) = *cells.peek()?;
            let mut columns = Vec::new();
            let is_long_enough = sheet.grid.row(row).nth(least).is_some();
            while let Some((address, value)) = cells.next_if(|(address, _)| address.row == row) {
                if let CellValue::Text(text) = value
                    && is_long_enough
                    && text.len() <= LONGEST_HEADING
                    && let Some(key) = known.named(&words.heading(text))
                {
                    columns.push((address.column, key));
                }
            }
            if is_header(&columns) {
                break (row, columns);
            }
        };
        let mut columns = BTreeMap::new();
        for (column, key) in &found {
            let twins: Vec<u32> = found
                .iter()
                .filter(|(_, other)| other == key)
                .map(|(column, _)| *column)
                .collect();
            if let [only] = twins.as_slice() {
                columns.insert(*key, *only);
            } else if twins.first() == Some(column) {
                problems.push(duplicate_columns(
                    sheet,
                    header_row,
                    &twins,
                    known.contract_name(*key),
                ));
            }
        }
        Some(Self::new(sheet, header_row, columns))
    }
}

impl<'a, K: Copy + Ord> HeadedTable<'a, K> {
    /// A table whose columns were found by other code; its rows begin below `header_row`.
    pub(super) fn new(sheet: &'a Sheet, header_row: u32, columns: BTreeMap<K, u32>) -> Self {
        Self {
            sheet,
            header_row,
            columns,
            last_row: sheet.grid.row_count().saturating_sub(1),
        }
    }

    /// The header's row, counted from 0.
    pub(super) const fn header_row(&self) -> u32 {
        self.header_row
    }

    /// The column of a key, counted from 0.
    pub(super) fn column(&self, key: K) -> Option<u32> {
        self.columns.get(&key).copied()
    }

    /// What its columns hold.
    pub(super) fn keys(&self) -> impl Iterator<Item = K> {
        self.columns.keys().copied()
    }

    /// The rows below the header that hold something in one of the table's columns.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, K>> {
        ((self.header_row + 1)..=self.last_row)
            .map(|row| Row { table: self, row })
            .filter(|row| self.columns.keys().any(|key| row.value(*key).is_some()))
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a, K> {
    table: &'a HeadedTable<'a, K>,
    row: u32,
}

impl<'a, K: Copy + Ord> Row<'a, K> {
    /// What the cell in a column holds.
    pub(super) fn value(&self, key: K) -> Option<&'a CellValue> {
        let column = self.table.column(key)?;
        self.table.sheet.grid.get(self.row, column)
    }

    /// The cell of the row in a column, counted from 0.
    pub(super) const fn cell(&self, column: u32) -> CellAddress {
        CellAddress::new(self.row, column)
    }

    /// Whether the table has a column for this.
    pub(super) fn has_column(&self, key: K) -> bool {
        self.table.column(key).is_some()
    }

    /// The address of the cell in a column; of the row's first cell where the table has no such column.
    pub(super) fn at(&self, key: K) -> Location {
        let column = self.table.column(key).unwrap_or(0);
        self.table
            .sheet
            .at
            .with_cell(CellAddress::new(self.row, column))
    }

    /// The cell's text on one line. A cell that holds an error is reported and reads as blank.
    pub(super) fn name(&self, key: K, problems: &mut Vec<Diagnostic>) -> Option<String> {
        self.tidied(key, tidy, problems)
    }

    /// The cell's text with its lines. A cell that holds an error is reported and reads as blank.
    pub(super) fn text(&self, key: K, problems: &mut Vec<Diagnostic>) -> Option<String> {
        self.tidied(key, tidy_lines, problems)
    }

    fn tidied(
        &self,
        key: K,
        tidy: fn(&str) -> String,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let text = text_or_report(self.value(key)?, || self.at(key), problems)?;
        Some(tidy(&text)).filter(|text| !text.is_empty())
    }
}

/// The text of a cell, or a diagnostic if it holds an error or a formula without a result.
pub(super) fn text_or_report(
    value: &CellValue,
    at: impl FnOnce() -> Location,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    if let Some(text) = value.text() {
        return Some(text.into_owned());
    }
    problems.push(match value {
        CellValue::Error(error) => Diagnostic::warning(
            "cell-error",
            at(),
            format!("The cell holds {error}; it was read as blank."),
            "Correct the formula or type the text.",
        ),
        _ => Diagnostic::warning(
            "cell-uncalculated",
            at(),
            "The cell holds a formula whose result is not in the file; it was read as blank.",
            "Open the file in a spreadsheet program, let it calculate, and save it; or type the text.",
        ),
    });
    None
}

fn duplicate_columns(sheet: &Sheet, row: u32, columns: &[u32], name: &str) -> Diagnostic {
    let letters: Vec<String> = columns
        .iter()
        .map(|column| CellAddress::column_letters(*column))
        .collect();
    let cell = CellAddress::new(row, columns.first().copied().unwrap_or(0));
    Diagnostic::warning(
        "column-twice",
        sheet.at.with_cell(cell),
        format!(
            "Columns {} could all be “{name}”; none was used.",
            listed(&letters)
        ),
        format!("Keep one column “{name}” and rename the others."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    #[test]
    fn a_column_has_any_of_its_names() {
        const TEAM: Meaning = Meaning::Of(Field::Team);
        static COLUMNS: Columns = Columns(&[("Team", &[TEAM])]);
        let words = Dictionary::default();
        assert_eq!(COLUMNS.named(&words.heading("DEPARTMENT:")), Some(TEAM));
        assert_eq!(COLUMNS.named(&words.heading("Business unit")), Some(TEAM));
        assert_eq!(COLUMNS.named(&words.heading("Bonus")), None);
        assert_eq!(COLUMNS.contract_name(TEAM), "Team");
    }
}
