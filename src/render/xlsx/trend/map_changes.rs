//! *Map changes*: what is not in today's career map as it was in the last one.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, MapChange};
use crate::diagnostic::Location;
use crate::model::{CareerMap, CompetencyId, LevelId, Points};
use crate::render::xlsx::book::Book;
use crate::render::xlsx::column::Table;
use crate::render::xlsx::page::Page;

pub(super) const NAME: &str = "Map changes";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>, comparison: &Comparison<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, NAME)?;
    page.title(
        "Map changes: the career map then and now",
        "Levels and competencies are the same by name, else by grade code or by at least half of their expectations; what is \
         left was removed or added. Sources are cells of today’s map, or of the last one for what is not there any more.",
    )?;
    let maps = Maps {
        then: &comparison.last.review.career_map,
        now: book.map(),
    };
    let rows = comparison
        .maps
        .changes
        .iter()
        .map(|change| maps.row(change));
    let table = Table::new("MapChanges")
        .text("Change", 26.0, |row: &Row| row.change)
        .long("Competency", 24.0, |row| row.texts[0].clone())
        .long("Level", 20.0, |row| row.texts[1].clone())
        .long("Then", 52.0, |row| row.texts[2].clone())
        .long("Now", 52.0, |row| row.texts[3].clone())
        .long("Source file", 20.0, |row| {
            row.at.as_ref().and_then(|at| at.file()).map(str::to_owned)
        })
        .unprinted()
        .text("Source cell", 8.0, |row| {
            row.at
                .as_ref()
                .and_then(Location::cell)
                .map(|cell| cell.to_string())
        });
    page.finish_with(&table, rows, "The career map is what it was.")
}

/// A change: its kind, then competency, level, then and now, and where it stands.
struct Row {
    change: &'static str,
    texts: [String; 4],
    at: Option<Location>,
}

/// The map of then and the map of now.
struct Maps<'a> {
    then: &'a CareerMap,
    now: &'a CareerMap,
}

impl Maps<'_> {
    fn row(&self, change: &MapChange) -> Row {
        let level_then = |id: LevelId| self.then.level(id);
        let level_now = |id: LevelId| self.now.level(id);
        match change {
            MapChange::Scale => line("another scale", ["", "", "", ""], None),
            MapChange::LevelAdded(now) => line(
                "level added",
                ["", &level_now(*now).title, "", &level_now(*now).title],
                Some(&level_now(*now).at),
            ),
            MapChange::LevelRemoved { then } => line(
                "level removed",
                ["", &level_then(*then).title, &level_then(*then).title, ""],
                Some(&level_then(*then).at),
            ),
            MapChange::LevelRenamed { then, now } => line(
                "level renamed",
                [
                    "",
                    &level_now(*now).title,
                    &level_then(*then).title,
                    &level_now(*now).title,
                ],
                Some(&level_now(*now).at),
            ),
            MapChange::LevelMoved { then, now } => line(
                "level has another place",
                [
                    "",
                    &level_now(*now).title,
                    &format!("number {} in seniority", level_then(*then).rank),
                    &format!("number {} in seniority", level_now(*now).rank),
                ],
                Some(&level_now(*now).at),
            ),
            MapChange::CompetencyAdded(now) => {
                let competency = self.now.competency(*now);
                line(
                    "competency added",
                    [&competency.name, "", "", &competency.name],
                    Some(&competency.at),
                )
            }
            MapChange::CompetencyRemoved { then } => {
                let competency = self.then.competency(*then);
                line(
                    "competency removed",
                    [&competency.name, "", &competency.name, ""],
                    Some(&competency.at),
                )
            }
            MapChange::CompetencyRenamed { then, now } => {
                let competency = self.now.competency(*now);
                line(
                    "competency renamed",
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
                "expectations changed",
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
                "required number changed",
                [
                    &self.now.competency(*competency).name,
                    &level_now(*level).title,
                    &number(*then),
                    &number(*now),
                ],
                Some(self.cell(*competency, *level)),
            ),
        }
    }

    /// Where today's map says what it expects.
    fn cell(&self, competency: CompetencyId, level: LevelId) -> &Location {
        let competency = self.now.competency(competency);
        competency.cells[level.0].as_ref().unwrap_or(&competency.at)
    }
}

fn number(points: Option<Points>) -> String {
    points.map_or_else(
        || "nothing required".to_owned(),
        |points| points.to_string(),
    )
}

/// Competency, level, then and now of a change.
fn line(change: &'static str, texts: [&str; 4], at: Option<&Location>) -> Row {
    Row {
        change,
        texts: texts.map(str::to_owned),
        at: at.cloned(),
    }
}
