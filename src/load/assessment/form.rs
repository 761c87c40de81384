//! The sheet *Assessment*: labels with their values, above or below the table of ratings.

use super::super::names::Names;
use super::super::sheet::{Sheet, Value};
use super::Context;
use super::columns::{Column, RATINGS, RatingTable};
use super::fields::Fields;
use super::labels::Labels;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Account, Kind};

/// A sheet that holds an assessment.
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub(super) table: RatingTable<'a>,
    labels: Labels<'a>,
}

impl<'a> Form<'a> {
    /// The form whose table of ratings this is.
    pub(super) fn of(
        table: RatingTable<'a>,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let rows = table.top..=end(&table, context.names);
        let labels = Labels::find(table.sheet, rows, context, problems);
        Self { table, labels }
    }

    /// Whether the sheet says whose form it is.
    pub(super) fn names_somebody(&self) -> bool {
        self.labels.name_somebody()
    }

    /// Whether the sheet asks whose form it is.
    pub(super) fn asks_for_a_name(&self) -> bool {
        self.labels.ask_for_a_name()
    }

    /// Takes the labels of another sheet, where its own say nothing.
    pub(super) fn take_labels(&mut self, labels: Labels<'a>) {
        self.labels = labels;
    }

    /// What stands beside the labels. The assessment is where its ratings are.
    pub(super) fn fields(&self) -> Fields<'a> {
        self.labels.fields().moved_to(self.table.sheet.at.clone())
    }

    /// Every cell of a rating of a competency.
    pub(super) fn ratings(&self, names: &Names<'_>) -> Vec<(&Value, Location)> {
        self.table.ratings(names)
    }

    /// What was read as what.
    pub(super) fn account(&self) -> Account {
        let mut account = self.table.account.clone();
        account.kind = Kind::Form;
        account.labels = self.labels.read().map(|(part, _)| part.label()).collect();
        account
    }

    /// Whether the cell is a label, which may stand in the table's first column below it.
    pub(super) fn is_label(&self, at: &Location) -> bool {
        at.cell().is_some_and(|cell| self.labels.is_label(cell))
    }

    /// Whether a label or its value stands in the row of this cell.
    pub(super) fn has_label(&self, at: &Location) -> bool {
        at.cell().is_some_and(|cell| self.labels.has_row(cell.row))
    }

    /// The table's last row.
    pub(super) fn end(&self, names: &Names<'_>) -> u32 {
        end(&self.table, names)
    }
}

impl RatingTable<'_> {
    /// A competency of the map that no row of the table names.
    pub(super) fn competency_left<'m>(&self, names: &'m Names<'_>) -> Option<&'m str> {
        let all = &names.map().competencies;
        let mut left = vec![true; all.len()];
        for row in self.table.rows() {
            let typed = row.name(Column::Competency, &mut Vec::new());
            if let Some(Ok(id)) = typed.map(|typed| names.competency(&typed)) {
                left[id.0] = false;
            }
        }
        let left = all.iter().zip(left).find(|(_, left)| *left);
        left.map(|(competency, _)| competency.name.as_str())
    }

    /// Every cell of a rating of a competency.
    pub(super) fn ratings(&self, names: &Names<'_>) -> Vec<(&Value, Location)> {
        let mut found = Vec::new();
        for row in self.table.rows() {
            let competency = row.name(Column::Competency, &mut Vec::new());
            if competency.is_none_or(|typed| !names.may_be_competency(&typed)) {
                continue;
            }
            for column in RATINGS {
                found.extend(row.value(column).map(|value| (value, row.at(column))));
            }
        }
        found
    }
}

/// The table's last row: the last one that names a competency, and those directly below it.
fn end(table: &RatingTable<'_>, names: &Names<'_>) -> u32 {
    let mut end = table.table.header_row();
    let mut known = false;
    for row in table.table.rows() {
        let at = row.at(Column::Competency).cell().map_or(0, |cell| cell.row);
        let names_one = row
            .name(Column::Competency, &mut Vec::new())
            .is_some_and(|typed| names.may_be_competency(&typed));
        known = names_one || (known && at == end + 1);
        if known {
            end = at;
        }
    }
    end
}

/// The labels of the only sheet that says whose the forms of a file are, for the sheets that say nothing.
pub(super) fn shared_labels<'a>(sheets: &[&'a Sheet], context: &Context<'_>) -> Option<&'a Sheet> {
    let mut named = sheets
        .iter()
        .filter(|sheet| Labels::of_sheet(sheet, context, &mut Vec::new()).name_somebody());
    match (named.next(), named.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}
