//! Which columns beside the levels hold the names of competencies and their categories.

use std::collections::BTreeSet;

use super::header::Header;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::words::is_code;
use crate::load::vocabulary::{Concept, stands_for};
use crate::text::{fold, tidy};

/// The columns beside the levels that the map needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::load::career_map) struct Sides {
    pub(in crate::load::career_map) names: Option<usize>,
    pub(in crate::load::career_map) categories: Option<usize>,
    /// The groups of categories.
    pub(in crate::load::career_map) outer: Option<usize>,
}

/// A column beside the levels and what is known about it.
#[derive(Debug)]
struct Side {
    column: usize,
    label: Label,
    /// The heading is a word for competencies and nothing else: *Skill*, but not *Skill owner*.
    is_plain: bool,
    is_unlabelled: bool,
    filled: usize,
    different: usize,
    /// How often the text changes from row to row.
    runs: usize,
    typical_length: usize,
    codes: usize,
    /// Codes that are nothing but a number.
    numbers: usize,
}

/// Longer texts are descriptions, not names.
const LONGEST_NAME: usize = 70;
/// Shorter texts of levels do not differ from names.
const SENTENCE: usize = 14;
/// Where the heading is another one, names are at most this long.
const LONGEST_PART: usize = 40;

/// Finds the columns of names and categories; what is configured wins.
pub(in crate::load::career_map) fn sides(
    table: &MapTable,
    header: &Header,
    configured: Sides,
) -> Sides {
    let first_level = header.levels.first().map_or(0, |level| level.place);
    // What stands below the last row of the levels, such as notes, names nothing.
    let holds_level = |row: &usize| {
        (0..table.width())
            .any(|column| header.is_of_level(column) && table.own(*row, column).is_some())
    };
    let end = (header.body..table.height())
        .rfind(holds_level)
        .map_or(header.body, |last| last + 1);
    let all: Vec<Side> = (0..table.width())
        .filter(|column| !header.takes(*column) && !is_of_another_block(table, header, *column))
        .map(|column| Side::of(table, header, column, end))
        .filter(|side| side.filled > 0)
        .collect();
    let usual = usual_length(table, header);
    let names = configured
        .names
        .or_else(|| names(&all, first_level, usual, table.turned).map(|side| side.column));
    let beside = |column: Option<usize>| all.iter().find(|side| Some(side.column) == column);
    let categories = configured
        .categories
        .or_else(|| categories(&all, beside(names)?, first_level).map(|side| side.column));
    let outer = beside(categories)
        .filter(|inner| Some(inner.column) < names)
        .and_then(|inner| outer(&all, inner));
    Sides {
        names,
        categories,
        outer,
    }
}

/// Whether a column has the title of one of the levels: it belongs to another block of the same levels.
pub(in crate::load::career_map) fn is_of_another_block(
    table: &MapTable,
    header: &Header,
    column: usize,
) -> bool {
    let title = fold(table.text(header.base, column));
    let of_level =
        |level: &super::header::LevelColumns| fold(table.text(header.base, level.place)) == title;
    let is_own = table.own(header.base, column).is_some();
    is_own && !title.is_empty() && header.levels.iter().any(of_level)
}

