//! Who rates, in texts that say something else as well: titles, questions, headings that begin or end with it.

use std::collections::BTreeSet;

use super::VOCABULARY;
use super::concept::{Concept, Concepts};
use super::decoration::words;
use super::grammar::whose;
use super::heading::{heading, named, with_phrases};
use super::meaning::{Meaning, Rater, Whose};
use super::period::{Period, take_period};
use crate::text::fold;

/// Whose ratings a title or the name of a sheet mentions, whatever else it says.
///
/// A bare *manager* in a text of other words may be a label or a job; beside a word for a rating it is a rater.
pub(in crate::load) fn raters_mentioned(text: &str) -> BTreeSet<Rater> {
    let mut words = with_phrases(&words(text));
    take_period(&mut words);
    let mut all = Concepts::NONE;
    let mut knows_every_word = true;
    for word in &words {
        match VOCABULARY.word(&word.text) {
            // A sheet “Self-management” is about a competency.
            Some(parts) if parts.iter().any(|part| part.has(Concept::Subject)) => {}
            Some(parts) => all = parts.into_iter().fold(all, Concepts::and),
            None => knows_every_word = false,
        }
    }
    let speaks_of_rating = all.has(Concept::Rating) || all.has(Concept::Level) || knows_every_word;
    let mut found = BTreeSet::new();
    if all.has(Concept::Own) {
        found.insert(Rater::Own);
    }
    if all.has(Concept::Agreed) && speaks_of_rating {
        found.insert(Rater::Agreed);
    }
    if all.has(Concept::Manager) && speaks_of_rating && !all.has(Concept::Own) {
        found.insert(Rater::Manager);
    }
    found
}

/// Whether a title or the name of a sheet says that ratings or remarks are of peers, a system or somebody else.
pub(in crate::load) fn names_others(text: &str) -> bool {
    heading(text).meanings.iter().any(|meaning| {
        matches!(
            meaning,
            Meaning::Rating(Whose::Other)
                | Meaning::Comment(Whose::Other)
                | Meaning::Evidence(Whose::Other)
        )
    })
}

/// A heading that ends or begins with the rater, as in *Communication (self)*: the rest, folded, the rater, and the
/// time. The longest rest comes first.
pub(in crate::load) fn split_rater(
    text: &str,
) -> impl Iterator<Item = (String, Whose, Option<Period>)> {
    /// “manager rating (1–5) 2026”.
    const MOST_WORDS: usize = 6;
    let mut begins = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() && !in_word {
            begins.push(at);
        }
        in_word = c.is_alphanumeric();
    }
    let count = begins.len();
    let splits: Vec<(&str, &str)> = (1..count.min(MOST_WORDS + 1))
        .flat_map(|taken| {
            let (before, last) = text.split_at(begins[count - taken]);
            let (first, behind) = text.split_at(begins[taken]);
            [(before, last), (behind, first)]
        })
        .collect();
    splits.into_iter().filter_map(|(rest, rater)| {
        let heading = heading(rater);
        let whose = if heading.meanings.is_empty() && heading.period.is_some() {
            // “Communication 2026”.
            Whose::Unsaid
        } else {
            heading.rating()?
        };
        Some((fold(rest), whose, heading.period))
    })
}

/// A question of a survey that ends with what is rated, in brackets or not: the end, folded, and whose answers they
/// are. The longest end comes first.
pub(in crate::load) fn split_question(text: &str) -> impl Iterator<Item = (String, Whose)> {
    let is_question = text.trim_end().ends_with(['?', ']']);
    let mut begins = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices().filter(|_| is_question) {
        if c.is_alphanumeric() && !in_word {
            begins.push(at);
        }
        in_word = c.is_alphanumeric();
    }
    begins.into_iter().skip(1).map(|at| {
        let (question, rest) = text.split_at(at);
        (fold(rest), answers_of(question))
    })
}

/// Whose the answers to a question are: *How would you rate your own level in …*.
fn answers_of(question: &str) -> Whose {
    let all = with_phrases(&words(question))
        .iter()
        .filter_map(|word| VOCABULARY.word(&word.text))
        .flatten()
        .fold(Concepts::NONE, Concepts::and);
    let own = all.has(Concept::Own) || all.has(Concept::Possessive);
    match (own, all.has(Concept::Manager), all.has(Concept::Other)) {
        (_, false, true) => Whose::Other,
        (true, true, _) | (_, true, true) => Whose::Unclear,
        (true, false, false) if !all.has(Concept::Person) => Whose::Said(Rater::Own),
        _ => Whose::Unsaid,
    }
}

/// The rater that a cell names: *Self*, *Line manager*, *Peer*.
pub(in crate::load) fn rater_named(text: &str) -> Option<Whose> {
    let mut words = with_phrases(&words(text));
    take_period(&mut words);
    let named = named(&words)?;
    let all = named.iter().fold(Concepts::NONE, |all, one| all.and(*one));
    match whose(all) {
        Whose::Unsaid => None,
        whose => Some(whose),
    }
}
