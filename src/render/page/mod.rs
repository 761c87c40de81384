//! The overview: one page (of very many people, several) that says what was made, who is missing, what is wrong, what stands
//! out and how the files were understood. The only part of the crate that knows HTML.
//!
//! What the page says is data (`data`), how it looks is templates below `templates/page`, which a company can replace.
//! Texts from cells are escaped and keep their direction to themselves; the page's policy lets it load nothing. It tells of
//! the review and not of a run's counts or times, so the same input gives the same bytes.

mod data;
mod engine;
mod links;
mod outstanding;
mod people;
mod policy;
mod problems;
mod reading;
mod settings_line;
#[cfg(test)]
mod tests;

use crate::analysis::{AnalysisOptions, Comparison, PersonAnalysis};
use crate::diagnostic::Diagnostic;
use crate::labels::Labels;
use crate::model::{CareerMap, Review};

pub use engine::{Design, FIRST_LINE};
pub use reading::{Reading, ReadingInput};

/// What the page is made from: as much of it as could be read.
#[derive(Debug, Clone, Copy)]
pub struct PageInput<'a> {
    /// The career map; `None` where it was refused.
    pub career_map: Option<&'a CareerMap>,
    /// Who was assessed; `None` where there is no map to read assessments against, or only the map was asked for.
    pub review: Option<&'a Review>,
    /// The analyses of `review.assessments`, in the same order.
    pub analyses: &'a [PersonAnalysis],
    /// The choices that the analyses were made with.
    pub analysis: &'a AnalysisOptions,
    /// This review beside the last one, where there is one.
    pub comparison: Option<&'a Comparison<'a>>,
    /// Every problem, by place.
    pub diagnostics: &'a [Diagnostic],
    /// The plan of each assessment as a path below the page's folder, with `/` between folders; `None` in it for one that
    /// could not be made. `None` where no plans were to be made.
    pub plans: Option<&'a [Option<String>]>,
    /// The other documents that were made.
    pub documents: &'a [Document],
    /// The company's name.
    pub organisation: Option<&'a str>,
    /// The words of the page's language.
    pub labels: &'a Labels,
    /// How the files were understood, on the first page; `None` where none could be opened.
    pub reading: Option<&'a Reading>,
    /// Whether the page is to be shown to others than HR: then it says nothing about people.
    pub masked: bool,
}

/// A document about several people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Where it is, below the page's folder, with `/` between folders.
    pub path: String,
}

/// The kinds of documents about several people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentKind {
    /// The team workbook.
    Workbook,
    /// The team workbook that anybody may read.
    AnonymousWorkbook,
    /// All plans of the people of this manager, who may not be known.
    Packet(Option<String>),
}

/// A page as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A template cannot be used.
    #[error("its template cannot be used: {0}")]
    Template(String),
    /// A template file is not a text.
    #[error("the template {0} is not a text in UTF-8")]
    NotText(String),
}

/// The page, and where there are too many people for one the pages that follow it, each with the next of them.
///
/// `name` is the first page's file; the others have a number behind it.
///
/// # Errors
/// If a template of the company's own cannot be used.
pub fn pages(
    input: &PageInput<'_>,
    design: &Design,
    name: &str,
) -> Result<Vec<PageFile>, PageError> {
    data::pages(input, name)
        .into_iter()
        .map(|page| {
            Ok(PageFile {
                bytes: design.fill(&page, input.labels)?,
                name: page.file,
            })
        })
        .collect()
}
