//! The columns of a roster and what each holds, by its heading.

use std::collections::BTreeMap;

use super::RosterSettings;
use crate::diagnostic::{CellAddress, Diagnostic};
use crate::load::assessment::Part;
use crate::load::names::MapNames;
use crate::load::setting_lines::toml_text;
use crate::load::sheet::{CellValue, Sheet};
use crate::load::table::HeadedTable;
use crate::load::vocabulary::Meaning;
use crate::model::{Field, FileShape, TableAccount};
use crate::text::{fold, listed, tidy};

/// The headings may be at most this many rows from the top.
const DEPTH: u32 = 60;

/// A roster on a sheet.
pub(super) struct Roster<'a> {
    pub(super) table: HeadedTable<'a, Part>,
    pub(super) account: TableAccount,
}

impl<'a> Roster<'a> {
    pub(super) fn find(
        sheet: &'a Sheet,
        names: &MapNames<'_>,
        settings: &RosterSettings,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let last = sheet.grid.row_count().min(DEPTH);
        (0..last).find_map(|row| {
            let headings = headings(sheet, row, settings);
            let has = |part: Part| headings.iter().any(|heading| heading.part == Some(part));
            let named = has(Part::NAME) || has(Part::Last) || has(Part::ID);
            let facts = [
                Field::RoleLevel,
                Field::Team,
                Field::Manager,
                Field::EmployeeId,
                Field::Email,
            ];
            let told = facts.iter().any(|field| has(Part::Of(*field)));
            // An employee ID alone says neither who somebody is nor anything about them.
            let enough = named
                && told
                && headings
                    .iter()
                    .filter(|heading| heading.part.is_some())
                    .count()
                    > 1;
            enough.then(|| Self::of(sheet, row, &headings, names, problems))
        })
    }

    fn of(
        sheet: &'a Sheet,
        row: u32,
        headings: &[RosterHeading],
        names: &MapNames<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut account = TableAccount {
            kind: FileShape::Roster,
            ..TableAccount::default()
        };
        let mut by_part: BTreeMap<Part, Vec<&RosterHeading>> = BTreeMap::new();
        for heading in headings {
            match heading.part {
                Some(part) => by_part.entry(part).or_default().push(heading),
                None => account.leave_out(
                    heading.column,
                    &heading.text,
                    "careermap does not use such a column",
                ),
            }
        }
        let mut columns = BTreeMap::new();
        for (part, several) in by_part {
            let Some(chosen) = choose(sheet, row, part, &several, names) else {
                for heading in &several {
                    account.leave_out(heading.column, &heading.text, "stands twice");
                }
                problems.push(duplicate_columns(sheet, row, part, &several));
                continue;
            };
            if part == Part::ROLE
                && let Some(heading) = several.iter().find(|heading| heading.column == chosen)
                && heading.is_of_job_titles(sheet, row, names)
            {
                for heading in &several {
                    account.leave_out(heading.column, &heading.text, "holds no levels of the map");
                }
                problems.push(job_titles(sheet, row, heading));
                continue;
            }
            for heading in &several {
                if heading.column == chosen {
                    account.read(chosen, &heading.text, part.label());
                    columns.insert(part, chosen);
                } else {
                    account.leave_out(
                        heading.column,
                        &heading.text,
                        "another column is a better match",
                    );
                }
            }
        }
        Self {
            table: HeadedTable::new(sheet, row, columns),
            account,
        }
    }
}

/// A heading, and what it says about people.
struct RosterHeading {
    column: u32,
    text: String,
    part: Option<Part>,
    /// Whether the settings say what it means.
    configured: bool,
}

impl RosterHeading {
    /// Whether several cells below hold something and none a level of the map, below a heading that may also mean job
    /// titles.
    fn is_of_job_titles(&self, sheet: &Sheet, header: u32, names: &MapNames<'_>) -> bool {
        let mut texts = (header + 1..sheet.grid.row_count())
            .filter_map(|row| sheet.grid.get(row, self.column)?.text())
            .peekable();
        let is_said = self.configured || fold(&self.text) == fold(Part::ROLE.label());
        !is_said
            && texts.next().is_some_and(|first| !names.is_level(&first))
            && texts.peek().is_some()
            && !texts.any(|text| names.is_level(&text))
    }
}

