//! Finding the levels of a table: which lines are its header, and which columns belong to which level.
//!
//! Works on a [`MapTable`] with levels in columns; a table with levels in rows is turned first.

mod atypical;
mod body;
mod finder;
mod grouping;
mod lines;
mod parts;

use std::collections::BTreeSet;

use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::labels::{Label, label, names_competencies};
use crate::load::career_map::wording::title::is_step_code;
use crate::load::career_map::wording::words::{
    Likeness, are_of_one_trade, is_code, level_likeness, may_be_title,
};
use crate::load::vocabulary::{Concept, stands_for};
use crate::model::WhyLeftOut;
use crate::text::fold;
use body::Body;
use finder::Finder;

/// The header of a table and the levels in it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load::career_map) struct Header {
    /// The first and last line of the header.
    pub(in crate::load::career_map) lines: (usize, usize),
    /// The first line below it.
    pub(in crate::load::career_map) body: usize,
    /// The line with the headings of each level's parts, if there is one.
    pub(in crate::load::career_map) heads: Option<usize>,
    /// The line that tells the levels apart best.
    pub(in crate::load::career_map) base: usize,
    /// The levels from left to right.
    pub(in crate::load::career_map) levels: Vec<LevelColumns>,
    /// The line above the titles with headings for groups of levels, and for each group its first level.
    pub(in crate::load::career_map) groups: Option<(usize, Vec<usize>)>,
    /// The columns among and beside the levels that are filled as theirs are, and why they are left out.
    pub(in crate::load::career_map) beside: Vec<(usize, WhyLeftOut)>,
    /// The first or last levels with unknown titles that have nothing in common with the others.
    pub(in crate::load::career_map) guessed: Vec<usize>,
    /// The share of levels whose names are recognised as such.
    pub(in crate::load::career_map) recognised: f64,
}

/// The columns of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load::career_map) struct LevelColumns {
    /// The column with the name of the level.
    pub(in crate::load::career_map) place: usize,
    /// The columns that hold what the level expects.
    pub(in crate::load::career_map) columns: Vec<usize>,
    /// The header cells from top to bottom.
    pub(in crate::load::career_map) cells: Vec<String>,
}

/// What the company configured about the header of a table.
#[derive(Debug, Clone, Default)]
pub(in crate::load::career_map) struct HeaderSettings {
    /// The line with the names of the levels.
    pub(in crate::load::career_map) line: Option<usize>,
    /// The columns of the levels.
    pub(in crate::load::career_map) columns: Option<Vec<usize>>,
}

/// In how many of the first lines of a table a header is looked for; a turned table has its header in the first columns
/// of the sheet.
const LINES: usize = 40;
const LINES_TURNED: usize = 8;
/// Only tables that are not maps have more candidates than this.
const MOST_CANDIDATES: usize = 12;

