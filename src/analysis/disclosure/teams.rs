//! Teams that are large enough to be shown, with names that identify nobody.

use std::collections::BTreeSet;

use super::{AnonymousGroup, GroupNames};
use crate::analysis::scope::{Scope, scope_members};
use crate::model::Review;
use crate::text::fold;

/// Everybody, then groups of at least `minimum` people, each person in exactly one: first teams, then one group that
/// joins all teams that are too small. If these have too few people together, the smallest of the other teams join
/// them. Only everybody where one group would be left, or two of exactly the minimum; empty where the review has too
/// few people.
pub(super) fn join_small_teams(
    review: &Review,
    minimum: usize,
    names: &GroupNames<'_>,
) -> Vec<(Scope, Vec<usize>)> {
    let mut scopes = scope_members(review).into_iter();
    let Some((_, everybody)) = scopes.next().filter(|(_, all)| all.len() >= minimum) else {
        return Vec::new();
    };
    let (mut kept, small): (Vec<_>, Vec<_>) =
        scopes.partition(|(_, people)| people.len() >= minimum);
    let mut others: Vec<usize> = small.into_iter().flat_map(|(_, people)| people).collect();
    while !others.is_empty() && others.len() < minimum {
        let Some(smallest) = (0..kept.len()).min_by_key(|index| kept[*index].1.len()) else {
            break;
        };
        others.extend(kept.remove(smallest).1);
    }
    if !others.is_empty() {
        others.sort_unstable();
        let mut name = names.others.to_owned();
        while taken(review, names).contains(&fold(&name)) {
            name.push_str(" (joined)");
        }
        kept.push((Scope::Team(name), others));
    }
    if kept.len() == 1 || everybody.len() <= 2 * minimum {
        kept.clear();
    }
    std::iter::once((Scope::All, everybody))
        .chain(kept)
        .collect()
}

/// The names of all teams, folded, and that of everybody.
fn taken(review: &Review, names: &GroupNames<'_>) -> BTreeSet<String> {
    let teams = review.assessments.iter().map(|a| fold(a.team()));
    teams.chain([fold(names.everybody)]).collect()
}

/// The groups, with numbers in place of team names that contain somebody's name, ID or address, or that equal the name
/// of everybody. These come last, in an order that depends only on the figures that are shown.
pub(super) fn hide_names(
    review: &Review,
    groups: Vec<AnonymousGroup>,
    called: &GroupNames<'_>,
) -> Vec<AnonymousGroup> {
    let (names, taken) = (NameWords::of(review), taken(review, called));
    let mut groups = groups.into_iter();
    let everybody = groups.next();
    let (mut renamed, kept): (Vec<_>, Vec<_>) = groups.partition(|group| {
        names.can_be_read_in(&group.name) || fold(&group.name) == fold(called.everybody)
    });
    renamed.sort_by(|a, b| (b.people, &b.rows).cmp(&(a.people, &a.rows)));
    let numbers = (1..)
        .map(|number| (called.numbered)(number))
        .filter(|name| !taken.contains(&fold(name)));
    for (group, name) in renamed.iter_mut().zip(numbers) {
        group.name = name;
    }
    everybody.into_iter().chain(kept).chain(renamed).collect()
}

/// Words of the names, IDs and addresses of people, managers and the roster.
struct NameWords {
    /// Words that give somebody away as a whole word.
    words: BTreeSet<String>,
    /// Words that do so inside another word too.
    parts: BTreeSet<String>,
}

impl NameWords {
    /// Words of at least this many letters are looked for inside others: *Lee* is in *Fleet* by chance.
    const PART: usize = 4;
    /// The same for a first name: *Mark* is in *Marketing*.
    const PART_FIRST: usize = 5;

    fn of(review: &Review) -> Self {
        let people = review.assessments.iter().map(|assessment| {
            let person = &assessment.person;
            (
                [Some(&person.name), person.manager.as_ref()],
                [person.employee_id.as_deref(), person.email.as_deref()],
            )
        });
        let roster = review.roster.iter().flatten().map(|entry| {
            (
                [Some(&entry.person.name), entry.person.manager.as_ref()],
                [
                    entry.person.employee_id.as_deref(),
                    entry.person.email.as_deref(),
                ],
            )
        });
        let mut found = Self {
            words: BTreeSet::new(),
            parts: BTreeSet::new(),
        };
        for (names, others) in people.chain(roster) {
            for name in names.into_iter().flatten() {
                let (surname, rest) = name.split_once(',').unwrap_or(("", name));
                found.add(surname, false);
                found.add(rest, !surname.is_empty() || fold(rest).contains(' '));
            }
            for other in others.into_iter().flatten() {
                // The part after the @ belongs to the company.
                found.add(other.split('@').next().unwrap_or_default(), false);
            }
        }
        found
    }

    fn add(&mut self, text: &str, begins_with_first_name: bool) {
        for (index, word) in fold(text).split(' ').enumerate() {
            let letters = word.chars().count();
            if letters >= 2 {
                self.words.insert(word.to_owned());
            }
            let least = if index == 0 && begins_with_first_name {
                Self::PART_FIRST
            } else {
                Self::PART
            };
            if letters >= least {
                self.parts.insert(plain(word));
            }
        }
    }

    fn can_be_read_in(&self, team: &str) -> bool {
        let folded = fold(team);
        let mut words: Vec<String> = Vec::new();
        let mut was_letter = false;
        for word in folded.split(' ') {
            let is_letter = word.chars().count() == 1;
            match words.last_mut() {
                // “K i m”
                Some(last) if is_letter && was_letter => last.push_str(word),
                _ => words.push(word.to_owned()),
            }
            was_letter = is_letter;
        }
        let together = plain(&folded.replace(' ', ""));
        // “Kim's team” folds to “kims team”.
        let bare = |word: &String| word.strip_suffix('s').map(str::to_owned);
        words.iter().any(|word| {
            self.words.contains(word) || bare(word).is_some_and(|word| self.words.contains(&word))
        }) || self.parts.iter().any(|part| together.contains(part))
    }
}

/// A folded word, with one spelling where there are two: *Krähenbühl*, *Kraehenbuehl*.
fn plain(word: &str) -> String {
    [
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("ß", "ss"),
        ("ø", "o"),
        ("æ", "a"),
    ]
    .iter()
    .fold(word.to_owned(), |word, (two, one)| word.replace(two, one))
}
