//! Everybody, and each team: whom a row of an analysis is about.

use crate::model::{CompetencyId, Review};

/// Whom a row of an analysis is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everybody in the review.
    All,
    /// The people of one team.
    Team(String),
}

impl Scope {
    /// The name for it in the workbook.
    pub fn label(&self) -> &str {
        match self {
            Self::All => "All",
            Self::Team(team) => team,
        }
    }
}

/// Whether a competency exists for a group of people, given as indices into the review's assessments: for everybody, or as part
/// of the speciality of one of them.
pub(super) fn exists_for(review: &Review, competency: CompetencyId, members: &[usize]) -> bool {
    let has = |member: &usize| {
        let person = &review.assessments[*member].person;
        review.own_map(person).competency(competency).holds
    };
    review.career_map.competency(competency).holds || members.iter().any(has)
}

/// Everybody, then each team in document order, with their people as indices into the review's assessments.
pub(super) fn scope_members(review: &Review) -> Vec<(Scope, Vec<usize>)> {
    let mut scopes = vec![(
        Scope::All,
        (0..review.assessments.len()).collect::<Vec<_>>(),
    )];
    for (index, assessment) in review.assessments.iter().enumerate() {
        let team = assessment.team();
        // People are sorted by team, so a team's people follow each other, after everybody.
        match scopes.last_mut() {
            Some((Scope::Team(last), members)) if last == team => members.push(index),
            _ => scopes.push((Scope::Team(team.to_owned()), vec![index])),
        }
    }
    scopes
}
