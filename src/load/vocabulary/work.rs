//! Words in what levels expect that tell beginners' work from that of people who decide for others.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::spelling::spelled;

const DATA: &str = include_str!("work.toml");

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    let data: Data = toml::from_str(DATA).unwrap_or_default();
    [Words::of(&data.begins), Words::of(&data.decides)]
});

/// The data file: words by language.
#[derive(Debug, Default, Deserialize)]
struct Data {
    begins: BTreeMap<String, Vec<String>>,
    decides: BTreeMap<String, Vec<String>>,
}

/// Whole words, and beginnings of words.
struct Words {
    whole: FxHashSet<String>,
    beginnings: FxHashSet<String>,
}

impl Words {
    fn of(languages: &BTreeMap<String, Vec<String>>) -> Self {
        let (beginnings, whole): (Vec<&String>, Vec<&String>) =
            (languages.values().flatten()).partition(|word| word.ends_with('*'));
        let all = |words: Vec<&String>| words.into_iter().map(|word| spelled(word)).collect();
        Self {
            whole: all(whole),
            beginnings: all(beginnings),
        }
    }

    fn has(&self, word: &str) -> bool {
        let begins =
            |at: usize| (word.get(..at)).is_some_and(|part| self.beginnings.contains(part));
        self.whole.contains(word) || (1..=word.len()).any(begins)
    }
}

/// How senior work sounds that somebody describes: above 0 where it decides for others, below 0 where it is a beginner's, 0 where
/// no word, or both kinds of words, say so.
pub(in crate::load) fn seniority_of_work(text: &str) -> i32 {
    let spelled = spelled(text);
    let has = |words: &Words| i32::from(spelled.split(' ').any(|word| words.has(word)));
    has(&WORDS[1]) - has(&WORDS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_can_be_read_and_no_word_says_both() {
        let data: Data = toml::from_str(DATA).unwrap();
        assert_eq!(data.begins.len(), data.decides.len());
        for word in data.begins.values().flatten() {
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
