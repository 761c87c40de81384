//! *Coverage*: one row a team (and *All*) and competency. Columns are a contract, in English in every language.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, Cell, CellStyle, Page, Table};
use crate::analysis::{CoverageRow, CoverageStatus};
use crate::labels::Labels;
use crate::render::words::{self, Sheet};

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let page = Page::long(&book.parts, Sheet::Coverage)?;
    let table = with_more(contract(book), book);
    page.finish_with(
        &table,
        &book.coverage,
        Labels::program().say("workbook.nothing-scored"),
    )
}

/// The columns of the contract, in its order.
pub(super) fn contract<'b>(book: &'b Book<'_>) -> Table<'b, &'b CoverageRow> {
    let english = Labels::program();
    Table::<&'b CoverageRow>::new("CoverageRows")
        .freezing(2)
        .text("Team", 11.0, |row| row.scope.label())
        .text("Competency", 26.0, |row| book.competency(row.competency))
        .whole("Rated", 7.0, |row| row.rated)
        .whole("Not assessed", 9.0, |row| row.not_assessed)
        .whole("N/A", 6.0, |row| row.not_applicable)
        .percent("At role level", 8.0, |row| row.at_role)
        .percent("At target level", 8.0, |row| row.at_target)
        .decimal("Mean role gap", 8.0, |row| row.mean_role_gap)
        .decimal("Mean target gap", 8.0, |row| row.mean_target_gap)
        .decimal("Burden", 8.0, |row| row.burden)
        .points("Reference level", 10.0, |row| row.reference)
        .whole("Depth", 7.0, |row| row.depth)
        .whole("Needed", 8.0, |row| row.needed)
        .text("Status", 11.0, |row| {
            row.status.map(|of| status(english, of))
        })
}

/// Then the reference level in words, the distribution, and what managers confirm.
fn with_more<'b>(
    table: Table<'b, &'b CoverageRow>,
    book: &'b Book<'_>,
) -> Table<'b, &'b CoverageRow> {
    let mut table = table
        .text("Reference level title", 20.0, |row| {
            row.reference
                .map(|reference| words::scale_words(Labels::program(), book.map(), reference))
        })
        .text("Set by the company", 12.0, |row| set_by_company(row));
    for point in book.scale_points() {
        let words = book.scale_words(point);
        let number = point.to_string();
        let header = if words == number {
            format!("People at {number}")
        } else {
            format!("People at {number}: {words}")
        };
        table = table
            .whole(header, 6.0, move |row| {
                row.distribution.get(&point).copied().unwrap_or(0)
            })
            .upright();
    }
    table
        .whole("Depth confirmed", 10.0, |row| row.depth_confirmed)
        .text("Status confirmed", 11.0, |row| {
            row.status_confirmed.map(|of| status(Labels::program(), of))
        })
}

/// Which parts of a row's standard the company has set; the others follow from the arithmetic.
const fn set_by_company(row: &CoverageRow) -> &'static str {
    match (row.reference_named, row.needed_named) {
        (true, true) => "level and people",
        (true, false) => "level",
        (false, true) => "people",
        (false, false) => "",
    }
}

/// A status with its colour.
pub(super) fn status(labels: &Labels, status: CoverageStatus) -> Cell {
    Cell::text(words::status(labels, status)).looking(CellStyle::Status(status))
}
