//! The roster: who is in the review, one person a row, as the company's HR system writes it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::assessment::{Part, person_name, says_no_track, unknown_track};
use super::hidden::visible_sheets;
use super::names::Names;
use super::sheet::{Sheet, Value, Workbook};
use super::table::{Row, Table};
use super::track::parse_tracks;
use super::vocabulary::{Concept, Dictionary, Meaning, quoted, says};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::model::{
    Account, EmployeeId, Field, Kind, LevelId, PersonKey, RosterEntry, Track, first_name_first,
};
use crate::text::{fold, tidy};

/// How the roster is to be understood, where that is not left to the reader.
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

/// What a roster came to.
#[derive(Debug, Default)]
pub struct RosterReading {
    /// Who is in the review; `None` if no sheet could be read as a roster.
    pub entries: Option<Vec<RosterEntry>>,
    /// Everything that there is to say about it.
    pub problems: Vec<Diagnostic>,
    /// What its columns were read as.
    pub account: Option<Account>,
}

/// How many rows from the top the headings may stand.
const DEPTH: u32 = 60;

/// Reads the roster from the first visible sheet that has a column for names or employee IDs and one more of its columns.
/// `None` if no sheet has; then a diagnostic says so.
#[must_use]
pub fn read_roster(
    workbook: &Workbook,
    names: &Names<'_>,
    settings: &RosterSettings,
) -> RosterReading {
    let mut problems = Vec::new();
    let sheets = visible_sheets(workbook);
    let found = sheets.iter().find_map(|(sheet, hidden)| {
        Some((Roster::find(sheet, names, settings, &mut problems)?, hidden))
    });
    let Some((roster, hidden)) = found else {
        problems.extend(sheets.iter().filter_map(|(_, hidden)| hidden.clone()));
        problems.push(Diagnostic::error(
            "roster-unreadable",
            workbook.at.clone(),
            "No sheet has a row with the headings “Name” (or “First name” and “Last name”) and “Role level”, “Team”, \
             “Manager”, “Employee ID” or “Email”, so careermap does not know who is missing.",
            "Give the table these headings, one person a row; or say in careermap.toml under [roster.columns] what its own \
             mean, such as \"Squad\" = \"team\".",
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
        entries: Some(without_twins(entries, &mut problems)),
        problems,
        account: Some(roster.account),
    }
}

/// A roster on a sheet.
struct Roster<'a> {
    table: Table<'a, Part>,
    account: Account,
}

impl<'a> Roster<'a> {
    fn find(
        sheet: &'a Sheet,
        names: &Names<'_>,
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
        names: &Names<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut account = Account {
            kind: Kind::Roster,
            ..Account::default()
        };
        let mut by_part: BTreeMap<Part, Vec<&RosterHeading>> = BTreeMap::new();
        for heading in headings {
            match heading.part {
                Some(part) => by_part.entry(part).or_default().push(heading),
                None => account.leave_out(
                    heading.column,
                    &heading.text,
                    "careermap reads no such column",
                ),
            }
        }
        let mut columns = BTreeMap::new();
        for (part, several) in by_part {
            let Some(chosen) = choose(sheet, row, part, &several, names) else {
                for heading in &several {
                    account.leave_out(heading.column, &heading.text, "stands twice");
                }
                problems.push(twins(sheet, row, part, &several));
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
                        "another column says it better",
                    );
                }
            }
        }
        Self {
            table: Table::new(sheet, row, columns),
            account,
        }
    }
}

/// A heading, and what it says of people.
struct RosterHeading {
    column: u32,
    text: String,
    part: Option<Part>,
    /// Whether the settings say what it means.
    configured: bool,
}

