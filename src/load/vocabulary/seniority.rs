//! The seniority that a title's words express, and numbers as words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::ends_as_title;
use super::spelling::spelled;

const DATA: &str = include_str!("seniority.toml");

static SENIORITY: LazyLock<Seniority> = LazyLock::new(Seniority::load);

/// The data file.
#[derive(Debug, Default, Deserialize)]
struct Data {
    lifts: Vec<String>,
    lowers: Vec<String>,
    experts: Vec<String>,
    either: Vec<String>,
    fronts: BTreeMap<String, f64>,
    counted: BTreeMap<String, Vec<String>>,
    step: Vec<Step>,
}

/// Words of one seniority, by language.
#[derive(Debug, Deserialize)]
struct Step {
    height: f64,
    #[serde(flatten)]
    words: BTreeMap<String, Vec<String>>,
}

struct Seniority {
    heights: FxHashMap<String, f64>,
    lifts: FxHashSet<String>,
    lowers: FxHashSet<String>,
    experts: FxHashSet<String>,
    either: FxHashSet<String>,
    /// Words that are written as one with a noun, and how high they lift it.
    fronts: Vec<(String, f64)>,
    numbers: FxHashMap<String, u32>,
    /// The words of languages without a data file of their own.
    ranks: FxHashSet<String>,
}

/// Another word of seniority moves a title by less than the distance between two words.
const SHIFT: f64 = 0.4;
/// From this seniority on, a word that is written as one with another lifts it.
const LIFTS: f64 = 4.0;

/// The languages of titles that have no data file of their own.
const OTHERS: [&str; 3] = ["da", "pl", "sv"];

impl Seniority {
    fn load() -> Self {
        // The file is part of the program, and a test reads it.
        let data: Data = toml::from_str(DATA).unwrap_or_default();
        let all = |words: &[String]| words.iter().map(|word| spelled(word)).collect();
        Self {
            lifts: all(&data.lifts),
            lowers: all(&data.lowers),
            experts: all(&data.experts),
            either: all(&data.either),
            fronts: (data.fronts.iter())
                .map(|(word, height)| (spelled(word), *height))
                .collect(),
            ranks: (data.step.iter().flat_map(|step| &step.words))
                .filter(|(language, _)| OTHERS.contains(&language.as_str()))
                .flat_map(|(_, words)| words.iter().map(|word| spelled(word)))
                .collect(),
            heights: data
                .step
                .iter()
                .flat_map(|step| {
                    step.words
                        .values()
                        .flatten()
                        .map(|w| (spelled(w), step.height))
                })
                .collect(),
            numbers: data
                .counted
                .values()
                .flat_map(|words| words.iter().map(|word| spelled(word)).zip(1..))
                .collect(),
        }
    }

    /// The seniority of the phrase that a list of words begins with, and how many words it takes.
    fn phrase(&self, words: &[&str]) -> Option<(f64, usize)> {
        /// The words of the longest phrase.
        const MOST_WORDS: usize = 3;
        (1..=words.len().min(MOST_WORDS)).rev().find_map(|count| {
            let height = match words[..count] {
                [word] => self.word(word),
                _ => self.heights.get(&words[..count].join(" ")).copied(),
            }?;
            Some((height, count))
        })
    }

    /// The seniority of a word; *Senioringenieur*, *Erstverkäufer* and *Pflegehelferin* are written as one. An *Obermeister* is above a
    /// *Meister*.
    fn word(&self, word: &str) -> Option<f64> {
        let height = |word: &str| self.heights.get(word).copied();
        let with_front = || {
            let (front, noun) = self.front(word)?;
            let noun = height(&word[noun..]);
            // A *Juniorexperte* is below both.
            let lifted = noun.filter(|_| front >= LIFTS);
            Some(lifted.map_or(front, |noun| front.max(noun + SHIFT)))
        };
        height(word)
            .or_else(with_front)
            .or_else(|| height(ends_as_title(word)?))
    }

    /// How high a word stands that begins with one of rank, and where its noun begins.
    fn front(&self, word: &str) -> Option<(f64, usize)> {
        /// The rest must be at least this long to be a noun.
        const SHORTEST: usize = 4;
        self.fronts.iter().find_map(|(front, height)| {
            let noun = word.strip_prefix(front.as_str())?;
            (noun.len() >= SHORTEST).then_some((*height, front.len()))
        })
    }
}

/// The seniority that a title's words express, if any; comparable within one map.
pub(in crate::load) fn seniority(title: &str) -> Option<f64> {
    let known = &*SENIORITY;
    let spelled = spelled(title);
    let words: Vec<&str> = spelled.split(' ').collect();
    let mut heights = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match known.phrase(&words[at..]) {
            Some((height, count)) => {
                heights.push((height, at..at + count));
                at += count;
            }
            None => at += 1,
        }
    }
    let (highest, place) = heights
        .into_iter()
        .reduce(|one, other| if other.0 > one.0 { other } else { one })?;
    // *Senior Director* is above *Director*, *Associate Director* below it; *Associate* alone is a level.
    let senior = known.heights.get("senior").copied().unwrap_or_default();
    let associate = known.heights.get("associate").copied().unwrap_or_default();
    let shift: f64 = words
        .iter()
        .enumerate()
        .filter(|(at, _)| !place.contains(at))
        .map(|(_, word)| {
            if highest > senior && known.lifts.contains(*word) {
                SHIFT
            } else if highest > associate && known.lowers.contains(*word) {
                -SHIFT
            } else {
                0.0
            }
        })
        .sum();
    Some(highest + shift)
}

