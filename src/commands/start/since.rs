//! What was solved since the last check, and what is new.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{AnsweredCount, missing};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::with_id;
use crate::output::InputEntry;
use crate::pipeline::AnalysedReview;
use crate::text::{counted, first_listed};

/// What a check found, kept for comparison with the next one.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Whether the career map could be read.
    pub(super) is_read: bool,
    /// The problems to solve.
    problems: Vec<Diagnostic>,
    /// Who is on the roster without an assessment; people with the same name and no ID count once.
    missing: BTreeSet<String>,
    /// How many people are missing.
    pub(super) missing_people: usize,
    /// How many assessments have all their ratings.
    complete: usize,
    /// The files that were read.
    inputs: Vec<InputEntry>,
}

impl Findings {
    /// What a check of files that could be read found.
    pub(super) fn of(cycle: &AnalysedReview) -> Self {
        let review = &cycle.review;
        let missing = missing(review);
        Self {
            is_read: true,
            missing_people: missing.len(),
            missing: missing
                .into_iter()
                .map(|entry| with_id(&entry.person.name, entry.person.employee_id.as_deref()))
                .collect(),
            complete: review
                .assessments
                .iter()
                .map(|assessment| AnsweredCount::of(review, assessment))
                .filter(AnsweredCount::is_complete)
                .count(),
            inputs: cycle.inputs.clone(),
            ..Self::refused(&cycle.diagnostics)
        }
    }

    /// What a check found where the career map could not be read.
    pub(super) fn refused(diagnostics: &[Diagnostic]) -> Self {
        let is_problem = |diagnostic: &&Diagnostic| diagnostic.severity > Severity::Note;
        Self {
            problems: diagnostics.iter().filter(is_problem).cloned().collect(),
            ..Self::default()
        }
    }

    /// How many problems are to be solved.
    pub(super) fn problems(&self) -> usize {
        self.problems.len()
    }

    /// Whether no problem is left and nobody is missing.
    pub(super) fn is_clean(&self) -> bool {
        self.is_read && self.problems.is_empty() && self.missing.is_empty()
    }

    /// What is different from an earlier check, line by line.
    pub(super) fn since(&self, before: &Self) -> Vec<String> {
        match (before.is_read, self.is_read) {
            (true, false) => {
                return vec![
                    "Since the last check: the career map can no longer be read.".to_owned(),
                ];
            }
            (false, true) => {
                return vec!["Since the last check: the career map can be read now.".to_owned()];
            }
            _ => {}
        }
        let (mended, new) = differences(&before.problems, &self.problems);
        let arrived: Vec<&String> = before.missing.difference(&self.missing).collect();
        let gone: Vec<&String> = self.missing.difference(&before.missing).collect();
        if mended.is_empty() && new.is_empty() && arrived.is_empty() && gone.is_empty() {
            let nothing = if self.inputs == before.inputs && self.is_read {
                "Since the last check: no file has changed. Did you save it?"
            } else if self.complete != before.complete {
                "Since the last check: the same problems are left; some ratings have changed, see below."
            } else {
                "Since the last check: the same problems are left."
            };
            return vec![nothing.to_owned()];
        }
        let mut lines = vec![format!(
            "Since the last check: {} mended, {} new, {} left.",
            mended.len(),
            new.len(),
            self.problems.len() - new.len()
        )];
        for (word, problems) in [("mended", &mended), ("new", &new)] {
            lines.extend(
                problems
                    .iter()
                    .take(MAX_SHOWN)
                    .map(|problem| brief(word, problem)),
            );
            if problems.len() > MAX_SHOWN {
                lines.push(format!("  {word}: and {} more", problems.len() - MAX_SHOWN));
            }
        }
        if !arrived.is_empty() {
            lines.push(format!(
                "  no longer missing: {}",
                first_listed(&arrived, MAX_SHOWN)
            ));
        }
        if !gone.is_empty() {
            lines.push(format!(
                "  newly missing: {}",
                first_listed(&gone, MAX_SHOWN)
            ));
        }
        lines
    }

