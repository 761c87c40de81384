//! *Map changes*: what differs in today's career map from the last one.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, MapChange};
use crate::diagnostic::Location;
use crate::labels::Labels;
use crate::model::{CareerMap, CompetencyId, LevelId, Points};
use crate::render::words::Sheet;
use crate::render::xlsx::book::Book;
use crate::render::xlsx::column::Table;
use crate::render::xlsx::page::Page;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(book, Sheet::MapChanges)?;
    page.title(
        labels.say("workbook.map-changes.title"),
        labels.say("workbook.map-changes.lead"),
    )?;
    let maps = Maps {
        labels,
        then: &comparison.last.review.career_map,
        now: book.map(),
    };
    let rows = comparison
        .maps
        .changes
        .iter()
        .map(|change| maps.row(change));
    let table = Table::new("MapChanges")
        .text(
            labels.say("workbook.map-changes.change"),
            26.0,
            |row: &Row<'_>| row.change,
        )
        .long(labels.say("workbook.column.competency"), 24.0, |row| {
            row.texts[0].clone()
        })
        .long(labels.say("workbook.column.level"), 20.0, |row| {
            row.texts[1].clone()
        })
        .long(labels.say("workbook.map-changes.then"), 52.0, |row| {
            row.texts[2].clone()
        })
        .long(labels.say("workbook.map-changes.now"), 52.0, |row| {
            row.texts[3].clone()
        })
        .long(labels.say("workbook.column.source-file"), 20.0, |row| {
            row.at.as_ref().and_then(|at| at.file()).map(str::to_owned)
        })
        .unprinted()
        .text(labels.say("workbook.column.source-cell"), 8.0, |row| {
            row.at
                .as_ref()
                .and_then(Location::cell)
                .map(|cell| cell.to_string())
        });
    page.finish_with(&table, rows, labels.say("workbook.map-changes.none"))
}

/// A change: its kind, then competency, level, then and now, and its place.
struct Row<'a> {
    change: &'a str,
    texts: [String; 4],
    at: Option<Location>,
}

/// The last cycle's map and today's.
struct Maps<'a> {
    labels: &'a Labels,
    then: &'a CareerMap,
    now: &'a CareerMap,
}

impl<'a> Maps<'a> {
    fn row(&self, change: &MapChange) -> Row<'a> {
        let level_then = |id: LevelId| self.then.level(id);
        let level_now = |id: LevelId| self.now.level(id);
        let line = |key, texts, at: Option<&Location>| line(self.labels.say(key), texts, at);
        match change {
            MapChange::Scale => line("workbook.map-changes.scale", ["", "", "", ""], None),
            MapChange::LevelAdded(now) => line(
                "workbook.map-changes.level-added",
                ["", &level_now(*now).title, "", &level_now(*now).title],
                Some(&level_now(*now).at),
            ),
            MapChange::LevelRemoved { then } => line(
                "workbook.map-changes.level-removed",
                ["", &level_then(*then).title, &level_then(*then).title, ""],
                Some(&level_then(*then).at),
            ),
            MapChange::LevelRenamed { then, now } => line(
                "workbook.map-changes.level-renamed",
                [
                    "",
                    &level_now(*now).title,
                    &level_then(*then).title,
                    &level_now(*now).title,
                ],
                Some(&level_now(*now).at),
            ),
            MapChange::LevelMoved { then, now } => line(
                "workbook.map-changes.level-moved",
                [
                    "",
                    &level_now(*now).title,
                    &self.place(level_then(*then).rank),
                    &self.place(level_now(*now).rank),
                ],
                Some(&level_now(*now).at),
            ),
            MapChange::CompetencyAdded(now) => {
                let competency = self.now.competency(*now);
                line(
                    "workbook.map-changes.competency-added",
                    [&competency.name, "", "", &competency.name],
                    Some(&competency.at),
                )
            }
            MapChange::CompetencyRemoved { then } => {
                let competency = self.then.competency(*then);
                line(
                    "workbook.map-changes.competency-removed",
                    [&competency.name, "", &competency.name, ""],
                    Some(&competency.at),
                )
            }
            MapChange::CompetencyRenamed { then, now } => {
                let competency = self.now.competency(*now);
                line(
                    "workbook.map-changes.competency-renamed",
                    [
                        &competency.name,
                        "",
                        &self.then.competency(*then).name,
                        &competency.name,
                    ],
                    Some(&competency.at),
                )
            }
            MapChange::Reworded {
                competency,
                level,
                dropped,
                added,
            } => line(
                "workbook.map-changes.reworded",
                [
                    &self.now.competency(*competency).name,
                    &level_now(*level).title,
                    &dropped.join("\n"),
                    &added.join("\n"),
                ],
                Some(self.cell(*competency, *level)),
            ),
            MapChange::Required {
                competency,
                level,
                then,
                now,
            } => line(
                "workbook.map-changes.required",
                [
                    &self.now.competency(*competency).name,
                    &level_now(*level).title,
                    &self.number(*then),
                    &self.number(*now),
                ],
                Some(self.cell(*competency, *level)),
            ),
        }
    }

    /// A place in the order of seniority.
    fn place(&self, rank: u32) -> String {
        self.labels
            .with("workbook.map-changes.place", &[("n", &rank)])
    }

    fn number(&self, points: Option<Points>) -> String {
        points.map_or_else(
            || self.labels.say("workbook.map-changes.nothing").to_owned(),
            |points| self.labels.number(points),
        )
    }

    /// The cell of today's map with the expectations.
    fn cell(&self, competency: CompetencyId, level: LevelId) -> &Location {
        let competency = self.now.competency(competency);
        competency.cells[level.0].as_ref().unwrap_or(&competency.at)
    }
}

/// Competency, level, then and now of a change.
fn line<'a>(change: &'a str, texts: [&str; 4], at: Option<&Location>) -> Row<'a> {
    Row {
        change,
        texts: texts.map(str::to_owned),
        at: at.cloned(),
    }
}
