//! The lines of a cell and the bullets or numbers before them.

use super::markdown::plain;
use crate::text::tidy;

/// A line of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The bullet sign or number, and how far it is indented.
    pub(super) bullet: Option<Bullet>,
    /// The text behind it; empty for a blank line.
    pub(super) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bullet {
    /// What kind of sign; numbers are all of one kind.
    pub(super) sign: char,
    pub(super) indent: usize,
}

/// The lines of a text, each with its bullet.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let normal = plain(
        &text
            .replace("\r\n", "\n")
            .replace(['\r', '\u{2028}', '\u{0B}'], "\n"),
    );
    normal
        .split('\n')
        .flat_map(split_inline_bullets)
        .map(|line| Line::parse(&line))
        .collect()
}

/// Some write several bullets on one line: each sign that is only ever a bullet begins a new one, and so do numbers that count from
/// one: *1) Writes 2) Plans*.
fn split_inline_bullets(line: &str) -> Vec<String> {
    let begins = |(index, character): &(usize, char)| {
        is_sure_bullet(*character) && !line[..*index].trim().is_empty()
    };
    let mut starts: Vec<usize> =
        (line.char_indices().filter(begins).map(|(index, _)| index)).collect();
    if starts.is_empty() {
        starts = inline_numbers(line);
    }
    let ends = starts.iter().copied().chain([line.len()]);
    let starts = std::iter::once(0).chain(starts.iter().copied());
    starts
        .zip(ends)
        .map(|(start, end)| line[start..end].to_owned())
        .collect()
}

/// Where on a line *2)*, *3)* and so on begin, if it begins with *1)*; where they have full stops, behind the end of a sentence only.
fn inline_numbers(line: &str) -> Vec<usize> {
    let Some(first) = line.find(|c: char| !c.is_whitespace()) else {
        return Vec::new();
    };
    let opened = if line[first..].starts_with('(') {
        "("
    } else {
        ""
    };
    let closed = [")", "."]
        .into_iter()
        .find(|closed| line[first..].starts_with(&format!("{opened}1{closed} ")));
    let Some(closed) = closed else {
        return Vec::new();
    };
    let mut starts = Vec::new();
    let mut from = first;
    for count in 2.. {
        let sign = format!(" {opened}{count}{closed} ");
        let Some(at) = line[from..].find(&sign).map(|at| from + at) else {
            break;
        };
        if closed == "." && !line[..at].trim_end().ends_with(['.', ';', ',', '!']) {
            break;
        }
        from = at + 1;
        starts.push(from);
    }
    starts
}

/// Signs that only ever mean a bullet, wherever they are.
const fn is_sure_bullet(character: char) -> bool {
    matches!(
        character,
        '•' | '●' | '▪' | '■' | '◦' | '‣' | '○' | '➢' | '➤' | '❖' | '\u{f0b7}' | '\u{f0a7}'
    )
}

/// Signs that are a bullet at the beginning of a line, before a space.
fn may_be_bullet(character: char) -> bool {
    "-–—*·∙+>→►▶✓✔☐☑□❑◆⁃‐−§»○~".contains(character)
}

/// Whether a text begins with a bullet.
pub(in crate::load::career_map) fn begins_with_bullet(text: &str) -> bool {
    let mut characters = text.trim_start().chars();
    characters.next().is_some_and(|first| {
        let is_apart = || characters.clone().next().is_some_and(char::is_whitespace);
        is_sure_bullet(first) || (may_be_bullet(first) && is_apart())
    })
}

impl Line {
    fn parse(line: &str) -> Self {
        let body = line.trim_start();
        let indent = line[..line.len() - body.len()]
            .chars()
            .map(|c| if c == '\t' { 4 } else { 1 })
            .sum();
        let mut characters = body.chars();
        let Some(first) = characters.next() else {
            return Self {
                bullet: None,
                text: String::new(),
            };
        };
        let rest = characters.as_str();
        let sign = if begins_with_bullet(body) {
            Some((first, rest))
        } else if first == 'o' && (rest.starts_with(['\t', '\u{a0}']) || rest.starts_with("  ")) {
            // A word processor's second bullet.
            Some(('o', rest))
        } else {
            number(body).map(|rest| ('1', rest))
        };
        let (bullet, text) = match sign {
            Some((sign, rest)) => (Some(Bullet { sign, indent }), rest),
            None => (None, body),
        };
        Self {
            bullet,
            text: tidy(text),
        }
    }
}

/// What follows a number or letter that counts lines: `1. `, `2) `, `(3) `, `a) `.
pub(in crate::load::career_map) fn number(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (length, ends): (usize, &[char]) = if (1..=2).contains(&digits) {
        (digits, &['.', ')'])
    } else if inner.starts_with(|c: char| c.is_ascii_lowercase()) {
        (1, &[')'])
    } else {
        return None;
    };
    let rest = inner[length..].strip_prefix(ends)?;
    rest.starts_with(char::is_whitespace).then_some(rest)
}
