//! The long form: one row for each person and competency.

mod columns;

use std::collections::BTreeMap;

use super::super::names::Names;
use super::super::reconcile::RosterIndex;
use super::super::sheet::{Sheet, Value};
use super::super::table::{Row, Table};
use super::actions::Actions;
use super::assemble;
use super::companions::is_on;
use super::fields::Fields;
use super::marks::Marks;
use super::rating::{self, By};
use super::ratings::unknown_competency;
use super::scale;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, CompetencyAssessment, Field, Sourced, Track};
use crate::text::{fold, tidy};
use columns::{COLUMNS, Column, FIELDS};

/// A table of people and competencies, one row for each of both.
#[derive(Debug)]
pub(super) struct Long<'a> {
    sheet: &'a Sheet,
    table: Table<'a, Column>,
}

impl<'a> Long<'a> {
    /// The table on a sheet, if it has one.
    pub(super) fn find(
        sheet: &'a Sheet,
        known: &Names<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let any = [
            Column::Rating(By::Own),
            Column::Rating(By::Manager),
            Column::Rating(By::Agreed),
            Column::Unsaid,
        ];
        let required = [Column::Of(Field::Name), Column::Competency];
        let mut found = Vec::new();
        let table = Table::find(sheet, &COLUMNS, &required, &any, &mut found)?;
        // “Employee” may also head the employee's own ratings, beside the manager's: levels and numbers are no names.
        let names_people = table
            .rows()
            .filter_map(|row| row.value(Column::Of(Field::Name)))
            .all(|value| {
                matches!(value, Value::Text(text)
                    if !known.is_level(text) && text.trim().parse::<f64>().is_err())
            });
        if !names_people || is_companion(sheet, &table) {
            return None;
        }
        problems.append(&mut found);
        Some(Self { sheet, table })
    }

    /// Whether the table is on this sheet.
    pub(super) fn is_on(&self, sheet: &Sheet) -> bool {
        self.sheet.at == sheet.at
    }

    /// Every cell that holds somebody's rating.
    pub(super) fn all_ratings(&self, names: &Names<'_>) -> Vec<(&Value, Location)> {
        let columns = if self.has_said() {
            vec![By::Own, By::Manager, By::Agreed]
                .into_iter()
                .map(Column::Rating)
                .collect()
        } else {
            vec![Column::Unsaid]
        };
        let mut found = Vec::new();
        for row in self.table.rows() {
            let competency = row.name(Column::Competency, &mut Vec::new());
            if competency.is_none_or(|typed| names.competency(&typed).is_err()) {
                continue;
            }
            for column in &columns {
                found.extend(row.value(*column).map(|value| (value, row.at(*column))));
            }
        }
        found
    }

