//! Finds out which person is meant where a manager is named, tells managers with the same name apart, and finds
//! reporting lines that form a circle.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, Location};
use crate::model::{
    Assessment, EmployeeId, Field, FieldCells, PeopleIndex, Person, PersonDetails, PersonLookup,
    RosterEntry, name_key, with_id,
};
use crate::text::fold;

mod circles;
mod messages;
mod of_nobody;

use messages::{address_of, disagrees, unclear_manager};

/// Finds out who each manager is, by employee ID, email address or a name that nobody shares, and gives managers with
/// the same name different names, since documents are grouped by these names.
#[must_use]
pub fn tell_apart(
    mut roster: Option<&mut [RosterEntry]>,
    assessments: &mut [Assessment],
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let (people, own) = ReviewPeople::of(roster.as_deref().unwrap_or_default(), assessments);
    let listed = roster.as_deref().unwrap_or_default().iter();
    let mut mentions: Vec<Mention> = listed
        .enumerate()
        .filter_map(|(place, entry)| Mention::on_roster(place, entry))
        .collect();
    let on_roster = mentions.len();
    let assessed = assessments.iter().zip(own).enumerate();
    mentions
        .extend(assessed.filter_map(|(place, (one, own))| Mention::in_assessment(place, own, one)));
    // An assessment repeats what the roster says about the manager; one message is enough.
    let mut said = BTreeSet::new();
    let mut who: Vec<Identity> = Vec::with_capacity(mentions.len());
    for mention in &mentions {
        let mut found = Vec::new();
        who.push(people.identify(mention, &mut found));
        let is_new = said.insert((mention.own, mention.words(), &mention.id, &mention.email));
        if mention.own.is_none() || is_new {
            problems.append(&mut found);
        }
    }
    people.circles(&mentions, &who, &mut problems);
    let names = ManagerNames::of(&people, &mentions, &mut who, &mut problems);
    for (index, (mention, identity)) in mentions.iter().zip(&who).enumerate() {
        let own = matches!(identity, Identity::Person(place) if Some(*place) == mention.own);
        let manager = if own {
            (None, None, None)
        } else {
            let (id, email) = people.known(mention, identity);
            (Some(names.display(&people, mention, identity)), id, email)
        };
        if index >= on_roster {
            assessments[mention.place].person.set_manager(manager);
        } else if let Some(roster) = &mut roster {
            roster[mention.place].person.set_manager(manager);
        }
    }
    problems
}

/// Somebody who may be a manager.
struct PossibleManager {
    name: String,
    id: Option<EmployeeId>,
    email: Option<String>,
    at: Location,
}

impl PossibleManager {
    fn of<'a>(who: impl Into<PersonDetails<'a>>, at: &Location) -> Self {
        let who = who.into();
        Self {
            name: who.name.to_owned(),
            id: who.id.cloned(),
            email: who.email.map(str::to_owned),
            at: at.clone(),
        }
    }
}

/// A place where somebody's manager is named.
struct Mention {
    /// The row of the roster, or the assessment.
    place: usize,
    /// Who has this manager, as a place among the people.
    own: Option<usize>,
    name: Option<String>,
    id: Option<EmployeeId>,
    email: Option<String>,
    at: Location,
    id_at: Location,
    email_at: Location,
}

impl Mention {
    fn on_roster(place: usize, entry: &RosterEntry) -> Option<Self> {
        let fields = [Field::Manager, Field::ManagerId, Field::ManagerEmail];
        let cell = fields.iter().find_map(|field| entry.cells.get(field));
        let at = cell.unwrap_or(&entry.at);
        Self::of(place, Some(place), &entry.person, at, &entry.cells)
    }

    fn in_assessment(place: usize, own: Option<usize>, assessment: &Assessment) -> Option<Self> {
        let at = assessment.cell(Field::Manager);
        Self::of(place, own, &assessment.person, at, &assessment.cells)
    }

