//! *Data quality*: who is missing, and every problem that was met while reading, with its place and remedy.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::column::Table;
use super::page::Page;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::RosterEntry;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, "Data quality")?;
    page.title(
        "Data quality: what is missing or needs a look",
        "People on the roster without an assessment come first, then what was met while reading: errors, warnings, notes.",
    )?;
    let mut found: Vec<&Diagnostic> = book.input.diagnostics.iter().collect();
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    let missing = book.missing.iter().map(|entry| Row::Missing(entry));
    let rows = missing.chain(found.into_iter().map(Row::Problem));
    page.finish_with(&table(), rows, "Nobody is missing and nothing was found.")
}

/// What the sheet lists.
enum Row<'b> {
    Missing(&'b RosterEntry),
    Problem(&'b Diagnostic),
}

impl<'b> Row<'b> {
    const fn at(&self) -> &'b Location {
        match self {
            Self::Missing(entry) => &entry.at,
            Self::Problem(problem) => &problem.location,
        }
    }
}

fn table<'b>() -> Table<'b, Row<'b>> {
    Table::new("DataQuality")
        .freezing(2)
        .text("Kind", 9.0, |row: &Row<'b>| match row {
            Row::Missing(_) => "missing",
            Row::Problem(problem) => match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
        })
        .text("File", 28.0, |row| row.at().file())
        .text("Sheet", 13.0, |row| row.at().sheet())
        .text("Cell", 7.0, |row| {
            row.at().cell().map(|cell| cell.to_string())
        })
        .long("What was found", 52.0, |row| match row {
            Row::Missing(entry) => is_missing(entry),
            Row::Problem(problem) => problem.message.clone(),
        })
        .long("What to do", 46.0, |row| match row {
            Row::Missing(entry) => format!(
                "Ask {} for the assessment, or take the person off the roster.",
                entry.manager.as_deref().unwrap_or("the manager")
            ),
            Row::Problem(problem) => problem.help.clone(),
        })
        .text("Code", 24.0, |row| match row {
            Row::Missing(_) => "no-assessment",
            Row::Problem(problem) => problem.code.0,
        })
}

fn is_missing(entry: &RosterEntry) -> String {
    let known_by: Vec<&str> = [entry.employee_id.as_deref(), entry.team.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let known_by = if known_by.is_empty() {
        String::new()
    } else {
        format!(" ({})", known_by.join(", "))
    };
    format!(
        "{}{known_by} is on the roster and has no assessment.",
        entry.name
    )
}
