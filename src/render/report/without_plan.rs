//! Who got no plan, and why: the last part of a run's output.

use std::collections::BTreeSet;

use super::why_missing;
use crate::analysis::{UnusableFiles, missing};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Review, with_id};

/// People without a plan, and files that gave no plan, each with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WithoutPlan {
    /// People: assessed ones whose plan was not made, and those on the roster without an assessment.
    pub people: Vec<String>,
    /// Files that were left out and match nobody on the roster, so the number of their people is unknown.
    pub files: Vec<String>,
}

/// Everybody who should have a plan but has none.
///
/// `has_plan` says whether an assessment has a plan, by its place in the review. With `only`, only these assessments
/// are looked at.
pub fn without_plan(
    review: &Review,
    diagnostics: &[Diagnostic],
    only: Option<&[usize]>,
    has_plan: impl Fn(usize) -> bool,
) -> WithoutPlan {
    let named = |name: &str, id: Option<&str>, why: &str| format!("{}: {why}", with_id(name, id));
    let mut people: Vec<String> = (0..review.assessments.len())
        .filter(|index| only.is_none_or(|only| only.contains(index)) && !has_plan(*index))
        .map(|index| {
            let person = &review.assessments[index].person;
            let id = person.employee_id.as_deref();
            named(
                &person.name,
                id,
                "the plan could not be made; see the errors",
            )
        })
        .collect();
    let mut files = Vec::new();
    if only.is_none() {
        let unusable = UnusableFiles::of(diagnostics);
        people.extend(missing(review).into_iter().map(|entry| {
            let id = entry.person.employee_id.as_deref();
            named(&entry.person.name, id, why_missing(entry, &unusable))
        }));
        let left_out = files_of_nobody(review, diagnostics).into_iter();
        files.extend(left_out.map(|file| named(file, None, "left out; see the errors")));
    }
    WithoutPlan { people, files }
}

/// Files of assessments that were left out completely and match nobody on the roster.
fn files_of_nobody<'d>(review: &Review, diagnostics: &'d [Diagnostic]) -> BTreeSet<&'d str> {
    let read: BTreeSet<&str> = review
        .assessments
        .iter()
        .filter_map(|assessment| assessment.at.file())
        .collect();
    let missing = missing(review);
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        // A file without an assessment is not anybody's.
        .filter(|diagnostic| diagnostic.code.0 != "no-assessment")
        .filter(|diagnostic| {
            let itself = UnusableFiles::of(std::slice::from_ref(*diagnostic));
            !missing.iter().any(|entry| itself.has_one_of(entry))
        })
        .filter_map(|diagnostic| diagnostic.location.file())
        .filter(|file| file.starts_with("assessments/") && !read.contains(file))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Location;
    use crate::model::testing::{career_map, person, roster_entry};

    #[test]
    fn everybody_without_a_plan_is_named_once_with_the_reason() {
        let map = career_map(&["A"], &["Writing"]);
        let [ana, bo, cy, di] = ["Ana", "Bo", "Cy", "Di"].map(|name| person(&map, name, 0).build());
        let roster: Vec<_> = [&ana, &bo, &cy, &di]
            .into_iter()
            .map(roster_entry)
            .collect();
        let review = Review::new(map, vec![ana, bo], Some(roster), None);
        let error = |file: &str, message: &str| {
            Diagnostic::error("left-out", Location::of_file(file), message, "Correct it.")
        };
        let diagnostics = [
            error("assessments/cy.xlsx", "The form has no role level."),
            error("assessments/cy.xlsx", "The same once more."),
            error("assessments/scan.xlsx", "The file is not a spreadsheet."),
            error("assessments/ana.xlsx", "One row was left out."),
            error("roster.xlsx", "A row was left out."),
            Diagnostic::error(
                "no-assessment",
                Location::of_file("assessments/budget.xlsx"),
                "No assessment was found.",
                "Move it away.",
            ),
        ];
        let found = without_plan(&review, &diagnostics, None, |index| index == 0);
        assert_eq!(
            found.people,
            [
                "Bo: the plan could not be made; see the errors",
                "Cy: there is a file, but it could not be used; see the errors",
                "Di: no assessment yet",
            ]
        );
        assert_eq!(
            found.files,
            ["assessments/scan.xlsx: left out; see the errors"]
        );
        // The result leaves out people who were not asked for.
        let only = without_plan(&review, &diagnostics, Some(&[0]), |index| index == 0);
        assert_eq!(only, WithoutPlan::default());
    }
}
