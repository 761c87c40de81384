//! Rosters with their headings.

use super::*;
use crate::load::testing::{codes_and_cells, grid_of, workbook_of};
use crate::model::testing::company_map;

fn read(rows: &str) -> (Option<Vec<RosterEntry>>, Vec<String>) {
    let map = company_map();
    let workbook = workbook_of("roster.xlsx", [("Roster", grid_of(rows))]);
    let reading = read_roster(&workbook, &MapNames::new(&map), &RosterSettings::default());
    (reading.entries, codes_and_cells(&reading.problems))
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    let (roster, problems) = read(
        "Our people, autumn
         Level | Reports to | ID | Full name | Track | Target | Remark
         sr community manager | Zoë Li | 17 | Ana Sá | IC | Community Director | x
          |  |  | Bo
          |  |  | Total |  |  | 2",
    );
    assert_eq!(problems, Vec::<String>::new());
    let roster = roster.unwrap();
    assert_eq!(roster.len(), 2);
    assert_eq!(roster[0].person.name, "Ana Sá");
    assert_eq!(roster[0].person.employee_id.as_deref(), Some("17"));
    assert_eq!(roster[0].person.role_level, Some(LevelId(2)));
    assert_eq!(roster[0].person.chosen_target, Some(LevelId(3)));
    assert_eq!(
        roster[0].person.track,
        Some(Track::IndividualContributor.into())
    );
    assert_eq!(roster[0].person.manager.as_deref(), Some("Zoë Li"));
    assert_eq!(
        roster[0].cells.get(&Field::RoleLevel).unwrap().to_string(),
        "roster.xlsx, sheet “Roster”, cell A3"
    );
    assert_eq!(roster[1].person.role_level, None);
}

#[test]
fn what_cannot_be_used_is_named_with_its_cell() {
    let (roster, problems) = read(
        "Name | Employee ID | Role level | Track
         Ana | 1 | Wizard | sideways
          | 2 | Community Manager |
         Bo | 1 |  | ",
    );
    assert_eq!(roster.unwrap().len(), 1);
    assert_eq!(
        problems,
        [
            "unknown-track D2",
            "unknown-level C2",
            "name-missing A3",
            "roster-twice A4",
        ]
    );
}

#[test]
fn twins_are_one_row_and_namesakes_are_not() {
    let (roster, problems) = read(
        "Name | Employee ID | Team | Email
         Ana Sá | LF-1 | North |
         Ana Sá | lf 1 | South |
         Bo Lind |  | North |
         Lind, Bo |  | north |
         Bo Lind |  | South |
         Bo Lind |  | South | bo@example.org
         Cy Moor | 901 |  |
         Cy Moor | 000901 |  | ",
    );
    assert_eq!(roster.unwrap().len(), 6);
    assert_eq!(problems, ["roster-twice A3", "roster-twice A5",]);
}

#[test]
fn job_titles_that_are_no_levels_are_said_once() {
    let (roster, problems) = read(
        "Name | Business title | Team
         Ana | Head of Events | North
         Bo | Night Porter | North
         Cy | Archivist | South",
    );
    assert_eq!(roster.unwrap().len(), 3);
    assert_eq!(problems, ["unknown-level B1"]);
}

#[test]
fn a_sheet_without_the_headings_is_no_roster() {
    let (roster, problems) = read(
        "Who | When
         Ana | today",
    );
    assert!(roster.is_none());
    assert_eq!(problems, ["roster-unreadable"]);
}
