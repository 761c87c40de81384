//! How each kind of doubt is found.

use std::collections::{BTreeMap, BTreeSet};

use super::super::draft::Role;
use super::super::headings::described;
use super::super::kinds::{Kind, kinds};
use super::super::options::{Place, Span};
use super::super::remedy::{name_of, order_line};
use super::super::words::{Likeness, is_code, level_likeness};
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::dates::parse_date;
use crate::load::setting_lines::{list_line, toml_text};
use crate::load::sheet::Value;
use crate::load::vocabulary::{Concept, says, stands_for};
use crate::model::{Competency, Level, Orientation, Points, Scale};
use crate::text::{all_in_quotes, fold, in_quotes, listed, shortened, tidy};

/// A title that is longer, or has more words, is a sentence.
const LONGEST_TITLE: usize = 60;
const MOST_WORDS: usize = 9;
/// From so many words on, a title may be a sentence.
const FEW_WORDS: usize = 3;
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
        mend: Mend::Do("A spreadsheet program changes titles such as 1-2 into dates: format the cells as text and type the titles again.".to_owned()),
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
    let levels = &reading.map.levels;
    // Shorter ones are sentences if they are written as such and nothing tells that they are levels: *I can do it alone*.
    let is_written_so = |level: &&Level| {
        let title = level.title.as_str();
        let begins_small = |word: &str| word.starts_with(char::is_lowercase);
        title.split_whitespace().count() >= FEW_WORDS
            && title.split_whitespace().skip(1).all(begins_small)
    };
    let is_known = |level: &Level| {
        let mut names = std::iter::once(&level.title).chain(&level.code);
        names.any(|name| level_likeness(name) == Likeness::Yes)
    };
    let mut found: Vec<&Level> = levels.iter().filter(is_sentence).collect();
    if found.is_empty() && !levels.iter().any(is_known) {
        found = levels.iter().filter(is_written_so).collect();
        if found.len() * 2 < levels.len() {
            found.clear();
        }
    }
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
    let levels = &reading.map.levels;
    // Where the levels are surely levels, a competency may have a code for a name.
    let is_named = |name: &str| level_likeness(name) == Likeness::Yes && !is_code(name);
    let named = levels.iter().filter(|level| is_named(&level.title)).count();
    let are_sure = named * 2 >= levels.len();
    let found: Vec<&Competency> = all
        .iter()
        .filter(|competency| {
            level_likeness(&competency.name) == Likeness::Yes
                && (!are_sure || !is_code(&competency.name))
        })
        .collect();
    let are_many = if are_sure {
        found.len() * 2 > all.len()
    } else {
        found.len() * 2 >= all.len()
    };
    (found.len() >= 2 && are_many).then(|| Odd {
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
    // What stands before all others may describe the levels themselves: *About this level*.
    let speaks_of_levels = |name: &str| {
        let folded = fold(name);
        folded
            .split(' ')
            .any(|word| stands_for(word, Concept::Level))
    };
    let found: Vec<&Competency> = (reading.map.competencies.iter().enumerate())
        .filter(|(place, competency)| {
            is_heading(&competency.name) || (*place == 0 && speaks_of_levels(&competency.name))
        })
        .map(|(_, competency)| competency)
        .collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has a name that is the heading of a column",
            "have names that are headings of columns",
        ),
        mend: if is_heading_again(reading, found[0]) {
            Mend::Write {
                case: "If another table begins there",
                lines: rest_left_out(reading, &found[0].at).into_iter().collect(),
                otherwise: "put it on a sheet of its own",
            }
        } else {
            not_competencies("If that is not a competency", reading, &found)
        },
    })
}

pub(super) fn larger_sheet(reading: &Reading<'_>) -> Option<Odd> {
    let other = reading.others.larger.as_ref()?;
    Some(Odd {
        at: other.place.clone(),
        what: format!(
            "Sheet {} was not read, but its table is larger than that of the map, and looks like one, too.",
            all_in_quotes(other.sheets.iter().map(String::as_str))
        ),
        mend: Mend::Choose {
            what: "that sheet",
            other: Box::new(other.clone()),
        },
    })
}

