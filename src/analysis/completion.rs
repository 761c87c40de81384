//! Who has handed in an assessment, how much of it is filled in, and who is missing: by manager, since managers are
//! asked.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::participation::missing;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Assessment, CompetencyAssessment, Review, RosterEntry, name_key};
use crate::text::fold;

/// One manager's people.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion<'a> {
    /// The manager's name; `None` gathers the people whose manager is not known.
    pub manager: Option<&'a str>,
    /// The manager's address, where it is known.
    pub email: Option<&'a str>,
    /// Who has an assessment, in document order.
    pub people: Vec<AnsweredCount<'a>>,
    /// Who is on the roster without one, in the roster's order.
    pub missing: Vec<&'a RosterEntry>,
}

/// How much of an assessment is filled in, over scored competencies. `N/A` is an answer, a blank is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnsweredCount<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// Competencies that the person answered.
    pub own: usize,
    /// Competencies that the manager answered.
    pub manager: usize,
    /// Competencies with an agreed rating.
    pub agreed: usize,
    /// Scored competencies.
    pub of: usize,
}

impl<'a> AnsweredCount<'a> {
    /// Counts what an assessment holds.
    pub fn of(review: &Review, assessment: &'a Assessment) -> Self {
        let own = review.own_map(&assessment.person);
        let scored: Vec<&CompetencyAssessment> = own
            .competency_ids()
            .filter(|id| own.competency(*id).scored)
            .map(|id| assessment.competency(id))
            .collect();
        let count = |given: fn(&CompetencyAssessment) -> bool| {
            scored.iter().filter(|entered| given(entered)).count()
        };
        Self {
            assessment,
            own: count(|entered| entered.own.is_some()),
            manager: count(|entered| entered.manager.is_some()),
            agreed: count(|entered| entered.agreed.is_some()),
            of: scored.len(),
        }
    }

    /// Whether the person has answered every competency.
    pub const fn own_complete(&self) -> bool {
        self.own == self.of
    }

    /// Whether the manager has answered every competency; what was agreed needs no answer of the manager's own.
    pub const fn manager_complete(&self) -> bool {
        self.manager == self.of || self.agreed == self.of
    }

    /// Whether both have answered everything.
    pub const fn is_complete(&self) -> bool {
        self.own_complete() && self.manager_complete()
    }
}

/// Everybody who is assessed or missing, by manager in alphabetical order; those without a manager come last.
pub fn completion(review: &Review) -> Vec<Completion<'_>> {
    let mut managers: BTreeMap<(bool, String), Completion<'_>> = BTreeMap::new();
    for assessment in &review.assessments {
        let manager = assessment.person.manager.as_deref();
        group(&mut managers, manager)
            .people
            .push(AnsweredCount::of(review, assessment));
    }
    for entry in missing(review) {
        group(&mut managers, entry.person.manager.as_deref())
            .missing
            .push(entry);
    }
    let mut groups: Vec<Completion<'_>> = managers.into_values().collect();
    for group in &mut groups {
        let assessed = group.people.iter();
        let assessed = assessed.map(|entered| &entered.assessment.person.manager_email);
        let missing = group
            .missing
            .iter()
            .map(|entry| &entry.person.manager_email);
        group.email = assessed.chain(missing).find_map(|email| email.as_deref());
    }
    groups
}

/// The files that came and could not be used: nobody should be reminded of what they have handed in. The error or the
/// file's name says whose file it is.
#[derive(Debug)]
pub struct UnusableFiles {
    people: BTreeSet<String>,
    /// The files' names, folded and with a space before and after, by each word in them.
    files: BTreeMap<String, Vec<Rc<str>>>,
}

impl UnusableFiles {
    /// Those that the errors among these are about.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = || {
            let all = diagnostics.iter();
            all.filter(|diagnostic| diagnostic.severity == Severity::Error)
        };
        let people = errors().filter_map(|error| error.person.as_deref());
        let names: BTreeSet<&str> = errors().filter_map(|error| error.location.file()).collect();
        let mut files: BTreeMap<String, Vec<Rc<str>>> = BTreeMap::new();
        for name in names {
            let name: Rc<str> = format!(" {} ", fold(name)).into();
            for word in name.split_whitespace() {
                files
                    .entry(word.to_owned())
                    .or_default()
                    .push(Rc::clone(&name));
            }
        }
        Self {
            people: people.map(name_key).collect(),
            files,
        }
    }

    /// Whether one of them seems to be that of somebody who counts as missing.
    pub fn has_one_of(&self, entry: &RosterEntry) -> bool {
        let key = name_key(&entry.person.name);
        let has_file = |name: &str| {
            let first = name.split(' ').next().unwrap_or_default();
            let name = format!(" {name} ");
            let files = self.files.get(first).into_iter().flatten();
            files.into_iter().any(|file| file.contains(&name))
        };
        self.people.contains(&key) || has_file(&key) || has_file(&fold(&entry.person.name))
    }
}

fn group<'m, 'a>(
    managers: &'m mut BTreeMap<(bool, String), Completion<'a>>,
    manager: Option<&'a str>,
) -> &'m mut Completion<'a> {
    let key = (manager.is_none(), manager.map(name_key).unwrap_or_default());
    managers.entry(key).or_insert_with(|| Completion {
        manager,
        email: None,
        people: Vec::new(),
        missing: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{career_map, make_fact, person, roster_entry};

    #[test]
    fn people_are_counted_under_their_manager() {
        let mut map = career_map(&["A", "B"], &["Writing", "Planning", "Degree"]);
        make_fact(&mut map, "Degree");
        let ana = person(&map, "Ana", 0)
            .id("1")
            .manager("Zoë Li")
            .self_rated(&[Some(1.0), Some(2.0), Some(1.0)])
            .rated(&[Some(1.0), None, Some(1.0)])
            .build();
        let bo = person(&map, "Bo", 0)
            .manager("zoe li")
            .not_applicable(0)
            .build();
        let cy = person(&map, "Cy", 1).id("3").build();
        let mut roster = vec![roster_entry(&ana), roster_entry(&cy)];
        roster[1].person.manager = Some("Ada".to_owned());
        let review = Review::new(map, vec![ana, bo], Some(roster), None);
        let found = completion(&review);
        let names: Vec<_> = found.iter().map(|group| group.manager).collect();
        assert_eq!(names, [Some("Ada"), Some("Zoë Li")]);
        assert_eq!(found[0].missing[0].person.name, "Cy");
        // The fact is not counted, N/A is an answer.
        let counts: Vec<_> = found[1]
            .people
            .iter()
            .map(|entered| (entered.own, entered.manager, entered.of))
            .collect();
        assert_eq!(counts, [(2, 1, 2), (0, 1, 2)]);
    }
}
