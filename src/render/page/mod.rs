//! The overview: one page (for very many people, several) that says what was made, who is missing, what is wrong, what
//! stands out and how the files were understood. The only part of the crate that knows HTML.
//!
//! The page's content is data (`data`); its look is templates below `templates/page`, which a company can replace.
//! Texts from cells are escaped and isolated in their direction; the page's policy forbids it to load anything. The
//! page describes the review and not a run's counts or times, so the same input gives the same bytes.

mod data;
mod engine;
mod findings;
mod links;
mod outstanding;
mod people;
mod policy;
mod problems;
mod reading;
mod settings_line;
#[cfg(test)]
mod tests;

use crate::analysis::{AnalysisOptions, Comparisons, PersonAnalysis};
use crate::diagnostic::Diagnostic;
use crate::labels::Labels;
use crate::model::{CareerMap, Review};

pub use engine::{Design, FIRST_LINE};
pub use reading::{ReadingInput, ReadingSection};

/// The input of the page: as much as could be read.
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
    pub comparison: Option<&'a Comparisons<'a>>,
    /// Every problem, by place.
    pub diagnostics: &'a [Diagnostic],
    /// The plan of each assessment as a path below the page's folder, with `/` between folders; an entry is `None` if
    /// the plan could not be made. `None` if no plans were to be made.
    pub plans: Option<&'a [Option<String>]>,
    /// The other documents that were made.
    pub documents: &'a [Document],
    /// The company's name.
    pub organisation: Option<&'a str>,
    /// The words of the page's language.
    pub labels: &'a Labels,
    /// How the files were understood, on the first page; `None` where none could be opened.
    pub reading: Option<&'a ReadingSection>,
    /// Whether people outside HR may see the page: then it says nothing about people.
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
    /// The team workbook that everybody may read.
    AnonymousWorkbook,
    /// The workbook of this manager.
    ManagersWorkbook(String),
    /// All plans of this manager's people; `None` if the manager is unknown.
    Packet(Option<String>),
    /// The review packet of this team; `None` for people without one.
    ReviewPacket(Option<String>),
    /// The file in which leadership writes down what it decides.
    Decisions,
}

/// A page as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// The file's name.
    pub name: String,
    /// Its contents.
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

/// The page, and if there are too many people for one, further pages with the rest.
///
/// `name` is the first page's file; the others add a number.
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
