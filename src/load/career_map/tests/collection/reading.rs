//! A reading, written as labels are, and its comparison with the label.

use std::fmt::Write as _;

use super::super::*;
use super::notation::Case;
use crate::diagnostic::Severity;
use crate::model::{Level, Track};

/// How a careful person reads a case.
#[derive(Debug, Clone, Default)]
pub(super) struct Label {
    pub(super) wanted: Wanted,
    /// Levels and competencies, as [`shown`] writes them.
    pub(super) reading: String,
    /// Texts that must be reported as left out, or be among the facts about levels.
    pub(super) left_out: Vec<String>,
    /// Further properties of the reading, and what they have to be; see [`property`].
    pub(super) checks: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A career map, with the reading of the label.
    #[default]
    Map,
    /// Not a career map.
    Refused,
    /// Something that more than one reading explains: a warning or a refusal.
    Doubt,
}

/// How a reading compares with its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Right,
    /// It has a warning that the label does not ask for.
    Doubted,
    /// A map is not read, and a message gives the reason.
    Refused,
    /// It differs from the label, and there are only notes.
    Silent,
}

/// Reads a case and compares it with its label; also returns the differences, for the test's output.
pub(super) fn judge(case: &Case) -> (Outcome, String) {
    let reading = match case.options() {
        Ok(options) => read(&case.workbook(), &options),
        Err(problem) => return (Outcome::Refused, problem),
    };
    let label = &case.label;
    let mut differs = String::new();
    let read_as = reading.career_map.as_ref().map(shown);
    match (label.wanted, &read_as) {
        (Wanted::Map, Some(read_as)) if *read_as == label.reading => {}
        (Wanted::Map | Wanted::Refused, Some(read_as)) => differs += read_as,
        _ => {}
    }
    for wanted in &label.left_out {
        if read_as.is_some() && !is_said(case, &reading, wanted) {
            let all = property(&reading, "left out");
            let _ = writeln!(differs, "not said to be left out: {wanted} (but {all})");
        }
    }
    for (key, wanted) in &label.checks {
        if read_as.is_none() && label.wanted == Wanted::Map {
            break;
        }
        let found = property(&reading, key);
        // A text between ellipses has to occur somewhere.
        let is_right = if wanted.contains('…') {
            wanted.split('…').all(|part| found.contains(part.trim()))
        } else {
            found == *wanted
        };
        if !is_right {
            let _ = writeln!(differs, "{key}: {found}");
        }
    }
    // A refusal is one error, which says what to do.
    if read_as.is_none() && !is_refusal(&reading) {
        let _ = writeln!(differs, "no proper refusal: {:?}", reading.diagnostics);
    }
    let said: Vec<_> = reading
        .diagnostics
        .iter()
        .filter(|said| said.severity > Severity::Note)
        .collect();
    let is_asked_for = label.checks.iter().any(|(key, _)| key == "codes");
    let outcome = match (label.wanted, &read_as) {
        (Wanted::Refused, None) | (Wanted::Map, Some(_))
            if differs.is_empty() && (said.is_empty() || is_asked_for || read_as.is_none()) =>
        {
            Outcome::Right
        }
        (Wanted::Doubt, _) if !said.is_empty() => Outcome::Right,
        (_, None) => Outcome::Refused,
        _ if said.is_empty() || is_asked_for => Outcome::Silent,
        _ => Outcome::Doubted,
    };
    for said in said {
        let _ = writeln!(differs, "{}: {}", said.code.0, said.message);
    }
    (outcome, differs)
}

fn is_refusal(reading: &MapReading) -> bool {
    let [refusal] = reading.diagnostics.as_slice() else {
        return false;
    };
    let is_why = match refusal.code.0 {
        "map-refused" => refusal
            .message
            .starts_with("The file is not a career map: "),
        code => code == "map-ambiguous",
    };
    is_why && !refusal.help.is_empty()
}

/// Whether something is reported as left out, or shown as a fact about the levels: by its name, or with the cells
/// around it.
fn is_said(case: &Case, reading: &MapReading, what: &str) -> bool {
    let Some(map) = &reading.career_map else {
        return false;
    };
    let left_out = &reading.left_out;
    if what == "something" {
        return !left_out.is_empty();
    }
    let what = fold(what);
    let mut names = map.facts.iter().map(|fact| &fact.name);
    names.any(|name| fold(name).contains(&what))
        || left_out.iter().any(|left| {
            fold(&left.what).contains(&what)
                || left.area.is_some_and(|area| {
                    let sheet = left.at.sheet().unwrap_or_default();
                    case.cells_of(sheet, &what).any(|cell| {
                        area.first.row <= cell.row
                            && cell.row <= area.last.row
                            && area.first.column <= cell.column
                            && cell.column <= area.last.column
                    })
                })
        })
}

