//! What is wrong with `careermap.toml`, in everyday words, with the corrected line: each line that is offered was
//! tried.

mod guesses;
mod parser_error;

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue, Error};

use crate::diagnostic::{Diagnostic, Location};
use crate::text::{closest, listed, tidy};
use guesses::{rewritten, values};
use parser_error::{ParserError, Wanted};

/// What to do about a setting where no line can be offered.
const CORRECT: &str = "Correct it, or delete the line for the default.";
/// What to do about a line that is not TOML.
const WRITE: &str = "Write a setting as `name = value`, with texts in quotation marks and lists in square brackets; or delete the line.";

/// Reads settings.
///
/// # Errors
/// The first mistake, as a message.
pub(super) fn parsed<T: DeserializeOwned>(text: &str, file: &Location) -> Result<T, Diagnostic> {
    toml::from_str(text).map_err(|error| {
        let tried = |text: &str| toml::from_str::<T>(text).err();
        let file_text = SettingsText {
            text,
            tried: &tried,
        };
        let (at, what, help) = file_text.explained(&error);
        let line = at.map_or_else(String::new, |at| format!("Line {}: ", file_text.line(at)));
        Diagnostic::error(
            "config-invalid",
            file.clone(),
            format!("{line}{what}"),
            help,
        )
    })
}

/// The text of the settings, and a test whether a changed text would be understood.
struct SettingsText<'a> {
    text: &'a str,
    tried: &'a dyn Fn(&str) -> Option<Error>,
}

/// A setting in the file.
struct FoundSetting<'a> {
    /// The section that it is in, and its own name: `["map", "levels"]`.
    path: Vec<String>,
    /// Whether the section is one of several, `[[coverage-needs]]`.
    is_one_of_several: bool,
    key: Range<usize>,
    /// From its name to the end of its value.
    whole: Range<usize>,
    /// The value that the mistake is in, and its place: the setting's value, or one in its list.
    value: &'a DeValue<'a>,
    place: Range<usize>,
}

