//! Where a table continues and where it ends: repeated headers, other tables, legends below and beside it.

use std::collections::BTreeSet;

use super::super::header::LevelColumns;
use super::Reader;
use crate::load::career_map::drafts::table::MapCell;
use crate::load::career_map::wording::labels::{Label, fact, label};
use crate::load::career_map::wording::words::{
    Likeness, are_of_one_trade, count_words, level_likeness, may_be_person, may_be_title,
};
use crate::load::dates::parse_date;
use crate::load::sheet::CellValue;
use crate::text::fold;

/// With more words, a cell says something.
const SHORT: usize = 3;

/// What a cell holds that is hardly an expectation, or else a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Date,
    Address,
    Number,
    Person,
    Text,
}

impl Thing {
    fn of(cell: &MapCell) -> Self {
        let text = cell.text.trim();
        let is_short = count_words(text) <= SHORT;
        match () {
            () if cell.is_date || parse_date(&CellValue::Text(text.to_owned())).is_ok() => {
                Self::Date
            }
            () if text.contains('@') && is_short => Self::Address,
            () if cell.number.is_some()
                || is_short && text.contains(|c: char| c.is_ascii_digit()) =>
            {
                Self::Number
            }
            () if may_be_person(text) => Self::Person,
            () => Self::Text,
        }
    }
}

