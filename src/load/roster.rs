//! The roster: who is in the review, one person a row, as the company's HR system writes it.

mod columns;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Deserialize;

use super::assessment::{Part, person_name};
use super::hidden::visible_sheets;
use super::names::MapNames;
use super::person_track::person_track;
use super::sheet::{CellValue, Sheet, Workbook};
use super::specialities::speciality;
use super::table::Row;
use super::vocabulary::{Concept, Dictionary, Heading, says};
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::FormWords;
use crate::model::{
    EmployeeId, Field, FieldCells, LevelId, Person, PersonKey, PersonTrack, RosterEntry,
    TablePlace, TableReading, Track, first_name_first,
};
use columns::{ON_A_ROSTER, Roster};

/// The company's settings for reading the roster.
///
/// ```toml
/// [roster.columns]
/// "Squad" = "team"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct RosterSettings {
    /// What the company's own headings of columns mean.
    columns: Dictionary,
}

impl RosterSettings {
    /// The same with the headings of a company's own roster.
    #[must_use]
    pub fn with_forms(mut self, forms: &FormWords) -> Self {
        self.columns = self.columns.with_forms(forms.clone());
        self
    }

    /// What a heading means.
    pub(in crate::load) fn heading(&self, text: &str) -> Rc<Heading> {
        self.columns.heading(text)
    }

    /// Understands a column of specialities, since the map has some.
    #[must_use]
    pub fn with_specialities(mut self) -> Self {
        self.columns = self.columns.with_specialities();
        self
    }
}

/// The result of reading a roster.
#[derive(Debug, Default)]
pub struct RosterReading {
    /// Who is in the review; `None` if no sheet could be read as a roster.
    pub entries: Option<Vec<RosterEntry>>,
    /// All messages about it.
    pub problems: Vec<Diagnostic>,
    /// How the columns of its table were read, and where the table is.
    pub table: Option<TableReading>,
}

/// Reads the roster from the first visible sheet with a column for names or employee IDs and at least one other column
/// of a roster. `None`, with a diagnostic, if there is none.
pub fn read_roster(
    workbook: &Workbook,
    names: &MapNames<'_>,
    settings: &RosterSettings,
) -> RosterReading {
    let mut problems = Vec::new();
    let sheets = visible_sheets(workbook);
    let found = sheets.iter().find_map(|(sheet, hidden)| {
        let roster = Roster::find(sheet, names, settings, &mut problems)?;
        Some((sheet, roster, hidden))
    });
    let Some((sheet, roster, hidden)) = found else {
        problems.extend(sheets.iter().filter_map(|(_, hidden)| hidden.clone()));
        problems.push(Diagnostic::error(
            "roster-unreadable",
            workbook.at.clone(),
            "No sheet has a row with the headings “Name” (or “First name” and “Last name”) and “Role level”, “Team”, \
             “Manager”, “Employee ID” or “Email”, so careermap does not know who is missing.",
            "Give the table these headings, one person a row; or explain your own in careermap.toml: under \
             [roster.columns] write, for example, \"Squad\" = \"team\".",
        ));
        return RosterReading {
            problems,
            ..RosterReading::default()
        };
    };
    problems.extend(hidden.clone());
    let entries = roster
        .table
        .rows()
        .filter_map(|row| read_row(&row, names, &mut problems))
        .collect();
    RosterReading {
        entries: Some(without_duplicates(entries, &mut problems)),
        problems,
        table: Some(reading(sheet, roster)),
    }
}

/// How the columns of a roster were read, and where it is.
fn reading(sheet: &Sheet, roster: Roster<'_>) -> TableReading {
    let header = roster.table.header_row();
    TableReading {
        account: roster.account,
        place: TablePlace {
            at: sheet.at.clone(),
            headings: header..=header,
            lines: header + 1..=sheet.grid.row_count().saturating_sub(1),
            lines_left_out: Vec::new(),
            like_others: Vec::new(),
            labels: Vec::new(),
        },
    }
}

