//! Who is whose manager, and the messages where this is unclear.

use super::*;
use crate::diagnostic::CellAddress;
use crate::load::reconcile::{RosterIndex, reconcile};
use crate::load::testing::codes_and_cells;
use crate::model::CareerMap;
use crate::model::testing::{career_map, person, roster_entry};

/// Somebody on the roster: name, ID, manager, the manager's ID, the manager's address.
type Row = [&'static str; 5];

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn roster(map: &CareerMap, rows: &[Row]) -> Vec<RosterEntry> {
    (1..)
        .zip(rows)
        .map(|(row, [name, id, manager, manager_id, manager_email])| {
            let mut entry = roster_entry(&person(map, name, 0).build());
            entry.employee_id = given(id).map(EmployeeId::new);
            entry.email = given(id).map(|id| format!("{id}@company.example"));
            entry.manager = given(manager);
            entry.manager_id = given(manager_id).map(EmployeeId::new);
            entry.manager_email = given(manager_email);
            let cell = |column| entry.at.with_cell(CellAddress::new(row, column));
            entry.cells.insert(Field::Manager, cell(4));
            entry.cells.insert(Field::ManagerId, cell(5));
            entry.cells.insert(Field::ManagerEmail, cell(6));
            entry
        })
        .collect()
}

/// The manager of each row with number and address, and the codes of what was said.
fn told(rows: &[Row]) -> (Vec<[String; 3]>, Vec<String>) {
    let map = career_map(&["Junior"], &["A"]);
    let mut roster = roster(&map, rows);
    let problems = tell_apart(Some(&mut roster), &mut []);
    let managers = roster.into_iter().map(|entry| {
        [
            entry.manager.unwrap_or_default(),
            entry
                .manager_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            entry.manager_email.unwrap_or_default(),
        ]
    });
    (managers.collect(), codes_and_cells(&problems))
}

/// The last rows have these managers, and this is said.
#[track_caller]
fn found(rows: &[Row], managers: &[&str], said: &[&str]) {
    let (all, problems) = told(rows);
    let names = all.iter().skip(rows.len() - managers.len());
    assert!(names.map(|[name, ..]| name).eq(managers), "{all:?}");
    assert_eq!(problems, said);
}

#[test]
fn a_manager_on_the_roster_is_known_by_a_name_that_nobody_shares() {
    let (managers, problems) = told(&[
        ["Zoë Li", "9", "", "", ""],
        ["Ana Sá", "1", "Li, Zoë", "", ""],
        ["Bo Lind", "2", "", "9", ""],
        ["Cy Moor", "3", "", "", "9@company.example"],
    ]);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(managers[0], ["", "", ""]);
    // However it is written there, it is the person's own name.
    assert_eq!(managers[1], ["Zoë Li", "9", "9@company.example"]);
    assert_eq!(managers[2], ["Zoë Li", "9", "9@company.example"]);
    assert_eq!(managers[3], ["Zoë Li", "9", "9@company.example"]);
}

#[test]
fn two_managers_of_one_name_have_two_names() {
    found(
        &[
            ["Mia Ray", "7", "", "", ""],
            ["Mia Ray", "8", "", "", ""],
            ["Ana Sá", "1", "Mia Ray", "7", ""],
            ["Bo Lind", "2", "Mia Ray", "8", ""],
            ["Cy Moor", "3", "Mia Ray", "", "7@company.example"],
            ["Di Poe", "4", "mia ray", "", ""],
        ],
        &["Mia Ray (7)", "Mia Ray (8)", "Mia Ray (7)", "mia ray"],
        &["manager-unclear E7"],
    );
}

#[test]
fn managers_outside_of_the_review_are_told_apart_too() {
    found(
        &[
            ["Ana Sá", "1", "Mia Ray", "70", ""],
            ["Bo Lind", "2", "Mia Ray", "80", ""],
            ["Cy Moor", "3", "Mia Ray", "", "mia@elsewhere.example"],
        ],
        &[
            "Mia Ray (70)",
            "Mia Ray (80)",
            "Mia Ray (mia@elsewhere.example)",
        ],
        &[],
    );
    // One number for the name: a row without it means the same person.
    let rows: [Row; 2] = [
        ["Ana Sá", "1", "Mia Ray", "70", "mia@elsewhere.example"],
        ["Bo Lind", "2", "Mia Ray", "", ""],
    ];
    found(&rows, &["Mia Ray", "Mia Ray"], &[]);
    assert_eq!(told(&rows).0[1][1], "70");
}

#[test]
fn a_number_that_is_somebody_elses_is_named() {
    found(
        &[
            ["Zoë Li", "9", "", "", ""],
            ["Ana Sá", "1", "Mia Ray", "9", ""],
        ],
        &["Zoë Li"],
        &["manager-disagrees E3"],
    );
}

#[test]
fn a_number_that_is_nobodys_is_named_where_somebody_has_the_name() {
    found(
        &[
            ["Mia Ray", "7", "", "", ""],
            ["Ana Sá", "1", "Mia Ray", "70", ""],
            ["Bo Lind", "2", "Mia Ray", "7", ""],
            ["Cy Moor", "3", "Mia Ray", "71", "7@company.example"],
            // An address says, too, that it is another Mia Ray.
            ["Di Poe", "4", "Mia Ray", "80", "mia@elsewhere.example"],
            ["Ed Ash", "5", "Olu Ade", "90", ""],
        ],
        &[
            "Mia Ray (70)",
            "Mia Ray (7)",
            "Mia Ray (7)",
            "Mia Ray (80)",
            "Olu Ade",
        ],
        &[
            "manager-id-of-nobody F3",
            "manager-id-of-nobody F5",
            "manager-id-of-nobody F6",
        ],
    );
}

#[test]
fn a_number_alone_that_is_nobodys_is_named() {
    found(
        &[
            ["Mia Ray", "7", "", "", ""],
            ["Ana Sá", "1", "", "7", ""],
            ["Bo Lind", "2", "", "9999", ""],
            // What the message asks for.
            ["Cy Moor", "3", "Olu Ade", "9998", ""],
        ],
        &["Mia Ray", "9999", "Olu Ade"],
        &["manager-id-of-nobody F4"],
    );
}

#[test]
fn an_address_that_is_nobodys_is_named_where_somebody_has_the_name() {
    let found = |namesakes: &[Row]| {
        let rows: [Row; 3] = [
            ["Ana Sá", "1", "Mia Ray", "", "mia@x.example"],
            // Nobody has this name, so it is somebody outside of the review.
            ["Bo Lind", "2", "Olu Ade", "", "olu@elsewhere.example"],
            // What the message asks for.
            ["Cy Moor", "3", "Mia Ray", "80", "mia@x.example"],
        ];
        told(&[&rows[..], namesakes].concat()).1
    };
    let [one, two]: [Row; 2] = [["Mia Ray", "7", "", "", ""], ["Mia Ray", "8", "", "", ""]];
    let note = "manager-id-of-nobody F4";
    assert_eq!(found(&[one]), ["manager-id-of-nobody G2", note]);
    assert_eq!(found(&[one, two]), ["manager-id-of-nobody G2", note]);
    assert_eq!(found(&[]), Vec::<String>::new());
}

#[test]
fn a_managers_own_spelling_counts_wherever_they_are_named() {
    found(
        &[
            ["Jörg Müller", "9", "", "", ""],
            ["Ana Sá", "1", "Jorg Muller", "", ""],
            ["Bo Lind", "2", "Jörg Müller", "", ""],
        ],
        &["Jörg Müller", "Jörg Müller"],
        &[],
    );
}

#[test]
fn an_address_that_is_somebody_elses_is_named() {
    found(
        &[
            ["Zoë Li", "9", "", "", ""],
            ["Mia Ray", "7", "", "", ""],
            ["Ana Sá", "1", "Mia Ray", "7", "9@company.example"],
            ["Bo Lind", "2", "Mia Ray", "", "9@company.example"],
            ["Cy Moor", "3", "M. Rey", "", "7@company.example"],
            ["Di Poe", "4", "Mia Ray", "7", "mia@elsewhere.example"],
        ],
        &["Mia Ray", "Mia Ray", "M. Rey", "Mia Ray"],
        &[
            "manager-disagrees G4",
            "manager-disagrees G5",
            "manager-disagrees G6",
        ],
    );
}

#[test]
fn an_assessment_does_not_repeat_what_was_said_about_the_roster() {
    let map = career_map(&["Junior"], &["A"]);
    let roster = roster(
        &map,
        &[
            ["Mia Ray", "7", "", "", ""],
            ["Ana", "1", "Mia Ray", "70", ""],
        ],
    );
    let mut ana = person(&map, "Ana", 0).id("1").manager("Mia Ray").build();
    ana.person.manager_id = Some(EmployeeId::new("70"));
    let mut other = ana.clone();
    other.person.manager_id = Some(EmployeeId::new("71"));
    for (assessed, said) in [(ana, 1), (other, 2)] {
        let problems = tell_apart(Some(&mut roster.clone()), &mut [assessed]);
        assert_eq!(problems.len(), said, "{problems:?}");
    }
}

#[test]
fn a_reporting_line_in_a_circle_is_named_once() {
    let map = career_map(&["Junior"], &["A"]);
    let mut roster = roster(
        &map,
        &[
            ["Ana", "1", "Bo", "", ""],
            ["Bo", "2", "Cy", "", ""],
            ["Cy", "3", "Ana", "", ""],
            ["Di", "4", "Ana", "", ""],
            ["Ed", "5", "Flo", "", ""],
            ["Flo", "6", "Ed", "", ""],
            ["Gus", "7", "", "", ""],
            ["Hal", "8", "Gus", "", ""],
        ],
    );
    let problems = tell_apart(Some(&mut roster), &mut []);
    let said: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].contains("Ana reports to Bo reports to Cy reports to Ana (roster.xlsx, cell E2;"),
        "{said:?}"
    );
    assert!(
        said[1].contains("Ed reports to Flo reports to Ed"),
        "{said:?}"
    );
    // Everybody keeps the manager that they have.
    assert_eq!(roster[2].manager.as_deref(), Some("Ana"));
}

