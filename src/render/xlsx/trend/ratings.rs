//! *Trend ratings*: one row a person and competency: the ratings behind the trend, with the cells that they come from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::causes;
use crate::analysis::{Comparison, CompetencyTrend, PersonTrend};
use crate::model::{Assessment, CompetencyId, Points};
use crate::render::xlsx::book::Book;
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::Kind;
use crate::render::xlsx::table::Spec;

pub(super) const NAME: &str = "Trend ratings";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, NAME)?;
    let rows = book
        .people()
        .zip(&comparison.people)
        .filter_map(|((assessment, _), trend)| Some((assessment, trend.as_ref()?)))
        .flat_map(|(assessment, trend)| {
            trend
                .competencies
                .iter()
                .map(move |competency| row(book, comparison, assessment, trend, competency))
        });
    let spec = Spec {
        name: "TrendRatings".to_owned(),
        columns: columns(book),
    };
    let count = comparison
        .people
        .iter()
        .flatten()
        .map(|trend| trend.competencies.len())
        .sum();
    let placed = page.long_table(&spec, count, rows, "Nobody was assessed in both reviews.")?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

fn columns(book: &Book<'_>) -> Vec<Column> {
    let assessments = &book.input.review.assessments;
    vec![
        Column::new("Employee ID", 12.0, Kind::Text),
        Column::new("Name", 20.0, Kind::Text)
            .fitting(assessments.iter().map(|a| a.person.name.as_str())),
        Column::new("Team", 11.0, Kind::Text).fitting(assessments.iter().map(Assessment::team)),
        Column::new("Competency", 20.0, Kind::Text)
            .fitting(book.map().competencies.iter().map(|c| c.name.as_str())),
        Column::new("Rating then, in words", 24.0, Kind::Text),
        Column::new("Rating then, on the map of then", 12.0, Kind::Points),
        Column::new("Rating then, on today’s map", 12.0, Kind::Points),
        Column::new("Rating now", 9.0, Kind::Points),
        Column::new("Change", 9.0, Kind::Points),
        Column::new("Rating source then", 13.0, Kind::Text),
        Column::new("Rating source now", 13.0, Kind::Text),
        Column::new("Role gap then", 9.0, Kind::Points),
        Column::new("Role gap now", 9.0, Kind::Points),
        Column::new("From the map", 9.0, Kind::Points),
        Column::new("From the role level", 9.0, Kind::Points),
        Column::new("From the rating", 9.0, Kind::Points),
        Column::new("Target gap then", 9.0, Kind::Points),
        Column::new("Closed", 9.0, Kind::Text),
        Column::new("File then", 24.0, Kind::Text),
        Column::new("Sheet then", 14.0, Kind::Text),
        Column::new("Cell then", 9.0, Kind::Text),
        Column::new("File now", 24.0, Kind::Text),
        Column::new("Sheet now", 14.0, Kind::Text),
        Column::new("Cell now", 9.0, Kind::Text),
    ]
}

fn row(
    book: &Book<'_>,
    comparison: &Comparison<'_>,
    assessment: &Assessment,
    person: &PersonTrend,
    trend: &CompetencyTrend,
) -> Vec<Cell> {
    let before = comparison.before(person);
    let map_then = &comparison.last.review.career_map;
    let words = |points: Points| map_then.describe(points, before.person.track);
    let mut cells = vec![
        Cell::some_text(assessment.person.employee_id.as_deref()),
        Cell::text(&assessment.person.name),
        Cell::text(assessment.team()),
        Cell::text(book.competency(trend.competency)),
        Cell::some_text(trend.rating_then.map(words)),
        Cell::some_number(trend.rating_then),
        Cell::some_number(trend.rating_then_today),
        Cell::some_number(trend.rating_now),
        Cell::some_number(trend.change()),
        rating_source(before, trend.then),
        rating_source(assessment, trend.competency),
        Cell::some_number(trend.role_gap_then),
        Cell::some_number(trend.role_gap_now),
    ];
    cells.extend(causes(trend.causes.as_ref()));
    cells.push(Cell::some_number(trend.target_gap_then));
    cells.push(Cell::some_text(
        trend.closed.map(|closed| if closed { "yes" } else { "no" }),
    ));
    cells.extend(source(before, trend.then));
    cells.extend(source(assessment, trend.competency));
    cells
}

fn rating_source(assessment: &Assessment, id: CompetencyId) -> Cell {
    Cell::text(assessment.competency(id).deciding().0.label())
}

/// File, sheet and cell of the rating that decides; the file and sheet alone where there is none.
fn source(assessment: &Assessment, id: CompetencyId) -> [Cell; 3] {
    let rating = assessment.competency(id).deciding().1;
    let at = rating.map_or(&assessment.at, |rating| &rating.at);
    [
        Cell::some_text(at.file()),
        Cell::some_text(at.sheet()),
        Cell::some_text(
            rating
                .and_then(|rating| rating.at.cell())
                .map(|cell| cell.to_string()),
        ),
    ]
}
