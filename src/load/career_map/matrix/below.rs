//! Rows below each competency that are about it and are no competencies.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::Header;
use super::super::labels::is_remark;
use super::super::sides::Sides;
use super::super::table::Table;
use super::Reader;
use crate::text::fold;

/// The names of remarks that come again and again among the names of competencies, with others between them.
pub(super) fn remarks(table: &Table, header: &Header, sides: Sides) -> BTreeSet<String> {
    let Some(column) = sides.names else {
        return BTreeSet::new();
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut last = String::new();
    for row in header.body..table.height() {
        let Some(cell) = table.own(row, column) else {
            continue;
        };
        let name = fold(&cell.text);
        if name != last && is_remark(&cell.text) {
            *counts.entry(name.clone()).or_default() += 1;
        }
        last = name;
    }
    counts.retain(|_, count| *count > 1);
    counts.into_keys().collect()
}

impl Reader<'_> {
    /// Whether a row is a remark about the competency above it.
    pub(super) fn is_remark_below(&self, row: usize) -> bool {
        !self.remarks.is_empty()
            && self
                .sides
                .names
                .and_then(|column| self.table.own(row, column))
                .is_some_and(|cell| self.remarks.contains(&fold(&cell.text)))
    }
}
