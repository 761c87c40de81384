//! The contract between this crate and the plan template: the contents of `/data.json`.
//!
//! The template gets a person's data as JSON and nothing else, so text from a cell is always data, never markup.
//! `templates/README.md` describes each field for people who write templates, `templates/sample.json` is an instance;
//! a change here that is not an addition raises [`CONTRACT`]. What has changed since the last review and the possible paths are
//! described where they are worked out, in `since` and `paths`.
//!
//! The data has nothing that the person must not read: no recommendation, no manager summary, no manager comment.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::options::{Appendix, PlanOptions};
use super::paths::PathsData;
use super::since::SinceData;
use crate::analysis::{Aim, Progress, Standing};
use crate::model::{Competency, Mark, PersonTrack, Points, RatingSource, Scale, Track};

/// Version of the contract.
pub const CONTRACT: u32 = 2;

/// Everything that one development plan says.
#[derive(Debug, Clone, Serialize)]
pub struct PlanData {
    /// [`CONTRACT`].
    pub contract: u32,
    /// Things about the document itself.
    pub document: DocumentData,
    /// Who the plan is for.
    pub person: PersonData,
    /// The scale of all ratings, lowest first.
    pub scale: ScaleData,
    /// The numbers of the opening sentence.
    pub summary: SummaryData,
    /// Every competency of the map, in the map's order.
    pub competencies: Vec<CompetencyData>,
    /// Indices into `competencies`: strengths, most above role first.
    pub strengths: Vec<usize>,
    /// Focus areas, most pressing first.
    pub focus: Vec<FocusData>,
    /// How many competencies have a target gap in all, focus areas included.
    pub open: usize,
    /// Actions that belong to no focus area.
    pub other_actions: Vec<ActionData>,
    /// Topics for the conversation.
    pub conversation: ConversationData,
    /// The day on which person and manager look at the plan again; left out where none is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_review: Option<Date>,
    /// What has changed since the last review; left out where there is nothing to compare with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<SinceData>,
    /// What changes with a change of track; left out where there is nothing to say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub track_change: Vec<TrackChangeData>,
    /// The possible paths; left out where they are switched off, and where there is only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paths: Option<PathsData>,
    /// How much of an appendix the plan has.
    pub appendix: Appendix,
    /// The map file that expectations are quoted from.
    pub career_map: String,
}

/// The data of a packet: the plans of one manager's people. They share language, paper, font and accent colour.
#[derive(Debug, Clone, Serialize)]
pub struct PacketData {
    /// The manager; `None` for people without one.
    pub manager: Option<String>,
    /// The plans, at least one.
    pub plans: Vec<PlanData>,
}

/// The data of each page's footer, in a separate file, since it is read for every page.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct FootData<'a> {
    pub(super) document: &'a DocumentData,
    pub(super) person: &'a PersonData,
}

/// Things about the document itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentData {
    /// BCP 47 language code; names the file below `labels/`.
    pub language: String,
    /// Typst's name of the paper: `a4` or `us-letter`.
    pub paper: String,
    /// The company's name, for the footer.
    pub organisation: Option<String>,
    /// Accent colour as `#rrggbb`; `None` leaves the template's own.
    pub accent: Option<String>,
    /// Font family in place of the template's own; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// Path of the company's logo among the template files; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The line that says who may read it, in place of the template's own; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidentiality: Option<String>,
    /// Whether a word may be longer than a column; left out if none is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub long_words: bool,
    /// The review cycle.
    pub cycle: Option<String>,
    /// The date that the document is about.
    pub as_of: Option<Date>,
}

impl DocumentData {
    /// A document in the company's language and design, without a cycle.
    pub(super) fn of_company(options: &PlanOptions, as_of: Option<Date>) -> Self {
        Self {
            language: options.labels.language().to_owned(),
            paper: options.paper.typst_name().to_owned(),
            organisation: options.organisation.clone(),
            accent: options.accent.clone(),
            font: options.font.clone(),
            logo: options.logo.clone(),
            confidentiality: None,
            long_words: false,
            cycle: None,
            as_of,
        }
    }
}

