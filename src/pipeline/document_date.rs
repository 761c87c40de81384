//! The date that all documents carry, and the days that do not fit it.

use jiff::civil::Date;

use crate::analysis::days_overdue;
use crate::config::{CONFIG, Options};
use crate::diagnostic::{Diagnostic, Location};
use crate::load::setting_lines::toml_text;
use crate::model::{Action, Assessment, Field, Postponed, Review};

/// Days between one assessment and the next within a review; with more, another review or a typing mistake is likelier.
const WITHIN_A_REVIEW: i32 = 150;

/// Days after the last assessment from which a day may be that of the next review: nobody agrees to look at a plan again within a
/// month.
const BEFORE_THE_NEXT: i32 = 30;

/// What is odd about the days of a review, after every file was read. Actions whose status is about a later day become open, and
/// days that are years away are left out.
pub(super) fn doubts(review: &mut Review, options: &Options) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if let Some(as_of) = review.as_of {
        problems.extend(past_day(options.plans.follow_up_on, as_of));
        for one in &mut review.assessments {
            let actions = one.actions.iter_mut();
            problems.extend(actions.filter_map(|action| ended_later(action, as_of)));
            years_away(one, as_of, options.plausible_years, &mut problems);
            problems.extend(past_review(one, as_of));
        }
    }
    let actions = review.assessments.iter().flat_map(|one| &one.actions);
    problems.extend(actions.filter_map(|action| postponed(action, review.as_of)));
    if options.date.is_none() {
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

/// Opens an action that ended on a day after that of the documents: “Done by 2027” is an intention.
fn ended_later(action: &mut Action, as_of: Date) -> Option<Diagnostic> {
    action.ended_on.take_if(|day| *day > as_of)?;
    action.ended = None;
    Some(Diagnostic::warning(
        "status-unknown",
        action.cells.status.clone(),
        format!(
            "“{}” names a day after {as_of}, the date of these documents; the action counts as open.",
            action.status.as_deref().unwrap_or_default()
        ),
        "If the action has ended, correct the day or leave it out; or give these documents a later date with --date.",
    ))
}

/// What is to be said about an action that was postponed or planned, if it is not clear until when.
fn postponed(action: &Action, as_of: Option<Date>) -> Option<Diagnostic> {
    let so = match (action.due, action.postponed?) {
        (None, _) => "it has no last day".to_owned(),
        (Some(due), Postponed::UnclearDay) => format!("it stays due on {due}"),
        (Some(due), Postponed::NoDay) => {
            days_overdue(action, as_of)?;
            format!("it counts as overdue since {due}")
        }
    };
    Some(Diagnostic::warning(
        "postponed-unclear",
        action.cells.status.clone(),
        format!(
            "“{}” does not say on which day of which year this action is due; {so}.",
            action.status.as_deref().unwrap_or_default()
        ),
        "Write the new day into Due, and Planned or In progress here; or write it here, for example “Postponed until 2027-05-03”.",
    ))
}

/// Leaves out the days of somebody's open actions and next review that are years before or after the documents.
fn years_away(one: &mut Assessment, as_of: Date, years: u16, problems: &mut Vec<Diagnostic>) {
    let name = &one.person.name;
    let mut check = |day: &mut Option<Date>, at: &Location, what: &str| {
        let apart = |day: Date| (day.year() - as_of.year()).unsigned_abs();
        let Some(day) = day.take_if(|day| apart(*day) > years) else {
            return;
        };
        let side = if day > as_of { "after" } else { "before" };
        problems.push(Diagnostic::warning(
            "day-far",
            at.clone(),
            format!(
                "{what} of {name}, {day}, is years {side} {as_of}, the date of these documents; it was left out."
            ),
            format!(
                "Correct the day; or, if it is right, write plausible-years = {} under [review] in {CONFIG}.",
                apart(day)
            ),
        ));
    };
    let at = one.cell(Field::NextReview).clone();
    check(&mut one.next_review, &at, "The next review");
    for action in one
        .actions
        .iter_mut()
        .filter(|action| action.ended.is_none())
    {
        check(
            &mut action.start,
            &action.cells.start,
            "The first day of an action",
        );
        check(
            &mut action.due,
            &action.cells.due,
            "The last day of an action",
        );
    }
}

/// The note that a next review should have taken place.
fn past_review(one: &Assessment, as_of: Date) -> Option<Diagnostic> {
    let day = one.next_review.filter(|day| *day < as_of)?;
    Some(Diagnostic::note(
        "next-review-past",
        one.cell(Field::NextReview).clone(),
        format!(
            "The next review of {}, {day}, is before {as_of}, the date of these documents, so calendar files leave it out.",
            one.person.name
        ),
        "If it has taken place, write the day of the next one here. Until then, `careermap follow-up` lists it as overdue.",
    ))
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
        one.cell(Field::AssessedOn).clone(),
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
fn past_day(next: Option<Date>, as_of: Date) -> Option<Diagnostic> {
    let next = next.filter(|next| *next < as_of)?;
    Some(Diagnostic::warning(
        "follow-up-day-past",
        Location::of_file(CONFIG),
        format!(
            "[review] follow-up-on = {next} is before {as_of}, the day of these documents, so it was left out."
        ),
        "Write a later day, or delete the line.",
    ))
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
                one.cell(Field::AssessedOn).clone(),
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
