//! The contract between this crate and the template of the handbook: the contents of its `/data.json`.
//!
//! `templates/README.md` describes each field for people who write templates, `templates/handbook-sample.json` is an
//! instance; a change here that is not an addition raises [`HANDBOOK_CONTRACT`].

use serde::Serialize;

use super::data::{CompetencyKind, DocumentData, some_points};
use super::profile_data::FactData;
use crate::model::{Points, Prose, Scale, Track};

/// Version of the contract.
pub const HANDBOOK_CONTRACT: u32 = 1;

/// Everything that the career map says, and what the company says about its reviews.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HandbookData {
    /// [`HANDBOOK_CONTRACT`].
    pub contract: u32,
    /// Things about the document itself; no review cycle and no line about confidentiality.
    pub document: DocumentData,
    /// What a required number means.
    pub scale: Scale,
    /// The steps of a scale of proficiencies that have names, lowest first.
    pub steps: Vec<StepData>,
    /// The highest number of a scale of proficiencies, as it is written.
    pub scale_top: Option<String>,
    /// Whether the map tells tracks apart.
    pub has_tracks: bool,
    /// All levels, most junior first.
    pub levels: Vec<HandbookLevelData>,
    /// Every competency of the map, in the map's order.
    pub competencies: Vec<HandbookCompetencyData>,
    /// What holds for people of a speciality, beside the general map.
    pub specialities: Vec<SpecialityData>,
    /// The company's own text about its reviews.
    pub text: Option<Prose>,
    /// The map file that expectations are quoted from.
    pub career_map: String,
}

/// A step of a scale of proficiencies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepData {
    /// Its number, as it is written.
    pub number: String,
    /// What the map and its legend call it, the shortest name first.
    pub names: Vec<String>,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandbookLevelData {
    /// Title.
    pub title: String,
    /// Grade code.
    pub code: Option<String>,
    /// Its place, 1 = most junior.
    pub rank: u32,
    /// The tracks that it is on; empty where the map does not tell tracks apart at this level.
    pub tracks: Vec<Track>,
    /// Facts about it, such as scope or a salary band, in the map's order.
    pub facts: Vec<FactData>,
    /// The levels from which a track leads here: two where the tracks differ below it.
    pub below: Vec<NeighbourData>,
    /// The levels that a track leads to from here.
    pub above: Vec<NeighbourData>,
}

/// A level next to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NeighbourData {
    /// Index into [`HandbookData::levels`].
    pub level: usize,
    /// The track on which it is next, where that is not so on each.
    pub track: Option<Track>,
}

/// What the map asks for in one competency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HandbookCompetencyData {
    /// Name.
    pub name: String,
    /// Category.
    pub category: Option<String>,
    /// Whether it is a skill or a fact about a person, such as education.
    pub kind: CompetencyKind,
    /// What each level asks for, in the order of [`HandbookData::levels`].
    pub levels: Vec<AskedData>,
}

/// What one level asks for in one competency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AskedData {
    /// The required proficiency; `None` in a map of texts and where nothing is required.
    #[serde(serialize_with = "some_points")]
    pub required: Option<Points>,
    /// The same in words: the number, with the name of its step if it has one.
    pub required_label: Option<String>,
    /// In words, what the levels below require; two where the tracks differ, none where they require nothing.
    pub required_below: Vec<String>,
    /// What the map expects.
    pub expectations: Vec<HandbookExpectationData>,
}

/// What a speciality adds to the general map, and what it replaces there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialityData {
    /// Name.
    pub name: String,
    /// The competencies that it says something about, in the map's order.
    pub areas: Vec<SpecialityAreaData>,
}

/// What a speciality says about one competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialityAreaData {
    /// The competency's name.
    pub name: String,
    /// Its category.
    pub category: Option<String>,
    /// Whether it is a skill or a fact about a person.
    pub kind: CompetencyKind,
    /// Index into [`HandbookData::competencies`]; `None` where it holds for specialities only.
    pub area: Option<usize>,
    /// The levels that it says something about.
    pub cells: Vec<SpecialityCellData>,
}

/// What a speciality says about one competency at one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialityCellData {
    /// Index into [`HandbookData::levels`].
    pub level: usize,
    /// Whether it stands in place of what the general map has there.
    pub replaces: bool,
    /// In words, the required proficiency.
    pub required_label: Option<String>,
    /// What is expected.
    pub expectations: Vec<HandbookExpectationData>,
}

/// An expectation in the map's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandbookExpectationData {
    /// The words.
    pub text: String,
    /// Nested points.
    pub details: Vec<String>,
    /// The track that it is meant for, where the map marks it for one.
    pub track: Option<Track>,
    /// Whether the level below does not ask for it in the same words. At the most junior level everything is new.
    pub new: bool,
    /// The track on which alone it is new.
    pub new_for: Option<Track>,
}
