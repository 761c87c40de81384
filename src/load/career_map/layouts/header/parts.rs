//! Which of a level's columns say what it expects, and which hold somebody's answers, bad examples, scores or remarks.

use std::collections::{BTreeMap, BTreeSet};

use super::LevelColumns;
use super::body::Body;
use super::finder::{Finder, is_aside_of_level};
use crate::load::career_map::wording::labels::{Label, is_answer, is_remark, is_unwanted, label};
use crate::load::career_map::wording::title::number_in;
use crate::load::career_map::wording::words::is_mark;
use crate::model::WhyLeftOut;
use crate::text::{fold, tidy};

/// What tells the columns of a level apart: the heading under each level, else the place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Named(String),
    Placed(usize),
}

/// Shorter texts are ratings.
const TEXTS: f64 = 12.0;

fn is_rating(name: &str) -> bool {
    matches!(label(name), Label::Rating | Label::Rater)
}

/// The cells of one part of all levels.
#[derive(Debug, Default)]
struct Contents {
    columns: Vec<usize>,
    filled: usize,
    characters: usize,
    signs: usize,
    answers: usize,
    different: BTreeSet<String>,
}

impl Contents {
    fn mean(&self) -> f64 {
        self.characters as f64 / self.filled.max(1) as f64
    }

    /// Whether these are answers to texts that are `usual` characters long: signs, words such as *partly*, or the same
    /// few short words again and again.
    fn are_answers(&self, usual: f64) -> bool {
        /// Longer texts are not answers.
        const LONG: f64 = 25.0;
        let mean = self.mean();
        let repeat = self.filled >= 3
            && self.different.len() * 3 <= self.filled
            && mean <= LONG
            && mean * 1.5 <= usual;
        self.filled > 0
            && (self.signs * 2 >= self.filled || self.answers * 2 >= self.filled || repeat)
    }
}

