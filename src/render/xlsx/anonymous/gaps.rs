//! *Gaps*: competencies ranked by burden, for everybody and for each group, as far as they may be told.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Material;
use crate::analysis::{AnonymousFigures, AnonymousGroup, NextStep};
use crate::model::CompetencyId;
use crate::render::xlsx::book::counted;
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::Kind;
use crate::render::xlsx::table::Spec;

/// The header's row, counted from 0.
pub(super) const HEADER_ROW: u32 = 2;
/// Where the charts of the summary find what they show.
pub(super) const COMPETENCY: u16 = 2;
/// See [`COMPETENCY`].
pub(super) const BURDEN: u16 = 6;
/// See [`COMPETENCY`].
pub(super) const AT_ROLE: u16 = 7;

pub(super) fn sheet(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(material, "Gaps")?;
    page.title(
        "Gaps: where training pays",
        &format!(
            "Burden = weight × sum of role gaps, here to the nearest {}; means follow from it. Rank 1 needs training most. The \
             first rows count everybody.",
            material.told.minimum
        ),
    )?;
    let mut rows = Vec::new();
    for group in &material.told.groups {
        for (rank, (competency, figures)) in (1..).zip(ranked(group)) {
            rows.push(row(material, group, rank, competency, figures));
        }
    }
    let placed = page.table(
        &Spec {
            name: "Gaps".to_owned(),
            columns: columns(),
        },
        &rows,
        &material.nothing(),
    )?;
    debug_assert_eq!(placed.header, HEADER_ROW);
    page.freeze(placed, 3)?;
    Ok(page.finish())
}

/// A group's competencies: those that may be told by burden, then the others, both in the map's order where equal.
pub(super) fn ranked(group: &AnonymousGroup) -> Vec<(CompetencyId, Option<&AnonymousFigures>)> {
    let mut rows: Vec<_> = group
        .rows
        .iter()
        .map(|(competency, figures)| (*competency, figures.as_ref()))
        .collect();
    let burden = |figures: Option<&AnonymousFigures>| {
        figures.map_or(f64::NEG_INFINITY, AnonymousFigures::burden)
    };
    rows.sort_by(|(_, a), (_, b)| burden(*b).total_cmp(&burden(*a)));
    rows
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
        Column::new("Below target level", 9.0, Kind::Whole),
        Column::new("Next step: whose expectations are needed", 54.0, Kind::Long),
        Column::new("Shown", 26.0, Kind::Text),
    ]
}

fn row(
    material: &Material<'_>,
    group: &AnonymousGroup,
    rank: usize,
    competency: CompetencyId,
    figures: Option<&AnonymousFigures>,
) -> Vec<Cell> {
    let count = |count: fn(&AnonymousFigures) -> usize| {
        figures.map_or_else(Cell::empty, |figures| Cell::count(count(figures)))
    };
    let number =
        |number: fn(&AnonymousFigures) -> Option<f64>| Cell::some_number(figures.and_then(number));
    vec![
        Cell::text(&group.name),
        figures.map_or_else(Cell::empty, |_| Cell::count(rank)),
        Cell::text(material.competency(competency)),
        count(|figures| figures.rated),
        count(|figures| figures.below_role),
        number(AnonymousFigures::mean_role_gap),
        number(|figures| Some(figures.burden())),
        number(AnonymousFigures::at_role_share),
        number(AnonymousFigures::at_target_share),
        count(|figures| figures.rated - figures.at_target),
        Cell::text(next_steps(material, figures)),
        Material::shown(figures),
    ]
}

/// One line a step: which level's expectations, and how many people.
fn next_steps(material: &Material<'_>, figures: Option<&AnonymousFigures>) -> String {
    let steps = figures.map_or(&[][..], |figures| &figures.next_steps);
    steps
        .iter()
        .map(|step| {
            format!(
                "{}: {}",
                step_words(material, step),
                counted(step.people, "person", "people")
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The levels of a step in words.
pub(super) fn step_words(material: &Material<'_>, step: &NextStep) -> String {
    step.points
        .iter()
        .map(|point| material.scale_words(*point as f64))
        .collect::<Vec<_>>()
        .join(" or ")
}
