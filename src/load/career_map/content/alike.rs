//! Whether the texts of a row begin like those of others: with verbs, as what people do.

use std::collections::BTreeSet;

use super::unlike::{first_ending, texts, usual_ending};
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Kind};
use crate::load::career_map::wording::labels::fact;
use crate::load::vocabulary::{Telling, tells};
use crate::text::fold;

/// Whether all cells of a row begin with a word that ends as the first words of most cells of other rows do, and have more words:
/// *Owns tasks* beside *Plans the week of a team* is what somebody does.
pub(in crate::load::career_map) fn begins_like_others(row: &DraftRow, draft: &Draft) -> bool {
    /// Fewer cells may begin alike by chance.
    const FEW: usize = 4;
    let endings = |row: &DraftRow| -> Vec<Option<char>> {
        let texts = row.cells.iter().flatten().map(|piece| fold(&piece.text));
        let ending = texts.map(|text| text.split_once(' ')?.0.chars().next_back());
        ending.collect()
    };
    let others: Vec<Option<char>> = (draft.rows.iter())
        .filter(|other| other.at != row.at && fact(&other.name).is_none())
        .flat_map(endings)
        .collect();
    let own = endings(row);
    let Some(ending) = own.first().copied().flatten() else {
        return false;
    };
    let alike = others
        .iter()
        .filter(|other| **other == Some(ending))
        .count();
    alike >= FEW && alike * 3 > others.len() * 2 && own.iter().all(|own| *own == Some(ending))
}

/// Whether most cells of a row begin with a word that cells of other rows begin with: *Explains* is what people do, *Diploma* is
/// not.
pub(in crate::load::career_map) fn sounds_like_others(row: &DraftRow, draft: &Draft) -> bool {
    /// Shorter words may begin any text.
    const SHORTEST: usize = 4;
    let begins = |row: &DraftRow| -> Vec<String> {
        let texts = row.cells.iter().flatten().map(|piece| fold(&piece.text));
        let first = texts.filter_map(|text| text.split(' ').next().map(str::to_owned));
        first.collect()
    };
    let others: BTreeSet<String> = (draft.rows.iter())
        .filter(|other| fact(&other.name).is_none())
        .flat_map(begins)
        .filter(|word| word.chars().count() >= SHORTEST)
        .collect();
    let own = begins(row);
    let shared = own.iter().filter(|word| others.contains(*word)).count();
    shared * 2 > own.len()
}

/// Whether most cells of a row say what somebody does, going by the letter in which the first words of competencies mostly end.
pub(in crate::load::career_map) fn says_acts(row: &DraftRow, draft: &Draft) -> bool {
    let rows = draft.rows.iter().zip(&draft.signs.kinds);
    let others = || {
        let scored = rows
            .clone()
            .filter(|(_, kind)| **kind == (Kind::Competency { scored: true }));
        scored
            .filter(|(other, _)| other.at != row.at)
            .flat_map(|(other, _)| texts(other))
    };
    let Some((usual, count)) = usual_ending(others()) else {
        return false;
    };
    let states = |text: &str| {
        let folded = fold(text);
        folded
            .split(' ')
            .next()
            .is_some_and(|first| tells(first, Telling::Has))
    };
    let acts = texts(row).filter(|text| first_ending(text) == Some(usual) && !states(text));
    count * 2 >= others().count() && acts.count() * 4 >= texts(row).count() * 3
}
