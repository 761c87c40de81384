//! One person then and now, competency by competency.

use super::actions::{ActionTrend, action_trends};
use super::{LastCycle, MapComparison};
use crate::analysis::{Gap, PersonAnalysis};
use crate::model::{Assessment, CompetencyId, Points, Review};

/// Somebody who was assessed in both cycles.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonTrend {
    /// Index of the last cycle's assessment.
    pub then: usize,
    /// Each competency that is in both maps and scored in both, in today's order.
    pub competencies: Vec<CompetencyTrend>,
    /// The competencies of the last cycle's map that were rated then and do not exist for the person any more, in the order
    /// of then.
    pub ended: Vec<CompetencyId>,
    /// What happened to the actions that were open, in the last cycle's order.
    pub actions: Vec<ActionTrend>,
}

impl PersonTrend {
    /// The competencies whose rating went up, or down.
    pub fn moved(&self, up: bool) -> impl Iterator<Item = &CompetencyTrend> {
        self.competencies.iter().filter(move |trend| {
            trend
                .change()
                .is_some_and(|change| if up { change > 0.0 } else { change < 0.0 })
        })
    }
}

/// One person and one competency, then and now. Points are on the scale of today's map unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetencyTrend {
    /// The competency in today's map.
    pub competency: CompetencyId,
    /// The same in the last cycle's map.
    pub then: CompetencyId,
    /// The rating then, on the scale of the last cycle's map.
    pub rating_then: Option<Points>,
    /// The rating then, as today's map counts it.
    pub rating_then_today: Option<Points>,
    /// The rating now.
    pub rating_now: Option<Points>,
    /// The role gap then, by the last cycle's map.
    pub role_gap_then: Option<Points>,
    /// The role gap now.
    pub role_gap_now: Option<Points>,
    /// Where the change of the role gap comes from; `None` where it is unknown.
    pub causes: Option<GapCauses>,
    /// The target gap then, by the last cycle's map.
    pub target_gap_then: Option<Points>,
    /// Whether an earlier target gap is closed: the rating now reaches what today's map requires at the level that was
    /// the target then. `None` if there was no gap, or if it is unknown.
    pub closed: Option<bool>,
}

impl CompetencyTrend {
    /// Rating now minus rating then, both as today's map counts.
    pub fn change(&self) -> Option<f64> {
        Some(self.rating_now? - self.rating_then_today?)
    }
}

/// Why a role gap has changed. The three parts add up to role gap now − role gap then:
///
/// - `map`: the same rating and the same role level, measured by today's map;
/// - `role`: the role level held now in place of the one held then;
/// - `rating`: today's rating in place of the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GapCauses {
    /// What the change of the map adds to the gap.
    pub map: f64,
    /// What another role level adds.
    pub role: f64,
    /// What another rating adds; below 0 where somebody has grown.
    pub rating: f64,
}

/// The trend of one person.
pub(super) fn person_trend(
    maps: &MapComparison<'_>,
    last: &LastCycle<'_>,
    then: usize,
    review: &Review,
    (assessment, analysis): (&Assessment, &PersonAnalysis),
) -> PersonTrend {
    let before = &last.review.assessments[then];
    let competencies = review
        .own_map(&assessment.person)
        .competency_ids()
        .filter_map(|id| {
            let old = last.people[then].gap(maps.competency_then(id)?)?;
            let new = analysis.gap(id)?;
            (old.scored && new.scored)
                .then(|| Measured {
                    maps,
                    review,
                    before,
                    target_then: last.people[then].target,
                    now: assessment,
                })
                .map(|measured| measured.trend(old, new))
        })
        .collect();
    let own = review.own_map(&assessment.person);
    let exists = |now: CompetencyId| own.competency(now).holds;
    let ended = last.people[then].gaps.iter().filter(|gap| {
        gap.scored
            && gap.rating.is_some()
            && !maps.competency_today(gap.competency).is_some_and(exists)
    });
    PersonTrend {
        then,
        competencies,
        ended: ended.map(|gap| gap.competency).collect(),
        actions: action_trends(
            maps,
            (before, last.review.as_of),
            (assessment, review.as_of),
        ),
    }
}

/// What one person's competencies are measured with.
struct Measured<'a> {
    maps: &'a MapComparison<'a>,
    review: &'a Review,
    before: &'a Assessment,
    target_then: crate::model::LevelId,
    now: &'a Assessment,
}

impl Measured<'_> {
    fn trend(&self, old: &Gap, new: &Gap) -> CompetencyTrend {
        let track = self.before.person.track;
        let today = old
            .rating
            .and_then(|points| self.maps.points_today(points, track));
        CompetencyTrend {
            competency: new.competency,
            then: old.competency,
            rating_then: old.rating,
            rating_then_today: today,
            rating_now: new.rating,
            role_gap_then: old.role_gap(),
            role_gap_now: new.role_gap(),
            causes: today.and_then(|today| self.causes(old, new, today)),
            target_gap_then: old.target_gap(),
            closed: self.closed(old, new),
        }
    }

    fn causes(&self, old: &Gap, new: &Gap, then_today: Points) -> Option<GapCauses> {
        let map = self.review.own_map(&self.now.person);
        let role_then = self.maps.level_today(self.before.person.role_level)?;
        let gap = |level| {
            map.required(new.competency, level)
                .map(|required| (required - then_today).max(0.0))
        };
        let by_todays_map = gap(role_then)?;
        let in_todays_role = gap(self.now.person.role_level)?;
        Some(GapCauses {
            map: by_todays_map - old.role_gap()?,
            role: in_todays_role - by_todays_map,
            rating: new.role_gap()? - in_todays_role,
        })
    }

    fn closed(&self, old: &Gap, new: &Gap) -> Option<bool> {
        old.target_gap().filter(|gap| *gap > 0.0)?;
        if self.maps.then().scale != self.review.career_map.scale {
            return None;
        }
        let target = self.maps.level_today(self.target_then)?;
        let own = self.review.own_map(&self.now.person);
        let required = own.required(new.competency, target)?;
        Some(new.rating? >= required)
    }
}
