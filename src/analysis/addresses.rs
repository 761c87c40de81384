//! Email addresses in a review: whose each one is, and why one cannot be used.
//!
//! A plan that goes to a wrong address cannot be called back. So an address is used only where everything in the input agrees
//! that it is this person's and nobody else's.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::mail_address::{NoAddress, mail_address};
use crate::diagnostic::Location;
use crate::model::{
    EmployeeId, Field, NamedManager, PeopleIndex, Person, PersonDetails, Review, RosterEntry,
    name_key, same_people, without_id,
};

/// Why somebody has no address that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressFault<'a> {
    /// None is given.
    Missing {
        /// Where the person is named.
        at: &'a Location,
    },
    /// What is given is not an address.
    Malformed {
        /// What is given.
        text: &'a str,
        /// Its place.
        at: &'a Location,
    },
    /// It has letters before the `@` that only some mail systems accept.
    Unusual {
        /// What is given.
        text: &'a str,
        /// Its place.
        at: &'a Location,
    },
    /// There are different ones.
    Several {
        /// One of them, as it is written.
        address: &'a str,
        /// Its place.
        at: &'a Location,
        /// Another one.
        other: &'a str,
        /// The other one's place.
        other_at: &'a Location,
    },
    /// It is somebody else's too.
    Shared {
        /// The address, as it is written.
        address: &'a str,
        /// Its place.
        at: &'a Location,
        /// Who else has it.
        other: &'a str,
        /// Its place there.
        other_at: &'a Location,
    },
}

/// Somebody in the review: assessed, or on the roster without an assessment.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    /// Name for display.
    pub name: &'a str,
    /// Employee ID.
    pub employee_id: Option<&'a EmployeeId>,
    /// The manager's name.
    pub manager: Option<&'a str>,
    /// The person's assessment, as a place in the review.
    pub assessment: Option<usize>,
    /// The row of somebody without one.
    pub missing: Option<&'a RosterEntry>,
    /// Where the person is named.
    pub at: &'a Location,
}

/// An address as it is written in one place.
type Mention<'a> = (&'a str, &'a Location);

/// Somebody who may be written to.
#[derive(Debug)]
struct AddressOwner<'a> {
    name: &'a str,
    at: &'a Location,
    mentions: Vec<Mention<'a>>,
}

