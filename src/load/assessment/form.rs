//! The sheet *Assessment*: labels with their value to the right, above or below the table of ratings.

use std::collections::BTreeMap;

use super::super::names::Names;
use super::super::sheet::{Sheet, Value};
use super::super::table::Table;
use super::fields::Fields;
use super::headings::{COLUMNS, Column, FIELDS_BY_NAME, LABELS};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::model::Field;
use crate::text::fold;

/// How far to the right of a label its value may stand, in columns.
const REACH: u32 = 8;

/// A sheet that holds an assessment.
#[derive(Debug)]
pub(super) struct Form<'a> {
    sheet: &'a Sheet,
    pub(super) table: Table<'a, Column>,
    labels: BTreeMap<Field, CellAddress>,
}

impl<'a> Form<'a> {
    /// The form on a sheet, if it has a table of ratings.
    pub(super) fn find(sheet: &'a Sheet, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut table_problems = Vec::new();
        let table = Table::find(
            sheet,
            &COLUMNS,
            &[Column::Competency],
            &[Column::Own, Column::Manager, Column::Agreed],
            &mut table_problems,
        )?;
        // A sheet of marks also has a competency and both views, and one of actions may name the manager; what else
        // they list tells them apart.
        let header = table.header_row();
        let heads = |words: [&str; 2]| {
            sheet.grid.cells().any(|(address, value)| {
                address.row == header
                    && value
                        .text()
                        .is_some_and(|text| words.contains(&fold(&text).as_str()))
            })
        };
        let rated = [Column::Own, Column::Agreed]
            .iter()
            .any(|column| table.column(*column).is_some());
        if heads(["expectation", "expectations"]) || (heads(["action", "actions"]) && !rated) {
            return None;
        }
        problems.append(&mut table_problems);
        let labels = labels(sheet, header, problems);
        Some(Self {
            sheet,
            table,
            labels,
        })
    }

    /// What stands beside the labels.
    pub(super) fn fields(&self) -> Fields<'a> {
        let mut fields = Fields::new(self.sheet.at.clone());
        for (field, label) in &self.labels {
            let beside = CellAddress::new(label.row, label.column + 1);
            let (address, value) = self
                .value(*field)
                .map_or((beside, None), |(address, value)| (address, Some(value)));
            fields.put(*field, self.cell(address), value);
        }
        fields
    }

    /// Every cell of a rating of a competency.
    pub(super) fn ratings(&self, names: &Names<'_>) -> Vec<(&Value, Location)> {
        let mut found = Vec::new();
        for row in self.table.rows() {
            let competency = row.name(Column::Competency, &mut Vec::new());
            if competency.is_none_or(|typed| names.competency(&typed).is_err()) {
                continue;
            }
            for column in [Column::Own, Column::Manager, Column::Agreed] {
                found.extend(row.value(column).map(|value| (value, row.at(column))));
            }
        }
        found
    }

    /// Whether the cell is a label, which may stand in the table's first column below it.
    pub(super) fn is_label(&self, at: &Location) -> bool {
        at.cell()
            .is_some_and(|cell| self.labels.values().any(|label| *label == cell))
    }

    /// Whether a label stands in the row of this cell.
    pub(super) fn has_label(&self, at: &Location) -> bool {
        at.cell()
            .is_some_and(|cell| self.labels.values().any(|label| label.row == cell.row))
    }

    fn cell(&self, address: CellAddress) -> Location {
        self.sheet.at.with_cell(address)
    }

    /// The first cell that holds something to the right of a label, unless that is another label.
    fn value(&self, label: Field) -> Option<(CellAddress, &'a Value)> {
        let at = self.labels.get(&label)?;
        ((at.column + 1)..=(at.column + REACH))
            .map(|column| CellAddress::new(at.row, column))
            .take_while(|address| !self.labels.values().any(|other| other == address))
            .find_map(|address| {
                let value = self.sheet.grid.get(address.row, address.column)?;
                Some((address, value))
            })
    }
}

fn labels(
    sheet: &Sheet,
    header_row: u32,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<Field, CellAddress> {
    let known = &*FIELDS_BY_NAME;
    let mut found: BTreeMap<Field, Vec<CellAddress>> = BTreeMap::new();
    for (address, value) in sheet.grid.cells() {
        // The table's own headings are no labels, though “Manager” may head a column.
        if address.row == header_row {
            continue;
        }
        if let Value::Text(text) = value
            && let Some(label) = known.meaning(text)
        {
            let all = found.entry(label).or_default();
            // A value may happen to be a label's word: “Name | Manager”. It stands right of a label, a label does not.
            let is_value = address.column > 0
                && matches!(
                    sheet.grid.get(address.row, address.column - 1),
                    Some(Value::Text(left)) if known.meaning(left).is_some()
                );
            if !is_value {
                all.push(address);
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(label, places)| match places.as_slice() {
            [] => None,
            [only] => Some((label, *only)),
            [first, rest @ ..] => {
                // The first one above the table counts; a later one is often a word in a table.
                let above = places.iter().filter(|place| place.row < header_row).count();
                if above > 1 {
                    problems.push(Diagnostic::warning(
                        "label-twice",
                        sheet.at.with_cell(rest[0]),
                        format!(
                            "The label “{}” stands in {first} and again here; the first one was used.",
                            LABELS
                                .iter()
                                .find(|(known, _)| *known == label)
                                .and_then(|(_, names)| names.first())
                                .unwrap_or(&"")
                        ),
                        "Keep one of them.",
                    ));
                }
                Some((label, *first))
            }
        })
        .collect()
}