/// Whether a title's words say how much somebody knows, not whom they lead: *Principal Engineer*.
pub(in crate::load) fn is_expert(title: &str) -> bool {
    let spelled = spelled(title);
    spelled
        .split(' ')
        .any(|word| SENIORITY.experts.contains(word))
}

/// Whether a title's seniority is that of a word which begins careers in some trades: *Staff Nurse*.
pub(in crate::load) fn may_begin(title: &str) -> bool {
    let spelled = spelled(title);
    spelled
        .split(' ')
        .any(|word| SENIORITY.either.contains(word))
}

/// Whether a word makes the title before or after it more junior: *Deputy*.
pub(in crate::load) fn lowers(word: &str) -> bool {
    SENIORITY.lowers.contains(word)
}

/// A word of rank and the noun that it is written together with, as in *Seniorberater*; in a folded word.
pub(in crate::load) fn rank_and_noun(word: &str) -> Option<(&str, &str)> {
    let (_, noun) = SENIORITY.front(word)?;
    Some(word.split_at(noun))
}

/// Whether a folded word is one of rank in a language that has no data file.
pub(in crate::load) fn is_rank(word: &str) -> bool {
    SENIORITY.ranks.contains(word)
}

/// The number that a folded word is, up to ten, in any language.
pub(in crate::load) fn counted(word: &str) -> Option<u32> {
    SENIORITY.numbers.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_can_be_read_and_has_no_word_at_two_heights() {
        let data: Data = toml::from_str(DATA).unwrap();
        let mut seen: BTreeMap<String, f64> = BTreeMap::new();
        for step in &data.step {
            for word in step.words.values().flatten() {
                let before = *seen.entry(spelled(word)).or_insert(step.height);
                assert!(
                    (before - step.height).abs() < 1e-9,
                    "“{word}” at {before} and {}",
                    step.height
                );
            }
        }
        assert!(
            data.step
                .is_sorted_by(|one, other| one.height < other.height)
        );
        assert!(data.counted.values().all(|words| words.len() == 10));
    }

    #[test]
    fn titles_rise_in_every_language() {
        for titles in [
            &[
                "Intern",
                "Community Apprentice",
                "Junior Engineer",
                "Mid",
                "Senior Engineer",
                "Staff Engineer",
                "Principal",
                "Director",
                "Senior Director",
                "VP",
                "Chief Officer",
            ][..],
            &[
                "Praktikant",
                "Auszubildende",
                "Junioringenieur",
                "Senioringenieurin",
                "Teamleiterin",
                "Abteilungsleiter",
                "Bereichsleiterin",
                "Geschäftsführung",
            ],
            &[
                "Stagiaire",
                "Développeur débutant",
                "Développeur confirmé",
                "Développeuse expérimentée",
                "Expert",
                "Directrice adjointe",
                "Directrice",
                "Directeur général",
            ],
            &[
                "Becario",
                "Analista júnior",
                "Analista semisénior",
                "Analista sénior",
                "Jefa de equipo",
                "Director adjunto",
                "Directora",
                "Director general",
            ],
            &[
                "Estagiária",
                "Analista júnior",
                "Analista pleno",
                "Analista sênior",
                "Líder",
                "Diretor",
                "Vice-presidente",
            ],
            &[
                "Tirocinante",
                "Apprendista",
                "Addetto",
                "Impiegata",
                "Capo reparto",
                "Direttrice",
                "Amministratore delegato",
            ],
            &[
                "Stagiair",
                "Leerling",
                "Starter",
                "Medewerker",
                "Senior medewerker",
                "Teamleider",
                "Afdelingshoofd",
                "Adjunct-directeur",
                "Directeur",
                "Bestuurder",
            ],
        ] {
            let heights: Vec<f64> = titles.iter().map(|t| seniority(t).unwrap()).collect();
            assert!(
                heights.is_sorted_by(|a, b| a < b),
                "{titles:?}: {heights:?}"
            );
        }
        assert_eq!(seniority("Explorer"), None);
        assert_eq!(seniority("Bäckerin"), None);
    }

    #[test]
    fn numbers_are_words_in_every_language() {
        for (word, number) in [
            ("three", 3),
            ("drei", 3),
            ("quatre", 4),
            ("cinco", 5),
            ("sei", 6),
            ("zeven", 7),
            ("oito", 8),
        ] {
            assert_eq!(counted(word), Some(number), "{word}");
        }
        assert_eq!(counted("many"), None);
    }
}
