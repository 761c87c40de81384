//! Development plans as PDF, set by Typst inside this process. The only module that knows Typst.
//!
//! [`plan_data`] makes the data of one plan, [`Typesetter`] sets it. A `Typesetter` holds what all plans share: the
//! templates, the fonts and Typst's standard library.

pub mod data;

mod build;
mod glyphs;
mod options;
mod templates;
#[cfg(test)]
mod tests;
mod typesetter;
mod world;

pub use build::plan_data;
pub use options::{Paper, PlanLimits, PlanOptions};
pub use templates::{TemplateFile, Templates};
pub use typesetter::{Plan, PlanError, Typesetter, forget};
