//! Draws a sheet as it looks, with what each of its cells was understood as.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::{CellValue, Grid, Merge, Sheet};
use crate::diagnostic::CellAddress;
use crate::model::{CellDrawn, ColumnDrawn, PlaceDrawn, RowDrawn, Separator, SheetPicture};

/// At most this many columns of a sheet are drawn; further ones would not be looked at.
const COLUMNS: usize = 60;
/// At most this many characters of a cell are drawn.
const CELL: usize = 1_500;
/// How wide a column is at least and at most, where its texts decide the width.
const NARROWEST: f64 = 4.0;
const WIDEST: f64 = 30.0;

/// How much may still be drawn, which bounds the size of a page; several sheets share it.
#[derive(Debug, Clone, Copy)]
pub struct DrawingBudget {
    /// Cells in rows, empty ones included.
    places: usize,
    characters: usize,
}

impl DrawingBudget {
    /// Enough for each map that people can look at: ten levels and forty competencies take an eighth of it.
    pub const OF_A_MAP: Self = Self {
        places: 4_000,
        characters: 800_000,
    };
    /// Enough to see how a form or a table was read.
    pub const OF_AN_EXAMPLE: Self = Self {
        places: 800,
        characters: 40_000,
    };
}

/// Draws a sheet: its visible cells as far as there is room, without the rows that `skip` names. `used` says what a
/// visible cell was understood as.
pub fn draw<U>(
    sheet: &Sheet,
    room: &mut DrawingBudget,
    skip: impl Fn(u32) -> bool,
    used: impl Fn(CellAddress) -> U,
) -> SheetPicture<U> {
    let grid = &sheet.grid;
    let mut by_row: BTreeMap<u32, BTreeMap<u32, VisibleCell<'_>>> = BTreeMap::new();
    let mut skipped = BTreeSet::new();
    let mut all = 0;
    for (at, value) in grid.cells().filter(|(at, _)| grid.shows(*at)) {
        all += 1;
        let seen = VisibleCell::of(grid, at, value);
        if skip(seen.row) {
            skipped.insert(seen.row);
        } else {
            by_row
                .entry(seen.row)
                .or_default()
                .insert(seen.column, seen);
        }
    }
    let columns: Vec<u32> = by_row
        .values()
        .flat_map(BTreeMap::keys)
        .copied()
        .collect::<BTreeSet<u32>>()
        .into_iter()
        .take(COLUMNS)
        .collect();
    let rows = rows_with_room(&by_row, &columns, room);
    let mut taken = CoveredPlaces::default();
    let mut drawn = 0;
    let mut widths = vec![NARROWEST; columns.len()];
    let mut rows_drawn = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut spots = Vec::with_capacity(columns.len());
        for (place, column) in columns.iter().enumerate() {
            let Some(seen) = by_row[row].get(column) else {
                if !taken.covers(index, place) {
                    spots.push(PlaceDrawn::Blank);
                }
                continue;
            };
            let cell = seen.drawn(&rows, &columns, used(seen.at));
            drawn += 1;
            taken.add(index, place, cell.rows, cell.columns);
            if cell.columns == 1 {
                widths[place] = widths[place].max(width_of(&cell.text));
            }
            spots.push(PlaceDrawn::Cell(cell));
        }
        rows_drawn.push(RowDrawn {
            place: *row,
            gap: gap(previous(&rows, index), *row, grid.hidden_rows(), |range| {
                skipped.range(range).next().is_some()
            }),
            spots,
        });
    }
    SheetPicture {
        at: sheet.at.clone(),
        columns: columns
            .iter()
            .enumerate()
            .map(|(index, column)| ColumnDrawn {
                place: *column,
                width: grid.width(*column).unwrap_or(widths[index]),
                gap: gap(
                    previous(&columns, index),
                    *column,
                    grid.hidden_columns(),
                    |_| false,
                ),
            })
            .collect(),
        rows: rows_drawn,
        cells_left: all - drawn,
    }
}

/// A visible cell, and where it is seen: a merged region whose first rows or columns are hidden is seen further down.
struct VisibleCell<'a> {
    at: CellAddress,
    row: u32,
    column: u32,
    last: CellAddress,
    value: &'a CellValue,
}

