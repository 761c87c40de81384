//! The overview page, of a run and of a check.

use std::borrow::Cow;
use std::path::Path;

use super::failure::failed;
use super::pictures::examples;
use super::read::{AnalysedReview, MapSource};
use super::templates::read_templates;
use super::{Failure, check_output_file};
use crate::analysis::Comparisons;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, catch};
use crate::output::{OVERVIEW, OutputError, renew};
use crate::render::page::{
    Design, Document, PageError, PageFile, PageInput, ReadingInput, ReadingSection, pages,
};

/// The documents of a run, for its page.
pub(super) struct MadeDocuments<'a> {
    /// The plan of each assessment, in the review's order; `None` for one that could not be made.
    pub(super) plans: &'a [Option<String>],
    /// The documents about several people.
    pub(super) documents: &'a [Document],
    /// This review beside the last one.
    pub(super) comparison: Option<&'a Comparisons<'a>>,
}

/// The page of a run. `diagnostics` has all messages.
pub(super) fn of_run(
    options: &Options,
    cycle: &AnalysedReview,
    made: &MadeDocuments<'_>,
    diagnostics: &[Diagnostic],
    design: Result<Design, PageError>,
) -> Result<Vec<PageFile>, Diagnostic> {
    let design = design.map_err(|error| page_failed(&error))?;
    let made = catch(|| {
        let reading = reading_of(options, cycle, diagnostics, false);
        let input = PageInput {
            plans: Some(made.plans),
            documents: made.documents,
            comparison: made.comparison,
            diagnostics,
            reading: reading.as_ref(),
            ..of_cycle(options, cycle)
        };
        pages(&input, &design, OVERVIEW)
    });
    made.map_err(|said| page_failed(&said))?
        .map_err(|error| page_failed(&error))
}

/// The input of a check's page: as much as could be read.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// Everything; `None` if the career map could not be read, or only the map was asked for.
    pub cycle: Option<&'a AnalysedReview>,
    /// The file with the career map, if only that was asked for or it was refused; `None` if it cannot be opened.
    pub map: Option<&'a MapSource>,
    /// Every problem, by place.
    pub diagnostics: &'a [Diagnostic],
    /// Whether the page is for others than HR.
    pub masked: bool,
}

/// Why a page was not written.
#[derive(Debug, thiserror::Error)]
pub enum NoPage {
    /// It could not be made.
    #[error(transparent)]
    Page(#[from] PageError),
    /// It could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The place or the templates cannot be used.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Writes the page of a check to a file, in place of an earlier one; for very many people, further pages beside it.
///
/// # Errors
/// If there is a file that is not such a page, or the page cannot be made or written.
pub fn write_page(file: &Path, options: &Options, checked: &Checked<'_>) -> Result<(), NoPage> {
    check_output_file(file, options)?;
    let templates = read_templates(options)?;
    let design = Design::from_files(templates.files())?;
    let said = match checked.cycle {
        Some(_) => Cow::Borrowed(checked.diagnostics),
        None => Cow::Owned(without_folders(checked.diagnostics, &options.input)),
    };
    let input = match checked.cycle {
        Some(cycle) => of_cycle(options, cycle),
        None => PageInput {
            career_map: checked
                .map
                .and_then(|source| source.reading.career_map.as_ref()),
            ..of_nobody(options)
        },
    };
    let reading = match checked.cycle {
        Some(cycle) => reading_of(options, cycle, &said, checked.masked),
        None => ReadingSection::of(&ReadingInput {
            career_map: input.career_map,
            map: checked.map.map(MapSource::picture).as_ref(),
            diagnostics: &said,
            masked: checked.masked,
            ..ReadingInput::default()
        }),
    };
    let input = PageInput {
        diagnostics: &said,
        reading: reading.as_ref(),
        masked: checked.masked,
        ..input
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    for page in pages(&input, &design, &name)? {
        // The first page keeps exactly the name that was typed.
        let place = if page.name == name {
            file.to_owned()
        } else {
            file.with_file_name(&page.name)
        };
        renew(&place, &page.bytes, &[])?;
    }
    Ok(())
}

/// What was said about a folder without the folders that it lies in, which can name who uses the computer. Once a folder
/// could be read, nothing names it.
fn without_folders(diagnostics: &[Diagnostic], input: &Path) -> Vec<Diagnostic> {
    let typed = input.display().to_string();
    let name = input.file_name().map(|name| name.to_string_lossy());
    let mut said = diagnostics.to_vec();
    if let Some(name) = name.filter(|name| *name != typed) {
        for one in &mut said {
            one.message = one.message.replace(&typed, &name);
        }
    }
    said
}

fn of_cycle<'a>(options: &'a Options, cycle: &'a AnalysedReview) -> PageInput<'a> {
    PageInput {
        career_map: Some(&cycle.review.career_map),
        review: Some(&cycle.review),
        analyses: &cycle.people,
        diagnostics: &cycle.diagnostics,
        ..of_nobody(options)
    }
}

/// The input of a page about nothing that was read.
fn of_nobody(options: &Options) -> PageInput<'_> {
    PageInput {
        career_map: None,
        review: None,
        analyses: &[],
        analysis: &options.analysis,
        comparison: None,
        diagnostics: &[],
        plans: None,
        documents: &[],
        organisation: options.plans.organisation.as_deref(),
        labels: &options.labels,
        reading: None,
        masked: false,
    }
}

/// How the files were understood.
fn reading_of(
    options: &Options,
    cycle: &AnalysedReview,
    diagnostics: &[Diagnostic],
    masked: bool,
) -> Option<ReadingSection> {
    let (examples, examples_left) = examples(cycle, options);
    ReadingSection::of(&ReadingInput {
        career_map: Some(&cycle.review.career_map),
        map: Some(&cycle.map.picture()),
        examples: &examples,
        examples_left,
        diagnostics,
        review: Some(&cycle.review),
        masked,
    })
}

fn page_failed(said: &dyn std::fmt::Display) -> Diagnostic {
    failed(
        Code("page-failed"),
        OVERVIEW,
        "overview page",
        said,
        "If you changed the templates, correct them; if not, please report this. The other documents are not affected.",
    )
}
