//! Training demand: which level's expectations how many people need next, competency by competency.

use std::collections::BTreeMap;

use super::coverage::CoverageRow;
use super::scope::{Scope, scope_members};
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
    /// The step that most people work towards next, the lowest of several, and how many they are.
    pub fn most_needed(&self) -> Option<(i64, usize)> {
        let steps = self.next_steps.iter().rev();
        let (point, people) = steps.max_by_key(|(_, people)| people.len())?;
        Some((*point, people.len()))
    }
}

/// The demand for each row of the review's [`coverage`](super::coverage::coverage), in its order.
pub fn demand(review: &Review, people: &[PersonAnalysis], coverage: &[CoverageRow]) -> Vec<Demand> {
    let members: BTreeMap<Scope, Vec<usize>> = scope_members(review).into_iter().collect();
    let members = |scope: &Scope| members.get(scope).map_or(&[][..], Vec::as_slice);
    coverage
        .iter()
        .map(|of| row(&of.scope, of.competency, members(&of.scope), people))
        .collect()
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
        let Some(gap) = people[member].gap(competency) else {
            continue;
        };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::analysed;
    use crate::analysis::{AnalysisOptions, coverage};
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
        let people = analysed(&review);
        let coverage = coverage(&review, &people, &AnalysisOptions::default());
        let rows = demand(&review, &people, &coverage);
        assert_eq!(rows.len(), 3, "All, T and U");
        assert_eq!(rows[0].below_role, [0]);
        assert_eq!(
            rows[0].next_steps,
            BTreeMap::from([(2, vec![0]), (3, vec![1])])
        );
        assert_eq!(rows[2].next_steps, BTreeMap::new());
    }

    #[test]
    fn of_equal_steps_the_lowest_is_named() {
        let of = |steps: &[(i64, &[usize])]| {
            let next_steps: BTreeMap<i64, Vec<usize>> = steps
                .iter()
                .map(|(point, people)| (*point, people.to_vec()))
                .collect();
            Demand {
                scope: Scope::All,
                competency: CompetencyId(0),
                below_role: Vec::new(),
                next_steps,
            }
            .most_needed()
        };
        assert_eq!(of(&[(2, &[0]), (3, &[1, 2]), (4, &[3, 4])]), Some((3, 2)));
        assert_eq!(of(&[]), None);
    }
}
