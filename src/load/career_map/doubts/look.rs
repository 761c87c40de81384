//! How each kind of doubt is found.

use std::collections::{BTreeMap, BTreeSet};

use super::super::build::quoted as in_quotes;
use super::super::draft::Role;
use super::super::matrix::shortened;
use super::super::refusal::described;
use super::super::remedy::{in_words, lines_for};
use super::super::words::{Likeness, level_likeness};
use super::{Odd, Reading};
use crate::diagnostic::{CellAddress, Location};
use crate::load::dates::parse_date;
use crate::load::sheet::Value;
use crate::load::vocabulary::{Concept, quoted, says, stands_for};
use crate::model::{Competency, Level, Orientation, Scale};
use crate::text::{fold, tidy};

/// A title that is longer, or has more words, is a sentence.
const LONGEST_TITLE: usize = 60;
const MOST_WORDS: usize = 9;
/// Texts up to this length are very short, and from that one on long.
const VERY_SHORT: usize = 20;
const LONG: f64 = 45.0;
/// With fewer cells, equal ones are no sign of anything.
const FEW_CELLS: usize = 4;

pub(super) fn names_are_dates(reading: &Reading<'_>) -> Option<Odd> {
    let is_date = |name: &String| parse_date(&Value::Text(name.clone())).is_ok();
    let is_dated = |level: &&Level| {
        let mut names = std::iter::once(&level.title).chain(&level.aliases);
        names.any(is_date)
    };
    let levels: Vec<&Level> = reading.map.levels.iter().filter(is_dated).collect();
    let all = reading.map.competencies.iter();
    let competencies: Vec<&Competency> = all.filter(|c| is_date(&c.name)).collect();
    let (at, what) = match (levels.first(), competencies.first()) {
        (Some(first), _) => (&first.at, levels_named(&levels, "is a date", "are dates")),
        (None, Some(first)) => (
            &first.at,
            competencies_named(&competencies, "is a date", "are dates"),
        ),
        (None, None) => return None,
    };
    Some(Odd {
        at: at.clone(),
        what,
        mend: "A spreadsheet program changes titles such as 1-2 into dates: format the cells as text and type the titles again.".to_owned(),
    })
}

pub(super) fn levels_are_sentences(reading: &Reading<'_>) -> Option<Odd> {
    let is_sentence = |level: &&Level| {
        let title = level.title.as_str();
        let words = title.split_whitespace().count();
        title.chars().count() > LONGEST_TITLE
            || words >= MOST_WORDS
            || (words >= 4 && title.ends_with(['.', '!', '?', ';']))
    };
    let found: Vec<&Level> = reading.map.levels.iter().filter(is_sentence).collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: levels_named(&found, "is a sentence", "are sentences"),
        mend: leave_out_levels(reading, &found),
    })
}

pub(super) fn levels_are_competencies(reading: &Reading<'_>) -> Option<Odd> {
    let names: BTreeSet<String> = reading
        .map
        .competencies
        .iter()
        .map(|competency| fold(&competency.name))
        .collect();
    let is_competency = |level: &&Level| {
        names.contains(&fold(&level.title)) || says(&level.title, Concept::UsualCompetency)
    };
    let found: Vec<&Level> = reading.map.levels.iter().filter(is_competency).collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: levels_named(
            &found,
            "is named like a competency",
            "are named like competencies",
        ),
        mend: if found.len() * 2 > reading.map.levels.len() {
            on_its_side(reading)
        } else {
            leave_out_levels(reading, &found)
        },
    })
}

pub(super) fn competencies_are_levels(reading: &Reading<'_>) -> Option<Odd> {
    let all = &reading.map.competencies;
    let found: Vec<&Competency> = all
        .iter()
        .filter(|competency| level_likeness(&competency.name) == Likeness::Yes)
        .collect();
    (found.len() >= 2 && found.len() * 2 >= all.len()).then(|| Odd {
        at: found[0].at.clone(),
        what: competencies_named(&found, "is named like a level", "are named like levels"),
        mend: on_its_side(reading),
    })
}

pub(super) fn competencies_are_headings(reading: &Reading<'_>) -> Option<Odd> {
    const HEADINGS: [Concept; 4] = [
        Concept::MapCompetency,
        Concept::MapCategory,
        Concept::MapExpectation,
        Concept::MapLevel,
    ];
    let is_heading = |name: &str| {
        let folded = fold(name);
        HEADINGS.iter().any(|concept| stands_for(&folded, *concept))
            && !stands_for(&folded, Concept::UsualCompetency)
    };
    let found: Vec<&Competency> = reading
        .map
        .competencies
        .iter()
        .filter(|competency| is_heading(&competency.name))
        .collect();
    let names: Vec<&str> = found.iter().map(|found| found.name.as_str()).collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has a name that is the heading of a column",
            "have names that are headings of columns",
        ),
        mend: format!(
            "If it is not a competency, write `{}` under [map] in careermap.toml, or say with `orientation`, `header-row` or `names` how the sheet is to be read.",
            leave_out(reading, &names)
        ),
    })
}

