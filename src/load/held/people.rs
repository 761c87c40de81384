//! Everybody whom any of the files names, each once: so that people of one name are not mixed, and the others' names are known
//! where they have to be left out.

use std::collections::{BTreeSet, HashMap};

use super::record::{Known, Meant, Record};
use super::spelling::is_distinctive;
use crate::model::{EmployeeId, NearNames, name_key};
use crate::text::{closest, fold, tidy};

/// Everybody.
#[derive(Debug, Default)]
pub struct People {
    /// In the order in which they were found.
    pub all: Vec<Known>,
    by_id: HashMap<EmployeeId, usize>,
    /// IDs by their number, without leading zeros.
    by_number: HashMap<String, BTreeSet<usize>>,
    by_email: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl People {
    /// Everybody in these records.
    #[must_use]
    pub fn of(mut records: Vec<Record>) -> Self {
        let mut people = Self::default();
        // Those who are certain come first, and among them those with an ID, so that names without one find them.
        records.sort_by_key(|record| {
            let (id, email) = (record.id.is_none(), record.email.is_none());
            (!record.is_sure, record.is_manager, id, email)
        });
        for record in records {
            people.add(&record);
        }
        people
    }

    fn add(&mut self, record: &Record) {
        if record.is_empty() || (record.is_manager && self.contradicts(record)) {
            return;
        }
        // “1007” below “Employee” is an ID and not another name.
        let is_sign = |name: &str| self.named(name).is_empty() && self.written(name).is_some();
        let as_sign = Record {
            name: None,
            ..record.clone()
        };
        let is_sign = record.name.as_deref().is_some_and(is_sign);
        let place = match self.meant(record) {
            Meant::One(place) => place,
            Meant::Nobody if record.is_sure => {
                self.all.push(Known::default());
                self.all.len() - 1
            }
            Meant::Nobody | Meant::Several(_) => return,
        };
        let record = if is_sign { &as_sign } else { record };
        self.all[place].take(record);
        if let Some(id) = &record.id {
            let id = EmployeeId::new(tidy(id));
            if let Some(number) = number(&id) {
                self.by_number.entry(number).or_default().insert(place);
            }
            self.by_id.entry(id).or_insert(place);
        }
        if let Some(email) = &record.email {
            self.by_email.entry(fold(email)).or_insert(place);
        }
        if let Some(name) = &record.name {
            let places = self.by_name.entry(name_key(name)).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }

    /// Whom a record means: the ID decides, then the address, then a name that nobody shares.
    #[must_use]
    pub fn meant(&self, record: &Record) -> Meant {
        if let Some(id) = &record.id {
            if let Some(place) = self.with_id(id) {
                return Meant::One(place);
            }
            // Somebody else of this name has another ID.
            let name = record.name.as_deref().unwrap_or_default();
            let namesakes = self.named(name).iter().copied();
            let without: Vec<usize> = namesakes
                .filter(|place| {
                    self.all[*place].ids.is_empty() && !self.all[*place].differs(record)
                })
                .collect();
            return Meant::of(&without);
        }
        if let Some(place) = record
            .email
            .as_ref()
            .and_then(|email| self.by_email.get(&fold(email)))
        {
            return Meant::One(*place);
        }
        // Of several people with one name, none is guessed, by their team or by what the others are not: it may be somebody
        // whom no ID tells apart.
        let name = record.name.as_deref().unwrap_or_default();
        match self.named(name) {
            [] => self.written(name).map_or(Meant::Nobody, Meant::One),
            [only] if self.all[*only].differs(record) => Meant::Nobody,
            namesakes => Meant::of(namesakes),
        }
    }

    /// Whom an employee ID or an address means that is given in place of the name, or beside it: “1007”, “Ada Marsh (1007)”.
    fn written(&self, name: &str) -> Option<usize> {
        let sign = |text: &str| self.with_id(text).or_else(|| self.with_email(text));
        let is_around = |c: char| !c.is_alphanumeric();
        if let Some(place) = sign(name) {
            return Some(place);
        }
        let name = name.trim();
        let ends = [
            name.split_once(' '),
            name.rsplit_once(' ').map(|(rest, word)| (word, rest)),
        ];
        ends.into_iter().flatten().find_map(|(word, rest)| {
            let place = sign(word.trim_matches(is_around))?;
            let rest = rest.trim_matches(is_around);
            self.named(rest).contains(&place).then_some(place)
        })
    }

    /// Whether a row says something about its manager that others say otherwise: an ID of one person, and the name or the
    /// address of another.
    fn contradicts(&self, record: &Record) -> bool {
        let by_id = record.id.as_ref().and_then(|id| self.with_id(id));
        let email = record.email.as_ref();
        let by_email = email.and_then(|email| self.with_email(email));
        let Some(place) = by_id.or(by_email) else {
            return false;
        };
        let known = &self.all[place];
        let is_other = record.name.as_deref().is_some_and(|name| {
            let mut names = known.names.iter();
            !known.names.is_empty() && !names.any(|known| name_key(known) == name_key(name))
        });
        let has_other_id = by_id.is_none() && record.id.is_some() && !known.ids.is_empty();
        is_other || has_other_id || by_email.is_some_and(|by_email| by_email != place)
    }

    /// Who has this ID, with all its zeros or without.
    #[must_use]
    pub fn with_id(&self, id: &str) -> Option<usize> {
        let id = EmployeeId::new(tidy(id));
        if let Some(place) = self.by_id.get(&id) {
            return Some(*place);
        }
        let padded = self.by_number.get(&number(&id)?)?;
        padded.first().copied().filter(|_| padded.len() == 1)
    }

    /// Who has this address.
    #[must_use]
    pub fn with_email(&self, email: &str) -> Option<usize> {
        self.by_email.get(&fold(email)).copied()
    }

    /// Everybody of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> &[usize] {
        let key = name_key(name);
        if key.is_empty() {
            return &[];
        }
        self.by_name.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody else has the name of this person.
    #[must_use]
    pub fn is_shared(&self, person: usize) -> bool {
        let mut names = self.all[person].names.iter();
        names.any(|name| self.named(name).len() > 1)
    }

    /// Whom somebody means who types a name, an employee ID or an email address.
    #[must_use]
    pub fn typed(&self, typed: &str) -> Meant {
        let known = self.with_id(typed);
        let known = known.or_else(|| self.with_email(typed).filter(|_| typed.contains('@')));
        known.map_or_else(|| Meant::of(self.named(typed)), Meant::One)
    }

    /// Takes what somebody typed for a person whom no list has, if it can only be one: a whole name, an address, or an ID that is
    /// not just a number or a word.
    pub fn unlisted(&mut self, typed: &str) -> Option<usize> {
        let typed = tidy(typed);
        let is_name = typed.contains(' ') && !typed.contains(|c: char| c.is_ascii_digit());
        let one = Some(typed.clone());
        let record = if typed.contains('@') {
            Record {
                email: one,
                ..Record::default()
            }
        } else if is_name {
            Record {
                name: one,
                ..Record::default()
            }
        } else if is_distinctive(&typed) {
            Record {
                id: one,
                ..Record::default()
            }
        } else {
            return None;
        };
        self.add(&Record {
            is_sure: true,
            list: usize::MAX,
            ..record
        });
        Some(self.all.len() - 1)
    }

    /// Names that are close to what somebody typed, at most a few.
    #[must_use]
    pub fn nearest(&self, typed: &str) -> Vec<String> {
        const MOST: usize = 5;
        let names = || {
            self.all
                .iter()
                .map(Known::name)
                .filter(|name| !name.is_empty() && fold(name) != fold(typed))
        };
        let words = format!(" {} ", fold(typed));
        let mut near: Vec<&str> = NearNames::of(names())
            .find(typed)
            .into_iter()
            .chain(
                names()
                    .filter(|name| words.len() > 3 && format!(" {} ", fold(name)).contains(&words)),
            )
            .chain(closest(typed, names()))
            .collect();
        let mut seen = BTreeSet::new();
        near.retain(|name| seen.insert(*name));
        near.truncate(MOST);
        near.into_iter().map(str::to_owned).collect()
    }
}

/// The number of an ID without the zeros before it; `None` for an ID that is not a number.
fn number(id: &EmployeeId) -> Option<String> {
    let digits = fold(id);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.trim_start_matches('0').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: &str, id: &str, email: &str, team: &str, list: usize) -> Record {
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

    #[test]
    fn two_people_of_one_name_stay_two() {
        let people = People::of(vec![
            record("Anna Fairley", "12", "", "Events", 0),
            record("Anna Fairley", "13", "", "Content", 0),
            record("Fairley, Anna", "", "", "Content", 1),
            record("Anna Fairley", "", "", "", 2),
        ]);
        assert_eq!(people.all.len(), 2);
        assert_eq!(people.typed("anna fairley"), Meant::Several(vec![0, 1]));
        assert_eq!(people.typed("13"), Meant::One(1));
        assert_eq!(people.all[1].name(), "Anna Fairley");
        // Without IDs, the team tells apart those who are in one list.
        let people = People::of(vec![
            record("Ana Costa", "", "", "Events", 0),
            record("Ana Costa", "", "", "Content", 0),
            record("Bo Lind", "", "", "Events", 0),
            record("Bo Lind", "", "", "Content", 1),
        ]);
        assert_eq!(people.all.len(), 3);
    }

    #[test]
    fn one_person_is_found_by_every_sign() {
        let people = People::of(vec![
            record("Bożena Gąsiorek", "0102", "bozena@x.example", "", 0),
            record("Bozena Gasiorek", "102", "", "", 1),
            record("", "", "bozena@x.example", "", 2),
        ]);
        assert_eq!(people.all.len(), 1);
        for typed in ["0102", "102", "BOZENA@x.example", "Gąsiorek, Bożena"] {
            assert_eq!(people.typed(typed), Meant::One(0), "{typed}");
        }
        assert_eq!(people.typed("Bozena"), Meant::Nobody);
        assert_eq!(people.nearest("Bozena"), ["Bożena Gąsiorek"]);
    }

    #[test]
    fn what_only_stands_below_name_makes_nobody_new() {
        let unsure = Record {
            is_sure: false,
            ..record("Communication", "", "", "", 0)
        };
        let people = People::of(vec![unsure, record("Bo Lind", "", "", "", 1)]);
        assert_eq!(people.all.len(), 1);
    }

    #[test]
    fn what_rows_say_about_their_manager_makes_a_person_and_changes_nobody_else() {
        let row = |manager: &str, id: &str, email: &str| {
            let said = record(manager, id, email, "", 1);
            Record {
                name: None,
                id: None,
                email: None,
                manager: said.name,
                manager_id: said.id,
                manager_email: said.email,
                ..said
            }
            .of_manager()
        };
        let people = People::of(vec![
            row("Zed Zimt", "7777", "zz@x.example"),
            // The ID of Kim with the name of Ada, and the name of Kim with an ID that nobody has.
            row("Ada Marsh", "12", ""),
            row("Kim Sample", "99", "kim@x.example"),
            record("Kim Sample", "12", "kim@x.example", "", 0),
            record("Ada Marsh", "13", "", "", 0),
            record("14", "", "", "", 2),
            record("Bo Lind", "14", "", "", 0),
        ]);
        let names: Vec<&[String]> = people.all.iter().map(|one| one.names.as_slice()).collect();
        let expected = ["Kim Sample", "Ada Marsh", "Bo Lind", "Zed Zimt"];
        assert_eq!(names, expected.map(|name| vec![name.to_owned()]));
        for typed in ["Zed Zimt", "7777", "zz@x.example"] {
            assert_eq!(people.typed(typed), Meant::One(3), "{typed}");
        }
        for written in ["14", "Bo Lind (14)", "14 - Lind, Bo"] {
            let said = record(written, "", "", "", 3);
            assert_eq!(people.meant(&said), Meant::One(2), "{written}");
        }
        assert_eq!(people.typed("99"), Meant::Nobody);
    }
}
