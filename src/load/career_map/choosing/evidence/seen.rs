//! Facts about a draft that evidence is based on.

use std::collections::BTreeSet;

use crate::load::career_map::content::lines::begins_with_bullet;
use crate::load::career_map::content::scale::{Contents, required};
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Kind};
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::people::{People, people};
use crate::load::career_map::wording::title::is_iso_date;
use crate::load::career_map::wording::title::{Heading, number_in};
use crate::load::career_map::wording::words::{
    Likeness, are_of_one_trade, level_likeness, tells_seniority, without_remark,
};
use crate::load::vocabulary::seniority;
use crate::text::fold;

/// How much a code or a stage counts as the name of a level.
const EITHER: f64 = 0.3;
/// Up to this share of competencies may be named like levels by chance; from the second one on, it is as bad as all of
/// them.
const CHANCE: f64 = 0.2;
const MOST: f64 = 0.6;

/// A draft, and what was computed from its rows.
pub(super) struct Seen<'a> {
    pub(super) draft: &'a Draft,
    /// The levels' headings.
    headings: Vec<Heading>,
    /// The rows that are competencies and have something for a level.
    pub(super) competencies: Vec<&'a DraftRow>,
    /// How many of them are scored.
    pub(super) scored: usize,
    /// What their cells hold.
    pub(super) contents: Contents,
    /// The share of their cells that have something.
    pub(super) fill: f64,
}

