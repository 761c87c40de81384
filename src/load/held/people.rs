//! Everybody whom any of the files names, each once: so that people of one name are not mixed, and the others' names are known
//! where they have to be left out.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::record::{Known, Meant, Record};
use super::spelling::{
    WordUse, account_of, accounts, digits_of, is_distinctive, reading, spellings, tokens, words_of,
};
use crate::labels::ordinary_words;
use crate::model::{EmployeeId, NearNames, first_name_first, name_key};
use crate::text::{closest, fold, tidy};

/// Everybody.
#[derive(Debug, Default)]
pub struct People {
    /// In the order in which they were found.
    pub all: Vec<Known>,
    by_id: HashMap<EmployeeId, usize>,
    /// IDs without what divides them, and numbers without the zeros before them.
    by_joined: HashMap<String, BTreeSet<usize>>,
    /// The digits of IDs that have something before them: “0131” of LF-0131.
    by_digits: HashMap<String, BTreeSet<usize>>,
    by_email: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// By each word of their names, and by accounts.
    by_word: HashMap<String, BTreeSet<usize>>,
    /// The words of each name of theirs, in all spellings.
    spelled: Vec<Vec<Vec<String>>>,
}

impl People {
    /// Everybody in these records.
    pub fn of(mut records: Vec<Record>) -> Self {
        let mut people = Self::default();
        // Those who are certain come first, and among them those with an ID, so that names without one find them; and whole names
        // before parts of them.
        records.sort_by_cached_key(|record| {
            let (id, email) = (record.id.is_none(), record.email.is_none());
            let is_short = record.name.as_deref().is_none_or(is_short_form);
            let is_unread = (id && email) || !record.is_read;
            (
                !record.is_sure,
                record.is_manager,
                id,
                is_unread,
                email,
                is_short,
            )
        });
        for record in records {
            people.add(&record);
        }
        people
    }

    fn add(&mut self, record: &Record) {
        // “0131” alone may be LF-0131.
        let is_part = |id: &String| self.with_id(id).is_none() && self.with_digits(id).is_some();
        let is_unsure = record.name.is_none() && record.id.as_ref().is_some_and(is_part);
        if record.is_empty() || is_unsure || (record.is_manager && self.contradicts(record)) {
            return;
        }
        // “Ada Marsh, Events” is Ada Marsh with a remark, if there is an Ada Marsh, and “Marsh” may be; “Mary Ann Ash” may be a name
        // of its own.
        let is_alone = record.id.is_none() && record.email.is_none() && !record.is_read;
        let is_other_name = |name: &str| {
            let is_whole = !(name.contains(is_break) || is_alone && is_short_form(name));
            self.named(name).is_empty() && is_whole
        };
        let place = match self.meant(record) {
            Meant::One(place) => place,
            Meant::Several(_)
                if record.id.is_some() || !record.name.as_deref().is_some_and(is_other_name) =>
            {
                return;
            }
            Meant::Nobody | Meant::Several(_) if record.is_sure && !is_sentence(record) => {
                self.all.push(Known::default());
                self.spelled.push(Vec::new());
                self.all.len() - 1
            }
            Meant::Nobody | Meant::Several(_) => return,
        };
        // “1007” below “Employee” is an ID and not another name; “Marsh” may be somebody else elsewhere; and the name of somebody
        // else beside an ID is a mistake in one of them.
        let is_name = |name: &&String| {
            let words = words_of(name);
            let mut known = self.spelled[place].iter();
            let named = self.named(name);
            let is_written = named.is_empty()
                && matches!(self.written(name), Meant::One(known) if known == place);
            let is_others =
                !named.is_empty() && !named.contains(&place) && !self.all[place].names.is_empty();
            record.is_sure
                && !is_written
                && !is_others
                && !known.any(|known| is_part_of(&words, known))
        };
        let name = record.name.as_ref().filter(is_name).cloned();
        // “Silva” was somebody's last name.
        let former = record
            .former
            .as_ref()
            .filter(|_| record.is_sure)
            .map(|former| {
                let first = self.all[place].names.first().or(name.as_ref());
                let first = first
                    .and_then(|name| name.split(' ').next())
                    .unwrap_or_default();
                let is_whole = first_name_first(former).contains(' ');
                if is_whole {
                    former.clone()
                } else {
                    format!("{first} {former}")
                }
            });
        let record = &Record {
            name,
            former,
            ..record.clone()
        };
        self.all[place].take(record);
        if let Some(id) = &record.id {
            let id = EmployeeId::new(tidy(id));
            if let Some(digits) = digits_of(&id) {
                self.by_digits
                    .entry(digits.to_owned())
                    .or_default()
                    .insert(place);
            }
            self.by_joined.entry(joined(&id)).or_default().insert(place);
            self.by_id.entry(id).or_insert(place);
        }
        if let Some(email) = &record.email {
            self.by_email.entry(fold(email)).or_insert(place);
        }
        for name in record.name.iter().chain(&record.former) {
            for account in accounts(name) {
                self.by_word.entry(account).or_default().insert(place);
            }
            let places = self.by_name.entry(name_key(name)).or_default();
            if !places.contains(&place) {
                places.push(place);
                for spelling in spellings(&first_name_first(name)) {
                    let words = words_of(&spelling);
                    for word in &words {
                        self.by_word.entry(word.clone()).or_default().insert(place);
                    }
                    self.spelled[place].push(words);
                }
            }
        }
    }

