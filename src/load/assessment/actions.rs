//! The sheet *Actions*: what was agreed to be done.

use super::super::names::Names;
use super::super::sheet::Sheet;
use super::super::table::{ColumnNames, Columns, Row, Table};
use super::companions::Companion;
use super::fields::date_or_report;
use crate::diagnostic::Diagnostic;
use crate::model::{Action, Assessment, CompetencyId, Track};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Name,
    EmployeeId,
    Competency,
    Action,
    Kind,
    Owner,
    Start,
    Due,
    Status,
    Success,
}

static COLUMNS: Columns<Column> = Columns::new(&[
    ColumnNames {
        key: Column::Name,
        names: &[
            "Name",
            "Full name",
            "Employee name",
            "Employee",
            "Person",
            "Team member",
        ],
    },
    ColumnNames {
        key: Column::EmployeeId,
        names: &["Employee ID", "ID", "Employee no", "Employee number"],
    },
    ColumnNames {
        key: Column::Competency,
        names: &["Competency", "Competence", "Skill", "Area"],
    },
    ColumnNames {
        key: Column::Action,
        names: &["Action", "Actions", "Development action", "What"],
    },
    ColumnNames {
        key: Column::Kind,
        names: &["Kind", "Type", "Kind of action"],
    },
    ColumnNames {
        key: Column::Owner,
        names: &["Owner", "Who", "Responsible"],
    },
    ColumnNames {
        key: Column::Start,
        names: &["Start", "Start date", "From"],
    },
    ColumnNames {
        key: Column::Due,
        names: &["Due", "Due date", "By when", "End", "Until"],
    },
    ColumnNames {
        key: Column::Status,
        names: &["Status", "State", "Progress"],
    },
    ColumnNames {
        key: Column::Success,
        names: &[
            "Success looks like",
            "Success",
            "Success criteria",
            "What success looks like",
        ],
    },
]);

/// Tables of actions.
pub(super) struct Actions;

impl Companion for Actions {
    type Column = Column;
    type Item = Action;
    const WHAT: &'static str = "actions";
    const SHEET: &'static str = "Actions";
    const NAME: Column = Column::Name;
    const EMPLOYEE_ID: Column = Column::EmployeeId;

    fn find<'a>(sheet: &'a Sheet, problems: &mut Vec<Diagnostic>) -> Option<Table<'a, Column>> {
        let any = [Column::Owner, Column::Due, Column::Status, Column::Kind];
        Table::find(sheet, &COLUMNS, &[Column::Action], &any, problems)
    }

    // A competency, a kind or an owner that a form fills in beforehand is no action yet.
    fn is_filled(row: &Row<'_, Column>) -> bool {
        [Column::Action, Column::Success, Column::Start, Column::Due]
            .iter()
            .any(|column| row.value(*column).is_some())
    }

    fn read(
        row: &Row<'_, Column>,
        names: &Names<'_>,
        _track: Option<Track>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Action> {
        read_row(row, names, problems)
    }

    fn items(assessment: &mut Assessment) -> &mut Vec<Action> {
        &mut assessment.actions
    }
}

fn read_row(
    row: &Row<'_, Column>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Action> {
    let Some(action) = row.text(Column::Action, problems) else {
        if Actions::is_filled(row) {
            problems.push(Diagnostic::warning(
                "action-missing",
                row.at(Column::Action),
                "This row has a date or says what success looks like, but not what is to be done; it was left out.",
                "Write the action, or empty the row.",
            ));
        }
        return None;
    };
    let competency = competency(row, names, problems);
    let mut date = |column| date_or_report(row.value(column)?, || row.at(column), problems);
    let start = date(Column::Start);
    let due = date(Column::Due);
    let mut word = |column| row.name(column, problems);
    Some(Action {
        competency,
        action,
        kind: word(Column::Kind),
        owner: word(Column::Owner),
        start,
        due,
        status: word(Column::Status),
        success: row.text(Column::Success, problems),
        at: row.at(Column::Action),
    })
}

fn competency(
    row: &Row<'_, Column>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<CompetencyId> {
    let typed = row.name(Column::Competency, problems)?;
    match names.competency(&typed) {
        Ok(id) => Some(id),
        Err(unmatched) => {
            let all: Vec<&str> = names
                .map()
                .competencies
                .iter()
                .map(|competency| competency.name.as_str())
                .collect();
            problems.push(Diagnostic::warning(
                "unknown-competency",
                row.at(Column::Competency),
                format!(
                    "The competency “{typed}” is not in the career map; the action was kept without it."
                ),
                unmatched.help(&all),
            ));
            None
        }
    }
}
