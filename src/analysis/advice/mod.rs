//! What a career map itself lacks, as an editor would point it out: advice, never an error.
//!
//! Each kind is one function from the map to at most one [`Advice`] with all its places. Nothing here says how a file was read.

mod expectations;
mod levels;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::diagnostic::Location;
use crate::model::{CareerMap, CompetencyId, LevelId};
use crate::text::counted;

/// One kind of weakness, with all its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// Its stable name.
    pub code: &'static str,
    /// What was found: one sentence.
    pub message: String,
    /// What to do about it: one sentence.
    pub help: &'static str,
    /// Where, in the map's order.
    pub places: Vec<AdvicePlace>,
}

/// A place that advice is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdvicePlace {
    /// What it is, in the map's words.
    pub what: String,
    /// Its place, if it is in one place only.
    #[serde(flatten)]
    pub at: Location,
}

/// All advice about a map, one of a kind; empty for a map that lacks nothing.
pub fn advice(map: &CareerMap) -> Vec<Advice> {
    [
        levels::missing_track_levels(map),
        levels::missing_numbers(map),
        levels::nothing_new(map),
        levels::ambiguous_names(map),
        levels::numbers_differ_from_ranks(map),
        expectations::empty(map),
        expectations::at_several_levels(map),
        expectations::in_several_competencies(map),
        expectations::uneven(map),
        expectations::too_long(map),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl AdvicePlace {
    fn new(what: String, at: &Location) -> Self {
        let at = at.clone();
        Self { what, at }
    }
}

/// Advice of a kind, if it has any places. The message says `{}` for their number, which is followed by one of the nouns.
fn of_places(
    code: &'static str,
    places: Vec<AdvicePlace>,
    (one, many): (&str, &str),
    message: &str,
    help: &'static str,
) -> Option<Advice> {
    (!places.is_empty()).then(|| Advice {
        code,
        message: message.replacen("{}", &counted(places.len(), one, many), 1),
        help,
        places,
    })
}

/// Scored competencies, which are those that people are rated in.
fn scored(map: &CareerMap) -> impl Iterator<Item = CompetencyId> {
    map.competency_ids().filter(|id| map.competency(*id).scored)
}

/// The cell of a competency at a level, or the competency's name where the cell is empty.
fn cell(map: &CareerMap, competency: CompetencyId, level: LevelId) -> Location {
    let row = map.competency(competency);
    row.cells[level.0].clone().unwrap_or_else(|| row.at.clone())
}
