//! How far to trust the figures, in sentences computed from the data: who is missing, what rests on one voice, what could not
//! be read, who is counted apart.

use super::{Finding, finding, some_of};
use crate::analysis::{Figures, PersonAnalysis};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::counted;

/// The sentences.
#[must_use]
pub fn trust(figures: &Figures<'_>, diagnostics: &[Diagnostic]) -> Vec<Finding> {
    [
        Some(who_is_in(figures)),
        ratings(figures),
        problems(diagnostics),
        counted_apart(figures),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn who_is_in(figures: &Figures<'_>) -> Finding {
    let missing = figures.missing.iter().map(|entry| entry.name.as_str());
    let missing: Vec<&str> = missing.collect();
    let (bold, text) = match &figures.review.roster {
        Some(roster) if missing.is_empty() => (
            format!(
                "All {} on the roster are assessed.",
                counted(roster.len(), "person", "people")
            ),
            String::new(),
        ),
        Some(roster) => (
            format!(
                "{} of {} on the roster are assessed.",
                roster.len() - missing.len(),
                counted(roster.len(), "person", "people"),
            ),
            format!("Missing: {}.", some_of(&missing)),
        ),
        None => (
            format!(
                "{} assessed.",
                counted(figures.analyses.len(), "person is", "people are")
            ),
            "There is no roster, so careermap cannot say who is missing.".to_owned(),
        ),
    };
    finding(bold, text, "Data quality")
}

/// How many ratings there are, and which rest on the person's own alone.
fn ratings(figures: &Figures<'_>) -> Option<Finding> {
    let found = figures.completeness;
    let possible = found.rated + found.not_assessed;
    if possible == 0 {
        return None;
    }
    let bold = format!(
        "{} of {} in.",
        found.rated,
        counted(possible, "rating is", "ratings are")
    );
    let mut text = String::new();
    if found.self_rated > 0 {
        text = format!(
            "{} on the person’s own rating alone{}.",
            counted(found.self_rated, "rests", "rest"),
            mostly(figures, found.self_rated)
        );
        let teams = || {
            let rows = figures.coverage.iter();
            rows.filter(|row| figures.is_team(&row.scope) && row.status_confirmed.is_some())
        };
        let changed = teams().filter(|row| row.rests_on_self_ratings()).count();
        if changed > 0 {
            text = format!(
                "{text} If they counted, {changed} of {} pairs of team and competency would look better covered.",
                teams().count()
            );
        }
    }
    Some(finding(bold, text, "Data"))
}

/// Whose ratings they mostly are, if half of them or more are one person's.
fn mostly(figures: &Figures<'_>, all: usize) -> String {
    let of = |person: &PersonAnalysis| {
        let rated = person.gaps.iter().filter(|gap| gap.is_rated());
        rated.filter(|gap| !gap.is_confirmed()).count()
    };
    let most = (0..)
        .zip(figures.analyses)
        .map(|(index, person)| (of(person), index));
    match most.max_by_key(|(count, index)| (*count, std::cmp::Reverse(*index))) {
        Some((count, person)) if count * 2 >= all && count > 1 => format!(
            ", {} {}’s",
            if count == all {
                "all of them".to_owned()
            } else {
                format!("{count} of them")
            },
            figures.name(person)
        ),
        _ => String::new(),
    }
}

/// What was met while reading.
fn problems(diagnostics: &[Diagnostic]) -> Option<Finding> {
    let of = |severity: Severity| {
        let all = diagnostics.iter();
        all.filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let found: Vec<String> = [
        (errors, "error", "errors"),
        (warnings, "warning", "warnings"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    if found.is_empty() {
        return None;
    }
    let bold = format!("{} while reading.", found.join(" and "));
    let text = "What they concern may be missing from these figures.".to_owned();
    Some(finding(bold, text, "Data quality"))
}

/// Who is in no team that is counted.
fn counted_apart(figures: &Figures<'_>) -> Option<Finding> {
    let without = figures
        .people()
        .filter(|(a, _)| a.person.team.is_none())
        .count();
    let mut parts = Vec::new();
    if !figures.teams_of_one.is_empty() {
        let names: Vec<&str> = figures.teams_of_one.iter().copied().collect();
        parts.push(format!("teams of one person ({})", some_of(&names)));
    }
    if without > 0 {
        parts.push(counted(
            without,
            "person without a team",
            "people without a team",
        ));
    }
    (!parts.is_empty()).then(|| {
        finding(
            "Not counted as teams:".to_owned(),
            format!("{}. Figures about people include them.", parts.join("; ")),
            "By team",
        )
    })
}
