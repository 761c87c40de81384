//! *Gaps*: competencies ranked by burden, in all and for each team, with the training demand behind them.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted, listed};
use super::column::Table;
use super::page::Page;
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

/// A competency of everybody or of a team, with its rank there and in how many teams it is covered.
type Row<'b> = (usize, &'b CoverageRow, &'b Demand, StatusCounts);

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Gaps")?;
    page.title(
        "Gaps: where training pays",
        "Burden = weight × sum of role gaps: people affected × how far each is below the role level. Rank 1 needs it most. \
         The first rows count everybody; filter Team for one team. Covered, thin, uncovered: as managers confirm.",
    )?;
    let in_teams = in_teams(book);
    let rows = ranked(book).into_iter().map(|(rank, coverage, demand)| {
        let teams = match coverage.scope {
            Scope::All => in_teams.get(&coverage.competency).copied(),
            Scope::Team(_) => Some(StatusCounts::of([coverage])),
        };
        (rank, coverage, demand, teams.unwrap_or_default())
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
        .text("Team", 11.0, |(_, row, ..): &Row<'b>| row.scope.label())
        .whole("Rank", 6.0, |(rank, ..)| *rank)
        .text("Competency", 26.0, |(_, row, ..)| {
            book.competency(row.competency)
        })
        .whole("Rated", 8.0, |(_, row, ..)| row.rated)
        .whole("Below role level", 10.0, |(_, row, ..)| row.affected)
        .decimal("Mean role gap", 9.0, |(_, row, ..)| row.mean_role_gap)
        .decimal("Burden", 9.0, |(_, row, ..)| row.burden)
        .with_bar()
        .percent("At role level", 8.0, |(_, row, ..)| row.at_role)
        .percent("At target level", 9.0, |(_, row, ..)| row.at_target)
        .whole("Teams covered", 9.0, |(.., teams)| teams.covered)
        .whole("Teams thin", 8.0, |(.., teams)| teams.thin)
        .whole("Teams uncovered", 11.0, |(.., teams)| teams.uncovered)
        .whole("Below target level", 9.0, |(_, _, demand, _)| {
            demand.people()
        })
        .long(
            "Next step: whose expectations are needed",
            54.0,
            |(_, _, demand, _)| next_steps(book, demand),
        )
        .long("People below role level", 32.0, |(_, _, demand, _)| {
            names(book, &demand.below_role)
        })
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
