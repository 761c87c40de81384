//! The sheet of choices: the words to choose from and what they mean. Dropdown lists refer to these cells, since a list within
//! a cell ends at 255 characters.

use std::ops::RangeInclusive;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};

use super::paint::{FormFormats, row_height};
use super::sheet::{FormSheet, LONGEST_TITLE, sheet_name, shortened};
use super::{FormOptions, NOT_APPLICABLE, level_name};
use crate::labels::{Labels, List};
use crate::model::{CareerMap, Scale};

/// The row of the first list's heading, counted from 0.
const FIRST: u32 = 3;
/// The columns of words and of their meanings.
const WIDTHS: [f64; 2] = [44.0, 80.0];

/// A list to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChoiceList {
    /// Levels of the map, or numbers on its scale; and N/A.
    Ratings,
    /// Levels of the map.
    Levels,
    /// Competencies of the map.
    Competencies,
    /// Specialities of the map.
    Specialities,
    /// What the company can recommend.
    Recommendations,
    /// What an interviewer has heard: levels of the map or numbers on its scale, and too little.
    Heard,
    /// One of the lists that have the same words in every company.
    Words(List),
}

/// All lists, one below the other: beside each other, competencies and levels would look like ratings.
pub(super) struct Choices {
    labels: Labels,
    lists: Vec<(ChoiceList, &'static str, Vec<Choice>)>,
}

/// A word, with its meaning where it needs one.
struct Choice {
    word: String,
    meaning: Option<String>,
}

fn plain(words: impl IntoIterator<Item = String>) -> Vec<Choice> {
    words
        .into_iter()
        .map(|word| Choice {
            word,
            meaning: None,
        })
        .collect()
}

impl Choices {
    /// The lists of an assessment form: `map` is the person's own, `specialities` are the names of all.
    pub(super) fn of_form(map: &CareerMap, specialities: &[&str], options: &FormOptions) -> Self {
        let labels = &options.labels;
        let levels = || map.level_ids().map(|id| level_name(map, id, labels));
        let ratings: Vec<String> = match map.scale {
            Scale::Rank => levels().collect(),
            Scale::Proficiency => whole_points(map).map(|number| number.to_string()).collect(),
        };
        let not_applicable = labels.choice(List::Mark, NOT_APPLICABLE).to_owned();
        let ratings = ratings.into_iter().chain([not_applicable]);
        let mut lists = vec![
            (ChoiceList::Ratings, "form.list.rating", plain(ratings)),
            (
                ChoiceList::Levels,
                "form.heading.role-level",
                plain(levels()),
            ),
            (
                ChoiceList::Competencies,
                "form.heading.competency",
                plain(map.competency_names().into_iter().map(str::to_owned)),
            ),
        ];
        if !specialities.is_empty() {
            let names = specialities.iter().map(|name| (*name).to_owned());
            lists.push((
                ChoiceList::Specialities,
                "form.heading.speciality",
                plain(names),
            ));
        }
        for (list, heading) in [
            (List::Track, "form.heading.track"),
            (List::Wish, "form.heading.wish"),
            (List::Interest, "form.heading.interest"),
            (List::Mark, "form.list.mark"),
            (List::Kind, "form.heading.kind"),
            (List::Status, "form.heading.status"),
        ] {
            let choices = labels.choices(list).map(|choice| Choice {
                word: choice.label.to_owned(),
                meaning: choice.meaning.map(str::to_owned),
            });
            lists.push((ChoiceList::Words(list), heading, choices.collect()));
        }
        Self {
            labels: labels.clone(),
            lists,
        }
    }

    /// The list of an outcomes file.
    pub(super) fn of_outcomes(options: &FormOptions) -> Self {
        Self {
            labels: options.labels.clone(),
            lists: vec![(
                ChoiceList::Recommendations,
                "form.heading.recommendation",
                plain(options.recommendations()),
            )],
        }
    }

    /// The lists of a file of decisions.
    pub(super) fn of_decisions(map: &CareerMap, options: &FormOptions) -> Self {
        let levels = map
            .level_ids()
            .map(|id| level_name(map, id, &options.labels));
        let mut choices = Self::of_outcomes(options);
        choices
            .lists
            .push((ChoiceList::Levels, "form.heading.role-level", plain(levels)));
        choices
    }

