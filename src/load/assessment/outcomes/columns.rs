//! The columns of a table of outcomes or decisions.

use crate::load::table::Columns;
use crate::load::vocabulary::{Concept, Meaning, Rater, Whose, says_any};
use crate::model::Field;

/// What a manager says.
pub(super) const SAID: [Meaning; 3] = [
    Meaning::Of(Field::Recommendation),
    Meaning::Of(Field::ManagerSummary),
    Meaning::Of(Field::Reasons),
];
/// What leadership says, in a table that has the first of them.
pub(super) const DECIDED: [Meaning; 5] = [
    Meaning::Decision,
    Meaning::DecisionLevel,
    Meaning::DecisionFrom,
    Meaning::DecisionReasons,
    Meaning::DecidedBy,
];
/// Levels, which count as the assessment has them; here they are only checked.
pub(super) const LEVELS: [Meaning; 2] = [
    Meaning::Of(Field::RoleLevel),
    Meaning::Of(Field::TargetLevel),
];
pub(super) const PERSON: [Meaning; 4] = [
    Meaning::Of(Field::Name),
    Meaning::LastName,
    Meaning::Of(Field::EmployeeId),
    Meaning::Of(Field::Email),
];
/// Why a column was left out whose heading careermap does not know.
pub(super) const NOT_USED: &str = "careermap does not use such a column";

pub(super) static COLUMNS: Columns = Columns(&[
    (
        Field::Recommendation.label(),
        &[Meaning::Of(Field::Recommendation)],
    ),
    (
        Field::ManagerSummary.label(),
        &[Meaning::Of(Field::ManagerSummary)],
    ),
    // Only the manager writes here.
    (
        Field::Reasons.label(),
        &[
            Meaning::Of(Field::Reasons),
            Meaning::Comment(Whose::Unsaid),
            Meaning::Comment(Whose::Said(Rater::Manager)),
        ],
    ),
    ("Decision", &[Meaning::Decision]),
    ("New role level", &[Meaning::DecisionLevel]),
    ("From", &[Meaning::DecisionFrom, Meaning::Start]),
    ("Reasons for the decision", &[Meaning::DecisionReasons]),
    ("Decided by", &[Meaning::DecidedBy, Meaning::Owner]),
    (Field::EmployeeId.label(), &[Meaning::Of(Field::EmployeeId)]),
    (Field::Name.label(), &[Meaning::Of(Field::Name)]),
    ("First name", &[Meaning::FirstName]),
    ("Last name", &[Meaning::LastName]),
    (Field::Team.label(), &[Meaning::Of(Field::Team)]),
    (Field::Email.label(), &[Meaning::Of(Field::Email)]),
    (Field::RoleLevel.label(), &[Meaning::Of(Field::RoleLevel)]),
    (
        Field::TargetLevel.label(),
        &[Meaning::Of(Field::TargetLevel)],
    ),
    (Field::Cycle.label(), &[Meaning::Of(Field::Cycle)]),
    (Field::AssessedOn.label(), &[Meaning::Of(Field::AssessedOn)]),
]);

/// The part of a decision that a heading seems to be about by one of its words, and its name in the settings.
pub(super) fn perhaps_of_decision(heading: &str) -> Option<(Meaning, &'static str)> {
    const WORDS: [(&[Concept], Meaning, &str); 4] = [
        (
            &[Concept::Level, Concept::Role, Concept::Step],
            Meaning::DecisionLevel,
            "decision-level",
        ),
        (
            &[Concept::Date, Concept::Start],
            Meaning::DecisionFrom,
            "decision-from",
        ),
        (
            &[Concept::Comment],
            Meaning::DecisionReasons,
            "decision-reasons",
        ),
        (&[Concept::Owner], Meaning::DecidedBy, "decided-by"),
    ];
    WORDS.into_iter().find_map(|(concepts, column, meaning)| {
        let mut words = heading.split(|c: char| !c.is_alphanumeric());
        let is_about = words.any(|word| says_any(word, concepts));
        is_about.then_some((column, meaning))
    })
}