impl<'a> VisibleCell<'a> {
    fn of(grid: &Grid, at: CellAddress, value: &'a CellValue) -> Self {
        let first = |merge: &Merge| merge.first;
        let last = match grid.merges().binary_search_by_key(&at, first) {
            Ok(merge) => grid.merges()[merge].last,
            Err(_) => at,
        };
        let shown = |hidden: &[u32], from: u32, to: u32| {
            (from..=to)
                .find(|line| hidden.binary_search(line).is_err())
                .unwrap_or(from)
        };
        Self {
            at,
            row: shown(grid.hidden_rows(), at.row, last.row),
            column: shown(grid.hidden_columns(), at.column, last.column),
            last,
            value,
        }
    }

    fn drawn<U>(&self, rows: &[u32], columns: &[u32], used: U) -> CellDrawn<U> {
        let text = match self.value {
            CellValue::Error(error) => error.clone(),
            // Spreadsheet programs show something similar before they have calculated.
            CellValue::Uncalculated => "=…".to_owned(),
            value => value.text().unwrap_or_default().into_owned(),
        };
        let (text, characters_left) = match text.char_indices().nth(CELL) {
            Some((end, _)) => (text[..end].to_owned(), text[end..].chars().count()),
            None => (text, 0),
        };
        CellDrawn {
            at: self.at,
            rows: count_between(rows, self.row, self.last.row),
            columns: count_between(columns, self.column, self.last.column),
            text,
            characters_left,
            used,
        }
    }
}

/// How many of the lines lie between two places.
fn count_between(lines: &[u32], first: u32, last: u32) -> usize {
    lines.partition_point(|line| *line <= last) - lines.partition_point(|line| *line < first)
}

/// The first rows, as many as there is room for: whole ones only.
fn rows_with_room(
    by_row: &BTreeMap<u32, BTreeMap<u32, VisibleCell<'_>>>,
    columns: &[u32],
    room: &mut DrawingBudget,
) -> Vec<u32> {
    let mut rows = Vec::new();
    for (row, cells) in by_row {
        let characters: usize = cells
            .values()
            .map(|seen| match seen.value {
                CellValue::Text(text) => text.len().min(CELL),
                _ => 10,
            })
            .sum();
        if room.places < columns.len() || room.characters < characters {
            // A later sheet must not be drawn if the rest of this one is not.
            *room = DrawingBudget {
                places: 0,
                characters: 0,
            };
            break;
        }
        room.places -= columns.len();
        room.characters -= characters;
        rows.push(*row);
    }
    rows
}

/// The places that merged regions cover.
#[derive(Default)]
struct CoveredPlaces(BTreeSet<(usize, usize)>);

impl CoveredPlaces {
    fn add(&mut self, row: usize, column: usize, rows: usize, columns: usize) {
        if rows * columns > 1 {
            for covered in row..row + rows {
                self.0
                    .extend((column..column + columns).map(|column| (covered, column)));
            }
        }
    }

    fn covers(&self, row: usize, column: usize) -> bool {
        self.0.contains(&(row, column))
    }
}

fn previous(lines: &[u32], index: usize) -> Option<u32> {
    index.checked_sub(1).map(|before| lines[before])
}

/// What is between two lines that are drawn; before the first line, only hidden ones count as a gap.
fn gap(
    before: Option<u32>,
    line: u32,
    hidden: &[u32],
    is_skipped: impl Fn(std::ops::Range<u32>) -> bool,
) -> Option<Separator> {
    let between = before.map_or(0, |before| before + 1)..line;
    let first_hidden = hidden.partition_point(|one| *one < between.start);
    if hidden
        .get(first_hidden)
        .is_some_and(|one| between.contains(one))
    {
        Some(Separator::Hidden)
    } else if is_skipped(between.clone()) {
        Some(Separator::NotDrawn)
    } else if between.is_empty() || before.is_none() {
        None
    } else {
        Some(Separator::Empty)
    }
}

