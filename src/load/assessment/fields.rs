//! The facts about the person and the review that an assessment states once: beside labels of a form, or in the columns
//! of a table of people.

mod levels;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::dates::date_or_report;
use super::super::names::MapNames;
use super::super::sheet::CellValue;
use super::super::table::text_or_report;
use super::super::vocabulary::{Dictionary, Meaning};
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::List;
use crate::model::{DayLabel, Field, FieldCells, RosterEntry, Wish, first_name_first};
use crate::text::{fold, tidy, tidy_lines};
pub(super) use levels::level_problem;

/// What a label or a column of a table of people says: a field, or part of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) enum Part {
    Of(Field),
    First,
    Last,
}

impl Part {
    pub(in crate::load) const NAME: Self = Self::Of(Field::Name);
    pub(in crate::load) const ID: Self = Self::Of(Field::EmployeeId);
    pub(in crate::load) const ROLE: Self = Self::Of(Field::RoleLevel);
    pub(in crate::load) const TARGET: Self = Self::Of(Field::TargetLevel);

    /// The name of it in messages.
    pub(in crate::load) const fn label(self) -> &'static str {
        match self {
            Self::Of(field) => field.label(),
            Self::First => "First name",
            Self::Last => "Last name",
        }
    }
}

/// The fields of one assessment.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    at: Location,
    values: BTreeMap<Part, (Location, &'a CellValue)>,
    /// The cells of fields that are blank.
    blanks: BTreeMap<Part, Location>,
    /// The label of the day, if it may be that of the next review.
    day_label: Option<DayLabel>,
}

impl<'a> Fields<'a> {
    /// No fields yet of the assessment at `at`.
    pub(super) const fn new(at: Location) -> Self {
        Self {
            at,
            values: BTreeMap::new(),
            blanks: BTreeMap::new(),
            day_label: None,
        }
    }

    /// Stores the value in a field's cell, or that it is blank.
    pub(super) fn put(&mut self, part: Part, at: Location, value: Option<&'a CellValue>) {
        match value {
            Some(value) => {
                self.values.insert(part, (at, value));
            }
            None => {
                self.blanks.insert(part, at);
            }
        }
    }

    /// The same fields for an assessment at another place, since labels and ratings may be on different sheets.
    pub(super) fn moved_to(self, at: Location) -> Self {
        Self { at, ..self }
    }

    /// The sheet, or the person's row in it.
    pub(super) fn at(&self) -> Location {
        self.at.clone()
    }

    /// The same fields with the label or heading of their day.
    pub(super) fn with_day_label(self, label: Option<DayLabel>) -> Self {
        Self {
            day_label: label,
            ..self
        }
    }

    /// The label of the day, if it may be that of the next review and nothing else is.
    pub(super) fn day_label(&self) -> Option<DayLabel> {
        let next = Part::Of(Field::NextReview);
        let is_known = self.values.contains_key(&next) || self.blanks.contains_key(&next);
        self.day_label.clone().filter(|_| !is_known)
    }

    /// The cell of each field that is filled in.
    pub(super) fn cells(&self) -> FieldCells {
        self.values
            .iter()
            .map(|(part, (at, _))| {
                let field = match part {
                    Part::Of(field) => *field,
                    Part::First | Part::Last => Field::Name,
                };
                (field, at.clone())
            })
            .collect()
    }

    fn value(&self, field: Field) -> Option<(&Location, &'a CellValue)> {
        self.value_of(Part::Of(field))
    }

    fn value_of(&self, part: Part) -> Option<(&Location, &'a CellValue)> {
        self.values.get(&part).map(|(at, value)| (at, *value))
    }

    /// The cell of a field, filled in or blank; the assessment's place where there is no such cell.
    pub(super) fn place(&self, field: Field) -> &Location {
        self.value(field)
            .map(|(at, _)| at)
            .or_else(|| self.blanks.get(&Part::Of(field)))
            .unwrap_or(&self.at)
    }

