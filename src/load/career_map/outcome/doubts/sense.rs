//! Doubts about the meaning of titles and headings, and about what was left out or says the same for all.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::remedy::spans;
use super::mends::{leave_out, leave_out_levels, levels_named, named};
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::drafts::draft::{DraftRow, Kind, Piece};
use crate::load::career_map::options::SheetLine;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::words::{Likeness, level_likeness, names_person, nouns};
use crate::load::setting_lines::list_line;
use crate::load::sheet::{CellValue, Sheet};
use crate::load::vocabulary::{Concept, seniority, stands_for};
use crate::model::{CellRange, LeftOut, Level, Orientation, Scale, WhyLeftOut};
use crate::text::{fold, length};

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
            "has a title that usually heads a column",
            "have titles that usually head columns",
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
    // *Interviewer* beside *Trainee Interviewer*, *Evidence Lead*, *Applicant*.
    let of_levels: BTreeSet<String> = (reading.map.levels.iter())
        .flat_map(|level| nouns(&level.title))
        .collect();
    let names_level = |heading: &str| {
        // *Preguntas de entrevista* as a whole is a known heading of something else.
        let folded = fold(heading);
        if folded.contains(' ') && stands_for(&folded, Concept::BesideLevels) {
            return false;
        }
        let shares = || !nouns(heading).is_disjoint(&of_levels);
        seniority(heading).is_some() || names_person(heading) || shares()
    };
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
                let may_be_one = !left.why.is_understood()
                    || left.why == WhyLeftOut::NoLevelsOrNames && names_level(&left.what);
                may_be_one && is_as_long(sheet, area, &left.what, &draft.rows)
            }
        }
    };
    let mut others: Vec<(&LeftOut, SheetLine)> = (draft.left_out.iter())
        .filter(is_like_level)
        .filter_map(|left| Some((left, place_of(&left.at)?)))
        .collect();
    // Those beside the levels, and those beside these; empty columns between them say nothing.
    let filled: BTreeSet<u32> = (sheet.grid.cells())
        .map(|(cell, _)| if is_column { cell.column } else { cell.row })
        .collect();
    let is_beside = |one: SheetLine, other: SheetLine| {
        let (first, last) = (
            one.index().min(other.index()),
            one.index().max(other.index()),
        );
        filled.range(first..last).count() == 1
    };
    let mut found: Vec<&LeftOut> = Vec::new();
    while let Some(next) =
        (others.iter()).position(|(_, place)| places.iter().any(|level| is_beside(*level, *place)))
    {
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
    }) && filled > 0
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
