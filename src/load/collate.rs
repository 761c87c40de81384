//! Brings all assessments together: each person once, one spelling for each team and manager.

use std::collections::{BTreeMap, BTreeSet};

use super::file_pair::AssessmentPair;
use super::reconcile::RosterIndex;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Assessment, Person, PersonKey, name_key};
use crate::text::{fold, listed};

/// How many other places of one person a message names.
const MAX_NAMED: usize = 5;

/// Joins the halves of one assessment, takes out people who appear more than once, and gives each team and manager one
/// spelling. The roster says whether a name could be several people's.
///
/// The answer does not depend on the order of `assessments`.
pub fn collate(
    assessments: Vec<Assessment>,
    roster: &RosterIndex<'_>,
) -> (Vec<Assessment>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut kept = without_duplicates(assessments, roster, &mut problems);
    unify_spelling(&mut kept, &TEAMS, &mut problems);
    unify_spelling(&mut kept, &MANAGERS, &mut problems);
    (kept, problems)
}

/// Two assessments of one person are both left out, since choosing one would be a guess; unless they are the two halves
/// of one.
fn without_duplicates(
    mut kept: Vec<Assessment>,
    roster: &RosterIndex<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Assessment> {
    let mut by_key: BTreeMap<PersonKey, Vec<usize>> = BTreeMap::new();
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for (place, assessment) in kept.iter().enumerate() {
        *bearers
            .entry(name_key(&assessment.person.name))
            .or_default() += 1;
        by_key
            .entry(PersonKey::of(&assessment.person))
            .or_default()
            .push(place);
    }
    // Exactly two people with one name, of which one has no ID, or which differ only by a blank.
    let mut perhaps_halves: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    by_key.retain(|_, same| {
        if let [single] = same[..] {
            let name = name_key(&kept[single].person.name);
            if bearers.get(&name) == Some(&2) && roster.namesakes(&name) < 2 {
                perhaps_halves.entry(name).or_default().push(single);
            }
        }
        same.len() > 1
    });
    // Nearly everybody is there once, and stays where they are: a second list of everybody would be the most memory that
    // reading takes.
    let several = by_key.values().chain(perhaps_halves.values());
    let several: BTreeSet<usize> = several.flatten().copied().collect();
    let mut places = 0..;
    let taken = kept.extract_if(.., |_| {
        places.next().is_some_and(|place| several.contains(&place))
    });
    let mut taken: BTreeMap<usize, Assessment> = several.iter().copied().zip(taken).collect();
    let mut take = |same: Vec<usize>| -> Vec<Assessment> {
        same.iter()
            .filter_map(|place| taken.remove(place))
            .collect()
    };
    for (key, same) in by_key {
        kept.extend(one_of(&key, take(same), problems));
    }
    for same in perhaps_halves.into_values() {
        match AssessmentPair::of(take(same)) {
            Ok(pair) if pair.conflict().is_none() && !pair.differ_in_team_or_email() => {
                kept.push(pair.join(problems));
            }
            Ok(pair) => kept.extend(pair.into_both()),
            Err(same) => kept.extend(same),
        }
    }
    kept.sort_by_cached_key(|one| PersonKey::of(&one.person));
    kept
}

/// The one assessment that several of one person are joined to, if they can be.
fn one_of(
    key: &PersonKey,
    same: Vec<Assessment>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Assessment> {
    let (mut same, conflict) = match AssessmentPair::of(same) {
        Ok(pair) => match pair.conflict() {
            None => return Some(pair.join(problems)),
            conflict => (pair.into_both(), conflict),
        },
        Err(same) => (same, None),
    };
    same.sort_by(|a, b| a.at.cmp(&b.at));
    for assessment in &same {
        // A few are enough to find the rest, each of which has its own message.
        let others = same.iter().filter(|other| other.at != assessment.at);
        let mut named: Vec<String> = others
            .take(MAX_NAMED)
            .map(|other| other.at.to_string())
            .collect();
        if same.len() > MAX_NAMED + 1 {
            named.push(format!("{} more places", same.len() - 1 - MAX_NAMED));
        }
        let problem = duplicate(key, assessment, &listed(&named), conflict);
        problems.push(problem.about(&assessment.person.name));
    }
    None
}

fn duplicate(
    key: &PersonKey,
    assessment: &Assessment,
    others: &str,
    conflict: Option<&str>,
) -> Diagnostic {
    let name = &assessment.person.name;
    let (code, found, help) = match key {
        PersonKey::Id(id) => (
            Code("employee-id-twice"),
            format!("{name} has the same employee ID {id} as {others}"),
            "Keep the one that counts, or correct the ID.",
        ),
        PersonKey::Described { .. } => (
            Code("person-twice"),
            format!("{name} has no employee ID and is also in {others}"),
            "Keep the one that counts; if they are different people, give each an employee ID.",
        ),
    };
    let at = assessment.at.clone();
    let Some(conflict) = conflict else {
        let message = format!("{found}; all of them were left out.");
        return Diagnostic::error(code, at, message, help);
    };
    Diagnostic::error(
        code,
        at,
        format!(
            "{found}. One of the two holds only the person's own ratings and the other only the manager's or agreed \
             ones, but they differ in the {conflict}, so they were not joined; both were left out."
        ),
        format!("Write the same {conflict} into both, or keep the one that counts."),
    )
}

/// Names that several people have in common.
struct SharedNames {
    what: &'static str,
    /// What two spellings of a name have in common.
    key: fn(&str) -> String,
    field: fn(&mut Person) -> &mut Option<String>,
}

const TEAMS: SharedNames = SharedNames {
    what: "team",
    key: fold,
    field: |person| &mut person.team,
};

const MANAGERS: SharedNames = SharedNames {
    what: "manager",
    key: name_key,
    field: |person| &mut person.manager,
};

/// Gives every spelling of a name the most frequent one (of equals, the first in the alphabet), with a message.
fn unify_spelling(
    assessments: &mut [Assessment],
    SharedNames { what, key, field }: &SharedNames,
    problems: &mut Vec<Diagnostic>,
) {
    let mut spellings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for assessment in assessments.iter_mut() {
        if let Some(name) = field(&mut assessment.person) {
            *spellings
                .entry(key(name))
                .or_default()
                .entry(name.clone())
                .or_default() += 1;
        }
    }
    let chosen: BTreeMap<String, String> = spellings
        .into_iter()
        .filter(|(_, spellings)| spellings.len() > 1)
        .filter_map(|(folded, spellings)| {
            let most = spellings.values().copied().max()?;
            let (name, _) = spellings.into_iter().find(|(_, count)| *count == most)?;
            Some((folded, name))
        })
        .collect();
    for assessment in assessments {
        let at = assessment.at.clone();
        let Some(name) = field(&mut assessment.person) else {
            continue;
        };
        if let Some(common) = chosen.get(&key(name))
            && common != name
        {
            problems.push(Diagnostic::note(
                "spelling-unified",
                at,
                format!(
                    "The {what} “{name}” was read as “{common}”, as most assessments write it."
                ),
                "You do not need to do anything; to avoid this note, write it the same way everywhere.",
            ));
            common.clone_into(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Location;
    use crate::model::testing::{career_map, person};

    #[test]
    fn the_same_employee_id_twice_leaves_both_out() {
        let map = career_map(&["Junior"], &["A"]);
        let people = vec![
            person(&map, "Ada", 0).id("x7").build(),
            person(&map, "Bo", 0).id("8").build(),
            person(&map, "Ada Marsh", 0).id("X7").build(),
        ];
        let (kept, problems) = collate(people, &RosterIndex::default());
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].person.name, "Bo");
        assert_eq!(problems.len(), 2, "each of the two files is named");
        for (problem, other) in problems.iter().zip(["ada.xlsx", "ada-marsh.xlsx"]) {
            assert!(problem.message.contains(other), "{}", problem.message);
        }
    }

    #[test]
    fn copies_of_one_person_are_not_all_named_with_each() {
        let map = career_map(&["Junior"], &["A"]);
        let copies = |number: usize| {
            let copy = |index| {
                let mut copy = person(&map, "Ada", 0).id("7").build();
                copy.at = Location::of_file(format!("copy {index}.xlsx"));
                copy
            };
            let (kept, problems) =
                collate((0..number).map(copy).collect(), &RosterIndex::default());
            assert!(kept.is_empty());
            assert_eq!(problems.len(), number);
            problems
        };
        let few = copies(6);
        assert!(
            few.iter()
                .all(|one| one.message.matches("copy ").count() == 5)
        );
        let many = copies(60);
        assert!(
            many.iter()
                .all(|one| one.message.matches("copy ").count() == MAX_NAMED)
        );
        assert!(
            many[0].message.contains(" and 54 more places"),
            "{}",
            many[0].message
        );
    }

    #[test]
    fn namesakes_are_told_apart_by_id_team_or_address() {
        let map = career_map(&["Junior"], &["A"]);
        let ada = || person(&map, "Ada", 0);
        let told_apart = vec![
            ada().id("1").build(),
            ada().team("N").build(),
            ada().team("S").build(),
        ];
        assert_eq!(collate(told_apart, &RosterIndex::default()).0.len(), 3);
        let same = vec![ada().team("North").build(), ada().team("north ").build()];
        let (kept, problems) = collate(same, &RosterIndex::default());
        assert!(kept.is_empty());
        assert_eq!(problems[0].code.0, "person-twice");
    }

    #[test]
    fn a_managers_name_has_one_order() {
        let map = career_map(&["Junior"], &["A"]);
        let people = ["Zoë Li", "Li, Zoë", "zoe li", "Zoë Li"]
            .iter()
            .enumerate()
            .map(|(index, manager)| {
                let somebody = person(&map, "Ada", 0).id(&index.to_string());
                somebody.manager(manager).build()
            })
            .collect();
        let (kept, problems) = collate(people, &RosterIndex::default());
        assert!(
            kept.iter()
                .all(|one| one.person.manager.as_deref() == Some("Zoë Li"))
        );
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn teams_take_the_most_frequent_spelling() {
        let map = career_map(&["Junior"], &["A"]);
        let spelled = |teams: &[&str]| {
            let people = teams
                .iter()
                .enumerate()
                .map(|(index, team)| {
                    person(&map, "Ada", 0)
                        .id(&index.to_string())
                        .team(team)
                        .build()
                })
                .collect();
            let (kept, problems) = collate(people, &RosterIndex::default());
            let mut teams: Vec<String> = kept.iter().map(|a| a.team().to_owned()).collect();
            teams.sort();
            (teams, problems.len())
        };
        let (teams, notes) = spelled(&["events", "Events", "Events", "Content"]);
        assert_eq!(teams, ["Content", "Events", "Events", "Events"]);
        assert_eq!(notes, 1);
        // A tie goes to the first in the alphabet, whatever the order of the files.
        assert_eq!(
            spelled(&["b & c", "B and C"]).0,
            spelled(&["B and C", "b & c"]).0
        );
    }
}
