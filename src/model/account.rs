//! How a file was read: what each column was read as, and which columns were not read. `check` shows it once for all
//! files that were read in the same way.

use std::ops::RangeInclusive;

use serde::Serialize;

use crate::diagnostic::{CellAddress, Location};
use crate::text::tidy;

/// How a table's columns were read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct TableAccount {
    /// What kind of file it is.
    pub kind: FileShape,
    /// The labels of a form that were read.
    pub labels: Vec<&'static str>,
    /// The columns that were read, by place.
    pub read: Vec<ReadColumn>,
    /// The columns that were not, by place.
    pub left_out: Vec<ReadColumn>,
}

/// The shapes of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileShape {
    /// One person a sheet.
    #[default]
    Form,
    /// One row for each person and competency.
    List,
    /// One person a row, one competency a column.
    PeopleInRows,
    /// One person a column, one competency a row.
    PeopleInColumns,
    /// Who is in the review.
    Roster,
    /// What managers recommend.
    Outcomes,
}

impl FileShape {
    /// The kind in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Form => "a form, one person a sheet",
            Self::List => "a list, one row for each person and competency",
            Self::PeopleInRows => "a table with one person a row",
            Self::PeopleInColumns => "a table with one person a column",
            Self::Roster => "a roster, one person a row",
            Self::Outcomes => "outcomes, one person a row",
        }
    }
}

/// A column (or a row, in a table with one person a column) with what it was read as, or why it was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadColumn {
    /// Its place, counted from 0.
    pub place: u32,
    /// Its heading.
    pub heading: String,
    /// What it was read as, or why it was left out.
    pub what: String,
}

/// How a table was read, and its place. Files that were read in the same way differ only in the place.
#[derive(Debug, Clone, PartialEq)]
pub struct TableReading {
    /// How its columns were read.
    pub account: TableAccount,
    /// Its place.
    pub place: TablePlace,
}

/// The place of a table and of the labels beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct TablePlace {
    /// The file and the sheet.
    pub at: Location,
    /// The rows of its headings, counted from 0 (the columns, in a table with one person a column).
    pub headings: RangeInclusive<u32>,
    /// The rows below, to the end of the table (the columns, in a table with one person a column).
    pub lines: RangeInclusive<u32>,
    /// Rows (or columns) among them that are not about a person, such as sums.
    pub lines_left_out: Vec<u32>,
    /// Further columns (or rows) with the same use as one that the account names, each with its use.
    pub like_others: Vec<(u32, &'static str)>,
    /// The labels that were read.
    pub labels: Vec<LabelPlace>,
}

/// The place of a label and of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelPlace {
    /// What it is the label of.
    pub what: &'static str,
    /// The file, the sheet and the cell of the label.
    pub at: Location,
    /// The cell of its value, on the same sheet.
    pub value: CellAddress,
}

impl TableAccount {
    /// Records what a column was read as.
    pub fn read(&mut self, place: u32, heading: &str, what: impl Into<String>) {
        self.left_out.retain(|column| column.place != place);
        put(&mut self.read, place, heading, what.into());
    }

    /// Records why a column was not read.
    pub fn leave_out(&mut self, place: u32, heading: &str, why: impl Into<String>) {
        self.read.retain(|column| column.place != place);
        put(&mut self.left_out, place, heading, why.into());
    }

    /// The name of a column or row in a table of this kind: “C”, “3”.
    pub fn place(&self, place: u32) -> String {
        match self.kind {
            FileShape::PeopleInColumns => format!("row {}", place + 1),
            _ => format!("column {}", CellAddress::column_letters(place)),
        }
    }
}

fn put(columns: &mut Vec<ReadColumn>, place: u32, heading: &str, what: String) {
    columns.retain(|column| column.place != place);
    let at = columns.partition_point(|column| column.place < place);
    columns.insert(
        at,
        ReadColumn {
            place,
            heading: tidy(heading),
            what,
        },
    );
}
