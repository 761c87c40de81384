//! *Actions*: everything that was agreed to be done, from all plans.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column, Total};
use super::page::Page;
use super::style::{Kind, Look};
use super::table::Spec;
use crate::analysis::{CoverageStatus, Progress, days_overdue, progress};
use crate::model::{Action, Assessment};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Actions")?;
    let as_of = book.input.review.as_of;
    page.title(
        "Actions: what was agreed, from all plans",
        &as_of.map_or_else(
            || "No date is known, so nothing can be called overdue.".to_owned(),
            |day| format!("Overdue: not finished, and due before {day}. The number counts days."),
        ),
    )?;
    let rows: Vec<Vec<Cell>> = book
        .people()
        .enumerate()
        .flat_map(|(index, (assessment, _))| {
            assessment
                .actions
                .iter()
                .map(move |action| row(book, book.name(index), assessment, action))
        })
        .collect();
    let placed = page.table(
        &Spec {
            name: "Actions".to_owned(),
            columns: columns(),
        },
        &rows,
        "No assessment names an action.",
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Name", 18.0, Kind::Text),
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Manager", 13.0, Kind::Text),
        Column::new("Competency", 22.0, Kind::Long),
        Column::new("Action", 40.0, Kind::Long).with_total(Total::Count),
        Column::new("Kind", 11.0, Kind::Text),
        Column::new("Owner", 20.0, Kind::Text),
        Column::new("Start", 11.0, Kind::Day),
        Column::new("Due", 11.0, Kind::Day),
        Column::new("Status", 12.0, Kind::Text),
        Column::new("Progress", 10.0, Kind::Text),
        Column::new("Days overdue", 10.0, Kind::Whole).with_total(Total::Count),
        Column::new("Success looks like", 34.0, Kind::Long),
        Column::new("Source file", 24.0, Kind::Long),
        Column::new("Source cell", 8.0, Kind::Text),
    ]
}

fn row(book: &Book<'_>, name: &str, assessment: &Assessment, action: &Action) -> Vec<Cell> {
    let as_of = book.input.review.as_of;
    let stands = progress(action, as_of);
    let overdue = days_overdue(action, as_of).filter(|_| stands == Progress::Overdue);
    let stands = Cell::text(stands.label()).looking(match stands {
        // The same orange that means *needs a look* on the other sheets.
        Progress::Overdue => Look::Status(CoverageStatus::Uncovered),
        _ => Look::Plain,
    });
    vec![
        Cell::text(name),
        Cell::text(assessment.team()),
        Cell::some_text(assessment.person.manager.as_deref()),
        Cell::some_text(action.competency.map(|id| book.competency(id))),
        Cell::text(&action.action),
        Cell::some_text(action.kind.as_deref()),
        Cell::some_text(action.owner.as_deref()),
        Cell::day(action.start),
        Cell::day(action.due),
        Cell::some_text(action.status.as_deref()),
        stands,
        Cell::some_number(overdue.map(f64::from)),
        Cell::some_text(action.success.as_deref()),
        Cell::some_text(action.at.file()),
        Cell::some_text(action.at.cell().map(|cell| cell.to_string())),
    ]
}
