//! The date that all documents carry, and the days that do not fit it.

use jiff::civil::Date;

use crate::config::CONFIG;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, Field, Review};

/// Days between one assessment and the next within a review; with more, another review or a typing mistake is likelier.
const WITHIN_A_REVIEW: i32 = 150;

/// The warning about the company's day for looking at the plans again, if it is past.
pub(super) fn past_day(next: Option<Date>, as_of: Option<Date>) -> Option<Diagnostic> {
    let (next, as_of) = (next?, as_of?);
    (next < as_of).then(|| {
        Diagnostic::warning(
            "follow-up-day-past",
            Location::of_file(CONFIG),
            format!(
                "[review] follow-up-on = {next} is before {as_of}, the day of these documents, so it was left out."
            ),
            "Write a later day, or delete the line.",
        )
    })
}

/// Warnings about assessments far later than all others. The latest date is that of every document, so one mistyped year
/// would make everybody's actions overdue.
///
/// At most a tenth of the assessments counts as far from the others, and at least one of three. Nothing is said where the
/// date was given.
pub(super) fn far_days(review: &Review, given: Option<Date>) -> Vec<Diagnostic> {
    let mut dated: Vec<(Date, &Assessment)> = review
        .assessments
        .iter()
        .filter_map(|one| Some((one.assessed_on?, one)))
        .collect();
    if given.is_some() || dated.len() < 3 {
        return Vec::new();
    }
    dated.sort_by_key(|(day, _)| *day);
    let few = (dated.len() / 10).max(1);
    let far = (dated.len() - few..dated.len())
        .find(|&at| days_between(dated[at - 1].0, dated[at].0) > WITHIN_A_REVIEW);
    let Some(far) = far else {
        return Vec::new();
    };
    let (usual, last) = (dated[far - 1].0, dated[dated.len() - 1].0);
    dated[far..]
        .iter()
        .map(|(day, one)| {
            Diagnostic::warning(
                "date-far",
                one.cells.get(&Field::AssessedOn).unwrap_or(&one.at).clone(),
                format!(
                    "The assessment of {} is of {day}, all others are of {usual} or earlier. Every document carries the date {last}.",
                    one.person.name
                ),
                format!(
                    "Correct the day; or, if it is right, write date = {last} under [review] in {CONFIG}."
                ),
            )
        })
        .collect()
}

fn days_between(one: Date, next: Date) -> i32 {
    (next - one).get_days()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_over_months_and_years() {
        assert_eq!(days_between(date(2026, 10, 8), date(2027, 10, 8)), 365);
        assert_eq!(days_between(date(2028, 2, 28), date(2028, 3, 1)), 2);
    }
}
