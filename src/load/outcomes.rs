//! Adds what managers write for leadership, in whichever file, to each person's assessment. Where two places differ, it
//! is unclear which one counts, so neither is used.

use super::assessment::PersonOutcome;
use super::names::Names;
use super::reconcile::RosterIndex;
use crate::diagnostic::Diagnostic;
use crate::labels::List;
use crate::model::{Assessment, Field, Found, NearNames, PeopleIndex, Sourced, Who};
use crate::text::{closest, fold};

/// Adds the outcomes of each person to the assessment, and reports those that cannot be used.
#[must_use]
pub fn add_outcomes(
    assessments: &mut [Assessment],
    outcomes: Vec<PersonOutcome>,
    roster: &RosterIndex<'_>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let people = PeopleIndex::of(assessments.iter().map(|one| &one.person));
    let mut said: Vec<Said> = assessments.iter().map(Said::in_form).collect();
    let mut near = None;
    for outcome in outcomes {
        match people.find(who(&outcome)) {
            Found::One(place) => said[place].add(outcome),
            Found::Nobody if roster.entry(who(&outcome)).is_some() => {
                problems.push(without_assessment(&outcome));
            }
            found => {
                let names =
                    || NearNames::of(assessments.iter().map(|one| one.person.name.as_str()));
                let near = near.get_or_insert_with(names);
                problems.push(of_nobody(&outcome, found, near));
            }
        }
    }
    for (assessment, said) in assessments.iter_mut().zip(said) {
        said.put(assessment, &mut problems);
    }
    problems
}

/// Names recommendations that are not among the words that a company's files offer; only notes, unless the settings
/// list these words.
#[must_use]
pub fn unknown_recommendations(
    assessments: &[Assessment],
    known: &[String],
    are_set: bool,
    names: &Names<'_>,
) -> Vec<Diagnostic> {
    // What was chosen from a form of any language was read as the program's own word.
    let chosen = |word: &String| names.chosen(List::Recommendation, word.clone());
    let folded: Vec<String> = known.iter().map(|word| fold(&chosen(word))).collect();
    let words = || known.iter().map(String::as_str);
    let said = assessments
        .iter()
        .filter_map(|one| Some((one, one.recommendation.as_deref()?)));
    said.filter(|(_, text)| !folded.contains(&fold(text)))
        .map(|(assessment, text)| {
            let message = format!(
                "The recommendation “{text}” for {} is not one of the choices ({}); it was used as it is.",
                assessment.person.name,
                known.join(", ")
            );
            let add = "write it into the list under [review] recommendations in careermap.toml.";
            let help = match closest(text, words()) {
                Some(word) => format!("Did you mean “{word}”? If not, {add}"),
                None => format!("Choose one of these, or {add}"),
            };
            let at = assessment.cell(Field::Recommendation).clone();
            let problem = if are_set {
                Diagnostic::warning("unknown-recommendation", at, message, help)
            } else {
                Diagnostic::note("unknown-recommendation", at, message, help)
            };
            problem.about(&assessment.person.name)
        })
        .collect()
}

fn who(outcome: &PersonOutcome) -> Who<'_> {
    Who {
        id: outcome.employee_id.as_ref(),
        name: &outcome.name,
        team: outcome.team.as_deref(),
        email: outcome.email.as_deref(),
    }
}

/// All outcomes for one person.
struct Said {
    summary: Vec<Sourced<String>>,
    recommendation: Vec<Sourced<String>>,
    reasons: Vec<Sourced<String>>,
}

impl Said {
    /// What the person's form says.
    fn in_form(assessment: &Assessment) -> Self {
        let text = |field, text: &Option<String>| {
            let text = text.clone().into_iter();
            text.map(|text| Sourced::new(text, assessment.cell(field).clone()))
                .collect()
        };
        Self {
            summary: text(Field::ManagerSummary, &assessment.manager_summary),
            recommendation: text(Field::Recommendation, &assessment.recommendation),
            reasons: text(Field::Reasons, &assessment.reasons),
        }
    }

