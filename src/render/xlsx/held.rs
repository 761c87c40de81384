//! The workbook about what is held about one person: every entry, every message, every file.

use std::borrow::Cow;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::Table;
use super::context::{SheetContext, WorkbookParts};
use super::page::Page;
use super::{BookOptions, WorkbookError};
use crate::diagnostic::Severity;
use crate::model::{Held, HeldEntry, HeldFile, HeldMessage};
use crate::render::words::held::{facts, notes, origin, place, remarks, state, used};

struct Material<'a> {
    held: &'a Held,
    parts: WorkbookParts<'a>,
}

impl SheetContext for Material<'_> {
    fn parts(&self) -> &WorkbookParts<'_> {
        &self.parts
    }
}

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
    let material = Material {
        held,
        parts: WorkbookParts::new(Cow::Owned(options), held.as_of),
    };
    let sheets = vec![
        overview(&material)?,
        entries(&material)?,
        messages(&material)?,
        files(&material)?,
    ];
    material.parts.finish("about.document", sheets)
}

fn overview(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let mut page = Page::called(material, labels.say("about.sheet.overview"))?;
    page.title(
        &labels.with("about.title", &[("name", &material.held.name)]),
        labels.say("about.lead"),
    );
    for note in notes(labels) {
        page.line(&note);
    }
    let table = Table::new("Overview")
        .without_filter()
        .long(
            labels.say("about.column.fact"),
            44.0,
            |row: &(&str, String)| row.0,
        )
        .long(labels.say("about.column.value"), 60.0, |row| row.1.clone());
    page.finish_with(&table, facts(labels, material.held), "")
}

fn entries(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let files = &material.held.files;
    let mut page = Page::called(material, labels.say("about.section.entries"))?;
    page.title(
        labels.say("about.section.entries"),
        labels.say("about.entries.lead"),
    );
    let file = |entry: &&HeldEntry| files.get(entry.file);
    let table = Table::new("Entries")
        .freezing(1)
        .long(
            labels.say("about.column.file"),
            30.0,
            move |row: &&HeldEntry| file(row).map(|file| file.name.clone()),
        )
        .whole(labels.say("about.column.number"), 6.0, move |row| {
            file(row).map_or(0, |file| file.number)
        })
        .long(labels.say("about.column.origin"), 18.0, move |row| {
            file(row).map(|file| origin(labels, file.origin))
        })
        .long(labels.say("about.column.sheet"), 13.0, |row| {
            row.sheet.clone()
        })
        .text(labels.say("about.column.cell"), 8.0, move |row| {
            place(labels, row.place)
        })
        .long(labels.say("about.column.heading"), 22.0, |row| {
            row.heading.clone()
        })
        .long(labels.say("about.column.content"), 42.0, |row| {
            row.content.clone()
        })
        .long(labels.say("about.column.used"), 20.0, move |row| {
            used(labels, &row.used)
        })
        .long(labels.say("about.column.remarks"), 14.0, move |row| {
            remarks(labels, row)
        });
    page.finish_with(&table, &material.held.entries, labels.say("about.none"))
}

fn messages(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let mut page = Page::called(material, labels.say("about.section.messages"))?;
    page.title(
        labels.say("about.section.messages"),
        labels.say("about.messages.lead"),
    );
    let table = Table::new("Messages")
        .text(
            labels.say("workbook.quality.kind"),
            10.0,
            move |row: &&HeldMessage| match row.severity {
                Severity::Error => labels.say("workbook.quality.kind.error"),
                Severity::Warning => labels.say("workbook.quality.kind.warning"),
                Severity::Note => labels.say("workbook.quality.kind.note"),
            },
        )
        .long(labels.say("about.column.place"), 44.0, |row| {
            row.place.clone()
        })
        .long(labels.say("about.column.message"), 80.0, |row| {
            row.text.clone()
        })
        .text(labels.say("workbook.quality.code"), 24.0, |row| {
            row.code.clone()
        });
    page.finish_with(&table, &material.held.messages, labels.say("about.none"))
}

fn files(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let held = material.held;
    let mut page = Page::called(material, labels.say("about.section.files"))?;
    page.title(
        labels.say("about.section.files"),
        labels.say("about.files.lead"),
    );
    let mut counts = vec![0_usize; held.files.len()];
    for entry in &held.entries {
        counts[entry.file] += 1;
    }
    let rows = held.files.iter().zip(counts);
    let table = Table::new("Files")
        .whole(
            labels.say("about.column.number"),
            9.0,
            |row: &(&HeldFile, usize)| row.0.number,
        )
        .long(labels.say("about.column.file"), 60.0, |row| {
            row.0.name.clone()
        })
        .text(labels.say("about.column.origin"), 24.0, move |row| {
            origin(labels, row.0.origin)
        })
        .long(labels.say("about.column.state"), 60.0, move |row| {
            state(labels, row.0.state)
        })
        .whole(labels.say("about.column.entries"), 10.0, |row| row.1);
    page.finish_with(&table, rows, labels.say("about.none"))
}