    /// The list of a scorecard: `heard` and, as the last choice, that too little was heard.
    pub(super) fn of_scorecard(heard: Vec<String>, options: &FormOptions) -> Self {
        let not_heard = options.labels.say("interview.not-heard").to_owned();
        let words = heard.into_iter().chain([not_heard]);
        Self {
            labels: options.labels.clone(),
            lists: vec![(ChoiceList::Heard, "scorecard.heard", plain(words))],
        }
    }

    /// The longest word of a list.
    pub(super) fn longest(&self, list: ChoiceList) -> &str {
        let lists = self.lists.iter().filter(|(known, ..)| *known == list);
        let words = lists.flat_map(|(.., words)| words);
        let longest = words.max_by_key(|choice| choice.word.chars().count());
        longest.map_or("", |choice| &choice.word)
    }

    /// Each list with the row of its heading.
    fn placed(&self) -> impl Iterator<Item = (u32, &(ChoiceList, &'static str, Vec<Choice>))> {
        let mut next = FIRST;
        self.lists.iter().map(move |list| {
            let row = next;
            next += list.2.len() as u32 + 2;
            (row, list)
        })
    }

    /// The first and the last row of a list's words, counted from 0.
    pub(super) fn rows(&self, list: ChoiceList) -> (u32, u32) {
        let found = self.placed().find(|(_, (known, ..))| *known == list);
        let (row, length) = found.map_or((FIRST, 1), |(row, (.., words))| (row, words.len()));
        (row + 1, row + length as u32)
    }

    /// The cells of a list, as a formula.
    fn range(&self, list: ChoiceList) -> Formula {
        let (first, last) = self.rows(list);
        let (first, last) = (first + 1, last + 1);
        let sheet = sheet_name(self.labels.say("form.sheet.choices"));
        Formula::new(format!("='{sheet}'!$A${first}:$A${last}"))
    }

    /// A dropdown of a list. For a typed text that is not on it, the spreadsheet program asks back, but does not refuse
    /// it: a level's code is fine as well.
    pub(super) fn dropdown(
        &self,
        list: ChoiceList,
        title: &str,
        message: &str,
    ) -> Result<DataValidation, XlsxError> {
        let error = shortened(self.labels.say("form.hint.not-on-list"), LONGEST_TITLE);
        DataValidation::new()
            .allow_list_formula(self.range(list))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title(error)?
            .set_error_message(self.labels.say("form.hint.choose"))?
            .set_input_title(shortened(title, LONGEST_TITLE))?
            .set_input_message(message)
    }

    pub(super) fn sheet(
        &self,
        options: &FormOptions,
        paint: &FormFormats,
    ) -> Result<Worksheet, XlsxError> {
        let say = |key| self.labels.say(key);
        let mut page = FormSheet::new(options, paint, say("form.sheet.choices"), "", &WIDTHS)?;
        page.title(say("form.choices.title"), say("form.choices.lead"))?;
        for (row, (_, heading, words)) in self.placed() {
            page.header(row, &[say(heading)])?;
            for (row, choice) in (row + 1..).zip(words) {
                page.write(row, 0, Some(&choice.word), &paint.reading)?;
                let height = row_height(&[(&choice.word, WIDTHS[0])]);
                page.sheet.set_row_height(row, height)?;
                if let Some(meaning) = &choice.meaning {
                    let format = paint.lead.clone().set_indent(1);
                    page.write(row, 1, Some(meaning), &format)?;
                }
            }
        }
        Ok(page.sheet)
    }
}

/// The whole numbers on a scale of proficiencies, up to its top.
pub(super) fn whole_points(map: &CareerMap) -> RangeInclusive<i64> {
    let (low, high) = map.bounds();
    low.ceil() as i64..=high.floor() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::company_map;

    #[test]
    fn numbers_end_at_the_top_of_the_scale() {
        let mut map = company_map();
        map.scale = Scale::Proficiency;
        for competency in &mut map.competencies {
            competency.required = vec![Some(2.0), Some(3.0)];
        }
        assert_eq!(whole_points(&map), 0..=3);
        map.scale_top = Some(5.0);
        assert_eq!(whole_points(&map), 0..=5);
    }
}
