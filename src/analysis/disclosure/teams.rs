//! Teams that are large enough to be told, and names for them that name nobody.

use std::collections::BTreeSet;

use crate::analysis::coverage::Scope;
use crate::analysis::demand::scope_members;
use crate::model::Review;
use crate::text::fold;

/// What joined teams are called.
const OTHERS: &str = "Other teams";

/// Everybody, then groups of at least `minimum` people, each person in exactly one: teams, and last the joined ones: all
/// that are too small, and where these are too few together, the smallest of the others too. Only everybody where one
/// group would be left; nothing where everybody is too few.
pub(super) fn joined(review: &Review, minimum: usize) -> Vec<(Scope, Vec<usize>)> {
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
        kept.push((others_of(review), others));
    }
    if kept.len() == 1 {
        kept.clear();
    }
    std::iter::once((Scope::All, everybody))
        .chain(kept)
        .collect()
}

/// The joined teams as a scope of their own, which no team's coverage need can be meant for.
fn others_of(review: &Review) -> Scope {
    let mut name = OTHERS.to_owned();
    while review
        .assessments
        .iter()
        .any(|assessment| fold(assessment.team()) == fold(&name))
    {
        name.push_str(" (joined)");
    }
    Scope::Team(name)
}

/// A name for each group: the team's, unless a word of it is in somebody's name, ID or address; then a number.
pub(super) fn names(review: &Review, groups: &[(Scope, Vec<usize>)]) -> Vec<String> {
    let words = personal_words(review);
    groups
        .iter()
        .enumerate()
        .map(|(number, (scope, _))| {
            let name = scope.label();
            // “Okafor's team” folds to “okafors team”.
            let personal = fold(name).split(' ').any(|word| {
                let bare = word.strip_suffix('s').unwrap_or(word);
                words.contains(word) || words.contains(bare)
            });
            if *scope != Scope::All && personal {
                format!("Team {number}")
            } else {
                name.to_owned()
            }
        })
        .collect()
}

/// Every word of every name, ID and address of people, managers and the roster.
fn personal_words(review: &Review) -> BTreeSet<String> {
    let people = review.assessments.iter().flat_map(|assessment| {
        let person = &assessment.person;
        [
            Some(person.name.as_str()),
            person.employee_id.as_deref(),
            person.email.as_deref(),
            person.manager.as_deref(),
        ]
    });
    let roster = review.roster.iter().flatten().flat_map(|entry| {
        [
            Some(entry.name.as_str()),
            entry.employee_id.as_deref(),
            entry.email.as_deref(),
            entry.manager.as_deref(),
        ]
    });
    people
        .chain(roster)
        .flatten()
        .flat_map(|text| fold(text).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word.chars().nth(1).is_some())
        .collect()
}
