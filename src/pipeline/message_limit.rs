//! Limits the messages about one file: as many as are useful, and one that says how many more there are.

use std::cmp::Reverse;

use crate::diagnostic::{Diagnostic, Location, Severity};

/// The most messages about one file. A file of the wrong kind can cause one for each of its cells.
const MAX_MESSAGES: usize = 1_000;

/// The gravest of the messages about a file, by place, and one that says how many more there are.
pub(super) fn limit_messages(mut problems: Vec<Diagnostic>, at: Location) -> Vec<Diagnostic> {
    if problems.len() <= MAX_MESSAGES {
        return problems;
    }
    problems.sort();
    problems.sort_by_key(|problem| Reverse(problem.severity));
    let rest = problems.split_off(MAX_MESSAGES);
    let gravest = rest.iter().map(|problem| problem.severity).max();
    problems.push(Diagnostic::new(
        gravest.unwrap_or(Severity::Note),
        "more-messages",
        at,
        format!(
            "There are {} more messages about this file; the {MAX_MESSAGES} most serious are listed.",
            rest.len()
        ),
        "Check whether this is the right file; if it is, correct what is listed and run again to see the rest.",
    ));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::CellAddress;

    #[test]
    fn a_flood_of_messages_is_counted_and_the_gravest_are_kept() {
        let at = Location::of_file("a.xlsx");
        let flood = |count: u32| -> Vec<Diagnostic> {
            let mut flood: Vec<_> = (0..count)
                .map(|row| {
                    let cell = at.with_cell(CellAddress::new(row, 0));
                    Diagnostic::note("n", cell, "x", "y")
                })
                .collect();
            flood.push(Diagnostic::warning("w", at.clone(), "x", "y"));
            flood
        };
        assert_eq!(limit_messages(flood(999), at.clone()), flood(999));
        let brief = limit_messages(flood(5_000), at.clone());
        assert_eq!(brief.len(), MAX_MESSAGES + 1);
        assert_eq!(brief[0].code.0, "w");
        let last = &brief[MAX_MESSAGES];
        assert_eq!(last.severity, Severity::Note);
        assert!(last.message.contains("4001 more"), "{}", last.message);
    }
}
