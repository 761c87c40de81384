//! Adds what managers write for leadership, and what leadership decided, in whichever file, to each person's assessment.
//! Where two places differ, it is unclear which one counts, so neither is used.

use std::collections::BTreeSet;

use super::assessment::{PersonDecision, PersonOutcome};
use super::names::{MapNames, is_question};
use super::reconcile::RosterIndex;
use super::setting_lines::list_line;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::labels::List;
use crate::model::{
    Assessment, Decision, Field, NO_RECOMMENDATION, NearNames, PROMOTION, PeopleIndex,
    PersonLookup, Sourced,
};
use crate::text::{closest, fold};

mod other_review;
mod rows;
mod times;

use other_review::ThisReview;
use rows::{
    Agreement, agreement, known_by_address, of_nobody, other_name, who, without_assessment,
};

/// Adds the outcomes of each person to the assessment, and reports those that cannot be used. `cycle` is the review cycle's
/// name in the settings.
#[must_use]
pub fn add_outcomes(
    assessments: &mut [Assessment],
    outcomes: Vec<PersonOutcome>,
    roster: &RosterIndex<'_>,
    cycle: Option<&str>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let people = PeopleIndex::of(assessments.iter().map(|one| &one.person));
    let outcomes = known_by_address(outcomes, assessments, roster, &mut problems);
    let outcomes = ThisReview::of(assessments, &people, cycle).own(outcomes, &mut problems);
    let mut said: Vec<StatedOutcomes> = assessments.iter().map(StatedOutcomes::in_form).collect();
    let mut near = None;
    for outcome in outcomes {
        match people.find(who(&outcome)) {
            PersonLookup::One(place) => {
                let agrees = agreement(&outcome, place, &people, assessments);
                if agrees != Agreement::Full {
                    problems.push(other_name(&outcome, &assessments[place], agrees));
                }
                if agrees != Agreement::None {
                    said[place].add(outcome);
                }
            }
            PersonLookup::Nobody if roster.entry(who(&outcome)).is_some() => {
                problems.push(without_assessment(&outcome));
            }
            found => {
                let names =
                    || NearNames::of(assessments.iter().map(|one| one.person.name.as_str()));
                let near = near.get_or_insert_with(names);
                let assessed = people.named(&outcome.name).iter();
                let assessed = assessed.map(|place| &assessments[*place].person.employee_id);
                let listed = roster
                    .named(&outcome.name)
                    .map(|entry| &entry.person.employee_id);
                let ids = assessed.chain(listed).flatten();
                let ids: BTreeSet<String> = ids.map(ToString::to_string).collect();
                let ids: Vec<String> = ids.into_iter().collect();
                problems.push(of_nobody(&outcome, found, &ids, near));
            }
        }
    }
    for (assessment, said) in assessments.iter_mut().zip(said) {
        said.put(assessment, &mut problems);
    }
    problems
}

/// Names recommendations and decisions that are not among the words that a company's files offer. For recommendations these
/// are only notes, unless the settings list the words.
#[must_use]
pub fn unknown_recommendations(
    assessments: &[Assessment],
    known: &[String],
    are_set: bool,
    names: &MapNames<'_>,
) -> Vec<Diagnostic> {
    // What was chosen from a form of any language was read as the program's own word.
    let chosen = |word: &String| names.chosen(List::Recommendation, word.clone());
    let folded: Vec<String> = known.iter().map(|word| fold(&chosen(word))).collect();
    let unknown = |text: &str, what: &str, at: &Location, person: &str, severity: Severity| {
        // “Promotion?” is not sure yet, unless the settings have just that.
        let is_asked = is_question(text) && !known.iter().any(|word| word == text);
        if folded.contains(&fold(text)) && !is_asked {
            return None;
        }
        let severity = if is_asked {
            Severity::Warning
        } else {
            severity
        };
        let message = format!(
            "The {what} “{text}” for {person} is not one of the choices ({}); it was used as it is.",
            known.join(", ")
        );
        let all = known.iter().map(String::as_str).chain([text]);
        let add = format!(
            "write into careermap.toml, under [review]: {}",
            list_line("recommendations", all)
        );
        let help = match closest(text, known.iter().map(String::as_str)) {
            Some(word) => format!("Did you mean “{word}”? If not, {add}"),
            None => format!("Choose one of these, or {add}"),
        };
        let at = at.clone();
        let problem = Diagnostic::new(severity, "unknown-recommendation", at, message, help);
        Some(problem.about(person))
    };
    let of_recommendation = if are_set {
        Severity::Warning
    } else {
        Severity::Note
    };
    assessments
        .iter()
        .flat_map(|one| {
            let person = &one.person.name;
            let recommended = one.recommendation.as_deref().and_then(|text| {
                let at = one.cell(Field::Recommendation);
                unknown(text, "recommendation", at, person, of_recommendation)
            });
            let decided = one.decision.as_ref().and_then(|decision| {
                let Decision { decided, at, .. } = decision;
                unknown(decided, "decision", at, person, Severity::Warning)
            });
            recommended.into_iter().chain(decided)
        })
        .collect()
}

