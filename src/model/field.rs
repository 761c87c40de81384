//! The facts that a form or a roster states about a person, and the cells that they stand in.

use super::short_map::ShortMap;
use crate::diagnostic::Location;

/// The facts about the person and the review that a form states once, beside its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The person's name.
    Name,
    /// The company's own number for the person.
    EmployeeId,
    /// Email address.
    Email,
    /// The team that the person works in.
    Team,
    /// The manager's name.
    Manager,
    /// The manager's employee ID.
    ManagerId,
    /// The manager's email address.
    ManagerEmail,
    /// The level held now.
    RoleLevel,
    /// The person's track.
    Track,
    /// The person's speciality.
    Speciality,
    /// The level aimed at.
    TargetLevel,
    /// The review cycle's name.
    Cycle,
    /// The day of the assessment.
    AssessedOn,
    /// The day on which the plan is looked at again.
    NextReview,
    /// Where the person wants to go.
    Aspiration,
    /// What the person is proud of.
    Accomplishments,
    /// How the person developed since the last review.
    Development,
    /// Where the person wants to improve.
    Growth,
    /// What the person does that the career map does not name.
    BeyondMap,
    /// The competencies in which the person is willing to help others.
    WillingToHelp,
    /// The choice of where the person wants to go.
    Wish,
    /// The manager's summary.
    ManagerSummary,
    /// The manager's recommendation.
    Recommendation,
    /// What the recommendation rests on.
    Reasons,
}

impl Field {
    /// Its documented name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::EmployeeId => "Employee ID",
            Self::Email => "Email",
            Self::Team => "Team",
            Self::Manager => "Manager",
            Self::ManagerId => "Manager ID",
            Self::ManagerEmail => "Manager email",
            Self::RoleLevel => "Role level",
            Self::Track => "Track",
            Self::Speciality => "Speciality",
            Self::TargetLevel => "Target level",
            Self::Cycle => "Review cycle",
            Self::AssessedOn => "Assessed on",
            Self::NextReview => "Next review",
            Self::Aspiration => "Aspiration",
            Self::Accomplishments => "Accomplishments",
            Self::Development => "Development since last review",
            Self::Growth => "Areas for growth",
            Self::BeyondMap => "What I do that the map does not name",
            Self::WillingToHelp => "Willing to help others in",
            Self::Wish => "Where I want to go",
            Self::ManagerSummary => "Manager summary",
            Self::Recommendation => "Recommendation",
            Self::Reasons => "Reasons",
        }
    }

    /// Whether it is answered in somebody's own words, or with a choice that a form asks for with a question.
    pub const fn is_own_words(self) -> bool {
        matches!(
            self,
            Self::Aspiration
                | Self::Accomplishments
                | Self::Development
                | Self::Growth
                | Self::BeyondMap
                | Self::WillingToHelp
                | Self::Wish
                | Self::ManagerSummary
                | Self::Recommendation
                | Self::Reasons
        )
    }
}

/// The cell of each field that is filled in.
pub type FieldCells = ShortMap<Field, Location>;
