//! The words of all languages that careermap reads, all at once, and what each can mean.
//!
//! The data files beside this module (`en.toml`, `de.toml`, …) are the only lists of words; every reader uses them.
//! [`heading()`] parses a heading or label; [`says`] checks the meaning of a whole cell.

mod concept;
mod decoration;
mod dictionary;
mod grammar;
mod heading;
mod meaning;
mod period;
mod raters;
mod scale;
mod seniority;
mod spelling;
#[cfg(test)]
mod tests;
mod trades;
mod unknown;
mod work;

#[cfg(test)]
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::StrDeserializer;

pub(in crate::load) use concept::Concept;
use concept::Concepts;
pub(in crate::load) use dictionary::Dictionary;
pub(in crate::load) use heading::{Heading, heading};
pub(in crate::load) use meaning::{Meaning, Rater, Whose};
pub(in crate::load) use period::{Period, is_month, month};
pub(in crate::load) use raters::{
    names_others, rater_named, raters_mentioned, split_question, split_rater,
};
pub(in crate::load) use scale::stated_top;
pub(in crate::load) use seniority::{
    counted, is_expert, is_rank, lowers, may_begin, rank_and_noun, seniority,
};
pub(in crate::load) use spelling::{spelled, without_endings};
pub(in crate::load) use trades::{follow_trade, in_trade, is_of_trade, of_two_trades};
use unknown::HeadingFilter;
pub(in crate::load) use work::{Telling, seniority_of_work, tells};

/// The languages that write two words as one.
const JOINING: [&str; 2] = ["de", "nl"];

/// The data files, one a language.
const LANGUAGES: &[(&str, &str)] = &[
    ("en", include_str!("en.toml")),
    ("de", include_str!("de.toml")),
    ("es", include_str!("es.toml")),
    ("fr", include_str!("fr.toml")),
    ("it", include_str!("it.toml")),
    ("nl", include_str!("nl.toml")),
    ("pt", include_str!("pt.toml")),
    ("others", include_str!("others.toml")),
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::load);

/// Folded words and phrases → their possible meanings.
struct Vocabulary {
    phrases: FxHashMap<String, Concepts>,
    /// Words that compound words consist of: *eigenvalue* is not *Eigenwert*.
    parts: FxHashSet<String>,
    /// Finds out quickly that a text is not a heading.
    quick_check: HeadingFilter,
    /// The words of the longest phrase.
    most_words: usize,
    /// The bytes of the longest phrase.
    longest: usize,
}

impl Vocabulary {
    fn load() -> Self {
        /// The approximate number of words.
        const WORDS: usize = 7000;
        let mut phrases: FxHashMap<String, Concepts> = FxHashMap::default();
        phrases.reserve(WORDS);
        let mut parts = FxHashSet::default();
        let mut quick_check = HeadingFilter::default();
        for (language, data) in LANGUAGES {
            for (concept, words) in lines(data) {
                for word in words {
                    let mut know = |word: &str| {
                        let word = spelled(word);
                        if JOINING.contains(language) {
                            parts.insert(word.clone());
                        }
                        quick_check.know(&word, concept);
                        let known = phrases.entry(word).or_default();
                        *known = known.and(Concepts::of(&[concept]));
                    };
                    know(word);
                    if let Some(word) = with_digraphs(word) {
                        know(&word);
                    }
                }
            }
        }
        phrases.remove("");
        Self {
            most_words: phrases
                .keys()
                .map(|p| p.split(' ').count())
                .max()
                .unwrap_or(1),
            longest: phrases.keys().map(String::len).max().unwrap_or(0),
            phrases,
            parts,
            quick_check,
        }
    }

    /// The possible meanings of a folded word or phrase in a heading.
    fn phrase(&self, folded: &str) -> Option<Concepts> {
        let known = self.phrases.get(folded)?.without(Concepts::OF_CELLS);
        (!known.is_empty()).then_some(known)
    }

    /// The possible meanings of a folded word: as it is, or as a compound of known words.
    fn word(&self, folded: &str) -> Option<Vec<Concepts>> {
        match self.phrase(folded) {
            Some(known) => Some(vec![known]),
            None => self.compound(folded, 3),
        }
    }

    /// The possible meanings of a folded word as part of another.
    fn part(&self, folded: &str) -> Option<Concepts> {
        self.phrase(folded)
            .filter(|known| self.parts.contains(folded) && !known.has(Concept::Filler))
    }

