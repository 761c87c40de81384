//! Names in several columns: the most specific one is the competency, the others are its categories.

use std::collections::BTreeMap;

use super::super::draft::Role;
use super::{Key, Reader};
use crate::text::fold;

impl Reader<'_> {
    /// Whether a row has no name of its own but another category than the row before, beside texts for levels: then the
    /// category is the name.
    pub(super) fn names_itself(&self, row: usize) -> bool {
        let named = self
            .sides
            .names
            .and_then(|column| self.table.cell(row, column))
            .is_some_and(|cell| !cell.covered || self.began_above(row, cell));
        let begins = |column: Option<usize>, last: &Option<String>| {
            column.is_some_and(|column| self.table.own(row, column).is_some())
                && self.side_text(row, column) != *last
        };
        !named
            && self.sides.names.is_some()
            && self.holds_anything(row)
            && (begins(self.sides.categories, &self.filled_down)
                || begins(self.sides.outer, &self.outer))
    }

    /// A row whose name stands where others have their category, or what gathers these.
    pub(super) fn read_short_row(&mut self, row: usize) -> bool {
        let own = |column: Option<usize>| column.filter(|c| self.table.own(row, *c).is_some());
        let (column, category) = match own(self.sides.categories) {
            Some(column) => {
                self.read_outer(row);
                (Some(column), self.outer.clone())
            }
            None => (own(self.sides.outer), None),
        };
        let Some(name) = self.side_text(row, column) else {
            return false;
        };
        if column == self.sides.outer {
            self.outer = None;
        }
        self.use_side(row, column, Role::Name);
        self.filled_down = category;
        self.begin_or_continue(row, &name);
        self.filled_down = None;
        true
    }

    /// Takes note of what gathers the categories from here on.
    pub(super) fn read_outer(&mut self, row: usize) {
        let outer = self.side_text(row, self.sides.outer);
        if outer.is_some() {
            // The category is the nearest one; what gathers them is a heading above it.
            self.use_side(row, self.sides.outer, Role::Heading);
            if outer != self.outer {
                self.filled_down = None;
            }
            self.outer = outer;
        }
    }

    pub(super) fn key(&self, name: &str) -> Key {
        (fold(name), self.category(), self.outer.clone())
    }

    /// The nearest category.
    pub(super) fn category(&self) -> Option<String> {
        self.filled_down
            .clone()
            .or_else(|| self.outer.clone())
            .or_else(|| self.section.clone())
    }

    /// Competencies of one name and category in two groups of categories get the group's name, too.
    pub(super) fn tell_apart(&mut self) {
        let mut counts: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
        for row in &self.rows {
            *counts
                .entry((fold(&row.name), row.category.clone()))
                .or_default() += 1;
        }
        for ((_, category, outer), place) in &self.places {
            if let (Some(category), Some(outer), Some(row)) =
                (category, outer, self.rows.get_mut(*place))
                && counts.get(&(fold(&row.name), row.category.clone())) > Some(&1)
                && category != outer
            {
                row.category = Some(format!("{outer}: {category}"));
            }
        }
    }
}
