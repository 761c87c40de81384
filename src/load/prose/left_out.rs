//! What a document cannot show of a text, by line.

use super::{DEEPEST, MOST_CHARACTERS, MOST_COLUMNS};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::Span;
use crate::text::{counted, first_listed, shortened};

const LEFT_OUT: Code = Code("text-left-out");

/// The lines of what was left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) pictures: Vec<usize>,
    pub(super) tables: Vec<usize>,
    /// Rows of tables with more cells than their table has columns.
    pub(super) cells: Vec<usize>,
    /// Lists and quotations that are nested too deep.
    pub(super) deep: Vec<usize>,
    html: Vec<usize>,
    first_html: Option<String>,
    /// Whether a comment goes on in the next line.
    in_comment: bool,
    comments: usize,
    /// Where signs stand that some programs understand, and the first of them.
    typed: Vec<usize>,
    first_typed: Option<&'static str>,
    cut: Option<usize>,
}

/// Signs of Markdown that are left where something is missing (a space too many, no second sign, no footnote of that name), and
/// of other programs: notes, links between pages, variables, formulas, highlighting.
const SIGNS: [&str; 12] = [
    "**", "~~", "[^", "[!", "[[", "]]", "{{", "{%", "{#", "{.", "$$", "==",
];

/// The same where a block begins with them: blocks of other programs, tables without their second line, boxes to tick outside
/// a list, tables of contents.
const BEGINNINGS: [&str; 6] = [":::", "|", "[ ]", "[x]", "[TOC]", "!["];

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

    /// Looks for signs in the words of a block that were not understood, so that the document shows them as they were typed.
    pub(super) fn typed(&mut self, words: &[Span], line: usize) {
        let words = words.iter().filter(|span| !span.code);
        let text: String = words.map(|span| span.text.as_str()).collect();
        let begins = BEGINNINGS
            .iter()
            .find(|sign| text.trim_start().starts_with(**sign));
        let is_in = |sign: &&&str| text.contains(**sign);
        if let Some(sign) = begins.or_else(|| SIGNS.iter().find(is_in)) {
            self.typed.push(line);
            self.first_typed.get_or_insert(sign);
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
        if !self.cells.is_empty() {
            messages.push(warning(
                at,
                format!(
                    "A row of a table has more cells than the table has columns: {} with cells that were left out, in {}.",
                    counted(self.cells.len(), "row", "rows"),
                    in_lines(&self.cells),
                ),
                "Give the table's first row a heading for each column.",
            ));
        }
        if let Some(first) = self.first_typed {
            messages.push(warning(
                at,
                format!(
                    "Signs that careermap does not understand are shown as they were typed: {}, in {}; the first is “{first}”.",
                    counted(self.typed.len(), "place", "places"),
                    in_lines(&self.typed),
                ),
                "Correct or delete them; put them between ` and ` if the document is to show them.",
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
    let what = if lines.len() == 1 { "line" } else { "lines" };
    let names: Vec<String> = lines.iter().map(ToString::to_string).collect();
    format!("{what} {}", first_listed(&names, NAMED))
}
