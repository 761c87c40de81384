//! Finds a person in texts, and leaves other people out of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::people::People;
use crate::model::first_name_first;
use crate::text::{fold, tidy};

/// A text without other people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text.
    pub text: String,
    /// Whether something was left out.
    pub changed: bool,
}

/// What tells somebody apart in running text: whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It may be shown.
    Shown,
    /// It is left out.
    Other,
}

/// Knows one person from everybody else.
#[derive(Debug)]
pub struct Mask {
    /// What stands in place of what is left out.
    instead: String,
    /// The person's names, IDs and addresses, folded, with a space on either side.
    own: Vec<String>,
    /// Words of the person's own name that nobody else has.
    own_parts: HashSet<String>,
    /// Signs of one word or several, by their first word.
    signs: HashMap<String, Vec<(Vec<String>, Sign)>>,
    /// Single words of other people's names.
    parts: HashSet<String>,
    /// Single words that are not left out.
    shown: HashSet<String>,
    /// Names of other people in scripts that are written without spaces.
    unspaced: Vec<String>,
    own_emails: HashSet<String>,
    /// What was left out, with how often.
    left_out: Mutex<BTreeMap<String, usize>>,
}

/// A short ID is only a number; where it stands for somebody, its heading says so.
fn is_distinctive(id: &str) -> bool {
    let folded = key(id);
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let letters = folded.chars().any(char::is_alphabetic);
    let is_year = digits == 4 && folded.len() == 4 && ("1900"..="2100").contains(&folded.as_str());
    digits > 0 && folded.len() >= 4 && (letters || digits >= 4) && !is_year
}

/// A text for comparison, in which letters with strokes are those without, as file names and keyboards often have them.
fn key(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let mut plain = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'ı' => plain.push('i'),
            'ħ' => plain.push('h'),
            'ŧ' => plain.push('t'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            c => plain.push(c),
        }
    }
    plain
}

/// A name with its umlauts written as two letters; `None` without any.
fn with_digraphs(name: &str) -> Option<String> {
    let written = name
        .replace(['ä', 'Ä'], "ae")
        .replace(['ö', 'Ö'], "oe")
        .replace(['ü', 'Ü'], "ue")
        .replace(['å', 'Å'], "aa");
    (written != name).then_some(written)
}

