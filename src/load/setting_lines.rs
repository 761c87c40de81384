//! Lines of `careermap.toml`, as messages print them and as they are tried before.

use serde::de::DeserializeOwned;

use crate::text::tidy;

/// A text as a line of the settings has it, with its quotation marks.
pub(super) fn toml_text(text: &str) -> String {
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

/// What lines say; `None` if they are not understood.
pub(super) fn understood<T: DeserializeOwned>(lines: &[impl AsRef<str>]) -> Option<T> {
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    toml::from_str(&lines.join("\n")).ok()
}