fn read_row(
    row: &Row<'_, Part>,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<RosterEntry> {
    let mut word = |part| row.name(part, problems);
    let name = person_name(word(Part::NAME), word(Part::First), word(Part::Last));
    let Some(name) = name else {
        problems.push(Diagnostic::warning(
            "name-missing",
            row.at(name_part(row)),
            "This row of the roster has no name; it was left out.",
            "Write the person's name, or empty the row.",
        ));
        return None;
    };
    let is_number = |value: &CellValue| value.number().is_some();
    let facts = ON_A_ROSTER.iter().filter(|field| **field != Field::Name);
    let alone = facts
        .clone()
        .all(|field| row.value(Part::Of(*field)).is_none_or(is_number));
    if alone && says(&name, Concept::Total) {
        return None;
    }
    let track = track(row, names, problems);
    let role_level = level(row, Field::RoleLevel, track, names, problems);
    let target_level = if means_stay(row) {
        role_level
    } else {
        level(row, Field::TargetLevel, track, names, problems)
    };
    let mut word = |field| row.name(Part::Of(field), problems);
    let speciality_typed = word(Field::Speciality);
    Some(RosterEntry {
        person: Person {
            employee_id: word(Field::EmployeeId).map(EmployeeId::new),
            email: word(Field::Email),
            team: word(Field::Team),
            manager: word(Field::Manager).map(|name| first_name_first(&name)),
            manager_id: word(Field::ManagerId).map(EmployeeId::new),
            manager_email: word(Field::ManagerEmail),
            speciality: speciality_typed.and_then(|typed| {
                let at = || row.at(Part::Of(Field::Speciality));
                speciality(&typed, at, names, problems)
            }),
            role_level: role_level.map(|(level, _)| level),
            track: track.or_else(|| role_level?.1.map(PersonTrack::One)),
            chosen_target: target_level.map(|(level, _)| level),
            target_track: None,
            name,
        },
        at: row.at(name_part(row)),
        cells: cells(row),
    })
}

/// The column with the name in a row's table.
fn name_part(row: &Row<'_, Part>) -> Part {
    let parts = [Part::NAME, Part::Last, Part::First];
    parts
        .into_iter()
        .find(|part| row.has_column(*part))
        .unwrap_or(Part::ID)
}

fn cells(row: &Row<'_, Part>) -> FieldCells {
    let filled = ON_A_ROSTER
        .iter()
        .filter(|field| row.value(Part::Of(**field)).is_some());
    // A name may be in two columns, of which neither is the field's own.
    [(Field::Name, row.at(name_part(row)))]
        .into_iter()
        .chain(filled.map(|field| (*field, row.at(Part::Of(*field)))))
        .collect()
}

fn means_stay(row: &Row<'_, Part>) -> bool {
    matches!(row.value(Part::TARGET), Some(CellValue::Text(text)) if says(text, Concept::Stay))
}

fn track(
    row: &Row<'_, Part>,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<PersonTrack> {
    let part = Part::Of(Field::Track);
    let typed = row.name(part, problems)?;
    person_track(typed, &row.at(part), names, problems)
}

fn level(
    row: &Row<'_, Part>,
    field: Field,
    track: Option<PersonTrack>,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(LevelId, Option<Track>)> {
    let typed = row.name(Part::Of(field), problems)?;
    match names.level(&typed, track) {
        Ok(named) => Some((named.level, named.track)),
        Err(unmatched) => {
            let titles = names.map().level_titles();
            problems.push(Diagnostic::warning(
                "unknown-level",
                row.at(Part::Of(field)),
                format!("The level “{typed}” is not one level of the career map; ignored."),
                unmatched.help(&titles),
            ));
            None
        }
    }
}

/// The first row of each person; a second row with the same employee ID, or without one the same name, team and email
/// address, is reported.
fn without_duplicates(
    mut entries: Vec<RosterEntry>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<RosterEntry> {
    let mut first: BTreeMap<PersonKey, Location> = BTreeMap::new();
    entries.retain(|entry| {
        let key = PersonKey::of(entry);
        if let Some(earlier) = first.get(&key) {
            let what = entry.person.employee_id.as_ref().map_or_else(
                || format!("{} is", entry.person.name),
                |id| format!("The employee ID {id} is"),
            );
            problems.push(Diagnostic::warning(
                "roster-twice",
                entry.at.clone(),
                format!("{what} on the roster already ({earlier}); this row was left out."),
                "Keep one row for each person; give people with the same name an employee ID each.",
            ));
            return false;
        }
        first.insert(key, entry.at.clone());
        true
    });
    entries.shrink_to_fit();
    entries
}

#[cfg(test)]
mod tests;
