//! The possible paths from the role level, as a plan shows them.

use serde::Serialize;

use crate::analysis::{PathKind, Steps, paths};
use crate::model::{PersonTrack, Track};

/// The possible paths from the role level, and the levels for the drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PathsData {
    /// All levels by rank.
    pub levels: Vec<LatticeLevelData>,
    /// Index of the role level.
    pub role: usize,
    /// Index of the level of the other track that somebody on both tracks holds as well; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside_role: Option<usize>,
    /// The paths; the one that the person says they want comes first.
    pub options: Vec<PathData>,
}

/// A level in the drawing of levels and tracks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LatticeLevelData {
    /// Title.
    pub title: String,
    /// Rank, 1 = most junior.
    pub rank: u32,
    /// The tracks that it is on; empty where the map does not tell tracks apart.
    pub tracks: Vec<Track>,
}

/// One path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PathData {
    /// The kind of path.
    pub kind: PathKind,
    /// Index into the drawing's levels: where it leads.
    pub level: usize,
    /// The title of that level; of both levels, for somebody on both tracks who stays.
    pub title: String,
    /// The track there, where it is known.
    pub track: Option<PersonTrack>,
    /// Whether the person says that they want it.
    pub wanted: bool,
    /// Competencies that reach what the level requires.
    pub met: usize,
    /// Competencies that apply.
    pub applies: usize,
    /// Indices into `competencies`: those that do not reach it.
    pub missing: Vec<usize>,
    /// How many of those that apply have no rating.
    pub not_assessed: usize,
    /// For the other track: what the level asks only of people on it.
    pub only_here: Vec<String>,
}

/// The possible paths, with all levels and tracks; `None` where there is only one path.
pub(super) fn paths_data(steps: &Steps<'_>) -> Option<PathsData> {
    let map = steps.map;
    let found = paths(steps);
    let person = &steps.assessment.person;
    let role = person.role_level;
    let held = map.held(role, person.track);
    if found.len() < 2 {
        return None;
    }
    let levels = map.levels.iter().map(|level| LatticeLevelData {
        title: level.title.clone(),
        rank: level.rank,
        tracks: level.tracks.clone(),
    });
    let options = found.into_iter().map(|path| PathData {
        kind: path.kind,
        level: path.level.0,
        title: map.held_title(path.level, path.track),
        track: path.track,
        wanted: path.wanted,
        met: path.met,
        applies: path.applies,
        missing: path.missing.iter().map(|id| map.place(*id)).collect(),
        not_assessed: path.not_assessed.len(),
        only_here: path.only_here,
    });
    Some(PathsData {
        levels: levels.collect(),
        role: role.0,
        beside_role: held.into_iter().find(|id| *id != role).map(|id| id.0),
        options: options.collect(),
    })
}
