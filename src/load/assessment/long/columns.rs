//! What people call the columns of the long form; the first name of each is the contract's.

use super::super::super::table::{ColumnNames, Columns};
use super::By;
use crate::model::Field;

/// The columns of the long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Of(Field),
    Competency,
    Rating(By),
    /// A rating, and nobody says whose.
    Unsaid,
    Evidence,
    ManagerComment,
    Interest,
}

macro_rules! column {
    ($key:expr, $($name:literal),+) => {
        ColumnNames { key: $key, names: &[$($name),+] }
    };
}

/// What people call them.
pub(super) static COLUMNS: Columns<Column> = Columns::new(&[
    column!(
        Column::Of(Field::Name),
        "Name",
        "Full name",
        "Employee name",
        "Employee",
        "Person",
        "Team member"
    ),
    column!(
        Column::Of(Field::EmployeeId),
        "Employee ID",
        "ID",
        "Employee no",
        "Employee number",
        "Personnel number",
        "Staff ID"
    ),
    column!(
        Column::Of(Field::Email),
        "Email",
        "E-mail",
        "Email address",
        "Mail"
    ),
    column!(
        Column::Of(Field::Team),
        "Team",
        "Department",
        "Group",
        "Unit"
    ),
    column!(
        Column::Of(Field::Manager),
        "Manager name",
        "Line manager",
        "Reports to",
        "Supervisor"
    ),
    column!(
        Column::Of(Field::RoleLevel),
        "Role level",
        "Current level",
        "Current role level",
        "Role",
        "Current role"
    ),
    column!(Column::Of(Field::Track), "Track", "Career track", "Path"),
    column!(
        Column::Of(Field::TargetLevel),
        "Target level",
        "Target",
        "Next level"
    ),
    column!(
        Column::Of(Field::Cycle),
        "Review cycle",
        "Cycle",
        "Review period"
    ),
    column!(
        Column::Of(Field::AssessedOn),
        "Assessed on",
        "Assessment date",
        "Date",
        "Review date"
    ),
    column!(
        Column::Competency,
        "Competency",
        "Competence",
        "Skill",
        "Skill area",
        "Area"
    ),
    column!(
        Column::Rating(By::Own),
        "Self level",
        "Self",
        "Self rating",
        "Self-assessment",
        "Own level",
        "Own rating"
    ),
    column!(
        Column::Rating(By::Manager),
        "Manager level",
        "Manager",
        "Manager rating",
        "Manager assessment",
        "Lead rating"
    ),
    column!(
        Column::Rating(By::Agreed),
        "Agreed level",
        "Agreed",
        "Agreed rating",
        "Final level",
        "Final rating",
        "Consensus"
    ),
    column!(Column::Unsaid, "Rating", "Score", "Assessment", "Result"),
    column!(Column::Evidence, "Evidence", "Examples", "Example"),
    column!(
        Column::ManagerComment,
        "Manager comment",
        "Manager comments",
        "Comment by manager"
    ),
    column!(Column::Interest, "Interest", "Interest in growing"),
]);

/// What is said once about a person.
pub(super) const FIELDS: [Field; 10] = [
    Field::Name,
    Field::EmployeeId,
    Field::Email,
    Field::Team,
    Field::Manager,
    Field::RoleLevel,
    Field::Track,
    Field::TargetLevel,
    Field::Cycle,
    Field::AssessedOn,
];