/// Everybody in the review and all managers, with their addresses.
#[derive(Debug)]
pub struct AddressBook<'a> {
    /// Everybody in the review: those with an assessment in the review's order, then the others in the roster's.
    pub people: Vec<Recipient<'a>>,
    /// The same people in the same order, then managers and rows of the roster that belong to none of them.
    owners: Vec<AddressOwner<'a>>,
    /// The owner for each manager, and the name without what tells managers of one name apart, by the name's key.
    managers: BTreeMap<String, (usize, &'a str)>,
    /// Who has an address, by the address in small letters.
    by_address: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> AddressBook<'a> {
    /// The addresses of a review.
    pub fn of(review: &'a Review) -> Self {
        let roster = review.roster.as_deref().unwrap_or_default();
        let assessed: Vec<PersonDetails<'_>> = review
            .assessments
            .iter()
            .map(|one| PersonDetails::from(&one.person))
            .collect();
        let listed: Vec<PersonDetails<'_>> = roster.iter().map(PersonDetails::from).collect();
        let rows = same_people(&assessed, &listed);
        let mut people: Vec<Recipient<'a>> = (0..)
            .zip(&review.assessments)
            .map(|(place, one)| Recipient {
                assessment: Some(place),
                ..Recipient::of(&one.person, &one.at)
            })
            .collect();
        let mut owners: Vec<AddressOwner<'a>> = people.iter().map(AddressOwner::of).collect();
        for (place, one) in review.assessments.iter().enumerate() {
            if let (Some(text), Some(at)) = (&one.person.email, one.cells.get(&Field::Email)) {
                owners[place].mentions.push((text, at));
            }
        }
        for (entry, row) in roster.iter().zip(rows) {
            let place = row.unwrap_or_else(|| {
                let recipient = Recipient {
                    missing: Some(entry),
                    ..Recipient::of(&entry.person, &entry.at)
                };
                people.push(recipient);
                owners.push(AddressOwner::of(&recipient));
                owners.len() - 1
            });
            owners[place].at = &entry.at;
            if let Some(text) = &entry.person.email {
                owners[place]
                    .mentions
                    .push((text, entry.cell(Field::Email)));
            }
        }
        for (owner, one) in owners.iter_mut().zip(&review.assessments) {
            if let (Some(text), true) = (&one.person.email, owner.mentions.is_empty()) {
                owner.mentions.push((text, &one.at));
            }
        }
        let mut book = Self {
            people,
            owners,
            managers: BTreeMap::new(),
            by_address: BTreeMap::new(),
        };
        book.add_managers(review, roster);
        for (place, owner) in book.owners.iter().enumerate() {
            for address in owner
                .mentions
                .iter()
                .filter_map(|(text, _)| mail_address(text).ok())
            {
                let key = address.to_ascii_lowercase();
                book.by_address.entry(key).or_default().insert(place);
            }
        }
        book
    }

    fn add_managers(&mut self, review: &'a Review, roster: &'a [RosterEntry]) {
        let index = PeopleIndex::of(self.people.iter().map(|one| (one.employee_id, one.name)));
        let on_roster = roster.iter().map(|entry| {
            let at = entry.cell(Field::Manager);
            (entry.person.named_manager(), at, &entry.cells)
        });
        let in_forms = review.assessments.iter().map(|one| {
            let at = one.cell(Field::Manager);
            (one.person.named_manager(), at, &one.cells)
        });
        for (named, at, cells) in on_roster.chain(in_forms) {
            let Some(NamedManager { name, id, email }) = named else {
                continue;
            };
            let email_at = cells.get(&Field::ManagerEmail);
            let (owner, _) = *self.managers.entry(name_key(name)).or_insert_with(|| {
                let bare = without_id(name, id, email);
                let owner = index.find((id, bare)).one().unwrap_or_else(|| {
                    self.owners.push(AddressOwner {
                        name,
                        at,
                        mentions: Vec::new(),
                    });
                    self.owners.len() - 1
                });
                (owner, bare)
            });
            let is_outside = owner >= self.people.len();
            // Without a cell of its own, the address of somebody in the review is that in their own row.
            if let Some(text) = email
                && let Some(at) = email_at.or(is_outside.then_some(at))
            {
                self.owners[owner].mentions.push((text, at));
            }
        }
    }

    /// The address of somebody in the review, by place in [`people`](Self::people).
    ///
    /// # Errors
    /// If there is none that can be used.
    pub fn person(&self, place: usize) -> Result<Cow<'a, str>, AddressFault<'a>> {
        self.address(place)
    }

    /// The address of a manager, by name.
    ///
    /// # Errors
    /// If there is none that can be used; `None` if nobody has a manager of this name.
    pub fn manager(&self, name: &str) -> Option<Result<Cow<'a, str>, AddressFault<'a>>> {
        let (owner, _) = *self.managers.get(&name_key(name))?;
        Some(self.address(owner))
    }

    /// A manager's name without what tells managers of one name apart.
    pub fn bare_name<'b>(&'b self, manager: &'b str) -> &'b str {
        let known = self.managers.get(&name_key(manager));
        known.map_or(manager, |(_, bare)| bare)
    }

    fn address(&self, place: usize) -> Result<Cow<'a, str>, AddressFault<'a>> {
        let owner = &self.owners[place];
        let mut found: Option<(Cow<'a, str>, Mention<'a>)> = None;
        for (text, at) in owner.mentions.iter().copied() {
            let address = mail_address(text).map_err(|problem| match problem {
                NoAddress::NotOne => AddressFault::Malformed { text, at },
                NoAddress::UnusualLetters(_) => AddressFault::Unusual { text, at },
            })?;
            match &found {
                Some((first, written)) if !first.eq_ignore_ascii_case(&address) => {
                    return Err(AddressFault::Several {
                        address: written.0,
                        at: written.1,
                        other: text,
                        other_at: at,
                    });
                }
                Some(_) => {}
                None => found = Some((address, (text, at))),
            }
        }
        let Some((address, (text, at))) = found else {
            return Err(AddressFault::Missing { at: owner.at });
        };
        let key = address.to_ascii_lowercase();
        let having = self.by_address.get(&key).into_iter().flatten();
        let other = having.copied().find(|other| *other != place);
        match other.map(|other| &self.owners[other]) {
            None => Ok(address),
            Some(other) => {
                let is_it = |mention: &&Mention<'a>| {
                    mail_address(mention.0).is_ok_and(|one| one.eq_ignore_ascii_case(&address))
                };
                let there = other.mentions.iter().find(is_it);
                Err(AddressFault::Shared {
                    address: text,
                    at,
                    other: other.name,
                    other_at: there.map_or(other.at, |(_, at)| *at),
                })
            }
        }
    }
}

