//! Doubts about other contents: averages of a survey, a second map on another sheet, maps of several jobs.

use std::collections::{BTreeMap, BTreeSet};

use super::mends::leave_out;
use super::{Mend, Odd, Reading, is_clear};
use crate::diagnostic::Location;
use crate::load::career_map::choosing::choice::chosen;
use crate::load::career_map::companions::library::is_companion;
use crate::load::career_map::wording::labels::speaks_of_careers;
use crate::load::setting_lines::toml_text;
use crate::load::sheet::Sheet;
use crate::load::vocabulary::{Concept, stands_for};
use crate::model::{Orientation, Scale};
use crate::text::{all_in_quotes, fold, in_quotes, shortened};

/// With fewer numbers, fractions may be chance.
const FEW_NUMBERS: usize = 4;

/// Required numbers such as 3.1 and 4.2 are averages of answers.
pub(super) fn numbers_are_means(reading: &Reading<'_>) -> Option<Odd> {
    if reading.map.scale != Scale::Proficiency {
        return None;
    }
    let numbers: Vec<f64> = reading
        .map
        .competencies
        .iter()
        .flat_map(|competency| competency.required.iter().flatten())
        .copied()
        .collect();
    let is_mean = |number: &&f64| (**number * 2.0).fract() != 0.0;
    let means = numbers.iter().filter(is_mean).count();
    (numbers.len() >= FEW_NUMBERS && means * 2 > numbers.len()).then(|| Odd {
        at: reading.draft.place.clone(),
        what: format!(
            "{means} of {} required numbers are fractions, as averages of answers are.",
            numbers.len()
        ),
        mend: Mend::Do("If they do not say what levels require, name the right file with `career-map` in careermap.toml.".to_owned()),
    })
}

/// A sheet that was not read, with the same competencies and as many cells beside each as in a map.
pub(super) fn second_sheet(reading: &Reading<'_>) -> Option<Odd> {
    if reading.options.sheet.is_some() || reading.others.larger.is_some() {
        return None;
    }
    let names: BTreeSet<String> = reading
        .map
        .competencies
        .iter()
        .map(|competency| fold(&competency.name))
        .collect();
    let unread: Vec<&Sheet> = (reading.workbook.sheets.iter())
        .filter(|sheet| !sheet.hidden && !reading.draft.sheets.contains(&sheet.name))
        .filter(|sheet| !is_companion(sheet) && !reading.options.leaves_out(&sheet.name))
        .collect();
    let again = (unread.iter()).find(|sheet| holds_map_of(sheet, &names, reading.map.scale));
    let (sheet, why, case) = if let Some(sheet) = again {
        let why = "it has the same competencies and looks like another map, or another version of this one";
        (sheet, why, "If that sheet is meant")
    } else if reading.others.near.is_none() {
        let other = unread.iter().find(|sheet| is_map_alone(reading, sheet))?;
        let case = "If you need both, give each job a folder with a map of its own; if only that sheet is meant";
        (
            other,
            "it could be read as a career map, too, perhaps of another job",
            case,
        )
    } else {
        return None;
    };
    Some(Odd {
        at: sheet.at.clone(),
        what: format!("Sheet {} was not read, but {why}.", in_quotes(&sheet.name)),
        mend: Mend::Write {
            case: case.into(),
            lines: vec![format!("sheet = {}", toml_text(&sheet.name))],
            otherwise: "put it into a separate file",
        },
    })
}

/// Whether a sheet would be read as a map without any doubt if it were named in the settings; or with doubts, if only its own name is
/// about careers.
fn is_map_alone(reading: &Reading<'_>, sheet: &Sheet) -> bool {
    let line = format!("sheet = {}", toml_text(&sheet.name));
    let tried = reading.options.with_lines(&[line]);
    let names = &reading.draft.sheets;
    let is_named_so =
        speaks_of_careers(&sheet.name) && !names.iter().any(|name| speaks_of_careers(name));
    tried.is_some_and(|tried| {
        let draft = chosen(reading.workbook, &tried);
        draft.is_ok_and(|draft| is_named_so || is_clear(&draft, reading.workbook, &tried))
    })
}