    /// The people who are missing, in a sentence.
    pub(super) fn missing(&self) -> Option<String> {
        let missing: Vec<&String> = self.missing.iter().collect();
        (!missing.is_empty()).then(|| first_listed(&missing, MAX_SHOWN))
    }
}

/// At most this many of a kind are named.
const MAX_SHOWN: usize = 6;

/// A problem in one line.
fn brief(word: &str, problem: &Diagnostic) -> String {
    let place = problem.location.to_string();
    let colon = if place.is_empty() { "" } else { ": " };
    let message = problem.message.lines().next().unwrap_or_default();
    format!("  {word}: {place}{colon}{message}")
}

/// The problems that are gone, and those that are new. A problem whose cell or words changed is neither, as long as its
/// file and sheet have as many of its kind as before.
fn differences<'a>(
    before: &'a [Diagnostic],
    now: &'a [Diagnostic],
) -> (Vec<&'a Diagnostic>, Vec<&'a Diagnostic>) {
    let (before, now) = without_equals(before.iter().collect(), now.iter().collect(), |problem| {
        ((*problem).clone(), problem.kind.place())
    });
    without_equals(before, now, |problem| {
        let place = problem.location.without_cell();
        (place, problem.code, problem.kind.place())
    })
}

/// The problems of each side that equal none of the other side.
fn without_equals<'a, K: Ord>(
    before: Vec<&'a Diagnostic>,
    now: Vec<&'a Diagnostic>,
    key: impl Fn(&Diagnostic) -> K,
) -> (Vec<&'a Diagnostic>, Vec<&'a Diagnostic>) {
    let mut open: BTreeMap<K, usize> = BTreeMap::new();
    for problem in &before {
        *open.entry(key(problem)).or_default() += 1;
    }
    let take =
        |open: &mut BTreeMap<K, usize>, problem: &Diagnostic| match open.get_mut(&key(problem)) {
            Some(number) if *number > 0 => {
                *number -= 1;
                true
            }
            _ => false,
        };
    let new: Vec<&Diagnostic> = now
        .into_iter()
        .filter(|problem| !take(&mut open, problem))
        .collect();
    let mended = before
        .into_iter()
        .filter(|problem| take(&mut open, problem))
        .collect();
    (mended, new)
}

