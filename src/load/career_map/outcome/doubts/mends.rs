//! What doubts say and offer: names in a sentence, and lines of the settings that may settle them.

use std::collections::BTreeSet;

use super::super::remedy::name_of;
use super::{Mend, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::options::{SheetLine, Span};
use crate::load::career_map::outcome::remedy::place_named;
use crate::load::setting_lines::{list_line, order_line, toml_text};
use crate::model::{Competency, Level, Orientation};
use crate::text::{fold, in_quotes, listed, shortened, tidy};

pub(super) fn levels_named(levels: &[&Level], one: &str, many: &str) -> String {
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    named("level", "levels", &titles, one, many)
}

pub(super) fn competencies_named(competencies: &[&Competency], one: &str, many: &str) -> String {
    let names: Vec<&str> = competencies
        .iter()
        .map(|found| found.name.as_str())
        .collect();
    named("competency", "competencies", &names, one, many)
}

/// “The levels “A” and “B” are …”; of many only the first few and their number.
pub(super) fn named(one: &str, many: &str, names: &[&str], is: &str, are: &str) -> String {
    const NAMED: usize = 3;
    let quoted: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| in_quotes(&shortened(name)))
        .collect();
    match (quoted.as_slice(), names.len().saturating_sub(NAMED)) {
        ([only], _) => format!("The {one} {only} {is}."),
        (first, 0) => format!("The {many} {} {are}.", listed(first)),
        (first, more) => format!("The {many} {} and {more} more {are}.", first.join(", ")),
    }
}

/// The line that leaves these out, in addition to what is left out already.
pub(super) fn leave_out(reading: &Reading<'_>, names: impl IntoIterator<Item = String>) -> String {
    let mut all = reading.options.leave_out.clone();
    all.extend(names);
    list_line("leave-out", &all)
}

/// The column or row below or beside a level's title or a competency's name.
fn line_headed(at: &Location, is_column: bool) -> Option<Span> {
    let cell = at.cell()?;
    let place = if is_column {
        SheetLine::Column(cell.column)
    } else {
        SheetLine::Row(cell.row)
    };
    Some(Span {
        first: place,
        last: place,
    })
}

/// Whether levels are in columns; `None` where neither levels nor competencies have columns or rows.
const fn are_columns(orientation: Orientation) -> Option<bool> {
    match orientation {
        Orientation::LevelsInColumns => Some(true),
        Orientation::LevelsInRows => Some(false),
        _ => None,
    }
}

/// Lines that leave out these names, by name and by place, since a heading may have the same name.
pub(super) fn left_out_lines(
    reading: &Reading<'_>,
    named: &[(&str, &Location)],
    are_levels: bool,
) -> Vec<String> {
    let by_name = leave_out(reading, named.iter().map(|(name, _)| (*name).to_owned()));
    let by_place = are_columns(reading.draft.orientation).and_then(|columns| {
        let places = named.iter().map(|(_, at)| {
            line_headed(at, columns == are_levels)
                .map(|span| place_named(reading.workbook, at, span))
        });
        Some(leave_out(reading, places.collect::<Option<Vec<_>>>()?))
    });
    std::iter::once(by_name).chain(by_place).collect()
}

pub(super) fn leave_out_levels(reading: &Reading<'_>, levels: &[&Level]) -> Mend {
    let named: Vec<(&str, &Location)> = levels
        .iter()
        .map(|level| (level.title.as_str(), &level.at))
        .collect();
    Mend::Write {
        case: match levels.len() {
            1 => "If that is not a level",
            _ => "If these are not levels",
        }
        .into(),
        lines: left_out_lines(reading, &named, true),
        otherwise: match levels.len() {
            1 => "delete or hide it",
            _ => "delete or hide them",
        },
    }
}

pub(super) fn not_competencies(
    case: &'static str,
    reading: &Reading<'_>,
    found: &[&Competency],
) -> Mend {
    let named: Vec<(&str, &Location)> = found
        .iter()
        .map(|found| (found.name.as_str(), &found.at))
        .collect();
    Mend::Write {
        case: case.into(),
        lines: left_out_lines(reading, &named, false),
        otherwise: "delete or hide it",
    }
}

