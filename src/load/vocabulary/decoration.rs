//! A heading without the decoration around its words: numbering, brackets, scales, stars, colons, emoji.

use std::borrow::Cow;

use super::spelling::{spelled, unified, without_endings};
use super::{Concept, VOCABULARY, says, stands_for};
use crate::text::fold;

/// A folded word of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The word.
    pub(super) text: String,
    /// Whether it stood in brackets.
    pub(super) aside: bool,
    /// Whether a slash, a bar or *and* separates it from the word before.
    pub(super) apart: bool,
}

/// The words of a heading, in its order, those in brackets included unless they describe a scale.
pub(super) fn words(heading: &str) -> Vec<Word> {
    let heading = spelled_out_years(&with_parted_capitals(heading));
    let heading = unified(&heading);
    let heading = without_endings(&heading);
    let mut words = Vec::new();
    for (text, aside) in segments(without_numbering(without_best(&heading))) {
        if aside && (is_scale(text) || is_instruction(text)) {
            continue;
        }
        let mut apart = false;
        for piece in text.split(['/', '|']) {
            let folded = fold(piece);
            let parts = folded.split(' ').flat_map(|word| {
                let (first, rest) = word.split_at(end_of_code(word));
                [first, rest]
            });
            for text in parts.filter(|word| !word.is_empty()) {
                words.push(Word {
                    text: text.to_owned(),
                    aside,
                    apart,
                });
                apart = stands_for(text, Concept::And);
            }
            apart = true;
        }
    }
    words
}

/// The heading without the best mark after it: `Score /5`.
fn without_best(heading: &str) -> &str {
    let text = heading.trim_end();
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let best: u32 = text[before.len()..].parse().unwrap_or(0);
    let Some(before) = before.trim_end().strip_suffix('/') else {
        return heading;
    };
    // “FY25/26” and “Q4/2025” are times, “N+1 /10” is not.
    let is_apart = before.ends_with(|c: char| !c.is_ascii_digit());
    if is_apart && (1..=10).contains(&best) || matches!(best, 20 | 100) {
        before.trim_end()
    } else {
        heading
    }
}

/// `firstName` as `first Name`, as programs write it.
fn with_parted_capitals(heading: &str) -> Cow<'_, str> {
    let is_parted = |(one, next): (char, char)| one.is_lowercase() && next.is_uppercase();
    let pairs = || heading.chars().zip(heading.chars().skip(1));
    if !pairs().any(is_parted) {
        return Cow::Borrowed(heading);
    }
    let mut parted = String::with_capacity(heading.len() + 4);
    let mut before = None;
    for c in heading.chars() {
        if before.is_some_and(|one| is_parted((one, c))) {
            parted.push(' ');
        }
        parted.push(c);
        before = Some(c);
    }
    Cow::Owned(parted)
}

/// `'26` as `2026`, before the apostrophe is lost.
fn spelled_out_years(heading: &str) -> String {
    let mut spelled = String::with_capacity(heading.len() + 2);
    let mut rest = heading;
    while let Some(at) = rest.find(['\'', '’', '‘']) {
        let (before, behind) = rest.split_at(at);
        let mark = behind.chars().next().map_or(1, char::len_utf8);
        let digits = behind[mark..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let begins = before
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        spelled.push_str(before);
        spelled.push_str(if digits == 2 && begins {
            "20"
        } else {
            &behind[..mark]
        });
        rest = &behind[mark..];
    }
    spelled.push_str(rest);
    spelled
}

/// The heading without a number or letter that counts headings: `1.`, `2.1`, `a)`, `Q4:` is a quarter and stays.
fn without_numbering(heading: &str) -> &str {
    let text = heading.trim_start();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    if !number.is_empty() {
        let counts = number.len() <= 5
            && number
                .trim_end_matches('.')
                .split('.')
                .all(|n| n.len() <= 2);
        let rest = rest.strip_prefix([')', ':', '-', '–']).unwrap_or(rest);
        // “1st half” does not number a heading, and “360” is a kind of feedback.
        let is_word =
            rest.starts_with(|c: char| c.is_alphanumeric() || c == '°') && !number.ends_with('.');
        let is_ordinal = begins_with_part_of_year(rest);
        if counts && !is_word && !is_ordinal && !rest.trim().is_empty() {
            return rest;
        }
    }
    let mut chars = text.chars();
    if chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && let Some(rest) = chars.as_str().strip_prefix([')', '.'])
        && rest.starts_with(' ')
    {
        return rest;
    }
    heading
}

fn begins_with_part_of_year(text: &str) -> bool {
    fold(text)
        .split(' ')
        .next()
        .is_some_and(|word| stands_for(word, Concept::Half) || stands_for(word, Concept::Quarter))
}

/// The text outside and inside of brackets, in order; what is inside is marked.
fn segments(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        let opens = matches!(c, '(' | '[' | '{' | '（');
        let closes = matches!(c, ')' | ']' | '}' | '）');
        if (opens && depth == 0) || (closes && depth == 1) {
            found.push((&text[start..at], depth > 0));
            start = at + c.len_utf8();
        }
        if opens {
            depth += 1;
        } else if closes {
            depth = depth.saturating_sub(1);
        }
    }
    found.push((&text[start..], depth > 0));
    found.retain(|(text, _)| !text.trim().is_empty());
    found
}

