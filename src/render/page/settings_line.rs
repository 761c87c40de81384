//! The lines for `careermap.toml` that a message names, to be shown so that they can be copied.

use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct SettingsLine {
    /// The section that it belongs to, such as `map`; `None` for the beginning of the file.
    pub(super) section: Option<String>,
    pub(super) line: String,
}

/// The lines that a text tells people to write, each once and in its order. A line with a gap to fill in is left out.
pub(super) fn settings_lines(text: &str) -> Vec<SettingsLine> {
    let mut lines: Vec<SettingsLine> = Vec::new();
    let mut section = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(name) = section_at(rest) {
            section = Some(name);
        }
        let key = key_at(rest);
        let Some((line, behind)) = key.and_then(|key| line_at(rest, key)) else {
            // An apostrophe is not a quotation mark.
            let word = key.filter(|_| first != '\'');
            rest = &rest[word.map_or(first.len_utf8(), str::len)..];
            continue;
        };
        rest = behind;
        if !line.contains('…') && lines.iter().all(|known| known.line != line) {
            // The section is named before or after the line.
            let section = section.or_else(|| {
                rest.match_indices('[')
                    .find_map(|(at, _)| section_at(&rest[at..]))
            });
            lines.push(SettingsLine {
                section: section.map(str::to_owned),
                line: line.to_owned(),
            });
        }
    }
    lines
}

/// The line that begins with this key, and what follows it.
fn line_at<'t>(text: &'t str, key: &str) -> Option<(&'t str, &'t str)> {
    const SIGN: &str = " = ";
    let value = text[key.len()..].strip_prefix(SIGN)?;
    let value = value_at(value)?;
    Some(text.split_at(key.len() + SIGN.len() + value.len()))
}

/// The key that a text begins with: anything in quotation marks, or a bare word, which need not be a key.
fn key_at(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    quoted_at(text)
        .or_else(|| Some(&text[..end.unwrap_or(text.len())]).filter(|word| !word.is_empty()))
}

/// The text in quotation marks that a text begins with.
fn quoted_at(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut is_escaped = false;
    let end = text[1..].find(|c: char| {
        let ends = c == mark && !is_escaped;
        is_escaped = c == '\\' && !is_escaped && mark == '"';
        ends
    })?;
    Some(&text[..end + 2])
}

/// The value that a text begins with: a text, a number or another word, or a list or table of them.
fn value_at(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut end = 0;
    while let Some(c) = text[end..].chars().next() {
        if matches!(c, '"' | '\'') {
            end += quoted_at(&text[end..])?.len();
        } else {
            let is_of_number = c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '_');
            let next = end + c.len_utf8();
            let is_point = c == '.' && text[next..].starts_with(|c: char| c.is_ascii_digit());
            match c {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.checked_sub(1)?,
                _ if depth > 0 || is_of_number || is_point => {}
                _ => break,
            }
            end = next;
            if depth > 0 || is_of_number || is_point {
                continue;
            }
        }
        if depth == 0 {
            break;
        }
    }
    (depth == 0 && end > 0).then(|| &text[..end])
}

/// The name of the section that a text begins with in brackets.
fn section_at(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(|c: char| !(c.is_ascii_lowercase() || matches!(c, '-' | '.')))?;
    let is_name = end > 0 && inner[end..].starts_with(']');
    is_name.then(|| &inner[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Option<String>, String)> {
        let lines = settings_lines(text).into_iter();
        lines.map(|line| (line.section, line.line)).collect()
    }

    #[test]
    fn lines_are_found_as_messages_write_them() {
        for (text, section, line) in [
            (
                "If it is not a competency, write `leave-out = [\"row 4\", \"A [x]\"]` under [map] in careermap.toml.",
                Some("map"),
                "leave-out = [\"row 4\", \"A [x]\"]",
            ),
            (
                "If they count, say in careermap.toml who it is: under [assessments.raters] write \"Bo Ek\" = \"manager\" (or \"self\").",
                Some("assessments.raters"),
                "\"Bo Ek\" = \"manager\"",
            ),
            (
                "Write `scale-top = 4.5` under [map], or correct the numbers in the map.",
                Some("map"),
                "scale-top = 4.5",
            ),
            (
                "If it is the company's word, write `'a \"b\"' = 'it\\'` under [ratings]; it's in the company's.",
                Some("ratings"),
                "'a \"b\"' = 'it\\'",
            ),
            (
                "If it is another file, write `career-map = \"a b.xlsx\"`.",
                None,
                "career-map = \"a b.xlsx\"",
            ),
            (
                "If it is your word, write in careermap.toml under [ratings] \"gut \\\"so\\\" = ja\" = 3 (or another rating).",
                Some("ratings"),
                "\"gut \\\"so\\\" = ja\" = 3",
            ),
        ] {
            assert_eq!(
                found(text),
                [(section.map(str::to_owned), line.to_owned())],
                "{text}"
            );
        }
    }

    #[test]
    fn several_lines_keep_their_order_and_what_is_not_a_line_is_none() {
        let lines = found(
            "`levels = [\"A\", \"B\"]` and `competencies = [\"C\"]` under [map.confirmed] in careermap.toml",
        );
        assert_eq!(lines.len(), 2);
        assert!(
            lines
                .iter()
                .all(|(section, _)| section.as_deref() == Some("map.confirmed"))
        );
        for text in [
            "Keep one of them, or name it in careermap.toml: career-map = \"…\".",
            "Nothing.",
            "1 + 1 = ",
            "é = [unfinished",
            " = 3",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
