//! How far to trust the figures, in sentences computed from the data: who is missing, what rests on self-ratings alone,
//! what could not be read, who is counted separately.

use super::{Finding, finding};
use crate::analysis::{Figures, PersonAnalysis};
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::Labels;
use crate::render::words::{Sheet, people, some_of};

/// The sentences.
pub fn trust(figures: &Figures<'_>, diagnostics: &[Diagnostic], labels: &Labels) -> Vec<Finding> {
    [
        Some(who_is_in(figures, labels)),
        ratings(figures, labels),
        problems(diagnostics, labels),
        counted_apart(figures, labels),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What to say where nothing stands out: that all is well only if everybody is assessed in everything and there is a team.
pub fn nothing(figures: &Figures<'_>, diagnostics: &[Diagnostic], labels: &Labels) -> Finding {
    let is_all_there = figures.missing.is_empty()
        && figures.completeness.not_assessed == 0
        && !figures.teams.is_empty()
        && Severity::Error.count(diagnostics) == 0;
    Finding {
        bold: labels.say("workbook.summary.nothing").to_owned(),
        text: labels
            .say(if is_all_there {
                "workbook.summary.nothing-text"
            } else {
                "workbook.summary.nothing-so-far"
            })
            .to_owned(),
        sheet: None,
    }
}

fn who_is_in(figures: &Figures<'_>, labels: &Labels) -> Finding {
    let missing = figures
        .missing
        .iter()
        .map(|entry| entry.person.name.as_str());
    let missing: Vec<&str> = missing.collect();
    let (bold, text) = match &figures.review.roster {
        Some(roster) if missing.is_empty() => (
            labels.count("workbook.trust.all", roster.len(), &[]),
            String::new(),
        ),
        Some(roster) => (
            labels.count(
                "workbook.trust.some",
                roster.len(),
                &[
                    ("assessed", &labels.whole(roster.len() - missing.len())),
                    ("people", &people(labels, roster.len())),
                ],
            ),
            labels.with(
                "workbook.trust.missing",
                &[("names", &some_of(labels, &missing))],
            ),
        ),
        None => (
            labels.count("workbook.trust.assessed", figures.analyses.len(), &[]),
            labels.say("workbook.trust.no-roster").to_owned(),
        ),
    };
    finding(bold, text, Sheet::DataQuality)
}

/// How many ratings there are, and which rest on the person's own alone.
fn ratings(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
    let found = figures.completeness;
    let possible = found.rated + found.not_assessed;
    if possible == 0 {
        return None;
    }
    let bold = labels.count(
        "workbook.trust.ratings",
        possible,
        &[("rated", &labels.whole(found.rated))],
    );
    let mut sentences = Vec::new();
    if found.self_rated > 0 {
        sentences.push(self_rated(figures, found.self_rated, labels));
        let changed = figures
            .confirmed_of_teams()
            .filter(|row| row.rests_on_self_ratings())
            .count();
        if changed > 0 {
            sentences.push(labels.with(
                "workbook.trust.if-counted",
                &[
                    ("changed", &labels.whole(changed)),
                    ("pairs", &labels.whole(figures.confirmed_of_teams().count())),
                ],
            ));
        }
    }
    Some(finding(bold, sentences.join(" "), Sheet::Data))
}

/// How many ratings rest on the person's own alone, and whose they mostly are, if half of them or more are one person's.
fn self_rated(figures: &Figures<'_>, all: usize, labels: &Labels) -> String {
    let of = |person: &PersonAnalysis| {
        let rated = person.gaps.iter().filter(|gap| gap.is_rated());
        rated.filter(|gap| !gap.is_confirmed()).count()
    };
    let most = (0..)
        .zip(figures.analyses)
        .map(|(index, person)| (of(person), index));
    match most.max_by_key(|(count, index)| (*count, std::cmp::Reverse(*index))) {
        Some((most, person)) if most * 2 >= all && most > 1 => labels.with(
            if most == all {
                "workbook.trust.self-all-of"
            } else {
                "workbook.trust.self-most-of"
            },
            &[
                ("n", &labels.whole(all)),
                ("most", &labels.whole(most)),
                ("name", &figures.name(person)),
            ],
        ),
        _ => labels.count("workbook.trust.self", all, &[]),
    }
}

/// Problems while reading; `None` where there are none.
pub fn problems(diagnostics: &[Diagnostic], labels: &Labels) -> Option<Finding> {
    let found: Vec<String> = [
        (Severity::Error, "workbook.trust.errors"),
        (Severity::Warning, "workbook.trust.warnings"),
    ]
    .into_iter()
    .map(|(severity, key)| (severity.count(diagnostics), key))
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| labels.count(key, count, &[]))
    .collect();
    if found.is_empty() {
        return None;
    }
    let bold = labels.with(
        "workbook.trust.problems",
        &[("problems", &labels.listed(&found))],
    );
    let text = labels.say("workbook.trust.problems-text").to_owned();
    Some(finding(bold, text, Sheet::DataQuality))
}

/// Who is in no team that is counted.
fn counted_apart(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
    let without = figures
        .people()
        .filter(|(a, _)| a.person.team.is_none())
        .count();
    let mut parts = Vec::new();
    if !figures.teams_of_one.is_empty() {
        let names: Vec<&str> = figures.teams_of_one.iter().copied().collect();
        parts.push(labels.with(
            "workbook.trust.teams-of-one",
            &[("names", &some_of(labels, &names))],
        ));
    }
    if without > 0 {
        parts.push(labels.count("workbook.trust.without-team", without, &[]));
    }
    (!parts.is_empty()).then(|| {
        finding(
            labels.say("workbook.trust.apart").to_owned(),
            labels.with(
                "workbook.trust.apart-text",
                &[("groups", &parts.join("; "))],
            ),
            Sheet::ByTeam,
        )
    })
}
