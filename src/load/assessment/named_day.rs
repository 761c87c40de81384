//! The day that a text names, with the words before it: “on 3 May”, “bis Mai 2027”.

use jiff::civil::Date;

use super::super::dates::{DateProblem, parse_date};
use super::super::sheet::CellValue;
use super::super::vocabulary::{Concept, month, says, says_any};

/// A day, month or year that a text names.
#[derive(Clone, Copy)]
pub(super) struct Named {
    /// The first day that it can be; `None` where the year is not given.
    pub(super) first: Option<Date>,
    /// The last one; `None` also where it may be two days.
    pub(super) last: Option<Date>,
    /// The month, where the year is not given.
    pub(super) month: Option<i16>,
    pub(super) place: Place,
}

/// What the words before a day say about it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing.
    Unsaid,
    /// Something was so on this day, or since.
    Then,
    /// It is the day by which something is to be done, or was done.
    End,
}

/// The day that a text names, or the month or year; `None` if it names none of these. Of the words before it, only those count that
/// say what kind of day it is (“on 3 May”, “bis Mai 2027”, “en mayo”).
pub(super) fn day(text: &str) -> Option<Named> {
    const BESIDE_A_DAY: [Concept; 2] = [Concept::OnDay, Concept::AroundDay];
    let text = text.trim_matches(|c: char| c.is_whitespace() || "():,;–—-".contains(c));
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let is_before = |word: &&str| says(word, Concept::UntilDay) || says_any(word, &BESIDE_A_DAY);
    let before = words.iter().take_while(|word| is_before(word)).count();
    let says_before = |concept| words[..before].iter().any(|word| says(word, concept));
    let place = if says_before(Concept::UntilDay) {
        Place::End
    } else if says_before(Concept::OnDay) {
        Place::Then
    } else {
        Place::Unsaid
    };
    words.drain(..before);
    words.retain(|word| !says_any(word, &BESIDE_A_DAY));
    if words.len() > 3 && words[0].ends_with([',', '.']) {
        // The day of the week.
        words.remove(0);
    }
    let named = |first, last, month| {
        Some(Named {
            first,
            last,
            month,
            place,
        })
    };
    if words.len() > 3 {
        return None;
    }
    match parse_date(&CellValue::Text(words.join(" "))) {
        Ok(day) => return named(Some(day), Some(day), None),
        Err(DateProblem::Ambiguous(one, other)) => return named(Some(one.min(other)), None, None),
        Err(DateProblem::NotADate) => {}
    }
    let (mut year, mut in_month, mut has_day) = (None, None, false);
    for word in words {
        let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Some(found) = month(word.trim_end_matches('.')) {
            in_month = Some(found);
        } else if let (4, Ok(found)) = (word.len(), word.parse::<i16>()) {
            year = Some(found);
        } else if number.parse::<u8>().is_ok() && word.len() <= number.len() + 2 {
            // “3.” and “3rd”.
            has_day = true;
        } else {
            // “3.5.”
            let (_, found) = word.strip_suffix('.')?.split_once('.')?;
            in_month = Some(found.parse::<i16>().ok()?);
            has_day = true;
        }
    }
    match (year, in_month) {
        (Some(year), Some(month)) if !has_day => {
            let first = Date::new(year, i8::try_from(month).ok()?, 1).ok();
            named(first, first.map(Date::last_of_month), None)
        }
        (Some(year), None) if !has_day => {
            let days = [(1, 1), (12, 31)].map(|(month, day)| Date::new(year, month, day).ok());
            named(days[0], days[1], None)
        }
        (_, Some(month)) => named(None, None, Some(month)),
        _ => None,
    }
}
