//! A sheet for the template: columns in proportion, rows with their cells, and what is not drawn.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::CellAddress;
use crate::model::{CellDrawn, PlaceDrawn, Separator, SheetPicture};

/// The least and the greatest width of a column, in characters: wider columns are as readable at this width.
const WIDTHS: (f64, f64) = (4.0, 46.0);
/// A wider sheet is drawn narrower, as long as its texts stay readable.
const COMFORTABLE: f64 = 190.0;
const SHRUNK: f64 = 0.6;
/// The room that a laptop has for a sheet, in pixels. One that is wider is drawn so that it fits, as long as its columns keep
/// this part of their widths; columns with a few words keep all of it.
const ROOM: f64 = 840.0;
const KEPT: f64 = 0.55;
const FEW_WORDS: f64 = 125.0;
/// A sheet that is at least so wide, in pixels, and fits may be drawn narrower still on a small screen.
const FITS: f64 = 560.0;
/// Pixels of a character, of the margins and the sign of a cell, and of the column with the numbers of the rows, which is
/// wider where it says what rows were read as.
const CHARACTER: f64 = 7.5;
const MARGINS: f64 = 36.0;
const NUMBERS: u32 = 44;
const NAMED_NUMBERS: u32 = 170;

/// The kinds of cells in the order of the legend.
const LEGEND: [&str; 13] = [
    "level-title",
    "name",
    "category",
    "expectation",
    "level-fact",
    "label",
    "value",
    "column-heading",
    "column-read",
    "heading",
    "beside",
    "left-out",
    "not-understood",
];

#[derive(Debug, Clone, Serialize)]
pub(super) struct SheetPart {
    /// Begins the identifiers of its cells.
    id: String,
    /// Its name; empty where the format has none.
    name: String,
    /// In pixels, with the numbers of the rows.
    width: u32,
    /// Whether it stays readable where there is less room.
    fits: bool,
    /// How wide the column with these numbers is.
    numbers: u32,
    columns: Vec<ColumnPart>,
    rows: Vec<RowPart>,
    cells_left: usize,
    /// The kinds of cells in this sheet, each with the number of cells.
    legend: Vec<(&'static str, usize)>,
    /// Why cells were left out; a cell names its reason by its number in this list, counted from 1.
    reasons: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ColumnPart {
    letters: String,
    /// Of the whole width, in percent.
    share: f64,
    gap: Option<&'static str>,
    /// What the column was read as, where columns are named.
    named: Option<Named>,
}

#[derive(Debug, Clone, Serialize)]
struct RowPart {
    number: u64,
    gap: Option<&'static str>,
    /// What the row was read as, where rows are named.
    named: Option<Named>,
    cells: Vec<CellPart>,
}

/// What a column or row was read as, or why it was not.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named {
    pub(super) what: String,
    pub(super) read: bool,
}

/// A cell; one without a use is blank.
#[derive(Debug, Clone, Default, Serialize)]
struct CellPart {
    used: Option<&'static str>,
    text: String,
    rows: usize,
    columns: usize,
    /// How many characters are not drawn.
    left: usize,
    /// The number of the reason why it was left out.
    reason: usize,
    /// The target of links.
    id: Option<String>,
    /// Whether a message is about it.
    marked: bool,
}

/// How to show a sheet's cells.
pub(super) struct SheetView<'a, U> {
    /// What a cell was used as.
    pub(super) name: &'a dyn Fn(U) -> &'static str,
    /// Why it was left out, if it was.
    pub(super) why: &'a dyn Fn(U) -> Option<String>,
    /// What it shows.
    pub(super) text: &'a dyn Fn(&CellDrawn<U>) -> String,
    /// Cells that links lead to.
    pub(super) targets: &'a BTreeSet<CellAddress>,
    /// Cells that messages are about.
    pub(super) marked: &'a BTreeSet<CellAddress>,
    /// What columns were read as, by place.
    pub(super) columns: &'a BTreeMap<u32, Named>,
    /// What rows were read as, by place.
    pub(super) rows: &'a BTreeMap<u32, Named>,
}

/// The identifier of a cell.
pub(super) fn cell_id(sheet: &str, cell: CellAddress) -> String {
    format!("{sheet}-{cell}")
}

