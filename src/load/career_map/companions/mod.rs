//! Sheets beside the map with a meaning of their own.

pub(in crate::load::career_map) mod library;
pub(in crate::load::career_map) mod needs;
