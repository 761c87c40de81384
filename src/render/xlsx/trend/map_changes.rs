//! *Map changes*: what is not in today's career map as it was in the last one.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{Comparison, MapChange};
use crate::diagnostic::Location;
use crate::model::{CareerMap, CompetencyId, LevelId, Points};
use crate::render::xlsx::book::Book;
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::Kind;
use crate::render::xlsx::table::Spec;

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
    let rows: Vec<Vec<Cell>> = comparison
        .maps
        .changes
        .iter()
        .map(|change| maps.row(change))
        .collect();
    let placed = page.table(
        &Spec {
            name: "MapChanges".to_owned(),
            columns: vec![
                Column::new("Change", 26.0, Kind::Text),
                Column::new("Competency", 24.0, Kind::Long),
                Column::new("Level", 20.0, Kind::Long),
                Column::new("Then", 52.0, Kind::Long),
                Column::new("Now", 52.0, Kind::Long),
                Column::new("Source file", 20.0, Kind::Long),
                Column::new("Source cell", 8.0, Kind::Text),
            ],
        },
        &rows,
        "The career map is what it was.",
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

/// The map of then and the map of now.
struct Maps<'a> {
    then: &'a CareerMap,
    now: &'a CareerMap,
}

impl Maps<'_> {
    fn row(&self, change: &MapChange) -> Vec<Cell> {
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
fn line(
    change: &str,
    [competency, level, then, now]: [&str; 4],
    at: Option<&Location>,
) -> Vec<Cell> {
    vec![
        Cell::text(change),
        Cell::text(competency),
        Cell::text(level),
        Cell::text(then),
        Cell::text(now),
        Cell::some_text(at.and_then(|at| at.file())),
        Cell::some_text(at.and_then(Location::cell).map(|cell| cell.to_string())),
    ]
}
