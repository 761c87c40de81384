//! *Trend actions*: what happened to each action that was open when the last review ended.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{ActionOutcome, Comparison, CoverageStatus};
use crate::labels::{Labels, List};
use crate::model::Action;
use crate::render::words::{self, Sheet};
use crate::render::xlsx::actions::chosen;
use crate::render::xlsx::{Book, Cell, CellStyle, Page, RowPerson, Table, Total, who};

pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::TrendActions)?;
    page.labelled_title(
        "workbook.trend-actions.title",
        "workbook.trend-actions.lead",
    );
    let rows = book
        .everybody()
        .zip(&comparison.people)
        .filter_map(|(who, trend)| Some((who, trend.as_ref()?)))
        .flat_map(|(who, person)| {
            let actions = person.actions.iter();
            actions.map(move |trend| {
                let row = Row {
                    then: &comparison.before(person).actions[trend.then],
                    now: trend.now.map(|now| &who.assessment.actions[now]),
                    outcome: trend.outcome,
                };
                (who, row)
            })
        });
    page.finish_with(
        &table(labels, comparison),
        rows,
        "workbook.trend-actions.none",
    )
}

/// An action then and now.
struct Row<'b> {
    then: &'b Action,
    now: Option<&'b Action>,
    outcome: ActionOutcome,
}

fn table<'b>(
    labels: &'b Labels,
    comparison: &'b Comparison<'_>,
) -> Table<'b, (RowPerson<'b>, Row<'b>)> {
    let map_then = &comparison.last.review.career_map;
    Table::<(RowPerson<'b>, Row<'b>)>::labelled("TrendActions", labels)
        .add(who::distinct_name(labels))
        .add(who::team(labels))
        .add(who::manager(labels))
        .long(
            "workbook.trend-actions.competency-then",
            22.0,
            |(_, row)| row.then.competency.map(|id| &map_then.competency(id).name),
        )
        .long("workbook.actions.action", 44.0, |(_, row)| &row.then.action)
        .with_total(Total::Count)
        .text("workbook.trend-actions.outcome", 14.0, |(_, row)| {
            outcome(labels, row.outcome)
        })
        .day("workbook.trend-actions.due-then", 11.0, |(_, row)| {
            row.then.due
        })
        .day("workbook.trend-actions.due-now", 11.0, |(_, row)| {
            row.now.and_then(|now| now.due)
        })
        .text("workbook.trend.status-then", 13.0, |(_, row)| {
            chosen(labels, List::Status, row.then.status.as_deref())
        })
        .text("workbook.trend.status-now", 13.0, |(_, row)| {
            let status = row.now.and_then(|now| now.status.as_deref());
            chosen(labels, List::Status, status)
        })
        .long("workbook.column.file-then", 28.0, |(_, row)| {
            row.then.at.file()
        })
        .unprinted()
        .text("workbook.column.cell-then", 8.0, |(_, row)| {
            row.then.at.cell()
        })
        .long("workbook.column.file-now", 28.0, |(_, row)| {
            row.now.and_then(|now| now.at.file())
        })
        .text("workbook.column.cell-now", 8.0, |(_, row)| {
            row.now?.at.cell()
        })
}

fn outcome(labels: &Labels, outcome: ActionOutcome) -> Cell {
    Cell::text(words::outcome(labels, outcome)).looking(match outcome {
        ActionOutcome::Missed => CellStyle::Status(CoverageStatus::Uncovered),
        ActionOutcome::Kept => CellStyle::Status(CoverageStatus::Covered),
        _ => CellStyle::Plain,
    })
}
