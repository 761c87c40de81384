//! *Data quality*: who is missing, and every problem that was met while reading, with its place and remedy.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::Kind;
use super::table::Spec;
use crate::diagnostic::{Diagnostic, Severity};
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
    let rows: Vec<Vec<Cell>> = book
        .missing
        .iter()
        .map(|entry| missing(entry))
        .chain(found.into_iter().map(problem))
        .collect();
    let placed = page.table(
        &Spec {
            name: "DataQuality".to_owned(),
            columns: columns(),
        },
        &rows,
        "Nobody is missing and nothing was found.",
    )?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Kind", 11.0, Kind::Text),
        Column::new("Code", 26.0, Kind::Text),
        Column::new("File", 36.0, Kind::Text),
        Column::new("Sheet", 15.0, Kind::Text),
        Column::new("Cell", 8.0, Kind::Text),
        Column::new("What was found", 62.0, Kind::Long),
        Column::new("What to do", 62.0, Kind::Long),
    ]
}

fn missing(entry: &RosterEntry) -> Vec<Cell> {
    let known_by: Vec<&str> = [entry.employee_id.as_deref(), entry.team.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let known_by = if known_by.is_empty() {
        String::new()
    } else {
        format!(" ({})", known_by.join(", "))
    };
    let ask = entry
        .manager
        .as_deref()
        .map_or_else(|| "the manager".to_owned(), str::to_owned);
    vec![
        Cell::text("missing"),
        Cell::text("no-assessment"),
        Cell::some_text(entry.at.file()),
        Cell::some_text(entry.at.sheet()),
        Cell::some_text(entry.at.cell().map(|cell| cell.to_string())),
        Cell::text(format!(
            "{}{known_by} is on the roster and has no assessment.",
            entry.name
        )),
        Cell::text(format!(
            "Ask {ask} for the assessment, or take the person off the roster."
        )),
    ]
}

fn problem(diagnostic: &Diagnostic) -> Vec<Cell> {
    let at = &diagnostic.location;
    vec![
        Cell::text(match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }),
        Cell::text(diagnostic.code.0),
        Cell::some_text(at.file()),
        Cell::some_text(at.sheet()),
        Cell::some_text(at.cell().map(|cell| cell.to_string())),
        Cell::text(&diagnostic.message),
        Cell::text(&diagnostic.help),
    ]
}
