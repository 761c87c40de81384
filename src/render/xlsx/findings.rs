//! What stands out, in sentences computed from the data, each with the sheet that proves it.

use super::book::{Book, counted, listed};
use super::gaps;
use crate::analysis::{Closeness, CoverageRow, CoverageStatus, KeyPerson, Scope, days_overdue};
use crate::model::Scale;

/// How many findings the summary names at most.
const MOST: usize = 5;
/// How many names or competencies a sentence lists before it counts the rest.
const IN_A_SENTENCE: usize = 4;

/// How many key people a sentence tells one by one.
const FEW: usize = 3;

/// A sentence and the sheet behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    /// The sentence.
    pub(super) text: String,
    /// The sheet's name.
    pub(super) sheet: &'static str,
}

/// The findings, weightiest first.
pub(super) fn findings(book: &Book<'_>) -> Vec<Finding> {
    let candidates = [
        (uncovered(book), "Coverage"),
        (sole_cover(book), "Key people"),
        (training(book), "Gaps"),
        (bench(book), "Bench"),
        (overdue(book), "Actions"),
        (differences(book), "Self and manager"),
    ];
    candidates
        .into_iter()
        .filter_map(|(text, sheet)| Some(Finding { text: text?, sheet }))
        .take(MOST)
        .collect()
}

/// How complete the assessment is: who is missing, what was not rated, what rests on one voice.
pub(super) fn completeness(book: &Book<'_>) -> String {
    let people = book.input.people.len();
    let missing: Vec<&str> = book
        .missing
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    let mut sentences = vec![match &book.input.review.roster {
        Some(roster) if book.missing.is_empty() => format!(
            "All {} on the roster are assessed.",
            counted(roster.len(), "person", "people")
        ),
        Some(roster) => format!(
            "{} of {} on the roster are assessed; missing: {}.",
            roster.len() - book.missing.len(),
            counted(roster.len(), "person", "people"),
            some_of(&missing),
        ),
        None => format!(
            "{} assessed. There is no roster, so nobody can be called missing.",
            counted(people, "person is", "people are")
        ),
    }];
    let found = book.completeness;
    let possible = found.rated + found.not_assessed;
    if possible > 0 {
        sentences.push(format!(
            "{} of {possible} ratings are given{}.",
            found.rated,
            if found.self_rated > 0 {
                format!(
                    "; {} of them {} on the person’s own rating alone",
                    found.self_rated,
                    if found.self_rated == 1 {
                        "rests"
                    } else {
                        "rest"
                    }
                )
            } else {
                String::new()
            }
        ));
    }
    let left_out = book
        .input
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity > crate::diagnostic::Severity::Note)
        .count();
    if left_out > 0 {
        sentences.push(format!(
            "{} in the data: see Data quality.",
            counted(left_out, "problem was met", "problems were met")
        ));
    }
    sentences.join(" ")
}

/// Whether a scope is a real team: not everybody, not people without a team, more than one person. Of one person alone
/// it goes without saying that nobody else does what they do.
fn is_team(book: &Book<'_>, scope: &Scope) -> bool {
    let Scope::Team(team) = scope else {
        return false;
    };
    let mut members = book
        .input
        .review
        .assessments
        .iter()
        .filter(|assessment| assessment.person.team.as_ref() == Some(team));
    members.nth(1).is_some()
}

