//! Findings that need a decision, in sentences computed from the data, each with the sheet that proves it. Figures
//! about people count everybody who was assessed; figures about teams count teams of two people or more.

use super::{Finding, finding};
use crate::analysis::{
    Closeness, CoverageRow, CoverageStatus, Figures, KeyPerson, Progress, WIDE, days_overdue,
    progress,
};
use crate::labels::Labels;
use crate::render::words::{Sheet, distance, n_of_m, people, scope, some_of};

/// How many decisions the summary names at most.
const MAX_SENTENCES: usize = 5;

/// What needs a decision, weightiest first.
pub fn decisions(figures: &Figures<'_>, labels: &Labels) -> Vec<Finding> {
    [
        training(figures, labels),
        uncovered(figures, labels),
        alone(figures, labels),
        bench(figures, labels),
        overdue(figures, labels),
        differences(figures, labels),
    ]
    .into_iter()
    .flatten()
    .take(MAX_SENTENCES)
    .collect()
}

/// The competency with the greatest need.
fn training(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
    let ranked = figures.ranked();
    let (_, all, demand) = ranked.first().filter(|(_, row, _)| row.burden > 0.0)?;
    let mut sentences = vec![labels.count(
        "workbook.finding.training-below",
        all.affected,
        &[("rated", &people(labels, all.rated))],
    )];
    if let Some((point, people)) = demand.most_needed() {
        sentences.push(labels.count(
            "workbook.finding.training-next",
            people,
            &[("level", &figures.scale_words(point))],
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
        sentences.push(labels.with(
            "workbook.finding.training-furthest",
            &[
                ("team", &scope(labels, &worst.scope)),
                ("below", &n_of_m(labels, worst.affected, worst.rated)),
            ],
        ));
    }
    Some(finding(
        labels.with(
            "workbook.finding.training",
            &[("competency", &figures.competency(all.competency))],
        ),
        sentences.join(" "),
        Sheet::Gaps,
    ))
}

/// The team that lacks most.
fn uncovered(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
    let open: Vec<&CoverageRow> = figures
        .confirmed_of_teams()
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
            sentences.push(labels.say("workbook.finding.uncovered-self-all").to_owned());
        }
        _ => sentences.push(labels.with(
            "workbook.finding.uncovered-self-some",
            &[("competencies", &some_of(labels, &by_self))],
        )),
    }
    sentences.push(labels.count(
        "workbook.finding.uncovered-all",
        open.len(),
        &[("pairs", &labels.whole(figures.confirmed_of_teams().count()))],
    ));
    Some(finding(
        labels.with(
            "workbook.finding.uncovered",
            &[
                ("team", &scope(labels, &worst[0].scope)),
                ("competencies", &some_of(labels, &names(&|_| true))),
            ],
        ),
        sentences.join(" "),
        Sheet::Coverage,
    ))
}

/// The people on whom teams depend.
fn alone(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
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
            labels.with(
                "workbook.finding.alone-each",
                &[
                    ("name", &figures.name(key.person)),
                    ("team", &scope(labels, &key.scope)),
                    ("competencies", &some_of(labels, &names)),
                ],
            )
        })
        .collect();
    let each: Vec<&str> = each.iter().map(String::as_str).collect();
    let mut sentences = vec![format!("{}.", some_of(labels, &each))];
    let sole = || {
        let falls = keys.iter().flat_map(|key| &key.falls);
        falls.filter(|fall| fall.is_sole())
    };
    let named = sole().filter(|fall| fall.without_by_self_ratings != fall.without);
    match (named.count(), sole().count()) {
        (0, _) => {}
        (named, all) if named == all => {
            sentences.push(labels.say("workbook.finding.alone-self-all").to_owned());
        }
        (named, all) => sentences.push(labels.with(
            "workbook.finding.alone-self-some",
            &[("n", &labels.whole(named)), ("of", &labels.whole(all))],
        )),
    }
    sentences.push(labels.count("workbook.finding.alone-deputy", sole().count(), &[]));
    Some(finding(
        labels.count("workbook.finding.alone", keys.len(), &[]),
        sentences.join(" "),
        Sheet::KeyPeople,
    ))
}

/// Who is close to the target level.
fn bench(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
    let close = |closeness: Closeness| -> Vec<&str> {
        let benches = figures.bench.iter().flat_map(|bench| &bench.people);
        let people = benches.filter(|person| person.closeness == closeness);
        people.map(|person| figures.name(person.person)).collect()
    };
    let (meeting, short) = (close(Closeness::MeetsAll), close(Closeness::OneShort));
    let one_short = |short: &[&str]| {
        labels.count(
            "workbook.finding.bench-short",
            short.len(),
            &[("names", &some_of(labels, short))],
        )
    };
    let (bold, text) = match (meeting.as_slice(), short.as_slice()) {
        ([], []) => return None,
        ([], short) => (
            labels.say("workbook.finding.bench-none").to_owned(),
            one_short(short),
        ),
        (meeting, short) => {
            let bold = match meeting {
                [one] => labels.with("workbook.finding.bench-one", &[("name", one)]),
                several => labels.with(
                    "workbook.finding.bench-several",
                    &[("n", &labels.whole(several.len()))],
                ),
            };
            let mut sentences = Vec::new();
            if meeting.len() > 1 {
                sentences.push(labels.with(
                    "workbook.finding.bench-they",
                    &[("names", &some_of(labels, meeting))],
                ));
            }
            sentences.push(if short.is_empty() {
                labels.say("workbook.finding.bench-nobody-short").to_owned()
            } else {
                one_short(short)
            });
            (bold, sentences.join(" "))
        }
    };
    Some(finding(bold, text, Sheet::Bench))
}

/// Agreed actions that nobody finished in time.
fn overdue(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
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
        labels.count("workbook.finding.overdue", all.overdue_actions, &[]),
        labels.count(
            "workbook.finding.overdue-open",
            all.open_actions,
            &[(
                "days",
                &labels.count("workbook.days", longest as usize, &[]),
            )],
        ),
        Sheet::Actions,
    ))
}

/// Ratings of self and manager that are far apart.
fn differences(figures: &Figures<'_>, labels: &Labels) -> Option<Finding> {
    let far: Vec<String> = figures
        .pairs
        .iter()
        .filter(|pair| pair.is_wide())
        .map(|pair| {
            labels.with(
                "workbook.finding.differences-each",
                &[
                    ("name", &figures.name(pair.person)),
                    ("competency", &figures.competency(pair.competency)),
                ],
            )
        })
        .collect();
    if far.is_empty() {
        return None;
    }
    let names: Vec<&str> = far.iter().map(String::as_str).collect();
    Some(finding(
        labels.count("workbook.finding.differences", far.len(), &[]),
        labels.with(
            "workbook.finding.differences-apart",
            &[
                ("distance", &distance(labels, figures.map(), WIDE)),
                ("names", &some_of(labels, &names)),
            ],
        ),
        Sheet::SelfAndManager,
    ))
}

/// The first of the longest runs.
fn first_longest<'r, T>(runs: impl Iterator<Item = &'r [T]>) -> Option<&'r [T]> {
    runs.fold(None, |best: Option<&[T]>, next| match best {
        Some(best) if best.len() >= next.len() => Some(best),
        _ => Some(next),
    })
}
