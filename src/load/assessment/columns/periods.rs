//! Columns of several years or cycles: the latest counts.

use std::collections::BTreeSet;

use super::super::super::vocabulary::Period;
use super::{ChosenColumn, Column};

/// The columns of ratings of an earlier time than the latest in the table, by their places. A rater without a column of
/// the latest time has no rating.
///
/// A column without a time belongs to the latest one, so a column of the same meaning that has a time is earlier.
pub(super) fn earlier(chosen: &[ChosenColumn]) -> BTreeSet<u32> {
    let rated = || {
        chosen.iter().filter(|one| {
            matches!(
                one.column,
                Column::Rating(_)
                    | Column::Unsaid
                    | Column::OwnComment
                    | Column::ManagerComment
                    | Column::Evidence
            )
        })
    };
    let latest: Option<Period> = rated().filter_map(|one| one.period).max();
    let undated: BTreeSet<Column> = rated()
        .filter(|one| one.period.is_none())
        .map(|one| one.column)
        .collect();
    rated()
        .filter(|one| {
            one.period.is_some_and(|period| {
                Some(period) < latest || undated.contains(&one.column) || period == Period::Before
            })
        })
        .map(|one| one.place)
        .collect()
}
