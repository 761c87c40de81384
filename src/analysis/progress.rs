//! How agreed actions stand on the date of the documents.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Action, ActionEnd};

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// Not finished, and its last day is past.
    Overdue,
    /// Not finished.
    Open,
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

/// How the action stands on `as_of`. A status that is not known as an end leaves the action open; without a last day or
/// a date to compare it with, nothing is overdue.
pub fn progress(action: &Action, as_of: Option<Date>) -> Progress {
    match action.ended {
        Some(ActionEnd::Done) => Progress::Done,
        Some(ActionEnd::Dropped) => Progress::Dropped,
        None if days_overdue(action, as_of).is_some() => Progress::Overdue,
        None => Progress::Open,
    }
}

/// How many days before `as_of` the last day was; `None` if it is not past.
pub fn days_overdue(action: &Action, as_of: Option<Date>) -> Option<i32> {
    let days = (as_of? - action.due?).get_days();
    (days > 0).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn action(due: Option<Date>, ended: Option<ActionEnd>) -> Action {
        Action {
            due,
            ended,
            ..Action::default()
        }
    }

    #[test]
    fn only_what_is_not_finished_and_past_its_day_is_overdue() {
        let today = Some(date(2026, 11, 6));
        let yesterday = Some(date(2026, 11, 5));
        let cases = [
            (None, yesterday, Progress::Overdue),
            (Some(ActionEnd::Done), yesterday, Progress::Done),
            (Some(ActionEnd::Dropped), yesterday, Progress::Dropped),
            (None, today, Progress::Open),
            (None, None, Progress::Open),
        ];
        for (ended, due, expected) in cases {
            let action = action(due, ended);
            assert_eq!(progress(&action, today), expected, "{ended:?}, {due:?}");
            assert_ne!(progress(&action, None), Progress::Overdue);
        }
    }
}
