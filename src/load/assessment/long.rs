//! The list: one row for each person and competency, or for each person, competency and rater.

use std::collections::{BTreeMap, BTreeSet};

use super::super::dates::{date_or_report, parse_date};
use super::super::sheet::CellValue;
use super::super::table::Row;
use super::super::vocabulary::Rater;
use super::columns::{Column, RATINGS, RatingTable};
use super::fields::{Fields, Part, day_label};
use super::raters::{RatedPerson, Raters};
use super::ratings::{Entries, unknown_competency};
use super::{Context, assemble, rating, scale};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, CompetencyAssessment, Field, FileShape, PersonTrack, TableReading};
use crate::text::{fold, tidy};

/// The fact about a person that a column states.
const fn part(column: Column) -> Option<Part> {
    match column {
        Column::Of(field) => Some(Part::Of(field)),
        Column::FirstName => Some(Part::First),
        Column::LastName => Some(Part::Last),
        _ => None,
    }
}

/// A table of people and competencies.
#[derive(Debug)]
pub(super) struct LongTable<'a> {
    pub(super) table: RatingTable<'a>,
}

/// The rows of a person.
type Rows<'t> = Vec<Row<'t, Column>>;

impl LongTable<'_> {
    /// How the table was read.
    pub(super) fn reading(&self) -> TableReading {
        let mut reading = self.table.reading(FileShape::List);
        let last = self.table.sheet.grid.row_count().saturating_sub(1);
        reading.place.lines = *reading.place.lines.start()..=last;
        reading
    }

    /// Everybody in the table, in the order of their first rows.
    pub(super) fn read(
        &self,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Assessment> {
        scale::taken_for_levels(
            self.table.ratings(context.names).into_iter(),
            context.names,
            problems,
        );
        let mut raters = Raters::default();
        let mut found = Vec::new();
        let heading = self.table.table.column(Column::Of(Field::AssessedOn));
        let heading = heading.and_then(|column| {
            let row = self.table.table.header_row();
            self.table.sheet.grid.get(row, column)?.text()
        });
        let day_label = heading.and_then(|text| day_label(&text, &context.settings.columns, true));
        for rows in self.people(problems) {
            let fields = self.fields(&rows, problems);
            let fields = fields.with_day_label(day_label.clone());
            found.extend(assemble(
                &fields,
                context,
                problems,
                |person, track, problems| {
                    let about = RatedPerson::of(&person.name, person.manager.as_deref());
                    let rows = Rated {
                        rows: &rows,
                        by: rows
                            .iter()
                            .map(|row| self.rater(row, &about, context, &mut raters))
                            .collect(),
                    };
                    self.ratings(&rows, track, &mut raters, context, problems)
                },
            ));
        }
        raters.report(problems);
        found
    }

    /// The rows of each person.
    fn people(&self, problems: &mut Vec<Diagnostic>) -> Vec<Rows<'_>> {
        let mut order: Vec<Rows<'_>> = Vec::new();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        let written_once = self.names_are_written_once();
        let mut last = None;
        let mut carried: Option<(Location, usize)> = None;
        for row in self.table.table.rows() {
            let word = |column| {
                let typed = row.name(column, &mut Vec::new());
                typed.map(|text| fold(&text))
            };
            let name = word(Column::Of(Field::Name));
            let parts = (word(Column::FirstName), word(Column::LastName), name);
            let key = match (word(Column::Of(Field::EmployeeId)), parts) {
                (Some(id), _) => format!("id {id}"),
                // Where each name is written once, in the first of its rows, a blank below continues it.
                (None, (None, None, None)) if written_once && last.is_some() => {
                    if let Some(rows) = last.and_then(|place: usize| order.get_mut(place)) {
                        rows.push(row);
                        carried.get_or_insert((row.at(self.person_column()), 0)).1 += 1;
                    }
                    continue;
                }
                (None, (None, None, None)) => {
                    problems.push(Diagnostic::warning(
                        "name-missing",
                        row.at(self.person_column()),
                        "This row has entries but no name; it was left out.",
                        "Write the person's name into each row, or empty the row.",
                    ));
                    continue;
                }
                (None, (first, last, whole)) => format!(
                    "name {} {} {}",
                    whole.unwrap_or_default(),
                    first.unwrap_or_default(),
                    last.unwrap_or_default()
                ),
            };
            let place = *index.entry(key).or_insert_with(|| {
                order.push(Vec::new());
                order.len() - 1
            });
            order[place].push(row);
            last = Some(place);
        }
        if let Some((at, count)) = carried {
            problems.push(Diagnostic::note(
                "name-above",
                at,
                format!(
                    "Each name is written only in the first of its rows here; {count} {} without a name {} read as \
                     rows of the person above.",
                    if count == 1 { "row" } else { "rows" },
                    if count == 1 { "was" } else { "were" },
                ),
                Diagnostic::NOTHING_TO_DO,
            ));
        }
        order
    }

    /// Whether each name is written in one row only, though most people have several rows.
    fn names_are_written_once(&self) -> bool {
        let mut seen = BTreeSet::new();
        let (mut once, mut blank) = (true, 0);
        for row in self.table.table.rows() {
            match row.name(self.person_column(), &mut Vec::new()) {
                Some(name) => once &= seen.insert(fold(&name)),
                None => blank += 1,
            }
        }
        once && blank >= seen.len()
    }

    fn person_column(&self) -> Column {
        [
            Column::Of(Field::Name),
            Column::LastName,
            Column::Of(Field::EmployeeId),
        ]
        .into_iter()
        .find(|column| self.table.table.column(*column).is_some())
        .unwrap_or(Column::Competency)
    }

    /// The facts about a person from their rows: the first row that has a fact counts; a row that contradicts it is
    /// reported. Of several dates the latest counts.
    fn fields<'t>(
        &'t self,
        rows: &[Row<'t, Column>],
        problems: &mut Vec<Diagnostic>,
    ) -> Fields<'t> {
        let at = rows.first().map_or_else(
            || self.table.sheet.at.clone(),
            |row| row.at(self.person_column()),
        );
        let mut fields = Fields::new(at);
        for column in self.table.table.keys() {
            let Some(part) = part(column) else {
                continue;
            };
            let mut first: Option<(Location, &CellValue)> = None;
            for row in rows {
                let Some(value) = row.value(column) else {
                    continue;
                };
                match &first {
                    None => first = Some((row.at(column), value)),
                    Some((_, known)) if known == &value => {}
                    Some((_, known)) if part == Part::Of(Field::AssessedOn) => {
                        if parse_date(value).ok() > parse_date(known).ok() {
                            first = Some((row.at(column), value));
                        }
                    }
                    Some((place, known)) => {
                        problems.push(disagree(row.at(column), value, known, place));
                    }
                }
            }
            match (first, rows.first()) {
                (Some((place, value)), _) => fields.put(part, place, Some(value)),
                (None, Some(row)) => fields.put(part, row.at(column), None),
                (None, None) => {}
            }
        }
        fields
    }

    /// Whose ratings a row holds, where a column says it.
    fn rater(
        &self,
        row: &Row<'_, Column>,
        about: &RatedPerson,
        context: &Context<'_>,
        raters: &mut Raters,
    ) -> Option<Rater> {
        self.table.table.column(Column::Rater)?;
        let typed = row.name(Column::Rater, &mut Vec::new());
        raters.who(typed.as_deref(), row.at(Column::Rater), about, context)
    }

    fn ratings(
        &self,
        rated: &Rated<'_, '_>,
        track: Option<PersonTrack>,
        raters: &mut Raters,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<CompetencyAssessment> {
        let names = context.names;
        let has_raters = self.table.table.column(Column::Rater).is_some();
        let mut entries = Entries::new(names.map().competencies.len());
        for (row, by) in rated.rows.iter().zip(&rated.by) {
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
                        &self.table,
                        names,
                    ));
                    continue;
                }
            };
            // A row of somebody who is neither the person nor the manager.
            if has_raters && by.is_none() {
                continue;
            }
            let day = row.value(Column::Of(Field::AssessedOn)).and_then(|value| {
                date_or_report(
                    value,
                    || row.at(Column::Of(Field::AssessedOn)),
                    &mut Vec::new(),
                )
            });
            for column in RATINGS {
                let said = match column {
                    Column::Unsaid if has_raters => *by,
                    column => self.table.by(column),
                };
                let (Some(said), Some(value)) = (said, row.value(column)) else {
                    continue;
                };
                let Some(by) = raters.agree(said, *by, row.at(column)) else {
                    continue;
                };
                let rating = rating::read(value, row.at(column), names, track, problems);
                entries.rate(id, by, rating, day, &row.at(column), problems);
            }
            entries.remark(id, row, *by, names, problems);
        }
        entries.finish(problems)
    }
}

/// A person's rows, and whose ratings each holds where a column says it.
struct Rated<'r, 't> {
    rows: &'r [Row<'t, Column>],
    by: Vec<Option<Rater>>,
}

fn disagree(at: Location, value: &CellValue, known: &CellValue, place: &Location) -> Diagnostic {
    let words = |value: &CellValue| value.text().map(|text| tidy(&text)).unwrap_or_default();
    Diagnostic::warning(
        "rows-disagree",
        at,
        format!(
            "“{}” here and “{}” further up ({place}) for one person; the first was used.",
            words(value),
            words(known)
        ),
        "Write the same in all rows of a person.",
    )
}
