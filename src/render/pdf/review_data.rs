//! The contract between this crate and the template of review packets: the contents of `/data.json`.
//!
//! A review packet is for leadership alone. What a person must not read about themselves is in this data and not in that of
//! plans, so that no plan can show it.

use serde::Serialize;

use super::data::{
    ActionData, CompetencyKind, DocumentData, ExpectationData, PersonData, SummaryData,
};
use super::since::PastActionData;
use crate::model::{RatingSource, Scale};

/// Everything that the packet of one team says.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPacketData {
    /// The version of this contract.
    pub contract: u32,
    /// Things about the document itself.
    pub document: DocumentData,
    /// The team; `None` for people without one.
    pub team: Option<String>,
    /// Which of the team's packets it is, counted from 1.
    pub part: usize,
    /// How many packets the team has.
    pub parts: usize,
    /// How many people of the team are assessed.
    pub assessed: usize,
    /// How many of them are discussed, in all packets of the team.
    pub discussed: usize,
    /// People of the team without an assessment, by name.
    pub without_assessment: Vec<String>,
    /// The people in this packet, by name.
    pub people: Vec<ReviewPersonData>,
    /// The map file that criteria are quoted from.
    pub career_map: String,
}

/// Why somebody is discussed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiscussedReason {
    /// Something is recommended.
    Recommended,
    /// Something was decided already.
    Decided,
    /// The settings name the person.
    Named,
}

/// One person in the packet.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPersonData {
    /// Who it is.
    pub person: PersonData,
    /// Why they are discussed.
    pub why: DiscussedReason,
    /// What a number of the scale means.
    pub scale: Scale,
    /// How many areas reach what role and target require.
    pub summary: SummaryData,
    /// What the manager recommends.
    pub recommendation: Option<String>,
    /// What the recommendation rests on.
    pub reasons: Option<QuoteData>,
    /// The manager's summary.
    pub manager_summary: Option<QuoteData>,
    /// Where the person wants to go, of the choices that a form offers.
    pub wish: Option<String>,
    /// Every area of the person's own map, in its order.
    pub areas: Vec<AreaData>,
    /// What happened to the actions that were open in the last review; `None` where there is none to compare with.
    pub since: Option<Vec<PastActionData>>,
    /// The actions that are agreed now.
    pub actions: Vec<AgreedData>,
    /// What was decided already.
    pub decision: Option<DecisionData>,
    /// What was decided in the last review.
    pub decision_then: Option<DecisionData>,
}

/// An action that is agreed, with its place: a long one is shown in part, and of many actions only the first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreedData {
    /// The action.
    #[serde(flatten)]
    pub action: ActionData,
    /// The file with all of it.
    pub file: Option<String>,
    /// The cell there.
    pub cell: Option<String>,
}

/// A text that somebody wrote, with its place: a long one is shown in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteData {
    /// The text.
    pub text: String,
    /// The file with all of it.
    pub file: Option<String>,
    /// The cell there.
    pub cell: Option<String>,
}

/// How far an area reaches what the target level asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaState {
    /// It does.
    Met,
    /// It does not yet.
    NotYet,
    /// Nobody rated it.
    NotAssessed,
    /// It does not apply to the person.
    NotApplicable,
    /// The target level asks for nothing.
    NotAsked,
    /// It is a fact, which is not scored.
    Fact,
}

/// How marks and rating contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaDoubt {
    /// The rating reaches the target level, and a criterion is marked as not yet met.
    NotAllMet,
    /// Every criterion is marked as met, and the rating does not reach the target level.
    AllMet,
}

/// One area of the map.
#[derive(Debug, Clone, Serialize)]
pub struct AreaData {
    /// Its name.
    pub name: String,
    /// Whether it is scored.
    pub kind: CompetencyKind,
    /// How far it reaches the target level, by the rating.
    pub state: AreaState,
    /// How the marks of its criteria contradict that.
    pub doubt: Option<AreaDoubt>,
    /// The person's own rating, in words.
    pub own: Option<String>,
    /// The manager's rating, in words.
    pub manager: Option<String>,
    /// The agreed rating, in words.
    pub agreed: Option<String>,
    /// Which rating counts.
    pub source: RatingSource,
    /// What the target level requires, in words.
    pub required: Option<String>,
    /// What the target level asks, in the map's words.
    pub criteria: Vec<CriterionData>,
    /// What the ratings rest on.
    pub evidence: Option<QuoteData>,
    /// The manager's remark.
    pub comment: Option<QuoteData>,
}

/// How far one criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionState {
    /// Not yet.
    NotYet,
    /// In part.
    Partly,
    /// Nothing says so.
    NotAssessed,
    /// It is.
    Met,
    /// It does not apply.
    NotApplicable,
}

/// Something that the target level asks.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionData {
    /// What it asks.
    #[serde(flatten)]
    pub expectation: ExpectationData,
    /// How far it is met: by its mark, else by the rating of the area.
    pub state: CriterionState,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionData {
    /// What was decided.
    pub decided: String,
    /// The new role level.
    pub level: Option<String>,
    /// From when: a day as year-month-day, or other words.
    pub from: Option<String>,
    /// Whether `from` is a day.
    pub is_day: bool,
    /// Why.
    pub reasons: Option<String>,
    /// By whom.
    pub by: Option<String>,
}