impl Finder<'_> {
    /// Leaves each level only the columns that say what it expects, and returns the others.
    pub(super) fn keep_expectations(
        &self,
        levels: &mut [LevelColumns],
    ) -> Vec<(usize, WhyLeftOut)> {
        let names = self.part_names(levels);
        let mut columns: BTreeMap<Part, Vec<usize>> = BTreeMap::new();
        for level in levels.iter() {
            for (place, &column) in level.columns.iter().enumerate() {
                let part = Self::part(&names, place, column);
                columns.entry(part).or_default().push(column);
            }
        }
        if columns.len() < 2 {
            return Vec::new();
        }
        let parts: BTreeMap<Part, Contents> = (columns.into_iter())
            .map(|(part, columns)| (part, self.contents(columns)))
            .collect();
        let unnamed = self.unnamed_further(levels, &parts, &names);
        let left_out = Self::left_out_parts(&parts);
        for level in levels.iter_mut() {
            level.columns.retain(|column| {
                !unnamed.iter().any(|(further, _)| further == column)
                    && !left_out
                        .iter()
                        .any(|(part, _)| parts[part].columns.contains(column))
            });
        }
        left_out
            .iter()
            .flat_map(|(part, why)| parts[part].columns.iter().map(|column| (*column, *why)))
            .chain(unnamed.iter().copied())
            .collect()
    }

    /// Further columns of a level that have no heading and are filled only here and there, or as full as a level where
    /// most levels have one column: then the title may be missing. In a turned table, the first of them is one more
    /// line of expectations.
    fn unnamed_further(
        &self,
        levels: &[LevelColumns],
        parts: &BTreeMap<Part, Contents>,
        named: &BTreeMap<usize, String>,
    ) -> Vec<(usize, WhyLeftOut)> {
        let usual = parts
            .get(&Part::Placed(0))
            .map_or(0, |part| part.filled / part.columns.len().max(1));
        let single = levels.iter().filter(|level| level.columns.len() == 1);
        // Where the numbers continue without a gap, no title is missing.
        let numbers = levels
            .iter()
            .map(|level| level.cells.iter().find_map(|cell| number_in(cell)));
        let numbers: Option<Vec<u32>> = numbers.collect();
        let are_counted = numbers.is_some_and(|numbers| {
            numbers
                .windows(2)
                .all(|pair| pair[0].abs_diff(pair[1]) == 1)
        });
        let are_single = single.count() * 2 > levels.len() && !are_counted;
        let why = |column: usize| {
            let filled = Body::of(self.table, self.lines.1 + 1, column).filled;
            let is_bare =
                (self.lines.0..=self.lines.1).all(|line| self.table.cell(line, column).is_none());
            if filled * 2 < usual {
                (!self.table.turned).then_some(WhyLeftOut::Scribbles)
            } else {
                (are_single && is_bare && filled >= usual).then_some(WhyLeftOut::UnknownColumn)
            }
        };
        levels
            .iter()
            .flat_map(|level| level.columns.iter().skip(1).copied())
            .filter(|column| !named.contains_key(column))
            .filter_map(|column| Some((column, why(column)?)))
            .collect()
    }

    /// The parts that do not say what is expected. Remarks say it where nothing else does: *Good examples* beside *Poor
    /// examples*.
    fn left_out_parts(parts: &BTreeMap<Part, Contents>) -> Vec<(Part, WhyLeftOut)> {
        let usual = parts.values().map(Contents::mean).fold(0.0, f64::max);
        let others: Vec<&str> = parts
            .keys()
            .filter_map(|part| match part {
                Part::Named(name) => Some(name.as_str()),
                Part::Placed(_) => None,
            })
            .collect();
        let is_known = |name: &str| label(name) != Label::Unknown || is_remark(name);
        let why = |part: &Part, contents: &Contents| match part {
            Part::Named(name) if is_unwanted(name) => Some(WhyLeftOut::Unwanted),
            Part::Named(name) if others.iter().any(|other| is_opposite(name, other)) => {
                Some(WhyLeftOut::Unwanted)
            }
            _ if contents.are_answers(usual) => Some(WhyLeftOut::Marks),
            // Beside the column that only the title heads, a heading that nobody knows may be above anything: *Last year's text*.
            Part::Named(name) if parts.contains_key(&Part::Placed(0)) && !is_known(name) => {
                Some(WhyLeftOut::UnknownColumn)
            }
            _ => None,
        };
        let mut left_out: Vec<(Part, WhyLeftOut)> = parts
            .iter()
            .filter_map(|(part, contents)| Some((part.clone(), why(part, contents)?)))
            .collect();
        let (remarks, says): (Vec<&Part>, Vec<&Part>) = parts
            .keys()
            .filter(|part| !left_out.iter().any(|(left, _)| left == *part))
            .partition(|part| matches!(part, Part::Named(name) if is_aside_of_level(name)));
        if !says.is_empty() {
            // Whole texts under a word for ratings may be expectations: *Result*.
            let why = |part: &Part| match part {
                Part::Named(name) if is_rating(name) && parts[part].mean() >= TEXTS => {
                    WhyLeftOut::UnknownColumn
                }
                _ => WhyLeftOut::Remarks,
            };
            let remarks: Vec<(Part, WhyLeftOut)> = (remarks.into_iter())
                .map(|part| (part.clone(), why(part)))
                .collect();
            left_out.extend(remarks);
        }
        left_out
    }

    fn part(names: &BTreeMap<usize, String>, place: usize, column: usize) -> Part {
        match names.get(&column) {
            Some(name) => Part::Named(name.clone()),
            None => Part::Placed(place),
        }
    }

    /// The headings under more than one level, by column.
    fn part_names(&self, levels: &[LevelColumns]) -> BTreeMap<usize, String> {
        let mut named: BTreeMap<usize, String> = BTreeMap::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for level in levels {
            let mut of_level = BTreeSet::new();
            for &column in &level.columns {
                // A line with the tracks or codes of the levels does not name parts.
                let below = (self.base + 1..=self.lines.1)
                    .filter(|line| Some(*line) == self.heads || level.columns.len() > 1)
                    .map(|line| self.table.text(line, column))
                    .find(|text| !text.trim().is_empty());
                let beside = || {
                    (column != level.place && self.parts.contains(&column))
                        .then(|| self.table.text(self.base, column))
                };
                let joint = self.joint.get(&column).map(|(_, part)| part.as_str());
                if let Some(name) = joint.or(below).or_else(beside).map(part_name) {
                    of_level.insert(name.clone());
                    named.insert(column, name);
                }
            }
            for name in of_level {
                *counts.entry(name).or_default() += 1;
            }
        }
        named.retain(|_, name| counts.get(name).is_some_and(|count| *count > 1));
        named
    }

    /// The headers split into level and part, where each level has the same parts and one of them is named as something
    /// other than expectations. *Engineer – Frontend* and *Engineer – Backend* are two levels.
    pub(super) fn combined_headings(&self) -> BTreeMap<usize, (String, String)> {
        const SEPARATORS: [&str; 4] = [" – ", " - ", ": ", " ("];
        let split = |column: usize| -> Option<(String, String)> {
            let text = self.table.own(self.base, column)?.name();
            let (level, part) = SEPARATORS
                .iter()
                .find_map(|separator| text.rsplit_once(separator))?;
            Some((level.to_owned(), part.trim_end_matches(')').to_owned()))
        };
        let names: BTreeMap<usize, (String, String)> = (0..self.table.width())
            .filter_map(|column| Some((column, split(column)?)))
            .collect();
        let of = |pick: fn(&(String, String)) -> &String| -> BTreeSet<String> {
            names.values().map(|name| fold(pick(name))).collect()
        };
        let (levels, parts) = (of(|name| &name.0), of(|name| &name.1));
        let says_more = |part: &String| is_unwanted(part) || is_aside_of_level(part);
        let is_joint = levels.len() >= 2
            && parts.len() >= 2
            && levels.len() * parts.len() == names.len()
            && names.len() >= self.sure.len()
            && parts.iter().any(says_more);
        if is_joint { names } else { BTreeMap::new() }
    }

    fn contents(&self, columns: Vec<usize>) -> Contents {
        let mut contents = Contents::default();
        let lines = self.lines.1 + 1..self.table.height();
        let cells = (columns.iter()).flat_map(|column| {
            let cell = |line| self.table.own(line, *column);
            lines.clone().filter_map(cell)
        });
        for cell in cells {
            let text = tidy(&cell.text);
            contents.filled += 1;
            contents.characters += text.chars().count();
            contents.signs += usize::from(cell.number.is_some() || is_mark(&text));
            contents.answers += usize::from(is_answer(&text));
            contents.different.insert(text);
        }
        contents.columns = columns;
        contents
    }

    /// Whether a line below the names of the levels has the headings of each level's parts: the same headings under
    /// each.
    pub(super) fn heads_parts(&self, line: usize) -> bool {
        /// Longer texts are expectations.
        const LONGEST: usize = 40;
        let begin = self.sure.iter().min().copied().unwrap_or(1);
        let starts: Vec<usize> = (begin..self.table.width())
            .filter(|column| !self.table.text(self.base, *column).trim().is_empty())
            .filter(|column| self.table.own(self.base, *column).is_some())
            .filter(|column| *column == begin || !self.goes_on(*column))
            .collect();
        let width = starts.windows(2).map(|pair| pair[1] - pair[0]).min();
        let (Some(width), true) = (width, self.left_labels_are_known(line)) else {
            return false;
        };
        let below = |start: usize| -> Vec<String> {
            (start..start + width)
                .map(|column| part_name(self.table.text(line, column)))
                .collect()
        };
        let parts: Vec<Vec<String>> = starts
            .iter()
            .map(|start| below(*start))
            .filter(|part| part.iter().any(|name| !name.is_empty()))
            .collect();
        let [first, others @ ..] = &parts[..] else {
            return false;
        };
        let different: BTreeSet<&String> = first.iter().filter(|name| !name.is_empty()).collect();
        let is_short = first.iter().all(|name| name.chars().count() <= LONGEST);
        let is_one_for_all = || {
            different.len() == 1
                && others.len() + 1 == starts.len()
                && !different
                    .iter()
                    .any(|name| is_mark(name) || name.parse::<f64>().is_ok())
        };
        let is_followed = line + 1 < self.table.height();
        // The name of a section may be merged over the whole table.
        let own = starts
            .iter()
            .filter(|start| self.table.own(line, **start).is_some());
        !others.is_empty()
            && own.count() > 1
            && others.iter().all(|part| part == first)
            && is_short
            && is_followed
            && (different.len() >= 2 || is_one_for_all())
    }
}