    fn add(&mut self, outcome: PersonOutcome) {
        self.summary.extend(outcome.summary);
        self.recommendation.extend(outcome.recommendation);
        self.reasons.extend(outcome.reasons);
    }

    /// Writes into the assessment what is stated once, or everywhere in the same words.
    fn put(self, assessment: &mut Assessment, problems: &mut Vec<Diagnostic>) {
        let Assessment {
            person,
            cells,
            manager_summary,
            recommendation,
            reasons,
            ..
        } = assessment;
        for (field, said, slot) in [
            (Field::ManagerSummary, self.summary, manager_summary),
            (Field::Recommendation, self.recommendation, recommendation),
            (Field::Reasons, self.reasons, reasons),
        ] {
            cells.remove(&field);
            *slot = said_once(field, said, &person.name, problems).map(|said| {
                cells.insert(field, said.at);
                said.value
            });
        }
    }
}

/// The value, if all places have the same; otherwise `None`, with a message that names both cells.
pub(super) fn said_once(
    field: Field,
    said: Vec<Sourced<String>>,
    person: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Sourced<String>> {
    let mut said = said.into_iter();
    let first = said.next()?;
    let others: Vec<Sourced<String>> = said
        .filter(|other| fold(&other.value) != fold(&first.value))
        .collect();
    if others.is_empty() {
        return Some(first);
    }
    problems.push(differ(field, &first, &others, person));
    None
}

fn differ(
    field: Field,
    first: &Sourced<String>,
    others: &[Sourced<String>],
    person: &str,
) -> Diagnostic {
    let cells = |said: &[Sourced<String>]| {
        let cells: Vec<String> = said.iter().map(|one| one.at.to_string()).collect();
        cells.join(" and ")
    };
    let what = field.label().to_lowercase();
    let none = if others.len() == 1 { "neither" } else { "none" };
    let message = if field == Field::Recommendation {
        let other: Vec<String> = others
            .iter()
            .map(|one| format!("“{}” in {}", one.value, one.at))
            .collect();
        format!(
            "The {what} for {person} is “{}” here and {}; {none} was used.",
            first.value,
            other.join(" and ")
        )
    } else {
        format!(
            "For {person} there is another text under “{}” in {}; {none} was used.",
            field.label(),
            cells(others)
        )
    };
    Diagnostic::warning(
        "outcomes-differ",
        first.at.clone(),
        message,
        "Keep the one that counts, and empty the other cell.",
    )
    .about(person)
}

fn without_assessment(outcome: &PersonOutcome) -> Diagnostic {
    Diagnostic::warning(
        "outcome-without-assessment",
        outcome.at.clone(),
        format!(
            "There is an outcome for {} here, but no assessment of this person that could be used; it was left out.",
            called(outcome)
        ),
        "It is read once the assessment is there.",
    )
}

fn of_nobody(outcome: &PersonOutcome, found: Found<'_>, near: &NearNames<'_>) -> Diagnostic {
    let name = called(outcome);
    let (message, help) = if matches!(found, Found::Several(_)) {
        (
            format!("Several people with an assessment could be {name}; the outcome was left out."),
            "Write the person's employee ID into the row.".to_owned(),
        )
    } else {
        let help = "Write the name or the employee ID as the person's assessment has it.";
        (
            format!("{name} is neither assessed nor on the roster; the outcome was left out."),
            near.find(name)
                .map_or_else(|| help.to_owned(), |near| format!("Did you mean “{near}”?")),
        )
    };
    Diagnostic::warning("row-of-nobody", outcome.at.clone(), message, help)
}

fn called(outcome: &PersonOutcome) -> &str {
    let id = outcome.employee_id.as_deref().unwrap_or_default();
    if outcome.name.is_empty() {
        id
    } else {
        &outcome.name
    }
}

#[cfg(test)]
mod tests;
