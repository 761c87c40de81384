//! *Trend actions*: what became of each action that was open when the last review ended.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{ActionOutcome, PersonTrend};
use crate::analysis::{ActionTrend, Comparison, CoverageStatus};
use crate::model::Assessment;
use crate::render::xlsx::book::Book;
use crate::render::xlsx::cell::{Cell, Column, Total};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::{Kind, Look};
use crate::render::xlsx::table::Spec;

pub(super) const NAME: &str = "Trend actions";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, NAME)?;
    page.title(
        "Trend actions: what became of what was open",
        "An action is the same if its words are. Kept: done. Moved: put off to a later day. Missed: not done, and its day is \
         past. People who are not in this review any more are left out.",
    )?;
    let rows: Vec<Vec<Cell>> = book
        .people()
        .zip(&comparison.people)
        .enumerate()
        .filter_map(|(index, ((assessment, _), trend))| Some((index, assessment, trend.as_ref()?)))
        .flat_map(|(index, assessment, person)| {
            person
                .actions
                .iter()
                .map(move |action| row(comparison, book.name(index), assessment, person, *action))
        })
        .collect();
    let placed = page.table(
        &Spec {
            name: "TrendActions".to_owned(),
            columns: columns(),
        },
        &rows,
        "No action was open in the last review.",
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Name", 18.0, Kind::Text),
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Manager", 13.0, Kind::Text),
        Column::new("Competency then", 22.0, Kind::Long),
        Column::new("Action", 44.0, Kind::Long).with_total(Total::Count),
        Column::new("Outcome", 14.0, Kind::Text),
        Column::new("Due then", 11.0, Kind::Day),
        Column::new("Due now", 11.0, Kind::Day),
        Column::new("Status then", 13.0, Kind::Text),
        Column::new("Status now", 13.0, Kind::Text),
        Column::new("File then", 28.0, Kind::Long),
        Column::new("Cell then", 8.0, Kind::Text),
        Column::new("File now", 28.0, Kind::Long),
        Column::new("Cell now", 8.0, Kind::Text),
    ]
}

fn row(
    comparison: &Comparison<'_>,
    name: &str,
    assessment: &Assessment,
    person: &PersonTrend,
    trend: ActionTrend,
) -> Vec<Cell> {
    let then = &comparison.before(person).actions[trend.then];
    let now = trend.now.map(|now| &assessment.actions[now]);
    let competency = then
        .competency
        .map(|id| comparison.last.review.career_map.competency(id));
    let outcome = Cell::text(trend.outcome.label()).looking(match trend.outcome {
        ActionOutcome::Missed => Look::Status(CoverageStatus::Uncovered),
        ActionOutcome::Kept => Look::Status(CoverageStatus::Covered),
        _ => Look::Plain,
    });
    vec![
        Cell::text(name),
        Cell::text(assessment.team()),
        Cell::some_text(assessment.person.manager.as_deref()),
        Cell::some_text(competency.map(|competency| competency.name.as_str())),
        Cell::text(&then.action),
        outcome,
        Cell::day(then.due),
        Cell::day(now.and_then(|now| now.due)),
        Cell::some_text(then.status.as_deref()),
        Cell::some_text(now.and_then(|now| now.status.as_deref())),
        Cell::some_text(then.at.file()),
        Cell::some_text(then.at.cell().map(|cell| cell.to_string())),
        Cell::some_text(now.and_then(|now| now.at.file())),
        Cell::some_text(
            now.and_then(|now| now.at.cell())
                .map(|cell| cell.to_string()),
        ),
    ]
}
