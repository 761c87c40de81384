//! Finds the cells that calamine could not read: it says what is wrong with a cell, but not which cell it is.

use std::io::BufRead;

use super::super::error::FileError;
use super::super::xml::{Node, XmlDocument, attribute, number_attribute};
use super::cells::Unreadable;
use crate::diagnostic::CellAddress;

/// The addresses of the given cells, which are in the order of the file, in one pass over the sheet's part.
///
/// # Errors
/// If a cell without an address follows one of them in its row: calamine, which counts only cells that it can read, has
/// put it into a wrong column.
pub(super) fn find<R: BufRead>(
    mut document: XmlDocument<R>,
    cells: Vec<Unreadable>,
) -> Result<Vec<(CellAddress, Unreadable)>, FileError> {
    let mut found = Vec::with_capacity(cells.len());
    let mut wanted = cells.into_iter().peekable();
    // Writers may leave addresses out; then a row follows the last one, and a cell the last cell.
    let (mut row, mut column, mut ordinal) = (0_u32, 0_u32, 0_usize);
    let mut counted_wrongly = false;
    while wanted.peek().is_some() || counted_wrongly {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "row" => {
                    if let Some(number) = number_attribute(&start, "r") {
                        row = number.saturating_sub(1);
                    }
                    column = 0;
                }
                "c" => {
                    let written =
                        attribute(&start, "r").and_then(|text| CellAddress::parse(text.trim()));
                    let address = written.unwrap_or(CellAddress::new(row, column));
                    if counted_wrongly && written.is_none() {
                        return Err(FileError::damaged(format!(
                            "before cell {address} there is one that cannot be read, and cells have no addresses"
                        )));
                    }
                    column = address.column.saturating_add(1);
                    if let Some(cell) = wanted.next_if(|cell| cell.ordinal == ordinal) {
                        found.push((address, cell));
                        counted_wrongly = true;
                    }
                    ordinal += 1;
                }
                _ => {}
            },
            Node::End(end) if end.local_name().as_ref() == "row" => {
                row = row.saturating_add(1);
                counted_wrongly = false;
            }
            Node::Eof => break,
            _ => {}
        }
    }
    Ok(found)
}

/// `A1:B7`, or `A1` alone, as two corners; `None` for anything else.
pub(super) fn parse_region(text: &str) -> Option<(CellAddress, CellAddress)> {
    let (one, other) = text.split_once(':').unwrap_or((text, text));
    Some((
        CellAddress::parse(one.trim())?,
        CellAddress::parse(other.trim())?,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::super::value::CellValue;
    use super::*;

    #[test]
    fn cells_are_found_by_their_number() {
        let sheet = r#"<sheetData><row r="2"><c/><c r="D2"/></row><row><c/><c/></row></sheetData>"#;
        let wanted = |ordinals: &[usize]| -> Result<Vec<String>, FileError> {
            let cells = ordinals.iter().map(|ordinal| Unreadable {
                ordinal: *ordinal,
                value: CellValue::Uncalculated,
            });
            let found = find(XmlDocument::new(sheet.as_bytes()), cells.collect())?;
            Ok(found.iter().map(|(at, _)| at.to_string()).collect())
        };
        assert_eq!(wanted(&[0, 1, 3]).unwrap(), ["A2", "D2", "B3"]);
        assert!(wanted(&[2]).is_err());
    }
}
