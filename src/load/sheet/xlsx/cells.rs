//! The cells of one worksheet, in one pass over its part.

use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::super::grid::{Grid, GridBuilder};
use super::super::limits::Limits;
use super::super::trouble::Trouble;
use super::super::value::{Value, date_of_iso, date_of_serial};
use super::super::xml::{Document, Node, attribute, flag, number_attribute};
use super::super::{Budget, MergeBudget};
use super::strings::{SharedStrings, plain_text, rich_text, unescaped};
use crate::diagnostic::CellAddress;

/// What a cell refers to outside its sheet.
pub(super) struct SheetContext<'a> {
    pub(super) strings: &'a SharedStrings,
    pub(super) date_styles: &'a [bool],
    pub(super) epoch_1904: bool,
    pub(super) limits: &'a Limits,
}

/// Reads the cells, merged regions and hidden rows and columns of a sheet.
pub(super) fn read<R: BufRead>(
    mut document: Document<R>,
    context: &SheetContext<'_>,
    budget: &mut Budget,
) -> Result<Grid, Trouble> {
    let mut grid = GridBuilder::default();
    let mut merges = MergeBudget::new(context.limits);
    // Writers may leave addresses out; then a row follows the last one, and a cell the last cell.
    let (mut next_row, mut next_column) = (0_u32, 0_u32);
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "col" if flag(&start, "hidden") => hide_columns(&start, &mut grid),
                "row" => {
                    if let Some(row) = number_attribute(&start, "r") {
                        next_row = row.saturating_sub(1);
                    }
                    next_column = 0;
                    if flag(&start, "hidden") && next_row < Limits::ROWS {
                        grid.hide_row(next_row);
                    }
                }
                "c" => {
                    let place = attribute(&start, "r")
                        .and_then(|address| parse_address(&address))
                        .unwrap_or(CellAddress::new(next_row, next_column));
                    next_column = place.column.saturating_add(1);
                    let cell = RawCell::new(&start);
                    if let Some(value) = cell.read(&mut document, context)?
                        && place.row < Limits::ROWS
                        && place.column < Limits::COLUMNS
                    {
                        grid.set(place.row, place.column, budget.admit(value)?);
                    }
                }
                "mergeCell" => {
                    if let Some((first, last)) =
                        attribute(&start, "ref").and_then(|range| parse_range(&range))
                    {
                        merges.admit()?;
                        grid.merge(first, last);
                    }
                }
                _ => {}
            },
            Node::End(name) if name == "row" => next_row = next_row.saturating_add(1),
            Node::Eof => return Ok(grid.finish()),
            _ => {}
        }
    }
}

fn hide_columns(start: &BytesStart<'_>, grid: &mut GridBuilder) {
    if let (Some(first), Some(last)) = (
        number_attribute(start, "min"),
        number_attribute(start, "max"),
    ) {
        for column in first.max(1)..=last.min(Limits::COLUMNS) {
            grid.hide_column(column - 1);
        }
    }
}

/// A cell before its value is known.
struct RawCell {
    kind: Option<String>,
    style: Option<u32>,
}

impl RawCell {
    fn new(start: &BytesStart<'_>) -> Self {
        Self {
            kind: attribute(start, "t"),
            style: number_attribute(start, "s"),
        }
    }

    /// Reads up to the end of the cell.
    fn read<R: BufRead>(
        &self,
        document: &mut Document<R>,
        context: &SheetContext<'_>,
    ) -> Result<Option<Value>, Trouble> {
        let (mut value, mut inline, mut formula) = (None, None, false);
        loop {
            match document.next()? {
                Node::Start(start) => match start.local_name().as_ref() {
                    "v" => value = Some(plain_text(document, "v")?),
                    "is" => inline = Some(rich_text(document, "is")?),
                    "f" => {
                        formula = true;
                        document.skip()?;
                    }
                    _ => document.skip()?,
                },
                Node::End(name) if name == "c" => break,
                Node::Eof => break,
                _ => {}
            }
        }
        if let Some(text) = inline {
            return Ok(Value::from_text(text));
        }
        match value {
            // A formula that gives an empty text has a value: the empty text.
            Some(text) if !text.is_empty() || self.kind.as_deref() == Some("str") => {
                Ok(self.value(&text, context))
            }
            _ => Ok(formula.then_some(Value::Uncalculated)),
        }
    }

