//! What tells the person and everybody else apart: names in all spellings, employee IDs, addresses and accounts.

use std::collections::HashSet;

use super::super::ids::{Sureness, sureness};
use super::super::people::{People, is_short_form};
use super::super::spelling::{
    accounts, digits_of, key, orders, unspaced, with_digraphs, without_number, without_zeros,
    words_of,
};
use super::{Mask, OwnWords, Sign};

impl Mask {
    /// For this person, with what is to be kept and to be left out beside what the files say.
    pub fn of(people: &People, person: usize, words: OwnWords<'_>, instead: &str) -> Self {
        let OwnWords { unmasked, masked } = words;
        let own = &people.all[person];
        let mut mask = Self {
            instead: instead.to_owned(),
            is_dotted: own.names.iter().any(|name| name.contains(". ")),
            own_emails: own.emails.iter().map(|email| key(email)).collect(),
            ..Self::default()
        };
        for word in masked {
            mask.know(&words_of(word), Sign::Other);
        }
        for name in own.names.iter().chain(&own.managers).chain(unmasked) {
            mask.know_name(name, Sign::Shown);
        }
        // Somebody else can have “LF-138” where this is LF-0138.
        let short = |place: usize, id: &str| {
            without_zeros(id).filter(|id| people.with_id(id) == Some(place))
        };
        let short_ids: Vec<String> = own.ids.iter().filter_map(|id| short(person, id)).collect();
        let own_ids = own.ids.iter().map(|id| &**id);
        let own_ids = own_ids.chain(short_ids.iter().map(String::as_str));
        for sign in own_ids.clone().chain(own.emails.iter().map(String::as_str)) {
            mask.know_sign(sign, Sign::Shown);
        }
        for name in &own.names {
            for words in orders(name) {
                let words = words.join(" ");
                // “Amara Okonkwos Plan” is German, and a possessive without its apostrophe is common.
                mask.own
                    .extend([format!(" {words} "), format!(" {words}s ")]);
                if words.contains(' ') {
                    // As file names have it.
                    mask.own.push(format!(" {} ", words.replace(' ', "")));
                }
            }
            mask.own.extend(unspaced(name));
        }
        for id in own_ids {
            // “0131” may be LF-0131.
            let digits = digits_of(id)
                .into_iter()
                .map(|digits| vec![digits.to_owned()]);
            mask.own_short.extend(digits);
            let words = words_of(id);
            let joined = words.concat();
            match sureness(id) {
                Sureness::Anywhere => {
                    mask.own
                        .extend([format!(" {} ", key(id)), format!(" {joined} ")]);
                }
                // A word, as a part of the name is.
                Sureness::AsWritten if joined.chars().all(char::is_alphabetic) => {}
                Sureness::AsWritten => mask.own_short.extend([words, vec![joined.clone()]]),
                Sureness::Number => {}
            }
            if joined.bytes().all(|byte| byte.is_ascii_digit()) {
                mask.own_numbers.insert(joined);
            }
        }
        mask.own
            .extend(own.emails.iter().map(|email| format!(" {} ", key(email))));
        let shown: HashSet<String> = own
            .names
            .iter()
            .chain(&own.managers)
            .chain(unmasked)
            .flat_map(|name| words_of(name).into_iter().chain(accounts(name)))
            .collect();
        let same = people.perhaps_same(person);
        for (place, other) in people.all.iter().enumerate() {
            // “A. Okonkwo” may be Amara Okonkwo.
            let is_short = || other.names.iter().all(|name| is_short_form(name));
            if place == person || (same.contains(&place) && is_short()) {
                continue;
            }
            for name in &other.names {
                mask.know_name(name, Sign::Other);
                mask.unspaced.extend(unspaced(name));
                // A name is cut where it is written apart, so that the parts of “O'Brien” are not taken for names.
                for account in accounts(name).filter(|account| !shown.contains(account)) {
                    mask.parts.entry(account).or_default();
                }
                let spellings = std::iter::once(name.clone()).chain(with_digraphs(name));
                for name in spellings {
                    let parts = name.split([' ', ',', '-', '.']).map(key);
                    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
                    mask.know_parts(&parts, &shown);
                    // “QureshiBell”.
                    let surname = parts.get(1..).unwrap_or_default().concat();
                    if parts.len() > 2 && !shown.contains(&surname) {
                        mask.parts.entry(surname).or_default();
                    }
                }
            }
            for id in &other.ids {
                mask.know_id(id);
                if let Some(short) = short(place, id) {
                    mask.know_id(&short);
                }
                if let Some(digits) = digits_of(id) {
                    mask.know_id(digits);
                }
            }
            for email in &other.emails {
                mask.emails.insert(key(email));
                mask.know_account(email, &other.names, &shown);
            }
        }
        mask.shown = shown;
        let part =
            |word: &String| word.chars().count() >= 2 && word.chars().all(char::is_alphabetic);
        let ids = own.ids.iter().map(|id| words_of(id).concat());
        let written = own.names.iter().filter_map(|name| with_digraphs(name));
        let written: Vec<String> = written.collect();
        let names = own
            .names
            .iter()
            .chain(&written)
            .chain(&own.emails)
            .flat_map(|name| {
                // Of an address, only the account.
                let name = name.split('@').next().unwrap_or_default();
                words_of(name).into_iter().chain(accounts(name))
            });
        mask.own_parts = names.chain(ids).filter(part).collect();
        mask
    }

