//! What labels and headings say about people.

use crate::load::assessment::AssessmentSettings;
use crate::load::roster::RosterSettings;
use crate::load::sheet::CellValue;
use crate::load::vocabulary::Meaning;
use crate::model::Field;
use crate::text::fold;

/// Longer texts are neither labels nor headings.
const LONGEST: usize = 60;

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

/// Headings above those who wrote something about others; folded.
const WRITERS: [&str; 24] = [
    "from",
    "author",
    "sender",
    "giver",
    "feedback by",
    "written by",
    "von",
    "autor",
    "autorin",
    "verfasser",
    "verfasserin",
    "absender",
    "feedback von",
    "de",
    "auteur",
    "auteure",
    "expediteur",
    "avis de",
    "autora",
    "remitente",
    "comentario de",
    "da",
    "autore",
    "van",
];
/// Headings above those about whom something was written; folded.
const RECEIVERS: [&str; 34] = [
    "to",
    "for",
    "about",
    "whom",
    "to whom",
    "for whom",
    "about whom",
    "recipient",
    "receiver",
    "feedback for",
    "feedback to",
    "an",
    "an wen",
    "fur",
    "fur wen",
    "uber",
    "uber wen",
    "empfanger",
    "empfangerin",
    "feedback an",
    "feedback fur",
    "a",
    "a qui",
    "pour",
    "pour qui",
    "destinataire",
    "avis pour",
    "para",
    "para quien",
    "sobre",
    "destinatario",
    "destinataria",
    "per",
    "aan",
];

impl Words<'_> {
    /// Whether a heading says that those below it wrote something, perhaps about others.
    pub(super) fn is_writer(self, heading: &str) -> bool {
        let is_rater = || {
            let said = self.assessments.headings(heading);
            // “Reviewer” heads managers on a roster.
            let is_manager = said
                .iter()
                .any(|said| said.may_be(Meaning::Of(Field::Manager)));
            !is_manager && said.iter().any(|said| said.may_be(Meaning::Rater))
        };
        heading.len() <= LONGEST && (WRITERS.contains(&fold(heading).as_str()) || is_rater())
    }

    /// Whether a heading beside one of writers says that something was written about those below it.
    pub(super) fn is_receiver(heading: &str) -> bool {
        heading.len() <= LONGEST && RECEIVERS.contains(&fold(heading).as_str())
    }

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
            let parts = said.meanings.iter().map(|meaning| match meaning {
                _ if said.is_past() => Part::Known,
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
