//! *Trend ratings*: one row a person and competency: the ratings behind the trend, with the cells that they come from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, CompetencyTrend, Gap, MapComparison};
use crate::diagnostic::{CellAddress, Location};
use crate::model::{Assessment, CompetencyAssessment, CompetencyId, Points};
use crate::render::words::{self, Sheet};
use crate::render::xlsx::{Book, Page, RowPerson, Table, who};

pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let page = Page::long(&book.parts, Sheet::TrendRatings)?;
    let rows = book
        .everybody()
        .zip(&comparison.people)
        .filter_map(|(who, trend)| Some((who, trend.as_ref()?)))
        .flat_map(|(who, person)| {
            let before = comparison.before(person);
            let row = move |id, trend| Row {
                trend,
                before,
                then: before.competency(id),
                gap_then: comparison.last.people[person.then].gap(id),
                today: comparison.maps.competency_today(id),
                name_then: &comparison.maps.then().competency(id).name,
            };
            let both = person.competencies.iter();
            let both = both.map(move |trend| row(trend.then, Some(trend)));
            let ended = person.ended.iter().map(move |id| row(*id, None));
            both.chain(ended).map(move |row| (who, row))
        });
    let count = comparison
        .people
        .iter()
        .flatten()
        .map(|trend| trend.competencies.len() + trend.ended.len())
        .sum();
    page.finish_with_long(
        &table(book, comparison),
        count,
        rows,
        "workbook.trend.nobody-both",
    )
}

/// A competency of a person then and now.
struct Row<'b> {
    /// `None` for one that does not exist for the person any more.
    trend: Option<&'b CompetencyTrend>,
    before: &'b Assessment,
    then: &'b CompetencyAssessment,
    gap_then: Option<&'b Gap>,
    /// The competency in today's map.
    today: Option<CompetencyId>,
    /// Its name in the map of then.
    name_then: &'b str,
}

impl<'b> Row<'b> {
    /// What is entered now, if it is still expected.
    fn now(&self, who: &RowPerson<'b>) -> Option<&'b CompetencyAssessment> {
        let trend = self.trend?;
        Some(who.assessment.competency(trend.competency))
    }

    /// The rating then, as today's map counts it.
    fn then_today(&self, maps: &MapComparison<'_>) -> Option<Points> {
        match self.trend {
            Some(trend) => trend.rating_then_today,
            None => maps.points_today(self.gap_then?.rating?, self.before.person.track),
        }
    }
}

fn table<'b>(
    book: &'b Book<'_>,
    comparison: &'b Comparison<'_>,
) -> Table<'b, (RowPerson<'b>, Row<'b>)> {
    let labels = book.labels();
    let assessments = &book.input.review.assessments;
    let map_then = &comparison.last.review.career_map;
    Table::<(RowPerson<'b>, Row<'b>)>::labelled("TrendRatings", labels)
        .freezing(2)
        .add(who::employee_id(labels))
        .add(who::name(labels))
        .fitting(assessments.iter().map(|a| a.person.name.as_str()))
        .add(who::team(labels))
        .fitting(assessments.iter().map(|a| words::team(labels, a)))
        .text("workbook.column.competency", 20.0, |(_, row)| {
            row.today.map_or(row.name_then, |id| book.competency(id))
        })
        .fitting(book.map().competencies.iter().map(|c| c.name.as_str()))
        .text("workbook.trend-ratings.words", 24.0, |(_, row)| {
            let words = |points| words::rating(labels, map_then, points, row.before.person.track);
            row.gap_then?.rating.map(words)
        })
        .points("workbook.trend-ratings.then", 12.0, |(_, row)| {
            row.gap_then?.rating
        })
        .points("workbook.trend-ratings.then-today", 12.0, |(_, row)| {
            row.then_today(&comparison.maps)
        })
        .points("workbook.trend-ratings.now", 9.0, |(_, row)| {
            row.trend?.rating_now
        })
        .points("workbook.trend-ratings.change", 9.0, |(_, row)| {
            row.trend?.change()
        })
        .text("workbook.trend-ratings.source-then", 13.0, |(_, row)| {
            words::source(labels, row.then.deciding().0)
        })
        .text("workbook.trend-ratings.source-now", 13.0, |(who, row)| {
            row.now(who).map_or_else(
                || labels.say("line.no-longer"),
                |now| words::source(labels, now.deciding().0),
            )
        })
        .points("workbook.column.role-gap-then", 9.0, |(_, row)| {
            row.gap_then?.role_gap()
        })
        .points("workbook.column.role-gap-now", 9.0, |(_, row)| {
            row.trend?.role_gap_now
        })
        .points("workbook.column.from-map", 9.0, |(_, row)| {
            row.trend?.causes.as_ref().map(|causes| causes.map)
        })
        .points("workbook.trend-ratings.from-role", 9.0, |(_, row)| {
            row.trend?.causes.as_ref().map(|causes| causes.role)
        })
        .points("workbook.trend-ratings.from-rating", 9.0, |(_, row)| {
            row.trend?.causes.as_ref().map(|causes| causes.rating)
        })
        .points("workbook.trend-ratings.target-gap-then", 9.0, |(_, row)| {
            row.gap_then?.target_gap()
        })
        .text("workbook.column.closed", 9.0, |(_, row)| {
            row.trend?.closed.map(|closed| {
                labels.say(if closed {
                    "workbook.yes"
                } else {
                    "workbook.no"
                })
            })
        })
        .text("workbook.column.file-then", 24.0, |(_, row)| {
            at(row.before, row.then).file()
        })
        .unprinted()
        .text("workbook.trend-ratings.sheet-then", 14.0, |(_, row)| {
            at(row.before, row.then).sheet()
        })
        .text("workbook.column.cell-then", 9.0, |(_, row)| cell(row.then))
        .text("workbook.column.file-now", 24.0, |(who, row)| {
            at(who.assessment, row.now(who)?).file()
        })
        .text("workbook.trend-ratings.sheet-now", 14.0, |(who, row)| {
            at(who.assessment, row.now(who)?).sheet()
        })
        .text("workbook.column.cell-now", 9.0, |(who, row)| {
            cell(row.now(who)?)
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
fn cell(entered: &CompetencyAssessment) -> Option<CellAddress> {
    entered.deciding().1?.at.cell()
}
