//! Rows that are facts about the levels by what they hold: one short phrase, a code, a date or a sum for each.

use super::alike::begins_like_others;
use super::placeholder::is_placeholder;
use super::references::refers;
use super::scale::{Contents, is_figure};
use super::unlike::{is_phrase, texts};
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Piece};
use crate::load::career_map::wording::labels::{
    FactKind, Label, fact, is_answer, label, names_courses,
};
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness};

/// The rows that hold facts about levels, whatever their names.
pub(super) fn held_facts(
    draft: &Draft,
    contents: &[Contents],
    named: &[Option<FactKind>],
    usual: f64,
) -> Vec<bool> {
    let is_fact =
        |kind: Option<FactKind>| matches!(kind, Some(FactKind::OfLevel | FactKind::PerhapsOfLevel));
    let mut all = Contents::default();
    let others = contents
        .iter()
        .zip(named)
        .filter(|(_, kind)| !is_fact(**kind));
    others.for_each(|(contents, _)| all.add(contents));
    let usual = if all.are_texts() { usual } else { 0.0 };
    let fact_named =
        |place: Option<usize>| is_fact(place.and_then(|place| named.get(place).copied().flatten()));
    // Where many rows hold phrases, this map says in phrases what is expected.
    let phrases = draft
        .rows
        .iter()
        .filter(|row| held_by(row, usual) == Some(FactContents::Phrases))
        .count();
    let are_few = phrases * 3 <= draft.rows.len();
    let mut held: Vec<bool> = Vec::with_capacity(draft.rows.len());
    for (place, row) in draft.rows.iter().enumerate() {
        let before = place.checked_sub(1);
        let is_held = match named[place] {
            // Doubtful rows are facts if they are beside other facts, or much shorter than the expectations of other
            // rows.
            Some(FactKind::PerhapsOfLevel) => {
                let own = contents[place].mean_length();
                let follows = fact_named(before) || before.is_some_and(|before| held[before]);
                follows || fact_named(Some(place + 1)) || own < 0.6 * usual
            }
            None if usual >= SENTENCES && holds_titles(row) => true,
            None => match held_by(row, usual) {
                Some(FactContents::Values) => true,
                // A phrase may be all that is expected: it is a fact above the competencies, and beside other facts above or below.
                Some(FactContents::Phrases) if are_few && !begins_like_others(row, draft) => {
                    let is_fact_at = |place: usize| matches!(named[place], Some(FactKind::OfLevel));
                    let follows = before.is_none_or(|before| held[before] || is_fact_at(before));
                    let goes_on = |after: usize| {
                        is_fact_at(after) || held_by(&draft.rows[after], usual).is_some()
                    };
                    let mut after = (place + 1..named.len()).peekable();
                    let is_edge = follows || (after.peek().is_some() && after.all(goes_on));
                    is_edge || label(&row.name) != Label::Unknown || names_courses(&row.name)
                }
                Some(FactContents::Phrases) | None => {
                    let is_fact_at =
                        |place: usize| named.get(place) == Some(&Some(FactKind::OfLevel));
                    let follows = before.is_some_and(|before| held[before] || is_fact_at(before));
                    let goes_on = is_fact_at(place + 1)
                        || draft.rows.get(place + 1).is_some_and(|after| {
                            holds_titles(after)
                                || held_by(after, usual) == Some(FactContents::Values)
                        });
                    follows && goes_on && lacks_stops(row, draft, usual)
                }
            },
            Some(FactKind::OfPerson) => held_by(row, usual) == Some(FactContents::Values),
            Some(FactKind::OfLevel) => false,
        };
        held.push(is_held);
    }
    held
}

