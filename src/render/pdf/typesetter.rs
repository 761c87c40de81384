//! Sets plans: data in, PDF bytes out.

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use thiserror::Error;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::FileId;
use typst_kit::diagnostics::termcolor::NoColor;
use typst_kit::diagnostics::{DiagnosticFormat, emit};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::glyphs::{missing, replace};
use super::held::with_held;
use super::layout;
use super::long_words::has_long_value;
use super::options::PlanLimits;
use super::templates::Templates;
use super::world::{PlanWorld, Shared, TimeLimit, TookTooLong, file_id};
use crate::model::UNDATED;

#[cfg(test)]
mod tests;

/// The input of the typesetter: a template, and the data for it.
#[derive(Debug, Clone)]
pub struct TypesetInput {
    pub(super) template: &'static str,
    pub(super) json: String,
    /// The data for each page's footer, part of the same data.
    pub(super) foot: String,
    /// Characters that the templates' fonts lack.
    pub(super) lacking: BTreeSet<char>,
    /// Whether only the templates' fonts were requested, none of this computer.
    pub(super) own_fonts: bool,
    pub(super) limits: PlanLimits,
}

impl TypesetInput {
    /// The path of the template among the template files.
    pub const fn template(&self) -> &'static str {
        self.template
    }

    /// The data, as the template gets it.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Whether it is set only in the templates' own fonts, so that it looks the same on every computer.
    pub fn is_portable(&self) -> bool {
        self.own_fonts && self.lacking.is_empty()
    }
}

/// A plan that is ready to be written.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no font has; each appears in the plan as U+FFFD.
    pub missing: BTreeSet<char>,
    /// Characters that only a font of this computer has: on another computer the plan may look different.
    pub borrowed: BTreeSet<char>,
}

/// Why a plan could not be set.
#[derive(Debug, Error)]
pub enum PlanError {
    /// The template has a mistake, or does not fit the data. Holds what Typst says, with file and line.
    #[error("the template could not be set:\n{0}")]
    Template(String),
    /// The document is not a valid PDF of the required standards.
    #[error("the PDF could not be written:\n{0}")]
    Export(String),
    /// The plan has more pages than is allowed.
    #[error("it has {pages} pages, more than {allowed}")]
    TooManyPages {
        /// Its pages.
        pages: usize,
        /// How many it may have.
        allowed: usize,
    },
    /// Setting the plan took longer than is allowed.
    #[error("typesetting took longer than {0} seconds")]
    TooSlow(u64),
    /// The requested font is not available.
    #[error("there is no font “{0}”")]
    UnknownFont(String),
    /// The data could not be written as JSON.
    #[error("the plan's data could not be passed to the template: {0}")]
    Data(#[from] serde_json::Error),
}

/// Holds what all plans share, and sets them one at a time; use it from as many threads as there are cores.
pub struct Typesetter {
    templates: Arc<Templates>,
    today: Option<Datetime>,
    pub(super) shared: Shared,
    /// Whether `shared` has only the templates' fonts.
    pub(super) own_fonts: bool,
    /// For the few plans with characters that the templates' fonts lack; looking for fonts takes long.
    with_machine_fonts: OnceLock<Shared>,
    /// Whether a label has a word that is longer than a column.
    pub(super) long_labels: bool,
    standards: PdfStandards,
    timestamp: Timestamp,
    pub(super) limits: PlanLimits,
}

impl Typesetter {
    /// A typesetter for documents that carry the date `as_of`.
    ///
    /// # Errors
    /// If Typst cannot write the standards that plans conform to (PDF/UA-1 and PDF/A-2a) at once.
    pub fn new(templates: Templates, as_of: Option<Date>) -> Result<Self, PlanError> {
        let today = as_of.map(datetime);
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| PlanError::Export(error.message().to_string()))?;
        let long_labels = templates.labels().any(has_long_value);
        let templates = Arc::new(with_held(templates));
        Ok(Self {
            shared: Shared::new(Arc::clone(&templates), today),
            own_fonts: true,
            with_machine_fonts: OnceLock::new(),
            long_labels,
            templates,
            today,
            standards,
            timestamp: Timestamp::new_utc(datetime(as_of.unwrap_or(UNDATED))),
            limits: PlanLimits::default(),
        })
    }