impl RosterHeading {
    /// Whether several cells below hold something and none a level of the map, below a heading that may as well be one of
    /// job titles.
    fn is_of_job_titles(&self, sheet: &Sheet, header: u32, names: &Names<'_>) -> bool {
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
            let Value::Text(text) = value else {
                return None;
            };
            let said = settings.columns.heading(text);
            let meanings = said.meanings.iter().filter(|_| !said.is_past());
            let part = meanings.into_iter().find_map(|meaning| match meaning {
                Meaning::Of(field) => ON_A_ROSTER.contains(field).then_some(Part::Of(*field)),
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

/// What a roster says of a person.
const ON_A_ROSTER: [Field; 8] = [
    Field::Name,
    Field::EmployeeId,
    Field::Email,
    Field::Team,
    Field::Manager,
    Field::RoleLevel,
    Field::Track,
    Field::TargetLevel,
];

/// The column that counts of several for the same thing: of levels, the one whose cells name the most of the map; of
/// others the one that is filled in, or has the contract's own name. `None` where that leaves it open.
fn choose(
    sheet: &Sheet,
    header: u32,
    part: Part,
    several: &[&RosterHeading],
    names: &Names<'_>,
) -> Option<u32> {
    if let [only] = several {
        return Some(only.column);
    }
    let rows = header + 1..sheet.grid.row_count();
    let count = |column: u32, holds: &dyn Fn(&Value) -> bool| {
        rows.clone()
            .filter(|row| sheet.grid.get(*row, column).is_some_and(holds))
            .count()
    };
    let score = |heading: &&&RosterHeading| {
        if matches!(part, Part::ROLE | Part::TARGET) {
            count(
                heading.column,
                &|value| matches!(value, Value::Text(text) if names.is_level(text)),
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

fn twins(sheet: &Sheet, row: u32, part: Part, several: &[&RosterHeading]) -> Diagnostic {
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
            "Columns {} could all be “{}”; none of them was used.",
            columns.join(" and "),
            part.label()
        ),
        format!(
            "Say in careermap.toml which do not count: under [roster.columns] write {} = \"ignore\" (or another of them).",
            quoted(last)
        ),
    )
}

/// A column of job titles that are no levels: one message for all of them.
fn job_titles(sheet: &Sheet, row: u32, heading: &RosterHeading) -> Diagnostic {
    Diagnostic::warning(
        "unknown-level",
        sheet.at.with_cell(CellAddress::new(row, heading.column)),
        format!(
            "Column {}, “{}”, names no level of the career map, so it was not read as the role level.",
            CellAddress::column_letters(heading.column),
            heading.text
        ),
        format!(
            "If it holds job titles, write in careermap.toml under [roster.columns] {} = \"ignore\"; if it holds levels, \
             write them as the career map does.",
            quoted(&heading.text)
        ),
    )
}

fn read_row(
    row: &Row<'_, Part>,
    names: &Names<'_>,
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
    let is_number = |value: &Value| value.number().is_some();
    let facts = ON_A_ROSTER.iter().filter(|field| **field != Field::Name);
    let alone = facts
        .clone()
        .all(|field| row.value(Part::Of(*field)).is_none_or(is_number));
    if alone && says(&name, Concept::Total) {
        return None;
    }
    let track = track(row, problems);
    let role_level = level(row, Field::RoleLevel, track, names, problems);
    let target_level = if says_stay(row) {
        role_level
    } else {
        level(row, Field::TargetLevel, track, names, problems)
    };
    let mut word = |field| row.name(Part::Of(field), problems);
    Some(RosterEntry {
        employee_id: word(Field::EmployeeId).map(EmployeeId::new),
        email: word(Field::Email),
        team: word(Field::Team),
        manager: word(Field::Manager).map(|name| first_name_first(&name)),
        role_level: role_level.map(|(level, _)| level),
        track: track.or(role_level.and_then(|(_, track)| track)),
        target_level: target_level.map(|(level, _)| level),
        at: row.at(name_part(row)),
        cells: cells(row),
        name,
    })
}

/// What says the name in a row's table.
fn name_part(row: &Row<'_, Part>) -> Part {
    let parts = [Part::NAME, Part::Last, Part::First];
    parts
        .into_iter()
        .find(|part| row.has_column(*part))
        .unwrap_or(Part::ID)
}

fn cells(row: &Row<'_, Part>) -> BTreeMap<Field, Location> {
    let mut cells: BTreeMap<Field, Location> = ON_A_ROSTER
        .iter()
        .filter(|field| row.value(Part::Of(**field)).is_some())
        .map(|field| (*field, row.at(Part::Of(*field))))
        .collect();
    cells
        .entry(Field::Name)
        .or_insert_with(|| row.at(name_part(row)));
    cells
}

fn says_stay(row: &Row<'_, Part>) -> bool {
    matches!(row.value(Part::TARGET), Some(Value::Text(text)) if says(text, Concept::Stay))
}

fn track(row: &Row<'_, Part>, problems: &mut Vec<Diagnostic>) -> Option<Track> {
    let part = Part::Of(Field::Track);
    let typed = row.name(part, problems)?;
    match parse_tracks(&typed).as_slice() {
        [only] => Some(*only),
        [_, _] => None,
        _ if says_no_track(&typed) => None,
        _ => {
            problems.push(unknown_track(row.at(part), &typed));
            None
        }
    }
}

fn level(
    row: &Row<'_, Part>,
    field: Field,
    track: Option<Track>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(LevelId, Option<Track>)> {
    let typed = row.name(Part::Of(field), problems)?;
    match names.level(&typed, track) {
        Ok(named) => Some((named.level, named.track)),
        Err(unmatched) => {
            let titles: Vec<&str> = names
                .map()
                .levels
                .iter()
                .map(|level| level.title.as_str())
                .collect();
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
fn without_twins(entries: Vec<RosterEntry>, problems: &mut Vec<Diagnostic>) -> Vec<RosterEntry> {
    let mut first: BTreeMap<PersonKey, Location> = BTreeMap::new();
    let mut kept = Vec::new();
    for entry in entries {
        let key = PersonKey::of(&entry);
        if let Some(earlier) = first.get(&key) {
            let what = entry.employee_id.as_ref().map_or_else(
                || format!("{} is", entry.name),
                |id| format!("The employee ID {id} is"),
            );
            problems.push(Diagnostic::warning(
                "roster-twice",
                entry.at.clone(),
                format!("{what} on the roster already ({earlier}); this row was left out."),
                "Keep one row for each person; give people of one name an employee ID each.",
            ));
        } else {
            first.insert(key, entry.at.clone());
            kept.push(entry);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sheet::Grid;
    use crate::model::testing::company_map;

    fn read(rows: &[&[&str]]) -> (Option<Vec<RosterEntry>>, Vec<String>) {
        let map = company_map();
        let at = Location::of_file("roster.xlsx");
        let workbook = Workbook {
            at: at.clone(),
            sheets: vec![Sheet {
                at: at.with_sheet("Roster"),
                name: "Roster".to_owned(),
                hidden: false,
                grid: Grid::from_rows(rows.iter().map(|row| row.iter().copied())),
            }],
        };
        let reading = read_roster(&workbook, &Names::new(&map), &RosterSettings::default());
        let roster = reading.entries;
        let problems = reading
            .problems
            .iter()
            .map(|problem| format!("{} {}", problem.code, problem.location))
            .collect();
        (roster, problems)
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let (roster, problems) = read(&[
            &["Our people, autumn"],
            &[
                "Level",
                "Reports to",
                "ID",
                "Full name",
                "Track",
                "Target",
                "Remark",
            ],
            &[
                "sr community manager",
                "Zoë Li",
                "17",
                "Ana Sá",
                "IC",
                "Community Director",
                "x",
            ],
            &["", "", "", "Bo"],
            &["", "", "", "Total", "", "", "2"],
        ]);
        assert_eq!(problems, Vec::<String>::new());
        let roster = roster.unwrap();
        assert_eq!(roster.len(), 2);
        assert_eq!(roster[0].name, "Ana Sá");
        assert_eq!(roster[0].employee_id.as_deref(), Some("17"));
        assert_eq!(roster[0].role_level, Some(LevelId(2)));
        assert_eq!(roster[0].target_level, Some(LevelId(3)));
        assert_eq!(roster[0].track, Some(Track::IndividualContributor));
        assert_eq!(roster[0].manager.as_deref(), Some("Zoë Li"));
        assert_eq!(
            roster[0].cells[&Field::RoleLevel].to_string(),
            "roster.xlsx, sheet “Roster”, cell A3"
        );
        assert_eq!(roster[1].role_level, None);
    }

    #[test]
    fn what_cannot_be_used_is_named_with_its_cell() {
        let (roster, problems) = read(&[
            &["Name", "Employee ID", "Role level", "Track"],
            &["Ana", "1", "Wizard", "sideways"],
            &["", "2", "Community Manager", ""],
            &["Bo", "1", "", ""],
        ]);
        assert_eq!(roster.unwrap().len(), 1);
        assert_eq!(
            problems,
            [
                "unknown-track roster.xlsx, sheet “Roster”, cell D2",
                "unknown-level roster.xlsx, sheet “Roster”, cell C2",
                "name-missing roster.xlsx, sheet “Roster”, cell A3",
                "roster-twice roster.xlsx, sheet “Roster”, cell A4",
            ]
        );
    }

    #[test]
    fn twins_are_one_row_and_namesakes_are_not() {
        let (roster, problems) = read(&[
            &["Name", "Employee ID", "Team", "Email"],
            &["Ana Sá", "LF-1", "North", ""],
            &["Ana Sá", "lf 1", "South", ""],
            &["Bo Lind", "", "North", ""],
            &["Lind, Bo", "", "north", ""],
            &["Bo Lind", "", "South", ""],
            &["Bo Lind", "", "South", "bo@example.org"],
            &["Cy Moor", "901", "", ""],
            &["Cy Moor", "000901", "", ""],
        ]);
        assert_eq!(roster.unwrap().len(), 6);
        assert_eq!(
            problems,
            [
                "roster-twice roster.xlsx, sheet “Roster”, cell A3",
                "roster-twice roster.xlsx, sheet “Roster”, cell A5",
            ]
        );
    }

    #[test]
    fn job_titles_that_are_no_levels_are_said_once() {
        let (roster, problems) = read(&[
            &["Name", "Business title", "Team"],
            &["Ana", "Head of Events", "North"],
            &["Bo", "Night Porter", "North"],
            &["Cy", "Archivist", "South"],
        ]);
        assert_eq!(roster.unwrap().len(), 3);
        assert_eq!(
            problems,
            ["unknown-level roster.xlsx, sheet “Roster”, cell B1"]
        );
    }

    #[test]
    fn a_sheet_without_the_headings_is_no_roster() {
        let (roster, problems) = read(&[&["Who", "When"], &["Ana", "today"]]);
        assert!(roster.is_none());
        assert_eq!(problems, ["roster-unreadable roster.xlsx"]);
    }
}
