//! What has changed since the last review.

use crate::analysis::Comparisons;
use crate::labels::Labels;

/// What has changed since the last review, in a few sentences.
pub fn since(comparisons: &Comparisons<'_>, labels: &Labels) -> String {
    let comparison = comparisons.last();
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
    let number = |count| labels.count("workbook.since.number", count, &[]);
    if all.compared > 0 {
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
    let lines = if comparisons.has_lines() {
        comparisons.team_lines()
    } else {
        Vec::new()
    };
    if let Some(all) = lines.first().filter(|all| all.rated > 0) {
        sentences.push(labels.count(
            "workbook.since.lines",
            all.rated,
            &[
                ("reviews", &comparisons.reviews.len()),
                ("up", &number(all.higher)),
                ("down", &number(all.lower)),
            ],
        ));
    }
    if !comparison.maps.changes.is_empty() {
        sentences.push(labels.say("workbook.since.map").to_owned());
    }
    sentences.join(" ")
}
