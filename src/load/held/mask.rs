//! Finds a person in texts, and leaves other people out of them.

mod known;
mod longer_names;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use self::reading::{is_divider, is_same, is_tight, is_within_name};
use super::spelling::{
    WordUse, account_of, is_inflected, is_unspaced, key, reading, tokens, without_number,
};
use crate::text::tidy;

/// So many single letters in a text may be a name with spaces between its letters.
const LONG: usize = 6;

/// A text without other people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// A short employee ID of somebody else, which is left out as it is written: “E-4”, and not “e. 4”.
    ShortId,
    /// An ordinary word in small letters, which is kept and counted.
    Ordinary,
}

/// Words that somebody names because the files do not say it.
#[derive(Debug, Clone, Copy, Default)]
pub struct OwnWords<'a> {
    /// Words and names that are not left out.
    pub unmasked: &'a [String],
    /// Words and names that are left out as well, such as nicknames.
    pub masked: &'a [String],
}

/// Knows one person from everybody else.
#[derive(Debug, Default)]
pub struct Mask {
    /// What stands in place of what is left out.
    instead: String,
    /// The person's names, IDs and addresses, folded, with a space on either side.
    own: Vec<String>,
    /// Whether a full stop is part of the person's name, ID or address.
    is_dotted: bool,
    /// Words of the person's own name, whether or not somebody else has them, too.
    own_parts: HashSet<String>,
    /// Employee IDs that are also ordinary numbers: the person's, and other people's.
    own_numbers: HashSet<String>,
    numbers: HashSet<String>,
    /// Other people's employee IDs that are numbers, without the zeros before them, as file names may have them.
    stems: HashSet<String>,
    /// The person's employee IDs that are too short to be certain, word by word.
    own_short: Vec<Vec<String>>,
    /// Signs of one word or several, by their first word.
    signs: HashMap<String, Vec<(Vec<String>, Sign)>>,
    /// Single words of other people's names, each with the initials of their other words.
    parts: HashMap<String, HashSet<char>>,
    /// Single words that are not left out.
    shown: HashSet<String>,
    /// Names of other people in scripts that are written without spaces.
    unspaced: Vec<String>,
    own_emails: HashSet<String>,
    /// Other people's addresses.
    emails: HashSet<String>,
    /// What was left out, with how often.
    left_out: Mutex<Counts>,
    /// Ordinary words in small letters that are also names, and numbers that are also IDs, which were kept, with how often.
    kept: Mutex<Counts>,
}

/// How often each text was found.
type Counts = BTreeMap<String, usize>;

