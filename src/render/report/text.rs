//! The report for people: short, and ready to paste into a mail.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::advice::advice_text;
use super::map::{NO_MAP, map_line, settings_line};
use super::readings::readings_text;
use super::{Report, count, why_missing};
use crate::analysis::{AnsweredCount, Completion, UnusableFiles, completion, missing};
use crate::diagnostic::Severity;
use crate::model::{Review, with_id};
use crate::text::fold;

/// The report as text; only one sentence where the career map was refused.
pub fn text(report: &Report<'_>) -> String {
    let Some(map) = report.career_map else {
        return NO_MAP.to_owned();
    };
    let mut text = map_line(map);
    // Settings in the input folder are the usual case and need no mention.
    if report
        .settings
        .is_some_and(|settings| settings.file.contains('/'))
    {
        let _ = write!(text, "\n{}", settings_line(report.settings));
    }
    if let Some(review) = report.review {
        let _ = write!(text, "\n{}", people_line(review));
        let brief = review.assessments.len() > MAX_LISTED;
        let mut complete = 0;
        let unusable = UnusableFiles::of(report.diagnostics);
        for mut group in completion(review) {
            if brief {
                let all = group.people.len();
                group.people.retain(|entered| !entered.is_complete());
                complete += all - group.people.len();
                if group.people.is_empty() && group.missing.is_empty() {
                    continue;
                }
            }
            let _ = write!(text, "\n\n{}", group_text(&group, &unusable));
        }
        if brief {
            let people = match complete {
                0 => "No assessment is complete.".to_owned(),
                1 => "1 assessment is complete and not listed.".to_owned(),
                people => format!("{people} assessments are complete and not listed."),
            };
            let _ = write!(text, "\n\n{people}");
        }
    }
    let readings = readings_text(report.readings);
    if !readings.is_empty() {
        let _ = write!(text, "\n\n{readings}");
    }
    if let Some(advice) = advice_text(map) {
        let _ = write!(text, "\n\n{advice}");
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
        None => {
            format!("{assessed}; there is no roster.xlsx, so careermap cannot say who is missing")
        }
        Some(roster) => {
            let on_roster = count(roster.len(), "person", "people");
            match missing(review).len() {
                0 => format!("{assessed}; the roster has {on_roster}, nobody is missing"),
                missing => format!("{assessed}; the roster has {on_roster}, {missing} missing"),
            }
        }
    }
}

fn group_text(group: &Completion<'_>, unusable: &UnusableFiles) -> String {
    let mut text = group.manager.unwrap_or("No manager given").to_owned();
    for entry in &group.missing {
        let _ = write!(
            text,
            "\n- {}: {}",
            with_id(&entry.person.name, entry.person.employee_id.as_deref()),
            why_missing(entry, unusable)
        );
    }
    for entered in &group.people {
        let person = &entered.assessment.person;
        let _ = write!(
            text,
            "\n- {}: {}",
            with_id(&person.name, person.employee_id.as_deref()),
            completeness(entered)
        );
    }
    text
}

/// Up to this many people, everybody is listed; with more, only those who are not complete.
const MAX_LISTED: usize = 100;

fn completeness(entered: &AnsweredCount<'_>) -> String {
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
    let of = |severity: Severity| severity.count(report.diagnostics);
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
        "No problems in the files.".to_owned()
    } else if parts.is_empty() {
        "No problems.".to_owned()
    } else {
        format!(
            "{}; each with its place and remedy below.",
            parts.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Location};
    use crate::model::testing::company;

    #[test]
    fn of_hundreds_of_people_only_those_who_are_not_complete_are_listed() {
        use crate::model::testing::{career_map, person, roster_entry};
        let map = career_map(&["A", "B"], &["Writing", "Planning"]);
        // Of 120 people under three managers, two are not complete, and one is missing.
        let mut people: Vec<_> = (0..120)
            .map(|n| {
                let planning = (n != 7).then_some(1.0);
                let own = (n != 50).then_some(1.0);
                person(&map, &format!("Person {n}"), 0)
                    .manager(["Ann", "Ben", "Cid"][n % 3])
                    .self_rated(&[own, Some(1.0)])
                    .rated(&[Some(1.0), planning])
                    .build()
            })
            .collect();
        let roster: Vec<_> = people.iter().map(roster_entry).collect();
        people.remove(3);
        let review = Review::new(map, people, Some(roster), None);
        let report = text(&Report {
            career_map: Some(&review.career_map),
            review: Some(&review),
            diagnostics: &[],
            ..Report::default()
        });
        let listed: Vec<&str> = report
            .lines()
            .skip(2)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(
            listed,
            [
                "Ann",
                "- Person 3: no assessment yet",
                "Ben",
                "- Person 7: self 2 of 2, manager 1 of 2",
                "Cid",
                "- Person 50: self 1 of 2, manager 2 of 2",
                "117 assessments are complete and not listed.",
                "No problems in the files.",
            ]
        );
    }

    #[test]
    fn what_came_and_could_not_be_used_is_not_called_missing() {
        let review = company();
        let twice = Diagnostic::error(
            "employee-id-twice",
            Location::of_file("assessments/copy.xlsx"),
            "Peter Unassessed has the same employee ID 3005 as another file; all of them were left out.",
            "Keep the one that counts.",
        )
        .about("Peter Unassessed");
        let report = text(&Report {
            career_map: Some(&review.career_map),
            review: Some(&review),
            diagnostics: &[twice],
            ..Report::default()
        });
        let line =
            "- Peter Unassessed (3005): there is a file, but it could not be used; see the errors";
        assert!(report.contains(line), "{report}");
    }
}
