//! Contents of cells and rows: texts, requirements, references, and whether a row is a competency.

pub(in crate::load::career_map) mod alike;
pub(in crate::load::career_map) mod compared;
pub(in crate::load::career_map) mod facts;
pub(in crate::load::career_map) mod grades;
pub(in crate::load::career_map) mod held;
pub(in crate::load::career_map) mod kinds;
pub(in crate::load::career_map) mod ladders;
pub(in crate::load::career_map) mod legend;
pub(in crate::load::career_map) mod lines;
pub(in crate::load::career_map) mod markdown;
pub(in crate::load::career_map) mod order;
pub(in crate::load::career_map) mod placeholder;
pub(in crate::load::career_map) mod references;
pub(in crate::load::career_map) mod requirement;
pub(in crate::load::career_map) mod scale;
pub(in crate::load::career_map) mod signs;
pub(in crate::load::career_map) mod text;
pub(in crate::load::career_map) mod unlike;
