//! *Gaps*: competencies by what is missing, of everybody and of each team, with what would help whom.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, IN_A_CELL, counted, first_few};
use super::cell::Cell;
use super::column::Table;
use super::page::Page;
use super::style::Look;
use crate::analysis::{CoverageRow, CoverageStatus, Demand, Scope};
use crate::model::{CompetencyId, Scale};
use crate::render::findings::carried;

/// How many people a cell names before it counts the rest.
const NAMES: usize = 6;

/// A competency of everybody or of a team, with its rank there.
struct Row<'b> {
    rank: usize,
    coverage: &'b CoverageRow,
    demand: &'b Demand,
    /// Where too few people work at the level that is needed.
    at_risk: Cell,
}

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Gaps")?;
    page.title(
        "Gaps: where training pays",
        &format!(
            "{}: how far people are below their role level, added up{}. Rank 1 needs training most. The first rows count \
             everybody; filter Team for one team. Most needed step: what most people with a gap to their target level work \
             towards next. At risk: where fewer people than needed work at the level that the team needs, as managers confirm.",
            short(book),
            if book.is_weighted() {
                " and multiplied by the competency’s weight"
            } else {
                ""
            }
        ),
    )?;
    let at_risk = at_risk(book);
    let rows = book
        .ranked()
        .into_iter()
        .map(|(rank, coverage, demand)| Row {
            rank,
            coverage,
            demand,
            at_risk: match coverage.scope {
                Scope::All => at_risk
                    .get(&coverage.competency)
                    .map(|teams| first_few(teams.iter().cloned(), IN_A_CELL))
                    .into(),
                Scope::Team(_) => status(coverage),
            },
        });
    page.finish_with(
        &table(book),
        rows,
        "The career map has no scored competency.",
    )
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    Table::new("Gaps")
        .freezing(3)
        .text("Team", 11.0, |row: &Row<'b>| row.coverage.scope.label())
        .whole("Rank", 6.0, |row| row.rank)
        .text("Competency", 24.0, |row| {
            book.competency(row.coverage.competency)
        })
        .whole("Rated", 8.0, |row| row.coverage.rated)
        .whole("Below role level", 9.0, |row| row.coverage.affected)
        .decimal(short(book), 12.0, |row| row.coverage.burden)
        .with_bar()
        .long("Most needed step", 30.0, |row| step(book, row.demand))
        .long("Who is below role level", 44.0, |row| {
            let people = row.demand.below_role.iter();
            first_few(people.map(|who| book.name(*who).to_owned()), NAMES)
        })
        .long("At risk", 24.0, |row| row.at_risk.clone())
}

/// What the sum of all gaps to the role levels is called.
pub(super) fn short(book: &Book<'_>) -> &'static str {
    match (book.map().scale, book.is_weighted()) {
        (Scale::Rank, false) => "Levels short",
        (Scale::Rank, true) => "Levels short, weighted",
        (Scale::Proficiency, false) => "Points short",
        (Scale::Proficiency, true) => "Points short, weighted",
    }
}

/// The step that most people work towards, the lowest of several.
fn step(book: &Book<'_>, demand: &Demand) -> Option<String> {
    let (point, people) = demand.most_needed()?;
    Some(format!(
        "{} ({})",
        book.scale_words(point as f64),
        counted(people, "person", "people")
    ))
}

/// For each competency the teams in which it is not covered, worst first.
fn at_risk(book: &Book<'_>) -> BTreeMap<CompetencyId, Vec<String>> {
    let mut rows: BTreeMap<CompetencyId, Vec<&CoverageRow>> = BTreeMap::new();
    for row in &book.coverage {
        if book.is_team(&row.scope) && is_at_risk(row) {
            rows.entry(row.competency).or_default().push(row);
        }
    }
    rows.into_iter()
        .map(|(competency, mut teams)| {
            teams.sort_by_key(|row| row.depth_confirmed);
            let teams = teams
                .into_iter()
                .map(|row| format!("{} ({})", row.scope.label(), carried(row)));
            (competency, teams.collect())
        })
        .collect()
}

fn is_at_risk(row: &CoverageRow) -> bool {
    row.status_confirmed
        .is_some_and(|status| status < CoverageStatus::Covered)
}

/// How many people of the team work at the level that it needs, where they are too few.
fn status(row: &CoverageRow) -> Cell {
    match row.status_confirmed.filter(|_| is_at_risk(row)) {
        Some(status) => Cell::text(format!("{}, {} needed", carried(row), row.needed))
            .looking(Look::Status(status)),
        None => Cell::empty(),
    }
}
