//! A table with levels in columns: each row is a competency, a part of one, a category, or nothing of the map.

use std::collections::BTreeMap;

use super::draft::{
    Draft, DraftLevel, DraftRow, Piece, Role, Signs, Use, column_left_out, row_left_out,
};
use super::evidence::RuledOut;
use super::header::{Header, LevelColumns};
use super::labels::{Label, label, names_competencies, speaks_of_careers};
use super::markdown::plain;
use super::sides::{Sides, column_label, sides};
use super::table::{Cell, Table};
use super::title::heading;
use super::words::{Likeness, level_likeness};
use crate::model::{Area, LeftOut, Orientation, WhyLeftOut};
use crate::text::{fold, tidy};

/// Reads a table whose levels are known.
pub(super) fn read(table: &Table, header: &Header, configured: Sides) -> Draft {
    let sides = sides(table, header, configured);
    let mut reader = Reader {
        table,
        header,
        sides,
        corner: corner(table, header, sides),
        section: None,
        filled_down: None,
        rows: Vec::new(),
        places: BTreeMap::new(),
        current: None,
        left_out: Vec::new(),
        uses: Vec::new(),
    };
    reader.use_header();
    reader.leave_out_lines_above();
    reader.leave_out_columns();
    reader.account_for_headings();
    reader.read_rows();
    let signs = reader.signs();
    Draft {
        orientation: if table.turned {
            Orientation::LevelsInRows
        } else {
            Orientation::LevelsInColumns
        },
        sheets: vec![table.sheet.clone()],
        place: table.place.clone(),
        header: table.row_name(header.base),
        levels: header
            .levels
            .iter()
            .map(|level| DraftLevel {
                cells: level.cells.clone(),
                at: table.location(header.base, level.columns[0]),
            })
            .collect(),
        rows: reader.rows,
        left_out: reader.left_out,
        uses: reader.uses,
        signs,
    }
}

/// A longer text alone in a row is a note, not the name of a category.
const LONGEST_SECTION: usize = 90;

struct Reader<'a> {
    table: &'a Table,
    header: &'a Header,
    sides: Sides,
    /// The label above the names; a header that is repeated further down has the name of a category there.
    corner: String,
    /// The last row that had nothing but a name.
    section: Option<String>,
    /// The last text in the column of categories.
    filled_down: Option<String>,
    rows: Vec<DraftRow>,
    /// The place of each competency in `rows`, by name and category.
    places: BTreeMap<(String, Option<String>), usize>,
    /// The competency that a row without a name goes on with.
    current: Option<usize>,
    left_out: Vec<LeftOut>,
    uses: Vec<Use>,
}

