//! This review compared with the last one: teams, people, the ratings and actions behind both, and the career map
//! itself; and, where there are more reviews, ratings over all of them.

mod actions;
mod lines;
pub(super) mod map_changes;
mod people;
mod ratings;
mod teams;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use crate::analysis::Comparisons;
use crate::render::words::Sheet;

pub(super) fn names(comparisons: &Comparisons<'_>) -> Vec<Sheet> {
    let lines: &[Sheet] = if comparisons.has_lines() {
        &[Sheet::TrendLines, Sheet::TrendLinesPeople]
    } else {
        &[]
    };
    let always = [
        Sheet::Trend,
        Sheet::TrendPeople,
        Sheet::TrendRatings,
        Sheet::TrendActions,
    ];
    [&always, lines, &[Sheet::MapChanges]].concat()
}

/// The sheets, in the order of [`names`].
pub(super) fn sheets(
    book: &Book<'_>,
    comparisons: &Comparisons<'_>,
) -> Result<Vec<Worksheet>, XlsxError> {
    let last = comparisons.last();
    let mut sheets = vec![
        teams::sheet(book, last)?,
        people::sheet(book, comparisons)?,
        ratings::sheet(book, last)?,
        actions::sheet(book, last)?,
    ];
    if comparisons.has_lines() {
        sheets.push(lines::teams(book, comparisons)?);
        sheets.push(lines::people(book, comparisons)?);
        sheets.push(map_changes::sheet_of_all(book, comparisons)?);
    } else {
        sheets.push(map_changes::sheet(
            book,
            &last.maps,
            &map_changes::THEN_AND_NOW,
        )?);
    }
    Ok(sheets)
}
