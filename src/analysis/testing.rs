//! Helpers that several tests of the analysis share.

use super::{AnalysisOptions, PersonAnalysis, analyse_person};
use crate::model::Review;

/// The analyses of everybody in a review, with the usual choices.
pub(crate) fn analysed(review: &Review) -> Vec<PersonAnalysis> {
    let options = AnalysisOptions::default();
    let people = review.assessments.iter();
    people
        .map(|one| analyse_person(review.own_map(&one.person), one, &options))
        .collect()
}