    /// The parts of a word such as *Selbsteinschätzung*, if all of them are known.
    fn compound(&self, word: &str, most_parts: usize) -> Option<Vec<Concepts>> {
        /// Shorter parts would be found in unrelated words.
        const SHORTEST: usize = 4;
        const LINKS: [&str; 6] = ["", "s", "n", "en", "es", "er"];
        if most_parts < 2 || word.len() < 2 * SHORTEST {
            return None;
        }
        for at in SHORTEST..=word.len() - SHORTEST {
            let Some((front, back)) = word.split_at_checked(at) else {
                continue;
            };
            let Some(first) = LINKS.iter().find_map(|link| {
                let front = front.strip_suffix(link)?;
                (front.len() >= SHORTEST).then(|| self.part(front))?
            }) else {
                continue;
            };
            if let Some(last) = self.part(back) {
                return Some(vec![first, last]);
            }
            if let Some(mut rest) = self.compound(back, most_parts - 1) {
                rest.insert(0, first);
                return Some(rest);
            }
        }
        None
    }
}

/// The concepts of a data file and their words. The files are TOML with one list a line, and splitting lines takes a tenth of the
/// time that TOML takes, which is most of what a short command needs. A test holds this to what TOML reads.
fn lines(data: &str) -> impl Iterator<Item = (Concept, impl Iterator<Item = &str>)> {
    data.lines().filter_map(|line| {
        let (concept, words) = line.strip_suffix("\"]")?.split_once(" = [\"")?;
        let concept: StrDeserializer<'_, serde::de::value::Error> = concept.into_deserializer();
        Some((Concept::deserialize(concept).ok()?, words.split("\", \"")))
    })
}

/// A word with its umlauts written as two letters, as on a keyboard without umlauts; `None` without any.
fn with_digraphs(word: &str) -> Option<String> {
    const WRITTEN: [(char, &str); 6] = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('Ä', "ae"),
        ('Ö', "oe"),
        ('Ü', "ue"),
    ];
    let two_letters = |c: char| {
        WRITTEN
            .iter()
            .find(|(one, _)| *one == c)
            .map(|(_, two)| *two)
    };
    if word.is_ascii() || !word.contains(|c| two_letters(c).is_some()) {
        return None;
    }
    let mut written = String::with_capacity(word.len());
    for c in word.chars() {
        match two_letters(c) {
            Some(two) => written.push_str(two),
            None => written.push(c),
        }
    }
    Some(written)
}

/// The words of each language by their concepts, for tests that write their own files.
#[cfg(test)]
pub(in crate::load) fn languages() -> Vec<BTreeMap<String, Vec<String>>> {
    LANGUAGES
        .iter()
        .map(|(_, data)| toml::from_str(data).unwrap())
        .collect()
}

/// Whether a word that is folded already is one for this concept.
pub(in crate::load) fn stands_for(word: &str, concept: Concept) -> bool {
    VOCABULARY
        .phrases
        .get(word)
        .is_some_and(|known| known.has(concept))
}

/// The end of a folded compound that ends as titles do: *leitung* in *Stationsleitung*, *helferin* in *Pflegehelferin*.
pub(in crate::load) fn ends_as_title(word: &str) -> Option<&str> {
    /// Fewer letters do not make a compound.
    const SHORTEST: usize = 4;
    /// Before *-leitung* these make the name of a task: *Anleitung*, *Begleitung*; before *-leder*, a verb.
    const TASKS: [&str; 9] = [
        "an", "beg", "ein", "ab", "zu", "weiter", "hand", "vag", "väg",
    ];
    (SHORTEST..=word.len().saturating_sub(SHORTEST))
        .filter_map(|at| word.split_at_checked(at))
        .find(|(before, end)| {
            stands_for(end, Concept::EndsTitle) && !TASKS.iter().any(|task| before.ends_with(task))
        })
        .map(|(_, end)| end)
}

/// Whether the whole text of a cell is a word or phrase for this concept.
pub(in crate::load) fn says(text: &str, concept: Concept) -> bool {
    says_any(text, &[concept])
}

/// Whether all of a cell's text is a word or phrase for any of these concepts.
pub(in crate::load) fn says_any(text: &str, concepts: &[Concept]) -> bool {
    let vocabulary = &*VOCABULARY;
    // Evidence and expectations are most of a sheet's text: what is longer than any phrase is not folded.
    text.len() <= 4 * vocabulary.longest
        && vocabulary
            .phrases
            .get(&spelled(text))
            .is_some_and(|known| known.has_any(Concepts::of(concepts)))
}
