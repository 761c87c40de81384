//! Whether a text stands for nothing: *n/a*, *tbd*, *[insert text]*.

use super::markdown::plain;
use crate::text::{fold, tidy};

/// More characters than any text that stands for nothing.
const LONGEST_PLACEHOLDER: usize = 30;

/// Texts that say so, folded.
#[rustfmt::skip]
const NOTHING: &[&str] = &[
    "n a", "na", "not applicable", "none", "nil", "tbd", "tbc", "tba", "todo", "to do",
    "to be defined", "to be determined", "to be confirmed", "to be added", "to be decided",
    "coming soon", "work in progress", "wip", "placeholder", "empty", "x x x", "xxx",
    "not applicable at this level", "not expected", "not required", "no expectation",
    "no expectations", "lorem ipsum", "text", "see above soon",
];
/// What a text in brackets begins with that says what somebody could write there.
const TO_DO: [&str; 9] = [
    "optional",
    "insert",
    "placeholder",
    "tbd",
    "add ",
    "fill in",
    "your text",
    "describe",
    "example",
];

/// Whether a text only says that nothing has been written yet, or that nothing applies.
pub(in crate::load::career_map) fn is_placeholder(text: &str) -> bool {
    // Most cells are long and say what is expected. Looking at the length is much faster than removing markdown.
    let is_long = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .nth(LONGEST_PLACEHOLDER)
        .is_some();
    let is_bracket = |byte| matches!(byte, b'[' | b'<' | b'{');
    if is_long && !text.bytes().any(is_bracket) {
        return false;
    }
    let text = tidy(&plain(text));
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–' | '—' | '_' | '.' | '…' | '?' | '/' | '*' | '•' | '·' | '"' | '\''
            )
    });
    if inner.is_empty() {
        return true;
    }
    let is_optional = |open: char, close: char| {
        text.starts_with(open) && text.ends_with(close) && text.matches(open).count() == 1
    };
    // The beginning of a text is enough; most texts are much longer.
    let end = inner
        .char_indices()
        .nth(LONGEST_PLACEHOLDER)
        .map(|(end, _)| end);
    let folded = fold(&inner[..end.unwrap_or(inner.len())]);
    let known = end.is_none() && NOTHING.contains(&folded.as_str());
    let announced = TO_DO.iter().any(|start| folded.starts_with(start));
    known
        || ((is_optional('[', ']') || is_optional('<', '>') || is_optional('{', '}')) && announced)
}
