//! *Review outcomes*: recommendations and summaries of the managers; in this workbook only, never in a plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column, Total};
use super::page::Page;
use super::style::Kind;
use super::table::Spec;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Review outcomes")?;
    page.title(
        "Review outcomes: what managers recommend",
        "For leadership only: neither stands in anybody’s plan. What the person meets at the target level is shown for comparison; it neither asks for a \
         promotion nor rules one out.",
    )?;
    let rows: Vec<Vec<Cell>> = book
        .people()
        .filter(|(assessment, _)| {
            assessment.recommendation.is_some() || assessment.manager_summary.is_some()
        })
        .map(|(assessment, analysis)| {
            let person = &assessment.person;
            vec![
                Cell::text(&person.name),
                Cell::some_text(person.employee_id.as_deref()),
                Cell::text(assessment.team()),
                Cell::some_text(person.manager.as_deref()),
                Cell::text(book.level(person.role_level)),
                Cell::text(book.level(analysis.target)),
                Cell::text(analysis.readiness.count()),
                Cell::some_text(assessment.recommendation.as_deref()),
                Cell::some_text(assessment.manager_summary.as_deref()),
            ]
        })
        .collect();
    let placed = page.table(
        &Spec {
            name: "ReviewOutcomes".to_owned(),
            columns: columns(),
        },
        &rows,
        "No assessment has a recommendation or a summary.",
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Name", 18.0, Kind::Text).with_total(Total::Count),
        Column::new("Employee ID", 11.0, Kind::Text),
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Manager", 13.0, Kind::Text),
        Column::new("Role level", 14.0, Kind::Text),
        Column::new("Target level", 14.0, Kind::Text),
        Column::new("Meets", 9.0, Kind::Text),
        Column::new("Recommendation", 22.0, Kind::Long).with_total(Total::Count),
        Column::new("Manager summary", 80.0, Kind::Long),
    ]
}
