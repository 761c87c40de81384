//! The meaning of labels, titles and words.

pub(in crate::load::career_map) mod counting;
pub(in crate::load::career_map) mod labels;
pub(in crate::load::career_map) mod people;
pub(in crate::load::career_map) mod title;
pub(in crate::load::career_map) mod words;
