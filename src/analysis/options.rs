//! What a company may choose about the analysis.

use std::num::NonZeroUsize;

use serde::{Deserialize, Deserializer};

use crate::model::Currency;

/// Choices of the company, `[analysis]` in `careermap.toml`; the defaults suit the common case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnalysisOptions {
    /// How many focus areas a plan names at most.
    #[serde(deserialize_with = "at_least_one")]
    pub focus_areas: usize,
    /// How many people a team needs at the reference level for a competency to be covered.
    #[serde(deserialize_with = "at_least_one")]
    pub needed_people: usize,
}

/// Choices about the development programme, `[programme]` in `careermap.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProgrammeOptions {
    /// The currency of costs that do not name theirs.
    pub currency: Option<Currency>,
}

fn at_least_one<'de, D: Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    NonZeroUsize::deserialize(from).map(NonZeroUsize::get)
}

impl Default for AnalysisOptions {
    fn default() -> Self {
        Self {
            focus_areas: 3,
            needed_people: 2,
        }
    }
}
