//! The layouts of maps: each reads tables in its own way and produces drafts.

pub(in crate::load::career_map) mod blocks;
pub(in crate::load::career_map) mod header;
pub(in crate::load::career_map) mod joined_sheets;
pub(in crate::load::career_map) mod leave_out;
pub(in crate::load::career_map) mod long;
mod matrices;
pub(in crate::load::career_map) mod matrix;
pub(in crate::load::career_map) mod sections;
pub(in crate::load::career_map) mod settings;
mod sheet_facts;
mod sheet_names;
pub(in crate::load::career_map) mod sheet_per_level;
pub(in crate::load::career_map) mod sides;
mod two_tracks;