    /// The mention of this person's manager, if there is one.
    fn of<Role>(
        place: usize,
        own: Option<usize>,
        person: &Person<Role>,
        at: &Location,
        cells: &FieldCells,
    ) -> Option<Self> {
        let at_field = |field| cells.get(&field).unwrap_or(at).clone();
        let (name, id, email) = (&person.manager, &person.manager_id, &person.manager_email);
        let says_something = name.is_some() || id.is_some() || email.is_some();
        says_something.then(|| Self {
            place,
            own,
            name: name.clone(),
            id: id.clone(),
            email: email.clone(),
            at: at.clone(),
            id_at: at_field(Field::ManagerId),
            email_at: at_field(Field::ManagerEmail),
        })
    }

    /// The words for the manager in this place.
    fn words(&self) -> &str {
        let id = self.id.as_deref();
        self.name
            .as_deref()
            .or(id)
            .or(self.email.as_deref())
            .unwrap_or_default()
    }
}

/// Who a manager is, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// Somebody in the review.
    Person(usize),
    /// Somebody outside the review with this number.
    Id(EmployeeId),
    /// Somebody outside the review with this address, folded.
    Email(String),
    /// Somebody known only by name.
    Name,
}

/// Everybody in the review.
struct ReviewPeople {
    all: Vec<PossibleManager>,
    index: PeopleIndex,
    /// The only one with an address, folded; `None` where several have it.
    by_email: HashMap<String, Option<usize>>,
}

impl ReviewPeople {
    /// Everybody on the roster, and everybody who is assessed without being on it; with the place of each assessment's
    /// person.
    fn of(roster: &[RosterEntry], assessments: &[Assessment]) -> (Self, Vec<Option<usize>>) {
        let mut all: Vec<PossibleManager> = roster
            .iter()
            .map(|entry| PossibleManager::of(entry, &entry.at))
            .collect();
        let on_roster = PeopleIndex::of(roster);
        let own = assessments
            .iter()
            .map(|one| match on_roster.find(&one.person) {
                PersonLookup::One(place) => Some(place),
                PersonLookup::Several(_) => None,
                PersonLookup::Nobody => {
                    all.push(PossibleManager::of(&one.person, &one.at));
                    Some(all.len() - 1)
                }
            })
            .collect();
        let mut by_email = HashMap::new();
        for (place, known) in all.iter().enumerate() {
            if let Some(email) = &known.email {
                by_email
                    .entry(fold(email))
                    .and_modify(|only| *only = None)
                    .or_insert(Some(place));
            }
        }
        let index = PeopleIndex::of(all.iter().map(|known| PersonDetails {
            id: known.id.as_ref(),
            name: &known.name,
            team: None,
            email: known.email.as_deref(),
        }));
        let people = Self {
            all,
            index,
            by_email,
        };
        (people, own)
    }

    fn identify(&self, mention: &Mention, problems: &mut Vec<Diagnostic>) -> Identity {
        let is_named = |place: usize| {
            let name = mention.name.as_deref().map(name_key);
            name.is_none_or(|name| name == name_key(&self.all[place].name))
        };
        let email = mention.email.as_deref().map(fold);
        let by_email = email.as_ref().and_then(|email| *self.by_email.get(email)?);
        if let Some(id) = &mention.id
            && let Some(place) = self.index.with_id(id).one()
        {
            if !is_named(place) {
                problems.push(disagrees(mention, id, &self.all[place]));
            }
            if let Some(other) = by_email.filter(|other| *other != place) {
                problems.push(address_of(mention, &self.all[other], "the ID"));
            }
            return Identity::Person(place);
        }
        if let Some(id) = &mention.id {
            problems.extend(self.id_of_nobody(mention, id, by_email));
        }
        if let Some(place) = by_email.filter(|place| is_named(*place)) {
            return Identity::Person(place);
        }
        let who = PersonDetails {
            id: mention.id.as_ref(),
            name: mention.name.as_deref().unwrap_or_default(),
            email: mention.email.as_deref(),
            team: None,
        };
        if let Some(other) = by_email {
            problems.push(address_of(mention, &self.all[other], "the name"));
        }
        let found = self.index.find(who);
        if let (None, Some(email)) = (&mention.id, &email) {
            problems.extend(self.address_of_nobody(mention, email, found.one()));
        }
        match (found, &mention.id, email) {
            (PersonLookup::One(place), ..) => Identity::Person(place),
            (_, Some(id), _) => Identity::Id(id.clone()),
            (_, None, Some(email)) => Identity::Email(email),
            (_, None, None) => Identity::Name,
        }
    }

