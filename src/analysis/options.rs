//! What a company may choose about the analysis.

use std::num::NonZeroUsize;

use serde::{Deserialize, Deserializer};

use crate::model::{Amount, Currency};

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
#[serde(try_from = "ProgrammeSection")]
pub struct ProgrammeOptions {
    /// How much may be spent, in `currency`; without it, on costs that name no currency.
    pub budget: Option<Amount>,
    /// The currency of costs that do not name theirs.
    pub currency: Option<Currency>,
}

/// The section as it is typed.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct ProgrammeSection {
    budget: Option<f64>,
    currency: Option<Currency>,
}

impl TryFrom<ProgrammeSection> for ProgrammeOptions {
    type Error = String;

    fn try_from(typed: ProgrammeSection) -> Result<Self, Self::Error> {
        let Some(number) = typed.budget else {
            return Ok(Self {
                budget: None,
                currency: typed.currency,
            });
        };
        let places = typed.currency.map_or(2, Currency::places);
        let budget = Amount::of_number(number).filter(|budget| budget.has_places(places));
        let budget = budget.ok_or_else(|| {
            format!("budget is {number}; a budget is an amount of money from 0, such as 20000")
        })?;
        Ok(Self {
            budget: Some(budget),
            currency: typed.currency,
        })
    }
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
