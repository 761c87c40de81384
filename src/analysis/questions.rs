//! What to ask before ratings are relied on: which have nothing said about them, where one manager's are all alike, and who
//! was rated only by themselves. Questions, not faults: each can have a good answer. Facts are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::gap::Gap;
use super::standing::PersonAnalysis;
use crate::model::{Assessment, CompetencyId, Points, RatingSource, Review};

/// A question about ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatingQuestion<'r> {
    /// Only the person has rated the person.
    OnlySelf {
        /// The person, as an index into the review's assessments.
        person: usize,
        /// What the person rated, in the map's order.
        areas: Vec<CompetencyId>,
    },
    /// A manager rated everybody the same in most areas.
    Alike {
        /// The manager's name.
        manager: &'r str,
        /// The first of the people, as an index into the review's assessments.
        first: usize,
        /// How many people have such a rating.
        people: usize,
        /// The areas in which all ratings are the same, in the map's order.
        areas: Vec<CompetencyId>,
        /// How many areas the manager rated enough people in.
        of: usize,
    },
    /// Ratings with nothing said about them.
    NoEvidence {
        /// The person, as an index into the review's assessments.
        person: usize,
        /// The areas, in the map's order.
        areas: Vec<CompetencyId>,
        /// How many of the person's areas are rated.
        of: usize,
    },
}

/// The questions about a review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RatingQuestions<'r> {
    /// Each question: those about whole people first, then about managers, then about single ratings, most of them first.
    /// Where nothing is said about any rating, no person is listed for that.
    pub list: Vec<RatingQuestion<'r>>,
    /// How many ratings there are.
    pub rated: usize,
    /// How many of them have nothing said about them.
    pub without_evidence: usize,
}

impl<'r> RatingQuestions<'r> {
    /// The questions. A manager is asked about ratings that are all alike only where they rated at least `minimum` people in
    /// an area: the same rating of few people can be chance.
    pub fn of(review: &'r Review, people: &[PersonAnalysis], minimum: usize) -> Self {
        let mut found = Self::default();
        let mut evidence = Vec::new();
        for (person, (assessment, analysis)) in review.assessments.iter().zip(people).enumerate() {
            let rated: Vec<CompetencyId> = scored(analysis)
                .filter(|gap| gap.is_rated())
                .map(|gap| gap.competency)
                .collect();
            let areas = rated.iter().copied();
            let areas: Vec<CompetencyId> = areas
                .filter(|id| assessment.competency(*id).evidence.is_none())
                .collect();
            found.rated += rated.len();
            found.without_evidence += areas.len();
            if !areas.is_empty() {
                evidence.push(RatingQuestion::NoEvidence {
                    person,
                    areas,
                    of: rated.len(),
                });
            }
            if !rated.is_empty() && is_only_self_rated(assessment, analysis) {
                let areas = rated;
                found.list.push(RatingQuestion::OnlySelf { person, areas });
            }
        }
        found.list.extend(alike(review, people, minimum));
        if found.without_evidence < found.rated {
            evidence.sort_by_key(|question| std::cmp::Reverse(question.areas().len()));
            found.list.append(&mut evidence);
        }
        found
    }
}

impl RatingQuestion<'_> {
    /// The areas that it is about.
    pub fn areas(&self) -> &[CompetencyId] {
        match self {
            Self::OnlySelf { areas, .. }
            | Self::Alike { areas, .. }
            | Self::NoEvidence { areas, .. } => areas,
        }
    }

    /// Whose rows are behind it; of several people the first.
    pub const fn person(&self) -> usize {
        match self {
            Self::OnlySelf { person, .. } | Self::NoEvidence { person, .. } => *person,
            Self::Alike { first, .. } => *first,
        }
    }
}

fn scored(analysis: &PersonAnalysis) -> impl Iterator<Item = &Gap> {
    analysis.gaps.iter().filter(|gap| gap.scored)
}

/// Whether a manager has said nothing, not even that something does not apply.
fn is_only_self_rated(assessment: &Assessment, analysis: &PersonAnalysis) -> bool {
    scored(analysis).all(|gap| {
        let entered = assessment.competency(gap.competency);
        entered.manager.is_none()
            && entered.agreed.is_none()
            && matches!(
                gap.source,
                RatingSource::SelfRated | RatingSource::NotAssessed | RatingSource::NotApplicable
            )
    })
}

/// What a manager gave: the manager's rating, else the one that was agreed.
fn given(assessment: &Assessment, id: CompetencyId) -> Option<Points> {
    let entered = assessment.competency(id);
    entered.manager_points().or_else(|| entered.agreed_points())
}

/// Who was given what, by competency.
type Areas = BTreeMap<CompetencyId, Vec<(usize, Points)>>;

