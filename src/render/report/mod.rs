//! What `check` reports, as text for people and as JSON for programs, and the reminders for managers.

mod json;
mod map;
mod reminders;
mod text;

use crate::diagnostic::Diagnostic;
use crate::model::{CareerMap, Review};

pub use json::json;
pub use map::map_text;
pub use reminders::{Reminders, reminders};
pub use text::text;

/// What is known about a review cycle: as much of it as could be read.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The career map; `None` where it was refused.
    pub career_map: Option<&'a CareerMap>,
    /// Everybody's assessments; `None` where there is no map to read them against, or only the map was asked for.
    pub review: Option<&'a Review>,
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