/// Who the plan is for.
#[derive(Debug, Clone, Serialize)]
pub struct PersonData {
    /// Name.
    pub name: String,
    /// Employee ID.
    pub employee_id: Option<String>,
    /// Team.
    pub team: Option<String>,
    /// Manager.
    pub manager: Option<String>,
    /// Track.
    pub track: Option<PersonTrack>,
    /// The speciality, if the person has one; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speciality: Option<String>,
    /// The target's track, if it is a different one.
    pub target_track: Option<PersonTrack>,
    /// The role level.
    pub role_level: LevelData,
    /// The target level; equal to `role_level` when staying or at the top.
    pub target_level: LevelData,
    /// How the target level came about.
    pub aim: Aim,
    /// Whether the target level asks for anything that the role level does not.
    pub aims: bool,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelData {
    /// Title.
    pub title: String,
    /// Grade code.
    pub code: Option<String>,
    /// Rank, 1 = most junior.
    pub rank: u32,
}

/// The scale of all ratings.
#[derive(Debug, Clone, Serialize)]
pub struct ScaleData {
    /// What a number on it means.
    pub kind: Scale,
    /// Its points, lowest first.
    pub ticks: Vec<TickData>,
}

/// A point of the scale.
#[derive(Debug, Clone, Serialize)]
pub struct TickData {
    /// Its number.
    #[serde(serialize_with = "points")]
    pub value: Points,
    /// The level's title, or the number as text.
    pub label: String,
    /// The level's code.
    pub code: Option<String>,
}

/// The numbers of the opening sentence, which all count only scored competencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryData {
    /// Competencies that were assessed.
    pub assessed: usize,
    /// Of these, at or above the role level.
    pub at_role: usize,
    /// Of these, at or above the target level.
    pub at_target: usize,
    /// Competencies in which the target level asks for something, assessed or not: the total for `at_target`.
    pub applies: usize,
    /// Competencies without any rating.
    pub not_assessed: usize,
    /// Competencies that do not apply.
    pub not_applicable: usize,
    /// Of the assessed ones, those with only a self-rating.
    pub self_rated: usize,
}

/// Whether a competency is a skill or a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompetencyKind {
    /// A skill that is scored.
    Scored,
    /// A fact that is only shown.
    Fact,
}

impl CompetencyKind {
    pub(super) const fn of(competency: &Competency) -> Self {
        if competency.scored {
            Self::Scored
        } else {
            Self::Fact
        }
    }
}

/// What a speciality changes about a competency as a whole; single expectations say it for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpecialityPart {
    /// It exists in the speciality only.
    Only,
    /// The speciality requires another number at the role or at the target level.
    Number,
}

/// One competency of the map, for this person.
#[derive(Debug, Clone, Serialize)]
pub struct CompetencyData {
    /// Name.
    pub name: String,
    /// Category.
    pub category: Option<String>,
    /// Whether it is scored.
    pub kind: CompetencyKind,
    /// What the person's speciality changes about it; left out if that is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speciality: Option<SpecialityPart>,
    /// The person's own rating.
    pub own: Option<EnteredData>,
    /// The manager's rating.
    pub manager: Option<EnteredData>,
    /// The rating that both agreed on.
    pub agreed: Option<EnteredData>,
    /// The rating that decides.
    #[serde(serialize_with = "some_points")]
    pub rating: Option<Points>,
    /// The rating in words: a level's title, or the number.
    pub rating_label: Option<String>,
    /// Which rating decided.
    pub source: RatingSource,
    /// What the role level requires.
    #[serde(serialize_with = "some_points")]
    pub required_now: Option<Points>,
    /// What the target level requires.
    #[serde(serialize_with = "some_points")]
    pub required_target: Option<Points>,
    /// max(0, required now − rating).
    #[serde(serialize_with = "some_points")]
    pub role_gap: Option<Points>,
    /// max(0, required at target − rating).
    #[serde(serialize_with = "some_points")]
    pub target_gap: Option<Points>,
    /// The standing; `None` for facts and where nothing was assessed.
    pub standing: Option<Standing>,
    /// Self minus manager.
    #[serde(serialize_with = "some_points")]
    pub difference: Option<Points>,
    /// The evidence for the ratings.
    pub evidence: Option<String>,
    /// What the map expects at the role level; empty unless the appendix is full or nothing is rated.
    pub role_expectations: Vec<ExpectationData>,
    /// What the map expects at the target level; empty unless the appendix is full, and where that is the role level.
    pub target_expectations: Vec<ExpectationData>,
    /// What comes next, where the appendix is short and this is not a focus area; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextData>,
}

/// What comes next in a competency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextData {
    /// The title of the level that expects it.
    pub label: String,
    /// What it expects that the level reached does not; not yet met first, then partly, unmarked, met.
    pub expectations: Vec<ExpectationData>,
}

/// A rating as it was entered.
#[derive(Debug, Clone, Serialize)]
pub struct EnteredData {
    /// The number; none for N/A.
    #[serde(serialize_with = "some_points")]
    pub points: Option<Points>,
    /// In words: a level's title, the number, or `N/A`.
    pub label: String,
    /// The file it was read from.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell, such as `B12`.
    pub cell: Option<String>,
}

