//! *Gaps*: competencies ranked by burden, in all and for each team, with the training demand behind them.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted, listed};
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::Kind;
use super::table::Spec;
use crate::analysis::{CoverageRow, Demand, Scope, StatusCounts};
use crate::model::CompetencyId;

/// The header's row, counted from 0: title and explanation come before it. No totals: rows for everybody and for teams would be
/// counted twice.
pub(super) const HEADER_ROW: u32 = 2;
/// Where the charts of the summary find what they show.
pub(super) const COMPETENCY: u16 = 2;
/// See [`COMPETENCY`].
pub(super) const BURDEN: u16 = 6;
/// See [`COMPETENCY`]; *thin* and *uncovered* follow it.
pub(super) const COVERED: u16 = 9;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Gaps")?;
    page.title(
        "Gaps: where training pays",
        "Burden = weight × sum of role gaps: people affected × how far each is below the role level. Rank 1 needs it most. \
         The first rows count everybody; filter Team for one team. Covered, thin, uncovered: as managers confirm.",
    )?;
    let in_teams = in_teams(book);
    let rows: Vec<Vec<Cell>> = ranked(book)
        .into_iter()
        .map(|ranked| row(book, &in_teams, ranked))
        .collect();
    let placed = page.table(
        &Spec {
            name: "Gaps".to_owned(),
            columns: columns(),
        },
        &rows,
        "The career map has no scored competency.",
    )?;
    debug_assert_eq!(placed.header, HEADER_ROW);
    page.freeze(placed, 3)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Rank", 6.0, Kind::Whole),
        Column::new("Competency", 26.0, Kind::Text),
        Column::new("Rated", 8.0, Kind::Whole),
        Column::new("Below role level", 10.0, Kind::Whole),
        Column::new("Mean role gap", 9.0, Kind::Decimal),
        Column::new("Burden", 9.0, Kind::Decimal).with_bar(),
        Column::new("At role level", 8.0, Kind::Percent),
        Column::new("At target level", 9.0, Kind::Percent),
        Column::new("Teams covered", 9.0, Kind::Whole),
        Column::new("Teams thin", 8.0, Kind::Whole),
        Column::new("Teams uncovered", 11.0, Kind::Whole),
        Column::new("Below target level", 9.0, Kind::Whole),
        Column::new("Next step: whose expectations are needed", 54.0, Kind::Long),
        Column::new("People below role level", 32.0, Kind::Long),
    ]
}

/// The rows in order: everybody, then each team; within these by burden, then mean target gap, then the map's order.
pub(super) fn ranked<'b>(book: &'b Book<'_>) -> Vec<(usize, &'b CoverageRow, &'b Demand)> {
    let rows: Vec<(&CoverageRow, &Demand)> = book.coverage.iter().zip(&book.demand).collect();
    let mut ranked = Vec::new();
    for scope in rows.chunk_by(|(a, _), (b, _)| a.scope == b.scope) {
        let mut scope = scope.to_vec();
        scope.sort_by(|(a, _), (b, _)| {
            b.burden.total_cmp(&a.burden).then_with(|| {
                let target = |row: &CoverageRow| row.mean_target_gap.unwrap_or(0.0);
                target(b).total_cmp(&target(a))
            })
        });
        ranked.extend(
            (1..)
                .zip(scope)
                .map(|(rank, (coverage, demand))| (rank, coverage, demand)),
        );
    }
    ranked
}

fn row(
    book: &Book<'_>,
    in_teams: &BTreeMap<CompetencyId, StatusCounts>,
    (rank, coverage, demand): (usize, &CoverageRow, &Demand),
) -> Vec<Cell> {
    let teams = if coverage.scope == Scope::All {
        in_teams
            .get(&coverage.competency)
            .copied()
            .unwrap_or_default()
    } else {
        StatusCounts::of([coverage])
    };
    vec![
        Cell::text(coverage.scope.label()),
        Cell::count(rank),
        Cell::text(book.competency(coverage.competency)),
        Cell::count(coverage.rated),
        Cell::count(coverage.affected),
        Cell::some_number(coverage.mean_role_gap),
        Cell::number(coverage.burden),
        Cell::some_number(coverage.at_role),
        Cell::some_number(coverage.at_target),
        Cell::count(teams.covered),
        Cell::count(teams.thin),
        Cell::count(teams.uncovered),
        Cell::count(demand.people()),
        Cell::text(next_steps(book, demand)),
        Cell::text(names(book, &demand.below_role)),
    ]
}

/// In how many teams each competency is covered, thin, uncovered.
pub(super) fn in_teams(book: &Book<'_>) -> BTreeMap<CompetencyId, StatusCounts> {
    let mut rows: BTreeMap<CompetencyId, Vec<&CoverageRow>> = BTreeMap::new();
    for row in book.coverage.iter().filter(|row| row.scope != Scope::All) {
        rows.entry(row.competency).or_default().push(row);
    }
    rows.into_iter()
        .map(|(id, rows)| (id, StatusCounts::of(rows)))
        .collect()
}

/// One line a level: how many people need its expectations next, and who.
fn next_steps(book: &Book<'_>, demand: &Demand) -> String {
    demand
        .next_steps
        .iter()
        .map(|(point, people)| {
            format!(
                "{}: {} ({})",
                book.scale_words(*point as f64),
                counted(people.len(), "person", "people"),
                names(book, people)
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn names(book: &Book<'_>, people: &[usize]) -> String {
    listed(people.iter().map(|person| book.name(*person)))
}