/// The managers who gave everybody the same rating in two areas or more, and in at least half of those in which they rated
/// enough people.
fn alike<'r>(
    review: &'r Review,
    people: &[PersonAnalysis],
    minimum: usize,
) -> Vec<RatingQuestion<'r>> {
    let mut managers: BTreeMap<&str, Areas> = BTreeMap::new();
    for (person, (assessment, analysis)) in review.assessments.iter().zip(people).enumerate() {
        let Some(manager) = assessment.person.manager.as_deref() else {
            continue;
        };
        let areas = managers.entry(manager).or_default();
        for gap in scored(analysis) {
            if let Some(points) = given(assessment, gap.competency) {
                let ratings = areas.entry(gap.competency).or_default();
                ratings.push((person, points));
            }
        }
    }
    let mut found = Vec::new();
    for (manager, mut areas) in managers {
        areas.retain(|_, ratings| ratings.len() >= minimum);
        let of = areas.len();
        areas.retain(|_, ratings| {
            let mut pairs = ratings.windows(2);
            pairs.all(|pair| pair[0].1.to_bits() == pair[1].1.to_bits())
        });
        if areas.len() < 2 || areas.len() * 2 < of {
            continue;
        }
        let rated = areas.values().flatten().map(|(person, _)| *person);
        let rated: BTreeSet<usize> = rated.collect();
        let Some(first) = rated.first().copied() else {
            continue;
        };
        found.push(RatingQuestion::Alike {
            manager,
            first,
            people: rated.len(),
            areas: areas.into_keys().collect(),
            of,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::analysed;
    use crate::model::testing::{career_map, make_fact, person};

    const AREAS: [&str; 5] = ["Writing", "Speaking", "Planning", "Budget", "Degree"];

    fn ids(places: &[usize]) -> Vec<CompetencyId> {
        places.iter().copied().map(CompetencyId).collect()
    }

    /// The example of docs/arithmetic.md.
    #[test]
    fn by_hand() {
        let mut map = career_map(&["A", "B", "C"], &AREAS);
        make_fact(&mut map, "Degree");
        // Mo gives three people 2 in writing and speaking; in planning one has 3; in budget only two are rated. So three
        // areas have three ratings, and two of them are alike.
        let of = |name: &str, ratings: [Option<f64>; 5]| {
            person(&map, name, 1).manager("Mo").rated(&ratings)
        };
        let assessments = vec![
            of(
                "Ana",
                [Some(2.0), Some(2.0), Some(2.0), Some(1.0), Some(2.0)],
            )
            .evidence(0, "The relay plan.")
            .build(),
            of(
                "Bo",
                [Some(2.0), Some(2.0), Some(3.0), Some(1.0), Some(2.0)],
            )
            .build(),
            of("Cy", [Some(2.0), Some(2.0), Some(2.0), None, Some(2.0)]).build(),
            // Nobody but Di has rated Di; a manager's N/A is an answer, so Ed is not asked about.
            person(&map, "Di", 1)
                .self_rated(&[Some(2.0), None, Some(3.0), None, Some(1.0)])
                .evidence(0, "Two articles.")
                .build(),
            person(&map, "Ed", 1)
                .self_rated(&[Some(2.0), None, None, None, None])
                .evidence(0, "A book.")
                .not_applicable(1)
                .build(),
        ];
        let review = Review::new(map, assessments, None, None);
        let people = analysed(&review);
        let found = RatingQuestions::of(&review, &people, 3);
        // 4 + 4 + 3 of Mo, two of Di, one of Ed; with evidence three of them.
        assert_eq!((found.rated, found.without_evidence), (14, 11));
        assert_eq!(
            found.list,
            [
                RatingQuestion::OnlySelf {
                    person: 3,
                    areas: ids(&[0, 2]),
                },
                RatingQuestion::Alike {
                    manager: "Mo",
                    first: 0,
                    people: 3,
                    areas: ids(&[0, 1]),
                    of: 3,
                },
                RatingQuestion::NoEvidence {
                    person: 1,
                    areas: ids(&[0, 1, 2, 3]),
                    of: 4,
                },
                RatingQuestion::NoEvidence {
                    person: 0,
                    areas: ids(&[1, 2, 3]),
                    of: 4,
                },
                RatingQuestion::NoEvidence {
                    person: 2,
                    areas: ids(&[0, 1, 2]),
                    of: 3,
                },
                RatingQuestion::NoEvidence {
                    person: 3,
                    areas: ids(&[2]),
                    of: 2,
                },
            ]
        );
        // Mo rated three people: too few where four are needed.
        let found = RatingQuestions::of(&review, &people, 4);
        assert!(
            !found
                .list
                .iter()
                .any(|one| matches!(one, RatingQuestion::Alike { .. }))
        );
    }

    #[test]
    fn ratings_that_are_alike_in_one_area_or_in_few_areas_raise_no_question() {
        let map = career_map(&["A", "B", "C"], &AREAS);
        let alike = |ratings: [[f64; 5]; 3]| {
            let people = ["Ana", "Bo", "Cy"].iter().zip(ratings);
            let assessments = people.map(|(name, ratings)| {
                person(&map, name, 1)
                    .manager("Mo")
                    .rated_all(&ratings)
                    .build()
            });
            let review = Review::new(map.clone(), assessments.collect(), None, None);
            let people = analysed(&review);
            let found = RatingQuestions::of(&review, &people, 3).list;
            found.iter().find_map(|one| match one {
                RatingQuestion::Alike { areas, of, .. } => Some((areas.len(), *of)),
                _ => None,
            })
        };
        let first = [2.0, 2.0, 2.0, 2.0, 2.0];
        assert_eq!(alike([first, first, [3.0, 3.0, 3.0, 1.0, 2.0]]), None);
        assert_eq!(
            alike([first, first, [3.0, 3.0, 3.0, 2.0, 2.0]]),
            None,
            "2 of 5"
        );
        assert_eq!(
            alike([first, first, [3.0, 3.0, 2.0, 2.0, 2.0]]),
            Some((3, 5))
        );
        assert_eq!(alike([first, first, first]), Some((5, 5)));
    }

    #[test]
    fn where_nobody_says_what_a_rating_rests_on_nobody_is_asked() {
        let map = career_map(&["A", "B"], &["Writing"]);
        let of = |name: &str| person(&map, name, 0).rated_all(&[1.0]).build();
        let review = Review::new(map.clone(), vec![of("Ana"), of("Bo")], None, None);
        let found = RatingQuestions::of(&review, &analysed(&review), 3);
        assert_eq!((found.rated, found.without_evidence), (2, 2));
        assert_eq!(found.list, []);
    }
}
