//! Where the readers expect to be.

#[path = "../../src/load/sheet/mod.rs"]
pub mod sheet;
