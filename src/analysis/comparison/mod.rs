//! Compares the last cycle with this one: what has changed in people, and what only in the career map.
//!
//! An earlier rating is counted as today's map counts it: by the rank that its level has today. So a level that was
//! inserted below changes no rating, and a change in the map is not taken for a change in a person.

mod actions;
mod line;
mod maps;
mod matching;
mod people;
mod same_person;
mod teams;
#[cfg(test)]
mod tests;

use super::{AnalysisOptions, PersonAnalysis};
use crate::model::{Assessment, PersonDetails, Review, same_people};

pub use actions::{ActionOutcome, ActionTrend, OutcomeCounts};
pub use line::{Comparisons, EndedLine, LineEntry, RatingLine, RatingTrend, TeamLine};
pub use maps::{MapChange, MapComparison, MapItem, SpecialityContent};
pub use people::{CompetencyTrend, GapCauses, PersonTrend};
pub use same_person::FormerPerson;
pub use teams::{CoverageThen, TrendRow};

/// The cycle before.
#[derive(Debug, Clone, Copy)]
pub struct LastCycle<'a> {
    /// Who was assessed against which map.
    pub review: &'a Review,
    /// The analyses of `review.assessments`, in the same order.
    pub people: &'a [PersonAnalysis],
    /// The choices that they were made with.
    pub options: &'a AnalysisOptions,
}

/// Two cycles, compared.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// The cycle before.
    pub last: LastCycle<'a>,
    /// The two maps.
    pub maps: MapComparison<'a>,
    /// Each of today's assessments; `None` for people who were not assessed then.
    pub people: Vec<Option<PersonTrend>>,
    /// Indices of the last cycle's assessments whose people are not assessed now.
    pub left: Vec<usize>,
    /// Everybody and each team.
    pub teams: Vec<TrendRow>,
}

impl<'a> Comparison<'a> {
    /// Compares the last cycle with this one. `people` are the analyses of `review.assessments`, in the same order.
    pub fn of(last: LastCycle<'a>, review: &'a Review, people: &[PersonAnalysis]) -> Self {
        let same = same_people(&listed(last.review), &listed(review));
        Self::between(last, review, people, same).with_teams(review)
    }

    /// Compares an earlier cycle with this one, but not its teams. `same` has the place of each of today's people then.
    fn between(
        last: LastCycle<'a>,
        review: &'a Review,
        people: &[PersonAnalysis],
        same: Vec<Option<usize>>,
    ) -> Self {
        let maps = MapComparison::of(&last.review.career_map, &review.career_map);
        let trends: Vec<Option<PersonTrend>> = review
            .assessments
            .iter()
            .zip(people)
            .zip(same)
            .map(|(now, then)| Some(people::person_trend(&maps, &last, then?, review, now)))
            .collect();
        let mut still_here = vec![false; last.review.assessments.len()];
        for trend in trends.iter().flatten() {
            still_here[trend.then] = true;
        }
        Self {
            teams: Vec::new(),
            left: (0..still_here.len())
                .filter(|index| !still_here[*index])
                .collect(),
            people: trends,
            maps,
            last,
        }
    }

    fn with_teams(mut self, review: &Review) -> Self {
        self.teams = teams::team_trends(&self.maps, &self.last, review, &self.people);
        self
    }

    /// The last cycle's assessment of a person of today.
    pub fn before(&self, trend: &PersonTrend) -> &'a Assessment {
        &self.last.review.assessments[trend.then]
    }
}

/// The people of a review, for finding them in another one.
fn listed(review: &Review) -> Vec<PersonDetails<'_>> {
    let assessments = review.assessments.iter();
    assessments
        .map(|one| PersonDetails::from(&one.person))
        .collect()
}
