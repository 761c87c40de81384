//! *Trend*: everybody and each team then and now, competency by competency.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::causes;
use crate::analysis::{Comparison, TrendRow};
use crate::render::xlsx::book::Book;
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::{Kind, Look};
use crate::render::xlsx::table::Spec;

pub(super) const NAME: &str = "Trend";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, NAME)?;
    page.title(
        "Trend: teams and competencies, then and now",
        &format!(
            "People of today’s teams who were assessed in both reviews{}. Ratings of then are counted as today’s map counts them.",
            comparison
                .last
                .review
                .as_of
                .map_or_else(String::new, |day| format!("; the last one is of {day}")),
        ),
    )?;
    page.line(
        "A change of the mean role gap has three parts: another map, other role levels, other ratings (below 0: people have \
         grown). Depth and status are those of the whole team in each review.",
    )?;
    let rows: Vec<Vec<Cell>> = comparison
        .teams
        .iter()
        .map(|trend| row(book, trend))
        .collect();
    let placed = page.table(
        &Spec {
            name: "Trend".to_owned(),
            columns: columns(),
        },
        &rows,
        "Nobody was assessed in both reviews.",
    )?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Competency", 24.0, Kind::Text),
        Column::new("Rated both times", 9.0, Kind::Whole),
        Column::new("Up", 6.0, Kind::Whole),
        Column::new("Down", 7.0, Kind::Whole),
        Column::new("Mean rating then", 9.0, Kind::Decimal),
        Column::new("Mean rating now", 9.0, Kind::Decimal),
        Column::new("Mean role gap then", 9.0, Kind::Decimal),
        Column::new("Mean role gap now", 9.0, Kind::Decimal),
        Column::new("From the map", 9.0, Kind::Decimal),
        Column::new("From role levels", 9.0, Kind::Decimal),
        Column::new("From ratings", 9.0, Kind::Decimal),
        Column::new("Target gaps then", 9.0, Kind::Whole),
        Column::new("Closed", 8.0, Kind::Whole),
        Column::new("Open actions then", 9.0, Kind::Whole),
        Column::new("Kept", 7.0, Kind::Whole),
        Column::new("Moved", 8.0, Kind::Whole),
        Column::new("Missed", 8.0, Kind::Whole),
        Column::new("Depth then", 8.0, Kind::Whole),
        Column::new("Depth now", 8.0, Kind::Whole),
        Column::new("Status then", 11.0, Kind::Text),
        Column::new("Status now", 11.0, Kind::Text),
    ]
}

fn row(book: &Book<'_>, trend: &TrendRow) -> Vec<Cell> {
    let now = book
        .coverage
        .iter()
        .find(|row| row.scope == trend.scope && Some(row.competency) == trend.competency);
    let then = trend.covered_then;
    let status = |status: Option<crate::analysis::CoverageStatus>| {
        status.map_or_else(Cell::empty, |status| {
            Cell::text(status.label()).looking(Look::Status(status))
        })
    };
    let look = if trend.competency.is_none() {
        Look::Mean
    } else {
        Look::Plain
    };
    let [map, role, rating] = causes(trend.causes.as_ref());
    let figures = [
        Cell::text(trend.scope.label()),
        Cell::text(
            trend
                .competency
                .map_or("All competencies", |id| book.competency(id)),
        ),
        Cell::count(trend.compared),
        Cell::count(trend.up),
        Cell::count(trend.down),
        Cell::some_number(trend.mean_then),
        Cell::some_number(trend.mean_now),
        Cell::some_number(trend.role_gap_then),
        Cell::some_number(trend.role_gap_now),
        map,
        role,
        rating,
        Cell::count(trend.gaps_then),
        Cell::count(trend.closed),
        Cell::count(trend.actions.open_then),
        Cell::count(trend.actions.kept),
        Cell::count(trend.actions.moved),
        Cell::count(trend.actions.missed),
        then.map_or_else(Cell::empty, |then| Cell::count(then.depth)),
        now.map_or_else(Cell::empty, |now| Cell::count(now.depth)),
    ];
    let mut cells: Vec<Cell> = figures
        .into_iter()
        .chain([Cell::empty(), Cell::empty()])
        .map(|cell| cell.looking(look))
        .collect();
    if trend.competency.is_some() {
        cells.truncate(20);
        cells.push(status(then.map(|then| then.status)));
        cells.push(status(now.and_then(|now| now.status)));
    }
    cells
}
