//! The roster: who is in the review, one person a row.

use std::collections::BTreeMap;

use super::names::Names;
use super::sheet::{Sheet, Workbook};
use super::table::{ColumnNames, Columns, Row, Table};
use super::track::parse_tracks;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{EmployeeId, Field, LevelId, PersonKey, RosterEntry, Track};
use crate::text::fold;

static COLUMNS: Columns<Field> = Columns::new(&[
    ColumnNames {
        key: Field::Name,
        names: &["Name", "Full name", "Employee name", "Employee", "Person"],
    },
    ColumnNames {
        key: Field::EmployeeId,
        names: &[
            "Employee ID",
            "ID",
            "Employee no",
            "Employee number",
            "Personnel number",
            "Staff ID",
        ],
    },
    ColumnNames {
        key: Field::Email,
        names: &["Email", "E-mail", "Email address", "Mail"],
    },
    ColumnNames {
        key: Field::Team,
        names: &["Team", "Department", "Group", "Unit"],
    },
    ColumnNames {
        key: Field::Manager,
        names: &[
            "Manager",
            "Line manager",
            "Manager name",
            "Reports to",
            "Supervisor",
        ],
    },
    ColumnNames {
        key: Field::RoleLevel,
        names: &[
            "Role level",
            "Current level",
            "Level",
            "Current role level",
            "Role",
            "Current role",
        ],
    },
    ColumnNames {
        key: Field::Track,
        names: &["Track", "Career track", "Path"],
    },
    ColumnNames {
        key: Field::TargetLevel,
        names: &["Target level", "Target", "Next level", "Level aimed at"],
    },
]);

/// Words that stand where a name would and are none.
const NOT_A_NAME: [&str; 6] = ["total", "totals", "sum", "count", "grand total", "average"];

/// Reads the roster from the first visible sheet that has a column *Name* and one more of its columns. `None` if no
/// sheet has; then a diagnostic says so.
#[must_use]
pub fn read_roster(
    workbook: &Workbook,
    names: &Names<'_>,
) -> (Option<Vec<RosterEntry>>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let Some(table) = visible.find_map(|sheet| find(sheet, &mut problems)) else {
        problems.push(Diagnostic::error(
            "roster-unreadable",
            workbook.at.clone(),
            "No sheet has a row with the headings “Name” and “Role level”, “Team”, “Manager”, “Employee ID” or “Email”, \
             so nobody can be missing.",
            "Give the table these headings, one person a row.",
        ));
        return (None, problems);
    };
    let entries = table
        .rows()
        .filter_map(|row| read_row(&row, names, &mut problems))
        .collect();
    (Some(without_twins(entries, &mut problems)), problems)
}

fn find<'a>(sheet: &'a Sheet, problems: &mut Vec<Diagnostic>) -> Option<Table<'a, Field>> {
    let any = [
        Field::RoleLevel,
        Field::Team,
        Field::Manager,
        Field::EmployeeId,
        Field::Email,
    ];
    Table::find(sheet, &COLUMNS, &[Field::Name], &any, problems)
}

fn read_row(
    row: &Row<'_, Field>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<RosterEntry> {
    let Some(name) = row.name(Field::Name, problems) else {
        problems.push(Diagnostic::warning(
            "name-missing",
            row.at(Field::Name),
            "This row of the roster has no name; it was left out.",
            "Write the person's name, or empty the row.",
        ));
        return None;
    };
    let alone = COLUMNS
        .keys()
        .all(|key| key == Field::Name || row.value(key).is_none_or(is_number));
    if alone && NOT_A_NAME.contains(&fold(&name).as_str()) {
        return None;
    }
    let track = track(row, problems);
    let role_level = level(row, Field::RoleLevel, track, names, problems);
    let target_level = level(row, Field::TargetLevel, track, names, problems);
    let mut word = |field| row.name(field, problems);
    Some(RosterEntry {
        employee_id: word(Field::EmployeeId).map(EmployeeId::new),
        email: word(Field::Email),
        team: word(Field::Team),
        manager: word(Field::Manager),
        role_level: role_level.map(|(level, _)| level),
        track: track.or(role_level.and_then(|(_, track)| track)),
        target_level: target_level.map(|(level, _)| level),
        at: row.at(Field::Name),
        cells: cells(row),
        name,
    })
}

fn is_number(value: &super::sheet::Value) -> bool {
    value.number().is_some()
}

fn cells(row: &Row<'_, Field>) -> BTreeMap<Field, Location> {
    COLUMNS
        .keys()
        .filter(|key| row.value(*key).is_some())
        .map(|key| (key, row.at(key)))
        .collect()
}

fn track(row: &Row<'_, Field>, problems: &mut Vec<Diagnostic>) -> Option<Track> {
    let typed = row.name(Field::Track, problems)?;
    match parse_tracks(&typed).as_slice() {
        [only] => Some(*only),
        [_, _] => None,
        _ if matches!(fold(&typed).as_str(), "" | "n a" | "none" | "both" | "all") => None,
        _ => {
            problems.push(Diagnostic::warning(
                "unknown-track",
                row.at(Field::Track),
                format!("“{typed}” is no track; the track was read as not given."),
                "Write “IC” or “Manager”, or leave the cell empty.",
            ));
            None
        }
    }
}

fn level(
    row: &Row<'_, Field>,
    field: Field,
    track: Option<Track>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(LevelId, Option<Track>)> {
    let typed = row.name(field, problems)?;
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
                row.at(field),
                format!(
                    "The level “{typed}” is not one level of the career map; it was read as not given."
                ),
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
        let (roster, problems) = read_roster(&workbook, &Names::new(&map));
        let problems = problems
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
    fn a_sheet_without_the_headings_is_no_roster() {
        let (roster, problems) = read(&[&["Who", "When"], &["Ana", "today"]]);
        assert!(roster.is_none());
        assert_eq!(problems, ["roster-unreadable roster.xlsx"]);
    }
}
