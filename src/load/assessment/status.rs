//! What the status of an action says: a word, a sign, a share, or a word with a day.

use jiff::civil::Date;

use super::super::sheet::CellValue;
use super::super::vocabulary::{Concept, says, says_any};
use super::named_day::{Named, Place, day};
use crate::model::{ActionEnd, Postponed};

/// How an action stands by its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ActionState {
    /// It is still to be done.
    Open(Until),
    /// It has ended, on this day at the earliest, if the status names a day or a year.
    Ended(ActionEnd, Option<Date>),
    /// The status does not say.
    Unknown,
}

/// What the status of an open action says about its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// Nothing.
    Unsaid,
    /// It was moved; perhaps on this day.
    Moved(Option<Date>),
    /// It is this one.
    Day(Date),
    /// It is not clear which one it is; perhaps one of this month.
    Unclear(Option<i16>),
}

impl Until {
    /// The new last day of an action that was due on this day, if there is one, and what is left open about it.
    pub(super) fn against(self, due: Option<Date>) -> (Option<Date>, Option<Postponed>) {
        let is_later = |day: Date| due.is_none_or(|due| day > due);
        match self {
            Self::Unsaid => (None, None),
            Self::Day(day) => (Some(day).filter(|day| is_later(*day)), None),
            Self::Moved(on) if !on.is_some_and(is_later) => (None, Some(Postponed::NoDay)),
            Self::Unclear(Some(month))
                if due.is_some_and(|due| i16::from(due.month()) == month) =>
            {
                (None, Some(Postponed::NoDay))
            }
            Self::Moved(_) | Self::Unclear(_) => (None, Some(Postponed::UnclearDay)),
        }
    }
}

impl ActionState {
    pub(super) const fn ended(self) -> Option<ActionEnd> {
        match self {
            Self::Ended(ended, _) => Some(ended),
            Self::Open(_) | Self::Unknown => None,
        }
    }

    pub(super) const fn ended_on(self) -> Option<Date> {
        match self {
            Self::Ended(_, day) => day,
            Self::Open(_) | Self::Unknown => None,
        }
    }

    pub(super) const fn until(self) -> Until {
        match self {
            Self::Open(until) => until,
            Self::Ended(..) | Self::Unknown => Until::Unsaid,
        }
    }

    fn with(self, named: Named) -> Self {
        match (self, named.place) {
            // “Done by March” may be the March that was, or the one to come.
            (Self::Ended(..), Place::End) if named.first.is_none() => Self::Unknown,
            (Self::Ended(ended, _), Place::End) => Self::Ended(ended, named.last.or(named.first)),
            (Self::Ended(ended, _), _) => Self::Ended(ended, named.first),
            // “Postponed in May” may say when that was decided; “postponed: 3 May 2027” is the new day.
            (Self::Open(Until::Moved(_)), Place::Then) if named.last.is_some() => {
                Self::Open(Until::Moved(named.last))
            }
            (Self::Open(Until::Moved(_)), _) | (Self::Open(_), Place::End) => {
                Self::Open(named.last.map_or(Until::Unclear(named.month), Until::Day))
            }
            (other, _) => other,
        }
    }
}

const DONE: ActionState = ActionState::Ended(ActionEnd::Done, None);
const OPEN: ActionState = ActionState::Open(Until::Unsaid);
const MOVED: ActionState = ActionState::Open(Until::Moved(None));

/// Signs that say: done. A cross says so for some people, and the opposite for others.
const TICKS: [char; 5] = ['✓', '✔', '☑', '✅', '🗸'];

