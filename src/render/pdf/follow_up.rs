//! Plans → the data of a manager's follow-up: what is open, for each of their people. It defines `/data.json` for
//! `follow-up.typ`; `templates/README.md` describes it.

use jiff::civil::Date;
use serde::Serialize;

use super::data::{ActionData, DocumentData, PlanData};
use crate::analysis::Progress;

/// Version of the contract.
const CONTRACT: u32 = 1;

/// The follow-up of one manager's people. They share language, paper, font and accent colour.
#[derive(Debug, Clone, Serialize)]
pub struct FollowUpData {
    /// Its version.
    pub contract: u32,
    /// Things about the document itself.
    pub document: Option<DocumentData>,
    /// The manager; `None` for people without one.
    pub manager: Option<String>,
    /// The people, each on a page of their own.
    pub people: Vec<FollowedData>,
}

/// One person in a follow-up.
#[derive(Debug, Clone, Serialize)]
pub struct FollowedData {
    /// Name.
    pub name: String,
    /// Employee ID.
    pub employee_id: Option<String>,
    /// Team.
    pub team: Option<String>,
    /// The title of the role level.
    pub role_level: String,
    /// The day on which they look at the plan again: the one that was agreed, else the company's.
    pub next: Option<Date>,
    /// The day that was agreed, if it is past.
    pub was_next: Option<Date>,
    /// What is still to be done, by last day; what has none comes last.
    pub actions: Vec<ActionData>,
}

/// When a person and their manager look at the plan again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewDay {
    /// A day that is still to come.
    pub next: Option<Date>,
    /// The day that was agreed, if it is past.
    pub was: Option<Date>,
}

/// The follow-up of a manager's people, from their plans.
pub fn follow_up_data(
    manager: Option<&str>,
    plans: impl IntoIterator<Item = (PlanData, ReviewDay)>,
) -> FollowUpData {
    let mut document = None;
    let people = plans
        .into_iter()
        .map(|(plan, day)| {
            let in_focus = plan.focus.into_iter().flat_map(|area| area.actions);
            let mut actions: Vec<ActionData> = in_focus
                .chain(plan.other_actions)
                .filter(|action| matches!(action.progress, Progress::Open | Progress::Overdue))
                .collect();
            actions.sort_by_key(|action| (action.due.is_none(), action.due));
            document.get_or_insert(plan.document);
            FollowedData {
                name: plan.person.name,
                employee_id: plan.person.employee_id,
                team: plan.person.team,
                role_level: plan.person.role_level.title,
                next: day.next,
                was_next: day.was,
                actions,
            }
        })
        .collect();
    FollowUpData {
        contract: CONTRACT,
        document,
        manager: manager.map(str::to_owned),
        people,
    }
}
