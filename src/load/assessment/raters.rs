//! Who rated, where each row says it: the person, the manager, or somebody whose ratings are not read.

use std::collections::BTreeMap;

use super::super::vocabulary::{Rater, Whose};
use super::Context;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::setting_lines::toml_text;
use crate::model::name_key;
use crate::text::counted;

/// Whom a row is about, and who manages them: a column of raters may name them.
#[derive(Debug, Default)]
pub(super) struct RatedPerson {
    person: String,
    manager: Option<String>,
}

impl RatedPerson {
    /// Whom a row is about.
    pub(super) fn of(person: &str, manager: Option<&str>) -> Self {
        Self {
            person: name_key(person),
            manager: manager.map(name_key),
        }
    }
}

/// The raters of a table, and messages about those whose ratings are not read.
#[derive(Debug, Default)]
pub(super) struct Raters {
    others: BTreeMap<String, (Location, usize)>,
    unknown: BTreeMap<String, (Location, usize)>,
    blank: Option<(Location, usize)>,
    contrary: Option<(Location, usize)>,
}

impl Raters {
    /// Whose ratings a row holds, according to its column of raters.
    pub(super) fn who(
        &mut self,
        typed: Option<&str>,
        at: Location,
        about: &RatedPerson,
        context: &Context<'_>,
    ) -> Option<Rater> {
        let Some(typed) = typed else {
            self.blank.get_or_insert((at, 0)).1 += 1;
            return None;
        };
        let name = name_key(typed);
        if name == about.person {
            return Some(Rater::Own);
        }
        if about.manager.as_ref() == Some(&name) {
            return Some(Rater::Manager);
        }
        let list = match context.settings.rater(typed) {
            Some(Whose::Said(by)) => return Some(by),
            Some(Whose::Other) => &mut self.others,
            _ => &mut self.unknown,
        };
        list.entry(typed.to_owned()).or_insert((at, 0)).1 += 1;
        None
    }

    /// The rater where both the column and the row name one; `None` where the two differ.
    pub(super) fn agree(
        &mut self,
        column: Rater,
        row: Option<Rater>,
        at: Location,
    ) -> Option<Rater> {
        if row.is_none_or(|row| row == column) {
            return Some(column);
        }
        self.contrary.get_or_insert((at, 0)).1 += 1;
        None
    }

    /// Reports whose ratings were not read, once for each rater.
    pub(super) fn report(self, problems: &mut Vec<Diagnostic>) {
        let rows = |count: usize| counted(count, "row", "rows");
        for (rater, (at, count)) in self.others {
            problems.push(Diagnostic::note(
                "ratings-of-others",
                at,
                format!(
                    "Ratings by “{rater}” ({}) are neither the person's own nor the manager's; they were left out.",
                    rows(count)
                ),
                Diagnostic::NOTHING_TO_DO,
            ));
        }
        for (rater, (at, count)) in self.unknown {
            problems.push(Diagnostic::warning(
                "rater-not-understood",
                at,
                format!(
                    "“{rater}” ({}) is neither the person nor their manager; the ratings were left out.",
                    rows(count)
                ),
                format!(
                    "If they count, say in careermap.toml who it is: under [assessments.raters] write {} = \"manager\" (or \
                     \"self\", \"agreed\"; \"ignore\" leaves them out without this message).",
                    toml_text(&rater)
                ),
            ));
        }
        if let Some((at, count)) = self.contrary {
            problems.push(Diagnostic::warning(
                "raters-disagree",
                at,
                format!(
                    "The row names another rater than the column's heading ({}); the ratings were left out.",
                    counted(count, "cell", "cells")
                ),
                "Write each rating into the row and the column of the person who gave it.",
            ));
        }
        if let Some((at, count)) = self.blank {
            problems.push(Diagnostic::warning(
                "rater-missing",
                at,
                format!(
                    "Other rows say who rated, but {}; the ratings there were left out.",
                    if count == 1 {
                        "this one does not".to_owned()
                    } else {
                        format!("{count} rows do not")
                    }
                ),
                "Write who rated into each row: Self, Manager or Agreed.",
            ));
        }
    }
}