pub(super) fn larger_sheet(reading: &Reading<'_>) -> Option<Odd> {
    let other = reading.others.larger.as_ref()?;
    let sheets: Vec<String> = other.sheets.iter().map(|sheet| in_quotes(sheet)).collect();
    let lines = lines_for(other, reading.workbook, reading.options);
    Some(Odd {
        at: other.place.clone(),
        what: format!(
            "Sheet {} was not read, but its table is larger than that of the map, and looks like one, too.",
            sheets.join(", ")
        ),
        mend: chooses(lines, "that sheet"),
    })
}

pub(super) fn near_reading(reading: &Reading<'_>) -> Option<Odd> {
    let other = reading.others.near.as_ref()?;
    let lines = lines_for(other, reading.workbook, reading.options);
    Some(Odd {
        at: other
            .levels
            .first()
            .map_or_else(|| other.place.clone(), |level| level.at.clone()),
        what: format!(
            "The file can nearly as well be read in another way: {}.",
            described(other)
        ),
        mend: chooses(lines, "that reading"),
    })
}

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
            "“{}” stands in {count} of {cells} cells, so it hardly says what a level expects.",
            shortened(text)
        ),
        mend: "If it is a heading or an answer, delete it or leave its column out with `leave-out` under [map] in careermap.toml.".to_owned(),
    })
}

/// Headings that repeat below the titles of the levels, over more than one column of each.
pub(super) fn sub_headings(reading: &Reading<'_>) -> Option<Odd> {
    if reading.draft.orientation != Orientation::LevelsInColumns {
        return None;
    }
    let sheet = reading
        .workbook
        .sheets
        .iter()
        .find(|sheet| reading.draft.sheets.contains(&sheet.name))?;
    let used: BTreeSet<u32> = reading
        .draft
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().flatten())
        .filter_map(|piece| Some(piece.at.cell()?.column))
        .collect();
    let mut rows: BTreeMap<u32, Vec<(String, CellAddress)>> = BTreeMap::new();
    for cell in reading
        .draft
        .uses
        .iter()
        // Each of several sheets has its own titles.
        .filter(|used| used.role == Role::Title && used.at.sheet() == sheet.at.sheet())
        .filter_map(|title| title.at.cell())
        .filter(|cell| used.contains(&cell.column))
    {
        let text = sheet.grid.get(cell.row, cell.column).and_then(Value::text);
        if let Some(text) = text {
            rows.entry(cell.row).or_default().push((tidy(&text), cell));
        }
    }
    let repeated = |cells: &Vec<(String, CellAddress)>| {
        let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for (text, _) in cells {
            counts.entry(fold(text)).or_insert((0, text.clone())).0 += 1;
        }
        let texts: Vec<String> = counts
            .into_values()
            .filter(|(count, _)| *count >= 2)
            .map(|(_, text)| in_quotes(&text))
            .collect();
        (texts.len() >= 2).then_some(texts)
    };
    let (texts, first) = rows
        .values()
        .find_map(|cells| Some((repeated(cells)?, cells.first()?.1)))?;
    Some(Odd {
        at: sheet.at.with_cell(first),
        what: format!(
            "Under each level stand columns of several kinds: {}; all of them were read as what the level expects.",
            texts.join(", ")
        ),
        mend: "If some of them are not, name these columns in `leave-out` under [map] in careermap.toml.".to_owned(),
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
            "The expectation “{}” ends in a colon like a heading{others}.",
            shortened(&text)
        ),
        mend: "If it is a heading, write what belongs to it below it in the same cell.".to_owned(),
    })
}

pub(super) fn nothing_expected(reading: &Reading<'_>) -> Option<Odd> {
    let is_empty = |competency: &&Competency| {
        competency.scored
            && competency.expectations.iter().all(Vec::is_empty)
            && competency.required.iter().all(Option::is_none)
    };
    let found: Vec<&Competency> = reading.map.competencies.iter().filter(is_empty).collect();
    let names: Vec<&str> = found.iter().map(|found| found.name.as_str()).collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has nothing that any level expects",
            "have nothing that any level expects",
        ),
        mend: format!(
            "Fill the row in; or, if it is not a competency, write `{}` under [map] in careermap.toml.",
            leave_out(reading, &names)
        ),
    })
}

