//! The long form: one row for each level, competency and expectation.

mod column;
mod columns;

use std::collections::{BTreeMap, BTreeSet};

use crate::load::career_map::content::markdown::name_of;
use crate::load::career_map::drafts::draft::{
    Draft, DraftLevel, DraftRow, Piece, Role, Signs, Use, column_left_out, row_left_out,
};
use crate::load::career_map::drafts::ruled_out::RuledOut;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::labels::{Label, is_unwanted, label, speaks_of_careers};
use crate::model::{LeftOut, Orientation, WhyLeftOut};
use crate::text::{fold, tidy};
use columns::{Columns, columns};

/// Whether a table has the columns of the long form.
pub(in crate::load::career_map) fn is_long(table: &MapTable) -> bool {
    columns(table, &MapOptions::default()).is_some()
}

/// Reads a table as the long form, if its contents fit.
pub(in crate::load::career_map) fn read(table: &MapTable, options: &MapOptions) -> Option<Draft> {
    let columns = columns(table, options)?;
    // A column of level names does not hold names of people, whatever its heading.
    let labels: Vec<Label> = (0..table.width())
        .filter(|column| !columns.level.contains(column))
        .filter_map(|column| Some(label(table.text(columns.header?, column))))
        .collect();
    // A column of ratings beside the expectations: this is somebody's assessment.
    if labels.contains(&Label::Rater) {
        return None;
    }
    let mut reader = Reader {
        table,
        columns,
        levels: Vec::new(),
        level_places: BTreeMap::new(),
        rows: Vec::new(),
        row_places: BTreeMap::new(),
        left_out: Vec::new(),
        uses: Vec::new(),
    };
    reader.use_header();
    reader.read_rows();
    reader.leave_out_rest();
    let Reader {
        columns,
        levels,
        rows,
        left_out,
        uses,
        ..
    } = reader;
    Some(Draft {
        orientation: Orientation::Long,
        sheets: vec![table.sheet.clone()],
        place: table.place.clone(),
        header: match columns.header {
            Some(header) => table.row_name(header),
            None => table.column_name(columns.level[0]),
        },
        signs: Signs {
            recognised: columns.recognised,
            names_are_labelled: columns.names_are_labelled,
            axis_is_named: columns.names_are_labelled && columns.levels_are_labelled,
            levels_are_labelled: columns.levels_are_labelled,
            speaks_of_careers: speaks_of_careers(&table.sheet),
            against: labels
                .contains(&Label::Person)
                .then_some(RuledOut::ListsPeople),
            ..Signs::default()
        },
        levels,
        rows,
        left_out,
        uses,
    })
}

struct Reader<'a> {
    table: &'a MapTable,
    columns: Columns,
    levels: Vec<DraftLevel>,
    level_places: BTreeMap<Vec<String>, usize>,
    rows: Vec<DraftRow>,
    row_places: BTreeMap<(String, Option<String>), usize>,
    left_out: Vec<LeftOut>,
    uses: Vec<Use>,
}

