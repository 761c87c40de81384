//! What somebody can do next, by how far the folder has come.

use std::path::Path;

use super::folder::name;
use super::{CheckFindings, Start, short};
use crate::ui::PromptError;

/// What somebody chooses next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Plans,
    Forms,
    Examples,
    /// Go by a last review as well, or by none.
    LastReview,
    Check,
    AnotherFolder,
    Close,
}

/// How far a folder has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Situation {
    /// There is no career map; `is_free` if nothing is in the way of an example.
    NoMap { is_free: bool },
    /// The career map or the settings cannot be read.
    Refused,
    /// There are no assessments, and no list of people that could be read; `is_free` if there is none at all.
    NoPeople { is_free: bool },
    /// There are no assessments yet.
    NoAssessments { people: usize },
    /// There are assessments; `missing` people of the roster have none.
    Assessed { people: usize, missing: usize },
}

impl Start<'_> {
    /// Asks what is next; `made` is what was made since the check.
    pub(super) fn next_step(
        &self,
        found: &CheckFindings,
        made: Option<Step>,
        last: Option<&Path>,
    ) -> Result<Step, PromptError> {
        let check = (
            Step::Check,
            "Check again, after I have changed something".to_owned(),
        );
        let close = (Step::Close, "Close".to_owned());
        let mut steps = match found.next {
            Situation::NoMap { is_free } => {
                let put = "Add an example to start from".to_owned();
                let mut steps = Vec::from_iter(is_free.then_some((Step::Examples, put)));
                steps.extend([check, (Step::AnotherFolder, ANOTHER.to_owned())]);
                steps
            }
            Situation::Refused => vec![check],
            Situation::NoPeople { is_free } => {
                let put = "Add a list of people to fill in (roster.xlsx)".to_owned();
                let mut steps = Vec::from_iter(is_free.then_some((Step::Examples, put)));
                steps.push(check);
                steps
            }
            Situation::NoAssessments { people } => {
                vec![(Step::Forms, forms_for(people)), check, review_before(last)]
            }
            Situation::Assessed { people, missing } => {
                let plans = match people {
                    1 => "Make the plan for 1 person".to_owned(),
                    people => format!("Make the plans for {people} people"),
                };
                let mut steps = vec![(Step::Plans, plans), check];
                if missing > 0 {
                    let forms = "Make forms, also for those who are missing".to_owned();
                    steps.push((Step::Forms, forms));
                }
                steps.push(review_before(last));
                steps
            }
        };
        if made == Some(Step::Plans) {
            steps.insert(0, close);
        } else {
            steps.push(close);
        }
        // Plans can wait until what is wrong is mended; and forms have to come back first.
        let can_wait = steps[0].0 == Step::Plans && !found.findings.is_clean();
        let first = if can_wait || made == Some(Step::Forms) {
            Step::Check
        } else {
            steps[0].0
        };
        let first = steps.iter().position(|(step, _)| *step == first);
        let (steps, answers): (Vec<Step>, Vec<String>) = steps.into_iter().unzip();
        let chosen = self.ui.choose(WHAT_NEXT, &answers, first.unwrap_or(0))?;
        Ok(steps.get(chosen).copied().unwrap_or(Step::Close))
    }
}

pub(super) const WHAT_NEXT: &str = "\nWhat next? (arrow keys, then Enter)";
pub(super) const ANOTHER: &str = "Use another folder";

fn review_before(last: Option<&Path>) -> (Step, String) {
    let offered = match last {
        None => "Use the last review too: what has changed, and open actions".to_owned(),
        Some(last) => format!(
            "Use another last review than “{}”, or none",
            short(&name(last))
        ),
    };
    (Step::LastReview, offered)
}

fn forms_for(people: usize) -> String {
    match people {
        1 => "Make a form for the person on the roster".to_owned(),
        people => format!("Make a form for each of the {people} people on the roster"),
    }
}
