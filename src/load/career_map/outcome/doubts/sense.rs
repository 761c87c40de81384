//! Doubts about the meaning of titles and headings: whether levels rise, and whether the table is about careers at all.

use std::collections::BTreeSet;

use super::super::remedy::spans;
use super::mends::{leave_out, leave_out_levels, levels_named, named, other_order, text_at};
use super::names::{levels_are_people, names_are_dates};
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::content::grades::{BEGINNER, STEP, grades, height, is_vague, leads};
use crate::load::career_map::content::requirement::is_stage;
use crate::load::career_map::drafts::draft::{DraftRow, Kind, Piece, Role, Source};
use crate::load::career_map::options::Place;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::people::people;
use crate::load::career_map::wording::title::number_in;
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::setting_lines::{list_line, order_line};
use crate::load::sheet::{Sheet, Value};
use crate::load::vocabulary::{Concept, ends_as_title, says, seniority, stands_for};
use crate::model::{Area, Level, Orientation, Scale, WhyLeftOut};
use crate::text::{fold, in_quotes};

/// If a smaller share of titles is known, it is not clear that they are levels.
const KNOWN: f64 = 0.5;
/// The seniority of somebody who begins to learn something, in a company or elsewhere.
const LEARNER: std::ops::RangeInclusive<f64> = 1.0..=1.5;

/// Levels whose title is a usual heading of a column in a long table: *Competency*, *Role*, *Weight*.
pub(super) fn levels_are_headings(reading: &Reading<'_>) -> Option<Odd> {
    let is_heading = |level: &&Level| {
        // A track in brackets is not a heading.
        let title = level.title.split(" (").next().unwrap_or_default();
        matches!(
            label(title),
            Label::Name | Label::Level | Label::Expectation | Label::Part
        )
    };
    let found: Vec<&Level> = reading.map.levels.iter().filter(is_heading).collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: levels_named(
            &found,
            "has a title that is the heading of a column",
            "have titles that are headings of columns",
        ),
        mend: leave_out_levels(reading, &found),
    })
}

/// The last level is a beginner's, and one before it is not.
pub(super) fn seniority_falls(reading: &Reading<'_>) -> Option<Odd> {
    let levels = &reading.map.levels;
    let is_parted = levels.iter().any(|level| !level.tracks.is_empty());
    if !reading.options.order.is_empty() || is_parted {
        return None;
    }
    let last = levels.last()?;
    let lowest = height(&last.title).filter(|height| *height <= BEGINNER)?;
    let is_higher = |level: &&Level| match height(&level.title) {
        Some(height) => height >= lowest + STEP,
        None => is_vague(&level.title),
    };
    let higher = levels.iter().find(is_higher)?;
    let mut steps = steps(levels);
    steps.reverse();
    Some(Odd {
        at: last.at.clone(),
        what: format!(
            "The highest level is {}, which sounds more junior than {}.",
            in_quotes(&last.title),
            in_quotes(&higher.title)
        ),
        mend: other_order(&steps),
    })
}

