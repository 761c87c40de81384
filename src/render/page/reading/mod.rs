//! How the files were understood, for people to check: the career map as it looks, each cell with what it was read as,
//! and an example of each kind of assessment file.
//!
//! Plain values for the template, which has the words and the look. `map` has the career map, `example` the examples,
//! `sheet` the drawing for both; `mask` hides personal texts.

mod example;
mod map;
mod mask;
mod sheet;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::settings_line::{SettingsLine, settings_lines};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CareerMap, ExamplePicture, MapPicture, Review};
use example::ExamplePart;
use map::MapPart;
use mask::PictureMask;

/// The part of the page about how the files were read.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingSection {
    /// Whether names and texts of people are masked.
    masked: bool,
    map: Option<MapPart>,
    examples: Vec<ExamplePart>,
    /// How many ways of reading have no example.
    examples_left: usize,
}

/// The input of this part.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadingInput<'a> {
    /// The career map; `None` where it was refused.
    pub career_map: Option<&'a CareerMap>,
    /// Its file as it looks; `None` where it could not be opened.
    pub map: Option<&'a MapPicture>,
    /// An example for each way in which files were read.
    pub examples: &'a [ExamplePicture],
    /// How many ways have none.
    pub examples_left: usize,
    /// All messages.
    pub diagnostics: &'a [Diagnostic],
    /// The people, whose names are masked where the page is to be shared.
    pub review: Option<&'a Review>,
    /// Whether the page will be shared with people who must not know who is in the review.
    pub masked: bool,
}

impl ReadingSection {
    /// The part of the page; `None` if there is nothing to show.
    pub fn of(input: &ReadingInput<'_>) -> Option<Self> {
        let is_empty = input.map.is_none() && input.examples.is_empty();
        (!is_empty).then(|| {
            let mask = input
                .masked
                .then(|| PictureMask::of(input.career_map, input.review, input.examples));
            Self {
                masked: input.masked,
                map: input
                    .map
                    .map(|picture| MapPart::of(picture, input.career_map, input.diagnostics)),
                examples: input
                    .examples
                    .iter()
                    .enumerate()
                    .map(|(index, example)| {
                        ExamplePart::of(index, example, input.diagnostics, mask.as_ref())
                    })
                    .collect(),
                examples_left: input.examples_left,
            }
        })
    }
}

/// A message about a file.
#[derive(Debug, Clone, Serialize)]
struct FileMessage {
    severity: Severity,
    code: &'static str,
    /// Empty where it could name somebody.
    message: String,
    help: Vec<HelpPart>,
    /// The sheet, where a file has several.
    sheet: Option<String>,
    cell: Option<String>,
    /// The drawn cell.
    target: Option<String>,
}

/// A part of a message's help: words, or a line of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct HelpPart {
    text: String,
    is_line: bool,
}

/// What to do, with the lines of the settings apart: they stand between grave accents.
fn help_parts(help: &str) -> Vec<HelpPart> {
    let mut parts = Vec::new();
    let mut add = |text: &str, is_line| {
        if !text.is_empty() {
            parts.push(HelpPart {
                text: text.to_owned(),
                is_line,
            });
        }
    };
    for (index, part) in help.split('`').enumerate() {
        if index % 2 == 1 {
            add(part, true);
            continue;
        }
        // Some messages name a line without them.
        let mut rest = part;
        for SettingsLine { line, .. } in settings_lines(part) {
            if let Some((before, after)) = rest.split_once(&line) {
                add(before, false);
                add(&line, true);
                rest = after;
            }
        }
        add(rest, false);
    }
    parts
}

/// Keeps only one help for consecutive messages with the same help.
fn without_repeated_help(mut said: Vec<FileMessage>) -> Vec<FileMessage> {
    for place in 1..said.len() {
        if said[place].help == said[place - 1].help {
            said[place - 1].help.clear();
        }
    }
    said
}

/// A file's name without its folders.
fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}
