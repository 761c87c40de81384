//! What a packed spreadsheet has beside its cells: notes on cells, text boxes, headers and footers of pages, properties of the
//! file, and other texts that only programs show. Only a search for everything that is held about somebody asks for them.

mod ods;
mod xlsx;

use std::io::BufRead;

use super::detect::{self, Contents};
use super::error::FileError;
use super::package::Package;
use super::xml::{Node, XmlDocument};
use crate::diagnostic::CellAddress;

/// What a spreadsheet has beside its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BesideCells {
    /// The texts.
    pub texts: Vec<BesideText>,
    /// Whether there are pictures or embedded files, or parts that cannot be read.
    pub unread: bool,
}

/// A text that is not in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BesideText {
    /// What it is.
    pub kind: BesideKind,
    /// The name of its sheet; empty where it has none, or it is not known.
    pub sheet: String,
    /// The cell that it is on; of a text box, the one below its corner.
    pub cell: Option<CellAddress>,
    /// Who wrote it, if the file says so.
    pub author: String,
    /// The text.
    pub text: String,
}

/// What a text is that is not in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BesideKind {
    /// A note or a conversation on a cell.
    Note,
    /// A text box, or the text in a shape, a chart or a diagram.
    TextBox,
    /// The header or footer of a page.
    Page,
    /// A property of the file, such as its author.
    Property,
    /// A property of the file that says what it is about: its title, subject, description or keywords.
    Subject,
    /// A link on a cell.
    Link,
    /// What only programs show: hints of a list, values that a pivot table remembers.
    Other,
}

impl BesideKind {
    /// The property of the file whose value is in an element of this name.
    fn of_property(element: &str) -> Self {
        if matches!(
            element,
            "title" | "subject" | "description" | "keywords" | "keyword" | "category"
        ) {
            Self::Subject
        } else {
            Self::Property
        }
    }
}

impl BesideCells {
    fn push(&mut self, kind: BesideKind, sheet: &str, cell: Option<CellAddress>, text: &str) {
        let text = text.trim();
        if text.contains(char::is_alphanumeric) {
            self.texts.push(BesideText {
                kind,
                sheet: sheet.to_owned(),
                cell,
                author: String::new(),
                text: text.to_owned(),
            });
        }
    }
}

/// What the parts beside the cells hold.
pub(super) fn read(package: &mut Package<'_>) -> Result<BesideCells, FileError> {
    let mut beside = BesideCells::default();
    match detect::contents(package)? {
        Contents::Xlsx => xlsx::read(package, &mut beside)?,
        Contents::Ods => ods::read(package, &mut beside)?,
    }
    Ok(beside)
}

/// The text up to the end of the element `of`, which has just begun: each paragraph on its own line, without `but`.
fn text_of<R: BufRead>(
    document: &mut XmlDocument<R>,
    of: &str,
    but: &[&str],
) -> Result<String, FileError> {
    let mut text = String::new();
    let mut depth = 1_u32;
    while depth > 0 {
        match document.next()? {
            Node::Start(start) => {
                let name = start.local_name();
                if but.contains(&name.as_ref()) {
                    document.skip()?;
                    continue;
                }
                match name.as_ref() {
                    "line-break" | "br" => text.push('\n'),
                    "s" | "tab" => text.push(' '),
                    name if name == of => depth += 1,
                    _ => {}
                }
            }
            Node::Text(characters) => text.push_str(&characters),
            Node::End(end) => match end.local_name().as_ref() {
                name if name == of => depth -= 1,
                "p" | "h" => text.push('\n'),
                _ => {}
            },
            Node::Eof => break,
            Node::DocType => {}
        }
    }
    Ok(text)
}

/// The text of a page's header without the codes of its places and fonts: `&L`, `&"Arial,Bold"`, `&12`.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '&' {
            plain.push(letter);
            continue;
        }
        let code = letters.next();
        if code != Some('&') {
            plain.push(' ');
        }
        match code {
            Some('&') => plain.push('&'),
            Some('"') => while letters.next().is_some_and(|letter| letter != '"') {},
            Some(digit) if digit.is_ascii_digit() => {
                while letters.next_if(char::is_ascii_digit).is_some() {}
            }
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn the_text_of_a_page_header_is_without_its_codes() {
        assert_eq!(
            plain("&L&\"Arial,Bold\"&12Ada Marsh&RR&&D &P"),
            "Ada Marsh R&D"
        );
    }
}
