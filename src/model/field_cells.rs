//! Where each field of a person was read.

use super::assessment::Field;
use crate::diagnostic::Location;

/// The cell of each field that is filled in. A short list in the order of the fields takes a third of a map's memory, and
/// every person has one from the roster and one from the assessment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FieldCells(Vec<(Field, Location)>);

impl FieldCells {
    /// The cell of a field; `None` if it is not filled in.
    #[must_use]
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as maps have it")]
    pub fn get(&self, field: &Field) -> Option<&Location> {
        let at = self.find(*field).ok()?;
        Some(&self.0[at].1)
    }

    /// Whether a field is filled in.
    #[must_use]
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as maps have it")]
    pub fn contains_key(&self, field: &Field) -> bool {
        self.find(*field).is_ok()
    }

    /// Every field that is filled in, with its cell, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&Field, &Location)> {
        self.0.iter().map(|(field, cell)| (field, cell))
    }

    /// Puts a field's cell in place of the earlier one.
    pub fn insert(&mut self, field: Field, cell: Location) {
        match self.find(field) {
            Ok(at) => self.0[at].1 = cell,
            Err(at) => self.0.insert(at, (field, cell)),
        }
    }

    /// Takes a field's cell out.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as maps have it")]
    pub fn remove(&mut self, field: &Field) {
        if let Ok(at) = self.find(*field) {
            self.0.remove(at);
        }
    }

    /// Adds the cells of fields that have none here.
    pub fn add_missing(&mut self, others: Self) {
        for (field, cell) in others.0 {
            if let Err(at) = self.find(field) {
                self.0.insert(at, (field, cell));
            }
        }
    }

    fn find(&self, field: Field) -> Result<usize, usize> {
        self.0.binary_search_by_key(&field, |(field, _)| *field)
    }
}

/// Of two cells of one field, the last counts.
impl FromIterator<(Field, Location)> for FieldCells {
    fn from_iter<I: IntoIterator<Item = (Field, Location)>>(cells: I) -> Self {
        let mut all: Vec<_> = cells.into_iter().collect();
        all.sort_by_key(|(field, _)| *field);
        all.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                std::mem::swap(later, kept);
            }
            same
        });
        all.shrink_to_fit();
        Self(all)
    }
}
