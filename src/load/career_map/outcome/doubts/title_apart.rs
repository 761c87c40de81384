//! The doubt about a first or last level that may be something else: *Action plan* beside *Junior Baker* and *Senior Baker*.

use std::collections::BTreeSet;

use super::mends::leave_out_levels;
use super::order::first_is_apart;
use super::{Odd, Reading};
use crate::load::career_map::content::grades::leads;
use crate::load::vocabulary::{Concept, is_of_trade, seniority, stands_for};
use crate::model::{Level, Scale};
use crate::text::{fold, in_quotes};

/// A first or last level whose title has nothing in common with the others, unless it sounds like that of a person, and its texts
/// begin as theirs do.
pub(super) fn title_is_apart(reading: &Reading<'_>) -> Option<Odd> {
    let (draft, map) = (reading.draft, reading.map);
    let are_texts = map.scale == Scale::Rank && first_is_apart(reading).is_none();
    if !are_texts || !reading.options.order.is_empty() || draft.signs.configured {
        return None;
    }
    let endings = |is_own: &dyn Fn(&Level) -> bool| -> Vec<char> {
        let wanted = (0..map.levels.len()).filter(|place| is_own(&map.levels[*place]));
        let texts = wanted.flat_map(|place| {
            let cells = map
                .competencies
                .iter()
                .map(move |own| &own.expectations[place]);
            cells.flatten()
        });
        texts.filter_map(|text| first_ending(&text.text)).collect()
    };
    let begins_alike = |level: &Level| {
        let own = endings(&|other| other.at == level.at);
        let others: BTreeSet<char> = endings(&|other| other.at != level.at).into_iter().collect();
        let alike = own.iter().filter(|ending| others.contains(*ending));
        alike.count() * 2 > own.len()
    };
    let is_apart = |level: &&Level| {
        draft.signs.guessed.contains(&level.at)
            && !is_known(&level.title)
            && !(names_person(&level.title) && begins_alike(level))
    };
    let found: Vec<&Level> = map.levels.iter().filter(is_apart).collect();
    let first = found.first()?;
    Some(Odd {
        at: first.at.clone(),
        what: format!(
            "{} was read as a level, since its texts look like those of the levels beside it, but nothing says that it is the title \
             of one.",
            in_quotes(&first.title)
        ),
        mend: leave_out_levels(reading, &found),
    })
}

/// Whether a title is known elsewhere: one of a trade, or with a word of rank or a mark.
fn is_known(title: &str) -> bool {
    seniority(title).is_some() || is_of_trade(title) || stands_for(&fold(title), Concept::Grade)
}

/// The last letter of a text's first word: verbs of one form end in one letter, *Carries*, *Follows*.
fn first_ending(text: &str) -> Option<char> {
    text.split_whitespace()
        .next()
        .and_then(|word| fold(word).chars().last())
}

/// Whether a title leads, or has a word with an ending of words for people: *Explorer*, *Architecte*.
fn names_person(title: &str) -> bool {
    /// Shorter words may end in anything.
    const SHORTEST: usize = 5;
    const ENDINGS: [&str; 36] = [
        "er", "erin", "or", "ist", "istin", "ian", "man", "woman", "eer", "eur", "euse", "iere",
        "ien", "ienne", "ecte", "ekt", "ect", "ero", "era", "ista", "iste", "ore", "trice",
        "kraft", "mann", "frau", "hilfe", "clerk", "ario", "aria", "aio", "ant", "ante", "are",
        "arz", "nik",
    ];
    let folded = fold(title);
    let ends_so =
        |word: &str| word.len() >= SHORTEST && ENDINGS.iter().any(|ending| word.ends_with(ending));
    leads(title) || folded.split(' ').any(ends_so)
}
