//! Which draft is the career map: evidence for and against each.

pub(in crate::load::career_map) mod choice;
pub(in crate::load::career_map) mod evidence;
pub(in crate::load::career_map) mod other_tables;