fn headings(sheet: &Sheet, row: u32, settings: &RosterSettings) -> Vec<RosterHeading> {
    sheet
        .grid
        .row(row)
        .filter_map(|(column, value)| {
            let CellValue::Text(text) = value else {
                return None;
            };
            let said = settings.columns.heading(text);
            let meanings = said.meanings.iter().filter(|_| !said.is_past());
            let part = meanings.into_iter().find_map(|meaning| match meaning {
                Meaning::Of(field) => ON_A_ROSTER.contains(field).then_some(Part::Of(*field)),
                Meaning::ManagerId => Some(Part::Of(Field::ManagerId)),
                Meaning::ManagerEmail => Some(Part::Of(Field::ManagerEmail)),
                Meaning::Level => Some(Part::ROLE),
                Meaning::FirstName => Some(Part::First),
                Meaning::LastName => Some(Part::Last),
                _ => None,
            });
            Some(RosterHeading {
                column,
                text: tidy(text),
                part,
                configured: settings.columns.meaning(text).is_some(),
            })
        })
        .collect()
}

/// What a roster says about a person.
pub(super) const ON_A_ROSTER: [Field; 11] = [
    Field::Name,
    Field::EmployeeId,
    Field::Email,
    Field::Team,
    Field::Manager,
    Field::ManagerId,
    Field::ManagerEmail,
    Field::RoleLevel,
    Field::Track,
    Field::Speciality,
    Field::TargetLevel,
];

/// Of several columns with the same meaning, the one that counts: for levels, the one whose cells name most levels of
/// the map; for others, the one that is filled in, or has the documented name. `None` where this does not decide.
fn choose(
    sheet: &Sheet,
    header: u32,
    part: Part,
    several: &[&RosterHeading],
    names: &MapNames<'_>,
) -> Option<u32> {
    if let [only] = several {
        return Some(only.column);
    }
    let rows = header + 1..sheet.grid.row_count();
    let count = |column: u32, holds: &dyn Fn(&CellValue) -> bool| {
        rows.clone()
            .filter(|row| sheet.grid.get(*row, column).is_some_and(holds))
            .count()
    };
    let score = |heading: &&&RosterHeading| {
        if matches!(part, Part::ROLE | Part::TARGET) {
            count(
                heading.column,
                &|value| matches!(value, CellValue::Text(text) if names.is_level(text)),
            )
        } else {
            usize::from(count(heading.column, &|_| true) > 0)
        }
    };
    let best = several.iter().map(|heading| score(&heading)).max()?;
    let left: Vec<&&RosterHeading> = several
        .iter()
        .filter(|heading| score(heading) == best)
        .collect();
    if let [only] = left.as_slice() {
        return Some(only.column);
    }
    let mut contract = left
        .iter()
        .filter(|heading| fold(&heading.text) == fold(part.label()));
    match (contract.next(), contract.next()) {
        (Some(only), None) => Some(only.column),
        _ => None,
    }
}

fn duplicate_columns(
    sheet: &Sheet,
    row: u32,
    part: Part,
    several: &[&RosterHeading],
) -> Diagnostic {
    let columns: Vec<String> = several
        .iter()
        .map(|heading| {
            format!(
                "{} “{}”",
                CellAddress::column_letters(heading.column),
                heading.text
            )
        })
        .collect();
    let first = several.first().map_or(0, |heading| heading.column);
    let last = several.last().map_or("", |heading| heading.text.as_str());
    Diagnostic::warning(
        "column-twice",
        sheet.at.with_cell(CellAddress::new(row, first)),
        format!(
            "Columns {} could all be “{}”; none was used.",
            listed(&columns),
            part.label()
        ),
        format!(
            "Say in careermap.toml which one does not count: under [roster.columns] write {} = \"ignore\" (or another \
             of them).",
            toml_text(last)
        ),
    )
}

/// A column of job titles that are not levels: one message for all of them.
fn job_titles(sheet: &Sheet, row: u32, heading: &RosterHeading) -> Diagnostic {
    Diagnostic::warning(
        "unknown-level",
        sheet.at.with_cell(CellAddress::new(row, heading.column)),
        format!(
            "Column {}, “{}”, does not name any level of the career map, so it was not read as the role level.",
            CellAddress::column_letters(heading.column),
            heading.text
        ),
        format!(
            "If it holds job titles, write in careermap.toml under [roster.columns] {} = \"ignore\"; if it holds levels, \
             write them as the career map does.",
            toml_text(&heading.text)
        ),
    )
}
