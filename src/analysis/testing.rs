//! Helpers that several tests of the analysis share.

use super::{AnalysisOptions, PersonAnalysis, analyse_person};
use crate::model::Review;

/// The usual choices.
pub(crate) const OPTIONS: AnalysisOptions = AnalysisOptions {
    focus_areas: 3,
    needed_people: 2,
};

/// The analyses of everybody in a review, with the usual choices.
pub(crate) fn analysed(review: &Review) -> Vec<PersonAnalysis> {
    let people = review.assessments.iter();
    people
        .map(|one| analyse_person(review.own_map(&one.person), one, &OPTIONS))
        .collect()
}
