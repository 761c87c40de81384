//! What has changed since the last review.

use crate::analysis::Comparison;
use crate::labels::Labels;

/// What has changed since the last review, in a few sentences.
#[must_use]
pub fn since(comparison: &Comparison<'_>, labels: &Labels) -> String {
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
