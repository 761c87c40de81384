//! A company's options for its plans.

use std::num::{NonZeroU64, NonZeroUsize};

use jiff::civil::Date;
use serde::Deserialize;

use crate::labels::Labels;
use crate::model::Folders;

/// The size of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// ISO A4.
    #[default]
    A4,
    /// US Letter.
    Letter,
}

impl Paper {
    /// Typst's name for it.
    pub const fn typst_name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "us-letter",
        }
    }
}

/// How much of an appendix a plan has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Appendix {
    /// The other areas and what comes next in them; one page for a usual map.
    #[default]
    Short,
    /// Everything that role and target ask for, and the cell of each rating.
    Full,
    /// None.
    None,
}

/// Choices of the company, `[plans]` in `careermap.toml`; the defaults suit the common case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlanOptions {
    /// BCP 47 code of the plans' language, where it is not the company's.
    pub language: Option<String>,
    /// The labels of the plans' language.
    #[serde(skip)]
    pub labels: Labels,
    /// The size of the sheet.
    pub paper: Paper,
    /// What each folder of plans is for.
    pub folders: Folders,
    /// Font family in place of the templates' own: one on this computer, or one among the company's own templates.
    pub font: Option<String>,
    /// How many pages a plan may have.
    pub max_pages: NonZeroUsize,
    /// How many seconds making a plan may take. On any computer that runs the program, a plan takes a fraction of one.
    pub max_seconds: NonZeroU64,
    /// The day on which everybody looks at the plans again, where the company has set one.
    #[serde(skip)]
    pub follow_up_on: Option<Date>,
    /// The company's name.
    #[serde(skip)]
    pub organisation: Option<String>,
    /// Accent colour as `#rrggbb`.
    #[serde(skip)]
    pub accent: Option<String>,
    /// Path of the company's logo among the template files.
    #[serde(skip)]
    pub logo: Option<String>,
    /// The line that says who may read a plan, in place of the template's own.
    #[serde(skip)]
    pub confidentiality: Option<String>,
    /// How much of an appendix a plan has.
    pub appendix: Appendix,
    /// Whether a plan shows the possible paths from the role level.
    pub paths: bool,
}

impl Default for PlanOptions {
    fn default() -> Self {
        Self {
            language: None,
            labels: Labels::english(),
            paper: Paper::default(),
            folders: Folders::default(),
            font: None,
            max_pages: const { NonZeroUsize::new(100).unwrap() },
            max_seconds: const { NonZeroU64::new(60).unwrap() },
            follow_up_on: None,
            organisation: None,
            accent: None,
            logo: None,
            confidentiality: None,
            appendix: Appendix::default(),
            paths: true,
        }
    }
}

impl PlanOptions {
    /// How long a plan may get.
    pub const fn limits(&self) -> PlanLimits {
        PlanLimits {
            pages: self.max_pages.get(),
            seconds: self.max_seconds.get(),
        }
    }
}

/// How long a plan may get: a mistake in a template must not hold up the others, or fill the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanLimits {
    /// Pages of a plan.
    pub pages: usize,
    /// Seconds that setting it may take. On any computer that runs the program, a plan takes a fraction of one.
    pub seconds: u64,
}

impl PlanLimits {
    /// The limits for a document of this many plans.
    #[must_use]
    pub const fn times(self, plans: usize) -> Self {
        Self {
            pages: self.pages.saturating_mul(plans),
            seconds: self.seconds.saturating_mul(plans as u64),
        }
    }
}

impl Default for PlanLimits {
    fn default() -> Self {
        PlanOptions::default().limits()
    }
}
