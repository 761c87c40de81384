//! *By team*: figures of each group side by side, computed from the rows that are told and nothing else.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Material, gaps};
use crate::analysis::{AnonymousFigures, AnonymousGroup, CoverageStatus};
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::{Kind, Look};
use crate::render::xlsx::table::Spec;

pub(super) fn sheet(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(material, "By team")?;
    page.title(
        "By team: the same figures side by side",
        "Figures count the competencies that can be told of the team, so they compare only where these are the same.",
    )?;
    let rows: Vec<Vec<Cell>> = material
        .told
        .groups
        .iter()
        .enumerate()
        .map(|(index, group)| row(material, index == 0, group))
        .collect();
    let placed = page.table(
        &Spec {
            name: "ByTeam".to_owned(),
            columns: columns(),
        },
        &rows,
        &material.nothing(),
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Team", 22.0, Kind::Text),
        Column::new("People", 9.0, Kind::Whole),
        Column::new("Competencies told", 13.0, Kind::Whole),
        Column::new("Of these at role level", 11.0, Kind::Percent),
        Column::new("Of these at target level", 11.0, Kind::Percent),
        Column::new("Burden", 10.0, Kind::Decimal),
        Column::new("Greatest need", 34.0, Kind::Text),
        Column::new("Covered", 10.0, Kind::Whole),
        Column::new("Thin", 9.0, Kind::Whole),
        Column::new("Uncovered", 11.0, Kind::Whole),
    ]
}

fn row(material: &Material<'_>, is_all: bool, group: &AnonymousGroup) -> Vec<Cell> {
    let told: Vec<&AnonymousFigures> = told(group);
    let rated: usize = told.iter().map(|figures| figures.rated).sum();
    let share =
        |reached: usize| Cell::some_number((rated > 0).then(|| reached as f64 / rated as f64));
    let status = |wanted: CoverageStatus| {
        let of = told
            .iter()
            .filter(|figures| figures.status == Some(wanted))
            .count();
        Cell::some_number((!told.is_empty()).then_some(of as f64))
    };
    let greatest = gaps::ranked(group)
        .first()
        .filter(|(_, figures)| figures.is_some_and(|figures| figures.burden() > 0.0))
        .map(|(competency, _)| material.competency(*competency));
    let look = if is_all { Look::Mean } else { Look::Plain };
    [
        Cell::text(&group.name),
        Cell::count(group.people),
        Cell::count(told.len()),
        share(told.iter().map(|f| f.rated - f.below_role).sum()),
        share(told.iter().map(|f| f.at_target).sum()),
        Cell::some_number((!told.is_empty()).then(|| told.iter().map(|f| f.burden()).sum())),
        Cell::some_text(greatest),
        status(CoverageStatus::Covered),
        status(CoverageStatus::Thin),
        status(CoverageStatus::Uncovered),
    ]
    .into_iter()
    .map(|cell| cell.looking(look))
    .collect()
}

/// The rows of a group that are told.
pub(super) fn told(group: &AnonymousGroup) -> Vec<&AnonymousFigures> {
    group
        .rows
        .iter()
        .filter_map(|(_, figures)| figures.as_ref())
        .collect()
}
