//! Hours as people write them: *6*, *1,5 h*, *7:30*, *2h30*, *90 min*.

use super::amounts::{number_of, parts};
use super::words::heads;
use crate::load::vocabulary::{Concept, says};
use crate::model::Amount;
use crate::text::tidy;

/// The hours that a text names: *6*, *1,5 h*, *7:30*, *2 h 30 min*, *1½*.
pub(super) fn hours(text: &str) -> Option<Amount> {
    let text = with_decimals(&tidy(text));
    if let Some(seconds) = seconds(&text) {
        // Only whole thousandths of an hour are read: every 18 seconds.
        return (seconds % 18 == 0).then_some(Amount(seconds * 5 / 18));
    }
    let (before, number, behind) = parts(&text)?;
    if !before.is_empty() || !(behind.is_empty() || says(behind, Concept::Hours)) {
        return None;
    }
    number_of(number)
        .filter(|number| !number.may_be_decimal)
        .map(|number| number.amount)
}

/// A text with decimal places instead of fractions: *1½* is *1.5*.
fn with_decimals(text: &str) -> String {
    const FRACTIONS: [(char, &str); 3] = [('¼', ".25"), ('½', ".5"), ('¾', ".75")];
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let Some((_, decimals)) = FRACTIONS.iter().find(|(fraction, _)| *fraction == c) else {
            plain.push(c);
            continue;
        };
        // “1 ½” as well.
        plain.truncate(plain.trim_end().len());
        if !plain.ends_with(|c: char| c.is_ascii_digit()) {
            plain.push('0');
        }
        plain.push_str(decimals);
    }
    plain
}

/// The seconds of a length of time: *7:30*, *25:00:00 h*, *2 h 30 min*, *2h30*, *90 min*.
fn seconds(text: &str) -> Option<i64> {
    let text = tidy(text);
    if let (false, Some(clock)) = (text.contains(char::is_alphabetic), of_clock(&text)) {
        return Some(clock);
    }
    let ends = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, unit) = (&text[..ends], text[ends..].trim());
    if says(unit, Concept::Hours) {
        return of_clock(number);
    }
    if !unit.is_empty() && !says(unit, Concept::Minutes) {
        return None;
    }
    let whole = |text: &str| -> Option<i64> {
        let text = text.trim();
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    // Words between two numbers are the hours.
    let is_digit = |c: char| c.is_ascii_digit();
    let word = number.find(|c: char| !is_digit(c) && !c.is_whitespace());
    let (hours, minutes) = match word {
        None if unit.is_empty() => return None,
        None => (0, whole(number)?),
        Some(begins) => {
            let rest = &number[begins..];
            let (word, minutes) = rest.split_at(rest.find(is_digit)?);
            let minutes =
                heads(word, Concept::Hours, &[Concept::And]).then(|| whole(minutes))??;
            (whole(&number[..begins])?, minutes)
        }
    };
    let fits = hours <= LONGEST_HOURS && minutes < if hours == 0 { 100_000 } else { 60 };
    fits.then_some(hours * 3600 + minutes * 60)
}

/// The most hours that a length of time is read with.
const LONGEST_HOURS: i64 = 10_000;

fn of_clock(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let mut number = || -> Option<i64> {
        let text = parts.next()?;
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    let (hours, minutes, seconds) = (number()?, number()?, number());
    let seconds = match seconds {
        None if text.matches(':').count() == 1 => 0,
        seconds => seconds?,
    };
    (parts.next().is_none() && hours <= LONGEST_HOURS && minutes < 60 && seconds < 60)
        .then_some(hours * 3600 + minutes * 60 + seconds)
}

/// The hours of a length of time that is not a whole number of thousandths of an hour, as somebody would write them:
/// *1.33* for *1:20*.
pub(super) fn nearly(text: &str) -> Option<String> {
    let hundredths = (seconds(text)? + 18) / 36;
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_exact() {
        for text in ["1.5", "1,5", "1.5 h", "1,5 Std.", "1:30", "1.50 hours"] {
            assert_eq!(hours(text), Some(Amount(1500)), "{text}");
        }
        for (text, amount) in [
            ("90 min", 1_500),
            ("2h30", 2_500),
            ("7 h 30", 7_500),
            ("1 h 30 min", 1_500),
            ("2 Std. 30 Min.", 2_500),
            ("2 heures et 15 minutes", 2_250),
            ("1½", 1_500),
            ("1 ½ h", 1_500),
            ("½ h", 500),
            ("7:30", 7_500),
            ("25:00", 25_000),
            ("25:00:00 h", 25_000),
            ("0:00:18", 5),
        ] {
            assert_eq!(hours(text), Some(Amount(amount)), "{text}");
        }
        assert_eq!(nearly("1:20").as_deref(), Some("1.33"));
        assert_eq!(nearly("20 min").as_deref(), Some("0.33"));
        assert_eq!(nearly("about 2"), None);
        for text in [
            "1:10",
            "1:75",
            "-1:30",
            "(6)",
            "6-",
            "1:30:00:00",
            "2 days",
            "½ day",
            "about 2",
            "1.200",
            "2-3",
            "3 x 2 h",
            "2h75",
            "20 min",
            "2 h 30 h",
            "2 30 min",
            "1 min 30",
            "-90 min",
        ] {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
