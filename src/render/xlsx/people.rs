//! *People*: one row a person, with the way to the plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column, Total};
use super::page::Page;
use super::style::Kind;
use super::table::Spec;
use crate::analysis::{Completeness, PersonAnalysis};
use crate::model::{Assessment, CompetencyId, Track};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "People")?;
    page.title(
        "People: one row a person",
        "Readiness is the weighted share of assessed competencies at the target level; beside it, how many of all that apply \
         the person meets. It supports a conversation and decides nothing.",
    )?;
    let rows: Vec<Vec<Cell>> = book
        .people()
        .enumerate()
        .map(|(index, (assessment, person))| {
            let plan = book.input.plans.get(index).and_then(Option::as_deref);
            row(book, assessment, person, plan)
        })
        .collect();
    let placed = page.table(
        &Spec {
            name: "People".to_owned(),
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
        Column::new("Track", 12.0, Kind::Long),
        Column::new("Role level", 15.0, Kind::Long),
        Column::new("Target level", 15.0, Kind::Long),
        Column::new("Readiness", 10.0, Kind::Percent)
            .with_bar()
            .with_total(Total::Mean),
        Column::new("Meets", 8.0, Kind::Text),
        Column::new("Below role level", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Focus areas", 36.0, Kind::Long),
        Column::new("Strengths", 36.0, Kind::Long),
        Column::new("Rated", 8.0, Kind::Percent).with_total(Total::Mean),
        Column::new("Not assessed", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Self-rated only", 9.0, Kind::Whole).with_total(Total::Sum),
        Column::new("Assessed on", 11.0, Kind::Day),
        Column::new("Plan", 10.0, Kind::Text),
    ]
}

fn row(
    book: &Book<'_>,
    assessment: &Assessment,
    analysis: &PersonAnalysis,
    plan: Option<&str>,
) -> Vec<Cell> {
    let person = &assessment.person;
    let completeness = Completeness::of([analysis]);
    let below = analysis.gaps.iter().filter(|gap| gap.is_below_role());
    vec![
        Cell::text(&person.name),
        Cell::some_text(person.employee_id.as_deref()),
        Cell::text(assessment.team()),
        Cell::some_text(person.manager.as_deref()),
        Cell::some_text(person.track.map(Track::label)),
        Cell::text(book.level(person.role_level)),
        Cell::text(book.level(analysis.target)),
        Cell::some_number(analysis.readiness.share()),
        Cell::text(analysis.readiness.count()),
        Cell::count(below.count()),
        Cell::text(competencies(book, &analysis.focus_areas)),
        Cell::text(competencies(book, &analysis.strengths)),
        Cell::some_number(completeness.share()),
        Cell::count(completeness.not_assessed),
        Cell::count(completeness.self_rated),
        Cell::day(assessment.assessed_on),
        plan.map_or_else(Cell::empty, |path| Cell::file_link(path, "Open plan")),
    ]
}

fn competencies(book: &Book<'_>, ids: &[CompetencyId]) -> String {
    ids.iter()
        .map(|id| book.competency(*id))
        .collect::<Vec<_>>()
        .join(", ")
}
