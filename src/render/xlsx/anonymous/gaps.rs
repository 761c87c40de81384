//! *Gaps*: competencies by need, for everybody and, as far as they may be shown, for each group.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::AnonymousInput;
use crate::analysis::{AnonymousFigures, AnonymousGroup};
use crate::model::CompetencyId;
use crate::render::words::{Sheet, people};
use crate::render::xlsx::{Page, Table};

/// The header's row, counted from 0.
pub(super) const HEADER_ROW: u32 = 2;
/// The columns that the charts of the summary show.
pub(super) const COMPETENCY: u16 = 2;
/// See [`COMPETENCY`].
pub(super) const BELOW_ROLE: u16 = 3;
/// See [`COMPETENCY`].
pub(super) const REACH_ROLE: u16 = 7;

pub(super) fn sheet(material: &AnonymousInput<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(&material.parts, Sheet::Gaps)?;
    page.labelled_title("workbook.gaps.title", "workbook.anonymous.gaps-lead");
    let mut rows = Vec::new();
    for (index, group) in material.disclosed.groups.iter().enumerate() {
        for (rank, (competency, figures)) in (1..).zip(ranked(material, group)) {
            // Competencies that are not shown, for everybody or by team, are listed once.
            if index == 0 || figures.is_some() {
                rows.push(Row {
                    group,
                    rank,
                    competency,
                    figures,
                });
            }
        }
    }
    page.finish_with(&table(material), rows, "")
}

/// A group's competencies: those that are shown by need, then the others, both in the map's order where equal.
pub(super) fn ranked<'g>(
    material: &AnonymousInput<'_>,
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

/// A group and a competency; without figures, they are not shown.
struct Row<'g> {
    group: &'g AnonymousGroup,
    rank: usize,
    competency: CompetencyId,
    figures: Option<&'g AnonymousFigures>,
}

fn table<'g>(material: &'g AnonymousInput<'_>) -> Table<'g, Row<'g>> {
    let labels = material.labels();
    let next_steps = |figures| next_steps(material, figures);
    Table::<Row<'g>>::labelled("Gaps", labels)
        .freezing(3)
        .text("workbook.column.team", 11.0, |row| &row.group.name)
        .whole("workbook.column.rank", 6.0, |row| {
            row.figures.map(|_| row.rank)
        })
        .text("workbook.column.competency", 26.0, |row| {
            material.competency(row.competency)
        })
        .whole("workbook.column.below-role", 10.0, |row| {
            row.figures.map(|figures| figures.below_role)
        })
        .with_bar()
        .whole("workbook.anonymous.at-role", 13.0, |row| {
            row.figures.map(|figures| figures.at_role)
        })
        .whole("workbook.column.at-target", 9.0, |row| {
            row.figures.map(|figures| figures.at_target)
        })
        .whole("workbook.anonymous.not-rated", 8.0, |row| {
            row.figures.map(|figures| figures.not_rated)
        })
        .percent("workbook.anonymous.reach-role", 9.0, |row| {
            row.figures.and_then(AnonymousFigures::at_role_share)
        })
        .percent("workbook.anonymous.reach-target", 9.0, |row| {
            row.figures.and_then(AnonymousFigures::at_target_share)
        })
        .long("workbook.anonymous.next-steps", 40.0, move |row| {
            row.figures.map(next_steps)
        })
        .text("workbook.column.shown", 22.0, |row| {
            labels.say(match row.figures {
                Some(_) => "workbook.yes",
                None => "workbook.anonymous.too-small",
            })
        })
}

/// One line a step: which level's expectations, and how many people.
fn next_steps(material: &AnonymousInput<'_>, figures: &AnonymousFigures) -> String {
    figures
        .next_steps
        .iter()
        .map(|(point, count)| {
            let labels = material.labels();
            labels.with(
                "workbook.anonymous.step",
                &[
                    ("level", &material.scale_words(*point)),
                    ("people", &people(labels, *count)),
                ],
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}
