//! “Did you mean” for people: the same name except for case, accents and how they are written out, order, a middle name or
//! one letter. A name that is only similar belongs to somebody else.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeInclusive;

use super::name_key;

/// The length of names that are searched for a typing mistake of one letter.
const SLIPS: RangeInclusive<usize> = 4..=64;
/// The shortest word that may have a typing mistake in it.
const SHORTEST_WORD: usize = 3;

/// Names of people, for finding the one that somebody may have meant.
#[derive(Debug, Default)]
pub struct NearNames<'a> {
    /// As they are written, in the order of their keys.
    names: Vec<(String, &'a str)>,
    /// By forms that stay the same when words change their order or a middle name is shortened or left out.
    by_words: HashMap<String, usize>,
    /// Fingerprints of each name, and of each name without one of its letters.
    by_letters: Vec<(u64, usize)>,
}

impl<'a> NearNames<'a> {
    /// These names.
    pub fn of(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names: Vec<(String, &str)> = names
            .into_iter()
            .map(|name| (name_key(name), name))
            .filter(|(key, _)| !key.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup_by(|a, b| a.0 == b.0);
        let mut by_words = HashMap::new();
        let mut by_letters = Vec::new();
        for (place, (key, _)) in names.iter().enumerate() {
            for form in known_forms(key) {
                by_words.entry(form).or_insert(place);
            }
            by_letters.extend(without_a_letter(key).into_iter().map(|left| (left, place)));
        }
        by_letters.sort_unstable();
        Self {
            names,
            by_words,
            by_letters,
        }
    }

    /// The name that is the same except for case, accents, order, a middle name or one letter.
    pub fn find(&self, name: &str) -> Option<&'a str> {
        self.with_key(&name_key(name)).or_else(|| {
            // “Kim Kay (she/her)”.
            let (bare, _) = name.split_once(['(', '['])?;
            self.with_key(&name_key(bare))
        })
    }

    fn with_key(&self, key: &str) -> Option<&'a str> {
        let by_words = wanted_forms(key)
            .iter()
            .find_map(|form| self.by_words.get(form))
            .copied();
        let place = by_words.or_else(|| {
            without_a_letter(key)
                .into_iter()
                .flat_map(|left| {
                    let from = self.by_letters.partition_point(|(other, _)| *other < left);
                    self.by_letters[from..]
                        .iter()
                        .take_while(move |(other, _)| *other == left)
                })
                .map(|(_, place)| *place)
                .filter(|place| is_one_letter_off(key, &self.names[*place].0))
                .min()
        })?;
        Some(self.names[place].1)
    }
}

/// The forms by which a name is found if words changed their order or a middle name was left out or shortened.
fn known_forms(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut forms = vec![in_any_order(&words), written_out(&words)];
    if let [first, .., last] = words.as_slice()
        && !is_initial(first)
    {
        let initial: String = first.chars().take(1).collect();
        forms.push(format!("initial {initial} {last}"));
    }
    match words.as_slice() {
        [first, last] => forms.push(format!("whole {first} {last}")),
        [first, middle @ .., last] if !middle.is_empty() => {
            let short = initials(&words);
            if middle.iter().any(|word| is_initial(word)) {
                forms.push(format!("shortened {short}"));
            }
            forms.push(format!("shortens to {short}"));
            forms.push(format!("longer than {first} {last}"));
        }
        _ => {}
    }
    forms
}

/// Which of the [`known_forms`] of others mean this name: a middle name fits one that is left out or shortened, but no
/// other middle name.
fn wanted_forms(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut forms = vec![in_any_order(&words), written_out(&words)];
    match words.as_slice() {
        [first, last] => {
            forms.push(format!("longer than {first} {last}"));
            if is_initial(first) {
                forms.push(format!("initial {first} {last}"));
            }
        }
        [first, middle @ .., last] if !middle.is_empty() => {
            let short = initials(&words);
            forms.push(format!("shortened {short}"));
            if middle.iter().any(|word| is_initial(word)) {
                forms.push(format!("shortens to {short}"));
            }
            forms.push(format!("whole {first} {last}"));
        }
        _ => {}
    }
    forms
}