/// A name without anything beside it, in the middle of competencies: the name of a category, or an empty competency.
pub(super) fn name_alone(reading: &Reading<'_>) -> Option<Odd> {
    let rows = &reading.draft.rows;
    let first = rows.iter().position(|row| row.category.is_some())?;
    if first == 0 || rows[..first].is_empty() {
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
        mend: "If it is a competency, write beside it what the levels expect.".to_owned(),
    })
}

pub(super) fn short_row(reading: &Reading<'_>) -> Option<Odd> {
    if reading.map.scale != Scale::Rank {
        return None;
    }
    let lengths = |competency: &Competency| -> Vec<usize> {
        competency
            .expectations
            .iter()
            .flatten()
            .map(|expectation| expectation.text.chars().count())
            .collect()
    };
    let scored: Vec<(&Competency, Vec<usize>)> = reading
        .map
        .competencies
        .iter()
        .filter(|competency| competency.scored)
        .map(|competency| (competency, lengths(competency)))
        .filter(|(_, lengths)| lengths.len() >= 2)
        .collect();
    let is_short = |lengths: &[usize]| lengths.iter().all(|length| *length <= VERY_SHORT);
    let is_long =
        |lengths: &[usize]| lengths.iter().sum::<usize>() as f64 / lengths.len() as f64 >= LONG;
    let found: Vec<&Competency> = scored
        .iter()
        .filter(|(_, lengths)| is_short(lengths))
        .map(|(competency, _)| *competency)
        .collect();
    let long = scored
        .iter()
        .filter(|(_, lengths)| is_long(lengths))
        .count();
    let names: Vec<String> = found.iter().map(|found| found.name.clone()).collect();
    (long >= 2 && long * 2 >= scored.len()).then_some(())?;
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has very short texts, unlike the others",
            "have very short texts, unlike the others",
        ),
        mend: format!(
            "If these are facts about the levels, write `{}` under [map] in careermap.toml.",
            super::list_of(
                "level-facts",
                reading.options.level_facts.iter().chain(&names)
            )
        ),
    })
}

pub(super) fn weak_reading(reading: &Reading<'_>) -> Option<Odd> {
    reading.others.is_weak.then(|| Odd {
        at: reading.draft.place.clone(),
        what: format!(
            "Little in the file looks like levels and what they expect; it was read with the levels in {}.",
            reading.draft.header
        ),
        mend: "If it is not the career map, name the right file or sheet; if it is read wrongly, say with `header-row`, `orientation` or `levels` under [map] in careermap.toml where the levels are.".to_owned(),
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

pub(super) fn levels_named(levels: &[&Level], one: &str, many: &str) -> String {
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    named("level", "levels", &titles, one, many)
}

fn competencies_named(competencies: &[&Competency], one: &str, many: &str) -> String {
    let names: Vec<&str> = competencies
        .iter()
        .map(|found| found.name.as_str())
        .collect();
    named("competency", "competencies", &names, one, many)
}

/// “The levels “A” and “B” are …”; of many the first few and their number.
fn named(one: &str, many: &str, names: &[&str], is: &str, are: &str) -> String {
    const NAMED: usize = 3;
    let quoted: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| in_quotes(&shortened(name)))
        .collect();
    match (quoted.as_slice(), names.len().saturating_sub(NAMED)) {
        ([only], _) => format!("The {one} {only} {is}."),
        (listed, 0) => format!("The {many} {} {are}.", listed.join(", ")),
        (listed, more) => format!("The {many} {} and {more} more {are}.", listed.join(", ")),
    }
}

fn leave_out(reading: &Reading<'_>, names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    super::list_of("leave-out", reading.options.leave_out.iter().chain(&names))
}

fn leave_out_levels(reading: &Reading<'_>, levels: &[&Level]) -> String {
    let names: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    format!(
        "If that is not a level, write `{}` under [map] in careermap.toml.",
        leave_out(reading, &names)
    )
}

fn on_its_side(reading: &Reading<'_>) -> String {
    let other = match reading.draft.orientation {
        Orientation::LevelsInColumns => "levels-in-rows",
        _ => "levels-in-columns",
    };
    format!(
        "If levels and competencies are exchanged, write `orientation = {}` under [map] in careermap.toml.",
        quoted(other)
    )
}

fn chooses(lines: Option<Vec<String>>, what: &str) -> String {
    match lines {
        Some(lines) => format!(
            "If {what} is meant, write {} under [map] in careermap.toml.",
            in_words(&lines)
        ),
        None => format!("If {what} is meant, put it into a file of its own."),
    }
}
