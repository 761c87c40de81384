//! How a career map was understood, for `careermap check`.

use std::fmt::Write as _;

use serde::Serialize;

use super::MapReading;
use crate::model::{CareerMap, Level, Orientation, Track};

/// The contract of `careermap check --format json` for `career_map`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapSummary {
    /// The file as people know it.
    pub file: String,
    /// The sheets that it was read from.
    pub sheets: Vec<String>,
    /// How the map lies in them.
    pub orientation: Orientation,
    /// The levels by rank.
    pub levels: Vec<LevelSummary>,
    /// The competencies in the map's order.
    pub competencies: Vec<CompetencySummary>,
}

/// A level in [`MapSummary`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelSummary {
    /// The title for display.
    pub title: String,
    /// The grade code.
    pub code: Option<String>,
    /// The tracks; empty where the map does not tell them apart.
    pub tracks: Vec<Track>,
    /// Place in the order of seniority, 1 = most junior.
    pub rank: u32,
}

/// A competency in [`MapSummary`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompetencySummary {
    /// The name for display.
    pub name: String,
    /// The category.
    pub category: Option<String>,
    /// Whether it is scored, or a fact that is only shown.
    pub scored: bool,
    /// The number of expectations, over all levels.
    pub expectations: usize,
}

impl From<&CareerMap> for MapSummary {
    fn from(map: &CareerMap) -> Self {
        Self {
            file: map.file.clone(),
            sheets: map.sheets.clone(),
            orientation: map.orientation,
            levels: map.levels.iter().map(LevelSummary::from).collect(),
            competencies: map
                .competencies
                .iter()
                .map(|competency| CompetencySummary {
                    name: competency.name.clone(),
                    category: competency.category.clone(),
                    scored: competency.scored,
                    expectations: competency.expectations.iter().map(Vec::len).sum(),
                })
                .collect(),
        }
    }
}

impl From<&Level> for LevelSummary {
    fn from(level: &Level) -> Self {
        Self {
            title: level.title.clone(),
            code: level.code.clone(),
            tracks: level.tracks.clone(),
            rank: level.rank,
        }
    }
}

impl MapReading {
    /// How the map was understood, in lines for people; empty if there is none.
    #[must_use]
    pub fn explanation(&self) -> String {
        let Some(map) = &self.career_map else {
            return String::new();
        };
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.explain(map, &mut text);
        text
    }

    fn explain(&self, map: &CareerMap, text: &mut String) -> std::fmt::Result {
        let summary = MapSummary::from(map);
        writeln!(text, "Career map: {}", summary.file)?;
        let sheets: Vec<&str> = summary
            .sheets
            .iter()
            .map(String::as_str)
            .filter(|s| !s.is_empty())
            .collect();
        if !sheets.is_empty() {
            writeln!(text, "  Sheets: {}", sheets.join(", "))?;
        }
        writeln!(
            text,
            "  Layout: {}, named in {}",
            layout(summary.orientation),
            self.header
        )?;
        writeln!(text, "  Levels: {}", summary.levels.len())?;
        for level in &summary.levels {
            let code = level
                .code
                .as_ref()
                .map(|code| format!(" [{code}]"))
                .unwrap_or_default();
            let tracks: Vec<&str> = level.tracks.iter().map(|track| track.label()).collect();
            let tracks = if tracks.is_empty() {
                String::new()
            } else {
                format!(" ({})", tracks.join(", "))
            };
            writeln!(text, "    {:>2}. {}{code}{tracks}", level.rank, level.title)?;
        }
        writeln!(text, "  Competencies: {}", summary.competencies.len())?;
        for competency in &summary.competencies {
            let category = competency
                .category
                .as_ref()
                .map(|c| format!("{c} / "))
                .unwrap_or_default();
            let shown = if competency.scored {
                ""
            } else {
                ", shown but not scored"
            };
            let count = competency.expectations;
            let plural = if count == 1 { "" } else { "s" };
            writeln!(
                text,
                "    {category}{}: {count} expectation{plural}{shown}",
                competency.name
            )?;
        }
        if !map.facts.is_empty() {
            let names: Vec<&str> = map.facts.iter().map(|fact| fact.name.as_str()).collect();
            writeln!(text, "  Facts about the levels: {}", names.join(", "))?;
        }
        if !map.library.is_empty() {
            writeln!(text, "  Development actions: {}", map.library.len())?;
        }
        if !self.left_out.is_empty() {
            writeln!(text, "  Left out:")?;
            for left in &self.left_out {
                let cell = left
                    .at
                    .cell
                    .map(|cell| format!("{cell} "))
                    .unwrap_or_default();
                writeln!(text, "    {cell}“{}”: {}", left.what, left.why)?;
            }
        }
        Ok(())
    }
}

const fn layout(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::LevelsInColumns => "levels in columns",
        Orientation::LevelsInRows => "levels in rows",
        Orientation::SheetPerLevel => "one sheet for each level",
        Orientation::SheetPerCompetency => "one sheet for each competency",
        Orientation::Long => "one row for each expectation",
    }
}