    /// The number and the address of a manager.
    fn known(&self, mention: &Mention, who: &Identity) -> (Option<EmployeeId>, Option<String>) {
        let (id, email) = match who {
            Identity::Person(place) => {
                let person = &self.all[*place];
                (person.id.clone(), person.email.clone())
            }
            Identity::Id(id) => (Some(id.clone()), None),
            Identity::Email(_) | Identity::Name => (None, None),
        };
        (
            id.or_else(|| mention.id.clone()),
            mention.email.clone().or(email),
        )
    }
}

/// Names for managers who share one.
struct ManagerNames {
    /// By the name's key, where several managers have it.
    shared: BTreeSet<String>,
}

impl ManagerNames {
    /// Decides who is meant where only a name is given: the only manager of that name; if several have it, somebody
    /// known only by this name, with a message.
    fn of(
        people: &ReviewPeople,
        mentions: &[Mention],
        who: &mut [Identity],
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut by_name: BTreeMap<String, BTreeSet<Identity>> = BTreeMap::new();
        let keys: Vec<String> = mentions
            .iter()
            .zip(who.iter())
            .map(|(mention, identity)| name_key(people.name(mention, identity)))
            .collect();
        for (key, identity) in keys.iter().zip(who.iter()) {
            let all = by_name.entry(key.clone()).or_default();
            if *identity != Identity::Name {
                all.insert(identity.clone());
            }
        }
        let mut unclear: BTreeMap<&str, &Mention> = BTreeMap::new();
        for ((mention, identity), key) in mentions.iter().zip(who.iter_mut()).zip(&keys) {
            if *identity != Identity::Name {
                continue;
            }
            let namesakes = people.index.named(mention.words()).len();
            let known = by_name.get(key);
            match known.map(|all| (all.len(), all.first())) {
                Some((1, Some(only))) if namesakes < 2 => *identity = only.clone(),
                Some((0, _)) | None if namesakes < 2 => {}
                _ => {
                    unclear.entry(key).or_insert(mention);
                }
            }
        }
        problems.extend(unclear.values().map(|mention| unclear_manager(mention)));
        let mut shared: BTreeMap<&String, BTreeSet<&Identity>> = BTreeMap::new();
        for (key, identity) in keys.iter().zip(who.iter()) {
            shared.entry(key).or_default().insert(identity);
        }
        let shared = shared
            .into_iter()
            .filter(|(_, all)| all.len() > 1)
            .map(|(key, _)| key.clone())
            .collect();
        Self { shared }
    }

    fn display(&self, people: &ReviewPeople, mention: &Mention, who: &Identity) -> String {
        let name = people.name(mention, who);
        if !self.shared.contains(&name_key(name)) {
            return name.to_owned();
        }
        let (id, email) = people.known(mention, who);
        let apart = match who {
            Identity::Name => None,
            _ => id.map(|id| id.to_string()).or(email),
        };
        with_id(name, apart.as_deref())
    }
}

impl ReviewPeople {
    /// The manager's name: their own, or as it is written there if they are not in the review.
    fn name<'a>(&'a self, mention: &'a Mention, who: &Identity) -> &'a str {
        match who {
            Identity::Person(place) => &self.all[*place].name,
            _ => mention.words(),
        }
    }
}

#[cfg(test)]
mod tests;
