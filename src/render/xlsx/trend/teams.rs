//! *Trend*: everybody and each team then and now, competency by competency.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, CoverageRow, TrendRow};
use crate::render::xlsx::book::Book;
use crate::render::xlsx::column::Table;
use crate::render::xlsx::coverage::status;
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::Look;

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
    let coverage: BTreeMap<_, _> = book
        .coverage
        .iter()
        .map(|row| ((&row.scope, row.competency), row))
        .collect();
    let rows = comparison.teams.iter().map(|trend| {
        let now = trend
            .competency
            .and_then(|id| coverage.get(&(&trend.scope, id)));
        (trend, now.copied())
    });
    page.finish_with(&table(book), rows, "Nobody was assessed in both reviews.")
}

/// The trend of a team and competency, and what coverage is now.
type Row<'b> = (&'b TrendRow, Option<&'b CoverageRow>);

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    Table::new("Trend")
        .freezing(2)
        .with_look(|(trend, _): &Row<'b>| match trend.competency {
            None => Look::Sum,
            Some(_) => Look::Plain,
        })
        .text("Team", 11.0, |(trend, _)| trend.scope.label())
        .text("Competency", 24.0, |(trend, _)| {
            trend
                .competency
                .map_or("All competencies", |id| book.competency(id))
        })
        .whole("Rated both times", 9.0, |(trend, _)| trend.compared)
        .whole("Up", 6.0, |(trend, _)| trend.up)
        .whole("Down", 7.0, |(trend, _)| trend.down)
        .decimal("Mean rating then", 9.0, |(trend, _)| trend.mean_then)
        .decimal("Mean rating now", 9.0, |(trend, _)| trend.mean_now)
        .decimal("Mean role gap then", 9.0, |(trend, _)| trend.role_gap_then)
        .decimal("Mean role gap now", 9.0, |(trend, _)| trend.role_gap_now)
        .decimal("From the map", 9.0, |(trend, _)| {
            trend.causes.as_ref().map(|causes| causes.map)
        })
        .decimal("From role levels", 9.0, |(trend, _)| {
            trend.causes.as_ref().map(|causes| causes.role)
        })
        .decimal("From ratings", 9.0, |(trend, _)| {
            trend.causes.as_ref().map(|causes| causes.rating)
        })
        .whole("Target gaps then", 9.0, |(trend, _)| trend.gaps_then)
        .whole("Closed", 8.0, |(trend, _)| trend.closed)
        .whole("Open actions then", 9.0, |(trend, _)| {
            trend.actions.open_then
        })
        .whole("Kept", 7.0, |(trend, _)| trend.actions.kept)
        .whole("Moved", 8.0, |(trend, _)| trend.actions.moved)
        .whole("Missed", 8.0, |(trend, _)| trend.actions.missed)
        .whole("Depth then", 8.0, |(trend, _)| {
            trend.covered_then.map(|then| then.depth)
        })
        .whole("Depth now", 8.0, |(_, now)| now.map(|now| now.depth))
        .text("Status then", 11.0, |(trend, _)| {
            trend.covered_then.map(|then| status(then.status))
        })
        .text("Status now", 11.0, |(_, now)| {
            now.and_then(|now| now.status).map(status)
        })
}
