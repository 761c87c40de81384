//! The files that are handed out in a review: the assessment form, one workbook a person, and the outcomes, one
//! workbook a manager, and the decisions, one workbook; the readers find these layouts by their labels. And the scorecard of interviewers, one workbook a
//! level, which nothing reads back.
//!
//! Cells to fill in are coloured and open; everything else is protected against accidents, without a password. No
//! macros, no hidden sheets; every dropdown list refers to the visible sheet of choices.

mod actions;
mod assessment;
mod choices;
mod decisions;
mod expectations;
mod expected;
mod grid;
mod head;
mod outcomes;
mod own_words;
mod paint;
mod people;
mod scorecard;
mod sheet;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::WorkbookError;
use crate::analysis::target_level;
use crate::labels::{Labels, List};
use crate::model::UNDATED;
use crate::model::{
    Action, Assessment, CareerMap, CompetencyId, LevelId, Mark, Person, PersonTrack, Rating, Scale,
    Track,
};
use choices::Choices;
pub use decisions::{DecisionsInput, decisions};
pub use outcomes::{OutcomesInput, outcomes};
use paint::FormFormats;
pub use scorecard::{ScorecardInput, scorecard};
use sheet::FormSheet;
pub(super) use sheet::on_page;

/// What a form is made from.
#[derive(Debug, Clone, Copy)]
pub struct FormInput<'a> {
    /// The general career map.
    pub map: &'a CareerMap,
    /// Whose form it is; fills in the header.
    pub person: &'a Person,
    /// The actions of the last cycle that are still open, with the name of their competency.
    pub actions: &'a [CarriedAction],
    /// What is filled in already, beside the header and the actions; `None` in a form to hand out.
    pub answers: Option<&'a Assessment>,
    /// Choices for all forms.
    pub options: &'a FormOptions,
}

/// An action of the last cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct CarriedAction {
    /// The competency's name in the map of this cycle, where that still has it.
    pub competency: Option<String>,
    /// The action.
    pub action: Action,
}

/// Choices for all forms of a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormOptions {
    /// The company's name, for the foot of printed pages.
    pub organisation: Option<String>,
    /// The review cycle's name.
    pub cycle: Option<String>,
    /// The day by which managers hand the files in.
    pub return_by: Option<Date>,
    /// What managers can recommend, if the company sets it.
    pub recommendations: Option<Vec<String>>,
    /// The day that the workbook says it was made on.
    pub date: Option<Date>,
    /// Whether pages are US letter instead of A4.
    pub letter: bool,
    /// The labels of the company's language.
    pub labels: Labels,
}

impl FormOptions {
    /// What managers can choose to recommend.
    pub fn recommendations(&self) -> Vec<String> {
        self.recommendations.clone().unwrap_or_else(|| {
            let choices = self.labels.choices(List::Recommendation);
            choices.map(|choice| choice.label.to_owned()).collect()
        })
    }
}

/// The form as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn form(input: &FormInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let form = Form::new(input);
    let title = form.labels().say("form.document");
    let sheets = vec![
        assessment::sheet(&form)?,
        actions::sheet(&form)?,
        expectations::sheet(&form)?,
        form.choices.sheet(input.options, &form.paint)?,
    ];
    workbook(input.options, title, sheets)
}

/// The sheets as the bytes of an `.xlsx` file.
fn workbook(
    options: &FormOptions,
    title: &str,
    sheets: impl IntoIterator<Item = Worksheet>,
) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(options, title));
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

/// Title and date, without anybody's name.
fn properties(options: &FormOptions, title: &str) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("")
        .set_creation_datetime(&options.date.unwrap_or(UNDATED));
    match &options.organisation {
        Some(organisation) => properties.set_company(organisation),
        None => properties,
    }
}

/// The parts of a form that several sheets need.
struct Form<'a> {
    input: FormInput<'a>,
    paint: FormFormats,
    choices: Choices,
    target: LevelId,
}

impl<'a> Form<'a> {
    fn new(input: &FormInput<'a>) -> Self {
        let own = input.map.own(input.person.speciality);
        Self {
            input: *input,
            paint: FormFormats::new(&input.options.labels),
            choices: Choices::of_form(own, &input.map.speciality_names(), input.options),
            target: target_level(own, input.person),
        }
    }

