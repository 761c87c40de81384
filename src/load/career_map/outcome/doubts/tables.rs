//! Doubts about other tables on the map's sheet: a second map below, a table above or below the competencies.

use std::collections::BTreeSet;

use super::facts::rows;
use super::mends::{level_facts_line, named, not_competencies, rest_left_out};
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::content::placeholder::is_placeholder;
use crate::load::career_map::content::unlike::{first_ending, texts, usual_ending};
use crate::load::career_map::drafts::draft::{DraftRow, Kind, Piece};
use crate::load::career_map::wording::labels::{Label, asks, fact, is_remark, label};
use crate::load::career_map::wording::words::{
    Likeness, level_likeness, may_be_title, names_person,
};
use crate::load::sheet::Sheet;
use crate::load::vocabulary::{Concept, Telling, heading, is_of_trade, stands_for, tells};
use crate::model::{Competency, LeftOut, Orientation, Scale, WhyLeftOut};
use crate::text::{all_in_quotes, fold, in_quotes, shortened, tidy};

/// A line of other levels in the middle of the table: a second map below the first.
pub(super) fn second_table(reading: &Reading<'_>) -> Option<Odd> {
    let is_one_table = matches!(
        reading.draft.orientation,
        Orientation::LevelsInColumns | Orientation::LevelsInRows
    );
    // Words of a scale may be names of levels, too.
    let holds_words =
        reading.map.scale != Scale::Rank || !reading.draft.signs.scale.unknown.is_empty();
    if !is_one_table || holds_words {
        return None;
    }
    let line = |at: &Location| line_of(at, reading.draft.orientation);
    let titles: BTreeSet<String> = reading
        .map
        .levels
        .iter()
        .flat_map(|level| std::iter::once(&level.title).chain(&level.code))
        .map(|title| fold(title))
        .collect();
    let names_levels = |texts: &[String]| {
        let may_be = |text: &&String| {
            may_be_title(text) && !text.ends_with('.') && !titles.contains(&fold(text))
        };
        // *Lädt nach Liste* only ends as titles do.
        let is_job = |text: &str| text.split_whitespace().count() <= 2 && names_person(text);
        let is_level = |text: &&String| {
            level_likeness(text) == Likeness::Yes || is_of_trade(text) || is_job(text)
        };
        texts.len() >= 2
            && texts.iter().all(|text| may_be(&text))
            && texts.iter().filter(is_level).count() * 2 > texts.len()
    };
    let rows = &reading.draft.rows;
    let lines = || {
        rows.iter()
            .flat_map(|row| row.cells.iter().flatten())
            .filter_map(|piece| line(&piece.at))
    };
    let is_between = |own: u32| {
        let (above, below): (BTreeSet<u32>, BTreeSet<u32>) = lines()
            .filter(|line| *line != own)
            .partition(|line| *line < own);
        above.len() >= 2 && !below.is_empty()
    };
    // A line with its own name is a fact about the levels, unless competencies continue below it.
    let is_fact = |row: &DraftRow, own: u32| {
        let goes_on = |row: &DraftRow| {
            let pieces = row.cells.iter().flatten();
            let mut lines = pieces.filter_map(|piece| line(&piece.at));
            let first = lines.next();
            first.is_some_and(|first| first < own) && lines.any(|line| line > own)
        };
        line(&row.at) == Some(own) && fact(&row.name).is_some() && !rows.iter().any(goes_on)
    };
    let of_rows = rows.iter().filter_map(|row| {
        let (at, texts) = begun(row)?;
        (!is_fact(row, line(at)?)).then(|| (at.clone(), texts))
    });
    let nameless = (reading.draft.left_out.iter())
        .filter(|left| matches!(left.why, WhyLeftOut::NoName | WhyLeftOut::Configured))
        .map(|left| (left.at.clone(), texts_beside(reading, left)));
    let (at, texts) = of_rows
        .chain(nameless)
        .find(|(at, texts)| line(at).is_some_and(is_between) && names_levels(texts))?;
    Some(Odd {
        what: format!(
            "{} and the cells beside it look like the levels of another map; what follows was read as a part of this \
             one.",
            in_quotes(&shortened(&texts[0]))
        ),
        mend: Mend::Write {
            case: "Put each map on a separate sheet; or, if only the first one counts".into(),
            lines: rest_left_out(reading, &at).into_iter().collect(),
            otherwise: "delete the other one",
        },
        at,
    })
}