/// What a cell says; `chosen` is what the words in it stand for. `None` for a cell that says nothing: a dash.
pub(super) fn of(value: &CellValue, chosen: Option<&str>) -> Option<ActionState> {
    match value {
        CellValue::Bool(done) => return Some(if *done { DONE } else { OPEN }),
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
        ActionState::Open(_) | ActionState::Ended(ActionEnd::Dropped, _) if is_ticked => {
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
        OPEN
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
        return if share < 100.0 { OPEN } else { DONE };
    }
    if let Some(stands) = of_phrase(text) {
        return stands;
    }
    // “Done on 3 May”, “erledigt am 3. Mai”, “Done (2026-05-03)”: the longest beginning that says something, and a day.
    let ends = text.char_indices().rev();
    let ends = ends.filter(|(_, c)| c.is_whitespace() || matches!(c, '(' | ':' | ','));
    ends.map(|(at, _)| text.split_at(at))
        .find_map(|(before, rest)| Some(of_phrase(before)?.with(day(rest)?)))
        .or_else(|| of_moved(text))
        .unwrap_or(ActionState::Unknown)
}

/// What a longer text says that has the words for “postponed” anywhere: “wurde auf Mai 2027 verschoben”.
fn of_moved(text: &str) -> Option<ActionState> {
    /// The most words of a phrase, and of a text that is looked through.
    const MOST: (usize, usize) = (4, 40);
    let is_break = |c: char| c.is_whitespace() || "():,;".contains(c);
    let words: Vec<&str> = text
        .split(is_break)
        .filter(|word| !word.is_empty())
        .collect();
    let (from, to) = (0..words.len().min(MOST.1)).find_map(|from| {
        let ends = (from + 1)..=words.len().min(from + MOST.0);
        let to = ends
            .rev()
            .find(|to| says_moved(&words[from..*to].join(" ")))?;
        Some((from, to))
    })?;
    // A day that does not follow at once needs a word that says what it is: “moved, see the mail of 3 May”.
    let after = (to..words.len()).find_map(|start| {
        let named = day(&words[start..].join(" "))?;
        (start == to || named.place != Place::Unsaid).then_some(named)
    });
    let before = || {
        let named = (0..from).find_map(|start| day(&words[start..from].join(" ")));
        named.filter(|named| named.place != Place::Unsaid)
    };
    let unclear = ActionState::Open(Until::Unclear(None));
    Some(
        after
            .or_else(before)
            .map_or(unclear, |named| MOVED.with(named)),
    )
}

fn says_done(text: &str) -> bool {
    says(text, Concept::Done)
}

fn says_moved(text: &str) -> bool {
    says(text, Concept::Postponed)
}

fn of_phrase(text: &str) -> Option<ActionState> {
    const STILL_OPEN: [Concept; 3] = [Concept::Open, Concept::Partly, Concept::NotYet];
    if says_done(text) {
        Some(DONE)
    } else if says(text, Concept::Dropped) {
        Some(ActionState::Ended(ActionEnd::Dropped, None))
    } else if says_moved(text) {
        Some(MOVED)
    } else {
        says_any(text, &STILL_OPEN).then_some(OPEN)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_status_says_whether_an_action_has_ended_and_until_when_it_was_postponed() {
        let done = |month, day| ActionState::Ended(ActionEnd::Done, Some(date(2027, month, day)));
        let dropped = |day| ActionState::Ended(ActionEnd::Dropped, day);
        let until = |month, day| ActionState::Open(Until::Day(date(2027, month, day)));
        let moved = |day| ActionState::Open(Until::Moved(day));
        let unclear = |month| ActionState::Open(Until::Unclear(month));
        for (text, expected) in [
            (" completed. ", DONE),
            ("Erledigt", DONE),
            ("Done on 3 May", DONE),
            ("erledigt am 3. Mai", DONE),
            ("✓", DONE),
            ("✔️", DONE),
            ("✅ done", DONE),
            ("✓ 3 May", DONE),
            ("100 %", DONE),
            ("100% done", DONE),
            ("Done in 2027", done(1, 1)),
            ("Done by 2027", done(12, 31)),
            ("Done by May 2027", done(5, 31)),
            ("Completed: May 3rd, 2027", done(5, 3)),
            ("Done (3/5/2027)", done(3, 5)),
            ("✓ 2027-05-03", done(5, 3)),
            ("erledigt im Mai 2027", done(5, 1)),
            ("erledigt bis zum 03.05.2027", done(5, 3)),
            ("Fait le 3 mai 2027", done(5, 3)),
            ("fait d'ici à mai 2027", done(5, 31)),
            ("fait pour 2027", done(12, 31)),
            ("hecho hasta el 3 de mayo de 2027", done(5, 3)),
            ("Cancelled", dropped(None)),
            ("Cancelled in Feb. 2028", dropped(Some(date(2028, 2, 1)))),
            ("In progress", OPEN),
            ("In progress since May 2026", OPEN),
            ("Not done", OPEN),
            ("teilweise", OPEN),
            ("50 %", OPEN),
            ("75% done", OPEN),
            ("postponed until 3 May 2027", until(5, 3)),
            ("Postponed to 2027-05-03", until(5, 3)),
            ("was moved from March to June 2027", until(6, 30)),
            ("extended (3 May 2027)", until(5, 3)),
            ("On hold until the end of May 2027", until(5, 31)),
            ("In progress until March 2027", until(3, 31)),
            ("planned for 2027", until(12, 31)),
            ("Due date was pushed back to 3 May 2027", until(5, 3)),
            ("verschoben bis Mai 2027", until(5, 31)),
            ("Verschoben auf den 03.05.2027", until(5, 3)),
            ("wurde auf Ende Mai 2027 verschoben", until(5, 31)),
            ("Reporté au 3 mai 2027", until(5, 3)),
            ("reportée à juin 2027", until(6, 30)),
            ("suspendu jusqu’au 3 mai 2027", until(5, 3)),
            ("aplazado hasta mayo de 2027", until(5, 31)),
            ("pospuesta al 3 de mayo de 2027", until(5, 3)),
            ("rinviato al 3 maggio 2027", until(5, 3)),
            ("uitgesteld tot 3 mei 2027", until(5, 3)),
            ("adiado para maio de 2027", until(5, 31)),
            ("On hold", moved(None)),
            ("auf Eis gelegt", moved(None)),
            ("Postponed on 3 May 2027", moved(Some(date(2027, 5, 3)))),
            ("verschoben bis Mai", unclear(Some(5))),
            ("reporté au 3 mai", unclear(Some(5))),
            ("aplazado hasta mayo", unclear(Some(5))),
            ("planned for 3 May", unclear(Some(5))),
            ("verschoben auf den 3.5.", unclear(Some(5))),
            ("Postponed until 05/06/2027", unclear(None)),
            ("Postponed until further notice", unclear(None)),
            ("moved, see the mail of 3 May 2027", unclear(None)),
            ("not postponed", unclear(None)),
            ("Done?", ActionState::Unknown),
            ("Done by Ada", ActionState::Unknown),
            ("Done by March", ActionState::Unknown),
            ("Erledigt bis zum 3. Mai", ActionState::Unknown),
            ("fait d’ici mai", ActionState::Unknown),
            ("hecho para mayo", ActionState::Unknown),
            ("✓ until March", ActionState::Unknown),
            ("until March", ActionState::Unknown),
            ("Done 2 of 5", ActionState::Unknown),
            ("done 120 %", ActionState::Unknown),
            ("✓ open", ActionState::Unknown),
            ("✗", ActionState::Unknown),
            ("ok", ActionState::Unknown),
            ("see notes of 3 May", ActionState::Unknown),
        ] {
            let value = CellValue::Text(text.to_owned());
            let found = of(&value, value.text().as_deref());
            assert_eq!(found, Some(expected), "{text}");
        }
        for (value, expected) in [
            (CellValue::Bool(true), Some(DONE)),
            (CellValue::Bool(false), Some(OPEN)),
            (CellValue::Number(1.0), Some(DONE)),
            (CellValue::Number(0.5), Some(OPEN)),
            (CellValue::Number(-3.0), Some(ActionState::Unknown)),
            (CellValue::Text("–".to_owned()), None),
        ] {
            let found = of(&value, value.text().as_deref());
            assert_eq!(found, expected, "{value:?}");
        }
    }
}
