//! Questions about one label of a career map: whether it names a level, a column beside the levels, a fact. The words are
//! in the vocabulary's data files.
//!
//! Everything here looks at folded text (see [`fold`]) and answers one question about one label.

use std::collections::{BTreeMap, BTreeSet};

use super::counting::{is_calendar, roman};
use crate::load::track::parse_tracks;
use crate::load::vocabulary::{Concept, counted, ends_as_title, follow_trade, is_rank, stands_for};
use crate::text::fold;

/// How much a label looks like the name of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load::career_map) enum Likeness {
    /// It names something else: a note, a score, a month, a whole sentence.
    No,
    /// It could name anything.
    Possible,
    /// A grade code or a word of seniority.
    Yes,
}

/// What begins with one of these is one of several expectations.
const BULLETS: [char; 4] = ['•', '·', '▪', '●'];
/// Longer labels are sentences.
const LONGEST_TITLE: usize = 80;
const MOST_WORDS: usize = 11;

/// How much a label looks like the name of a level.
pub(in crate::load::career_map) fn level_likeness(label: &str) -> Likeness {
    let label = without_remark(label.trim());
    // *Junior = 0–2 years* explains a level, *L3 = Senior* names one.
    let explains = |(before, _): (&str, &str)| !is_code(before) && before.parse::<u8>().is_err();
    if label.starts_with(BULLETS) || label.split_once(" = ").is_some_and(explains) {
        return Likeness::No;
    }
    // What comes after the longest title does not make a title of it.
    let beginning = label.char_indices().nth(LONGEST_TITLE + 1);
    let label = head(beginning.map_or(label, |(end, _)| &label[..end]));
    if label.chars().nth(LONGEST_TITLE).is_some() {
        return Likeness::No;
    }
    let folded = fold(label);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty()
        || is_aside(&folded, &words)
        || is_sentence(label, &words)
        || is_calendar(&words)
    {
        return Likeness::No;
    }
    if is_code(label) || is_step(&words) || is_stage(&words) || has_roman_number(label) {
        return Likeness::Yes;
    }
    if is_numbered(&words) && !label.contains('%') {
        return Likeness::Yes;
    }
    if !label.contains(char::is_alphabetic) || label.contains('%') {
        return Likeness::No;
    }
    let speaks =
        |word: &&str| is_of_rank(word) || is_code_word(word) || ends_as_title(word).is_some();
    if words.iter().any(speaks) {
        if has_shape_of_title(label, words.len()) {
            Likeness::Yes
        } else {
            Likeness::No
        }
    } else {
        Likeness::Possible
    }
}

/// Whether a label is the name of a level by a word of seniority or a step; a stage such as *Teaching* or a code such
/// as *CB1* may be anything.
pub(in crate::load::career_map) fn tells_seniority(label: &str) -> bool {
    let folded = fold(label);
    let words: Vec<&str> = folded.split(' ').collect();
    level_likeness(label) == Likeness::Yes
        && (is_step(&words) || is_numbered(&words) || words.iter().any(|word| is_of_rank(word)))
}

/// Whether a word is one of rank, in any language.
fn is_of_rank(word: &str) -> bool {
    stands_for(word, Concept::Seniority) || is_rank(word)
}

/// A label without the remark in brackets after it: *L3 (by invitation only)*. A single word there may be a name.
pub(in crate::load::career_map) fn without_remark(label: &str) -> &str {
    let remark = label
        .strip_suffix(')')
        .and_then(|label| label.rsplit_once(" ("));
    match remark {
        Some((before, remark)) if is_remark(remark) && !before.trim().is_empty() => {
            before.trim_end()
        }
        _ => label,
    }
}

/// Whether the text in brackets is a remark about a level and not its name: several words that begin with a small
/// letter or a number.
fn is_remark(inside: &str) -> bool {
    inside.contains(' ')
        && inside.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && parse_tracks(inside).is_empty()
}

/// Whether a text may be an unknown title: it is short, and its words do not make it anything else.
pub(in crate::load::career_map) fn may_be_title(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.chars().count() <= LONGEST
        && level_likeness(text) != Likeness::No
        && has_shape_of_title(text, text.split_whitespace().count())
}

/// The words of a title that may be nouns: *engineer* in *Senior Engineer*.
pub(in crate::load::career_map) fn nouns(title: &str) -> BTreeSet<String> {
    fold(title)
        .split(' ')
        .filter(|word| word.len() > 3 && level_likeness(word) == Likeness::Possible)
        .map(str::to_owned)
        .collect()
}

/// Whether labels may be the titles of one trade: they follow a known one, as *Constable* and *Sergeant* do, or most of them have a
/// noun that others have, too, as *Chef de Partie* and *Sous Chef*.
pub(in crate::load::career_map) fn are_of_one_trade(labels: &[&str]) -> bool {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for noun in labels.iter().flat_map(|label| nouns(label)) {
        *counts.entry(noun).or_default() += 1;
    }
    let share_a_noun = || (counts.values()).any(|count| *count >= 2 && count * 2 >= labels.len());
    labels.iter().all(|label| may_be_title(label)) && (follow_trade(labels) || share_a_noun())
}

