//! Turns a company's career map and a folder of assessments into a development plan for each person and one team gap
//! workbook.
//!
//! The modules in the order in which data flows through them:
//!
//! - [`load`]: spreadsheets → model, with every problem as a [`diagnostic`];
//! - [`model`]: plain data: career map, assessment, review;
//! - [`analysis`]: pure functions: gaps, readiness, coverage;
//! - [`render`]: model and analysis → bytes of PDF and workbook;
//! - [`output`]: bytes → whole files with legal names, and a manifest;
//! - [`pipeline`]: joins these, with threads and progress;
//! - [`cli`], [`config`], [`commands`], [`ui`]: what the user types, chooses and sees;
//! - [`threads`]: threads that compute, and threads that wait for the disk;
//! - [`labels`]: texts of documents that are not the company's data, in its language;
//! - [`text`], [`paths`]: names as people type them, and paths as people know them;
//! - [`allocator`]: the memory allocator of the program and its benchmarks.
//!
//! `ARCHITECTURE.md` says which module may know which, and a test compares the code with it.

pub mod allocator;
pub mod analysis;
pub mod cli;
pub mod commands;
pub mod config;
pub mod diagnostic;
pub mod labels;
pub mod load;
pub mod model;
pub mod output;
pub mod paths;
pub mod pipeline;
pub mod render;
pub mod text;
pub mod threads;
pub mod ui;
