//! The shapes of companies' files, each as a small sheet.

mod companions;
mod decisions;
mod neighbours;
mod random_forms;
mod remedies;
mod scale;
mod shapes;

use std::collections::BTreeMap;

use super::*;
use crate::diagnostic::CellAddress;
use crate::load::sheet::Grid;
use crate::load::testing::table_of;
use crate::model::testing::{career_map, make_fact};
use crate::model::{CareerMap, LevelId, Rating, RosterEntry};

fn map() -> CareerMap {
    let mut map = career_map(
        &["Junior", "Engineer", "Sr. Engineer", "Director"],
        &["Planning", "Writing & Speaking", "Education"],
    );
    make_fact(&mut map, "Education");
    map
}

struct Read {
    assessments: Vec<Assessment>,
    outcomes: Vec<PersonOutcome>,
    /// Code and cell of each problem.
    problems: Vec<String>,
    /// Severity, message and help of each problem.
    texts: Vec<String>,
}

fn read_with(
    map: &CareerMap,
    sheets: &[(&str, &[&[&str]])],
    words: &[(&str, &str)],
    roster: &[RosterEntry],
) -> Read {
    let configured: BTreeMap<String, String> = words
        .iter()
        .map(|(word, meaning)| ((*word).to_owned(), (*meaning).to_owned()))
        .collect();
    read_workbook(map, sheets_of(sheets), &configured, "", roster)
}

/// Reads with settings under `[assessments]` in the configuration.
fn read_set(
    map: &CareerMap,
    sheets: &[(&str, &[&[&str]])],
    settings: &str,
    roster: &[RosterEntry],
) -> Read {
    read_workbook(map, sheets_of(sheets), &BTreeMap::new(), settings, roster)
}

fn read_grid(map: &CareerMap, name: &str, grid: Grid) -> Read {
    read_workbook(
        map,
        vec![(name.to_owned(), grid)],
        &BTreeMap::new(),
        "",
        &[],
    )
}

fn sheets_of(sheets: &[(&str, &[&[&str]])]) -> Vec<(String, Grid)> {
    sheets
        .iter()
        .map(|(name, rows)| {
            let grid = Grid::from_rows(rows.iter().map(|row| row.iter().copied()));
            ((*name).to_owned(), grid)
        })
        .collect()
}

fn read_workbook(
    map: &CareerMap,
    sheets: Vec<(String, Grid)>,
    words: &BTreeMap<String, String>,
    settings: &str,
    roster: &[RosterEntry],
) -> Read {
    let at = Location::of_file("assessments/all.xlsx");
    let workbook = Workbook {
        at: at.clone(),
        sheets: sheets
            .into_iter()
            .map(|(name, grid)| Sheet {
                at: at.with_sheet(&name),
                name,
                hidden: false,
                grid,
            })
            .collect(),
    };
    let settings: AssessmentSettings = toml::from_str(settings).unwrap();
    let names = Names::new(map);
    let (words, wrong) = rating_words(&names, words, &Location::default());
    assert_eq!(wrong, []);
    let (names, wrong) = names
        .with_words(words)
        .with_competencies(&settings.competencies, &Location::default());
    assert_eq!(wrong, []);
    let reading = read_assessments(&workbook, &names, &RosterIndex::of(roster), &settings);
    Read {
        assessments: reading.assessments,
        outcomes: reading.outcomes,
        problems: reading
            .problems
            .iter()
            .map(|problem| {
                let cell = problem.location.cell();
                format!(
                    "{} {}",
                    problem.code,
                    cell.map(|cell| cell.to_string()).unwrap_or_default()
                )
                .trim()
                .to_owned()
            })
            .collect(),
        texts: reading
            .problems
            .iter()
            .map(|problem| {
                let severity = format!("{:?}", problem.severity).to_lowercase();
                format!("{severity}: {} {}", problem.message, problem.help)
            })
            .collect(),
    }
}

fn read(rows: &[&[&str]]) -> Read {
    read_with(&map(), &[("People", rows)], &[], &[])
}

/// Name, role level, then self / manager / agreed of each competency.
fn summary(read: &Read) -> Vec<String> {
    let points = |rating: &Option<crate::model::Sourced<Rating>>| match rating {
        None => "-".to_owned(),
        Some(rating) => match rating.value {
            Rating::At(points) => points.to_string(),
            Rating::NotApplicable => "n".to_owned(),
        },
    };
    read.assessments
        .iter()
        .map(|assessment| {
            let ratings: Vec<String> = assessment
                .competencies
                .iter()
                .map(|c| {
                    format!(
                        "{}/{}/{}",
                        points(&c.own),
                        points(&c.manager),
                        points(&c.agreed)
                    )
                })
                .collect();
            format!(
                "{} {}: {}",
                assessment.person.name,
                assessment.person.role_level.0,
                ratings.join(" ")
            )
        })
        .collect()
}

const NONE: [&str; 0] = [];
/// All ratings are numbers below the top.
const NUMBERS: &str = "numbers-as-levels C2";