fn words_of(text: &str) -> Vec<String> {
    key(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Mask {
    /// For this person; `unmasked` are words and names that are not to be left out.
    #[must_use]
    pub fn of(people: &People, person: usize, unmasked: &[String], instead: &str) -> Self {
        let own = &people.all[person];
        let mut mask = Self {
            instead: instead.to_owned(),
            own: Vec::new(),
            own_parts: HashSet::new(),
            signs: HashMap::new(),
            parts: HashSet::new(),
            shown: HashSet::new(),
            unspaced: Vec::new(),
            own_emails: own.emails.iter().map(|email| key(email)).collect(),
            left_out: Mutex::default(),
        };
        for name in own.names.iter().chain(&own.managers).chain(unmasked) {
            mask.know_name(name, Sign::Shown);
        }
        let own_ids = own.ids.iter().map(|id| &**id);
        for sign in own_ids.clone().chain(own.emails.iter().map(String::as_str)) {
            mask.know(&words_of(sign), Sign::Shown);
        }
        for name in &own.names {
            for words in orders(name) {
                let words = words.join(" ");
                // “Amara Okonkwos Plan” is German, and a possessive without its apostrophe is common.
                mask.own
                    .extend([format!(" {words} "), format!(" {words}s ")]);
            }
            mask.own.extend(unspaced(name));
        }
        let signs = own_ids.filter(|id| is_distinctive(id)).map(str::to_owned);
        mask.own.extend(
            signs
                .chain(own.emails.iter().cloned())
                .map(|sign| format!(" {} ", key(&sign))),
        );
        let shown: HashSet<String> = own
            .names
            .iter()
            .chain(&own.managers)
            .chain(unmasked)
            .flat_map(|name| words_of(name))
            .collect();
        let mut others = HashSet::new();
        for (place, other) in people.all.iter().enumerate() {
            if place == person {
                continue;
            }
            for name in &other.names {
                mask.know_name(name, Sign::Other);
                mask.unspaced.extend(unspaced(name));
                others.extend(words_of(name));
                // A name is cut where it is written apart, so that the parts of “O'Brien” are not taken for names.
                let spellings = std::iter::once(name.clone()).chain(with_digraphs(name));
                let parts = spellings.flat_map(|name| {
                    let parts = name.split([' ', ',', '-', '.']).map(key);
                    parts.collect::<Vec<_>>()
                });
                mask.parts.extend(parts.filter(|part| {
                    part.chars().count() >= 3
                        && part.chars().all(char::is_alphabetic)
                        && !shown.contains(part)
                }));
            }
            let ids = other.ids.iter().filter(|id| is_distinctive(id));
            for id in ids {
                mask.know(&words_of(id), Sign::Other);
            }
        }
        mask.shown = shown;
        let part = |word: &String| word.chars().count() >= 3 && !others.contains(word);
        mask.own_parts = own
            .names
            .iter()
            .flat_map(|name| words_of(name))
            .filter(part)
            .collect();
        mask
    }

    fn know_name(&mut self, name: &str, sign: Sign) {
        let all: Vec<Vec<String>> = orders(name).collect();
        for words in all {
            // A single word, such as a nickname, is left out as it is written only.
            if words.len() > 1 || sign == Sign::Shown {
                self.know(&words, sign);
            }
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

    /// Whether a text names the person: by a whole name, an ID or an address.
    #[must_use]
    pub fn mentions(&self, text: &str) -> bool {
        let folded = format!(" {} ", key(text));
        self.own.iter().any(|sign| folded.contains(sign.as_str()))
    }

    /// Whether a text has a word of the person's name alone, which nobody else's name has, as names are written.
    #[must_use]
    pub fn may_mention(&self, text: &str) -> bool {
        tokens(text).iter().any(|(at, word)| {
            self.own_parts.contains(word)
                && text[at.clone()]
                    .chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase())
        })
    }

    /// What was left out so far, with how often.
    #[must_use]
    pub fn left_out(&self) -> BTreeMap<String, usize> {
        self.counts().clone()
    }

    fn counts(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The whole text left out, since its heading says that it is somebody else's.
    pub fn whole(&self, text: &str) -> Masked {
        *self.counts().entry(tidy(text)).or_default() += 1;
        Masked {
            text: self.instead.clone(),
            changed: true,
        }
    }

    /// The text without other people's names, IDs and addresses.
    pub fn text(&self, text: &str) -> Masked {
        let mut spans = self.addresses(text);
        if text.contains(is_unspaced) {
            for name in &self.unspaced {
                spans.extend(
                    text.match_indices(name.as_str())
                        .map(|(at, name)| at..at + name.len()),
                );
            }
            spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
            spans.dedup_by(|next, last| next.start < last.end);
        }
        let tokens = tokens(text);
        let mut next = 0;
        while next < tokens.len() {
            let (length, sign) = self.sign_at(text, &tokens, next);
            let at = tokens[next].0.start..tokens[next + length - 1].0.end;
            let is_in_address = spans
                .iter()
                .any(|span| span.start < at.end && at.start < span.end);
            if sign == Some(Sign::Other) && !is_in_address {
                spans.push(at);
            }
            next += length;
        }
        if spans.is_empty() {
            return Masked {
                text: text.to_owned(),
                changed: false,
            };
        }
        spans.sort_by_key(|span| span.start);
        let mut shown = String::with_capacity(text.len());
        let mut end = 0;
        for span in spans {
            shown.push_str(&text[end..span.start]);
            // Parts of one name that follow each other are left out once.
            if !(shown.trim_end().ends_with(&self.instead)
                && text[end..span.start].trim().is_empty())
            {
                shown.push_str(&self.instead);
            }
            *self.counts().entry(tidy(&text[span.clone()])).or_default() += 1;
            end = span.end;
        }
        shown.push_str(&text[end..]);
        Masked {
            text: shown,
            changed: true,
        }
    }

    /// The longest sign that begins at a word, and how many words it has; one word where there is none.
    fn sign_at(
        &self,
        text: &str,
        tokens: &[(Range<usize>, String)],
        at: usize,
    ) -> (usize, Option<Sign>) {
        let (range, word) = &tokens[at];
        let known = [Some(word.as_str()), word.strip_suffix('s')]
            .into_iter()
            .flatten();
        let known = known.filter_map(|word| self.signs.get(word)).flatten();
        let longest = known
            .filter(|(rest, _)| {
                let follows = |(offset, word): (usize, &String)| {
                    let Some((range, found)) = tokens.get(at + 1 + offset) else {
                        return false;
                    };
                    is_same(found, word)
                        && is_within_name(&text[tokens[at + offset].0.end..range.start])
                };
                rest.iter().enumerate().all(follows)
            })
            .max_by_key(|(rest, _)| rest.len());
        if let Some((rest, sign)) = longest {
            return (rest.len() + 1, Some(*sign));
        }
        let is_capital = text[range.clone()]
            .chars()
            .next()
            .is_some_and(|c| !c.is_lowercase());
        let alone = word.strip_suffix('s').unwrap_or(word);
        let is_part = is_capital
            && (self.parts.contains(word) || self.parts.contains(alone))
            && !self.shown.contains(word);
        (1, is_part.then_some(Sign::Other))
    }

    /// Email addresses that are not the person's.
    fn addresses(&self, text: &str) -> Vec<Range<usize>> {
        let is_part =
            |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@' | '\'');
        let mut spans: Vec<Range<usize>> = Vec::new();
        for (at, _) in text.match_indices('@') {
            let start = text[..at]
                .char_indices()
                .rev()
                .take_while(|(_, c)| is_part(*c))
                .last();
            let start = start.map_or(at, |(start, _)| start);
            let rest = &text[at..];
            let end = at + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            let address = text[start..end].trim_matches(['.', '-', '\'']);
            let is_address = address
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.len() > 2);
            let is_seen = spans.last().is_some_and(|span| span.end > start);
            if is_address && !is_seen && !self.own_emails.contains(&key(address)) {
                let end = start + text[start..end].trim_end_matches(['.', '-', '\'']).len();
                spans.push(start..end);
            }
        }
        spans
    }
}

/// Whether a word is the same, or its possessive form.
fn is_same(found: &str, word: &str) -> bool {
    found
        .strip_prefix(word)
        .is_some_and(|rest| matches!(rest, "" | "s"))
}

/// Letters of scripts that are written without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A name of such a script, as it stands in running text.
fn unspaced(name: &str) -> Option<String> {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    (name.chars().count() > 1 && name.chars().all(is_unspaced)).then_some(name)
}

/// Whether what stands between two words may be within a name.
fn is_within_name(between: &str) -> bool {
    between.chars().count() <= 3 && !between.contains(['\n', ';', ':', '/', '!', '?'])
}

/// The words of a name in the orders in which it is written: as it is, and the last name first.
fn orders(name: &str) -> impl Iterator<Item = Vec<String>> {
    let spellings = std::iter::once(name.to_owned()).chain(with_digraphs(name));
    let mut all = BTreeSet::new();
    for name in spellings {
        let as_spoken = words_of(&first_name_first(&name));
        if let [first @ .., last] = as_spoken.as_slice() {
            all.insert([std::slice::from_ref(last), first].concat());
        }
        if let [first, rest @ ..] = as_spoken.as_slice() {
            all.insert([rest, std::slice::from_ref(first)].concat());
        }
        all.insert(as_spoken);
    }
    all.into_iter()
}

/// The words of a text, folded, each with its place.
fn tokens(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut start = None;
    let ends = text
        .char_indices()
        .map(|(at, c)| (at, Some(c)))
        .chain([(text.len(), None)]);
    for (at, c) in ends {
        // Marks and apostrophes belong to the word around them.
        let in_word = c.is_some_and(|c| {
            c.is_alphanumeric()
                || (start.is_some()
                    && !c.is_ascii()
                    && !c.is_whitespace()
                    && key(&c.to_string()).is_empty()
                    && !is_sign(c))
                || (start.is_some() && c == '\'')
        });
        match (in_word, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = key(&text[from..at]);
                if !word.is_empty() {
                    found.push((from..at, word));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Signs that separate words, although nothing is left of them when they are folded.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{201C}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{A1}'..='\u{BF}')
}

#[cfg(test)]
mod tests {
    use super::super::people::Record;
    use super::*;

    fn mask() -> (People, Mask) {
        let record = |name: &str, id: &str, email: &str| Record {
            name: Some(name.to_owned()),
            id: Some(id.to_owned()),
            email: Some(email.to_owned()),
            is_sure: true,
            ..Record::default()
        };
        let mut amara = record("Amara Okonkwo", "LF-0131", "amara@x.example");
        amara.manager = Some("Bożena Gąsiorek".to_owned());
        let people = People::of(vec![
            amara,
            record("Bożena Gąsiorek", "LF-0102", "bozena@x.example"),
            record("Hina Qureshi-Bell", "LF-0133", "hina@x.example"),
            record("Vũ Đoàn Diễm Phượng", "40213", "vu@x.example"),
            record("Søren Müller", "LF-0150", "soren@x.example"),
            record("Mark Long", "7", "mark@x.example"),
            record("Amara Mark", "8", "am@x.example"),
        ]);
        let Some(place) = people.with_id("LF-0131") else {
            unreachable!()
        };
        let mask = Mask::of(&people, place, &[], "▮");
        (people, mask)
    }

    #[test]
    fn others_are_left_out_and_the_rest_stays() {
        let (_, mask) = mask();
        for (text, shown) in [
            (
                "With Hina Qureshi-Bell, and Qureshi Bell, Hina.",
                "With ▮, and ▮.",
            ),
            ("Soren Muellers Rat, Mueller", "▮ Rat, ▮"),
            ("Hina and Vu Doan Diem Phuong (40213)", "▮ and ▮ (▮)"),
            (
                "Ask mark@x.example or amara@x.example.",
                "Ask ▮ or amara@x.example.",
            ),
            // The person, and the person's manager by name only.
            ("Amara Okonkwo, Gąsiorek", "Amara Okonkwo, Gąsiorek"),
            ("Bozena Gasiorek (LF-0102)", "Bozena Gasiorek (▮)"),
            ("unknown@elsewhere.example", "▮"),
            // An ordinary word is not a name, and a short number is not an ID.
            (
                "She left a mark as long as 7 m",
                "She left a mark as long as 7 m",
            ),
            ("assessments/Mark Long-7.xlsx", "assessments/▮-7.xlsx"),
            ("Vũ Đoàn Diễm Phượng’s help", "▮ help"),
        ] {
            assert_eq!(mask.text(text).text, shown, "{text}");
        }
        assert!(mask.left_out().contains_key("Hina Qureshi-Bell"));
    }

    #[test]
    fn the_person_is_found_by_name_id_and_address() {
        let (_, mask) = mask();
        for text in [
            "OKONKWO, Amara",
            "see lf-0131.",
            "plans/Events/Amara Okonkwo-LF-0131.pdf",
            "mail: Amara@X.example",
        ] {
            assert!(mask.mentions(text), "{text}");
        }
        for text in ["Amara", "LF-01310", "Amara Mark", "Okonkwo"] {
            assert!(!mask.mentions(text), "{text}");
        }
        assert!(mask.may_mention("with Okonkwo"));
        // Somebody else has this name, too.
        assert!(!mask.may_mention("with Amara"));
    }

    #[test]
    fn a_word_that_is_not_a_name_can_be_kept() {
        let (people, _) = mask();
        let place = people.with_id("LF-0131").unwrap_or_default();
        let mask = Mask::of(&people, place, &["Long".to_owned()], "▮");
        assert_eq!(mask.text("Long live Mark").text, "Long live ▮");
    }
}
