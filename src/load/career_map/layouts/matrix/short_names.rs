//! Names in several columns: the most specific one is the competency, the others are its categories.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Reader};
use crate::load::career_map::content::lines::number;
use crate::load::career_map::content::markdown::{name_begun, name_of};
use crate::load::career_map::drafts::draft::Role;
use crate::text::fold;

/// Separators between a name and its description in one cell.
const BEFORE_DESCRIPTIONS: [&str; 6] = ["\n", ": ", " – ", " — ", " - ", " ("];

impl Reader<'_> {
    /// The separator between names and descriptions, where nearly every name has a description after the same
    /// separator, and the names differ without it.
    pub(super) fn described(&self) -> Option<&'static str> {
        /// At least this many names show a rule; a name is at most this long; a description has at least this many
        /// words.
        const LEAST: usize = 3;
        const LONGEST_NAME: usize = 40;
        const WORDS: usize = 3;
        let names = self.written_names();
        BEFORE_DESCRIPTIONS.into_iter().find(|sign| {
            let split = |name: &&str| -> Option<String> {
                let (name, description) = name.split_once(*sign)?;
                let is_described = name.chars().count() <= LONGEST_NAME
                    && description.split_whitespace().count() >= WORDS;
                is_described.then(|| fold(name))
            };
            let found: Vec<String> = names.iter().filter_map(split).collect();
            let different: BTreeSet<&String> = found.iter().collect();
            found.len() >= LEAST
                && found.len() * 5 >= names.len() * 4
                && different.len() == found.len()
        })
    }

    /// The names of the rows that have something for a level.
    fn written_names(&self) -> Vec<&str> {
        let rows = (self.header.body..self.table.height()).filter(|row| self.holds_anything(*row));
        let name = |row| self.table.own(row, self.sides.names?);
        rows.filter_map(name).map(|cell| cell.text.trim()).collect()
    }

    /// Whether all names are counted.
    pub(super) fn is_numbered(&self) -> bool {
        let names = self.written_names();
        names.len() >= 2 && names.iter().all(|name| number(name).is_some())
    }

    /// A cell's text as the name of a competency.
    pub(super) fn name(&self, text: &str) -> String {
        let text = text.trim();
        let text = number(text).filter(|_| self.is_numbered).unwrap_or(text);
        let name =
            (self.described.and_then(|sign| text.split_once(sign))).map_or(text, |(name, _)| name);
        let name = name_of(name);
        // *Safety (continued)* below *Safety*
        match name_begun(&name) {
            Some(begun) if self.places.contains_key(&self.key(begun)) => begun.to_owned(),
            _ => name,
        }
    }

    /// Whether a row with texts for levels has no name, but another category than the row before: then the
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

    /// A row whose name is in the column of categories, or of groups of categories.
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

    /// Records the group of categories that begins here.
    pub(super) fn read_outer(&mut self, row: usize) {
        let outer = self.side_text(row, self.sides.outer);
        if outer.is_some() {
            // The category is the nearest one; their group is a heading above it.
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