impl Reader<'_> {
    /// Whether a row has the names of the levels again, or another line of their header.
    pub(super) fn repeats_header(&self, row: usize) -> bool {
        let repeats = |line: usize| {
            let same = self
                .header
                .levels
                .iter()
                .filter(|level| {
                    let (here, title) = (
                        self.table.text(row, level.place),
                        self.table.text(line, level.place),
                    );
                    // What a level expects is much longer than its name, and is not worth folding.
                    here.len() <= 2 * title.len() + 8
                        && !title.trim().is_empty()
                        && fold(here) == fold(title)
                })
                .count();
            same >= 2 && same * 10 >= self.header.levels.len() * 6
        };
        (self.header.lines.0..=self.header.lines.1.min(self.header.body)).any(repeats)
    }

    /// Where the table ends among its rows: before another header, or before a legend after a gap.
    pub(super) fn end_of_table(&self, rows: &[usize]) -> usize {
        let another = rows
            .iter()
            .position(|row| self.is_another_header(*row))
            .unwrap_or(rows.len());
        let another = self.legend(&rows[..another]).unwrap_or(another);
        let another = self.other_things(&rows[..another]).unwrap_or(another);
        if self.header.levels.len() < 3 {
            return another;
        }
        let full = |row: &usize| self.filled(*row) > 1;
        let after_last_full = rows[..another]
            .iter()
            .rposition(full)
            .map_or(another, |last| last + 1);
        if self.are_remarks(&rows[after_last_full..another]) {
            return after_last_full;
        }
        (after_last_full..another)
            .find(|&index| self.table.gap_above(rows[index]))
            .unwrap_or(another)
    }

    /// Whether rows have one text each, of so many words that it is no name, and at least one of them has signs that names do not have:
    /// *Questions? Ask HR.*
    fn are_remarks(&self, rows: &[usize]) -> bool {
        const WORDS: usize = 4;
        let only = |row: &usize| {
            let mut own = (0..self.table.width()).filter_map(|column| self.table.own(*row, column));
            own.next().filter(|_| own.next().is_none())
        };
        let texts: Option<Vec<&MapCell>> = rows.iter().map(only).collect();
        let is_long = |cell: &&MapCell| cell.text.split_whitespace().count() >= WORDS;
        let has_signs = |cell: &&MapCell| cell.text.contains(['.', ':', '?', '@', '!']);
        texts.is_some_and(|texts| texts.iter().all(is_long) && texts.iter().any(has_signs))
    }

    /// Where a legend or a description of the levels begins among the rows: after a gap, or after a row with a single
    /// text, all names are consecutive numbers or names of levels, and none above is.
    pub(super) fn legend(&self, rows: &[usize]) -> Option<usize> {
        let names_level = |row: &usize| {
            let name = (0..self.table.width()).find_map(|column| self.table.own(*row, column));
            name.is_some_and(|cell| cell.count().is_some() || self.is_title(&cell.text))
        };
        // The rows at the end that name levels, one after the other.
        let tail = rows.iter().rev().take_while(|row| names_level(row)).count();
        let first = rows.len() - tail;
        if tail < 2 || first == 0 || rows[..first].iter().any(names_level) {
            return None;
        }
        // A title and a header may be above them.
        let is_apart = |place: &usize| {
            self.table.gap_above(rows[*place]) || !self.holds_anything(rows[*place])
        };
        let begin = (first.saturating_sub(2)..=first).find(is_apart)?;
        (begin > 0).then_some(begin)
    }

    /// Where a table about other things begins: after a gap, perhaps its title, a row of different short headings, and below it rows
    /// of cells of several kinds, at least half of them dates, names, numbers or addresses. A fact about the levels has cells of one
    /// kind.
    fn other_things(&self, rows: &[usize]) -> Option<usize> {
        let cells = |row: usize| {
            let own =
                (self.header.levels.iter()).map(move |level| self.table.own(row, level.place));
            own.flatten()
        };
        let is_heading =
            |cell: &MapCell| Thing::of(cell) == Thing::Text && count_words(&cell.text) <= SHORT;
        let heads = |row: usize| {
            let texts: BTreeSet<String> = cells(row).map(|cell| fold(&cell.text)).collect();
            texts.len() >= 2
                && texts.len() == self.filled(row)
                && cells(row).all(|cell| is_heading(cell) && !self.is_title(&cell.text))
        };
        let is_other = |row: &usize| {
            let things: Vec<Thing> = cells(*row).map(Thing::of).collect();
            let others = things.iter().filter(|thing| **thing != Thing::Text);
            others.count() * 2 >= things.len() && things.iter().collect::<BTreeSet<_>>().len() > 1
        };
        let begins = |place: &usize| {
            let (above, rest) = rows.split_at(*place);
            // The other table's title may stand alone above its headings.
            let [headings, below @ ..] = &rest[usize::from(self.is_apart(rest[0]))..] else {
                return false;
            };
            self.table.gap_above(rest[0])
                && heads(*headings)
                && !below.is_empty()
                && below.iter().all(is_other)
                && !above.iter().any(is_other)
        };
        (1..rows.len()).find(begins)
    }

    /// Whether a row holds one text alone, after a gap.
    pub(super) fn is_apart(&self, row: usize) -> bool {
        let own = (0..self.table.width()).filter(|column| self.table.own(row, *column).is_some());
        self.table.gap_above(row) && !self.holds_anything(row) && own.count() == 1
    }

    /// Whether a row names other levels, so that another table begins there.
    pub(super) fn is_another_header(&self, row: usize) -> bool {
        if self.repeats_header(row) {
            return false;
        }
        let name = self.side_text(row, self.sides.names).unwrap_or_default();
        // A fact about levels may name them, too; it is among other rows.
        let stands_apart = self.table.gap_above(row)
            || row
                .checked_sub(1)
                .is_some_and(|above| !self.holds_anything(above));
        // The heading of the names again, and beside it short texts: other titles.
        if !name.is_empty() && fold(&name) == fold(&self.corner) && label(&name) == Label::Name {
            let mut cells = (self.header.levels.iter())
                .filter_map(|level| self.table.own(row, level.place))
                .peekable();
            return cells.peek().is_some() && cells.all(|cell| may_be_title(&cell.text));
        }
        let is_labelled = match label(&name) {
            Label::Name => true,
            Label::Category | Label::Part | Label::Level => stands_apart,
            _ if name.is_empty() => self.table.gap_above(row),
            _ => self.heads_another(row, &name),
        };
        if !is_labelled {
            return false;
        }
        let mut named = Vec::new();
        let mut filled = 0;
        for level in &self.header.levels {
            if let Some(cell) = self.table.own(row, level.place) {
                filled += 1;
                if level_likeness(&cell.text) == Likeness::Yes && !named.contains(&fold(&cell.text))
                {
                    named.push(fold(&cell.text));
                }
            }
        }
        // Beside *Junior Baker* and *Senior Baker* stands *Baker*.
        let texts = (self.header.levels.iter()).map(|level| self.table.text(row, level.place));
        named.len() >= 2
            && (named.len() * 10 >= filled * 8 || are_of_one_trade(&texts.collect::<Vec<_>>()))
            && self.goes_on_below(row)
    }

    /// Whether a row may be the header of another table with the table's name in its corner: it has a short text for each level,
    /// and the rows above and below it have much longer ones.
    fn heads_another(&self, row: usize, name: &str) -> bool {
        /// So many rows make a table.
        const ROWS: usize = 2;
        let own = self.length(row);
        let is_longer =
            |other: &usize| self.filled(*other) > 1 && self.length(*other) * 2 >= own * 3;
        let holds_title = |level: &LevelColumns| self.is_title(self.table.text(row, level.place));
        let above = (self.header.body..row).rev().take(ROWS);
        let below = row + 1..self.table.height();
        above.filter(is_longer).count() == ROWS
            && below.take(ROWS).filter(is_longer).count() == ROWS
            && fact(name).is_none()
            && self.filled(row) == self.header.levels.len()
            && !self.header.levels.iter().any(holds_title)
    }

    /// How long the texts of the levels are in a row.
    fn length(&self, row: usize) -> usize {
        let texts = (self.header.levels.iter()).map(|level| self.table.text(row, level.place));
        texts.map(|text| text.trim().len()).sum()
    }

    /// Whether the rows below a row say as much as those above it, or are numbers as they are. A few words or figures below codes
    /// are facts about the levels.
    fn goes_on_below(&self, row: usize) -> bool {
        let longest = |rows: std::ops::Range<usize>| {
            let named = rows.filter(|row| self.filled(*row) > 1);
            named.map(|row| self.length(row)).max()
        };
        let above = longest(self.header.body..row).unwrap_or_default();
        longest(row + 1..self.table.height()).is_some_and(|below| below * 2 >= above)
    }

    /// The columns of a legend beside the table: consecutive numbers or names of levels, with their meanings, without a
    /// heading.
    pub(super) fn legend_beside(&self) -> Option<usize> {
        let last = self.header.levels.iter().map(|level| level.place).max()?;
        let counts = |column: usize| {
            let cells = || {
                (self.header.body..self.table.height())
                    .filter_map(move |row| self.table.own(row, column))
            };
            cells().count() >= 2
                && cells().all(|cell| cell.count().is_some() || self.is_title(&cell.text))
        };
        let says = |column: usize| {
            self.table.text(self.header.base, column).trim().is_empty()
                && (self.header.body..self.table.height())
                    .any(|row| self.table.own(row, column).is_some())
        };
        (last + 1..self.table.width())
            .filter(|column| !self.header.takes(*column))
            .find(|column| counts(*column) && says(column + 1))
    }

    pub(super) fn is_title(&self, text: &str) -> bool {
        self.titles.contains(&fold(text))
    }
}
