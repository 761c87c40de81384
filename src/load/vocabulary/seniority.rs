//! The seniority that a title's words express, and numbers as words.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::concept::Concept;
use super::spelling::spelled;
use super::{ends_as_title, stands_for};

const DATA: &str = include_str!("seniority.toml");

static SENIORITY: LazyLock<Seniority> = LazyLock::new(Seniority::load);

/// The data file.
#[derive(Debug, Default, Deserialize)]
struct Data {
    lifts: Vec<String>,
    lowers: Vec<String>,
    experts: Vec<String>,
    either: Vec<String>,
    fronts: Vec<String>,
    counted: BTreeMap<String, Vec<String>>,
    step: Vec<Step>,
    trade: Vec<TradeData>,
}

/// The titles of a trade, from junior to senior.
#[derive(Debug, Deserialize)]
struct TradeData {
    steps: Vec<Vec<String>>,
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
    fronts: Vec<String>,
    numbers: FxHashMap<String, u32>,
    /// The words of languages without a data file of their own.
    ranks: FxHashSet<String>,
    /// For each trade, the place of each title.
    trades: Vec<FxHashMap<String, usize>>,
}

/// The languages of titles that have no data file of their own.
const OTHERS: [&str; 2] = ["pl", "sv"];

impl TradeData {
    fn places(&self) -> FxHashMap<String, usize> {
        let steps = self.steps.iter().enumerate();
        steps
            .flat_map(|(place, titles)| titles.iter().map(move |title| (spelled(title), place)))
            .collect()
    }
}

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
            fronts: data.fronts.iter().map(|word| spelled(word)).collect(),
            ranks: (data.step.iter().flat_map(|step| &step.words))
                .filter(|(language, _)| OTHERS.contains(&language.as_str()))
                .flat_map(|(_, words)| words.iter().map(|word| spelled(word)))
                .collect(),
            trades: data.trade.iter().map(TradeData::places).collect(),
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

    /// The seniority of a word; *Senioringenieur*, *Erstverkäufer* and *Pflegehelferin* are written as one.
    fn word(&self, word: &str) -> Option<f64> {
        let height = |word: &str| self.heights.get(word).copied();
        height(word)
            .or_else(|| height(self.front(word)?.0))
            .or_else(|| height(ends_as_title(word)?))
    }

    /// A word of rank and the noun that it is written together with.
    fn front<'a>(&self, word: &'a str) -> Option<(&'a str, &'a str)> {
        /// The rest must be at least this long to be a noun.
        const SHORTEST: usize = 4;
        self.fronts.iter().find_map(|front| {
            let noun = word.strip_prefix(front.as_str())?;
            (noun.len() >= SHORTEST).then(|| word.split_at(front.len()))
        })
    }
}

