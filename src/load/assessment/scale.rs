//! Whether the numbers in a file are levels of the career map, or of another scale.
//!
//! A company may rate from 0 to 4 or from 1 to 10. Most of these numbers are also numbers of levels, so the mistake
//! would go unnoticed. If one number in a file cannot be a level, the others need not be levels either: none of them is
//! read until the configuration says what they mean.

use super::super::names::{MapNames, OtherScale};
use super::super::sheet::CellValue;
use super::rating::{bare_number, bounds};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Scale;

/// The scale that a file's ratings are on, if one of its numbers cannot be a level, or its headings state a scale with
/// another top than the map's.
pub(super) fn other_scale<'a>(
    ratings: impl Iterator<Item = (&'a CellValue, Location)>,
    stated_top: Option<u32>,
    names: &MapNames<'_>,
) -> Option<OtherScale> {
    // Where the map requires proficiencies, people may have more than it asks for.
    if names.map().scale != Scale::Rank || names.words().has_numbers() {
        return None;
    }
    let (low, high) = bounds(names);
    let numbers: Vec<(f64, Location)> = ratings
        .filter_map(|(value, at)| Some((bare_number(value, names)?, at)))
        .collect();
    let off_scale = numbers
        .iter()
        .find(|(number, _)| !(low..=high).contains(number));
    // “Self (1–5)” on a map of seven levels.
    let stated = stated_top
        .map(f64::from)
        .filter(|top| (top - high).abs() > 0.0);
    let (_, first) = match (off_scale, stated) {
        (Some(first), _) => first,
        (None, Some(_)) => numbers.first()?,
        (None, None) => return None,
    };
    let lowest = numbers
        .iter()
        .map(|(n, _)| *n)
        .fold(f64::INFINITY, f64::min);
    let highest = numbers
        .iter()
        .map(|(n, _)| *n)
        .fold(f64::NEG_INFINITY, f64::max)
        .max(stated.unwrap_or(f64::NEG_INFINITY));
    Some(OtherScale {
        lowest,
        highest,
        cell: first
            .cell()
            .map(|cell| cell.to_string())
            .unwrap_or_default(),
    })
}

/// Says that a table's ratings are numbers that were all read as levels, and names the levels. Only where none reaches
/// the top level: most scales are shorter than a career map.
pub(super) fn taken_for_levels<'a>(
    ratings: impl Iterator<Item = (&'a CellValue, Location)>,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    if names.map().scale != Scale::Rank || names.words().has_numbers() {
        return;
    }
    let (low, high) = bounds(names);
    let mut highest = low;
    let mut first = None;
    for (value, at) in ratings {
        match bare_number(value, names) {
            Some(number) if (low..high).contains(&number) => highest = highest.max(number),
            // A level in words, or the top one: the numbers are the map's.
            _ => return,
        }
        first.get_or_insert(at);
    }
    let (Some(at), Some(title)) = (first, title_at(highest, names)) else {
        return;
    };
    problems.push(Diagnostic::note(
        "numbers-as-levels",
        at,
        format!(
            "All ratings here are numbers, up to {highest}; they were read as levels of the career map, where \
             {highest} is “{title}”."
        ),
        "You do not need to do anything if they are; if they are on another scale, say in careermap.toml under \
         [ratings] which level each number means.",
    ));
}

/// The level that a number stands for; for a number between two levels, the lower one.
fn title_at<'m>(number: f64, names: &MapNames<'m>) -> Option<&'m str> {
    let map = names.map();
    map.level_at_rank(number as u32, None)
        .map(|level| map.level(level).title.as_str())
}
