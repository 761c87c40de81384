//! Pure functions from the model to findings: gaps, readiness, focus areas, team coverage.
//!
//! Knows no files, no documents and no threads. The formulas are those of `docs/arithmetic.md`; the names are its words.

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

mod addresses;
mod advice;
mod bench;
mod calibration;
mod comparison;
mod completion;
mod coverage;
mod demand;
mod deputies;
mod disclosure;
mod figures;
mod gap;
mod groups;
mod key_people;
mod mail_address;
mod mentors;
mod needs;
mod options;
mod participation;
mod paths;
mod programme;
mod progress;
mod questions;
mod reports;
mod scope;
mod standing;
mod steps;
mod suggestions;
mod trial;

pub use addresses::{AddressBook, AddressFault, Recipient};
pub use advice::{Advice, AdvicePlace, advice};
pub use bench::{Bench, BenchPerson, Closeness, bench};
pub use calibration::{Differences, Pair, WIDE, by_manager, differences, pairs};
pub use comparison::{
    ActionOutcome, ActionTrend, Comparison, Comparisons, CompetencyTrend, CoverageThen, EndedLine,
    FormerPerson, GapCauses, LastCycle, LineEntry, MapChange, MapComparison, MapItem,
    OutcomeCounts, PersonTrend, RatingLine, RatingTrend, SpecialityContent, TeamLine, TrendRow,
};
pub use completion::{AnsweredCount, Completion, UnusableFiles, completion};
pub use coverage::{CoverageRow, CoverageStatus, coverage};
pub use demand::{Demand, demand};
pub use deputies::{Deputy, deputies};
pub use disclosure::{
    Anonymous, AnonymousFigures, AnonymousGroup, GroupNames, MINIMUM_GROUP_FLOOR, anonymous,
};
pub use figures::{Figures, scale_titles, scale_words};
pub use gap::{Gap, Standing, gaps};
pub use groups::{Group, GroupFigures, GroupSources, StatusCounts, groups};
pub use key_people::{CoverageLoss, KeyPerson, key_people};
pub use mail_address::{NoAddress, mail_address};
pub use mentors::{Help, Mentors, OFFERS_EACH, WillingMentor, mentors};
pub use options::{AnalysisOptions, ProgrammeOptions};
pub use participation::{Completeness, missing};
pub use paths::{Path, PathKind, paths};
pub use programme::{
    BookableAction, Funding, GroupPlace, NeedAnswer, PersonNeed, Programme, ProgrammeNeed, Sums,
    TrainingBudget, programme,
};
pub use progress::{Progress, days_overdue, progress};
pub use questions::{RatingQuestion, RatingQuestions};
pub use reports::{ManagersSee, Reports, cut_to, reports};
pub use scope::Scope;
pub use standing::{PersonAnalysis, Readiness, analyse_person, target_level};
pub use steps::{Aim, NextStep, Steps, next_point};
pub use suggestions::anonymous_suggestions;
pub use trial::{
    CompetencyMove, LostEntry, LostInput, LostReason, Measure, PersonOnNewMap, PersonTrial, Trial,
};
