//! *Trend ratings*: one row a person and competency: the ratings behind the trend, with the cells that they come from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, CompetencyTrend};
use crate::diagnostic::Location;
use crate::model::{Assessment, CompetencyAssessment};
use crate::render::xlsx::book::Book;
use crate::render::xlsx::column::Table;
use crate::render::xlsx::page::Page;
use crate::render::xlsx::who::{self, Who};

pub(super) const NAME: &str = "Trend ratings";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let page = Page::long(book, NAME)?;
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
        "Nobody was assessed in both reviews.",
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
    let assessments = &book.input.review.assessments;
    let map_then = &comparison.last.review.career_map;
    Table::new("TrendRatings")
        .freezing(2)
        .add(who::employee_id())
        .add(who::name())
        .fitting(assessments.iter().map(|a| a.person.name.as_str()))
        .add(who::team())
        .fitting(assessments.iter().map(Assessment::team))
        .text("Competency", 20.0, |(_, row): &(Who<'b>, Row<'b>)| {
            book.competency(row.trend.competency)
        })
        .fitting(book.map().competencies.iter().map(|c| c.name.as_str()))
        .text("Rating then, in words", 24.0, |(_, row)| {
            let words = |points| map_then.describe(points, row.before.person.track);
            row.trend.rating_then.map(words)
        })
        .points("Rating then, on the map of then", 12.0, |(_, row)| {
            row.trend.rating_then
        })
        .points("Rating then, on today’s map", 12.0, |(_, row)| {
            row.trend.rating_then_today
        })
        .points("Rating now", 9.0, |(_, row)| row.trend.rating_now)
        .points("Change", 9.0, |(_, row)| row.trend.change())
        .text("Rating source then", 13.0, |(_, row)| {
            row.then.deciding().0.label()
        })
        .text("Rating source now", 13.0, |(_, row)| {
            row.now.deciding().0.label()
        })
        .points("Role gap then", 9.0, |(_, row)| row.trend.role_gap_then)
        .points("Role gap now", 9.0, |(_, row)| row.trend.role_gap_now)
        .points("From the map", 9.0, |(_, row)| {
            row.trend.causes.as_ref().map(|causes| causes.map)
        })
        .points("From the role level", 9.0, |(_, row)| {
            row.trend.causes.as_ref().map(|causes| causes.role)
        })
        .points("From the rating", 9.0, |(_, row)| {
            row.trend.causes.as_ref().map(|causes| causes.rating)
        })
        .points("Target gap then", 9.0, |(_, row)| row.trend.target_gap_then)
        .text("Closed", 9.0, |(_, row)| {
            row.trend
                .closed
                .map(|closed| if closed { "yes" } else { "no" })
        })
        .text("File then", 24.0, |(_, row)| {
            at(row.before, row.then).file()
        })
        .unprinted()
        .text("Sheet then", 14.0, |(_, row)| {
            at(row.before, row.then).sheet()
        })
        .text("Cell then", 9.0, |(_, row)| cell(row.then))
        .text("File now", 24.0, |(who, row)| {
            at(who.assessment, row.now).file()
        })
        .text("Sheet now", 14.0, |(who, row)| {
            at(who.assessment, row.now).sheet()
        })
        .text("Cell now", 9.0, |(_, row)| cell(row.now))
}

/// Where the rating that decides stands; the whole assessment where there is none.
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
