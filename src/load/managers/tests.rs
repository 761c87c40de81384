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
            entry.person.employee_id = given(id).map(EmployeeId::new);
            entry.person.email = given(id).map(|id| format!("{id}@company.example"));
            entry.person.manager = given(manager);
            entry.person.manager_id = given(manager_id).map(EmployeeId::new);
            entry.person.manager_email = given(manager_email);
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
            entry.person.manager.unwrap_or_default(),
            entry
                .person
                .manager_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            entry.person.manager_email.unwrap_or_default(),
        ]
    });
    (managers.collect(), codes_and_cells(&problems))
}

/// Cases, each with its heading. A line is somebody on the roster: name, ID, manager, the manager's ID and address; then the manager
/// that is found, and what is said about the row.
const CASES: &str = "
# two managers of one name have two names
Mia Ray | 7
Mia Ray | 8
Ana Sá  | 1 | Mia Ray | 7 | => Mia Ray (7)
Bo Lind | 2 | Mia Ray | 8 | => Mia Ray (8)
Cy Moor | 3 | Mia Ray |   | 7@company.example => Mia Ray (7)
Di Poe  | 4 | mia ray |   | => mia ray, manager-unclear E7

# managers outside of the review are told apart too
Ana Sá  | 1 | Mia Ray | 70 | => Mia Ray (70)
Bo Lind | 2 | Mia Ray | 80 | => Mia Ray (80)
Cy Moor | 3 | Mia Ray |    | mia@elsewhere.example => Mia Ray (mia@elsewhere.example)

# one number for the name: a row without it means the same person
Ana Sá  | 1 | Mia Ray | 70 | mia@elsewhere.example => Mia Ray
Bo Lind | 2 | Mia Ray |    | => Mia Ray

# a number that is somebody else's is named
Zoë Li  | 9
Ana Sá  | 1 | Mia Ray | 9 | => Zoë Li, manager-disagrees E3

# a number that is nobody's is named where somebody has the name; an address says, too, that it is another Mia Ray
Mia Ray | 7
Ana Sá  | 1 | Mia Ray | 70 | => Mia Ray (70), manager-id-of-nobody F3
Bo Lind | 2 | Mia Ray | 7  | => Mia Ray (7)
Cy Moor | 3 | Mia Ray | 71 | 7@company.example => Mia Ray (7), manager-id-of-nobody F5
Di Poe  | 4 | Mia Ray | 80 | mia@elsewhere.example => Mia Ray (80), manager-id-of-nobody F6
Ed Ash  | 5 | Olu Ade | 90 | => Olu Ade

# a number alone that is nobody's is named; Cy's row is what the message asks for
Mia Ray | 7
Ana Sá  | 1 |         | 7    | => Mia Ray
Bo Lind | 2 |         | 9999 | => 9999, manager-id-of-nobody F4
Cy Moor | 3 | Olu Ade | 9998 | => Olu Ade

# a manager's own spelling counts wherever they are named
Jörg Müller | 9
Ana Sá  | 1 | Jorg Muller |  | => Jörg Müller
Bo Lind | 2 | Jörg Müller |  | => Jörg Müller

# an address that is somebody else's is named
Zoë Li  | 9
Mia Ray | 7
Ana Sá  | 1 | Mia Ray | 7 | 9@company.example => Mia Ray, manager-disagrees G4
Bo Lind | 2 | Mia Ray |   | 9@company.example => Mia Ray, manager-disagrees G5
Cy Moor | 3 | M. Rey  |   | 7@company.example => M. Rey, manager-disagrees G6
Di Poe  | 4 | Mia Ray | 7 | mia@elsewhere.example => Mia Ray

# somebody who is their own manager has none
Ana | 1 | Ana |   | => , own-manager E2
Bo  | 2 | Ana |   | => Ana
Cy  | 3 |     | 3 | => , own-manager E4
";

#[test]
fn each_manager_is_found_or_named() {
    for case in CASES.split("\n# ").skip(1) {
        let lines = case.lines().skip(1).filter(|line| !line.is_empty());
        let (mut rows, mut managers, mut said) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines {
            let (row, found) = line.split_once("=>").unwrap_or((line, ""));
            let mut cells = row.split('|').map(str::trim);
            rows.push([(); 5].map(|()| cells.next().unwrap_or_default()));
            let mut found = found.split(", ").map(str::trim);
            managers.push(found.next().unwrap_or_default());
            said.extend(found);
        }
        let (all, problems) = told(&rows);
        let names = all.iter().map(|[name, ..]| name.as_str());
        assert_eq!(names.collect::<Vec<_>>(), managers, "{case}");
        assert_eq!(problems, said, "{case}");
    }
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
    // One number for the name: a row without it means the same person.
    let (managers, _) = told(&[
        ["Ana Sá", "1", "Mia Ray", "70", ""],
        ["Bo Lind", "2", "Mia Ray", "", ""],
    ]);
    assert_eq!(managers[1][1], "70");
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
    assert_eq!(roster[2].person.manager.as_deref(), Some("Ana"));
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