/// Whether the texts of a row are no sentences and do not begin like those of competencies, most of which are.
fn lacks_stops(row: &DraftRow, draft: &Draft, usual: f64) -> bool {
    let is_other = |other: &&DraftRow| {
        let is_value = || held_by(other, usual) == Some(FactContents::Values);
        other.at != row.at && fact(&other.name).is_none() && !is_value()
    };
    let others = draft.rows.iter().filter(is_other);
    let (mut sentences, mut all) = (0, 0);
    for text in others.flat_map(texts) {
        all += 1;
        sentences += usize::from(text.ends_with('.'));
    }
    sentences * 2 >= all
        && !texts(row).any(|text| text.ends_with('.'))
        && !begins_like_others(row, draft)
}

/// The usual length of the texts in rows that say what is expected; facts are mostly shorter.
pub(super) fn usual_length(contents: &[Contents], named: &[Option<FactKind>]) -> f64 {
    let mut lengths: Vec<f64> = contents
        .iter()
        .zip(named)
        .filter(|(contents, kind)| kind.is_none() && contents.filled > 0)
        .map(|(contents, _)| contents.mean_length())
        .collect();
    lengths.sort_by(f64::total_cmp);
    lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0.0)
}

/// What a fact about levels holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FactContents {
    /// Codes, dates, sums and numbers.
    Values,
    /// A few words each.
    Phrases,
}

/// Shorter texts are not sentences.
pub(super) const SENTENCES: f64 = 15.0;

/// What a row holds, if it is one value or one phrase for each level where others have sentences.
fn held_by(row: &DraftRow, usual: f64) -> Option<FactContents> {
    // A dash among sums stands for none.
    let says_none = |cell: &Vec<Piece>| cell.iter().all(|piece| is_placeholder(&piece.text));
    let filled: Vec<&Vec<Piece>> = row.cells.iter().filter(|cell| !says_none(cell)).collect();
    if usual < SENTENCES || filled.len() < 2 || filled.len() * 2 < row.cells.len() {
        return None;
    }
    let mut held = FactContents::Values;
    let mut characters = 0;
    for cell in &filled {
        let [piece] = &cell[..] else {
            return None;
        };
        let text = piece.text.trim();
        characters += text.chars().count();
        if !is_value(piece) {
            held = FactContents::Phrases;
            if !is_phrase(text) || refers(text) {
                return None;
            }
        }
    }
    let is_short = characters as f64 / filled.len() as f64 * 2.0 <= usual;
    // *No*, *possibly*, *yes*.
    let is_yes_or_no =
        |cell: &&&Vec<Piece>| is_answer(&cell[0].text) && !is_placeholder(&cell[0].text);
    let answers = filled.iter().filter(is_yes_or_no).count();
    if answers * 2 > filled.len() {
        held = FactContents::Values;
    }
    (held == FactContents::Values || is_short).then_some(held)
}

/// Whether a row has a title for each level: *Junior Developer*, *Developer*.
fn holds_titles(row: &DraftRow) -> bool {
    let is_title = |cell: &Vec<Piece>| {
        let [piece] = &cell[..] else {
            return false;
        };
        is_phrase(piece.text.trim()) && level_likeness(&piece.text) == Likeness::Yes
    };
    let titles = row.cells.iter().filter(|cell| is_title(cell)).count();
    // A plain *Developer* may be among them.
    let are_short = row
        .cells
        .iter()
        .flatten()
        .all(|piece| is_phrase(piece.text.trim()));
    row.cells.len() > 2
        && are_short
        && row.filled() == row.cells.len()
        && titles + 1 >= row.cells.len()
}

/// A code, a date, a sum, or a number with its unit.
pub(in crate::load::career_map) fn is_value(piece: &Piece) -> bool {
    let text = piece.text.trim();
    let begins = text.trim_start_matches(['$', '€', '£', '<', '>', '~', '+', ' ']);
    let has_unit = begins.starts_with(|c: char| c.is_ascii_digit())
        && text.split_whitespace().count() <= 3
        && !text.ends_with('.');
    piece.number.is_some() || is_figure(text) || is_code(text) || has_unit
}
