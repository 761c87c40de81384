//! What labels and headings say about people.

use super::spelling::key;
use crate::load::assessment::AssessmentSettings;
use crate::load::roster::RosterSettings;
use crate::load::sheet::CellValue;
use crate::load::vocabulary::Meaning;
use crate::model::Field;

/// Longer texts are neither labels nor headings.
const LONGEST: usize = 60;

/// Labels of the next one of several people, folded.
const NEXT: &str = "naechste naechster nachste nachster nastepna nastepny next prochain prochaine proxima proximo prossima \
    prossimo siguiente suivant suivante volgende";

/// Whether a text is one of these words.
pub(super) fn is_among(text: &str, list: &str) -> bool {
    let folded = key(text);
    list.split_whitespace().any(|known| known == folded)
}

/// Whether a label stands before the next one of several people.
pub(super) fn is_next(label: &CellValue) -> bool {
    label.text().is_some_and(|text| is_among(&text, NEXT))
}

/// What a label or heading says about the people beside or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Name,
    First,
    Last,
    Id,
    Email,
    Team,
    Manager,
    ManagerId,
    ManagerEmail,
    /// Other facts about somebody else.
    AboutOther,
    /// An earlier name.
    Former,
    /// Anything else that the vocabulary knows.
    Known,
}

impl Part {
    pub(super) const fn is_person(self) -> bool {
        matches!(
            self,
            Self::Name | Self::First | Self::Last | Self::Id | Self::Email
        )
    }

    /// Whether it holds the manager's name or another fact about the manager.
    pub(super) const fn is_of_manager(self) -> bool {
        matches!(self, Self::Manager) || self.is_about_other()
    }

    /// Whether it holds a fact about somebody else than the person whom the labels or the row name.
    pub(super) const fn is_about_other(self) -> bool {
        matches!(
            self,
            Self::ManagerId | Self::ManagerEmail | Self::AboutOther
        )
    }
}

/// The words of labels and headings: the company's own, and the vocabulary's.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Those of the roster.
    pub roster: &'a RosterSettings,
    /// Those of assessments.
    pub assessments: &'a AssessmentSettings,
}

impl Words<'_> {
    pub(super) fn part(&self, value: &CellValue) -> Option<Part> {
        let CellValue::Text(text) = value else {
            return None;
        };
        if text.len() > LONGEST {
            return None;
        }
        let headings = [self.roster.heading(text)]
            .into_iter()
            .chain(self.assessments.headings(text));
        let mut known = None;
        for said in headings {
            // Whoever rates somebody need not be the manager: “Reviewer”.
            let is_rater = said.may_be(Meaning::Rater);
            let parts = said.meanings.iter().map(|meaning| match meaning {
                Meaning::Of(Field::Name) if said.is_past() => Part::Former,
                _ if said.is_past() || is_rater => Part::Known,
                Meaning::Of(Field::Name) => Part::Name,
                Meaning::FirstName => Part::First,
                Meaning::LastName => Part::Last,
                Meaning::Of(Field::EmployeeId) => Part::Id,
                Meaning::Of(Field::Email) => Part::Email,
                Meaning::Of(Field::Team) => Part::Team,
                Meaning::Of(Field::Manager) => Part::Manager,
                Meaning::ManagerId | Meaning::Of(Field::ManagerId) => Part::ManagerId,
                Meaning::ManagerEmail | Meaning::Of(Field::ManagerEmail) => Part::ManagerEmail,
                Meaning::AboutManager => Part::AboutOther,
                _ => Part::Known,
            });
            known = known.into_iter().chain(parts).min();
        }
        known
    }
}
