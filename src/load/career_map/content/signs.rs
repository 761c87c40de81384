//! The letters, words and ticks in the cells of a draft, and how they rise from level to level.

use std::collections::{BTreeMap, BTreeSet};

use super::order::order_of;
use super::placeholder::is_placeholder;
use super::scale::required;
use crate::load::career_map::drafts::draft::{Draft, Piece};
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::options::MapOptions;
use crate::load::vocabulary::seniority;
use crate::model::sign_key;
use crate::text::{fold, tidy};

/// Scales have at most this many steps.
pub(super) const MOST_SIGNS: usize = 10;
/// Longer texts are not signs of a scale.
pub(super) const LONGEST_WORD: usize = 24;

/// The signs of a lower and a higher level, for each row and each two levels that differ.
pub(super) fn climbs(draft: &Draft) -> Vec<(String, String)> {
    let ranks = ranks(draft);
    let mut climbs = Vec::new();
    for row in &draft.rows {
        let keys: Vec<(u32, String)> = ranks
            .iter()
            .zip(&row.cells)
            .filter_map(|(rank, pieces)| Some((*rank, sign(pieces.first()?)?.0)))
            .collect();
        for (rank, key) in &keys {
            for (other, higher) in &keys {
                if rank < other && key != higher {
                    climbs.push((key.clone(), higher.clone()));
                }
            }
        }
    }
    climbs
}

/// The rank of each level.
pub(super) fn ranks(draft: &Draft) -> Vec<u32> {
    order_of(draft, &MapOptions::default()).ranks
}

/// The sign of a scale that a cell holds: how it is compared, and how it is shown.
fn sign(piece: &Piece) -> Option<(String, String)> {
    if piece.text.trim().len() > 4 * LONGEST_WORD {
        return None;
    }
    let shown = tidy(&piece.text);
    let fits = piece.error.is_none()
        && piece.number.is_none()
        && !is_placeholder(&shown)
        && !shown.is_empty()
        && shown.chars().count() <= LONGEST_WORD
        && shown.split(' ').count() <= 2
        && required(piece).is_none();
    fits.then(|| (sign_key(&shown), shown))
}

/// The signs in the cells of a draft.
pub(super) struct Signs {
    /// How often each occurs, and how it is shown.
    pub(super) counts: BTreeMap<String, (usize, String)>,
    filled: usize,
    numbers: usize,
}

impl Signs {
    pub(super) fn of(draft: &Draft) -> Self {
        let mut signs = Self {
            counts: BTreeMap::new(),
            filled: 0,
            numbers: 0,
        };
        for piece in draft.rows.iter().flat_map(|row| row.cells.iter().flatten()) {
            if is_placeholder(&piece.text) && piece.number.is_none() {
                continue;
            }
            signs.filled += 1;
            signs.numbers += usize::from(required(piece).is_some());
            if let Some((key, shown)) = sign(piece) {
                signs.counts.entry(key).or_insert((0, shown)).0 += 1;
            }
        }
        signs
    }

    pub(super) fn are_numbers(&self) -> bool {
        self.numbers > 0 && self.numbers * 10 >= self.filled * 6
    }

    /// Whether nearly all cells hold one of a few signs.
    pub(super) fn are_few(&self) -> bool {
        let all: usize = self.counts.values().map(|(count, _)| count).sum();
        !self.counts.is_empty()
            && self.counts.len() <= MOST_SIGNS
            && all * 10 >= self.filled * 8
            && all >= 2 * self.counts.len()
    }

    /// Whether the same words name the levels: then the cells hold what somebody has reached, or a part of the header.
    pub(super) fn name_levels(&self, draft: &Draft) -> bool {
        let titles: BTreeSet<String> = headings(draft)
            .iter()
            .map(|heading| fold(&heading.title))
            .collect();
        let names_one = |(_, shown): &(usize, String)| titles.contains(&fold(shown));
        self.counts.values().any(names_one)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &String> {
        self.counts.keys()
    }

    /// The signs as they are shown, in the order of their meaning, else in the order in which they rise from level to
    /// level.
    pub(super) fn in_order(&self, draft: &Draft) -> Vec<String> {
        let heights: Option<Vec<f64>> = self
            .counts
            .values()
            .map(|(_, shown)| seniority(shown))
            .collect();
        let mut wins: BTreeMap<&str, i64> = self.keys().map(|key| (key.as_str(), 0)).collect();
        let climbs = climbs(draft);
        let pairs: BTreeSet<&(String, String)> = climbs.iter().collect();
        for (lower, higher) in pairs {
            *wins.entry(lower).or_default() -= 1;
            *wins.entry(higher).or_default() += 1;
        }
        let mut signs: Vec<(f64, i64, &String)> = self
            .counts
            .iter()
            .enumerate()
            .map(|(place, (key, (_, shown)))| {
                let height = heights.as_ref().map_or(0.0, |heights| heights[place]);
                (height, wins[key.as_str()], shown)
            })
            .collect();
        signs.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        signs
            .into_iter()
            .map(|(_, _, shown)| shown.clone())
            .collect()
    }
}
