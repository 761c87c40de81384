//! Documents from the model and the analysis: bytes in memory, never a file.

pub mod calendar;
pub mod findings;
pub mod mail;
pub mod map_changes;
pub mod page;
pub mod pdf;
pub mod report;
pub mod trial;
pub mod words;
pub mod xlsx;
