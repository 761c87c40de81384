//! What is known about who somebody is.

use std::collections::BTreeMap;

use strsim::osa_distance;

use super::spelling::{is_distinctive, is_shaped_like_name, key};
use crate::model::{EmployeeId, first_name_first, name_key};
use crate::text::{fold, tidy};

/// What one place says about who somebody is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else about where the record is from"
)]
pub struct Record {
    /// The name.
    pub name: Option<String>,
    /// An earlier name.
    pub former: Option<String>,
    /// The employee ID.
    pub id: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// The team.
    pub team: Option<String>,
    /// The manager: a name.
    pub manager: Option<String>,
    /// The manager's employee ID.
    pub manager_id: Option<String>,
    /// The manager's email address.
    pub manager_email: Option<String>,
    /// Whether it is what others' rows say about their manager: it may be wrong, so it adds nothing to somebody else.
    pub is_manager: bool,
    /// Whether a reader knows this person.
    pub is_read: bool,
    /// Whether this is certainly a person. What only stands below “Name” may be the name of anything; it is compared with the
    /// people that are known, and makes nobody new.
    pub is_sure: bool,
    /// Whether it may be something else than a person: it has no shape of a name, an ID or an address, or stands below an empty row.
    pub is_doubtful: bool,
    /// The number of the list that it is from: within one list, two rows of one name in different teams are two people.
    pub list: usize,
}

impl Record {
    /// Whether both say the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_doubtful = other.is_doubtful;
        let same = Self {
            is_doubtful,
            ..self.clone()
        };
        same == *other
    }

    /// Whether it names nobody.
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.id.is_none() && self.email.is_none()
    }

    /// Whether something in it is shaped like what tells a person apart.
    pub(super) fn has_shape(&self) -> bool {
        self.name.as_deref().is_some_and(is_shaped_like_name)
            || self
                .id
                .as_ref()
                .is_some_and(|id| id.contains(char::is_numeric))
            || self.email.as_ref().is_some_and(|email| email.contains('@'))
    }

    /// What it says about the manager.
    #[must_use]
    pub fn of_manager(&self) -> Self {
        Self {
            name: self.manager.clone(),
            id: self.manager_id.clone(),
            email: self.manager_email.clone(),
            is_manager: true,
            is_sure: self.is_sure,
            list: self.list,
            ..Self::default()
        }
    }
}

/// A list's row, for tests.
#[cfg(test)]
pub(super) fn record(name: &str, id: &str, email: &str, team: &str, list: usize) -> Record {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Record {
        name: some(name),
        id: some(id),
        email: some(email),
        team: some(team),
        is_sure: true,
        list,
        ..Record::default()
    }
}

/// Somebody.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The names, as they are written; the first one is shown.
    pub names: Vec<String>,
    /// The employee IDs.
    pub ids: Vec<EmployeeId>,
    /// The email addresses, as they are written.
    pub emails: Vec<String>,
    /// The teams.
    pub teams: Vec<String>,
    /// The names of the managers.
    pub managers: Vec<String>,
    /// Whether a reader knows this person.
    pub(super) is_read: bool,
    /// Whether it is certainly a person, by any record of it.
    pub(super) is_certain: bool,
    /// Team and address by list.
    in_list: BTreeMap<usize, (Option<String>, Option<String>)>,
}

impl Known {
    /// The name to show.
    pub fn name(&self) -> &str {
        match (self.names.first(), self.emails.first(), self.ids.first()) {
            (Some(name), ..) => name,
            (None, Some(email), _) => email,
            (None, None, Some(id)) => id,
            (None, None, None) => "",
        }
    }

    pub(super) fn take(&mut self, record: &Record) {
        let put = |list: &mut Vec<String>, text: &Option<String>, key: fn(&str) -> String| {
            if let Some(text) = text
                && !list.iter().any(|known| key(known) == key(text))
            {
                list.push(tidy(text));
            }
        };
        self.is_read |= record.is_read;
        self.is_certain |= !record.is_doubtful;
        for name in [&record.name, &record.former] {
            let name = name.as_deref().map(first_name_first);
            put(&mut self.names, &name, name_key);
        }
        put(&mut self.emails, &record.email, fold);
        put(&mut self.teams, &record.team, fold);
        let manager = record.manager.as_deref().map(first_name_first);
        put(&mut self.managers, &manager, name_key);
        if let Some(id) = &record.id {
            let id = EmployeeId::new(tidy(id));
            if !self.ids.contains(&id) {
                self.ids.push(id);
            }
        }
        let (team, email) = self.in_list.entry(record.list).or_default();
        team.get_or_insert_with(|| record.team.as_deref().map(fold).unwrap_or_default());
        email.get_or_insert_with(|| record.email.as_deref().map(fold).unwrap_or_default());
    }

    /// Whether a row of a list that no reader knows may be about this person, although its ID or address is another one: it is not of
    /// the kind by which the person is known, or a typing error in it.
    pub(super) fn may_have(&self, record: &Record) -> bool {
        let form = |id: &str| -> String {
            let signs = key(id)
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>();
            signs.replace(|c: char| c.is_ascii_digit(), "0")
        };
        let host = |email: &str| email.split('@').nth(1).map(fold);
        let is_known = match (&record.id, &record.email) {
            (Some(id), _) => {
                let mut alike = self.ids.iter().filter(|known| form(known) == form(id));
                alike.any(|known| !is_distinctive(id) || osa_distance(&key(known), &key(id)) > 1)
            }
            (None, Some(email)) => self.emails.iter().any(|known| host(known) == host(email)),
            (None, None) => true,
        };
        self.is_read && !record.is_read && !is_known
    }

    /// Whether the same list has this person with another team or address: then it is somebody else.
    pub(super) fn differs(&self, record: &Record) -> bool {
        let differs = |known: &Option<String>, said: &Option<String>| {
            let said = said.as_deref().map(fold);
            match (known.as_deref(), said.as_deref()) {
                (Some(known), Some(said)) => !known.is_empty() && !said.is_empty() && known != said,
                _ => false,
            }
        };
        let elsewhere = self.emails.iter().any(|known| {
            record
                .email
                .as_deref()
                .is_some_and(|said| fold(said) == fold(known))
        });
        let other_address = !elsewhere && !self.emails.is_empty() && record.email.is_some();
        self.in_list
            .get(&record.list)
            .map_or(other_address, |(team, email)| {
                differs(team, &record.team) || differs(email, &record.email) || other_address
            })
    }
}

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// This person.
    One(usize),
    /// Nobody who is known.
    Nobody,
    /// Any of these: they share the name, or it is only a part of a name, or says more than a name.
    Several(Vec<usize>),
}

impl Meant {
    /// Everybody who may be meant.
    pub(super) fn places(&self) -> &[usize] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Several(places) => places,
            Self::Nobody => &[],
        }
    }

    /// Whether nobody may be meant by both.
    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        let others = other.places();
        !self.places().iter().any(|place| others.contains(place))
    }

    pub(super) fn of(places: &[usize]) -> Self {
        match places {
            [] => Self::Nobody,
            [only] => Self::One(*only),
            several => Self::Several(several.to_vec()),
        }
    }
}
