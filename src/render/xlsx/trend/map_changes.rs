//! *Map changes*: what is not in one career map as it was in the other.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparisons, MapComparison};
use crate::render::map_changes::{ChangeWords, change_words};
use crate::render::words::{Sheet, review_names};
use crate::render::xlsx::{Book, Page, Table};

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

pub(in crate::render::xlsx) fn sheet(
    book: &Book<'_>,
    comparison: &MapComparison<'_>,
    maps: &Maps,
) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::MapChanges)?;
    page.title(labels.say(maps.title), labels.say(maps.lead));
    let rows = comparison
        .changes
        .iter()
        .map(|change| change_words(labels, comparison, change));
    let table = table(Table::labelled("MapChanges", labels), maps, |row| row);
    page.finish_with(&table, rows, labels.say(maps.none))
}

/// The sheet about the maps of several earlier reviews, each against today's, the newest first.
pub(super) fn sheet_of_all(
    book: &Book<'_>,
    comparisons: &Comparisons<'_>,
) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::MapChanges)?;
    page.title(
        labels.say(THEN_AND_NOW.title),
        labels.say("workbook.map-changes.lead-all"),
    );
    let names = review_names(labels, comparisons, |day| labels.day(day));
    let reviews: Vec<_> = names.iter().zip(comparisons.earlier()).collect();
    let rows = reviews.iter().rev().flat_map(|(name, comparison)| {
        let maps = &comparison.maps;
        let changes = maps.changes.iter();
        changes.map(move |change| (name.as_str(), change_words(labels, maps, change)))
    });
    let named = Table::<(&str, ChangeWords<'_>)>::labelled("MapChanges", labels).text(
        "workbook.map-changes.review",
        20.0,
        |(name, _)| *name,
    );
    let table = table(named, &THEN_AND_NOW, |(_, row)| row);
    page.finish_with(&table, rows, labels.say(THEN_AND_NOW.none))
}

/// Adds the columns that say what has changed.
fn table<'c, 'r: 'c, T: 'c>(
    table: Table<'c, T>,
    maps: &Maps,
    of: fn(&T) -> &ChangeWords<'r>,
) -> Table<'c, T> {
    table
        .text("workbook.map-changes.change", 26.0, move |row: &T| {
            of(row).change
        })
        .long("workbook.column.competency", 24.0, move |row| {
            of(row).competency.clone()
        })
        .long("workbook.column.level", 20.0, move |row| {
            of(row).level.clone()
        })
        .long(maps.then, 52.0, move |row| of(row).then.clone())
        .long(maps.now, 52.0, move |row| of(row).now.clone())
        .long("workbook.column.source-file", 20.0, move |row| {
            let at = of(row).at.as_ref();
            at.and_then(|at| at.file()).map(str::to_owned)
        })
        .unprinted()
        .text("workbook.column.source-cell", 8.0, move |row| {
            of(row).at.as_ref()?.cell()
        })
}
