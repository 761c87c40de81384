//! The sheet *Actions*: what was agreed to be done.

use super::super::dates::date_or_report;
use super::super::names::MapNames;
use super::super::table::{Columns, Row};
use super::super::vocabulary::Meaning;
use super::companions::{AttachedSheet, EMPLOYEE_ID, NAME};
use super::status::{self, ActionState, Until};
use crate::diagnostic::Diagnostic;
use crate::labels::List;
use crate::model::{Action, ActionCells, Assessment, CompetencyId, Person};

/// Tables of actions.
pub(super) struct Actions;

impl AttachedSheet for Actions {
    type Item = Action;
    const WHAT: &'static str = "actions";
    const SHEET: &'static str = "Actions";
    const COLUMNS: Columns = Columns(&[
        ("Name", &[NAME]),
        ("Employee ID", &[EMPLOYEE_ID]),
        ("Competency", &[Meaning::Competency]),
        ("Action", &[Meaning::Action]),
        ("Kind", &[Meaning::Kind]),
        ("Owner", &[Meaning::Owner]),
        ("Start", &[Meaning::Start]),
        ("Due", &[Meaning::Due]),
        ("Status", &[Meaning::Status]),
        ("Success looks like", &[Meaning::Success]),
    ]);
    const REQUIRED: &'static [Meaning] = &[Meaning::Action];
    const ANY_OF: &'static [Meaning] =
        &[Meaning::Owner, Meaning::Due, Meaning::Status, Meaning::Kind];
    // A competency, a kind or an owner that a form fills in beforehand is not an action yet.
    const FILLED: &'static [Meaning] = &[
        Meaning::Action,
        Meaning::Success,
        Meaning::Start,
        Meaning::Due,
    ];

    fn read(
        row: &Row<'_, Meaning>,
        names: &MapNames<'_>,
        _person: &Person,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Action> {
        let Some(action) = row.text(Meaning::Action, problems) else {
            if Actions::is_filled(row) {
                problems.push(Diagnostic::warning(
                "action-missing",
                row.at(Meaning::Action),
                "This row has a date or says what success looks like, but has no action; it was left out.",
                "Write the action, or empty the row.",
            ));
            }
            return None;
        };
        let competency = competency(row, names, problems);
        let mut date = |column| date_or_report(row.value(column)?, || row.at(column), problems);
        let start = date(Meaning::Start);
        let due = date(Meaning::Due);
        let mut word = |column| row.name(column, problems);
        let chosen = |list| move |typed| names.chosen(list, typed);
        let kind = word(Meaning::Kind).map(chosen(List::Kind));
        let owner = word(Meaning::Owner);
        let typed = word(Meaning::Status);
        let mut status = typed.clone().map(chosen(List::Status));
        let stands = row
            .value(Meaning::Status)
            .and_then(|value| status::of(value, status.as_deref()));
        if let (Some(typed), Some(ActionState::Unknown)) = (&typed, stands) {
            problems.push(Diagnostic::warning(
                "status-unknown",
                row.at(Meaning::Status),
                format!("“{typed}” does not say whether the action is done; it counts as open."),
                "Write Planned, In progress, Done or Dropped, a word that means one of them, a percentage, or the new day, as in \
                 “Postponed until 2027-05-03”.",
            ));
            status = Some(typed.clone());
        }
        let until = stands.map_or(Until::Unsaid, ActionState::until);
        let (moved, postponed) = until.against(due);
        if let (Some(day), Some(typed)) = (moved, &typed) {
            let is_due = match due {
                Some(due) => format!("moves the last day of this action from {due} to {day}"),
                None => format!("names the last day of this action, {day}"),
            };
            problems.push(Diagnostic::note(
                "postponed-until",
                row.at(Meaning::Status),
                format!("“{typed}” {is_due}."),
                "If that is wrong, write the right day into Due, and Planned or In progress here.",
            ));
        }
        Some(Action {
            competency,
            action,
            kind,
            owner,
            start,
            due: moved.or(due),
            ended: stands.and_then(ActionState::ended),
            ended_on: stands.and_then(ActionState::ended_on),
            postponed,
            status,
            success: row.text(Meaning::Success, problems),
            at: row.at(Meaning::Action),
            cells: ActionCells {
                start: row.at(Meaning::Start),
                due: row.at(Meaning::Due),
                status: row.at(Meaning::Status),
            },
        })
    }

    fn items(assessment: &mut Assessment) -> &mut Vec<Action> {
        &mut assessment.actions
    }
}

fn competency(
    row: &Row<'_, Meaning>,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<CompetencyId> {
    let typed = row.name(Meaning::Competency, problems)?;
    match names.competency(&typed) {
        Ok(id) => Some(id),
        Err(unmatched) => {
            let all = names.map().competency_names();
            problems.push(Diagnostic::warning(
                "unknown-competency",
                row.at(Meaning::Competency),
                format!(
                    "The competency “{typed}” is not in the career map; the action was kept without it."
                ),
                unmatched.help(&all),
            ));
            None
        }
    }
}
