//! The columns of the levels around one line of a table.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::{Header, HeaderSettings, counted_columns, recognised_names};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::labels::{Label, is_remark, is_unwanted, label, may_be_role};
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness, nouns};
use crate::load::track::parse_tracks;
use crate::load::vocabulary::follow_trade;
use crate::model::WhyLeftOut;
use crate::text::fold;

/// Whether a title such as *Manager* is a rater here, because *Self* is in the same line; texts are no ratings, unless there are
/// such below *Self*, too.
fn is_rater(table: &MapTable, line: usize, column: usize) -> bool {
    let is_rated = |other: usize| {
        let body = |column| Body::of(table, line + 1, column);
        let own = body(column);
        fold(table.text(line, other)).starts_with("self")
            && (own.filled == 0 || !own.is_text() || body(other).is_like(&own, ALIKE))
    };
    label(table.text(line, column)) == Label::Rater && (0..table.width()).any(is_rated)
}

/// A column with this share of the cells of another one may hold the same.
const ALIKE: f64 = 0.3;

/// Words that recognised titles share, such as *engineer*, make a title that is only this word a level, too.
fn with_nouns(table: &MapTable, line: usize, named: &[usize]) -> Vec<usize> {
    let known: BTreeSet<String> = named
        .iter()
        .flat_map(|column| nouns(table.text(line, *column)))
        .collect();
    let shares_noun = |column: &usize| {
        let text = table.text(line, *column);
        // A title of the whole table is merged over it, or has nothing below it.
        level_likeness(text) == Likeness::Possible
            && table.own(line, *column).is_some()
            && Body::of(table, line + 1, *column).filled > 0
            && (label(text) == Label::Unknown || may_be_role(text))
            && nouns(text).iter().any(|noun| known.contains(noun))
    };
    (0..table.width())
        .filter(|column| named.contains(column) || shares_noun(column))
        .collect()
}

/// Beside codes, a plain number is a code, too: 1, 2, 3, 4-S, 4-M; and so is *W4* beside *E4*.
fn with_numbers(table: &MapTable, line: usize, named: Vec<usize>) -> Vec<usize> {
    let is_number = |column: &usize| {
        table.own(line, *column).is_some_and(|cell| {
            let text = cell.text.trim();
            // *W4* and *Q2* may be a week and a quarter elsewhere.
            let letter = text.strip_prefix(|c: char| c.is_ascii_uppercase());
            let number = letter.unwrap_or(text).parse::<u8>();
            number.is_ok_and(|number| number <= 20)
        })
    };
    if !named
        .iter()
        .all(|column| is_code(table.text(line, *column)))
    {
        return named;
    }
    (0..table.width())
        .filter(|column| named.contains(column) || is_number(column))
        .collect()
}

/// What a column is, according to its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Level,
    Possible,
    /// One of several columns of the level before, each with the same header.
    Part,
    Blank,
    Unwanted,
    Aside,
}

