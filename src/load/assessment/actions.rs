//! The sheet *Actions*: what was agreed to be done.

use super::super::names::Names;
use super::super::sheet::Sheet;
use super::super::table::{ColumnNames, Row, Table};
use super::fields::date_or_report;
use crate::diagnostic::Diagnostic;
use crate::model::{Action, CompetencyId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Competency,
    Action,
    Kind,
    Owner,
    Start,
    Due,
    Status,
    Success,
}

const COLUMNS: &[ColumnNames<Column>] = &[
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
];

/// The actions of the first sheet that has a table of them.
pub(super) fn read(
    sheets: &[&Sheet],
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Action> {
    let table = sheets.iter().find_map(|sheet| {
        let any = [Column::Owner, Column::Due, Column::Status, Column::Kind];
        Table::find(sheet, COLUMNS, &[Column::Action], &any, problems)
    });
    let Some(table) = table else {
        return Vec::new();
    };
    table
        .rows()
        .filter_map(|row| read_row(&row, names, problems))
        .collect()
}

fn read_row(
    row: &Row<'_, Column>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Action> {
    let Some(action) = row.text(Column::Action, problems) else {
        // A competency, a kind or an owner that a form fills in beforehand is no action yet.
        if row.value(Column::Success).is_some() {
            problems.push(Diagnostic::warning(
                "action-missing",
                row.at(Column::Action),
                "This row says what success looks like but not what is to be done; it was left out.",
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
