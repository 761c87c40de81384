//! What happened to the actions that were open when the last cycle ended.

use jiff::civil::Date;

use super::MapComparison;
use crate::analysis::{Progress, progress};
use crate::model::{Action, Assessment};
use crate::text::fold;

/// What happened to an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionOutcome {
    /// Done.
    Kept,
    /// Not finished; its last day was put off.
    Moved,
    /// Not finished, and its last day is past.
    Missed,
    /// Not finished, and its last day is still to come, or it has none.
    Running,
    /// Given up.
    Dropped,
    /// The new assessment does not name it any more.
    NotNamed,
}

/// An action of the last cycle and what happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionTrend {
    /// Index into the last cycle's actions of the person.
    pub then: usize,
    /// Index into today's actions of the person, if it is named there.
    pub now: Option<usize>,
    /// What happened to it.
    pub outcome: ActionOutcome,
}

/// How many actions ended in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutcomeCounts {
    /// All that were open then.
    pub open_then: usize,
    /// [`ActionOutcome::Kept`].
    pub kept: usize,
    /// [`ActionOutcome::Moved`].
    pub moved: usize,
    /// [`ActionOutcome::Missed`].
    pub missed: usize,
}

impl OutcomeCounts {
    /// Counts one more.
    pub(super) fn add(&mut self, outcome: ActionOutcome) {
        self.open_then += 1;
        match outcome {
            ActionOutcome::Kept => self.kept += 1,
            ActionOutcome::Moved => self.moved += 1,
            ActionOutcome::Missed => self.missed += 1,
            ActionOutcome::Running | ActionOutcome::Dropped | ActionOutcome::NotNamed => {}
        }
    }
}

/// What happened to each action that was open at the end of the last cycle (`ended`), as of `as_of`.
///
/// An action is the same if its words are; of several with the same words, one for the same competency goes first.
pub(super) fn action_trends(
    maps: &MapComparison<'_>,
    (then, ended): (&Assessment, Option<Date>),
    (now, as_of): (&Assessment, Option<Date>),
) -> Vec<ActionTrend> {
    let mut named: Vec<bool> = vec![false; now.actions.len()];
    let mut trends = Vec::new();
    for (index, action) in then.actions.iter().enumerate() {
        if !matches!(progress(action, ended), Progress::Open | Progress::Overdue) {
            continue;
        }
        let competency = action.competency.and_then(|id| maps.competency_today(id));
        let words = fold(&action.action);
        let same = |other: &usize| !named[*other] && fold(&now.actions[*other].action) == words;
        let found = (0..now.actions.len())
            .filter(same)
            .min_by_key(|other| now.actions[*other].competency != competency);
        if let Some(found) = found {
            named[found] = true;
        }
        trends.push(ActionTrend {
            then: index,
            now: found,
            outcome: found.map_or(ActionOutcome::NotNamed, |found| {
                outcome(action, &now.actions[found], as_of)
            }),
        });
    }
    trends
}

fn outcome(then: &Action, now: &Action, as_of: Option<Date>) -> ActionOutcome {
    match progress(now, as_of) {
        Progress::Done => ActionOutcome::Kept,
        Progress::Dropped => ActionOutcome::Dropped,
        // Put off, and late again all the same.
        Progress::Overdue => ActionOutcome::Missed,
        Progress::Open if then.due.zip(now.due).is_some_and(|(old, new)| new > old) => {
            ActionOutcome::Moved
        }
        Progress::Open => ActionOutcome::Running,
    }
}