pub(super) fn near_reading(reading: &Reading<'_>) -> Option<Odd> {
    let other = reading.others.near.as_ref()?;
    Some(Odd {
        at: other
            .levels
            .first()
            .map_or_else(|| other.place.clone(), |level| level.at.clone()),
        what: format!(
            "The file can nearly as well be read in another way: {}.",
            described(other)
        ),
        mend: Mend::Choose {
            what: "that reading",
            other: Box::new(other.clone()),
        },
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
        mend: Mend::Write {
            case: "If it is a heading or an answer",
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
        // Each text as it stands there the second time: so they are in the order of the columns.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut texts: Vec<String> = Vec::new();
        for (text, _) in cells {
            let count = counts.entry(fold(text)).or_default();
            *count += 1;
            if *count == 2 && !is_title(text) {
                texts.push(text.clone());
            }
        }
        (texts.len() >= 2).then_some(texts)
    };
    let (texts, first) = rows
        .values()
        .find_map(|cells| Some((repeated(cells)?, cells.first()?.1.clone())))?;
    Some(Odd {
        at: first,
        what: format!(
            "Under each level stand columns of several kinds: {}; all of them were read as what the level expects.",
            all_in_quotes(texts.iter().map(String::as_str))
        ),
        mend: Mend::Write {
            case: "If only one kind is expected",
            lines: (0..texts.len())
                .map(|kept| all_but(reading, &texts, kept))
                .collect(),
            otherwise: "delete the other columns",
        },
    })
}

/// The cells of the titles above what was read for the levels, by sheet and line.
fn titles(reading: &Reading<'_>) -> BTreeMap<(String, u32), Vec<(String, Location)>> {
    let axes = |at: &Location| {
        at.cell().map(|cell| match reading.draft.orientation {
            Orientation::LevelsInRows => (cell.column, cell.row),
            _ => (cell.row, cell.column),
        })
    };
    let used: BTreeSet<(&str, u32)> = reading
        .draft
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().flatten())
        .filter_map(|piece| Some((piece.at.sheet()?, axes(&piece.at)?.1)))
        .collect();
    let mut lines: BTreeMap<(String, u32), Vec<(String, Location)>> = BTreeMap::new();
    for used in (reading
        .draft
        .uses
        .iter()
        .filter(|used| used.role == Role::Title))
    .filter(|title| {
        let place = axes(&title.at).map(|(_, place)| place);
        place.is_some_and(|place| used.contains(&(title.at.sheet().unwrap_or_default(), place)))
    }) {
        let name = used.at.sheet().unwrap_or_default();
        let sheet = (reading.workbook.sheets.iter()).find(|sheet| sheet.name == name);
        let text = sheet.zip(used.at.cell()).and_then(|(sheet, cell)| {
            let value = sheet.grid.get(cell.row, cell.column)?;
            value.text().map(|text| tidy(&text))
        });
        if let (Some(text), Some((line, _))) = (text, axes(&used.at)) {
            let cells = lines.entry((name.to_owned(), line)).or_default();
            cells.push((text, used.at.clone()));
        }
    }
    lines
}

/// A level whose title stands in the header twice, where others stand there once.
pub(super) fn level_twice(reading: &Reading<'_>) -> Option<Odd> {
    let is_table = matches!(
        reading.draft.orientation,
        Orientation::LevelsInColumns | Orientation::LevelsInRows
    );
    let lines = titles(reading);
    let mut found: Vec<(&str, &Location)> = Vec::new();
    if is_table && lines.len() == 1 {
        for cells in lines.values() {
            let mut counts: BTreeMap<String, Vec<&(String, Location)>> = BTreeMap::new();
            for cell in cells {
                counts.entry(fold(&cell.0)).or_default().push(cell);
            }
            if counts.values().any(|cells| cells.len() == 1) {
                let twice = counts.values().filter(|cells| cells.len() > 1);
                found.extend(twice.map(|cells| (cells[0].0.as_str(), &cells[1].1)));
            }
        }
    }
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    Some(Odd {
        at: found.first()?.1.clone(),
        what: named(
            "level",
            "levels",
            &names,
            "stands in the header more than once",
            "stand in the header more than once",
        ),
        mend: Mend::Do("If these are different levels, give each a title of its own.".to_owned()),
    })
}

/// The sheet, and the row or column of it, that a competency of a table stands in.
fn line_of(at: &Location, orientation: Orientation) -> Option<(&str, u32)> {
    let cell = at.cell()?;
    let line = match orientation {
        Orientation::LevelsInColumns => cell.row,
        Orientation::LevelsInRows => cell.column,
        _ => return None,
    };
    Some((at.sheet()?, line))
}

/// A competency whose name comes again further on, behind others.
pub(super) fn competency_twice<'a>(reading: &Reading<'a>) -> Option<Odd> {
    let line = |at: &'a Location| line_of(at, reading.draft.orientation);
    let rows = &reading.draft.rows;
    let begins: BTreeSet<_> = rows.iter().filter_map(|row| line(&row.at)).collect();
    let kinds = kinds(reading.draft, reading.options);
    let competencies = rows
        .iter()
        .zip(kinds)
        .filter_map(|(row, kind)| matches!(kind, Kind::Competency { .. }).then_some(row));
    let found: Vec<(&str, &Location)> = competencies
        .filter_map(|row| {
            let own = line(&row.at)?;
            let after = begins.range(own..).nth(1)?;
            let pieces = row.cells.iter().flatten();
            let again = pieces
                .filter(|piece| line(&piece.at).is_some_and(|at| at.0 == own.0 && at > *after))
                .min_by_key(|piece| line(&piece.at))?;
            Some((row.name.as_str(), &again.at))
        })
        .collect();
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    Some(Odd {
        at: found.first()?.1.clone(),
        what: named(
            "competency",
            "competencies",
            &names,
            "comes again further on, and was read as one",
            "come again further on, and each was read as one",
        ),
        mend: Mend::Do(
            "If they are different competencies, give each a name of its own.".to_owned(),
        ),
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
            "The expectation “{}” ends in a colon like a heading{others}.",
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
    // Facts about the levels stand above the first group as a matter of course.
    let kinds = kinds(reading.draft, reading.options);
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
        mend: Mend::Do("If it is a competency, write beside it what the levels expect.".to_owned()),
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
    (long >= 2 && long * 2 >= scored.len()).then_some(())?;
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has very short texts, unlike the others",
            "have very short texts, unlike the others",
        ),
        mend: Mend::Write {
            case: "If these are facts about the levels",
            lines: vec![list_line(
                "level-facts",
                (reading.options.level_facts.iter()).chain(found.iter().map(|found| &found.name)),
            )],
            otherwise: "leave the row out",
        },
    })
}

