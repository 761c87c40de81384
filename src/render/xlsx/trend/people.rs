//! *Trend people*: one row a person: who moved, which gaps are closed, who is new, who is not in the review any more.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{ActionOutcome, Comparison, PersonAnalysis, PersonTrend};
use crate::model::Assessment;
use crate::render::xlsx::book::Book;
use crate::render::xlsx::cell::{Cell, Column, Total};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::Kind;
use crate::render::xlsx::table::Spec;

pub(super) const NAME: &str = "Trend people";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, NAME)?;
    page.title(
        "Trend by person: who moved, which gaps are closed",
        "A gap is closed if the rating now reaches the level that was the target then. Team and manager are today’s; for \
         people who are not in this review, those of then.",
    )?;
    let both = book
        .people()
        .zip(&comparison.people)
        .map(|((assessment, analysis), trend)| match trend {
            Some(trend) => in_both(book, comparison, assessment, analysis, trend),
            None => once(
                assessment,
                "new",
                None,
                Some(book.level(assessment.person.role_level)),
            ),
        });
    let left = comparison.left.iter().map(|index| {
        let before = &comparison.last.review.assessments[*index];
        let map = &comparison.last.review.career_map;
        let level = &map.level(before.person.role_level).title;
        once(before, "not any more", Some(level), None)
    });
    let rows: Vec<Vec<Cell>> = both.chain(left).collect();
    let placed = page.table(
        &Spec {
            name: "TrendPeople".to_owned(),
            columns: columns(),
        },
        &rows,
        "Nobody was assessed.",
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Name", 18.0, Kind::Text).with_total(Total::Count),
        Column::new("Employee ID", 10.0, Kind::Text),
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Manager", 13.0, Kind::Text),
        Column::new("In the reviews", 12.0, Kind::Text),
        Column::new("Role level then", 15.0, Kind::Long),
        Column::new("Role level now", 15.0, Kind::Long),
        Column::new("Rated both times", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Up", 7.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Down", 7.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Went up in", 30.0, Kind::Long),
        Column::new("Went down in", 26.0, Kind::Long),
        Column::new("Readiness then", 10.0, Kind::Percent),
        Column::new("Readiness now", 10.0, Kind::Percent),
        Column::new("Meets then", 9.0, Kind::Text),
        Column::new("Meets now", 9.0, Kind::Text),
        Column::new("Below role level then", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Below role level now", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Target gaps then", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Closed", 8.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Open actions then", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Kept", 7.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Moved", 8.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Missed", 8.0, Kind::Whole).with_total(Total::Sum),
    ]
}

/// Who it is: the first columns.
fn identity(assessment: &Assessment) -> [Cell; 4] {
    let person = &assessment.person;
    [
        Cell::text(&person.name),
        Cell::some_text(person.employee_id.as_deref()),
        Cell::text(assessment.team()),
        Cell::some_text(person.manager.as_deref()),
    ]
}

/// Somebody who is in one of the reviews only.
fn once(
    assessment: &Assessment,
    reviews: &str,
    level_then: Option<&str>,
    level_now: Option<&str>,
) -> Vec<Cell> {
    let mut cells = identity(assessment).to_vec();
    cells.extend([
        Cell::text(reviews),
        Cell::some_text(level_then),
        Cell::some_text(level_now),
    ]);
    cells.resize_with(columns().len(), Cell::empty);
    cells
}

fn in_both(
    book: &Book<'_>,
    comparison: &Comparison<'_>,
    assessment: &Assessment,
    analysis: &PersonAnalysis,
    trend: &PersonTrend,
) -> Vec<Cell> {
    let before = comparison.before(trend);
    let analysis_then = &comparison.last.people[trend.then];
    let map_then = &comparison.last.review.career_map;
    let moved = |up: bool| -> Vec<&str> {
        trend
            .moved(up)
            .map(|moved| book.competency(moved.competency))
            .collect()
    };
    let (up, down) = (moved(true), moved(false));
    let compared = trend
        .competencies
        .iter()
        .filter(|trend| trend.change().is_some())
        .count();
    let gaps = || trend.competencies.iter().filter_map(|trend| trend.closed);
    let outcome = |wanted: ActionOutcome| {
        Cell::count(
            trend
                .actions
                .iter()
                .filter(|action| action.outcome == wanted)
                .count(),
        )
    };
    let mut cells = identity(assessment).to_vec();
    cells.extend([
        Cell::text("both"),
        Cell::text(&map_then.level(before.person.role_level).title),
        Cell::text(book.level(assessment.person.role_level)),
        Cell::count(compared),
        Cell::count(up.len()),
        Cell::count(down.len()),
        Cell::text(up.join(", ")),
        Cell::text(down.join(", ")),
        Cell::some_number(analysis_then.readiness.share()),
        Cell::some_number(analysis.readiness.share()),
        Cell::text(analysis_then.readiness.count()),
        Cell::text(analysis.readiness.count()),
        Cell::count(below_role(analysis_then)),
        Cell::count(below_role(analysis)),
        Cell::count(gaps().count()),
        Cell::count(gaps().filter(|closed| *closed).count()),
        Cell::count(trend.actions.len()),
        outcome(ActionOutcome::Kept),
        outcome(ActionOutcome::Moved),
        outcome(ActionOutcome::Missed),
    ]);
    cells
}

fn below_role(analysis: &PersonAnalysis) -> usize {
    let below = analysis.gaps.iter().filter(|gap| gap.is_below_role());
    below.count()
}
