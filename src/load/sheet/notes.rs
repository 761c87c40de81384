//! Whether a packed spreadsheet has notes on its cells. What they say is not read.

use super::error::FileError;
use super::package::Package;
use super::xml::{Document, Node};

/// The elements that each hold a note: notes and conversations of Excel, and notes of `OpenDocument`.
const NOTES: [&str; 3] = ["comment", "threadedComment", "annotation"];

/// Whether one of the parts that may hold notes holds one.
pub(super) fn are_in(package: &mut Package<'_>) -> Result<bool, FileError> {
    let may_hold = |name: &String| {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let is_for_notes = file.starts_with("comments")
            || folder.ends_with("comments")
            || folder.ends_with("threadedcomments");
        // Names are in small letters here.
        file.strip_suffix(".xml").is_some() && (is_for_notes || name == "content.xml")
    };
    let parts: Vec<usize> = package
        .names()
        .iter()
        .enumerate()
        .filter(|(_, name)| may_hold(name))
        .map(|(part, _)| part)
        .collect();
    for part in parts {
        let mut document = Document::new(package.part(part)?);
        loop {
            match document.next()? {
                Node::Start(start) if NOTES.contains(&start.local_name().as_ref()) => {
                    return Ok(true);
                }
                Node::Eof => break,
                _ => {}
            }
        }
    }
    Ok(false)
}
