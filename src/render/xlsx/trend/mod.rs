//! This review compared with the last one: teams, people, the ratings and actions behind both, and the career map
//! itself.

mod actions;
pub(super) mod map_changes;
mod people;
mod ratings;
mod teams;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use crate::analysis::Comparison;
use crate::render::words::Sheet;

/// The sheets.
pub(super) const SHEETS: [Sheet; 5] = [
    Sheet::Trend,
    Sheet::TrendPeople,
    Sheet::TrendRatings,
    Sheet::TrendActions,
    Sheet::MapChanges,
];

/// The sheets, in the order of [`SHEETS`].
pub(super) fn sheets(
    book: &Book<'_>,
    comparison: &Comparison<'_>,
) -> Result<Vec<Worksheet>, XlsxError> {
    Ok(vec![
        teams::sheet(book, comparison)?,
        people::sheet(book, comparison)?,
        ratings::sheet(book, comparison)?,
        actions::sheet(book, comparison)?,
        map_changes::sheet(book, &comparison.maps, &map_changes::THEN_AND_NOW)?,
    ])
}
