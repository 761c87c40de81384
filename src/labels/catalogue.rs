//! The label files of all languages: those in the binary, and a company's own over them, key by key.

mod checks;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};

use super::error::LabelError;
use super::label::{Entries, Label};
use super::plural::Plurals;
use super::{ENGLISH, Labels, Language, List};
use crate::diagnostic::Diagnostic;
use crate::text::fold;

#[cfg(test)]
pub(super) use checks::sheet_name;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates/labels");

/// The file with texts that templates may need beside a document's own.
const COMMON: &str = "common.json";
/// The file of documents that are set by templates, which may have labels of their own.
const PLAN: &str = "plan.json";
/// The file of what only the handbook says, for its template.
const HANDBOOK: &str = "handbook.json";
/// The file of what only a manager's follow-up says, for its template.
const FOLLOW_UP: &str = "follow-up.json";
/// The file of what only review packets say, for their template.
const REVIEW_PACKET: &str = "review-packet.json";
/// The label with the forms of numbers, for templates.
const PLURALS: &str = "plurals";

/// The labels of all languages.
#[derive(Clone)]
pub struct Catalogue {
    /// The labels of each language by their keys, without what it leaves out.
    languages: BTreeMap<String, BTreeMap<String, Label>>,
    /// The file of each key.
    files: Arc<BTreeMap<String, String>>,
    /// The choices, in the order in which they are offered.
    choices: Arc<Vec<(List, String, String)>>,
    /// The labels of the company's own, language by language.
    own: BTreeMap<String, BTreeMap<String, Label>>,
}

/// Words that the program's own texts have in small letters, in all its languages, folded: whoever is called “Will”, “will” is
/// an ordinary word.
pub fn ordinary_words() -> &'static HashSet<String> {
    static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let catalogue = Catalogue::embedded();
        let labels = catalogue.languages.values().flat_map(BTreeMap::values);
        let words = labels.flat_map(Label::texts).flat_map(|text| {
            text.split(|c: char| !c.is_alphabetic())
                .filter(|word| word.chars().all(char::is_lowercase))
        });
        words.map(fold).filter(|word| !word.is_empty()).collect()
    });
    &WORDS
}

impl Catalogue {
    /// The labels that are in the binary.
    pub fn embedded() -> Self {
        static READ: LazyLock<Catalogue> = LazyLock::new(Catalogue::read_embedded);
        READ.clone()
    }

    fn read_embedded() -> Self {
        let mut languages: BTreeMap<String, BTreeMap<String, Label>> = BTreeMap::new();
        let mut files = BTreeMap::new();
        let mut choices = Vec::new();
        for folder in EMBEDDED.dirs() {
            let name = |path: &std::path::Path| {
                let name = path.file_name().unwrap_or_default();
                name.to_string_lossy().into_owned()
            };
            let language = name(folder.path());
            let labels = languages.entry(language.clone()).or_default();
            for file in folder.files() {
                // They are part of the program, and a test reads each; a broken file would only lose its texts.
                let entries: Entries = serde_json::from_slice(file.contents()).unwrap_or_default();
                for (key, label) in entries.0 {
                    if language == ENGLISH {
                        files.insert(key.clone(), name(file.path()));
                        if let (Some(list), Label::Text(word)) = (List::of_key(&key), &label) {
                            choices.push((list, key.clone(), word.clone()));
                        }
                    }
                    labels.insert(key, label);
                }
            }
        }
        Self {
            languages,
            files: Arc::new(files),
            choices: Arc::new(choices),
            own: BTreeMap::new(),
        }
    }

