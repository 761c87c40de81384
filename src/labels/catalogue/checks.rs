//! What is wrong with a company's own labels.

use std::collections::{BTreeMap, BTreeSet};

use super::{Catalogue, PLAN, PLURALS};
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::error::LabelError;
use crate::labels::label::{Entries, Label};
use crate::labels::{ENGLISH, Labels, List};
use crate::text::{first_listed, fold, in_quotes};

const LONGEST_SHEET_NAME: usize = 31;
/// How many keys a message names.
const MAX_NAMED: usize = 5;

impl Catalogue {
    /// Labels that nothing in the program uses. Templates may have labels of their own.
    pub(super) fn unknown(&self, path: &str, entries: &Entries) -> Option<Diagnostic> {
        if path.ends_with(PLAN) {
            return None;
        }
        let unknown: Vec<&str> = entries
            .0
            .iter()
            .map(|(key, _)| key.as_str())
            .filter(|key| !self.files.contains_key(*key))
            .collect();
        let nearest = unknown
            .first()
            .and_then(|key| crate::text::closest(key, self.files.keys().map(String::as_str)));
        (!unknown.is_empty()).then(|| {
            Diagnostic::warning(
                "labels-unknown",
                Location::of_file(path),
                format!(
                    "careermap has no label called {}, so its text is not used.",
                    some(&unknown)
                ),
                nearest.map_or_else(
                    || "Delete it, or correct its key.".to_owned(),
                    |nearest| format!("Did you mean “{nearest}”? Correct the key, or delete it."),
                ),
            )
        })
    }

    /// The labels that a language of the company's own leaves out.
    pub(super) fn left_out(&self, language: &str) -> Option<Diagnostic> {
        let labels = self.languages.get(language)?;
        let missing: Vec<&str> = self
            .files
            .keys()
            .filter(|key| *key != PLURALS && !labels.contains_key(*key))
            .map(String::as_str)
            .collect();
        (!missing.is_empty()).then(|| {
            Diagnostic::note(
                "labels-missing",
                Location::of_file(format!("labels/{language}")),
                format!(
                    "{} of {} labels are not translated, so they are in English: {}.",
                    missing.len(),
                    self.files.len(),
                    some(&missing)
                ),
                format!(
                    "Add them to your files in labels/{language}; “careermap templates eject” writes the English ones."
                ),
            )
        })
    }

    /// Whether a document can be made with a label of the company's own.
    pub(super) fn check(&self, file: &str, key: &str, label: &Label) -> Result<(), LabelError> {
        let wrong_kind = |wanted: String| LabelError::Kind {
            file: file.to_owned(),
            key: key.to_owned(),
            found: label.kind(),
            wanted,
        };
        if key == PLURALS {
            return Ok(());
        }
        if let Label::Forms(forms) = label {
            let is_form = |form: &String| {
                ["zero", "one", "two", "few", "many", "other"].contains(&form.as_str())
                    || form
                        .strip_prefix('=')
                        .is_some_and(|number| number.parse::<usize>().is_ok())
            };
            if let Some(form) = forms.keys().find(|form| !is_form(form)) {
                return Err(wrong_kind(format!(
                    "forms called zero, one, two, few, many, other or “=2”, not “{form}”"
                )));
            }
            if !forms.contains_key("other") {
                return Err(wrong_kind("the form “other” among them".to_owned()));
            }
        }
        let Some(english) = self.languages[ENGLISH].get(key) else {
            return Ok(());
        };
        match (english, label) {
            (Label::Text(_), Label::Text(_))
            | (Label::Forms(_), Label::Forms(_) | Label::Text(_)) => {}
            (Label::List(wanted), Label::List(found))
                if key == "numbers" || wanted.len() == found.len() => {}
            (Label::List(wanted), Label::List(_)) => {
                return Err(wrong_kind(format!("{} of them", wanted.len())));
            }
            _ => return Err(wrong_kind(english.kind().to_owned())),
        }
        let mut known: BTreeSet<&str> = english.places();
        if matches!(english, Label::Forms(_)) {
            known.extend(["n", "count", "Count"]);
        }
        if let Some(place) = label.places().difference(&known).next() {
            return Err(LabelError::Place {
                file: file.to_owned(),
                key: key.to_owned(),
                place: (*place).to_owned(),
                known: known.iter().map(|place| format!("{{{place}}}")).collect(),
            });
        }
        Ok(())
    }

    /// Whether the labels of a language fit together: choices differ, and sheet names are allowed.
    pub(super) fn check_together(&self, file: &str, language: &str) -> Result<(), LabelError> {
        let Labels(complete) = self.complete(language);
        let text = |key: &str| match complete.labels.get(key) {
            Some(Label::Text(text)) => text.as_str(),
            _ => "",
        };
        let mut words: BTreeMap<(List, String), &str> = BTreeMap::new();
        for (list, key, _) in self.choices.iter() {
            if let Some(other) = words.insert((*list, fold(text(key))), key) {
                return Err(LabelError::SameWord {
                    file: file.to_owned(),
                    key: key.clone(),
                    other: other.to_owned(),
                    word: text(key).to_owned(),
                });
            }
        }
        let mut names: BTreeMap<(&str, String), &str> = BTreeMap::new();
        for key in complete.labels.keys() {
            let Some((document, _)) = key.split_once(".sheet.") else {
                continue;
            };
            let name = text(key);
            let twice = names.insert((document, name.to_lowercase()), key);
            if let Some(problem) = sheet_name(name)
                .or_else(|| twice.map(|other| format!("is also the name of “{other}”")))
            {
                return Err(LabelError::SheetName {
                    file: file.to_owned(),
                    key: key.clone(),
                    name: name.to_owned(),
                    problem,
                });
            }
        }
        Ok(())
    }
}

/// Why a text cannot be the name of a sheet.
pub(in crate::labels) fn sheet_name(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        Some("is empty".to_owned())
    } else if name.encode_utf16().count() > LONGEST_SHEET_NAME {
        Some(format!("has more than {LONGEST_SHEET_NAME} letters"))
    } else if let Some(sign) = name
        .chars()
        .find(|c| "[]:*?/\\".contains(*c) || c.is_control())
    {
        Some(format!("contains the sign {sign}"))
    } else if name.starts_with('\'') || name.ends_with('\'') {
        Some("ends in an apostrophe".to_owned())
    } else if is_contract(name) {
        Some("is reserved for a sheet that has this name in every language".to_owned())
    } else {
        None
    }
}

/// Whether other programs read a sheet with this name: *Coverage*, *Data*, *Data 2* …
fn is_contract(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let after_data = name.strip_prefix("data").map(str::trim);
    name == "coverage"
        || after_data.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The first few keys, and how many more there are.
fn some(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| in_quotes(key)).collect();
    first_listed(&keys, MAX_NAMED)
}