impl Finder<'_> {
    /// Whether a column repeats the title of the one before.
    fn goes_on(&self, column: usize) -> bool {
        let title = |column: usize| fold(self.table.text(self.base, column));
        column
            .checked_sub(1)
            .is_some_and(|before| title(before) == title(column))
    }
}

/// A heading as it is compared; signs such as a plus and a minus stay.
fn part_name(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() {
        text.trim().to_owned()
    } else {
        folded
    }
}

/// Whether a label says the opposite of another one by a few letters at the beginning of a word: *ineffective behaviour* and
/// *effective behaviour*.
fn is_opposite(label: &str, other: &str) -> bool {
    const PREFIXES: [&str; 16] = [
        "in", "im", "un", "ir", "il", "non", "dis", "des", "dés", "s", "on", "mal", "miss", "a",
        "counter", "contra",
    ];
    let (words, others): (Vec<&str>, Vec<&str>) =
        (label.split(' ').collect(), other.split(' ').collect());
    let mut negated = 0;
    words.len() == others.len()
        && words.iter().zip(&others).all(|(word, other)| {
            let is_negated = word
                .strip_suffix(other)
                .is_some_and(|prefix| PREFIXES.contains(&prefix) && other.len() > 3);
            negated += usize::from(is_negated);
            word == other || is_negated
        })
        && negated == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_makes_the_opposite() {
        for (label, other) in [
            ("ineffective behaviour", "effective behaviour"),
            ("unerwunscht", "erwunscht"),
            ("comportements inefficaces", "comportements efficaces"),
            ("counterproductive", "productive"),
        ] {
            assert!(is_opposite(label, other), "{label}");
            assert!(!is_opposite(other, label), "{other}");
        }
        for (label, other) in [
            ("knowledge", "behaviour"),
            ("skills", "skills"),
            ("spin", "pin"),
        ] {
            assert!(!is_opposite(label, other), "{label}");
        }
    }
}
