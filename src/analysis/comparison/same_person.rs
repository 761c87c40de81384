//! The same people in two lists.

use std::collections::BTreeMap;

use crate::text::fold;

/// Employee ID, if there is one, and name.
pub type Identity<'a> = (Option<&'a str>, &'a str);

/// For each person of `now` the index of the same person in `then`: by employee ID; by name only where nobody shares it
/// in either list and one of the two sides has no ID. So two people are never taken for one.
#[must_use]
pub fn same_people(then: &[Identity<'_>], now: &[Identity<'_>]) -> Vec<Option<usize>> {
    let (before, today) = (Register::of(then), Register::of(now));
    (0..now.len())
        .map(|index| {
            before
                .find(now[index])
                .filter(|found| today.find(then[*found]) == Some(index))
        })
        .collect()
}

#[derive(Default)]
struct Register {
    by_id: BTreeMap<String, usize>,
    /// Folded name → everybody of that name, with whether they have an ID.
    by_name: BTreeMap<String, Vec<(usize, bool)>>,
}

impl Register {
    fn of(people: &[Identity<'_>]) -> Self {
        let mut found = Self::default();
        for (index, (id, name)) in people.iter().enumerate() {
            if let Some(id) = id {
                found.by_id.insert(fold(id), index);
            }
            found
                .by_name
                .entry(fold(name))
                .or_default()
                .push((index, id.is_some()));
        }
        found
    }

    /// The person's index in the list; `None` where nobody, or more than one, could be meant.
    fn find(&self, (employee_id, name): Identity<'_>) -> Option<usize> {
        let by_id = employee_id.and_then(|id| self.by_id.get(&fold(id)));
        if by_id.is_some() {
            return by_id.copied();
        }
        match self.by_name.get(&fold(name))?.as_slice() {
            // With an ID on both sides these are two people of one name.
            [(_, true)] if employee_id.is_some() => None,
            [(only, _)] => Some(*only),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_decide_and_names_only_where_they_can() {
        let then = [
            (Some("LF-1"), "Ana Reyes"),
            (None, "Bo Lind"),
            (Some("LF-3"), "Cy Moor"),
            (None, "Cy Moor"),
            (Some("LF-5"), "Di Vu"),
        ];
        let same = |now: &[Identity<'_>]| same_people(&then, now);
        assert_eq!(same(&[(Some("lf-1"), "Another Name")]), [Some(0)]);
        assert_eq!(same(&[(None, "ana  reyes")]), [Some(0)]);
        assert_eq!(same(&[(Some("LF-2"), "Bo Lind")]), [Some(1)]);
        // Two people shared the name then, or share it now.
        assert_eq!(same(&[(None, "Cy Moor")]), [None]);
        assert_eq!(
            same(&[(None, "Bo Lind"), (Some("LF-2"), "Bo Lind")]),
            [None, None]
        );
        assert_eq!(same(&[(Some("LF-3"), "Cy Moor")]), [Some(2)]);
        // The ID settles it for one; the other is somebody else.
        assert_eq!(
            same(&[(None, "Ana Reyes"), (Some("LF-1"), "Ana Reyes")]),
            [None, Some(0)]
        );
        // One name, two employee IDs: two people.
        assert_eq!(same(&[(Some("LF-9"), "Di Vu")]), [None]);
        assert_eq!(same(&[(None, "Nobody")]), [None]);
    }
}