#[test]
fn a_person_a_row_and_a_competency_a_column() {
    let found = read(table_of(
        "Manager ratings, autumn

         Name | ID | Team | Current level | Planning | Writing and speaking | Average
         Ana | 1 | North | Engineer | 3 | Junior | 2
         Bo | 2 | North | Sr. Engineer | N/A |  | 3
         Team average |  |  |  | 3 | 1 | 2.5

         Legend: 1 is Junior, 4 is Director",
    ));
    assert_eq!(found.problems, ["line-of-nobody A6"]);
    assert_eq!(
        summary(&found),
        ["Ana 1: -/3/- -/1/- -/-/-", "Bo 2: -/n/- -/-/- -/-/-"]
    );
    let ana = &found.assessments[0];
    assert_eq!(ana.person.employee_id.as_deref(), Some("1"));
    assert_eq!(
        ana.competencies[0].manager.as_ref().unwrap().at.to_string(),
        "assessments/all.xlsx, sheet “People”, cell E4"
    );
}

#[test]
fn whose_ratings_they_are_is_said_or_noted() {
    let rows: &[&[&str]] = &[
        &["Name", "Role level", "Planning", "Education"],
        &["Ana", "Engineer", "2", ""],
    ];
    let found = read(rows);
    assert_eq!(found.problems, ["ratings-unsaid C1", NUMBERS]);
    let found = read_with(&map(), &[("Self assessment", rows)], &[], &[]);
    assert_eq!(found.problems, [NUMBERS]);
    assert_eq!(summary(&found), ["Ana 1: 2/-/- -/-/- -/-/-"]);
}

#[test]
fn self_and_manager_stand_side_by_side() {
    let in_the_heading = read(table_of(
        "Name | Role level | Planning (self) | Planning - Manager | Writing & Speaking (self)
         Ana | Engineer | 2 | 3 | 1",
    ));
    assert_eq!(in_the_heading.problems, [NUMBERS]);
    assert_eq!(summary(&in_the_heading), ["Ana 1: 2/3/- 1/-/- -/-/-"]);
    let below = read(table_of(
        "Name | Role level | Planning |  | Writing & Speaking |
          |  | Self | Manager | Self | Manager
         Ana | Engineer | 2 | 3 | 1 | 2",
    ));
    assert_eq!(below.problems, ["numbers-as-levels C3"]);
    assert_eq!(summary(&below), ["Ana 1: 2/3/- 1/2/- -/-/-"]);
}

#[test]
fn several_columns_of_the_same_ratings_are_never_chosen_among() {
    let found = read(table_of(
        "Manager ratings
         Name | Role level | Planning | Planning | Writing & Speaking
         Ana | Engineer | 2 | 3 | 1",
    ));
    assert_eq!(
        found.problems,
        ["column-twice C2", "column-twice D2", "numbers-as-levels E3"]
    );
    assert_eq!(summary(&found), ["Ana 1: -/-/- -/1/- -/-/-"]);
}

#[test]
fn people_in_columns() {
    let found = read(&[
        &["Manager ratings", "", ""],
        &["Competency", "Ana", "Bo"],
        &["Role level", "Engineer", "Director"],
        &["Planning", "2", "4"],
        &["Writing & Speaking", "1", ""],
        &["Total", "3", "4"],
    ]);
    assert_eq!(found.problems, NONE);
    assert_eq!(
        summary(&found),
        ["Ana 1: -/2/- -/1/- -/-/-", "Bo 3: -/4/- -/-/- -/-/-"]
    );
}

#[test]
fn one_row_for_each_person_and_competency() {
    let found = read(table_of(
        "Person | Role level | Competency | Self | Manager | Evidence
         Ana | Engineer | Planning | 2 | 3 | The relay plan
         Bo | Director | Planning | 4 |  |
         Ana |  | Writing & Speaking | 1 | 1 |
         Bo | Engineer | Wrting & Speaking | 4 |  |",
    ));
    assert_eq!(
        found.problems,
        ["rows-disagree B5", "unknown-competency C5"]
    );
    assert_eq!(
        summary(&found),
        ["Ana 1: 2/3/- 1/1/- -/-/-", "Bo 3: 4/-/- -/-/- -/-/-"]
    );
    assert!(found.assessments[0].competencies[0].evidence.is_some());
}

#[test]
fn a_rating_beside_named_ones_is_not_used_silently() {
    let found = read(table_of(
        "Name | Role level | Competency | Manager rating | Score
         Ana | Engineer | Planning | 3 | 2",
    ));
    assert_eq!(found.problems, ["rating-unused E1", "numbers-as-levels D2"]);
    assert_eq!(summary(&found), ["Ana 1: -/3/- -/-/- -/-/-"]);
}

