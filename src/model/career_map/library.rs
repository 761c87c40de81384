//! The company's library of development actions.

use jiff::civil::Date;

use super::{CompetencyId, LevelId};
use crate::model::money::{Amount, Currency};

/// An action from the company's library (sheet *Development actions* of the map's workbook).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedAction {
    /// The competency that it develops.
    pub competency: CompetencyId,
    /// The level that it leads to; `None` suits every level.
    pub level: Option<LevelId>,
    /// What to do.
    pub action: String,
    /// Experience, exposure or education.
    pub kind: Option<String>,
    /// Where to find it.
    pub resource: Option<String>,
    /// How much time it takes, in words.
    pub effort: Option<String>,
    /// What has to be known to book it.
    pub booking: Booking,
}

impl SuggestedAction {
    /// Whether it serves a step in this competency to one of these levels.
    pub fn suits(&self, competency: CompetencyId, levels: &[LevelId]) -> bool {
        self.competency == competency && self.level.is_none_or(|level| levels.contains(&level))
    }
}

/// What has to be known to book an action. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Booking {
    /// How many hours it takes one person.
    pub hours: Option<Amount>,
    /// What it costs.
    pub cost: Option<Cost>,
    /// Who offers it.
    pub provider: Option<String>,
    /// How many people one run of it has places for, at least 1.
    pub seats: Option<usize>,
    /// Its first day.
    pub from: Option<Date>,
    /// Its last day.
    pub to: Option<Date>,
}

impl Booking {
    /// Whether its last day is past on the date of the documents, so that nobody can book it.
    pub fn is_over(&self, as_of: Option<Date>) -> bool {
        as_of.is_some_and(|today| self.to.is_some_and(|to| to < today))
    }
}

/// What an action costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How much.
    pub amount: Amount,
    /// Of which currency; `None` where nothing says it.
    pub currency: Option<Currency>,
    /// For how many people.
    pub per: CostPer,
}

/// For how many people a cost is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostPer {
    /// For each person.
    Person,
    /// For each run of the action, however many take part.
    Run,
}
