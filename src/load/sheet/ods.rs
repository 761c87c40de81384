//! `OpenDocument` spreadsheets (`.ods`).
//!
//! One pass over `content.xml`, of our own. calamine's reader for this format cannot be bounded from outside: it reads
//! all tables while it opens the file, into lists over each table's bounding box, where a repeated cell of a few bytes
//! stands for up to a hundred million; and it tells neither what is hidden nor what is covered by a merged region. Here,
//! rows and cells that are repeated move the address on if they are blank and count against the [`Budget`] if not.

use std::collections::BTreeSet;
use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::error::FileError;
use super::grid::GridBuilder;
use super::limits::Limits;
use super::package::Package;
use super::value::{Value, date_of_iso};
use super::xml::{Document, Node, attribute, number_attribute};
use super::{Budget, MergeBudget, Sheet, Workbook};
use crate::diagnostic::{CellAddress, Location};

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
    let mut document = Document::new(part);
    let mut budget = Budget::new(limits);
    let mut hidden_styles = BTreeSet::new();
    let mut style = None;
    let mut sheets = Vec::new();
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name"),
                "table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                    hidden_styles.extend(style.take());
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
                    let table = Table::new(limits, &mut budget);
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
    let mut document = Document::new(part);
    loop {
        match document.next()? {
            Node::Start(start) if start.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Node::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// A table while it is read.
struct Table<'a> {
    grid: GridBuilder,
    merges: MergeBudget,
    budget: &'a mut Budget,
    row: u32,
    column: u32,
}

impl<'a> Table<'a> {
    fn new(limits: &Limits, budget: &'a mut Budget) -> Self {
        Self {
            grid: GridBuilder::default(),
            merges: MergeBudget::new(limits),
            budget,
            row: 0,
            column: 0,
        }
    }

    /// Reads up to the end of the table, which has just begun.
    fn read<R: BufRead>(mut self, document: &mut Document<R>) -> Result<GridBuilder, FileError> {
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
        self.column = end;
    }

    fn row<R: BufRead>(
        &mut self,
        document: &mut Document<R>,
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
                        if let Some(value) = cell.read(document)? {
                            for row in rows.clone() {
                                for column in columns.clone() {
                                    let value = self.budget.admit(value.clone())?;
                                    self.grid.set(row, column, value);
                                }
                            }
                        }
                    }
                    // What lies under a merged region can hold a stale value, which nobody sees.
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
            self.merges.admit()?;
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

fn is_hidden(start: &BytesStart<'_>) -> bool {
    matches!(
        attribute(start, "visibility").as_deref(),
        Some("collapse" | "filter")
    )
}

/// A cell before its text is known.
struct RawCell {
    kind: Option<String>,
    value: Option<String>,
    is_formula: bool,
}

impl RawCell {
    fn new(start: &BytesStart<'_>) -> Self {
        // A newer attribute of the same name tells errors apart from numbers and text; it comes in a namespace of its own.
        let kinds: Vec<String> = start
            .attributes()
            .with_checks(false)
            .flatten()
            .filter(|attribute| attribute.key.local_name().as_ref() == "value-type")
            .map(|attribute| attribute.value.into_owned())
            .collect();
        let kind = match kinds.iter().find(|kind| *kind == "error") {
            Some(error) => Some(error.clone()),
            None => kinds.into_iter().next(),
        };
        let value = match kind.as_deref() {
            Some("date") => attribute(start, "date-value"),
            Some("boolean") => attribute(start, "boolean-value"),
            Some("string") => attribute(start, "string-value"),
            Some("float" | "percentage" | "currency") => attribute(start, "value"),
            _ => None,
        };
        Self {
            kind,
            value,
            is_formula: attribute(start, "formula").is_some(),
        }
    }

    /// Reads up to the end of the cell.
    fn read<R: BufRead>(self, document: &mut Document<R>) -> Result<Option<Value>, FileError> {
        let shown = shown_text(document)?;
        let text = || Value::from_text(shown.clone());
        let value = match (self.kind.as_deref(), &self.value) {
            (Some("error"), _) => Some(Value::Error(shown.trim().to_owned())),
            (Some("float" | "percentage" | "currency"), Some(number)) => {
                match (number.trim().parse::<f64>(), text()) {
                    // An error has the number 0 and says what it is in its text.
                    (_, Some(Value::Error(error))) => Some(Value::Error(error)),
                    (Ok(number), _) if pads(number, &shown) => Some(Value::Padded {
                        number,
                        text: shown.trim().into(),
                    }),
                    (Ok(number), _) if number.is_finite() => Some(Value::Number(number)),
                    (_, text) => text,
                }
            }
            (Some("date"), Some(date)) => date_of_iso(date).map(Value::Date).or_else(text),
            (Some("boolean"), Some(truth)) => Some(Value::Bool(truth == "true")),
            (Some("string"), Some(string)) => Value::from_text(string.clone()),
            _ => text(),
        };
        Ok(match value {
            None if self.is_formula && self.kind.is_none() => Some(Value::Uncalculated),
            value => value,
        })
    }
}

/// Whether what a cell shows is its number padded with zeros, with or without a sign before or after it: `LF-000901`.
fn pads(number: f64, shown: &str) -> bool {
    // Most numbers do not begin with a zero, and are told apart here.
    if shown.bytes().find(u8::is_ascii_digit) != Some(b'0') {
        return false;
    }
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    digits.len() > 1
        && digits.parse() == Ok(number)
        // The zeros of 0.00, and of 0E+00, are no padding.
        && !shown.contains(['.', ','])
        && (number > 0.0 || digits == shown.trim())
}

/// The paragraphs of a cell that has just begun, without its comments and drawings.
fn shown_text<R: BufRead>(document: &mut Document<R>) -> Result<String, FileError> {
    let mut text = String::new();
    let mut paragraphs = 0_u32;
    let mut depth = 0_u32;
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "annotation" | "shapes" | "frame" | "table" => document.skip()?,
                name => {
                    match name {
                        "p" | "h" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                        }
                        "line-break" => text.push('\n'),
                        "tab" => text.push('\t'),
                        "s" => {
                            let spaces = number_attribute(&start, "c").unwrap_or(1).min(256);
                            text.extend(std::iter::repeat_n(' ', spaces as usize));
                        }
                        _ => {}
                    }
                    depth += 1;
                }
            },
            Node::Text(characters) if depth > 0 => text.push_str(&characters),
            Node::Text(_) | Node::DocType => {}
            Node::End(_) => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Ok(text),
            },
            Node::Eof => return Ok(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid::Grid;
    use super::*;

    fn read_table(rows: &str) -> Result<Grid, FileError> {
        let xml = format!("<table:table>{rows}</table:table>");
        let limits = Limits {
            cells: 100,
            ..Limits::default()
        };
        let mut budget = Budget::new(&limits);
        let mut document = Document::new(xml.as_bytes());
        document.next()?;
        Ok(Table::new(&limits, &mut budget)
            .read(&mut document)?
            .finish())
    }

    #[test]
    fn every_kind_of_cell_is_told_apart() {
        let grid = read_table(
            r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            <table:table-row><table:table-cell office:value-type="float" office:value="3"><text:p>3,00</text:p></table:table-cell>
            <table:table-cell office:value-type="string"><office:annotation><text:p>comment</text:p></office:annotation><text:p>one<text:s text:c="2"/><text:span>two</text:span></text:p><text:p>three &amp; four</text:p></table:table-cell>
            <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
            <table:table-cell office:value-type="date" office:date-value="2026-05-01T00:00:00"><text:p>1 May</text:p></table:table-cell>
            <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>
            <table:table-cell table:formula="of:=A1"/>
            </table:table-row>"#,
        )
        .unwrap();
        let seen: Vec<String> = grid
            .cells()
            .map(|(at, value)| format!("{at} {value:?}"))
            .collect();
        assert_eq!(
            seen,
            [
                "A3 Number(3.0)",
                "B3 Text(\"one  two\\nthree & four\")",
                "C3 Error(\"#DIV/0!\")",
                "D3 Date(2026-05-01)",
                "E3 Bool(true)",
                "F3 Uncalculated",
            ]
        );
        assert_eq!(grid.hidden_columns(), [2]);
    }

    #[test]
    fn a_number_that_shows_padded_with_zeros_reads_as_it_looks() {
        let cells: String = [
            ("float", "901", "000901"),
            ("float", "901", " LF-0901 "),
            ("float", "0", "000"),
            ("float", "901", "901"),
            ("float", "0", "0"),
            ("float", "0", "0E+00"),
            ("float", "0", "0.00"),
            ("float", "0.5", "0,50"),
            ("float", "5", "0,005"),
            ("percentage", "0.05", "05%"),
            ("float", "1", "02"),
            ("string", "", "000901"),
        ]
        .iter()
        .map(|(kind, value, shown)| {
            format!(
                r#"<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>"#
            )
        })
        .collect();
        let grid = read_table(&format!("<table:table-row>{cells}</table:table-row>")).unwrap();
        let seen: Vec<String> = grid
            .cells()
            .map(|(at, value)| format!("{at} {value:?}"))
            .collect();
        assert_eq!(
            seen,
            [
                r#"A1 Padded { number: 901.0, text: "000901" }"#,
                r#"B1 Padded { number: 901.0, text: "LF-0901" }"#,
                r#"C1 Padded { number: 0.0, text: "000" }"#,
                "D1 Number(901.0)",
                "E1 Number(0.0)",
                "F1 Number(0.0)",
                "G1 Number(0.0)",
                "H1 Number(0.5)",
                "I1 Number(5.0)",
                "J1 Number(0.05)",
                "K1 Number(1.0)",
                r#"L1 Text("000901")"#,
            ]
        );
    }

    #[test]
    fn spans_are_merges_and_covered_cells_are_blank() {
        let grid = read_table(
            r#"<table:table-row table:visibility="filter"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>a</text:p></table:table-cell>
            <table:covered-table-cell><text:p>stale</text:p></table:covered-table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"#,
        )
        .unwrap();
        assert_eq!(grid.len(), 2);
        assert_eq!(grid.get(0, 2), Some(&Value::Text("b".into())));
        assert_eq!(grid.merges()[0].last, CellAddress::new(2, 1));
        assert_eq!(grid.hidden_rows(), [0]);
    }

    #[test]
    fn repetition_cannot_be_driven_beyond_the_limits() {
        let blank = r#"<table:table-row table:number-rows-repeated="4000000000"><table:table-cell table:number-columns-repeated="4000000000"/></table:table-row>"#;
        assert!(read_table(blank).unwrap().is_empty());
        let filled = blank.replace(
            "/></table:table-row",
            "><text:p>x</text:p></table:table-cell></table:table-row",
        );
        assert!(read_table(&filled).is_err());
    }
}
