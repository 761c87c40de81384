//! All assessments together: nobody twice, one spelling for each team and manager.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::{Assessment, Person};
use crate::text::fold;

/// Takes out people who appear more than once, and gives each team and manager one spelling.
///
/// The answer does not depend on the order of `assessments`.
#[must_use]
pub fn collate(assessments: Vec<Assessment>) -> (Vec<Assessment>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut kept = without_duplicates(assessments, &mut problems);
    unify(&mut kept, "team", |person| &mut person.team, &mut problems);
    unify(
        &mut kept,
        "manager",
        |person| &mut person.manager,
        &mut problems,
    );
    (kept, problems)
}

/// What tells two people apart: the employee ID, else name, team and email address together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    EmployeeId(String),
    Described {
        name: String,
        team: Option<String>,
        email: Option<String>,
    },
}

impl Identity {
    fn of(person: &Person) -> Self {
        match &person.employee_id {
            Some(id) => Self::EmployeeId(id.to_lowercase()),
            None => Self::Described {
                name: fold(&person.name),
                team: person.team.as_deref().map(fold),
                email: person.email.as_deref().map(str::to_lowercase),
            },
        }
    }
}

/// Two assessments of one person are both left out: which one counts would be a guess.
fn without_duplicates(
    assessments: Vec<Assessment>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Assessment> {
    let mut by_identity: BTreeMap<Identity, Vec<Assessment>> = BTreeMap::new();
    for assessment in assessments {
        by_identity
            .entry(Identity::of(&assessment.person))
            .or_default()
            .push(assessment);
    }
    let mut kept = Vec::new();
    for (identity, mut same) in by_identity {
        if let [_] = same.as_slice() {
            kept.append(&mut same);
            continue;
        }
        same.sort_by(|a, b| a.at.cmp(&b.at));
        for assessment in &same {
            let others: Vec<String> = same
                .iter()
                .filter(|other| other.at != assessment.at)
                .map(|other| other.at.to_string())
                .collect();
            problems.push(duplicate(&identity, assessment, &others));
        }
    }
    kept
}

fn duplicate(identity: &Identity, assessment: &Assessment, others: &[String]) -> Diagnostic {
    let name = &assessment.person.name;
    let others = others.join(" and ");
    match identity {
        Identity::EmployeeId(_) => Diagnostic::error(
            "employee-id-twice",
            assessment.at.clone(),
            format!(
                "{name} has the employee ID {}, and so has {others}; all of them were left out.",
                assessment.person.employee_id.as_deref().unwrap_or_default()
            ),
            "Keep the one that counts, or correct the ID.",
        ),
        Identity::Described { .. } => Diagnostic::error(
            "person-twice",
            assessment.at.clone(),
            format!(
                "{name} has no employee ID and is also in {others}; all of them were left out."
            ),
            "Keep the one that counts; if they are different people, give each an employee ID.",
        ),
    }
}

/// Gives every spelling of a name the most frequent one (of equals, the first in the alphabet), and says so.
fn unify(
    assessments: &mut [Assessment],
    what: &str,
    field: impl Fn(&mut Person) -> &mut Option<String>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut spellings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for assessment in assessments.iter_mut() {
        if let Some(name) = field(&mut assessment.person) {
            *spellings
                .entry(fold(name))
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
        if let Some(common) = chosen.get(&fold(name))
            && common != name
        {
            problems.push(Diagnostic::note(
                "spelling-unified",
                at,
                format!(
                    "The {what} “{name}” was read as “{common}”, as most assessments write it."
                ),
                "Nothing needs doing; to silence this, write it the same way everywhere.",
            ));
            common.clone_into(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{career_map, person};

    #[test]
    fn the_same_employee_id_twice_leaves_both_out() {
        let map = career_map(&["Junior"], &["A"]);
        let people = vec![
            person(&map, "Ada", 0).id("x7").build(),
            person(&map, "Bo", 0).id("8").build(),
            person(&map, "Ada Marsh", 0).id("X7").build(),
        ];
        let (kept, problems) = collate(people);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].person.name, "Bo");
        assert_eq!(problems.len(), 2, "each of the two files is named");
        for (problem, other) in problems.iter().zip(["ada.xlsx", "ada-marsh.xlsx"]) {
            assert!(problem.message.contains(other), "{}", problem.message);
        }
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
        assert_eq!(collate(told_apart).0.len(), 3);
        let same = vec![ada().team("North").build(), ada().team("north ").build()];
        let (kept, problems) = collate(same);
        assert!(kept.is_empty());
        assert_eq!(problems[0].code.0, "person-twice");
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
            let (kept, problems) = collate(people);
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
