//! Managers' numbers and addresses that nobody has.

use super::messages::{address_of_nobody, id_alone, id_of_nobody};
use super::{Mention, PossibleManager, ReviewPeople};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{EmployeeId, PersonLookup};

impl ReviewPeople {
    /// The message about a manager's address that nobody has, although somebody with another one has the manager's name. `by_name`
    /// is whom the name stands for.
    pub(super) fn address_of_nobody(
        &self,
        mention: &Mention,
        email: &str,
        by_name: Option<usize>,
    ) -> Option<Diagnostic> {
        let namesakes = self.namesakes(mention);
        let has_no_other = by_name.is_some_and(|place| self.all[place].email.is_none());
        // Where nobody has the name, it is somebody outside of the review.
        if namesakes.is_empty() || has_no_other || self.by_email.contains_key(email) {
            return None;
        }
        Some(address_of_nobody(mention, &namesakes, by_name.is_some()))
    }

    /// The message about a manager's number that nobody has, although somebody has the manager's name. A note if an address that
    /// is not theirs says that it is somebody else of this name.
    pub(super) fn id_of_nobody(
        &self,
        mention: &Mention,
        id: &EmployeeId,
        by_email: Option<usize>,
    ) -> Option<Diagnostic> {
        if self.index.with_id(id) != PersonLookup::Nobody {
            return None;
        }
        if mention.name.is_none() {
            return mention.email.is_none().then(|| id_alone(mention, id));
        }
        let namesakes = self.namesakes(mention);
        let ids: Vec<&str> = namesakes
            .iter()
            .filter_map(|one| one.id.as_deref())
            .collect();
        let by_email = by_email.map(|place| &self.all[place]);
        let is_by_email =
            by_email.is_some_and(|one| namesakes.iter().any(|other| std::ptr::eq(*other, one)));
        // A name that only people without a number have, too, is not contradicted by one.
        if ids.len() < namesakes.len() || ids.is_empty() {
            return None;
        }
        let severity = if mention.email.is_some() && by_email.is_none() {
            Severity::Note
        } else {
            Severity::Warning
        };
        Some(Diagnostic {
            severity,
            ..id_of_nobody(mention, id, &ids, is_by_email)
        })
    }

    /// Everybody in the review who has the manager's name.
    fn namesakes(&self, mention: &Mention) -> Vec<&PossibleManager> {
        let named = self
            .index
            .named(mention.name.as_deref().unwrap_or_default());
        named.iter().map(|place| &self.all[*place]).collect()
    }
}
