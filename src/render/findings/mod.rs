//! What a review shows, in sentences computed from its figures: what needs a decision, how far to trust it, and where each team
//! stands. The workbook and the overview page say the same.

mod decisions;
mod standing;
mod trust;

use crate::model::{CareerMap, Points, Scale};
use crate::text::listed;

pub use decisions::decisions;
pub use standing::{Standing, StandingKind, carried, standing};
pub use trust::trust;

/// How many names or competencies a sentence lists before it counts the rest.
const IN_A_SENTENCE: usize = 4;

/// A finding and the sheet of the team workbook behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// What was found, in a few words.
    pub bold: String,
    /// The evidence.
    pub text: String,
    /// The sheet's name.
    pub sheet: Option<&'static str>,
}

fn finding(bold: String, text: String, sheet: &'static str) -> Finding {
    Finding {
        bold,
        text,
        sheet: Some(sheet),
    }
}

/// A distance on the scale in words: `1 level`, `0.5 points`.
#[must_use]
pub fn distance(map: &CareerMap, points: Points) -> String {
    let (one, many) = match map.scale {
        Scale::Rank => ("level", "levels"),
        Scale::Proficiency => ("point", "points"),
    };
    let exactly_one = points.to_bits() == 1.0_f64.to_bits();
    format!("{points} {}", if exactly_one { one } else { many })
}

/// `A, B and C`, or the first few and how many more.
#[must_use]
pub fn some_of(names: &[&str]) -> String {
    if names.len() <= IN_A_SENTENCE {
        return listed(names);
    }
    let (named, more) = names.split_at(IN_A_SENTENCE - 1);
    format!("{} and {} more", named.join(", "), more.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_a_sentence() {
        assert_eq!(some_of(&["A"]), "A");
        assert_eq!(some_of(&["A", "B"]), "A and B");
        assert_eq!(some_of(&["A", "B", "C", "D"]), "A, B, C and D");
        assert_eq!(some_of(&["A", "B", "C", "D", "E"]), "A, B, C and 2 more");
    }
}