impl Reader<'_> {
    fn use_header(&mut self) {
        let Some(header) = self.columns.header else {
            return;
        };
        for column in self.columns.used() {
            self.uses
                .extend(Use::of(self.table, header, column, Role::Heading));
        }
    }

    /// Records what the keys of a row are used for.
    fn use_keys(&mut self, row: usize) {
        let Columns {
            level,
            track,
            name,
            category,
            ..
        } = &self.columns;
        let titles = level
            .iter()
            .chain(track)
            .map(|column| (*column, Role::Title));
        let names = [(*name, Role::Name)].into_iter();
        let categories = category.iter().map(|column| (*column, Role::Category));
        for (column, role) in titles.chain(names).chain(categories) {
            self.uses.extend(Use::of(self.table, row, column, role));
        }
    }

    fn read_rows(&mut self) {
        // A blank or merged key continues in the rows below; a new key ends those to its right.
        let (mut level, mut name, mut category) = (None, None, None);
        let name_is_left = self.columns.name < self.columns.level[0];
        let end = self.end();
        for row in end..self.table.height() {
            self.leave_out(row, WhyLeftOut::BelowTable);
        }
        for row in self.columns.body..end {
            if self.is_remark(row) {
                self.leave_out(row, WhyLeftOut::SaysNothing);
                continue;
            }
            self.use_keys(row);
            let before = (level, name.clone(), category.clone());
            if let Some(found) = self.level(row) {
                level = Some(found);
            }
            if let Some(found) = self.key(row, self.columns.category) {
                category = Some(found);
            }
            match self.key(row, Some(self.columns.name)) {
                Some(found) => {
                    name = Some(found);
                    if name_is_left && before.1 != name && self.is_blank(row, self.columns.level[0])
                    {
                        level = None;
                    }
                }
                None if before.2 != category => name = None,
                None if !name_is_left && before.0 != level => name = None,
                None => {}
            }
            let piece = self.piece(row);
            match (level, &name, piece) {
                (Some(level), Some(name), Some(piece)) => {
                    self.add(row, level, name.clone(), category.clone(), piece);
                }
                (_, _, Some(_)) => self.leave_out(row, WhyLeftOut::NoLevelOrName),
                (_, _, None) => self.leave_out(row, WhyLeftOut::SaysNothing),
            }
        }
    }

    /// Where remarks begin below the table: after a gap, below which no row says what is expected or names both a level
    /// and a competency; or where rows go on that name no level of the others and expect nothing.
    fn end(&self) -> usize {
        let height = self.table.height();
        let has = |row: usize, column: usize| self.table.cell(row, column).is_some();
        let says = |row: &usize| {
            has(*row, self.columns.text)
                || has(*row, self.columns.name)
                    && self.columns.level.iter().any(|level| has(*row, *level))
        };
        let after = (self.columns.body..height)
            .rfind(says)
            .map_or(height, |last| last + 1);
        let behind_gap = (after..height).find(|row| self.table.gap_above(*row));
        let level = |row: usize| -> Vec<String> {
            let columns = self.columns.level.iter();
            columns
                .map(|level| fold(self.table.text(row, *level)))
                .collect()
        };
        let expecting = (self.columns.body..height).filter(|row| has(*row, self.columns.text));
        let levels: BTreeSet<Vec<String>> = expecting.map(level).collect();
        let is_other =
            |row: &usize| !has(*row, self.columns.text) && !levels.contains(&level(*row));
        let others = (self.columns.body..height).rev().take_while(is_other);
        others
            .last()
            .into_iter()
            .chain(behind_gap)
            .min()
            .unwrap_or(height)
    }

    /// Whether a row has one text alone that does not go on in the next row: *Last changed in May*.
    fn is_remark(&self, row: usize) -> bool {
        let own: Vec<usize> = (0..self.table.width())
            .filter(|column| self.table.own(row, *column).is_some())
            .collect();
        let [only] = own[..] else {
            return false;
        };
        let is_last = row + 1 == self.table.height();
        self.columns.level.contains(&only) && (is_last || !self.is_blank(row + 1, only))
    }

    fn is_blank(&self, row: usize, column: usize) -> bool {
        tidy(self.table.text(row, column)).is_empty()
    }

    /// The level that a row names, in whichever columns.
    fn level(&mut self, row: usize) -> Option<usize> {
        let cells: Vec<_> = self
            .columns
            .level
            .iter()
            .filter_map(|column| self.table.cell(row, *column))
            .filter(|cell| !tidy(&cell.text).is_empty())
            .collect();
        let first = cells.first()?;
        let mut texts: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
        if let Some(track) = self.columns.track
            && !self.is_blank(row, track)
        {
            // In brackets a track is not a title, even if it is *Manager*.
            texts.push(format!("({})", tidy(self.table.text(row, track))));
        }
        let key = texts.iter().map(|text| fold(text)).collect();
        let next = self.levels.len();
        let place = *self.level_places.entry(key).or_insert(next);
        if place == next {
            self.levels.push(DraftLevel {
                at: self.table.place.with_cell(first.at),
                cells: texts,
            });
            for row in &mut self.rows {
                row.cells.push(Vec::new());
            }
        }
        Some(place)
    }

    fn key(&self, row: usize, column: Option<usize>) -> Option<String> {
        let name = name_of(&self.table.cell(row, column?)?.text);
        (!name.is_empty()).then_some(name)
    }

    fn piece(&self, row: usize) -> Option<Piece> {
        let cell = self.table.cell(row, self.columns.text)?;
        Some(Piece {
            text: cell.text.clone(),
            number: cell.number,
            error: cell.error.clone(),
            at: self.table.place.with_cell(cell.at),
        })
    }

    fn add(
        &mut self,
        row: usize,
        level: usize,
        name: String,
        category: Option<String>,
        piece: Piece,
    ) {
        let next = self.rows.len();
        let place = *self
            .row_places
            .entry((fold(&name), category.clone()))
            .or_insert(next);
        if place == next {
            self.rows.push(DraftRow {
                name,
                category,
                at: self.table.location(row, self.columns.name),
                cells: vec![Vec::new(); self.levels.len()],
            });
        }
        let pieces = &mut self.rows[place].cells[level];
        if !pieces.contains(&piece) {
            pieces.push(piece);
        }
    }

    fn leave_out(&mut self, row: usize, why: WhyLeftOut) {
        self.left_out.extend(row_left_out(self.table, row, why));
    }

    fn leave_out_rest(&mut self) {
        let header = self.columns.header.unwrap_or(self.columns.body);
        for row in 0..header {
            self.leave_out(row, WhyLeftOut::AboveTable);
        }
        let used: Vec<usize> = self.columns.used().collect();
        for column in (0..self.table.width()).filter(|column| !used.contains(column)) {
            let why = if is_unwanted(self.table.text(header, column)) {
                WhyLeftOut::Unwanted
            } else {
                WhyLeftOut::NoLevelsNamesOrExpectations
            };
            self.left_out
                .push(column_left_out(self.table, column, header, why));
        }
    }
}
