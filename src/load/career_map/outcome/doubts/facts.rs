//! Doubts about rows that describe levels or people, beside those that say what is expected.

use std::collections::BTreeSet;

use super::mends::{as_level_facts, competencies_named, named};
use super::{Mend, Odd, Reading};
use crate::load::career_map::content::kinds::tells_of_past;
use crate::load::career_map::content::lines::begins_with_bullet;
use crate::load::career_map::content::scale::Contents;
use crate::load::career_map::drafts::draft::{DraftRow, Kind};
use crate::load::career_map::options::contains;
use crate::load::career_map::wording::labels::{FactKind, Label, fact, label, may_describe_level};
use crate::load::setting_lines::list_line;
use crate::model::{Competency, Orientation, Scale};
use crate::text::{fold, in_quotes};

const SCORED: Kind = Kind::Competency { scored: true };
const NOT_SCORED: Kind = Kind::Competency { scored: false };

/// The rows of one kind, in the order of the file.
fn rows<'a>(reading: &'a Reading<'_>, wanted: Kind) -> Vec<&'a DraftRow> {
    let rows = reading.draft.rows.iter().zip(&reading.draft.signs.kinds);
    rows.filter_map(|(row, kind)| (*kind == wanted).then_some(row))
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

/// The first or the last competencies, if these are written unlike all others: with full stops, without bullets, without a
/// category.
pub(super) fn written_unlike_others(reading: &Reading<'_>) -> Option<Odd> {
    /// With fewer others, a difference may be chance.
    const OTHERS: usize = 3;
    /// At most this many rows describe the levels.
    const MOST: usize = 2;
    /// How rows are written where each of the tests below says no, and where it says yes.
    const FORMS: [[&str; 2]; 3] = [
        ["no full stops", "full stops"],
        ["no bullets", "bullets"],
        ["no category", "a category"],
    ];
    if reading.map.scale != Scale::Rank {
        return None;
    }
    let rows = rows(reading, SCORED);
    let of_all = |row: &DraftRow, test: fn(&str) -> bool| {
        let mut texts = row
            .cells
            .iter()
            .flatten()
            .map(|piece| test(piece.text.trim()));
        let first = texts.next()?;
        texts.all(|other| other == first).then_some(first)
    };
    let stops = |row: &DraftRow| of_all(row, |text| text.ends_with('.'));
    let lists = |row: &DraftRow| of_all(row, begins_with_bullet);
    let categories = |row: &DraftRow| Some(row.category.is_some());
    let forms = |row: &DraftRow| [stops(row), lists(row), categories(row)];
    let of_rows: Vec<_> = rows.iter().map(|row| forms(row)).collect();
    let (found, has) = FORMS.into_iter().enumerate().find_map(|(which, names)| {
        let forms: Vec<Option<bool>> = of_rows.iter().map(|forms| forms[which]).collect();
        let edge = |count: usize, is_first: bool| {
            let (own, others) = if is_first {
                forms.split_at(count)
            } else {
                let (others, own) = forms.split_at(forms.len() - count);
                (own, others)
            };
            let form = own[0]?;
            let are_apart = own.iter().all(|own| *own == Some(form))
                && others.iter().all(|other| *other == Some(!form));
            let at = if is_first { 0 } else { others.len() };
            are_apart.then(|| (rows[at..at + count].to_vec(), names[usize::from(form)]))
        };
        (1..=MOST)
            .take_while(|count| count + OTHERS <= forms.len())
            .find_map(|count| edge(count, true).or_else(|| edge(count, false)))
    })?;
    let names: Vec<&str> = found.iter().map(|row| row.name.as_str()).collect();
    Some(Odd {
        at: found[0].at.clone(),
        what: named(
            "competency",
            "competencies",
            &names,
            &format!("has {has}, unlike all others"),
            &format!("have {has}, unlike all others"),
        ),
        mend: as_level_facts(reading, names),
    })
}

/// Rows that are named like facts about people, but whose cells are as long as those of competencies and say nothing about
/// anybody's past.
pub(super) fn facts_like_competencies(reading: &Reading<'_>) -> Option<Odd> {
    /// Facts are mostly shorter.
    const AS_LONG: f64 = 0.7;
    let length = |rows: &[&DraftRow]| {
        let pieces = rows.iter().flat_map(|row| row.cells.iter().flatten());
        Contents::of(pieces).mean_length()
    };
    let usual = length(&rows(reading, SCORED));
    // *None is needed* at each level is a fact, and *Education and experience* is only the name of one.
    let differs = |row: &DraftRow| {
        let texts = row.cells.iter().flatten().map(|piece| fold(&piece.text));
        texts.collect::<BTreeSet<_>>().len() > 1
    };
    let is_doubtful = |row: &&DraftRow| {
        fact(&row.name) == Some(FactKind::OfPerson)
            && !row.name.trim().contains(' ')
            && differs(row)
            && !contains(&reading.options.facts, &row.name)
            && !tells_of_past(row)
            && length(&[*row]) >= AS_LONG * usual
    };
    let found: Vec<&DraftRow> = (rows(reading, NOT_SCORED).into_iter())
        .filter(is_doubtful)
        .collect();
    let names = found.iter().map(|row| row.name.as_str());
    let scored = reading.options.scored.iter().map(String::as_str);
    Some(Odd {
        at: found.first()?.at.clone(),
        what: named(
            "row",
            "rows",
            &names.clone().collect::<Vec<_>>(),
            "was read as a fact about people, which is not scored, but may say what is expected",
            "were read as facts about people, which are not scored, but may say what is expected",
        ),
        mend: Mend::Write {
            case: "If it is to be scored",
            lines: vec![list_line("scored", scored.chain(names))],
            otherwise: "give it another name",
        },
    })
}

/// A row of short texts that was read as a fact about the levels, but is named as the column of competencies usually is: it
/// may hold their titles.
pub(super) fn titles_as_fact(reading: &Reading<'_>) -> Option<Odd> {
    let facts = rows(reading, Kind::LevelFact);
    let found = facts.into_iter().find(|row| {
        fact(&row.name).is_none()
            && matches!(label(&row.name), Label::Name | Label::Part)
            && !contains(&reading.options.level_facts, &row.name)
    })?;
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
            case: "If the titles of the levels are beside it",
            lines: (row.map(|row| format!("header-row = {row}")).into_iter()).collect(),
            otherwise: "delete what is above or before the titles",
        },
    })
}