/// The team that lacks most.
fn uncovered(book: &Book<'_>) -> Option<String> {
    let teams: Vec<&CoverageRow> = book
        .coverage
        .iter()
        .filter(|row| row.scope != Scope::All && row.status_confirmed.is_some())
        .collect();
    let open: Vec<&CoverageRow> = teams
        .iter()
        .copied()
        .filter(|row| row.status_confirmed == Some(CoverageStatus::Uncovered))
        .collect();
    let worst = first_longest(
        open.chunk_by(|a, b| a.scope == b.scope)
            .filter(|rows| rows.first().is_some_and(|row| is_team(book, &row.scope))),
    )?;
    let team = worst.first()?.scope.label();
    let names = |of: &dyn Fn(&CoverageRow) -> bool| -> Vec<&str> {
        let rows = worst.iter().filter(|row| of(row));
        rows.map(|row| book.competency(row.competency)).collect()
    };
    let by_self = names(&CoverageRow::rests_on_self_ratings);
    let mut sentences = vec![format!(
        "Nobody in {team} works at the level that the team needs in {}{}.",
        some_of(&names(&|_| true)),
        match by_self.len() {
            0 => String::new(),
            all if all == worst.len() =>
                ", as far as managers confirm; self-ratings say otherwise".to_owned(),
            _ => format!(
                ", as far as managers confirm; self-ratings say otherwise in {}",
                some_of(&by_self)
            ),
        }
    )];
    if open.len() > worst.len() {
        sentences.push(format!(
            "Over all teams, {} of {} pairs of team and competency are uncovered.",
            open.len(),
            teams.len()
        ));
    }
    Some(sentences.join(" "))
}

/// The people on whom teams depend: all of them if they are few, else the one on whom most depends.
fn sole_cover(book: &Book<'_>) -> Option<String> {
    let of_teams: Vec<&KeyPerson> = book
        .key_people
        .iter()
        .filter(|key| is_team(book, &key.scope) && key.sole_cover() > 0)
        .collect();
    let top = of_teams
        .iter()
        .copied()
        .fold(None, |best: Option<&KeyPerson>, next| match best {
            Some(best) if best.sole_cover() >= next.sole_cover() => Some(best),
            _ => Some(next),
        })?;
    if of_teams.len() == 1 || of_teams.len() > FEW {
        let mut text = format!(
            "Only one person in {}, {}, works at the level that the team needs in {}.",
            top.scope.label(),
            book.name(top.person),
            alone_in(book, top)
        );
        if of_teams.len() > 1 {
            text.push_str(" In all, ");
            text.push_str(&counted(of_teams.len(), "person is", "people are"));
            text.push_str(" the only cover of something in their team.");
        }
        text.push_str(&named_by_self_ratings(&of_teams));
        return Some(text);
    }
    let each: Vec<String> = of_teams
        .iter()
        .map(|key| {
            format!(
                "{} ({}) in {}",
                book.name(key.person),
                key.scope.label(),
                alone_in(book, key)
            )
        })
        .collect();
    Some(format!(
        "{} are the only ones in their team who work at the level that it needs: {}.{}",
        counted(each.len(), "person", "people"),
        each.join("; "),
        named_by_self_ratings(&of_teams)
    ))
}

/// Where self-ratings would change it: in how much of what one person alone covers somebody else claims to be at the
/// level, and no manager confirms it.
fn named_by_self_ratings(keys: &[&KeyPerson]) -> String {
    let sole = || {
        keys.iter()
            .flat_map(|key| &key.falls)
            .filter(|fall| fall.without == CoverageStatus::Uncovered)
    };
    let named = sole().filter(|fall| fall.without_by_self_ratings != fall.without);
    let in_what = match (named.count(), sole().count()) {
        (0, _) => return String::new(),
        (named, all) if named == all => "there".to_owned(),
        (named, all) => format!("in {named} of {all} cases"),
    };
    format!(" Self-ratings, which no manager confirms, name somebody else {in_what}.")
}

/// The competencies in which nobody else of the team is at the level.
fn alone_in(book: &Book<'_>, key: &KeyPerson) -> String {
    let names: Vec<&str> = key
        .falls
        .iter()
        .filter(|fall| fall.without == CoverageStatus::Uncovered)
        .map(|fall| book.competency(fall.competency))
        .collect();
    some_of(&names)
}