/// Words that join the nouns of a title in French, Italian, Spanish and Portuguese, and the ending of a second gender.
const WITHIN: [&str; 17] = [
    "de", "d", "du", "des", "la", "l", "le", "les", "del", "di", "della", "dei", "da", "do", "dos",
    "e", "a",
];

/// How many words a title has, without those that join its nouns: two in *Conducteur de travaux*.
pub(in crate::load::career_map) fn count_words(title: &str) -> usize {
    let words = title.split_whitespace();
    words.filter(|word| !WITHIN.contains(word)).count()
}

/// A title is short or has capitals; *works with senior colleagues* is neither.
fn has_shape_of_title(label: &str, words: usize) -> bool {
    // A track in brackets is not a part of the title.
    let (label, words) = match label.split_once(" (") {
        Some((title, _)) => (title, title.split_whitespace().count()),
        None => (label, words),
    };
    let written: Vec<&str> = label
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let capitals = written
        .iter()
        .filter(|word| {
            word.chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase)
        })
        .count();
    // *Técnico de laboratorio sénior*, *Chargé·e d’études débutant·e*.
    let is_within = |word: &&str| WITHIN.contains(word);
    let within = || {
        label
            .split(|c: char| !c.is_alphanumeric())
            .filter(is_within)
            .count()
    };
    words <= 3
        || capitals * 2 >= written.len()
        || (label.starts_with(char::is_uppercase) && words <= 3 + within())
}

/// The beginning of a long label, before a description after the title: *Senior – leads projects*.
pub(in crate::load::career_map) fn head(label: &str) -> &str {
    const LONG: usize = 40;
    const SEPARATORS: [&str; 6] = [": ", " - ", " – ", " — ", "\n", " ("];
    let end = label
        .match_indices([':', ' ', '\n'])
        .map(|(at, _)| label.split_at(at))
        .filter(|(_, behind)| {
            SEPARATORS
                .iter()
                .any(|separator| behind.starts_with(separator))
        })
        // A code before the separator is not yet the title: *L3: Senior*.
        .find(|(before, _)| !is_code(before) && !before.trim().is_empty())
        .map(|(before, _)| before.len());
    let Some(end) = end else {
        return label;
    };
    let folded = fold(&label[..end]);
    // After a word such as *Proficient* everything is a description; after a title, only a long rest is.
    let is_stage = is_stage(&folded.split(' ').collect::<Vec<_>>());
    if is_stage || label.chars().count() > LONG {
        label[..end].trim_end()
    } else {
        label
    }
}

/// Whether a label names a column or row beside the levels.
pub(in crate::load::career_map) fn is_aside(folded: &str, words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let rated = words.len() >= 2
        && matches!(*last, "level" | "levels")
        && stands_for(words[words.len() - 2], Concept::RatedLevel);
    stands_for(folded, Concept::BesideLevels)
        || rated
        || (words.len() >= 2 && stands_for(last, Concept::EndsBesideLevels))
        || (words.len() >= 2 && stands_for(first, Concept::BeginsBesideLevels))
}

fn is_sentence(label: &str, words: &[&str]) -> bool {
    words.len() > MOST_WORDS || (words.len() > 4 && label.ends_with('.')) || label.ends_with('?')
}