/// Levels, and for each competency what there is at each level.
fn shown(map: &CareerMap) -> String {
    let mut text = String::new();
    let mut rank = None;
    for level in &map.levels {
        if let Some(rank) = rank {
            text += if level.rank == rank { " = " } else { " < " };
        }
        rank = Some(level.rank);
        text += &title(level);
    }
    text.push('\n');
    for (competency, filed) in map.competencies.iter().zip(filed(map)) {
        if !competency.scored {
            text.push('*');
        }
        text += &filed;
        text.push(':');
        for (number, expectations) in competency.required.iter().zip(&competency.expectations) {
            let _ = match (map.scale, number, expectations.len()) {
                (Scale::Rank, _, count) => write!(text, " {count}"),
                (Scale::Proficiency, Some(number), 0) => write!(text, " ={number}"),
                (Scale::Proficiency, Some(number), count) => write!(text, " ={number}+{count}"),
                (Scale::Proficiency, None, 0) => write!(text, " -"),
                (Scale::Proficiency, None, count) => write!(text, " -+{count}"),
            };
        }
        text.push('\n');
    }
    text
}

fn title(level: &Level) -> String {
    let mut text = level.title.clone();
    let tracks: Vec<&str> = level
        .tracks
        .iter()
        .map(|track| match track {
            Track::IndividualContributor => "ic",
            Track::Management => "m",
        })
        .collect();
    if !tracks.is_empty() {
        let _ = write!(text, " [{}]", tracks.join(" "));
    }
    // A code that equals the title adds nothing.
    if let Some(code) = level
        .code
        .as_ref()
        .filter(|code| fold(code) != fold(&level.title))
    {
        let _ = write!(text, " {{{code}}}");
    }
    text
}

/// One property of a reading, by the key of a check.
fn property(reading: &MapReading, key: &str) -> String {
    let join = |texts: Vec<String>| texts.join("; ");
    let said =
        |told: fn(&Diagnostic) -> String| join(reading.diagnostics.iter().map(told).collect());
    match key {
        "header" => return reading.header.clone(),
        "left out" => {
            return join(
                reading
                    .left_out
                    .iter()
                    .map(|left| left.what.clone())
                    .collect(),
            );
        }
        "codes" => return said(|said| said.code.0.to_owned()),
        "messages" => return said(|said| format!("{} {}", said.message, said.help)),
        "cells" => {
            return said(|said| {
                said.location
                    .cell()
                    .map_or_else(String::new, |c| c.to_string())
            });
        }
        _ => {}
    }
    let Some(map) = &reading.career_map else {
        return "no map".to_owned();
    };
    let (key, of) = key.split_once(' ').unwrap_or((key, ""));
    let (name, level) = of.rsplit_once("@ ").unwrap_or((of, "1"));
    let name = name.trim_end();
    let level = level.parse::<usize>().unwrap_or(1) - 1;
    let competency = map
        .competencies
        .iter()
        .find(|competency| competency.name == name);
    match key {
        "layout" => format!("{:?}", map.orientation),
        "sheets" => map.sheets.join("; "),
        "bounds" => {
            let (bottom, top) = map.bounds();
            format!("{bottom} to {top}")
        }
        "aliases" => {
            (map.levels.get(level)).map_or_else(String::new, |level| level.aliases.join("; "))
        }
        "facts" => join(map.facts.iter().map(|fact| fact.name.clone()).collect()),
        "fact" => {
            let fact = map.facts.iter().find(|fact| fact.name == of);
            let values = fact.iter().flat_map(|fact| &fact.values);
            join(
                values
                    .map(|value| value.clone().unwrap_or_default())
                    .collect(),
            )
        }
        "texts" => {
            let all = competency.and_then(|c| c.expectations.get(level));
            join(
                all.into_iter()
                    .flatten()
                    .map(|expectation| expectation.text.clone())
                    .collect(),
            )
        }
        "at" => competency
            .and_then(|c| c.cells.get(level)?.as_ref()?.cell())
            .map_or_else(String::new, |cell| cell.to_string()),
        _ => panic!("no such check: {key}"),
    }
}
