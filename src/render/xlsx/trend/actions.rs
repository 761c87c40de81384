//! *Trend actions*: what became of each action that was open when the last review ended.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{ActionOutcome, Comparison, CoverageStatus};
use crate::model::Action;
use crate::render::xlsx::book::Book;
use crate::render::xlsx::cell::Cell;
use crate::render::xlsx::column::Table;
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::{Look, Total};
use crate::render::xlsx::who::{self, Who};

pub(super) const NAME: &str = "Trend actions";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, NAME)?;
    page.title(
        "Trend actions: what became of what was open",
        "An action is the same if its words are. Kept: done. Moved: put off to a later day. Missed: not done, and its day is \
         past. People who are not in this review any more are left out.",
    )?;
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
        &table(comparison),
        rows,
        "No action was open in the last review.",
    )
}

/// An action then and now.
struct Row<'b> {
    then: &'b Action,
    now: Option<&'b Action>,
    outcome: ActionOutcome,
}

fn table<'b>(comparison: &'b Comparison<'_>) -> Table<'b, (Who<'b>, Row<'b>)> {
    let map_then = &comparison.last.review.career_map;
    let cell = |action: &Action| action.at.cell().map(|cell| cell.to_string());
    Table::new("TrendActions")
        .add(who::distinct_name())
        .add(who::team())
        .add(who::manager())
        .long("Competency then", 22.0, |(_, row): &(Who<'b>, Row<'b>)| {
            row.then.competency.map(|id| &map_then.competency(id).name)
        })
        .long("Action", 44.0, |(_, row)| &row.then.action)
        .with_total(Total::Count)
        .text("Outcome", 14.0, |(_, row)| outcome(row.outcome))
        .day("Due then", 11.0, |(_, row)| row.then.due)
        .day("Due now", 11.0, |(_, row)| row.now.and_then(|now| now.due))
        .text("Status then", 13.0, |(_, row)| row.then.status.as_deref())
        .text("Status now", 13.0, |(_, row)| {
            row.now.and_then(|now| now.status.as_deref())
        })
        .long("File then", 28.0, |(_, row)| row.then.at.file())
        .unprinted()
        .text("Cell then", 8.0, move |(_, row)| cell(row.then))
        .long("File now", 28.0, |(_, row)| {
            row.now.and_then(|now| now.at.file())
        })
        .text("Cell now", 8.0, move |(_, row)| row.now.and_then(cell))
}

fn outcome(outcome: ActionOutcome) -> Cell {
    Cell::text(outcome.label()).looking(match outcome {
        ActionOutcome::Missed => Look::Status(CoverageStatus::Uncovered),
        ActionOutcome::Kept => Look::Status(CoverageStatus::Covered),
        _ => Look::Plain,
    })
}
