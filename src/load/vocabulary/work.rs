//! Words in texts that tell what levels expect: beginners' work or decisions for others; or something else, such as courses and
//! amounts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::spelling::spelled;

const DATA: &str = include_str!("work.toml");

static WORDS: LazyLock<BTreeMap<Telling, Words>> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    let data: Data = toml::from_str(DATA).unwrap_or_default();
    (data
        .iter()
        .map(|(telling, words)| (*telling, Words::of(words))))
    .collect()
});

/// What a word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::load) enum Telling {
    /// Work that somebody learns.
    Begins,
    /// Decisions for others.
    Decides,
    /// That somebody takes part in something: *attends*.
    Attends,
    /// A course.
    Courses,
    /// How much, how long, when, or none.
    Amounts,
    /// That a company speaks to applicants, in the name of a row.
    Advertises,
    /// That the name of a row is about the levels themselves: *Ready for promotion when*.
    Describes,
    /// What people get or may have, in the name of a row.
    Gives,
    /// That a competency goes on from above, in brackets behind its name: *Safety (continued)*.
    Continues,
    /// That a text is about somebody at school.
    Pupils,
    /// That a row goes with something other than a career, in its name: *Pass mark*, *Price*.
    Foreign,
    /// That a row may be about the terms of work at each level, in its name: *Authority*.
    Terms,
    /// That the name of a row goes on in its texts, as its last word: *Works with*.
    Opens,
    /// That somebody has, gets or may something, in the first word of a text: *Gets 30 days*.
    Has,
    /// That a sheet or a section stands beside those that say what is expected, in its name: a copy, benefits.
    Spares,
    /// That a heading is a question, as its first word: *What it means*.
    Asks,
    /// That a table beside the career map lists something, in its headings: *Value*, *Tool*, *Step*.
    Lists,
}

/// The data file: words by what they tell and by language.
type Data = BTreeMap<Telling, BTreeMap<String, Vec<String>>>;

/// Whole words, and beginnings and ends of words.
struct Words {
    whole: FxHashSet<String>,
    beginnings: FxHashSet<String>,
    ends: FxHashSet<String>,
}

impl Words {
    fn of(languages: &BTreeMap<String, Vec<String>>) -> Self {
        let all = |begins: bool, ends: bool| {
            let words = languages.values().flatten();
            let are_open =
                words.filter(|word| (word.ends_with('*'), word.starts_with('*')) == (begins, ends));
            are_open.map(|word| spelled(word)).collect()
        };
        Self {
            whole: all(false, false),
            beginnings: all(true, false),
            ends: all(false, true),
        }
    }

    fn has(&self, word: &str) -> bool {
        let cut = |at: usize| {
            let parts = word.split_at_checked(at);
            parts.is_some_and(|(begins, ends)| {
                self.beginnings.contains(begins) || self.ends.contains(ends)
            })
        };
        self.whole.contains(word) || (0..=word.len()).any(cut)
    }
}

/// How senior work sounds that somebody describes: above 0 where it decides for others, below 0 where it is a beginner's, 0 where
/// no word, or both kinds of words, say so.
pub(in crate::load) fn seniority_of_work(text: &str) -> i32 {
    i32::from(tells(text, Telling::Decides)) - i32::from(tells(text, Telling::Begins))
}

/// Whether a text has a word that tells this.
pub(in crate::load) fn tells(text: &str, telling: Telling) -> bool {
    let spelled = spelled(text);
    let words = WORDS.get(&telling);
    words.is_some_and(|words| spelled.split(' ').any(|word| words.has(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_can_be_read_and_no_word_says_both() {
        let data: Data = toml::from_str(DATA).unwrap();
        assert_eq!(data.len(), 17);
        for word in data[&Telling::Begins].values().flatten() {
            assert!(seniority_of_work(word.trim_end_matches('*')) < 0, "{word}");
        }
    }

    #[test]
    fn work_of_beginners_sounds_less_senior() {
        for (text, found) in [
            ("Erledigt einfache Aufgaben unter Anleitung", -1),
            ("Plans strategies for the whole company", 1),
            ("Decides on simple matters", 0),
            ("Writes every day", 0),
        ] {
            assert_eq!(seniority_of_work(text), found, "{text}");
        }
    }
}