/// The competency with the highest burden.
fn training(book: &Book<'_>) -> Option<String> {
    let ranked = gaps::ranked(book);
    let (_, coverage, demand) = ranked.first().filter(|(_, row, _)| row.burden > 0.0)?;
    let weight = book.map().competency(coverage.competency).weight;
    let unit = match book.map().scale {
        Scale::Rank => ("level", "levels"),
        Scale::Proficiency => ("point", "points"),
    };
    let mean = coverage.burden / weight / coverage.affected as f64;
    let mean = if (mean - 1.0).abs() < 0.05 {
        format!("1 {}", unit.0)
    } else {
        format!("{mean:.1} {}", unit.1)
    };
    let mut sentences = vec![format!(
        "The greatest training need is in {}: {} of {} with a rating {} below the role level, by {mean} on average.",
        book.competency(coverage.competency),
        coverage.affected,
        counted(coverage.rated, "person", "people"),
        if coverage.affected == 1 { "is" } else { "are" },
    )];
    let step = demand.next_steps.iter().fold(
        None,
        |best: Option<(i64, usize)>, (point, people)| match best {
            Some(best) if best.1 >= people.len() => Some(best),
            _ => Some((*point, people.len())),
        },
    );
    if let Some((point, people)) = step {
        sentences.push(format!(
            "Most wanted as a next step there: {} ({}).",
            book.scale_words(point as f64),
            counted(people, "person", "people")
        ));
    }
    Some(sentences.join(" "))
}

/// Who is close to the level aimed at.
fn bench(book: &Book<'_>) -> Option<String> {
    let close = |closeness: Closeness| -> Vec<&str> {
        book.bench
            .iter()
            .flat_map(|bench| &bench.people)
            .filter(|person| person.closeness == closeness)
            .map(|person| book.name(person.person))
            .collect()
    };
    let (meeting, short) = (close(Closeness::MeetsAll), close(Closeness::OneShort));
    let short_text = || {
        format!(
            "{} one competency short ({})",
            counted(short.len(), "person is", "people are"),
            some_of(&short)
        )
    };
    match (meeting.is_empty(), short.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!(
            "Nobody is at the level aimed at in every scored competency; {}.",
            short_text()
        )),
        (false, _) => {
            let mut text = format!(
                "{} at the level aimed at in every scored competency: {}",
                counted(meeting.len(), "person is", "people are"),
                some_of(&meeting)
            );
            if !short.is_empty() {
                text.push_str("; ");
                text.push_str(&short_text());
            }
            text.push('.');
            Some(text)
        }
    }
}

/// Agreed actions that nobody finished in time.
fn overdue(book: &Book<'_>) -> Option<String> {
    let all = book.groups.first()?;
    if all.overdue_actions == 0 {
        return None;
    }
    let longest = book
        .people()
        .flat_map(|(assessment, _)| &assessment.actions)
        .filter(|action| {
            crate::analysis::progress(action, book.input.review.as_of)
                == crate::analysis::Progress::Overdue
        })
        .filter_map(|action| days_overdue(action, book.input.review.as_of))
        .max()?;
    Some(format!(
        "{} of {} overdue, the oldest by {}.",
        all.overdue_actions,
        counted(all.open_actions, "open action is", "open actions are"),
        counted(longest as usize, "day", "days")
    ))
}

/// Ratings of self and manager that are far apart.
fn differences(book: &Book<'_>) -> Option<String> {
    let far = book.pairs.iter().filter(|pair| pair.is_wide()).count();
    (far > 0).then(|| {
        format!(
            "Self and manager are two or more apart in {far} of {} that both gave: worth a conversation.",
            counted(book.pairs.len(), "rating", "ratings")
        )
    })
}

/// The first of the longest runs.
fn first_longest<'r, T>(runs: impl Iterator<Item = &'r [T]>) -> Option<&'r [T]> {
    runs.fold(None, |best: Option<&[T]>, next| match best {
        Some(best) if best.len() >= next.len() => Some(best),
        _ => Some(next),
    })
}

/// `A, B and C`, or the first few and how many more.
pub(super) fn some_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        names if names.len() > IN_A_SENTENCE => format!(
            "{} and {} more",
            listed(names[..IN_A_SENTENCE - 1].iter().copied()),
            names.len() + 1 - IN_A_SENTENCE
        ),
        [first @ .., last] => format!("{} and {last}", listed(first.iter().copied())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_a_sentence() {
        assert_eq!(some_of(&["A"]), "A");
        assert_eq!(some_of(&["A", "B"]), "A and B");
        assert_eq!(some_of(&["A", "B", "C", "D"]), "A, B, C and D");
        assert_eq!(some_of(&["A", "B", "C", "D", "E"]), "A, B, C and 2 more");
    }
}