/// The texts of a row, and where the first one is, if each of the first levels has one, and the others have none, as where a second
/// ladder has fewer levels.
fn begun(row: &DraftRow) -> Option<(&Location, Vec<String>)> {
    let filled: Vec<&Piece> = (row.cells.iter())
        .map_while(|pieces| match &pieces[..] {
            [only] => Some(only),
            _ => None,
        })
        .collect();
    let texts = filled.iter().map(|piece| piece.text.clone()).collect();
    (row.filled() == filled.len()).then_some((&filled.first()?.at, texts))
}

/// The texts in the area of what was left out.
fn texts_beside(reading: &Reading<'_>, left: &LeftOut) -> Vec<String> {
    let (Some(area), Some(sheet)) = (left.area, sheet_of(reading, &left.at)) else {
        return Vec::new();
    };
    let cells = sheet.grid.cells();
    let own = cells.filter(|(cell, _)| area.contains(*cell));
    own.filter_map(|(_, value)| value.text().map(|text| tidy(&text)))
        .collect()
}

/// Rows above the levels that have the names of competencies, too, or say something in several cells: another table, of which nothing
/// was read.
pub(super) fn table_above(reading: &Reading<'_>) -> Option<Odd> {
    /// One such row may be a remark.
    const LEAST: usize = 2;
    /// With fewer words, a cell is a heading or a fact.
    const WORDS: usize = 3;
    // The settings may say which table it is.
    let is_chosen = reading.options.header_row.is_some();
    if is_chosen || reading.draft.orientation != Orientation::LevelsInColumns {
        return None;
    }
    let competencies = reading.map.competencies.iter();
    let names: BTreeSet<String> = competencies.map(|own| fold(&own.name)).collect();
    let says_much = |left: &LeftOut| {
        let (Some(own), Some(sheet)) = (left.at.cell(), sheet_of(reading, &left.at)) else {
            return false;
        };
        let beside = sheet
            .grid
            .cells()
            .filter(|(cell, _)| cell.row == own.row && cell.column > own.column);
        let texts = beside.filter_map(|(_, value)| value.text());
        texts
            .filter(|text| text.split_whitespace().count() >= WORDS)
            .count()
            >= 2
    };
    let above = reading.draft.left_out.iter().filter(|left| {
        let has_texts = left
            .area
            .is_some_and(|area| area.first.column < area.last.column);
        let is_named = has_texts && names.contains(&fold(&left.what));
        left.why == WhyLeftOut::AboveTable && (is_named || says_much(left))
    });
    let above: Vec<&LeftOut> = above.collect();
    let first = above.first().filter(|_| above.len() >= LEAST)?;
    // Tracks are read together where they share competencies.
    let again = above
        .iter()
        .filter(|left| names.contains(&fold(&left.what)));
    let again = again.count();
    let header = first
        .at
        .cell()
        .map(|cell| format!("header-row = {}", cell.row));
    Some(Odd {
        at: first.at.clone(),
        what: format!(
            "{} and the rows below it look like another table, but stand above the levels, so they were not read.",
            in_quotes(&first.what)
        ),
        mend: Mend::Write {
            case: if again * 2 >= above.len() {
                "If the tables are those of two tracks, name the track above each, such as “Expert track” and “Management track”; \
                 if the upper one is meant"
            } else {
                "If the tables are those of two tracks or jobs, give each a folder with a map of its own; if only the upper one is meant"
            }
            .into(),
            lines: header.into_iter().collect(),
            otherwise: "put it into a separate file",
        },
    })
}

/// The sheet of a place.
fn sheet_of<'a>(reading: &Reading<'a>, at: &Location) -> Option<&'a Sheet> {
    let mut sheets = reading.workbook.sheets.iter();
    sheets.find(|sheet| sheet.at.sheet() == at.sheet())
}

