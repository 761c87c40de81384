//! Workbooks as bytes of `.xlsx` files: the team gap workbook, from the model and the analysis; and in `form` the
//! assessment form that is handed out.
//!
//! One file a sheet. A table is a list of columns (`column`), each with the function that fills it from a row's item;
//! columns that say whom a row is about are in `who`. What nearly every sheet uses is imported here for all of them. `page` sets up printing and `table` writes tables, in the same
//! way on every sheet; `style` has all colours and formats, `book` what several sheets need; findings in sentences are
//! in `render::findings`. Nothing outside this folder knows the library.
//!
//! Invariants: the only formulas are totals with a cached result; no hidden sheet, row or column; no link to another
//! machine; no clock; text is always written as text. *Data* and *Coverage* are contracts: additions go to the right.

mod actions;
mod anonymous;
mod bench;
mod book;
mod by_team;
mod cell;
mod charts;
mod column;
mod context;
mod coverage;
mod data;
mod data_quality;
mod form;
mod front;
mod gaps;
mod hand_out;
mod heat_map;
mod held;
mod key_people;
mod layout;
mod links;
mod managers;
mod method;
mod missing;
mod outcomes;
mod page;
mod people;
mod programme;
mod questions;
mod roster;
mod self_manager;
mod short_tables;
mod style;
mod suggestions;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod totals;
mod trend;
mod trial;
mod who;
mod wrap;

use rust_xlsxwriter::XlsxError;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use zip::result::ZipError;

use crate::analysis::{
    AnalysisOptions, Comparisons, MINIMUM_GROUP_FLOOR, ManagersSee, PersonAnalysis,
    ProgrammeOptions,
};
use crate::diagnostic::{Diagnostic, in_words};
use crate::labels::Labels;
use crate::model::Review;
pub use anonymous::anonymous_workbook;
use book::Book;
use cell::Cell;
pub use cell::fits as fits_cell;
use column::Table;
use context::WorkbookParts;
pub use form::{
    CarriedAction, DecisionsInput, FormInput, FormOptions, OutcomesInput, ScorecardInput,
    decisions as decisions_file, form, outcomes as outcomes_file, scorecard,
};
pub use hand_out::{HandOutRow, hand_out};
pub use held::held_workbook;
pub use managers::{ManagersOptions, manager_workbook};
use page::Page;
pub use roster::roster;
use style::{CellStyle, Total};
pub use trial::trial_workbook;
use who::RowPerson;

/// The input of the workbook.
#[derive(Debug, Clone, Copy)]
pub struct BookInput<'a> {
    /// Who was assessed against which map.
    pub review: &'a Review,
    /// The analyses of `review.assessments`, in the same order.
    pub people: &'a [PersonAnalysis],
    /// The choices that the analyses were made with.
    pub analysis: &'a AnalysisOptions,
    /// The comparison of this review with earlier ones, if there are any.
    pub comparison: Option<&'a Comparisons<'a>>,
    /// All messages from reading.
    pub diagnostics: &'a [Diagnostic],
    /// Each person's plan as a path relative to the workbook's folder, with `/` between folders; in the order of
    /// `review.assessments`. Missing entries are people without a plan.
    pub plans: &'a [Option<String>],
    /// The choices for the workbook itself.
    pub options: &'a BookOptions,
}

impl<'a> BookInput<'a> {
    /// The input of a workbook without messages, plans and a comparison.
    pub const fn of(
        review: &'a Review,
        people: &'a [PersonAnalysis],
        analysis: &'a AnalysisOptions,
        options: &'a BookOptions,
    ) -> Self {
        Self {
            review,
            people,
            analysis,
            comparison: None,
            diagnostics: &[],
            plans: &[],
            options,
        }
    }
}

/// Who a workbook is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Leadership and HR: everything, with names.
    Leadership,
    /// Each manager: their own people, with names.
    Managers,
    /// Anybody: nothing about a single person, nor about a group below the minimum.
    Anonymous,
}

