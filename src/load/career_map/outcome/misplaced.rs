//! Settings that name another row or column than the one that was meant.

use std::collections::BTreeSet;

use super::doubts;
use super::remedy;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::career_map::choosing::choice::chosen;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::options::{MapOptions, SheetLine};
use crate::load::sheet::Workbook;
use crate::model::Orientation;
use crate::text::shortened;

/// Reports settings that make levels of what would otherwise be expectations or names of competencies: the reading
/// follows them, but they are probably one row or column off.
pub(in crate::load::career_map) fn misplaced_levels(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<Diagnostic> {
    remedy::places_set(options)
        .into_iter()
        .find_map(|(setting, line)| {
            let without = remedy::without(options, setting);
            let other = chosen(workbook, &without).ok()?;
            // Somebody may have set it because of what is doubtful without it.
            if !doubts::is_sound(&other, workbook, &without) {
                return None;
            }
            let (at, what) =
                names_as_level(draft, &other).or_else(|| expected_as_levels(draft, &other))?;
            Some(Diagnostic::warning(
                "map-setting",
                at,
                format!("With `{line}` under [map] in careermap.toml, {what}."),
                remedy::corrected(setting, &other, workbook, &without),
            ))
        })
}

/// The first level of a draft, if most of its levels are expectations in the other draft.
fn expected_as_levels(draft: &Draft, other: &Draft) -> Option<(Location, String)> {
    let expected: BTreeSet<&Location> = other
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().flatten())
        .map(|piece| &piece.at)
        .collect();
    let inside: Vec<&str> = draft
        .levels
        .iter()
        .filter(|level| expected.contains(&level.at))
        .filter_map(|level| level.cells.first().map(String::as_str))
        .collect();
    let is_off =
        inside.len() * 2 >= draft.levels.len() && other.signs.recognised > draft.signs.recognised;
    let first = inside.first().filter(|_| is_off)?;
    Some((
        draft.levels[0].at.clone(),
        format!(
            "“{}” is the name of a level; without this setting, it is an expectation",
            shortened(first)
        ),
    ))
}

/// A level of a draft in the place where the other draft has the names of competencies.
fn names_as_level(draft: &Draft, other: &Draft) -> Option<(Location, String)> {
    let place = |at: &Location| {
        let cell = at.cell()?;
        match draft.orientation {
            Orientation::LevelsInColumns => Some(SheetLine::Column(cell.column)),
            Orientation::LevelsInRows => Some(SheetLine::Row(cell.row)),
            _ => None,
        }
    };
    if draft.orientation != other.orientation || draft.sheets != other.sheets {
        return None;
    }
    let names: Vec<SheetLine> = other.rows.iter().filter_map(|row| place(&row.at)).collect();
    let level = draft
        .levels
        .iter()
        .find(|level| place(&level.at).is_some_and(|place| names.contains(&place)))?;
    let place = place(&level.at)?;
    let word = if place.is_row() { "row" } else { "column" };
    Some((
        level.at.clone(),
        format!(
            "{word} {place} is a level; without this setting, it has the names of the competencies"
        ),
    ))
}
