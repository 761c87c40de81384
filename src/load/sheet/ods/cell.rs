//! A cell of a table, by its attributes and the paragraphs in it.

use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use crate::load::sheet::error::FileError;
use crate::load::sheet::unit;
use crate::load::sheet::value::{
    CellValue, begins_identifier, beyond_a_day, date_of_iso, time_of_iso,
};
use crate::load::sheet::xml::{Node, XmlDocument, attribute, number_attribute};

/// A cell's value, and what a number in it shows beside itself.
type ReadCell = (CellValue, Option<Arc<str>>);

/// A cell before its text is known.
pub(super) struct RawCell {
    kind: Option<String>,
    value: Option<String>,
    currency: Option<String>,
    is_formula: bool,
}

impl RawCell {
    pub(super) fn new(start: &BytesStart<'_>) -> Self {
        // A newer attribute of the same name tells errors apart from numbers and text; it has a separate namespace.
        let kinds: Vec<String> = start
            .attributes()
            .with_checks(false)
            .flatten()
            .filter(|attribute| attribute.key.local_name().as_ref() == "value-type")
            .map(|attribute| attribute.value.into_owned())
            .collect();
        let kind = match kinds.iter().find(|kind| *kind == "error") {
            Some(error) => Some(error.clone()),
            None => kinds.into_iter().next(),
        };
        let value = match kind.as_deref() {
            Some("date") => attribute(start, "date-value"),
            Some("boolean") => attribute(start, "boolean-value"),
            Some("time") => attribute(start, "time-value"),
            Some("string") => attribute(start, "string-value"),
            Some("float" | "percentage" | "currency") => attribute(start, "value"),
            _ => None,
        };
        let is_currency = kind.as_deref() == Some("currency");
        Self {
            currency: is_currency.then(|| attribute(start, "currency")).flatten(),
            kind,
            value,
            is_formula: attribute(start, "formula").is_some(),
        }
    }

    /// Reads up to the end of the cell: its value, and what a number shows beside it.
    pub(super) fn read<R: BufRead>(
        self,
        document: &mut XmlDocument<R>,
    ) -> Result<Option<ReadCell>, FileError> {
        let shown = shown_text(document)?;
        let text = || CellValue::from_text(shown.clone());
        let value = match (self.kind.as_deref(), &self.value) {
            (Some("error"), _) => Some(CellValue::Error(shown.trim().to_owned())),
            (Some("float" | "percentage" | "currency"), Some(number)) => {
                match (number.trim().parse::<f64>(), text()) {
                    // An error has the number 0; its text says which error it is.
                    (_, Some(CellValue::Error(error))) => Some(CellValue::Error(error)),
                    (Ok(number), _) if is_identifier(number, &shown) => Some(CellValue::Padded {
                        number,
                        text: shown.trim().into(),
                    }),
                    (Ok(number), _) if number.is_finite() => Some(CellValue::Number(number)),
                    (_, text) => text,
                }
            }
            (Some("date"), Some(date)) => date_of_iso(date).map(CellValue::Date).or_else(text),
            (Some("time"), Some(time)) => match time_of_iso(time) {
                Some(CellValue::Time(seconds)) if !shows_hours(&shown, seconds) => {
                    beyond_a_day(f64::from(seconds) / 86_400.0, Some(shown.trim()))
                        .or(Some(CellValue::Time(seconds)))
                }
                time => time.or_else(text),
            },
            (Some("boolean"), Some(truth)) => Some(CellValue::Bool(truth == "true")),
            (Some("string"), Some(string)) => CellValue::from_text(string.clone()),
            _ => text(),
        };
        let value = match value {
            None if self.is_formula && self.kind.is_none() => CellValue::Uncalculated,
            None => return Ok(None),
            Some(value) => value,
        };
        let unit = matches!(value, CellValue::Number(_) | CellValue::Padded { .. })
            .then(|| unit::of_shown(&shown, self.currency.as_deref()))
            .flatten();
        Ok(Some((value, unit)))
    }
}

/// Whether a cell shows all hours of its time, and not only those of the last day.
fn shows_hours(shown: &str, seconds: u32) -> bool {
    let begins = shown.trim_start();
    let hours = begins.split(|c: char| !c.is_ascii_digit()).next();
    hours.and_then(|hours| hours.parse().ok()) == Some(seconds / 3600)
}

/// Whether what a cell shows makes its number an identifier: padded with zeros, with or without a sign before or after it, with
/// letters directly before it, or cut up: `LF-000901`, `LF-901`, `12-345`.
fn is_identifier(number: f64, shown: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (shown.find(is_digit), shown.rfind(is_digit)) else {
        return false;
    };
    let has_letters = begins_identifier(&shown[..first]);
    // Spaces and apostrophes stand between thousands.
    let is_cut_up = shown[first..last]
        .contains(|c: char| !is_digit(c) && !c.is_whitespace() && !"'’".contains(c));
    // Most numbers do not begin with a zero, nor with a letter, so this check is enough for them.
    if !has_letters && !is_cut_up && !shown[first..].starts_with('0') {
        return false;
    }
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    (digits.len() > 1 || has_letters)
        && digits.parse() == Ok(number)
        // The zeros of 0.00, and of 0E+00, are not padding.
        && !shown.contains(['.', ','])
        && (number > 0.0 || digits == shown.trim() || has_letters)
}

/// Elements in a cell whose texts are not the cell's, besides [`SHAPES`]: notes and frames that are anchored to it.
const BESIDE: [&str; 5] = ["annotation", "shapes", "frame", "table", "g"];

/// Shapes, which may have a text.
pub(in crate::load::sheet) const SHAPES: [&str; 11] = [
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "path",
    "caption",
    "connector",
    "measure",
];

/// The paragraphs of a cell that has just begun, without its comments and drawings.
fn shown_text<R: BufRead>(document: &mut XmlDocument<R>) -> Result<String, FileError> {
    let mut text = String::new();
    let mut paragraphs = 0_u32;
    let mut depth = 0_u32;
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                name if BESIDE.contains(&name) || SHAPES.contains(&name) => document.skip()?,
                name => {
                    match name {
                        "p" | "h" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                        }
                        "line-break" => text.push('\n'),
                        "tab" => text.push('\t'),
                        "s" => {
                            let spaces = number_attribute(&start, "c").unwrap_or(1).min(256);
                            text.extend(std::iter::repeat_n(' ', spaces as usize));
                        }
                        _ => {}
                    }
                    depth += 1;
                }
            },
            Node::Text(characters) if depth > 0 => text.push_str(&characters),
            Node::Text(_) | Node::DocType => {}
            Node::End(_) => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Ok(text),
            },
            Node::Eof => return Ok(text),
        }
    }
}