/// Sheets that name the same levels and different competencies, and whose own names are not those of areas: each may be the
/// map of a job.
pub(super) fn joined_sheets(reading: &Reading<'_>) -> Option<Odd> {
    let draft = reading.draft;
    let is_table = matches!(
        draft.orientation,
        Orientation::LevelsInColumns | Orientation::LevelsInRows
    );
    let sheet_of = |at: &Location| at.sheet().map(str::to_owned);
    let of_levels: BTreeSet<_> = (draft.levels.iter())
        .map(|level| sheet_of(&level.at))
        .collect();
    let of_rows: BTreeSet<_> = draft.rows.iter().map(|row| sheet_of(&row.at)).collect();
    let names_area = |sheet: &String| {
        let folded = fold(sheet);
        let is_area = |word: &str| {
            let concepts = [Concept::AreaOfCompetencies, Concept::UsualCompetency];
            concepts.iter().any(|concept| stands_for(word, *concept))
        };
        is_area(&folded) || folded.split(' ').any(is_area)
    };
    if !is_table || of_levels.len() > 1 || of_rows.len() < 2 || draft.sheets.iter().any(names_area)
    {
        return None;
    }
    let first = draft.sheets.first()?;
    Some(Odd {
        at: draft.rows.last()?.at.clone(),
        what: format!(
            "The sheets {} name the same levels and were read as the parts of one map.",
            all_in_quotes(draft.sheets.iter().map(String::as_str))
        ),
        mend: Mend::Write {
            case: "If each is the map of a job, give each job a folder with a map of its own; for the first job".into(),
            lines: vec![format!("sheet = {}", toml_text(first))],
            otherwise: "put each sheet into a separate file",
        },
    })
}

/// Two sections of which one has most competencies of the other by name: this year's and next year's, or those of two jobs.
pub(super) fn section_again(reading: &Reading<'_>) -> Option<Odd> {
    /// Fewer names may be in several sections by chance.
    const LEAST: usize = 2;
    /// Nobody keeps more versions, and each is compared with each.
    const MOST: usize = 16;
    let mut sections: Vec<(&str, &Location, BTreeSet<String>)> = Vec::new();
    for own in &reading.map.competencies {
        let category = own.category.as_deref().unwrap_or_default();
        if sections.last().is_none_or(|(last, ..)| *last != category) {
            if sections.len() == MOST {
                return None;
            }
            sections.push((category, &own.at, BTreeSet::new()));
        }
        let (.., names) = sections.last_mut()?;
        names.insert(fold(&own.name));
    }
    let pairs = sections.iter().enumerate().flat_map(|(place, first)| {
        let later = sections[place + 1..].iter();
        later.map(move |second| (first, second))
    });
    let (first, second) = pairs.into_iter().find(|(first, second)| {
        let shared = first.2.intersection(&second.2).count();
        let are_named = !first.0.is_empty() && !second.0.is_empty() && first.0 != second.0;
        are_named && shared >= LEAST && shared * 2 >= first.2.len().min(second.2.len())
    })?;
    let without = |name: &str| leave_out(reading, [name.to_owned()]);
    Some(Odd {
        at: second.1.clone(),
        what: format!(
            "The categories {} and {} have competencies of the same names, and all were read. One may be an older or newer version of \
             the other.",
            in_quotes(&shortened(first.0)),
            in_quotes(&shortened(second.0)),
        ),
        mend: Mend::Either {
            ways: vec![
                ("the first is meant".to_owned(), without(second.0)),
                ("the second is meant".to_owned(), without(first.0)),
            ],
            otherwise: "Delete the one that is not meant.",
        },
    })
}

/// Whether at least half of the names are in a sheet, each with two or more cells beside it that could be of a map:
/// long enough to say what is expected, if those of the map are texts.
fn holds_map_of(sheet: &Sheet, names: &BTreeSet<String>, scale: Scale) -> bool {
    /// At least this many cells are beside a name in a map.
    const BESIDE: usize = 2;
    /// A shorter text is a name or a remark.
    const TELLING: usize = 12;
    let mut contents: BTreeMap<u32, usize> = BTreeMap::new();
    let mut named: BTreeSet<(String, u32)> = BTreeSet::new();
    for (at, value) in sheet.grid.cells() {
        let Some(text) = value.text() else { continue };
        let folded = fold(&text);
        if names.contains(&folded) {
            named.insert((folded, at.row));
        } else if scale == Scale::Proficiency || text.chars().count() >= TELLING {
            *contents.entry(at.row).or_default() += 1;
        }
    }
    let has_contents = |row: &u32| contents.get(row).is_some_and(|cells| *cells >= BESIDE);
    let found: BTreeSet<&String> = named
        .iter()
        .filter(|(_, row)| has_contents(row))
        .map(|(name, _)| name)
        .collect();
    found.len() >= 2 && found.len() * 2 >= names.len()
}
