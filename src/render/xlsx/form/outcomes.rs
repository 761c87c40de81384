//! The outcomes of one manager's people: what the manager recommends to leadership, one person a row.

use super::super::WorkbookError;
use super::choices::{ChoiceList, Choices};
use super::people::{self, Columns, List};
use super::{FormOptions, level_name};
use crate::model::{CareerMap, RosterEntry};

/// What an outcomes file is made from.
#[derive(Debug, Clone, Copy)]
pub struct OutcomesInput<'a> {
    /// The career map, for the names of levels.
    pub map: &'a CareerMap,
    /// The manager; `None` for people without one.
    pub manager: Option<&'a str>,
    /// The manager's people.
    pub people: &'a [&'a RosterEntry],
    /// Choices for all forms.
    pub options: &'a FormOptions,
}

/// The outcomes as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn outcomes(input: &OutcomesInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let options = input.options;
    let labels = &options.labels;
    let choices = Choices::of_outcomes(options);
    let title = match input.manager {
        Some(manager) => labels.with("outcomes.title", &[("manager", &manager)]),
        None => labels.say("outcomes.title-nobody").to_owned(),
    };
    let lead = match options.return_by {
        Some(day) => labels.with("outcomes.lead-by", &[("date", &labels.date(day))]),
        None => labels.say("outcomes.lead").to_owned(),
    };
    let level = |id: Option<_>| id.map(|id| level_name(input.map, id, labels));
    let columns = Columns::<&RosterEntry>::new(labels, &choices)
        .given("form.heading.name", 20.0, |entry| {
            Some(entry.person.name.clone())
        })
        .given("form.heading.employee-id", 17.5, |entry| {
            entry.person.employee_id.as_deref().map(str::to_owned)
        })
        .given("form.heading.team", 14.0, |entry| entry.person.team.clone())
        .given("form.heading.role-level", 17.0, move |entry| {
            level(entry.person.role_level)
        })
        .given("form.heading.target-level", 17.0, move |entry| {
            level(entry.person.chosen_target)
        })
        .choice(
            "form.heading.recommendation",
            18.0,
            (ChoiceList::Recommendations, "outcomes.hint.recommendation"),
            |_| None,
        )?
        .text("outcomes.reasons", 29.5, "outcomes.hint.reasons", |_| None)?
        .text(
            "form.heading.manager-summary",
            35.0,
            "outcomes.hint.summary",
            |_| None,
        )?;
    let cycle = options.cycle.clone().into_iter();
    people::book(
        &List {
            sheet: labels.say("outcomes.sheet"),
            about: input.manager.unwrap_or_default(),
            title: &title,
            lead: &lead,
            of_review: cycle
                .map(|cycle| (labels.say("form.heading.review-cycle"), cycle))
                .collect(),
            columns,
            people: input.people,
            empty_rows: 0,
        },
        options,
    )
}