fn in_any_order(words: &[&str]) -> String {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    format!("words {}", sorted.join(" "))
}

/// The words in any order, with one spelling for letters that are written out where a keyboard lacks them: “Jörg” and
/// “Joerg”, “Sørensen”, “Soerensen” and “Sorensen”.
fn written_out(words: &[&str]) -> String {
    const LETTERS: [(char, &str); 8] = [
        ('ø', "o"),
        ('æ', "a"),
        ('œ', "o"),
        ('ß', "ss"),
        ('ł', "l"),
        ('đ', "d"),
        ('ð', "d"),
        ('þ', "th"),
    ];
    let plain = |word: &&str| -> String {
        let mut plain = (*word).to_owned();
        for (letter, instead) in LETTERS {
            if plain.contains(letter) {
                plain = plain.replace(letter, instead);
            }
        }
        for (two, one) in [("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")] {
            plain = plain.replace(two, one);
        }
        plain
    };
    let mut sorted: Vec<String> = words.iter().map(plain).collect();
    sorted.sort_unstable();
    format!("written out {}", sorted.join(" "))
}

/// The words, the middle ones as initials.
fn initials(words: &[&str]) -> String {
    let last = words.len() - 1;
    let short = |(place, word): (usize, &&str)| match word.chars().next() {
        Some(initial) if place > 0 && place < last => initial.to_string(),
        _ => (*word).to_owned(),
    };
    let short: Vec<String> = words.iter().enumerate().map(short).collect();
    short.join(" ")
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Fingerprints of a name, and of the name without each of its letters in turn. Two names that differ in one letter, or
/// in two swapped letters, have one in common. Empty for names that are too short or too long.
fn without_a_letter(key: &str) -> Vec<u64> {
    let letters: Vec<char> = key.chars().take(SLIPS.end() + 1).collect();
    if !SLIPS.contains(&letters.len()) {
        return Vec::new();
    }
    (0..=letters.len())
        .map(|left_out| {
            let mut hasher = DefaultHasher::new();
            let left = letters
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != left_out);
            left.for_each(|(_, letter)| letter.hash(&mut hasher));
            hasher.finish()
        })
        .collect()
}

