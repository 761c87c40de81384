//! The sheet *Actions*: what was agreed to be done.

use super::super::names::Names;
use super::super::sheet::Sheet;
use super::super::table::{self, Columns, Row, Table};
use super::super::vocabulary::{Dictionary, Meaning};
use super::companions::Companion;
use super::fields::date_or_report;
use crate::diagnostic::Diagnostic;
use crate::model::{Action, Assessment, CompetencyId, Field, Track};

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

static COLUMNS: Columns<Column> = Columns(&[
    table::Column {
        key: Column::Name,
        name: "Name",
        means: &[Meaning::Of(Field::Name)],
    },
    table::Column {
        key: Column::EmployeeId,
        name: "Employee ID",
        means: &[Meaning::Of(Field::EmployeeId)],
    },
    table::Column {
        key: Column::Competency,
        name: "Competency",
        means: &[Meaning::Competency],
    },
    table::Column {
        key: Column::Action,
        name: "Action",
        means: &[Meaning::Action],
    },
    table::Column {
        key: Column::Kind,
        name: "Kind",
        means: &[Meaning::Kind],
    },
    table::Column {
        key: Column::Owner,
        name: "Owner",
        means: &[Meaning::Owner],
    },
    table::Column {
        key: Column::Start,
        name: "Start",
        means: &[Meaning::Start],
    },
    table::Column {
        key: Column::Due,
        name: "Due",
        means: &[Meaning::Due],
    },
    table::Column {
        key: Column::Status,
        name: "Status",
        means: &[Meaning::Status],
    },
    table::Column {
        key: Column::Success,
        name: "Success looks like",
        means: &[Meaning::Success],
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

    fn find<'a>(
        sheet: &'a Sheet,
        words: &Dictionary,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Table<'a, Column>> {
        let any = [Column::Owner, Column::Due, Column::Status, Column::Kind];
        Table::find(sheet, &COLUMNS, words, &[Column::Action], &any, problems)
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
