//! The assessment form that is handed out: one workbook a person, in the layout that the readers find by its labels.
//!
//! Cells to fill in are coloured and open; everything else is protected against accidents, without a password. No
//! macros, no hidden sheets; every dropdown list refers to the visible sheet *Choices*.

mod actions;
mod assessment;
mod choices;
mod expectations;
mod guide;
mod paint;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::{UNDATED, WorkbookError};
use crate::analysis::target_level;
use crate::labels::Labels;
use crate::model::{
    Action, CareerMap, CompetencyAssessment, ExpectationMark, LevelId, Mark, Person, Rating, Scale,
    Track,
};
use choices::Choices;
use paint::Paint;

/// What a form is made from.
#[derive(Debug, Clone, Copy)]
pub struct FormInput<'a> {
    /// What is expected at which level.
    pub map: &'a CareerMap,
    /// Whose form it is; fills in the header.
    pub person: &'a Person,
    /// The actions of the last cycle that are still open, with the name of their competency.
    pub actions: &'a [CarriedAction],
    /// What is filled in already; nothing in a form that is handed out.
    pub answers: Option<&'a Answers>,
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
    /// The day that the workbook says it was made on.
    pub date: Option<Date>,
    /// Whether pages are US letter instead of A4.
    pub letter: bool,
    /// The words of the forms.
    pub labels: Labels,
}

/// What a filled-in form says beside its header; texts by the label that they stand beside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// The day of the assessment.
    pub assessed_on: Option<Date>,
    /// Where the person wants to go.
    pub aspiration: Option<String>,
    /// What the person is proud of.
    pub accomplishments: Option<String>,
    /// How the person developed since the last review.
    pub development: Option<String>,
    /// The manager's summary.
    pub manager_summary: Option<String>,
    /// The manager's recommendation.
    pub recommendation: Option<String>,
    /// What was entered, in the map's order.
    pub competencies: Vec<CompetencyAssessment>,
    /// Which expectations are met.
    pub marks: Vec<ExpectationMark>,
}

/// The form as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn form(input: &FormInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let form = Form::new(input);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(input));
    workbook.push_worksheet(assessment::sheet(&form)?);
    workbook.push_worksheet(expectations::sheet(&form)?);
    workbook.push_worksheet(actions::sheet(&form)?);
    workbook.push_worksheet(guide::sheet(&form)?);
    workbook.push_worksheet(choices::sheet(&form)?);
    Ok(workbook.save_to_buffer()?)
}

/// Title and date; nobody's name.
fn properties(input: &FormInput<'_>) -> DocProperties {
    let properties = DocProperties::new()
        .set_title("Assessment")
        .set_author("")
        .set_creation_datetime(&input.options.date.unwrap_or(UNDATED));
    match &input.options.organisation {
        Some(organisation) => properties.set_company(organisation),
        None => properties,
    }
}

/// A form in the making: what several sheets need.
struct Form<'a> {
    input: FormInput<'a>,
    paint: Paint,
    choices: Choices,
    target: LevelId,
}

impl<'a> Form<'a> {
    fn new(input: &FormInput<'a>) -> Self {
        Self {
            input: *input,
            paint: Paint::new(),
            choices: Choices::of(input.map),
            target: target_level(input.map, input.person),
        }
    }

    fn map(&self) -> &'a CareerMap {
        self.input.map
    }

    fn person(&self) -> &'a Person {
        self.input.person
    }

    fn track(&self) -> Option<Track> {
        self.input.person.track
    }

    /// The role level, and the target level where that is another one.
    fn levels(&self) -> Vec<LevelId> {
        let role = self.input.person.role_level;
        if role == self.target {
            vec![role]
        } else {
            vec![role, self.target]
        }
    }

    fn level_name(&self, id: LevelId) -> String {
        level_name(self.map(), id)
    }

    /// An empty sheet, set up for printing and protected against accidents.
    fn page(&self, name: &str, widths: &[f64]) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        let paper = if self.input.options.letter { 1 } else { 9 };
        sheet
            .set_landscape()
            .set_paper_size(paper)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_screen_gridlines(false)
            .protect_with_options(&ProtectionOptions {
                format_rows: true,
                format_columns: true,
                ..ProtectionOptions::default()
            });
        let left = [Some(name), self.input.options.organisation.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        sheet.set_footer(super::page::furniture(
            &[('L', &left), ('R', &self.person().name)],
            &super::page::page_number(&self.input.options.labels),
        ));
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        Ok(sheet)
    }
}

/// A level's title, with what tells it from a level of the same title: as the readers understand it.
fn level_name(map: &CareerMap, id: LevelId) -> String {
    let level = map.level(id);
    let shared = map
        .level_ids()
        .any(|other| other != id && map.level(other).title == level.title);
    let apart = match (&level.code, level.tracks.as_slice()) {
        _ if !shared => None,
        (Some(code), _) => Some(code.as_str()),
        (None, [Track::IndividualContributor]) => Some("IC"),
        (None, [Track::Management]) => Some("Manager"),
        (None, _) => None,
    };
    apart.map_or_else(
        || level.title.clone(),
        |apart| format!("{} ({apart})", level.title),
    )
}

/// A rating in the words of the dropdown list.
fn rating_words(form: &Form<'_>, rating: Rating) -> String {
    let map = form.map();
    match rating {
        Rating::NotApplicable => NOT_APPLICABLE.to_owned(),
        Rating::At(points) if map.scale == Scale::Rank && points.fract() == 0.0 => map
            .level_at_rank(points as u32, form.track())
            .map_or_else(|| points.to_string(), |id| level_name(map, id)),
        Rating::At(points) => points.to_string(),
    }
}

/// The words for a rating that does not apply.
const NOT_APPLICABLE: &str = "N/A";

/// The words for a mark.
const fn mark_words(mark: Mark) -> &'static str {
    match mark {
        Mark::Met => "Met",
        Mark::Partly => "Partly",
        Mark::NotYet => "Not yet",
        Mark::NotApplicable => NOT_APPLICABLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{company, company_map};

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let review = company();
        let options = FormOptions::default();
        let input = FormInput {
            map: &review.career_map,
            person: &review.assessments[0].person,
            actions: &[],
            answers: None,
            options: &options,
        };
        assert_eq!(form(&input).unwrap(), form(&input).unwrap());
    }

    #[test]
    fn parallel_levels_of_one_title_are_told_apart() {
        let mut map = company_map();
        map.levels[3].title = map.levels[2].title.clone();
        map.levels[2].code = None;
        map.levels[2].tracks = vec![Track::IndividualContributor];
        assert_eq!(level_name(&map, LevelId(2)), "Sr. Community Manager (IC)");
        assert_eq!(level_name(&map, LevelId(3)), "Sr. Community Manager (L4)");
        assert_eq!(level_name(&map, LevelId(0)), "Community Apprentice");
    }
}
