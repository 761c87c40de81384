//! What `check` reports, as text for people and as JSON for programs, and the reminders for managers.

mod advice;
mod explain;
mod json;
mod map;
mod map_json;
mod readings;
mod reminders;
mod text;
mod trial;
mod trial_json;
mod without_plan;

use serde::Serialize;

use crate::analysis::UnusableFiles;
use crate::diagnostic::Diagnostic;
use crate::model::{
    CareerMap, LeftOut, Review, RosterEntry, SheetAccount, TableAccount, TriedReadings,
};
use crate::text::counted as count;

pub use explain::explain_text;
pub use json::json;
pub use map::map_text;
pub use reminders::{Reminders, reminders};
pub use text::text;
pub use trial::trial_text;
pub use trial_json::trial_json;
pub use without_plan::{WithoutPlan, without_plan};

/// What is known about a review cycle: as much of it as could be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Report<'a> {
    /// The career map; `None` where it was refused.
    pub career_map: Option<&'a CareerMap>,
    /// Where the names of its levels are, such as `row 4`; `None` unless only the map was asked for.
    pub header: Option<&'a str>,
    /// The cells of its sheets that were left out; empty unless only the map was asked for.
    pub left_out: &'a [LeftOut],
    /// What the visible cells of its sheets were used as; empty unless only the map was asked for.
    pub cells: &'a [SheetAccount],
    /// The file with the settings about it; `None` where there is none.
    pub settings: Option<SettingsSource<'a>>,
    /// Everybody's assessments; `None` where there is no map to read them against, or only the map was asked for.
    pub review: Option<&'a Review>,
    /// How the columns of assessments and roster were understood, each way with its files.
    pub readings: &'a [(TableAccount, Vec<String>)],
    /// The readings of the career map that were tried, where they were asked for.
    pub attempts: Option<&'a TriedReadings>,
    /// Every problem, by place.
    pub diagnostics: &'a [Diagnostic],
}

/// A file with settings.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct SettingsSource<'a> {
    /// The file, as people know it.
    pub file: &'a str,
    /// Whether it says anything about the map.
    pub speaks_of_map: bool,
}

/// Why somebody on the roster has no assessment.
fn why_missing(entry: &RosterEntry, unusable: &UnusableFiles) -> &'static str {
    if unusable.has_one_of(entry) {
        "there is a file, but it could not be used; see the errors"
    } else {
        "no assessment yet"
    }
}
