//! The time that a heading names: a year, half a year, a month, the one before.

use super::decoration::{Word, years_in_turn};
use super::{Concept, says, says_any, stands_for};

/// The time that a column is about. The order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) enum Period {
    /// The time before, whenever that was.
    Before,
    /// A numbered cycle.
    Number(u32),
    /// A year, and the month that the part of it ends with (12 for a whole year).
    Until {
        /// The year.
        year: u32,
        /// 1 to 12.
        month: u32,
    },
}

/// Whether a word is the name of a month.
pub(in crate::load) fn is_month(word: &str) -> bool {
    says_any(word, &MONTHS)
}

/// The month that a word names in any language, counted from 1.
pub(in crate::load) fn month(word: &str) -> Option<i16> {
    (1..)
        .zip(MONTHS)
        .find(|(_, month)| says(word, *month))
        .map(|(number, _)| number)
}

/// The months in their order.
const MONTHS: [Concept; 12] = [
    Concept::January,
    Concept::February,
    Concept::March,
    Concept::April,
    Concept::May,
    Concept::June,
    Concept::July,
    Concept::August,
    Concept::September,
    Concept::October,
    Concept::November,
    Concept::December,
];

/// Takes the words that say a time, and all other numbers, out of a heading.
///
/// A single unexplained number, as in *Manager 2*, stays, since it tells two columns apart.
pub(super) fn take_period(words: &mut Vec<Word>) -> Option<Period> {
    let mut year = None;
    let mut month = None;
    let mut number = None;
    let mut before = false;
    let mut month_at = None;
    let mut taken = vec![false; words.len()];
    for index in 0..words.len() {
        let word = words[index].text.as_str();
        if let Some(found) = year_of(word) {
            year = Some(year.map_or(found, |known: u32| known.max(found)));
            taken[index] = true;
        } else if let Some(end) = part_of_year(word) {
            month = Some(end);
            taken[index] = true;
        } else if let Some(at) = MONTHS.iter().position(|name| stands_for(word, *name)) {
            // *May* and *mar* are also other words.
            let beside_number = neighbours(words, index).any(|near| year_of(near).is_some());
            if beside_number {
                month = Some(at as u32 + 1);
                taken[index] = true;
            }
        } else if stands_for(word, Concept::MidYear) {
            month = Some(6);
            taken[index] = true;
        } else if stands_for(word, Concept::YearEnd) {
            month = Some(12);
            taken[index] = true;
        } else if stands_for(word, Concept::PeriodBefore) {
            before = true;
            taken[index] = true;
        }
    }
    // “25/26”.
    for index in 1..words.len() {
        let pair = [&*words[index - 1].text, &*words[index].text];
        if !taken[index - 1]
            && !taken[index]
            && let Some(ends) = years_in_turn(&pair)
        {
            year = Some(ends);
            taken[index - 1] = true;
            taken[index] = true;
            if index >= 2 && stands_for(&words[index - 2].text, Concept::Year) {
                taken[index - 2] = true;
            }
        }
    }
    for index in 0..words.len() {
        if taken[index] {
            continue;
        }
        let word = words[index].text.as_str();
        let roman = roman_number(word);
        let Some(value) = small_number(word).or(roman) else {
            continue;
        };
        let unit = |concept| {
            [index.checked_sub(1), Some(index + 1)]
                .into_iter()
                .flatten()
                .find(|near| {
                    words.get(*near).is_some_and(|word| {
                        // “T 1”, but not “1 t/m 5”.
                        (*near < index || word.text.len() > 1) && stands_for(&word.text, concept)
                    })
                })
        };
        if let Some(near) = unit(Concept::Half).filter(|_| value <= 2) {
            month = Some(value * 6);
            taken[near] = true;
            taken[index] = true;
        } else if let Some(near) = unit(Concept::Quarter).filter(|_| value <= 4) {
            month = Some(value * 3);
            taken[near] = true;
            taken[index] = true;
        } else if roman.is_some() {
            // “Level II”.
        } else if let Some(near) = unit(Concept::Year).filter(|_| value >= 10) {
            year = Some(2000 + value);
            taken[near] = true;
            taken[index] = true;
        } else if let Some(near) = unit(Concept::Cycle) {
            number = Some(value);
            taken[near] = true;
            taken[index] = true;
        } else if value >= 15 && neighbours(words, index).any(|near| part_of_year(near).is_some()) {
            // “Q4/25”.
            year = Some(2000 + value);
            taken[index] = true;
        } else if let Some(known) = neighbours(words, index).find_map(year_of) {
            // “2025/26” is the year that ends, “10/2026” a month.
            if value == (known + 1) % 100 {
                year = Some(known + 1);
            } else if (1..=12).contains(&value) {
                month = Some(value);
                month_at = Some(index);
            }
            taken[index] = true;
        }
    }
    // “2026-03-31”, “31.03.2026”.
    if let Some(at) = month_at {
        for near in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
            let day = words.get(near).and_then(|word| small_number(&word.text));
            if day.is_some_and(|day| day <= 31) {
                taken[near] = true;
            }
        }
    }
    // “year 2026”, “FY 2026”.
    for index in 0..words.len() {
        let beside_year = neighbours(words, index).any(|near| year_of(near).is_some());
        if beside_year && stands_for(&words[index].text, Concept::Year) {
            taken[index] = true;
        }
    }
    take_scale(words, &mut taken);
    take_best(words, &mut taken);
    let mut index = 0;
    words.retain(|_| {
        index += 1;
        !taken[index - 1]
    });
    match (year, month, number) {
        (Some(year), month, _) => Some(Period::Until {
            year,
            month: month.unwrap_or(12),
        }),
        (None, Some(month), _) => Some(Period::Until { year: 0, month }),
        (None, None, Some(number)) => Some(Period::Number(number)),
        (None, None, None) => before.then_some(Period::Before),
    }
}

