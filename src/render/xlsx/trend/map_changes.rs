//! *Map changes*: what is not in one career map as it was in the other.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::MapComparison;
use crate::diagnostic::Location;
use crate::render::map_changes::{ChangeWords, change_words};
use crate::render::words::Sheet;
use crate::render::xlsx::book::Book;
use crate::render::xlsx::column::Table;
use crate::render::xlsx::page::Page;

/// What the two maps are called: label keys.
pub(in crate::render::xlsx) struct Maps {
    pub(in crate::render::xlsx) title: &'static str,
    pub(in crate::render::xlsx) lead: &'static str,
    pub(in crate::render::xlsx) then: &'static str,
    pub(in crate::render::xlsx) now: &'static str,
    pub(in crate::render::xlsx) none: &'static str,
}

/// The last review's map and today's.
pub(super) const THEN_AND_NOW: Maps = Maps {
    title: "workbook.map-changes.title",
    lead: "workbook.map-changes.lead",
    then: "workbook.map-changes.then",
    now: "workbook.map-changes.now",
    none: "workbook.map-changes.none",
};

/// The sheet.
pub(in crate::render::xlsx) fn sheet(
    book: &Book<'_>,
    comparison: &MapComparison<'_>,
    maps: &Maps,
) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(book, Sheet::MapChanges)?;
    page.title(labels.say(maps.title), labels.say(maps.lead));
    let rows = comparison
        .changes
        .iter()
        .map(|change| change_words(labels, comparison, change));
    let table = Table::new("MapChanges")
        .text(
            labels.say("workbook.map-changes.change"),
            26.0,
            |row: &ChangeWords<'_>| row.change,
        )
        .long(labels.say("workbook.column.competency"), 24.0, |row| {
            row.competency.clone()
        })
        .long(labels.say("workbook.column.level"), 20.0, |row| {
            row.level.clone()
        })
        .long(labels.say(maps.then), 52.0, |row| row.then.clone())
        .long(labels.say(maps.now), 52.0, |row| row.now.clone())
        .long(labels.say("workbook.column.source-file"), 20.0, |row| {
            row.at.as_ref().and_then(|at| at.file()).map(str::to_owned)
        })
        .unprinted()
        .text(labels.say("workbook.column.source-cell"), 8.0, |row| {
            row.at
                .as_ref()
                .and_then(Location::cell)
                .map(|cell| cell.to_string())
        });
    page.finish_with(&table, rows, labels.say(maps.none))
}
