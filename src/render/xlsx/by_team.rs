//! *By team*: the same key figures for everybody, each team and each manager, side by side.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::{Kind, Look};
use super::table::Spec;
use crate::analysis::{Group, GroupFigures, Scope};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, "By team")?;
    page.title(
        "By team: the same figures side by side",
        "Filter “Group” for teams or managers. Coverage is a team’s, so managers have none. A competency is covered, thin or \
         uncovered by how many people work at the level that the team needs, as their managers confirm.",
    )?;
    let rows: Vec<Vec<Cell>> = book
        .groups
        .iter()
        .map(|figures| row(book, figures))
        .collect();
    let placed = page.table(
        &Spec {
            name: "ByTeam".to_owned(),
            columns: columns(),
        },
        &rows,
        "Nobody was assessed.",
    )?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Group", 10.0, Kind::Text),
        Column::new("Team or manager", 22.0, Kind::Text),
        Column::new("People", 8.0, Kind::Whole),
        Column::new("Rated", 8.0, Kind::Percent),
        Column::new("Self-rated only", 10.0, Kind::Whole),
        Column::new("At role level", 9.0, Kind::Percent),
        Column::new("At target level", 9.0, Kind::Percent),
        Column::new("Mean readiness", 10.0, Kind::Percent),
        Column::new("People below role level", 10.0, Kind::Whole),
        Column::new("Burden", 8.0, Kind::Decimal),
        Column::new("Greatest need", 33.0, Kind::Text),
        Column::new("Covered", 9.0, Kind::Whole),
        Column::new("Thin", 8.0, Kind::Whole),
        Column::new("Uncovered", 10.0, Kind::Whole),
        Column::new("Sole cover: people", 9.0, Kind::Whole),
        Column::new("Meet all at the level aimed at", 10.0, Kind::Whole),
        Column::new("Open actions", 9.0, Kind::Whole),
        Column::new("Overdue actions", 9.0, Kind::Whole),
        Column::new("Mean self minus manager", 10.0, Kind::Decimal),
    ]
}

fn row(book: &Book<'_>, figures: &GroupFigures) -> Vec<Cell> {
    let (group, name) = match &figures.group {
        Group::Scope(Scope::All) => ("All", "All"),
        Group::Scope(Scope::Team(team)) if book.team_of_one(figures).is_some() => {
            ("Team of one", team.as_str())
        }
        Group::Scope(Scope::Team(team)) => ("Team", team.as_str()),
        Group::Manager(manager) => ("Manager", manager.as_str()),
    };
    let look = if group == "All" {
        Look::Mean
    } else {
        Look::Plain
    };
    let coverage = |count: fn(crate::analysis::StatusCounts) -> usize| {
        figures
            .coverage
            .map_or_else(Cell::empty, |counts| Cell::count(count(counts)))
    };
    let difference = figures
        .differences
        .filter(|found| found.people >= book.options().minimum_group)
        .map(|found| found.mean);
    [
        Cell::text(group),
        Cell::text(name),
        Cell::count(figures.people),
        Cell::some_number(figures.completeness.share()),
        Cell::count(figures.completeness.self_rated),
        Cell::some_number(figures.at_role),
        Cell::some_number(figures.at_target),
        Cell::some_number(figures.readiness),
        Cell::count(figures.below_role),
        Cell::number(figures.burden),
        Cell::some_text(figures.greatest_need.map(|id| book.competency(id))),
        coverage(|counts| counts.covered),
        coverage(|counts| counts.thin),
        coverage(|counts| counts.uncovered),
        sole_covers(book, figures),
        Cell::count(figures.meet_all),
        Cell::count(figures.open_actions),
        Cell::count(figures.overdue_actions),
        Cell::some_number(difference),
    ]
    .into_iter()
    .map(|cell| cell.looking(look))
    .collect()
}

/// How many people are the sole cover of something in the team; a team of one has nobody to compare with.
fn sole_covers(book: &Book<'_>, figures: &GroupFigures) -> Cell {
    match &figures.group {
        Group::Scope(scope) if figures.people > 1 => Cell::count(
            book.key_people
                .iter()
                .filter(|key| key.scope == *scope && key.sole_cover() > 0)
                .count(),
        ),
        _ => Cell::empty(),
    }
}
