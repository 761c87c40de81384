//! Mail drafts: one for each person with their plan, or one for each manager with the plans of their people.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::{Plans, own_text, said};
use crate::analysis::Recipient;
use crate::diagnostic::Diagnostic;
use crate::model::{EmployeeId, first_name_first, name_key, with_id};
use crate::output::{ClosedFolder, Fingerprint, OutputError, Provenance, draft_paths};
use crate::render::mail::{Draft, MailText, MailTo, Mailbox, draft};

/// How many bytes of plans one draft carries at most: as many as most mail systems accept, once they are written as text. Whoever gets
/// more has several drafts.
const LARGEST: u64 = 15_000_000;

/// A draft to be made.
struct Letter<'a> {
    /// The name of who gets it.
    name: &'a str,
    employee_id: Option<&'a EmployeeId>,
    address: Cow<'a, str>,
    /// Whose plans are attached, as places among the people.
    people: Vec<usize>,
    /// Of a manager's people, those without a plan.
    without: Vec<usize>,
    /// Which part of how many it is.
    part: (usize, usize),
}

impl<'a> Plans<'a> {
    /// Makes the drafts, adds what is to be said to `problems`, and returns how many drafts there are.
    pub(super) fn add_drafts(
        &self,
        to: MailTo,
        text: &MailText,
        folder: &mut ClosedFolder,
        problems: &mut Vec<Diagnostic>,
    ) -> usize {
        let letters = match to {
            MailTo::Person => self.for_people(folder, problems),
            MailTo::Manager => self.for_managers(folder, problems),
        };
        let recipients: Vec<_> = letters
            .iter()
            .map(|letter| (letter.name, letter.employee_id))
            .collect();
        let paths = folder.spelled(draft_paths(&recipients));
        let mut left = letters.iter().zip(&paths);
        folder.extend(|folder| {
            if self.progress.stopped() {
                return None;
            }
            // One after the other: only one draft is in memory.
            left.by_ref().find_map(
                |(letter, path)| match self.draft(to, letter, text, folder) {
                    Ok(bytes) => Some((path.clone(), bytes, self.provenance(to, letter))),
                    Err(problem) => {
                        problems.push(problem);
                        None
                    }
                },
            )
        });
        paths
            .iter()
            .filter(|path| folder.fingerprint(path).is_some())
            .count()
    }

