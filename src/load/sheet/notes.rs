//! What a packed spreadsheet has beside its cells: whether there are notes, text boxes or pictures, and the texts of page headers
//! and footers.

use super::error::FileError;
use super::package::Package;
use super::xml::{Document, Node};

/// What stands beside the cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether there are notes, text boxes or pictures, which are not read.
    pub notes: bool,
    /// The texts of page headers and footers.
    pub pages: Vec<String>,
}

/// The elements that each hold a note, a text box or a picture: notes and conversations of Excel, its shapes and pictures,
/// notes of `OpenDocument`, its frames and shapes. Charts show what is in cells.
const NOTES: [&str; 11] = [
    "comment",
    "threadedComment",
    "annotation",
    "sp",
    "pic",
    "image",
    "text-box",
    "custom-shape",
    "rect",
    "ellipse",
    "caption",
];

/// The elements around the texts of a page's header and footer.
const PAGES: [&str; 10] = [
    "oddHeader",
    "oddFooter",
    "evenHeader",
    "evenFooter",
    "firstHeader",
    "firstFooter",
    "header",
    "footer",
    "header-left",
    "footer-left",
];

/// What the parts beside the cells hold.
pub(super) fn read(package: &mut Package<'_>) -> Result<Beside, FileError> {
    let may_hold = |name: &String| {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let is_beside = file.starts_with("comments")
            || ["comments", "drawings", "worksheets"]
                .iter()
                .any(|end| folder.ends_with(end));
        // Names are in small letters here.
        file.strip_suffix(".xml").is_some()
            && (is_beside || name == "content.xml" || name == "styles.xml")
    };
    let parts: Vec<usize> = package
        .names()
        .iter()
        .enumerate()
        .filter(|(_, name)| may_hold(name))
        .map(|(part, _)| part)
        .collect();
    let mut beside = Beside::default();
    for part in parts {
        let mut document = Document::new(package.part(part)?);
        // The text of the header or footer that has begun.
        let mut page: Option<(&str, String)> = None;
        loop {
            match document.next()? {
                Node::Start(start) => {
                    let name = start.local_name();
                    beside.notes |= NOTES.contains(&name.as_ref());
                    if page.is_none() {
                        let one = PAGES.iter().find(|page| **page == name.as_ref());
                        page = one.map(|one| (*one, String::new()));
                    }
                }
                Node::Text(text) => {
                    if let Some((_, whole)) = &mut page {
                        whole.push_str(&text);
                    }
                }
                Node::End(end) => {
                    if page
                        .as_ref()
                        .is_some_and(|(name, _)| *name == end.local_name().as_ref())
                    {
                        beside
                            .pages
                            .extend(page.take().map(|(_, text)| plain(&text)));
                    }
                }
                Node::Eof => break,
                Node::DocType => {}
            }
        }
    }
    beside
        .pages
        .retain(|text| text.contains(char::is_alphabetic));
    Ok(beside)
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
        plain.push(' ');
        match letters.next() {
            Some('&') => plain.push('&'),
            Some('"') => while letters.next().is_some_and(|letter| letter != '"') {},
            Some(digit) if digit.is_ascii_digit() => {
                while letters.next_if(char::is_ascii_digit).is_some() {}
            }
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn the_text_of_a_page_header_is_without_its_codes() {
        assert_eq!(
            plain("&L&\"Arial,Bold\"&12Ada Marsh&RR&&D &P")
                .split_whitespace()
                .collect::<Vec<_>>(),
            ["Ada", "Marsh", "R", "&D"]
        );
    }
}
