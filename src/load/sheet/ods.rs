//! `OpenDocument` spreadsheets (`.ods`).
//!
//! Our own reader makes one pass over `content.xml`. calamine's reader for this format cannot be bounded from outside:
//! it reads all tables while it opens the file, into lists over each table's bounding box, where a repeated cell of a
//! few bytes can become up to a hundred million. It also does not say what is hidden or covered by a merged region.
//! Here, rows and cells that are repeated move the address on if they are blank and count against the [`SheetBudget`] if
//! not.

mod cell;

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::error::FileError;
use super::grid::GridBuilder;
use super::limits::Limits;
use super::package::Package;
use super::xml::{Node, XmlDocument, attribute, number_attribute};
use super::{MergeBudget, Sheet, SheetBudget, Workbook};
use crate::diagnostic::{CellAddress, Location};
use cell::RawCell;

pub(super) use cell::SHAPES;

/// How wide columns of a style are, in characters.
type Widths = BTreeMap<String, f64>;

/// So many styles of columns are looked at; people have a handful.
const WIDTHS: usize = 10_000;

/// Reads every table of a spreadsheet document.
pub(super) fn read(
    package: &mut Package<'_>,
    at: &Location,
    limits: &Limits,
) -> Result<Workbook, FileError> {
    if is_encrypted(package)? {
        return Err(FileError::password());
    }
    let Some(part) = package.text("content.xml")? else {
        return Err(FileError::damaged("it has no content"));
    };
    let mut document = XmlDocument::new(part);
    let mut budget = SheetBudget::new(limits);
    let mut hidden_styles = BTreeSet::new();
    let mut widths: Widths = BTreeMap::new();
    let mut style = None;
    let mut sheets = Vec::new();
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name"),
                "table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                    hidden_styles.extend(style.take());
                }
                "table-column-properties" if widths.len() < WIDTHS => {
                    let width = attribute(&start, "column-width");
                    if let (Some(width), Some(style)) =
                        (width.as_deref().and_then(characters), &style)
                    {
                        widths.insert(style.clone(), width);
                    }
                }
                "table" => {
                    if sheets.len() == limits.sheets {
                        return Err(FileError::too_large(
                            format!("has more than {} sheets", limits.sheets),
                            "sheets",
                        ));
                    }
                    let name = attribute(&start, "name").unwrap_or_default();
                    let hidden = attribute(&start, "style-name")
                        .is_some_and(|style| hidden_styles.contains(&style));
                    let table = OdsTable::new(limits, &mut budget, &widths);
                    sheets.push(Sheet {
                        at: at.with_sheet(name.as_str()),
                        grid: table.read(&mut document)?.finish(),
                        name,
                        hidden,
                    });
                }
                "tracked-changes" => document.skip()?,
                _ => {}
            },
            Node::Eof => break,
            _ => {}
        }
    }
    Ok(Workbook {
        at: at.clone(),
        sheets,
    })
}

