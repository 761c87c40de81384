//! The date that all documents carry, and the days that do not fit it.

use jiff::civil::Date;

use crate::config::CONFIG;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::setting_lines::toml_text;
use crate::model::{Assessment, Field, Review};

/// Days between one assessment and the next within a review; with more, another review or a typing mistake is likelier.
const WITHIN_A_REVIEW: i32 = 150;

/// Days after the last assessment from which a day may be that of the next review: nobody agrees to look at a plan again within a
/// month.
const BEFORE_THE_NEXT: i32 = 30;

/// Years between the documents and a next review; with more, a typing mistake is likelier.
const YEARS_TO_THE_NEXT: i16 = 3;

/// What is odd about the days of a review, after every file was read. Actions whose status is about a later day become open, and
/// days of a next review that are years away are left out.
pub(super) fn doubts(
    review: &mut Review,
    next: Option<Date>,
    given: Option<Date>,
) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = past_day(next, review.as_of).into_iter().collect();
    problems.extend(ended_later(review));
    problems.extend(far_reviews(review));
    if given.is_none() {
        let unclear = unclear_days(review);
        problems.extend(far_days(review, &unclear));
        problems.extend(
            unclear
                .iter()
                .filter_map(|place| unclear_day(&review.assessments[*place], review.as_of)),
        );
    }
    problems
}

/// Opens actions that ended on a day after that of the documents: “Done by 2027” is an intention.
fn ended_later(review: &mut Review) -> Vec<Diagnostic> {
    let Some(as_of) = review.as_of else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let actions = review
        .assessments
        .iter_mut()
        .flat_map(|one| &mut one.actions);
    for action in actions {
        let Some(day) = action.ended_on.take_if(|day| day.value > as_of) else {
            continue;
        };
        action.ended = None;
        problems.push(Diagnostic::warning(
            "status-unknown",
            day.at,
            format!(
                "“{}” names a day after {as_of}, the date of these documents; the action counts as open.",
                action.status.as_deref().unwrap_or_default()
            ),
            "If the action has ended, correct the day or leave it out; or give these documents a later date with --date.",
        ));
    }
    problems
}

/// Leaves out days of a next review that are years after the documents.
fn far_reviews(review: &mut Review) -> Vec<Diagnostic> {
    let Some(as_of) = review.as_of else {
        return Vec::new();
    };
    let is_far = |day: &mut Date| day.year() - as_of.year() > YEARS_TO_THE_NEXT;
    let far = review.assessments.iter_mut().filter_map(|one| {
        let day = one.next_review.take_if(is_far)?;
        let at = one.cells.get(&Field::NextReview).unwrap_or(&one.at).clone();
        Some(Diagnostic::warning(
            "next-review-far",
            at,
            format!(
                "The next review of {}, {day}, is years after {as_of}, the date of these documents; it was left out.",
                one.person.name
            ),
            "Correct the day.",
        ))
    });
    far.collect()
}

/// The assessments whose day seems to be that of the next review, as places: its label can mean both, and it is weeks after the
/// assessments whose day is clear, or no assessment's is and everything that was agreed is due before it.
fn unclear_days(review: &Review) -> Vec<usize> {
    let clear = review.assessments.iter();
    let clear = clear.filter(|one| one.day_label.is_none());
    let last = clear.filter_map(|one| one.assessed_on).max();
    let seems_next = |one: &Assessment| {
        let Some(day) = one.assessed_on.filter(|_| one.day_label.is_some()) else {
            return false;
        };
        if let Some(last) = last {
            return days_between(last, day) > BEFORE_THE_NEXT;
        }
        let open = one.actions.iter().filter(|action| action.ended.is_none());
        let mut due = open.filter_map(|action| action.due).peekable();
        due.peek().is_some() && due.all(|due| due < day)
    };
    let all = review.assessments.iter().enumerate();
    all.filter(|(_, one)| seems_next(one))
        .map(|(place, _)| place)
        .collect()
}

fn unclear_day(one: &Assessment, as_of: Option<Date>) -> Option<Diagnostic> {
    let (day, label) = (one.assessed_on?, one.day_label.as_ref()?);
    let text = &label.text;
    let section = if label.is_column {
        "[assessments.columns]"
    } else {
        "[assessments.labels]"
    };
    let date = if as_of == Some(day) {
        " and is the date of every document"
    } else {
        ""
    };
    Some(Diagnostic::warning(
        "review-date-unclear",
        one.cells.get(&Field::AssessedOn).unwrap_or(&one.at).clone(),
        format!(
            "“{text}” of {}, {day}, may be the day of the next review; it was read as the day of the assessment{date}.",
            one.person.name
        ),
        format!(
            "If it is the day of the next review, write in {CONFIG}, under {section}: {text} = \"next-review\". If it is the day of \
             the assessment, write there: {text} = \"assessed-on\". Or enter both days, as “Assessed on” and “Next review”.",
            text = toml_text(text)
        ),
    ))
}

/// The warning about the company's day for looking at the plans again, if it is past.
fn past_day(next: Option<Date>, as_of: Option<Date>) -> Option<Diagnostic> {
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
/// At most a tenth of the assessments counts as far from the others, and at least one of three. Those at the places `unclear`
/// have a message of their own.
fn far_days(review: &Review, unclear: &[usize]) -> Vec<Diagnostic> {
    let mut dated: Vec<(Date, &Assessment)> = review
        .assessments
        .iter()
        .enumerate()
        .filter(|(place, _)| unclear.binary_search(place).is_err())
        .filter_map(|(_, one)| Some((one.assessed_on?, one)))
        .collect();
    if dated.len() < 3 {
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
