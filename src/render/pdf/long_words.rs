//! Words that are longer than any column bears. The template has a rule that lets them break; as it goes through every text,
//! which takes 2 % of a plan's time, it is only used where there is such a word.
//!
//! Works on the data as JSON, like [`glyphs`](super::glyphs). Where it is in doubt, a word is long.

use serde_json::Value;

/// From so many characters on a word is long: as in `theme.typ`.
const LONG: usize = 30;

/// Whether any text in the JSON has a word of 30 characters or more that offers no place to break.
pub(super) fn has_long_word(json: &str) -> bool {
    let mut length = 0;
    let mut is_escaped = false;
    for c in json.chars() {
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
        } else {
            length += 1;
            if length >= LONG {
                return true;
            }
        }
    }
    false
}

/// The same for the values alone, for files whose keys may be long.
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
    use super::{has_long_value, has_long_word};

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
            // A quotation mark within a word is no place to break, nor is a backslash.
            format!(r#"["x\"{word}"]"#),
            format!(r#"["x\\{word}"]"#),
            format!(r#"["{}"]"#, "ä".repeat(30)),
        ] {
            assert!(has_long_word(&long), "{long}");
        }
    }

    #[test]
    fn long_keys_do_not_count() {
        let word = "x".repeat(30);
        assert!(!has_long_value(&format!(r#"{{"{word}":"x"}}"#)));
        assert!(has_long_value(&format!(r#"{{"x":{{"one":["{word}"]}}}}"#)));
    }
}
