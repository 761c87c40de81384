//! Doubts about the contents of cells.

use std::collections::BTreeMap;

use super::mends::{
    all_but, columns_of, competencies_named, not_competencies, other_order, rest_left_out,
};
use super::names::titles;
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::drafts::draft::{Kind, Role};
use crate::load::track::parse_tracks;
use crate::model::{Competency, Orientation, Points, Scale};
use crate::text::{all_in_quotes, fold, in_quotes, shortened};

/// With fewer cells, equal ones prove nothing.
const FEW_CELLS: usize = 4;

pub(super) fn same_text(reading: &Reading<'_>) -> Option<Odd> {
    if reading.map.scale != Scale::Rank {
        return None;
    }
    let mut cells = 0;
    let mut counts: BTreeMap<String, (usize, &str, &Location)> = BTreeMap::new();
    for (competency, level) in cells_of(reading) {
        let expectations = &competency.expectations[level];
        let Some(at) = competency.cells[level].as_ref() else {
            continue;
        };
        if expectations.is_empty() {
            continue;
        }
        cells += 1;
        let texts: BTreeMap<String, &str> = expectations
            .iter()
            .map(|expectation| (fold(&expectation.text), expectation.text.as_str()))
            .collect();
        for (folded, text) in texts {
            counts.entry(folded).or_insert((0, text, at)).0 += 1;
        }
    }
    let (count, text, at) = counts.into_values().max_by_key(|(count, ..)| *count)?;
    (cells >= FEW_CELLS && count * 2 > cells).then(|| Odd {
        at: at.clone(),
        what: format!(
            "“{}” is in {count} of {cells} cells, so it is probably not what a level expects.",
            shortened(text)
        ),
        mend: Mend::Write {
            case: "If it is a heading or an answer".into(),
            lines: columns_of(reading, text),
            otherwise: "delete it",
        },
    })
}

/// Headings that repeat below the titles of the levels, over more than one column of each.
pub(super) fn sub_headings(reading: &Reading<'_>) -> Option<Odd> {
    if reading.draft.orientation != Orientation::LevelsInColumns {
        return None;
    }
    let rows = titles(reading);
    let repeated = |cells: &Vec<(String, Location)>| {
        let is_title = |text: &str| {
            let mut levels = reading.map.levels.iter();
            levels.any(|level| fold(&level.title) == fold(text))
        };
        // Each text at its second occurrence, which gives the order of the columns.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut texts: Vec<String> = Vec::new();
        for (text, _) in cells {
            let count = counts.entry(fold(text)).or_default();
            *count += 1;
            // *IC* and *Management* above the titles name tracks.
            if *count == 2 && !is_title(text) && parse_tracks(text).is_empty() {
                texts.push(text.clone());
            }
        }
        (texts.len() >= 2 && cells.len() > reading.map.levels.len()).then_some(texts)
    };
    let (texts, first) = rows
        .values()
        .find_map(|cells| Some((repeated(cells)?, cells.first()?.1.clone())))?;
    Some(Odd {
        at: first,
        what: format!(
            "Each level has columns of several kinds: {}; all of them were read as expectations.",
            all_in_quotes(texts.iter().map(String::as_str))
        ),
        mend: Mend::Either {
            ways: (texts.iter().enumerate())
                .map(|(kept, text)| {
                    let case = format!("levels expect only what is below {}", in_quotes(text));
                    (case, all_but(reading, &texts, kept))
                })
                .collect(),
            otherwise: "Delete the columns that do not say what levels expect.",
        },
    })
}

