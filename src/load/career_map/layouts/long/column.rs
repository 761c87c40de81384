//! What a column of a table in the long form holds, and how its texts go with those of another.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::labels::{Label, is_unwanted, label};
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness};
use crate::load::track::parse_tracks;
use crate::load::vocabulary::{Concept, says};
use crate::text::{fold, tidy};

/// Longer texts are neither names nor levels.
const LONGEST_TITLE: usize = 120;

/// The cells of a column below the headings.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) label: Label,
    /// Whether its heading says that the cells below name tracks.
    says_track: bool,
    /// Whether its heading says that the cells below are not wanted.
    pub(super) is_unwanted: bool,
    /// For each row the text, as a number; a blank continues the key above.
    pub(super) ids: Vec<Option<usize>>,
    /// The different texts.
    pub(super) values: Vec<String>,
    pub(super) filled: usize,
    numbers: usize,
    characters: usize,
}

impl Column {
    pub(super) fn of(table: &MapTable, heading: Option<usize>, body: usize, column: usize) -> Self {
        let heading = heading.map_or("", |line| table.text(line, column));
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let mut this = Self {
            label: label(heading),
            says_track: says(heading, Concept::Track),
            is_unwanted: is_unwanted(heading),
            ids: Vec::with_capacity(table.height() - body),
            values: Vec::new(),
            filled: 0,
            numbers: 0,
            characters: 0,
        };
        let mut current = None;
        for row in body..table.height() {
            let text = table.text(row, column).trim();
            let is_long = text.chars().nth(LONGEST_TITLE).is_some();
            let text = if is_long { text.to_owned() } else { tidy(text) };
            if !text.is_empty() {
                let next = this.values.len();
                let key = if is_long { text.clone() } else { fold(&text) };
                let id = *places.entry(key).or_insert(next);
                current = Some(id);
                if table.own(row, column).is_some() {
                    this.filled += 1;
                    this.characters += text.chars().count();
                    this.numbers += usize::from(text.parse::<f64>().is_ok());
                }
                if id == next {
                    this.values.push(text);
                }
            }
            this.ids.push(current);
        }
        this
    }

    pub(super) fn mean(&self) -> f64 {
        self.characters as f64 / self.filled.max(1) as f64
    }

    /// Whether the same few texts repeat, or each is written once for several rows.
    pub(super) fn repeats(&self) -> bool {
        self.values.len() >= 2 && self.values.len() * 3 <= self.ids.len() * 2
    }

    /// Whether hardly any of its texts is there twice.
    pub(super) fn differs(&self) -> bool {
        self.values.len() * 10 >= self.filled * 9
    }

    pub(super) fn are_numbers(&self) -> bool {
        self.numbers * 2 > self.filled
    }

    pub(super) fn are_codes(&self) -> bool {
        let is_short = |text: &&String| is_code(text) || text.chars().count() <= 2;
        self.values.iter().filter(is_short).count() * 10 >= self.values.len() * 8
    }

    /// The share of its different texts that name levels: by themselves, or because they end in the same word as one that does, as
    /// *Analyst* does beside *Senior Analyst*.
    pub(super) fn recognised(&self) -> f64 {
        let last_word = |text: &String| {
            let folded = fold(text);
            folded.split(' ').next_back().unwrap_or_default().to_owned()
        };
        let (sure, unsure): (Vec<&String>, Vec<&String>) = (self
            .values
            .iter()
            .filter(|text| text.chars().nth(LONGEST_TITLE).is_none()))
        .partition(|text| is_level(text));
        let nouns: BTreeSet<String> = sure.iter().map(|text| last_word(text)).collect();
        let related = unsure
            .iter()
            .filter(|text| nouns.contains(&last_word(text)))
            .count();
        (sure.len() + related) as f64 / self.values.len().max(1) as f64
    }

    pub(super) fn are_tracks(&self) -> bool {
        !self.values.is_empty()
            && self.values.len() <= 4
            && self
                .values
                .iter()
                .all(|text| !parse_tracks(text).is_empty())
    }

    /// Whether words for tracks only divide the names in another column: each name has one of them, and the levels have both. Then
    /// they are categories, unless the heading says that they are tracks.
    pub(super) fn only_divides(&self, level: &Self, names: &Self) -> bool {
        !self.says_track && names.tells(self) >= 1.0 && level.tells(self) < 0.5
    }

    /// The share of this column's texts that occur with only one text of another column.
    pub(super) fn tells(&self, other: &Self) -> f64 {
        let mut beside: FxHashMap<usize, Option<usize>> = FxHashMap::default();
        for (own, other) in self.ids.iter().zip(&other.ids) {
            if let (Some(own), Some(other)) = (own, other) {
                let known = beside.entry(*own).or_insert(Some(*other));
                if *known != Some(*other) {
                    *known = None;
                }
            }
        }
        let only_one = beside.values().filter(|other| other.is_some()).count();
        only_one as f64 / beside.len().max(1) as f64
    }

    /// Whether it has the texts of another column in other rows, as *Reports to* has those of *Level*.
    pub(super) fn names_others(&self, other: &Self) -> bool {
        let known: FxHashMap<String, usize> = (0..)
            .zip(&other.values)
            .map(|(id, text): (usize, &String)| (fold(text), id))
            .collect();
        let same: Vec<Option<usize>> = (self.values.iter())
            .map(|text| known.get(&fold(text)).copied())
            .collect();
        let is_beside_itself = |(own, other): (&Option<usize>, &Option<usize>)| {
            let same = own.and_then(|own| same.get(own).copied().flatten());
            same.is_some() && same == *other
        };
        same.iter().flatten().count() * 2 >= same.len()
            && !self.ids.iter().zip(&other.ids).any(is_beside_itself)
    }

    /// How many of all pairs with another column's texts there are, and the share of this column's texts that occur
    /// with more than one.
    pub(super) fn crosses(&self, other: &Self) -> (f64, f64) {
        let pairs: FxHashSet<(usize, usize)> = self
            .ids
            .iter()
            .zip(&other.ids)
            .filter_map(|(own, other)| Some(((*own)?, (*other)?)))
            .collect();
        let all = self.values.len() * other.values.len();
        let coverage = pairs.len() as f64 / all.max(1) as f64;
        (coverage, 1.0 - self.tells(other))
    }
}

/// Under the label *Level*, a plain number is a level, too.
fn is_level(text: &str) -> bool {
    level_likeness(text) == Likeness::Yes
        || text.trim().parse::<u8>().is_ok_and(|number| number <= 20)
}