/// Looks for the levels around one line.
pub(super) struct Finder<'a> {
    pub(super) table: &'a MapTable,
    pub(super) settings: &'a HeaderSettings,
    pub(super) base: usize,
    pub(super) lines: (usize, usize),
    /// The columns whose header is recognised at first sight.
    pub(super) sure: Vec<usize>,
    /// The line with the headings of each level's parts, if there is one.
    pub(super) heads: Option<usize>,
    /// The columns whose header repeats beside each level: the names of its parts.
    pub(super) parts: BTreeSet<usize>,
    /// The names of the level and of the part where a header has both: *Baker – poor examples*.
    pub(super) joint: BTreeMap<usize, (String, String)>,
    /// The column with the names of competencies, if its heading is a word for levels: *Standard*.
    pub(super) names: Option<usize>,
    /// The columns that are filled like those of the levels, but are not levels.
    pub(super) beside: Vec<(usize, WhyLeftOut)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(table: &'a MapTable, base: usize, settings: &'a HeaderSettings) -> Self {
        let named: Vec<usize> = (0..table.width())
            .filter(|column| level_likeness(table.text(base, *column)) == Likeness::Yes)
            .filter(|column| !is_rater(table, base, *column))
            .collect();
        let sure = match &settings.columns {
            Some(columns) => columns.clone(),
            None if named.len() >= 2 => with_nouns(table, base, &with_numbers(table, base, named)),
            None => counted_columns(table, base),
        };
        Self {
            table,
            settings,
            base,
            lines: (base, base),
            sure,
            heads: None,
            parts: BTreeSet::new(),
            joint: BTreeMap::new(),
            names: None,
            beside: Vec::new(),
        }
    }

    pub(super) fn header(mut self) -> Option<Header> {
        self.drop_others();
        if !self.sure.is_empty() {
            self.base = self.own_titles();
            self.lines = (self.base, self.base);
            self.extend_lines();
            self.base = (self.lines.0..=self.lines.1)
                .filter(|line| !self.is_group_line(*line, &self.sure))
                .filter(|line| !self.names_others(*line) || *line == self.base)
                .max_by_key(|line| (recognised_names(self.table, *line).len(), usize::MAX - line))
                .unwrap_or(self.base);
        }
        self.take_heads();
        self.joint = self.combined_headings();
        let columns = if self.settings.columns.is_some() {
            self.sure.clone()
        } else {
            self.level_columns()
        };
        let mut levels = self.levels(&columns);
        self.name_tracks(&mut levels);
        let mut beside = self.keep_expectations(&mut levels);
        beside.append(&mut self.beside);
        if levels.len() < 2 {
            return None;
        }
        let recognised = levels
            .iter()
            .filter(|level| {
                level
                    .cells
                    .iter()
                    .any(|cell| level_likeness(cell) == Likeness::Yes)
                    || self.sure.contains(&level.place)
            })
            .count();
        let titles: Vec<&str> = (levels.iter())
            .filter_map(|level| level.cells.first().map(String::as_str))
            .collect();
        let recognised = if follow_trade(&titles) {
            levels.len()
        } else {
            recognised
        };
        Some(Header {
            groups: self.groups_above(&levels),
            lines: self.lines,
            body: self.lines.1 + 1,
            base: self.base,
            heads: self.heads,
            recognised: recognised as f64 / levels.len() as f64,
            beside,
            guessed: self.guessed(&columns),
            levels,
        })
    }

    /// The first and the last columns, of these, that are levels although their titles have nothing in common with those that are
    /// recognised.
    fn guessed(&self, columns: &[usize]) -> Vec<usize> {
        let (Some(first), Some(last)) = (self.sure.iter().min(), self.sure.iter().max()) else {
            return Vec::new();
        };
        let is_guess = |column: &usize| {
            !(first..=last).contains(&column)
                && self.settings.columns.is_none()
                && !self.has_title_like(*column, &self.sure)
        };
        columns.iter().copied().filter(is_guess).collect()
    }

    /// The columns that belong to levels, the first of each level and those that continue it.
    fn level_columns(&mut self) -> Vec<usize> {
        let repeated = self.repeated();
        let classes: Vec<Class> = (0..self.table.width())
            .map(|column| self.class(column, &repeated))
            .collect();
        let bodies: Vec<Body> = (0..self.table.width())
            .map(|column| Body::of(self.table, self.lines.1 + 1, column))
            .collect();
        let mut sure: Vec<usize> = (0..classes.len())
            .filter(|column| classes[*column] == Class::Level)
            .collect();
        if sure.len() < 2 {
            let unnamed = self.unnamed(&classes, &bodies);
            if !unnamed.is_empty() {
                sure = self.with_merged(&unnamed);
            }
        }
        let (Some(&first), Some(&last)) = (sure.first(), sure.last()) else {
            return Vec::new();
        };
        let typical = Body::typical(sure.iter().map(|column| &bodies[*column]));
        let begin = self.include_levels_before(&sure, &classes, &bodies, &typical);
        let mut columns = Vec::new();
        let mut joined = false;
        for column in 0..classes.len() {
            let is_level = match classes[column] {
                Class::Level => true,
                Class::Possible if sure.contains(&column) => true,
                Class::Possible if bodies[column].asks() => {
                    self.beside.push((column, WhyLeftOut::Questions));
                    false
                }
                Class::Possible if (first..=last).contains(&column) => {
                    bodies[column].is_like(&typical, 0.3)
                }
                // Beside recognised levels, only columns that directly follow them, look the same and have similar
                // names.
                Class::Possible => {
                    let follows = column > last
                        && joined
                        && !self.is_parted(column, &sure)
                        && bodies[column].is_like(&typical, 0.5);
                    let is_alike = follows
                        && (self.is_named_alike(column, &sure) || self.is_as_full(column, &sure))
                        && !self.is_atypical(column, &bodies[column], &typical)
                        && !self.names_someone_again(column, &bodies[column]);
                    if follows && !is_alike {
                        self.beside.push((column, WhyLeftOut::UnlikeLevels));
                    }
                    is_alike
                }
                Class::Part => {
                    let is_next = |last: &usize| last + 1 == column;
                    let belongs = joined || columns.last().is_some_and(is_next);
                    if belongs {
                        self.parts.insert(column);
                    }
                    belongs
                }
                Class::Blank => joined && !self.table.gap_before(column),
                Class::Unwanted => {
                    self.beside.push((column, WhyLeftOut::Unwanted));
                    false
                }
                Class::Aside => false,
            } || (begin..first).contains(&column);
            joined = is_level;
            if is_level {
                columns.push(column);
            }
        }
        columns
    }

    /// Whether a gap parts a column from the levels. Where there is one before each level, it parts nothing.
    fn is_parted(&self, column: usize, sure: &[usize]) -> bool {
        let is_after_gap = |place: &usize| self.table.gap_before(*place);
        is_after_gap(&column) && !(sure.len() > 1 && sure[1..].iter().all(is_after_gap))
    }

    /// The headers, folded, that are above more than one column, with another one between these. Side by side, they are the
    /// title of one level.
    fn repeated(&self) -> BTreeSet<String> {
        let own = (0..self.table.width()).filter_map(|c| self.table.own(self.base, c));
        let mut headers: Vec<String> = own.map(|cell| fold(&cell.text)).collect();
        headers.dedup();
        let (mut once, mut again) = (BTreeSet::new(), BTreeSet::new());
        for header in headers.into_iter().filter(|header| !header.is_empty()) {
            if !once.insert(header.clone()) {
                again.insert(header);
            }
        }
        again
    }

    /// Whether a heading that is there again is that of a part of each level. That above the names, to the left of the levels, is also
    /// above those of another table. Beside titles that nobody knows, each has such a part.
    fn heads_parts_again(&self, column: usize, text: &str) -> bool {
        let heading = |other: usize| {
            let cell = self.table.own(self.base, other);
            cell.map(|cell| fold(&cell.text))
        };
        let own = Some(fold(text));
        let first = self.sure.iter().min().copied();
        let heads_names = (0..first.unwrap_or(0).min(column)).any(|other| heading(other) == own);
        let are_in_turn = || {
            let headed: Vec<usize> = (1..self.table.width())
                .filter(|column| heading(*column).is_some())
                .collect();
            headed.len() >= 4
                && headed.len().is_multiple_of(2)
                && (headed.iter().enumerate())
                    .all(|(place, column)| (heading(*column) == own) == (place % 2 == 1))
        };
        !heads_names && (first.is_some() || are_in_turn())
    }

    /// The name of a column: from the line that names the levels, or where that is blank, from another line of the
    /// header.
    pub(super) fn named(&self, column: usize) -> &str {
        let base = self.table.text(self.base, column);
        let others = || {
            (self.lines.0..=self.lines.1)
                .filter(|line| Some(*line) != self.heads)
                .map(|line| self.table.text(line, column))
                .find(|text| !text.trim().is_empty())
        };
        if base.trim().is_empty() {
            others().unwrap_or(base)
        } else {
            base
        }
    }

    /// Whether a word for people heads a level here, since no other column is headed by one and filled alike: beside
    /// *Teamleiter*, *Mitarbeiter* does.
    fn is_role(&self, column: usize) -> bool {
        let body = |column| Body::of(self.table, self.lines.1 + 1, column);
        let own = body(column);
        let is_rival = |other: usize| {
            let text = (self.table.own(self.base, other)).map_or("", |cell| &cell.text);
            other != column
                && !self.sure.contains(&other)
                && matches!(label(text), Label::Person | Label::Rater)
                && body(other).is_like(&own, ALIKE)
        };
        may_be_role(self.named(column)) && !(0..self.table.width()).any(is_rival)
    }

    fn class(&self, column: usize, repeated: &BTreeSet<String>) -> Class {
        let text = self.named(column);
        if !parse_tracks(text).is_empty()
            && Body::of(self.table, self.lines.1 + 1, column).filled == 0
        {
            return Class::Aside;
        }
        if self.sure.contains(&column) {
            return Class::Level;
        }
        let is_beside = self.beside.iter().any(|(beside, _)| *beside == column);
        if is_beside || self.names == Some(column) {
            return Class::Aside;
        }
        let likeness = if self.is_date(column) {
            Likeness::Possible
        } else {
            level_likeness(text)
        };
        let is_repeated = repeated.contains(&fold(text)) && self.heads_parts_again(column, text);
        match likeness {
            Likeness::Yes if is_rater(self.table, self.base, column) => Class::Aside,
            Likeness::Yes => Class::Level,
            Likeness::No if text.trim().is_empty() => Class::Blank,
            // Beside each level's expectations, a column for scores or bad examples has the same name every time.
            _ if is_repeated => Class::Part,
            _ if is_unwanted(text) => Class::Unwanted,
            Likeness::Possible if label(text) == Label::Unknown || self.is_role(column) => {
                Class::Possible
            }
            Likeness::No | Likeness::Possible => Class::Aside,
        }
    }
}

/// A label under the name of a level for the column with what it expects.
pub(super) fn is_part_of_level(text: &str) -> bool {
    let is_label = matches!(
        label(text),
        Label::Expectation | Label::Rating | Label::Rater | Label::Aside | Label::Name
    );
    (is_label || is_remark(text)) && !is_code(text)
}

/// A label under the name of a level for a column with anything else.
pub(super) fn is_aside_of_level(text: &str) -> bool {
    (is_remark(text) || matches!(label(text), Label::Rating | Label::Rater | Label::Aside))
        && !fold(text).starts_with("description")
}