/// Names decisions that differ from what the manager recommended, and do not say why.
#[must_use]
pub fn changes_without_reasons(assessments: &[Assessment]) -> Vec<Diagnostic> {
    // Where managers recommend nothing at all, the review has no recommendations that a decision could change.
    if assessments.iter().all(|one| one.recommendation.is_none()) {
        return Vec::new();
    }
    let changes = assessments.iter().filter_map(|one| {
        let decision = one.decision.as_ref()?;
        let recommended = one.recommendation.as_deref();
        let is_change = fold(recommended.unwrap_or(NO_RECOMMENDATION)) != fold(&decision.decided);
        (is_change && decision.reasons.is_none()).then_some((one, decision, recommended))
    });
    changes
        .map(|(one, decision, recommended)| {
            let person = &one.person.name;
            let recommended = recommended.map_or_else(
                || "Nothing was recommended".to_owned(),
                |text| format!("“{text}” was recommended"),
            );
            Diagnostic::warning(
                "decision-without-reasons",
                decision.at.clone(),
                format!(
                    "{recommended} for {person}, and “{}” was decided; the row does not say why. The decision was used.",
                    decision.decided
                ),
                "Write one or two sentences into the column “Reasons for the decision”.",
            )
            .about(person)
        })
        .collect()
}

/// Names promotions to a role level that is not above the one that the person holds.
#[must_use]
pub fn promotions_not_above(assessments: &[Assessment], names: &MapNames<'_>) -> Vec<Diagnostic> {
    let map = names.map();
    let promotions = assessments.iter().filter_map(|one| {
        let decision = one.decision.as_ref()?;
        let level = decision.level.as_deref()?;
        let (person, held) = (&one.person, map.level(one.person.role_level));
        let new = names.level(level, person.track).ok()?.level;
        let is_not_above = fold(&decision.decided) == fold(PROMOTION) && map.level(new).rank <= held.rank;
        is_not_above.then(|| {
            Diagnostic::warning(
                "promotion-not-above",
                decision.at.clone(),
                format!(
                    "“{}” was decided for {}, and the new role level “{level}” is {} “{}”, which they hold now. The decision \
                     was used.",
                    decision.decided,
                    person.name,
                    if new == person.role_level {
                        "the same as"
                    } else {
                        "not above"
                    },
                    held.title
                ),
                "Correct the column “Decision” or the column “New role level”, or the role level in the assessment.",
            )
            .about(&person.name)
        })
    });
    promotions.collect()
}

/// All outcomes for one person.
struct StatedOutcomes {
    summary: Vec<Sourced<String>>,
    recommendation: Vec<Sourced<String>>,
    reasons: Vec<Sourced<String>>,
    decisions: Vec<PersonDecision>,
}

