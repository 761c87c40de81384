//! The material of all sheets: the input, the figures that several sheets need, the formats and common words.

use std::borrow::Cow;
use std::ops::Deref;

use crate::analysis::{Figures, ManagersSee, RatingQuestions};
use crate::labels::Labels;
use crate::model::Points;
use crate::render::words::distance;

use super::{BookInput, BookOptions, RowPerson, WorkbookParts};

/// How many competencies a cell names before it counts the rest.
pub(super) const IN_A_CELL: usize = 3;
/// The approximate greatest height of a row, in lines.
const LINES_SHOWN: usize = 25;

/// The workbook's material.
pub(super) struct Book<'a> {
    pub(super) input: &'a BookInput<'a>,
    /// The figures computed from it.
    figures: Figures<'a>,
    /// What all sheets share.
    pub(super) parts: WorkbookParts<'a>,
}

impl<'a> Book<'a> {
    /// Computes what several sheets need.
    pub(super) fn new(input: &'a BookInput<'a>) -> Self {
        Self {
            figures: if input.options.manager.is_some() {
                Figures::of_some(input.review, input.people, input.analysis)
            } else {
                Figures::of(input.review, input.people, input.analysis)
            },
            parts: WorkbookParts::new(Cow::Borrowed(input.options), input.review.as_of),
            input,
        }
    }

    /// The choices for the workbook.
    pub(super) const fn options(&self) -> &'a BookOptions {
        self.input.options
    }

    /// Whether it is about one manager's people alone.
    pub(super) const fn is_managers(&self) -> bool {
        self.input.options.manager.is_some()
    }

    /// The questions about ratings.
    pub(super) fn questions(&self) -> RatingQuestions<'a> {
        let minimum = self.input.options.minimum_group;
        RatingQuestions::of(self.input.review, self.input.people, minimum)
    }

    /// The key of what to say where there is no competency to show.
    pub(super) const fn no_competency(&self) -> &'static str {
        if self.input.people.is_empty() {
            "workbook.nobody-assessed"
        } else {
            "workbook.nothing-scored"
        }
    }

    /// Whether rows say who somebody's manager is: not where it is the reader, for everybody.
    pub(super) fn names_managers(&self) -> bool {
        !self.is_managers() || self.input.options.managers_see == ManagersSee::AllBelow
    }

    /// The words.
    pub(super) const fn labels(&self) -> &'a Labels {
        &self.input.options.labels
    }

    /// The person with this index, for rows that name people.
    pub(super) fn who(&self, person: usize) -> RowPerson<'_> {
        let assessment = self.assessment(person);
        RowPerson {
            name: self.name(person),
            assessment,
            role_level: self.level(assessment.person.role_level),
            target_level: self.level(self.input.people[person].target),
        }
    }

    /// Everybody, in document order.
    pub(super) fn everybody(&self) -> impl Iterator<Item = RowPerson<'_>> {
        (0..self.input.people.len()).map(|person| self.who(person))
    }

    /// A distance on the scale in words: `1 level`, `0.5 points`.
    pub(super) fn distance(&self, points: Points) -> String {
        distance(self.labels(), self.map(), points)
    }
}

impl<'a> Deref for Book<'a> {
    type Target = Figures<'a>;

    fn deref(&self) -> &Figures<'a> {
        &self.figures
    }
}

/// The first few, and how many more: `A, B, +7`.
pub(super) fn first_few(
    labels: &Labels,
    names: impl ExactSizeIterator<Item = String>,
    few: usize,
) -> String {
    let more = names.len().saturating_sub(few);
    let mut shown: Vec<String> = names.take(few).collect();
    if more > 0 {
        shown.push(format!("+{}", labels.whole(more)));
    }
    shown.join(", ")
}

/// One line each, as many as a cell can show.
pub(super) fn lines(labels: &Labels, mut items: Vec<String>) -> String {
    let total = items.len();
    if total > LINES_SHOWN {
        items.truncate(LINES_SHOWN - 1);
        let more = total - items.len();
        items.push(labels.with("workbook.more-lines", &[("n", &labels.whole(more))]));
    }
    items.join("\n")
}
