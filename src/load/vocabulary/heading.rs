//! Parses a heading or label: whose, what, and from when.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::concept::{Concept, Concepts};
use super::decoration::{Word, words};
use super::grammar::meanings;
use super::meaning::{Meaning, Rater, Whose};
use super::period::{Period, take_period};
use super::{VOCABULARY, says, stands_for};
use crate::model::Field;
use crate::text::fold;

/// The parsed heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::load) struct Heading {
    /// What it can mean, the most likely first. Empty where a word is not known, or the words do not go together.
    pub(in crate::load) meanings: Vec<Meaning>,
    /// The time that it names.
    pub(in crate::load) period: Option<Period>,
    /// Whether it says *self* in any way.
    pub(in crate::load) says_self: bool,
}

impl Heading {
    /// Whether it can mean this.
    pub(in crate::load) fn may_be(&self, meaning: Meaning) -> bool {
        self.meanings.contains(&meaning)
    }

    /// Whether it is about an earlier time: “Previous manager” does not name the manager.
    pub(in crate::load) fn is_past(&self) -> bool {
        self.period == Some(Period::Before)
    }

    /// Whose rating it can be, if it can be one.
    pub(in crate::load) fn rating(&self) -> Option<Whose> {
        self.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Rating(whose) => Some(*whose),
            _ => None,
        })
    }
}

/// Longer texts are sentences.
const LONGEST: usize = 120;
/// How many texts a thread remembers.
const REMEMBERED: usize = 4096;

/// What every reader asks about a text that may be a heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Label {
    /// The text, read as a heading.
    pub(super) heading: Rc<Heading>,
    /// The text, folded.
    pub(super) folded: Rc<str>,
    /// Whether it is a word for a decision and no heading.
    pub(super) is_decision: bool,
}

thread_local! {
    /// Every form has the same headings, labels and levels, and each of a file's readers asks about all of its texts.
    static KNOWN: RefCell<FxHashMap<String, Label>> = RefCell::default();
    static UNKNOWN: Rc<Heading> = Rc::default();
}

/// Parses a heading.
pub(in crate::load) fn heading(text: &str) -> Rc<Heading> {
    label(text).heading
}

/// Everything about a text that may be a heading; nothing about a text too long for one.
pub(super) fn label(text: &str) -> Label {
    if text.len() > LONGEST {
        return Label {
            heading: UNKNOWN.with(Rc::clone),
            ..Label::default()
        };
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(found) = known.get(text) {
            return found.clone();
        }
        let found = Label::of(text);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(text.to_owned(), found.clone());
        found
    })
}

impl Label {
    fn of(text: &str) -> Self {
        let heading = if VOCABULARY.quick_check.is_unknown(text) {
            UNKNOWN.with(Rc::clone)
        } else {
            Rc::new(parse(text))
        };
        Self {
            is_decision: heading.meanings.is_empty() && says(text, Concept::Decision),
            folded: fold(text).into(),
            heading,
        }
    }
}

pub(super) fn parse(text: &str) -> Heading {
    const BEFORE: Concepts = Concepts::of(&[Concept::PeriodBefore]);
    if text.len() > LONGEST {
        return Heading::default();
    }
    let mut words = with_phrases(&words(text));
    let mut period = take_period(&mut words);
    let Some(mut named) = named(&words) else {
        return Heading {
            period,
            says_self: words
                .iter()
                .filter_map(|word| VOCABULARY.word(&word.text))
                .flatten()
                .any(|concepts| concepts.has(Concept::Own)),
            ..Heading::default()
        };
    };
    // “Vorjahresbewertung” has it in one word.
    if named.contains(&BEFORE) {
        named.retain(|concepts| *concepts != BEFORE);
        period = period.or(Some(Period::Before));
    }
    let mut found = Vec::new();
    for concepts in combinations(&named) {
        for meaning in meanings(concepts) {
            if !found.contains(&meaning) {
                found.push(meaning);
            }
        }
    }
    if names_two(&words) || is_upward(text) {
        found = about_two(&found);
    }
    // “Level T1” and “Grade S2” are levels, not times.
    let is_level = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Level | Meaning::Of(Field::RoleLevel | Field::TargetLevel)
        )
    };
    if matches!(period, Some(Period::Until { year: 0, .. })) && found.first().is_some_and(is_level)
    {
        return Heading::default();
    }
    // “Date of the last assessment” is the date to read, and “2025 vs 2026” is not about one year.
    let is_of_no_time = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Of(Field::AssessedOn) | Meaning::Difference
        )
    };
    let period = period.filter(|_| found.is_empty() || !found.iter().all(is_of_no_time));
    let is_self = |one: &Concepts| one.has(Concept::Own);
    Heading {
        meanings: found,
        period,
        says_self: named.iter().any(is_self),
    }
}

/// The meanings that are left for a heading that names both sides.
fn about_two(found: &[Meaning]) -> Vec<Meaning> {
    let mut left = Vec::new();
    for meaning in found {
        let meaning = match meaning {
            // “Agreed by employee and manager”.
            Meaning::Rating(Whose::Said(Rater::Agreed)) => *meaning,
            Meaning::Rating(_) => Meaning::Rating(Whose::Unclear),
            Meaning::Comment(_) => Meaning::Comment(Whose::Unclear),
            Meaning::Evidence(_) => Meaning::Evidence(Whose::Unclear),
            Meaning::Of(_)
            | Meaning::ManagerId
            | Meaning::ManagerEmail
            | Meaning::AboutManager
            | Meaning::FirstName
            | Meaning::LastName => continue,
            other => *other,
        };
        if !left.contains(&meaning) {
            left.push(meaning);
        }
    }
    left
}

