//! The long form: one row for each level, competency and expectation.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{
    Draft, DraftLevel, DraftRow, Piece, Role, Signs, Use, column_left_out, row_left_out,
};
use super::evidence::RuledOut;
use super::labels::{Label, label, speaks_of_careers};
use super::matrix::name_of;
use super::table::Table;
use super::words::{Likeness, level_likeness};
use crate::model::{LeftOut, Orientation, WhyLeftOut};
use crate::text::{fold, tidy};

/// The columns of a table in the long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    header: usize,
    level: usize,
    name: usize,
    category: Option<usize>,
    text: usize,
    /// A second key of the level: its code beside its title, or the other way round.
    code: Option<usize>,
}

/// In how many of the first rows the labels of the columns are looked for.
const LINES: usize = 20;
/// No company has more levels.
const MOST_LEVELS: usize = 60;

/// Reads a table as the long form, if its labels and contents fit.
pub(super) fn read(table: &Table) -> Option<Draft> {
    let lines = table.height().min(LINES);
    let columns = (0..lines).find_map(|line| columns(table, line))?;
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
    let recognised = recognised(&reader.levels);
    let share = recognised as f64 / reader.levels.len().max(1) as f64;
    let labels: Vec<Label> = (0..table.width())
        .map(|column| label(table.text(columns.header, column)))
        .collect();
    // Beside what is expected stands what was found: this is somebody's assessment.
    let is_assessment = labels.contains(&Label::Rater);
    if share < 0.5 || is_assessment {
        return None;
    }
    Some(Draft {
        orientation: Orientation::Long,
        sheets: vec![table.sheet.clone()],
        place: table.place.clone(),
        header: table.row_name(columns.header),
        signs: Signs {
            recognised: share,
            names_are_labelled: true,
            levels_are_labelled: true,
            speaks_of_careers: speaks_of_careers(&table.sheet),
            against: labels
                .contains(&Label::Person)
                .then_some(RuledOut::ListsPeople),
            ..Signs::default()
        },
        levels: reader.levels,
        rows: reader.rows,
        left_out: reader.left_out,
        uses: reader.uses,
    })
}

/// The columns that a line of labels names: a level, a competency and a text.
fn columns(table: &Table, header: usize) -> Option<Columns> {
    let labels: Vec<Label> = (0..table.width())
        .map(|column| label(table.text(header, column)))
        .collect();
    let find = |wanted: Label| labels.iter().position(|label| *label == wanted);
    let bodies: Vec<Column> = (0..table.width())
        .map(|column| Column::of(table, header, column))
        .collect();
    let level_columns: Vec<usize> = (0..labels.len())
        .filter(|column| labels[*column] == Label::Level && bodies[*column].repeats())
        .filter(|column| bodies[*column].different <= MOST_LEVELS)
        .collect();
    // A title tells more than a code or a grade beside it.
    let level = *level_columns.iter().max_by_key(|column| {
        (
            bodies[**column].levels > 0,
            bodies[**column].longest,
            usize::MAX - **column,
        )
    })?;
    let code = level_columns
        .iter()
        .copied()
        .find(|column| *column != level);
    let name = find(Label::Part)
        .or_else(|| find(Label::Name))
        .or_else(|| find(Label::Category))?;
    let category = find(Label::Category)
        .filter(|column| *column != name)
        .or_else(|| find(Label::Name).filter(|column| *column != name));
    let keys = [Some(level), Some(name), category, code];
    let text = find(Label::Expectation).or_else(|| {
        (0..labels.len())
            .filter(|column| !keys.contains(&Some(*column)))
            .filter(|column| !table.text(header, *column).is_empty())
            .max_by_key(|column| bodies[*column].characters)
    })?;
    let is_long = bodies[name].repeats() && bodies[text].filled >= bodies[level].different * 2;
    (is_long && level != name && text != level).then_some(Columns {
        header,
        level,
        name,
        category,
        text,
        code,
    })
}

/// How many of the levels have a name that is one: by itself, or because it ends in the same word as one that is, as
/// *Analyst* does beside *Senior Analyst*.
fn recognised(levels: &[DraftLevel]) -> usize {
    let last_word = |cell: &String| {
        fold(cell)
            .split(' ')
            .next_back()
            .unwrap_or_default()
            .to_owned()
    };
    let (sure, unsure): (Vec<&DraftLevel>, Vec<&DraftLevel>) = levels
        .iter()
        .partition(|level| level.cells.iter().any(|cell| is_level(cell)));
    let nouns: BTreeSet<String> = sure
        .iter()
        .flat_map(|level| level.cells.iter().map(last_word))
        .collect();
    let related = unsure
        .iter()
        .filter(|level| {
            level
                .cells
                .iter()
                .any(|cell| nouns.contains(&last_word(cell)))
        })
        .count();
    sure.len() + related
}

