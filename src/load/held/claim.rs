//! Whom a cell, a title, or the name of a sheet or file names.

use super::Search;
use super::headings::shown;
use super::ids::{IdCells, Sureness, id_in, sureness};
use super::record::{Meant, Record};
use crate::diagnostic::CellAddress;
use crate::load::sheet::CellValue;
use crate::text::tidy;

/// Longer texts are not names.
const LONGEST: usize = 60;

/// Who may be meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Claim {
    /// The person.
    pub(super) own: bool,
    /// Somebody else.
    pub(super) other: bool,
    /// It is just the person's whole name, ID or address.
    pub(super) is_sure: bool,
}

impl Claim {
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            own: self.own || other.own,
            other: self.other || other.other,
            is_sure: self.is_sure || other.is_sure,
        }
    }

    pub(super) const ANYBODY: Self = Self {
        own: true,
        other: true,
        is_sure: false,
    };

    pub(super) const fn is_any(self) -> bool {
        self.own || self.other
    }
}

impl Search<'_> {
    /// Whom a cell outside tables of people names.
    pub(super) fn in_the_open(&self, value: &CellValue, at: CellAddress, ids: &IdCells) -> Claim {
        if let Some(meant) = self.exactly(value).or_else(|| self.listed(value, at, ids)) {
            return self.claim(&meant);
        }
        let text = shown(value);
        // Numbers that are the person's ID or count the rows.
        let is_number = ids.may_have(at)
            && id_in(value, self.people).is_some_and(|(who, _)| who == self.person);
        Claim {
            own: is_number || self.names(&text),
            other: self.names_others(&text),
            is_sure: false,
        }
    }

    /// Whom the name of a file or a sheet names, or a text that is about all of it.
    pub(super) fn by_name(&self, name: &str) -> Claim {
        let is_id = |part: &str| {
            let who = self.people.with_id(part);
            who.or_else(|| self.people.with_digits(part)) == Some(self.person)
        };
        Claim {
            own: name.split('/').any(is_id) || self.names(name),
            other: self.names_others(name) || self.calls_others(name),
            is_sure: false,
        }
    }

    fn names_others(&self, text: &str) -> bool {
        let named = self.people.named_in(text);
        named.iter().any(|place| !self.may_be(*place))
    }

    /// Whether a title or a heading may name others by a part of their names: “Feedback for Hina”.
    pub(super) fn calls_others(&self, text: &str) -> bool {
        let called = || self.people.called(text);
        text.len() <= LONGEST
            && !self.is_known(text)
            && called().iter().any(|place| !self.may_be(*place))
    }

    fn may_be(&self, place: usize) -> bool {
        place == self.person || self.perhaps_same.contains(&place)
    }

    pub(super) fn claim(&self, meant: &Meant) -> Claim {
        let places = meant.places();
        Claim {
            own: places.iter().any(|place| self.may_be(*place)),
            other: places.iter().any(|place| !self.may_be(*place)),
            is_sure: *meant == Meant::One(self.person),
        }
    }

    pub(super) fn listed(
        &self,
        value: &CellValue,
        at: CellAddress,
        ids: &IdCells,
    ) -> Option<Meant> {
        let (who, _) = id_in(value, self.people).filter(|_| ids.has(at))?;
        Some(Meant::One(who))
    }

    /// Whom a whole cell names: by a name or a part of it, an ID or an address, and little else.
    pub(super) fn exactly(&self, value: &CellValue) -> Option<Meant> {
        let CellValue::Text(text) = value else {
            return None;
        };
        let name = tidy(text);
        // A number may be anything.
        if name.len() > LONGEST || sureness(&name) == Sureness::Number {
            return None;
        }
        let is_name = self.people.is_name(&name);
        match self.people.meant(&Record {
            name: Some(name),
            ..Record::default()
        }) {
            Meant::Nobody => None,
            Meant::Several(_) if !is_name => None,
            meant => Some(meant),
        }
    }
}
