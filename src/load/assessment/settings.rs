//! What the configuration says about assessments: the company's own words for columns, labels and raters.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Deserialize;

use super::super::vocabulary::{Dictionary, Heading, Rater, Whose, rater_named};
use crate::labels::FormWords;
use crate::text::fold;

/// The company's settings for reading assessments.
///
/// ```toml
/// [assessments]
/// rater = "manager"
///
/// [assessments.columns]
/// "Peer lead" = "manager"
///
/// [assessments.labels]
/// "Squad" = "team"
///
/// [assessments.raters]
/// "Guild" = "agreed"
///
/// [assessments.competencies]
/// "Comms" = "Communication"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AssessmentSettings {
    /// What the company's own headings of columns mean.
    pub(super) columns: Dictionary,
    /// What the company's own labels of forms mean.
    pub(super) labels: Dictionary,
    /// Which rater each word in a column of raters means.
    raters: BTreeMap<String, RaterName>,
    /// Other names of competencies.
    pub competencies: BTreeMap<String, String>,
    /// The rater of ratings that do not say whose they are.
    rater: Option<RaterName>,
}

/// A rater, as the configuration writes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RaterName {
    #[serde(rename = "self")]
    Own,
    Manager,
    Agreed,
    Ignore,
}

impl RaterName {
    const fn whose(self) -> Whose {
        match self {
            Self::Own => Whose::Said(Rater::Own),
            Self::Manager => Whose::Said(Rater::Manager),
            Self::Agreed => Whose::Said(Rater::Agreed),
            Self::Ignore => Whose::Other,
        }
    }
}

impl AssessmentSettings {
    /// Adds the headings of a company's own forms.
    #[must_use]
    pub fn with_forms(mut self, forms: &FormWords) -> Self {
        self.columns = self.columns.with_forms(forms.clone());
        self.labels = self.labels.with_forms(forms.clone());
        self
    }

    /// What a text means as a label and as the heading of a column.
    pub(in crate::load) fn headings(&self, text: &str) -> [Rc<Heading>; 2] {
        [self.labels.heading(text), self.columns.heading(text)]
    }

    /// Understands labels and columns of specialities, since the map has some.
    #[must_use]
    pub fn with_specialities(mut self) -> Self {
        self.columns = self.columns.with_specialities();
        self.labels = self.labels.with_specialities();
        self
    }

    /// The rater of ratings that do not say whose they are, if the configuration names one.
    pub(super) fn unsaid(&self) -> Option<Whose> {
        self.rater.map(RaterName::whose)
    }

    /// The rater that a cell names.
    pub(super) fn rater(&self, text: &str) -> Option<Whose> {
        let folded = fold(text);
        let own = self.raters.iter().find(|(word, _)| fold(word) == folded);
        match own {
            Some((_, rater)) => Some(rater.whose()),
            None => rater_named(text),
        }
    }
}