#[test]
fn several_people_each_on_a_sheet() {
    let sheet: fn(&'static str) -> Vec<Vec<&'static str>> = |name| {
        vec![
            vec!["Name", name],
            vec!["Role level", "Engineer"],
            vec!["Competency", "Self level"],
            vec!["Planning", "2"],
        ]
    };
    let (ana, bo) = (sheet("Ana"), sheet("Bo"));
    let ana: Vec<&[&str]> = ana.iter().map(Vec::as_slice).collect();
    let bo: Vec<&[&str]> = bo.iter().map(Vec::as_slice).collect();
    let found = read_with(&map(), &[("Ana", &ana), ("Bo", &bo)], &[], &[]);
    assert_eq!(
        summary(&found),
        ["Ana 1: 2/-/- -/-/- -/-/-", "Bo 1: 2/-/- -/-/- -/-/-"]
    );
}

const OTHER_WORDS: &[&[&str]] = &[
    &["Manager ratings"],
    &["Name", "Role level", "Planning", "Writing & Speaking"],
    &["Ana", "Engineer", "✓", "Proficient"],
    &["Bo", "Engineer", "x", "Proficient"],
    &["Cy", "Engineer", "0", "3 - Competent"],
];

#[test]
fn other_words_and_scales_are_refused_with_an_explanation() {
    let found = read_with(&map(), &[("People", OTHER_WORDS)], &[], &[]);
    // The same word is explained once.
    assert_eq!(
        found.problems,
        [
            "not-a-rating C3",
            "not-a-rating D3",
            "not-a-rating C4",
            "not-a-rating C5",
        ]
    );
    assert_eq!(found.assessments.len(), 3);
}

#[test]
fn other_words_and_scales_mean_what_the_configuration_says() {
    let words = [
        ("✓", "Engineer"),
        ("x", "N/A"),
        ("proficient", "Sr. Engineer"),
        ("0", "Junior"),
        ("3 - Competent", "4"),
    ];
    let found = read_with(&map(), &[("People", OTHER_WORDS)], &words, &[]);
    assert_eq!(found.problems, NONE);
    assert_eq!(
        summary(&found),
        [
            "Ana 1: -/2/- -/3/- -/-/-",
            "Bo 1: -/n/- -/3/- -/-/-",
            "Cy 1: -/1/- -/4/- -/-/-",
        ]
    );
}

#[test]
fn once_numbers_are_mapped_no_other_number_is_taken_for_a_level() {
    let rows: &[&[&str]] = &[
        &["Manager ratings"],
        &["Name", "Role level", "Planning", "Writing & Speaking"],
        &["Ana", "Engineer", "0", "1"],
    ];
    let found = read_with(&map(), &[("People", rows)], &[("0", "Junior")], &[]);
    assert_eq!(found.problems, ["not-a-rating D3"]);
    assert_eq!(summary(&found), ["Ana 1: -/1/- -/-/- -/-/-"]);
}

#[test]
fn a_role_level_may_come_from_the_roster() {
    let map = map();
    let on_roster = crate::model::testing::person(&map, "Ana", 2).build();
    let roster = [crate::model::testing::roster_entry(&on_roster)];
    let rows: &[&[&str]] = &[
        &["Manager ratings"],
        &["", "Planning", "Education"],
        &["Ana", "2", "3"],
        &["Bo", "2", "3"],
    ];
    let found = read_with(&map, &[("People", rows)], &[], &roster);
    assert_eq!(
        found.problems,
        [
            "numbers-as-levels B3",
            "filled-from-roster A3",
            "role-level-missing A4"
        ]
    );
    assert_eq!(found.assessments[0].person.role_level, LevelId(2));
}

#[test]
fn a_career_map_in_the_folder_is_no_table_of_people() {
    let found = read(&[
        &["", "Junior", "Engineer", "Director"],
        &["Planning", "Plans a day", "Plans a week", "Plans a year"],
        &["Writing & Speaking", "Notes", "Reports", "Books"],
    ]);
    assert_eq!(found.problems, ["no-assessment"]);
}

#[test]
fn a_form_with_the_employees_ratings_beside_the_managers_is_a_form() {
    let found = read(&[
        &["Name", "Ana"],
        &["Role level", "Engineer"],
        &["Competency", "Employee", "Manager"],
        &["Planning", "Engineer", "Engineer"],
        &["Education", "Engineer", "Junior"],
    ]);
    assert_eq!(found.assessments.len(), 1);
    assert_eq!(
        found.assessments[0].competencies[2]
            .manager
            .as_ref()
            .unwrap()
            .value,
        Rating::At(1.0)
    );
}

#[test]
fn labels_below_the_table_are_no_competencies() {
    let found = read(&[
        &["Name", "Ana"],
        &["Role level", "Engineer"],
        &["Competency", "Manager level"],
        &["Planning", "Engineer"],
        &[],
        &["Manager summary", "Steady and kind."],
        &["Recommendation", "Develop in role"],
    ]);
    assert_eq!(found.problems, NONE);
    assert_eq!(
        found.assessments[0].manager_summary.as_deref(),
        Some("Steady and kind.")
    );
    assert_eq!(
        found.assessments[0]
            .cell(Field::Recommendation)
            .cell()
            .unwrap()
            .to_string(),
        "B7"
    );
}
