//! How senior the titles of a map sound, and whose titles they are.

use std::collections::BTreeSet;

use crate::load::career_map::wording::counting::roman;
use crate::load::vocabulary::{
    Concept, counted, ends_as_title, is_expert, rank_and_noun, seniority, stands_for,
};
use crate::text::fold;

/// A title up to this seniority is a beginner's.
pub(in crate::load::career_map) const BEGINNER: f64 = 2.2;

/// The seniority of a title without a word of seniority, beside others of the same trade that have one.
pub(in crate::load::career_map) const PLAIN: f64 = 3.0;
/// A difference in seniority from here on is another step.
pub(in crate::load::career_map) const STEP: f64 = 1.0;
/// A title above this seniority does not begin a ladder.
pub(super) const BEGINS: f64 = 5.5;

/// How senior a title is, if every word of seniority in it is clear.
pub(in crate::load::career_map) fn height(title: &str) -> Option<f64> {
    seniority(title).filter(|_| !is_vague(title))
}

/// Whether a title has a word of seniority that means more in one company than in another, but never a beginner: *Manager*,
/// *Stationsleitung*.
pub(in crate::load::career_map) fn is_vague(title: &str) -> bool {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    // With the words beside it, it may say how senior somebody is: *Business Partner*, *Jefe de equipo*.
    let is_settled = |place: usize| {
        let begins = (0..=place).flat_map(|begin| [2, 3].map(|count| begin..begin + count));
        let mut around = begins
            .filter(|range| range.contains(&place))
            .filter_map(|range| words.get(range));
        around.any(|phrase| {
            phrase.iter().all(|word| seniority(word).is_none())
                && seniority(&phrase.join(" ")).is_some()
        })
    };
    words.iter().enumerate().any(|(place, word)| {
        (stands_for(word, Concept::Seniority) || ends_as_title(word).is_some())
            && seniority(word).is_none()
            && !is_settled(place)
    })
}

/// The words of a title, letters and numbers apart: *P3* is *p* and *3*, *Seniorberater* is *senior* and *berater*.
pub(super) fn words(title: &str) -> Vec<String> {
    let folded = fold(title);
    let mut words: Vec<String> = Vec::new();
    for part in folded.split(|c: char| !c.is_alphanumeric()) {
        let end = part
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(part.len());
        let (letters, number) = part.split_at(end);
        let letters = match rank_and_noun(letters) {
            Some((rank, noun)) => vec![rank, noun],
            None => vec![letters],
        };
        words.extend(letters.into_iter().chain([number]).map(str::to_owned));
    }
    words.retain(|word| !word.is_empty());
    words
}

pub(in crate::load::career_map) fn is_counter(word: &str) -> bool {
    // *9a* is a step after *9*.
    let number = word.strip_suffix(|c: char| c.is_ascii_lowercase());
    let is_number = |word: &str| word.parse::<u32>().is_ok();
    is_number(word)
        || number.is_some_and(is_number)
        || roman(word).is_some()
        || counted(word).is_some()
}

/// A word between others: *Jefe de sala*, *Conservateur en chef*.
pub(in crate::load::career_map) fn is_filler(word: &str) -> bool {
    stands_for(word, Concept::Filler)
}

/// The words of rank that all titles but one have: they are the noun of *Senior Practitioner*, *Consultant Practitioner*.
fn nouns_of_all(titles: &[Vec<String>]) -> BTreeSet<&String> {
    const LEAST: usize = 3;
    let is_of_all = |word: &&String| {
        let having = titles.iter().filter(|title| title.contains(word)).count();
        having >= LEAST && having + 1 >= titles.len()
    };
    let is_low = |word: &&String| seniority(word).is_some_and(|height| height < PLAIN + STEP);
    let words = titles.iter().flatten();
    words.filter(is_low).filter(is_of_all).collect()
}

/// How senior each title sounds. A plain title such as *Engineer* beside *Senior Engineer* is between junior and senior.
pub(in crate::load::career_map) fn grades(titles: &[&str]) -> Vec<Option<f64>> {
    let all_words: Vec<Vec<String>> = titles.iter().map(|title| words(title)).collect();
    let common = nouns_of_all(&all_words);
    let sounds = |place: usize| {
        let has = |word: &String| common.contains(word);
        if all_words[place].iter().any(has) {
            let others = all_words[place].iter().filter(|word| !has(word));
            seniority(&others.map(String::as_str).collect::<Vec<_>>().join(" "))
        } else {
            seniority(titles[place])
        }
    };
    let nouns: Vec<BTreeSet<String>> = (all_words.iter().cloned())
        .map(|words| words.into_iter().filter(|word| !is_counter(word)).collect())
        .collect();
    let is_plain = |place: usize| {
        let own = &nouns[place];
        let is_graded = |other: usize| !is_vague(titles[other]) && sounds(other).is_some();
        !own.is_empty()
            && (0..titles.len())
                .any(|other| other != place && is_graded(other) && own.is_subset(&nouns[other]))
    };
    (0..titles.len())
        .map(|place| {
            let title = titles[place];
            match sounds(place) {
                _ if is_vague(title) => None,
                None => is_plain(place).then_some(PLAIN),
                known => known,
            }
        })
        .collect()
}

/// The words of rank in a title, without what they are written together with: *leiter* in *Teamleiter*.
pub(in crate::load::career_map) fn ranks(title: &str) -> BTreeSet<String> {
    let folded = fold(title);
    let words = folded
        .split(' ')
        .map(|word| ends_as_title(word).unwrap_or(word));
    let is_rank = |word: &&str| {
        let concepts = [Concept::Seniority, Concept::Manager];
        concepts.iter().any(|concept| stands_for(word, *concept))
    };
    words.filter(is_rank).map(str::to_owned).collect()
}

/// Whether a title is that of somebody who leads others.
pub(in crate::load::career_map) fn leads(title: &str) -> bool {
    let folded = fold(title);
    let is_above = |height: f64| height >= BEGINS;
    ranks(title)
        .iter()
        .any(|word| stands_for(word, Concept::Manager))
        || stands_for(&folded, Concept::Manager)
        || (!is_expert(title) && height(title).is_some_and(is_above))
}
