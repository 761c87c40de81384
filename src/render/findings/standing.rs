//! Where a team stands in one competency, in a few words.

use crate::analysis::{CoverageRow, CoverageStatus, Scope};
use crate::text::counted;

/// Where a team, or everybody, stands in a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// `3 of 4 · 1 person carries it`.
    pub text: String,
    /// How much that needs attention.
    pub kind: StandingKind,
}

/// How much a standing needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingKind {
    /// Nobody has a rating.
    NotRated,
    /// Half of the people or more are below their role level.
    Many,
    /// A quarter of them or more is, or too few work at the level that the team needs.
    Some,
    /// Neither.
    Few,
}

/// The standing that a row of the coverage shows.
#[must_use]
pub fn standing(row: &CoverageRow) -> Standing {
    if row.rated == 0 {
        return Standing {
            text: "not rated".to_owned(),
            kind: StandingKind::NotRated,
        };
    }
    let mut text = format!("{} of {}", row.affected, row.rated);
    let at_risk = row.scope != Scope::All
        && row
            .status_confirmed
            .is_some_and(|status| status < CoverageStatus::Covered);
    if at_risk {
        let verb = if row.depth_confirmed > 1 {
            "carry"
        } else {
            "carries"
        };
        text = format!("{text} · {} {verb} it", carried(row));
    }
    let kind = if row.affected * 2 >= row.rated {
        StandingKind::Many
    } else if row.affected * 4 >= row.rated || at_risk {
        StandingKind::Some
    } else {
        StandingKind::Few
    };
    Standing { text, kind }
}

/// How many people work at the level that the team needs, as managers confirm.
#[must_use]
pub fn carried(row: &CoverageRow) -> String {
    match row.depth_confirmed {
        0 => "nobody".to_owned(),
        people => counted(people, "person", "people"),
    }
}