impl SheetPart {
    pub(super) fn of<U: Copy>(
        id: String,
        name: String,
        sheet: &SheetPicture<U>,
        look: &SheetView<'_, U>,
    ) -> Self {
        let mut legend: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut reasons: Vec<String> = Vec::new();
        let rows = sheet
            .rows
            .iter()
            .map(|row| RowPart {
                number: u64::from(row.place) + 1,
                gap: row.gap.map(gap),
                named: look.rows.get(&row.place).cloned(),
                cells: row
                    .spots
                    .iter()
                    .map(|spot| match spot {
                        PlaceDrawn::Blank => CellPart {
                            rows: 1,
                            columns: 1,
                            ..CellPart::default()
                        },
                        PlaceDrawn::Cell(cell) => {
                            let used = (look.name)(cell.used);
                            *legend.entry(used).or_default() += 1;
                            let is_target = look.targets.contains(&cell.at);
                            CellPart {
                                used: Some(used),
                                text: (look.text)(cell),
                                rows: cell.rows,
                                columns: cell.columns,
                                left: cell.characters_left,
                                reason: (look.why)(cell.used)
                                    .map_or(0, |why| number_of(why, &mut reasons)),
                                id: is_target.then(|| cell_id(&id, cell.at)),
                                marked: look.marked.contains(&cell.at),
                            }
                        }
                    })
                    .collect(),
            })
            .collect();
        let numbers = if look.rows.is_empty() {
            NUMBERS
        } else {
            NAMED_NUMBERS
        };
        let widths = fitted(widths(sheet), ROOM - f64::from(numbers));
        let width = widths.iter().sum::<f64>() + f64::from(numbers);
        Self {
            width: width.round() as u32,
            fits: (FITS..=ROOM).contains(&width),
            numbers,
            columns: sheet
                .columns
                .iter()
                .zip(widths)
                .map(|(column, column_width)| ColumnPart {
                    letters: CellAddress::column_letters(column.place),
                    share: (column_width / width * 1000.0).round() / 10.0,
                    gap: column.gap.map(gap),
                    named: look.columns.get(&column.place).cloned(),
                })
                .collect(),
            id,
            name,
            rows,
            cells_left: sheet.cells_left,
            legend: LEGEND
                .iter()
                .filter_map(|name| Some((*name, *legend.get(name)?)))
                .collect(),
            reasons,
        }
    }
}

/// The number of a reason, counted from 1.
fn number_of(why: String, reasons: &mut Vec<String>) -> usize {
    let known = reasons.iter().position(|reason| *reason == why);
    known.unwrap_or_else(|| {
        reasons.push(why);
        reasons.len() - 1
    }) + 1
}

const fn gap(gap: Separator) -> &'static str {
    match gap {
        Separator::Empty => "empty",
        Separator::NotDrawn => "not-drawn",
        Separator::Hidden => "hidden",
    }
}

/// The widths of the columns in pixels, in proportion.
fn widths<U>(sheet: &SheetPicture<U>) -> Vec<f64> {
    let clamped: Vec<f64> = sheet
        .columns
        .iter()
        .map(|column| column.width.clamp(WIDTHS.0, WIDTHS.1))
        .collect();
    let shrunk = (COMFORTABLE / clamped.iter().sum::<f64>()).clamp(SHRUNK, 1.0);
    clamped
        .into_iter()
        .map(|width| (width * shrunk * CHARACTER + MARGINS).round())
        .collect()
}

/// Widths that fit into the room, if they can.
fn fitted(widths: Vec<f64>, room: f64) -> Vec<f64> {
    let (narrow, wide): (Vec<f64>, Vec<f64>) =
        widths.iter().partition(|width| **width <= FEW_WORDS);
    let kept = (room - narrow.iter().sum::<f64>()) / wide.iter().sum::<f64>();
    if !(KEPT..1.0).contains(&kept) {
        return widths;
    }
    let width = |width: f64| {
        if width <= FEW_WORDS {
            width
        } else {
            (width * kept).floor()
        }
    };
    widths.into_iter().map(width).collect()
}