impl<'a> Seen<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        let rows: Vec<(&DraftRow, bool)> = draft
            .rows
            .iter()
            .zip(&draft.signs.kinds)
            .filter_map(|(row, kind)| match kind {
                Kind::Competency { scored } if row.filled() > 0 => Some((row, *scored)),
                _ => None,
            })
            .collect();
        let scored = rows.iter().filter(|(_, scored)| *scored).count();
        let competencies: Vec<&DraftRow> = rows.into_iter().map(|(row, _)| row).collect();
        let filled: usize = competencies.iter().map(|row| row.filled()).sum();
        let all = draft.levels.len() * competencies.len();
        Self {
            headings: headings(draft),
            scored,
            contents: Contents::of(
                competencies
                    .iter()
                    .flat_map(|row| row.cells.iter().flatten()),
            ),
            fill: share(filled, all),
            competencies,
            draft,
        }
    }

    /// Whether words of seniority are in the names of most levels.
    pub(super) fn tells_seniority(&self) -> bool {
        let telling = self
            .headings
            .iter()
            .filter(|heading| tells_seniority(&heading.title));
        telling.count() * 2 >= self.headings.len()
    }

    /// Whether the levels are surely people, each with a grade.
    pub(super) fn are_people(&self) -> bool {
        let levels = self.draft.levels.iter();
        people(levels.map(|level| level.cells.as_slice())) == Some(People::Surely)
    }

    /// Whether most cells ask questions.
    pub(super) fn asks(&self) -> bool {
        let pieces = || {
            self.competencies
                .iter()
                .flat_map(|row| row.cells.iter().flatten())
        };
        let questions = pieces().filter(|piece| piece.text.trim_end().ends_with(['?', '？']));
        questions.count() * 10 >= pieces().count() * 6
    }

    /// Whether the levels are named by dates alone.
    pub(super) fn is_named_by_dates(&self) -> bool {
        !self.headings.is_empty()
            && self
                .headings
                .iter()
                .all(|heading| is_iso_date(&heading.title))
    }

    /// Whether many cells hold only the name of a level.
    pub(super) fn names_levels(&self) -> bool {
        /// Longer texts are not names of levels.
        const LONGEST: usize = 120;
        let titles: BTreeSet<String> = self
            .headings
            .iter()
            .flat_map(|heading| std::iter::once(&heading.title).chain(&heading.code))
            .map(|name| fold(name))
            .collect();
        let (mut all, mut levels) = (0, 0);
        for piece in self
            .competencies
            .iter()
            .flat_map(|row| row.cells.iter().flatten())
        {
            all += 1;
            let is_short = piece.number.is_none() && piece.text.chars().nth(LONGEST).is_none();
            levels += usize::from(is_short && titles.contains(&fold(&piece.text)));
        }
        levels * 10 >= all * 4
    }

    /// Whether what is required mostly rises, or mostly falls, from one side to the other.
    pub(super) fn numbers_rise(&self) -> bool {
        let (mut rising, mut falling, mut all) = (0, 0, 0);
        for row in &self.competencies {
            let numbers: Vec<f64> = row
                .cells
                .iter()
                .filter_map(|pieces| pieces.iter().find_map(required))
                .map(|(number, _)| number)
                .collect();
            all += 1;
            rising += usize::from(numbers.is_sorted());
            falling += usize::from(numbers.iter().rev().is_sorted());
        }
        rising * 10 >= all * 6 || falling * 10 >= all * 6
    }

    /// Whether in each row the numbers rise from the first level to the last.
    pub(super) fn all_numbers_rise(&self) -> bool {
        const LEAST: usize = 3;
        let rises = |row: &&DraftRow| {
            let numbers = row
                .cells
                .iter()
                .map(|pieces| pieces.iter().find_map(required));
            let numbers: Option<Vec<f64>> = numbers.map(|found| Some(found?.0)).collect();
            numbers.is_some_and(|numbers| numbers.is_sorted() && numbers.first() < numbers.last())
        };
        self.draft.levels.len() >= LEAST
            && self.competencies.len() >= LEAST
            && self.competencies.iter().all(rises)
    }

    /// Whether the titles are of one trade.
    pub(super) fn titles_are_of_one_trade(&self) -> bool {
        let titles: Vec<&str> = (self.headings.iter())
            .map(|heading| heading.title.as_str())
            .collect();
        are_of_one_trade(&titles)
    }

    /// The share of cells with texts that are lists.
    pub(super) fn lists(&self) -> f64 {
        let pieces = self
            .competencies
            .iter()
            .flat_map(|row| row.cells.iter().flatten());
        let lists = pieces
            .filter(|piece| begins_with_bullet(&piece.text))
            .count();
        share(lists, self.contents.texts)
    }

    /// The share of levels with a name of their own.
    pub(super) fn distinct(&self) -> f64 {
        let names: BTreeSet<String> = self
            .draft
            .levels
            .iter()
            .map(|level| {
                level
                    .cells
                    .iter()
                    .map(|cell| fold(cell))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        names.len() as f64 / self.draft.levels.len().max(1) as f64
    }

    /// Whether codes or words of seniority rise or fall from one side to the other.
    pub(super) fn is_ordered(&self) -> bool {
        let numbers: Option<Vec<f64>> = self
            .headings
            .iter()
            .map(|heading| {
                number_in(heading.code.as_ref().unwrap_or(&heading.title)).map(f64::from)
            })
            .collect();
        let heights = || {
            self.headings
                .iter()
                .filter_map(|heading| seniority(&heading.title))
                .collect::<Vec<_>>()
        };
        let values = numbers.unwrap_or_else(heights);
        values.len() >= 2
            && (values.is_sorted() || values.iter().rev().is_sorted())
            && values.first() != values.last()
    }

    /// How far the competencies are named like levels, where more than a few are: by words of seniority, numbers or dates. A code such as *CB1*, and a
    /// stage such as *Teaching*, may be the name of either.
    pub(super) fn named_like_levels(&self) -> f64 {
        let likeness: f64 = self
            .competencies
            .iter()
            .map(|row| {
                let name = &row.name;
                let is_number = name.parse::<u8>().is_ok() || is_iso_date(name);
                if is_number || tells_seniority(name) {
                    1.0
                } else if level_likeness(name) == Likeness::Yes {
                    EITHER
                } else {
                    0.0
                }
            })
            .sum();
        let share = likeness / self.competencies.len().max(1) as f64;
        (share - CHANCE) / (MOST - CHANCE)
    }

    /// Whether the names of the levels are sentences like those in the cells below them.
    pub(super) fn has_titles_like_cells(&self) -> bool {
        // *Senior Customer Success Manager* is long, and no sentence.
        if self.tells_seniority() {
            return false;
        }
        // A track, a grade or a remark in brackets makes a title long, but not a sentence.
        let is_grade = |inside: &str| tells_seniority(inside.trim_end_matches(')'));
        let titles = self.headings.iter().map(|heading| {
            let title = without_remark(&heading.title);
            match title.split_once(" (") {
                Some((before, inside)) if !heading.tracks.is_empty() || is_grade(inside) => before,
                _ => title,
            }
        });
        self.are_like_cells(titles)
    }

    /// Whether the names of the competencies are sentences like those in the cells beside them.
    pub(super) fn has_names_like_cells(&self) -> bool {
        self.are_like_cells(self.competencies.iter().map(|row| row.name.as_str()))
    }

    fn are_like_cells<'b>(&self, names: impl Iterator<Item = &'b str>) -> bool {
        /// Shorter texts are names, however short the cells' texts are.
        const NAME: f64 = 24.0;
        let mut lengths: Vec<usize> = names.map(|name| name.chars().count()).collect();
        lengths.sort_unstable();
        let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(0) as f64;
        usual > NAME && self.contents.are_texts() && usual > 0.7 * self.contents.mean_length()
    }

    /// The share of competencies whose names are headings: columns headed *Theme* and *Behaviour* belong to the long
    /// form and are not competencies.
    pub(super) fn named_like_headings(&self) -> f64 {
        let labels = self
            .competencies
            .iter()
            .filter(|row| {
                matches!(
                    label(&row.name),
                    Label::Category | Label::Name | Label::Expectation | Label::Level
                )
            })
            .count();
        share(labels, self.competencies.len())
    }
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}
