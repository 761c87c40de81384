//! The decisions of a review: who is discussed, what was recommended, and what leadership decides, one person a row.

use jiff::civil::Date;

use super::super::WorkbookError;
use super::choices::{ChoiceList, Choices};
use super::people::{self, Columns, Entry, List};
use super::{FormOptions, level_name, sheet};
use crate::labels;
use crate::model::{Assessment, CareerMap, Decision};

/// Rows for people who are not on the list.
const EMPTY_ROWS: usize = 5;

/// What the file of decisions is made from.
#[derive(Debug, Clone, Copy)]
pub struct DecisionsInput<'a> {
    /// The career map, for the names of levels.
    pub map: &'a CareerMap,
    /// The review cycle's name.
    pub cycle: Option<&'a str>,
    /// The day of the latest assessment.
    pub assessed_until: Option<Date>,
    /// The people who are discussed, with what was decided already.
    pub people: &'a [&'a Assessment],
    /// Choices for all forms.
    pub options: &'a FormOptions,
}

/// The file as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn decisions(input: &DecisionsInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let options = input.options;
    let labels = &options.labels;
    let choices = Choices::of_decisions(input.map, options);
    let from = labels.with(
        "decisions.hint.from",
        &[("date", &sheet::example_day(options))],
    );
    let chosen = |word: &str| labels.choice(labels::List::Recommendation, word).to_owned();
    let columns = Columns::<&Assessment>::new(labels, &choices)
        .given("form.heading.name", 20.0, |one| {
            Some(one.person.name.clone())
        })
        .given("form.heading.employee-id", 15.5, |one| {
            one.person.employee_id.as_deref().map(str::to_owned)
        })
        .given("form.heading.team", 14.0, |one| one.person.team.clone())
        .given("form.heading.role-level", 17.0, |one| {
            Some(level_name(input.map, one.person.role_level, labels))
        })
        .given("form.heading.recommendation", 17.0, move |one| {
            one.recommendation.as_deref().map(chosen)
        })
        .choice(
            "form.heading.decision",
            18.0,
            (ChoiceList::Recommendations, "decisions.hint.decision"),
            move |one| Some(chosen(&one.decision.as_ref()?.decided)),
        )?
        .choice(
            "form.heading.decision-level",
            17.0,
            (ChoiceList::Levels, "decisions.hint.level"),
            |one| one.decision.as_ref()?.level.clone(),
        )?
        .day("form.heading.decision-from", 12.0, &from, |one| {
            let decision = one.decision.as_ref();
            let from = || decision?.from.clone();
            let day = decision.and_then(Decision::day);
            day.map_or_else(|| Entry::from(from()), Entry::Day)
        })?
        .text(
            "form.heading.decision-reasons",
            25.5,
            "decisions.hint.reasons",
            |one| one.decision.as_ref()?.reasons.clone(),
        )?
        .text(
            "form.heading.decided-by",
            14.0,
            "decisions.hint.by",
            |one| one.decision.as_ref()?.by.clone(),
        )?;
    // The day as every language and every `.csv` file has it.
    let day = input.assessed_until.map(|day| day.to_string());
    let cycle = input.cycle.map(str::to_owned);
    let of_review = [
        cycle.map(|cycle| (labels.say("form.heading.review-cycle"), cycle)),
        day.map(|day| (labels.say("form.heading.assessed-until"), day)),
    ];
    people::book(
        &List {
            sheet: labels.say("decisions.sheet"),
            about: "",
            title: labels.say("decisions.title"),
            lead: labels.say("decisions.lead"),
            of_review: of_review.into_iter().flatten().collect(),
            columns,
            people: input.people,
            empty_rows: EMPTY_ROWS,
        },
        options,
    )
}
