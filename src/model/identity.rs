//! The one rule for finding the same person in two lists.
//!
//! An employee ID decides where both sides have one; a number padded with zeros and the same number without are one ID
//! only where neither list has both spellings. A name decides only where nobody shares it and one of the two sides has
//! no ID; among several people with one name and no ID, the team or the email address may decide. So two people are
//! never taken for one.

mod near;

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::fold;

pub use near::NearNames;

/// The company's own number for a person: shown as it was typed, compared without regard to case, spacing or punctuation.
#[derive(Clone)]
pub struct EmployeeId {
    text: String,
    key: String,
}

impl EmployeeId {
    /// The ID that reads like this.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let mut key = fold(&text);
        if key.is_empty() {
            // An ID of nothing but punctuation is compared as it is.
            text.trim().clone_into(&mut key);
        }
        Self { text, key }
    }

    /// The number without the zeros that it is padded with; `None` for an ID that is not a number.
    fn number(&self) -> Option<&str> {
        let is_number = self.key.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| self.key.trim_start_matches('0'))
    }
}

impl Deref for EmployeeId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for EmployeeId {
    fn eq(&self, other: &Self) -> bool {
        #[cfg(test)]
        crate::text::work::count();
        self.key == other.key
    }
}

impl Eq for EmployeeId {}

impl PartialOrd for EmployeeId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EmployeeId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        #[cfg(test)]
        crate::text::work::count();
        self.key.cmp(&other.key)
    }
}

impl Hash for EmployeeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl From<&str> for EmployeeId {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for EmployeeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for EmployeeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl Serialize for EmployeeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for EmployeeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// A person's name for comparison: folded, and “Marsh, Ada” is “Ada Marsh”.
pub fn name_key(name: &str) -> String {
    match first_and_last(name) {
        Some((first, last)) => fold(&format!("{first} {last}")),
        None => fold(name),
    }
}

/// A name that is written as “Last, First” as it is spoken: “First Last”. Any other name stays as it is.
pub fn first_name_first(name: &str) -> String {
    first_and_last(name).map_or_else(
        || name.to_owned(),
        |(first, last)| format!("{first} {last}"),
    )
}

/// A name with the employee ID, or with what else tells its owner apart from others of that name: “Kim Sample (34)”.
pub fn with_id(name: &str, id: Option<&str>) -> String {
    id.map_or_else(|| name.to_owned(), |id| format!("{name} ({id})"))
}

/// The name of a manager without what tells managers of one name apart.
pub fn without_id<'a>(name: &'a str, id: Option<&EmployeeId>, email: Option<&str>) -> &'a str {
    let mut tags = id.map(|id| &**id).into_iter().chain(email);
    tags.find_map(|tag| name.strip_suffix(&with_id("", Some(tag))))
        .unwrap_or(name)
}

/// First and last name of “Last, First”. The text after the comma is a first name unless it is a title or a degree.
fn first_and_last(name: &str) -> Option<(&str, &str)> {
    /// Texts after a name and a comma that are not first names; folded.
    #[rustfmt::skip]
    const TITLES: &[&str] = &[
        "junior", "senior", "ii", "iii", "iv", "dr", "dra", "dott", "dott ssa", "prof", "prof dr", "dipl ing", "dipl kfm",
        "dipl kffr", "ing", "mag", "drs", "ir", "md", "mba", "ph d", "phd", "msc", "bsc", "llm", "llb", "cpa", "pmp", "esq",
        "dds", "dphil", "mphil", "meng", "beng", "frcs", "rn", "aca", "acca", "cfa", "fca", "obe", "mbe", "cbe", "filho",
        "neto",
    ];
    let (last, first) = name.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let is_name = |part: &str| {
        let folded = fold(part);
        !folded.is_empty()
            && !part.contains([',', '\n'])
            && !part.contains(char::is_numeric)
            && !TITLES.contains(&folded.as_str())
    };
    (is_name(last) && is_name(first)).then_some((first, last))
}

/// What a list says about who somebody is.
#[derive(Debug, Clone, Copy, Default)]
pub struct PersonDetails<'a> {
    /// The employee ID.
    pub id: Option<&'a EmployeeId>,
    /// The name; empty where none is given.
    pub name: &'a str,
    /// The team.
    pub team: Option<&'a str>,
    /// The email address.
    pub email: Option<&'a str>,
}

impl<'a> From<(Option<&'a EmployeeId>, &'a str)> for PersonDetails<'a> {
    fn from((id, name): (Option<&'a EmployeeId>, &'a str)) -> Self {
        Self {
            id,
            name,
            ..Self::default()
        }
    }
}

/// The key that tells people in one list apart: the employee ID, else name, team and email address together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonKey {
    /// Somebody with an employee ID.
    Id(EmployeeId),
    /// Somebody without.
    Described {
        /// The name's [`name_key`].
        name: String,
        /// The team, folded.
        team: Option<String>,
        /// The email address, folded.
        email: Option<String>,
    },
}

