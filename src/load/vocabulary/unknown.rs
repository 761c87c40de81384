//! A quick check for texts that cannot be headings, which most cells of a sheet are.

use rustc_hash::FxHashSet;

use super::concept::Concept;
use crate::text::fold;

/// Longer words may be compounds of known ones.
const SHORTEST_COMPOUND: usize = 8;
/// Shorter words may be part of an abbreviation.
const SHORTEST: usize = 3;
/// This many letters tell a word such as *Selbst…* from others.
const STEM: usize = 4;

/// Every single word of the vocabulary, and how words for *self* begin.
#[derive(Debug, Default)]
pub(super) struct HeadingFilter {
    words: FxHashSet<String>,
    own: FxHashSet<String>,
}

impl HeadingFilter {
    /// Adds a phrase, spelled as it is compared.
    pub(super) fn know(&mut self, phrase: &str, concept: Concept) {
        self.words.extend(phrase.split(' ').map(str::to_owned));
        if concept == Concept::Own {
            let stems = phrase.split(' ').filter_map(|word| word.get(..STEM));
            self.own.extend(stems.map(str::to_owned));
        }
    }

    /// Whether the letters of a text, without its figures, form only unknown words, as in an employee ID.
    fn knows_no_word_of(&self, text: &str) -> bool {
        let mut letters = text
            .split(|c: char| !c.is_alphanumeric())
            .map(|word| {
                word.trim_matches(|c: char| c.is_ascii_digit())
                    .to_lowercase()
            })
            .filter(|word| !word.is_empty())
            .peekable();
        letters.peek().is_some()
            && letters.all(|word| {
                word.is_ascii()
                    && word.len() < SHORTEST_COMPOUND
                    && !self.words.contains(&word)
                    && fold(&word) == word
            })
    }

    /// Whether a text is certainly not a heading: a plain word outside brackets is unknown, it names no time, and
    /// nothing in it begins like a word for *self*. The parser decides all other cases.
    pub(super) fn is_unknown(&self, text: &str) -> bool {
        let is_address = text.contains('@') && text.contains('.') && !text.contains(' ');
        if is_address || text.bytes().any(|byte| byte.is_ascii_digit()) {
            return is_address || self.knows_no_word_of(text);
        }
        let mut unknown = false;
        let mut outside = true;
        let is_letter = |c: char| c.is_alphanumeric() || !c.is_ascii();
        for word in text.split_inclusive(|c| !is_letter(c)) {
            let plain = word.trim_end_matches(|c| !is_letter(c));
            if plain.is_ascii() && plain.len() >= SHORTEST {
                let lower = plain.to_ascii_lowercase();
                if lower
                    .get(..STEM)
                    .is_some_and(|stem| self.own.contains(stem))
                {
                    return false;
                }
                // “empId”, and what the fold writes out.
                let is_one_word = plain[1..] == lower[1..] || plain == plain.to_ascii_uppercase();
                unknown |= outside
                    && is_one_word
                    && plain.len() < SHORTEST_COMPOUND
                    && !self.words.contains(&lower)
                    && fold(plain) == lower;
            }
            outside &= !word.contains(['(', '[', '{', '\'', '’', '*', '/', '.', ':', '_']);
        }
        unknown
    }
}
