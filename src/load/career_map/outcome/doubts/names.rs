//! Doubts about names and titles, and about other readings.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::titles_as_fact;
use super::mends::{
    competencies_named, leave_out_levels, levels_named, named, not_competencies, on_its_side,
    rest_left_out, text_at,
};
use super::{Mend, Odd, Reading};
use crate::diagnostic::{CellAddress, Location};
use crate::load::career_map::drafts::draft::{Kind, Role};
use crate::load::career_map::drafts::headings::described;
use crate::load::career_map::options::contains;
use crate::load::career_map::wording::counting::{Thing, things};
use crate::load::career_map::wording::people::{People, people};
use crate::load::career_map::wording::words::{Likeness, count_words, is_code, level_likeness};
use crate::load::dates::parse_date;
use crate::load::sheet::CellValue;
use crate::load::vocabulary::{Concept, says, stands_for};
use crate::model::{Competency, Level, Orientation, Scale};
use crate::text::{all_in_quotes, fold};

/// A title that is longer, or has more words, is a sentence.
const LONGEST_TITLE: usize = 60;

const MOST_WORDS: usize = 9;

/// A title with at least this many words may be a sentence.
const FEW_WORDS: usize = 3;

pub(super) fn names_are_dates(reading: &Reading<'_>) -> Option<Odd> {
    let is_date = |name: &String| parse_date(&CellValue::Text(name.clone())).is_ok();
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

/// Titles that are people, or name something that is not a level: teams, courses, versions of a product.
pub(super) fn levels_are_people(reading: &Reading<'_>) -> Option<Odd> {
    let levels = reading.draft.levels.iter();
    let signs = &reading.draft.signs;
    let are_levels = signs.levels_are_labelled || signs.configured;
    let found: Vec<&Level> = reading.map.levels.iter().collect();
    if !reading.options.order.is_empty() {
        return None;
    }
    let above = texts_above(reading);
    let found_above = people(above.iter().map(std::slice::from_ref));
    let rates = reading.map.scale != Scale::Rank;
    let look_like = match people(levels.map(|level| level.cells.as_slice())) {
        Some(people) if people != People::Names || !are_levels => "people",
        // *Role* below *Ann Lee* is that of one person.
        _ if above.len() == found.len()
            && found_above.is_some_and(|people| people != People::Names || rates) =>
        {
            "roles of people"
        }
        _ => match things_of(&found)? {
            Thing::Course => "courses",
            Thing::Offer => "versions of a product or service",
            Thing::Phase if are_levels || signs.speaks_of_careers => return None,
            Thing::Phase => "phases of a project or classes of a school",
            Thing::Other => "teams, places, parts or periods",
        },
    };
    let mend = if look_like.ends_with("people") {
        "If they are people, give the file that holds the career map; careermap reads about people from their \
         assessments."
    } else {
        "If they are not levels, give the file that holds the career map."
    };
    Some(Odd {
        at: found.first()?.at.clone(),
        what: levels_named(&found, "", &format!("look like {look_like}")),
        mend: Mend::Do(mend.to_owned()),
    })
}

/// The texts directly above the titles of the levels, or before them where levels are in rows.
fn texts_above(reading: &Reading<'_>) -> Vec<String> {
    let before = |cell: CellAddress| {
        Some(match reading.draft.orientation {
            Orientation::LevelsInColumns => CellAddress::new(cell.row.checked_sub(1)?, cell.column),
            Orientation::LevelsInRows => CellAddress::new(cell.row, cell.column.checked_sub(1)?),
            _ => return None,
        })
    };
    let levels = reading.draft.levels.iter();
    let places = levels.filter_map(|level| Some(level.at.with_cell(before(level.at.cell()?)?)));
    places.filter_map(|at| text_at(reading, &at)).collect()
}

/// What the titles of levels name, if it is not levels. *Phase 1: Kick-off* has the phase for its code.
fn things_of(levels: &[&Level]) -> Option<Thing> {
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let codes: Option<Vec<&str>> = levels.iter().map(|level| level.code.as_deref()).collect();
    let has_rank = titles
        .iter()
        .any(|title| level_likeness(title) == Likeness::Yes);
    let by_code = || things(&codes?).filter(|_| !has_rank);
    things(&titles).or_else(by_code)
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
    // Shorter titles are sentences if they are written as sentences and no word names a level: *I can do it alone*.
    let is_written_so = |level: &&Level| {
        let title = level.title.as_str();
        let begins_small = |word: &str| word.starts_with(char::is_lowercase);
        count_words(title) >= FEW_WORDS && title.split_whitespace().skip(1).all(begins_small)
    };
    let is_known = |level: &Level| {
        let mut names = std::iter::once(&level.title).chain(&level.code);
        names.any(|name| level_likeness(name) == Likeness::Yes)
    };
    let mut found: Vec<&Level> = levels.iter().filter(is_sentence).collect();
    let known = levels.iter().filter(|level| is_known(level)).count();
    if found.is_empty()
        && (known == 0 || known * 2 <= levels.len() && are_as_long_as_texts(reading))
    {
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

/// Whether titles are about as long as what the levels expect.
fn are_as_long_as_texts(reading: &Reading<'_>) -> bool {
    const AS_LONG: f64 = 0.75;
    let mean =
        |lengths: Vec<usize>| lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
    let competencies = reading.map.competencies.iter();
    let texts = competencies.flat_map(|competency| competency.expectations.iter().flatten());
    let texts = texts.map(|text| text.text.chars().count()).collect();
    let titles = (reading.map.levels.iter()).map(|level| level.title.chars().count());
    mean(titles.collect()) >= AS_LONG * mean(texts)
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
    // Where the levels are clearly levels, a competency may have a code for a name.
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
    const MANY: usize = 4;
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
    // A row before all others may describe the levels themselves: *About this level*.
    let speaks_of_levels = |name: &str| {
        let folded = fold(name);
        folded
            .split(' ')
            .any(|word| stands_for(word, Concept::Level))
    };
    if let Some(odd) = titles_as_fact(reading) {
        return Some(odd);
    }
    let found: Vec<&Competency> = (reading.map.competencies.iter().enumerate())
        .filter(|(place, competency)| {
            is_heading(&competency.name) || (*place == 0 && speaks_of_levels(&competency.name))
        })
        .map(|(_, competency)| competency)
        .filter(|competency| !contains(&reading.options.scored, &competency.name))
        .collect();
    // Among other competencies, *Behaviour* may be one, as for teachers, and *Cargo* for sailors.
    let is_one_of_many = |competency: &Competency| {
        let competencies = &reading.map.competencies;
        competencies.len() >= MANY
            && competencies[0].name != competency.name
            && !stands_for(&fold(&competency.name), Concept::MapCompetency)
            && !is_heading_again(reading, competency)
    };
    if let [only] = found[..]
        && is_one_of_many(only)
    {
        return None;
    }
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has a name that usually heads a column",
            "have names that usually head columns",
        ),
        mend: if is_heading_again(reading, found[0]) {
            Mend::Write {
                case: "If another table begins there".into(),
                lines: rest_left_out(reading, &found[0].at).into_iter().collect(),
                otherwise: "put it on a separate sheet",
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
            "The file can almost as well be read in another way: {}.",
            described(other)
        ),
        mend: Mend::Choose {
            what: "that reading",
            other: Box::new(other.clone()),
        },
    })
}

/// The cells of the titles above the texts of the levels, by sheet and line.
pub(super) fn titles(reading: &Reading<'_>) -> BTreeMap<(String, u32), Vec<(String, Location)>> {
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
        .filter_map(|piece| Some((piece.at.sheet().unwrap_or_default(), axes(&piece.at)?.1)))
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
        if let (Some(text), Some((line, _))) = (text_at(reading, &used.at), axes(&used.at)) {
            let cells = lines.entry((name.to_owned(), line)).or_default();
            cells.push((text, used.at.clone()));
        }
    }
    lines
}

