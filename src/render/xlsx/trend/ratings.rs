//! *Trend ratings*: one row a person and competency: the ratings behind the trend, with the cells that they come from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, CompetencyTrend};
use crate::diagnostic::Location;
use crate::model::{Assessment, CompetencyAssessment};
use crate::render::words::{self, Sheet};
use crate::render::xlsx::book::Book;
use crate::render::xlsx::column::Table;
use crate::render::xlsx::page::Page;
use crate::render::xlsx::who::{self, Who};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let page = Page::long(book, Sheet::TrendRatings)?;
    let rows = book
        .everybody()
        .zip(&comparison.people)
        .filter_map(|(who, trend)| Some((who, trend.as_ref()?)))
        .flat_map(|(who, person)| {
            let before = comparison.before(person);
            person.competencies.iter().map(move |trend| {
                let row = Row {
                    trend,
                    before,
                    then: before.competency(trend.then),
                    now: who.assessment.competency(trend.competency),
                };
                (who, row)
            })
        });
    let count = comparison
        .people
        .iter()
        .flatten()
        .map(|trend| trend.competencies.len())
        .sum();
    page.finish_with_long(
        &table(book, comparison),
        count,
        rows,
        book.labels().say("workbook.trend.nobody-both"),
    )
}

/// A competency of a person then and now.
struct Row<'b> {
    trend: &'b CompetencyTrend,
    before: &'b Assessment,
    then: &'b CompetencyAssessment,
    now: &'b CompetencyAssessment,
}

fn table<'b>(book: &'b Book<'_>, comparison: &'b Comparison<'_>) -> Table<'b, (Who<'b>, Row<'b>)> {
    let labels = book.labels();
    let assessments = &book.input.review.assessments;
    let map_then = &comparison.last.review.career_map;
    Table::new("TrendRatings")
        .freezing(2)
        .add(who::employee_id(labels))
        .add(who::name(labels))
        .fitting(assessments.iter().map(|a| a.person.name.as_str()))
        .add(who::team(labels))
        .fitting(assessments.iter().map(|a| words::team(labels, a)))
        .text(
            labels.say("workbook.column.competency"),
            20.0,
            |(_, row): &(Who<'b>, Row<'b>)| book.competency(row.trend.competency),
        )
        .fitting(book.map().competencies.iter().map(|c| c.name.as_str()))
        .text(
            labels.say("workbook.trend-ratings.words"),
            24.0,
            |(_, row)| {
                let words =
                    |points| words::rating(labels, map_then, points, row.before.person.track);
                row.trend.rating_then.map(words)
            },
        )
        .points(
            labels.say("workbook.trend-ratings.then"),
            12.0,
            |(_, row)| row.trend.rating_then,
        )
        .points(
            labels.say("workbook.trend-ratings.then-today"),
            12.0,
            |(_, row)| row.trend.rating_then_today,
        )
        .points(labels.say("workbook.trend-ratings.now"), 9.0, |(_, row)| {
            row.trend.rating_now
        })
        .points(
            labels.say("workbook.trend-ratings.change"),
            9.0,
            |(_, row)| row.trend.change(),
        )
        .text(
            labels.say("workbook.trend-ratings.source-then"),
            13.0,
            |(_, row)| words::source(labels, row.then.deciding().0),
        )
        .text(
            labels.say("workbook.trend-ratings.source-now"),
            13.0,
            |(_, row)| words::source(labels, row.now.deciding().0),
        )
        .points(
            labels.say("workbook.column.role-gap-then"),
            9.0,
            |(_, row)| row.trend.role_gap_then,
        )
        .points(
            labels.say("workbook.column.role-gap-now"),
            9.0,
            |(_, row)| row.trend.role_gap_now,
        )
        .points(labels.say("workbook.column.from-map"), 9.0, |(_, row)| {
            row.trend.causes.as_ref().map(|causes| causes.map)
        })
        .points(
            labels.say("workbook.trend-ratings.from-role"),
            9.0,
            |(_, row)| row.trend.causes.as_ref().map(|causes| causes.role),
        )
        .points(
            labels.say("workbook.trend-ratings.from-rating"),
            9.0,
            |(_, row)| row.trend.causes.as_ref().map(|causes| causes.rating),
        )
        .points(
            labels.say("workbook.trend-ratings.target-gap-then"),
            9.0,
            |(_, row)| row.trend.target_gap_then,
        )
        .text(labels.say("workbook.column.closed"), 9.0, |(_, row)| {
            row.trend.closed.map(|closed| {
                labels.say(if closed {
                    "workbook.yes"
                } else {
                    "workbook.no"
                })
            })
        })
        .text(labels.say("workbook.column.file-then"), 24.0, |(_, row)| {
            at(row.before, row.then).file()
        })
        .unprinted()
        .text(
            labels.say("workbook.trend-ratings.sheet-then"),
            14.0,
            |(_, row)| at(row.before, row.then).sheet(),
        )
        .text(labels.say("workbook.column.cell-then"), 9.0, |(_, row)| {
            cell(row.then)
        })
        .text(
            labels.say("workbook.column.file-now"),
            24.0,
            |(who, row)| at(who.assessment, row.now).file(),
        )
        .text(
            labels.say("workbook.trend-ratings.sheet-now"),
            14.0,
            |(who, row)| at(who.assessment, row.now).sheet(),
        )
        .text(labels.say("workbook.column.cell-now"), 9.0, |(_, row)| {
            cell(row.now)
        })
}

/// The place of the rating that decides; the whole assessment where there is none.
fn at<'b>(assessment: &'b Assessment, entered: &'b CompetencyAssessment) -> &'b Location {
    entered
        .deciding()
        .1
        .map_or(&assessment.at, |rating| &rating.at)
}

/// The cell of the rating that decides.
fn cell(entered: &CompetencyAssessment) -> Option<String> {
    let rating = entered.deciding().1?;
    rating.at.cell().map(|cell| cell.to_string())
}
