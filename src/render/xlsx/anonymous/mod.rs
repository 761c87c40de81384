//! The team gap workbook without anybody in it.
//!
//! Only [`AnonymousInput::new`] sees the review. Every sheet is written from what may be shown (`analysis::Anonymous`), the
//! career map and the options; so nothing else about people can get into the file. Where nothing may be shown, one
//! sheet says why.

mod by_team;
mod charts;
mod findings;
mod gaps;
mod method;
mod summary;

use std::borrow::Cow;

use super::context::WorkbookParts;
use super::suggestions;
use super::{BookInput, BookOptions, WorkbookError};
use crate::analysis::{
    Anonymous, AnonymousGroup, GroupNames, PersonAnalysis, anonymous, anonymous_suggestions,
    scale_words,
};
use crate::labels::Labels;
use crate::model::{CareerMap, CompetencyId, Review};

/// The anonymous workbook as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format, such as more columns than a sheet has.
pub fn anonymous_workbook(input: &BookInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let material = AnonymousInput::new(input);
    let mut sheets = Vec::new();
    match material.everybody().filter(|all| all.shown().count() > 0) {
        None => sheets.push(summary::instead(&material)?),
        Some(all) => {
            sheets.push(summary::sheet(&material, all)?);
            sheets.push(gaps::sheet(&material)?);
            if material.is_by_team() {
                sheets.push(by_team::sheet(&material, all)?);
            }
            if !material.suggestions.is_empty() {
                sheets.push(suggestions::anonymous(
                    &material.parts,
                    &material.suggestions,
                )?);
            }
            sheets.push(method::sheet(&material, all)?);
        }
    }
    material.parts.finish("workbook.document-anonymous", sheets)
}

/// What may be shown, with the groups' names in the workbook's language.
pub(super) fn disclosed(
    review: &Review,
    people: &[PersonAnalysis],
    minimum: usize,
    labels: &Labels,
) -> Anonymous {
    let numbered =
        |number: usize| labels.with("workbook.anonymous.numbered-team", &[("n", &number)]);
    let names = GroupNames {
        everybody: labels.say("workbook.all"),
        no_team: labels.say("workbook.no-team"),
        others: labels.say("workbook.anonymous.other-teams"),
        numbered: &numbered,
    };
    anonymous(review, people, minimum, &names)
}

/// What the sheets are written from.
struct AnonymousInput<'a> {
    map: &'a CareerMap,
    parts: WorkbookParts<'a>,
    disclosed: Anonymous,
    suggestions: Vec<String>,
}

impl<'a> AnonymousInput<'a> {
    fn new(input: &BookInput<'a>) -> Self {
        let labels = &input.options.labels;
        let disclosed = disclosed(
            input.review,
            input.people,
            input.options.minimum_group,
            labels,
        );
        let options = BookOptions {
            confidentiality: Some(
                labels.with("workbook.anonymous", &[("minimum", &disclosed.minimum)]),
            ),
            ..input.options.clone()
        };
        Self {
            map: &input.review.career_map,
            parts: WorkbookParts::new(Cow::Owned(options), input.review.as_of),
            suggestions: anonymous_suggestions(input.review, disclosed.minimum)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            disclosed,
        }
    }

    /// Everybody; `None` if they are too few to be shown.
    fn everybody(&self) -> Option<&AnonymousGroup> {
        self.disclosed.groups.first()
    }

    /// The groups, of which each person is in one; empty if all were joined.
    fn teams(&self) -> &[AnonymousGroup] {
        self.disclosed.groups.get(1..).unwrap_or_default()
    }

    /// Whether any competency is shown by team; then it is shown for each.
    fn is_by_team(&self) -> bool {
        self.teams()
            .first()
            .is_some_and(|team| team.shown().count() > 0)
    }

    fn labels(&self) -> &Labels {
        self.parts.labels()
    }

    fn competency(&self, id: CompetencyId) -> &'a str {
        &self.map.competency(id).name
    }

    fn scale_words(&self, point: i64) -> String {
        scale_words(self.map, point)
    }
}
