//! What may have been meant by a value or a line that cannot be used. These are guesses: the caller tries each one.

use toml::de::DeValue;

use crate::text::closest;

/// What may have been meant by a value, the likeliest first.
pub(super) fn values(value: &DeValue<'_>, raw: &str, values: &[String]) -> Vec<String> {
    let text = |text: &str| toml::Value::String(text.trim().to_owned()).to_string();
    match value {
        DeValue::String(written) => {
            let near = closest(written, values.iter().map(String::as_str)).map(&text);
            let number = written.trim().replace(',', ".");
            let number = number.parse::<f64>().is_ok().then_some(number);
            let is = match written.trim().to_lowercase().as_str() {
                "yes" | "true" | "on" => Some("true".to_owned()),
                "no" | "false" | "off" => Some("false".to_owned()),
                _ => None,
            };
            let several: Vec<String> = written.split([',', ';']).map(text).collect();
            let list = format!("[{}]", several.join(", "));
            near.into_iter()
                .chain(number)
                .chain(is)
                .chain([list])
                .collect()
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            let mut candidates = vec![text(raw), format!("[{raw}]"), format!("[{}]", text(raw))];
            candidates.extend(raw.strip_suffix(".0").map(str::to_owned));
            candidates.extend(match raw {
                "0" => Some("false".to_owned()),
                "1" => Some("true".to_owned()),
                _ => None,
            });
            candidates
        }
        DeValue::Array(entries) => {
            let mut candidates = Vec::new();
            let own = |value: &DeValue<'_>| match value {
                DeValue::String(written) => Some(text(written)),
                DeValue::Integer(number) => Some(number.to_string()),
                DeValue::Float(number) => Some(number.to_string()),
                _ => None,
            };
            if let [only] = &entries[..] {
                candidates.extend(own(only.get_ref()));
            }
            let texts = entries.iter().map(|entry| match entry.get_ref() {
                DeValue::Integer(number) => Some(text(&number.to_string())),
                DeValue::Float(number) => Some(text(&number.to_string())),
                other => own(other),
            });
            if let Some(texts) = texts.collect::<Option<Vec<String>>>() {
                candidates.push(format!("[{}]", texts.join(", ")));
            }
            candidates
        }
        DeValue::Boolean(_) | DeValue::Table(_) => Vec::new(),
    }
}

/// What may have been meant by a line that is not TOML, the likeliest first.
pub(super) fn rewritten(line: &str) -> Vec<String> {
    let straight: String = line
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '‟' | '«' | '»' => '"',
            '‘' | '’' | '‚' => '\'',
            '＝' => '=',
            other => other,
        })
        .collect();
    let assigned = match (straight.find('='), straight.split_once(':')) {
        (None, Some((name, value))) if !straight.starts_with('[') => {
            format!("{name} = {}", value.trim())
        }
        _ => straight.clone(),
    };
    let mut lines = vec![straight, assigned.clone()];
    for ending in ["]", "\"", "\"]", "'"] {
        lines.push(format!("{assigned}{ending}"));
    }
    let Some((name, value)) = assigned.split_once('=') else {
        return lines;
    };
    let (name, value) = (name.trim(), value.trim());
    let as_text = |text: &str| toml::Value::String(text.trim().to_owned()).to_string();
    let inner = value.trim_matches(['[', ']']);
    let bare = |entry: &str| as_text(entry.trim().trim_matches(['"', '\'']));
    let entries: Vec<String> = inner.split(',').map(bare).collect();
    let values = [
        value.to_owned(),
        as_text(value.trim_matches('"')),
        // In double quotation marks, `\` begins an escape.
        format!("'{}'", value.trim_matches('"')),
        format!("[{}]", entries.join(", ")),
    ];
    let hyphenated = name
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-");
    // A name of the company's own, in quotation marks; where only our names are allowed, that fails.
    for name in [name.to_owned(), as_text(name), hyphenated] {
        for value in &values {
            lines.push(format!("{name} = {value}"));
        }
    }
    lines
}
