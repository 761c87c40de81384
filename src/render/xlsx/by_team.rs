//! *By team*: the same key figures for everybody, each team and each manager, side by side.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::column::Table;
use super::gaps;
use super::page::Page;
use super::style::Look;
use crate::analysis::{Group, GroupFigures, Scope};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, "By team")?;
    page.title(
        "By team: the same figures side by side",
        "Filter “Group” for teams or managers. Coverage is a team’s, so managers have none. A competency is covered, thin or \
         uncovered by how many people work at the level that the team needs, as their managers confirm.",
    )?;
    page.finish_with(&table(book), &book.groups, "Nobody was assessed.")
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, &'b GroupFigures> {
    let minimum = book.options().minimum_group;
    Table::new("ByTeam")
        .freezing(2)
        .with_look(|figures: &&'b GroupFigures| match figures.group {
            Group::Scope(Scope::All) => Look::Sum,
            _ => Look::Plain,
        })
        .text("Group", 10.0, |figures| match &figures.group {
            Group::Scope(Scope::All) => "All",
            Group::Scope(Scope::Team(team)) if book.teams_of_one.contains(team.as_str()) => {
                "Team of one"
            }
            Group::Scope(Scope::Team(_)) => "Team",
            Group::Manager(_) => "Manager",
        })
        .text("Team or manager", 22.0, |figures| match &figures.group {
            Group::Scope(scope) => scope.label(),
            Group::Manager(manager) => manager.as_str(),
        })
        .whole("People", 8.0, |figures| figures.people)
        .whole("People below role level", 10.0, |figures| {
            figures.below_role
        })
        .decimal(gaps::short(book), 9.0, |figures| figures.burden)
        .text("Greatest need", 26.0, |figures| {
            figures.greatest_need.map(|id| book.competency(id))
        })
        .whole("Covered", 9.0, |figures| {
            figures.coverage.map(|counts| counts.covered)
        })
        .whole("Thin", 8.0, |figures| {
            figures.coverage.map(|counts| counts.thin)
        })
        .whole("Uncovered", 10.0, |figures| {
            figures.coverage.map(|counts| counts.uncovered)
        })
        .whole("People who alone carry something", 9.0, |figures| {
            sole_covers(book, figures)
        })
        .whole("Meet all of their target level", 10.0, |figures| {
            figures.meet_all
        })
        .whole("Overdue actions", 9.0, |figures| figures.overdue_actions)
        .whole("Open actions", 9.0, |figures| figures.open_actions)
        .percent("Rated", 8.0, |figures| figures.completeness.share())
        .whole("Self-rated only", 10.0, |figures| {
            figures.completeness.self_rated
        })
        .percent("At role level", 9.0, |figures| figures.at_role)
        .percent("At target level", 9.0, |figures| figures.at_target)
        .percent("Mean readiness", 10.0, |figures| figures.readiness)
        .decimal("Mean self minus manager", 10.0, move |figures| {
            let differences = figures.differences.filter(|found| found.people >= minimum);
            differences.map(|found| found.mean)
        })
}

/// How many people are the sole cover of something in the team; a team of one has nobody to compare with.
fn sole_covers(book: &Book<'_>, figures: &GroupFigures) -> Option<usize> {
    match &figures.group {
        Group::Scope(scope) if figures.people > 1 => Some(
            book.key_people
                .iter()
                .filter(|key| key.scope == *scope && key.sole_cover() > 0)
                .count(),
        ),
        _ => None,
    }
}