/// The line that leaves out everything from here to the end of the table.
pub(super) fn rest_left_out(reading: &Reading<'_>, at: &Location) -> Option<String> {
    let is_column = !are_columns(reading.draft.orientation)?;
    let first = line_headed(at, is_column)?.first;
    let sheet = reading
        .workbook
        .sheets
        .iter()
        .find(|sheet| sheet.at.sheet() == at.sheet())?;
    let ends = sheet.grid.cells().map(|(cell, _)| {
        if is_column {
            SheetLine::Column(cell.column)
        } else {
            SheetLine::Row(cell.row)
        }
    });
    let last = ends.max_by_key(|place| place.index())?;
    let rest = place_named(reading.workbook, at, Span { first, last });
    Some(leave_out(reading, [rest]))
}

/// The lines that leave out the columns, or else the rows, of the map's sheets that contain a text.
pub(super) fn columns_of(reading: &Reading<'_>, text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut places: [BTreeSet<String>; 2] = Default::default();
    let sheets = reading.workbook.sheets.iter();
    for sheet in sheets.filter(|sheet| reading.draft.sheets.contains(&sheet.name)) {
        for (cell, value) in sheet.grid.cells() {
            if value.text().is_some_and(|text| fold(&text) == folded) {
                let at = sheet.at.with_cell(cell);
                for (places, is_column) in places.iter_mut().zip([true, false]) {
                    let span = line_headed(&at, is_column);
                    places.extend(span.map(|span| place_named(reading.workbook, &at, span)));
                }
            }
        }
    }
    places
        .into_iter()
        .map(|places| leave_out(reading, places))
        .collect()
}

/// The line that leaves out all of these headings but one.
pub(super) fn all_but(reading: &Reading<'_>, headings: &[String], kept: usize) -> String {
    let others = headings
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != kept);
    leave_out(reading, others.map(|(_, heading)| heading.clone()))
}

/// Rows that may be facts about the levels.
pub(super) fn as_level_facts(
    reading: &Reading<'_>,
    names: impl IntoIterator<Item = impl AsRef<str>>,
) -> Mend {
    let names: Vec<String> = names
        .into_iter()
        .map(|name| name.as_ref().to_owned())
        .collect();
    let (case, otherwise) = match names.len() {
        1 => ("If this is a fact about the levels", "delete or hide it"),
        _ => ("If these are facts about the levels", "delete or hide them"),
    };
    Mend::Write {
        case: case.into(),
        lines: vec![level_facts_line(reading, names)],
        otherwise,
    }
}

/// The line that makes rows facts about the levels, in addition to those that are.
pub(super) fn level_facts_line(
    reading: &Reading<'_>,
    names: impl IntoIterator<Item = impl AsRef<str>>,
) -> String {
    let mut all = reading.options.level_facts.clone();
    all.extend(names.into_iter().map(|name| name.as_ref().to_owned()));
    list_line("level-facts", &all)
}

pub(super) fn other_order(steps: &[Vec<&str>]) -> Mend {
    Mend::Write {
        case: "If the levels are in the wrong order".into(),
        lines: vec![order_line(steps)],
        otherwise: "put them in the right one",
    }
}

pub(super) fn on_its_side(reading: &Reading<'_>) -> Mend {
    let other = match reading.draft.orientation {
        Orientation::LevelsInColumns => Orientation::LevelsInRows,
        _ => Orientation::LevelsInColumns,
    };
    Mend::Write {
        case: "If levels and competencies are exchanged".into(),
        lines: vec![format!("orientation = {}", toml_text(name_of(other)))],
        otherwise: "exchange rows and columns in the file",
    }
}

/// The text of a cell.
pub(super) fn text_at(reading: &Reading<'_>, at: &Location) -> Option<String> {
    Some(tidy(&reading.workbook.text_at(at)?))
}

/// What to do about a file that is not the career map.
pub(super) fn name_the_right_file() -> Mend {
    Mend::Do("If it is not the career map, name the right file with `career-map` in careermap.toml, or the right sheet with `sheet` under [map].".to_owned())
}
