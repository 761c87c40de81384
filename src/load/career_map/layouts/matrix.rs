//! A table with levels in columns: each row is a competency, a part of one, a category, or not part of the map.

mod below;
mod cells;
mod coded;
mod extent;
mod left_out;
mod short_names;
mod signs;

use std::collections::{BTreeMap, BTreeSet};

use below::remarks;

use super::blocks;
use super::header::Header;
use super::sides::{Sides, sides};
use crate::load::career_map::content::markdown::name_of;
use crate::load::career_map::drafts::draft::{Draft, DraftLevel, DraftRow, Role, Use};
use crate::load::career_map::drafts::table::{MapCell, MapTable};
use crate::load::career_map::wording::labels::{Label, is_remark, label};
use crate::load::career_map::wording::title::heading;
use crate::model::{LeftOut, Orientation, WhyLeftOut};
use crate::text::{fold, tidy};

/// Reads a table whose levels are known.
pub(in crate::load::career_map) fn read(
    table: &MapTable,
    header: &Header,
    configured: Sides,
) -> Draft {
    let sides = sides(table, header, configured);
    let corner = corner(table, header, sides);
    let mut reader = Reader {
        table,
        header,
        sides,
        corner: corner.clone(),
        titles: (header.levels.iter().flat_map(|level| &level.cells))
            .map(|title| fold(title))
            .collect(),
        signed: Vec::new(),
        remarks: remarks(table, header, sides),
        end: table.height(),
        are_single: false,
        is_numbered: false,
        described: None,
        section: None,
        first_section: None,
        filled_down: None,
        outer: None,
        rows: Vec::new(),
        places: BTreeMap::new(),
        current: None,
        left_out: Vec::new(),
        uses: Vec::new(),
    };
    reader.signed = reader.signed();
    reader.are_single = reader.are_single();
    reader.is_numbered = reader.is_numbered();
    reader.described = reader.described();
    reader.use_header();
    reader.read_rows();
    reader.tell_apart();
    reader.leave_out_lines_above();
    reader.leave_out_columns();
    reader.account_for_headings();
    let signs = reader.signs();
    let mut draft = Draft {
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
                at: table.location(header.base, level.place),
            })
            .collect(),
        rows: reader.rows,
        left_out: reader.left_out,
        uses: reader.uses,
        signs,
    };
    coded::take_titles(&mut draft, &corner);
    blocks::name(&mut draft, table);
    draft
}

/// A longer text alone in a row is a note, not the name of a category.
const LONGEST_SECTION: usize = 90;

/// What tells competencies apart: the name, the category, and the group of categories.
type Key = (String, Option<String>, Option<String>);

struct Reader<'a> {
    table: &'a MapTable,
    header: &'a Header,
    sides: Sides,
    /// The label above the names; a header that is repeated further down has the name of a category there.
    corner: String,
    /// The texts of the levels' headings, folded.
    titles: BTreeSet<String>,
    /// The columns that say for each row whether it is wanted.
    signed: Vec<usize>,
    /// Names of rows below competencies that are about these, and why they are left out: *Example*.
    remarks: BTreeMap<String, WhyLeftOut>,
    /// The first row below the table.
    end: usize,
    /// Whether most competencies have one row.
    are_single: bool,
    /// Whether all names are counted: *1. Planning*.
    is_numbered: bool,
    /// The separator between names and descriptions, if all have both in one cell.
    described: Option<&'static str>,
    /// The last row that had nothing but a name.
    section: Option<String>,
    /// The line above the header that names the first section.
    first_section: Option<usize>,
    /// The last text in the column of categories.
    filled_down: Option<String>,
    /// The last text in the column of groups of categories.
    outer: Option<String>,
    rows: Vec<DraftRow>,
    /// The place of each competency in `rows`, by name and category.
    places: BTreeMap<Key, usize>,
    /// The competency that a row without a name continues.
    current: Option<usize>,
    left_out: Vec<LeftOut>,
    uses: Vec<Use>,
}

