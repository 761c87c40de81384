//! *Review outcomes*: recommendations and summaries of the managers; in this workbook only, never in a plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::column::Table;
use super::page::Page;
use super::style::Total;
use super::who::{self, Who};
use crate::analysis::PersonAnalysis;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Review outcomes")?;
    page.title(
        "Review outcomes: what managers recommend",
        "For leadership only: neither stands in anybody’s plan. What the person meets at the target level is shown for comparison; it neither asks for a \
         promotion nor rules one out.",
    )?;
    let rows = book.everybody().zip(book.input.people).filter(|(who, _)| {
        who.assessment.recommendation.is_some() || who.assessment.manager_summary.is_some()
    });
    let table = Table::new("ReviewOutcomes")
        .add(who::name())
        .with_total(Total::Count)
        .add(who::employee_id())
        .add(who::team())
        .add(who::manager())
        .add(who::role_level())
        .add(who::target_level())
        .text(
            "Meets",
            9.0,
            |(_, analysis): &(Who<'_>, &PersonAnalysis)| analysis.readiness.count(),
        )
        .long("Recommendation", 22.0, |(who, _)| {
            who.assessment.recommendation.as_deref()
        })
        .with_total(Total::Count)
        .long("Manager summary", 58.0, |(who, _)| {
            who.assessment.manager_summary.as_deref()
        });
    page.finish_with(
        &table,
        rows,
        "No assessment has a recommendation or a summary.",
    )
}
