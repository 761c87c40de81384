//! *Review outcomes*: recommendations and summaries of the managers, in this workbook only and never in a plan; beside them,
//! where the person wants to go.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::actions::chosen;
use super::book::Book;
use super::column::Table;
use super::page::Page;
use super::style::Total;
use super::who::{self, Who};
use crate::analysis::PersonAnalysis;
use crate::labels::List;
use crate::model::Wish;
use crate::render::words::{Sheet, meets};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(book, Sheet::Outcomes)?;
    page.title(
        labels.say("workbook.outcomes.title"),
        labels.say("workbook.outcomes.lead"),
    );
    let rows = book.everybody().zip(book.input.people).filter(|(who, _)| {
        let said = who.assessment;
        let by_manager = [&said.recommendation, &said.reasons, &said.manager_summary];
        let own = [&said.growth, &said.aspiration];
        said.wish.is_some() || by_manager.into_iter().chain(own).any(Option::is_some)
    });
    let table = Table::new("ReviewOutcomes")
        .add(who::name(labels))
        .with_total(Total::Count)
        .add(who::team(labels))
        .add(who::role_level(labels))
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
        .long(labels.say("workbook.outcomes.reasons"), 30.0, |(who, _)| {
            who.assessment.reasons.as_deref()
        })
        .long(labels.say("workbook.outcomes.summary"), 46.0, |(who, _)| {
            who.assessment.manager_summary.as_deref()
        })
        .add(who::target_level(labels))
        .add(who::manager(labels))
        .add(who::employee_id(labels))
        .long(labels.say("workbook.outcomes.wish"), 24.0, |(who, _)| {
            let wish = who.assessment.wish.map(Wish::word);
            chosen(labels, List::Wish, wish)
        })
        .long(labels.say("workbook.outcomes.growth"), 36.0, |(who, _)| {
            who.assessment.growth.as_deref()
        })
        .long(labels.say("workbook.outcomes.plans"), 36.0, |(who, _)| {
            who.assessment.aspiration.as_deref()
        });
    page.finish_with(&table, rows, labels.say("workbook.outcomes.none"))
}