impl SettingsText<'_> {
    /// Where the mistake is, what was found, and what to do.
    fn explained(&self, error: &Error) -> (Option<usize>, String, String) {
        let what_is_wrong = ParserError::of(error.message());
        let Some(span) = error.span() else {
            return (None, sentence(error.message()), CORRECT.to_owned());
        };
        let Ok(document) = DeTable::parse(self.text) else {
            let (at, what, help) = self.not_a_setting(&what_is_wrong, &span);
            return (Some(at), what, help);
        };
        let found = find(document.get_ref(), &span, &mut Vec::new(), false);
        let explained = match found {
            Some(found) => self.wrong_value(&what_is_wrong, &span, &found),
            None => self.wrong_section(&what_is_wrong, &span),
        };
        let (what, help) =
            explained.unwrap_or_else(|| (sentence(error.message()), CORRECT.to_owned()));
        (Some(span.start), what, help)
    }

    /// The number of a line, counted from 1.
    fn line(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or(self.text);
        before.matches('\n').count() + 1
    }

    /// The text with `instead` in a place, if that corrects the mistake.
    fn with(&self, place: &Range<usize>, instead: &str) -> Option<String> {
        let mut text = self.text.to_owned();
        text.replace_range(place.clone(), instead);
        let end = place.start + instead.len();
        let is_right = match (self.tried)(&text).map(|error| error.span()) {
            None => true,
            Some(Some(other)) => other.end < place.start || other.start > end,
            Some(None) => false,
        };
        is_right.then_some(text)
    }

    // ---- What is TOML, but not a setting of ours.

    /// `None` for what our own sentences say.
    fn wrong_value(
        &self,
        error: &ParserError,
        span: &Range<usize>,
        found: &FoundSetting<'_>,
    ) -> Option<(String, String)> {
        let name = shown_name(found);
        let known = error.expected();
        if *span == found.key {
            return Some(self.unknown(known, found));
        }
        let problem = problem(error, found)?;
        let candidates = values(found.value, &self.text[found.place.clone()], known);
        let line = candidates.into_iter().find_map(|instead| {
            self.with(&found.place, &instead)?;
            let mut line = self.text[found.whole.clone()].to_owned();
            let start = found.place.start - found.whole.start;
            line.replace_range(start..start + found.place.len(), &instead);
            Some(tidy(&line))
        });
        let help = match (line, known) {
            (Some(line), _) => format!("Write `{line}`."),
            (None, []) => CORRECT.to_owned(),
            (None, values) => format!("Write {}.", one_of(values, '"')),
        };
        Some((format!("{name} {problem}."), help))
    }

    /// A name that is not a setting: the nearest one, or the section that it belongs to.
    fn unknown(&self, known: &[String], found: &FoundSetting<'_>) -> (String, String) {
        let own = found.path.last().map_or("", String::as_str);
        let is_section = matches!(found.value, DeValue::Table(_));
        let what = if is_section {
            format!("There is no section [{}].", found.path.join("."))
        } else {
            format!("There is no setting `{own}` {}.", section(found))
        };
        let nearest = closest(own, known.iter().map(String::as_str));
        if let Some(near) = nearest.filter(|near| self.with(&found.key, near).is_some()) {
            let line = if is_section {
                let mut path = found.path.clone();
                path.pop();
                path.push(near.to_owned());
                format!("[{}]", path.join("."))
            } else {
                let rest = &self.text[found.key.end..found.whole.end];
                tidy(&format!("{near}{rest}"))
            };
            return (what, format!("Did you mean `{near}`? Then write `{line}`."));
        }
        let line = tidy(&self.text[found.whole.clone()]);
        let is_known_in = |section: &String| {
            let is_read = |line: &str| (self.tried)(&format!("[{section}]\n{line}\n")).is_none();
            // In some sections the names are the company's own.
            is_read(&line) && !is_read(&line.replacen(own, "no-such-setting", 1))
        };
        let elsewhere = self.sections().into_iter().find(is_known_in);
        let help = match elsewhere.filter(|_| !is_section) {
            Some(section) => format!("Write `{line}` below the line `[{section}]`."),
            None if known.is_empty() => "Delete the line.".to_owned(),
            None => format!("Delete it, or write {}.", one_of(known, '`')),
        };
        (what, help)
    }

    /// The existing sections, found by asking for one that does not exist.
    fn sections(&self) -> Vec<String> {
        let error = (self.tried)("no-such-section = 1");
        error.map_or_else(Vec::new, |error| {
            ParserError::of(error.message()).expected().to_vec()
        })
    }

    /// A mistake in a section as a whole; `None` for what our own sentences say.
    fn wrong_section(&self, error: &ParserError, span: &Range<usize>) -> Option<(String, String)> {
        let header = self.text.get(span.clone()).unwrap_or_default().trim();
        let is_single = header.starts_with('[') && !header.starts_with("[[");
        let several = format!("[{header}]");
        Some(match error {
            ParserError::Missing(missing) => (
                format!("{header} has no `{missing}`."),
                format!("Add a line that begins with `{missing} =`, or delete the section."),
            ),
            ParserError::WrongKind {
                is_section: true,
                wanted: Wanted::List,
            } if is_single && self.with(span, &several).is_some() => (
                format!(
                    "{header} can occur several times in the file, so it needs double brackets."
                ),
                format!("Write `{several}`."),
            ),
            ParserError::WrongKind { .. } | ParserError::NoneFits => (
                format!("{header} is a section, but a single value or a list is needed here."),
                CORRECT.to_owned(),
            ),
            _ => return None,
        })
    }

    // ---- What is not TOML.

    fn not_a_setting(&self, error: &ParserError, span: &Range<usize>) -> (usize, String, String) {
        let here = self.line_at(span.start.min(self.text.len()));
        let line = &self.text[here.clone()];
        if *error == ParserError::Twice {
            let key = &self.text[span.clone()];
            let (what, help) = if line.trim_start().starts_with('[') {
                (
                    format!("[{key}] occurs a second time here."),
                    format!(
                        "Put all settings of [{key}] below its first line, and delete this one."
                    ),
                )
            } else {
                (
                    format!("`{key}` is set here a second time."),
                    "Keep one of the two lines.".to_owned(),
                )
            };
            return (here.start, what, help);
        }
        let what = |line: &str| format!("`{}` is not a setting.", tidy(line));
        let offered = |right: &str| format!("Write `{}`.", tidy(right));
        let right = rewritten(line)
            .into_iter()
            .find(|right| self.with(&here, right).is_some());
        if let Some(right) = right {
            return (here.start, what(line), offered(&right));
        }
        // The parser notices a list that is not closed only on the next line.
        if let Some(before) = here.start.checked_sub(1).map(|end| self.line_at(end)) {
            let above = &self.text[before.clone()];
            let both = before.start..here.end;
            let right = rewritten(above)
                .into_iter()
                .find(|right| self.with(&both, &format!("{right}\n{line}")).is_some());
            if let Some(right) = right {
                return (before.start, what(above), offered(&right));
            }
        }
        (here.start, what(line), WRITE.to_owned())
    }

    /// The line that a place is in, without its end.
    fn line_at(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |length| start + length);
        start..start + self.text[start..end].trim_end().len()
    }
}