/// How long the texts of the levels usually are.
fn usual_length(table: &MapTable, header: &Header) -> usize {
    let columns = header.levels.iter().flat_map(|level| &level.columns);
    let cells = columns
        .flat_map(|column| (header.body..table.height()).filter_map(|row| table.own(row, *column)));
    let mut lengths: Vec<usize> = cells.map(|cell| tidy(&cell.text).chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().unwrap_or(0)
}

fn names(all: &[Side], first_level: usize, usual: usize, turned: bool) -> Option<&Side> {
    let left: Vec<&Side> = all
        .iter()
        .filter(|side| side.column < first_level)
        .collect();
    let candidates: Vec<&Side> = left
        .iter()
        .copied()
        .filter(|side| {
            let is_named = matches!(side.label, Label::Name | Label::Part);
            side.may_be_names() || (is_named && side.may_be_short_names())
        })
        .collect();
    // On its side, a line such as *Competency: Writing* above the table is a column with one text.
    let is_line_above =
        |side: &Side| turned && side.filled == 1 && left.iter().any(|other| other.filled > 1);
    // A second column with another text in each row, *Skill owner*, does not divide what the first one names.
    let is_about_names = |side: &Side| {
        side.label == Label::Name
            && !side.is_plain
            && side.different == side.filled
            && candidates.iter().any(|other| {
                other.is_plain && other.label == Label::Name && other.different == other.filled
            })
    };
    let labelled = |wanted: Label| {
        candidates
            .iter()
            .rev()
            .find(|side| side.label == wanted && !is_line_above(side) && !is_about_names(side))
            .copied()
    };
    // Texts that repeat in each competency, such as *Knowledge* and *Attitude*, do not tell competencies apart.
    let repeats = |side: &Side| {
        side.different * 2 <= side.filled
            && candidates
                .iter()
                .any(|other| other.label == Label::Name && other.different > side.different)
    };
    // On its side, a table has the label of its levels above the names, so that only their contents decide: codes that
    // are all different, below names that group them.
    let codes_below = |above: &Side| {
        left.iter().copied().find(|side| {
            turned
                && side.column > above.column
                && side.is_codes()
                && side.may_be_short_names()
                && side.different == side.filled
                && side.different > above.different
        })
    };
    // Behind names that are filled in once for several rows, the column with a different text in each row tells these apart.
    let divides = |side: &Side, other: &&Side| {
        other.column > side.column
            && other.filled > side.filled
            && other.different == other.filled
            && other.typical_length <= LONGEST_PART
    };
    let is_written_like_levels = |side: &Side| {
        let is_named_before = |other: &&Side| {
            other.column < side.column
                && other.different >= side.different
                && other.typical_length * 2 <= side.typical_length
        };
        usual >= SENTENCE
            && side.typical_length * 3 >= usual * 2
            && candidates.iter().any(is_named_before)
    };
    labelled(Label::Part)
        .or_else(|| labelled(Label::Name).filter(|side| !repeats(side)))
        .map(|side| {
            (candidates
                .iter()
                .copied()
                .find(|other| divides(side, other)))
            .unwrap_or(side)
        })
        // The finest division is the one with the most different texts; of equals the one nearest to the levels, unless it has
        // texts like theirs behind shorter names.
        .or_else(|| {
            (candidates.iter())
                .filter(|side| !is_written_like_levels(side))
                .max_by_key(|side| (side.different, side.column))
                .map(|side| codes_below(side).unwrap_or(side))
        })
        .or_else(|| left.iter().find(|side| !side.is_codes()).copied())
        .or_else(|| {
            left.iter()
                .rev()
                .find(|side| side.may_be_short_names())
                .copied()
        })
}

fn categories<'a>(all: &'a [Side], names: &Side, first_level: usize) -> Option<&'a Side> {
    let others = || {
        all.iter()
            .filter(|side| side.column != names.column && side.may_be_names())
    };
    let left = || others().filter(|side| side.column < names.column.min(first_level));
    // The nearest labelled column to the left; then the nearest that divides more coarsely; then any labelled column.
    left()
        .filter(|side| matches!(side.label, Label::Category | Label::Name | Label::Part))
        .max_by_key(|side| side.column)
        .or_else(|| {
            left()
                .filter(|side| {
                    side.is_unlabelled
                        || side.different < names.different
                        || side.filled < names.filled
                })
                .max_by_key(|side| side.column)
        })
        // After the levels, a word such as *Values* may mean anything, unless the cells below it group the rows.
        .or_else(|| others().find(|side| side.label == Label::Category && side.groups()))
}

/// The column to the left of the categories that groups them.
fn outer(all: &[Side], categories: &Side) -> Option<usize> {
    all.iter()
        .filter(|side| side.column < categories.column && side.may_be_names())
        .filter(|side| {
            matches!(side.label, Label::Category | Label::Name)
                || (side.is_unlabelled && side.different <= categories.different)
        })
        .map(|side| side.column)
        .max()
}

impl Side {
    fn of(table: &MapTable, header: &Header, column: usize, end: usize) -> Self {
        let (mut filled, mut runs, mut codes, mut numbers) = (0, 0, 0, 0);
        let mut different = BTreeSet::new();
        let mut last = String::new();
        let mut lengths = Vec::new();
        for row in header.body..end {
            if let Some(cell) = table.own(row, column) {
                let text = tidy(&cell.text);
                filled += 1;
                codes += usize::from(
                    cell.number.is_some() || is_code(&text) || text.chars().count() <= 2,
                );
                numbers += usize::from(cell.number.is_some() || cell.count().is_some());
                lengths.push(text.chars().count());
                let folded = fold(&text);
                runs += usize::from(folded != last);
                last.clone_from(&folded);
                different.insert(folded);
            }
        }
        lengths.sort_unstable();
        Self {
            column,
            label: column_label(table, header, column),
            is_plain: (header.lines.0..=header.lines.1)
                .any(|line| stands_for(&fold(table.text(line, column)), Concept::MapCompetency)),
            is_unlabelled: (header.lines.0..=header.lines.1)
                .all(|line| table.text(line, column).trim().is_empty()),
            filled,
            different: different.len(),
            runs,
            typical_length: lengths.get(lengths.len() / 2).copied().unwrap_or(0),
            codes,
            numbers,
        }
    }

    /// Whether it holds codes that may be names: those of a column of names, or of the only one.
    fn may_be_short_names(&self) -> bool {
        self.numbers * 2 < self.filled
            && !matches!(self.label, Label::Aside | Label::Rating | Label::Rater)
    }

    /// Whether each of its texts counts for several rows, one after the other.
    fn groups(&self) -> bool {
        self.runs == self.different && self.different < self.filled
    }

    fn is_codes(&self) -> bool {
        self.codes * 10 >= self.filled * 8
    }

    fn may_be_names(&self) -> bool {
        !self.is_codes()
            && self.typical_length <= LONGEST_NAME
            && !matches!(self.label, Label::Aside | Label::Rating | Label::Rater)
    }
}

/// What a column beside the levels holds, according to the header.
pub(in crate::load::career_map) fn column_label(
    table: &MapTable,
    header: &Header,
    column: usize,
) -> Label {
    (header.lines.0..=header.lines.1)
        .rev()
        .map(|line| label(table.text(line, column)))
        .find(|label| *label != Label::Unknown)
        .unwrap_or(Label::Unknown)
}
