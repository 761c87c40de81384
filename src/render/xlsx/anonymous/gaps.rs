//! *Gaps*: competencies by need, for everybody and, as far as they may be shown, for each group.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Material;
use crate::analysis::{AnonymousFigures, AnonymousGroup};
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
pub(super) const BELOW_ROLE: u16 = 3;
/// See [`COMPETENCY`].
pub(super) const REACH_ROLE: u16 = 7;

pub(super) fn sheet(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(material, "Gaps")?;
    page.title(
        "Gaps: where training pays",
        "Rank 1 needs training most: weight × people below role level. Each person is in one of the four columns of people. \
         The first rows count everybody.",
    )?;
    let mut rows = Vec::new();
    for (index, group) in material.told.groups.iter().enumerate() {
        for (rank, (competency, figures)) in (1..).zip(ranked(material, group)) {
            // What is not shown of everybody or by team is said once.
            if index == 0 || figures.is_some() {
                rows.push(row(material, group, rank, competency, figures));
            }
        }
    }
    let placed = page.table(
        &Spec {
            name: "Gaps".to_owned(),
            columns: columns(),
        },
        &rows,
        "",
    )?;
    debug_assert_eq!(placed.header, HEADER_ROW);
    page.freeze(placed, 3)?;
    Ok(page.finish())
}

/// A group's competencies: those that are shown by need, then the others, both in the map's order where equal.
pub(super) fn ranked<'g>(
    material: &Material<'_>,
    group: &'g AnonymousGroup,
) -> Vec<(CompetencyId, Option<&'g AnonymousFigures>)> {
    let mut rows: Vec<_> = group
        .rows
        .iter()
        .map(|(competency, figures)| (*competency, figures.as_ref()))
        .collect();
    let need = |(competency, figures): &(CompetencyId, Option<&AnonymousFigures>)| {
        let weight = material.map.competency(*competency).weight;
        figures.map_or(-1.0, |figures| weight * figures.below_role as f64)
    };
    rows.sort_by(|a, b| need(b).total_cmp(&need(a)));
    rows
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Rank", 6.0, Kind::Whole),
        Column::new("Competency", 26.0, Kind::Text),
        Column::new("Below role level", 10.0, Kind::Whole).with_bar(),
        Column::new("At role level, not yet at target level", 13.0, Kind::Whole),
        Column::new("At target level", 9.0, Kind::Whole),
        Column::new("Not rated", 8.0, Kind::Whole),
        Column::new("Reach role level", 9.0, Kind::Percent),
        Column::new("Reach target level", 9.0, Kind::Percent),
        Column::new("Next steps", 40.0, Kind::Long),
        Column::new("Shown", 22.0, Kind::Text),
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
    let share =
        |share: fn(&AnonymousFigures) -> Option<f64>| Cell::some_number(figures.and_then(share));
    vec![
        Cell::text(&group.name),
        figures.map_or_else(Cell::empty, |_| Cell::count(rank)),
        Cell::text(material.competency(competency)),
        count(|figures| figures.below_role),
        count(|figures| figures.at_role),
        count(|figures| figures.at_target),
        count(|figures| figures.not_rated),
        share(AnonymousFigures::at_role_share),
        share(AnonymousFigures::at_target_share),
        Cell::text(next_steps(material, figures)),
        Cell::text(figures.map_or("hidden: group too small", |_| "yes")),
    ]
}

/// One line a step: which level's expectations, and how many people.
fn next_steps(material: &Material<'_>, figures: Option<&AnonymousFigures>) -> String {
    let steps = figures.map_or(&[][..], |figures| &figures.next_steps);
    steps
        .iter()
        .map(|(point, people)| {
            let people = counted(*people, "person", "people");
            format!("{}: {people}", material.scale_words(*point))
        })
        .collect::<Vec<_>>()
        .join("\n")
}