    /// Whom a record means: the ID decides, then the address, then a name that nobody shares.
    pub fn meant(&self, record: &Record) -> Meant {
        if let Some(id) = &record.id {
            let name = record.name.as_deref().unwrap_or_default();
            let by_digits = || {
                self.with_digits(id)
                    .filter(|place| self.named(name).contains(place))
            };
            if let Some(place) = self.with_id(id).or_else(by_digits) {
                return Meant::One(place);
            }
            // Somebody else of this name has another ID.
            let mut namesakes = self.named(name).to_vec();
            if namesakes.is_empty()
                && !record.is_read
                && let Meant::One(place) = self.written(name)
            {
                namesakes.push(place);
            }
            let without = namesakes.iter().copied().filter(|place| {
                self.all[*place].ids.is_empty() && !self.all[*place].differs(record)
            });
            let without: Vec<usize> = without.collect();
            namesakes.retain(|place| self.all[*place].may_have(record));
            return if without.is_empty() && !namesakes.is_empty() {
                Meant::Several(namesakes)
            } else {
                Meant::of(&without)
            };
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
        let former = record.former.as_deref().map(|former| self.named(former));
        match self.named(name) {
            [] if former.is_some_and(|former| former.len() == 1) => {
                Meant::of(former.unwrap_or_default())
            }
            [] => self.written(name),
            [only] if self.all[*only].differs(record) => {
                if self.all[*only].may_have(record) {
                    Meant::Several(vec![*only])
                } else {
                    Meant::Nobody
                }
            }
            namesakes => Meant::of(namesakes),
        }
    }

    /// Whom a text means that stands in place of a name: an employee ID or an address, a name in another order, a name with
    /// what is known about the person, such as “Ada Marsh (1007)” and “Ada Marsh, Events”. Whoever shares a word with any
    /// other text may be meant.
    fn written(&self, text: &str) -> Meant {
        if let Some(place) = self.with_id(text).or_else(|| self.with_email(text)) {
            return Meant::One(place);
        }
        let tokens = tokens(text);
        let whole = self.whole_names(&tokens);
        let named: BTreeSet<usize> = whole.iter().flat_map(|(at, _)| at).copied().collect();
        let rest = || {
            let rest = tokens.iter().enumerate();
            let rest = rest.filter(|(place, _)| !named.contains(place));
            rest.map(|(_, (at, word))| (&text[at.clone()], word))
        };
        let is_known = |place: usize| rest().all(|(_, word)| self.is_known_of(place, word));
        let one_name = whole.iter().all(|(at, _)| at.len() == named.len());
        let fitting: Vec<usize> = (whole.iter().map(|(_, place)| *place))
            .filter(|place| one_name && is_known(*place))
            .collect();
        if let [only] = fitting.as_slice() {
            return Meant::One(*only);
        }
        let parts = rest().filter(|(written, word)| reading(written, word) == WordUse::Name);
        let mut all = self.with_words(parts.map(|(_, word)| word));
        all.extend(whole.iter().map(|(_, place)| *place));
        if all.is_empty() {
            Meant::Nobody
        } else {
            Meant::Several(all.into_iter().collect())
        }
    }

    /// The whole names in a text, in any order: the places of their words, and who has them.
    fn whole_names(&self, tokens: &[(Range<usize>, String)]) -> Vec<(BTreeSet<usize>, usize)> {
        let mut names: Vec<(BTreeSet<usize>, usize)> = Vec::new();
        for place in self.with_words(tokens.iter().map(|(_, word)| word)) {
            let words_at = |name: &Vec<String>| -> Option<BTreeSet<usize>> {
                let at = |word: &String| tokens.iter().position(|(_, found)| found == word);
                name.iter().map(at).collect()
            };
            let all = self.spelled[place].iter().filter_map(words_at);
            let longest = all.max_by_key(BTreeSet::len);
            names.extend(longest.map(|at| (at, place)));
        }
        // “Ann Ash” is not meant within “Mary Ann Ash”.
        let all = names.clone();
        names.retain(|(at, _)| {
            let is_longer =
                |other: &BTreeSet<usize>| other.len() > at.len() && other.is_superset(at);
            !all.iter().any(|(other, _)| is_longer(other))
        });
        names
    }

    /// Everybody whose whole name is in a text.
    pub fn named_in(&self, text: &str) -> BTreeSet<usize> {
        let names = self.whole_names(&tokens(text)).into_iter();
        names.map(|(_, place)| place).collect()
    }

    /// Everybody who has a word of a title or a heading in the name, unless it is an ordinary word or within a whole name.
    pub(super) fn called(&self, text: &str) -> BTreeSet<usize> {
        let has_capitals = text.chars().any(char::is_uppercase);
        let all = tokens(text);
        let whole = self.whole_names(&all);
        let names = all.iter().enumerate().filter(|(place, (at, word))| {
            let is_small = has_capitals && text[at.clone()].starts_with(char::is_lowercase);
            let is_within = whole.iter().any(|(places, _)| places.contains(place));
            !(is_small || is_within || ordinary_words().contains(word))
        });
        self.with_words(names.map(|(_, (_, word))| word))
    }

    /// Whether somebody has this person as manager.
    pub fn is_manager(&self, person: usize) -> bool {
        let mut managers = self.all.iter().flat_map(|known| &known.managers);
        managers.any(|name| self.named(name).contains(&person))
    }

    /// Everybody who has one of these words in the name; initials are not words.
    fn with_words<'w>(&self, words: impl Iterator<Item = &'w String>) -> BTreeSet<usize> {
        let words = words.filter(|word| word.chars().count() > 1);
        let places = words.filter_map(|word| self.by_word.get(word));
        places.flatten().copied().collect()
    }