impl PersonKey {
    /// The key of somebody.
    pub fn of<'a>(who: impl Into<PersonDetails<'a>>) -> Self {
        let who = who.into();
        match who.id {
            Some(id) => Self::Id(id.clone()),
            None => Self::Described {
                name: name_key(who.name),
                team: who.team.map(fold),
                email: who.email.map(fold),
            },
        }
    }

    /// Whether team and email address of two people without an ID are the same; `None` where one of the two has none.
    fn is_alike(&self, other: &Self) -> [Option<bool>; 2] {
        #[cfg(test)]
        crate::text::work::count();
        let (
            Self::Described { team, email, .. },
            Self::Described {
                team: other_team,
                email: other_email,
                ..
            },
        ) = (self, other)
        else {
            return [None; 2];
        };
        let same =
            |one: &Option<String>, other: &Option<String>| Some(one.as_ref()? == other.as_ref()?);
        [same(team, other_team), same(email, other_email)]
    }
}

/// The result of looking somebody up in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonLookup<'a> {
    /// The person with this place in the list.
    One(usize),
    /// Nobody in the list.
    Nobody,
    /// Any of these.
    Several(&'a [usize]),
}

impl<'a> PersonLookup<'a> {
    /// The only person who can be meant.
    pub const fn one(self) -> Option<usize> {
        match self {
            Self::One(place) => Some(place),
            Self::Nobody | Self::Several(_) => None,
        }
    }

    const fn of(places: &'a [usize]) -> Self {
        match places {
            [] => Self::Nobody,
            [only] => Self::One(*only),
            several => Self::Several(several),
        }
    }
}

/// A list of people by employee ID and by name.
#[derive(Debug, Default)]
pub struct PeopleIndex {
    by_id: HashMap<EmployeeId, Vec<usize>>,
    /// By the ID's number, without leading zeros.
    by_number: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    /// By place in the list.
    keys: Vec<PersonKey>,
}

impl PeopleIndex {
    /// The index of a list; places in it count from 0.
    pub fn of<'a, W: Into<PersonDetails<'a>>>(people: impl IntoIterator<Item = W>) -> Self {
        let mut index = Self::default();
        for (place, who) in people.into_iter().map(Into::into).enumerate() {
            if let Some(id) = who.id {
                index.by_id.entry(id.clone()).or_default().push(place);
                if let Some(number) = id.number() {
                    let same = index.by_number.entry(number.to_owned()).or_default();
                    same.push(place);
                }
            }
            let name = name_key(who.name);
            index.by_name.entry(name).or_default().push(place);
            index.keys.push(PersonKey::of(who));
        }
        index
    }

    /// Who in the list this is.
    pub fn find<'w>(&self, who: impl Into<PersonDetails<'w>>) -> PersonLookup<'_> {
        let who = who.into();
        if let Some(id) = who.id {
            let by_id = self.with_id(id);
            if by_id != PersonLookup::Nobody {
                return by_id;
            }
        }
        match self.named(who.name) {
            // With an ID on both sides these are two people with one name.
            [only] if who.id.is_some() && matches!(self.keys[*only], PersonKey::Id(_)) => {
                PersonLookup::Nobody
            }
            namesakes if namesakes.len() > 1 && who.id.is_none() => {
                let key = PersonKey::of(who);
                let alike = |place: &usize| key.is_alike(&self.keys[*place]);
                let alike = namesakes.iter().map(|place| (*place, alike(place)));
                let mut alike = alike.filter(|(_, alike)| alike.contains(&Some(true)));
                match (alike.next(), alike.next()) {
                    (Some((only, alike)), None) if !alike.contains(&Some(false)) => {
                        PersonLookup::One(only)
                    }
                    _ => PersonLookup::Several(namesakes),
                }
            }
            namesakes => PersonLookup::of(namesakes),
        }
    }

    /// Who in the list has this employee ID.
    pub fn with_id(&self, id: &EmployeeId) -> PersonLookup<'_> {
        let exactly = self.by_id.get(id);
        let padded = || self.by_number.get(id.number()?);
        match exactly {
            Some(places) => PersonLookup::of(places),
            None => match padded().map(Vec::as_slice) {
                Some([only]) => PersonLookup::One(*only),
                _ => PersonLookup::Nobody,
            },
        }
    }

    /// Whether nobody in the list has this ID with more or fewer zeros before it.
    pub fn is_only_spelling(&self, id: &EmployeeId) -> bool {
        let count = |places: Option<&Vec<usize>>| places.map_or(0, Vec::len);
        let number = id.number().and_then(|number| self.by_number.get(number));
        count(number) <= count(self.by_id.get(id))
    }

    /// Everybody in the list with this name.
    pub fn named(&self, name: &str) -> &[usize] {
        let key = name_key(name);
        if key.is_empty() {
            return &[];
        }
        self.by_name.get(&key).map_or(&[], Vec::as_slice)
    }
}

/// For each person of `now` the place of the same person in `then`, if exactly one can be meant on either side.
pub fn same_people(then: &[PersonDetails<'_>], now: &[PersonDetails<'_>]) -> Vec<Option<usize>> {
    let before = PeopleIndex::of(then.iter().copied());
    let today = PeopleIndex::of(now.iter().copied());
    let is_mutual = |place: usize, found: usize| {
        let by_id = now[place].id.is_some() && now[place].id == then[found].id;
        by_id || today.find(then[found]) == PersonLookup::One(place)
    };
    now.iter()
        .enumerate()
        .map(|(place, who)| {
            let found = before.find(*who).one();
            found.filter(|found| is_mutual(place, *found))
        })
        .collect()
}

#[cfg(test)]
mod tests;
