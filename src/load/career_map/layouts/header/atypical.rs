//! Columns whose headings are unclear: levels with unknown names, and other columns with a heading that could be a
//! level's.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::finder::{Class, Finder};
use crate::load::career_map::content::grades::leads;
use crate::load::career_map::content::lines::begins_with_bullet;
use crate::load::career_map::content::placeholder::is_placeholder;
use crate::load::career_map::content::references::refers;
use crate::load::career_map::drafts::table::MapCell;
use crate::load::career_map::wording::labels::{Label, label, names_competencies};
use crate::load::career_map::wording::people::is_person;
use crate::load::career_map::wording::title::number_in;
use crate::load::career_map::wording::words::{
    are_of_one_trade, may_be_person, may_be_title, nouns,
};
use crate::load::vocabulary::in_trade;
use crate::model::WhyLeftOut;
use crate::text::{fold, tidy};

/// Longer texts are not names.
const LONGEST_NAME: usize = 40;
/// Shorter texts, on average, may be anything.
const SAYS_SOMETHING: f64 = 14.0;

impl Finder<'_> {
    /// Takes the columns beside the levels from these that are only named like one: a column of names, *Standard*, and one that
    /// holds people or a few short texts again and again where the others say what is expected, *Owner*.
    pub(super) fn drop_others(&mut self) {
        let (Some(&first), Some(&last)) = (self.sure.iter().min(), self.sure.iter().max()) else {
            return;
        };
        if self.settings.columns.is_some() || self.sure.len() < 3 {
            return;
        }
        let bodies: BTreeMap<usize, Body> = self
            .sure
            .iter()
            .map(|column| (*column, Body::of(self.table, self.base + 1, *column)))
            .collect();
        let is_atypical = |column: &usize| {
            let body = &bodies[column];
            let others = bodies.iter().filter(|(other, _)| *other != column);
            self.is_atypical(*column, body, &Body::typical(others.map(|(_, body)| body)))
        };
        let odd: Vec<usize> = [first, last].into_iter().filter(is_atypical).collect();
        self.sure.retain(|column| !odd.contains(column));
        let odd = odd.into_iter();
        self.beside
            .extend(odd.map(|column| (column, WhyLeftOut::UnlikeLevels)));
        if self.may_be_names(first) {
            self.names = Some(first);
            self.sure.retain(|column| *column != first);
        }
    }

    /// Whether a column with nothing to its left has other texts than the levels: a different one in each row, and
    /// shorter, or without bullets where the levels have some.
    fn may_be_names(&self, column: usize) -> bool {
        const LEAST: usize = 2;
        let others = || self.sure.iter().filter(|other| **other != column);
        let rows = (self.base + 1..self.table.height()).filter(|line| {
            let own = others().filter(|other| self.table.own(*line, **other).is_some());
            own.count() >= LEAST
        });
        let (mut names, mut listed, mut all, mut characters) = (BTreeSet::new(), 0, 0, 0);
        for line in rows {
            if (0..column).any(|left| self.table.own(line, left).is_some()) {
                return false;
            }
            let Some(cell) = self.table.own(line, column) else {
                return false;
            };
            if begins_with_bullet(&cell.text) || !names.insert(fold(&cell.text)) {
                return false;
            }
            let own = others().filter_map(|other| self.table.own(line, *other));
            for cell in own {
                all += 1;
                characters += cell.text.len();
                listed += usize::from(begins_with_bullet(&cell.text));
            }
        }
        let length = names.iter().map(String::len).sum::<usize>();
        let is_shorter = length * all * 3 <= characters * names.len() * 2;
        names.len() >= LEAST
            && length <= names.len() * LONGEST_NAME
            && (listed * 2 > all || is_shorter)
    }

    /// Whether a column's texts are much shorter than others; numbers and signs are not, beside others.
    pub(super) fn is_atypical(&self, column: usize, body: &Body, typical: &Body) -> bool {
        /// Longer texts are never odd.
        const SHORT: f64 = 25.0;
        /// In fewer rows, short texts may be chance, but not given names.
        const LEAST: usize = 3;
        const LEAST_NAMES: usize = 2;
        let usual = typical.mean();
        let are_known = || self.texts(column).iter().all(|text| is_person(text));
        (body.filled >= LEAST || body.filled >= LEAST_NAMES && are_known())
            && (body.is_text() || typical.is_text())
            && body.mean() <= SHORT
            && (self.names_people(column) && body.mean() * 1.5 <= usual
                || self.says_little(column, body) && body.mean() * 2.0 <= usual)
    }

    /// The different texts below a heading.
    fn texts(&self, column: usize) -> BTreeSet<String> {
        (self.base + 1..self.table.height())
            .filter_map(|line| self.table.own(line, column))
            .map(|cell| tidy(&cell.text))
            .collect()
    }

    /// Whether a column has few different texts, and none of them is a placeholder or refers to another level.
    fn says_little(&self, column: usize, body: &Body) -> bool {
        let texts = self.texts(column);
        let is_open = |text: &String| is_placeholder(text) || refers(text);
        texts.len() * 3 <= body.filled && !texts.iter().any(is_open)
    }

    /// Whether a column holds names of people.
    fn names_people(&self, column: usize) -> bool {
        let may_be = |text: &String| may_be_person(text) || is_person(text);
        self.texts(column).iter().all(may_be)
    }

    /// Whether a column holds names of people, one of them more than once, however long the other texts are.
    pub(super) fn names_someone_again(&self, column: usize, body: &Body) -> bool {
        self.names_people(column) && self.texts(column).len() < body.filled
    }

    /// Whether an unknown header beside the levels is named like theirs. It is not where all of theirs are numbered, or
    /// share a noun such as *baker*, and this one does not and is of no trade with them: *Associate Professor*, *Postdoc*.
    pub(super) fn is_named_alike(&self, column: usize, sure: &[usize]) -> bool {
        let texts: Vec<&str> = sure
            .iter()
            .filter(|column| self.table.own(self.base, **column).is_some())
            .map(|column| self.table.text(self.base, *column))
            .collect();
        let text = self.table.text(self.base, column);
        let is_date = self.is_date(column);
        let is_numbered = |text: &&str| number_in(text).is_some();
        if !texts.is_empty() && texts.iter().all(is_numbered) {
            // Above *Operator 3* is the *Team Leader*.
            return is_date || is_numbered(&text) || leads(text);
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in texts.iter().flat_map(|text| nouns(text)) {
            *counts.entry(word).or_default() += 1;
        }
        let shared = |(_, count): &(&String, &usize)| texts.len() >= 3 && **count == texts.len();
        !counts.iter().any(|word| shared(&word)) || self.has_title_like(column, sure)
    }

    /// Whether an unknown header has something in common with those of levels: a noun, a number where all have one, or the trade.
    pub(super) fn has_title_like(&self, column: usize, sure: &[usize]) -> bool {
        let text = self.table.text(self.base, column);
        let texts: Vec<&str> = sure
            .iter()
            .map(|column| self.table.text(self.base, *column))
            .collect();
        let is_of_trade = || {
            let titles: Vec<&str> = texts.iter().copied().chain([text]).collect();
            let places = in_trade(&titles).map(|trade| trade.places);
            places.is_some_and(|places| places.last().is_some_and(Option::is_some))
        };
        let own = nouns(text);
        // *Chefredakteur* is written as one.
        let has = |noun: &String| own.iter().any(|word| word.ends_with(noun.as_str()));
        let is_numbered = |text: &&str| number_in(text).is_some();
        self.is_date(column)
            || texts
                .iter()
                .flat_map(|text| nouns(text))
                .any(|noun| has(&noun))
            || is_numbered(&text) && texts.iter().all(is_numbered)
            || is_of_trade()
    }

    /// Whether a column with a short heading has a text of its own in each row in which a level has one.
    pub(super) fn is_as_full(&self, column: usize, sure: &[usize]) -> bool {
        let own = |line: usize, column: usize| self.table.own(line, column).is_some();
        let mut lines = (self.lines.1 + 1..self.table.height())
            .filter(|line| sure.iter().any(|level| own(*line, *level)));
        may_be_title(self.named(column))
            && lines.all(|line| own(line, column))
            && !self.says_little(column, &Body::of(self.table, self.lines.1 + 1, column))
    }

    /// Whether a spreadsheet program turned the name of a level into a date.
    pub(super) fn is_date(&self, column: usize) -> bool {
        self.table
            .cell(self.base, column)
            .is_some_and(|cell| cell.is_date)
    }

    /// The unrecognised columns just before the levels that are levels, too: there must be names further left, and their
    /// texts must be as long as those of the others.
    pub(super) fn include_levels_before(
        &self,
        sure: &[usize],
        classes: &[Class],
        bodies: &[Body],
        typical: &Body,
    ) -> usize {
        let first = sure.first().copied().unwrap_or(0);
        let is_level = |column: &usize| {
            let own = &bodies[*column];
            // Before names there may be groups of them, in fewer cells.
            let are_names = own.mean() * 1.3 <= typical.mean();
            let least = if are_names { own.filled } else { 1 };
            let mut before = bodies[..*column].iter();
            let names_before = before.any(|names| names.filled >= least && names.mean() < 60.0);
            // Names are shorter than what the levels expect.
            let is_after_names = || {
                let is_shorter =
                    |names: &Body| names.filled >= own.filled && names.mean() * 1.3 <= own.mean();
                bodies[..*column].iter().any(is_shorter)
            };
            classes[*column] == Class::Possible
                && names_before
                && (typical.mean() >= SAYS_SOMETHING
                    || is_after_names()
                    || self.has_signs_of(*column, sure))
                && own.is_like(typical, 0.6)
                && !self.is_atypical(*column, own, typical)
                && (self.is_named_alike(*column, sure) || self.is_as_full(*column, sure))
        };
        (0..first)
            .rev()
            .take_while(|column| {
                let goes_on =
                    classes[*column] == Class::Blank && !self.table.gap_before(*column + 1);
                classes[*column] == Class::Part || goes_on || is_level(column)
            })
            .filter(is_level)
            .last()
            .unwrap_or(first)
    }

    /// Whether a column has the letters or words of the levels after it, or numbers that are nowhere higher than those of the
    /// next level, and lower in most rows.
    fn has_signs_of(&self, column: usize, sure: &[usize]) -> bool {
        /// Scales have at most this many signs.
        const MOST: usize = 10;
        let rows = || self.lines.1 + 1..self.table.height();
        let next = sure.iter().copied().filter(|level| *level > column).min();
        let numbers: Vec<(f64, f64)> = rows()
            .filter_map(|line| {
                let number = |column| self.table.own(line, column)?.number;
                Some((number(column)?, number(next?)?))
            })
            .collect();
        if numbers.len() * 2 > rows().len() {
            let lower = numbers.iter().filter(|(own, next)| own < next).count();
            return numbers.iter().all(|(own, next)| own <= next) && lower * 2 > numbers.len();
        }
        let of_levels: BTreeSet<String> =
            sure.iter().flat_map(|level| self.texts(*level)).collect();
        let own = self.texts(column);
        !own.is_empty() && of_levels.len() <= MOST && own.is_subset(&of_levels)
    }

    /// Levels with unknown names: at least three columns of prose beside a column of names, or two of which one is
    /// known or that are of one trade; or columns of numbers that rise, or of the letters of one scale.
    pub(super) fn unnamed(&self, classes: &[Class], bodies: &[Body]) -> Vec<usize> {
        let possible: Vec<usize> = (1..classes.len())
            .filter(|column| {
                matches!(classes[*column], Class::Possible | Class::Level)
                    && label(self.named(*column)) == Label::Unknown
                    && !bodies[*column].asks()
            })
            .collect();
        // Below a heading such as *Skill*, the cells beside the names may be short.
        let is_headed = (0..possible.first().copied().unwrap_or(0)).any(|column| {
            let heading = self.table.text(self.base, column);
            names_competencies(heading) || (self.table.turned && label(heading) == Label::Level)
        });
        if is_headed && (self.numbers_rise(&possible) || self.hold_letters(&possible)) {
            return possible;
        }
        let least = if is_headed { 12.0 } else { 25.0 };
        let prose: Vec<usize> = (possible.into_iter())
            .filter(|column| bodies[*column].mean() >= least)
            .collect();
        let typical = Body::typical(prose.iter().map(|column| &bodies[*column]));
        let alike: Vec<usize> = prose
            .into_iter()
            .filter(|column| bodies[*column].is_like(&typical, 0.5))
            .collect();
        let is_known = |column: &usize| classes[*column] == Class::Level;
        let names: Vec<&str> = alike.iter().map(|column| self.named(*column)).collect();
        let is_enough = match alike.len() {
            2 => alike.iter().any(is_known) || are_of_one_trade(&names),
            count => count >= 3,
        };
        if is_enough { alike } else { Vec::new() }
    }

    /// Whether the columns hold numbers that rise from each to the next, in every row.
    fn numbers_rise(&self, columns: &[usize]) -> bool {
        const LEAST: usize = 3;
        if self.are_initials(columns) {
            return false;
        }
        let rows: Vec<Vec<f64>> = (self.lines.1 + 1..self.table.height())
            .map(|line| {
                let cells = columns.iter().filter_map(|c| self.table.own(line, *c));
                // A number may be typed as text.
                let number = |cell: &MapCell| cell.number.or_else(|| cell.text.trim().parse().ok());
                cells.filter_map(number).collect()
            })
            .filter(|numbers: &Vec<f64>| !numbers.is_empty())
            .collect();
        let rises = |row: &Vec<f64>| {
            row.len() == columns.len() && row.is_sorted() && row.first() < row.last()
        };
        columns.len() >= LEAST && rows.len() >= LEAST && rows.iter().all(rises)
    }

    /// Whether the columns hold nothing but a few letters, the same ones again and again.
    fn hold_letters(&self, columns: &[usize]) -> bool {
        const LEAST: usize = 3;
        /// Scales have at most this many signs, of this many letters.
        const MOST: usize = 6;
        const LONGEST: usize = 3;
        let is_letters = |text: &String| {
            text.chars().all(char::is_alphabetic) && text.chars().count() <= LONGEST
        };
        let signs: Vec<BTreeSet<String>> =
            columns.iter().map(|column| self.texts(*column)).collect();
        let all: BTreeSet<&String> = signs.iter().flatten().collect();
        let rows = self.table.height().saturating_sub(self.lines.1 + 1);
        !self.are_initials(columns)
            && columns.len() >= LEAST
            && rows >= LEAST
            && (2..=MOST).contains(&all.len())
            && signs
                .iter()
                .all(|own| !own.is_empty() && own.iter().all(is_letters))
    }

    /// Whether the headings of columns are of two or three letters, and may be initials of people.
    fn are_initials(&self, columns: &[usize]) -> bool {
        const LONGEST: usize = 3;
        let is_short = |column: &usize| self.named(*column).chars().count() <= LONGEST;
        columns.iter().all(is_short)
    }

    /// Columns of levels with those that the title of one of them is merged over.
    pub(super) fn with_merged(&self, columns: &[usize]) -> Vec<usize> {
        let at = |column: usize| self.table.cell(self.base, column).map(|cell| cell.at);
        let titles: BTreeSet<_> = columns.iter().filter_map(|column| at(*column)).collect();
        let is_merged = |column: &usize| at(*column).is_some_and(|at| titles.contains(&at));
        (0..self.table.width())
            .filter(|column| columns.contains(column) || is_merged(column))
            .collect()
    }
}
