//! Rows that are written unlike all others.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::begins_with_bullet;
use super::placeholder::is_placeholder;
use crate::load::career_map::drafts::draft::DraftRow;
use crate::text::fold;

/// The first or the last rows, if these are written unlike all others, and how: with full stops, with bullets, with a category, or
/// with other first words, such as nouns before verbs.
pub(in crate::load::career_map) fn unlike_others(
    rows: &[&DraftRow],
) -> Option<(Range<usize>, &'static str)> {
    /// With fewer others, a difference may be chance; less so in rows of phrases.
    const OTHERS: usize = 3;
    const OTHERS_OF_PHRASES: usize = 2;
    /// At most this many rows describe the levels.
    const MOST: usize = 2;
    /// How rows are written where each of the tests below says no, and where it says yes.
    const FORMS: [[&str; 2]; 4] = [
        [
            "no full stops, unlike all others",
            "full stops, unlike all others",
        ],
        [
            "no bullets, unlike all others",
            "bullets, unlike all others",
        ],
        ["texts that begin differently from all others"; 2],
        [
            "no category, unlike all others",
            "a category, unlike all others",
        ],
    ];
    /// The forms that are signs around what is said.
    const STOPS: usize = 0;
    const BULLETS: usize = 1;
    let usual = usual_ending(rows.iter().flat_map(|row| texts(row)))?.0;
    let begins_as_usual = |text: &str| first_ending(text) == Some(usual);
    let tests: [&dyn Fn(&str) -> bool; 3] = [
        &|text| text.ends_with('.'),
        &begins_with_bullet,
        &begins_as_usual,
    ];
    let form = |row: &DraftRow, which: usize| {
        let Some(test) = tests.get(which) else {
            return Some(row.category.is_some());
        };
        let mut texts = texts(row).map(test);
        let first = texts.next()?;
        texts.all(|other| other == first).then_some(first)
    };
    FORMS.into_iter().enumerate().find_map(|(which, names)| {
        let forms: Vec<Option<bool>> = rows.iter().map(|row| form(row, which)).collect();
        let edge = |own: Range<usize>| {
            let is = forms[own.start]?;
            let are_apart = (forms.iter().enumerate())
                .all(|(row, form)| *form == Some(is == own.contains(&row)));
            let phrases: Vec<bool> = (rows.iter())
                .map(|row| texts(row).all(|text| is_phrase(text) && !is_placeholder(text)))
                .collect();
            let are_phrases =
                || phrases[own.clone()].iter().all(|is| *is) && phrases.contains(&false);
            let are_enough = own.len() + OTHERS <= forms.len() || are_phrases();
            // Somebody else may have typed the last rows, without full stops or with bullets.
            let is_typing = (which == STOPS && !is || which == BULLETS && is)
                && own.start > 0
                && are_alike(&rows[own.clone()], rows, begins_as_usual);
            (are_apart && are_enough && !is_typing).then(|| (own, names[usize::from(is)]))
        };
        (1..=MOST)
            .take_while(|count| count + OTHERS_OF_PHRASES <= forms.len())
            .find_map(|count| edge(0..count).or_else(|| edge(forms.len() - count..forms.len())))
    })
}

/// Whether some rows have texts about as long as all rows have, and begin about as often in the usual way.
fn are_alike(own: &[&DraftRow], rows: &[&DraftRow], is_usual: impl Fn(&str) -> bool) -> bool {
    /// A smaller share of the length, and of the usual beginnings, makes rows different.
    const SHARE: f64 = 0.75;
    let words = |rows: &[&DraftRow]| {
        let lengths = rows
            .iter()
            .flat_map(|row| texts(row))
            .map(|text| text.split(' ').count());
        mean(lengths.map(|words| words as f64))
    };
    let begin = |rows: &[&DraftRow]| {
        let usual = rows.iter().flat_map(|row| texts(row)).map(&is_usual);
        mean(usual.map(f64::from))
    };
    words(own) >= SHARE * words(rows) && begin(own) >= SHARE * begin(rows)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    sum / f64::from(count.max(1))
}

/// The last letter of the first word of most texts, and how many end so: verbs of one form do, *Carries*, *Follows*.
pub(in crate::load::career_map) fn usual_ending<'a>(
    texts: impl Iterator<Item = &'a str>,
) -> Option<(char, usize)> {
    let mut endings: BTreeMap<char, usize> = BTreeMap::new();
    for ending in texts.filter_map(first_ending) {
        *endings.entry(ending).or_default() += 1;
    }
    endings.into_iter().max_by_key(|(_, count)| *count)
}

/// The last letter of a text's first word, behind bullets and numbers.
pub(in crate::load::career_map) fn first_ending(text: &str) -> Option<char> {
    text.split_whitespace().find_map(|word| {
        let folded = fold(word);
        folded.split(' ').next()?.chars().next_back()
    })
}

pub(in crate::load::career_map) fn texts(row: &DraftRow) -> impl Iterator<Item = &str> {
    let pieces = row.cells.iter().flatten();
    pieces.map(|piece| piece.text.trim())
}

/// Whether a text is a few words and no sentence.
pub(in crate::load::career_map) fn is_phrase(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    const LONGEST: usize = 30;
    !text.contains('\n')
        && !text.ends_with(['.', ':', ';'])
        && text.starts_with(char::is_alphanumeric)
        && text.split_whitespace().count() <= MOST_WORDS
        && text.chars().count() <= LONGEST
}
