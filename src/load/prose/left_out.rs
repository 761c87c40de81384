//! What a document cannot show of a text, by line.

use super::{DEEPEST, MOST_CHARACTERS, MOST_COLUMNS};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text::{counted, shortened};

const LEFT_OUT: Code = Code("text-left-out");

/// The lines of what was left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) pictures: Vec<usize>,
    pub(super) tables: Vec<usize>,
    /// Lists and quotations that are nested too deep.
    pub(super) deep: Vec<usize>,
    html: Vec<usize>,
    /// The first of the HTML.
    first_html: Option<String>,
    /// Whether a comment goes on in the next line.
    in_comment: bool,
    comments: usize,
    cut: Option<usize>,
}

/// So many lines are named.
const NAMED: usize = 10;

impl LeftOut {
    /// Takes a piece of HTML: a line of a block, or a tag. Comments are for those who write the text.
    pub(super) fn html(&mut self, html: &str, line: usize) {
        let mut rest = html.trim();
        while !rest.is_empty() {
            if !self.in_comment && !rest.starts_with("<!--") {
                if self.html.last() != Some(&line) {
                    self.html.push(line);
                }
                self.first_html.get_or_insert_with(|| shortened(rest));
                return;
            }
            self.comments += usize::from(!self.in_comment);
            let end = rest.split_once("-->");
            self.in_comment = end.is_none();
            rest = end.map_or("", |(_, after)| after.trim());
        }
    }

    /// There is no room for what begins in this line.
    pub(super) fn cut(&mut self, line: usize) {
        self.cut.get_or_insert(line);
    }

    /// What is to be said.
    pub(super) fn messages(&self, at: &Location) -> Vec<Diagnostic> {
        let mut messages = Vec::new();
        if let Some(first) = &self.first_html {
            messages.push(warning(
                at,
                format!(
                    "HTML is not shown in documents: {} left out, in {}; the first is “{first}”.",
                    counted(self.html.len(), "place", "places"),
                    in_lines(&self.html),
                ),
                "Write it in Markdown.",
            ));
        }
        if !self.pictures.is_empty() {
            messages.push(warning(
                at,
                format!(
                    "Pictures are not shown in documents: {} left out, in {}.",
                    counted(self.pictures.len(), "picture", "pictures"),
                    in_lines(&self.pictures),
                ),
                "Say in words what they show.",
            ));
        }
        if !self.tables.is_empty() {
            messages.push(warning(
                at,
                format!(
                    "A table with more than {MOST_COLUMNS} columns does not fit on a page: {} left out, in {}.",
                    counted(self.tables.len(), "table", "tables"),
                    in_lines(&self.tables),
                ),
                "Divide it into several tables.",
            ));
        }
        if let Some(line) = self.cut {
            messages.push(warning(
                at,
                format!(
                    "The text is longer than the {MOST_CHARACTERS} characters that a document has room for; it ends in line {line}."
                ),
                "Shorten the text.",
            ));
        }
        if !self.deep.is_empty() {
            messages.push(Diagnostic::note(
                "text-nested",
                at.clone(),
                format!(
                    "Lists and quotations nested more than {DEEPEST} deep are shown at that depth, in {}.",
                    in_lines(&self.deep),
                ),
                Diagnostic::NOTHING_TO_DO,
            ));
        }
        if self.comments > 0 {
            messages.push(Diagnostic::note(
                LEFT_OUT,
                at.clone(),
                format!(
                    "{} in this text are for those who write it, and are not shown.",
                    counted(self.comments, "comment", "comments")
                ),
                Diagnostic::NOTHING_TO_DO,
            ));
        }
        messages
    }
}

#[track_caller]
fn warning(at: &Location, message: String, help: &str) -> Diagnostic {
    Diagnostic::warning(LEFT_OUT, at.clone(), message, help)
}

/// `line 3`, `lines 3, 4 and 9`, `lines 3, 4, … and 12 more`.
fn in_lines(lines: &[usize]) -> String {
    let mut lines = lines.to_vec();
    lines.dedup();
    let mut names: Vec<String> = lines.iter().take(NAMED).map(ToString::to_string).collect();
    let more = lines.len().saturating_sub(NAMED);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    format!(
        "{} {}",
        if lines.len() == 1 { "line" } else { "lines" },
        crate::text::listed(&names)
    )
}