/// Where the first part of `2h25` or `q3fy26` ends; otherwise the end of the word.
fn end_of_code(word: &str) -> usize {
    let mut ends = word
        .bytes()
        .zip(word.bytes().skip(1))
        .enumerate()
        .filter(|(_, (one, next))| one.is_ascii_digit() != next.is_ascii_digit())
        .map(|(at, _)| at + 1);
    match (ends.next(), ends.next()) {
        (Some(_), Some(second)) if word.len() <= 8 && word.is_ascii() => second,
        _ => word.len(),
    }
}

/// Whether the text in brackets describes a scale: `1–5`, `0 = none, 5 = expert`, `out of 10`.
fn is_scale(inside: &str) -> bool {
    let folded = spelled(inside);
    if VOCABULARY.phrase(&folded).is_some() {
        return false;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let is_number = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| is_number(word))
        .collect();
    let is_unit = |at: usize| {
        // “1 t/m 5” does not mean “T 1”.
        (words[at].len() > 1 || words.get(at + 1).is_some_and(is_number))
            && UNITS.iter().any(|unit| stands_for(words[at], *unit))
    };
    !numbers.is_empty()
        && numbers
            .iter()
            .all(|number| number.len() <= 2 || *number == "100")
        && years_in_turn(&numbers).is_none()
        && !(0..words.len()).any(is_unit)
}

/// Words that make a number beside them a time.
const UNITS: [Concept; 4] = [
    Concept::Half,
    Concept::Quarter,
    Concept::Cycle,
    Concept::Year,
];

/// The year that ends in `25/26`.
pub(super) fn years_in_turn(numbers: &[&str]) -> Option<u32> {
    let [first, second] = numbers else {
        return None;
    };
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    (first >= 15 && second == first + 1 && second < 100).then_some(2000 + second)
}

/// Whether the text in brackets says how to fill in the column, and so nothing about its meaning.
fn is_instruction(inside: &str) -> bool {
    says(inside, Concept::Filler) || says(inside, Concept::Required)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(heading: &str) -> String {
        let words = words(heading);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        texts.join(" ")
    }

    #[test]
    fn decoration_is_no_word() {
        for (heading, left) in [
            ("1. Self", "self"),
            ("2.1 Self", "self"),
            ("a) Self", "self"),
            ("10) Self:", "self"),
            ("★ Self * ", "self"),
            ("🙂 Self\n(1–5)", "self"),
            ("Self [0 = none, 4 = expert]", "self"),
            ("Self (out of 10)", "self"),
            ("Self (1 t/m 5)", "self"),
            ("Self (optional)", "self"),
            ("Score /5", "score"),
            ("Score / 100", "score"),
            ("N+1 /10", "nplus1"),
        ] {
            assert_eq!(texts(heading), left, "{heading:?}");
        }
    }

    #[test]
    fn what_says_something_is_no_decoration() {
        for (heading, left) in [
            ("360 feedback", "360 feedback"),
            ("360° feedback", "360 feedback"),
            ("1st half 2026", "1st half 2026"),
            ("1. Halbjahr", "1 halbjahr"),
            ("Self (2026)", "self 2026"),
            ("Self (25/26)", "self 25 26"),
            ("Self (H1)", "self h1"),
            ("Rating (manager)", "rating manager"),
            ("FY25/26", "fy25 26"),
            ("Q4/2025", "q4 2025"),
            ("Self '26", "self 2026"),
            ("2H25 score", "2h 25 score"),
            ("Q3FY26", "q3 fy26"),
            ("2026", "2026"),
            ("3)", "3"),
        ] {
            assert_eq!(texts(heading), left, "{heading:?}");
        }
    }

    #[test]
    fn a_word_knows_whether_it_stands_aside_or_apart() {
        let marks = |heading| -> Vec<(bool, bool)> {
            words(heading)
                .iter()
                .map(|word| (word.aside, word.apart))
                .collect()
        };
        assert_eq!(marks("Rating (self)"), [(false, false), (true, false)]);
        assert_eq!(marks("Employee/Manager"), [(false, false), (false, true)]);
        assert_eq!(
            marks("Mitarbeiter und Chef"),
            [(false, false), (false, false), (false, true)]
        );
        assert_eq!(marks("Mitarbeiter/in"), [(false, false)]);
    }
}
