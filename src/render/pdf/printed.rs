//! Prints a page of the documentation: from its blocks to PDF.

use std::collections::BTreeMap;
use std::io;

use thiserror::Error;

use super::templates::Templates;
use super::typesetter::{PlanError, Typesetter};
use crate::diagnostic::in_words;
use crate::model::{Prose, ProseBlock, words_of};

/// Used together with the plans' templates, for their colours and fonts.
const TEMPLATE: &str = include_str!("printed.typ");

/// Why a page could not be printed.
#[derive(Debug, Error)]
pub enum PrintError {
    /// A picture cannot be read.
    #[error("the picture {file} cannot be read: {}", in_words(error))]
    Picture {
        /// As the page names it.
        file: String,
        /// Why not.
        error: io::Error,
    },
    /// The fonts lack characters.
    #[error("the fonts of the documents do not have these characters: {0}")]
    Characters(String),
    /// It could not be set.
    #[error(transparent)]
    Set(#[from] PlanError),
}

/// Sets a page. `picture` gives the bytes of a picture by its name in the page.
///
/// # Errors
/// If anything of the page would be missing on paper.
pub fn printed(
    page: &Prose,
    picture: impl Fn(&str) -> io::Result<Vec<u8>>,
) -> Result<Vec<u8>, PrintError> {
    let mut files = BTreeMap::from([("printed.typ".to_owned(), TEMPLATE.as_bytes().to_vec())]);
    for block in &page.blocks {
        if let ProseBlock::Picture { file, .. } = block {
            let bytes = picture(file).map_err(|error| PrintError::Picture {
                file: file.clone(),
                error,
            })?;
            files.insert(file.clone(), bytes);
        }
    }
    let templates = Templates::embedded().with_files(files);
    let json = serde_json::to_string(page).map_err(PlanError::from)?;
    let title = words_of(page.title.as_deref().unwrap_or_default());
    let set = Typesetter::new(templates, None)?.printed(json, &title)?;
    let lacking: String = set.missing.iter().chain(&set.borrowed).collect();
    if lacking.is_empty() {
        Ok(set.pdf)
    } else {
        Err(PrintError::Characters(lacking))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn a_page_is_printed_and_what_is_missing_is_said() {
        let none = |_: &str| Err(io::Error::from(io::ErrorKind::NotFound));
        let page = |block| Prose {
            title: Some(vec![Span::plain("A page")]),
            blocks: vec![block],
        };
        let text = |text: &str| {
            let words = vec![Span::plain(text)];
            page(ProseBlock::Paragraph { words })
        };
        assert!(printed(&text("Words"), none).unwrap().starts_with(b"%PDF"));
        let (file, alt) = ("y.png".to_owned(), "x".to_owned());
        for (page, why) in [
            (
                page(ProseBlock::Picture { file, alt }),
                "the picture y.png cannot be read",
            ),
            (text("\u{F8FF}"), "do not have these characters: \u{F8FF}"),
        ] {
            let error = printed(&page, none).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
