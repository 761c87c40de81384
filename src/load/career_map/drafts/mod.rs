//! What a layout produces: a table as it was read, its headings, and why it cannot be the career map.

pub(in crate::load::career_map) mod draft;
pub(in crate::load::career_map) mod headings;
pub(in crate::load::career_map) mod ruled_out;
pub(in crate::load::career_map) mod table;
