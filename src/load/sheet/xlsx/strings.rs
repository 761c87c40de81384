//! The table of texts that cells share, and how text is written in this format.

use std::borrow::Cow;
use std::io::BufRead;

use super::super::package::Package;
use super::super::trouble::Trouble;
use super::super::xml::{Document, Node, attribute};

/// All shared texts in one string, so that a table of a million empty entries costs little.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }
}

pub(super) fn read(package: &mut Package, path: &str) -> Result<SharedStrings, Trouble> {
    let mut strings = SharedStrings::default();
    let Some(part) = package.part(path)? else {
        return Ok(strings);
    };
    let mut document = Document::new(part);
    loop {
        match document.next()? {
            Node::Start(start) if start.local_name().as_ref() == "si" => {
                let text = rich_text(&mut document, "si")?;
                strings.push(&text);
            }
            Node::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of an element that has just begun, over all its runs but without the phonetic guide above them.
pub(super) fn rich_text<R: BufRead>(
    document: &mut Document<R>,
    element: &str,
) -> Result<String, Trouble> {
    let mut whole = String::new();
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "t" => {
                    let keep_spaces =
                        attribute(&start, "space").is_some_and(|space| space == "preserve");
                    let text = plain_text(document, "t")?;
                    let text = if keep_spaces {
                        text.as_str()
                    } else {
                        text.trim_matches([' ', '\t', '\r', '\n'])
                    };
                    whole.push_str(&unescaped(text));
                }
                "rPh" => document.skip()?,
                _ => {}
            },
            Node::End(name) if name == element => return Ok(whole),
            Node::Eof => return Ok(whole),
            _ => {}
        }
    }
}

/// The characters up to the end of an element that has just begun.
pub(super) fn plain_text<R: BufRead>(
    document: &mut Document<R>,
    element: &str,
) -> Result<String, Trouble> {
    let mut whole = String::new();
    loop {
        match document.next()? {
            Node::Text(text) => whole.push_str(&text),
            Node::End(name) if name == element => return Ok(whole),
            Node::Eof => return Ok(whole),
            _ => {}
        }
    }
}

/// Text without the format's own escapes: `_x000D_` is a carriage return, `_x005F_` an underscore.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(unit) = escape_at(rest) {
            units.push(unit);
            rest = &rest[ESCAPE_LENGTH..];
        } else {
            units.extend_from_slice(first.encode_utf16(&mut [0; 2]));
            rest = &rest[first.len_utf8()..];
        }
    }
    // Characters beyond the first plane are escaped in two halves, hence the way over UTF-16.
    Cow::Owned(String::from_utf16_lossy(&units))
}

const ESCAPE_LENGTH: usize = "_x0000_".len();

fn escape_at(text: &str) -> Option<u16> {
    let digits = text
        .get(..ESCAPE_LENGTH)?
        .strip_prefix("_x")?
        .strip_suffix('_')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped("a_x000D_b"), "a\rb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_xD83D__xDCF7_"), "📷");
        assert_eq!(unescaped("_xZZZZ_ _x é"), "_xZZZZ_ _x é");
    }

    #[test]
    fn an_empty_entry_keeps_its_place() {
        let xml = r#"<sst uniqueCount="99999999999999"><si/><si><t>one</t></si><si><r><t xml:space="preserve">t </t></r>
            <r><t>wo</t></r><rPh><t>phonetic</t></rPh></si></sst>"#;
        let mut document = Document::new(xml.as_bytes());
        let mut strings = SharedStrings::default();
        while let Ok(node) = document.next() {
            match node {
                Node::Start(start) if start.local_name().as_ref() == "si" => {
                    let text = rich_text(&mut document, "si").unwrap();
                    strings.push(&text);
                }
                Node::Eof => break,
                _ => {}
            }
        }
        assert_eq!(strings.get(0), Some(""));
        assert_eq!(strings.get(1), Some("one"));
        assert_eq!(strings.get(2), Some("t wo"));
        assert_eq!(strings.get(3), None);
    }
}
