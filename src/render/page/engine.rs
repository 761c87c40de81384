//! Templates → HTML. Everything that is not from a template is escaped.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, HtmlEscape, UndefinedBehavior};
use serde::Serialize;

use super::PageError;
use super::policy::content_security_policy;
use crate::labels::Labels;

/// The folder of the page's files among the templates.
const FOLDER: &str = "page/";
/// The page itself.
const PAGE: &str = "page/overview.html";
/// The parts of the style and of the script, in order; the first of each must be there.
const STYLE: [&str; 2] = ["page/overview.css", "page/reading.css"];
/// See [`STYLE`].
const SCRIPT: [&str; 2] = ["page/overview.js", "page/reading.js"];

/// The first line of each page, by which careermap knows its own: it comes from no template.
pub const FIRST_LINE: &str = "<!DOCTYPE html><!-- An overview by careermap. -->\n";

/// The template files of the page.
#[derive(Debug, Clone)]
pub struct Design {
    files: BTreeMap<String, String>,
}

impl Design {
    /// The files below `page/` among template files, each with its path.
    ///
    /// # Errors
    /// If one of them is not a text.
    pub fn from_files<'f>(
        files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    ) -> Result<Self, PageError> {
        let mut found = BTreeMap::new();
        for (path, contents) in files {
            if path.starts_with(FOLDER) {
                let text = std::str::from_utf8(contents)
                    .map_err(|_| PageError::NotText(path.to_owned()))?;
                // Browsers normalise line ends in this way before they check the fingerprint.
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                found.insert(path.to_owned(), text);
            }
        }
        Ok(Self { files: found })
    }

    /// A file's text; empty where there is none.
    fn text(&self, file: &str) -> &str {
        self.files.get(file).map_or("", String::as_str)
    }

    /// Several files as one text, which must not end the element that it is in.
    fn joined(&self, files: [&str; 2], element: &str) -> Result<String, PageError> {
        let mut text = String::new();
        for file in files {
            let part = self.text(file);
            if part.to_ascii_lowercase().contains(&format!("</{element}")) {
                return Err(PageError::Template(format!(
                    "{file} contains “</{element}”, which would end the element too early"
                )));
            }
            text.push_str(part);
        }
        Ok(text)
    }

    /// Fills the page's template.
    pub(super) fn fill(
        &self,
        data: &impl Serialize,
        labels: &Labels,
    ) -> Result<Vec<u8>, PageError> {
        let (style, script) = (self.joined(STYLE, "style")?, self.joined(SCRIPT, "script")?);
        let mut engine = Environment::new();
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        let mut syntax = SyntaxConfig::builder();
        engine.set_syntax(syntax.trim_blocks(true).lstrip_blocks(true).build()?);
        for (path, text) in &self.files {
            if Path::new(path).extension() == Some(OsStr::new("html")) {
                engine.add_template(path, text)?;
            }
        }
        engine.add_global("policy", content_security_policy(&style, &script));
        engine.add_global("style", Value::from_safe_string(style));
        engine.add_global("script", Value::from_safe_string(script));
        engine.add_filter("cell", |value: &Value| isolated(value, "", escaped));
        engine.add_filter("one_way", |value: &Value| one_way(value));
        let is_english = labels.language() == "en";
        engine.add_filter("english", move |value: &Value| {
            let attributes = if is_english { "" } else { " lang=\"en\"" };
            isolated(value, attributes, with_code)
        });
        let words = labels.clone();
        engine.add_function("say", move |key: String, values: Kwargs| {
            said(&words, &key, &values, |value| {
                isolated(value, "", escaped).to_string()
            })
            .map(Value::from_safe_string)
        });
        let words = labels.clone();
        engine.add_function("plain", move |key: String, values: Kwargs| {
            let html = said(&words, &key, &values, |value| {
                HtmlEscape(&one_way(value)).to_string()
            })?;
            Ok::<_, Error>(Value::from_safe_string(html))
        });
        let html = engine
            .get_template(PAGE)?
            .render(Value::from(Serde(data)))?;
        Ok([FIRST_LINE.as_bytes(), html.as_bytes()].concat())
    }
}

/// A text from a cell or a message: escaped, with its lines, and isolated, so that its direction does not affect the
/// text around it.
fn isolated(value: &Value, attributes: &str, write: fn(&str) -> String) -> Value {
    if value.is_none() || value.is_undefined() {
        return Value::from("");
    }
    let text = value.to_string();
    let lines: Vec<String> = text.split('\n').map(write).collect();
    Value::from_safe_string(format!("<bdi{attributes}>{}</bdi>", lines.join("<br>")))
}

fn escaped(text: &str) -> String {
    HtmlEscape(text).to_string()
}

/// Text between two grave accents in a message is something to type.
fn with_code(text: &str) -> String {
    let parts: Vec<String> = text.split('`').map(escaped).collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let write = |(place, part): (usize, &String)| match place % 2 {
        0 => part.clone(),
        _ => format!("<code>{part}</code>"),
    };
    parts.iter().enumerate().map(write).collect()
}

/// The same for places that have no elements, such as the title. A number has no direction.
fn one_way(value: &Value) -> String {
    if value.is_number() {
        return value.to_string();
    }
    format!("\u{2068}{value}\u{2069}")
}

/// A label as HTML: its own words escaped, and the values as `write` gives them. `n` chooses the plural form.
fn said(
    labels: &Labels,
    key: &str,
    values: &Kwargs,
    write: impl Fn(&Value) -> String,
) -> Result<String, Error> {
    let names: Vec<&str> = values.args().filter(|name| *name != "n").collect();
    let mut html = Vec::with_capacity(names.len());
    for name in &names {
        let value: Value = values.get(name)?;
        html.push(if value.is_safe() {
            value.to_string()
        } else {
            write(&value)
        });
    }
    let marks: Vec<Mark> = (0..names.len()).map(Mark).collect();
    let places: Vec<(&str, &dyn fmt::Display)> = names
        .iter()
        .zip(&marks)
        .map(|(name, mark)| (*name, mark as &dyn fmt::Display))
        .collect();
    let number: Option<usize> = values.get("n")?;
    let text = match number {
        Some(number) => labels.count(key, number, &places),
        None if places.is_empty() => labels.say(key).to_owned(),
        None => labels.with(key, &places),
    };
    if text == key {
        let detail = format!("there is no label “{key}”");
        return Err(Error::new(ErrorKind::InvalidOperation, detail));
    }
    let mut parts = text.split(Mark::SIGN);
    let mut said = HtmlEscape(parts.next().unwrap_or_default()).to_string();
    for (place, part) in parts.enumerate() {
        // Every other part is the number of a value.
        if place % 2 == 0 {
            let value = part.parse().ok().and_then(|number: usize| html.get(number));
            said.push_str(value.map_or("", String::as_str));
        } else {
            said.push_str(&HtmlEscape(part).to_string());
        }
    }
    Ok(said)
}

/// A placeholder for a value in a label while the words around it are escaped.
struct Mark(usize);

impl Mark {
    /// A control character, which no label contains.
    const SIGN: char = '\u{1}';
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", Self::SIGN, self.0, Self::SIGN)
    }
}

impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        Self::Template(error.to_string())
    }
}
