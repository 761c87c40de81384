//! Documents from the model and the analysis: bytes in memory, never a file.

pub mod findings;
pub mod page;
pub mod pdf;
pub mod report;
pub mod words;
pub mod xlsx;
