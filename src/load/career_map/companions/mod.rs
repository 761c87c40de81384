//! Sheets beside the map that have a special meaning.

pub(in crate::load::career_map) mod library;
pub(in crate::load::career_map) mod needs;
pub(in crate::load::career_map) mod specialities;
