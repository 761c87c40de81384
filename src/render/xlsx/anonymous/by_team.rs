//! *By team*: figures of each group side by side, computed from the rows that are shown and nothing else.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Material, gaps};
use crate::analysis::{AnonymousFigures, AnonymousGroup};
use crate::model::CompetencyId;
use crate::render::xlsx::book::counted;
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::{Kind, Look};
use crate::render::xlsx::table::Spec;

pub(super) fn sheet(material: &Material<'_>, all: &AnonymousGroup) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(material, "By team")?;
    let by_team: Vec<CompetencyId> = material
        .teams()
        .first()
        .into_iter()
        .flat_map(AnonymousGroup::shown)
        .map(|(competency, _)| competency)
        .collect();
    page.title(
        "By team: the same figures side by side",
        &format!(
            "Figures count the {} shown by team; {} shown for everybody.",
            counted(by_team.len(), "competency that is", "competencies that are"),
            counted(all.shown().count(), "is", "are"),
        ),
    )?;
    let rows: Vec<Vec<Cell>> = material
        .told
        .groups
        .iter()
        .enumerate()
        .map(|(index, group)| row(material, index == 0, group, &by_team))
        .collect();
    let placed = page.table(
        &Spec {
            name: "ByTeam".to_owned(),
            columns: columns(),
        },
        &rows,
        "",
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Team", 22.0, Kind::Text),
        Column::new("People", 9.0, Kind::Whole),
        Column::new("Reach role level", 11.0, Kind::Percent),
        Column::new("Reach target level", 11.0, Kind::Percent),
        Column::new("Greatest need", 34.0, Kind::Text),
    ]
}

fn row(
    material: &Material<'_>,
    is_all: bool,
    group: &AnonymousGroup,
    by_team: &[CompetencyId],
) -> Vec<Cell> {
    let shown = || {
        gaps::ranked(material, group)
            .into_iter()
            .filter(|(competency, _)| by_team.contains(competency))
            .filter_map(|(competency, figures)| Some((competency, figures?)))
    };
    let total = total(shown().map(|(_, figures)| figures));
    let greatest = shown().next().filter(|(_, figures)| figures.below_role > 0);
    let look = if is_all { Look::Mean } else { Look::Plain };
    [
        Cell::text(&group.name),
        Cell::count(group.people),
        Cell::some_number(total.at_role_share()),
        Cell::some_number(total.at_target_share()),
        Cell::some_text(greatest.map(|(competency, _)| material.competency(competency))),
    ]
    .into_iter()
    .map(|cell| cell.looking(look))
    .collect()
}

/// The ratings in several competencies together.
pub(super) fn total<'f>(rows: impl Iterator<Item = &'f AnonymousFigures>) -> AnonymousFigures {
    rows.fold(AnonymousFigures::default(), |mut total, figures| {
        total.below_role += figures.below_role;
        total.at_role += figures.at_role;
        total.at_target += figures.at_target;
        total
    })
}
