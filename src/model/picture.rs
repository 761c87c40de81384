//! Sheets as they look, each cell with what it was understood as, for a page that shows how files were read.

use super::account::{TableAccount, TablePlace};
use super::map_reading::{CellUse, LeftOut, TriedReadings};
use crate::diagnostic::{CellAddress, Location};

/// A sheet as it looks; `U` says what a cell was understood as. It has only the visible cells, and only the beginning
/// of a large sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPicture<U> {
    /// The file and the sheet.
    pub at: Location,
    /// Its columns from left to right, without empty ones.
    pub columns: Vec<ColumnDrawn>,
    /// Its rows from top to bottom, without empty ones.
    pub rows: Vec<RowDrawn<U>>,
    /// How many filled cells are not drawn.
    pub cells_left: usize,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnDrawn {
    /// Its place, counted from 0.
    pub place: u32,
    /// How many characters wide it is.
    pub width: f64,
    /// What lies between it and the one before.
    pub gap: Option<Separator>,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct RowDrawn<U> {
    /// Its place, counted from 0.
    pub place: u32,
    /// What lies between it and the one before.
    pub gap: Option<Separator>,
    /// Its cells from left to right, without those that a merged region covers.
    pub spots: Vec<PlaceDrawn<U>>,
}

/// What is between two rows or columns that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Separator {
    /// They are empty.
    Empty,
    /// They are not empty, but look like the rows above and are not drawn.
    NotDrawn,
    /// The author hid them.
    Hidden,
}

/// A place in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceDrawn<U> {
    /// An empty cell.
    Blank,
    /// A cell with something in it.
    Cell(CellDrawn<U>),
}

/// A cell with something in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CellDrawn<U> {
    /// Its address; for a merged region, that of the first cell.
    pub at: CellAddress,
    /// How many of the drawn rows it covers.
    pub rows: usize,
    /// How many of the drawn columns it covers.
    pub columns: usize,
    /// What it shows.
    pub text: String,
    /// How many further characters it has.
    pub characters_left: usize,
    /// What it was understood as.
    pub used: U,
}

impl<U> SheetPicture<U> {
    /// The cells with something in them, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &CellDrawn<U>> {
        self.rows
            .iter()
            .flat_map(|row| &row.spots)
            .filter_map(|spot| match spot {
                PlaceDrawn::Cell(cell) => Some(cell),
                PlaceDrawn::Blank => None,
            })
    }
}

/// How a file was read as a career map, whether it is one or not.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPicture {
    /// How far the file could be read.
    pub status: MapStatus,
    /// The sheets that were read, or that were looked at.
    pub sheets: Vec<SheetPicture<CellUse>>,
    /// How many of these are not drawn.
    pub sheets_left: usize,
    /// The visible sheets that belong to the map, were read and are never drawn.
    pub beside: Vec<Location>,
    /// The visible sheets with something in them that were not read.
    pub not_read: Vec<Location>,
    /// Where the names of the levels were found, such as `row 4`.
    pub header: String,
    /// What was left out of the sheets.
    pub left_out: Vec<LeftOut>,
    /// The readings that were tried.
    pub attempts: TriedReadings,
}

/// The result of reading a file as a career map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapStatus {
    /// It is the career map, and its cells were understood as the picture shows.
    Read,
    /// It was refused; its cells are as the nearest reading understood them.
    Nearest,
    /// It was refused, and there is no nearest reading.
    NotRead,
}

/// An assessment or a roster as an example of all files that were read in the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamplePicture {
    /// How they were read.
    pub account: TableAccount,
    /// The place of the example's table and labels.
    pub place: TablePlace,
    /// All files that were read in this way; the first one is the example.
    pub files: Vec<String>,
    /// Its sheets; empty where the file cannot be read a second time, or was changed since.
    pub sheets: Vec<SheetPicture<ExampleUse>>,
    /// The other visible sheets of its file with something in them.
    pub not_drawn: Vec<Location>,
}

/// What a cell of an assessment or a roster was understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExampleUse {
    /// A label.
    Label,
    /// The value beside a label.
    Value,
    /// The heading of a column that was read.
    Heading,
    /// A cell of a column that was read.
    Read,
    /// A column that was left out, with its heading, or a line that is not about a person.
    LeftOut,
    /// It belongs neither to the labels nor to the table.
    Beside,
}
