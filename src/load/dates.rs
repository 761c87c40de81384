//! Dates as people type them. A date that could be two different days is reported, never guessed.

use jiff::civil::Date;

use super::sheet::CellValue;
use super::table::text_or_report;
use super::vocabulary::month as month_named;
use crate::diagnostic::{Diagnostic, Location};
use crate::text::{fold, tidy};

/// Why a cell is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateProblem {
    /// It could be two different days, such as 05/06/2026.
    Ambiguous(Date, Date),
    NotADate,
}

/// The day that a cell names.
///
/// # Errors
/// If it names none, or one of two.
pub(super) fn parse_date(value: &CellValue) -> Result<Date, DateProblem> {
    match value {
        CellValue::Date(date) => Ok(*date),
        CellValue::Text(text) => parse_text(text),
        _ => Err(DateProblem::NotADate),
    }
}

/// The date in a cell; one that cannot be read, or could be two days, is reported.
pub(super) fn date_or_report(
    value: &CellValue,
    at: impl FnOnce() -> Location,
    problems: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let problem = match parse_date(value) {
        Ok(date) => return Some(date),
        Err(problem) => problem,
    };
    let at = at();
    let typed = text_or_report(value, || at.clone(), problems)?;
    let typed = tidy(&typed);
    problems.push(match problem {
        DateProblem::Ambiguous(one, other) => Diagnostic::warning(
            "date-ambiguous",
            at,
            format!("“{typed}” could be {one} or {other}; the date was left out."),
            "Write the date as year-month-day, such as 2026-10-05.",
        ),
        DateProblem::NotADate => Diagnostic::warning(
            "date-unreadable",
            at,
            format!("“{typed}” is not a date; it was left out."),
            "Write the date as year-month-day, such as 2026-10-05.",
        ),
    });
    None
}

fn parse_text(text: &str) -> Result<Date, DateProblem> {
    let text = text.trim();
    // A point in time, as exports write it, names its day.
    let day = text.split_once(['T', ' ']).map_or(
        text,
        |(day, time)| {
            if time.contains(':') { day } else { text }
        },
    );
    if let Ok(date) = day.parse::<Date>() {
        return Ok(date);
    }
    let parts: Vec<&str> = day.split(['/', '.', '-']).map(str::trim).collect();
    if let [a, b, c] = parts.as_slice()
        && let (Ok(a_number), Ok(b_number), Ok(c_number)) =
            (a.parse::<i16>(), b.parse::<i16>(), c.parse::<i16>())
    {
        return if a.len() == 4 {
            date(a_number, b_number, c_number)
        } else if day.contains('.') {
            // With full stops the day always comes first.
            date(century(c, c_number), b_number, a_number)
        } else {
            day_or_month_first(a_number, b_number, century(c, c_number))
        };
    }
    with_month_name(day)
}

/// Two-digit years are of this century.
fn century(text: &str, year: i16) -> i16 {
    if text.len() <= 2 { 2000 + year } else { year }
}

fn day_or_month_first(a: i16, b: i16, year: i16) -> Result<Date, DateProblem> {
    match (date(year, b, a), date(year, a, b)) {
        (Ok(day_first), Ok(month_first)) if day_first != month_first => {
            Err(DateProblem::Ambiguous(day_first, month_first))
        }
        (Ok(found), _) | (_, Ok(found)) => Ok(found),
        _ => Err(DateProblem::NotADate),
    }
}

/// "5 October 2026", "October 5th, 2026", "Oct 5 2026".
fn with_month_name(text: &str) -> Result<Date, DateProblem> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let folded = fold(text);
    let (mut day, mut month, mut year) = (None, None, None);
    for word in folded.split_whitespace() {
        let number = word
            .trim_end_matches(|c: char| c.is_alphabetic())
            .parse::<i16>();
        let slot = match number {
            Ok(number) if number > 31 => (&mut year, number),
            Ok(number) => (&mut day, number),
            Err(_) => {
                let in_english = (1..)
                    .zip(MONTHS)
                    .find(|(_, name)| word.len() >= 3 && name.starts_with(word))
                    .map(|(number, _)| number);
                match in_english.or_else(|| month_named(word)) {
                    Some(number) => (&mut month, number),
                    None => continue,
                }
            }
        };
        if slot.0.replace(slot.1).is_some() {
            return Err(DateProblem::NotADate);
        }
    }
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => date(year, month, day),
        _ => Err(DateProblem::NotADate),
    }
}

fn date(year: i16, month: i16, day: i16) -> Result<Date, DateProblem> {
    let month = i8::try_from(month).map_err(|_| DateProblem::NotADate)?;
    let day = i8::try_from(day).map_err(|_| DateProblem::NotADate)?;
    Date::new(year, month, day).map_err(|_| DateProblem::NotADate)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(text: &str) -> Result<Date, DateProblem> {
        parse_date(&CellValue::Text(text.to_owned()))
    }

    #[test]
    fn common_forms_name_a_day() {
        let forms = [
            "2026-10-05",
            "2026-10-05T09:30:00",
            "2026-10-05 09:30",
            "2026/10/05",
            "05.10.2026",
            "5.10.26",
            "5 October 2026",
            "October 5th, 2026",
            "Oct 5 2026",
            "Mon, 5 Oct 2026",
        ];
        for form in forms {
            assert_eq!(read(form), Ok(date(2026, 10, 5)), "{form}");
        }
        assert_eq!(read("25/10/2026"), Ok(date(2026, 10, 25)));
        assert_eq!(read("10/25/2026"), Ok(date(2026, 10, 25)));
        assert_eq!(read("07/07/2026"), Ok(date(2026, 7, 7)));
    }

    #[test]
    fn what_could_be_two_days_is_neither() {
        assert_eq!(
            read("05/06/2026"),
            Err(DateProblem::Ambiguous(date(2026, 6, 5), date(2026, 5, 6)))
        );
    }

    #[test]
    fn other_text_is_no_date() {
        for text in [
            "",
            "soon",
            "31/31/2026",
            "30 February 2026",
            "2026",
            "Q3 2026",
            "5 6 October 2026",
        ] {
            assert_eq!(read(text), Err(DateProblem::NotADate), "{text}");
        }
    }
}
