//! Ratings: at which level a person works in a competency.

use serde::Serialize;

/// A number on the scale of the career map: a level's rank (1 = most junior), or a required proficiency.
pub type Points = f64;

/// The content of a rating cell that is not blank. A blank is `None`, never a zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rating {
    /// The person works at this point of the scale.
    At(Points),
    /// The competency does not apply to this person.
    NotApplicable,
}

impl Rating {
    /// The number, if there is one.
    pub const fn points(self) -> Option<Points> {
        match self {
            Self::At(points) => Some(points),
            Self::NotApplicable => None,
        }
    }
}

/// Which of the ratings given decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RatingSource {
    /// Person and manager agreed on it.
    Agreed,
    /// The manager's, where nothing was agreed.
    Manager,
    /// The person's own, where there is no other.
    #[serde(rename = "self")]
    SelfRated,
    /// Nobody rated it.
    NotAssessed,
    /// The first rating given says that it does not apply.
    NotApplicable,
}

impl RatingSource {
    /// The word for it in the workbook's *Data* sheet.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Manager => "manager",
            Self::SelfRated => "self",
            Self::NotAssessed => "not assessed",
            Self::NotApplicable => "N/A",
        }
    }
}
