//! The titles of trades, from junior to senior, and which trade titles are of.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::concept::Concept;
use super::seniority::seniority;
use super::spelling::{spelled, without_endings};
use super::stands_for;

/// For each trade, the place of each title.
static TRADES: LazyLock<Vec<FxHashMap<String, usize>>> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    let data: Data = toml::from_str(DATA).unwrap_or_default();
    data.trade.iter().map(TradeData::places).collect()
});

/// The titles of all trades.
static TITLES: LazyLock<FxHashSet<&String>> =
    LazyLock::new(|| TRADES.iter().flat_map(FxHashMap::keys).collect());

const DATA: &str = include_str!("trades.toml");

#[derive(Debug, Default, Deserialize)]
struct Data {
    trade: Vec<TradeData>,
}

/// The titles of a trade, from junior to senior.
#[derive(Debug, Deserialize)]
struct TradeData {
    steps: Vec<Vec<String>>,
}

impl TradeData {
    fn places(&self) -> FxHashMap<String, usize> {
        let steps = self.steps.iter().enumerate();
        steps
            .flat_map(|(place, titles)| titles.iter().map(move |title| (spelled(title), place)))
            .collect()
    }
}

/// Titles as those of a trade.
#[derive(Debug)]
pub(in crate::load) struct Trade {
    /// The place of each title in the trade, if it has one.
    pub(in crate::load) places: Vec<Option<usize>>,
    /// Whether all have one, and follow the trade up or down: then its order counts, whatever the words mean elsewhere.
    pub(in crate::load) is_followed: bool,
}

/// The trade that most of several titles are of; `None` if fewer than two differ in any.
pub(in crate::load) fn in_trade(titles: &[&str]) -> Option<Trade> {
    /// With fewer titles, words of rank say more.
    const FEW: usize = 3;
    // *Chef·fe*, *Técnico/a*, *Leiter:in*, *Technicien(ne)*.
    let of_one_gender = |title: &&str| -> String {
        let title = without_endings(title);
        let words = title
            .split(' ')
            .filter_map(|word| word.split(['·', ':', '/', '*']).next());
        spelled(&words.collect::<Vec<_>>().join(" "))
    };
    let titles: Vec<String> = titles.iter().map(of_one_gender).collect();
    let phrases: Vec<_> = titles.iter().map(|title| phrases(title)).collect();
    let trades = TRADES.iter().map(|trade| {
        let places = phrases
            .iter()
            .map(|phrases| Some(place_in(trade, phrases)?.0));
        let places: Vec<Option<usize>> = places.collect();
        let known: Vec<usize> = places.iter().copied().flatten().collect();
        let is_followed = known.len() == places.len()
            && (known.len() >= FEW || titles.iter().all(|title| seniority(title).is_none()))
            && (known.is_sorted() || known.is_sorted_by(|one, other| one >= other))
            && known.iter().collect::<BTreeSet<_>>().len() >= known.len().min(FEW);
        (
            known,
            Trade {
                places,
                is_followed,
            },
        )
    });
    trades
        .filter(|(known, _)| known.iter().any(|place| *place != known[0]))
        .max_by_key(|(known, trade)| (trade.is_followed, known.len()))
        .map(|(_, trade)| trade)
}

/// Whether titles are all of one trade, and follow it up or down: *Constable*, *Sergeant*.
pub(in crate::load) fn follow_trade(titles: &[&str]) -> bool {
    in_trade(titles).is_some_and(|trade| trade.is_followed)
}

/// Whether a title is one of any trade.
pub(in crate::load) fn is_of_trade(title: &str) -> bool {
    TITLES.contains(&spelled(title))
}

/// Titles of two trades that both begin near the bottom, all of them in one of the two: for each title whether it is of the second.
pub(in crate::load) fn of_two_trades(titles: &[&str]) -> Option<Vec<bool>> {
    /// One title is hardly a ladder.
    const LADDER: usize = 2;
    /// A ladder that begins higher goes on with another.
    const BOTTOM: usize = 2;
    let phrases: Vec<_> = titles
        .iter()
        .map(|title| phrases(&spelled(title)))
        .collect();
    let places: Vec<Vec<Option<(usize, usize)>>> = (TRADES.iter())
        .map(|trade| {
            phrases
                .iter()
                .map(|phrases| place_in(trade, phrases))
                .collect()
        })
        .collect();
    let is_ladder = |places: &[usize]| {
        places.len() >= LADDER
            && places.is_sorted_by(|one, other| one < other)
            && places[0] <= BOTTOM
    };
    let parted = |one: &[Option<(usize, usize)>], other: &[Option<(usize, usize)>]| {
        let length = |phrase: Option<(usize, usize)>| phrase.map_or(0, |(_, words)| words);
        let (mut first, mut second, mut are_second) = (Vec::new(), Vec::new(), Vec::new());
        for (one, other) in one.iter().zip(other) {
            let is_second = match length(*one).cmp(&length(*other)) {
                Ordering::Less => true,
                Ordering::Greater => false,
                Ordering::Equal => return None,
            };
            let (places, phrase) = if is_second {
                (&mut second, other)
            } else {
                (&mut first, one)
            };
            places.extend(phrase.map(|(place, _)| place));
            are_second.push(is_second);
        }
        (!are_second[0] && is_ladder(&first) && is_ladder(&second)).then_some(are_second)
    };
    (places.iter())
        .flat_map(|one| places.iter().map(move |other| (one, other)))
        .find_map(|(one, other)| parted(one, other))
}

/// The phrases that a title ends or begins with and that may say what it is, the longest first, each with the number of its words.
fn phrases(title: &str) -> Vec<(String, usize)> {
    /// The words of the longest title.
    const MOST_WORDS: usize = 4;
    let words: Vec<&str> = title.split(' ').collect();
    // *Nurse Manager* is not a nurse, and *Lead Manager* is not the manager of a trade.
    let are_open = |rest: &[&str]| !rest.iter().any(|word| stands_for(word, Concept::Seniority));
    let of_length = |count: usize| {
        let (begin, behind) = words.split_at(count);
        let (before, end) = words.split_at(words.len() - count);
        let parts = [(end, before), (begin, behind)].into_iter();
        parts
            .filter(|(_, rest)| are_open(rest))
            .map(move |(phrase, _)| (phrase.join(" "), count))
    };
    (1..=words.len().min(MOST_WORDS))
        .rev()
        .flat_map(of_length)
        .collect()
}

/// The place in a trade of the first phrase that it has, and how many words that has.
fn place_in(
    trade: &FxHashMap<String, usize>,
    phrases: &[(String, usize)],
) -> Option<(usize, usize)> {
    (phrases.iter()).find_map(|(phrase, words)| Some((*trade.get(phrase)?, *words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_can_be_read() {
        let data: Data = toml::from_str(DATA).unwrap();
        assert!(data.trade.iter().all(|trade| trade.steps.len() > 2));
        assert!(is_of_trade("Sous Chef") && !is_of_trade("Sous"));
    }
}