    fn for_people(&self, folder: &ClosedFolder, problems: &mut Vec<Diagnostic>) -> Vec<Letter<'a>> {
        let people = self.book.people.iter().enumerate();
        people
            .filter(|(_, person)| self.plan(person, folder).is_some())
            .filter_map(|(place, person)| match self.book.person(place) {
                Ok(address) => Some(Letter {
                    name: person.name,
                    employee_id: person.employee_id,
                    address,
                    people: vec![place],
                    without: Vec::new(),
                    part: (1, 1),
                }),
                Err(fault) => {
                    problems.push(said(
                        person.name,
                        &fault,
                        "there is no draft with their plan",
                    ));
                    None
                }
            })
            .collect()
    }

    fn for_managers(
        &self,
        folder: &ClosedFolder,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Letter<'a>> {
        let mut managers: BTreeMap<String, (&'a str, Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (place, person) in self.book.people.iter().enumerate() {
            let has_plan = self.plan(person, folder).is_some();
            let Some(manager) = person.manager else {
                if has_plan {
                    problems.push(without_manager(person));
                }
                continue;
            };
            let (_, people, without) = managers
                .entry(name_key(manager))
                .or_insert_with(|| (manager, Vec::new(), Vec::new()));
            if has_plan { people } else { without }.push(place);
        }
        let mut letters = Vec::new();
        for (name, people, without) in managers.into_values() {
            if people.is_empty() {
                continue;
            }
            match self.book.manager(name) {
                Some(Ok(address)) => {
                    let parts = self.parts(people, folder);
                    let count = parts.len();
                    let mut without = Some(without);
                    letters.extend((1..).zip(parts).map(|(number, people)| Letter {
                        name,
                        employee_id: None,
                        address: address.clone(),
                        people,
                        without: without.take().unwrap_or_default(),
                        part: (number, count),
                    }));
                }
                Some(Err(fault)) => {
                    let so = "there is no draft with the plans of their people";
                    problems.push(said(name, &fault, so));
                }
                None => {}
            }
        }
        letters
    }

    /// A manager's people, so that the plans of each part fit into one mail.
    fn parts(&self, people: Vec<usize>, folder: &ClosedFolder) -> Vec<Vec<usize>> {
        in_parts(people.into_iter().map(|place| {
            let plan = self.plan(&self.book.people[place], folder);
            (place, plan.and_then(|plan| folder.size(plan)).unwrap_or(0))
        }))
    }

    fn provenance(&self, to: MailTo, letter: &Letter<'_>) -> Provenance {
        let place = match (to, letter.people.as_slice()) {
            (MailTo::Person, [place]) => self.book.people[*place].assessment,
            _ => None,
        };
        let person = place.map(|place| (&self.cycle.review.assessments[place]).into());
        Provenance {
            person,
            made_from: None,
        }
    }

    fn draft(
        &self,
        to: MailTo,
        letter: &Letter<'_>,
        text: &MailText,
        folder: &ClosedFolder,
    ) -> Result<Vec<u8>, Diagnostic> {
        let labels = &self.options.labels;
        let as_of = self.cycle.review.as_of;
        let mut plans = Vec::new();
        let mut lines = Vec::new();
        let mut taken = HashSet::new();
        let mut identity = vec![format!(
            "{to:?} {as_of:?} {} {:?}",
            letter.address, letter.part
        )];
        for place in &letter.people {
            let person = &self.book.people[*place];
            let Some(path) = self.plan(person, folder) else {
                continue;
            };
            let file = free_name(path, &mut taken);
            let name = who(person);
            lines.push(labels.with("mail.manager.plan", &[("name", &name), ("file", &file)]));
            let bytes = folder.read(path).map_err(|error| failed(person, &error))?;
            identity.push(format!("{file} {}", Fingerprint::of(&bytes)));
            plans.push((file, bytes));
        }
        for place in &letter.without {
            let person = &self.book.people[*place];
            let why = labels.say(self.why_none(person));
            lines.push(labels.with(
                "mail.manager.none",
                &[("name", &who(person)), ("why", &why)],
            ));
        }
        let manager = match (to, letter.people.first()) {
            (MailTo::Person, Some(place)) => self.book.people[*place].manager,
            _ => Some(letter.name),
        };
        let spoken = first_name_first(match to {
            MailTo::Person => letter.name,
            MailTo::Manager => self.book.bare_name(letter.name),
        });
        let organisation = self.options.plans.organisation.clone();
        let values = BTreeMap::from([
            ("name", spoken.clone()),
            (
                "manager",
                manager
                    .map(|name| first_name_first(self.book.bare_name(name)))
                    .unwrap_or_default(),
            ),
            ("people", lines.join("\n")),
            ("organisation", organisation.unwrap_or_default()),
            (
                "date",
                as_of.map(|day| labels.date(day)).unwrap_or_default(),
            ),
            (
                "file",
                plans
                    .first()
                    .map(|(file, _)| file.clone())
                    .unwrap_or_default(),
            ),
        ]);
        let (mut subject, body) = text
            .filled(&values)
            .map_err(|place| self.not_known(&place, to, letter))?;
        if let (number, parts @ 2..) = letter.part {
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("subject", &subject),
                ("number", &number),
                ("parts", &parts),
            ];
            subject = labels.with("mail.part", &values);
        }
        identity.extend([subject.clone(), body.clone()]);
        let identity = Fingerprint::of(identity.join("\0").as_bytes()).to_string();
        let sender = self.options.sender.as_ref();
        Ok(draft(Draft {
            from: sender.map(|sender| Mailbox {
                name: &sender.name,
                address: &sender.address,
            }),
            to: Mailbox {
                name: &spoken,
                address: &letter.address,
            },
            subject: &subject,
            text: &body,
            plans,
            as_of,
            identity: &identity[..32],
        }))
    }

    /// A place in the text that there is no value for.
    fn not_known(&self, place: &str, to: MailTo, letter: &Letter<'_>) -> Diagnostic {
        let person = letter.people.first().map(|place| &self.book.people[*place]);
        let at = person.map(|person| person.at.clone()).unwrap_or_default();
        let found = format!(
            "The text of the drafts has {{{place}}}, which is not known for {}, so there is no draft for them.",
            letter.name
        );
        let file = own_text::name(to);
        let delete = format!("or delete {{{place}}} from your {file}.md");
        // Each is made at a separate place in the code: messages of one place are printed once, and these have different remedies.
        match place {
            "organisation" => Diagnostic::warning(
                "draft-incomplete",
                at,
                found,
                format!(
                    "Set the company's name in careermap.toml, [organisation] name = \"…\"; {delete}."
                ),
            ),
            "date" => Diagnostic::warning(
                "draft-incomplete",
                at,
                found,
                format!("Give the date with --date, {delete}."),
            ),
            _ => Diagnostic::warning(
                "draft-incomplete",
                at,
                found,
                format!("Add what is missing to the roster, {delete}."),
            ),
        }
    }
}