impl StatedOutcomes {
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
            decisions: Vec::new(),
        }
    }

    fn add(&mut self, outcome: PersonOutcome) {
        self.summary.extend(outcome.summary);
        self.recommendation.extend(outcome.recommendation);
        self.reasons.extend(outcome.reasons);
        self.decisions.push(outcome.decision);
    }

    /// Writes into the assessment what is stated once, or everywhere in the same words.
    fn put(self, assessment: &mut Assessment, problems: &mut Vec<Diagnostic>) {
        let Assessment {
            person,
            cells,
            manager_summary,
            recommendation,
            reasons,
            decision,
            ..
        } = assessment;
        *decision = decided(self.decisions, &person.name, problems);
        for (field, said, slot) in [
            (Field::ManagerSummary, self.summary, manager_summary),
            (Field::Recommendation, self.recommendation, recommendation),
            (Field::Reasons, self.reasons, reasons),
        ] {
            cells.remove(&field);
            let what = Statement::of(field);
            *slot = said_once(what, said, &person.name, problems).map(|said| {
                cells.insert(field, said.at);
                said.value
            });
        }
    }
}

/// The decision that the places state, each part of it once or everywhere in the same words.
fn decided(
    decisions: Vec<PersonDecision>,
    person: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Decision> {
    let mut all: [Vec<Sourced<String>>; 5] = Default::default();
    for decision in decisions {
        let PersonDecision {
            decided,
            level,
            from,
            reasons,
            by,
        } = decision;
        for (said, part) in all.iter_mut().zip([decided, level, from, reasons, by]) {
            said.extend(part);
        }
    }
    let [decided, level, from, reasons, by] = all;
    let is_said = !decided.is_empty();
    let rest = [&level, &from, &reasons, &by];
    if let Some(first) = rest.into_iter().flatten().next().filter(|_| !is_said) {
        problems.push(
            Diagnostic::warning(
                "decision-missing",
                first.at.clone(),
                format!("The row about {person} says more about a decision, but not what was decided; it was left out."),
                "Choose what was decided in the column “Decision”, or empty the cells to its right.",
            )
            .about(person),
        );
    }
    let mut once = |what, is_short, said| {
        let what = Statement { what, is_short };
        said_once(what, said, person, problems)
    };
    // Where what was decided is unclear, the rest says nothing.
    let decided = once("decision", true, decided)?;
    let mut part = |what, is_short, said| once(what, is_short, said).map(|said| said.value);
    Some(Decision {
        decided: decided.value,
        level: part("new role level", true, level),
        from: part("date of the decision", true, from),
        reasons: part("reasons for the decision", false, reasons),
        by: part("name under “Decided by”", true, by),
        at: decided.at,
    })
}

/// What is stated, for messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    what: &'static str,
    /// Whether it is a word or two, which a message repeats.
    is_short: bool,
}

impl Statement {
    /// What a field states.
    pub(super) fn of(field: Field) -> Self {
        Self {
            what: field.label(),
            is_short: field == Field::Recommendation,
        }
    }
}

/// The value, if all places have the same; otherwise `None`, with a message that names both cells.
pub(super) fn said_once(
    what: Statement,
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
    problems.push(differ(what, &first, &others, person));
    None
}

fn differ(
    Statement { what, is_short }: Statement,
    first: &Sourced<String>,
    others: &[Sourced<String>],
    person: &str,
) -> Diagnostic {
    let cells = |said: &[Sourced<String>]| {
        let cells: Vec<String> = said.iter().map(|one| one.at.to_string()).collect();
        cells.join(" and ")
    };
    let none = if others.len() == 1 { "neither" } else { "none" };
    let message = if is_short {
        let other: Vec<String> = others
            .iter()
            .map(|one| format!("“{}” in {}", one.value, one.at))
            .collect();
        format!(
            "The {} for {person} is “{}” here and {}; {none} was used.",
            what.to_lowercase(),
            first.value,
            other.join(" and ")
        )
    } else {
        format!(
            "For {person} there is another text under “{what}” in {}; {none} was used.",
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

/// Whether a message is about what managers recommend or what was decided, which only leadership reads.
pub fn is_about_outcomes(problem: &Diagnostic) -> bool {
    const CODES: [&str; 10] = [
        "unknown-recommendation",
        "decision-without-reasons",
        "promotion-not-above",
        "decision-missing",
        "decision-text-cut",
        "outcomes-differ",
        "outcome-without-assessment",
        "row-name-differs",
        "other-review",
        "text-unused",
    ];
    CODES.contains(&problem.code.0)
}

#[cfg(test)]
mod tests;