/// A column or row beside the levels that holds the same letters or numbers as they do, and was left out.
pub(super) fn left_out_like_level(reading: &Reading<'_>) -> Option<Odd> {
    let draft = reading.draft;
    if reading.map.scale != Scale::Proficiency {
        return None;
    }
    let is_column = match draft.orientation {
        Orientation::LevelsInColumns => true,
        Orientation::LevelsInRows => false,
        _ => return None,
    };
    let known = draft.signs.scale.steps.iter().flat_map(|step| &step.names);
    let letters: BTreeSet<String> = draft
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().flatten())
        .map(|piece| fold(&piece.text))
        .chain(known.map(|name| fold(name)))
        .collect();
    let places: Vec<u32> = draft
        .levels
        .iter()
        .filter_map(|level| level.at.cell())
        .map(|cell| if is_column { cell.column } else { cell.row })
        .collect();
    let sheet = reading
        .workbook
        .sheets
        .iter()
        .find(|sheet| draft.sheets.contains(&sheet.name))?;
    draft.left_out.iter().find_map(|left| {
        let area = left.area?;
        let place = left.at.cell()?;
        let place = if is_column { place.column } else { place.row };
        let is_beside = places.iter().any(|level| level.abs_diff(place) == 1);
        let is_atypical = !matches!(
            left.why,
            WhyLeftOut::Configured | WhyLeftOut::Legend | WhyLeftOut::AnotherBlock
        ) && is_beside
            && label(&left.what) == Label::Unknown
            && holds_only(sheet, area, &left.what, &letters);
        if !is_atypical {
            return None;
        }
        let mut all = places.clone();
        all.push(place);
        all.sort_unstable();
        let as_place = if is_column { Place::Column } else { Place::Row };
        Some(Odd {
            at: left.at.clone(),
            what: format!(
                "{} was not read as a level, but has the same letters or numbers as the levels.",
                in_quotes(&left.what)
            ),
            mend: Mend::Write {
                case: "If it is a level",
                lines: vec![list_line("levels", &spans(all.into_iter().map(as_place)))],
                otherwise: "give it a title that says so",
            },
        })
    })
}

/// Whether an area holds only these texts below its heading, and at least one of them.
fn holds_only(sheet: &Sheet, area: Area, heading: &str, letters: &BTreeSet<String>) -> bool {
    let mut filled = 0;
    let mut rest = (area.first.row..=area.last.row)
        .flat_map(|row| (area.first.column..=area.last.column).map(move |column| (row, column)))
        .filter_map(|(row, column)| sheet.grid.get(row, column).and_then(Value::text))
        .filter(|text| !text.trim().is_empty() && fold(text) != fold(heading));
    rest.all(|text| {
        filled += 1;
        letters.contains(&fold(&text))
    }) && filled >= 2
}

/// Titles that do not say which is more senior: all of them, as those of several jobs, teams or people; or most, where no word
/// shows that they are levels, or nothing shows their order.
pub(super) fn titles_unknown(reading: &Reading<'_>) -> Option<Odd> {
    let (draft, map) = (reading.draft, reading.map);
    let signs = &draft.signs;
    if signs.configured
        || !reading.options.order.is_empty()
        || levels_are_people(reading).is_some()
        || names_are_dates(reading).is_some()
    {
        return None;
    }
    let are_numbers = map.scale == Scale::Proficiency && signs.scale.source == Source::Numbers;
    let is_told = signs.axis_is_named || signs.speaks_of_careers;
    let is_unsure = match draft.orientation {
        Orientation::LevelsInColumns | Orientation::LevelsInRows => are_numbers || !is_told,
        Orientation::Long => true,
        _ => are_numbers,
    };
    let mut found = without_order(&map.levels);
    if found.is_empty() && is_unsure && signs.recognised < KNOWN {
        let is_known = |name: &str| level_likeness(name) == Likeness::Yes;
        let is_unknown = |level: &&Level| !names_of(level).any(is_known);
        found = map.levels.iter().filter(is_unknown).collect();
    }
    let people = match people(draft.levels.iter().map(|level| level.cells.as_slice())) {
        Some(_) => " They may also be people.",
        None => "",
    };
    (found.len() >= 2).then(|| Odd {
        at: found[0].at.clone(),
        what: format!(
            "{} The levels were taken in the order of the file.{people}",
            levels_named(
                &found,
                "has a title that does not say how senior it is",
                "have titles that do not say which is more senior"
            )
        ),
        mend: Mend::Write {
            case: "If these are the levels, from junior to senior",
            lines: vec![order_line(&steps(&map.levels))],
            otherwise: "confirm them",
        },
    })
}

fn names_of(level: &Level) -> impl Iterator<Item = &str> {
    (std::iter::once(&level.title).chain(&level.code))
        .chain(&level.aliases)
        .map(String::as_str)
}

