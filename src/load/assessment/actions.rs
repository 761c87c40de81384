//! The sheet *Actions*: what was agreed to be done.

use super::super::names::Names;
use super::super::sheet::Sheet;
use super::super::table::{Columns, HeadedTable, Row, column};
use super::super::vocabulary::{Dictionary, Meaning};
use super::companions::AttachedSheet;
use super::fields::date_or_report;
use super::status::{self, Stands};
use crate::diagnostic::Diagnostic;
use crate::labels::List;
use crate::model::{Action, Assessment, CompetencyId, Field, Person, Sourced};

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
    column(Column::Name, "Name", &[Meaning::Of(Field::Name)]),
    column(
        Column::EmployeeId,
        "Employee ID",
        &[Meaning::Of(Field::EmployeeId)],
    ),
    column(Column::Competency, "Competency", &[Meaning::Competency]),
    column(Column::Action, "Action", &[Meaning::Action]),
    column(Column::Kind, "Kind", &[Meaning::Kind]),
    column(Column::Owner, "Owner", &[Meaning::Owner]),
    column(Column::Start, "Start", &[Meaning::Start]),
    column(Column::Due, "Due", &[Meaning::Due]),
    column(Column::Status, "Status", &[Meaning::Status]),
    column(Column::Success, "Success looks like", &[Meaning::Success]),
]);

/// Tables of actions.
pub(super) struct Actions;

impl AttachedSheet for Actions {
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
    ) -> Option<HeadedTable<'a, Column>> {
        let any = [Column::Owner, Column::Due, Column::Status, Column::Kind];
        HeadedTable::find(sheet, &COLUMNS, words, &[Column::Action], &any, problems)
    }

    // A competency, a kind or an owner that a form fills in beforehand is not an action yet.
    fn is_filled(row: &Row<'_, Column>) -> bool {
        [Column::Action, Column::Success, Column::Start, Column::Due]
            .iter()
            .any(|column| row.value(*column).is_some())
    }

    fn read(
        row: &Row<'_, Column>,
        names: &Names<'_>,
        _person: &Person,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Action> {
        let Some(action) = row.text(Column::Action, problems) else {
            if Actions::is_filled(row) {
                problems.push(Diagnostic::warning(
                "action-missing",
                row.at(Column::Action),
                "This row has a date or says what success looks like, but has no action; it was left out.",
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
        let chosen = |list| move |typed| names.chosen(list, typed);
        let kind = word(Column::Kind).map(chosen(List::Kind));
        let owner = word(Column::Owner);
        let typed = word(Column::Status);
        let mut status = typed.clone().map(chosen(List::Status));
        let stands = row
            .value(Column::Status)
            .and_then(|value| status::of(value, status.as_deref()));
        if let (Some(typed), Some(Stands::Unknown)) = (typed, stands) {
            problems.push(Diagnostic::warning(
                "status-unknown",
                row.at(Column::Status),
                format!("“{typed}” does not say whether the action is done; it counts as open."),
                "Write Planned, In progress, Done or Dropped, a word that means one of them, or a percentage.",
            ));
            status = Some(typed);
        }
        Some(Action {
            competency,
            action,
            kind,
            owner,
            start,
            due,
            ended: stands.and_then(Stands::ended),
            ended_on: stands
                .and_then(Stands::ended_on)
                .map(|day| Sourced::new(day, row.at(Column::Status))),
            status,
            success: row.text(Column::Success, problems),
            at: row.at(Column::Action),
        })
    }

    fn items(assessment: &mut Assessment) -> &mut Vec<Action> {
        &mut assessment.actions
    }
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
            let all = names.map().competency_names();
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