/// The sentence that the settings' own types say about a value.
fn sentence(said: &str) -> String {
    format!("{}.", said.trim_end_matches('.'))
}

/// The setting that a place in the text belongs to.
fn find<'a>(
    table: &'a DeTable<'a>,
    span: &Range<usize>,
    path: &mut Vec<String>,
    is_one_of_several: bool,
) -> Option<FoundSetting<'a>> {
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        let found = |value: &'a DeValue<'a>, place: Range<usize>, end: usize, path: &[String]| {
            FoundSetting {
                path: path.to_owned(),
                is_one_of_several,
                key: key.span(),
                whole: key.span().start..end,
                value,
                place,
            }
        };
        let whole = value.span();
        let holds = |place: &Range<usize>| place.start <= span.start && span.end <= place.end;
        if *span == key.span() {
            return Some(found(
                value.get_ref(),
                whole.clone(),
                whole.end.max(key.span().end),
                path,
            ));
        }
        let inside = match value.get_ref() {
            // The span of a section is that of its first line only.
            DeValue::Table(table) => find(table, span, path, false),
            DeValue::Array(entries) => entries.iter().find_map(|entry| match entry.get_ref() {
                DeValue::Table(table) => find(table, span, path, true),
                one if holds(&entry.span()) => Some(found(one, entry.span(), whole.end, path)),
                _ => None,
            }),
            _ => None,
        };
        // A table in braces ends where its text does.
        let is_value = whole.start >= key.span().end;
        let found = inside.or_else(|| {
            (is_value && holds(&whole))
                .then(|| found(value.get_ref(), whole.clone(), whole.end, path))
        });
        if found.is_some() {
            return found;
        }
        path.pop();
    }
    None
}

/// `levels under [map]`.
fn shown_name(found: &FoundSetting<'_>) -> String {
    let own = found.path.last().map_or("", String::as_str);
    format!("`{own}` {}", section(found))
}

fn section(found: &FoundSetting<'_>) -> String {
    match found.path.split_last() {
        None | Some((_, [])) => "at the top of the file".to_owned(),
        Some((_, section)) if found.is_one_of_several => format!("under [[{}]]", section.join(".")),
        Some((_, section)) => format!("under [{}]", section.join(".")),
    }
}

/// What is wrong with a value; `None` for what our own sentences say.
fn problem(error: &ParserError, found: &FoundSetting<'_>) -> Option<String> {
    let shown = shown_value(found.value);
    match error {
        ParserError::DateForSection => Some(format!("is {shown}, where a section is needed")),
        ParserError::WrongKind { wanted, .. } => {
            Some(format!("is {shown}, where {} is needed", wanted.words()))
        }
        ParserError::UnknownText(_) | ParserError::NoneFits => Some(format!(
            "is {shown}, which is not one of the allowed values"
        )),
        _ => None,
    }
}

fn shown_value(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text “{}”", tidy(text)),
        DeValue::Integer(number) => format!("the number {number}"),
        DeValue::Float(number) => format!("the number {number}"),
        DeValue::Boolean(is) => is.to_string(),
        DeValue::Datetime(date) => format!("the date {date}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a section".to_owned(),
    }
}

fn one_of(names: &[String], mark: char) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("{mark}{name}{mark}"))
        .collect();
    match names.as_slice() {
        [only] => only.clone(),
        _ => format!("one of {}", listed(&names)),
    }
}

#[cfg(test)]
mod tests;
