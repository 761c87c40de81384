//! What the company says a team needs in a competency, where it does not leave that to the arithmetic.

use super::career_map::{CompetencyId, LevelId};
use super::rating::Points;
use crate::diagnostic::Location;

/// The level that a team needs, as it was named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NeededLevel {
    /// A level of the map; on a scale of numbers, what the map requires there.
    Level(LevelId),
    /// A number on the scale of the map.
    Points(Points),
}

/// A row of the sheet *Coverage needs*, or an entry `[[coverage-needs]]` of the configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageNeed {
    /// The team as it was typed; `None` means every team.
    pub team: Option<String>,
    /// The competency; `None` means every one.
    pub competency: Option<CompetencyId>,
    /// The level that is needed; `None` leaves the reference level as it is.
    pub level: Option<NeededLevel>,
    /// How many people are needed at that level, at least 1; `None` leaves the number as it is.
    pub people: Option<usize>,
    /// Where it was read.
    pub at: Location,
}
