//! The columns of a table of outcomes or decisions.

use crate::load::table::{Columns, column};
use crate::load::vocabulary::{Concept, Meaning, Rater, Whose, says_any};
use crate::model::Field;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Recommendation,
    Summary,
    Reasons,
    Decision,
    DecisionLevel,
    DecisionFrom,
    DecisionReasons,
    DecidedBy,
    EmployeeId,
    Name,
    FirstName,
    LastName,
    Team,
    Email,
    RoleLevel,
    TargetLevel,
    Cycle,
    Until,
}

/// What a manager says.
pub(super) const SAID: [Column; 3] = [Column::Recommendation, Column::Summary, Column::Reasons];
/// What leadership says, in a table that has the first of them.
pub(super) const DECIDED: [Column; 5] = [
    Column::Decision,
    Column::DecisionLevel,
    Column::DecisionFrom,
    Column::DecisionReasons,
    Column::DecidedBy,
];
/// Levels, which count as the assessment has them; here they are only checked.
pub(super) const LEVELS: [Column; 2] = [Column::RoleLevel, Column::TargetLevel];
pub(super) const PERSON: [Column; 4] = [
    Column::Name,
    Column::LastName,
    Column::EmployeeId,
    Column::Email,
];
/// Why a column was left out whose heading careermap does not know.
pub(super) const NOT_USED: &str = "careermap does not use such a column";

pub(super) static COLUMNS: Columns<Column> = Columns(&[
    column(
        Column::Recommendation,
        Field::Recommendation.label(),
        &[Meaning::Of(Field::Recommendation)],
    ),
    column(
        Column::Summary,
        Field::ManagerSummary.label(),
        &[Meaning::Of(Field::ManagerSummary)],
    ),
    // Only the manager writes here.
    column(
        Column::Reasons,
        Field::Reasons.label(),
        &[
            Meaning::Of(Field::Reasons),
            Meaning::Comment(Whose::Unsaid),
            Meaning::Comment(Whose::Said(Rater::Manager)),
        ],
    ),
    column(Column::Decision, "Decision", &[Meaning::Decision]),
    column(
        Column::DecisionLevel,
        "New role level",
        &[Meaning::DecisionLevel],
    ),
    column(
        Column::DecisionFrom,
        "From",
        &[Meaning::DecisionFrom, Meaning::Start],
    ),
    column(
        Column::DecisionReasons,
        "Reasons for the decision",
        &[Meaning::DecisionReasons],
    ),
    column(
        Column::DecidedBy,
        "Decided by",
        &[Meaning::DecidedBy, Meaning::Owner],
    ),
    column(
        Column::EmployeeId,
        Field::EmployeeId.label(),
        &[Meaning::Of(Field::EmployeeId)],
    ),
    column(
        Column::Name,
        Field::Name.label(),
        &[Meaning::Of(Field::Name)],
    ),
    column(Column::FirstName, "First name", &[Meaning::FirstName]),
    column(Column::LastName, "Last name", &[Meaning::LastName]),
    column(
        Column::Team,
        Field::Team.label(),
        &[Meaning::Of(Field::Team)],
    ),
    column(
        Column::Email,
        Field::Email.label(),
        &[Meaning::Of(Field::Email)],
    ),
    column(
        Column::RoleLevel,
        Field::RoleLevel.label(),
        &[Meaning::Of(Field::RoleLevel)],
    ),
    column(
        Column::TargetLevel,
        Field::TargetLevel.label(),
        &[Meaning::Of(Field::TargetLevel)],
    ),
    column(
        Column::Cycle,
        Field::Cycle.label(),
        &[Meaning::Of(Field::Cycle)],
    ),
    column(
        Column::Until,
        Field::AssessedOn.label(),
        &[Meaning::Of(Field::AssessedOn)],
    ),
]);

/// The part of a decision that a heading seems to be about by one of its words, and its name in the settings.
pub(super) fn perhaps_of_decision(heading: &str) -> Option<(Column, &'static str)> {
    const WORDS: [(&[Concept], Column, &str); 4] = [
        (
            &[Concept::Level, Concept::Role, Concept::Step],
            Column::DecisionLevel,
            "decision-level",
        ),
        (
            &[Concept::Date, Concept::Start],
            Column::DecisionFrom,
            "decision-from",
        ),
        (
            &[Concept::Comment],
            Column::DecisionReasons,
            "decision-reasons",
        ),
        (&[Concept::Owner], Column::DecidedBy, "decided-by"),
    ];
    WORDS.into_iter().find_map(|(concepts, column, meaning)| {
        let mut words = heading.split(|c: char| !c.is_alphanumeric());
        let is_about = words.any(|word| says_any(word, concepts));
        is_about.then_some((column, meaning))
    })
}
