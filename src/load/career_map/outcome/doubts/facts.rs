//! Doubts about rows that describe levels or people, beside those that say what is expected.

use super::mends::{as_level_facts, competencies_named, named};
use super::{Mend, Odd, Reading};
use crate::load::career_map::content::kinds::sounds_like_others;
use crate::load::career_map::content::unlike::unlike_others;
use crate::load::career_map::drafts::draft::{DraftRow, Kind};
use crate::load::career_map::options::contains;
use crate::load::career_map::wording::labels::{FactKind, Label, fact, label, may_describe_level};
use crate::load::setting_lines::{list_line, order_line};
use crate::model::{Competency, Orientation, Scale};
use crate::text::in_quotes;

/// The competencies that are scored, in the order of the file.
pub(super) fn rows<'a>(reading: &'a Reading<'_>) -> Vec<&'a DraftRow> {
    let rows = reading.draft.rows.iter().zip(&reading.draft.signs.kinds);
    rows.filter_map(|(row, kind)| (*kind == Kind::Competency { scored: true }).then_some(row))
        .collect()
}

/// Competencies that are named as descriptions of levels usually are: *Profile*, *Promotion criteria*.
pub(super) fn named_like_facts(reading: &Reading<'_>) -> Option<Odd> {
    let is_doubtful = |competency: &&Competency| {
        competency.scored
            && may_describe_level(&competency.name)
            && !contains(&reading.options.scored, &competency.name)
    };
    let found: Vec<&Competency> = (reading.map.competencies.iter())
        .filter(is_doubtful)
        .collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "is named like a description of the levels",
            "are named like descriptions of the levels",
        ),
        mend: as_level_facts(reading, found.iter().map(|found| &found.name)),
    })
}

/// Competencies with a word or two at each level, where most others have sentences.
pub(super) fn short_row(reading: &Reading<'_>) -> Option<Odd> {
    /// Texts up to this length are very short, and those of at least that length on average long.
    const VERY_SHORT: usize = 20;
    const LONG: f64 = 45.0;
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
        mend: as_level_facts(reading, found.iter().map(|found| &found.name)),
    })
}

/// The first or the last competencies, if these are written unlike all others: with full stops, without bullets, without a
/// category, with other first words.
pub(super) fn written_unlike_others(reading: &Reading<'_>) -> Option<Odd> {
    if reading.map.scale != Scale::Rank || short_row(reading).is_some() {
        return None;
    }
    let rows = rows(reading);
    let (found, has) = unlike_others(&rows)?;
    let found = &rows[found];
    let is_said = |row: &&DraftRow| contains(&reading.options.scored, &row.name);
    if found.iter().all(is_said) {
        return None;
    }
    let names: Vec<&str> = found.iter().map(|row| row.name.as_str()).collect();
    Some(Odd {
        at: found[0].at.clone(),
        what: named(
            "competency",
            "competencies",
            &names,
            &format!("has {has}"),
            &format!("have {has}"),
        ),
        mend: as_level_facts(reading, names),
    })
}

/// Competencies that are named like facts about people and do not begin as others do.
pub(super) fn facts_like_competencies(reading: &Reading<'_>) -> Option<Odd> {
    let is_doubtful = |row: &&DraftRow| {
        fact(&row.name) == Some(FactKind::OfPerson)
            && !contains(&reading.options.scored, &row.name)
            && !sounds_like_others(row, reading.draft)
    };
    let found: Vec<&DraftRow> = rows(reading).into_iter().filter(is_doubtful).collect();
    let names = found.iter().map(|row| row.name.as_str());
    let facts = reading.options.facts.iter().map(String::as_str);
    Some(Odd {
        at: found.first()?.at.clone(),
        what: named(
            "competency",
            "competencies",
            &names.clone().collect::<Vec<_>>(),
            "is named like a fact about people, which would not be scored",
            "are named like facts about people, which would not be scored",
        ),
        mend: Mend::Write {
            case: if found.len() == 1 {
                "If it is not to be scored"
            } else {
                "If these are not to be scored"
            }
            .into(),
            lines: vec![list_line("facts", facts.chain(names))],
            otherwise: "give it another name",
        },
    })
}

/// A row of short texts that was read as a fact about the levels, but is named as the column of competencies usually is: it
/// may hold their titles.
pub(super) fn titles_as_fact(reading: &Reading<'_>) -> Option<Odd> {
    let rows = reading.draft.rows.iter().zip(&reading.draft.signs.kinds);
    let mut facts = rows.filter_map(|(row, kind)| (*kind == Kind::LevelFact).then_some(row));
    let found = facts.find(|row| {
        fact(&row.name).is_none()
            && matches!(label(&row.name), Label::Name | Label::Part)
            && !contains(&reading.options.level_facts, &row.name)
    })?;
    // The codes say in which order the titles are.
    let titles = reading.map.levels.iter().filter_map(|level| {
        let mut own = reading.draft.levels.iter();
        let place = own.position(|own| own.at == level.at)?;
        found.cells[place]
            .first()
            .map(|piece| vec![piece.text.trim()])
    });
    let order = order_line(&titles.collect::<Vec<_>>());
    let row = match reading.draft.orientation {
        Orientation::LevelsInColumns => found.at.cell().map(|cell| cell.row + 1),
        _ => None,
    };
    Some(Odd {
        at: found.at.clone(),
        what: format!(
            "{} was read as a fact about the levels, but is the heading of a column.",
            in_quotes(&found.name)
        ),
        mend: Mend::Write {
            case: "If the titles of the levels are beside it".into(),
            lines: (row
                .map(|row| format!("header-row = {row}\n{order}"))
                .into_iter())
            .collect(),
            otherwise: "delete what is above or before the titles",
        },
    })
}