    fn labels(&self) -> &'a Labels {
        &self.input.options.labels
    }

    /// An empty sheet of the form.
    fn page(&self, name: &str, widths: &[f64]) -> Result<FormSheet<'_>, XlsxError> {
        let name = self.labels().say(name);
        let about = &self.person().name;
        FormSheet::new(self.input.options, &self.paint, name, about, widths)
    }

    /// The person's own map.
    fn map(&self) -> &'a CareerMap {
        self.input.map.own(self.input.person.speciality)
    }

    /// The names of competencies, one a line; each with its category where another one has its name.
    fn names(&self, competencies: &[CompetencyId]) -> Option<String> {
        let map = self.map();
        let name = |id: &CompetencyId| {
            let own = map.competency(*id);
            let same = map.competencies.iter().filter(|one| one.name == own.name);
            match &own.category {
                Some(category) if same.count() > 1 => format!("{category}: {}", own.name),
                _ => own.name.clone(),
            }
        };
        let names: Vec<String> = competencies.iter().map(name).collect();
        (!names.is_empty()).then(|| names.join("\n"))
    }

    fn person(&self) -> &'a Person {
        self.input.person
    }

    fn track(&self) -> Option<PersonTrack> {
        self.input.person.track
    }

    /// The role level, and the target level if it is a different one.
    fn levels(&self) -> Vec<LevelId> {
        let role = self.input.person.role_level;
        if role == self.target {
            vec![role]
        } else {
            vec![role, self.target]
        }
    }

    fn level_name(&self, id: LevelId) -> String {
        level_name(self.map(), id, self.labels())
    }

    /// A track in the company's language.
    fn track_name(&self, track: impl Into<PersonTrack>) -> &'a str {
        self.labels().choice(List::Track, track_word(track.into()))
    }

    /// The names of the levels that the person holds at `level`: two for somebody on both tracks, where each has its own.
    fn held_name(&self, level: LevelId) -> String {
        let held = self.map().held(level, self.track());
        let names: Vec<String> = held.iter().map(|id| self.level_name(*id)).collect();
        names.join(" / ")
    }

    /// The word of the company's language for what was chosen from a list.
    fn chosen<'w>(&'w self, list: List, word: &'w str) -> &'w str {
        self.labels().choice(list, word)
    }
}

/// A level's title, with what tells it from a level of the same title: as the readers understand it.
fn level_name(map: &CareerMap, id: LevelId, labels: &Labels) -> String {
    let level = map.level(id);
    let shared = map
        .level_ids()
        .any(|other| other != id && map.level(other).title == level.title);
    let apart = match (&level.code, level.tracks.as_slice()) {
        _ if !shared => None,
        (Some(code), _) => Some(code.as_str()),
        (None, [track]) => Some(labels.choice(List::Track, track_word((*track).into()))),
        (None, _) => None,
    };
    apart.map_or_else(
        || level.title.clone(),
        |apart| format!("{} ({apart})", level.title),
    )
}

/// The word for a track in all languages.
const fn track_word(track: PersonTrack) -> &'static str {
    match track {
        PersonTrack::One(Track::IndividualContributor) => "IC",
        PersonTrack::One(Track::Management) => "Manager",
        PersonTrack::Both => "Both",
    }
}

/// A rating in the words of the dropdown list.
fn rating_words(form: &Form<'_>, rating: Rating) -> String {
    let map = form.map();
    match rating {
        Rating::NotApplicable => form.chosen(List::Mark, NOT_APPLICABLE).to_owned(),
        Rating::At(points) if map.scale == Scale::Rank && points.fract() == 0.0 => map
            .level_at_rank(points as u32, form.track())
            .map_or_else(|| points.to_string(), |id| form.level_name(id)),
        Rating::At(points) => form.labels().number(points),
    }
}

/// The word for a rating or mark that does not apply, in all languages.
const NOT_APPLICABLE: &str = "N/A";

/// The word for a mark in all languages.
const fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Met => "Met",
        Mark::Partly => "Partly",
        Mark::NotYet => "Not yet",
        Mark::NotApplicable => NOT_APPLICABLE,
    }
}

#[cfg(test)]
mod tests;
