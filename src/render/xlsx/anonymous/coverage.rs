//! *Coverage*: one row a group (and *All*) and competency, in the columns of the contract; empty where withheld.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Material;
use crate::analysis::{AnonymousFigures, AnonymousGroup};
use crate::model::CompetencyId;
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::coverage::contract_columns;
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::{Kind, Look};
use crate::render::xlsx::table::Spec;

pub(super) fn sheet(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(material, "Coverage")?;
    let mut columns = contract_columns();
    columns.push(Column::new("Reference level title", 24.0, Kind::Text));
    columns.push(Column::new("Shown", 26.0, Kind::Text));
    let mut rows = Vec::new();
    for group in &material.told.groups {
        for (competency, figures) in &group.rows {
            rows.push(row(material, group, *competency, figures.as_ref()));
        }
    }
    let spec = Spec {
        name: "CoverageRows".to_owned(),
        columns,
    };
    let placed = page.table(&spec, &rows, &material.nothing())?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

fn row(
    material: &Material<'_>,
    group: &AnonymousGroup,
    competency: CompetencyId,
    figures: Option<&AnonymousFigures>,
) -> Vec<Cell> {
    let count = |count: fn(&AnonymousFigures) -> usize| {
        figures.map_or_else(Cell::empty, |figures| Cell::count(count(figures)))
    };
    let number =
        |number: fn(&AnonymousFigures) -> Option<f64>| Cell::some_number(figures.and_then(number));
    let status = figures.and_then(|figures| figures.status);
    let reference = figures.and_then(|figures| figures.reference);
    vec![
        Cell::text(&group.name),
        Cell::text(material.competency(competency)),
        count(|figures| figures.rated),
        count(|figures| figures.not_assessed),
        count(|figures| figures.not_applicable),
        number(AnonymousFigures::at_role_share),
        number(AnonymousFigures::at_target_share),
        number(AnonymousFigures::mean_role_gap),
        number(AnonymousFigures::mean_target_gap),
        number(|figures| Some(figures.burden())),
        Cell::some_number(reference),
        count(|figures| figures.depth),
        count(|figures| figures.needed),
        status.map_or_else(Cell::empty, |status| {
            Cell::text(status.label()).looking(Look::Status(status))
        }),
        Cell::some_text(reference.map(|points| material.scale_words(points))),
        Material::shown(figures),
    ]
}