/// An expectation in the map's words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExpectationData {
    /// The words.
    pub text: String,
    /// Nested points.
    pub details: Vec<String>,
    /// Whether it is met, by the manager's mark, else the person's own.
    pub mark: Option<Mark>,
    /// The person's own mark.
    pub own_mark: Option<Mark>,
    /// The manager's mark.
    pub manager_mark: Option<Mark>,
    /// A note beside the mark.
    pub note: Option<String>,
    /// Whether the role level does not already expect it in the same words.
    pub new: bool,
    /// The track that it is for, if the map tells tracks apart and the person's is unknown, or is both and this one is
    /// for leading people; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<Track>,
    /// Whether it is the speciality's, in a competency that exists for everybody; left out if not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub speciality: bool,
}

/// What changes in one competency with a change of track: what the map asks of people on one track alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackChangeData {
    /// Index into `competencies`.
    pub competency: usize,
    /// What the role level asks on the person's track.
    pub now: Vec<String>,
    /// What the target level asks on the target's track.
    pub then: Vec<String>,
}

/// A competency to work on.
#[derive(Debug, Clone, Serialize)]
pub struct FocusData {
    /// Index into `competencies`.
    pub competency: usize,
    /// The next step in words: the title of the level to finish next, or the number to reach.
    pub next_label: String,
    /// The next step's number: one full point above the rating.
    #[serde(serialize_with = "points")]
    pub next_points: Points,
    /// What the map expects there; not yet met first, then partly, unmarked, met.
    pub expectations: Vec<ExpectationData>,
    /// What was agreed.
    pub actions: Vec<ActionData>,
    /// What the company's library suggests.
    pub suggestions: Vec<SuggestionData>,
}

/// Something that was agreed to be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionData {
    /// The competency's name.
    pub competency: Option<String>,
    /// What is to be done.
    pub action: String,
    /// Experience, exposure or education.
    pub kind: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub due: Option<Date>,
    /// How far it is, in the words of the form.
    pub status: Option<String>,
    /// How it stands on the document's date.
    pub progress: Progress,
    /// What success looks like.
    pub success: Option<String>,
    /// The file that it was read from. Plans do not say it.
    #[serde(skip)]
    pub file: Option<String>,
    /// The cell there.
    #[serde(skip)]
    pub cell: Option<String>,
}

/// An action from the company's library.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SuggestionData {
    /// What to do.
    pub action: String,
    /// Experience, exposure or education.
    pub kind: Option<String>,
    /// Where to find it.
    pub resource: Option<String>,
    /// How much time it takes, in words.
    pub effort: Option<String>,
    /// How many hours it takes, with the word.
    pub hours: Option<String>,
    /// Who offers it. What it costs is never in a plan.
    pub provider: Option<String>,
}

/// Topics for the conversation.
#[derive(Debug, Clone, Serialize)]
pub struct ConversationData {
    /// Indices into `competencies` where self and manager differ, largest first.
    pub differences: Vec<usize>,
    /// Indices into `competencies` without a rating.
    pub not_assessed: Vec<usize>,
    /// Indices into `competencies` where all expectations of the next step are marked met, yet the rating is below it.
    pub contradictions: Vec<usize>,
    /// Indices into `competencies` where all expectations of the level of the rating are marked not yet met.
    pub unmet: Vec<usize>,
    /// Where the person wants to go.
    pub aspiration: Option<String>,
    /// What the person is proud of.
    pub accomplishments: Option<String>,
    /// How the person developed since the last review.
    pub development: Option<String>,
    /// Where the person wants to improve.
    pub growth: Option<String>,
    /// What the person does that the career map does not name.
    pub beyond_map: Option<String>,
    /// The direction that the person chose in the form, in the plan's language.
    pub wish: Option<String>,
    /// How much the person wants to grow in what, most first.
    pub interests: Vec<InterestData>,
}

/// Competencies of one interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InterestData {
    /// How much the person wants to grow, in the plan's language, or as typed.
    pub label: String,
    /// Indices into `competencies`.
    pub competencies: Vec<usize>,
}

/// Writes whole numbers without a fraction, so that documents show `3`, not `3.0`.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn points<S: Serializer>(points: &Points, serializer: S) -> Result<S::Ok, S::Error> {
    if points.fract() == 0.0 {
        serializer.serialize_i64(*points as i64)
    } else {
        serializer.serialize_f64(*points)
    }
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
pub(super) fn some_points<S: Serializer>(
    value: &Option<Points>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => points(value, serializer),
        None => serializer.serialize_none(),
    }
}