/// The words, with those of one phrase joined: *last name* does not mean an earlier time.
pub(super) fn with_phrases(words: &[Word]) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let count = phrase_at(words, at).map_or(1, |(_, count)| count);
        let mut word = words[at].clone();
        for next in &words[at + 1..at + count] {
            word.text.push(' ');
            word.text.push_str(&next.text);
        }
        joined.push(word);
        at += count;
    }
    joined
}

/// The longest phrase of several words that begins here: what it can stand for, and how many words it takes.
fn phrase_at(words: &[Word], at: usize) -> Option<(Concepts, usize)> {
    let most = VOCABULARY.most_words.min(words.len() - at);
    let mut text = words[at].text.clone();
    let mut longest = None;
    for count in 2..=most {
        text.push(' ');
        text.push_str(&words[at + count - 1].text);
        if text.len() > VOCABULARY.longest {
            break;
        }
        let Some(mut concepts) = VOCABULARY.phrase(&text) else {
            continue;
        };
        if at + count < words.len() {
            // “Rated by” heads a column of raters, “Rated by manager” does not.
            concepts = concepts.without(Concepts::of(&[Concept::Rater]));
        }
        if !concepts.is_empty() {
            longest = Some((concepts, count));
        }
    }
    longest
}

/// What each word or phrase can stand for; `None` if one outside brackets is not known, or names a competency.
///
/// A word without meaning beside others, such as *by* in *Rating by employee*, counts only where it is alone.
pub(super) fn named(words: &[Word]) -> Option<Vec<Concepts>> {
    const FILLER: Concepts = Concepts::of(&[Concept::Filler]);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let (concepts, count) = match phrase_at(words, at) {
            Some((concepts, count)) => (vec![concepts], count),
            // “Self (S)”.
            None if word.aside && word.text.len() == 1 => (Vec::new(), 1),
            None => match VOCABULARY.word(&word.text) {
                // “Level A” is a level of that name.
                Some(concepts)
                    if at > 0
                        && at + 1 == words.len()
                        && word.text.len() == 1
                        && !word.aside
                        && concepts[0].has_any(FILLER) =>
                {
                    return None;
                }
                Some(concepts) => (concepts, 1),
                None if word.aside => (Vec::new(), 1),
                None => return None,
            },
        };
        if concepts.contains(&Concepts::of(&[Concept::Subject])) {
            return None;
        }
        found.extend(concepts);
        at += count;
    }
    // “Points” means a rating anywhere in a heading.
    let fills = |concepts: &Concepts| concepts.has_any(FILLER) && !concepts.has(Concept::Rating);
    if !found.iter().all(fills) {
        found.retain(|concepts| !fills(concepts));
    }
    Some(found)
}

/// Whether it names the person on one side of a slash or an *and*, and the manager on the other: *Employee / manager*.
fn names_two(words: &[Word]) -> bool {
    let person = Concepts::of(&[Concept::Own, Concept::Person, Concept::Possessive]);
    let manager = Concepts::of(&[Concept::Manager, Concept::ReportsTo]);
    let all = |words: &[Word]| {
        words
            .iter()
            .filter_map(|word| VOCABULARY.word(&word.text))
            .flatten()
            .fold(Concepts::NONE, Concepts::and)
    };
    let mut parted = words.iter().enumerate().filter(|(_, word)| word.apart);
    parted.any(|(at, _)| {
        let (left, right) = (all(&words[..at]), all(&words[at..]));
        let only_person = |side: Concepts| side.has_any(person) && !side.has_any(manager);
        (only_person(left) && right.has_any(manager))
            || (left.has_any(manager) && only_person(right))
    })
}

/// Whether the person rates the manager: *Rating of the manager by the employee*.
fn is_upward(text: &str) -> bool {
    let words = words(text);
    let known = |word: &Word| {
        let parts = VOCABULARY.word(&word.text).unwrap_or_default();
        parts.into_iter().fold(Concepts::NONE, Concepts::and)
    };
    let Some(by) = words
        .iter()
        .rposition(|word| stands_for(&word.text, Concept::Through))
    else {
        return false;
    };
    let has = |words: &[Word], concept| words.iter().any(|word| known(word).has(concept));
    has(&words[..by], Concept::Manager)
        && has(&words[by..], Concept::Person)
        && !has(&words[by..], Concept::Manager)
}

/// Every choice of one concept for each word, as sets; the choices of a heading with many words of many senses end early.
fn combinations(named: &[Concepts]) -> Vec<Concepts> {
    const MOST: usize = 64;
    let mut all = vec![Concepts::NONE];
    for one in named {
        let mut next = Vec::new();
        for chosen in &all {
            for concept in one.each() {
                let set = chosen.and(concept);
                if next.len() < MOST && !next.contains(&set) {
                    next.push(set);
                }
            }
        }
        all = next;
    }
    all
}
