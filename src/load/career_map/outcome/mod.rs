//! From the chosen draft to the career map, and all messages about it.

pub(in crate::load::career_map) mod account;
pub(in crate::load::career_map) mod build;
pub(in crate::load::career_map) mod confirmed;
pub(in crate::load::career_map) mod doubts;
pub(in crate::load::career_map) mod misplaced;
pub(in crate::load::career_map) mod refusal;
pub(in crate::load::career_map) mod remedy;
pub(in crate::load::career_map) mod scale_report;
pub(in crate::load::career_map) mod unused;