/// Whether two names differ in one letter, or in two swapped letters; but not in a figure, and not in a word so short
/// that it becomes another word.
fn is_one_letter_off(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| name.chars().collect::<Vec<char>>());
    let same =
        |pairs: &mut dyn Iterator<Item = (&char, &char)>| pairs.take_while(|(a, b)| a == b).count();
    let shorter = one.len().min(other.len());
    let begin = same(&mut one.iter().zip(&other));
    let end = same(&mut one.iter().rev().zip(other.iter().rev())).min(shorter - begin);
    let (here, there) = (
        &one[begin..one.len() - end],
        &other[begin..other.len() - end],
    );
    let is_slip = match (here, there) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    };
    let longer = if one.len() > other.len() {
        &one
    } else {
        &other
    };
    let is_space = |letter: &char| *letter == ' ';
    let word = longer[begin..]
        .iter()
        .take_while(|letter| !is_space(letter))
        .count()
        + longer[..begin]
            .iter()
            .rev()
            .take_while(|letter| !is_space(letter))
            .count();
    is_slip
        && word >= SHORTEST_WORD
        && here
            .iter()
            .chain(there)
            .all(|letter| letter.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 12] = [
        "Zoë Lindqvist",
        "Ana María Reyes",
        "Bo Lind",
        "Olu B. Ade",
        "Nguyễn Thị Hoa",
        "Person 0017",
        "Jo Marsh",
        "Kim Sample",
        "Anna Lee",
        "Jörg Müller",
        "Jens Sørensen",
        "Aage Strauss",
    ];

    #[test]
    fn a_slip_is_found_and_somebody_else_is_not() {
        let near = NearNames::of(KNOWN);
        for (typed, meant) in [
            ("zoe lindqvist", Some("Zoë Lindqvist")),
            ("Lindqvist Zoë", Some("Zoë Lindqvist")),
            ("Lindqvist, Zoe", Some("Zoë Lindqvist")),
            ("Zoe Lindquist", Some("Zoë Lindqvist")),
            ("Zoe Lindqvit", Some("Zoë Lindqvist")),
            ("Zoe Lindqvsit", Some("Zoë Lindqvist")),
            ("Ana Reyes", Some("Ana María Reyes")),
            ("Ana M. Reyes", Some("Ana María Reyes")),
            ("Olu Ade", Some("Olu B. Ade")),
            ("Olu Bayo Ade", Some("Olu B. Ade")),
            ("Bo Olaf Lind", Some("Bo Lind")),
            ("Hoa Nguyen Thi", Some("Nguyễn Thị Hoa")),
            ("Joerg Mueller", Some("Jörg Müller")),
            ("mueller, joerg", Some("Jörg Müller")),
            ("Jens Soerensen", Some("Jens Sørensen")),
            ("Jens Sorensen", Some("Jens Sørensen")),
            ("Åge Strauß", Some("Aage Strauss")),
            ("Joerg Miller", None),
            ("K. Sample", Some("Kim Sample")),
            ("Reyes, A.", Some("Ana María Reyes")),
            ("Kim Sample (she/her)", Some("Kim Sample")),
            ("Zoe Lindquist [HR]", Some("Zoë Lindqvist")),
            ("J. Sample", None),
            // People who share a surname, a first name or most of their letters.
            ("Zora Lindqvist", None),
            ("Ana Lucía Reyes", None),
            ("Ana L. Reyes", None),
            ("Maria Reyes", None),
            ("Olu D. Ade", None),
            ("Bo Marsh", None),
            ("Kim Sampling", None),
            ("Kim", None),
            ("Person 0018", None),
            ("Person 017", None),
            ("", None),
            (" , ", None),
        ] {
            assert_eq!(near.find(typed), meant, "{typed}");
        }
    }

    proptest::proptest! {
        /// The index finds the same as comparing with each name in turn, in any order.
        #[test]
        fn looking_up_is_comparing_with_everybody(
            mut names in proptest::collection::vec("[abc ]{3,8}", 0..12),
            wanted in "[abc ]{3,8}",
        ) {
            let one_by_one = names.iter().any(|name| NearNames::of([name.as_str()]).find(&wanted).is_some());
            let found = NearNames::of(names.iter().map(String::as_str)).find(&wanted).map(name_key);
            proptest::prop_assert_eq!(found.is_some(), one_by_one);
            names.reverse();
            let again = NearNames::of(names.iter().map(String::as_str)).find(&wanted).map(name_key);
            proptest::prop_assert_eq!(found, again);
        }

        /// Any letter may be left out, doubled, replaced or swapped.
        #[test]
        fn every_slip_is_found(name in "[a-z]{3,9} [a-z]{3,9}", at in 0_usize..20, letter in "[a-z]") {
            let letters: Vec<char> = name.chars().collect();
            let at = at % letters.len();
            proptest::prop_assume!(letters[at] != ' ');
            let near = NearNames::of([name.as_str()]);
            let written = |before: &[char], between: &str, behind: &[char]| {
                before.iter().copied().chain(between.chars()).chain(behind.iter().copied()).collect::<String>()
            };
            let slips = [
                written(&letters[..at], "", &letters[at + 1..]),
                written(&letters[..at], &letter, &letters[at + 1..]),
                written(&letters[..at], &letter, &letters[at..]),
            ];
            for slip in slips {
                // Folding would turn the word into a different one.
                proptest::prop_assume!(name_key(&slip) == slip && name_key(&name) == name);
                proptest::prop_assert_eq!(near.find(&slip), Some(name.as_str()), "{}", slip);
            }
        }
    }
}
