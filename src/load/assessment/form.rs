//! The sheet *Assessment*: labels with their values, above or below the table of ratings.

use std::collections::BTreeSet;

use super::super::names::MapNames;
use super::super::sheet::{CellValue, Sheet};
use super::super::vocabulary::Rater;
use super::Context;
use super::columns::{Column, RATINGS, RatingTable};
use super::fields::{Fields, Part};
use super::labels::FormLabels;
use super::rating::is_rating;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{FileShape, TableReading};

/// One person's assessment: labels, and a table of ratings, or a sheet with a table for each rater.
#[derive(Debug)]
pub(super) struct Form<'a> {
    /// The tables; the first one gives the assessment's place.
    tables: Vec<RatingTable<'a>>,
    labels: FormLabels<'a>,
}

impl<'a> Form<'a> {
    /// The form with this table of ratings.
    pub(super) fn of(
        mut table: RatingTable<'a>,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        table.last = table.end(context.names);
        let rows = table.top..=table.last;
        let labels = FormLabels::find(table.sheet, rows, context, problems);
        Self {
            tables: vec![table],
            labels,
        }
    }

    /// The sheet that the assessment is on.
    pub(super) fn sheet(&self) -> &'a Sheet {
        self.tables
            .first()
            .map_or(self.labels.sheet(), |table| table.sheet)
    }

    /// Whether the sheet says whose form it is.
    pub(super) fn names_somebody(&self) -> bool {
        self.labels.name_somebody()
    }

    /// Whether the sheet asks whose form it is.
    pub(super) fn has_name_label(&self) -> bool {
        self.labels.has_name_label()
    }

    /// Whether it is clear whose ratings all of them are.
    pub(super) fn says_whose(&self) -> bool {
        self.tables.iter().all(|table| table.says_whose)
    }

    /// Whether ratings are beside competencies of the map. A list of choices may have levels there by chance, so more
    /// than half of the competencies must have one.
    pub(super) fn holds_ratings(&self, names: &MapNames<'_>) -> bool {
        let ratings = self.ratings(names);
        let rated = ratings
            .iter()
            .filter(|(value, _)| is_rating(value, names))
            .count();
        rated * 2 > names.map().competencies.len()
    }

    /// Takes the labels of another sheet, where its own say nothing.
    pub(super) fn take_labels(&mut self, labels: FormLabels<'a>) {
        self.labels = labels;
    }

    /// Whether another form of this file is about the same person, with ratings of other raters.
    pub(super) fn completes(&self, other: &Self) -> bool {
        let raters = |form: &Self| -> BTreeSet<Rater> {
            form.tables.iter().flat_map(RatingTable::raters).collect()
        };
        self.names_somebody()
            && self.labels.say_the_same_person(&other.labels)
            && raters(self).is_disjoint(&raters(other))
    }

    /// Takes over the tables of another form of the same person.
    pub(super) fn take_tables(&mut self, other: Self) {
        self.tables.extend(other.tables);
    }

    pub(super) fn tables(&self) -> &[RatingTable<'a>] {
        &self.tables
    }

    /// The values beside the labels. The assessment's place is that of its ratings.
    pub(super) fn fields(&self) -> Fields<'a> {
        self.labels.fields().moved_to(self.sheet().at.clone())
    }

    /// Every cell of a rating of a competency.
    pub(super) fn ratings(&self, names: &MapNames<'_>) -> Vec<(&CellValue, Location)> {
        self.tables
            .iter()
            .flat_map(|table| table.ratings(names))
            .collect()
    }

    /// How each table was read.
    pub(super) fn readings(&self) -> impl Iterator<Item = TableReading> {
        self.tables.iter().enumerate().map(|(index, table)| {
            let mut reading = table.reading(FileShape::Form);
            if index == 0 {
                reading.account.labels = self.labels.read().map(Part::label).collect();
                reading.place.labels = self.labels.places().collect();
            }
            reading
        })
    }

    /// Whether the cell is a label, which may be in the table's first column below it.
    pub(super) fn is_label(&self, at: &Location) -> bool {
        at.sheet() == self.labels.sheet().at.sheet()
            && at.cell().is_some_and(|cell| self.labels.is_label(cell))
    }

    /// Whether a label or its value is in the row of this cell.
    pub(super) fn has_label(&self, at: &Location) -> bool {
        at.sheet() == self.labels.sheet().at.sheet()
            && at.cell().is_some_and(|cell| self.labels.has_row(cell.row))
    }
}

impl RatingTable<'_> {
    /// A competency of the map that no row of the table names.
    pub(super) fn competency_left<'m>(&self, names: &'m MapNames<'_>) -> Option<&'m str> {
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
    pub(super) fn ratings(&self, names: &MapNames<'_>) -> Vec<(&CellValue, Location)> {
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

    /// The raters whose ratings it holds.
    fn raters(&self) -> impl Iterator<Item = Rater> {
        RATINGS
            .into_iter()
            .filter(|column| self.table.column(*column).is_some())
            .filter_map(|column| self.by(column))
    }

    /// The table's last row: the last one that names a competency, and those directly below it.
    fn end(&self, names: &MapNames<'_>) -> u32 {
        let mut end = self.table.header_row();
        let mut known = false;
        for row in self.table.rows() {
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
}

/// The labels of the only sheet with a person's name, for the sheets of the file that have none.
pub(super) fn shared_labels<'a>(sheets: &[&'a Sheet], context: &Context<'_>) -> Option<&'a Sheet> {
    let mut named = sheets
        .iter()
        .filter(|sheet| FormLabels::of_sheet(sheet, context, &mut Vec::new()).name_somebody());
    match (named.next(), named.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}