/// The row or the column that a competency of a table takes.
fn line_of(at: &Location, orientation: Orientation) -> Option<u32> {
    let cell = at.cell()?;
    Some(match orientation {
        Orientation::LevelsInRows => cell.column,
        _ => cell.row,
    })
}

/// The last competencies, if a gap parts them from the others, and they have a word or two at each level where the others have more:
/// *Training*, *Provider*, *Where* may head another table.
pub(super) fn table_below(reading: &Reading<'_>) -> Option<Odd> {
    /// With fewer competencies above, a gap may be anything.
    const LEAST_ABOVE: usize = 2;
    const MOST_WORDS: f64 = 2.0;
    /// Texts that say what is expected have this many times more words.
    const LONGER: f64 = 1.5;
    let orientation = reading.draft.orientation;
    let is_one_table = matches!(
        orientation,
        Orientation::LevelsInColumns | Orientation::LevelsInRows
    );
    if !is_one_table || reading.map.scale != Scale::Rank {
        return None;
    }
    let rows = rows(reading);
    let is_empty = |at: &Location, line: u32| {
        sheet_of(reading, at).is_some_and(|sheet| {
            let mut cells = sheet.grid.cells();
            !cells.any(|(cell, _)| line_of(&at.with_cell(cell), orientation) == Some(line))
        })
    };
    // What was left out may be above the first one.
    let is_parted = |place: &usize| {
        let (before, at) = (rows[place - 1], &rows[*place].at);
        let pieces = before.cells.iter().flatten().map(|piece| &piece.at);
        let lines = pieces.chain([&before.at]);
        let last = lines.filter_map(|at| line_of(at, orientation)).max();
        let own = line_of(at, orientation);
        last.zip(own)
            .is_some_and(|(last, own)| (last + 1..own).any(|line| is_empty(at, line)))
    };
    let words = |rows: &[&DraftRow]| {
        let pieces = rows.iter().flat_map(|row| row.cells.iter().flatten());
        let texts: Vec<&str> = pieces.map(|piece| piece.text.as_str()).collect();
        let said = texts.iter().filter(|text| !is_placeholder(text));
        let words: usize = said.map(|text| text.split_whitespace().count()).sum();
        words as f64 / texts.len().max(1) as f64
    };
    let says_less = |place: &usize| {
        let own = words(&rows[*place..]);
        own > 0.0 && own <= MOST_WORDS && own * LONGER <= words(&rows[..*place])
    };
    let parted = (LEAST_ABOVE..rows.len()).filter(is_parted);
    let mut may_be_facts = true;
    let (at, names, [is, are]) = if let Some(place) = parted.into_iter().find(says_less) {
        let names = rows[place..].iter().map(|row| row.name.as_str()).collect();
        let said = [("stands", "has"), ("stand", "have")].map(|(stand, have)| {
            format!("{stand} apart and {have} a word or two at each level, unlike the others")
        });
        (rows[place].at.clone(), names, said)
    } else if let Some((first, names)) = scale_below(reading) {
        may_be_facts = false;
        let said = ["seems", "seem"].map(|seem| format!("{seem} to say what a scale means"));
        (first.at.clone(), names, said)
    } else if let Some((first, names)) = narrower_below(reading) {
        may_be_facts = false;
        let said = ["has", "have"]
            .map(|have| format!("{have} texts for the first levels only, unlike the others"));
        (first.at.clone(), names, said)
    } else {
        let (headings, names) = headed_below(reading)?;
        let row = format!(
            "a row that looks like the headings of another table: {}",
            all_in_quotes(texts(headings))
        );
        let said = ["is", "are"].map(|is| format!("{is} below {row}"));
        (headings.at.clone(), names, said)
    };
    let mut ways = Vec::new();
    if let Some(line) = rest_left_out(reading, &at) {
        ways.push(("another table begins there".to_owned(), line));
    }
    if may_be_facts {
        ways.push((
            "these are facts about the levels".to_owned(),
            level_facts_line(reading, &names),
        ));
    }
    Some(Odd {
        at,
        what: named("competency", "competencies", &names, &is, &are),
        mend: Mend::Either {
            ways,
            otherwise: "Put another table on a separate sheet.",
        },
    })
}

