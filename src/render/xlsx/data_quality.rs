//! *Data quality*: who is missing, and every problem found while reading, with its place and remedy.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, Page, Table};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::labels::Labels;
use crate::model::RosterEntry;
use crate::render::words::Sheet;

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::DataQuality)?;
    page.labelled_title("workbook.quality.title", "workbook.quality.lead");
    let mut found: Vec<&Diagnostic> = book.input.diagnostics.iter().collect();
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    let missing = book.missing.iter().map(|entry| Row::Missing(entry));
    let rows = missing.chain(found.into_iter().map(Row::Problem));
    page.finish_with(&table(labels), rows, "workbook.quality.nothing")
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

fn table<'b>(labels: &'b Labels) -> Table<'b, Row<'b>> {
    Table::<Row<'b>>::labelled("DataQuality", labels)
        .freezing(2)
        .text("workbook.quality.kind", 9.0, |row| match row {
            Row::Missing(_) => labels.say("workbook.quality.kind.missing"),
            Row::Problem(problem) => match problem.severity {
                Severity::Error => labels.say("workbook.quality.kind.error"),
                Severity::Warning => labels.say("workbook.quality.kind.warning"),
                Severity::Note => labels.say("workbook.quality.kind.note"),
            },
        })
        .text("workbook.quality.file", 28.0, |row| row.at().file())
        .text("workbook.quality.sheet", 13.0, |row| row.at().sheet())
        .text("workbook.quality.cell", 7.0, |row| row.at().cell())
        .long("workbook.quality.found", 52.0, |row| match row {
            Row::Missing(entry) => is_missing(labels, entry),
            Row::Problem(problem) => problem.message.clone(),
        })
        .long("workbook.quality.to-do", 46.0, |row| match row {
            Row::Missing(entry) => entry.person.manager.as_deref().map_or_else(
                || labels.say("workbook.quality.ask-manager").to_owned(),
                |manager| labels.with("workbook.quality.ask", &[("manager", &manager)]),
            ),
            Row::Problem(problem) => problem.help.clone(),
        })
        .text("workbook.quality.code", 24.0, |row| match row {
            Row::Missing(_) => "no-assessment",
            Row::Problem(problem) => problem.code.0,
        })
}

fn is_missing(labels: &Labels, entry: &RosterEntry) -> String {
    let known_by: Vec<&str> = [
        entry.person.employee_id.as_deref(),
        entry.person.team.as_deref(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let name = if known_by.is_empty() {
        entry.person.name.clone()
    } else {
        format!("{} ({})", entry.person.name, known_by.join(", "))
    };
    labels.with("workbook.quality.missing", &[("name", &name)])
}
