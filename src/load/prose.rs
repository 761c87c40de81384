//! Texts in plain Markdown: those that the company wrote itself, `handbook.md` and `job-description.md`, and our own pages.
//!
//! Such a file comes from anywhere, so nothing in it may cost more than its own part: what a document cannot show (HTML,
//! pictures, tables that are too wide) is left out and named with its line, and a text that does not end is cut.

mod builder;
mod left_out;
mod pieces;
mod source;
#[cfg(test)]
mod tests;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::diagnostic::{Diagnostic, Location};
use crate::model::Prose;
use builder::ProseBuilder;
use source::Source;

/// What documents show of a text: about twenty pages. A block counts as [`BLOCK`] characters more than it has.
const MOST_CHARACTERS: usize = 60_000;

/// The room between two blocks, in characters.
const BLOCK: usize = 60;

/// How many lists and quotations may be inside each other; what is deeper is shown at this depth.
const DEEPEST: usize = 4;

/// How many columns of a table fit on a page.
const MOST_COLUMNS: usize = 8;

/// A text as it stands in its file, with line feeds as line ends, and what is to be said about its encoding.
///
/// # Errors
/// If the file is not a text.
pub fn plain(bytes: &[u8], at: &Location) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let (text, problems) = source::text_of(bytes, at)?;
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), problems))
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextUse {
    /// The handbook: plain Markdown, in which a line `---` directly below a text makes it a heading.
    #[default]
    Handbook,
    /// Job descriptions, which such a line divides, as it does after an empty one.
    JobDescription,
    /// A page of careermap's documentation on paper: with its pictures, and without the addresses of other pages.
    Documentation,
}

/// Reads a text. `at` is its file, for messages.
///
/// Every part that is not in the result is named in a message.
pub fn read(bytes: &[u8], at: &Location, text_use: TextUse) -> (Prose, Vec<Diagnostic>) {
    let (source, mut problems) = match Source::new(bytes, at) {
        Ok(source) => source,
        Err(problem) => return (Prose::default(), vec![problem]),
    };
    let known = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH;
    let mut builder = ProseBuilder::new(text_use);
    for (event, range) in Parser::new_ext(source.text(), known).into_offset_iter() {
        let line = source.line(range.start);
        let typed = source.text().get(range).unwrap_or_default();
        if event == Event::Start(Tag::TableRow) {
            builder.check_row(typed, line);
        }
        let is_heading = matches!(event, Event::Start(Tag::Heading { .. }));
        if is_heading {
            builder.divide_here(typed);
        }
        builder.take(event, line);
        if builder.is_full() {
            break;
        }
    }
    let (prose, mut left_out) = builder.finish();
    if let Some(line) = source.cut() {
        left_out.cut(line);
    }
    problems.extend(left_out.messages(at));
    if prose.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::warning(
            "text-empty",
            at.clone(),
            "There is nothing in this text that a document could show.",
            "Write the text, or delete the file.",
        ));
    }
    (prose, problems)
}
