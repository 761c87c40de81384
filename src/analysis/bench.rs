//! The bench: for each level, the people who aim at it, by how much is missing.

use super::standing::PersonAnalysis;
use crate::model::{CompetencyId, LevelId, RatingSource, Review};

/// How close somebody is to the target level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// All scored competencies are at target.
    Ready,
    /// One is not.
    OneShort,
    /// Two or more are not.
    MoreShort,
    /// Nothing was assessed, so nothing can be said.
    Unknown,
}

impl Closeness {
    /// The words for it in the workbook.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::OneShort => "one short",
            Self::MoreShort => "two or more short",
            Self::Unknown => "not assessed",
        }
    }
}

/// One person on the bench of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchPerson {
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// How close.
    pub closeness: Closeness,
    /// Competencies rated below the target level, in the map's order.
    pub short: Vec<CompetencyId>,
    /// Competencies that apply and were not assessed, in the map's order. A blank is no proof of the level, so it
    /// counts as short.
    pub not_assessed: Vec<CompetencyId>,
    /// Whether the person holds the level already (at the top, or by choosing to stay).
    pub holds_it: bool,
}

/// The people who aim at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bench {
    /// The level.
    pub level: LevelId,
    /// How many people hold it now.
    pub holders: usize,
    /// Who aims at it: closest first, then fewest missing, then document order.
    pub people: Vec<BenchPerson>,
}

impl Bench {
    /// How many people are this close.
    #[must_use]
    pub fn count(&self, closeness: Closeness) -> usize {
        self.people
            .iter()
            .filter(|person| person.closeness == closeness)
            .count()
    }
}

/// The bench of every level, most junior first. Each person stands on exactly one, that of the target level.
#[must_use]
pub fn bench(review: &Review, people: &[PersonAnalysis]) -> Vec<Bench> {
    review
        .career_map
        .level_ids()
        .map(|level| {
            let mut aiming: Vec<BenchPerson> = people
                .iter()
                .enumerate()
                .filter(|(_, analysis)| analysis.target == level)
                .map(|(person, analysis)| BenchPerson {
                    holds_it: review.assessments[person].person.role_level == level,
                    ..bench_person(person, analysis)
                })
                .collect();
            aiming.sort_by_key(|person| {
                (
                    person.closeness,
                    person.short.len() + person.not_assessed.len(),
                )
            });
            Bench {
                level,
                holders: review
                    .assessments
                    .iter()
                    .filter(|assessment| assessment.person.role_level == level)
                    .count(),
                people: aiming,
            }
        })
        .collect()
}

fn bench_person(person: usize, analysis: &PersonAnalysis) -> BenchPerson {
    let short: Vec<CompetencyId> = analysis
        .gaps
        .iter()
        .filter(|gap| gap.target_gap.is_some_and(|gap| gap > 0.0))
        .map(|gap| gap.competency)
        .collect();
    let not_assessed: Vec<CompetencyId> = analysis
        .gaps
        .iter()
        .filter(|gap| {
            gap.scored && gap.required_target.is_some() && gap.source == RatingSource::NotAssessed
        })
        .map(|gap| gap.competency)
        .collect();
    let closeness = match short.len() + not_assessed.len() {
        _ if analysis.readiness.assessed == 0 => Closeness::Unknown,
        0 => Closeness::Ready,
        1 => Closeness::OneShort,
        _ => Closeness::MoreShort,
    };
    BenchPerson {
        person,
        closeness,
        short,
        not_assessed,
        holds_it: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AnalysisOptions, analyse_person};
    use crate::model::testing::{career_map, company, make_fact, person};

    fn analysed(review: &Review) -> Vec<PersonAnalysis> {
        review
            .assessments
            .iter()
            .map(|a| analyse_person(&review.career_map, a, &AnalysisOptions::default()))
            .collect()
    }

    #[test]
    fn by_hand() {
        // Everybody holds level 1 and aims at 2; "Degree" is a fact and never counts.
        let mut map = career_map(&["A", "B"], &["Writing", "Speaking", "Degree"]);
        make_fact(&mut map, "Degree");
        let assessments = vec![
            person(&map, "Ann: both at 2", 0)
                .rated_all(&[2.0, 2.0, 1.0])
                .build(),
            person(&map, "Bob: speaking at 1", 0)
                .rated_all(&[2.0, 1.0, 2.0])
                .build(),
            person(&map, "Cat: both at 1", 0)
                .rated_all(&[1.0, 1.0, 2.0])
                .build(),
            person(&map, "Dan: speaking blank", 0)
                .rated(&[Some(2.0), None, None])
                .build(),
            person(&map, "Eve: speaking N/A", 0)
                .rated_all(&[2.0, 1.0, 2.0])
                .not_applicable(1)
                .build(),
            person(&map, "Fay: nothing", 0).build(),
            person(&map, "Gus: at the top", 1)
                .rated_all(&[2.0, 2.0, 2.0])
                .build(),
        ];
        let review = Review::new(map, assessments, None, None);
        let levels = bench(&review, &analysed(&review));
        assert!(levels[0].people.is_empty());
        assert_eq!((levels[0].holders, levels[1].holders), (6, 1));
        let found: Vec<_> = levels[1]
            .people
            .iter()
            .map(|p| (p.person, p.closeness, p.holds_it))
            .collect();
        assert_eq!(
            found,
            [
                (0, Closeness::Ready, false),
                (4, Closeness::Ready, false),
                (6, Closeness::Ready, true),
                (1, Closeness::OneShort, false),
                (3, Closeness::OneShort, false),
                (2, Closeness::MoreShort, false),
                (5, Closeness::Unknown, false),
            ]
        );
    }

    #[test]
    fn nobody_is_counted_twice_and_nobody_is_left_out() {
        let review = company();
        let levels = bench(&review, &analysed(&review));
        let mut counted: Vec<usize> = levels
            .iter()
            .flat_map(|bench| bench.people.iter().map(|person| person.person))
            .collect();
        counted.sort_unstable();
        assert_eq!(counted, (0..review.assessments.len()).collect::<Vec<_>>());
    }
}
