//! Pure functions from the model to findings: gaps, readiness, focus areas, team coverage.
//!
//! Knows no files, no documents and no threads. The formulas are those of `docs/arithmetic.md`; the names are its words.

#[cfg(test)]
mod tests;

mod advice;
mod bench;
mod calibration;
mod comparison;
mod coverage;
mod demand;
mod disclosure;
mod gap;
mod groups;
mod key_people;
mod needs;
mod options;
mod participation;
mod progress;
mod standing;
mod turnout;

pub use advice::{Advice, AdvicePlace, advice};
pub use bench::{Bench, BenchPerson, Closeness, bench};
pub use calibration::{Differences, Pair, WIDE, by_manager, differences, pairs};
pub use comparison::{
    ActionOutcome, ActionTrend, Comparison, CompetencyTrend, CoverageThen, GapCauses, LastCycle,
    MapChange, MapComparison, OutcomeCounts, PersonTrend, TrendRow,
};
pub use coverage::{CoverageRow, CoverageStatus, Scope, coverage};
pub use demand::{Demand, demand};
pub use disclosure::{Anonymous, AnonymousFigures, AnonymousGroup, MINIMUM_GROUP_FLOOR, anonymous};
pub use gap::{Gap, Standing, gaps};
pub use groups::{Group, GroupFigures, GroupSources, StatusCounts, groups};
pub use key_people::{Fall, KeyPerson, key_people};
pub use options::AnalysisOptions;
pub use participation::{Completeness, missing};
pub use progress::{Progress, days_overdue, progress};
pub use standing::{PersonAnalysis, Readiness, analyse_person, target_level};
pub use turnout::{Entered, Turnout, turnout};
