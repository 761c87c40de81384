//! Actions and marks of several people in one file.

use super::{NONE, Read, map, read_with, table_of};

const ANA: &[&[&str]] = &[
    &["Name", "Ana Sá"],
    &["Employee ID", "7"],
    &["Role level", "Engineer"],
    &["Competency", "Self level"],
    &["Planning", "Engineer"],
];
const BO: &[&[&str]] = &[
    &["Name", "Bo Lind"],
    &["Role level", "Engineer"],
    &["Competency", "Self level"],
    &["Planning", "Engineer"],
];
const ACTIONS: &[&[&str]] = &[
    &["Competency", "Action", "Owner", "Due"],
    &["Planning", "Plan the fair", "Ana", "2026-12-01"],
];

fn marks(who: &'static str) -> Vec<Vec<&'static str>> {
    let mut rows = vec![
        vec!["Competency", "Level", "Expectation", "Self", "Manager"],
        vec![
            "Planning",
            "Engineer",
            "Planning as a Engineer shows it",
            "Met",
            "",
        ],
    ];
    if !who.is_empty() {
        rows[0].push("Name");
        rows[1].push(who);
    }
    rows
}

/// Name, number of actions, number of marks.
fn carried(read: &Read) -> Vec<(String, usize, usize)> {
    read.assessments
        .iter()
        .map(|one| (one.person.name.clone(), one.actions.len(), one.marks.len()))
        .collect()
}

fn owned(rows: &[(&str, usize, usize)]) -> Vec<(String, usize, usize)> {
    rows.iter()
        .map(|(name, actions, marks)| ((*name).to_owned(), *actions, *marks))
        .collect()
}

#[test]
fn a_column_says_whose_each_row_is() {
    let actions: &[&[&str]] = &[
        &["Name", "Employee ID", "Competency", "Action", "Due"],
        &["Bo Lind", "", "Planning", "Plan the fair", "2026-12-01"],
        &["", "7", "Planning", "Shadow Bo", "2026-12-02"],
        &["Cy Moor", "", "", "Read", ""],
        &["", "", "", "Write", "2026-12-03"],
    ];
    let marks = marks("bo lind");
    let marks: Vec<&[&str]> = marks.iter().map(Vec::as_slice).collect();
    let found = read_with(
        &map(),
        &[
            ("Ana", ANA),
            ("Bo", BO),
            ("Actions", actions),
            ("Expectations", &marks),
        ],
        &[],
        &[],
    );
    assert_eq!(found.problems, ["row-of-nobody A4", "name-missing B5"]);
    assert_eq!(
        carried(&found),
        owned(&[("Ana Sá", 1, 0), ("Bo Lind", 1, 1)])
    );
}

#[test]
fn the_sheets_name_says_whose_it_is() {
    for name in [
        "Actions - Ana",
        "Ana Sá, actions",
        "Actions of Sá, Ana",
        "Actions 7",
        "Development plan of Ana Sa",
        "Vorhaben – Ana",
        "Vorhaben für Ana Sá",
        "Actions de Sá, Ana",
        "Acciones de Ana",
    ] {
        let found = read_with(
            &map(),
            &[("Assessment 1", ANA), ("Assessment 2", BO), (name, ACTIONS)],
            &[],
            &[],
        );
        assert_eq!(found.problems, NONE, "{name}");
        assert_eq!(
            carried(&found),
            owned(&[("Ana Sá", 1, 0), ("Bo Lind", 0, 0)]),
            "{name}"
        );
    }
}

#[test]
fn where_nothing_says_whose_they_are_they_are_left_out_and_reported() {
    let marks = marks("");
    let marks: Vec<&[&str]> = marks.iter().map(Vec::as_slice).collect();
    let sheets: &[(&str, &[&[&str]])] = &[
        ("Ana", ANA),
        ("Bo", BO),
        ("Actions", ACTIONS),
        ("Expectations", &marks),
        // Nothing is filled in, so nothing is lost.
        ("Actions (2)", &[ACTIONS[0], &["Planning", "", "Ana", ""]]),
    ];
    let found = read_with(&map(), sheets, &[], &[]);
    assert_eq!(found.problems, ["whose-sheet", "whose-sheet"]);
    assert_eq!(
        carried(&found),
        owned(&[("Ana Sá", 0, 0), ("Bo Lind", 0, 0)])
    );
}

#[test]
fn actions_below_somebodys_ratings_are_theirs() {
    let mut ana = ANA.to_vec();
    ana.push(&[]);
    let bo: Vec<&[&str]> = BO.iter().copied().chain(ACTIONS.iter().copied()).collect();
    let found = read_with(&map(), &[("1", &ana), ("2", &bo)], &[], &[]);
    assert_eq!(
        carried(&found),
        owned(&[("Ana Sá", 0, 0), ("Bo Lind", 1, 0)])
    );
}

#[test]
fn an_assessment_that_was_left_out_leaves_its_actions_to_nobody() {
    let nameless: &[&[&str]] = &[&["Name", ""], ANA[2], ANA[3], ANA[4]];
    let found = read_with(
        &map(),
        &[("1", nameless), ("2", BO), ("Actions", ACTIONS)],
        &[],
        &[],
    );
    assert_eq!(found.problems, ["name-missing B1", "whose-sheet"]);
    assert_eq!(carried(&found), owned(&[("Bo Lind", 0, 0)]));
}

#[test]
fn a_second_sheet_of_one_persons_actions_is_not_dropped_silently() {
    let found = read_with(
        &map(),
        &[
            ("Assessment", ANA),
            ("Actions", ACTIONS),
            ("Actions last year", ACTIONS),
        ],
        &[],
        &[],
    );
    assert_eq!(found.problems, ["sheet-unused"]);
    assert_eq!(carried(&found), owned(&[("Ana Sá", 1, 0)]));
}

#[test]
fn everybodys_actions_beside_a_table_of_ratings() {
    let people: &[&[&str]] = &[
        &["Manager ratings"],
        &["Name", "Role level", "Planning", "Writing & Speaking"],
        &["Ana Sá", "Engineer", "Engineer", "Junior"],
        &["Bo Lind", "Engineer", "Director", "Junior"],
    ];
    let actions: &[&[&str]] = &[
        &["Person", "Manager", "Competency", "Action", "Status"],
        &["Bo Lind", "Zoë", "Planning", "Plan the fair", "Done"],
        &["Bo Lind", "Zoë", "Writing & Speaking", "Speak", "Planned"],
    ];
    let marks = marks("Ana Sá");
    let marks: Vec<&[&str]> = marks.iter().map(Vec::as_slice).collect();
    let found = read_with(
        &map(),
        &[
            ("People", people),
            ("Actions", actions),
            ("Expectations", &marks),
        ],
        &[],
        &[],
    );
    assert_eq!(found.problems, NONE);
    assert_eq!(
        carried(&found),
        owned(&[("Ana Sá", 0, 1), ("Bo Lind", 2, 0)])
    );
}

#[test]
fn notes_and_dates_without_what_they_belong_to_are_reported() {
    let actions: &[&[&str]] = &[
        &["Competency", "Action", "Kind", "Due"],
        &["Planning", "", "Exposure", ""],
        &["Planning", "", "Exposure", "2026-12-01"],
    ];
    let marks: &[&[&str]] = &[
        &["Competency", "Level", "Expectation", "Self", "Note"],
        &["Planning", "Engineer", "Whatever", "", "Nearly"],
    ];
    let found = read_with(
        &map(),
        &[("Ana", ANA), ("Actions", actions), ("Expectations", marks)],
        &[],
        &[],
    );
    assert_eq!(found.problems, ["action-missing B3", "mark-missing E2"]);
}

#[test]
fn marks_of_several_competencies_are_not_another_form() {
    let marks: &[&[&str]] = table_of(
        "Competency | Level | Expectation | Self | Manager | Note
         Planning | Engineer | Planning as a Engineer shows it | Met | Partly |
         Writing & Speaking | Engineer | Writing & Speaking as a Engineer shows it | Met | Met |",
    );
    let found = read_with(&map(), &[("Ana", ANA), ("Expectations", marks)], &[], &[]);
    assert_eq!(found.problems, NONE);
    assert_eq!(carried(&found), owned(&[("Ana Sá", 0, 2)]));
}

#[test]
fn words_to_choose_from_are_not_another_form() {
    let choices: &[&[&str]] = &[
        &["Rating", "Level", "Competency", "Manager's outcome"],
        &["Junior", "Junior", "Planning", "Promotion"],
        &["Engineer", "Engineer", "Writing & Speaking", "None"],
    ];
    let found = read_with(&map(), &[("Ana", ANA), ("Choices", choices)], &[], &[]);
    assert_eq!(found.problems, NONE);
    assert_eq!(carried(&found), owned(&[("Ana Sá", 0, 0)]));
}