/// The best mark: “out of 5”, “sur 10”.
fn take_best(words: &[Word], taken: &mut [bool]) {
    if let [.., before, last] = words
        && stands_for(&before.text, Concept::Filler)
        && matches!(last.text.parse(), Ok(3..=10 | 20 | 100))
        && let Some(taken) = taken.last_mut()
    {
        *taken = true;
    }
}

/// Two or more numbers are a scale, in any spelling: `1-7`, `from 1 to 5`.
fn take_scale(words: &[Word], taken: &mut [bool]) {
    let numbers: Vec<usize> = (0..words.len())
        .filter(|index| !taken[*index] && words[*index].text.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    if numbers.len() >= 2 {
        for index in numbers {
            taken[index] = true;
        }
    }
}

fn neighbours(words: &[Word], index: usize) -> impl Iterator<Item = &str> {
    [index.checked_sub(1), Some(index + 1)]
        .into_iter()
        .flatten()
        .filter_map(|near| words.get(near))
        .map(|word| word.text.as_str())
}

fn small_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    // “1st”, “2nd”, “1er”, “2e”.
    if digits.is_empty() || digits.len() > 2 || word.len() - digits.len() > 3 {
        return None;
    }
    digits.parse().ok()
}

/// The number of a half or quarter as Italians write it.
fn roman_number(word: &str) -> Option<u32> {
    let at = ["i", "ii", "iii", "iv"]
        .iter()
        .position(|one| *one == word)?;
    u32::try_from(at + 1).ok()
}

/// `2026`, `fy26`, `fy2026`.
fn year_of(word: &str) -> Option<u32> {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let prefix = &word[..word.len() - digits.len()];
    let number: u32 = digits.parse().ok()?;
    match digits.len() {
        4 if (1950..2100).contains(&number)
            && (prefix.is_empty() || stands_for(prefix, Concept::Year)) =>
        {
            Some(number)
        }
        2 if !prefix.is_empty() && stands_for(prefix, Concept::Year) => Some(2000 + number),
        _ => None,
    }
}

/// The month that `h1`, `1h`, `q3` ends with.
fn part_of_year(word: &str) -> Option<u32> {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    if letters.is_empty()
        || letters.len() > 3
        || digits.len() != 1
        || letters.len() + 1 != word.len()
    {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    if number == 0 {
        return None;
    }
    if stands_for(&letters, Concept::Half) && number <= 2 {
        Some(number * 6)
    } else if stands_for(&letters, Concept::Quarter) && number <= 4 {
        Some(number * 3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::decoration::words;
    use super::*;

    fn taken(heading: &str) -> (Option<Period>, String) {
        let mut words = words(heading);
        let period = take_period(&mut words);
        let left: Vec<String> = words.into_iter().map(|word| word.text).collect();
        (period, left.join(" "))
    }

    #[test]
    fn times_are_understood_as_they_are_written() {
        let until = |year, month| Some(Period::Until { year, month });
        for (heading, period) in [
            ("Self 2026", until(2026, 12)),
            ("Self FY26", until(2026, 12)),
            ("Self FY 26", until(2026, 12)),
            ("Self year 2026", until(2026, 12)),
            ("Self 2025/26", until(2026, 12)),
            ("Self 25/26", until(2026, 12)),
            ("Self GJ 25/26", until(2026, 12)),
            ("Self '26", until(2026, 12)),
            ("Self H1 2026", until(2026, 6)),
            ("Self 1H26", until(2026, 6)),
            ("Self Q3FY26", until(2026, 9)),
            ("Self Q4/25", until(2025, 12)),
            ("Self HJ1 2026", until(2026, 6)),
            ("Self II semestre 2026", until(2026, 12)),
            ("Self T 1 2026", until(2026, 3)),
            ("Self 10/2026", until(2026, 10)),
            ("Self 2026-03-31", until(2026, 3)),
            ("Self 31.03.2026", until(2026, 3)),
            ("Self May 2026", until(2026, 5)),
            ("Self H2", until(0, 12)),
            ("Self midyear", until(0, 6)),
            ("Self cycle 3", Some(Period::Number(3))),
            ("Self previous", Some(Period::Before)),
            ("Self 1 to 5", None),
        ] {
            let (found, left) = taken(heading);
            assert_eq!(found, period, "{heading}");
            assert!(left == "self" || left == "self to", "{heading}: {left}");
        }
    }

    #[test]
    fn other_words_and_numbers_stay() {
        for heading in [
            "manager 2",
            "level ii",
            "may",
            "mar self",
            "nplus1",
            "1234",
            "engineer 3",
        ] {
            assert_eq!(taken(heading), (None, heading.to_owned()));
        }
    }

    #[test]
    fn the_later_time_is_the_greater() {
        let order = [
            "previous", "cycle 1", "cycle 2", "2025", "H1 2026", "Q3 2026", "2026",
        ]
        .map(|text| taken(text).0);
        assert!(order.is_sorted(), "{order:?}");
    }
}
