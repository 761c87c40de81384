//! Finding the levels of a table: which lines are its header, and which columns belong to which level.
//!
//! Works on a [`Table`] with levels in columns; a table with levels in rows is turned before.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Label, label, names_competencies};
use super::scale::is_mark;
use super::table::Table;
use super::words::{Likeness, is_code, level_likeness};
use crate::load::track::parse_tracks;
use crate::text::{fold, tidy};

/// The header of a table and the levels in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    /// The first and last line of the header.
    pub(super) lines: (usize, usize),
    /// The first line below it.
    pub(super) body: usize,
    /// The line that tells the levels apart best.
    pub(super) base: usize,
    /// The levels from left to right.
    pub(super) levels: Vec<LevelColumns>,
    /// The share of levels whose names are recognised as such.
    pub(super) recognised: f64,
}

/// The columns of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LevelColumns {
    /// The columns that hold what the level expects; the first one has the name above it.
    pub(super) columns: Vec<usize>,
    /// The header cells from top to bottom.
    pub(super) cells: Vec<String>,
}

/// What the company configured about the header of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct HeaderSettings {
    /// The line with the names of the levels.
    pub(super) line: Option<usize>,
    /// The columns of the levels.
    pub(super) columns: Option<Vec<usize>>,
}

/// In how many of the first lines of a table a header is looked for; a turned table has its header in the first columns
/// of the sheet.
const LINES: usize = 40;
const LINES_TURNED: usize = 8;
/// More candidates than this only come from tables that are no maps.
const MOST_CANDIDATES: usize = 12;

/// Every header that the table may have, the topmost first.
pub(super) fn headers(table: &Table, settings: &HeaderSettings) -> Vec<Header> {
    let bases = match settings.line {
        Some(line) => vec![line],
        None => bases(table, settings.columns.as_deref()),
    };
    let mut headers: Vec<Header> = Vec::new();
    for base in bases {
        if let Some(header) = Finder::new(table, base, settings).header()
            && !headers.iter().any(|other| other.levels == header.levels)
        {
            headers.push(header);
        }
    }
    headers
}

/// The lines that may name levels.
fn bases(table: &Table, columns: Option<&[usize]>) -> Vec<usize> {
    let lines = table
        .height()
        .min(if table.turned { LINES_TURNED } else { LINES });
    if let Some(columns) = columns {
        // The columns are known: the header is where all of them have a text that is no sentence.
        let short = |line: &usize| {
            columns.iter().all(|column| {
                let text = table.text(*line, *column);
                !text.is_empty() && text.chars().count() <= 80
            })
        };
        return (0..lines).find(short).into_iter().collect();
    }
    let recognised: Vec<usize> = (0..lines)
        .filter(|line| recognised_names(table, *line).len() >= 2 || is_count(table, *line))
        .take(MOST_CANDIDATES)
        .collect();
    if recognised.is_empty() {
        (0..lines.min(15))
            .filter(|line| possible_names(table, *line) >= 3)
            .take(MOST_CANDIDATES)
            .collect()
    } else {
        recognised
    }
}

/// The different texts in a line that are recognised as names of levels.
fn recognised_names(table: &Table, line: usize) -> BTreeSet<String> {
    (0..table.width())
        .filter_map(|column| table.cell(line, column))
        .filter(|cell| level_likeness(&cell.text) == Likeness::Yes)
        .map(|cell| fold(&cell.text))
        .collect()
}

fn possible_names(table: &Table, line: usize) -> usize {
    (1..table.width())
        .filter_map(|column| table.own(line, column))
        .filter(|cell| level_likeness(&cell.text) == Likeness::Perhaps)
        .count()
}

/// Whether the line counts 1, 2, 3 … and something says that these are levels: a label beside or above the numbers, or
/// prose below them beside a column of competencies.
fn is_count(table: &Table, line: usize) -> bool {
    let counted = counted_columns(table, line);
    let (Some(&first), true) = (counted.first(), counted.len() >= 3) else {
        return false;
    };
    let speaks = |text: &str| {
        fold(text).split(' ').any(|word| {
            matches!(
                word,
                "level"
                    | "levels"
                    | "grade"
                    | "grades"
                    | "band"
                    | "stage"
                    | "step"
                    | "rank"
                    | "proficiency"
            )
        })
    };
    let beside = (0..first).any(|column| speaks(table.text(line, column)));
    let above = line > 0 && speaks(table.text(line - 1, first));
    let below = || {
        let names = (0..first).any(|column| names_competencies(table.text(line, column)));
        let bodies = counted
            .iter()
            .map(|column| Body::of(table, line + 1, *column));
        names && !table.turned && bodies.into_iter().all(|body| body.mean() >= 12.0)
    };
    beside || above || below()
}

