//! The times that a title or a name of a sheet, file or folder says: years, parts of a year, days.

use std::ops::RangeInclusive;

use crate::load::vocabulary::{Concept, month, says};
use crate::text::fold;

/// What a text says about time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// Years that stand alone, as in “Autumn 2026”, “FY26” or “2025/26”.
    pub(super) years: Vec<i16>,
    /// The years of days and months, as in “12 November 2026”: these may also say when somebody wrote or printed it.
    pub(super) days: Vec<i16>,
    /// The parts of a year.
    pub(super) parts: Vec<Part>,
    words: Vec<String>,
    /// The words that are not about time.
    others: Vec<String>,
}

/// A part of a year. Only parts of one kind can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Season(u8),
    Half(i16),
    Quarter(i16),
}

impl Part {
    pub(super) const fn is_same_kind(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Season(_), Self::Season(_))
                | (Self::Half(_), Self::Half(_))
                | (Self::Quarter(_), Self::Quarter(_))
        )
    }

    fn named(word: &str) -> Option<Self> {
        #[rustfmt::skip]
        const SEASONS: [&[&str]; 4] = [
            &["spring", "fruhling", "fruhjahr", "printemps", "primavera"],
            &["summer", "sommer", "ete", "verano"],
            &["autumn", "fall", "herbst", "automne", "otono"],
            &["winter", "hiver", "invierno"],
        ];
        let word = fold(word);
        (1..)
            .zip(SEASONS)
            .find(|(_, names)| names.iter().any(|name| fold(name) == word))
            .map(|(season, _)| Self::Season(season))
    }

    /// “H2”, “Q3”.
    fn numbered(word: &str, number: i16) -> Option<Self> {
        match (word, number) {
            ("h" | "hj" | "s", 1..=2) => Some(Self::Half(number)),
            ("q" | "t", 1..=4) => Some(Self::Quarter(number)),
            _ => None,
        }
    }
}

impl Part {
    /// The quarters of the year that it may be in.
    fn quarters(self) -> RangeInclusive<i16> {
        match self {
            Self::Season(1) => 1..=2,
            Self::Season(2) => 2..=3,
            Self::Season(3) => 3..=4,
            // Winter begins in one year and ends in the next.
            Self::Season(_) => 1..=4,
            Self::Half(half) => 2 * half - 1..=2 * half,
            Self::Quarter(quarter) => quarter..=quarter,
        }
    }

    /// Whether two parts of one year can be the same time.
    fn may_be(self, other: Self) -> bool {
        if self.is_same_kind(other) {
            return self == other;
        }
        let (one, other) = (self.quarters(), other.quarters());
        one.start() <= other.end() && other.start() <= one.end()
    }
}

/// Letters, or digits.
struct Token {
    text: String,
    /// What stands between it and the one before.
    gap: String,
}

impl Token {
    /// A number of one or two digits.
    fn small(&self) -> Option<i16> {
        let number = self.text.parse().ok()?;
        (self.text.len() <= 2).then_some(number)
    }

    fn year(&self) -> Option<i16> {
        let number = self.text.parse().ok()?;
        (self.text.len() == 4 && (1950..2100).contains(&number)).then_some(number)
    }

    /// The year of a day without separators: “20261005”.
    fn year_of_day(&self) -> Option<i16> {
        let day = || {
            self.text
                .parse::<u32>()
                .ok()
                .filter(|_| self.text.len() == 8)
        };
        let is_day = |day: u32| {
            (1950..2100).contains(&(day / 10_000))
                && (1..=12).contains(&(day / 100 % 100))
                && (1..=31).contains(&(day % 100))
        };
        day()
            .filter(|day| is_day(*day))
            .and_then(|day| i16::try_from(day / 10_000).ok())
    }

    /// Whether it is joined to the one before as the parts of a date are.
    fn is_joined(&self) -> bool {
        matches!(self.gap.trim(), "-" | "/" | "." | "–")
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let is_letter = |c: char| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c);
    let mut tokens: Vec<Token> = Vec::new();
    let mut gap = String::new();
    let mut before = None;
    for c in text.to_lowercase().chars() {
        let kind = match c {
            '0'..='9' => Some(true),
            c if is_letter(c) => Some(false),
            _ => None,
        };
        match (kind, tokens.last_mut()) {
            (None, _) => gap.push(c),
            (Some(_), Some(last)) if kind == before => last.text.push(c),
            (Some(_), _) => tokens.push(Token {
                text: c.to_string(),
                gap: std::mem::take(&mut gap),
            }),
        }
        before = kind;
    }
    tokens
}

