//! Maps whose cells are numbers: the proficiency that each level requires.

use crate::model::Points;
use crate::text::{length, numbered, tidy};

use super::placeholder::is_placeholder;
use crate::load::career_map::drafts::draft::Piece;
use crate::load::career_map::wording::words::is_mark;

/// A required proficiency is never higher; higher numbers are money, people or years.
const HIGHEST: f64 = 10.0;

/// A longer text is a sentence that begins with a number.
const LONGEST_REQUIRED: usize = 60;

/// The required proficiency in a cell, and the words beside it: `3`, `3 - Competent`, `3 (Competent)`.
pub(in crate::load::career_map) fn required(piece: &Piece) -> Option<(Points, Option<String>)> {
    if let Some(number) = piece.number {
        return (0.0..=HIGHEST).contains(&number).then_some((number, None));
    }
    // Most cells are texts, which costs much less to see than to tidy them.
    let begins = piece.text.chars().find(|c| c.is_alphanumeric());
    if begins.is_none_or(|c| !c.is_ascii_digit()) || piece.text.len() > 4 * LONGEST_REQUIRED {
        return None;
    }
    let text = tidy(&piece.text);
    if text.chars().count() > LONGEST_REQUIRED {
        return None;
    }
    let (number, words) = match numbered(&text) {
        // These signs number the lines of a list.
        Some((_, ')' | ']', _)) => return None,
        Some((number, _, words)) => (number, Some(words)),
        None if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') => {
            (text.trim_end_matches('.'), None)
        }
        None => return None,
    };
    let number: f64 = number.parse().ok()?;
    // A few words, not a sentence that begins with a number.
    let is_short = words.is_none_or(|words| words.split(' ').count() <= 4);
    ((0.0..=HIGHEST).contains(&number) && is_short).then(|| (number, words.map(str::to_owned)))
}

/// What the cells of a map hold.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::load::career_map) struct Contents {
    /// Cells that are neither blank nor placeholders.
    pub(in crate::load::career_map) filled: usize,
    /// Cells with a number on a scale.
    pub(in crate::load::career_map) numbers: usize,
    /// Cells with a number that is not on a scale.
    pub(in crate::load::career_map) other_numbers: usize,
    /// Cells with at least a few words.
    pub(in crate::load::career_map) texts: usize,
    /// Cells with only a sign, such as a cross.
    pub(in crate::load::career_map) marks: usize,
    /// Characters in all texts.
    pub(in crate::load::career_map) characters: usize,
}

impl Contents {
    pub(in crate::load::career_map) fn of<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Self {
        let mut contents = Self::default();
        for piece in pieces {
            contents.count(piece);
        }
        contents
    }

    /// Counts the cells of another part of the map, too.
    pub(super) const fn add(&mut self, other: &Self) {
        self.filled += other.filled;
        self.numbers += other.numbers;
        self.other_numbers += other.other_numbers;
        self.texts += other.texts;
        self.marks += other.marks;
        self.characters += other.characters;
    }

    fn count(&mut self, piece: &Piece) {
        /// Longer texts are neither figures nor signs.
        const SHORT: usize = 40;
        if piece.error.is_some() || (piece.number.is_none() && is_placeholder(&piece.text)) {
            return;
        }
        self.filled += 1;
        // Of a text that is longer than any sign, spaces hardly count.
        let length = match piece.text.chars().count() {
            long if long > 4 * SHORT => long,
            _ => length(&piece.text),
        };
        let short = (length <= SHORT).then(|| tidy(&piece.text));
        let is = |test: fn(&str) -> bool| short.as_deref().is_some_and(test);
        if required(piece).is_some() {
            self.numbers += 1;
        } else if piece.number.is_some() || is(is_figure) {
            self.other_numbers += 1;
        } else if is(is_mark) {
            self.marks += 1;
        } else {
            self.texts += 1;
            self.characters += length;
        }
    }

    /// Whether the cells are required proficiencies.
    pub(in crate::load::career_map) fn are_numbers(&self) -> bool {
        self.filled > 0 && self.numbers * 10 >= self.filled * 6
    }

    /// Whether the cells are texts.
    pub(in crate::load::career_map) fn are_texts(&self) -> bool {
        self.filled > 0 && self.texts * 2 >= self.filled
    }

    /// The usual length of a text.
    pub(in crate::load::career_map) fn mean_length(&self) -> f64 {
        self.characters as f64 / self.texts.max(1) as f64
    }
}

/// Money, percentages and other figures.
pub(in crate::load::career_map) fn is_figure(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '.' | ',' | ' ' | '-' | '–' | '%' | '$' | '€' | '£' | 'k' | 'K' | '+' | '\''
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Location;

    fn piece(text: &str, number: Option<f64>) -> Piece {
        Piece {
            text: text.to_owned(),
            number,
            error: None,
            at: Location::default(),
        }
    }

    #[test]
    fn required_proficiencies_are_read() {
        let words = |text: &str| required(&piece(text, None));
        assert_eq!(required(&piece("3", Some(3.0))), Some((3.0, None)));
        assert_eq!(words("3"), Some((3.0, None)));
        assert_eq!(
            words("3 - Competent"),
            Some((3.0, Some("Competent".into())))
        );
        assert_eq!(words("2.5: Working"), Some((2.5, Some("Working".into()))));
        assert_eq!(words("4 (Expert)"), Some((4.0, Some("Expert".into()))));
        for text in [
            "",
            "Competent",
            "3 reports",
            "80000",
            "1. Writes well",
            "1) Writes well",
            "2,500 - Travel",
            "3 - writes posts that many people like",
        ] {
            assert_eq!(words(text), None, "{text}");
        }
        assert_eq!(required(&piece("80000", Some(80_000.0))), None);
    }

    #[test]
    fn contents_are_told_apart() {
        let of = |texts: &[&str]| {
            let pieces: Vec<Piece> = texts.iter().map(|text| piece(text, None)).collect();
            Contents::of(pieces.iter())
        };
        assert!(of(&["1", "2", "3 - Competent", "N/A"]).are_numbers());
        assert!(of(&["Writes", "Speaks", "x"]).are_texts());
        let marks = of(&["x", "x", "✓"]);
        assert!(!marks.are_texts() && !marks.are_numbers());
        assert_eq!(of(&["$ 80,000", "90k"]).other_numbers, 2);
    }
}
