//! This review compared with the last one: teams, people, the ratings and actions behind both, and the career map
//! itself.

mod actions;
pub(super) mod map_changes;
mod people;
mod ratings;
mod teams;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use crate::analysis::Comparison;
use crate::labels::Labels;
use crate::render::words::Sheet;

/// The sheets.
pub(super) const SHEETS: [Sheet; 5] = [
    Sheet::Trend,
    Sheet::TrendPeople,
    Sheet::TrendRatings,
    Sheet::TrendActions,
    Sheet::MapChanges,
];

/// The sheets, in the order of [`SHEETS`].
pub(super) fn sheets(
    book: &Book<'_>,
    comparison: &Comparison<'_>,
) -> Result<Vec<Worksheet>, XlsxError> {
    Ok(vec![
        teams::sheet(book, comparison)?,
        people::sheet(book, comparison)?,
        ratings::sheet(book, comparison)?,
        actions::sheet(book, comparison)?,
        map_changes::sheet(book, &comparison.maps, &map_changes::THEN_AND_NOW)?,
    ])
}

/// The trend in a few sentences, for the summary.
pub(super) fn sentence(comparison: &Comparison<'_>, labels: &Labels) -> String {
    let are = |count| labels.count("workbook.since.are", count, &[]);
    let both = comparison.people.iter().flatten().count();
    let mut sentences = vec![labels.count(
        "workbook.since.both",
        both,
        &[
            ("new", &are(comparison.people.len() - both)),
            ("gone", &are(comparison.left.len())),
        ],
    )];
    let Some(all) = comparison.teams.first() else {
        return sentences.remove(0);
    };
    if all.compared > 0 {
        let number = |count| labels.count("workbook.since.number", count, &[]);
        sentences.push(labels.count(
            "workbook.since.ratings",
            all.compared,
            &[("up", &number(all.up)), ("down", &number(all.down))],
        ));
    }
    if all.gaps_then > 0 {
        sentences.push(labels.count(
            "workbook.since.gaps",
            all.gaps_then,
            &[("closed", &are(all.closed))],
        ));
    }
    let actions = &all.actions;
    if actions.open_then > 0 {
        sentences.push(labels.count(
            "workbook.since.actions",
            actions.open_then,
            &[
                ("kept", &are(actions.kept)),
                ("moved", &are(actions.moved)),
                ("missed", &are(actions.missed)),
            ],
        ));
    }
    if !comparison.maps.changes.is_empty() {
        sentences.push(labels.say("workbook.since.map").to_owned());
    }
    sentences.join(" ")
}