fn is_encrypted(package: &mut Package<'_>) -> Result<bool, FileError> {
    let Some(part) = package.text("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    let mut document = XmlDocument::new(part);
    while let Some(start) = document.next_start()? {
        if start.local_name().as_ref() == "encryption-data" {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A table while it is read.
struct OdsTable<'a> {
    grid: GridBuilder,
    widths: &'a Widths,
    merges: MergeBudget,
    budget: &'a mut SheetBudget,
    row: u32,
    column: u32,
}

impl<'a> OdsTable<'a> {
    fn new(limits: &Limits, budget: &'a mut SheetBudget, widths: &'a Widths) -> Self {
        Self {
            grid: GridBuilder::default(),
            widths,
            merges: MergeBudget::new(limits),
            budget,
            row: 0,
            column: 0,
        }
    }

    /// Reads up to the end of the table, which has just begun.
    fn read<R: BufRead>(mut self, document: &mut XmlDocument<R>) -> Result<GridBuilder, FileError> {
        loop {
            match document.next()? {
                Node::Start(start) => match start.local_name().as_ref() {
                    "table-column" => self.column(&start),
                    "table-row" => {
                        let repeated = repeated(&start, "number-rows-repeated");
                        let hidden = is_hidden(&start);
                        self.row(document, repeated, hidden)?;
                    }
                    // Groups and header rows only wrap rows and columns.
                    name if name.starts_with("table-") => {}
                    _ => document.skip()?,
                },
                Node::End(end) if end.local_name().as_ref() == "table" => return Ok(self.grid),
                Node::Eof => return Ok(self.grid),
                _ => {}
            }
        }
    }

    fn column(&mut self, start: &BytesStart<'_>) {
        let end = self
            .column
            .saturating_add(repeated(start, "number-columns-repeated"))
            .min(Limits::COLUMNS);
        if is_hidden(start) {
            for column in self.column..end {
                self.grid.hide_column(column);
            }
        }
        let width = attribute(start, "style-name").and_then(|style| self.widths.get(&style));
        if let Some(width) = width.filter(|_| self.column < end) {
            self.grid.width(self.column, end - 1, *width);
        }
        self.column = end;
    }

    fn row<R: BufRead>(
        &mut self,
        document: &mut XmlDocument<R>,
        repeated_rows: u32,
        hidden: bool,
    ) -> Result<(), FileError> {
        let rows = self.row..self.row.saturating_add(repeated_rows).min(Limits::ROWS);
        self.row = rows.end;
        if hidden {
            for row in rows.clone() {
                self.grid.hide_row(row);
            }
        }
        let mut column = 0_u32;
        loop {
            match document.next()? {
                Node::Start(start) => match start.local_name().as_ref() {
                    "table-cell" => {
                        let cell = RawCell::new(&start);
                        let columns = column
                            ..column
                                .saturating_add(repeated(&start, "number-columns-repeated"))
                                .min(Limits::COLUMNS);
                        column = columns.end;
                        self.span(&start, rows.start, columns.start)?;
                        if let Some((value, unit)) = cell.read(document)? {
                            for row in rows.clone() {
                                for column in columns.clone() {
                                    if let Some(unit) = &unit {
                                        self.grid.unit(row, column, unit.clone());
                                    }
                                    let value = self.budget.count(value.clone())?;
                                    self.grid.set(row, column, value);
                                }
                            }
                        }
                    }
                    // A cell under a merged region can hold a stale value, which nobody sees.
                    "covered-table-cell" => {
                        column = column
                            .saturating_add(repeated(&start, "number-columns-repeated"))
                            .min(Limits::COLUMNS);
                        document.skip()?;
                    }
                    _ => document.skip()?,
                },
                Node::End(end) if end.local_name().as_ref() == "table-row" => return Ok(()),
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn span(&mut self, start: &BytesStart<'_>, row: u32, column: u32) -> Result<(), FileError> {
        let rows = repeated(start, "number-rows-spanned").min(Limits::ROWS);
        let columns = repeated(start, "number-columns-spanned").min(Limits::COLUMNS);
        if rows > 1 || columns > 1 {
            self.merges.count()?;
            self.grid.merge(
                CellAddress::new(row, column),
                CellAddress::new(
                    row.saturating_add(rows - 1),
                    column.saturating_add(columns - 1),
                ),
            );
        }
        Ok(())
    }
}

/// A count that is 1 where it is missing or makes no sense.
fn repeated(start: &BytesStart<'_>, name: &str) -> u32 {
    number_attribute(start, name).unwrap_or(1).max(1)
}

/// A length such as `2.258cm` in characters of seven pixels, if that makes sense.
fn characters(length: &str) -> Option<f64> {
    const PIXELS: [(&str, f64); 6] = [
        ("in", 96.0),
        ("cm", 96.0 / 2.54),
        ("mm", 96.0 / 25.4),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("px", 1.0),
    ];
    let (number, pixels) = PIXELS
        .iter()
        .find_map(|(unit, pixels)| Some((length.strip_suffix(unit)?, pixels)))?;
    let width = number.trim().parse::<f64>().ok()? * pixels / 7.0;
    (0.5..=255.0).contains(&width).then_some(width)
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    matches!(
        attribute(start, "visibility").as_deref(),
        Some("collapse" | "filter")
    )
}

#[cfg(test)]
mod tests;
