//! What words mean, and what may stand between the words of a name.

/// What may stand between the words of one name.
pub(super) fn is_divider(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_')
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
