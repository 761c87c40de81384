//! The workbook about what is held about one person: every entry, every message, every file.

use std::borrow::Cow;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::Table;
use super::context::WorkbookParts;
use super::page::Page;
use super::{BookOptions, WorkbookError};
use crate::diagnostic::Severity;
use crate::model::{Held, HeldEntry, HeldFile, HeldMessage};
use crate::render::words::held::{facts, notes, origin, place, remarks, state, used};

/// The workbook as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If there is more than the format holds.
pub fn held_workbook(held: &Held, options: &BookOptions) -> Result<Vec<u8>, WorkbookError> {
    let labels = &options.labels;
    let options = BookOptions {
        confidentiality: Some(labels.with("about.confidential", &[("name", &held.name)])),
        ..options.clone()
    };
    let parts = WorkbookParts::new(Cow::Owned(options), held.as_of);
    let sheets = vec![
        overview(&parts, held)?,
        entries(&parts, held)?,
        messages(&parts, held)?,
        files(&parts, held)?,
    ];
    parts.finish("about.document", sheets)
}

fn overview(parts: &WorkbookParts<'_>, held: &Held) -> Result<Worksheet, XlsxError> {
    let labels = parts.labels();
    let mut page = Page::called(parts, labels.say("about.sheet.overview"))?;
    page.title(
        &labels.with("about.title", &[("name", &held.name)]),
        labels.say("about.lead"),
    );
    for note in notes(labels) {
        page.line(&note);
    }
    let table = Table::<(&str, String)>::labelled("Overview", labels)
        .without_filter()
        .long("about.column.fact", 44.0, |row| row.0)
        .long("about.column.value", 60.0, |row| row.1.clone());
    page.finish_with(&table, facts(labels, held), "")
}

fn entries(parts: &WorkbookParts<'_>, held: &Held) -> Result<Worksheet, XlsxError> {
    let labels = parts.labels();
    let files = &held.files;
    let mut page = Page::called(parts, labels.say("about.section.entries"))?;
    page.labelled_title("about.section.entries", "about.entries.lead");
    let file = |entry: &&HeldEntry| files.get(entry.file);
    let table = Table::<&HeldEntry>::labelled("Entries", labels)
        .freezing(1)
        .long("about.column.file", 30.0, move |row| {
            file(row).map(|file| file.name.clone())
        })
        .whole("about.column.number", 6.0, move |row| {
            file(row).map_or(0, |file| file.number)
        })
        .long("about.column.origin", 18.0, move |row| {
            file(row).map(|file| origin(labels, file.origin))
        })
        .long("about.column.sheet", 13.0, |row| row.sheet.clone())
        .text("about.column.cell", 8.0, move |row| {
            place(labels, row.place)
        })
        .long("about.column.heading", 22.0, |row| row.heading.clone())
        .long("about.column.content", 42.0, |row| row.content.clone())
        .long("about.column.used", 20.0, move |row| {
            used(labels, &row.used)
        })
        .long("about.column.remarks", 14.0, move |row| {
            remarks(labels, row)
        });
    page.finish_with(&table, &held.entries, "about.none")
}

fn messages(parts: &WorkbookParts<'_>, held: &Held) -> Result<Worksheet, XlsxError> {
    let labels = parts.labels();
    let mut page = Page::called(parts, labels.say("about.section.messages"))?;
    page.labelled_title("about.section.messages", "about.messages.lead");
    let table = Table::<&HeldMessage>::labelled("Messages", labels)
        .text("workbook.quality.kind", 10.0, move |row| {
            match row.severity {
                Severity::Error => labels.say("workbook.quality.kind.error"),
                Severity::Warning => labels.say("workbook.quality.kind.warning"),
                Severity::Note => labels.say("workbook.quality.kind.note"),
            }
        })
        .long("about.column.place", 44.0, |row| row.place.clone())
        .long("about.column.message", 80.0, |row| row.text.clone())
        .text("workbook.quality.code", 24.0, |row| row.code.clone());
    page.finish_with(&table, &held.messages, "about.none")
}

fn files(parts: &WorkbookParts<'_>, held: &Held) -> Result<Worksheet, XlsxError> {
    let labels = parts.labels();
    let mut page = Page::called(parts, labels.say("about.section.files"))?;
    page.labelled_title("about.section.files", "about.files.lead");
    let mut counts = vec![0_usize; held.files.len()];
    for entry in &held.entries {
        counts[entry.file] += 1;
    }
    let rows = held.files.iter().zip(counts);
    let table = Table::<(&HeldFile, usize)>::labelled("Files", labels)
        .whole("about.column.number", 9.0, |row| row.0.number)
        .long("about.column.file", 60.0, |row| row.0.name.clone())
        .text("about.column.origin", 24.0, move |row| {
            origin(labels, row.0.origin)
        })
        .long("about.column.state", 60.0, move |row| {
            state(labels, row.0.state)
        })
        .whole("about.column.entries", 10.0, |row| row.1);
    page.finish_with(&table, rows, "about.none")
}
