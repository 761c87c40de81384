//! Where a team stands in one competency, in a few words.

use crate::analysis::{CoverageRow, CoverageStatus, Scope};
use crate::labels::Labels;
use crate::render::words::{carried, n_of_m};

/// Where a team, or everybody, stands in a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamStanding {
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
    /// A quarter or more of them are, or too few work at the level that the team needs.
    Some,
    /// Neither.
    Few,
}

/// The standing that a row of the coverage shows.
pub fn standing(row: &CoverageRow, labels: &Labels) -> TeamStanding {
    if row.rated + row.not_assessed + row.not_applicable == 0 {
        // It belongs to specialities that nobody here has.
        return TeamStanding {
            text: "–".to_owned(),
            kind: StandingKind::NotRated,
        };
    }
    if row.rated == 0 {
        return TeamStanding {
            text: labels.say("workbook.summary.not-rated").to_owned(),
            kind: StandingKind::NotRated,
        };
    }
    let mut text = n_of_m(labels, row.affected, row.rated);
    let at_risk = row.scope != Scope::All
        && row
            .status_confirmed
            .is_some_and(|status| status < CoverageStatus::Covered);
    if at_risk {
        let who = carried(labels, row);
        text = labels.count(
            "workbook.summary.carried-by",
            row.depth_confirmed,
            &[("below", &text), ("who", &who)],
        );
    }
    let kind = if row.affected * 2 >= row.rated {
        StandingKind::Many
    } else if row.affected * 4 >= row.rated || at_risk {
        StandingKind::Some
    } else {
        StandingKind::Few
    };
    TeamStanding { text, kind }
}