impl<'a> AddressOwner<'a> {
    const fn of(person: &Recipient<'a>) -> Self {
        Self {
            name: person.name,
            at: person.at,
            mentions: Vec::new(),
        }
    }
}

impl<'a> Recipient<'a> {
    fn of<Role>(person: &'a Person<Role>, at: &'a Location) -> Self {
        Self {
            name: &person.name,
            employee_id: person.employee_id.as_ref(),
            manager: person.manager.as_deref(),
            assessment: None,
            missing: None,
            at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::CellAddress;
    use crate::model::Assessment;
    use crate::model::testing::{career_map, person, roster_entry};

    fn with_email(name: &str, id: &str, email: Option<&str>) -> Assessment {
        let map = career_map(&["A"], &["Writing"]);
        let mut one = person(&map, name, 0).id(id).build();
        one.person.email = email.map(str::to_owned);
        if email.is_some() {
            let at = one.at.with_cell(CellAddress::new(2, 1));
            one.cells.insert(Field::Email, at);
        }
        one
    }

    fn review(people: Vec<Assessment>, roster: Option<Vec<RosterEntry>>) -> Review {
        Review::new(career_map(&["A"], &["Writing"]), people, roster, None)
    }

    #[test]
    fn an_address_of_two_people_is_nobodys() {
        let bo = with_email("Bo", "2", Some("Bo@example.org"));
        let mut listed = roster_entry(&with_email("Cy", "3", Some("ana@Example.org")));
        listed.at = Location::of_file("roster.xlsx").with_cell(CellAddress::new(4, 0));
        let review = review(
            vec![
                with_email("Ana", "1", Some("ANA@example.org")),
                bo,
                with_email("Di", "4", None),
            ],
            Some(vec![listed]),
        );
        let book = AddressBook::of(&review);
        let names: Vec<&str> = book.people.iter().map(|one| one.name).collect();
        assert_eq!(names, ["Ana", "Bo", "Di", "Cy"]);
        let Err(AddressFault::Shared {
            other, other_at, ..
        }) = book.person(0)
        else {
            panic!("{:?}", book.person(0));
        };
        assert_eq!((other, other_at.file()), ("Cy", Some("roster.xlsx")));
        assert_eq!(book.person(1), Ok("Bo@example.org".into()));
        assert!(matches!(book.person(2), Err(AddressFault::Missing { .. })));
        assert!(matches!(
            book.person(3),
            Err(AddressFault::Shared { other: "Ana", .. })
        ));
    }

    #[test]
    fn a_manager_is_the_person_of_that_name_and_one_with_two_addresses_has_none() {
        let mia = with_email("Mia Ray", "9", Some("mia@example.org"));
        let mut ana = with_email("Ana", "1", Some("ana@example.org"));
        let mut bo = with_email("Bo", "2", Some("bo@example.org"));
        for one in [&mut ana, &mut bo] {
            one.person.manager = Some("Mia Ray".to_owned());
            one.person.manager_email = Some("mia@example.org".to_owned());
        }
        let cy = {
            // Somebody wrote Ana's address into the manager's cell.
            let mut cy = with_email("Cy", "3", None);
            cy.person.manager = Some("Jo Outside".to_owned());
            cy.person.manager_email = Some("ana@example.org".to_owned());
            cy
        };
        let mut roster: Vec<RosterEntry> = [&ana, &bo].into_iter().map(roster_entry).collect();
        let all = |roster| {
            review(
                vec![ana.clone(), bo.clone(), cy.clone(), mia.clone()],
                Some(roster),
            )
        };
        let agreed = all(roster.clone());
        let book = AddressBook::of(&agreed);
        assert_eq!(book.manager("mia ray"), Some(Ok("mia@example.org".into())));
        assert!(matches!(
            book.manager("Jo Outside"),
            Some(Err(AddressFault::Shared { other: "Ana", .. }))
        ));
        assert_eq!(book.manager("Nobody"), None);
        roster[0].person.email = Some("ana@old.example".to_owned());
        let disagreed = all(roster);
        assert!(matches!(
            AddressBook::of(&disagreed).person(0),
            Err(AddressFault::Several {
                other: "ana@old.example",
                ..
            })
        ));
    }
}
