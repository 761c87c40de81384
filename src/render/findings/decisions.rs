//! What needs a decision, in sentences computed from the data, each with the sheet that proves it. Figures about people count
//! everybody who was assessed; figures about teams count teams of two people or more.

use super::{Finding, distance, finding, some_of};
use crate::analysis::{
    Closeness, CoverageRow, CoverageStatus, Figures, KeyPerson, Progress, WIDE, days_overdue,
    progress,
};
use crate::text::counted;

/// How many decisions the summary names at most.
const MOST: usize = 5;

/// What needs a decision, weightiest first.
pub fn decisions(figures: &Figures<'_>) -> Vec<Finding> {
    [
        training(figures),
        uncovered(figures),
        alone(figures),
        bench(figures),
        overdue(figures),
        differences(figures),
    ]
    .into_iter()
    .flatten()
    .take(MOST)
    .collect()
}

/// The competency in which most is missing.
fn training(figures: &Figures<'_>) -> Option<Finding> {
    let ranked = figures.ranked();
    let (_, all, demand) = ranked.first().filter(|(_, row, _)| row.burden > 0.0)?;
    let mut sentences = vec![format!(
        "{} of {} with a rating {} below what their role level expects.",
        all.affected,
        counted(all.rated, "person", "people"),
        is_or_are(all.affected),
    )];
    if let Some((point, people)) = demand.most_needed() {
        sentences.push(format!(
            "{} next: {}.",
            match people {
                1 => "1 person works towards this step".to_owned(),
                people => format!("{people} people work towards the same step"),
            },
            figures.scale_words(point as f64)
        ));
    }
    let teams = || {
        let rows = figures.coverage.iter();
        rows.filter(|row| row.competency == all.competency && figures.is_team(&row.scope))
    };
    let share = |row: &CoverageRow| row.affected as f64 / row.rated.max(1) as f64;
    let worst =
        teams()
            .filter(|row| row.affected > 0)
            .fold(None, |worst: Option<&CoverageRow>, row| match worst {
                Some(worst) if share(worst) >= share(row) => Some(worst),
                _ => Some(row),
            });
    if let Some(worst) = worst.filter(|_| teams().count() > 1) {
        sentences.push(format!(
            "Furthest behind: {} ({} of {}).",
            worst.scope.label(),
            worst.affected,
            worst.rated
        ));
    }
    Some(finding(
        format!(
            "{} is the greatest training need.",
            figures.competency(all.competency)
        ),
        sentences.join(" "),
        "Gaps",
    ))
}

/// The team that lacks most.
fn uncovered(figures: &Figures<'_>) -> Option<Finding> {
    let teams = || {
        let rows = figures.coverage.iter();
        rows.filter(|row| figures.is_team(&row.scope) && row.status_confirmed.is_some())
    };
    let open: Vec<&CoverageRow> = teams()
        .filter(|row| row.status_confirmed == Some(CoverageStatus::Uncovered))
        .collect();
    let worst = first_longest(open.chunk_by(|a, b| a.scope == b.scope))?;
    let names = |of: &dyn Fn(&CoverageRow) -> bool| -> Vec<&str> {
        let rows = worst.iter().filter(|row| of(row));
        rows.map(|row| figures.competency(row.competency)).collect()
    };
    let by_self = names(&CoverageRow::rests_on_self_ratings);
    let mut sentences = Vec::new();
    match by_self.len() {
        0 => {}
        all if all == worst.len() => {
            sentences.push("Self-ratings say otherwise; no manager confirms them.".to_owned());
        }
        _ => sentences.push(format!(
            "Self-ratings say otherwise in {}; no manager confirms them.",
            some_of(&by_self)
        )),
    }
    sentences.push(format!(
        "In all, {} of {} pairs of team and competency {} uncovered.",
        open.len(),
        teams().count(),
        is_or_are(open.len()),
    ));
    Some(finding(
        format!(
            "{} has nobody at the level that it needs in {}.",
            worst[0].scope.label(),
            some_of(&names(&|_| true))
        ),
        sentences.join(" "),
        "Coverage",
    ))
}

