//! *Actions*: everything that was agreed to be done, from all plans.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, Cell, CellStyle, Page, RowPerson, Table, Total, who};
use crate::analysis::{CoverageStatus, Progress, days_overdue, progress};
use crate::labels::{Labels, List};
use crate::model::Action;
use crate::render::words::{self, Sheet};

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::Actions)?;
    let as_of = book.input.review.as_of;
    page.title(
        labels.say("workbook.actions.title"),
        &as_of.map_or_else(
            || labels.say("workbook.actions.undated").to_owned(),
            |day| labels.with("workbook.actions.lead", &[("day", &labels.day(day))]),
        ),
    );
    let mut rows: Vec<(RowPerson<'_>, &Action)> = book
        .everybody()
        .flat_map(|who| {
            let actions = who.assessment.actions.iter();
            actions.map(move |action| (who, action))
        })
        .collect();
    rows.sort_by_key(|(_, action)| std::cmp::Reverse(overdue(action, as_of)));
    page.finish_with(&table(book), rows, "workbook.actions.none")
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, (RowPerson<'b>, &'b Action)> {
    let labels = book.labels();
    let as_of = book.input.review.as_of;
    Table::<(RowPerson<'b>, &'b Action)>::labelled("Actions", labels)
        .add(who::distinct_name(labels))
        .add(who::team(labels))
        .long("workbook.actions.action", 32.0, |(_, action)| {
            &action.action
        })
        .with_total(Total::Count)
        .long("workbook.column.competency", 18.0, |(_, action)| {
            action.competency.map(|id| book.competency(id))
        })
        .text("workbook.actions.owner", 13.0, |(_, action)| {
            action.owner.as_deref()
        })
        .day("workbook.actions.due", 10.5, |(_, action)| action.due)
        .text("workbook.actions.progress", 10.0, move |(_, action)| {
            progress_words(labels, progress(action, as_of))
        })
        .whole("workbook.actions.days-overdue", 8.0, move |(_, action)| {
            overdue(action, as_of).map(f64::from)
        })
        .with_total(Total::Count)
        .long("workbook.actions.success", 22.0, |(_, action)| {
            action.success.as_deref()
        })
        .text("workbook.actions.status", 11.0, |(_, action)| {
            chosen(labels, List::Status, action.status.as_deref())
        })
        .text("workbook.actions.kind", 10.0, |(_, action)| {
            chosen(labels, List::Kind, action.kind.as_deref())
        })
        .day("workbook.actions.start", 10.5, |(_, action)| action.start)
        .when(book.names_managers(), |table| {
            table.add(who::manager(labels))
        })
        // A file can be about other people as well, or be named after them.
        .when(!book.is_managers(), |table| {
            table
                .long("workbook.column.source-file", 24.0, |(_, action)| {
                    action.at.file()
                })
                .unprinted()
                .text("workbook.column.source-cell", 8.0, |(_, action)| {
                    action.at.cell()
                })
        })
}

fn overdue(action: &Action, as_of: Option<Date>) -> Option<i32> {
    let late = progress(action, as_of) == Progress::Overdue;
    days_overdue(action, as_of).filter(|_| late)
}

/// What was chosen from a list of the forms, in the workbook's language.
pub(super) fn chosen<'l>(
    labels: &'l Labels,
    list: List,
    chosen: Option<&'l str>,
) -> Option<&'l str> {
    chosen.map(|chosen| labels.choice(list, chosen))
}

fn progress_words(labels: &Labels, progress: Progress) -> Cell {
    Cell::text(words::progress(labels, progress)).looking(match progress {
        // The same orange that means *needs a look* on the other sheets.
        Progress::Overdue => CellStyle::Status(CoverageStatus::Uncovered),
        _ => CellStyle::Plain,
    })
}