    fn value(&self, text: &str, context: &SheetContext<'_>) -> Option<Value> {
        match self.kind.as_deref() {
            Some("s") => {
                let shared = text.trim().parse().ok();
                match shared.and_then(|index| context.strings.get(index)) {
                    Some(text) => Value::from_text(text),
                    None => Some(Value::Error("a text that the file does not hold".into())),
                }
            }
            Some("str" | "inlineStr") => Value::from_text(unescaped(text)),
            Some("e") => Some(Value::Error(text.trim().to_owned())),
            Some("b") => match text.trim() {
                "1" | "true" => Some(Value::Bool(true)),
                "0" | "false" => Some(Value::Bool(false)),
                other => Some(Value::Error(format!("the truth value “{other}”"))),
            },
            Some("d") => date_of_iso(text)
                .map(Value::Date)
                .or_else(|| Value::from_text(text)),
            _ => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => Some(self.number(number, context)),
                _ => Value::from_text(unescaped(text)),
            },
        }
    }

    fn number(&self, number: f64, context: &SheetContext<'_>) -> Value {
        let is_date = self
            .style
            .and_then(|style| context.date_styles.get(style as usize))
            .copied()
            .unwrap_or(false);
        is_date
            .then(|| date_of_serial(number, context.epoch_1904))
            .flatten()
            .map_or(Value::Number(number), Value::Date)
    }
}

/// `B7` as an address; `None` for anything else.
fn parse_address(text: &str) -> Option<CellAddress> {
    let text = text.trim();
    let letters = text.len()
        - text
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .len();
    let (letters, digits) = text.split_at(letters);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0_u32, |column, letter| {
        column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row: u32 = digits.parse().ok()?;
    Some(CellAddress::new(row.checked_sub(1)?, column - 1))
}

/// `A1:C3`, or a single cell, as two corners.
fn parse_range(text: &str) -> Option<(CellAddress, CellAddress)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some((parse_address(first)?, parse_address(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_sheet(xml: &str) -> Grid {
        let strings = SharedStrings::default();
        let limits = Limits::default();
        let context = SheetContext {
            strings: &strings,
            date_styles: &[false, true],
            epoch_1904: false,
            limits: &limits,
        };
        read(
            Document::new(xml.as_bytes()),
            &context,
            &mut Budget::new(&limits),
        )
        .unwrap()
    }

    #[test]
    fn addresses_are_parsed_strictly() {
        assert_eq!(parse_address("B7"), Some(CellAddress::new(6, 1)));
        assert_eq!(
            parse_address("XFD1048576"),
            Some(CellAddress::new(1_048_575, 16_383))
        );
        for wrong in ["", "7", "B", "B0", "ABCD1", "B-1", "B99999999999", "Ä1"] {
            assert_eq!(parse_address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_kind_of_cell_is_told_apart() {
        let grid = read_sheet(
            r#"<x:worksheet xmlns:x="x"><x:dimension ref="A1:XFD1048576"/><x:sheetData><x:row r="2">
            <x:c r="A2"><x:v>3.5</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>text</x:v></x:c>
            <x:c t="e"><x:v>#REF!</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c s="1"><x:v>46000</x:v></x:c>
            <x:c><x:f>SUM(A1)</x:f></x:c><x:c t="inlineStr"><x:is><x:t>in</x:t></x:is></x:c>
            <x:c t="s"><x:v>9</x:v></x:c><x:c t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c t="d"><x:v>2026-05-01T10:00</x:v></x:c>
            </x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
        );
        let seen: Vec<String> = grid
            .cells()
            .map(|(at, value)| format!("{at} {value:?}"))
            .collect();
        assert_eq!(
            seen,
            [
                "A2 Number(3.5)",
                "B2 Text(\"text\")",
                "C2 Error(\"#REF!\")",
                "D2 Bool(true)",
                "E2 Date(2025-12-09)",
                "F2 Uncalculated",
                "G2 Text(\"in\")",
                "H2 Error(\"a text that the file does not hold\")",
                "J2 Date(2026-05-01)",
                "A3 Number(1.0)",
            ]
        );
    }

    #[test]
    fn hidden_rows_columns_and_merges_are_kept() {
        let grid = read_sheet(
            r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols><sheetData>
            <row r="4" hidden="true"><c r="A4"><v>1</v></c><c r="B4"><v>2</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A4:B4"/></mergeCells></worksheet>"#,
        );
        assert_eq!(grid.hidden_columns(), [1, 2]);
        assert_eq!(grid.hidden_rows(), [3]);
        assert_eq!(grid.get(3, 0), Some(&Value::Number(1.0)));
        assert_eq!(grid.get(3, 1), None);
    }
}