/// The people on whom teams depend.
fn alone(figures: &Figures<'_>) -> Option<Finding> {
    let mut keys: Vec<&KeyPerson> = figures
        .key_people
        .iter()
        .filter(|key| figures.is_team(&key.scope) && key.sole_cover() > 0)
        .collect();
    keys.sort_by_key(|key| std::cmp::Reverse(key.sole_cover()));
    if keys.is_empty() {
        return None;
    }
    let each: Vec<String> = keys
        .iter()
        .map(|key| {
            let falls = key.falls.iter().filter(|fall| fall.is_sole());
            let names: Vec<&str> = falls
                .map(|fall| figures.competency(fall.competency))
                .collect();
            format!(
                "{} ({}: {})",
                figures.name(key.person),
                key.scope.label(),
                some_of(&names)
            )
        })
        .collect();
    let each: Vec<&str> = each.iter().map(String::as_str).collect();
    let mut text = format!("{}.", some_of(&each));
    let sole = || {
        let falls = keys.iter().flat_map(|key| &key.falls);
        falls.filter(|fall| fall.is_sole())
    };
    let named = sole().filter(|fall| fall.without_by_self_ratings != fall.without);
    match (named.count(), sole().count()) {
        (0, _) => {}
        (named, all) if named == all => {
            text.push_str(" Self-ratings name somebody else there; no manager confirms them.");
        }
        (named, all) => {
            text = format!(
                "{text} Self-ratings name somebody else in {named} of {all} cases; no manager confirms them."
            );
        }
    }
    text.push_str(if sole().count() == 1 {
        " Plan a deputy."
    } else {
        " Plan a deputy for each."
    });
    Some(finding(
        format!(
            "{} a competency alone in {} team.",
            match keys.len() {
                1 => "1 person carries".to_owned(),
                people => format!("{people} people carry"),
            },
            if keys.len() == 1 { "the" } else { "their" }
        ),
        text,
        "Key people",
    ))
}

/// Who is close to the target level.
fn bench(figures: &Figures<'_>) -> Option<Finding> {
    let close = |closeness: Closeness| -> Vec<&str> {
        let benches = figures.bench.iter().flat_map(|bench| &bench.people);
        let people = benches.filter(|person| person.closeness == closeness);
        people.map(|person| figures.name(person.person)).collect()
    };
    let (meeting, short) = (close(Closeness::MeetsAll), close(Closeness::OneShort));
    let one_short = |short: &[&str]| {
        format!(
            "{} one competency short: {}.",
            counted(short.len(), "person is", "people are"),
            some_of(short)
        )
    };
    let (bold, text) = match (meeting.as_slice(), short.as_slice()) {
        ([], []) => return None,
        ([], short) => (
            "Nobody meets the whole target level yet.".to_owned(),
            one_short(short),
        ),
        (meeting, short) => {
            let bold = match meeting {
                [one] => format!("{one} meets everything that the target level expects."),
                several => format!(
                    "{} people meet everything that their target level expects.",
                    several.len()
                ),
            };
            let mut sentences = Vec::new();
            if meeting.len() > 1 {
                sentences.push(format!("They are {}.", some_of(meeting)));
            }
            sentences.push(if short.is_empty() {
                "Nobody is one competency short.".to_owned()
            } else {
                one_short(short)
            });
            (bold, sentences.join(" "))
        }
    };
    Some(finding(bold, text, "Bench"))
}

/// Agreed actions that nobody finished in time.
fn overdue(figures: &Figures<'_>) -> Option<Finding> {
    let as_of = figures.review.as_of;
    let all = figures
        .groups
        .first()
        .filter(|all| all.overdue_actions > 0)?;
    let actions = figures.people().flat_map(|(a, _)| &a.actions);
    let overdue = actions.filter(|action| progress(action, as_of) == Progress::Overdue);
    let longest = overdue
        .filter_map(|action| days_overdue(action, as_of))
        .max()?;
    Some(finding(
        format!(
            "{} overdue.",
            counted(all.overdue_actions, "action is", "actions are")
        ),
        format!(
            "{} in all; the oldest is late by {}.",
            counted(all.open_actions, "action is open", "actions are open"),
            counted(longest as usize, "day", "days")
        ),
        "Actions",
    ))
}

/// Ratings of self and manager that are far apart.
fn differences(figures: &Figures<'_>) -> Option<Finding> {
    let far: Vec<String> = figures
        .pairs
        .iter()
        .filter(|pair| pair.is_wide())
        .map(|pair| {
            let competency = figures.competency(pair.competency);
            format!("{} in {competency}", figures.name(pair.person))
        })
        .collect();
    if far.is_empty() {
        return None;
    }
    let names: Vec<&str> = far.iter().map(String::as_str).collect();
    Some(finding(
        format!(
            "{} a conversation.",
            counted(far.len(), "rating needs", "ratings need")
        ),
        format!(
            "Self and manager are {} or more apart: {}.",
            distance(figures.map(), WIDE),
            some_of(&names)
        ),
        "Self and manager",
    ))
}

const fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// The first of the longest runs.
fn first_longest<'r, T>(runs: impl Iterator<Item = &'r [T]>) -> Option<&'r [T]> {
    runs.fold(None, |best: Option<&[T]>, next| match best {
        Some(best) if best.len() >= next.len() => Some(best),
        _ => Some(next),
    })
}
