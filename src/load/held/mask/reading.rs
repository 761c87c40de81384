//! What words mean, and what may stand between the words of a name.

use crate::labels::ordinary_words;

/// What may stand between the words of one name.
pub(super) fn is_divider(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_')
}

/// What somebody means with a word that is also part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Name,
    /// An ordinary word, or a short form such as “IT”.
    Ordinary,
}

/// What a word means that is also part of a name, as it is written.
pub(super) fn reading(written: &str, word: &str) -> Reading {
    let mut letters = written.chars();
    let is_small = letters.next().is_some_and(char::is_lowercase);
    // “Bo” and “BO” are a name; “IT” may be none.
    let is_abbreviated = word.chars().count() < 3 && letters.all(char::is_uppercase);
    if (is_small || is_abbreviated) && ordinary_words().contains(word) {
        Reading::Ordinary
    } else {
        Reading::Name
    }
}

/// Whether what stands between two words may be within a short employee ID.
pub(super) fn is_tight(between: &str) -> bool {
    matches!(
        between,
        "-" | "." | "_" | "/" | "\u{2010}" | "\u{2011}" | "\u{2013}"
    )
}

/// Whether a word is the same, or its possessive form.
pub(super) fn is_same(found: &str, word: &str) -> bool {
    found
        .strip_prefix(word)
        .is_some_and(|rest| matches!(rest, "" | "s"))
}

/// Whether what stands between two words may be within a name.
pub(super) fn is_within_name(between: &str) -> bool {
    between.chars().count() <= 3 && !between.contains(['\n', ';', ':', '/', '!', '?'])
}
