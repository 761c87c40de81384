//! The labels of forms that are read back, choices and headings: the same labels that forms are written with, in all
//! languages at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::{Catalogue, List};
use crate::text::fold;

/// Begins the key of a heading; the rest is the name of its meaning in the settings.
const HEADING: &str = "form.heading.";
/// Begins the key of a sheet's name.
const SHEET: &str = "form.sheet.";
/// What the columns are headed with that are there to be read, beside those to fill in.
const EXPECTED: [&str; 3] = [
    "form.expects.role",
    "form.expects.next",
    "form.expects.target",
];

/// The labels that are read back. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct FormWords(Arc<KnownLabels>);

#[derive(Default, PartialEq, Eq)]
struct KnownLabels {
    /// A folded label → the program's own English word for the choice.
    choices: BTreeMap<(List, String), String>,
    /// A folded label → the name of its meaning.
    headings: BTreeMap<String, String>,
    /// The words, folded, in the names of the sheets.
    sheets: BTreeSet<String>,
    /// The bytes of the longest of all.
    longest: usize,
}

impl FormWords {
    /// The meaning of what a form says for reading alone.
    pub const REQUIRED: &'static str = "required";

    /// The labels of these languages: where one word stands for two things, the company's own counts.
    pub fn of(catalogue: &Catalogue) -> Self {
        if catalogue.has_overrides() {
            Self::read_back(catalogue)
        } else {
            Self::default()
        }
    }

    fn read_back(catalogue: &Catalogue) -> Self {
        let mut known = KnownLabels::default();
        for (key, text, canonical) in catalogue.read_back() {
            let folded = fold(text);
            if folded.is_empty() {
                continue;
            }
            if key.starts_with(SHEET) {
                known.sheets.extend(folded.split(' ').map(str::to_owned));
            }
            let meaning = if EXPECTED.contains(&key) {
                Some(FormWords::REQUIRED)
            } else {
                key.strip_prefix(HEADING)
            };
            if let Some(meaning) = meaning {
                known.longest = known.longest.max(text.len());
                known
                    .headings
                    .entry(folded)
                    .or_insert_with(|| meaning.to_owned());
            } else if let Some(list) = List::of_key(key) {
                known.longest = known.longest.max(text.len());
                known
                    .choices
                    .entry((list, folded))
                    .or_insert_with(|| canonical.to_owned());
            }
        }
        Self(Arc::new(known))
    }

    /// What was chosen from a list: the program's own English word for it, if it is on the list in any language.
    pub fn choice(&self, list: List, typed: &str) -> Option<&str> {
        let folded = self.folded(typed)?;
        self.0.choices.get(&(list, folded)).map(String::as_str)
    }

    /// The name of a heading's meaning, if it is one of the forms' own; of a text, and the same folded if it has been.
    pub fn heading(&self, text: &str, folded: &str) -> Option<&str> {
        if text.len() > 2 * self.0.longest {
            return None;
        }
        let known = &self.0.headings;
        let found = if folded.is_empty() {
            known.get(&fold(text))
        } else {
            known.get(folded)
        };
        found.map(String::as_str)
    }

    /// Whether a word, folded, stands in the name of a sheet of the forms.
    pub fn is_of_sheet(&self, word: &str) -> bool {
        self.0.sheets.contains(word)
    }

    /// A text as it is looked up; evidence and expectations, which are longer than any label, are not folded.
    fn folded(&self, text: &str) -> Option<String> {
        (text.len() <= 2 * self.0.longest).then(|| fold(text))
    }
}

impl Default for FormWords {
    /// The labels that are in the binary.
    fn default() -> Self {
        static EMBEDDED: LazyLock<FormWords> =
            LazyLock::new(|| FormWords::read_back(&Catalogue::embedded()));
        EMBEDDED.clone()
    }
}

impl std::fmt::Debug for FormWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FormWords")
            .field("choices", &self.0.choices.len())
            .field("headings", &self.0.headings.len())
            .finish()
    }
}