/// The last rows, two or more, of which all have texts for the same first levels alone, at most half of them, where all rows above
/// have one for each: a list of words and what they mean, or a history.
fn narrower_below<'a>(reading: &'a Reading<'_>) -> Option<(&'a DraftRow, Vec<&'a str>)> {
    /// With fewer rows above or below, gaps may be chance.
    const LEAST: usize = 2;
    let rows = rows(reading);
    let levels = reading.map.levels.len();
    let width = |row: &DraftRow| {
        let filled = row.cells.iter().take_while(|cell| !cell.is_empty());
        Some(filled.count()).filter(|count| *count == row.filled())
    };
    let last = width(rows.last()?).filter(|width| *width > 0 && width * 2 <= levels)?;
    let below = rows.iter().rev().take_while(|row| width(row) == Some(last));
    let place = rows.len() - below.count();
    let are_whole = rows[..place].iter().all(|row| row.filled() == levels);
    (place >= LEAST && rows.len() - place >= LEAST && are_whole).then(|| {
        let names = rows[place..].iter().map(|row| row.name.as_str());
        (rows[place], names.collect())
    })
}

/// The last rows that say what a scale means, *Rating* and *Meaning*, and the names of the competencies among them.
fn scale_below<'a>(reading: &'a Reading<'_>) -> Option<(&'a DraftRow, Vec<&'a str>)> {
    const MOST: usize = 2;
    let (rows, kinds) = (&reading.draft.rows, &reading.draft.signs.kinds);
    let is_meaning = |row: &DraftRow| stands_for(&fold(&row.name), Concept::Legend);
    let begin = rows.len().saturating_sub(MOST);
    let place = (begin.max(1)..rows.len()).find(|place| is_meaning(&rows[*place]))?;
    let before = &rows[place - 1];
    let is_of_scale = is_remark(&before.name) || tells(&before.name, Telling::Lists);
    let first = if is_of_scale { place - 1 } else { place };
    let scored = (first..rows.len()).filter(|row| kinds[*row] == Kind::Competency { scored: true });
    let names: Vec<&str> = scored.map(|row| rows[row].name.as_str()).collect();
    (!names.is_empty()).then(|| (&rows[first], names))
}

/// The row with the headings of another table below the levels, *Value*, *What it means*, *Example*, and the names of the
/// competencies from there on.
fn headed_below<'a>(reading: &'a Reading<'_>) -> Option<(&'a DraftRow, Vec<&'a str>)> {
    /// So many rows make a table.
    const LEAST: usize = 2;
    let (rows, kinds) = (&reading.draft.rows, &reading.draft.signs.kinds);
    let filled =
        |row: &DraftRow| -> Vec<bool> { row.cells.iter().map(|cell| !cell.is_empty()).collect() };
    let begins = |place: &usize| {
        let (above, below) = rows.split_at(*place);
        let own = &below[0];
        if !are_short(own) {
            return false;
        }
        let cells = texts(own).count();
        let questions = texts(own).filter(|text| asks(text)).count();
        let known = || texts(own).filter(|text| is_heading(text)).count();
        let are_fewer = || {
            let few = filled(own);
            few.contains(&false)
                && below.iter().all(|row| filled(row) == few)
                && above.iter().all(|row| !filled(row).contains(&false))
        };
        let said = |rows: &'a [DraftRow]| rows.iter().flat_map(texts);
        let all = said(above).count();
        let usual = usual_ending(said(above)).filter(|(_, count)| count * 3 >= all * 2);
        let alike = |rows: &'a [DraftRow]| {
            let is_usual =
                |text: &&str| usual.is_some_and(|(usual, _)| first_ending(text) == Some(usual));
            said(rows).filter(is_usual).count()
        };
        let begin_otherwise = || usual.is_some() && alike(below) * 5 <= said(below).count();
        let is_named = tells(&own.name, Telling::Lists) || asks(&own.name);
        // *Asks questions* is what somebody does.
        let are_acts = || questions == 0 && alike(&below[..1]) * 2 > cells;
        questions * 2 > cells
            || (is_named || are_fewer()) && begin_otherwise()
            || known() * 2 >= cells && (is_named && !are_acts() || are_fewer() || begin_otherwise())
    };
    let mut places = LEAST..(rows.len() + 1).saturating_sub(LEAST);
    let place = places.find(begins)?;
    let scored = (place..rows.len()).filter(|row| kinds[*row] == Kind::Competency { scored: true });
    let names: Vec<&str> = scored.map(|row| rows[row].name.as_str()).collect();
    (!names.is_empty()).then(|| (&rows[place], names))
}