    /// The same with a company's own label files, each by its path below the templates, with `/` between folders; other
    /// files are ignored. Also returns messages about them.
    ///
    /// # Errors
    /// If a file does not hold labels, or if documents could not be made with it or not be read back.
    pub fn with_files<'f>(
        mut self,
        files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    ) -> Result<(Self, Vec<Diagnostic>), LabelError> {
        let mut remarks = Vec::new();
        for (path, contents) in files {
            let Some(below) = path.strip_prefix("labels/") else {
                continue;
            };
            let Some(name) = below.strip_suffix(".json") else {
                continue;
            };
            let Some((language, _)) = name.split_once('/') else {
                return Err(LabelError::Earlier {
                    file: path.to_owned(),
                    language: name.to_owned(),
                });
            };
            let entries: Entries =
                serde_json::from_slice(contents).map_err(|error| LabelError::Unreadable {
                    file: path.to_owned(),
                    problem: error.to_string(),
                })?;
            remarks.extend(self.unknown(path, &entries));
            for (key, label) in entries.0 {
                self.check(path, &key, &label)?;
                let language = language.to_owned();
                let own = self.own.entry(language.clone()).or_default();
                own.insert(key.clone(), label.clone());
                self.languages
                    .entry(language)
                    .or_default()
                    .insert(key, label);
            }
            self.check_together(path, language)?;
        }
        remarks.extend(
            self.own
                .keys()
                .filter_map(|language| self.left_out(language)),
        );
        Ok((self, remarks))
    }

    /// The languages that there are labels for, by their BCP 47 codes.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The labels of a language.
    ///
    /// # Errors
    /// If there are none.
    pub fn labels(&self, language: &str) -> Result<Labels, LabelError> {
        if self.languages.contains_key(language) {
            Ok(self.complete(language))
        } else {
            Err(LabelError::Language {
                language: language.to_owned(),
                known: self.languages().map(str::to_owned).collect(),
            })
        }
    }

    /// Whether a company has files of its own.
    pub(super) fn has_overrides(&self) -> bool {
        !self.own.is_empty()
    }

    /// The labels of a language, without what it leaves out.
    #[cfg(test)]
    pub(super) fn own_labels_of(&self, language: &str) -> &BTreeMap<String, Label> {
        &self.languages[language]
    }

    pub(super) fn english(&self) -> Labels {
        self.complete(ENGLISH)
    }

    /// All labels of a language; those that it leaves out are in English.
    fn complete(&self, language: &str) -> Labels {
        let of = |language| self.languages.get(language).into_iter().flatten();
        let labels = of(ENGLISH)
            .chain(of(language))
            .map(|(key, label)| (key.clone(), label.clone()));
        Labels(Arc::new(Language {
            code: language.to_owned(),
            plurals: Plurals::of(language),
            labels: labels.collect(),
            choices: Arc::clone(&self.choices),
        }))
    }

    /// Keys and texts of the labels that are read back, the company's own first, each with the program's own English word.
    pub(super) fn read_back(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let embedded = EMBEDDED_TEXTS.iter();
        let own = self.own.values().flatten();
        let own = own.filter_map(|(key, label)| match label {
            Label::Text(text) => Some((key.as_str(), text.as_str())),
            _ => None,
        });
        own.chain(embedded.map(|(key, text)| (key.as_str(), text.as_str())))
            .map(|(key, text)| {
                let choice = self.choices.iter().find(|(_, choice, _)| choice == key);
                (key, text, choice.map_or("", |(.., canonical)| canonical))
            })
    }

    /// For Typst templates: the label files of the languages that the company has files for, completed where its files
    /// leave labels out, and with the plural forms of the language.
    pub fn for_templates(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.own.keys().flat_map(|language| {
            let Labels(complete) = self.complete(language);
            let mut files: BTreeMap<&str, BTreeMap<&str, Label>> = BTreeMap::new();
            for (key, label) in &complete.labels {
                let file = self.files.get(key).map_or(PLAN, String::as_str);
                files.entry(file).or_default().insert(key, label.clone());
            }
            files
                .entry(COMMON)
                .or_default()
                .insert(PLURALS, Label::Forms(complete.plurals.table()));
            let contents = |labels: &BTreeMap<&str, Label>| {
                // Serialising a map from texts to labels cannot fail.
                serde_json::to_vec_pretty(labels).unwrap_or_default()
            };
            files
                .iter()
                .filter(|(file, _)| {
                    [COMMON, PLAN, HANDBOOK, FOLLOW_UP, REVIEW_PACKET].contains(*file)
                })
                .map(|(file, labels)| (format!("labels/{language}/{file}"), contents(labels)))
                .collect::<Vec<_>>()
        })
    }
}

/// The texts of all languages that are in the binary, by key.
static EMBEDDED_TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let catalogue = Catalogue::embedded();
    let labels = catalogue.languages.into_values().flatten();
    labels
        .filter_map(|(key, label)| match label {
            Label::Text(text) => Some((key, text)),
            _ => None,
        })
        .collect()
});

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue")
            .field("languages", &self.languages.keys().collect::<Vec<_>>())
            .field("own", &self.own)
            .finish_non_exhaustive()
    }
}