    /// Whether a word beside a name is part of an employee ID, an address or a team of this person, or a form of address.
    fn is_known_of(&self, place: usize, word: &str) -> bool {
        let known = &self.all[place];
        let ids = known.ids.iter().map(|id| &**id);
        let others = known.emails.iter().chain(&known.teams).map(String::as_str);
        TITLES.contains(&word)
            || self.with_id(word) == Some(place)
            || ids
                .chain(others)
                .any(|said| words_of(said).iter().any(|one| one == word))
    }

    /// Those who may be this person under another name: nothing tells them apart, and one name has a part of the other's words.
    pub fn perhaps_same(&self, person: usize) -> BTreeSet<usize> {
        let own = &self.all[person];
        let words = self.spelled[person].iter().flatten();
        let mut found = self.with_words(words);
        found.retain(|place| {
            let other = &self.all[*place];
            let theirs = &self.spelled[*place];
            let is_alike = |ours: &Vec<String>| {
                let mut theirs = theirs.iter();
                theirs.any(|theirs| is_part_of(theirs, ours) || is_part_of(ours, theirs))
            };
            // A list that no reader knows may have the ID wrong.
            let is_listed = own.is_read != other.is_read;
            let is_same = |name: &String| self.named(name).contains(&person);
            *place != person
                && (own.ids.is_empty() || other.ids.is_empty() || is_listed)
                && (self.spelled[person].iter().any(is_alike)
                    || (is_listed && other.names.iter().any(is_same)))
        });
        // “a.marsh@x.example” may be an address of Ada Marsh.
        let may_be_own = |email: &String| {
            let account = account_of(email);
            let places = self.by_word.get(&account);
            places.is_some_and(|places| places.contains(&person))
                || self.spelled[person]
                    .iter()
                    .any(|words| words.concat() == account)
        };
        let nameless = self.all.iter().enumerate().filter(|(place, other)| {
            *place != person && other.names.is_empty() && other.emails.iter().any(may_be_own)
        });
        found.extend(nameless.map(|(place, _)| place));
        found
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

    /// Who has this ID, with all its zeros and signs or without.
    pub fn with_id(&self, id: &str) -> Option<usize> {
        let id = EmployeeId::new(tidy(id));
        if let Some(place) = self.by_id.get(&id) {
            return Some(*place);
        }
        let alike = self
            .by_joined
            .get(&joined(&id))
            .filter(|_| !id.is_empty())?;
        alike.first().copied().filter(|_| alike.len() == 1)
    }

    /// Whose ID ends in these digits, with the zeros before them or without; `None` if several have such an ID.
    pub(super) fn with_digits(&self, text: &str) -> Option<usize> {
        let digits = text.trim();
        let is_short = |known: &&String| known.trim_start_matches('0') == digits;
        let alike = self.by_digits.get(digits).or_else(|| {
            let mut known = self.by_digits.keys().filter(is_short);
            self.by_digits
                .get(known.next()?)
                .filter(|_| known.next().is_none())
        })?;
        alike.first().copied().filter(|_| alike.len() == 1)
    }

    /// Whether a text is nothing but a name of somebody or a part of one, but for one other word beside a whole name.
    pub(super) fn is_name(&self, text: &str) -> bool {
        let tokens = tokens(text);
        let (mut names, mut others) = (0, 0);
        for (at, word) in &tokens {
            if self.by_word.contains_key(word) && reading(&text[at.clone()], word) == WordUse::Name
            {
                names += 1;
            } else if word.chars().count() > 1 && !TITLES.contains(&word.as_str()) {
                others += 1;
            }
        }
        names > 0 && (others == 0 || (others == 1 && !self.whole_names(&tokens).is_empty()))
    }

    /// Who has this address.
    pub fn with_email(&self, email: &str) -> Option<usize> {
        self.by_email.get(&fold(email)).copied()
    }

    /// Everybody of this name.
    pub fn named(&self, name: &str) -> &[usize] {
        let key = name_key(name);
        if key.is_empty() {
            return &[];
        }
        self.by_name.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody else has the name of this person.
    pub fn is_shared(&self, person: usize) -> bool {
        let mut names = self.all[person].names.iter();
        names.any(|name| self.named(name).len() > 1)
    }

    /// Whom somebody means who types a name, an employee ID or an email address.
    pub fn typed(&self, typed: &str) -> Meant {
        let known = self.with_id(typed);
        let known = known.or_else(|| self.with_email(typed).filter(|_| typed.contains('@')));
        if let Some(known) = known {
            return Meant::One(known);
        }
        match self.named(typed) {
            // “Marsh” alone may be anybody of this name.
            [only] if is_short_form(typed) => {
                let others = self.perhaps_same(*only).into_iter();
                Meant::of(&std::iter::once(*only).chain(others).collect::<Vec<_>>())
            }
            named => Meant::of(named),
        }
    }

    /// Takes what somebody typed for a person whom no list has, if it can only be one: a whole name, an address, or an ID that is
    /// not just a number or a word.
    pub fn unlisted(&mut self, typed: &str) -> Option<usize> {
        let typed = tidy(&first_name_first(typed));
        let is_name = typed.contains(' ') && !typed.contains(|c: char| c.is_ascii_digit());
        let mut record = Record {
            is_sure: true,
            list: usize::MAX,
            ..Record::default()
        };
        if typed.contains('@') {
            record.email = Some(typed);
        } else if is_name {
            record.name = Some(typed);
        } else if is_distinctive(&typed) {
            record.id = Some(typed);
        }
        let before = self.all.len();
        self.add(&record);
        (self.all.len() > before).then_some(before)
    }

    /// Names that are close to what somebody typed, at most a few.
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

/// Whether a record is only a text that is not a name, such as “Nobody is missing” in an empty list: most of its words are ordinary ones
/// in small letters.
fn is_sentence(record: &Record) -> bool {
    let name = record.name.as_deref().unwrap_or_default();
    let tokens = tokens(name);
    let ordinary = tokens
        .iter()
        .filter(|(at, word)| reading(&name[at.clone()], word) == WordUse::Ordinary);
    record.id.is_none() && record.email.is_none() && ordinary.count() * 2 > tokens.len()
}

/// Forms of address, folded.
const TITLES: [&str; 20] = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "hr", "frau", "fr", "m", "mme", "mlle", "sr",
    "sra", "srta", "sig", "dhr", "mevr", "ing",
];

/// What stands between a name and something else; a comma also divides the last name and the first.
fn is_break(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '/' | '|' | '&' | '+' | '(' | '[' | '\n' | '–' | '—'
    )
}

/// Whether a name is only a part of one: a single word, or with an initial.
pub(super) fn is_short_form(name: &str) -> bool {
    let words = words_of(name);
    words.len() < 2 || words.iter().any(|word| word.chars().count() < 2)
}

/// Whether these are some of the words of a name, where one letter can stand for a word.
fn is_part_of(words: &[String], name: &[String]) -> bool {
    let is_in = |word: &String| {
        let is_initial = word.chars().count() == 1;
        name.iter()
            .any(|whole| whole == word || (is_initial && whole.starts_with(word)))
    };
    let words = words.iter().filter(|word| !TITLES.contains(&word.as_str()));
    words.clone().count() <= name.len()
        && words.clone().ne(name)
        && words.clone().all(is_in)
        && words.clone().any(|word| name.contains(word))
}

/// An ID without what divides it, and its number without the zeros before it.
fn joined(id: &EmployeeId) -> String {
    let joined = fold(id).replace(' ', "");
    let letters = joined.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = joined[letters.len()..].trim_start_matches('0');
    if number.is_empty() {
        joined
    } else {
        format!("{letters}{number}")
    }
}