/// Under the label *Level* a plain number is one, too.
fn is_level(text: &str) -> bool {
    level_likeness(text) == Likeness::Yes
        || text.trim().parse::<u8>().is_ok_and(|number| number <= 20)
}

/// What stands in a column below the labels.
#[derive(Debug, Default)]
struct Column {
    filled: usize,
    different: usize,
    levels: usize,
    longest: usize,
    characters: usize,
    rows: usize,
}

impl Column {
    fn of(table: &Table, header: usize, column: usize) -> Self {
        let mut all = BTreeSet::new();
        let mut this = Self {
            rows: table.height() - header - 1,
            ..Self::default()
        };
        for row in header + 1..table.height() {
            let Some(cell) = table.own(row, column) else {
                continue;
            };
            let text = tidy(&cell.text);
            this.filled += 1;
            this.characters += text.chars().count();
            this.longest = this.longest.max(text.chars().count());
            all.insert(fold(&text));
        }
        this.levels = all.iter().filter(|text| is_level(text)).count();
        this.different = all.len();
        this
    }

    /// Whether the same few texts come again and again, or stand once for several rows.
    fn repeats(&self) -> bool {
        self.different >= 2 && self.different * 3 <= self.rows * 2
    }
}

struct Reader<'a> {
    table: &'a Table,
    columns: Columns,
    levels: Vec<DraftLevel>,
    level_places: BTreeMap<String, usize>,
    rows: Vec<DraftRow>,
    row_places: BTreeMap<(String, Option<String>), usize>,
    left_out: Vec<LeftOut>,
    uses: Vec<Use>,
}

impl Reader<'_> {
    fn use_header(&mut self) {
        let Columns {
            header,
            level,
            name,
            category,
            text,
            code,
        } = self.columns;
        for column in [Some(level), Some(name), category, Some(text), code]
            .into_iter()
            .flatten()
        {
            self.uses
                .extend(Use::of(self.table, header, column, Role::Heading));
        }
    }

    /// Puts down what the keys of a row are used for.
    fn use_keys(&mut self, row: usize) {
        let Columns {
            level,
            name,
            category,
            code,
            ..
        } = self.columns;
        for (column, role) in [
            (Some(level), Role::Title),
            (code, Role::Title),
            (Some(name), Role::Name),
            (category, Role::Category),
        ] {
            self.uses
                .extend(column.and_then(|column| Use::of(self.table, row, column, role)));
        }
    }

    fn read_rows(&mut self) {
        // Keys that are left blank, or merged, hold for the rows below.
        let (mut level, mut name, mut category) = (None, None, None);
        for row in self.columns.header + 1..self.table.height() {
            self.use_keys(row);
            let before = (level, category.clone());
            if let Some(found) = self.level(row) {
                level = Some(found);
            }
            if let Some(found) = self.key(row, self.columns.category) {
                category = Some(found);
            }
            match self.key(row, Some(self.columns.name)) {
                Some(found) => name = Some(found),
                // Another category without a name begins anew.
                None if before.1 != category => name = None,
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

    fn level(&mut self, row: usize) -> Option<usize> {
        let cell = self.table.cell(row, self.columns.level)?;
        let text = tidy(&cell.text);
        if text.is_empty() {
            return None;
        }
        let next = self.levels.len();
        let place = *self.level_places.entry(fold(&text)).or_insert(next);
        if place == next {
            let code = self
                .columns
                .code
                .and_then(|column| self.table.cell(row, column));
            self.levels.push(DraftLevel {
                cells: code
                    .into_iter()
                    .chain([cell])
                    .map(|cell| cell.text.clone())
                    .collect(),
                at: self.table.place.with_cell(cell.at),
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
        for row in 0..self.columns.header {
            self.leave_out(row, WhyLeftOut::AboveTable);
        }
        let Columns {
            header,
            level,
            name,
            category,
            text,
            code,
        } = self.columns;
        let used = [Some(level), Some(name), category, Some(text), code];
        for column in (0..self.table.width()).filter(|column| !used.contains(&Some(*column))) {
            self.left_out.push(column_left_out(
                self.table,
                column,
                header,
                WhyLeftOut::NoLevelsNamesOrExpectations,
            ));
        }
    }
}
