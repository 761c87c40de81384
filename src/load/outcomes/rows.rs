//! Whose row it is in a table of outcomes or decisions, and the messages where that is unclear.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::load::assessment::PersonOutcome;
use crate::load::reconcile::RosterIndex;
use crate::model::{Assessment, EmployeeId, NearNames, PeopleIndex, PersonDetails, PersonLookup};
use crate::text::fold;

/// Whether a row's name and employee ID say the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They do, or the row has only one of them.
    Full,
    /// The name is nobody's, but has a word of the person's: *Bob Birch* for *Robert Birch*.
    Partial,
    /// The name is somebody else's, or has nothing of the person's.
    None,
}

pub(super) fn agreement(
    outcome: &PersonOutcome,
    place: usize,
    people: &PeopleIndex,
    assessments: &[Assessment],
) -> Agreement {
    if outcome.name.is_empty() || outcome.employee_id.is_none() {
        return Agreement::Full;
    }
    let by_name = people.find(PersonDetails {
        id: None,
        ..who(outcome)
    });
    let (own, typed) = (fold(&assessments[place].person.name), fold(&outcome.name));
    match by_name {
        PersonLookup::One(named) if named == place => Agreement::Full,
        PersonLookup::Several(several) if several.contains(&place) => Agreement::Full,
        PersonLookup::Nobody
            if own
                .split(' ')
                .any(|word| typed.split(' ').any(|other| other == word)) =>
        {
            Agreement::Partial
        }
        _ => Agreement::None,
    }
}

pub(super) fn who(outcome: &PersonOutcome) -> PersonDetails<'_> {
    PersonDetails {
        id: outcome.employee_id.as_ref(),
        name: &outcome.name,
        team: outcome.team.as_deref(),
        email: outcome.email.as_deref(),
    }
}

/// Somebody's name and employee ID.
type NameAndId<'a> = (&'a str, Option<&'a EmployeeId>);

/// Rows that name a person by the email address alone get the name and the employee ID of whoever has it, in the assessments or on
/// the roster. A row whose address several people have is left out with a message.
pub(super) fn known_by_address(
    outcomes: Vec<PersonOutcome>,
    assessments: &[Assessment],
    roster: &RosterIndex<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<PersonOutcome> {
    let has_address_alone =
        |outcome: &PersonOutcome| outcome.name.is_empty() && outcome.employee_id.is_none();
    if !outcomes.iter().any(has_address_alone) {
        return outcomes;
    }
    let mut by_address: BTreeMap<String, BTreeSet<NameAndId<'_>>> = BTreeMap::new();
    let assessed = assessments.iter().map(|one| {
        let person = &one.person;
        (&person.email, &*person.name, person.employee_id.as_ref())
    });
    let listed = roster.entries().map(|entry| {
        (
            &entry.person.email,
            &*entry.person.name,
            entry.person.employee_id.as_ref(),
        )
    });
    for (email, name, id) in assessed.chain(listed) {
        if let Some(email) = email {
            by_address
                .entry(fold(email))
                .or_default()
                .insert((name, id));
        }
    }
    let known = |mut outcome: PersonOutcome| {
        let email = outcome
            .email
            .as_deref()
            .filter(|_| has_address_alone(&outcome));
        let Some(people) = email.and_then(|email| by_address.get(&fold(email))) else {
            return Some(outcome);
        };
        let ids: BTreeSet<_> = people.iter().map(|(_, id)| id).collect();
        let Some((name, id)) = people
            .first()
            .filter(|_| people.len() == 1 || ids.len() == 1 && !ids.contains(&None))
        else {
            let names: Vec<&str> = people.iter().map(|(name, _)| *name).collect();
            problems.push(Diagnostic::warning(
                "row-of-nobody",
                outcome.at.clone(),
                format!(
                    "Several people have the address {}: {}; the {} was left out.",
                    outcome.called(),
                    names.join(", "),
                    said(&outcome)
                ),
                "Write the person's employee ID into the row.",
            ));
            return None;
        };
        (*name).clone_into(&mut outcome.name);
        outcome.employee_id = id.cloned();
        Some(outcome)
    };
    outcomes.into_iter().filter_map(known).collect()
}

pub(super) fn without_assessment(outcome: &PersonOutcome) -> Diagnostic {
    Diagnostic::warning(
        "outcome-without-assessment",
        outcome.at.clone(),
        format!(
            "There is {} for {} here, but no assessment of this person that could be used; it was left out.",
            if is_decision(outcome) {
                "a decision"
            } else {
                "an outcome"
            },
            outcome.called()
        ),
        "It is read once the assessment is there.",
    )
}

pub(super) fn other_name(
    outcome: &PersonOutcome,
    assessment: &Assessment,
    agrees: Agreement,
) -> Diagnostic {
    let used = if agrees == Agreement::None {
        "was left out"
    } else {
        "was used for the person with the ID"
    };
    let id = outcome.employee_id.as_deref().unwrap_or_default();
    Diagnostic::warning(
        "row-name-differs",
        outcome.at.clone(),
        format!(
            "The row names {} with the employee ID {id}, which is that of {}; the {} {used}.",
            outcome.name,
            assessment.person.name,
            said(outcome)
        ),
        "Correct the name or the employee ID.",
    )
}

/// The message about a row of somebody who has no assessment and is not on the roster. `ids` are those of the people who have
/// the row's name.
pub(super) fn of_nobody(
    outcome: &PersonOutcome,
    found: PersonLookup<'_>,
    ids: &[String],
    near: &NearNames<'_>,
) -> Diagnostic {
    let (name, said) = (outcome.called(), said(outcome));
    let (message, help) = match (found, &outcome.employee_id) {
        (PersonLookup::Several(_), _) => (
            format!("Several people with an assessment could be {name}; the {said} was left out."),
            "Write the person's employee ID into the row.".to_owned(),
        ),
        (_, Some(id)) if !ids.is_empty() => (
            format!(
                "Nobody has the employee ID {id}, given here for {name}, who has {}; the {said} was left out.",
                ids.join(" or ")
            ),
            "Correct the employee ID or the name.".to_owned(),
        ),
        _ => {
            let help = "Write the name or the employee ID as the person's assessment has it.";
            (
                format!("{name} is neither assessed nor on the roster; the {said} was left out."),
                near.find(name)
                    .map_or_else(|| help.to_owned(), |near| format!("Did you mean “{near}”?")),
            )
        }
    };
    Diagnostic::warning("row-of-nobody", outcome.at.clone(), message, help)
}

/// What the row says, in messages.
const fn said(outcome: &PersonOutcome) -> &'static str {
    if is_decision(outcome) {
        "decision"
    } else {
        "outcome"
    }
}

const fn is_decision(outcome: &PersonOutcome) -> bool {
    outcome.decision.decided.is_some()
}
