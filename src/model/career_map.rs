//! The career map: levels in order of seniority, competencies, and what each level expects in each competency.

mod library;
mod of_person;
mod scale;
mod speciality;

use serde::{Deserialize, Serialize};

use super::rating::Points;
use super::track::{PersonTrack, Track};
use crate::diagnostic::Location;
pub use library::{Booking, Cost, CostPer, SuggestedAction};
pub use of_person::AskedExpectation;
pub use scale::{Described, Scale, ScaleStep, sign_key};
pub use speciality::{EntryMode, NewSpeciality, Speciality, SpecialityEntry, SpecialityId};

/// Index of a level in [`CareerMap::levels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LevelId(pub usize);

/// Index of a competency in [`CareerMap::competencies`], which is also its place in the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(test, derive(Default))]
pub struct CompetencyId(pub usize);

/// A step of seniority.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// The title for display, without the tracks.
    pub title: String,
    /// A grade code such as `IC3`, if the map gives one.
    pub code: Option<String>,
    /// Further names that assessments may use: the header as written, a second title.
    pub aliases: Vec<String>,
    /// The tracks that the level is on; empty where the map does not tell tracks apart at this level (below the level
    /// where the tracks divide).
    pub tracks: Vec<Track>,
    /// Place in the order of seniority, 1 = most junior. Parallel levels of two tracks may share a rank.
    pub rank: u32,
    /// Where the title was read.
    #[serde(flatten)]
    pub at: Location,
}

impl Level {
    /// Whether a person on `track` can hold this level. A person whose track is not known can hold any.
    pub fn is_on(&self, track: Option<PersonTrack>) -> bool {
        self.tracks.is_empty()
            || track.is_none_or(|track| self.tracks.iter().any(|own| track.includes(*own)))
    }
}

/// One thing that a person at a level does in a competency: a bullet of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// The map's own words, without the bullet sign.
    pub text: String,
    /// Nested bullets below it.
    pub details: Vec<String>,
    /// The track that it is meant for, where the map marks it for one.
    pub track: Option<Track>,
}

impl Expectation {
    /// An expectation of one sentence for everybody.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            details: Vec::new(),
            track: None,
        }
    }

    /// Whether it is meant for people on `track`; where either side leaves the track open, it is.
    pub fn is_for(&self, track: Option<PersonTrack>) -> bool {
        match (self.track, track) {
            (Some(marked), Some(track)) => track.includes(marked),
            _ => true,
        }
    }
}

/// A row of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Competency {
    /// The name for display.
    pub name: String,
    /// The group that the map puts it in.
    pub category: Option<String>,
    /// Whether it exists for the people whose map this is. In the general map, a competency of specialities does not;
    /// nothing is shown or counted of it there.
    pub holds: bool,
    /// Whether it is a skill that is scored, or a fact about a person (education, years) that is only shown.
    pub scored: bool,
    /// How much it counts in readiness, order of focus areas and burden. 1 unless configured.
    pub weight: f64,
    /// Expectations by [`LevelId`]; as long as [`CareerMap::levels`].
    pub expectations: Vec<Vec<Expectation>>,
    /// Required proficiency by [`LevelId`], as long as [`CareerMap::levels`]; only read on [`Scale::Proficiency`].
    pub required: Vec<Option<Points>>,
    /// Where the name was read.
    pub at: Location,
    /// Where each level's expectations begin, by [`LevelId`]; as long as [`CareerMap::levels`].
    pub cells: Vec<Option<Location>>,
}

/// Where the map keeps its levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// Each level is a column, each competency a row.
    LevelsInColumns,
    /// Each level is a row, each competency a column.
    LevelsInRows,
    /// Each level has its own sheet.
    SheetPerLevel,
    /// Each competency has its own sheet.
    SheetPerCompetency,
    /// One row for each level, competency and expectation.
    Long,
}

/// A fact about the levels themselves, such as salary band or scope: shown, never a competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelFact {
    /// What the fact is, as the map names it.
    pub name: String,
    /// Its text by [`LevelId`]; as long as [`CareerMap::levels`].
    pub values: Vec<Option<String>>,
}

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

/// What the company expects at each level.
#[derive(Debug, Clone, PartialEq)]
pub struct CareerMap {
    /// The levels by rank; parallel levels in the map's order.
    pub levels: Vec<Level>,
    /// The competencies in the map's order; those that hold for specialities only come last.
    pub competencies: Vec<Competency>,
    /// The specialities in the order of the workbook; set with [`CareerMap::set_specialities`].
    pub specialities: Vec<Speciality>,
    /// The name of the speciality whose people's map this is; `None` in the general map.
    pub of_speciality: Option<String>,
    /// What a rating is a number of.
    pub scale: Scale,
    /// The top of a scale of proficiencies, where the company names one: people may have more than any level requires.
    pub scale_top: Option<Points>,
    /// The steps of a scale of proficiencies that have names, lowest first.
    pub scale_steps: Vec<ScaleStep>,
    /// Facts about the levels.
    pub facts: Vec<LevelFact>,
    /// The company's library of development actions.
    pub library: Vec<SuggestedAction>,
    /// What teams need, as far as the company says so; at most one for each team and competency.
    pub coverage_needs: Vec<CoverageNeed>,
    /// The file that it was read from, as people know it.
    pub file: String,
    /// The sheets that it was read from.
    pub sheets: Vec<String>,
    /// How it was understood.
    pub orientation: Orientation,
}

impl CareerMap {
    /// The level with this index.
    ///
    /// # Panics
    /// If `id` is of another map.
    pub fn level(&self, id: LevelId) -> &Level {
        &self.levels[id.0]
    }

    /// The competency with this index.
    ///
    /// # Panics
    /// If `id` is of another map.
    pub fn competency(&self, id: CompetencyId) -> &Competency {
        &self.competencies[id.0]
    }

    /// The titles of all levels, most junior first.
    pub fn level_titles(&self) -> Vec<&str> {
        self.levels.iter().map(|level| &*level.title).collect()
    }

    /// The names of all competencies that hold, in the map's order.
    pub fn competency_names(&self) -> Vec<&str> {
        let competencies = self.competencies.iter();
        let holding = competencies.filter(|competency| competency.holds);
        holding.map(|competency| &*competency.name).collect()
    }

    /// All levels with their index, most junior first.
    pub fn level_ids(&self) -> impl DoubleEndedIterator<Item = LevelId> + use<> {
        (0..self.levels.len()).map(LevelId)
    }

    /// The competencies that exist for the people whose map this is, with their index, in the map's order.
    pub fn competency_ids(&self) -> impl DoubleEndedIterator<Item = CompetencyId> + '_ {
        self.all_competency_ids()
            .filter(|id| self.competency(*id).holds)
    }

    /// How many competencies that hold come before this one: its place in a list of them.
    pub fn place(&self, id: CompetencyId) -> usize {
        let before = self.competencies.iter().take(id.0);
        before.filter(|competency| competency.holds).count()
    }

    /// All competencies with their index, those that hold for some specialities only too.
    pub fn all_competency_ids(&self) -> impl DoubleEndedIterator<Item = CompetencyId> + use<> {
        (0..self.competencies.len()).map(CompetencyId)
    }

    /// The required rating R(c, level): the level's rank in a map of texts, the cell's number in a map of numbers
    /// (`None` where that cell is blank: nothing is required).
    pub fn required(&self, competency: CompetencyId, level: LevelId) -> Option<Points> {
        match self.scale {
            Scale::Rank => Some(f64::from(self.level(level).rank)),
            Scale::Proficiency => self.competency(competency).required[level.0],
        }
    }
}

#[cfg(test)]
mod tests;