/// The columns whose cells count up by one.
fn counted_columns(table: &Table, line: usize) -> Vec<usize> {
    let numbers: Vec<(usize, f64)> = (0..table.width())
        .filter_map(|column| Some((column, table.own(line, column)?.number?)))
        .collect();
    let counts = numbers
        .windows(2)
        .all(|pair| (pair[1].1 - pair[0].1 - 1.0).abs() < f64::EPSILON);
    let starts_low = numbers
        .first()
        .is_some_and(|(_, first)| (0.0..=5.0).contains(first));
    if counts && starts_low {
        numbers.into_iter().map(|(column, _)| column).collect()
    } else {
        Vec::new()
    }
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
    Blank,
    Aside,
}

/// Looks for the levels around one line.
struct Finder<'a> {
    table: &'a Table,
    settings: &'a HeaderSettings,
    base: usize,
    lines: (usize, usize),
    /// The columns whose header is recognised at first sight.
    sure: Vec<usize>,
}

impl<'a> Finder<'a> {
    fn new(table: &'a Table, base: usize, settings: &'a HeaderSettings) -> Self {
        let named: Vec<usize> = (0..table.width())
            .filter(|column| level_likeness(table.text(base, *column)) == Likeness::Yes)
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
        }
    }

    fn header(mut self) -> Option<Header> {
        if !self.sure.is_empty() {
            self.extend_lines();
            self.base = (self.lines.0..=self.lines.1)
                .max_by_key(|line| (recognised_names(self.table, *line).len(), usize::MAX - line))
                .unwrap_or(self.base);
        }
        let columns = if self.settings.columns.is_some() {
            self.sure.clone()
        } else {
            self.level_columns()
        };
        let mut levels = self.levels(&columns);
        self.name_tracks(&mut levels);
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
                    || self.sure.contains(&level.columns[0])
            })
            .count();
        Some(Header {
            lines: self.lines,
            body: self.lines.1 + 1,
            base: self.base,
            recognised: recognised as f64 / levels.len() as f64,
            levels,
        })
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
            return named || tracks;
        }
        let parts = share(&|text| is_part_of_level(text)) >= 0.9;
        let short = |text: &str| text.chars().count() <= 40 && level_likeness(text) != Likeness::No;
        let aliases = distinct * 3 >= texts.len() * 2
            && share(&short) >= 0.9
            && (!self.left_label(line).is_empty() || self.is_followed_by_prose(line));
        self.labels_names(line) && (named || tracks || parts || aliases)
    }

    /// Whether a line may be a lower line of a header: what stands beside the levels is a label, not a competency.
    fn may_stand_below(&self, line: usize) -> bool {
        let is_label = matches!(
            label(&self.left_label(line)),
            Label::Name | Label::Category | Label::Part | Label::Aside
        );
        is_label || self.labels_names(line) || self.left_labels_are_known(line)
    }

    /// Whether each text beside the levels is a label by itself.
    fn left_labels_are_known(&self, line: usize) -> bool {
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
            .map(super::table::Cell::name)
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
    fn level_columns(&self) -> Vec<usize> {
        let classes: Vec<Class> = (0..self.table.width())
            .map(|column| self.class(column))
            .collect();
        let bodies: Vec<Body> = (0..self.table.width())
            .map(|column| Body::of(self.table, self.lines.1 + 1, column))
            .collect();
        let mut sure: Vec<usize> = (0..classes.len())
            .filter(|column| classes[*column] == Class::Level)
            .collect();
        if sure.is_empty() {
            sure = self.unnamed(&classes, &bodies);
        }
        let (Some(&first), Some(&last)) = (sure.first(), sure.last()) else {
            return Vec::new();
        };
        let typical = Body::typical(sure.iter().map(|column| &bodies[*column]));
        let mut columns = Vec::new();
        let mut joined = false;
        for column in 0..classes.len() {
            let is_level = match classes[column] {
                Class::Level => true,
                Class::Perhaps if sure.contains(&column) => true,
                Class::Perhaps if (first..=last).contains(&column) => {
                    bodies[column].is_like(&typical, 0.3)
                }
                // Beside the recognised ones only what directly follows them and looks the same.
                Class::Perhaps => column > last && joined && bodies[column].is_like(&typical, 0.5),
                // Scribbles beside the table are not a second column of the level before.
                Class::Blank => {
                    joined
                        && bodies[column].is_text()
                        && bodies[column].filled * 2 >= typical.filled.max(1)
                }
                Class::Aside => false,
            } || self.begins_before(column, first, &classes, &bodies, &typical);
            joined = is_level;
            if is_level {
                columns.push(column);
            }
        }
        columns
    }

    /// Whether an unrecognised column just before the levels is one, too: there must be names further left, and its
    /// texts must be as long as theirs.
    fn begins_before(
        &self,
        column: usize,
        first: usize,
        classes: &[Class],
        bodies: &[Body],
        typical: &Body,
    ) -> bool {
        let names_before = (0..column).any(|c| bodies[c].filled > 0 && bodies[c].mean() < 60.0);
        column + 1 == first
            && classes[column] == Class::Perhaps
            && label(self.table.text(self.base, column)) == Label::Unknown
            && names_before
            && typical.mean() >= 40.0
            && bodies[column].is_like(typical, 0.6)
    }

    /// Levels with names that nobody could know: at least three columns of prose beside a column of names.
    fn unnamed(&self, classes: &[Class], bodies: &[Body]) -> Vec<usize> {
        let prose: Vec<usize> = (1..classes.len())
            .filter(|column| {
                classes[*column] == Class::Perhaps
                    && label(self.table.text(self.base, *column)) == Label::Unknown
                    && bodies[*column].mean() >= 25.0
            })
            .collect();
        let typical = Body::typical(prose.iter().map(|column| &bodies[*column]));
        let alike: Vec<usize> = prose
            .into_iter()
            .filter(|column| bodies[*column].is_like(&typical, 0.5))
            .collect();
        if alike.len() >= 3 { alike } else { Vec::new() }
    }

    fn class(&self, column: usize) -> Class {
        let text = self.table.text(self.base, column);
        let below = if self.lines.1 > self.base {
            self.table.text(self.lines.1, column)
        } else {
            ""
        };
        if !parse_tracks(text).is_empty()
            && Body::of(self.table, self.lines.1 + 1, column).filled == 0
        {
            return Class::Aside;
        }
        // Beside the expectations of a level its score, under one name.
        let is_repeated = || {
            let same = |c: &usize| fold(self.table.text(self.lines.1, *c)) == fold(below);
            (0..self.table.width()).filter(same).count() >= 2
        };
        if is_aside_of_level(below) && (level_likeness(below) != Likeness::Yes || is_repeated()) {
            return Class::Aside;
        }
        if self.sure.contains(&column) {
            return Class::Level;
        }
        match level_likeness(text) {
            Likeness::Yes => Class::Level,
            Likeness::No if text.trim().is_empty() => Class::Blank,
            Likeness::Perhaps if label(text) == Label::Unknown => Class::Perhaps,
            Likeness::No | Likeness::Perhaps => Class::Aside,
        }
    }

    /// Groups columns to levels: a merged, repeated or blank name continues the level before.
    fn levels(&self, columns: &[usize]) -> Vec<LevelColumns> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &column in columns {
            let continues = groups
                .last()
                .and_then(|group| group.last())
                .is_some_and(|&last| {
                    let (before, here) = (
                        self.table.cell(self.base, last),
                        self.table.cell(self.base, column),
                    );
                    match (before, here) {
                        (Some(before), Some(here)) => {
                            before.at == here.at || fold(&before.text) == fold(&here.text)
                        }
                        (_, None) => true,
                        (None, Some(_)) => false,
                    }
                });
            match groups.last_mut() {
                Some(group) if continues => group.push(column),
                _ => groups.push(vec![column]),
            }
        }
        let firsts: Vec<usize> = groups.iter().map(|group| group[0]).collect();
        let lines: Vec<usize> = (self.lines.0..=self.lines.1)
            .filter(|line| self.tells_apart(*line, &firsts))
            .collect();
        groups
            .into_iter()
            .map(|columns| LevelColumns {
                cells: self.cells(&lines, columns[0]),
                columns,
            })
            .collect()
    }

    /// A text that only names a track, over nothing, is a banner for the levels that follow it.
    fn name_tracks(&self, levels: &mut [LevelColumns]) {
        let used: BTreeSet<usize> = levels
            .iter()
            .flat_map(|level| level.columns.clone())
            .collect();
        let mut banner: Option<String> = None;
        for column in 0..self.table.width() {
            let text = self.table.text(self.base, column);
            if !used.contains(&column)
                && !parse_tracks(text).is_empty()
                && Body::of(self.table, self.lines.1 + 1, column).filled == 0
            {
                banner = Some(text.to_owned());
            } else if let (Some(banner), Some(level)) = (
                &banner,
                levels
                    .iter_mut()
                    .find(|level| level.columns.first() == Some(&column)),
            ) {
                level.cells.insert(0, banner.clone());
            }
        }
    }

    /// Whether a header line says something about single levels, or names tracks; a banner over all of them does not.
    fn tells_apart(&self, line: usize, firsts: &[usize]) -> bool {
        let texts: Vec<String> = firsts
            .iter()
            .map(|c| fold(self.table.text(line, *c)))
            .collect();
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for text in texts.iter().filter(|text| !text.is_empty()) {
            *counts.entry(text).or_default() += 1;
        }
        let names_tracks = counts.keys().any(|text| !parse_tracks(text).is_empty());
        line == self.base
            || names_tracks
            || (counts.len() >= 2 && counts.len() * 3 >= texts.len() * 2)
    }

    fn cells(&self, lines: &[usize], column: usize) -> Vec<String> {
        let mut cells: Vec<String> = Vec::new();
        let mut seen = Vec::new();
        for &line in lines {
            if let Some(cell) = self.table.cell(line, column)
                && !seen.contains(&cell.at)
            {
                seen.push(cell.at);
                cells.push(cell.text.clone());
            }
        }
        cells
    }
}

