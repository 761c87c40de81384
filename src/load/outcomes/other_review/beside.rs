//! What stands beside a table and says which review it is.

use super::super::times::{Part, Times};
use super::ThisReview;
use crate::diagnostic::Location;
use crate::load::assessment::PersonOutcome;
use crate::model::Sourced;

impl ThisReview<'_> {
    /// Whether a text says that something is of this review; `None` if it does not say which.
    pub(super) fn is_said(&self, text: &str) -> Option<bool> {
        /// A number further away is no year of a review.
        const FAR: i16 = 10;
        let (first, last) = (*self.years.first()?, *self.years.last()?);
        let said = Times::of(text);
        let Times {
            years, days, parts, ..
        } = &said;
        let is_near = |year: &i16| (first - FAR..=last + FAR).contains(year);
        if years.iter().any(|year| self.years.contains(year)) {
            // “Spring 2026”, and this review is of “Autumn 2026”.
            let is_other = |part: &Part| {
                let mut same_kind = self.parts.iter().filter(|own| own.is_same_kind(*part));
                same_kind.clone().next().is_some() && same_kind.all(|own| own != part)
            };
            return Some(parts.is_empty() || !parts.iter().all(is_other));
        }
        // A later day may be that on which the list was made, or from which a decision applies.
        let is_earlier = |year: &i16| is_near(year) && *year < first;
        if years.iter().any(is_near) || days.iter().any(is_earlier) {
            return Some(false);
        }
        let mut cycles = self.cycles.iter().map(|cycle| Times::of(cycle));
        cycles.any(|cycle| said.contains(&cycle)).then_some(true)
    }

    /// What stands beside the rows of a table and says which review it is: a line above it, the sheet's name, the file's, a
    /// folder's; and whether it is this one.
    pub(super) fn beside(&self, row: &PersonOutcome) -> Option<(ReviewText, bool)> {
        let mut other = None;
        for title in row.of_review.titles.iter() {
            match self.is_said(&title.value) {
                Some(true) => return Some((ReviewText::title(title), true)),
                Some(false) => other = other.or_else(|| Some(ReviewText::title(title))),
                None => {}
            }
        }
        if let Some(other) = other {
            return Some((other, false));
        }
        let file = row.at.file()?;
        let sheet = row.at.sheet().map(|sheet| ReviewText {
            at: row.at.without_cell(),
            what: "The sheet is called",
            text: sheet.to_owned(),
            is_title: false,
        });
        let name = |path: &str, what| {
            let name = path.rsplit('/').next().unwrap_or(path);
            (!self.homes.contains(path)).then(|| ReviewText {
                at: Location::of_file(file),
                what,
                text: name.to_owned(),
                is_title: false,
            })
        };
        let folders = folders(file).map(|folder| name(folder, "The folder is called"));
        let names = [sheet, name(file, "The file is called")].into_iter();
        names.chain(folders).flatten().find_map(|beside| {
            let is_own = self.is_said(&beside.text)?;
            Some((beside, is_own))
        })
    }
}

/// The folders that a file is in, the nearest first.
pub(super) fn folders(file: &str) -> impl Iterator<Item = &str> {
    fn up<'p>(path: &&'p str) -> Option<&'p str> {
        path.rsplit_once('/').map(|(folder, _)| folder)
    }
    std::iter::successors(up(&file), up)
}

/// A text beside a table that says which review it is.
pub(super) struct ReviewText {
    pub(super) at: Location,
    /// The beginning of a sentence about it.
    pub(super) what: &'static str,
    pub(super) text: String,
    pub(super) is_title: bool,
}

impl ReviewText {
    fn title(title: &Sourced<String>) -> Self {
        Self {
            at: title.at.clone(),
            what: "A line above the table says",
            text: title.value.clone(),
            is_title: true,
        }
    }
}
