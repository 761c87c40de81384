//! Pure functions from the model to findings: gaps, readiness, focus areas, team coverage.
//!
//! Knows no files, no documents and no threads. The formulas are those of `docs/arithmetic.md`; the names are its words.

mod coverage;
mod gap;
mod options;
mod standing;

pub use coverage::{CoverageRow, CoverageStatus, Scope, coverage};
pub use gap::{Gap, Standing, gaps};
pub use options::AnalysisOptions;
pub use standing::{PersonAnalysis, Readiness, analyse_person, target_level};
