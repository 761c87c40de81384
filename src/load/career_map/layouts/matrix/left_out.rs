//! What the cells of a table are used for, and why others are left out.

use std::collections::BTreeSet;

use super::super::blocks;
use super::super::header::LevelColumns;
use super::super::sides;
use super::Reader;
use crate::load::career_map::drafts::draft::{Role, Use, column_left_out, row_left_out};
use crate::load::career_map::drafts::table::MapCell;
use crate::load::career_map::wording::labels::{Label, is_unwanted, label};
use crate::load::career_map::wording::title::heading;
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::vocabulary::{Concept, says};
use crate::model::{CellRange, LeftOut, WhyLeftOut};
use crate::text::{fold, shortened};

/// A text of this many words is probably not the name of a level.
const REMARK: usize = 4;

impl Reader<'_> {
    /// Records what the lines of the header are used for.
    pub(super) fn use_header(&mut self) {
        for line in
            (self.header.lines.0..=self.header.lines.1).take_while(|l| *l < self.header.body)
        {
            match self.fact_in_header(line) {
                Some(name) => {
                    self.use_side(line, self.sides.names, Role::Name);
                    self.begin_or_continue(line, &name);
                }
                None => self.use_header_line(line),
            }
        }
    }

    /// The name of a line among those of the header with something for each level that no title shows: years.
    fn fact_in_header(&self, line: usize) -> Option<String> {
        let name = self.side_text(line, self.sides.names)?;
        let is_lost = |level: &LevelColumns| {
            let own = self
                .table
                .own(line, level.place)
                .map(|cell| fold(&cell.text));
            let heading = heading(level.cells.iter().map(String::as_str));
            let shown = std::iter::once(&heading.title)
                .chain(&heading.code)
                .chain(&heading.aliases);
            own.is_some_and(|own| shown.into_iter().all(|shown| !fold(shown).contains(&own)))
        };
        let is_fact = line != self.header.base
            && label(&name) == Label::Unknown
            && self.header.levels.iter().all(is_lost);
        is_fact.then_some(name)
    }

    pub(super) fn use_header_line(&mut self, line: usize) {
        for level in &self.header.levels {
            let further = level
                .columns
                .iter()
                .filter(|column| **column != level.place);
            for &column in std::iter::once(&level.place).chain(further) {
                self.uses
                    .extend(Use::of(self.table, line, column, Role::Title));
            }
        }
        for column in [self.sides.names, self.sides.categories, self.sides.outer]
            .into_iter()
            .flatten()
        {
            self.uses
                .extend(Use::of(self.table, line, column, Role::Heading));
        }
    }

    pub(super) fn use_side(&mut self, row: usize, column: Option<usize>, role: Role) {
        self.uses
            .extend(column.and_then(|column| Use::of(self.table, row, column, role)));
    }

    /// Why the texts of a row do not say what is expected: a cell beside the name says so, or the table has no names
    /// and the row has the same few words for each level.
    pub(super) fn why_leave_out(&self, row: usize) -> Option<WhyLeftOut> {
        let says_unwanted = |column: &usize| {
            let cell = self.table.own(row, *column);
            cell.is_some_and(|cell| is_unwanted(&cell.text))
        };
        if self.signed.iter().any(says_unwanted) {
            return Some(WhyLeftOut::Unwanted);
        }
        (self.sides.names.is_none() && self.says_the_same(row)).then_some(WhyLeftOut::SameForAll)
    }

    /// Whether a row has the same few words for each level.
    pub(super) fn says_the_same(&self, row: usize) -> bool {
        const MOST_WORDS: usize = 4;
        let texts: Vec<String> = self
            .header
            .levels
            .iter()
            .map(|level| fold(self.table.text(row, level.place)))
            .collect();
        let words = texts[0].split(' ').count();
        !texts[0].is_empty()
            && texts.iter().all(|text| *text == texts[0])
            && words <= MOST_WORDS
            && (0..self.table.width())
                .filter(|column| self.table.own(row, *column).is_some())
                .count()
                >= texts.len()
    }

    /// Leaves out the texts of a row; its name may continue below.
    pub(super) fn leave_out_texts(&mut self, row: usize, why: WhyLeftOut, open: bool) -> bool {
        self.leave_out_row(row, why);
        match self.side_text(row, self.sides.names) {
            Some(name)
                if self
                    .sides
                    .names
                    .is_some_and(|c| self.table.own(row, c).is_some()) =>
            {
                self.use_side(row, self.sides.names, Role::Name);
                self.begin(row, &name);
                true
            }
            _ => open,
        }
    }

    /// The columns beside the levels that say for each row whether it is wanted: *Positive* and *Negative*.
    pub(super) fn signed(&self) -> Vec<usize> {
        let first = self.header.levels[0].place;
        let is_signed = |column: &usize| {
            let cells: Vec<String> = (self.header.body..self.table.height())
                .filter_map(|row| self.table.own(row, *column))
                .map(MapCell::name)
                .collect();
            let unwanted = cells.iter().filter(|text| is_unwanted(text)).count();
            let different: BTreeSet<&String> = cells.iter().collect();
            unwanted > 0 && unwanted < cells.len() && different.len() * 2 <= cells.len().max(4)
        };
        (0..first)
            .filter(|column| {
                Some(*column) != self.sides.names
                    && Some(*column) != self.sides.categories
                    && !self.header.takes(*column)
            })
            .filter(is_signed)
            .collect()
    }

    pub(super) fn leave_out_row(&mut self, row: usize, why: WhyLeftOut) {
        self.left_out.extend(row_left_out(self.table, row, why));
    }

    pub(super) fn leave_out_lines_above(&mut self) {
        let section = self.first_section;
        for row in (0..self.header.lines.0).filter(|row| Some(*row) != section) {
            self.leave_out_row(row, WhyLeftOut::AboveTable);
            self.leave_out_groups(row);
            // On its side, a table may have facts before the titles of its levels: years, pay.
            let has_figure = |level: &LevelColumns| {
                let text = self.table.text(row, level.place);
                text.trim_start().starts_with(|c: char| c.is_ascii_digit())
            };
            if let Some(name) = self.side_text(row, self.sides.names)
                && self.table.turned
                && label(&name) == Label::Unknown
                && self.header.levels.iter().all(has_figure)
            {
                self.use_side(row, self.sides.names, Role::Name);
                self.begin_or_continue(row, &name);
            }
        }
    }

    /// Names the further headings of groups in a line above the header, which is named after the first one.
    fn leave_out_groups(&mut self, line: usize) {
        let groups = self.header.groups.iter().filter(|groups| groups.0 == line);
        for first in groups.flat_map(|(_, firsts)| &firsts[1..]) {
            let column = self.header.levels[*first].place;
            self.left_out
                .extend(self.table.own(line, column).map(|cell| LeftOut {
                    at: self.table.place.with_cell(cell.at),
                    area: Some(CellRange::between(cell.at, cell.at)),
                    what: shortened(&cell.name()),
                    why: WhyLeftOut::AboveTable,
                }));
        }
    }

    pub(super) fn leave_out_columns(&mut self) {
        let legend = self.legend_beside();
        let first_level = self.header.levels[0].place;
        // A column of categories that group nothing may be anything: *Values* with *Courage*, *Care*, *Craft*.
        let is_category = |column: usize| {
            column > first_level
                && sides::column_label(self.table, self.header, column) == Label::Category
        };
        // The columns that say for each row whether it is wanted are used for that: *Do* beside *Don't*.
        for column in &self.signed {
            let lines = self.header.base..self.table.height();
            let cells = lines.filter_map(|row| Use::of(self.table, row, *column, Role::Heading));
            self.uses.extend(cells);
        }
        for column in 0..self.table.width() {
            let used = Some(column) == self.sides.names
                || Some(column) == self.sides.categories
                || Some(column) == self.sides.outer
                || self.signed.contains(&column)
                || self.header.is_of_level(column);
            let is_filled = (self.header.body..self.table.height())
                .any(|row| self.table.own(row, column).is_some());
            if !used && sides::is_of_another_block(self.table, self.header, column) {
                self.left_out
                    .push(blocks::left_out(self.table, self.header.base, column));
            } else if !used && is_filled {
                let why = self
                    .header
                    .why_beside(column)
                    .or_else(|| {
                        self.has_other_names(column)
                            .then_some(WhyLeftOut::OtherNames)
                    })
                    .or_else(|| (legend? <= column).then_some(WhyLeftOut::Legend))
                    .or_else(|| is_category(column).then_some(WhyLeftOut::UnknownColumn));
                let mut left = column_left_out(
                    self.table,
                    column,
                    self.header.base,
                    why.unwrap_or(WhyLeftOut::NoLevelsOrNames),
                );
                let part =
                    (self.header.heads).filter(|_| why.is_some_and(WhyLeftOut::is_understood));
                if let Some(part) = part.and_then(|line| self.table.own(line, column)) {
                    left.what = shortened(&part.name());
                }
                self.left_out.push(left);
            }
        }
        let (rows, columns) = &self.table.hidden;
        for (count, kind) in [(rows.len(), "row"), (columns.len(), "column")] {
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                self.left_out.push(LeftOut {
                    at: self.table.place.clone(),
                    area: None,
                    what: format!("{count} hidden {kind}{plural}"),
                    why: WhyLeftOut::Hidden,
                });
            }
        }
    }

    /// Whether a column between the levels has other texts than the names of the competencies in most rows, and their heading, or after
    /// a gap, in each row a text of its own that is as short as a name.
    fn has_other_names(&self, column: usize) -> bool {
        let (Some(names), Some(last)) = (self.sides.names, self.header.levels.last()) else {
            return false;
        };
        let text = |row: usize, column: usize| fold(self.table.text(row, column));
        let own = text(self.header.base, column);
        let rows = || self.header.body..self.table.height();
        let others: Vec<String> = rows()
            .filter(|row| !text(*row, names).is_empty())
            .map(|row| (text(row, column), text(row, names)))
            .filter(|(other, name)| !other.is_empty() && other != name)
            .map(|(other, _)| other)
            .collect();
        let length = |column: usize| -> usize {
            rows()
                .map(|row| self.table.text(row, column).chars().count())
                .sum()
        };
        let are_names = || {
            let different: BTreeSet<&String> = others.iter().collect();
            self.table.gap_before(column)
                && different.len() == others.len()
                && length(column) * 2 <= length(last.place)
        };
        names < column
            && column < last.place
            && !own.is_empty()
            && others.len() * 2 > rows().len()
            && (own == text(self.header.base, names) || are_names())
    }

    /// Headings over empty columns: a line over several levels, or a label.
    pub(super) fn account_for_headings(&mut self) {
        let first_used = self
            .header
            .levels
            .iter()
            .flat_map(|level| level.columns.iter().copied())
            .chain(self.sides.names)
            .chain(self.sides.categories)
            .min();
        for column in 0..self.table.width() {
            let is_filled = (self.header.body..self.table.height())
                .any(|row| self.table.own(row, column).is_some());
            if is_filled {
                continue;
            }
            for line in self.header.lines.0..=self.header.lines.1 {
                let Some(cell) = self.table.own(line, column) else {
                    continue;
                };
                let at = self.table.place.with_cell(cell.at);
                let mut titles = self.header.levels.iter().flat_map(|level| &level.cells);
                if titles.any(|title| fold(title) == fold(&cell.text)) {
                    self.uses.push(Use {
                        at,
                        role: Role::Title,
                    });
                    continue;
                }
                // In a turned table, the remarks below it come after the last level.
                let is_remark = self.table.turned
                    && self.header.levels.iter().all(|level| level.place < column)
                    && self.table.gap_before(column)
                    && level_likeness(&cell.text) != Likeness::Yes
                    && cell.text.split_whitespace().count() >= REMARK;
                // On its side, a table has its title beside the header.
                let is_title = self.table.turned && first_used.is_some_and(|first| column < first);
                let why = match label(&cell.text) {
                    _ if is_title => WhyLeftOut::AboveTable,
                    _ if is_remark => WhyLeftOut::BelowTable,
                    _ if says(&cell.text, Concept::Legend) => WhyLeftOut::Legend,
                    Label::Unknown => continue,
                    _ => WhyLeftOut::EmptyColumn,
                };
                self.left_out.push(LeftOut {
                    area: Some(CellRange::between(cell.at, cell.at)),
                    at,
                    what: shortened(&cell.name()),
                    why,
                });
            }
        }
    }
}
