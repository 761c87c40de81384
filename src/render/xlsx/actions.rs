//! *Actions*: everything that was agreed to be done, from all plans.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::Cell;
use super::column::Table;
use super::page::Page;
use super::style::{Look, Total};
use super::who::{self, Who};
use crate::analysis::{CoverageStatus, Progress, days_overdue, progress};
use crate::model::Action;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Actions")?;
    let as_of = book.input.review.as_of;
    page.title(
        "Actions: what was agreed, from all plans",
        &as_of.map_or_else(
            || "No date is known, so nothing can be called overdue.".to_owned(),
            |day| format!("Overdue: not finished, and due before {day}; these come first, those that are late by most on top."),
        ),
    )?;
    let mut rows: Vec<(Who<'_>, &Action)> = book
        .everybody()
        .flat_map(|who| {
            let actions = who.assessment.actions.iter();
            actions.map(move |action| (who, action))
        })
        .collect();
    rows.sort_by_key(|(_, action)| std::cmp::Reverse(overdue(action, as_of)));
    page.finish_with(&table(book), rows, "No assessment names an action.")
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, (Who<'b>, &'b Action)> {
    let as_of = book.input.review.as_of;
    Table::new("Actions")
        .add(who::distinct_name())
        .add(who::team())
        .long("Action", 40.0, |(_, action): &(Who<'b>, &'b Action)| {
            &action.action
        })
        .with_total(Total::Count)
        .long("Competency", 20.0, |(_, action)| {
            action.competency.map(|id| book.competency(id))
        })
        .text("Owner", 13.0, |(_, action)| action.owner.as_deref())
        .day("Due", 10.5, |(_, action)| action.due)
        .text("Progress", 10.0, move |(_, action)| {
            stands(progress(action, as_of))
        })
        .whole("Days overdue", 9.0, move |(_, action)| {
            overdue(action, as_of).map(f64::from)
        })
        .with_total(Total::Count)
        .long("Success looks like", 24.0, |(_, action)| {
            action.success.as_deref()
        })
        .text("Status", 11.0, |(_, action)| action.status.as_deref())
        .text("Kind", 10.0, |(_, action)| action.kind.as_deref())
        .day("Start", 10.5, |(_, action)| action.start)
        .add(who::manager())
        .long("Source file", 24.0, |(_, action)| action.at.file())
        .unprinted()
        .text("Source cell", 8.0, |(_, action)| {
            action.at.cell().map(|cell| cell.to_string())
        })
}

fn overdue(action: &Action, as_of: Option<Date>) -> Option<i32> {
    let late = progress(action, as_of) == Progress::Overdue;
    days_overdue(action, as_of).filter(|_| late)
}

fn stands(progress: Progress) -> Cell {
    Cell::text(progress.label()).looking(match progress {
        // The same orange that means *needs a look* on the other sheets.
        Progress::Overdue => Look::Status(CoverageStatus::Uncovered),
        _ => Look::Plain,
    })
}