impl Times {
    pub(super) fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let mut found = Self::default();
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &tokens[before]);
            let next = tokens.get(index + 1).filter(|next| next.is_joined());
            let next = next.and_then(Token::small);
            found.parts.extend(Part::named(&token.text));
            if let Some(year) = token.year() {
                let ends = next.filter(|next| *next == (year + 1) % 100 && *next > 12);
                if is_of_day(&tokens, index) {
                    found.days.push(year);
                } else {
                    found.years.push(year);
                    found.years.extend(ends.map(|_| year + 1));
                }
            } else if let Some(number) = token.small() {
                let is_year = token.gap.ends_with(['\'', '’'])
                    || before.is_some_and(|before| says(&before.text, Concept::Year));
                // “25/26”; smaller numbers may be a day and a month.
                let ends = next.filter(|next| *next == number + 1 && number > 12);
                if is_year || ends.is_some() {
                    found.years.push(2000 + number);
                    found.years.extend(ends.map(|end| 2000 + end));
                }
                let word = before.filter(|_| token.gap.is_empty());
                let part = word.and_then(|word| Part::numbered(&word.text, number));
                found.parts.extend(part);
            } else {
                found.days.extend(token.year_of_day());
            }
        }
        found.words = tokens.iter().map(|token| fold(&token.text)).collect();
        let of_part = |index: usize| {
            let word = tokens[index].text.as_str();
            let number = tokens.get(index + 1).and_then(Token::small);
            number.is_some_and(|number| Part::numbered(word, number).is_some())
        };
        let is_time = |(index, token): (usize, &Token)| {
            token.year().is_some()
                || Part::named(&token.text).is_some()
                || of_part(index)
                || index.checked_sub(1).is_some_and(of_part)
        };
        let others = tokens.iter().enumerate();
        let others = others.filter(|(index, token)| !is_time((*index, token)));
        found.others = others.map(|(_, token)| fold(&token.text)).collect();
        found
    }

    /// Whether this names years that the other text names as well, and nothing that the other contradicts or does not say.
    pub(super) fn says_less_than(&self, exact: &Self) -> bool {
        let is_compatible = |part: &Part| {
            let mut known = exact.parts.iter().peekable();
            known.peek().is_some() && known.all(|other| part.may_be(*other))
        };
        !self.years.is_empty()
            && self.years.iter().all(|year| exact.years.contains(year))
            && self.days.is_empty()
            && self.parts.iter().all(is_compatible)
            && self.others.iter().all(|word| exact.words.contains(word))
    }

    /// Whether the other text has the same words, in whatever order: “2026 Autumn”.
    pub(super) fn has_same_words(&self, other: &Self) -> bool {
        let sorted = |words: &[String]| {
            let mut words = words.to_vec();
            words.sort();
            words
        };
        sorted(&self.words) == sorted(&other.words)
    }

    /// Whether the other text's words stand here in their order.
    pub(super) fn contains(&self, other: &Self) -> bool {
        let words = &other.words;
        !words.is_empty() && self.words.windows(words.len()).any(|here| here == words)
    }
}

/// Whether the year at this place belongs to a day or a month: “2026-10-05”, “10/2026”, “5 October 2026”, “octubre de 2026”.
fn is_of_day(tokens: &[Token], index: usize) -> bool {
    let at = |back: usize| Some(&tokens[index.checked_sub(back)?]);
    let is_month = |token: Option<&Token>| token.is_some_and(|token| month(&token.text).is_some());
    let is_small =
        |token: &Token, most: i16| matches!(token.small(), Some(n) if (1..=most).contains(&n));
    let next = tokens.get(index + 1);
    let ends_with_number = at(1).is_some_and(|before| {
        // The number of “H2-2026” is no month.
        let is_alone = index == 1 || !before.gap.is_empty();
        is_small(before, 31) && is_alone && (tokens[index].is_joined() || is_month(at(2)))
    });
    let begins_with_month = next.is_some_and(|next| {
        let day = tokens.get(index + 2);
        let is_day = day.is_some_and(|day| day.gap == next.gap && is_small(day, 31));
        is_small(next, 12) && (next.is_joined() || next.gap == "_" && is_day)
    });
    let of = at(1).filter(|word| matches!(&*word.text, "de" | "of" | "del"));
    ends_with_number
        || begins_with_month
        || is_month(at(1))
        || is_month(next)
        || of.is_some() && is_month(at(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_days_are_told_apart() {
        for (text, years, days) in [
            ("Decisions of Autumn 2025", &[2025][..], &[][..]),
            ("herbst2025", &[2025], &[]),
            ("H2-2025", &[2025], &[]),
            ("FY26", &[2026], &[]),
            ("GJ 25/26", &[2025, 2026], &[]),
            ("Review 2025/26", &[2025, 2026], &[]),
            ("Autumn ’25", &[2025], &[]),
            ("decisions_2025_final", &[2025], &[]),
            ("printed 2027-01-05", &[], &[2027]),
            ("Meeting: 12 November 2025", &[], &[2025]),
            ("November 12, 2025", &[], &[2025]),
            ("12. noviembre de 2025", &[], &[2025]),
            ("12.11.2025", &[], &[2025]),
            ("10/2025", &[], &[2025]),
            ("2025_11_12 list", &[], &[2025]),
            ("decisions-20251112", &[], &[2025]),
            ("team-2", &[], &[]),
            ("Room 4711, export 123456", &[], &[]),
            ("11/12", &[], &[]),
        ] {
            let found = Times::of(text);
            assert_eq!((&*found.years, &*found.days), (years, days), "{text}");
        }
        let parts = |text| Times::of(text).parts;
        assert_eq!(parts("Frühjahr 2026"), [Part::Season(1)]);
        assert_eq!(parts("Q3 2026, H2"), [Part::Quarter(3), Part::Half(2)]);
        assert_eq!(parts("team 2"), []);
    }

    #[test]
    fn a_cycle_may_say_less_than_another() {
        for (cycle, exact, says_less) in [
            ("2026", "Autumn 2026", true),
            ("H2 2026", "Autumn 2026", true),
            ("2026, H2", "Autumn 2026", true),
            ("Q4 2026", "Autumn 2026", true),
            ("Review 2026", "Autumn review 2026", true),
            ("HJ2 2026", "Herbst 2026", true),
            ("H1 2026", "Autumn 2026", false),
            ("Q2 2026", "H2 2026", false),
            ("Spring 2026", "Autumn 2026", false),
            ("2025", "Autumn 2026", false),
            ("Autumn", "Autumn 2026", false),
            ("Autumn 2026", "2026", false),
            ("Bonus round 2026", "Autumn 2026", false),
        ] {
            let (cycle_said, exact_said) = (Times::of(cycle), Times::of(exact));
            assert_eq!(
                cycle_said.says_less_than(&exact_said),
                says_less,
                "{cycle}, {exact}"
            );
        }
    }
}