/// People with the size of their plans, in parts of at most [`LARGEST`] bytes; a plan that is larger is a part of its own.
fn in_parts(people: impl Iterator<Item = (usize, u64)>) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut room = 0;
    for (place, size) in people {
        match parts.last_mut() {
            Some(part) if size <= room => {
                part.push(place);
                room -= size;
            }
            _ => {
                parts.push(vec![place]);
                room = LARGEST.saturating_sub(size);
            }
        }
    }
    parts
}

/// A person's name as it is spoken, with the employee ID.
fn who(person: &Recipient<'_>) -> String {
    let name = first_name_first(person.name);
    with_id(&name, person.employee_id.map(|id| &**id))
}

/// The name of a plan among the attachments of one mail.
fn free_name(path: &str, taken: &mut HashSet<String>) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "pdf"));
    let mut free = name.to_owned();
    let mut count = 1;
    while !taken.insert(free.to_lowercase()) {
        count += 1;
        free = format!("{stem} ({count}).{ending}");
    }
    free
}

fn without_manager(person: &Recipient<'_>) -> Diagnostic {
    Diagnostic::note(
        "draft-without-manager",
        person.at.clone(),
        format!(
            "{} has no manager, so no draft has their plan.",
            person.name
        ),
        "Hand the plan over yourself, or write the manager into the roster.",
    )
}

fn failed(person: &Recipient<'_>, error: &OutputError) -> Diagnostic {
    Diagnostic::error(
        "draft-failed",
        person.at.clone(),
        format!(
            "The draft with the plan of {} could not be made: {error}.",
            person.name
        ),
        error.help(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_that_are_too_many_for_one_mail_go_into_several() {
        let sizes = [LARGEST - 10, 10, 1, 2 * LARGEST, 5, LARGEST];
        assert_eq!(
            in_parts(sizes.into_iter().enumerate()),
            [vec![0, 1], vec![2], vec![3], vec![4], vec![5]]
        );
        let many = in_parts((0..200).map(|place| (place, 100_000)));
        let counts: Vec<usize> = many.iter().map(Vec::len).collect();
        assert_eq!(counts, [150, 50]);
    }

    #[test]
    fn plans_of_one_name_are_told_apart_in_a_mail() {
        let mut taken = HashSet::new();
        let names = ["plans/A/Ana.pdf", "plans/B/ana.pdf", "plans/C/Ana.pdf"]
            .map(|path| free_name(path, &mut taken));
        assert_eq!(names, ["Ana.pdf", "ana (2).pdf", "Ana (3).pdf"]);
    }
}
