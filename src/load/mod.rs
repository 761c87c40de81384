//! Spreadsheets → model. One bad cell never ends a file, one bad file never ends a run: readers return what they could
//! read together with a diagnostic for everything else.

pub mod assessment;
pub mod career_map;
pub mod collate;
pub mod files;
pub mod held;
pub mod managers;
pub mod names;
pub mod outcomes;
pub mod person_track;
pub mod picture;
pub mod prose;
pub mod reconcile;
pub mod roster;
pub mod sheet;
pub mod specialities;

mod dates;
mod file_pair;
mod hidden;
pub mod setting_lines;
mod table;
#[cfg(test)]
mod testing;
mod track;
mod vocabulary;
