//! Key people: whom a team could not spare, and in which competencies.

use super::coverage::{CoverageRow, CoverageStatus};
use super::scope::{Scope, scope_members};
use super::standing::PersonAnalysis;
use crate::model::{CompetencyId, Review};

/// A competency whose confirmed status gets worse when one person is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageLoss {
    /// The competency.
    pub competency: CompetencyId,
    /// How many people are at the reference level with the person, as their managers confirm.
    pub depth: usize,
    /// The confirmed status with the person.
    pub status: CoverageStatus,
    /// The confirmed status without; the reference level stays.
    pub without: CoverageStatus,
    /// The status without, if the self-ratings of the others counted too: better than `without` where somebody else says
    /// to be at the reference level, and no manager has confirmed it.
    pub without_by_self_ratings: CoverageStatus,
}

impl CoverageLoss {
    /// Whether nobody else is at the reference level.
    pub fn is_sole(&self) -> bool {
        self.without == CoverageStatus::Uncovered
    }
}

/// A person whom a team (or everybody) could not spare.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPerson {
    /// The team.
    pub scope: Scope,
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// The competencies that would fall, in the map's order; never empty.
    pub falls: Vec<CoverageLoss>,
}

impl KeyPerson {
    /// In how many competencies nobody else is at the reference level.
    pub fn sole_cover(&self) -> usize {
        self.falls.iter().filter(|fall| fall.is_sole()).count()
    }
}

/// The people whose leaving would make a status worse, for everybody first and then for each team in document order;
/// within these, the sole cover of most first, then most falls, then document order.
///
/// Leave-one-out: the reference level stays, so without a person who is at it the depth is one less, and without anyone
/// else nothing changes. A team of one has no key people, since nobody else could do what its only person does.
/// `coverage` are the rows of [`coverage`](super::coverage::coverage) for the same review.
pub fn key_people(
    review: &Review,
    people: &[PersonAnalysis],
    coverage: &[CoverageRow],
) -> Vec<KeyPerson> {
    let mut found = Vec::new();
    let mut rows = coverage;
    for (scope, members) in scope_members(review) {
        let end = rows
            .iter()
            .position(|row| row.scope != scope)
            .unwrap_or(rows.len());
        let (own, rest) = rows.split_at(end);
        rows = rest;
        if members.len() < 2 {
            continue;
        }
        let mut of_scope: Vec<KeyPerson> = members
            .into_iter()
            .map(|person| KeyPerson {
                scope: scope.clone(),
                person,
                falls: own
                    .iter()
                    .filter_map(|row| coverage_loss(row, &people[person]))
                    .collect(),
            })
            .filter(|key| !key.falls.is_empty())
            .collect();
        of_scope.sort_by_key(|key| {
            (
                std::cmp::Reverse(key.sole_cover()),
                std::cmp::Reverse(key.falls.len()),
            )
        });
        found.append(&mut of_scope);
    }
    found
}

fn coverage_loss(row: &CoverageRow, person: &PersonAnalysis) -> Option<CoverageLoss> {
    let gap = person.gap(row.competency)?;
    let (reference, status) = (row.reference?, row.status_confirmed?);
    let counts = gap.is_rated()
        && gap.is_confirmed()
        && gap.rating.is_some_and(|rating| rating >= reference);
    if !counts {
        return None;
    }
    let without = CoverageStatus::of(row.depth_confirmed - 1, row.needed);
    (without < status).then_some(CoverageLoss {
        competency: row.competency,
        depth: row.depth_confirmed,
        status,
        without,
        without_by_self_ratings: CoverageStatus::of(row.depth - 1, row.needed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::analysed;
    use crate::analysis::{AnalysisOptions, coverage};
    use crate::model::testing::{career_map, person};

    #[test]
    fn by_hand() {
        // Three people, all of role level 2, so the reference level is 2 in both; two people are needed.
        // Writing: Ana 2, Bo 3, Cy 1: depth 2, covered. Without Ana or Bo: depth 1, thin.
        // Speaking: Ana 2, Bo 1, Cy 1: depth 1, thin. Without Ana: uncovered.
        let map = career_map(&["A", "B", "C"], &["Writing", "Speaking"]);
        let ratings = [("Ana", [2.0, 2.0]), ("Bo", [3.0, 1.0]), ("Cy", [1.0, 1.0])];
        let of_team = |(name, ratings): (_, [f64; 2])| {
            person(&map, name, 1).team("T").rated_all(&ratings).build()
        };
        let assessments = ratings.map(of_team).into();
        let review = Review::new(map, assessments, None, None);
        let people = analysed(&review);
        let rows = coverage(&review, &people, &AnalysisOptions::default());
        let key = key_people(&review, &people, &rows);
        let team: Vec<_> = key
            .iter()
            .filter(|key| key.scope == Scope::Team("T".to_owned()))
            .map(|key| (key.person, key.falls.len(), key.sole_cover()))
            .collect();
        assert_eq!(team, [(0, 2, 1), (1, 1, 0)]);
        assert_eq!(
            key[0].falls[1],
            CoverageLoss {
                competency: CompetencyId(1),
                depth: 1,
                status: CoverageStatus::Thin,
                without: CoverageStatus::Uncovered,
                without_by_self_ratings: CoverageStatus::Uncovered,
            }
        );
    }

    /// A team of five people of level 2, of whom the first `depth` are rated at it. Worked by hand: a status falls if one person
    /// fewer is too few for it. So it falls if exactly as many people are at the level as are needed, and if only one is.
    #[test]
    fn for_each_number_of_people_that_is_needed() {
        use CoverageStatus::{Covered, Thin, Uncovered};
        let map = career_map(&["A", "B", "C"], &["Writing"]);
        // Needed people, and what the status falls from and to with so many at the level: 0, 1, 2, 3, 4, 5.
        let (last, none) = (Some((Thin, Uncovered)), None);
        let needed = Some((Covered, Thin));
        for (people, falls) in [
            (
                1,
                [none, Some((Covered, Uncovered)), none, none, none, none],
            ),
            (2, [none, last, needed, none, none, none]),
            (3, [none, last, none, needed, none, none]),
            (4, [none, last, none, none, needed, none]),
        ] {
            for (depth, fall) in falls.into_iter().enumerate() {
                let rating = |place| if place < depth { 2.0 } else { 1.0 };
                let of_team = (0..5).map(|place| {
                    let somebody = person(&map, &format!("Ana {place}"), 1).team("T");
                    somebody.rated_all(&[rating(place)]).build()
                });
                let review = Review::new(map.clone(), of_team.collect(), None, None);
                let analyses = analysed(&review);
                let options = AnalysisOptions {
                    needed_people: people,
                    ..AnalysisOptions::default()
                };
                let rows = coverage(&review, &analyses, &options);
                let key = key_people(&review, &analyses, &rows);
                let team = key.iter().filter(|key| key.scope != Scope::All);
                let found: Vec<_> = team
                    .flat_map(|key| {
                        key.falls
                            .iter()
                            .map(|one| (key.person, one.status, one.without))
                    })
                    .collect();
                let expected =
                    fall.map(|(from, to)| (0..depth).map(move |place| (place, from, to)));
                let expected: Vec<_> = expected.into_iter().flatten().collect();
                assert_eq!(found, expected, "{people} needed, {depth} there");
            }
        }
    }
}
