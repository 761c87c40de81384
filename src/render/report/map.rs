//! How a career map was understood, in words.

use std::fmt::Write as _;

use super::advice::advice_text;
use super::{Report, Settings, count, text};
use crate::model::{CareerMap, Competency, LeftOut, Level, Orientation, Scale};

/// The career map in one line.
pub(super) fn map_line(map: &CareerMap) -> String {
    let scored = map.competencies.iter().filter(|c| c.scored).count();
    format!(
        "Career map: {}, {}, {} ({scored} scored)",
        map.file,
        count(map.levels.len(), "level", "levels"),
        count(map.competencies.len(), "competency", "competencies"),
    )
}

/// The whole career map: where it was found, its levels with their tracks, its competencies with the number of
/// expectations at each level, what was left out, and what the map itself lacks.
#[must_use]
pub fn map_text(report: &Report<'_>) -> String {
    let Some(map) = report.career_map else {
        return format!("{}\n{}", text(report), settings_line(report.settings));
    };
    let mut text = map_line(map);
    let sheets: Vec<String> = map
        .sheets
        .iter()
        .filter(|sheet| !sheet.is_empty())
        .map(|sheet| format!("“{sheet}”"))
        .collect();
    let layout = layout_words(map.orientation);
    if sheets.is_empty() {
        let _ = write!(text, "\nRead as: {layout}");
    } else {
        let _ = write!(text, "\nRead as: {layout}; from {}", sheets.join(", "));
    }
    if map.scale == Scale::Proficiency {
        text.push_str("; its cells are numbers: the proficiency required");
    }
    if let Some(header) = report.header {
        let _ = write!(text, "\nThe levels are named in {header}");
    }
    let _ = write!(text, "\n{}", settings_line(report.settings));
    text.push_str("\n\nLevels, most junior first\n");
    for level in &map.levels {
        let _ = writeln!(text, "  {}. {}", level.rank, level_words(level));
    }
    text.push_str(match map.scale {
        Scale::Rank => "\nCompetencies, with the number of expectations at each level\n",
        Scale::Proficiency => "\nCompetencies, with the number required at each level\n",
    });
    for competency in &map.competencies {
        let _ = writeln!(text, "  {}", competency_words(map, competency));
    }
    if !map.facts.is_empty() {
        let facts: Vec<&str> = map.facts.iter().map(|fact| fact.name.as_str()).collect();
        let _ = write!(text, "\nFacts about the levels: {}\n", facts.join(", "));
    }
    if !report.left_out.is_empty() {
        text.push_str("\nLeft out\n");
        for left in report.left_out {
            let _ = writeln!(text, "  {}", left_out_words(left, map.sheets.len() > 1));
        }
    }
    if let Some(advice) = advice_text(map) {
        let _ = write!(text, "\n{advice}");
    }
    text.trim_end().to_owned()
}

/// Which settings about the map were used.
pub(super) fn settings_line(settings: Option<Settings<'_>>) -> String {
    match settings {
        None => "Settings: none; a careermap.toml in the map's folder would be used".to_owned(),
        Some(Settings {
            file,
            speaks_of_map: true,
        }) => format!("Settings: {file}"),
        Some(Settings { file, .. }) => {
            format!("Settings: {file}, which says nothing about the map")
        }
    }
}

fn competency_words(map: &CareerMap, competency: &Competency) -> String {
    let are_numbers = map.scale == Scale::Proficiency && competency.scored;
    let cells: Vec<String> = if are_numbers {
        let number = |points: &Option<f64>| points.map_or("–".to_owned(), |p| p.to_string());
        competency.required.iter().map(number).collect()
    } else {
        let number = |expectations: &Vec<_>| expectations.len().to_string();
        competency.expectations.iter().map(number).collect()
    };
    let category = competency
        .category
        .as_ref()
        .map_or_else(String::new, |category| format!("{category}: "));
    let mut words = format!("{category}{} ({}", competency.name, cells.join(" "));
    if !competency.scored {
        words.push_str("; shown, not scored");
    }
    if competency.weight != 1.0 {
        let _ = write!(words, "; weight {}", competency.weight);
    }
    words.push(')');
    words
}

fn left_out_words(left: &LeftOut, with_sheet: bool) -> String {
    let sheet = left
        .at
        .sheet()
        .filter(|sheet| with_sheet && *sheet != left.what);
    let place: Vec<String> = sheet
        .map(|sheet| format!("sheet “{sheet}”"))
        .into_iter()
        .chain(left.at.cell().map(|cell| cell.to_string()))
        .collect();
    let space = if place.is_empty() { "" } else { " " };
    format!("{}{space}“{}”: {}", place.join(", "), left.what, left.why)
}

/// How a map lies in the sheets.
pub(super) const fn layout_words(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::LevelsInColumns => "each level is a column",
        Orientation::LevelsInRows => "each level is a row",
        Orientation::SheetPerLevel => "each level has a sheet of its own",
        Orientation::SheetPerCompetency => "each competency has a sheet of its own",
        Orientation::Long => "one row for each level, competency and expectation",
    }
}

fn level_words(level: &Level) -> String {
    let mut words = level.title.clone();
    if let Some(code) = level.code.as_ref().filter(|code| **code != level.title) {
        let _ = write!(words, " [{code}]");
    }
    let tracks: Vec<&str> = level.tracks.iter().map(|track| track.label()).collect();
    if !tracks.is_empty() {
        let _ = write!(words, " ({})", tracks.join(" or "));
    }
    words
}
