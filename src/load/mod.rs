//! Spreadsheets → model. One bad cell never ends a file, one bad file never ends a run: readers return what they could
//! read together with a diagnostic for everything else.

pub mod sheet;
