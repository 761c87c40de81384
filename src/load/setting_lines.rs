//! Lines of `careermap.toml`: written for messages, and tried before they are printed.

use serde::de::DeserializeOwned;

use crate::text::tidy;

/// A text as it is written in the settings, with its quotation marks.
pub fn toml_text(text: &str) -> String {
    toml::Value::String(tidy(text)).to_string()
}

/// A line with a list of texts: `facts = ["A", "B"]`.
pub(super) fn list_line<'a, T: AsRef<str> + ?Sized + 'a>(
    setting: &str,
    texts: impl IntoIterator<Item = &'a T>,
) -> String {
    let texts: Vec<String> = texts
        .into_iter()
        .map(|text| toml_text(text.as_ref()))
        .collect();
    format!("{setting} = [{}]", texts.join(", "))
}

/// The order of levels as a line: parallel levels in an inner list.
pub(super) fn order_line(steps: &[Vec<&str>]) -> String {
    let steps: Vec<String> = steps
        .iter()
        .map(|step| match step.as_slice() {
            [one] => toml_text(one),
            several => {
                let titles: Vec<String> = several.iter().map(|title| toml_text(title)).collect();
                format!("[{}]", titles.join(", "))
            }
        })
        .collect();
    format!("order = [{}]", steps.join(", "))
}

/// The settings in these lines; `None` if they are not understood.
pub(super) fn understood<T: DeserializeOwned>(lines: &[impl AsRef<str>]) -> Option<T> {
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    toml::from_str(&lines.join("\n")).ok()
}