    fn know_name(&mut self, name: &str, sign: Sign) {
        let all: Vec<Vec<String>> = orders(name).collect();
        for words in all {
            // A single word, such as a nickname, is left out as it is written only.
            if words.len() > 1 || sign == Sign::Shown {
                self.know(&words, sign);
            }
            // As file names and accounts have it.
            if words.len() > 1 {
                self.know(&[words.concat()], sign);
            }
        }
    }

    /// Somebody else's employee ID.
    fn know_id(&mut self, id: &str) {
        let written = words_of(id).concat();
        if written.bytes().all(|byte| byte.is_ascii_digit()) && !self.own_numbers.contains(&written)
        {
            let number = written.trim_start_matches('0').to_owned();
            self.stems.insert(number);
        }
        match sureness(id) {
            Sureness::Anywhere => self.know_sign(id, Sign::Other),
            // As a name is.
            Sureness::AsWritten if written.chars().all(char::is_alphabetic) => {
                self.parts.entry(written).or_default();
            }
            Sureness::AsWritten => self.know_sign(id, Sign::ShortId),
            Sureness::Number if self.own_numbers.contains(&written) => {}
            Sureness::Number => {
                self.numbers.insert(written);
            }
        }
    }

    /// An ID or an address, with what divides it or without.
    fn know_sign(&mut self, text: &str, sign: Sign) {
        let words = words_of(text);
        self.know(&words, sign);
        self.know(&[words.concat()], sign);
    }

    /// The words of somebody else's name, which can stand alone.
    fn know_parts(&mut self, parts: &[String], shown: &HashSet<String>) {
        for (place, part) in parts.iter().enumerate() {
            if part.chars().count() < 2
                || !part.chars().all(char::is_alphabetic)
                || shown.contains(part)
            {
                continue;
            }
            let others = parts
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place);
            let initials = others.filter_map(|(_, other)| other.chars().next());
            self.parts.entry(part.clone()).or_default().extend(initials);
        }
    }

    /// The account in somebody else's address, such as “hina.bell”, if it has to do with the name: “events” is a team.
    fn know_account(&mut self, email: &str, names: &[String], shown: &HashSet<String>) {
        let Some((account, _)) = email.split_once('@') else {
            return;
        };
        let words = words_of(account);
        let joined = words.concat();
        let letters: Vec<String> = (words.iter())
            .map(|word| without_number(word).to_owned())
            .collect();
        let mut parts = names.iter().flat_map(|name| words_of(name));
        // “olesya.kovalenchuk” of “Олеся Коваленчук”.
        let is_in_letters = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
        let is_transcribed =
            words.len() > 1 && !names.is_empty() && !parts.clone().any(|part| is_in_letters(&part));
        if is_transcribed {
            self.know_parts(&letters, shown);
        }
        let is_of_name =
            is_transcribed || parts.any(|part| part.chars().count() >= 3 && joined.contains(&part));
        if !is_of_name || words.iter().all(|word| shown.contains(word)) {
            return;
        }
        if words.len() > 1 {
            self.know_sign(account, Sign::Other);
        } else {
            self.parts.entry(joined).or_default();
        }
    }

    fn know(&mut self, words: &[String], sign: Sign) {
        let Some((first, rest)) = words.split_first() else {
            return;
        };
        let known = self.signs.entry(first.clone()).or_default();
        if !known.iter().any(|(words, _)| words == rest) {
            known.push((rest.to_vec(), sign));
        }
    }
}
