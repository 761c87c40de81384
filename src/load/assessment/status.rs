//! What the status of an action says: a word, a sign, a share, or a word with a day.

use jiff::civil::{Date, date};

use super::super::dates::{DateProblem, parse_date};
use super::super::sheet::CellValue;
use super::super::vocabulary::{Concept, is_month, says, says_any};
use crate::model::ActionEnd;

/// How an action stands by its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ActionState {
    /// It is still to be done.
    Open,
    /// It has ended, on this day at the earliest, if the status names a day or a year.
    Ended(ActionEnd, Option<Date>),
    /// The status does not say.
    Unknown,
}

impl ActionState {
    pub(super) const fn ended(self) -> Option<ActionEnd> {
        match self {
            Self::Ended(ended, _) => Some(ended),
            Self::Open | Self::Unknown => None,
        }
    }

    pub(super) const fn ended_on(self) -> Option<Date> {
        match self {
            Self::Ended(_, day) => day,
            Self::Open | Self::Unknown => None,
        }
    }

    fn with(self, named: Named) -> Self {
        match self {
            // “Done by March” may be the March that was, or the one to come.
            Self::Ended(..) if named.is_last && named.day.is_none() => Self::Unknown,
            Self::Ended(ended, _) => Self::Ended(ended, named.day),
            other => other,
        }
    }
}

const DONE: ActionState = ActionState::Ended(ActionEnd::Done, None);

/// Signs that say: done. A cross says so for some people, and the opposite for others.
const TICKS: [char; 5] = ['✓', '✔', '☑', '✅', '🗸'];

/// What a cell says; `chosen` is what the words in it stand for. `None` for a cell that says nothing: a dash.
pub(super) fn of(value: &CellValue, chosen: Option<&str>) -> Option<ActionState> {
    match value {
        CellValue::Bool(done) => return Some(if *done { DONE } else { ActionState::Open }),
        // 100 % is stored as 1.
        CellValue::Number(number) => return Some(of_share(*number)),
        _ => {}
    }
    let text = chosen?.trim();
    if !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '-' | '–' | '—' | '.' | '/'))
    {
        return None;
    }
    // “Done?” is a question; `chosen` has no question mark, so the cell's own text decides.
    if value.text().is_some_and(|typed| typed.contains('?')) {
        return Some(ActionState::Unknown);
    }
    let words = text
        .trim_matches(|c: char| TICKS.contains(&c) || c == '\u{FE0F}')
        .trim();
    if words.is_empty() {
        return Some(DONE);
    }
    let is_ticked = words.len() < text.len();
    Some(match of_words(words) {
        // “✓ open” says two things.
        ActionState::Open | ActionState::Ended(ActionEnd::Dropped, _) if is_ticked => {
            ActionState::Unknown
        }
        ActionState::Unknown if is_ticked => {
            day(words).map_or(ActionState::Unknown, |day| DONE.with(day))
        }
        stands => stands,
    })
}

fn of_share(number: f64) -> ActionState {
    if (number - 1.0).abs() < f64::EPSILON || (number - 100.0).abs() < f64::EPSILON {
        DONE
    } else if (0.0..100.0).contains(&number) {
        ActionState::Open
    } else {
        ActionState::Unknown
    }
}

fn of_words(text: &str) -> ActionState {
    if let Some((share, rest)) = text.split_once('%') {
        let share = share.trim().replace(',', ".").parse::<f64>();
        let (Ok(share @ 0.0..=100.0), true) = (share, rest.is_empty() || says_done(rest)) else {
            return ActionState::Unknown;
        };
        return if share < 100.0 {
            ActionState::Open
        } else {
            DONE
        };
    }
    if let Some(stands) = of_phrase(text) {
        return stands;
    }
    // “Done on 3 May”, “erledigt am 3. Mai”, “Done (2026-05-03)”: the longest beginning that says something, and a day.
    let ends = text.char_indices().rev();
    let ends = ends.filter(|(_, c)| c.is_whitespace() || matches!(c, '(' | ':' | ','));
    ends.map(|(at, _)| text.split_at(at))
        .find_map(|(before, rest)| Some(of_phrase(before)?.with(day(rest)?)))
        .unwrap_or(ActionState::Unknown)
}

fn says_done(text: &str) -> bool {
    says(text, Concept::Done)
}