fn locked(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Mask {
    /// Whether a text names the person: by a whole name, an ID or an address.
    pub fn mentions(&self, text: &str) -> bool {
        self.has_own_sign(text)
            && self.has_own_sign(&self.without_longer_names(text, true))
            && (self.is_dotted || self.is_in_a_sentence(text))
    }

    /// Whether a text may mean the person: by a word of the name alone, as names are written and not within somebody else's
    /// name or address, or by a short employee ID.
    pub fn may_mention(&self, text: &str) -> bool {
        if text.contains(',')
            && self.has_own_sign(text)
            && self.has_own_sign(&self.without_longer_names(text, false))
        {
            return true;
        }
        let tokens = tokens(text);
        let is_text = tokens.len() > 1 && text.contains(char::is_alphabetic);
        let addresses = self.addresses(text);
        let mut unknown = addresses.iter().map(|at| &text[at.clone()]);
        if unknown.any(|address| self.may_be_own(address)) {
            return true;
        }
        let mut next = 0;
        while next < tokens.len() {
            let (at, word) = &tokens[next];
            let is_short = |id: &Vec<String>| {
                id.iter().enumerate().all(|(place, word)| {
                    let found = tokens.get(next + place);
                    found.is_some_and(|(at, found)| {
                        found == word
                            && (place == 0
                                || is_tight(&text[tokens[next + place - 1].0.end..at.start]))
                    })
                })
            };
            let (length, sign) = self.sign_at(text, &tokens, next);
            let is_in_address = addresses
                .iter()
                .any(|span| span.start < at.end && at.start < span.end);
            let alone = word.strip_suffix('s').unwrap_or(word);
            if !is_in_address
                && (self.own_short.iter().any(is_short)
                    || (is_text && self.own_numbers.contains(word)))
            {
                return true;
            }
            let account = word.trim_end_matches(|c: char| c.is_ascii_digit());
            let mut forms = [word.as_str(), alone, account].into_iter();
            let is_part = forms.any(|form| self.own_parts.contains(form))
                || is_inflected(&text[at.clone()], word, |name| {
                    self.own_parts.contains(name)
                });
            if is_part
                && !is_in_address
                && (length == 1 || sign.is_none())
                && reading(&text[at.clone()], word) == WordUse::Name
            {
                return true;
            }
            next += length;
        }
        // “A m a r a”.
        let single = tokens.iter().filter(|(_, word)| word.chars().count() == 1);
        single.count() >= LONG && {
            let letters: String = tokens.iter().map(|(_, word)| word.as_str()).collect();
            let mut names = self.own.iter().map(|sign| sign.trim());
            names.any(|name| name.chars().count() >= LONG && letters.contains(name))
        }
    }

    /// Whether an address that nobody is known by may be the person's: “r.ash@x.example” of Robin Ash.
    fn may_be_own(&self, address: &str) -> bool {
        let account = account_of(address);
        let is_own = || self.own.contains(&format!(" {account} "));
        !self.emails.contains(&key(address)) && (self.own_parts.contains(&account) || is_own())
    }

    /// Whether a text is nothing but a word of the person's name.
    pub fn is_part(&self, text: &str) -> bool {
        matches!(tokens(text).as_slice(), [(_, word)] if self.own_parts.contains(word))
    }

    /// Counts the numbers of a text that are also other people's employee IDs, and that it keeps. A cell that is nothing but
    /// a number is a rating or an amount, unless its heading says that it is an ID.
    pub fn count_numbers(&self, text: &str) {
        if self.numbers.is_empty() || !text.contains(char::is_alphabetic) {
            return;
        }
        for (_, word) in tokens(text) {
            if self.numbers.contains(&word) {
                self.keep(word);
            }
        }
    }

    fn keep(&self, word: String) {
        *locked(&self.kept).entry(word).or_default() += 1;
    }

    /// Ordinary words in small letters that are also other people's names, and numbers that are also their employee IDs, which
    /// were kept, with how often.
    pub fn kept(&self) -> Counts {
        locked(&self.kept).clone()
    }

    /// What was left out so far, with how often.
    pub fn left_out(&self) -> Counts {
        locked(&self.left_out).clone()
    }

    /// The whole text left out, since its heading says that it is somebody else's.
    pub fn whole(&self, text: &str) -> Masked {
        *locked(&self.left_out).entry(tidy(text)).or_default() += 1;
        Masked {
            text: self.instead.clone(),
            changed: true,
        }
    }

    /// The text without other people's names, IDs and addresses.
    pub fn text(&self, text: &str) -> Masked {
        let (masked, left_out) = self.parted(text, false);
        for part in left_out {
            *locked(&self.left_out).entry(part).or_default() += 1;
        }
        masked
    }

    /// The same for the name of a file or a sheet, in which also a number stands for somebody. It is listed itself where
    /// something is left out of it.
    pub fn file(&self, name: &str) -> String {
        let folders: Vec<String> = name
            .split('/')
            .map(|part| {
                // `4.xlsx`, where the ID is 004.
                let (stem, ending) = part.split_at(part.rfind('.').unwrap_or(part.len()));
                let number = stem.trim_start_matches('0');
                if !self.own_numbers.contains(stem) && self.stems.contains(number) {
                    format!("{}{ending}", self.instead)
                } else {
                    self.parted(part, true).0.text
                }
            })
            .collect();
        folders.join("/")
    }

    /// The text, and what was left out of it.
    fn parted(&self, text: &str, with_numbers: bool) -> (Masked, Vec<String>) {
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
            let (mut length, sign) = self.sign_at(text, &tokens, next);
            let mut first = next;
            let word = &tokens[next].1;
            if sign == Some(Sign::Ordinary) {
                self.keep(word.clone());
            }
            let is_number = with_numbers && sign.is_none() && self.numbers.contains(word);
            if sign == Some(Sign::Other) {
                (first, length) = self.with_initials(text, &tokens, next, length);
            }
            let at = tokens[first].0.start..tokens[next + length - 1].0.end;
            let is_in_address = spans
                .iter()
                .any(|span| span.start < at.end && at.start < span.end);
            let is_left_out = is_number || matches!(sign, Some(Sign::Other | Sign::ShortId));
            if is_left_out && !is_in_address {
                spans.push(at);
            }
            next += length;
        }
        if spans.is_empty() {
            let text = text.to_owned();
            let changed = false;
            return (Masked { text, changed }, Vec::new());
        }
        let mut left_out = Vec::new();
        spans.sort_by_key(|span| span.start);
        let mut shown = String::with_capacity(text.len());
        let mut end = 0;
        for span in spans {
            shown.push_str(&text[end..span.start]);
            // Parts of one name that follow each other are left out once.
            let is_next = text[end..span.start].chars().all(is_divider);
            let before = shown.trim_end_matches(is_divider);
            if end > 0 && is_next && before.ends_with(&self.instead) {
                shown.truncate(before.len());
            } else {
                shown.push_str(&self.instead);
            }
            left_out.push(tidy(&text[span.clone()]));
            end = span.end;
        }
        shown.push_str(&text[end..]);
        let (text, changed) = (shown, true);
        (Masked { text, changed }, left_out)
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
            .filter(|(rest, sign)| {
                let follows = |(offset, word): (usize, &String)| {
                    let Some((range, found)) = tokens.get(at + 1 + offset) else {
                        return false;
                    };
                    let between = &text[tokens[at + offset].0.end..range.start];
                    is_same(found, word)
                        && if *sign == Sign::ShortId {
                            is_tight(between)
                        } else {
                            is_within_name(between)
                        }
                };
                rest.iter().enumerate().all(follows)
            })
            .max_by_key(|(rest, _)| rest.len());
        if let Some((rest, sign)) = longest {
            return (rest.len() + 1, Some(*sign));
        }
        let name = without_number(word);
        let alone = name.strip_suffix('s').unwrap_or(name);
        let is_known = |word: &str| self.parts.contains_key(word);
        let written = &text[range.clone()];
        let is_shown = |word: &str| self.shown.contains(word);
        let is_inflected = |is_name: &dyn Fn(&str) -> bool| is_inflected(written, word, is_name);
        let is_part = !is_shown(word)
            && !is_shown(name)
            && ([word, name, alone].into_iter().any(is_known)
                || (is_inflected(&is_known) && !is_inflected(&is_shown)));
        if !is_part {
            return (1, None);
        }
        match reading(written, word) {
            WordUse::Name => (1, Some(Sign::Other)),
            WordUse::Ordinary => (1, Some(Sign::Ordinary)),
        }
    }

    /// Somebody else's name that has `length` words at a place, with initials before it and after it: where it begins, and how
    /// many words it has from that place.
    fn with_initials(
        &self,
        text: &str,
        tokens: &[(Range<usize>, String)],
        at: usize,
        length: usize,
    ) -> (usize, usize) {
        let known: Vec<&HashSet<char>> = tokens[at..at + length]
            .iter()
            .filter_map(|(_, word)| {
                let alone = word.strip_suffix('s').unwrap_or(word);
                self.parts.get(word).or_else(|| self.parts.get(alone))
            })
            .collect();
        let is_initial = |place: usize| {
            let (range, word) = &tokens[place];
            let mut letters = word.chars();
            let initial = letters.next().filter(|_| letters.next().is_none());
            let is_capital = !text[range.clone()].chars().any(char::is_lowercase);
            is_capital
                && initial.is_some_and(|letter| known.iter().any(|known| known.contains(&letter)))
        };
        let between = |place: usize| &text[tokens[place].0.end..tokens[place + 1].0.start];
        let mut first = at;
        while first > 0
            && is_initial(first - 1)
            && matches!(
                between(first - 1),
                "." | ". " | ".\u{A0}" | ".-" | "-" | "_"
            )
        {
            first -= 1;
        }
        let next = at + length;
        let is_after = next < tokens.len()
            && is_initial(next)
            && matches!(between(next - 1), " " | "\u{A0}" | "_")
            && !text[tokens[next].0.end..].starts_with(|c: char| c.is_whitespace());
        (first, length + usize::from(is_after))
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
