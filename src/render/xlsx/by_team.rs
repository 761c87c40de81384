//! *By team*: the same key figures for everybody, each team, each manager and each speciality, side by side.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, CellStyle, Page, Table, gaps};
use crate::analysis::{Group, GroupFigures, Scope};
use crate::render::words::{self, Sheet};

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::ByTeam)?;
    page.labelled_title("workbook.by-team.title", "workbook.by-team.lead");
    if book.map().has_specialities() {
        page.line(labels.say("workbook.by-team.specialities"));
    }
    page.finish_with(&table(book), &book.groups, "workbook.nobody-assessed")
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, &'b GroupFigures> {
    let labels = book.labels();
    let minimum = book.options().minimum_group;
    Table::<&'b GroupFigures>::labelled("ByTeam", labels)
        .freezing(2)
        .with_look(|figures| match figures.group {
            Group::Scope(Scope::All) => CellStyle::Sum,
            _ => CellStyle::Plain,
        })
        .text("workbook.by-team.group", 10.0, |figures| {
            match &figures.group {
                Group::Scope(Scope::All) => labels.say("workbook.all"),
                Group::Scope(Scope::Team(team)) if book.teams_of_one.contains(team.as_str()) => {
                    labels.say("workbook.by-team.team-of-one")
                }
                Group::Scope(Scope::Team(_)) => labels.say("workbook.column.team"),
                Group::Manager(_) => labels.say("workbook.column.manager"),
                Group::Speciality(_) => labels.say("workbook.column.speciality"),
            }
        })
        .text(
            if book.map().has_specialities() {
                "workbook.by-team.team-manager-or-speciality"
            } else {
                "workbook.by-team.team-or-manager"
            },
            19.0,
            |figures| match &figures.group {
                Group::Scope(scope) => words::scope(labels, scope),
                Group::Manager(manager) => manager.as_str(),
                Group::Speciality(speciality) => book.map().speciality(*speciality).name.as_str(),
            },
        )
        .whole("workbook.column.people", 7.0, |figures| figures.people)
        .whole("workbook.column.people-below-role", 10.0, |figures| {
            figures.below_role
        })
        .decimal(gaps::short(book), 9.0, |figures| figures.burden)
        .text("workbook.column.greatest-need", 20.0, |figures| {
            figures.greatest_need.map(|id| book.competency(id))
        })
        .whole("workbook.column.covered", 9.0, |figures| {
            figures.coverage.map(|counts| counts.covered)
        })
        .whole("workbook.column.thin", 8.0, |figures| {
            figures.coverage.map(|counts| counts.thin)
        })
        .whole("workbook.column.uncovered", 10.0, |figures| {
            figures.coverage.map(|counts| counts.uncovered)
        })
        .whole("workbook.by-team.alone", 9.0, |figures| {
            sole_covers(book, figures)
        })
        .whole("workbook.by-team.meet-all", 10.0, |figures| {
            figures.meet_all
        })
        .whole("workbook.column.overdue-actions", 9.0, |figures| {
            figures.overdue_actions
        })
        .whole("workbook.column.open-actions", 9.0, |figures| {
            figures.open_actions
        })
        .percent("workbook.column.rated", 8.0, |figures| {
            figures.completeness.share()
        })
        .whole("workbook.column.self-only", 10.0, |figures| {
            figures.completeness.self_rated
        })
        .percent("workbook.column.at-role", 9.0, |figures| figures.at_role)
        .percent("workbook.column.at-target", 9.0, |figures| {
            figures.at_target
        })
        .percent("workbook.by-team.readiness", 10.0, |figures| {
            figures.readiness
        })
        .decimal("workbook.column.mean-difference", 10.0, move |figures| {
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