impl Reader<'_> {
    /// Puts down what the lines of the header are used for.
    fn use_header(&mut self) {
        for line in
            (self.header.lines.0..=self.header.lines.1).take_while(|l| *l < self.header.body)
        {
            self.use_header_line(line);
        }
    }

    fn use_header_line(&mut self, line: usize) {
        for level in &self.header.levels {
            for &column in &level.columns {
                self.uses
                    .extend(Use::of(self.table, line, column, Role::Title));
            }
        }
        for column in [self.sides.names, self.sides.categories]
            .into_iter()
            .flatten()
        {
            self.uses
                .extend(Use::of(self.table, line, column, Role::Heading));
        }
    }

    fn use_side(&mut self, row: usize, column: Option<usize>, role: Role) {
        self.uses
            .extend(column.and_then(|column| Use::of(self.table, row, column, role)));
    }

    fn read_rows(&mut self) {
        let rows: Vec<usize> = (self.header.body..self.table.height()).collect();
        let end = self.end_of_table(&rows);
        let repeats = rows[..end].iter().any(|row| self.repeats_header(*row));
        if repeats && label(&self.corner) == Label::Unknown && !self.corner.is_empty() {
            self.section = Some(self.corner.clone());
        }
        // Whether the current competency may go on in the next row.
        let mut open = false;
        for (index, &row) in rows[..end].iter().enumerate() {
            let next = rows[..end].get(index + 1).copied();
            open = self.read_row(row, next, open);
        }
        let another = rows
            .get(end)
            .is_some_and(|row| self.is_another_header(*row));
        for &row in &rows[end..] {
            self.leave_out_row(
                row,
                if another {
                    WhyLeftOut::AnotherTable
                } else {
                    WhyLeftOut::BelowTable
                },
            );
        }
    }

    fn read_row(&mut self, row: usize, next: Option<usize>, open: bool) -> bool {
        if self.repeats_header(row) {
            let name = self.side_text(row, self.sides.names).unwrap_or_default();
            if !name.is_empty() && fold(&name) != fold(&self.corner) {
                self.use_side(row, self.sides.names, Role::Category);
                self.section = Some(name);
            }
            self.use_header_line(row);
            return false;
        }
        let category = self.side_text(row, self.sides.categories);
        if category.is_some() {
            self.use_side(row, self.sides.categories, Role::Category);
            self.filled_down.clone_from(&category);
        }
        let name_cell = self
            .sides
            .names
            .and_then(|column| self.table.cell(row, column));
        let continues_merge =
            name_cell.is_some_and(|cell| cell.covered && self.began_above(row, cell));
        let name = match name_cell {
            Some(cell) if !cell.covered => {
                Some(name_of(&cell.text)).filter(|name| !name.is_empty())
            }
            _ => None,
        };
        let holds = self.holds_anything(row);
        match (name, holds) {
            (None, false) => {
                self.read_lone_text(row, next, category.is_some());
                open && category.is_none()
            }
            (Some(name), false) => self.read_name_alone(row, &name, next),
            (Some(name), true) => {
                self.use_side(row, self.sides.names, Role::Name);
                self.begin_or_continue(row, &name);
                true
            }
            (None, true) if open || continues_merge => {
                self.add(row, false);
                true
            }
            (None, true) => {
                // A row with a category and no name is a competency without parts; without either, the last section
                // may be its name, or the sheet.
                let name = category.or_else(|| self.section.take());
                match name {
                    Some(name) => {
                        self.begin_or_continue(row, &name);
                        true
                    }
                    None if self.sides.names.is_none() => {
                        self.begin_or_continue(row, "");
                        true
                    }
                    None => {
                        self.leave_out_row(row, WhyLeftOut::NoName);
                        false
                    }
                }
            }
        }
    }

    /// A row with a name and nothing for any level: a category, or the name of a competency that begins below.
    fn read_name_alone(&mut self, row: usize, name: &str, next: Option<usize>) -> bool {
        if name.chars().count() > LONGEST_SECTION || is_prose(name) {
            self.leave_out_row(row, WhyLeftOut::NothingForLevels);
            return false;
        }
        let Some(next) = next else {
            self.leave_out_row(row, WhyLeftOut::NothingFollows);
            return false;
        };
        let next_is_named = self
            .sides
            .names
            .is_some_and(|column| self.table.own(next, column).is_some());
        if !next_is_named && self.holds_anything(next) {
            self.use_side(row, self.sides.names, Role::Name);
            self.begin(row, name);
            return true;
        }
        self.use_side(row, self.sides.names, Role::Category);
        self.section = Some(name.to_owned());
        false
    }

    /// A row with text only in some other column: a category if it is alone there, else nothing of the map.
    fn read_lone_text(&mut self, row: usize, next: Option<usize>, is_category: bool) {
        if is_category {
            return;
        }
        let first_level = self.header.levels[0].columns[0];
        let texts: Vec<&Cell> = (0..self.table.width())
            .filter_map(|column| {
                self.table
                    .own(row, column)
                    .filter(|_| column < first_level.max(1))
            })
            .collect();
        match texts[..] {
            [cell]
                if next.is_some()
                    && !is_prose(&cell.text)
                    && cell.text.chars().count() <= LONGEST_SECTION
                    && cell.number.is_none() =>
            {
                self.uses.push(Use {
                    at: self.table.place.with_cell(cell.at),
                    role: Role::Category,
                });
                self.section = Some(name_of(&cell.text));
            }
            _ => self.leave_out_row(row, WhyLeftOut::NothingForLevels),
        }
    }

    /// Begins a competency, or goes on with the one of the same name and category.
    fn begin_or_continue(&mut self, row: usize, name: &str) {
        let known = self.places.get(&(fold(name), self.category())).copied();
        if known.is_some() {
            self.current = known;
        } else {
            self.begin(row, name);
        }
        self.add(row, true);
    }

    fn begin(&mut self, row: usize, name: &str) {
        let column = self.sides.names.or(self.sides.categories).unwrap_or(0);
        let category = self.category();
        self.current = Some(self.rows.len());
        self.places
            .insert((fold(name), category.clone()), self.rows.len());
        self.rows.push(DraftRow {
            name: name.to_owned(),
            category,
            at: self.table.location(row, column),
            cells: vec![Vec::new(); self.header.levels.len()],
        });
    }

    /// Adds a row's cells to the current competency.
    fn add(&mut self, row: usize, begins: bool) {
        let pieces = self.pieces(row, begins);
        if let Some(current) = self.current.and_then(|index| self.rows.get_mut(index)) {
            for (cell, pieces) in current.cells.iter_mut().zip(pieces) {
                for piece in pieces {
                    if !cell.contains(&piece) {
                        cell.push(piece);
                    }
                }
            }
        }
    }

    fn category(&self) -> Option<String> {
        self.filled_down.clone().or_else(|| self.section.clone())
    }

    fn pieces(&self, row: usize, begins: bool) -> Vec<Vec<Piece>> {
        self.header
            .levels
            .iter()
            .map(|level| self.level_pieces(row, level, begins))
            .collect()
    }

    fn level_pieces(&self, row: usize, level: &LevelColumns, begins: bool) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for &column in &level.columns {
            let Some(cell) = self.table.cell(row, column) else {
                continue;
            };
            // What is merged over several levels holds for each of them; what is merged over several rows holds for
            // each competency in them, but only once.
            let elsewhere = cell.covered && !self.is_of_levels(cell);
            let repeated = cell.covered && !begins && self.began_above(row, cell);
            let at = self.table.place.with_cell(cell.at);
            if !elsewhere && !repeated && !pieces.iter().any(|piece| piece.at == at) {
                pieces.push(Piece {
                    text: cell.text.clone(),
                    number: cell.number,
                    error: cell.error.clone(),
                    at,
                });
            }
        }
        pieces
    }

    /// Whether a merged cell begins in a column of a level, and not among the names.
    fn is_of_levels(&self, cell: &Cell) -> bool {
        self.table.column_of(cell.at).is_some_and(|column| {
            self.header
                .levels
                .iter()
                .any(|level| level.columns.contains(&column))
        })
    }

    fn began_above(&self, row: usize, cell: &Cell) -> bool {
        let here = self.table.address(row, 0);
        if self.table.turned {
            cell.at.column < here.column
        } else {
            cell.at.row < here.row
        }
    }

    fn holds_anything(&self, row: usize) -> bool {
        self.filled(row) > 0
    }

    fn filled(&self, row: usize) -> usize {
        self.header
            .levels
            .iter()
            .filter(|level| !self.level_pieces(row, level, true).is_empty())
            .count()
    }

    /// The text that a column beside the levels shows in a row, unless a merged region only reaches into it sideways.
    fn side_text(&self, row: usize, column: Option<usize>) -> Option<String> {
        let column = column?;
        let cell = self.table.cell(row, column)?;
        let sideways = cell.covered && {
            let own = self.table.address(row, column);
            if self.table.turned {
                cell.at.row != own.row
            } else {
                cell.at.column != own.column
            }
        };
        let text = name_of(&cell.text);
        (!sideways && !text.is_empty()).then_some(text)
    }

    fn repeats_header(&self, row: usize) -> bool {
        let same = self
            .header
            .levels
            .iter()
            .filter(|level| {
                let column = level.columns[0];
                let text = fold(self.table.text(row, column));
                !text.is_empty() && text == fold(self.table.text(self.header.base, column))
            })
            .count();
        same >= 2 && same * 10 >= self.header.levels.len() * 6
    }

    /// Where the table ends among its rows: before another header, or before a legend after a gap.
    fn end_of_table(&self, rows: &[usize]) -> usize {
        let another = rows
            .iter()
            .position(|row| self.is_another_header(*row))
            .unwrap_or(rows.len());
        if self.header.levels.len() < 3 {
            return another;
        }
        let full = |row: &usize| self.filled(*row) > 1;
        let after_last_full = rows[..another]
            .iter()
            .rposition(full)
            .map_or(another, |last| last + 1);
        (after_last_full..another)
            .find(|&index| self.table.gap_above(rows[index]))
            .unwrap_or(another)
    }

    /// Whether a row names other levels, so that another table begins there.
    fn is_another_header(&self, row: usize) -> bool {
        if self.repeats_header(row) {
            return false;
        }
        let name = self.side_text(row, self.sides.names).unwrap_or_default();
        let is_labelled = matches!(
            label(&name),
            Label::Name | Label::Category | Label::Part | Label::Level
        ) || name.is_empty() && self.table.gap_above(row);
        let mut named = Vec::new();
        let mut filled = 0;
        for level in &self.header.levels {
            if let Some(cell) = self.table.own(row, level.columns[0]) {
                filled += 1;
                if level_likeness(&cell.text) == Likeness::Yes && !named.contains(&fold(&cell.text))
                {
                    named.push(fold(&cell.text));
                }
            }
        }
        is_labelled && named.len() >= 2 && named.len() * 10 >= filled * 8
    }

    fn leave_out_row(&mut self, row: usize, why: WhyLeftOut) {
        self.left_out.extend(row_left_out(self.table, row, why));
    }

    fn leave_out_lines_above(&mut self) {
        for row in 0..self.header.lines.0 {
            self.leave_out_row(row, WhyLeftOut::AboveTable);
        }
    }

    fn leave_out_columns(&mut self) {
        for column in 0..self.table.width() {
            let used = Some(column) == self.sides.names
                || Some(column) == self.sides.categories
                || self
                    .header
                    .levels
                    .iter()
                    .any(|level| level.columns.contains(&column));
            let is_filled = (self.header.body..self.table.height())
                .any(|row| self.table.own(row, column).is_some());
            if !used && is_filled {
                self.left_out.push(column_left_out(
                    self.table,
                    column,
                    self.header.base,
                    WhyLeftOut::NoLevelsOrNames,
                ));
            }
        }
        let (rows, columns) = self.table.hidden;
        for (count, kind) in [(rows, "row"), (columns, "column")] {
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

    /// Headings over columns in which nothing stands: a line over several levels, or a label.
    fn account_for_headings(&mut self) {
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
                // On its side, a table has its title beside the header.
                let is_title = self.table.turned && first_used.is_some_and(|first| column < first);
                let why = match label(&cell.text) {
                    _ if is_title => WhyLeftOut::AboveTable,
                    Label::Unknown => continue,
                    _ => WhyLeftOut::EmptyColumn,
                };
                self.left_out.push(LeftOut {
                    area: Some(Area::between(cell.at, cell.at)),
                    at,
                    what: shortened(&cell.name()),
                    why,
                });
            }
        }
    }

    fn signs(&self) -> Signs {
        let labels: Vec<Label> = (0..self.table.width())
            .filter(|column| {
                !self
                    .header
                    .levels
                    .iter()
                    .any(|level| level.columns.contains(column))
            })
            .map(|column| column_label(self.table, self.header, column))
            .collect();
        let beside_names: Vec<Label> = (0..self.table.height())
            .filter_map(|row| self.table.own(row, self.sides.names?))
            .map(|cell| label(&cell.text))
            .collect();
        let above = (0..self.header.lines.0)
            .flat_map(|row| (0..self.table.width()).map(move |column| (row, column)))
            .any(|(row, column)| speaks_of_careers(self.table.text(row, column)));
        // On its side, a table has the label of its levels where an upright one has that of its competencies.
        let turned = self.table.turned;
        let levels_are_labelled = labels.contains(&Label::Level);
        let names_are_labelled = labels
            .iter()
            .any(|label| matches!(label, Label::Name | Label::Category | Label::Part));
        Signs {
            recognised: self.header.recognised,
            names_are_labelled: names_are_labelled && !turned,
            axis_is_named: if turned {
                levels_are_labelled
            } else {
                names_competencies(&self.corner)
            },
            levels_are_labelled,
            speaks_of_careers: above || speaks_of_careers(&self.table.sheet),
            cut_off: (0..self.header.lines.0)
                .filter(|line| self.fills_levels(*line))
                .count(),
            configured: false,
            against: if turned && beside_names.contains(&Label::Person) {
                Some(RuledOut::LinesArePeople)
            } else if (turned && beside_names.contains(&Label::Rater)) || self.stands_below_raters()
            {
                Some(RuledOut::Ratings)
            } else {
                None
            },
        }
    }

    /// Whether a line has a text of its own for most levels.
    fn fills_levels(&self, line: usize) -> bool {
        let filled = self
            .header
            .levels
            .iter()
            .filter(|level| self.table.own(line, level.columns[0]).is_some())
            .count();
        filled >= 2 && filled * 10 >= self.header.levels.len() * 6
    }

    /// Whether a line above the header labels columns of competencies or levels and of somebody's ratings.
    fn stands_below_raters(&self) -> bool {
        (0..self.header.lines.0).any(|line| {
            let labels: Vec<Label> = (0..self.table.width())
                .map(|column| label(self.table.text(line, column)))
                .collect();
            labels.contains(&Label::Rater)
                && labels
                    .iter()
                    .any(|label| matches!(label, Label::Name | Label::Level))
        })
    }
}