/// Whether a whole label is a grade code: `IC4`, `L5`, `M-2`, `7a`, `E3+`, `4-S`, `L1-L2`.
pub(in crate::load::career_map) fn is_code(label: &str) -> bool {
    /// Longer texts are not codes.
    const LONGEST: usize = 10;
    let label = label.trim();
    if label.len() > LONGEST {
        return false;
    }
    let parts: Vec<&str> = label
        .split(['-', '–', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let has_digit = label.bytes().any(|b| b.is_ascii_digit());
    let has_letter = label.bytes().any(|b| b.is_ascii_alphabetic());
    let folded = label.to_lowercase();
    has_digit
        && has_letter
        && parts.len() <= 3
        && !is_calendar(&[folded.as_str()])
        && parts.iter().all(|part| {
            let part = part.trim_end_matches('+');
            let letters = part.bytes().take_while(u8::is_ascii_alphabetic).count();
            let digits = part[letters..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            let suffix = &part[letters + digits..];
            letters <= 4
                && digits <= 2
                && suffix.len() <= 1
                && suffix.bytes().all(|b| b.is_ascii_alphabetic())
                && part[..letters]
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || digits > 0)
                && (digits > 0 || letters <= 2)
        })
}

/// A folded word that is a grade code inside a longer title, such as `ic4` or `l5`.
fn is_code_word(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_lowercase).count();
    (1..=3).contains(&letters)
        && !word[letters..].is_empty()
        && word.len() - letters <= 2
        && word[letters..].bytes().all(|b| b.is_ascii_digit())
        && !is_calendar(&[word])
}

/// `Level 3`, `Band C`, `Stage IV: Leading`.
fn is_step(words: &[&str]) -> bool {
    let [step, value, ..] = words else {
        return false;
    };
    stands_for(step, Concept::Step)
        && (value.parse::<u32>().is_ok_and(|n| n < 100)
            || value.len() == 1
            || roman(value).is_some()
            || counted(value).is_some())
}

/// `Engineer 2`: a noun and a small number.
fn is_numbered(words: &[&str]) -> bool {
    let [nouns @ .., number] = words else {
        return false;
    };
    (1..=3).contains(&nouns.len())
        && number.parse::<u32>().is_ok_and(|number| number <= 20)
        && nouns.iter().all(|noun| {
            noun.len() >= 3
                && noun.bytes().all(|b| b.is_ascii_lowercase())
                && !stands_for(noun, Concept::BesideLevels)
                && !stands_for(noun, Concept::CountedThing)
        })
}

/// `Proficient`, `1. Basic`, `Advanced level`, `0 Unacceptable`.
fn is_stage(words: &[&str]) -> bool {
    let without_number = match words {
        [number, rest @ ..] if number.parse::<u32>().is_ok_and(|n| n < 100) && !rest.is_empty() => {
            rest
        }
        all => all,
    };
    match without_number {
        [stage] => {
            stands_for(stage, Concept::Stage)
                || (words.len() == 2 && stands_for(stage, Concept::Seniority))
        }
        [stage, "level" | "user" | "practice"] | ["highly" | "very" | "fully", stage] => {
            stands_for(stage, Concept::Stage)
        }
        [stage, "and", other] => {
            stands_for(stage, Concept::Stage) && stands_for(other, Concept::Stage)
        }
        _ => false,
    }
}

/// `Engineer II`: a capital roman number as the last word.
fn has_roman_number(label: &str) -> bool {
    let mut words = label.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    words.next().is_some()
        && last.chars().all(char::is_uppercase)
        && roman(&last.to_lowercase()).is_some()
}

/// Whether a text may be somebody's name: two or three words with capitals.
pub(in crate::load::career_map) fn may_be_person(text: &str) -> bool {
    let mut words = text.split(' ');
    (2..=3).contains(&words.clone().count())
        && words.all(|word| word.starts_with(char::is_uppercase))
}

/// Ticks, crosses and truth values.
pub(in crate::load::career_map) fn is_mark(text: &str) -> bool {
    const WORDS: [&str; 5] = ["yes", "no", "true", "false", "done"];
    text.chars().nth(2).is_none() || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a title has a word with an ending of words for people: *Explorer*, *Architecte*.
pub(in crate::load::career_map) fn names_person(title: &str) -> bool {
    /// Shorter words may end in anything.
    const SHORTEST: usize = 5;
    const ENDINGS: [&str; 39] = [
        "er", "erin", "or", "ist", "istin", "ian", "man", "woman", "eer", "eur", "euse", "iere",
        "ien", "ienne", "ecte", "ekt", "ect", "ero", "era", "ista", "iste", "ore", "trice",
        "kraft", "kracht", "mann", "frau", "hilfe", "clerk", "ario", "aria", "aio", "ant", "ante",
        "are", "arz", "nik", "nico", "nica",
    ];
    let folded = fold(title);
    let ends_so =
        |word: &str| word.len() >= SHORTEST && ENDINGS.iter().any(|ending| word.ends_with(ending));
    folded.split(' ').any(ends_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_levels_are_recognised() {
        for label in [
            "Community Apprentice",
            "Sr. Community Manager (IC or Manager)\n",
            "VP Community",
            "Chief Community Officer",
            "IC4",
            "L5",
            "M-2",
            "4-S",
            "E3+",
            "L1-L2",
            "Level 3",
            "Level Three",
            "Band C",
            "Engineer II",
            "1. Basic",
            "0 - Unacceptable",
            "Proficient",
            "Junior (L1-L2)",
            "Mid Level",
            "Entry level",
            "P3 Designer",
            "Stage 2: Owner",
            "2 - Senior",
            "Tech Lead",
            "Staff+",
            "Highly skilled",
            "Stationsleitung",
            "Pflegehelferin",
            "Verpleegkundige",
            "Winkelassistent",
            "Técnico de laboratorio sénior",
            "Chargé·e d’études débutant·e",
        ] {
            assert_eq!(level_likeness(label), Likeness::Yes, "{label}");
        }
    }

    #[test]
    fn other_labels_are_not_levels() {
        for label in [
            "",
            "Score",
            "Manager rating",
            "Self level",
            "Manager level",
            "Evidence (manager)",
            "Related skill",
            "Notes",
            "Q1",
            "Jan 2026",
            "2025",
            "FY24",
            "Week 12",
            "12.5",
            "40 %",
            "Expected",
            "Examples",
            "Competency",
            "Writes clear messages and answers questions from the community in time.",
            "• Mentors others",
            "Who is responsible?",
            "Function Objective",
            "H1 2025",
            "Woche 3",
            "Jour 1 - 2",
            "Semana dos",
            "Tipps",
            "Level",
        ] {
            assert_eq!(level_likeness(label), Likeness::No, "{label}");
        }
        for label in [
            "Praxisanleitung",
            "Begleitung",
            "Communication",
            "Explorer",
            "Ana Silva",
            "Product Designer",
        ] {
            assert_eq!(level_likeness(label), Likeness::Possible, "{label}");
        }
    }
}