/// The people and their answers, a line each.
pub(super) fn people_lines(cycle: &AnalysedReview, findings: &Findings) -> [String; 2] {
    let review = &cycle.review;
    let assessed = review.assessments.len();
    let people = match (&review.roster, findings.missing()) {
        (None, _) if assessed == 0 => {
            "People: nobody has an assessment yet, and there is no roster.xlsx.".to_owned()
        }
        (None, _) => format!(
            "People: {} with an assessment. There is no roster.xlsx, so careermap cannot say who is missing.",
            counted(assessed, "person", "people")
        ),
        (Some(roster), None) => format!(
            "People: everybody on the roster ({}) has an assessment.",
            roster.len()
        ),
        (Some(roster), Some(missing)) => format!(
            "People: {} of {} on the roster have an assessment. Missing: {missing}.",
            roster.len() - findings.missing_people,
            roster.len()
        ),
    };
    let answers = match assessed - findings.complete {
        0 if assessed == 0 => "Ratings: none yet.".to_owned(),
        0 => "Ratings: every assessment is complete.".to_owned(),
        _ if findings.complete == 0 => {
            "Ratings: no assessment is complete yet; the person or the manager has not rated everything.".to_owned()
        }
        open => format!(
            "Ratings: {} of {} complete; in the other {}, the person or the manager has not rated everything.",
            findings.complete,
            counted(assessed, "assessment is", "assessments are"),
            if open == 1 { "one".to_owned() } else { open.to_string() },
        ),
    };
    [people, answers]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{CellAddress, Location};
    use crate::output::Fingerprint;

    fn wrong(file: &str, row: u32, what: &str) -> Diagnostic {
        let at = Location::of_file(file)
            .with_sheet("Assessment")
            .with_cell(CellAddress::new(row, 1));
        Diagnostic::warning("not-a-rating", at, format!("Found “{what}”."), "Choose.")
    }

    fn found(problems: &[Diagnostic], missing: &[&str]) -> Findings {
        Findings {
            is_read: true,
            missing: missing.iter().map(ToString::to_string).collect(),
            ..Findings::refused(problems)
        }
    }

    #[test]
    fn what_was_mended_what_is_new_and_who_came_is_said() {
        let before = found(
            &[
                wrong("a.xlsx", 21, "Enginer"),
                wrong("a.xlsx", 22, "Enginer"),
                wrong("b.xlsx", 21, "Senoir"),
            ],
            &["Bo Lind", "Cy Noor"],
        );
        let now = found(
            &[wrong("a.xlsx", 22, "Enginer"), wrong("c.xlsx", 21, "Junor")],
            &["Cy Noor", "Di Ray"],
        );
        assert_eq!(
            now.since(&before),
            [
                "Since the last check: 2 mended, 1 new, 1 left.",
                "  mended: a.xlsx, sheet “Assessment”, cell B22: Found “Enginer”.",
                "  mended: b.xlsx, sheet “Assessment”, cell B22: Found “Senoir”.",
                "  new: c.xlsx, sheet “Assessment”, cell B22: Found “Junor”.",
                "  no longer missing: Bo Lind",
                "  newly missing: Di Ray",
            ]
        );
    }

    #[test]
    fn a_problem_that_moved_or_reads_otherwise_is_the_same() {
        let before = found(&[wrong("a.xlsx", 21, "x"), wrong("a.xlsx", 22, "y")], &[]);
        let mut moved = found(&[wrong("a.xlsx", 23, "x"), wrong("a.xlsx", 24, "z")], &[]);
        moved.inputs = vec![InputEntry {
            file: "a.xlsx".to_owned(),
            sha256: Fingerprint::of(b"saved"),
        }];
        assert_eq!(
            moved.since(&before),
            ["Since the last check: the same problems are left."]
        );
        // One of two is gone, wherever the other one moved.
        let one = found(&[wrong("a.xlsx", 30, "q")], &[]);
        assert_eq!(
            one.since(&before)[0],
            "Since the last check: 1 mended, 0 new, 1 left."
        );
    }

    #[test]
    fn a_note_is_nothing_to_mend_and_an_untouched_folder_is_said() {
        let note = Diagnostic::note("x", Location::of_file("a.xlsx"), "Look.", "Nothing.");
        let clean = found(&[note], &[]);
        assert!(clean.is_clean());
        assert_eq!(
            clean.since(&clean),
            ["Since the last check: no file has changed. Did you save it?"]
        );
    }

    #[test]
    fn a_map_that_can_be_read_again_says_so_instead_of_naming_everything_else() {
        let refused = Findings::refused(&[wrong("career-map.xlsx", 1, "x")]);
        let read = found(&[wrong("a.xlsx", 21, "x")], &["Bo"]);
        assert_eq!(
            read.since(&refused),
            ["Since the last check: the career map can be read now."]
        );
        assert_eq!(refused.since(&read).len(), 1);
        assert!(!refused.is_clean());
    }

    #[test]
    fn long_lists_are_cut() {
        let many: Vec<Diagnostic> = (0..9).map(|row| wrong("a.xlsx", row, "x")).collect();
        let names: Vec<String> = (0..9).map(|number| format!("P{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let lines = found(&[], &[]).since(&found(&many, &names));
        assert_eq!(lines.len(), 1 + MAX_SHOWN + 1 + 1);
        assert_eq!(lines[MAX_SHOWN + 1], "  mended: and 3 more");
        assert_eq!(
            lines[MAX_SHOWN + 2],
            "  no longer missing: P0, P1, P2, P3, P4, P5 and 3 more"
        );
    }
}
