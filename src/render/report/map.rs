//! How a career map was understood, in words.

use std::fmt::Write as _;

use super::count;
use crate::model::{CareerMap, Level, Orientation, Scale};

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
/// expectations at each level.
#[must_use]
pub fn map_text(map: &CareerMap) -> String {
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
    text.push_str("\n\nLevels, most junior first\n");
    for level in &map.levels {
        let _ = writeln!(text, "  {}. {}", level.rank, level_words(level));
    }
    text.push_str("\nCompetencies, with the number of expectations at each level\n");
    for competency in &map.competencies {
        let counts: Vec<String> = competency
            .expectations
            .iter()
            .map(|expectations| expectations.len().to_string())
            .collect();
        let category = competency
            .category
            .as_ref()
            .map_or_else(String::new, |category| format!("{category}: "));
        let fact = if competency.scored {
            ""
        } else {
            "; shown, not scored"
        };
        let _ = writeln!(
            text,
            "  {category}{} ({}{fact})",
            competency.name,
            counts.join(" ")
        );
    }
    text.trim_end().to_owned()
}

/// How the levels lie in the sheets.
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
