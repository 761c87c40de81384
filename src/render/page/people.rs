//! Everybody who is in the review, with the plan, or why there is none.

use serde::Serialize;

use super::PageInput;
use super::links::file_link;
use crate::analysis::{AnsweredCount, UnusableFiles, missing};
use crate::model::{LevelId, Person, Review, RosterEntry};
use crate::text::fold;

/// How complete a person's assessment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// Everything was answered by both.
    Complete,
    /// Something was not answered.
    Incomplete,
    /// There is a file, which could not be used.
    Unusable,
    /// There is no assessment.
    Missing,
}

/// A row of the list of people.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    name: &'a str,
    employee_id: Option<&'a str>,
    pub(super) team: Option<&'a str>,
    pub(super) manager: Option<&'a str>,
    role_level: Option<&'a str>,
    /// `None` where it is the role level, or not known.
    target_level: Option<&'a str>,
    /// `None` where there is none.
    speciality: Option<&'a str>,
    pub(super) state: State,
    /// What was answered; `None` without an assessment.
    answered: Option<Answered>,
    /// The link to the plan.
    pub(super) plan: Option<String>,
    /// Whether the plan should be there and is not.
    pub(super) plan_failed: bool,
}

/// How much of an assessment is filled in.
#[derive(Debug, Serialize)]
struct Answered {
    own: usize,
    manager: usize,
    of: usize,
}

/// Everybody who is assessed or missing: by team and name, those without a team last.
pub(super) fn rows<'a>(input: &PageInput<'a>, review: &'a Review) -> Vec<Row<'a>> {
    let unusable = UnusableFiles::of(input.diagnostics);
    let mut rows: Vec<Row<'_>> = (0..review.assessments.len())
        .map(|index| assessed(input, review, index))
        .collect();
    let absent = missing(review).into_iter();
    rows.extend(absent.map(|entry| not_assessed(review, entry, &unusable)));
    rows.sort_by_cached_key(|row| {
        (
            row.team.is_none(),
            fold(row.team.unwrap_or_default()),
            fold(row.name),
            row.employee_id.map(str::to_owned),
        )
    });
    rows
}

fn assessed<'a>(input: &PageInput<'a>, review: &'a Review, index: usize) -> Row<'a> {
    let assessment = &review.assessments[index];
    let person = &assessment.person;
    let entered = AnsweredCount::of(review, assessment);
    let target = input.analyses.get(index).map(|analysis| analysis.target);
    let plan = input.plans.and_then(|plans| plans.get(index));
    let state = if entered.is_complete() {
        State::Complete
    } else {
        State::Incomplete
    };
    Row {
        answered: Some(Answered {
            own: entered.own,
            // An agreed rating needs no separate answer from the manager.
            manager: if entered.manager_complete() {
                entered.of
            } else {
                entered.manager
            },
            of: entered.of,
        }),
        plan_failed: plan.is_some_and(Option::is_none),
        plan: plan.and_then(Option::as_deref).map(file_link),
        ..row(review, person, (Some(person.role_level), target), state)
    }
}

fn not_assessed<'a>(
    review: &'a Review,
    entry: &'a RosterEntry,
    unusable: &UnusableFiles,
) -> Row<'a> {
    let state = if unusable.has_one_of(entry) {
        State::Unusable
    } else {
        State::Missing
    };
    let person = &entry.person;
    row(
        review,
        person,
        (person.role_level, person.chosen_target),
        state,
    )
}

/// The row of a person with this role and this target level, without an assessment and a plan.
fn row<'a, Role>(
    review: &'a Review,
    person: &'a Person<Role>,
    (role, target): (Option<LevelId>, Option<LevelId>),
    state: State,
) -> Row<'a> {
    let map = &review.career_map;
    let title = |level| map.level(level).title.as_str();
    Row {
        name: &person.name,
        employee_id: person.employee_id.as_deref(),
        team: person.team.as_deref(),
        manager: person.manager.as_deref(),
        role_level: role.map(title),
        target_level: target.filter(|_| target != role).map(title),
        speciality: person.speciality.map(|id| map.speciality(id).name.as_str()),
        state,
        answered: None,
        plan: None,
        plan_failed: false,
    }
}
