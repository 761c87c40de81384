//! What a rating cell says.

use std::collections::BTreeMap;

use super::super::names::{MapNames, OtherScale, RatingWords, Unmatched};
use super::super::setting_lines::toml_text;
use super::super::sheet::CellValue;
use super::super::vocabulary::{Concept, Rater, says};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::labels::List;
use crate::model::{CompetencyAssessment, PersonTrack, Points, Rating, Scale, Sourced};
use crate::text::{self, counted, fold, shortened, tidy};

/// The field for this rater's rating.
pub(super) fn rating_field(
    by: Rater,
    entered: &mut CompetencyAssessment,
) -> &mut Option<Sourced<Rating>> {
    match by {
        Rater::Own => &mut entered.own,
        Rater::Manager => &mut entered.manager,
        Rater::Agreed => &mut entered.agreed,
    }
}

/// Merges messages about cells that are not ratings, where they differ only in the cell: the first one stays, and says how many
/// more there are.
pub(super) fn merge_repeated(problems: &mut Vec<Diagnostic>) {
    // Each with its place among those that stay.
    let mut merged: BTreeMap<Diagnostic, (usize, usize)> = BTreeMap::new();
    let mut kept = 0;
    problems.retain(|problem| {
        let is_first = problem.code != NOT_A_RATING || {
            let location = problem.location.without_cell();
            let of_sheet = Diagnostic {
                location,
                ..problem.clone()
            };
            let (_, more) = merged
                .entry(of_sheet)
                .and_modify(|(_, more)| *more += 1)
                .or_insert((kept, 0));
            *more == 0
        };
        kept += usize::from(is_first);
        is_first
    });
    for (place, more) in merged.into_values().filter(|(_, more)| *more > 0) {
        let cells = counted(more, "more cell", "more cells");
        let message = &mut problems[place].message;
        *message = format!("{message} The same in {cells}.");
    }
}

/// The code of a cell that is not a rating.
const NOT_A_RATING: Code = Code("not-a-rating");

/// The meanings of the company's own words for ratings, from its configuration. A meaning that is not a rating itself
/// is reported.
pub fn rating_words(
    names: &MapNames<'_>,
    configured: &BTreeMap<String, String>,
    at: &Location,
) -> (RatingWords, Vec<Diagnostic>) {
    let mut words = RatingWords::default();
    let mut problems = Vec::new();
    for (word, meaning) in configured {
        match from_text(meaning, names, None) {
            Ok(rating) => words.put(word, rating),
            Err(problem) => problems.push(Diagnostic::warning(
                "unknown-rating",
                at.clone(),
                format!(
                    "Under [ratings], “{word}” means {}, which is not a rating; the line was ignored.",
                    problem.found
                ),
                problem.help,
            )),
        }
    }
    (words, problems)
}

/// The rating in a cell; `None` for a blank and for a cell that is not a rating, which is reported.
pub(super) fn read(
    value: &CellValue,
    at: Location,
    names: &MapNames<'_>,
    track: Option<PersonTrack>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Sourced<Rating>> {
    let found = match value {
        CellValue::Text(text) => match names.words().get(text) {
            Some(rating) => Ok(rating),
            None => from_text(text, names, track),
        },
        CellValue::Number(number) | CellValue::Padded { number, .. } => {
            match names.words().get(&number.to_string()) {
                Some(rating) => Ok(rating),
                None => on_scale(*number, names).map(Some),
            }
        }
        CellValue::Date(date) => Err(NotRated::new(
            format!("the date {date}"),
            "Spreadsheet programs turn text such as 3-4 into a date: type the level again.",
        )),
        CellValue::Time(_) => Err(NotRated::new(
            format!("the time {}", value.text().unwrap_or_default()),
            expected(names),
        )),
        CellValue::Bool(_) => Err(NotRated::new("a truth value", expected(names))),
        CellValue::Error(error) => Err(NotRated::new(
            error.clone(),
            "Correct the formula or type the level.",
        )),
        CellValue::Uncalculated => Err(NotRated::new(
            "a formula whose result is not in the file",
            "Open the file in a spreadsheet program, let it calculate, and save it; or type the level.",
        )),
    };
    match found {
        Ok(rating) => rating.map(|rating| Sourced::new(rating, at)),
        Err(problem) => {
            problems.push(Diagnostic::warning(
                NOT_A_RATING,
                at,
                format!(
                    "Found {}, expected a rating; it was read as not assessed.",
                    problem.found
                ),
                problem.help,
            ));
            None
        }
    }
}

/// What a cell holds instead of a rating.
struct NotRated {
    found: String,
    help: String,
}

impl NotRated {
    fn new(found: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            help: help.into(),
        }
    }
}

