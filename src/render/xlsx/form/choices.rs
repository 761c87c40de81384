//! *Choices*: the words to choose from and what they mean. Dropdown lists refer to these cells, since a list within a
//! cell ends at 255 characters.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};

use super::{Form, NOT_APPLICABLE, level_name};
use crate::model::{CareerMap, Scale};

/// The sheet's name, which the lists refer to.
const SHEET: &str = "Choices";
/// The row of the headings, counted from 0.
const HEADER: u32 = 3;

/// A list to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Levels of the map, or numbers on its scale; and N/A.
    Ratings,
    /// Levels of the map.
    Levels,
    /// Tracks.
    Tracks,
    /// Competencies of the map.
    Competencies,
    /// How much somebody wants to grow in something.
    Interests,
    /// Whether an expectation is met.
    Marks,
    /// Kinds of actions.
    Kinds,
    /// How far an action is.
    Statuses,
    /// What the manager recommends.
    Recommendations,
}

/// All lists, in the order of their columns.
pub(super) struct Choices {
    lists: Vec<(List, &'static str, Vec<Choice>)>,
}

/// A word, and what it means where that needs saying.
struct Choice {
    word: String,
    meaning: &'static str,
}

fn plain(words: impl IntoIterator<Item = String>) -> Vec<Choice> {
    words
        .into_iter()
        .map(|word| Choice { word, meaning: "" })
        .collect()
}

fn explained(words: &[(&str, &'static str)]) -> Vec<Choice> {
    words
        .iter()
        .map(|(word, meaning)| Choice {
            word: (*word).to_owned(),
            meaning,
        })
        .collect()
}

impl Choices {
    pub(super) fn of(map: &CareerMap) -> Self {
        let levels = || map.level_ids().map(|id| level_name(map, id));
        let ratings: Vec<String> = match map.scale {
            Scale::Rank => levels().collect(),
            Scale::Proficiency => proficiencies(map),
        };
        let ratings = ratings.into_iter().chain([NOT_APPLICABLE.to_owned()]);
        Self {
            lists: vec![
                (List::Ratings, "Rating", plain(ratings)),
                (List::Levels, "Level", plain(levels())),
                (
                    List::Tracks,
                    "Track",
                    explained(&[
                        ("IC", "individual contributor: grows by expertise"),
                        ("Manager", "leads a team"),
                    ]),
                ),
                (
                    List::Competencies,
                    "Competency",
                    plain(map.competencies.iter().map(|c| c.name.clone())),
                ),
                (
                    List::Interests,
                    "Interest",
                    explained(&[
                        ("High", "I want to grow here"),
                        ("Medium", "if there is an occasion"),
                        ("Low", "not now"),
                    ]),
                ),
                (
                    List::Marks,
                    "Mark",
                    explained(&[
                        ("Met", "shown, and not only once"),
                        ("Partly", "shown in part or at times"),
                        ("Not yet", "not shown yet"),
                        (NOT_APPLICABLE, "does not apply to this role"),
                    ]),
                ),
                (
                    List::Kinds,
                    "Kind of action",
                    explained(&[
                        ("Experience", "learn by doing: a project, a new task"),
                        ("Exposure", "learn from others: shadowing, mentoring"),
                        ("Education", "learn by study: a course, a book"),
                    ]),
                ),
                (
                    List::Statuses,
                    "Status of an action",
                    plain(["Planned", "In progress", "Done", "Dropped"].map(str::to_owned)),
                ),
                (
                    List::Recommendations,
                    "Manager's outcome",
                    plain(
                        ["Promotion", "Develop in role", "Improvement plan", "None"]
                            .map(str::to_owned),
                    ),
                ),
            ],
        }
    }

    /// The cells of a list, as a formula.
    fn range(&self, list: List) -> Formula {
        let (column, length) = self
            .lists
            .iter()
            .position(|(known, ..)| *known == list)
            .map_or((0, 1), |index| (index as u32, self.lists[index].2.len()));
        let letters = crate::diagnostic::CellAddress::column_letters(column);
        let first = HEADER + 2;
        let last = first + length as u32 - 1;
        Formula::new(format!("={SHEET}!${letters}${first}:${letters}${last}"))
    }

    /// A dropdown of a list. What is typed and not on it is questioned, not refused: a level's code is fine as well.
    pub(super) fn dropdown(
        &self,
        list: List,
        title: &str,
        message: &str,
    ) -> Result<DataValidation, XlsxError> {
        DataValidation::new()
            .allow_list_formula(self.range(list))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Not on the list")?
            .set_error_message("Please choose from the list, or leave the cell empty.")?
            .set_input_title(title)?
            .set_input_message(message)
    }
}

/// The whole numbers on a scale of proficiencies.
fn proficiencies(map: &CareerMap) -> Vec<String> {
    let required = || {
        map.competencies
            .iter()
            .flat_map(|competency| competency.required.iter().flatten().copied())
    };
    let low = required().fold(0.0, f64::min).ceil() as i64;
    let high = required().fold(1.0, f64::max).floor() as i64;
    (low..=high).map(|number| number.to_string()).collect()
}

/// The sheet.
pub(super) fn sheet(form: &Form<'_>) -> Result<Worksheet, XlsxError> {
    let widths = [28.0, 28.0, 12.0, 36.0, 12.0, 12.0, 18.0, 22.0, 22.0];
    let mut sheet = form.page(SHEET, &widths)?;
    let paint = &form.paint;
    sheet.write_string_with_format(0, 0, "The words to choose from", &paint.title)?;
    sheet.set_row_height(0, 28)?;
    sheet.write_string_with_format(
        1,
        0,
        "The dropdown lists of the other sheets are made from these cells. There is nothing to fill in here.",
        &paint.lead,
    )?;
    for (column, (_, heading, words)) in (0..).zip(&form.choices.lists) {
        sheet.write_string_with_format(HEADER, column, *heading, &paint.header)?;
        for (row, choice) in (HEADER + 1..).zip(words) {
            sheet.write_string_with_format(row, column, &choice.word, &paint.reading)?;
        }
    }
    // The meanings stand below all lists, so that the lists themselves hold words only.
    let longest = form
        .choices
        .lists
        .iter()
        .map(|(.., words)| words.len())
        .max();
    let mut row = HEADER + 3 + longest.unwrap_or(0) as u32;
    for (_, heading, words) in &form.choices.lists {
        for choice in words.iter().filter(|choice| !choice.meaning.is_empty()) {
            let text = format!("{heading}, {}: {}", choice.word, choice.meaning);
            sheet.write_string_with_format(row, 0, text, &paint.lead)?;
            row += 1;
        }
    }
    Ok(sheet)
}
