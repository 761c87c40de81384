//! The report for people: short, and ready to paste into a mail.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::map::map_line;
use super::readings::readings_text;
use super::{Report, came_but_left_out, count, who};
use crate::analysis::{Entered, Turnout, missing, turnout};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Review;
use crate::text::fold;

/// The report as text; nothing but a sentence where the career map was refused.
#[must_use]
pub fn text(report: &Report<'_>) -> String {
    let Some(map) = report.career_map else {
        return "Career map: none that can be read, so nothing else was looked at.".to_owned();
    };
    let mut text = map_line(map);
    if let Some(review) = report.review {
        let _ = write!(text, "\n{}", people_line(review));
        for group in turnout(review) {
            let _ = write!(text, "\n\n{}", group_text(&group, report.diagnostics));
        }
    }
    let readings = readings_text(report.readings);
    if !readings.is_empty() {
        let _ = write!(text, "\n\n{readings}");
    }
    let _ = write!(text, "\n\n{}", problems_line(report));
    text
}

fn people_line(review: &Review) -> String {
    let teams: BTreeSet<String> = review
        .assessments
        .iter()
        .filter_map(|assessment| assessment.person.team.as_deref())
        .map(fold)
        .collect();
    let assessed = format!(
        "Assessments: {} in {}",
        count(review.assessments.len(), "person", "people"),
        count(teams.len(), "team", "teams"),
    );
    match &review.roster {
        None => format!("{assessed}; there is no roster.xlsx, so nobody can be missing"),
        Some(roster) => {
            let on_roster = count(roster.len(), "person", "people");
            match missing(review).len() {
                0 => format!("{assessed}; the roster has {on_roster}, nobody is missing"),
                missing => format!("{assessed}; the roster has {on_roster}, {missing} missing"),
            }
        }
    }
}

fn group_text(group: &Turnout<'_>, diagnostics: &[Diagnostic]) -> String {
    let mut text = group.manager.unwrap_or("No manager given").to_owned();
    for entry in &group.missing {
        let _ = write!(
            text,
            "\n- {}: {}",
            who(&entry.name, entry.employee_id.as_deref()),
            if came_but_left_out(entry, diagnostics) {
                "a file is here, but could not be used; see the errors"
            } else {
                "no assessment yet"
            }
        );
    }
    for entered in &group.people {
        let person = &entered.assessment.person;
        let _ = write!(
            text,
            "\n- {}: {}",
            who(&person.name, person.employee_id.as_deref()),
            completeness(entered)
        );
    }
    text
}

fn completeness(entered: &Entered<'_>) -> String {
    let mut words = format!(
        "self {} of {of}, manager {} of {of}",
        entered.own,
        entered.manager,
        of = entered.of
    );
    if entered.agreed > 0 {
        let _ = write!(words, ", agreed {} of {}", entered.agreed, entered.of);
    }
    words
}

fn problems_line(report: &Report<'_>) -> String {
    let of = |severity| {
        report
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let parts: Vec<String> = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Note), "note", "notes"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    let somebody_is_missing = report
        .review
        .is_some_and(|review| !missing(review).is_empty());
    if parts.is_empty() && somebody_is_missing {
        "No problems in the files that are here.".to_owned()
    } else if parts.is_empty() {
        "No problems.".to_owned()
    } else {
        format!(
            "{}; listed with their places and remedies.",
            parts.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Location;
    use crate::model::testing::company;

    #[test]
    fn a_report_names_everybody_under_their_manager() {
        let review = company();
        let report = text(&Report {
            career_map: Some(&review.career_map),
            review: Some(&review),
            readings: &[],
            diagnostics: &[],
        });
        for line in [
            "Career map: career-map.xlsx, 7 levels, 8 competencies (7 scored)",
            "14 people in 3 teams; the roster has 15 people, 1 missing",
            "- Peter Unassessed (3005): no assessment yet",
            "- Tom O’Brien (3004): self 7 of 7, manager 7 of 7",
            "No problems in the files that are here.",
        ] {
            assert!(report.contains(line), "{line} is missing from:\n{report}");
        }
    }

    #[test]
    fn what_came_and_could_not_be_used_is_not_called_missing() {
        let review = company();
        let twice = Diagnostic::error(
            "employee-id-twice",
            Location::of_file("assessments/copy.xlsx"),
            "Peter Unassessed has the employee ID 3005, and so has another file; all of them were left out.",
            "Keep the one that counts.",
        );
        let report = text(&Report {
            career_map: Some(&review.career_map),
            review: Some(&review),
            readings: &[],
            diagnostics: &[twice],
        });
        let line =
            "- Peter Unassessed (3005): a file is here, but could not be used; see the errors";
        assert!(report.contains(line), "{report}");
    }
}
