//! What a review shows, in sentences computed from its figures: what needs a decision, how far to trust it, and where each team
//! stands; and what has changed since the last review. The workbook and the overview page say the same.

mod decisions;
mod since;
mod standing;
mod trust;

use super::words::Sheet;

pub use decisions::decisions;
pub use since::since;
pub use standing::{StandingKind, TeamStanding, standing};
pub use trust::{nothing, problems, trust};

/// A finding and the sheet of the team workbook behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// What was found, in a few words.
    pub bold: String,
    /// The evidence.
    pub text: String,
    /// The sheet.
    pub sheet: Option<Sheet>,
}

fn finding(bold: String, text: String, sheet: Sheet) -> Finding {
    Finding {
        bold,
        text,
        sheet: Some(sheet),
    }
}