#[test]
fn somebody_who_is_their_own_manager_has_none() {
    found(
        &[
            ["Ana", "1", "Ana", "", ""],
            ["Bo", "2", "Ana", "", ""],
            ["Cy", "3", "", "3", ""],
        ],
        &["", "Ana", ""],
        &["own-manager E2", "own-manager E4"],
    );
}

#[test]
fn an_assessment_follows_the_roster() {
    let map = career_map(&["Junior"], &["A"]);
    let mut roster = roster(
        &map,
        &[
            ["Mia Ray", "7", "", "", ""],
            ["Mia Ray", "8", "", "", ""],
            ["Ana", "1", "Mia Ray", "7", ""],
            ["Bo", "2", "Mia Ray", "8", ""],
        ],
    );
    let assessed = |name: &str, id: &str| person(&map, name, 0).id(id).manager("Mia Ray").build();
    let mut assessments = vec![assessed("Ana", "1"), assessed("Bo", "2")];
    let problems = reconcile(&map, &mut assessments, &RosterIndex::of(&roster));
    let codes = codes_and_cells(&problems);
    assert!(
        codes.iter().all(|code| code == "filled-from-roster"),
        "{codes:?}"
    );
    let problems = tell_apart(Some(&mut roster), &mut assessments);
    assert_eq!(problems, []);
    let managers: Vec<_> = assessments
        .iter()
        .map(|one| one.person.manager.as_deref().unwrap())
        .collect();
    assert_eq!(managers, ["Mia Ray (7)", "Mia Ray (8)"]);
}
