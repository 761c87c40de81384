//! What `check` reports, as text for people and as JSON for programs, and the reminders for managers.

mod explain;
mod json;
mod map;
mod readings;
mod reminders;
mod text;
mod without_plan;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Account, Attempts, CareerMap, Review, RosterEntry, name_key};
use crate::text::fold;

pub use explain::explain_text;
pub use json::json;
pub use map::map_text;
pub use reminders::{Reminders, reminders};
pub use text::text;
pub use without_plan::{WithoutPlan, without_plan};

/// What is known about a review cycle: as much of it as could be read.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The career map; `None` where it was refused.
    pub career_map: Option<&'a CareerMap>,
    /// Everybody's assessments; `None` where there is no map to read them against, or only the map was asked for.
    pub review: Option<&'a Review>,
    /// How the columns of assessments and roster were understood, each way with its files.
    pub readings: &'a [(Account, Vec<String>)],
    /// The readings of the career map that were tried, where they were asked for.
    pub attempts: Option<&'a Attempts>,
    /// Every problem, by place.
    pub diagnostics: &'a [Diagnostic],
}

/// “1 person”, “2 people”.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A name with the employee ID, where there is one.
fn who(name: &str, employee_id: Option<&str>) -> String {
    employee_id.map_or_else(|| name.to_owned(), |id| format!("{name} ({id})"))
}

/// Why somebody on the roster has no assessment.
fn why_missing(entry: &RosterEntry, diagnostics: &[Diagnostic]) -> &'static str {
    if came_but_left_out(entry, diagnostics) {
        "a file is here, but could not be used; see the errors"
    } else {
        "no assessment yet"
    }
}

/// Whether a file of somebody who counts as missing seems to be there, but was left out: nobody should be reminded of what
/// they have handed in. An error names the person, or the file that it is about does.
fn came_but_left_out(entry: &RosterEntry, diagnostics: &[Diagnostic]) -> bool {
    let names = [fold(&entry.name), name_key(&entry.name)].map(|name| format!(" {name} "));
    let has_name = |text: &str| {
        let text = format!(" {} ", fold(text));
        names.iter().any(|name| text.contains(name))
    };
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .any(|diagnostic| {
            has_name(&diagnostic.message) || diagnostic.location.file().is_some_and(has_name)
        })
}
