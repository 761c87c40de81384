//! Doubts about the meaning of titles and headings: whether levels rise, and whether the table is about careers at all.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::remedy::spans;
use super::mends::{leave_out, leave_out_levels, levels_named, named, text_at};
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::content::requirement::is_stage;
use crate::load::career_map::drafts::draft::{DraftRow, Kind, Piece, Role};
use crate::load::career_map::options::SheetLine;
use crate::load::career_map::wording::labels::{Label, label, names_competencies};
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::setting_lines::list_line;
use crate::load::sheet::{CellValue, Sheet};
use crate::load::vocabulary::{Concept, follow_trade, says, seniority, stands_for};
use crate::model::{CellRange, LeftOut, Level, Orientation, Scale, WhyLeftOut};
use crate::text::{fold, in_quotes, length};

/// The seniority of somebody who begins to learn something, in a company or elsewhere.
const LEARNER: std::ops::RangeInclusive<f64> = 1.0..=1.5;

/// Levels whose title is a usual heading of a column in a long table: *Competency*, *Role*, *Weight*.
pub(super) fn levels_are_headings(reading: &Reading<'_>) -> Option<Odd> {
    let is_heading = |level: &&Level| {
        // A track in brackets is not a heading.
        let title = level.title.split(" (").next().unwrap_or_default();
        // *Levels 1-2* are levels.
        level_likeness(title) != Likeness::Yes
            && matches!(
                label(title),
                Label::Name | Label::Level | Label::Expectation | Label::Part
            )
            || stands_for(&fold(title), Concept::Role)
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

/// A column or row beside the levels that holds the same letters or numbers as they do, or texts as long as theirs, and was
/// left out.
pub(super) fn left_out_like_level(reading: &Reading<'_>) -> Option<Odd> {
    let draft = reading.draft;
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
    let place_of = |at: &Location| {
        let cell = at.cell()?;
        Some(if is_column {
            SheetLine::Column(cell.column)
        } else {
            SheetLine::Row(cell.row)
        })
    };
    let levels = draft.levels.iter();
    let mut places: Vec<SheetLine> = levels.filter_map(|level| place_of(&level.at)).collect();
    let sheet = reading
        .workbook
        .sheets
        .iter()
        .find(|sheet| draft.sheets.contains(&sheet.name))?;
    let is_like_level = |left: &&LeftOut| {
        let Some(area) = left.area else {
            return false;
        };
        !matches!(
            left.why,
            WhyLeftOut::Configured | WhyLeftOut::Legend | WhyLeftOut::AnotherBlock
        ) && match reading.map.scale {
            Scale::Proficiency => {
                label(&left.what) == Label::Unknown && holds_only(sheet, area, &left.what, &letters)
            }
            Scale::Rank => {
                !left.why.is_understood() && is_as_long(sheet, area, &left.what, &draft.rows)
            }
        }
    };
    let mut others: Vec<(&LeftOut, SheetLine)> = (draft.left_out.iter())
        .filter(is_like_level)
        .filter_map(|left| Some((left, place_of(&left.at)?)))
        .collect();
    // Those beside the levels, and those beside these.
    let mut found: Vec<&LeftOut> = Vec::new();
    while let Some(next) = others.iter().position(|(_, place)| {
        let is_beside = |level: &SheetLine| level.index().abs_diff(place.index()) == 1;
        places.iter().any(is_beside)
    }) {
        let (left, place) = others.remove(next);
        found.push(left);
        places.push(place);
    }
    places.sort_by_key(|place| place.index());
    found.sort_by_key(|left| left.at.cell());
    let names: Vec<&str> = found.iter().map(|left| left.what.as_str()).collect();
    let like = match reading.map.scale {
        Scale::Proficiency => "the same letters or numbers as",
        Scale::Rank => "texts as long as those of",
    };
    let [one, many] = if is_column {
        ["column", "columns"]
    } else {
        ["row", "rows"]
    };
    Some(Odd {
        at: found.first()?.at.clone(),
        what: named(
            one,
            many,
            &names,
            &format!("was not read as a level, but has {like} the levels"),
            &format!("were not read as levels, but have {like} the levels"),
        ),
        mend: Mend::Write {
            case: if found.len() == 1 {
                "If it is a level"
            } else {
                "If they are levels"
            }
            .into(),
            lines: vec![list_line("levels", &spans(places.into_iter()))],
            otherwise: "give it a title that says so",
        },
    })
}

/// Whether an area has a text below its heading for nearly every row, and these are about as long as those of the levels.
fn is_as_long(sheet: &Sheet, area: CellRange, heading: &str, rows: &[DraftRow]) -> bool {
    let own: Vec<usize> = texts_in(sheet, area, heading)
        .map(|text| length(&text))
        .collect();
    let texts = rows.iter().flat_map(|row| row.cells.iter().flatten());
    let levels: Vec<usize> = texts.map(|piece| length(&piece.text)).collect();
    let mean =
        |lengths: &[usize]| lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
    own.len() * 5 >= rows.len() * 4 && (0.6..=1.6).contains(&(mean(&own) / mean(&levels).max(1.0)))
}

/// The texts of an area below its heading.
fn texts_in(sheet: &Sheet, area: CellRange, heading: &str) -> impl Iterator<Item = String> {
    let heading = fold(heading);
    (area.first.row..=area.last.row)
        .flat_map(move |row| {
            (area.first.column..=area.last.column).map(move |column| (row, column))
        })
        .filter_map(|(row, column)| sheet.grid.get(row, column).and_then(CellValue::text))
        .filter(move |text| !text.trim().is_empty() && fold(text) != heading)
        .map(Cow::into_owned)
}

/// Whether an area holds only these texts below its heading, and at least one of them.
fn holds_only(sheet: &Sheet, area: CellRange, heading: &str, letters: &BTreeSet<String>) -> bool {
    let mut filled = 0;
    texts_in(sheet, area, heading).all(|text| {
        filled += 1;
        letters.contains(&fold(&text))
    }) && filled >= 2
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
            case: "If these are not competencies".into(),
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
    /// A longer text does not say what is below it.
    const LABEL: usize = 3;
    /// One in so many competencies may have a usual name.
    const FEW: usize = 4;
    let signs = &reading.draft.signs;
    if signs.speaks_of_careers {
        return None;
    }
    // Only companies have titles such as *Junior Baker*.
    let is_bare = |level: &Level| {
        let words = level.title.split_whitespace();
        words.clone().count() == 1 || level.title.contains(|c: char| c.is_ascii_digit())
    };
    let map = reading.map;
    let names = map.competencies.iter().map(|own| own.name.as_str());
    let known = names
        .filter(|name| says(name, Concept::UsualCompetency))
        .count();
    let titles: Vec<&str> = map
        .levels
        .iter()
        .map(|level| level.title.as_str())
        .collect();
    // One word of a table about anything may be a competency elsewhere: *Hiring*.
    if known * FEW > map.competencies.len() {
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
    let are_rows = reading.draft.orientation == Orientation::LevelsInRows;
    let says_so = |(_, heading): &(&Location, String)| match label(heading) {
        Label::Unknown => are_rows && stands_for(&fold(heading), Concept::Role),
        Label::Aside => false,
        // *Step* may be one of anything, *Domain* may divide anything, and an *Item* may be anything.
        Label::Level => [Concept::Level, Concept::Role]
            .iter()
            .any(|concept| stands_for(&fold(heading), *concept)),
        Label::Category => !are_stages,
        Label::Name => !are_stages || names_competencies(heading),
        _ => true,
    };
    let is_clear = map.levels.iter().all(is_bare) && !follow_trade(&titles);
    let names_other = |(_, heading): &(&Location, String)| {
        label(heading) == Label::Unknown && heading.split_whitespace().count() <= LABEL
    };
    let is_long = reading.draft.orientation == Orientation::Long;
    if headings.iter().any(says_so) || !is_clear && (is_long || !headings.iter().all(names_other)) {
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
