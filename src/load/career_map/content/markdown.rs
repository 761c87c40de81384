//! Removes the markdown that some people write texts in.

use crate::load::vocabulary::{Telling, tells};
use crate::text::tidy;

/// Text without markdown: emphasis, code and links keep only what they show.
pub(in crate::load::career_map) fn plain(text: &str) -> String {
    let is_mark = |byte| matches!(byte, b'*' | b'_' | b'~' | b'`' | b'[');
    if !text.bytes().any(is_mark) {
        return text.to_owned();
    }
    let mut plain = without_links(text);
    for mark in ["***", "**", "__", "~~", "`"] {
        plain = without_pairs(&plain, mark);
    }
    for mark in ['*', '_'] {
        plain = without_emphasis(&plain, mark);
    }
    plain
}

fn without_pairs(text: &str, mark: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(mark) {
        let after = &rest[open + mark.len()..];
        let Some(close) = after
            .find(mark)
            .filter(|close| !after[..*close].contains("\n\n") && *close > 0)
        else {
            break;
        };
        kept.push_str(&rest[..open]);
        kept.push_str(&after[..close]);
        rest = &after[close + mark.len()..];
    }
    kept.push_str(rest);
    kept
}

/// Removes single marks around words: `*so*`, but neither a bullet `* so` nor `2 * 3` nor `snake_case`.
fn without_emphasis(text: &str, mark: char) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_word = |index: Option<usize>| {
        index
            .and_then(|index| characters.get(index))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let is_space = |index: Option<usize>| {
        index
            .and_then(|index| characters.get(index))
            .is_none_or(|c| c.is_whitespace())
    };
    let opens = |index: usize| !is_word(index.checked_sub(1)) && !is_space(Some(index + 1));
    let closes = |index: usize| !is_word(Some(index + 1)) && !is_space(index.checked_sub(1));
    let mut dropped = Vec::new();
    let mut open = None;
    for (index, character) in characters.iter().enumerate() {
        if *character == '\n' {
            open = None;
        } else if *character == mark {
            match open {
                Some(start) if closes(index) && index > start + 1 => {
                    dropped.extend([start, index]);
                    open = None;
                }
                None if opens(index) => open = Some(index),
                _ => {}
            }
        }
    }
    characters
        .iter()
        .enumerate()
        .filter(|(index, _)| dropped.binary_search(index).is_err())
        .map(|(_, character)| character)
        .collect()
}

/// `[shown](address)` becomes `shown`.
fn without_links(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let open = rest[..middle].rfind('[');
        let close = rest[middle..].find(')');
        if let (Some(open), Some(close)) = (open, close) {
            kept.push_str(&rest[..open]);
            kept.push_str(&rest[open + 1..middle]);
            rest = &rest[middle + close + 1..];
        } else {
            kept.push_str(&rest[..middle + 2]);
            rest = &rest[middle + 2..];
        }
    }
    kept.push_str(rest);
    kept
}

/// A cell's text as a name: without markdown, and without a description below it.
pub(in crate::load::career_map) fn name_of(text: &str) -> String {
    /// A name with a description below it is longer than this.
    const LONG: usize = 60;
    let whole = tidy(&plain(text));
    if whole.chars().count() <= LONG && !is_described_below(text) {
        return whole;
    }
    let first = text
        .lines()
        .map(|line| tidy(&plain(line)))
        .find(|line| !line.is_empty());
    match first {
        Some(first) if first.chars().count() <= LONG => first.trim_end_matches(':').to_owned(),
        _ => match whole.split_once(": ") {
            Some((name, _)) if name.chars().count() <= LONG => name.to_owned(),
            _ => whole,
        },
    }
}

/// The name of what goes on in a row: *Safety* of *Safety (continued)*.
pub(in crate::load::career_map) fn name_begun(name: &str) -> Option<&str> {
    let (begun, end) = name.rsplit_once(" (")?;
    tells(end, Telling::Continues).then_some(begun)
}

/// Whether the lines below a name are a sentence about it, however short both are.
fn is_described_below(text: &str) -> bool {
    /// Fewer words than this are the rest of the name.
    const SENTENCE: usize = 4;
    let Some((name, rest)) = text.trim().split_once('\n') else {
        return false;
    };
    let rest = tidy(&plain(rest));
    !name.trim().is_empty()
        && rest.starts_with(char::is_uppercase)
        && rest.ends_with(['.', '!', '?'])
        && rest.split(' ').count() >= SENTENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_shown_as_text() {
        let cases = [
            ("**Writes** *clear* posts", "Writes clear posts"),
            ("see [guide](https://x.org/a), please", "see guide, please"),
            (
                "uses `code` and snake_case_names",
                "uses code and snake_case_names",
            ),
            ("2 * 3 is *six*", "2 * 3 is six"),
            ("* a bullet\n* **another** one", "* a bullet\n* another one"),
            ("[open](", "[open]("),
        ];
        for (written, shown) in cases {
            assert_eq!(plain(written), shown);
        }
    }
}
