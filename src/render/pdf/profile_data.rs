//! The contract between this crate and the templates about a level rather than a person: role profile, job description
//! and interview guide. It defines `/data.json` for all three.
//!
//! `templates/README.md` describes each field for people who write templates, `templates/profile-sample.json` is an
//! instance; a change here that is not an addition raises [`PROFILE_CONTRACT`].

use serde::Serialize;

use super::data::{CompetencyKind, DocumentData, LevelData, some_points};
use crate::model::{PersonTrack, Points, ProseBlock, Scale, Span, Track};

/// Version of the contract.
pub const PROFILE_CONTRACT: u32 = 1;

/// Everything that the career map says about one level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileData {
    /// [`PROFILE_CONTRACT`].
    pub contract: u32,
    /// Things about the document itself; no review cycle and no line about confidentiality.
    pub document: DocumentData,
    /// The level.
    pub level: LevelData,
    /// The track that the profile is for; `None` for every track that the level is on.
    pub track: Option<PersonTrack>,
    /// The speciality that it is for; left out for the general map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speciality: Option<String>,
    /// The tracks that the level is on; empty where the map does not tell tracks apart at this level.
    pub tracks: Vec<Track>,
    /// The next level below on the same track; `None` for the most junior one.
    pub below: Option<LevelData>,
    /// The next level above on the same track; `None` at the top.
    pub above: Option<LevelData>,
    /// What a required number means.
    pub scale: Scale,
    /// Facts about the level, such as scope or a salary band, in the map's order.
    pub facts: Vec<FactData>,
    /// Every competency of the map, in the map's order.
    pub competencies: Vec<ProfileCompetencyData>,
    /// The company's own sections, only in a job description; left out where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_text: Option<OwnTextData>,
    /// The map file that expectations are quoted from.
    pub career_map: String,
}

/// The company's own text in a job description: what stands before and after what the career map says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnTextData {
    /// The text's title; `None` where it has none.
    pub title: Option<Vec<Span>>,
    /// Its blocks above the first line across the page; all of them where there is no such line.
    pub before: Vec<ProseBlock>,
    /// Those below it.
    pub after: Vec<ProseBlock>,
}

/// A fact about a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactData {
    /// What it is, as the map names it.
    pub name: String,
    /// What the map says.
    pub value: String,
}

/// What the map asks for in one competency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileCompetencyData {
    /// Name.
    pub name: String,
    /// Category.
    pub category: Option<String>,
    /// Whether it is a skill or a fact about a person, such as education.
    pub kind: CompetencyKind,
    /// The required proficiency; `None` in a map of texts and where nothing is required.
    #[serde(serialize_with = "some_points")]
    pub required: Option<Points>,
    /// The same at the level below.
    #[serde(serialize_with = "some_points")]
    pub required_below: Option<Points>,
    /// What the map expects at this level.
    pub expectations: Vec<ProfileExpectationData>,
    /// What it expects at the level below; empty for the most junior level.
    pub below: Vec<ProfileExpectationData>,
}

/// An expectation in the map's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileExpectationData {
    /// The words.
    pub text: String,
    /// Nested points.
    pub details: Vec<String>,
    /// The track that it is meant for, where the document is for several.
    pub track: Option<Track>,
    /// Whether this level and the one below both ask for it, in the same words.
    pub shared: bool,
}
