//! Tables found by the names of their columns, wherever they stand on a sheet and in whatever order.

use std::collections::BTreeMap;

use super::sheet::{Sheet, Value};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::text::{fold, tidy, tidy_lines};

/// A column that a reader looks for, under any of its names (compared folded).
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnNames<K: 'static> {
    /// What the reader calls it.
    pub(super) key: K,
    /// What people call it; the first is the contract's name, used in messages.
    pub(super) names: &'static [&'static str],
}

/// A table whose header was found.
#[derive(Debug)]
pub(super) struct Table<'a, K> {
    sheet: &'a Sheet,
    header_row: u32,
    columns: BTreeMap<K, u32>,
    last_row: u32,
}

impl<'a, K: Copy + Ord> Table<'a, K> {
    /// The first row that has all `required` columns and one of `any_of` (if that names any).
    ///
    /// Two columns of the same name are reported and neither is used: which one counts would be a guess.
    pub(super) fn find(
        sheet: &'a Sheet,
        known: &[ColumnNames<K>],
        required: &[K],
        any_of: &[K],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let names = lookup(known);
        let mut rows: BTreeMap<u32, Vec<(u32, K)>> = BTreeMap::new();
        for (address, value) in sheet.grid.cells() {
            if let Some(key) = value
                .text()
                .and_then(|text| names.get(&fold(&text)).copied())
            {
                rows.entry(address.row)
                    .or_default()
                    .push((address.column, key));
            }
        }
        let has = |columns: &[(u32, K)], key: K| columns.iter().any(|(_, k)| *k == key);
        let (header_row, found) = rows.into_iter().find(|(_, columns)| {
            required.iter().all(|key| has(columns, *key))
                && (any_of.is_empty() || any_of.iter().any(|key| has(columns, *key)))
        })?;
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
                problems.push(twin_columns(
                    sheet,
                    header_row,
                    &twins,
                    contract_name(known, key),
                ));
            }
        }
        let last_row = sheet
            .grid
            .cells()
            .map(|(address, _)| address.row)
            .max()
            .unwrap_or(header_row);
        Some(Self {
            sheet,
            header_row,
            columns,
            last_row,
        })
    }

    /// The header's row, counted from 0.
    pub(super) const fn header_row(&self) -> u32 {
        self.header_row
    }

    /// The column of a key, counted from 0.
    pub(super) fn column(&self, key: K) -> Option<u32> {
        self.columns.get(&key).copied()
    }

    /// The rows below the header that hold something in one of the table's columns.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, K>> {
        ((self.header_row + 1)..=self.last_row)
            .map(|row| Row { table: self, row })
            .filter(|row| self.columns.keys().any(|key| row.value(*key).is_some()))
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a, K> {
    table: &'a Table<'a, K>,
    row: u32,
}

impl<'a, K: Copy + Ord> Row<'a, K> {
    /// What the cell in a column holds.
    pub(super) fn value(&self, key: K) -> Option<&'a Value> {
        let column = self.table.column(key)?;
        self.table.sheet.grid.get(self.row, column)
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
        let text = tidy(&text_or_report(
            self.value(key)?,
            || self.at(key),
            problems,
        )?);
        (!text.is_empty()).then_some(text)
    }

    /// The cell's text with its lines. A cell that holds an error is reported and reads as blank.
    pub(super) fn text(&self, key: K, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let text = tidy_lines(&text_or_report(
            self.value(key)?,
            || self.at(key),
            problems,
        )?);
        (!text.is_empty()).then_some(text)
    }
}

/// The text of a cell, or a diagnostic if it holds an error or a formula without a result.
pub(super) fn text_or_report(
    value: &Value,
    at: impl FnOnce() -> Location,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    if let Some(text) = value.text() {
        return Some(text.into_owned());
    }
    problems.push(match value {
        Value::Error(error) => Diagnostic::warning(
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

fn lookup<K: Copy>(known: &[ColumnNames<K>]) -> BTreeMap<String, K> {
    known
        .iter()
        .flat_map(|column| column.names.iter().map(|name| (fold(name), column.key)))
        .collect()
}

fn contract_name<K: PartialEq>(known: &[ColumnNames<K>], key: &K) -> &'static str {
    known
        .iter()
        .find(|column| column.key == *key)
        .and_then(|column| column.names.first())
        .copied()
        .unwrap_or("")
}

fn twin_columns(sheet: &Sheet, row: u32, columns: &[u32], name: &str) -> Diagnostic {
    let letters: Vec<String> = columns
        .iter()
        .map(|column| CellAddress::column_letters(*column))
        .collect();
    let cell = CellAddress::new(row, columns.first().copied().unwrap_or(0));
    Diagnostic::warning(
        "column-twice",
        sheet.at.with_cell(cell),
        format!(
            "Columns {} could all be “{name}”; none of them was used.",
            letters.join(" and ")
        ),
        format!("Keep one column “{name}” and rename the others."),
    )
}