/// Required numbers that fall where the levels rise.
pub(super) fn numbers_fall(reading: &Reading<'_>) -> Option<Odd> {
    if reading.map.scale != Scale::Proficiency {
        return None;
    }
    let all: Vec<&Competency> = reading
        .map
        .competencies
        .iter()
        .filter(|c| c.scored)
        .collect();
    let falls = |competency: &&&Competency| {
        let numbers: Vec<Points> = competency.required.iter().flatten().copied().collect();
        numbers.first() != numbers.last() && numbers.iter().rev().is_sorted()
    };
    let found: Vec<&Competency> = all.iter().filter(falls).copied().collect();
    if found.len() * 2 <= all.len() {
        return None;
    }
    let mut steps: Vec<Vec<&str>> = Vec::new();
    for group in reading
        .map
        .levels
        .chunk_by(|one, other| one.rank == other.rank)
    {
        steps.insert(0, group.iter().map(|level| level.title.as_str()).collect());
    }
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "asks for less the higher the level is",
            "ask for less the higher the level is",
        ),
        mend: other_order(&steps),
    })
}

pub(super) fn colons(reading: &Reading<'_>) -> Option<Odd> {
    let mut found = cells_of(reading)
        .into_iter()
        .filter_map(|(competency, level)| {
            let odd = competency.expectations[level].iter().find(|expectation| {
                expectation.details.is_empty() && expectation.text.ends_with(':')
            })?;
            Some((competency.cells[level].clone()?, odd.text.clone()))
        });
    let (at, text) = found.next()?;
    let more = found.count();
    let others = match more {
        0 => String::new(),
        1 => ", as does one in another cell".to_owned(),
        more => format!(", as do expectations in {more} other cells"),
    };
    Some(Odd {
        at,
        what: format!(
            "The expectation “{}” ends with a colon, like a heading{others}.",
            shortened(&text)
        ),
        mend: Mend::Do(
            "If it is a heading, write what belongs to it below it in the same cell.".to_owned(),
        ),
    })
}

pub(super) fn nothing_expected(reading: &Reading<'_>) -> Option<Odd> {
    let is_empty = |competency: &&Competency| {
        competency.scored
            && competency.expectations.iter().all(Vec::is_empty)
            && competency.required.iter().all(Option::is_none)
    };
    let found: Vec<&Competency> = reading.map.competencies.iter().filter(is_empty).collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has nothing that any level expects",
            "have nothing that any level expects",
        ),
        mend: not_competencies(
            "Say what is expected; or, if it is not a competency",
            reading,
            &found,
        ),
    })
}

/// A name without anything beside it, in the middle of competencies: the name of a category, or an empty competency.
pub(super) fn name_alone(reading: &Reading<'_>) -> Option<Odd> {
    let rows = &reading.draft.rows;
    let first = rows.iter().position(|row| row.category.is_some())?;
    // Facts about the levels are normally above the first group.
    let kinds = &reading.draft.signs.kinds;
    let is_fact = |kind: &Kind| *kind == Kind::LevelFact;
    if kinds[..first].iter().all(is_fact) {
        return None;
    }
    let category = rows[first].category.as_deref()?;
    // A column of categories has its names beside those of competencies.
    let line = |at: &Location| {
        at.cell().map(|cell| match reading.draft.orientation {
            Orientation::LevelsInRows => (cell.row, cell.column),
            _ => (cell.column, cell.row),
        })
    };
    let (names, row) = line(&rows[first].at)?;
    let alone = reading
        .draft
        .uses
        .iter()
        .filter(|used| used.role == Role::Category)
        .find(|used| line(&used.at).is_some_and(|(side, place)| side == names && place < row))?;
    Some(Odd {
        at: alone.at.clone(),
        what: format!(
            "“{category}” has nothing beside it, so it was read as the group of the rows below; the rows above it have no group.",
        ),
        mend: Mend::Write {
            case: "If it is a competency, write beside it what the levels expect; if another table begins there".into(),
            lines: rest_left_out(reading, &alone.at).into_iter().collect(),
            otherwise: "put it on a separate sheet",
        },
    })
}

/// Every cell of a scored competency.
fn cells_of<'a>(reading: &Reading<'a>) -> Vec<(&'a Competency, usize)> {
    let levels = reading.map.levels.len();
    reading
        .map
        .competencies
        .iter()
        .filter(|competency| competency.scored)
        .flat_map(|competency| (0..levels).map(move |level| (competency, level)))
        .collect()
}