/// A level whose title appears in the header twice, where others appear once; or two levels with one title.
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
    let levels = &reading.map.levels;
    let titles: Vec<_> = levels
        .iter()
        .map(|level| (fold(&level.title), &level.tracks))
        .collect();
    let is_second = |place: &usize| {
        let before = titles[..*place].iter();
        before.filter(|title| **title == titles[*place]).count() == 1
    };
    let second = (0..levels.len()).filter(is_second);
    found.extend(second.map(|place| (levels[place].title.as_str(), &levels[place].at)));
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    Some(Odd {
        at: found.first()?.1.clone(),
        what: named(
            "level",
            "levels",
            &names,
            "appears in the header more than once",
            "stand in the header more than once",
        ),
        mend: Mend::Do("If these are different levels, give each a different title.".to_owned()),
    })
}

/// The sheet, and its row or column, that a competency of a table is in.
fn line_of(at: &Location, orientation: Orientation) -> Option<(&str, u32)> {
    let cell = at.cell()?;
    let line = match orientation {
        Orientation::LevelsInColumns => cell.row,
        Orientation::LevelsInRows => cell.column,
        _ => return None,
    };
    // A file of separated text has no sheet that its places could name.
    Some((at.sheet().unwrap_or_default(), line))
}

/// A competency whose name repeats further on, after others.
pub(super) fn competency_twice<'a>(reading: &Reading<'a>) -> Option<Odd> {
    let line = |at: &'a Location| line_of(at, reading.draft.orientation);
    let rows = &reading.draft.rows;
    let begins: BTreeSet<_> = rows.iter().filter_map(|row| line(&row.at)).collect();
    // A second table, for the levels of another track, names the competencies again.
    let levels = reading.draft.levels.iter();
    let last_header = levels.filter_map(|level| line(&level.at)).max();
    if last_header > begins.first().copied() {
        return None;
    }
    let kinds = &reading.draft.signs.kinds;
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
            "appears again further on, and was read as one competency",
            "come again further on, and each was read as one",
        ),
        mend: Mend::Do(
            "If they are different competencies, give each a different name.".to_owned(),
        ),
    })
}

pub(super) fn weak_reading(reading: &Reading<'_>) -> Option<Odd> {
    reading.others.is_weak.then(|| Odd {
        at: reading.draft.place.clone(),
        what: format!(
            "The file has little that looks like levels and expectations; it was read with the levels in {}.",
            reading.draft.header
        ),
        mend: Mend::Do("If it is not the career map, name the right file or sheet; if it is read wrongly, set \
                        `header-row`, `orientation` or `levels` under [map] in careermap.toml to where the levels \
                        are.".to_owned()),
    })
}

/// Whether a competency is named like the heading above the names of all of them, as at the beginning of a second
/// table.
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