/// The levels whose titles do not say how senior they are, where these are all of them, or all but one of four or more. A word
/// that all have says nothing: *Head of Sales* and *Head of Finance*, *Product Manager* and *Account Manager*.
fn without_order(levels: &[Level]) -> Vec<&Level> {
    /// So many say nothing beside one that does.
    const MANY: usize = 3;
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let words: Vec<BTreeSet<String>> = (titles.iter())
        .map(|title| fold(title).split(' ').map(str::to_owned).collect())
        .collect();
    let grades = grades(&titles);
    let heights: Vec<Option<f64>> = (levels.iter().zip(grades))
        .map(|(level, grade)| grade.or_else(|| names_of(level).find_map(seniority)))
        .collect();
    let are_alike = heights.windows(2).all(|pair| pair[0] == pair[1]);
    let is_vague = |word: &str| is_vague(word) || ends_as_title(word);
    let is_clear = |word: &&str| !is_vague(word) && !words.iter().all(|own| own.contains(*word));
    let vague: BTreeSet<&str> = (words.iter().flatten())
        .map(String::as_str)
        .filter(|word| is_vague(word))
        .collect();
    let are_grades = vague.len() > 1 && !end_alike(&vague);
    let rises = |place: usize| {
        let says = |name: &str| {
            let folded = fold(name);
            let clear: Vec<&str> = folded.split(' ').filter(is_clear).collect();
            let clear = clear.join(" ");
            number_in(name).is_some()
                || clear.chars().count() == 1
                || level_likeness(&clear) == Likeness::Yes
        };
        (heights[place].is_some() && !are_alike)
            || (are_grades && words[place].iter().any(|word| is_vague(word)))
            || (place + 1 == levels.len() && ends_with_leader(&titles))
            || names_of(&levels[place]).any(says)
    };
    let found: Vec<usize> = (0..levels.len()).filter(|place| !rises(*place)).collect();
    let has_vague = |place: &usize| words[*place].iter().any(|word| is_vague(word));
    let is_hardly_known = match levels.len() - found.len() {
        0 => true,
        1 => found.len() >= MANY && !found.iter().any(has_vague),
        _ => false,
    };
    if is_hardly_known && !have_forms(&words) {
        found.into_iter().map(|place| &levels[place]).collect()
    } else {
        Vec::new()
    }
}

/// Whether words have the same noun at their ends: *Verkaufsleiter*, *Marketingleiterin*.
fn end_alike(words: &BTreeSet<&str>) -> bool {
    /// Fewer letters do not make a noun.
    const SHORTEST: usize = 4;
    let mut ends = words
        .iter()
        .map(|word| word.strip_suffix("in").unwrap_or(word));
    let Some(first) = ends.next() else {
        return false;
    };
    let shared = |word: &str| {
        let letters = first.bytes().rev().zip(word.bytes().rev());
        letters.take_while(|(one, other)| one == other).count()
    };
    ends.all(|word| shared(word) >= SHORTEST)
}

/// Whether the last title is that of somebody who leads those before: *Seller*, *Filialleiter*. A manager may also manage products.
fn ends_with_leader(titles: &[&str]) -> bool {
    let is_leader = |title: &str| leads(title) || fold(title).split(' ').any(ends_as_title);
    titles.split_last().is_some_and(|(last, others)| {
        is_leader(last)
            && !fold(last).split(' ').any(|word| word == "manager")
            && !others.iter().any(|title| is_leader(title))
    })
}

/// Whether most titles are longer forms of one before them, or have one after them: *Baker*, *Master Baker*.
fn have_forms(titles: &[BTreeSet<String>]) -> bool {
    let is_longer = |longer: &BTreeSet<String>, one: &BTreeSet<String>| {
        longer.len() > one.len() && one.is_subset(longer)
    };
    let is_of_pair = |place: &usize| {
        let own = &titles[*place];
        titles[..*place].iter().any(|before| is_longer(own, before))
            || titles[place + 1..]
                .iter()
                .any(|after| is_longer(after, own))
    };
    (0..titles.len()).filter(is_of_pair).count() * 2 > titles.len()
}

/// The titles of each step, from junior to senior.
fn steps(levels: &[Level]) -> Vec<Vec<&str>> {
    levels
        .chunk_by(|one, other| one.rank == other.rank)
        .map(|step| step.iter().map(|level| level.title.as_str()).collect())
        .collect()
}