/// How wide a column has to be for a text, which may wrap.
fn width_of(text: &str) -> f64 {
    let longest = text.lines().map(|line| line.chars().count()).max();
    (longest.unwrap_or(0) as f64 + 1.0).min(WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::testing::{builder_of, grid_of, workbook_of};

    fn sheet(grid: Grid) -> Sheet {
        workbook_of("map.xlsx", [("Map", grid)]).sheets.remove(0)
    }

    /// Each row as its number, its gap and its texts; `.` is blank, `2x3` what a merged cell covers.
    fn shown<U>(picture: &SheetPicture<U>) -> Vec<String> {
        let row = |row: &RowDrawn<U>| {
            let spots: Vec<String> = row
                .spots
                .iter()
                .map(|spot| match spot {
                    PlaceDrawn::Blank => ".".to_owned(),
                    PlaceDrawn::Cell(cell) if cell.rows * cell.columns > 1 => {
                        format!("{} {}x{}", cell.text, cell.rows, cell.columns)
                    }
                    PlaceDrawn::Cell(cell) => cell.text.clone(),
                })
                .collect();
            let gap = row.gap.map_or(String::new(), |gap| format!(" {gap:?}"));
            format!("{}{gap}: {}", row.place + 1, spots.join(" | "))
        };
        picture.rows.iter().map(row).collect()
    }

    fn drawn(sheet: &Sheet, skip: impl Fn(u32) -> bool) -> SheetPicture<()> {
        draw(sheet, &mut DrawingBudget::OF_A_MAP.clone(), skip, |_| ())
    }

    #[test]
    fn merged_regions_cover_their_rows_and_columns_and_nothing_else() {
        let sheet = sheet(grid_of(
            "Title | > | > | >\n\nGroup | a\n^ | | | b\n\n | #REF!",
        ));
        assert_eq!(
            shown(&drawn(&sheet, |_| false)),
            [
                "1: Title 1x3",
                "3 Empty: Group 2x1 | a | .",
                "4: . | b",
                "6 Empty: . | #REF! | ."
            ]
        );
    }

    #[test]
    fn what_is_hidden_leaves_a_gap_and_a_region_that_begins_there_is_seen_further_on() {
        let mut builder = builder_of("a\nhidden | Wide\nb | ^\n\nc");
        builder.hide_row(1);
        let sheet = sheet(builder.finish());
        let picture = drawn(&sheet, |row| row == 4);
        assert_eq!(shown(&picture), ["1: a | .", "3 Hidden: b | Wide"]);
        let wide = picture.cells().last().unwrap();
        assert_eq!(wide.at.to_string(), "B2");
        assert_eq!(picture.cells_left, 1);
        let all = drawn(&sheet, |row| row == 2);
        assert_eq!(shown(&all), ["1: a", "5 Hidden: c"]);
    }

    #[test]
    fn rows_that_are_skipped_are_counted_and_leave_a_gap() {
        let sheet = sheet(grid_of("x\nx\nx\nx\nx\nx"));
        let picture = drawn(&sheet, |row| (2..5).contains(&row));
        assert_eq!(shown(&picture), ["1: x", "2: x", "6 NotDrawn: x"]);
        assert_eq!(picture.cells_left, 3);
    }

    #[test]
    fn a_large_sheet_is_drawn_as_far_as_there_is_room() {
        let mut builder = builder_of(&"text | text\n".repeat(5_000));
        builder.set(0, 9_000, CellValue::Text("far away".to_owned()));
        builder.set(4_999, 70_000, CellValue::Text("long ".repeat(1_000)));
        let sheet = sheet(builder.finish());
        let mut room = DrawingBudget::OF_A_MAP;
        let picture = draw(&sheet, &mut room, |_| false, |_| ());
        assert_eq!(picture.rows.len(), 1_000);
        assert_eq!(picture.cells().count() + picture.cells_left, 10_002);
        let next = draw(&sheet, &mut room, |_| false, |_| ());
        assert!(next.rows.is_empty(), "a later sheet has no room left");
    }

    #[test]
    fn long_texts_are_cut_and_what_is_missing_is_counted() {
        let picture = drawn(&sheet(grid_of(&"ä".repeat(CELL + 7))), |_| false);
        let cell = picture.cells().next().unwrap();
        assert_eq!((cell.text.chars().count(), cell.characters_left), (CELL, 7));
    }

    #[test]
    fn a_column_is_as_wide_as_the_author_made_it_else_as_its_texts() {
        let long = "a much longer text than fits into a column that is narrow";
        let mut builder = builder_of(&format!("short | {long} | wide"));
        builder.width(2, 2, 51.5);
        let picture = drawn(&sheet(builder.finish()), |_| false);
        let widths: Vec<f64> = picture.columns.iter().map(|column| column.width).collect();
        assert_eq!(widths, [6.0, WIDEST, 51.5]);
    }
}
