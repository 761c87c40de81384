//! *Review outcomes*: recommendations and summaries of the managers; in this workbook only, never in a plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::actions::chosen;
use super::book::Book;
use super::column::Table;
use super::page::Page;
use super::style::Total;
use super::who::{self, Who};
use crate::analysis::PersonAnalysis;
use crate::labels::List;
use crate::render::words::{Sheet, meets};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(book, Sheet::Outcomes)?;
    page.title(
        labels.say("workbook.outcomes.title"),
        labels.say("workbook.outcomes.lead"),
    )?;
    let rows = book.everybody().zip(book.input.people).filter(|(who, _)| {
        who.assessment.recommendation.is_some() || who.assessment.manager_summary.is_some()
    });
    let table = Table::new("ReviewOutcomes")
        .add(who::name(labels))
        .with_total(Total::Count)
        .add(who::employee_id(labels))
        .add(who::team(labels))
        .add(who::manager(labels))
        .add(who::role_level(labels))
        .add(who::target_level(labels))
        .text(
            labels.say("workbook.column.meets"),
            9.0,
            |(_, analysis): &(Who<'_>, &PersonAnalysis)| meets(labels, &analysis.readiness),
        )
        .long(
            labels.say("workbook.outcomes.recommendation"),
            22.0,
            |(who, _)| {
                let recommendation = who.assessment.recommendation.as_deref();
                chosen(labels, List::Recommendation, recommendation)
            },
        )
        .with_total(Total::Count)
        .long(labels.say("workbook.outcomes.summary"), 58.0, |(who, _)| {
            who.assessment.manager_summary.as_deref()
        });
    page.finish_with(&table, rows, labels.say("workbook.outcomes.none"))
}
