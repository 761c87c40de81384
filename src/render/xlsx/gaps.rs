//! *Gaps*: competencies by need, for everybody and for each team, with the next steps that would help most.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{IN_A_CELL, first_few};
use super::{Book, Cell, CellStyle, Page, Table};
use crate::analysis::{CoverageRow, CoverageStatus, Demand, Scope};
use crate::labels::Labels;
use crate::model::{CompetencyId, Scale};
use crate::render::words::{self, Sheet, carried};

/// So many people are all named in a cell; of more, the first few.
const NAMES: usize = 6;

/// A competency for everybody or for a team, with its rank there.
struct Row<'b> {
    rank: usize,
    coverage: &'b CoverageRow,
    demand: &'b Demand,
    /// Where too few people work at the level that is needed.
    at_risk: Cell,
}

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::Gaps)?;
    page.title(
        labels.say("workbook.gaps.title"),
        &labels.with(
            if book.is_weighted() {
                "workbook.gaps.lead-weighted"
            } else {
                "workbook.gaps.lead"
            },
            &[("short", &labels.say(short(book)))],
        ),
    );
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
                    .map(|teams| first_few(labels, teams.iter().cloned(), IN_A_CELL))
                    .into(),
                Scope::Team(_) => status(labels, coverage),
            },
        });
    page.finish_with(&table(book), rows, book.no_competency())
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    let labels = book.labels();
    Table::<Row<'b>>::labelled("Gaps", labels)
        .freezing(3)
        .text("workbook.column.team", 11.0, |row| {
            words::scope(labels, &row.coverage.scope)
        })
        .whole("workbook.column.rank", 6.0, |row| row.rank)
        .text("workbook.column.competency", 24.0, |row| {
            book.competency(row.coverage.competency)
        })
        .whole("workbook.column.rated", 8.0, |row| row.coverage.rated)
        .whole("workbook.column.below-role", 9.0, |row| {
            row.coverage.affected
        })
        .decimal(short(book), 12.0, |row| row.coverage.burden)
        .with_bar()
        .long("workbook.gaps.step", 31.0, |row| step(book, row.demand))
        .long("workbook.gaps.who", 36.0, |row| {
            let people = &row.demand.below_role;
            let shown = if people.len() > NAMES {
                IN_A_CELL
            } else {
                NAMES
            };
            let names = people.iter().map(|who| book.name(*who).to_owned());
            first_few(labels, names, shown)
        })
        // A manager's people need not be a whole team.
        .when(!book.is_managers(), |table| {
            table.long("workbook.gaps.at-risk", 19.0, |row| row.at_risk.clone())
        })
}

/// The key of the name of the sum of all gaps to the role levels.
pub(super) fn short(book: &Book<'_>) -> &'static str {
    match (book.map().scale, book.is_weighted()) {
        (Scale::Rank, false) => "workbook.short.rank",
        (Scale::Rank, true) => "workbook.short.rank-weighted",
        (Scale::Proficiency, false) => "workbook.short.proficiency",
        (Scale::Proficiency, true) => "workbook.short.proficiency-weighted",
    }
}

/// The step that most people work towards, the lowest of several.
fn step(book: &Book<'_>, demand: &Demand) -> Option<String> {
    let (point, people) = demand.most_needed()?;
    Some(format!(
        "{} ({})",
        book.scale_words(point),
        words::people(book.labels(), people)
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
            let labels = book.labels();
            let teams = teams.into_iter().map(|row| {
                let team = words::scope(labels, &row.scope);
                format!("{team} ({})", carried(labels, row))
            });
            (competency, teams.collect())
        })
        .collect()
}

fn is_at_risk(row: &CoverageRow) -> bool {
    row.status_confirmed
        .is_some_and(|status| status < CoverageStatus::Covered)
}

/// How many people of the team work at the level that it needs, where they are too few.
fn status(labels: &Labels, row: &CoverageRow) -> Cell {
    match row.status_confirmed.filter(|_| is_at_risk(row)) {
        Some(status) => Cell::text(labels.with(
            "workbook.gaps.needed",
            &[("carried", &carried(labels, row)), ("needed", &row.needed)],
        ))
        .looking(CellStyle::Status(status)),
        None => Cell::empty(),
    }
}
