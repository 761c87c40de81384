//! *Coverage*: one row a team (and *All*) and competency. Columns are a contract.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::{Kind, Look};
use super::table::Spec;
use crate::analysis::{CoverageRow, CoverageStatus};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let points = book.scale_points();
    let rows: Vec<Vec<Cell>> = book
        .coverage
        .iter()
        .map(|coverage| row(book, coverage, &points))
        .collect();
    let mut page = Page::long(book, "Coverage")?;
    let spec = Spec {
        name: "CoverageRows".to_owned(),
        columns: columns(book, &points),
    };
    let placed = page.table(&spec, &rows, "The career map has no scored competency.")?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

/// The columns of the contract, in its order.
pub(super) fn contract_columns() -> Vec<Column> {
    vec![
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Competency", 26.0, Kind::Text),
        Column::new("Rated", 7.0, Kind::Whole),
        Column::new("Not assessed", 9.0, Kind::Whole),
        Column::new("N/A", 6.0, Kind::Whole),
        Column::new("At role level", 8.0, Kind::Percent),
        Column::new("At target level", 8.0, Kind::Percent),
        Column::new("Mean role gap", 8.0, Kind::Decimal),
        Column::new("Mean target gap", 8.0, Kind::Decimal),
        Column::new("Burden", 8.0, Kind::Decimal),
        Column::new("Reference level", 10.0, Kind::Points),
        Column::new("Depth", 7.0, Kind::Whole),
        Column::new("Needed", 8.0, Kind::Whole),
        Column::new("Status", 11.0, Kind::Text),
    ]
}

/// The columns of the contract, then the reference level in words, the distribution, and what managers confirm.
fn columns(book: &Book<'_>, points: &[i64]) -> Vec<Column> {
    let mut columns = contract_columns();
    columns.extend([
        Column::new("Reference level title", 20.0, Kind::Text),
        Column::new("Set by the company", 12.0, Kind::Text),
    ]);
    columns.extend(points.iter().map(|point| {
        let words = book.scale_words(*point as f64);
        let number = point.to_string();
        let header = if words == number {
            format!("People at {number}")
        } else {
            format!("People at {number}: {words}")
        };
        Column::new(header, 6.0, Kind::Whole).upright()
    }));
    columns.extend([
        Column::new("Depth confirmed", 10.0, Kind::Whole),
        Column::new("Status confirmed", 11.0, Kind::Text),
    ]);
    columns
}

/// What of a row's standard the company has named; the rest follows from the arithmetic.
const fn set_by_company(row: &CoverageRow) -> &'static str {
    match (row.reference_named, row.needed_named) {
        (true, true) => "level and people",
        (true, false) => "level",
        (false, true) => "people",
        (false, false) => "",
    }
}

fn row(book: &Book<'_>, row: &CoverageRow, points: &[i64]) -> Vec<Cell> {
    let mut cells = vec![
        Cell::text(row.scope.label()),
        Cell::text(book.competency(row.competency)),
        Cell::count(row.rated),
        Cell::count(row.not_assessed),
        Cell::count(row.not_applicable),
        Cell::some_number(row.at_role),
        Cell::some_number(row.at_target),
        Cell::some_number(row.mean_role_gap),
        Cell::some_number(row.mean_target_gap),
        Cell::number(row.burden),
        Cell::some_number(row.reference),
        Cell::count(row.depth),
        Cell::count(row.needed),
        status(row.status),
        Cell::some_text(row.reference.map(|reference| book.scale_words(reference))),
        Cell::text(set_by_company(row)),
    ];
    cells.extend(
        points
            .iter()
            .map(|point| Cell::count(row.distribution.get(point).copied().unwrap_or(0))),
    );
    cells.extend([
        Cell::count(row.depth_confirmed),
        status(row.status_confirmed),
    ]);
    cells
}

fn status(status: Option<CoverageStatus>) -> Cell {
    status.map_or_else(Cell::empty, |status| {
        Cell::text(status.label()).looking(Look::Status(status))
    })
}
