//! Hides who is in a review: names and texts keep their lengths and shapes, but not their words.

use std::collections::BTreeSet;

use crate::model::{CareerMap, ExamplePicture, ExampleUse, FileShape, Review, SheetPicture};
use crate::text::fold;

/// Columns and labels that say who somebody is.
const ABOUT_PEOPLE: [&str; 6] = [
    "Name",
    "Employee ID",
    "Email",
    "Manager",
    "first name",
    "last name",
];

/// Which texts stay as they are, and which must be hidden.
#[derive(Debug)]
pub(super) struct PictureMask {
    /// The names of the map's competencies, folded.
    competencies: BTreeSet<String>,
    /// Words of names of people, folded.
    names: BTreeSet<String>,
}

impl PictureMask {
    pub(super) fn of(
        map: Option<&CareerMap>,
        review: Option<&Review>,
        examples: &[ExamplePicture],
    ) -> Self {
        let mut names = BTreeSet::new();
        let mut add = |name: &str| names.extend(words(name).map(fold));
        for assessment in review.iter().flat_map(|review| &review.assessments) {
            let person = &assessment.person;
            add(&person.name);
            person.manager.as_deref().into_iter().for_each(&mut add);
        }
        let roster = review.and_then(|review| review.roster.as_deref());
        for entry in roster.into_iter().flatten() {
            add(&entry.person.name);
            entry
                .person
                .manager
                .as_deref()
                .into_iter()
                .for_each(&mut add);
        }
        // A file whose assessment was left out may name further people.
        for example in examples {
            people_in(example).for_each(&mut add);
        }
        Self {
            competencies: map
                .iter()
                .flat_map(|map| &map.competencies)
                .map(|competency| fold(&competency.name))
                .collect(),
            names,
        }
    }

    pub(super) fn cell(&self, text: &str, used: ExampleUse) -> String {
        match used {
            ExampleUse::Label | ExampleUse::Heading => self.heading(text),
            _ if self.competencies.contains(&fold(text)) => text.to_owned(),
            _ => masked(text),
        }
    }

    /// A label or a heading: only names in it are hidden.
    pub(super) fn heading(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(begin) = rest.find(char::is_alphanumeric) {
            let (between, from_word) = rest.split_at(begin);
            let end = from_word.find(is_between_words).unwrap_or(from_word.len());
            let (word, after) = from_word.split_at(end);
            shown.push_str(between);
            if self.names.contains(&fold(word)) {
                shown.push_str(&masked(word));
            } else {
                shown.push_str(word);
            }
            rest = after;
        }
        shown + rest
    }

    /// The name of a file: its folders below the input folder may be people's or teams' names, too.
    pub(super) fn file(file: &str) -> String {
        let (stem, ending) = match file.rsplit_once('.') {
            Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
            _ => (file, String::new()),
        };
        match stem.split_once('/') {
            Some((folder, rest)) => format!("{folder}/{}{ending}", masked(rest)),
            None => format!("{}{ending}", masked(stem)),
        }
    }
}

/// The texts of an example that say who somebody is.
fn people_in(example: &ExamplePicture) -> impl Iterator<Item = &str> {
    let is_turned = example.account.kind == FileShape::PeopleInColumns;
    let places: BTreeSet<u32> = example
        .account
        .read
        .iter()
        .filter(|column| ABOUT_PEOPLE.contains(&column.what.as_str()))
        .map(|column| column.place)
        .collect();
    let values: BTreeSet<_> = example
        .place
        .labels
        .iter()
        .filter(|label| ABOUT_PEOPLE.contains(&label.what))
        .map(|label| label.value)
        .collect();
    example
        .sheets
        .iter()
        .flat_map(SheetPicture::cells)
        .filter(move |cell| match cell.used {
            ExampleUse::Value => values.contains(&cell.at),
            ExampleUse::Read => places.contains(&if is_turned {
                cell.at.row
            } else {
                cell.at.column
            }),
            _ => false,
        })
        .map(|cell| cell.text.as_str())
}

fn is_between_words(c: char) -> bool {
    !c.is_alphanumeric()
}

/// The words of a text that are long enough to identify somebody.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between_words)
        .filter(|word| word.chars().nth(1).is_some())
}

/// A text without its words: letters become x, digits 0; spaces and plain punctuation stay.
pub(super) fn masked(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_numeric() => '0',
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_whitespace() || c.is_ascii_punctuation() => c,
            _ => '·',
        })
        .collect()
}
