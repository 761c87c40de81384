//! Ratings in other words, and on another scale, than the career map's.

use std::collections::BTreeMap;

use crate::model::Rating;
use crate::text::{fold, tidy};

/// The numbers of a file in which at least one cannot be a level, so that none of them is read as one.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherScale {
    /// The lowest of all numbers.
    pub lowest: f64,
    /// The highest of all numbers.
    pub highest: f64,
    /// The first cell whose number cannot be a level.
    pub cell: String,
}

/// Words, signs and numbers of another scale that a company uses for ratings, as its configuration says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RatingWords {
    meanings: BTreeMap<String, Option<Rating>>,
}

impl RatingWords {
    /// Says what a word means; `None` means blank.
    pub fn put(&mut self, word: &str, rating: Option<Rating>) {
        self.meanings.insert(Self::key(word), rating);
    }

    /// What a word means, if it is one of these.
    pub fn get(&self, word: &str) -> Option<Option<Rating>> {
        self.meanings.get(&Self::key(word)).copied()
    }

    /// Whether numbers are among them.
    pub fn has_numbers(&self) -> bool {
        self.meanings.keys().any(|word| word.parse::<f64>().is_ok())
    }

    /// Signs such as ✓ fold to nothing, so they are compared as they are.
    fn key(word: &str) -> String {
        match fold(word) {
            folded if folded.is_empty() => tidy(word),
            folded => folded,
        }
    }
}
