//! Workbooks as grids of cells: the only module that knows spreadsheet file formats.
//!
//! Above it there are only [`Workbook`], [`Sheet`], [`Grid`] and [`Value`], each cell with its address.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{CellAddress, Location};

/// What a cell holds. A blank cell is no value at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text as typed, untidied.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, or the date of a point in time.
    Date(Date),
    /// A truth value.
    Bool(bool),
    /// An error of the spreadsheet, such as `#REF!`, whether as an error value or as text.
    Error(String),
    /// A formula whose result the file does not hold.
    Uncalculated,
}

impl Value {
    /// The text that a reader of the sheet sees; `None` for errors and formulas without a result.
    #[must_use]
    pub fn text(&self) -> Option<std::borrow::Cow<'_, str>> {
        use std::borrow::Cow;
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Date(date) => Some(Cow::Owned(date.to_string())),
            Self::Bool(true) => Some(Cow::Borrowed("TRUE")),
            Self::Bool(false) => Some(Cow::Borrowed("FALSE")),
            Self::Error(_) | Self::Uncalculated => None,
        }
    }
}

/// A file with its sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The file as people know it.
    pub at: Location,
    /// Its worksheets in the author's order, hidden ones included.
    pub sheets: Vec<Sheet>,
}

/// A worksheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The file and the sheet.
    pub at: Location,
    /// The sheet's name.
    pub name: String,
    /// Whether the author hid it.
    pub hidden: bool,
    /// Its cells.
    pub grid: Grid,
}

/// The cells of a worksheet. Rows and columns count from 0 at the sheet's corner, not at the first used cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    cells: BTreeMap<(u32, u32), Value>,
    merges: Vec<Merge>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
}

/// A merged region; both corners belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// The upper left cell, which alone holds a value.
    pub first: CellAddress,
    /// The lower right cell.
    pub last: CellAddress,
}

impl Grid {
    /// What the cell holds.
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> Option<&Value> {
        self.cells.get(&(row, column))
    }

    /// All cells that hold something, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (CellAddress, &Value)> {
        self.cells
            .iter()
            .map(|((row, column), value)| (CellAddress::new(*row, *column), value))
    }

    /// The merged regions.
    #[must_use]
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// Rows that the author hid, in ascending order.
    #[must_use]
    pub fn hidden_rows(&self) -> &[u32] {
        &self.hidden_rows
    }

    /// Columns that the author hid, in ascending order.
    #[must_use]
    pub fn hidden_columns(&self) -> &[u32] {
        &self.hidden_columns
    }
}
