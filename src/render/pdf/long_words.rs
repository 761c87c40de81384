//! Finds words that are longer than any column. The template has a rule that lets them break; it goes through every
//! text, which takes 2 % of a plan's time, so it is only used where there is such a word.
//!
//! Works on the data as JSON, like [`glyphs`](super::glyphs). Where it is in doubt, a word is long.

use serde_json::Value;

/// A word of at least this many characters is long; `theme.typ` has the same number.
const LONG: usize = 30;

/// Whether any text in the JSON has a word of 30 characters or more that offers no place to break.
pub(super) fn has_long_word(json: &str) -> bool {
    let mut rest = json;
    while let Some(start) = may_have_long_word(rest.as_bytes()) {
        match first_words(&rest[start..]) {
            None => return true,
            Some(short) => rest = &rest[start + short..],
        }
    }
    false
}

/// The length of the words that a text begins with, as far as the next place at which the quick check may go on; `None` if
/// one of them is long.
fn first_words(json: &str) -> Option<usize> {
    let mut length = 0;
    let mut is_escaped = false;
    for (at, c) in json.char_indices() {
        // A backslash belongs to the character after it.
        if c == '\\' && !is_escaped {
            is_escaped = true;
            continue;
        }
        let ends_word = if is_escaped {
            matches!(c, 'n' | 'r' | 't')
        } else {
            c == '"'
                || c.is_whitespace()
                || matches!(c, '-' | '/' | '–' | '—' | '\u{200B}' | '\u{AD}')
        };
        is_escaped = false;
        if ends_word {
            length = 0;
            if at >= LONG {
                return Some(at + c.len_utf8());
            }
        } else {
            length += 1;
            if length >= LONG {
                return None;
            }
        }
    }
    Some(json.len())
}

/// A quick check, which sees a few bytes of each word only: a long word has that many bytes without one of these at
/// which any word ends. Where there may be one, its beginning.
fn may_have_long_word(json: &[u8]) -> Option<usize> {
    let ends_word = |at: &usize| {
        matches!(json[*at], b' ' | b'"' | b'-' | b'/') && (*at == 0 || json[at - 1] != b'\\')
    };
    let mut start = 0;
    while start + LONG <= json.len() {
        let Some(end) = (start..start + LONG).rev().find(ends_word) else {
            return Some(start);
        };
        start = end + 1;
    }
    None
}

/// The same for values only, for files whose keys may be long.
pub(super) fn has_long_value(json: &str) -> bool {
    fn is_long(value: &Value) -> bool {
        match value {
            Value::String(_) => has_long_word(&value.to_string()),
            Value::Array(values) => values.iter().any(is_long),
            Value::Object(fields) => fields.values().any(is_long),
            _ => false,
        }
    }
    serde_json::from_str(json).is_ok_and(|value| is_long(&value))
}

#[cfg(test)]
mod tests {
    use super::{first_words, has_long_value, has_long_word};

    #[test]
    fn words_end_where_a_line_may_break() {
        let word = "x".repeat(29);
        for short in [
            format!(r#"{{"name":"{word}","more":"{word} {word}"}}"#),
            format!(r#"["{word}/{word}-{word}–{word}"]"#),
            format!(r#"["{word}\n{word}"]"#),
        ] {
            assert!(!has_long_word(&short), "{short}");
        }
        for long in [
            format!(r#"["{word}x"]"#),
            // A word cannot break at a quotation mark or a backslash within it.
            format!(r#"["x\"{word}"]"#),
            format!(r#"["x\\{word}"]"#),
            format!(r#"["{}"]"#, "ä".repeat(30)),
        ] {
            assert!(has_long_word(&long), "{long}");
        }
    }

    /// What the quick check skips is never a long word.
    #[test]
    fn the_quick_check_misses_nothing() {
        let parts = [
            "\"",
            "\\\"",
            "\\\\",
            "\\n",
            " ",
            "-",
            "–",
            "/",
            "ä",
            "漢",
            "\u{AD}",
            ",",
            "x",
            "xxxxxxxxx",
        ];
        let (mut long, mut random) = (0, fastrand::Rng::with_seed(7));
        for _ in 0..20_000 {
            let text: String = (0..random.usize(1..40))
                .map(|_| parts[random.usize(..parts.len())])
                .collect();
            let (mut rest, mut found) = (text.as_str(), false);
            while !found && !rest.is_empty() {
                match first_words(rest) {
                    None => found = true,
                    Some(short) => rest = &rest[short..],
                }
            }
            assert_eq!(has_long_word(&text), found, "{text}");
            long += usize::from(found);
        }
        assert!((100..19_900).contains(&long), "{long}");
    }

    #[test]
    fn long_keys_do_not_count() {
        let word = "x".repeat(30);
        assert!(!has_long_value(&format!(r#"{{"{word}":"x"}}"#)));
        assert!(has_long_value(&format!(r#"{{"x":{{"one":["{word}"]}}}}"#)));
    }
}
