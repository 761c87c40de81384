//! What headings mean in one kind of file: the company's own words first, then the vocabulary.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Deserialize;

use super::heading::label;
use super::meaning::{Meaning, Whose};
use super::{Heading, Rater};
use crate::labels::FormWords;
use crate::model::Field;
use crate::text::{fold, tidy};

/// The words that a company has for columns or labels, as its configuration says, and the headings of careermap's own forms.
///
/// ```toml
/// [assessments.columns]
/// "Peer lead" = "manager"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub(in crate::load) struct Dictionary {
    own: BTreeMap<String, Meaning>,
    /// The labels that forms are written with, read back.
    forms: FormWords,
    /// Whether there are specialities; without any, no heading means one.
    specialities: bool,
}

impl TryFrom<BTreeMap<String, String>> for Dictionary {
    type Error = String;

    fn try_from(words: BTreeMap<String, String>) -> Result<Self, Self::Error> {
        let mut own = BTreeMap::new();
        for (word, meaning) in words {
            let wanted = fold(&meaning).replace(' ', "-");
            let Some(meaning) = Meaning::called(&wanted) else {
                let names: Vec<&str> = Meaning::NAMED.iter().map(|(name, _)| *name).collect();
                return Err(format!(
                    "“{word}” is given the meaning “{meaning}”, which is not one of {}",
                    names.join(", ")
                ));
            };
            own.insert(key(&word), meaning);
        }
        Ok(Self {
            own,
            forms: FormWords::default(),
            specialities: false,
        })
    }
}

/// Signs such as ✓ fold to nothing, so they are compared as they are.
fn key(word: &str) -> String {
    match fold(word) {
        folded if folded.is_empty() => tidy(word),
        folded => folded,
    }
}

impl Dictionary {
    /// The meaning of a heading or label.
    pub(in crate::load) fn heading(&self, text: &str) -> Rc<Heading> {
        let said = self.heading_of_any_map(text);
        if self.specialities || !said.may_be(Meaning::Of(Field::Speciality)) {
            return said;
        }
        let mut without = Heading::clone(&said);
        without
            .meanings
            .retain(|meaning| *meaning != Meaning::Of(Field::Speciality));
        Rc::new(without)
    }

    fn heading_of_any_map(&self, text: &str) -> Rc<Heading> {
        if let Some(meaning) = self.meaning(text) {
            return Rc::new(Heading {
                meanings: with_name(meaning),
                ..Heading::default()
            });
        }
        let label = label(text);
        let said = label.heading;
        if label.is_decision {
            return Rc::new(Heading {
                meanings: vec![Meaning::Decision],
                ..Heading::default()
            });
        }
        match self.forms.heading(text, &label.folded).and_then(of_form) {
            Some(meaning) if !said.may_be(meaning) => Rc::new(Heading {
                meanings: with_name(meaning),
                ..Heading::default()
            }),
            _ => said,
        }
    }

    /// Adds the headings of a company's own forms.
    pub(in crate::load) fn with_forms(mut self, forms: FormWords) -> Self {
        self.forms = forms;
        self
    }

    /// Understands headings of specialities, since the map has some.
    pub(in crate::load) fn with_specialities(mut self) -> Self {
        self.specialities = true;
        self
    }

    /// Whether a word, folded, stands in the name of a sheet of the forms.
    pub(in crate::load) fn is_of_sheet(&self, word: &str) -> bool {
        self.forms.is_of_sheet(word)
    }

    /// What the configuration says that a heading means.
    pub(in crate::load) fn meaning(&self, text: &str) -> Option<Meaning> {
        if self.own.is_empty() {
            return None;
        }
        self.own.get(&key(text)).copied()
    }
}

/// What the heading of a form means; what a level expects is no meaning that the settings could give.
fn of_form(name: &str) -> Option<Meaning> {
    match name {
        FormWords::REQUIRED => Some(Meaning::Required),
        "assessed-until" => Some(Meaning::Of(Field::AssessedOn)),
        _ => Meaning::called(name),
    }
}

/// “manager” is whose ratings a column holds, and beside a label the manager's name.
fn with_name(meaning: Meaning) -> Vec<Meaning> {
    if meaning == Meaning::Rating(Whose::Said(Rater::Manager)) {
        vec![meaning, Meaning::Of(Field::Manager)]
    } else {
        vec![meaning]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Catalogue;

    #[test]
    fn the_companys_words_come_first() {
        let words = [("Squad ", "team"), ("Self level", "ignore")];
        let words = words.map(|(word, meaning)| (word.to_owned(), meaning.to_owned()));
        let dictionary = Dictionary::try_from(BTreeMap::from(words)).unwrap();
        assert!(dictionary.heading("SQUAD").may_be(Meaning::Of(Field::Team)));
        assert_eq!(dictionary.heading("self level").meanings, [Meaning::Aside]);
        assert!(
            dictionary
                .heading("Email")
                .may_be(Meaning::Of(Field::Email))
        );
    }

    #[test]
    fn what_forms_are_headed_with_is_read_back_in_every_language() {
        let catalogue = Catalogue::embedded();
        let mut read = 0;
        for language in catalogue.languages() {
            let labels = catalogue.labels(language).unwrap();
            for (name, meaning) in Meaning::NAMED {
                let key = format!("form.heading.{name}");
                let text = labels.say(&key);
                if text != key {
                    let said = Dictionary::default().with_specialities().heading(text);
                    assert!(said.may_be(*meaning), "{language}: {text} is {name}");
                    read += 1;
                }
            }
        }
        assert!(read > 80, "{read}");
    }

    #[test]
    fn what_a_form_says_for_reading_is_known_in_every_language_and_in_a_companys_words() {
        let own = [(
            "labels/en/form.json",
            br#"{"form.expects.next": "One step up"}"#.as_slice(),
        )];
        let (catalogue, _) = Catalogue::embedded().with_files(own).unwrap();
        let dictionary = Dictionary::default().with_forms(FormWords::of(&catalogue));
        for language in catalogue.languages() {
            let labels = catalogue.labels(language).unwrap();
            for key in ["role", "next", "target"] {
                let text = labels.say(&format!("form.expects.{key}")).to_owned();
                let said = dictionary.heading(&text);
                assert_eq!(said.meanings, [Meaning::Required], "{language}: {text}");
            }
        }
    }

    #[test]
    fn a_companys_own_headings_are_read_and_its_settings_come_before_them() {
        let own = [(
            "labels/en/form.json",
            br#"{"form.heading.self": "Standpoint", "form.heading.evidence": "Tell us more"}"#
                .as_slice(),
        )];
        let (catalogue, _) = Catalogue::embedded().with_files(own).unwrap();
        let settings = BTreeMap::from([("Tell us more".to_owned(), "ignore".to_owned())]);
        let dictionary = Dictionary::try_from(settings)
            .unwrap()
            .with_forms(FormWords::of(&catalogue));
        let own = dictionary.heading("Standpoint:");
        assert_eq!(own.meanings, [Meaning::Rating(Whose::Said(Rater::Own))]);
        assert_eq!(
            dictionary.heading("tell us more").meanings,
            [Meaning::Aside]
        );
        assert_eq!(Dictionary::default().heading("Standpoint").meanings, []);
    }

    #[test]
    fn a_meaning_that_there_is_not_is_refused_with_those_there_are() {
        let words = BTreeMap::from([("Squad".to_owned(), "tribe".to_owned())]);
        let error = Dictionary::try_from(words).unwrap_err();
        assert!(
            error.contains("“Squad” is given the meaning “tribe”") && error.contains("team"),
            "{error}"
        );
    }
}