/// A label under the name of a level for the column with what it expects.
fn is_part_of_level(text: &str) -> bool {
    matches!(
        label(text),
        Label::Expectation | Label::Rating | Label::Rater | Label::Aside | Label::Name
    ) && !is_code(text)
}

/// A label under the name of a level for a column with anything else.
fn is_aside_of_level(text: &str) -> bool {
    matches!(label(text), Label::Rating | Label::Rater | Label::Aside)
        && !fold(text).starts_with("description")
}

/// What stands in a column below the header.
#[derive(Debug, Clone, Default)]
struct Body {
    filled: usize,
    characters: usize,
    numbers: usize,
    /// Ticks, crosses and truth values.
    marks: usize,
}

impl Body {
    fn of(table: &Table, from: usize, column: usize) -> Self {
        let mut body = Self::default();
        for line in from..table.height() {
            if let Some(cell) = table.own(line, column) {
                body.filled += 1;
                let text = tidy(&cell.text);
                body.characters += text.chars().count();
                body.marks += usize::from(is_mark(&text));
                body.numbers += usize::from(cell.number.is_some());
            }
        }
        body
    }

    fn typical<'b>(bodies: impl Iterator<Item = &'b Self>) -> Self {
        let all: Vec<&Self> = bodies.collect();
        let count = all.len().max(1);
        Self {
            filled: all.iter().map(|body| body.filled).sum::<usize>() / count,
            characters: all.iter().map(|body| body.characters).sum::<usize>() / count,
            numbers: all.iter().map(|body| body.numbers).sum::<usize>() / count,
            marks: all.iter().map(|body| body.marks).sum::<usize>() / count,
        }
    }

    fn mean(&self) -> f64 {
        self.characters as f64 / self.filled.max(1) as f64
    }

    fn is_text(&self) -> bool {
        (self.numbers + self.marks) * 2 < self.filled.max(1)
    }

    /// Whether a column is filled and written like the levels are.
    fn is_like(&self, typical: &Self, share: f64) -> bool {
        let ratio = (self.mean() + 4.0) / (typical.mean() + 4.0);
        self.filled as f64 >= share * typical.filled as f64
            && self.filled > 0
            && (0.4..=2.5).contains(&ratio)
            && self.is_text() == typical.is_text()
    }
}
