//! Beside the cells of `OpenDocument`: notes and frames stand among the cells.

use super::{BesideCells, BesideKind, BesideText, plain, text_of};
use crate::diagnostic::CellAddress;
use crate::load::sheet::error::FileError;
use crate::load::sheet::limits::Limits;
use crate::load::sheet::ods::SHAPES;
use crate::load::sheet::package::Package;
use crate::load::sheet::xml::{Node, XmlDocument, attribute, number_attribute};

/// The elements around the texts of a page's header and footer.
const PAGES: [&str; 8] = [
    "header",
    "footer",
    "header-left",
    "footer-left",
    "header-first",
    "footer-first",
    "header-even",
    "footer-even",
];

pub(super) fn read(package: &mut Package<'_>, beside: &mut BesideCells) -> Result<(), FileError> {
    content(package, beside)?;
    if let Some(part) = package.index("styles.xml") {
        let mut document = XmlDocument::new(package.part(part)?);
        while let Some(start) = document.next_start()? {
            let page = start.local_name();
            if PAGES.contains(&page.as_ref()) {
                let text = plain(&text_of(&mut document, page.as_ref(), &[])?);
                beside.push(BesideKind::Page, "", None, &text);
            }
        }
    }
    if let Some(part) = package.index("meta.xml") {
        let mut document = XmlDocument::new(package.part(part)?);
        let mut kind = BesideKind::Property;
        loop {
            match document.next()? {
                Node::Start(start) => kind = BesideKind::of_property(start.local_name().as_ref()),
                Node::Text(text) => beside.push(kind, "", None, &text),
                Node::Eof => break,
                _ => {}
            }
        }
    }
    let is_embedded = |name: &String| name.starts_with("pictures/") || name.starts_with("object ");
    beside.unread |= package.names().iter().any(is_embedded);
    Ok(())
}

/// Notes, text boxes and hints, each with its cell.
fn content(package: &mut Package<'_>, beside: &mut BesideCells) -> Result<(), FileError> {
    let Some(part) = package.index("content.xml") else {
        return Ok(());
    };
    let mut document = XmlDocument::new(package.part(part)?);
    let mut sheet = String::new();
    // The next row and column, and those of the cell that has begun.
    let (mut row, mut column, mut rows) = (0_u32, 0_u32, 0_u32);
    let mut at: Option<CellAddress> = None;
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "table" => {
                    sheet = attribute(&start, "name").unwrap_or_default();
                    (row, rows) = (0, 0);
                    at = None;
                }
                "table-row" => {
                    row = row.saturating_add(rows).min(Limits::ROWS);
                    rows = repeated(number_attribute(&start, "number-rows-repeated"));
                    column = 0;
                }
                "table-cell" | "covered-table-cell" => {
                    at = Some(CellAddress::new(row, column));
                    let columns = number_attribute(&start, "number-columns-repeated");
                    column = column
                        .saturating_add(repeated(columns))
                        .min(Limits::COLUMNS);
                }
                "annotation" => {
                    let (author, text) = note(&mut document)?;
                    beside.texts.push(BesideText {
                        kind: BesideKind::Note,
                        sheet: sheet.clone(),
                        cell: at,
                        author,
                        text,
                    });
                }
                "a" if at.is_some() => {
                    let target = attribute(&start, "href").unwrap_or_default();
                    beside.push(BesideKind::Link, &sheet, at, &target);
                }
                "image" | "object" | "object-ole" => beside.unread = true,
                "help-message" | "error-message" => {
                    let name = start.local_name().as_ref().to_owned();
                    let text = text_of(&mut document, &name, &[])?;
                    beside.push(BesideKind::Other, "", None, &text);
                }
                name => {
                    let mut boxes = SHAPES.iter().chain(&["text-box"]);
                    if let Some(name) = boxes.find(|one| **one == name) {
                        let text = text_of(&mut document, name, &[])?;
                        beside.push(BesideKind::TextBox, &sheet, at, &text);
                    }
                }
            },
            Node::End(end) => match end.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => at = None,
                "table" => sheet.clear(),
                _ => {}
            },
            Node::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The author and the text of a note that has just begun.
fn note<R: std::io::BufRead>(document: &mut XmlDocument<R>) -> Result<(String, String), FileError> {
    let (mut author, mut text) = (String::new(), String::new());
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "creator" => author = text_of(document, "creator", &[])?,
                "p" => {
                    text.push_str(text_of(document, "p", &[])?.trim_end());
                    text.push('\n');
                }
                "date" | "creator-initials" | "date-string" => document.skip()?,
                _ => {}
            },
            Node::End(end) if end.local_name().as_ref() == "annotation" => break,
            Node::Eof => break,
            _ => {}
        }
    }
    Ok((author.trim().to_owned(), text.trim().to_owned()))
}

/// A count that is 1 where it is missing or makes no sense.
fn repeated(count: Option<u32>) -> u32 {
    count.unwrap_or(1).max(1)
}