impl Reader<'_> {
    fn read_rows(&mut self) {
        let rows: Vec<usize> = (self.header.body..self.table.height()).collect();
        let end = self.end_of_table(&rows);
        self.end = self.header.body + end;
        let repeated: Vec<usize> = (rows[..end].iter().copied())
            .filter(|row| self.repeats_header(*row))
            .collect();
        if !repeated.is_empty() {
            self.begin_first_section(&repeated);
        }
        // Whether the current competency may continue in the next row.
        let mut open = false;
        for (index, &row) in rows[..end].iter().enumerate() {
            let next = rows[..end].get(index + 1).copied();
            open = self.read_row(row, next, open);
        }
        let below = &rows[end..];
        // Above another table may stand its title.
        let another =
            (below.iter().position(|row| self.is_another_header(*row))).unwrap_or(below.len());
        for (place, &row) in below.iter().enumerate() {
            let why = if place < another {
                WhyLeftOut::BelowTable
            } else {
                WhyLeftOut::AnotherTable
            };
            self.leave_out_row(row, why);
        }
    }

    /// Where the header is repeated for each section, the first section has its name in the corner or above the header.
    fn begin_first_section(&mut self, repeated: &[usize]) {
        // *CUSTOMERS* above *TEAM* is no heading of a column.
        let is_section = label(&self.corner) == Label::Unknown
            || may_head_section(&self.corner)
                && repeated.iter().any(|row| self.section_of(*row).is_some());
        if is_section && !self.corner.is_empty() {
            self.section = Some(self.corner.clone());
            return;
        }
        // The title of the file stands farther away.
        let first = self.header.lines.0;
        let Some(above) = first
            .checked_sub(1)
            .filter(|_| !self.table.gap_above(first))
        else {
            return;
        };
        let texts: Vec<&MapCell> = (0..self.table.width())
            .filter_map(|column| self.table.own(above, column))
            .collect();
        if let [cell] = texts[..]
            && may_name_section(cell)
        {
            self.section = Some(name_of(&cell.text));
            self.first_section = Some(above);
            self.uses.push(Use {
                at: self.table.place.with_cell(cell.at),
                role: Role::Category,
            });
        }
    }

    /// The name of the section that begins below a repeated header, in its corner.
    fn section_of(&self, row: usize) -> Option<String> {
        let name = self.side_text(row, self.sides.names)?;
        let is_own = !name.is_empty() && fold(&name) != fold(&self.corner);
        (is_own && may_head_section(&name)).then_some(name)
    }

    fn read_row(&mut self, row: usize, next: Option<usize>, open: bool) -> bool {
        if self.repeats_header(row) {
            if let Some(name) = self.section_of(row) {
                self.use_side(row, self.sides.names, Role::Category);
                self.section = Some(name);
            }
            self.use_header_line(row);
            return false;
        }
        if next.is_none() && self.is_apart(row) {
            self.leave_out_row(row, WhyLeftOut::BelowTable);
            return false;
        }
        if let Some(why) = self.why_below(row) {
            self.leave_out_row(row, why);
            return false;
        }
        if let Some(why) = self.why_leave_out(row) {
            return self.leave_out_texts(row, why, open);
        }
        if self.names_itself(row) {
            return self.read_short_row(row);
        }
        self.read_outer(row);
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
                Some(self.name(&cell.text)).filter(|name| !name.is_empty())
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
            (None, true) if open && !continues_merge && self.lacks_name(row) => {
                self.leave_out_row(row, WhyLeftOut::NoName);
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
        // *Note: …* between the competencies is about them.
        let is_note = name.split(':').next().is_some_and(is_remark);
        if name.chars().count() > LONGEST_SECTION || is_prose(name) || is_note {
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
        let begins_section = self.repeats_header(next);
        if !begins_section && !next_is_named && self.holds_anything(next) {
            self.use_side(row, self.sides.names, Role::Name);
            self.begin(row, name);
            return true;
        }
        self.use_side(row, self.sides.names, Role::Category);
        self.section = Some(name.to_owned());
        false
    }

    /// A row with text only in some other column: a category if it is alone there, else not part of the map.
    fn read_lone_text(&mut self, row: usize, next: Option<usize>, is_category: bool) {
        if is_category {
            return;
        }
        let first_level = self.header.levels[0].place;
        let texts: Vec<&MapCell> = (0..self.table.width())
            .filter_map(|column| {
                self.table
                    .own(row, column)
                    .filter(|_| column < first_level.max(1))
            })
            .collect();
        match texts[..] {
            [cell] if next.is_some() && may_name_section(cell) => {
                self.uses.push(Use {
                    at: self.table.place.with_cell(cell.at),
                    role: Role::Category,
                });
                self.section = Some(name_of(&cell.text));
            }
            _ => self.leave_out_row(row, WhyLeftOut::NothingForLevels),
        }
    }

    /// Begins a competency, or continues the one of the same name and category.
    fn begin_or_continue(&mut self, row: usize, name: &str) {
        let known = self.places.get(&self.key(name)).copied();
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
        self.places.insert(self.key(name), self.rows.len());
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
}

/// Whether a text in the corner may name a section, and not what is below it.
fn may_head_section(corner: &str) -> bool {
    let names = [
        Label::Name,
        Label::Part,
        Label::Category,
        Label::Level,
        Label::Expectation,
    ];
    !names.contains(&label(corner))
}

fn corner(table: &MapTable, header: &Header, sides: Sides) -> String {
    sides
        .names
        .or(sides.categories)
        .map(|column| tidy(table.text(header.base, column)))
        .unwrap_or_default()
}

/// Whether a text that is alone in its row may be the name of a category.
pub(in crate::load::career_map) fn may_name_section(cell: &MapCell) -> bool {
    !is_prose(&cell.text) && cell.text.chars().count() <= LONGEST_SECTION && cell.number.is_none()
}

/// Whether a text is sentences rather than a name.
fn is_prose(text: &str) -> bool {
    let text = text.trim();
    text.contains(". ")
        || text.contains("://")
        || (text.ends_with('.') && text.split_whitespace().count() > 5)
}

/// The titles of levels as they are shown, folded, to compare drafts.
pub(in crate::load::career_map) fn titles(levels: &[DraftLevel]) -> Vec<String> {
    levels
        .iter()
        .map(|level| fold(&heading(level.cells.iter().map(String::as_str)).title))
        .collect()
}