    /// The same typesetter with other limits on a plan.
    #[must_use]
    pub const fn within(mut self, limits: PlanLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The same typesetter with a font family: one of the templates', else one of this computer.
    ///
    /// # Errors
    /// If neither has it: Typst would silently set everything in another font.
    pub fn with_font(mut self, family: &str) -> Result<Self, PlanError> {
        let has = |shared: &Shared| shared.fonts.book().contains_family(&family.to_lowercase());
        if !has(&self.shared) {
            self.shared = Shared::new(Arc::clone(&self.templates), self.today).with_machine_fonts();
            self.own_fonts = false;
        }
        if has(&self.shared) {
            Ok(self)
        } else {
            Err(PlanError::UnknownFont(family.to_owned()))
        }
    }

    /// Whether documents are set only in the templates' fonts, as long as these have all characters.
    pub const fn has_own_fonts_alone(&self) -> bool {
        self.own_fonts
    }

    /// Sets a document. `ident` names it from cycle to cycle, such as the employee ID; it does not appear in it.
    ///
    /// # Errors
    /// If the template has a mistake or the document cannot be exported.
    pub fn set(&self, manuscript: &TypesetInput, ident: &str) -> Result<Plan, PlanError> {
        let TypesetInput {
            template,
            json,
            foot,
            lacking,
            limits,
            ..
        } = manuscript;
        let main = file_id(template);
        if lacking.is_empty() {
            let (json, foot) = (json.clone(), foot.clone());
            let (pdf, pages) = self.set_with(&self.shared, main, json, foot, ident, *limits)?;
            return Ok(Plan {
                pdf,
                pages,
                missing: BTreeSet::new(),
                borrowed: BTreeSet::new(),
            });
        }
        let shared = self.with_machine_fonts.get_or_init(|| {
            Shared::new(Arc::clone(&self.templates), self.today).with_machine_fonts()
        });
        let missing = missing(json, &shared.fonts);
        let (json, foot) = (replace(json, &missing), replace(foot, &missing));
        let (pdf, pages) = self.set_with(shared, main, json, foot, ident, *limits)?;
        Ok(Plan {
            pdf,
            pages,
            borrowed: lacking.difference(&missing).copied().collect(),
            missing,
        })
    }

    fn set_with(
        &self,
        shared: &Shared,
        main: FileId,
        json: String,
        foot: String,
        ident: &str,
        limits: PlanLimits,
    ) -> Result<(Vec<u8>, usize), PlanError> {
        let world = PlanWorld {
            shared,
            main,
            data: Bytes::from_string(json),
            foot: Bytes::from_string(foot),
            patience: TimeLimit::new(limits.seconds),
        };
        panic::catch_unwind(AssertUnwindSafe(|| self.set_in(&world, ident, limits))).unwrap_or_else(
            |panicked| {
                if panicked.is::<TookTooLong>() {
                    Err(PlanError::TooSlow(limits.seconds))
                } else {
                    panic::resume_unwind(panicked)
                }
            },
        )
    }

    fn set_in(
        &self,
        world: &PlanWorld<'_>,
        ident: &str,
        limits: PlanLimits,
    ) -> Result<(Vec<u8>, usize), PlanError> {
        let laid_out = if self.templates.has_own_design() {
            layout::layout_once(world)
        } else {
            layout::layout_fully(world)
        };
        let document = laid_out.map_err(|errors| PlanError::Template(explain(world, &errors)))?;
        let pages = document.pages().len();
        if pages > limits.pages {
            return Err(PlanError::TooManyPages {
                pages,
                allowed: limits.pages,
            });
        }
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some(
                concat!("careermap ", env!("CARGO_PKG_VERSION")).into(),
            )),
            timestamp: Some(self.timestamp),
            page_ranges: None,
            standards: self.standards.clone(),
            tagged: true,
            pretty: false,
        };
        let pdf = typst_pdf::pdf(&document, &options)
            .map_err(|errors| PlanError::Export(explain(world, &errors)))?;
        Ok((pdf, pages))
    }
}

/// Removes from the cache what no document has used since the last call: some 3 MB a document.
///
/// To be called once in a while, after failed documents too. What many plans share stays, as long as one of them uses
/// it between two calls. Each call looks at the whole cache, so a call after every document would be expensive with a
/// large cache.
pub fn evict_cache() {
    // The age of an entry is the number of calls since it was used.
    comemo::evict(1);
}

/// Midnight of a day.
fn datetime(date: Date) -> Datetime {
    // jiff's and Typst's calendar are the same, and jiff's months and days are never negative.
    #[expect(
        clippy::expect_used,
        reason = "every date of jiff's is one of Typst's, see above"
    )]
    Datetime::from_ymd_hms(
        date.year().into(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
        0,
        0,
        0,
    )
    .expect("a day of the calendar")
}

/// Mistakes as Typst shows them, with file and line, without colour.
fn explain(world: &PlanWorld<'_>, errors: &[SourceDiagnostic]) -> String {
    let mut text = NoColor::new(Vec::new());
    if emit(&mut text, world, errors, DiagnosticFormat::Human).is_err() {
        // This happens only if the source cannot be shown; the messages alone still help.
        return errors
            .iter()
            .map(|error| error.message.to_string())
            .collect::<Vec<_>>()
            .join("\n");
    }
    String::from_utf8_lossy(&text.into_inner())
        .trim_end()
        .to_owned()
}
