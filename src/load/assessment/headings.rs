//! What people call the labels and columns of an assessment; the first name of each is the contract's.

use std::sync::LazyLock;

use super::super::glossary::Glossary;
use super::super::table::{ColumnNames, Columns};
use crate::model::Field;

/// Labels beside which a form says something once.
pub(super) const LABELS: &[(Field, &[&str])] = &[
    (
        Field::Name,
        &[
            "Name",
            "Full name",
            "Employee name",
            "Employee",
            "Person",
            "Team member",
        ],
    ),
    (
        Field::EmployeeId,
        &[
            "Employee ID",
            "ID",
            "Employee no",
            "Employee number",
            "Personnel number",
            "Staff ID",
        ],
    ),
    (Field::Email, &["Email", "E-mail", "Email address", "Mail"]),
    (Field::Team, &["Team", "Department", "Group", "Unit"]),
    (
        Field::Manager,
        &[
            "Manager",
            "Line manager",
            "Manager name",
            "Reports to",
            "Supervisor",
            "Team lead",
        ],
    ),
    (
        Field::RoleLevel,
        &[
            "Role level",
            "Current level",
            "Level",
            "Current role level",
            "Role",
            "Current role",
        ],
    ),
    (Field::Track, &["Track", "Career track", "Path"]),
    (
        Field::TargetLevel,
        &[
            "Target level",
            "Target",
            "Next level",
            "Target role level",
            "Level aimed at",
        ],
    ),
    (
        Field::Cycle,
        &["Review cycle", "Cycle", "Review period", "Period"],
    ),
    (
        Field::AssessedOn,
        &[
            "Assessed on",
            "Assessment date",
            "Date",
            "Review date",
            "Date of assessment",
        ],
    ),
    (
        Field::Aspiration,
        &[
            "Aspiration",
            "Aspirations",
            "Career aspiration",
            "Career goals",
        ],
    ),
    (
        Field::Accomplishments,
        &[
            "Accomplishments",
            "Achievements",
            "Accomplishments since last review",
        ],
    ),
    (
        Field::Development,
        &[
            "Development since last review",
            "Development since the last review",
            "Development",
        ],
    ),
    (
        Field::ManagerSummary,
        &["Manager summary", "Summary by manager", "Manager's summary"],
    ),
    (
        Field::Recommendation,
        &[
            "Recommendation",
            "Manager recommendation",
            "Manager's recommendation",
        ],
    ),
];

/// The columns of the table of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Competency,
    Own,
    Manager,
    Agreed,
    Evidence,
    ManagerComment,
    Interest,
}

pub(super) static COLUMNS: Columns<Column> = Columns::new(&[
    ColumnNames {
        key: Column::Competency,
        names: &[
            "Competency",
            "Competence",
            "Competencies",
            "Skill",
            "Skills",
            "Skill area",
            "Area",
        ],
    },
    ColumnNames {
        key: Column::Own,
        names: &[
            "Self level",
            "Self",
            "Self rating",
            "Self-assessment",
            "Own level",
            "Own rating",
            "Employee level",
            "Employee rating",
            "My level",
            "My rating",
        ],
    },
    ColumnNames {
        key: Column::Manager,
        names: &[
            "Manager level",
            "Manager",
            "Manager rating",
            "Manager assessment",
            "Manager's level",
            "Manager's rating",
            "Lead rating",
            "Supervisor rating",
        ],
    },
    ColumnNames {
        key: Column::Agreed,
        names: &[
            "Agreed level",
            "Agreed",
            "Agreed rating",
            "Final level",
            "Final rating",
            "Consensus rating",
            "Consensus",
        ],
    },
    ColumnNames {
        key: Column::Evidence,
        names: &[
            "Evidence",
            "Examples",
            "Evidence / examples",
            "Evidence and examples",
            "Example",
        ],
    },
    ColumnNames {
        key: Column::ManagerComment,
        names: &[
            "Manager comment",
            "Manager comments",
            "Manager's comment",
            "Manager's comments",
            "Comment by manager",
        ],
    },
    ColumnNames {
        key: Column::Interest,
        names: &["Interest", "Interest in growing", "Interest to grow"],
    },
]);

/// Labels by their folded names.
pub(super) static FIELDS_BY_NAME: LazyLock<Glossary<Field>> = LazyLock::new(|| {
    LABELS
        .iter()
        .flat_map(|(field, names)| names.iter().map(|name| (*name, *field)))
        .collect()
});