fn corner(table: &Table, header: &Header, sides: Sides) -> String {
    sides
        .names
        .or(sides.categories)
        .map(|column| tidy(table.text(header.base, column)))
        .unwrap_or_default()
}

/// A cell's text as a name: without markdown, and without the description that some write below it.
pub(super) fn name_of(text: &str) -> String {
    /// A name with a description below it is longer than this.
    const LONG: usize = 60;
    let whole = tidy(&plain(text));
    if whole.chars().count() <= LONG {
        return whole;
    }
    let first = text
        .lines()
        .map(|line| tidy(&plain(line)))
        .find(|line| !line.is_empty());
    match first {
        Some(first) if first.chars().count() <= LONG => first.trim_end_matches(':').to_owned(),
        _ => match whole.split_once(": ") {
            Some((name, _)) if name.chars().count() <= LONG => name.to_owned(),
            _ => whole,
        },
    }
}

/// Whether a text is sentences rather than a name.
fn is_prose(text: &str) -> bool {
    let text = text.trim();
    text.contains(". ")
        || text.contains("://")
        || (text.ends_with('.') && text.split_whitespace().count() > 5)
}

/// A text that is short enough to be quoted.
pub(super) fn shortened(text: &str) -> String {
    const QUOTED: usize = 60;
    let text = tidy(text);
    if text.chars().count() <= QUOTED {
        return text;
    }
    let start: String = text.chars().take(QUOTED).collect();
    format!("{}…", start.trim_end())
}

/// The titles of levels as they will be shown, folded, to compare drafts.
pub(super) fn titles(levels: &[DraftLevel]) -> Vec<String> {
    levels
        .iter()
        .map(|level| fold(&heading(level.cells.iter().map(String::as_str)).title))
        .collect()
}