    /// Everybody in the table, in the order of their first rows.
    pub(super) fn read(
        &self,
        names: &Names<'_>,
        roster: &RosterIndex<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Assessment> {
        self.say_whose(problems);
        scale::taken_for_levels(self.all_ratings(names).into_iter(), names, problems);
        let mut found = Vec::new();
        for rows in self.people(problems) {
            let fields = self.fields(&rows, problems);
            found.extend(assemble(
                &fields,
                names,
                roster,
                problems,
                |track, problems| self.ratings(&rows, names, track, problems),
            ));
        }
        rating::condense(problems);
        found
    }

    /// The rows of each person.
    fn people(&self, problems: &mut Vec<Diagnostic>) -> Vec<Vec<Row<'_, Column>>> {
        let mut order: Vec<Vec<Row<'_, Column>>> = Vec::new();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        for row in self.table.rows() {
            let name = row.name(Column::Of(Field::Name), &mut Vec::new());
            let id = row.name(Column::Of(Field::EmployeeId), &mut Vec::new());
            let key = match (&id, &name) {
                (Some(id), _) => format!("id {}", fold(id)),
                (None, Some(name)) => format!("name {}", fold(name)),
                (None, None) => {
                    problems.push(Diagnostic::warning(
                        "name-missing",
                        row.at(Column::Of(Field::Name)),
                        "This row has entries but no name; it was left out.",
                        "Write the person's name into each row, or empty the row.",
                    ));
                    continue;
                }
            };
            let place = *index.entry(key).or_insert_with(|| {
                order.push(Vec::new());
                order.len() - 1
            });
            order[place].push(row);
        }
        order
    }

    /// What a person's rows say about the person: the first that says it; one that says something else is reported.
    fn fields<'t>(
        &'t self,
        rows: &[Row<'t, Column>],
        problems: &mut Vec<Diagnostic>,
    ) -> Fields<'t> {
        let at = rows.first().map_or_else(
            || self.sheet.at.clone(),
            |row| row.at(Column::Of(Field::Name)),
        );
        let mut fields = Fields::new(at);
        for field in FIELDS {
            let column = Column::Of(field);
            if self.table.column(column).is_none() {
                continue;
            }
            let mut first: Option<(Location, &Value)> = None;
            for row in rows {
                let Some(value) = row.value(column) else {
                    continue;
                };
                match &first {
                    None => first = Some((row.at(column), value)),
                    Some((place, known)) if known != &value => {
                        let words = |value: &Value| {
                            value.text().map(|text| tidy(&text)).unwrap_or_default()
                        };
                        problems.push(Diagnostic::warning(
                            "rows-disagree",
                            row.at(column),
                            format!(
                                "“{}” here and “{}” further up ({place}) for one person; the first was used.",
                                words(value),
                                words(known)
                            ),
                            "Write the same in all rows of a person.",
                        ));
                    }
                    Some(_) => {}
                }
            }
            match (first, rows.first()) {
                (Some((place, value)), _) => fields.put(field, place, Some(value)),
                (None, Some(row)) => fields.put(field, row.at(column), None),
                (None, None) => {}
            }
        }
        fields
    }

    fn ratings(
        &self,
        rows: &[Row<'_, Column>],
        names: &Names<'_>,
        track: Option<Track>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<CompetencyAssessment> {
        let mut entered = vec![None; names.map().competencies.len()];
        for row in rows {
            let Some(typed) = row.name(Column::Competency, problems) else {
                continue;
            };
            let id = match names.competency(&typed) {
                Ok(id) => id,
                Err(unmatched) => {
                    problems.push(unknown_competency(
                        row.at(Column::Competency),
                        &typed,
                        &unmatched,
                        names,
                    ));
                    continue;
                }
            };
            if entered[id.0].is_some() {
                problems.push(Diagnostic::warning(
                    "competency-twice",
                    row.at(Column::Competency),
                    format!(
                        "“{typed}” has a row for this person further up; this one was left out."
                    ),
                    "Keep one row for each person and competency.",
                ));
                continue;
            }
            entered[id.0] = Some(self.row(row, names, track, problems));
        }
        entered.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn row(
        &self,
        row: &Row<'_, Column>,
        names: &Names<'_>,
        track: Option<Track>,
        problems: &mut Vec<Diagnostic>,
    ) -> CompetencyAssessment {
        let mut found = CompetencyAssessment::default();
        for by in [By::Own, By::Manager, By::Agreed] {
            let column = Column::Rating(by);
            if let Some(value) = row.value(column) {
                *by.slot(&mut found) = rating::read(value, row.at(column), names, track, problems);
            }
        }
        if !self.has_said()
            && let Some(value) = row.value(Column::Unsaid)
        {
            found.manager = rating::read(value, row.at(Column::Unsaid), names, track, problems);
        }
        let mut text = |column| {
            row.text(column, problems)
                .map(|text| Sourced::new(text, row.at(column)))
        };
        found.evidence = text(Column::Evidence);
        found.manager_comment = text(Column::ManagerComment);
        found.interest = text(Column::Interest);
        found
    }

    /// Whether a column says whose ratings it holds.
    fn has_said(&self) -> bool {
        [By::Own, By::Manager, By::Agreed]
            .iter()
            .any(|by| self.table.column(Column::Rating(*by)).is_some())
    }

    /// What was made of a column of ratings that does not say whose they are.
    fn say_whose(&self, problems: &mut Vec<Diagnostic>) {
        let Some(column) = self.table.column(Column::Unsaid) else {
            return;
        };
        let at = self.sheet.at.with_cell(crate::diagnostic::CellAddress::new(
            self.table.header_row(),
            column,
        ));
        problems.push(if self.has_said() {
            Diagnostic::warning(
                "rating-unused",
                at,
                "This column may hold ratings, but does not say whose; it was left out, since other columns do.",
                "Name it “Self level”, “Manager level” or “Agreed level”, or delete it.",
            )
        } else {
            rating::read_as_managers(at)
        });
    }
}

/// Whether the sheet lists everybody's marks, or everybody's actions with the manager's name beside them.
fn is_companion(sheet: &Sheet, table: &Table<'_, Column>) -> bool {
    let rated = [
        Column::Rating(By::Own),
        Column::Rating(By::Agreed),
        Column::Unsaid,
    ];
    is_on::<Marks>(sheet)
        || (is_on::<Actions>(sheet) && rated.iter().all(|column| table.column(*column).is_none()))
}