fn from_text(
    text: &str,
    names: &MapNames<'_>,
    track: Option<PersonTrack>,
) -> Result<Option<Rating>, NotRated> {
    let typed = tidy(text);
    // The letters of the map's own scale, which may be signs, or stand for something else elsewhere.
    if let Some(points) = names.map().step_named(&typed) {
        return Ok(Some(Rating::At(points)));
    }
    match fold(&typed).as_str() {
        // Nothing, or a single dash, which people write for a blank. A sign such as ✓ folds to nothing as well, and is
        // not a blank.
        "" if typed
            .chars()
            .any(|c| !matches!(c, '-' | '–' | '—' | '.' | '?' | '…' | '/' | '_')) =>
        {
            return Err(NotRated::new(format!("“{typed}”"), unmapped(&typed, names)));
        }
        "" => return Ok(None),
        folded if names.has_level(folded) => {}
        _ if says(&typed, Concept::NotAssessed) => return Ok(None),
        _ if says(
            &names.chosen(List::Mark, typed.clone()),
            Concept::NotApplicable,
        ) =>
        {
            return Ok(Some(Rating::NotApplicable));
        }
        _ => {}
    }
    if let Some(number) = parse_number(&typed) {
        return on_scale(number, names).map(Some);
    }
    let level = |name: &str| {
        names.level(name, track).map(|named| {
            // On a scale of proficiencies, a level does not determine the number.
            (names.map().scale == Scale::Rank)
                .then(|| f64::from(names.map().level(named.level).rank))
        })
    };
    let unmatched = match level(&typed) {
        Ok(Some(rank)) => return Ok(Some(Rating::At(rank))),
        Ok(None) => {
            return Err(NotRated::new(
                format!("the level “{typed}”"),
                "This career map requires proficiencies: write a number.",
            ));
        }
        Err(unmatched) => unmatched,
    };
    if is_range(&typed) {
        return Err(NotRated::new(
            format!("the range “{typed}”"),
            "A rating is one level: write the level that the person has reached.",
        ));
    }
    // “3 - Competent”, “3: Sr. Community Manager”: the number counts, and a level's name has to agree with it.
    if let Some((number, label)) = split_number(&typed) {
        return match level(label) {
            Ok(Some(rank)) if Rating::At(rank) == Rating::At(number) => Ok(Some(Rating::At(rank))),
            Ok(Some(_)) => Err(NotRated::new(
                format!("“{typed}”, in which the number and the level are different ratings"),
                expected(names),
            )),
            _ => on_scale(number, names).map(Some),
        };
    }
    let found = match unmatched {
        Unmatched::Unknown { .. } => format!("“{}”", shortened(&typed)),
        Unmatched::Ambiguous { .. } => format!("“{typed}”, which is more than one level"),
    };
    let mut help = unmatched.help(&names.map().level_titles());
    if matches!(unmatched, Unmatched::Unknown { nearest: None }) {
        help = format!("{help}{}", words_help(&typed, names));
    }
    Err(NotRated::new(found, help))
}

/// What to do about a word or a sign that is not a level.
fn unmapped(typed: &str, names: &MapNames<'_>) -> String {
    format!("{}{}", expected(names), words_help(typed, names))
}

/// A longer text is a remark, not a word for a rating.
const LONGEST_WORD: usize = 40;

/// The line that gives a company's word a meaning: of the levels it names the first. A remark is not such a word.
fn words_help(typed: &str, names: &MapNames<'_>) -> String {
    if typed.chars().count() > LONGEST_WORD {
        return String::new();
    }
    let map = names.map();
    let rating = match (map.scale, map.levels.first()) {
        (Scale::Rank, Some(level)) => level.title.clone(),
        _ => bounds(names).1.to_string(),
    };
    format!(
        " If it is your company's word for a rating, write in careermap.toml under [ratings] {} = {} (or another rating).",
        toml_text(typed),
        toml_text(&rating)
    )
}

/// A number, with a decimal point or comma.
fn parse_number(text: &str) -> Option<f64> {
    let plain = text.replace(',', ".");
    let digits = plain
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    digits.then(|| plain.parse().ok()).flatten()
}