/// Choices for the workbook itself, `[workbook]` in `careermap.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct BookOptions {
    /// Who team workbooks are made for; each at most once.
    #[serde(deserialize_with = "audiences")]
    pub audience: Vec<Audience>,
    /// Whether recommendations, managers' summaries and managers' comments are shown.
    #[serde(rename = "review-outcomes")]
    pub include_outcomes: bool,
    /// Whom each manager sees in their own workbook.
    pub managers_see: ManagersSee,
    /// How many people a group must have to be shown: comparisons of managers, and everything that is anonymous.
    #[serde(deserialize_with = "minimum_group")]
    pub minimum_group: usize,
    /// Choices about the development programme.
    #[serde(skip)]
    pub programme: ProgrammeOptions,
    /// The company's name, for titles and printed pages.
    #[serde(skip)]
    pub organisation: Option<String>,
    /// The line in the footer of each printed page, in place of the usual one.
    #[serde(skip)]
    pub confidentiality: Option<String>,
    /// Whether pages are US letter instead of A4.
    #[serde(skip)]
    pub letter: bool,
    /// The program and its version.
    #[serde(skip)]
    pub version: String,
    /// A value that changes with the content of the career map's file.
    #[serde(skip)]
    pub map_fingerprint: String,
    /// The words of the workbook.
    #[serde(skip)]
    pub labels: Labels,
    /// The manager whose people the workbook is about; `None` for one about everybody.
    #[serde(skip)]
    pub manager: Option<String>,
}

/// One audience or a list of them; leadership where none is named.
fn audiences<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Audience>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMore {
        One(Audience),
        More(Vec<Audience>),
    }
    let mut named = match OneOrMore::deserialize(from)? {
        OneOrMore::One(one) => vec![one],
        OneOrMore::More(more) => more,
    };
    named.sort_unstable();
    named.dedup();
    if named.is_empty() {
        named.push(Audience::Leadership);
    }
    Ok(named)
}

fn minimum_group<'de, D: Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    let people = usize::deserialize(from)?;
    if people < MINIMUM_GROUP_FLOOR {
        return Err(D::Error::custom(format!(
            "minimum-group is {people}; write {MINIMUM_GROUP_FLOOR} or more, since people in smaller groups could be \
             identified"
        )));
    }
    Ok(people)
}

impl Default for BookOptions {
    fn default() -> Self {
        Self {
            audience: vec![Audience::Leadership],
            programme: ProgrammeOptions::default(),
            organisation: None,
            confidentiality: None,
            include_outcomes: true,
            managers_see: ManagersSee::Direct,
            letter: false,
            minimum_group: 5,
            version: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
            map_fingerprint: String::new(),
            labels: Labels::english(),
            manager: None,
        }
    }
}

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The library refused something; the input is too large for the format, or this crate has a mistake.
    #[error(transparent)]
    Format(XlsxError),
    /// A temporary file could not be written or read.
    #[error("a temporary file could not be used: {}", in_words(.0))]
    TemporaryFile(#[from] std::io::Error),
    /// The file that the library made is not one.
    #[error("the workbook could not be put together: {0}")]
    Package(#[from] ZipError),
    /// The library declares tables in a way that this crate does not know.
    #[error("the table {0} was not found in it")]
    Table(String),
}

impl WorkbookError {
    /// What to do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::TemporaryFile(_)
            | Self::Format(XlsxError::TempFileError(..) | XlsxError::ZipError(_))
            | Self::Package(_) => {
                "Check that the folder for temporary files exists, that you may write there and that its disk is not \
                 full; or set another one in the environment variable TMPDIR (on Windows TMP). Then run again."
            }
            Self::Format(_) | Self::Table(_) => {
                "Please report this together with the command that you typed."
            }
        }
    }
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) | XlsxError::ZipError(ZipError::Io(error)) => {
                Self::TemporaryFile(error)
            }
            other => Self::Format(other),
        }
    }
}

/// The team gap workbook as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format, such as more columns than a sheet has.
pub fn workbook(input: &BookInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let book = Book::new(input);
    let data = data::sheets(&book, data::ROWS_PER_SHEET)?;
    let mut sheets = vec![
        summary::sheet(&book, data.len())?,
        heat_map::sheet(&book)?,
        gaps::sheet(&book)?,
        coverage::sheet(&book)?,
        key_people::sheet(&book)?,
        bench::sheet(&book)?,
        self_manager::sheet(&book)?,
        questions::sheet(&book, &data::places(&book, data::ROWS_PER_SHEET))?,
        actions::sheet(&book)?,
    ];
    sheets.extend(programme::sheets(&book)?);
    if input.options.include_outcomes {
        sheets.push(outcomes::sheet(&book)?);
    }
    if suggestions::are_there(&book) {
        sheets.push(suggestions::sheet(&book)?);
    }
    sheets.push(people::sheet(&book)?);
    sheets.push(by_team::sheet(&book)?);
    if let Some(comparison) = input.comparison {
        sheets.append(&mut trend::sheets(&book, comparison)?);
    }
    sheets.push(charts::sheet(&book)?);
    sheets.extend(data);
    sheets.push(data_quality::sheet(&book)?);
    sheets.push(method::sheet(&book)?);
    book.parts.finish("workbook.document", sheets)
}