/// The seniority that a title's words express, if any; comparable within one map.
#[must_use]
pub(in crate::load) fn seniority(title: &str) -> Option<f64> {
    /// Another word of seniority moves a title by less than the distance between two words.
    const SHIFT: f64 = 0.4;
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
#[must_use]
pub(in crate::load) fn is_expert(title: &str) -> bool {
    let spelled = spelled(title);
    spelled
        .split(' ')
        .any(|word| SENIORITY.experts.contains(word))
}

/// Whether a title's seniority is that of a word which begins careers in some trades: *Staff Nurse*.
#[must_use]
pub(in crate::load) fn may_begin(title: &str) -> bool {
    let spelled = spelled(title);
    spelled
        .split(' ')
        .any(|word| SENIORITY.either.contains(word))
}

/// Whether a word makes the title before or after it more junior: *Deputy*.
#[must_use]
pub(in crate::load) fn lowers(word: &str) -> bool {
    SENIORITY.lowers.contains(word)
}

/// A word of rank and the noun that it is written together with, as in *Seniorberater*; in a folded word.
#[must_use]
pub(in crate::load) fn rank_and_noun(word: &str) -> Option<(&str, &str)> {
    SENIORITY.front(word)
}

/// Whether a folded word is one of rank in a language that has no data file.
#[must_use]
pub(in crate::load) fn is_rank(word: &str) -> bool {
    SENIORITY.ranks.contains(word)
}

/// Titles as those of a trade.
#[derive(Debug)]
pub(in crate::load) struct Trade {
    /// The place of each title in the trade, if it has one.
    pub(in crate::load) places: Vec<Option<usize>>,
    /// Whether all have one, and follow the trade up or down: then its order counts, whatever the words mean elsewhere.
    pub(in crate::load) is_followed: bool,
}

/// The trade that most of several titles are of; `None` if fewer than two differ in any.
#[must_use]
pub(in crate::load) fn in_trade(titles: &[&str]) -> Option<Trade> {
    /// With fewer titles, words of rank say more.
    const FEW: usize = 3;
    // *Chef·fe*, *Técnico/a*, *Leiter:in*.
    let of_one_gender = |title: &&str| -> String {
        let words = title
            .split(' ')
            .filter_map(|word| word.split(['·', ':', '/', '*']).next());
        spelled(&words.collect::<Vec<_>>().join(" "))
    };
    let titles: Vec<String> = titles.iter().map(of_one_gender).collect();
    let trades = SENIORITY.trades.iter().map(|trade| {
        let places: Vec<Option<usize>> =
            titles.iter().map(|title| place_in(trade, title)).collect();
        let known: Vec<usize> = places.iter().copied().flatten().collect();
        let is_followed = known.len() == places.len()
            && known.len() >= FEW
            && (known.is_sorted_by(|one, other| one < other)
                || known.is_sorted_by(|one, other| one > other));
        (
            known,
            Trade {
                places,
                is_followed,
            },
        )
    });
    trades
        .filter(|(known, _)| known.iter().any(|place| *place != known[0]))
        .max_by_key(|(known, trade)| (trade.is_followed, known.len()))
        .map(|(_, trade)| trade)
}

/// Whether a title is one of any trade.
#[must_use]
pub(in crate::load) fn is_of_trade(title: &str) -> bool {
    let title = spelled(title);
    let mut trades = SENIORITY.trades.iter();
    trades.any(|trade| trade.contains_key(&title))
}

/// Titles of two trades that both begin near the bottom, all of them in one of the two: for each title whether it is of the second.
#[must_use]
pub(in crate::load) fn of_two_trades(titles: &[&str]) -> Option<Vec<bool>> {
    /// One title is hardly a ladder.
    const LADDER: usize = 2;
    /// A ladder that begins higher goes on with another.
    const BOTTOM: usize = 2;
    let phrases: Vec<Vec<Option<(usize, usize)>>> = (SENIORITY.trades.iter())
        .map(|trade| {
            titles
                .iter()
                .map(|title| phrase_in(trade, &spelled(title)))
                .collect()
        })
        .collect();
    let is_ladder = |places: &[usize]| {
        places.len() >= LADDER
            && places.is_sorted_by(|one, other| one < other)
            && places[0] <= BOTTOM
    };
    let parted = |one: &[Option<(usize, usize)>], other: &[Option<(usize, usize)>]| {
        let length = |phrase: Option<(usize, usize)>| phrase.map_or(0, |(_, words)| words);
        let (mut first, mut second, mut are_second) = (Vec::new(), Vec::new(), Vec::new());
        for (one, other) in one.iter().zip(other) {
            let is_second = match length(*one).cmp(&length(*other)) {
                Ordering::Less => true,
                Ordering::Greater => false,
                Ordering::Equal => return None,
            };
            let (places, phrase) = if is_second {
                (&mut second, other)
            } else {
                (&mut first, one)
            };
            places.extend(phrase.map(|(place, _)| place));
            are_second.push(is_second);
        }
        (!are_second[0] && is_ladder(&first) && is_ladder(&second)).then_some(are_second)
    };
    (phrases.iter())
        .flat_map(|one| phrases.iter().map(move |other| (one, other)))
        .find_map(|(one, other)| parted(one, other))
}

/// The place of a title in a trade: that of the longest phrase there that it ends or begins with.
fn place_in(trade: &FxHashMap<String, usize>, title: &str) -> Option<usize> {
    phrase_in(trade, title).map(|(place, _)| place)
}

/// The place of a title in a trade, and how many of its words say so.
fn phrase_in(trade: &FxHashMap<String, usize>, title: &str) -> Option<(usize, usize)> {
    /// The words of the longest title.
    const MOST_WORDS: usize = 4;
    let words: Vec<&str> = title.split(' ').collect();
    (1..=words.len().min(MOST_WORDS)).rev().find_map(|count| {
        let (begin, behind) = words.split_at(count);
        let (before, end) = words.split_at(words.len() - count);
        // *Nurse Manager* is not a nurse, and *Lead Manager* is not the manager of a trade.
        let is_rank = |word: &&str| stands_for(word, Concept::Seniority);
        let of = |phrase: &[&str], rest: &[&str]| {
            let place = trade.get(&phrase.join(" ")).copied();
            place.filter(|_| !rest.iter().any(is_rank))
        };
        let place = of(end, before).or_else(|| of(begin, behind))?;
        Some((place, count))
    })
}

/// The number that a folded word is, up to ten, in any language.
#[must_use]
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
            assert_eq!(step.words.len(), 9, "languages at {}", step.height);
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
