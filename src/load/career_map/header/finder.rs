//! The columns of the levels around one line of a table.

use std::collections::{BTreeMap, BTreeSet};

use super::super::labels::{Label, is_unwanted, label};
use super::super::references::refers;
use super::super::table::{Cell, Table};
use super::super::text::is_placeholder;
use super::super::title::number_in;
use super::super::words::{Likeness, is_code, level_likeness};
use super::body::Body;
use super::{Header, HeaderSettings, counted_columns, recognised_names};
use crate::load::track::parse_tracks;
use crate::model::WhyLeftOut;
use crate::text::{fold, tidy};

/// Whether a title such as *Manager* is a rater here, because *Self* stands in the same line.
fn is_rater(table: &Table, line: usize, column: usize) -> bool {
    label(table.text(line, column)) == Label::Rater
        && (0..table.width()).any(|other| fold(table.text(line, other)).starts_with("self"))
}

/// Words that recognised titles share, such as *engineer*, make a title that is only this word a level, too.
fn with_nouns(table: &Table, line: usize, named: &[usize]) -> Vec<usize> {
    let nouns: BTreeSet<String> = named
        .iter()
        .flat_map(|column| {
            fold(table.text(line, *column))
                .split(' ')
                .filter(|word| word.len() > 3 && level_likeness(word) == Likeness::Perhaps)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let shares_noun = |column: &usize| {
        let text = table.text(line, *column);
        level_likeness(text) == Likeness::Perhaps
            && label(text) == Label::Unknown
            && fold(text).split(' ').any(|word| nouns.contains(word))
    };
    (0..table.width())
        .filter(|column| named.contains(column) || shares_noun(column))
        .collect()
}

/// Beside codes a plain number is one, too: 1, 2, 3, 4-S, 4-M.
fn with_numbers(table: &Table, line: usize, named: Vec<usize>) -> Vec<usize> {
    let is_number = |column: &usize| {
        table.own(line, *column).is_some_and(|cell| {
            cell.text
                .trim()
                .parse::<u8>()
                .is_ok_and(|number| number <= 20)
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

/// What a column's header says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Level,
    Perhaps,
    /// One of several columns of the level before, each with the same header.
    Part,
    Blank,
    Unwanted,
    Aside,
}

/// Looks for the levels around one line.
pub(super) struct Finder<'a> {
    pub(super) table: &'a Table,
    settings: &'a HeaderSettings,
    pub(super) base: usize,
    pub(super) lines: (usize, usize),
    /// The columns whose header is recognised at first sight.
    pub(super) sure: Vec<usize>,
    /// The line that heads the parts of each level, if there is one.
    pub(super) heads: Option<usize>,
    /// The columns whose header repeats beside each level: what its parts are called.
    pub(super) parts: BTreeSet<usize>,
    /// The names of the level and of the part where a header has both: *Baker – poor examples*.
    pub(super) joint: BTreeMap<usize, (String, String)>,
    /// The columns that are filled as those of the levels are, and are none.
    beside: Vec<(usize, WhyLeftOut)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(table: &'a Table, base: usize, settings: &'a HeaderSettings) -> Self {
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
            beside: Vec::new(),
        }
    }

    pub(super) fn header(mut self) -> Option<Header> {
        self.drop_people();
        if !self.sure.is_empty() {
            self.extend_lines();
            self.base = (self.lines.0..=self.lines.1)
                .max_by_key(|line| (recognised_names(self.table, *line).len(), usize::MAX - line))
                .unwrap_or(self.base);
        }
        self.take_heads();
        self.joint = self.joint_names();
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
        Some(Header {
            lines: self.lines,
            body: self.lines.1 + 1,
            base: self.base,
            heads: self.heads,
            recognised: recognised as f64 / levels.len() as f64,
            beside,
            levels,
        })
    }

    /// Takes the columns beside the levels from these that are only named like one and hold a few short texts again and again where
    /// the others say what is expected: *Owner*.
    fn drop_people(&mut self) {
        /// Longer texts say something.
        const SHORT: f64 = 25.0;
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
        let is_odd = |column: usize| {
            let body = &bodies[&column];
            let others = bodies.iter().filter(|(other, _)| **other != column);
            let usual = Body::typical(others.map(|(_, body)| body)).mean();
            body.filled >= 3
                && body.mean() <= SHORT
                && body.mean() * 2.0 <= usual
                && self.says_little(column, body.filled)
        };
        let odd: Vec<usize> = [first, last].into_iter().filter(|c| is_odd(*c)).collect();
        self.sure.retain(|column| !odd.contains(column));
        let odd = odd.into_iter();
        self.beside
            .extend(odd.map(|column| (column, WhyLeftOut::UnlikeLevels)));
    }

    /// Whether few different texts stand in a column, and none of them puts off or refers to another level.
    fn says_little(&self, column: usize, filled: usize) -> bool {
        let texts: BTreeSet<String> = (self.base + 1..self.table.height())
            .filter_map(|line| self.table.own(line, column))
            .map(|cell| tidy(&cell.text))
            .collect();
        texts.len() * 3 <= filled
            && !texts
                .iter()
                .any(|text| is_placeholder(text) || refers(text))
    }

    /// Takes lines above and below into the header that also name the levels: codes, second titles, tracks.
    fn extend_lines(&mut self) {
        while self.lines.0 > 0
            && !self.table.gap_above(self.lines.0)
            && self.may_stand_below(self.lines.0)
            && self.names_levels(self.lines.0 - 1, false)
        {
            self.lines.0 -= 1;
        }
        while self.lines.1 + 1 < self.table.height()
            && !self.table.gap_above(self.lines.1 + 1)
            && self.names_levels(self.lines.1 + 1, true)
        {
            self.lines.1 += 1;
        }
    }

    /// Takes the line with the headings of each level's parts into the header.
    fn take_heads(&mut self) {
        let line = self.lines.1 + 1;
        if self.lines.1 > self.base && self.heads_parts(self.lines.1) {
            self.heads = Some(self.lines.1);
        } else if line < self.table.height()
            && !self.table.gap_above(line)
            && self.heads_parts(line)
        {
            self.lines.1 = line;
            self.heads = Some(line);
        }
    }

    fn names_levels(&self, line: usize, below: bool) -> bool {
        let texts: Vec<&str> = self
            .sure
            .iter()
            .map(|column| self.table.text(line, *column))
            .filter(|text| !text.trim().is_empty())
            .collect();
        if texts.len() * 2 < self.sure.len() || texts.iter().any(|text| text.chars().count() > 60) {
            return false;
        }
        let share = |test: &dyn Fn(&str) -> bool| {
            texts.iter().filter(|text| test(text)).count() as f64 / texts.len() as f64
        };
        let distinct = texts
            .iter()
            .map(|text| fold(text))
            .collect::<BTreeSet<_>>()
            .len();
        let named = share(&|text| level_likeness(text) == Likeness::Yes) >= 0.5 && distinct >= 2;
        let tracks = share(&|text| !parse_tracks(text).is_empty()) >= 0.5;
        if !below {
            let nearly_all = share(&|text| level_likeness(text) == Likeness::Yes) >= 0.75
                && texts.len() * 5 >= self.sure.len() * 4;
            return (named && nearly_all) || tracks;
        }
        let parts = share(&|text| is_part_of_level(text)) >= 0.9;
        let short = |text: &str| text.chars().count() <= 40 && level_likeness(text) != Likeness::No;
        let aliases = distinct * 3 >= texts.len() * 2
            && share(&short) >= 0.9
            && (!self.left_label(line).is_empty() || self.is_followed_by_prose(line));
        // The titles below their codes, with the heading of the competencies beside them.
        let titles = named
            && distinct == texts.len()
            && !self.is_labelled_above(line)
            && matches!(
                label(&self.left_label(line)),
                Label::Name | Label::Category | Label::Part
            )
            && self.is_followed_by_prose(line);
        titles || self.labels_names(line) && (named || tracks || parts || aliases)
    }

    /// Whether a line may be a lower line of a header: what stands beside the levels is a label, not a competency.
    fn may_stand_below(&self, line: usize) -> bool {
        if self.is_labelled_above(line) {
            return false;
        }
        let is_label = matches!(
            label(&self.left_label(line)),
            Label::Name | Label::Category | Label::Part | Label::Aside
        );
        is_label || self.labels_names(line) || self.left_labels_are_known(line)
    }

    /// Whether the label in a line stands in the column that the line above labels already, and names levels as well: then it is
    /// the name of a fact, such as *Theme*.
    fn is_labelled_above(&self, line: usize) -> bool {
        let Some(above) = line.checked_sub(1) else {
            return false;
        };
        let first = self.sure.iter().min().copied().unwrap_or(0);
        let is_name = |line: usize, column: usize| {
            let cell = self.table.own(line, column);
            cell.map(|cell| label(&cell.text))
        };
        let mut labels = (0..first).map(|column| (is_name(above, column), is_name(line, column)));
        labels.any(|(above, here)| {
            let is_headed = match above {
                Some(Label::Name | Label::Part | Label::Category) => true,
                // On its side, a table has the label of its levels there.
                Some(Label::Level) => self.table.turned,
                _ => false,
            };
            is_headed
                && matches!(
                    here,
                    Some(Label::Name | Label::Part | Label::Category | Label::Aside)
                )
        }) && recognised_names(self.table, above).len() >= recognised_names(self.table, line).len()
    }

    /// Whether each text beside the levels is a label by itself.
    pub(super) fn left_labels_are_known(&self, line: usize) -> bool {
        let first = self.sure.iter().min().copied().unwrap_or(0);
        (0..first)
            .filter_map(|column| self.table.own(line, column))
            .all(|cell| label(&cell.text) != Label::Unknown)
    }

    /// The text beside the levels in a line.
    fn left_label(&self, line: usize) -> String {
        let first = self.sure.iter().min().copied().unwrap_or(0);
        let texts: Vec<String> = (0..first)
            .filter_map(|column| self.table.own(line, column))
            .map(Cell::name)
            .collect();
        texts.join(" ")
    }

    /// Whether what stands beside the levels in a line says that the line names them, or says nothing.
    fn labels_names(&self, line: usize) -> bool {
        let folded = fold(&self.left_label(line));
        folded.is_empty()
            || matches!(
                folded.as_str(),
                "title"
                    | "titles"
                    | "job title"
                    | "job titles"
                    | "typical title"
                    | "typical titles"
                    | "role"
                    | "code"
                    | "grade"
                    | "band"
                    | "level"
                    | "levels"
                    | "alias"
                    | "aliases"
                    | "also known as"
                    | "aka"
                    | "internal title"
                    | "external title"
                    | "level name"
                    | "job code"
                    | "name"
                    | "track"
                    | "tracks"
                    | "career stage"
                    | "level code"
                    | "level title"
                    | "role title"
                    | "position"
                    | "short name"
                    | "nickname"
                    | "example titles"
                    | "seniority"
            )
            || label(&folded) == Label::Level
    }

    fn is_followed_by_prose(&self, line: usize) -> bool {
        let lengths: Vec<usize> = (line + 1..self.table.height().min(line + 4))
            .flat_map(|line| self.sure.iter().map(move |column| (line, *column)))
            .map(|(line, column)| self.table.text(line, column).chars().count())
            .filter(|length| *length > 0)
            .collect();
        !lengths.is_empty() && lengths.iter().sum::<usize>() >= lengths.len() * 30
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
        let begin = self.begin_before(&sure, &classes, &bodies, &typical);
        let mut columns = Vec::new();
        let mut joined = false;
        for column in 0..classes.len() {
            let is_level = match classes[column] {
                Class::Level => true,
                Class::Perhaps if sure.contains(&column) => true,
                Class::Perhaps if (first..=last).contains(&column) => {
                    bodies[column].is_like(&typical, 0.3)
                }
                // Beside the recognised ones only what directly follows them, looks the same and is named alike.
                Class::Perhaps if bodies[column].asks() => {
                    self.beside.push((column, WhyLeftOut::Questions));
                    false
                }
                Class::Perhaps => {
                    let follows = column > last
                        && joined
                        && !self.table.gap_before(column)
                        && bodies[column].is_like(&typical, 0.5);
                    let is_alike = follows && self.is_named_alike(column, &sure);
                    if follows && !is_alike {
                        self.beside.push((column, WhyLeftOut::UnlikeLevels));
                    }
                    is_alike
                }
                Class::Part => {
                    let belongs = joined || columns.last() == Some(&(column - 1));
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

    /// The headers, folded, that stand above more than one column, each in a cell of its own.
    fn repeated(&self) -> BTreeSet<String> {
        let (mut once, mut again) = (BTreeSet::new(), BTreeSet::new());
        for cell in (0..self.table.width()).filter_map(|c| self.table.own(self.base, c)) {
            let folded = fold(&cell.text);
            if !folded.is_empty() && !once.insert(folded.clone()) {
                again.insert(folded);
            }
        }
        again
    }

    /// Whether an unknown header beside the levels is named like theirs: not where all of theirs are numbered, or share a
    /// noun such as *baker*, and it is not.
    fn is_named_alike(&self, column: usize, sure: &[usize]) -> bool {
        let texts: Vec<&str> = sure
            .iter()
            .filter(|column| self.table.own(self.base, **column).is_some())
            .map(|column| self.table.text(self.base, *column))
            .collect();
        let text = self.table.text(self.base, column);
        let is_date = self.is_date(column);
        let is_numbered = |text: &&str| number_in(text).is_some();
        if !texts.is_empty() && texts.iter().all(is_numbered) {
            return is_date || is_numbered(&text);
        }
        let words = |text: &str| -> BTreeSet<String> {
            fold(text)
                .split(' ')
                .filter(|word| word.len() > 3 && level_likeness(word) == Likeness::Perhaps)
                .map(str::to_owned)
                .collect()
        };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in texts.iter().flat_map(|text| words(text)) {
            *counts.entry(word).or_default() += 1;
        }
        let own = words(text);
        let shared = |(_, count): &(&String, &usize)| texts.len() >= 3 && **count == texts.len();
        let mut nouns = counts.iter().filter(shared).peekable();
        nouns.peek().is_none() || nouns.any(|(noun, _)| own.contains(noun))
    }

    /// Whether a spreadsheet program has a date for the name of a level.
    fn is_date(&self, column: usize) -> bool {
        self.table
            .cell(self.base, column)
            .is_some_and(|cell| cell.is_date)
    }

    /// The unrecognised columns just before the levels that are levels, too: there must be names further left, and their
    /// texts must be as long as those of the others.
    fn begin_before(
        &self,
        sure: &[usize],
        classes: &[Class],
        bodies: &[Body],
        typical: &Body,
    ) -> usize {
        let first = sure.first().copied().unwrap_or(0);
        let is_level = |column: &usize| {
            let names_before =
                (0..*column).any(|c| bodies[c].filled > 0 && bodies[c].mean() < 60.0);
            classes[*column] == Class::Perhaps
                && names_before
                && typical.mean() >= 20.0
                && bodies[*column].is_like(typical, 0.6)
                && self.is_named_alike(*column, sure)
        };
        (0..first)
            .rev()
            .take_while(is_level)
            .last()
            .unwrap_or(first)
    }

    /// Levels with names that nobody could know: at least three columns of prose beside a column of names, or two of which one is
    /// known.
    fn unnamed(&self, classes: &[Class], bodies: &[Body]) -> Vec<usize> {
        let prose: Vec<usize> = (1..classes.len())
            .filter(|column| {
                matches!(classes[*column], Class::Perhaps | Class::Level)
                    && label(self.table.text(self.base, *column)) == Label::Unknown
                    && bodies[*column].mean() >= 25.0
            })
            .collect();
        let typical = Body::typical(prose.iter().map(|column| &bodies[*column]));
        let alike: Vec<usize> = prose
            .into_iter()
            .filter(|column| bodies[*column].is_like(&typical, 0.5))
            .collect();
        // Of two, one has to be known.
        let is_known = |column: &usize| classes[*column] == Class::Level;
        if alike.len() >= 3 || (alike.len() == 2 && alike.iter().any(is_known)) {
            alike
        } else {
            Vec::new()
        }
    }

    /// Columns of levels with those that the title of one of them is merged over.
    fn with_merged(&self, columns: &[usize]) -> Vec<usize> {
        let at = |column: usize| self.table.cell(self.base, column).map(|cell| cell.at);
        let titles: BTreeSet<_> = columns.iter().filter_map(|column| at(*column)).collect();
        let is_merged = |column: &usize| at(*column).is_some_and(|at| titles.contains(&at));
        (0..self.table.width())
            .filter(|column| columns.contains(column) || is_merged(column))
            .collect()
    }

    /// What a column is called: by the line that names the levels, or where that is blank by another one of the header.
    fn named(&self, column: usize) -> &str {
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
        if self.beside.iter().any(|(beside, _)| *beside == column) {
            return Class::Aside;
        }
        let likeness = if self.is_date(column) {
            Likeness::Perhaps
        } else {
            level_likeness(text)
        };
        let is_repeated = !self.sure.is_empty() && repeated.contains(&fold(text));
        match likeness {
            Likeness::Yes if is_rater(self.table, self.base, column) => Class::Aside,
            Likeness::Yes => Class::Level,
            Likeness::No if text.trim().is_empty() => Class::Blank,
            // Beside the expectations of each level its score, or a bad example, under one name.
            _ if is_repeated => Class::Part,
            _ if is_unwanted(text) => Class::Unwanted,
            Likeness::Perhaps if label(text) == Label::Unknown => Class::Perhaps,
            Likeness::No | Likeness::Perhaps => Class::Aside,
        }
    }
}

/// A label under the name of a level for the column with what it expects.
pub(super) fn is_part_of_level(text: &str) -> bool {
    matches!(
        label(text),
        Label::Expectation | Label::Rating | Label::Rater | Label::Aside | Label::Name
    ) && !is_code(text)
}

/// A label under the name of a level for a column with anything else.
pub(super) fn is_aside_of_level(text: &str) -> bool {
    matches!(label(text), Label::Rating | Label::Rater | Label::Aside)
        && !fold(text).starts_with("description")
}
