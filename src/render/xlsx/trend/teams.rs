//! *Trend*: everybody and each team then and now, competency by competency.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, CoverageRow, TrendRow};
use crate::render::words::{self, Sheet};
use crate::render::xlsx::coverage::status;
use crate::render::xlsx::{Book, CellStyle, Page, Table};

pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::Trend)?;
    page.title(
        labels.say("workbook.trend.title"),
        &comparison.last.review.as_of.map_or_else(
            || labels.say("workbook.trend.lead").to_owned(),
            |day| labels.with("workbook.trend.lead-of", &[("day", &labels.day(day))]),
        ),
    );
    page.line(labels.say("workbook.trend.parts"));
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
    page.finish_with(&table(book), rows, "workbook.trend.nobody-both")
}

/// The trend of a team and competency, and the coverage now.
type Row<'b> = (&'b TrendRow, Option<&'b CoverageRow>);

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    let labels = book.labels();
    Table::<Row<'b>>::labelled("Trend", labels)
        .freezing(2)
        .with_look(|(trend, _)| match trend.competency {
            None => CellStyle::Sum,
            Some(_) => CellStyle::Plain,
        })
        .text("workbook.column.team", 11.0, |(trend, _)| {
            words::scope(labels, &trend.scope)
        })
        .text("workbook.column.competency", 24.0, |(trend, _)| {
            trend.competency.map_or_else(
                || labels.say("workbook.trend.all-competencies"),
                |id| book.competency(id),
            )
        })
        .whole("workbook.column.rated-both-times", 9.0, |(trend, _)| {
            trend.compared
        })
        .whole("workbook.column.up", 6.0, |(trend, _)| trend.up)
        .whole("workbook.column.down", 7.0, |(trend, _)| trend.down)
        .decimal("workbook.trend.mean-then", 9.0, |(trend, _)| {
            trend.mean_then
        })
        .decimal("workbook.trend.mean-now", 9.0, |(trend, _)| trend.mean_now)
        .decimal("workbook.trend.mean-gap-then", 9.0, |(trend, _)| {
            trend.role_gap_then
        })
        .decimal("workbook.trend.mean-gap-now", 9.0, |(trend, _)| {
            trend.role_gap_now
        })
        .decimal("workbook.column.from-map", 9.0, |(trend, _)| {
            trend.causes.as_ref().map(|causes| causes.map)
        })
        .decimal("workbook.trend.from-roles", 9.0, |(trend, _)| {
            trend.causes.as_ref().map(|causes| causes.role)
        })
        .decimal("workbook.trend.from-ratings", 9.0, |(trend, _)| {
            trend.causes.as_ref().map(|causes| causes.rating)
        })
        .whole("workbook.column.target-gaps-then", 9.0, |(trend, _)| {
            trend.gaps_then
        })
        .whole("workbook.column.closed", 8.0, |(trend, _)| trend.closed)
        .whole("workbook.column.open-actions-then", 9.0, |(trend, _)| {
            trend.actions.open_then
        })
        .whole("workbook.column.kept", 7.0, |(trend, _)| trend.actions.kept)
        .whole("workbook.column.moved", 8.0, |(trend, _)| {
            trend.actions.moved
        })
        .whole("workbook.column.missed", 8.0, |(trend, _)| {
            trend.actions.missed
        })
        .whole("workbook.trend.depth-then", 8.0, |(trend, _)| {
            trend.covered_then.map(|then| then.depth)
        })
        .whole("workbook.trend.depth-now", 8.0, |(_, now)| {
            now.map(|now| now.depth)
        })
        .text("workbook.trend.status-then", 11.0, |(trend, _)| {
            trend.covered_then.map(|then| status(labels, then.status))
        })
        .text("workbook.trend.status-now", 11.0, |(_, now)| {
            now.and_then(|now| now.status)
                .map(|now| status(labels, now))
        })
}
