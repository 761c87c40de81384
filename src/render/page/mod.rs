//! The overview page.

pub mod reading;

pub use reading::{Reading, ReadingInput};