/// Every header that the table may have, the topmost first.
pub(in crate::load::career_map) fn headers(
    table: &MapTable,
    settings: &HeaderSettings,
) -> Vec<Header> {
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
fn bases(table: &MapTable, columns: Option<&[usize]>) -> Vec<usize> {
    let lines = table
        .height()
        .min(if table.turned { LINES_TURNED } else { LINES });
    if let Some(columns) = columns {
        // The columns are known: the header is where all of them have a text that is not a sentence.
        let short = |line: &usize| {
            columns.iter().all(|column| {
                let text = table.text(*line, *column);
                !text.is_empty() && text.chars().count() <= 80
            })
        };
        // A cell that is merged over all of them, or over some, is a heading above the levels.
        let different = |line: &usize| {
            let text = |column: &usize| fold(table.text(*line, *column));
            columns.iter().map(text).collect::<BTreeSet<_>>().len()
        };
        let most = (0..lines).filter(short).map(|line| different(&line)).max();
        let tells_apart = |line: &usize| {
            columns.len() < 2 || different(line) > 1 && Some(different(line)) == most
        };
        // Letters of grades may be above the titles.
        let is_grade = |line: &usize| {
            let length = |column: &usize| table.text(*line, *column).trim().chars().count();
            columns.iter().all(|column| length(column) == 1)
        };
        let mut found = (0..lines).filter(|line| short(line) && tells_apart(line));
        let first = found.next();
        let below = found.next().filter(|below| {
            first.is_some_and(|first| first + 1 == *below && is_grade(&first)) && !is_grade(below)
        });
        return below
            .or(first)
            .or_else(|| (0..lines).find(short))
            .into_iter()
            .collect();
    }
    let recognised: Vec<usize> = (0..lines)
        .filter(|line| recognised_names(table, *line).len() >= 2 || is_count(table, *line))
        .filter(|line| !are_codes_of_levels_above(table, *line))
        .take(MOST_CANDIDATES)
        .collect();
    let possible = (0..lines.min(POSSIBLE)).filter(|line| may_name_levels(table, *line));
    match recognised.first() {
        None => possible.take(MOST_CANDIDATES).collect(),
        // The company's own titles may be above a line of known words, if a label says so: *Skill* above *Basic* and
        // *Advanced*.
        Some(first) => possible
            .take_while(|line| line < first)
            .filter(|line| is_labelled(table, *line))
            .take(1)
            .chain(recognised.iter().copied())
            .collect(),
    }
}

/// Whether a line has a name and codes directly below a line of titles: *Salary band* with *B1*, *B2* is a fact about these.
fn are_codes_of_levels_above(table: &MapTable, line: usize) -> bool {
    let own: Vec<usize> = (0..table.width())
        .filter(|column| table.own(line, *column).is_some())
        .collect();
    let (Some(above), [name, codes @ ..]) = (line.checked_sub(1), &own[..]) else {
        return false;
    };
    let name = table.text(line, *name);
    let is_title = |column: &usize| {
        let text = table.text(above, *column);
        may_be_title(text)
            && !text.trim().is_empty()
            && !is_code(text)
            && !is_step_code(text.trim())
    };
    let titles: BTreeSet<String> = codes
        .iter()
        .map(|column| fold(table.text(above, *column)))
        .collect();
    codes.len() >= 2
        && !table.gap_above(line)
        && !is_code(name)
        && matches!(label(name), Label::Unknown | Label::Aside)
        && codes
            .iter()
            .all(|column| is_code(table.text(line, *column)))
        && codes.iter().all(is_title)
        && titles.len() == codes.len()
}

/// Unknown titles are looked for in this many of the first lines, and are not longer than this.
const POSSIBLE: usize = 15;
const LONGEST_UNKNOWN: usize = 50;

/// Whether the texts of a line may be unknown titles.
fn may_name_levels(table: &MapTable, line: usize) -> bool {
    let possible = possible_names(table, line);
    let known = recognised_names(table, line).len();
    possible.len() >= 3
        || (!possible.is_empty() && known == 1)
        || (possible.len() == 2 && are_of_one_trade(&possible))
}

/// Whether a line begins with a label for the cells below or beside it.
fn is_labelled(table: &MapTable, line: usize) -> bool {
    let first = (0..table.width()).find_map(|column| table.own(line, column));
    first.is_some_and(|cell| match label(&cell.text) {
        Label::Name | Label::Part | Label::Category => !table.turned,
        // On its side, a table has the label of its levels there.
        Label::Level => table.turned,
        _ => false,
    })
}

/// The different texts in a line that are recognised as names of levels.
fn recognised_names(table: &MapTable, line: usize) -> BTreeSet<String> {
    (0..table.width())
        .filter_map(|column| table.cell(line, column))
        .filter(|cell| level_likeness(&cell.text) == Likeness::Yes)
        .map(|cell| fold(&cell.text))
        .collect()
}

fn possible_names(table: &MapTable, line: usize) -> Vec<&str> {
    (1..table.width())
        .filter_map(|column| table.own(line, column))
        .filter(|cell| cell.text.chars().nth(LONGEST_UNKNOWN).is_none())
        .filter(|cell| cell.is_date || level_likeness(&cell.text) == Likeness::Possible)
        .map(|cell| cell.text.as_str())
        .collect()
}

/// Whether the line counts 1, 2, 3 … and something says that these are levels: a label beside or above the numbers, or
/// prose below them beside a column of competencies.
fn is_count(table: &MapTable, line: usize) -> bool {
    let counted = counted_columns(table, line);
    let (Some(&first), true) = (counted.first(), counted.len() >= 3) else {
        return false;
    };
    let speaks = |text: &str| {
        let names = |word| stands_for(word, Concept::Step) || stands_for(word, Concept::MapLevel);
        let folded = fold(text);
        folded
            .split(' ')
            .any(|word| names(word) || word == "proficiency")
    };
    let beside = (0..first).any(|column| speaks(table.text(line, column)));
    let above = line > 0 && speaks(table.text(line - 1, first));
    let below = || {
        let body = |column: usize| Body::of(table, line + 1, column);
        let are_as_long = |least: f64| counted.iter().all(|column| body(*column).mean() >= least);
        let names = (0..first).any(|column| names_competencies(table.text(line, column)));
        // Under an empty corner, names are much shorter than what is expected.
        let is_bare = || (0..first).all(|column| table.text(line, column).trim().is_empty());
        let are_names = || {
            let Some(beside) = first.checked_sub(1).map(body) else {
                return false;
            };
            beside.filled >= 2 && beside.is_text() && beside.mean() * 1.5 <= body(first).mean()
        };
        (names && are_as_long(12.0)) || (is_bare() && are_as_long(25.0) && are_names())
    };
    beside || above || below()
}

/// The columns whose cells count up by one; a number that a spreadsheet program turned into a date may be among them.
fn counted_columns(table: &MapTable, line: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    let mut next: Option<u8> = None;
    for column in 0..table.width() {
        let Some(cell) = table.own(line, column) else {
            continue;
        };
        let expected = match (cell.count(), next) {
            (Some(number), None) => number <= 5,
            (Some(number), Some(next)) => number == next,
            (None, Some(_)) if cell.is_date => true,
            (None, _) if cell.number.is_none() => continue,
            (None, _) => false,
        };
        if !expected {
            return Vec::new();
        }
        columns.push(column);
        next = cell.count().or(next).map(|number| number + 1);
    }
    columns
}

impl Header {
    /// Whether a column is one of the levels' or is among them, so that it does not hold names.
    pub(in crate::load::career_map) fn takes(&self, column: usize) -> bool {
        self.is_of_level(column)
            || self.beside.iter().any(|(beside, _)| *beside == column)
            || self.levels.iter().any(|level| level.place == column)
    }

    /// Why a column among or beside the levels does not belong to them.
    pub(in crate::load::career_map) fn why_beside(&self, column: usize) -> Option<WhyLeftOut> {
        let beside = self.beside.iter().find(|(beside, _)| *beside == column);
        beside.map(|(_, why)| *why)
    }

    /// Whether a column holds what a level expects.
    pub(in crate::load::career_map) fn is_of_level(&self, column: usize) -> bool {
        self.levels
            .iter()
            .any(|level| level.columns.contains(&column))
    }
}
