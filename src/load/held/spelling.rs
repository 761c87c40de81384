//! How names, employee IDs and texts are written, for comparing them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::labels::ordinary_words;
use crate::model::first_name_first;
use crate::text::fold;

/// A short ID is only a number; where it stands for somebody, its heading says so.
pub(super) fn is_distinctive(id: &str) -> bool {
    let folded = key(id);
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let letters = folded.chars().any(char::is_alphabetic);
    let is_year = digits == 4 && folded.len() == 4 && ("1900"..="2100").contains(&folded.as_str());
    digits > 0 && folded.len() >= 4 && (letters || digits >= 4) && !is_year
}

/// A text for comparison, in which letters with strokes are those without, as file names and keyboards often have them.
pub(super) fn key(text: &str) -> String {
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
pub(super) fn with_digraphs(name: &str) -> Option<String> {
    let written = name
        .replace(['ä', 'Ä'], "ae")
        .replace(['ö', 'Ö', 'ø', 'Ø'], "oe")
        .replace(['ü', 'Ü'], "ue")
        .replace(['å', 'Å'], "aa");
    (written != name).then_some(written)
}

/// A name as it is, with its umlauts as two letters, with a space in place of an apostrophe, and without or with only the
/// nickname in brackets: “Robert (Bob) Ash”.
pub(super) fn spellings(name: &str) -> impl Iterator<Item = String> {
    let apart = name.replace(['\'', '’'], " ");
    let apart = Some(apart).filter(|apart| apart != name);
    let (open, close) = (['(', '"', '“', '„'], [')', '"', '”', '“']);
    let nicknamed = name.split_once(open).and_then(|(first, rest)| {
        let (nickname, last) = rest.split_once(close)?;
        let is_name = [first, nickname, last]
            .iter()
            .all(|part| !part.trim().is_empty());
        is_name.then(|| {
            [
                format!("{} {}", first.trim(), last.trim()),
                format!("{nickname} {}", last.trim()),
            ]
        })
    });
    std::iter::once(name.to_owned())
        .chain(with_digraphs(name))
        .chain(apart)
        .chain(nicknamed.into_iter().flatten())
}

/// The digits at the end of an ID that has something else before them, if they can hardly be another number.
pub(super) fn digits_of(id: &str) -> Option<&str> {
    let start = without_number(id).len();
    let digits = &id[start..];
    let is_id = digits.len() > 2 && (digits.starts_with('0') || is_distinctive(digits));
    (start > 0 && is_id).then_some(digits)
}

/// An ID without the zeros before its number, if it is as clear without them: “LF-138”.
pub(super) fn without_zeros(id: &str) -> Option<String> {
    let start = without_number(id).len();
    let (sign, digits) = id.split_at(start);
    let short = format!("{sign}{}", digits.trim_start_matches('0'));
    (!sign.is_empty() && short != id && is_distinctive(&short)).then_some(short)
}

/// User names that systems make from a name: “aokonkwo”, “amarao”; of a longer surname all of it, too, or its first part.
pub(super) fn accounts(name: &str) -> impl Iterator<Item = String> {
    let words = words_of(&first_name_first(name));
    let surnames = match words.get(1..) {
        Some([next, .., last]) => vec![last.clone(), next.clone(), words[1..].concat()],
        Some([last]) => vec![last.clone()],
        _ => Vec::new(),
    };
    let all = surnames.into_iter().flat_map(move |last| {
        let initial = |word: &str| word.chars().take(1).collect::<String>();
        [
            format!("{}{last}", initial(&words[0])),
            format!("{last}{}", initial(&words[0])),
            format!("{}{}", words[0], initial(&last)),
        ]
    });
    all.filter(|account| account.chars().count() > 3)
}

/// The account of an address, or a user name, without what divides it and the number at its end.
pub(super) fn account_of(text: &str) -> String {
    without_number(&words_of(text.split('@').next().unwrap_or_default()).concat()).to_owned()
}

/// A word without the digits at its end: “bell” of “bell2”.
pub(super) fn without_number(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// Whether a text is shaped like the whole name of somebody: a few words, the first and the last without a small letter in front,
/// and no digits or signs.
pub(super) fn is_shaped_like_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let is_other = |c: char| c.is_ascii_digit() || matches!(c, '?' | '!' | ':' | '/' | '%' | '=');
    let has_ends = words.first().is_some_and(is_name) && words.last().is_some_and(is_name);
    let is_whole = (2..=5).contains(&words.len()) || unspaced(text).is_some();
    is_whole && has_ends && !text.contains(is_other)
}

/// Whether a text can be nothing but the whole name of somebody.
pub(super) fn is_only_a_name(text: &str) -> bool {
    let mut words = tokens(text).into_iter();
    is_shaped_like_name(text) && !words.any(|(_, word)| ordinary_words().contains(&word))
}

pub(super) fn words_of(text: &str) -> Vec<String> {
    key(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Letters of scripts that are written without spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A name of such a script, as it stands in running text.
pub(super) fn unspaced(name: &str) -> Option<String> {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    (name.chars().count() > 1 && name.chars().all(is_unspaced)).then_some(name)
}

/// The words of a name in the orders in which it is written: as it is, and the last name first.
pub(super) fn orders(name: &str) -> impl Iterator<Item = Vec<String>> {
    let mut all = BTreeSet::new();
    for name in spellings(name) {
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
pub(super) fn tokens(text: &str) -> Vec<(Range<usize>, String)> {
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

/// What somebody means with a word that is also part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordUse {
    Name,
    /// An ordinary word, or a short form such as “IT”.
    Ordinary,
}

/// What a word means that is also part of a name, as it is written.
pub(super) fn reading(written: &str, word: &str) -> WordUse {
    let mut letters = written.chars();
    let is_small = letters.next().is_some_and(char::is_lowercase);
    // “Bo” and “BO” are a name; “IT” may be none.
    let is_abbreviated = word.chars().count() < 3 && letters.all(char::is_uppercase);
    if (is_small || is_abbreviated) && ordinary_words().contains(word) {
        WordUse::Ordinary
    } else {
        WordUse::Name
    }
}

/// What languages add to a name, folded: “Rhysowi”, “Hiną”, “Amaralle”; those that take the place of a last vowel first.
const ENDINGS: [&str; 2] = [
    "a e i o u y ie em om ej iem ami ach",
    "a u y i in em om iem owi owa owie lla lle lta ssa sta ksi ya ye da de dan den nin nun nak nek val vel",
];

/// Whether a word with a capital is a name with an ending.
pub(super) fn is_inflected(written: &str, word: &str, is_name: impl Fn(&str) -> bool) -> bool {
    /// Shorter names are also the beginnings of other words.
    const SHORTEST: usize = 4;
    let is_written = written.starts_with(char::is_uppercase) && !ordinary_words().contains(word);
    let [for_vowel, added] = ENDINGS.map(|endings| {
        let stems = endings.split(' ').map(|ending| word.strip_suffix(ending));
        stems.flatten().collect::<Vec<_>>()
    });
    let is_long = |stem: &str, than: usize| stem.chars().count() >= than;
    let has_name = |stem: &&str| {
        let mut names = ["a", "e", "o", "i"]
            .iter()
            .map(|vowel| format!("{stem}{vowel}"));
        is_long(stem, SHORTEST - 1) && names.any(|name| is_name(&name))
    };
    let is_stem = |stem: &&str| is_long(stem, SHORTEST) && is_name(stem);
    is_written && (for_vowel.iter().any(has_name) || added.iter().any(is_stem))
}

/// Signs that separate words, although nothing is left of them when they are folded.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{201C}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{BF}')
}

#[cfg(test)]
mod tests {
    use super::{accounts, is_shaped_like_name};

    #[test]
    fn a_whole_name_has_a_shape() {
        for name in [
            "Jo Marsh",
            "Marsh, Jo",
            "Vũ Đoàn Diễm Phượng",
            "Ana de la Cruz",
            "山田太郎",
        ] {
            assert!(is_shaped_like_name(name), "{name}");
        }
        for text in [
            "Happy?",
            "Question",
            "pays nothing back",
            "Why Ada left",
            "Room 7",
            "Jo",
        ] {
            assert!(!is_shaped_like_name(text), "{text}");
        }
    }

    #[test]
    fn accounts_have_the_whole_surname_or_a_part_of_it() {
        let all: Vec<String> = accounts("Hina Qureshi-Bell").collect();
        for account in ["hbell", "hqureshi", "hqureshibell", "qureshibellh", "hinaq"] {
            assert!(all.iter().any(|one| one == account), "{account}: {all:?}");
        }
        let short: Vec<String> = accounts("Amara Okonkwo").collect();
        assert_eq!(short, ["aokonkwo", "okonkwoa", "amarao"]);
        assert_eq!(accounts("Madonna").count(), 0);
    }
}