/// Two numbers with a dash, a stroke or a word between them, as in `2-3` or `2 to 3`.
fn is_range(text: &str) -> bool {
    let is_number = |part: &str| parse_number(part).is_some_and(|number| number >= 0.0);
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    // A decimal number such as `2.5` was read before this check.
    let only_numbers = words.len() >= 2
        && words
            .iter()
            .all(|word| is_number(word) || says(word, Concept::Filler));
    only_numbers && words.iter().filter(|word| is_number(word)).count() >= 2
}

/// Whether a cell holds a rating, however it is written: what [`read`] would read without a problem.
pub(super) fn is_rating(value: &CellValue, names: &MapNames<'_>) -> bool {
    let on_scale = |number: f64| {
        let (low, high) = bounds(names);
        (low..=high).contains(&number)
    };
    match value {
        CellValue::Number(number) | CellValue::Padded { number, .. } => {
            names.words().get(&number.to_string()).is_some() || on_scale(*number)
        }
        // Longer texts are remarks, and looking for the nearest level takes long.
        CellValue::Text(text) if text.len() <= 120 => {
            let typed = tidy(text);
            names.words().get(&typed).is_some()
                || names.map().step_named(&typed).is_some()
                || names.is_level(&typed)
                || says(
                    &names.chosen(List::Mark, typed.clone()),
                    Concept::NotApplicable,
                )
                || bare_number(value, names).is_some_and(on_scale)
                || split_number(&typed).is_some_and(|(_, label)| names.is_level(label))
                || is_range(&typed)
        }
        _ => false,
    }
}

/// A number, a separator and words.
fn split_number(text: &str) -> Option<(f64, &str)> {
    let (number, _, label) = text::numbered(text.trim_start_matches(['(', '[']))?;
    Some((parse_number(number)?, label))
}

fn on_scale(number: f64, names: &MapNames<'_>) -> Result<Rating, NotRated> {
    let (low, high) = bounds(names);
    // Numbers that the configuration maps are of another scale than the map's, so one that it leaves out means nothing.
    if names.words().has_numbers() {
        return Err(NotRated::new(
            format!("{number}, for which careermap.toml has no line under [ratings]"),
            "Add a line there for it, as for the other numbers.",
        ));
    }
    if let Some(other) = names.other_scale() {
        return Err(not_on_map_scale(other, (low, high)));
    }
    if (low..=high).contains(&number) {
        Ok(Rating::At(number))
    } else {
        Err(NotRated::new(
            format!("{number}, which is not on the scale from {low} to {high}"),
            unmapped(&number.to_string(), names),
        ))
    }
}

/// A number in a file with a number that cannot be a level: it is probably not a level either.
fn not_on_map_scale(other: &OtherScale, (low, high): (Points, Points)) -> NotRated {
    NotRated::new(
        format!(
            "a number on another scale (in this file they go from {} to {}; the career map's levels are {low} to {high})",
            other.lowest, other.highest
        ),
        format!(
            "If the ratings are on another scale, explain each number in careermap.toml: under [ratings] write, for \
             example, \"{}\" = the title of a level. If one is a typing mistake, correct it: the first is in {}.",
            other.lowest, other.cell
        ),
    )
}

/// The number in a cell that holds no level's name, alone or before other words (“3 - Competent”); `None` for anything
/// else, and for what the configuration gives a meaning.
pub(super) fn bare_number(value: &CellValue, names: &MapNames<'_>) -> Option<f64> {
    match value {
        CellValue::Number(number) | CellValue::Padded { number, .. } => Some(*number),
        // Most ratings are titles of levels, which have no figure.
        CellValue::Text(text) if text.bytes().any(|byte| byte.is_ascii_digit()) => {
            let typed = tidy(text);
            // Looking for a level that does not exist takes long, so it is done last.
            if names.words().get(&typed).is_some() || is_range(&typed) || names.is_level(&typed) {
                return None;
            }
            parse_number(&typed).or_else(|| {
                split_number(&typed)
                    .filter(|(_, label)| !names.is_level(label))
                    .map(|(number, _)| number)
            })
        }
        _ => None,
    }
}

/// The lowest and the highest number on the map's scale.
pub(super) fn bounds(names: &MapNames<'_>) -> (Points, Points) {
    names.map().bounds()
}

fn expected(names: &MapNames<'_>) -> String {
    let (low, high) = bounds(names);
    match names.map().scale {
        Scale::Rank => format!(
            "Write a level of the career map, its number from {low} to {high}, “N/A”, or leave the cell empty."
        ),
        Scale::Proficiency => {
            format!("Write a number from {low} to {high}, “N/A”, or leave the cell empty.")
        }
    }
}

#[cfg(test)]
mod tests;
