//! *By team*: figures of each group side by side, computed only from the rows that are shown.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{AnonymousInput, gaps};
use crate::analysis::{AnonymousFigures, AnonymousGroup};
use crate::model::CompetencyId;
use crate::render::words::Sheet;
use crate::render::xlsx::{CellStyle, Page, Table};

pub(super) fn sheet(
    material: &AnonymousInput<'_>,
    all: &AnonymousGroup,
) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let mut page = Page::new(&material.parts, Sheet::ByTeam)?;
    let by_team: Vec<CompetencyId> = material
        .teams()
        .first()
        .into_iter()
        .flat_map(AnonymousGroup::shown)
        .map(|(competency, _)| competency)
        .collect();
    page.title(
        labels.say("workbook.by-team.title"),
        &labels.count(
            "workbook.anonymous.by-team-lead",
            by_team.len(),
            &[(
                "shown",
                &labels.count("workbook.anonymous.by-team-shown", all.shown().count(), &[]),
            )],
        ),
    );
    let rows = (0..)
        .zip(&material.disclosed.groups)
        .map(|(index, group)| Row {
            is_all: index == 0,
            group,
            shown: gaps::ranked(material, group)
                .into_iter()
                .filter(|(competency, _)| by_team.contains(competency))
                .filter_map(|(competency, figures)| Some((competency, figures?)))
                .collect(),
        });
    page.finish_with(&table(material), rows, "")
}

/// A group with the competencies that are shown by team, by need.
struct Row<'g> {
    is_all: bool,
    group: &'g AnonymousGroup,
    shown: Vec<(CompetencyId, &'g AnonymousFigures)>,
}

impl Row<'_> {
    fn total(&self) -> AnonymousFigures {
        total(self.shown.iter().map(|(_, figures)| *figures))
    }
}

fn table<'g>(material: &'g AnonymousInput<'_>) -> Table<'g, Row<'g>> {
    let labels = material.labels();
    Table::<Row<'g>>::labelled("ByTeam", labels)
        .with_look(|row| {
            if row.is_all {
                CellStyle::Sum
            } else {
                CellStyle::Plain
            }
        })
        .text("workbook.column.team", 22.0, |row| &row.group.name)
        .whole("workbook.column.people", 9.0, |row| row.group.people)
        .percent("workbook.anonymous.reach-role", 11.0, |row| {
            row.total().at_role_share()
        })
        .percent("workbook.anonymous.reach-target", 11.0, |row| {
            row.total().at_target_share()
        })
        .text("workbook.column.greatest-need", 34.0, |row| {
            let greatest = row.shown.first();
            let greatest = greatest.filter(|(_, figures)| figures.below_role > 0);
            greatest.map(|(competency, _)| material.competency(*competency))
        })
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