/// The last competencies of a sheet for one level, which no other sheet has, if they begin with the headings of another table:
/// *Term* and *Meaning*, *Owner*.
pub(super) fn rest_of_sheet(reading: &Reading<'_>) -> Option<Odd> {
    /// With fewer competencies on all sheets, any may be on one of them alone.
    const LEAST: usize = 2;
    let map = reading.map;
    let own_level = |competency: &Competency| -> Option<usize> {
        let said = competency.expectations.iter().enumerate();
        let mut filled = said.filter(|(_, texts)| !texts.is_empty());
        let (level, _) = filled.next().filter(|_| filled.next().is_none())?;
        Some(level)
    };
    let is_shared = |own: &Competency| own.expectations.iter().all(|texts| !texts.is_empty());
    let scored: Vec<&Competency> = map.competencies.iter().filter(|own| own.scored).collect();
    let shared = scored.iter().filter(|own| is_shared(own)).count();
    let is_rest = |own: &&Competency| own_level(own).is_some();
    let begin = scored.len() - scored.iter().rev().take_while(|own| is_rest(own)).count();
    let rest = &scored[begin..];
    let first = rest.first()?;
    let level = own_level(first)?;
    let heads = |text: &str| is_heading(text) || tells(text, Telling::Lists) || asks(text);
    let is_headed =
        heads(&first.name) || first.expectations[level].iter().any(|one| heads(&one.text));
    if reading.draft.orientation != Orientation::SheetPerLevel
        || map.levels.len() < 2
        || shared < LEAST
        || rest.len() < LEAST
        || rest.iter().any(|own| own_level(own) != Some(level))
        || !is_headed
    {
        return None;
    }
    let names: Vec<&str> = rest.iter().map(|own| own.name.as_str()).collect();
    let is = format!(
        "only on the sheet of {}, below {}, and may be another table",
        in_quotes(&map.levels[level].title),
        in_quotes(&scored[begin - 1].name)
    );
    Some(Odd {
        at: first.at.clone(),
        what: named(
            "competency",
            "competencies",
            &names,
            &format!("stands {is}"),
            &format!("stand {is}"),
        ),
        mend: not_competencies("If they are not competencies", reading, rest),
    })
}

/// Whether each cell of a row has a few words, as headings of columns have.
fn are_short(row: &DraftRow) -> bool {
    /// With more words, a cell says something.
    const MOST_WORDS: usize = 6;
    let mut pieces = row.cells.iter().flatten();
    row.filled() > 0
        && pieces.all(|piece| {
            piece.number.is_none()
                && !piece.text.ends_with(['.', ';'])
                && !piece.text.contains('\n')
                && piece.text.split_whitespace().count() <= MOST_WORDS
        })
}

/// Whether a text is the usual heading of a column, and no level.
fn is_heading(text: &str) -> bool {
    const HEADINGS: [Concept; 5] = [
        Concept::CourseHeading,
        Concept::PlanHeading,
        Concept::Provider,
        Concept::Legend,
        Concept::Calendar,
    ];
    let folded = fold(text);
    let is_known = label(text) != Label::Unknown
        || !heading(text).meanings.is_empty()
        || HEADINGS.iter().any(|concept| stands_for(&folded, *concept))
        || !folded.contains(' ') && tells(&folded, Telling::Lists)
        || asks(text);
    // What a level reaches is *Team* or *Department*.
    is_known && !stands_for(&folded, Concept::Team) && level_likeness(text) != Likeness::Yes
}