pub(super) fn weak_reading(reading: &Reading<'_>) -> Option<Odd> {
    reading.others.is_weak.then(|| Odd {
        at: reading.draft.place.clone(),
        what: format!(
            "Little in the file looks like levels and what they expect; it was read with the levels in {}.",
            reading.draft.header
        ),
        mend: Mend::Do("If it is not the career map, name the right file or sheet; if it is read wrongly, say with `header-row`, `orientation` or `levels` under [map] in careermap.toml where the levels are.".to_owned()),
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

pub(super) fn competencies_named(competencies: &[&Competency], one: &str, many: &str) -> String {
    let names: Vec<&str> = competencies
        .iter()
        .map(|found| found.name.as_str())
        .collect();
    named("competency", "competencies", &names, one, many)
}

/// “The levels “A” and “B” are …”; of many the first few and their number.
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

/// The line that leaves these out, beside what is left out already.
pub(super) fn leave_out(reading: &Reading<'_>, names: impl IntoIterator<Item = String>) -> String {
    let mut all = reading.options.leave_out.clone();
    all.extend(names);
    list_line("leave-out", &all)
}

/// Columns or rows of a sheet as `leave-out` names them: `column F`, `Map!rows 12:15`.
fn place_named(reading: &Reading<'_>, at: &Location, span: Span) -> String {
    let prefix = match at.sheet() {
        Some(sheet) if reading.workbook.sheets.len() > 1 => format!("{sheet}!"),
        _ => String::new(),
    };
    let word = if span.first.is_row() { "row" } else { "column" };
    let plural = if span.first == span.last { "" } else { "s" };
    format!("{prefix}{word}{plural} {span}")
}

/// The column or row that a level's title, or a competency's name, heads.
fn line_headed(at: &Location, is_column: bool) -> Option<Span> {
    let cell = at.cell()?;
    let place = if is_column {
        Place::Column(cell.column)
    } else {
        Place::Row(cell.row)
    };
    Some(Span {
        first: place,
        last: place,
    })
}

/// Whether levels stand in columns; `None` where neither they nor competencies head lines.
const fn are_columns(orientation: Orientation) -> Option<bool> {
    match orientation {
        Orientation::LevelsInColumns => Some(true),
        Orientation::LevelsInRows => Some(false),
        _ => None,
    }
}

/// Lines that leave out what has these names, by name and by place: a name may be that of a heading, too.
fn left_out_lines(
    reading: &Reading<'_>,
    named: &[(&str, &Location)],
    are_levels: bool,
) -> Vec<String> {
    let by_name = leave_out(reading, named.iter().map(|(name, _)| (*name).to_owned()));
    let by_place = are_columns(reading.draft.orientation).and_then(|columns| {
        let places = named.iter().map(|(_, at)| {
            line_headed(at, columns == are_levels).map(|span| place_named(reading, at, span))
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
        },
        lines: left_out_lines(reading, &named, true),
        otherwise: "delete or hide them",
    }
}

fn not_competencies(case: &'static str, reading: &Reading<'_>, found: &[&Competency]) -> Mend {
    let named: Vec<(&str, &Location)> = found
        .iter()
        .map(|found| (found.name.as_str(), &found.at))
        .collect();
    Mend::Write {
        case,
        lines: left_out_lines(reading, &named, false),
        otherwise: "delete or hide it",
    }
}

/// Whether a competency is named like the heading above the names of all of them, as where a second table begins.
fn is_heading_again(reading: &Reading<'_>, competency: &Competency) -> bool {
    let of_names = reading
        .draft
        .uses
        .iter()
        .filter(|used| used.role == Role::Heading)
        .filter_map(|used| text_at(reading, &used.at));
    of_names
        .into_iter()
        .any(|heading| fold(&heading) == fold(&competency.name))
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
            Place::Column(cell.column)
        } else {
            Place::Row(cell.row)
        }
    });
    let last = ends.max_by_key(|place| place.index())?;
    let rest = place_named(reading, at, Span { first, last });
    Some(leave_out(reading, [rest]))
}

/// The lines that leave out the columns, or else the rows, of the map's sheets in which a text stands.
fn columns_of(reading: &Reading<'_>, text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut places: [BTreeSet<String>; 2] = Default::default();
    let sheets = reading.workbook.sheets.iter();
    for sheet in sheets.filter(|sheet| reading.draft.sheets.contains(&sheet.name)) {
        for (cell, value) in sheet.grid.cells() {
            if value.text().is_some_and(|text| fold(&text) == folded) {
                let at = sheet.at.with_cell(cell);
                for (places, is_column) in places.iter_mut().zip([true, false]) {
                    let span = line_headed(&at, is_column);
                    places.extend(span.map(|span| place_named(reading, &at, span)));
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
fn all_but(reading: &Reading<'_>, headings: &[String], kept: usize) -> String {
    let others = headings
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != kept);
    leave_out(reading, others.map(|(_, heading)| heading.clone()))
}

pub(super) fn other_order(steps: &[Vec<&str>]) -> Mend {
    Mend::Write {
        case: "If the levels are in the wrong order",
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
        case: "If levels and competencies are exchanged",
        lines: vec![format!("orientation = {}", toml_text(name_of(other)))],
        otherwise: "exchange rows and columns in the file",
    }
}

/// The text of a cell.
pub(super) fn text_at(reading: &Reading<'_>, at: &Location) -> Option<String> {
    let cell = at.cell()?;
    let mut sheets = reading.workbook.sheets.iter();
    let sheet = sheets.find(|sheet| sheet.at.sheet() == at.sheet())?;
    let text = sheet
        .grid
        .get(cell.row, cell.column)
        .and_then(Value::text)?;
    Some(tidy(&text))
}
