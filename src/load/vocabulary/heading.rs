//! A heading or label, taken apart: whose, what, and of when.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::concept::{Concept, Concepts};
use super::decoration::{Word, words};
use super::grammar::{By, Meaning, Whose, meanings, whose};
use super::period::{Period, take_period};
use super::{VOCABULARY, says};
use crate::text::fold;

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::load) struct Heading {
    /// What it can mean, the most likely first. Empty where a word is not known, or the words do not go together.
    pub(in crate::load) meanings: Vec<Meaning>,
    /// The time that it speaks of.
    pub(in crate::load) period: Option<Period>,
    /// Whether it says *self* in any way.
    pub(in crate::load) says_self: bool,
}

impl Heading {
    /// Whether it can mean this.
    pub(in crate::load) fn may_be(&self, meaning: Meaning) -> bool {
        self.meanings.contains(&meaning)
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

thread_local! {
    /// The same headings, labels and levels stand in every form.
    static KNOWN: RefCell<HashMap<String, Rc<Heading>>> = RefCell::default();
}

/// What a heading says.
pub(in crate::load) fn heading(text: &str) -> Rc<Heading> {
    KNOWN.with_borrow_mut(|known| {
        if let Some(found) = known.get(text) {
            return Rc::clone(found);
        }
        let found = Rc::new(parse(text));
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(text.to_owned(), Rc::clone(&found));
        found
    })
}

fn parse(text: &str) -> Heading {
    if text.len() > LONGEST {
        return Heading::default();
    }
    // “Manager's”, “worker’s”: the apostrophe would make one word of two.
    let text = text.replace("'s ", " s ").replace("’s ", " s ");
    let mut words = words(&text);
    let whole: String = words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    // A phrase may have a word in it that says a time elsewhere: “last name”, “N+1”.
    let period = if VOCABULARY.phrase(&whole).is_some() {
        None
    } else {
        take_period(&mut words)
    };
    let Some(named) = named(&words) else {
        return Heading {
            period,
            says_self: words.iter().any(|word| says(&word.text, Concept::Own)),
            ..Heading::default()
        };
    };
    let mut found = Vec::new();
    for concepts in combinations(&named) {
        for meaning in meanings(concepts) {
            if !found.contains(&meaning) {
                found.push(meaning);
            }
        }
    }
    let is_self = |one: &Concepts| one.has(Concept::Own);
    Heading {
        meanings: found,
        period,
        says_self: named.iter().any(is_self),
    }
}

/// What each word or phrase can stand for; `None` if one outside brackets is not known.
fn named(words: &[Word]) -> Option<Vec<Concepts>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = VOCABULARY.most_words.min(words.len() - at);
        let phrase = (2..=most).rev().find_map(|count| {
            let text: Vec<&str> = words[at..at + count]
                .iter()
                .map(|word| word.text.as_str())
                .collect();
            Some((of_headings(VOCABULARY.phrase(&text.join(" "))?)?, count))
        });
        if let Some((concepts, count)) = phrase {
            found.push(concepts);
            at += count;
            continue;
        }
        let known = VOCABULARY.word(&words[at].text);
        match known.and_then(|concepts| {
            concepts
                .into_iter()
                .map(of_headings)
                .collect::<Option<Vec<_>>>()
        }) {
            Some(concepts) => found.extend(concepts),
            None if words[at].aside => {}
            None => return None,
        }
        at += 1;
    }
    Some(found)
}

/// What a word can stand for in a heading; `None` if only cells say it.
fn of_headings(concepts: Concepts) -> Option<Concepts> {
    const OF_CELLS: Concepts = Concepts::of(&[
        Concept::NotApplicable,
        Concept::NotAssessed,
        Concept::Met,
        Concept::Partly,
        Concept::NotYet,
        Concept::Stay,
        Concept::Both,
        Concept::Everything,
        Concept::Done,
        Concept::Dropped,
        Concept::Open,
        Concept::NameSuffix,
    ]);
    let rest = concepts.without(OF_CELLS);
    (!rest.is_empty()).then_some(rest)
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

/// Whose ratings a title or the name of a sheet mentions, whatever else it says.
///
/// A bare *manager* in a text of other words may be a label or a job; beside a word for a rating it is a rater.
pub(in crate::load) fn raters_mentioned(text: &str) -> BTreeSet<By> {
    let mut words = words(text);
    take_period(&mut words);
    let known: Vec<Concepts> = words
        .iter()
        .filter_map(|word| VOCABULARY.word(&word.text))
        .flatten()
        .collect();
    let all = known.iter().fold(Concepts::NONE, |all, one| all.and(*one));
    let speaks_of_rating =
        all.has(Concept::Rating) || all.has(Concept::Level) || known.len() == words.len();
    let mut found = BTreeSet::new();
    if all.has(Concept::Own) {
        found.insert(By::Own);
    }
    if all.has(Concept::Agreed) && speaks_of_rating {
        found.insert(By::Agreed);
    }
    if all.has(Concept::Manager) && speaks_of_rating && !all.has(Concept::Own) {
        found.insert(By::Manager);
    }
    found
}

/// A heading that ends or begins with whose rating it is, as in *Communication (self)*: what stands beside that, folded,
/// whose, and of when. The longest rest comes first.
pub(in crate::load) fn split_rater(
    text: &str,
) -> impl Iterator<Item = (String, Whose, Option<Period>)> {
    let folded = fold(text);
    let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
    let count = words.len();
    let mut splits: Vec<(String, String)> = Vec::new();
    for tail in 1..count.min(5) {
        splits.push((
            words[..count - tail].join(" "),
            words[count - tail..].join(" "),
        ));
        splits.push((words[tail..].join(" "), words[..tail].join(" ")));
    }
    splits.into_iter().filter_map(|(rest, rater)| {
        let heading = heading(&rater);
        let whose = if heading.meanings.is_empty() && heading.period.is_some() {
            // “Communication 2026”.
            Whose::Unsaid
        } else {
            heading.rating()?
        };
        Some((rest, whose, heading.period))
    })
}

/// Whose rating a cell says that names a rater: *Self*, *Line manager*, *Peer*.
pub(in crate::load) fn rater_named(text: &str) -> Option<Whose> {
    let mut words = words(text);
    take_period(&mut words);
    let named = named(&words)?;
    let all = named.iter().fold(Concepts::NONE, |all, one| all.and(*one));
    match whose(all) {
        Whose::Unsaid => None,
        whose => Some(whose),
    }
}