fn of_phrase(text: &str) -> Option<ActionState> {
    const OPEN: [Concept; 3] = [Concept::Open, Concept::Partly, Concept::NotYet];
    if says_done(text) {
        Some(DONE)
    } else if says(text, Concept::Dropped) {
        Some(ActionState::Ended(ActionEnd::Dropped, None))
    } else {
        says_any(text, &OPEN).then_some(ActionState::Open)
    }
}

/// A day that a text names.
#[derive(Clone, Copy)]
struct Named {
    /// `None` where the year is not given.
    day: Option<Date>,
    /// Whether it is the last day until when something is to be done, or was done.
    is_last: bool,
}

/// The day that a text names, or the first day of a month or year that it names; `None` if it names none of these. The words
/// before it do not matter (“on 3 May”, “am 3. Mai 2026”, “en mayo”), except those for “by”: then it is the last day of the month
/// or year.
fn day(text: &str) -> Option<Named> {
    const BEFORE: [&str; 27] = [
        "on", "in", "since", "as", "of", "am", "im", "seit", "le", "la", "en", "depuis", "du",
        "el", "desde", "de", "il", "dal", "op", "sinds", "em", "the", "à", "au", "al", "dem",
        "den",
    ];
    const UNTIL: [&str; 22] = [
        "by", "until", "till", "for", "bis", "zum", "für", "d'ici", "jusqu'à", "jusqu'au",
        "jusqu'en", "pour", "hasta", "para", "per", "entro", "fino", "tot", "voor", "até", "a",
        "vor",
    ];
    let text = text.to_lowercase().replace('’', "'");
    let text = text.trim_matches(|c: char| c.is_whitespace() || "():,;–—-".contains(c));
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut is_last = false;
    while let Some(word) = words
        .first()
        .filter(|word| BEFORE.contains(word) || UNTIL.contains(word))
    {
        is_last |= UNTIL.contains(word);
        words.remove(0);
    }
    let named = |day| Some(Named { day, is_last });
    match parse_date(&CellValue::Text(words.join(" "))) {
        Ok(day) => return named(Some(day)),
        Err(DateProblem::Ambiguous(one, other)) => return named(Some(one.min(other))),
        Err(DateProblem::NotADate) => {}
    }
    let is_number = |text: &str, longest: usize| {
        (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    // “3.5.” and “3.” of a month; “3rd”, “1er”.
    let is_day_of_month = |word: &str| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        is_number(digits, 2) && word.len() <= digits.len() + 2
    };
    let year = |word: &str| {
        let year = word.parse::<i16>().ok()?;
        (is_number(word, 4) && word.len() == 4).then_some(year)
    };
    let is_written = |word: &str| is_month(word.trim_end_matches('.'));
    let is_dotted = |word: &str| {
        let parts: Vec<&str> = word.strip_suffix('.').unwrap_or("").split('.').collect();
        parts.len() == 2 && parts.iter().all(|part| is_number(part, 2))
    };
    words.retain(|word| !BEFORE.contains(word));
    match words.as_slice() {
        [one] if let Some(year) = year(one) => named(Some(if is_last {
            date(year, 12, 31)
        } else {
            date(year, 1, 1)
        })),
        [one] if is_written(one) || is_dotted(one) => named(None),
        [one, two] if is_written(one) && year(two).is_some() => {
            let first = parse_date(&CellValue::Text(format!(
                "1 {} {two}",
                one.trim_end_matches('.')
            )));
            let first = first.ok();
            named(if is_last {
                first.map(Date::last_of_month)
            } else {
                first
            })
        }
        [one, two]
            if (is_written(one) && is_day_of_month(two))
                || (is_day_of_month(one) && is_written(two)) =>
        {
            named(None)
        }
        [one, two, three]
            if (is_day_of_month(one) && is_written(two))
                || (is_written(one) && is_day_of_month(two.trim_end_matches(','))) =>
        {
            named(Some(date(year(three)?, 1, 1)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_ends_an_action_in_any_language_or_says_that_it_is_open() {
        let says = |value: &CellValue| match of(value, value.text().as_deref())? {
            ActionState::Ended(ended, _) => Some(ActionState::Ended(ended, None)),
            stands => Some(stands),
        };
        let dropped = ActionState::Ended(ActionEnd::Dropped, None);
        for (text, expected) in [
            (" completed. ", DONE),
            ("Erledigt", DONE),
            ("Done on 3 May", DONE),
            ("done 2026-05-03", DONE),
            ("Done (3/5/2026)", DONE),
            ("Completed: May 3rd, 2026", DONE),
            ("erledigt am 3. Mai", DONE),
            ("Erledigt am 03.05.2026", DONE),
            ("abgeschlossen im Mai 2026", DONE),
            ("fait le 3 mai 2026", DONE),
            ("Réalisé en mai", DONE),
            ("hecho el 3 de mayo de 2026", DONE),
            ("✓", DONE),
            ("✔️", DONE),
            ("✅ done", DONE),
            ("✓ 3 May", DONE),
            ("100 %", DONE),
            ("100% done", DONE),
            ("Cancelled", dropped),
            ("Cancelled in June 2026", dropped),
            ("In progress", ActionState::Open),
            ("In progress since May", ActionState::Open),
            ("Not done", ActionState::Open),
            ("teilweise", ActionState::Open),
            ("50 %", ActionState::Open),
            ("75% done", ActionState::Open),
            ("Done?", ActionState::Unknown),
            ("Done by Ada", ActionState::Unknown),
            ("Done by March", ActionState::Unknown),
            ("Done by 3 May", ActionState::Unknown),
            ("erledigt bis März", ActionState::Unknown),
            ("Erledigt bis zum 3. Mai", ActionState::Unknown),
            ("fait d’ici mai", ActionState::Unknown),
            ("fait pour le 3 mai", ActionState::Unknown),
            ("hecho para mayo", ActionState::Unknown),
            ("✓ until March", ActionState::Unknown),
            ("until March", ActionState::Unknown),
            ("bis Mai 2027", ActionState::Unknown),
            ("In progress until March", ActionState::Open),
            ("planned for May 2027", ActionState::Open),
            ("offen bis 3. Mai", ActionState::Open),
            ("prévu pour le 3 mai", ActionState::Open),
            ("en curso hasta mayo de 2027", ActionState::Open),
            ("Done 2 of 5", ActionState::Unknown),
            ("Done 3", ActionState::Unknown),
            ("done 120 %", ActionState::Unknown),
            ("✓ open", ActionState::Unknown),
            ("✗", ActionState::Unknown),
            ("x", ActionState::Unknown),
            ("ok", ActionState::Unknown),
            ("yes", ActionState::Unknown),
            ("see notes of 3 May", ActionState::Unknown),
        ] {
            assert_eq!(
                says(&CellValue::Text(text.to_owned())),
                Some(expected),
                "{text}"
            );
        }
        for (value, expected) in [
            (CellValue::Bool(true), DONE),
            (CellValue::Bool(false), ActionState::Open),
            (CellValue::Number(1.0), DONE),
            (CellValue::Number(0.5), ActionState::Open),
            (CellValue::Number(-3.0), ActionState::Unknown),
        ] {
            assert_eq!(says(&value), Some(expected), "{value:?}");
        }
        assert_eq!(says(&CellValue::Text("–".to_owned())), None);
    }

    #[test]
    fn the_day_on_which_an_action_ended_is_known_where_the_year_is() {
        for (text, expected) in [
            ("Done", None),
            ("Done on 3 May", None),
            ("Done in 2027", Some(date(2027, 1, 1))),
            ("Done by 2027", Some(date(2027, 12, 31))),
            ("Done by May 2027", Some(date(2027, 5, 31))),
            ("erledigt im Mai 2027", Some(date(2027, 5, 1))),
            ("erledigt bis Mai 2027", Some(date(2027, 5, 31))),
            ("erledigt bis zum 03.05.2027", Some(date(2027, 5, 3))),
            ("fait d'ici à mai 2027", Some(date(2027, 5, 31))),
            ("fait pour 2027", Some(date(2027, 12, 31))),
            ("hecho para mayo de 2027", Some(date(2027, 5, 31))),
            ("hecho hasta el 3 de mayo de 2027", Some(date(2027, 5, 3))),
            ("Fait le 3 mai 2027", Some(date(2027, 5, 3))),
            ("Cancelled in Feb. 2028", Some(date(2028, 2, 1))),
            ("✓ 2027-05-03", Some(date(2027, 5, 3))),
            ("Done (3/5/2027)", Some(date(2027, 3, 5))),
        ] {
            let stands = of(&CellValue::Text(text.to_owned()), Some(text));
            assert_eq!(stands.and_then(ActionState::ended_on), expected, "{text}");
            assert!(stands.and_then(ActionState::ended).is_some(), "{text}");
        }
    }
}
