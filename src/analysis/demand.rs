//! Training demand: which level's expectations how many people need next, competency by competency.

use std::collections::BTreeMap;

use super::coverage::Scope;
use super::standing::PersonAnalysis;
use super::steps::next_point;
use crate::model::{CompetencyId, Review};

/// The next step of the people of one scope in one competency.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Whose demand it is.
    pub scope: Scope,
    /// The competency.
    pub competency: CompetencyId,
    /// People with a role gap, as indices into the review's assessments.
    pub below_role: Vec<usize>,
    /// The people with a target gap by the point of the scale that they finish next, as indices into the review's
    /// assessments. A person at q works towards ⌊q⌋ + 1: one level is finished before the next.
    pub next_steps: BTreeMap<i64, Vec<usize>>,
}

impl Demand {
    /// Number of people with a target gap.
    #[must_use]
    pub fn people(&self) -> usize {
        self.next_steps.values().map(Vec::len).sum()
    }
}

/// The demand for every scored competency, for everybody first and then for each team in document order: the same rows
/// as [`coverage`](super::coverage::coverage).
#[must_use]
pub fn demand(review: &Review, people: &[PersonAnalysis]) -> Vec<Demand> {
    let mut rows = Vec::new();
    for (scope, members) in scope_members(review) {
        for competency in review.career_map.competency_ids() {
            if review.career_map.competency(competency).scored {
                rows.push(row(&scope, competency, &members, people));
            }
        }
    }
    rows
}

fn row(
    scope: &Scope,
    competency: CompetencyId,
    members: &[usize],
    people: &[PersonAnalysis],
) -> Demand {
    let mut below_role = Vec::new();
    let mut next_steps: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for &member in members {
        let gap = people[member].gap(competency);
        if gap.is_below_role() {
            below_role.push(member);
        }
        if let Some(rating) = gap.rating
            && gap.is_below_target()
        {
            next_steps
                .entry(next_point(rating) as i64)
                .or_default()
                .push(member);
        }
    }
    Demand {
        scope: scope.clone(),
        competency,
        below_role,
        next_steps,
    }
}

/// Everybody, then each team in document order, with their people as indices into the review's assessments.
pub(super) fn scope_members(review: &Review) -> Vec<(Scope, Vec<usize>)> {
    let mut scopes = vec![(
        Scope::All,
        (0..review.assessments.len()).collect::<Vec<_>>(),
    )];
    for (index, assessment) in review.assessments.iter().enumerate() {
        let team = assessment.team();
        // People are sorted by team, so a team's people stand together, after everybody.
        match scopes.last_mut() {
            Some((Scope::Team(last), members)) if last == team => members.push(index),
            _ => scopes.push((Scope::Team(team.to_owned()), vec![index])),
        }
    }
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AnalysisOptions, analyse_person};
    use crate::model::testing::{career_map, person};

    #[test]
    fn a_person_needs_the_level_above_the_rating_next() {
        // Levels 1 to 4. Ana (role 2, target 3) is at 1: role gap 1, next step 2.
        // Bo (role 2, target 4) is at 2.5: no role gap, target gap 1.5, next step 3.
        // Cy (role 2, target 3) is at 3: no gap.
        let map = career_map(&["A", "B", "C", "D"], &["Writing"]);
        let assessments = vec![
            person(&map, "Ana", 1).team("T").rated_all(&[1.0]).build(),
            person(&map, "Bo", 1)
                .team("T")
                .target(3)
                .rated_all(&[2.5])
                .build(),
            person(&map, "Cy", 1).team("U").rated_all(&[3.0]).build(),
        ];
        let review = Review::new(map, assessments, None, None);
        let people: Vec<_> = review
            .assessments
            .iter()
            .map(|a| analyse_person(&review.career_map, a, &AnalysisOptions::default()))
            .collect();
        let rows = demand(&review, &people);
        assert_eq!(rows.len(), 3, "All, T and U");
        assert_eq!(rows[0].below_role, [0]);
        assert_eq!(
            rows[0].next_steps,
            BTreeMap::from([(2, vec![0]), (3, vec![1])])
        );
        assert_eq!(rows[0].people(), 2);
        assert_eq!(rows[2].people(), 0);
    }
}
