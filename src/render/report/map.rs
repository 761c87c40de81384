//! How a career map was understood, in words.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::advice::advice_text;
use super::{Report, SettingsSource, count};
use crate::model::{
    CareerMap, Competency, EntryMode, LeftOut, Level, LevelId, Orientation, Scale, SpecialityId,
};

/// The text if the career map was refused.
pub(super) const NO_MAP: &str = "Career map: not readable, so nothing else was looked at.";

/// The career map in one line.
pub(super) fn map_line(map: &CareerMap) -> String {
    let all = map.competency_ids();
    let scored = all.filter(|id| map.competency(*id).scored).count();
    let line = format!(
        "Career map: {}, {}, {} ({scored} scored)",
        map.file,
        count(map.levels.len(), "level", "levels"),
        count(map.competency_ids().count(), "competency", "competencies"),
    );
    match map.specialities.len() {
        0 => line,
        some => format!("{line}, {}", count(some, "speciality", "specialities")),
    }
}

/// The whole career map: where it was found, its levels with their tracks, its competencies with the number of
/// expectations at each level, what was left out, and advice about the map.
pub fn map_text(report: &Report<'_>) -> String {
    let Some(map) = report.career_map else {
        return format!("{NO_MAP}\n{}", settings_line(report.settings));
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
    for competency in map.competencies.iter().filter(|one| one.holds) {
        let _ = writeln!(text, "  {}", competency_words(map, competency));
    }
    if map.has_specialities() {
        text.push_str("\nSpecialities, with what each adds to the general map or replaces in it\n");
        for speciality in map.speciality_ids() {
            text.push_str(&speciality_words(map, speciality));
        }
    }
    if !map.facts.is_empty() {
        let facts: Vec<&str> = map.facts.iter().map(|fact| fact.name.as_str()).collect();
        let _ = write!(text, "\nFacts about the levels: {}\n", facts.join(", "));
    }
    if !report.left_out.is_empty() {
        text.push_str("\nLeft out\n");
        for left in report.left_out {
            // A sheet of a speciality is not one of the map's.
            let is_of_map = |sheet: &str| map.sheets.iter().any(|one| one == sheet);
            let is_elsewhere = left.at.sheet().is_some_and(|sheet| !is_of_map(sheet));
            let with_sheet = map.sheets.len() > 1 || is_elsewhere;
            let _ = writeln!(text, "  {}", left_out_words(left, with_sheet));
        }
    }
    if let Some(advice) = advice_text(map) {
        let _ = write!(text, "\n{advice}");
    }
    text.trim_end().to_owned()
}

/// Which settings about the map were used.
pub(super) fn settings_line(settings: Option<SettingsSource<'_>>) -> String {
    match settings {
        None => {
            "Settings: none; careermap would use a careermap.toml in the map's folder".to_owned()
        }
        Some(SettingsSource {
            file,
            speaks_of_map: true,
        }) => format!("Settings: {file}"),
        Some(SettingsSource { file, .. }) => {
            format!("Settings: {file}, which says nothing about the map")
        }
    }
}

/// A speciality: a line for each competency that it says something about.
fn speciality_words(map: &CareerMap, id: SpecialityId) -> String {
    let (speciality, own) = (map.speciality(id), map.own(Some(id)));
    let mut words = format!("  {}\n", speciality.name);
    for competency in map.all_competency_ids() {
        if speciality.competencies.contains(&competency) {
            let own = competency_words(own, own.competency(competency));
            let _ = writeln!(words, "    {own}: only in this speciality");
            continue;
        }
        let mut parts = Vec::new();
        for (mode, does) in [(EntryMode::Add, "adds"), (EntryMode::Replace, "replaces")] {
            let levels: BTreeSet<LevelId> = speciality
                .entries
                .iter()
                .filter(|entry| (entry.competency, entry.mode) == (competency, mode))
                .map(|entry| entry.level)
                .collect();
            if !levels.is_empty() {
                let titles = levels.iter().map(|level| map.level(*level).title.as_str());
                let titles: Vec<&str> = titles.collect();
                parts.push(format!("{does} at {}", titles.join(", ")));
            }
        }
        if !parts.is_empty() {
            let name = &map.competency(competency).name;
            let _ = writeln!(words, "    {name}: {}", parts.join("; "));
        }
    }
    words
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
    if (competency.weight - 1.0).abs() > f64::EPSILON {
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

/// A map's layout, in words.
pub(super) const fn layout_words(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::LevelsInColumns => "each level is a column",
        Orientation::LevelsInRows => "each level is a row",
        Orientation::SheetPerLevel => "each level has its own sheet",
        Orientation::SheetPerCompetency => "each competency has its own sheet",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::career_map;
    use crate::model::{Expectation, Track, WhyLeftOut};

    #[test]
    fn all_that_is_known_of_a_map_that_lacks_much() {
        let mut map = career_map(
            &["Step 2", "Step 3", "Step 5", "Lead"],
            &["Planning", "Writing", "Speaking", "Budget"],
        );
        let (ic, management) = (Track::IndividualContributor, Track::Management);
        for (level, tracks) in map.levels.iter_mut().zip([
            vec![ic, management],
            vec![management],
            vec![ic],
            vec![management],
        ]) {
            level.tracks = tracks;
        }
        map.levels[3].aliases = vec!["Step 5".to_owned(), "step-5".to_owned()];
        let mut expect = |competency: usize, level: usize, texts: &[&str]| {
            map.competencies[competency].expectations[level] =
                texts.iter().map(|text| Expectation::new(*text)).collect();
        };
        expect(0, 1, &["Plans the week ahead"]);
        expect(0, 3, &["Plans the week ahead"]);
        expect(1, 1, &[]);
        for competency in 1..4 {
            expect(competency, 3, &[]);
        }
        expect(2, 0, &["Plans the week ahead"]);
        expect(
            2,
            2,
            &["Speaks well of everything and everybody. "; 13].map(str::trim),
        );
        let long = "Speaks about money to whoever has it. ".repeat(14);
        expect(3, 2, &[long.trim()]);
        map.competencies[3].weight = 2.5;
        let left_out = [LeftOut {
            at: map.levels[0].at.clone(),
            area: None,
            what: "Notes".to_owned(),
            why: WhyLeftOut::Configured,
        }];
        let report = Report {
            career_map: Some(&map),
            header: Some("row 1"),
            left_out: &left_out,
            settings: Some(SettingsSource {
                file: "My folder/careermap.toml",
                speaks_of_map: true,
            }),
            ..Report::default()
        };
        insta::assert_snapshot!(map_text(&report), @r"
        Career map: career-map.xlsx, 4 levels, 4 competencies (4 scored)
        Read as: each level is a column; from “Map”
        The levels are named in row 1
        Settings: My folder/careermap.toml

        Levels, most junior first
          1. Step 2 (Individual contributor or Management)
          2. Step 3 (Management)
          3. Step 5 (Individual contributor)
          4. Lead (Management)

        Competencies, with the number of expectations at each level
          Planning (1 1 1 1)
          Writing (1 0 1 0)
          Speaking (1 1 13 0)
          Budget (1 1 1 0; weight 2.5)

        Left out
          B1 “Notes”: the settings leave it out

        Advice about the map itself; these are not errors
          A track has no level at 2 ranks where the other track has one, so people skip a step there.
            C1 Individual contributor has no level beside “Step 3”; D1 Management has no level beside “Step 5”
            Add the level; or, if people should skip the step, correct the tracks in the titles. [track-hole]
          The numbers of the levels have a gap in 1 place, as if a level was missing.
            D1 from “Step 3” to “Step 5”
            Add the missing level, or leave the numbers as they are if there is none. [level-missing]
          1 level asks only for what the level below already asks for, so people cannot see how to reach it.
            E1 “Lead” asks for nothing beyond “Step 3”
            Write what is new at the level, or join the two levels. [nothing-new]
          The numbers of some levels are not their positions in the order; careermap reads a rating that is only a number as a position.
            B1 a rating of 2 means “Step 3”, not “Step 2”; C1 a rating of 3 means “Step 5”, not “Step 3”
            Ask for the whole name in assessments, or say under [ratings] in careermap.toml what each number means. [numbers-confuse]
          3 competencies have empty cells, so the map does not say what is expected there.
            A3 Writing at “Step 3” and “Lead”; A4 Speaking at “Lead”; A5 Budget at “Lead”
            Write what is expected, or leave the cells empty where nothing is. [empty-cells]
          1 expectation is the same word for word at several levels, so people cannot see the difference between them.
            C2 “Plans the week ahead” (Planning, at “Step 3” and “Lead”)
            Say what is different at the higher level, or keep it at the lowest one. [same-at-levels]
          1 expectation is the same word for word in several competencies, so people are rated twice for the same thing.
            C2 “Plans the week ahead” (in “Planning” and “Speaking”)
            Keep it in the competency that it belongs to. [same-in-competencies]
          1 competency has far more or far fewer expectations than the others; the usual number is 4, for all levels together.
            A4 Speaking has 15
            Split a large competency, join small ones, or give them weights under [map.weights] in careermap.toml. [uneven-competencies]
          1 expectation is longer than 500 characters, too long to be read in a plan.
            D5 Budget at “Step 5”: 531 characters
            Put each expectation on a separate line. [too-long]
        ");
    }
}
