//! The last review beside this one: teams, people, the ratings and actions behind both, and the career map itself.

mod actions;
mod map_changes;
mod people;
mod ratings;
mod teams;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted};
use crate::analysis::Comparison;

/// The sheets, with what each answers.
pub(super) const SHEETS: [(&str, &str); 5] = [
    (teams::NAME, "Then and now: teams and competencies"),
    (people::NAME, "Who moved, which gaps are closed"),
    (ratings::NAME, "The ratings behind it, with their cells"),
    (actions::NAME, "What became of each open action"),
    (map_changes::NAME, "What changed in the career map"),
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
        map_changes::sheet(book, comparison)?,
    ])
}

/// The trend in a few sentences, for the summary.
pub(super) fn sentence(comparison: &Comparison<'_>) -> String {
    let both = comparison.people.iter().flatten().count();
    let mut sentences = vec![format!(
        "{} in both reviews; {} new, {} not in it any more.",
        counted(both, "person is", "people are"),
        are(comparison.people.len() - both),
        are(comparison.left.len()),
    )];
    let Some(all) = comparison.teams.first() else {
        return sentences.remove(0);
    };
    if all.compared > 0 {
        sentences.push(format!(
            "Of {} given both times, {} went up and {} went down.",
            counted(all.compared, "rating", "ratings"),
            none_or(all.up),
            none_or(all.down),
        ));
    }
    if all.gaps_then > 0 {
        sentences.push(format!(
            "Of {} to the target then, {} closed.",
            counted(all.gaps_then, "gap", "gaps"),
            are(all.closed),
        ));
    }
    if all.actions.open_then > 0 {
        sentences.push(format!(
            "Of {} open then, {} done, {} put off, {} missed.",
            counted(all.actions.open_then, "action", "actions"),
            are(all.actions.kept),
            are(all.actions.moved),
            are(all.actions.missed),
        ));
    }
    if !comparison.maps.changes.is_empty() {
        sentences.push("The career map has changed as well.".to_owned());
    }
    sentences.join(" ")
}

fn none_or(count: usize) -> String {
    if count == 0 {
        "none".to_owned()
    } else {
        count.to_string()
    }
}

fn are(count: usize) -> String {
    format!(
        "{} {}",
        none_or(count),
        if count == 1 { "is" } else { "are" }
    )
}