    /// A value on one line.
    pub(super) fn word(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<String> {
        self.word_of(Part::Of(label), problems)
    }

    fn word_of(&self, part: Part, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let (at, value) = self.value_of(part)?;
        let text = tidy(&text_or_report(value, || at.clone(), problems)?);
        (!text.is_empty()).then_some(text)
    }

    /// A value with its lines.
    pub(super) fn text(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let (at, value) = self.value(label)?;
        let text = tidy_lines(&text_or_report(value, || at.clone(), problems)?);
        (!text.is_empty()).then_some(text)
    }

    /// The person's name: as given, put together from its parts, or the roster's for an employee ID. Without one
    /// the assessment is left out, and a diagnostic says so.
    pub(super) fn name(
        &self,
        on_roster: Option<&RosterEntry>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let mut part = |part| self.word_of(part, problems);
        let name = person_name(part(Part::NAME), part(Part::First), part(Part::Last));
        if let Some(name) = name {
            return Some(name);
        }
        if let Some(entry) = on_roster {
            problems.push(Diagnostic::note(
                "filled-from-roster",
                self.place(Field::Name).clone(),
                format!(
                    "There is no name here; according to the roster ({}), the employee ID belongs to {}.",
                    entry.at, entry.person.name
                ),
                Diagnostic::NOTHING_TO_DO,
            ));
            return Some(entry.person.name.clone());
        }
        let asked = self.values.contains_key(&Part::NAME) || self.blanks.contains_key(&Part::NAME);
        let id = self.word(Field::EmployeeId, problems).filter(|_| !asked);
        let (found, help) = if let Some(id) = id {
            (
                format!("There is no name here, and nobody on the roster has the employee ID {id}"),
                "Add the person to the roster, or write the name into a column “Name”.",
            )
        } else {
            let found = if self.values.contains_key(&Part::NAME) {
                "The cell for the name contains something that is not a name"
            } else if asked {
                "The cell for the name is empty"
            } else {
                "There is no label “Name”"
            };
            (
                format!("{found}, so careermap cannot tell whose assessment this is"),
                "Write the person's name to the right of a cell that says “Name”. If your label has another word, \
                 explain it in careermap.toml: under [assessments.labels] write, for example, \"Teammate\" = \"name\".",
            )
        };
        problems.push(Diagnostic::error(
            "name-missing",
            self.place(Field::Name).clone(),
            format!("{found}; it was left out."),
            help,
        ));
        None
    }

    /// The manager's name, first name first.
    pub(super) fn manager(&self, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let typed = self.word(Field::Manager, problems)?;
        Some(first_name_first(&typed))
    }

    /// Where the person wants to go, and their plans for the future. A text beside the choice that is not a choice
    /// belongs to the plans, with a message.
    pub(super) fn wish(
        &self,
        names: &MapNames<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> (Option<Wish>, Option<String>) {
        let aspiration = self.text(Field::Aspiration, problems);
        let Some(typed) = self.text(Field::Wish, problems) else {
            return (None, aspiration);
        };
        let chosen = names.chosen(List::Wish, typed.clone());
        if let Some(wish) = Wish::ALL.into_iter().find(|wish| wish.word() == chosen) {
            return (Some(wish), aspiration);
        }
        problems.push(Diagnostic::note(
            "wish-in-own-words",
            self.place(Field::Wish).clone(),
            "The text here is not one of the choices of careermap's form; it was read as plans for the future.",
            "You do not need to do anything; it is in the plan in the person's own words.",
        ));
        let words = match aspiration {
            Some(aspiration) => format!("{typed}\n{aspiration}"),
            None => typed,
        };
        (None, Some(words))
    }

    /// The day of the next review. One that is not after the day of the assessment is reported and left out: it is the day of this one.
    pub(super) fn next_review(
        &self,
        assessed_on: Option<Date>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Date> {
        let day = self.date(Field::NextReview, problems)?;
        let Some(assessed_on) = assessed_on.filter(|assessed_on| day <= *assessed_on) else {
            return Some(day);
        };
        problems.push(Diagnostic::warning(
            "next-review-early",
            self.place(Field::NextReview).clone(),
            format!(
                "The next review, {day}, is not after the day of the assessment, {assessed_on} ({}); it was left out.",
                self.place(Field::AssessedOn)
            ),
            "Correct the day that is wrong.",
        ));
        None
    }

    /// A date. One that cannot be read, or could be two days, is reported and left out.
    pub(super) fn date(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<Date> {
        let (at, value) = self.value(label)?;
        date_or_report(value, || at.clone(), problems)
    }
}

/// A label or heading of a day, if it may be that of the next review: “Review date”.
pub(super) fn day_label(text: &str, words: &Dictionary, is_column: bool) -> Option<DayLabel> {
    let may_be_next = words.heading(text).may_be(Meaning::Of(Field::NextReview));
    may_be_next.then(|| DayLabel {
        text: tidy(text),
        is_column,
    })
}

/// A person's name from the values under *Name*, *First name* and *Last name*. “Name” beside “First name” is the family
/// name.
pub(in crate::load) fn person_name(
    whole: Option<String>,
    first: Option<String>,
    last: Option<String>,
) -> Option<String> {
    match (whole, first, last) {
        (None, Some(first), Some(last)) => Some(format!("{first} {last}")),
        (Some(whole), Some(first), None) if !fold(&whole).contains(&fold(&first)) => {
            Some(format!("{first} {whole}"))
        }
        (Some(whole), ..) => Some(first_name_first(&whole)),
        (None, first, last) => first.or(last),
    }
}