/// Several competencies that ask the same of every level.
pub(super) fn same_for_all(reading: &Reading<'_>) -> Option<Odd> {
    let texts = |pieces: &Vec<Piece>| -> Vec<String> {
        pieces.iter().map(|piece| fold(&piece.text)).collect()
    };
    let is_same = |row: &&DraftRow| {
        let mut levels = row.cells.iter().map(texts);
        let first = levels.next().unwrap_or_default();
        !first.is_empty() && levels.all(|level| level == first)
    };
    let kinds = &reading.draft.signs.kinds;
    let rows: Vec<&DraftRow> = (reading.draft.rows.iter().zip(kinds))
        .filter_map(|(row, kind)| (*kind != Kind::LeftOut).then_some(row))
        .collect();
    let found: Vec<&DraftRow> = rows.iter().copied().filter(is_same).collect();
    let names: Vec<&str> = found.iter().map(|row| row.name.as_str()).collect();
    let are_texts = reading.map.scale == Scale::Rank;
    (are_texts && found.len() >= 2 && found.len() * 5 >= rows.len() * 2).then(|| Odd {
        at: found[0].at.clone(),
        what: named(
            "row",
            "rows",
            &names,
            "says the same for every level",
            "say the same for every level",
        ),
        mend: Mend::Write {
            case: "If these are not competencies",
            lines: vec![leave_out(
                reading,
                names.iter().map(|name| (*name).to_owned()),
            )],
            otherwise: "name the right file with `career-map` in careermap.toml",
        },
    })
}

/// Steps such as *Beginner* or *Level 2* under a heading that names something other than competencies, where nothing
/// else mentions careers: courses, processes, duties.
pub(super) fn speaks_of_something_else(reading: &Reading<'_>) -> Option<Odd> {
    let signs = &reading.draft.signs;
    if signs.speaks_of_careers || signs.configured {
        return None;
    }
    // Only companies have titles such as *Junior Baker*.
    let is_bare = |level: &Level| {
        let words = level.title.split_whitespace();
        words.clone().count() == 1 || level.title.contains(|c: char| c.is_ascii_digit())
    };
    let map = reading.map;
    let knows_one = map
        .competencies
        .iter()
        .any(|competency| says(&competency.name, Concept::UsualCompetency));
    if knows_one || !map.levels.iter().all(is_bare) {
        return None;
    }
    // *Stage 2: Leading* as well as *Beginner*.
    let is_only_stage = |level: &Level| {
        let folded = fold(&level.title);
        let is_counted =
            |word: &&str| stands_for(word, Concept::Step) || word.parse::<u8>().is_ok();
        let mut words = folded.split(' ').filter(|word| !is_counted(word));
        words.all(is_stage) || seniority(&folded).is_some_and(|height| LEARNER.contains(&height))
    };
    let stages = map.levels.iter().filter(|level| is_only_stage(level));
    let are_stages = stages.count() * 2 >= map.levels.len();
    let headings: Vec<(&Location, String)> = (reading.draft.uses.iter())
        .filter(|used| used.role == Role::Heading)
        .filter_map(|used| Some((&used.at, text_at(reading, &used.at)?)))
        .filter(|(_, heading)| !heading.is_empty())
        .collect();
    let says_so = |(_, heading): &(&Location, String)| match label(heading) {
        Label::Unknown | Label::Aside => false,
        // *Step* may be one of anything, and *Domain* may divide anything.
        Label::Level => [Concept::Level, Concept::Role]
            .iter()
            .any(|concept| stands_for(&fold(heading), *concept)),
        Label::Category => !are_stages,
        _ => true,
    };
    if headings.iter().any(says_so) {
        return None;
    }
    let (at, heading) = headings.into_iter().next()?;
    Some(Odd {
        at: at.clone(),
        what: format!(
            "Nothing in the file is about careers or competencies; the texts under {} were read as competencies.",
            in_quotes(heading.trim())
        ),
        mend: Mend::Do(
            "If the file is something else, give the one that holds the career map.".to_owned(),
        ),
    })
}
