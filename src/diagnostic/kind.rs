//! What tells messages with the same code apart.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::panic::Location;

/// The place in the program where a message is made: all from one place say the same thing about different cells, while
/// two places may share a code.
///
/// Any two kinds count as equal, since the place is not part of the message's meaning; compare kinds by
/// [`place`](Self::place).
#[derive(Debug, Clone, Copy)]
pub struct CallSite(&'static Location<'static>);

impl CallSite {
    /// The kind of the messages that the caller makes.
    #[track_caller]
    pub fn here() -> Self {
        Self(Location::caller())
    }

    /// The place: file, line and column.
    pub fn place(self) -> (&'static str, u32, u32) {
        (self.0.file(), self.0.line(), self.0.column())
    }
}

impl PartialEq for CallSite {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for CallSite {}

impl PartialOrd for CallSite {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CallSite {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl Hash for CallSite {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
