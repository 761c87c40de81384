//! Development plans as PDF.

pub mod data;
