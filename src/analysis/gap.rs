//! One person against what is required, competency by competency.

use serde::Serialize;

use crate::model::{Assessment, CareerMap, CompetencyId, LevelId, Points, RatingSource};

/// Where a rating stands against what role and target require.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// q < r
    BelowRole,
    /// r ≤ q < t
    AtRole,
    /// q ≥ t
    AtTarget,
}

impl Standing {
    /// The words for it in documents.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::BelowRole => "below role level",
            Self::AtRole => "at role level",
            Self::AtTarget => "at target level",
        }
    }
}

/// One person and one competency.
///
/// With q the rating that decides, r the rating required by the role level and t the one required by the target level:
/// role gap = max(0, r − q), target gap = max(0, t − q). Facts have no gap and no standing.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The competency.
    pub competency: CompetencyId,
    /// Whether it is scored; a fact is only shown.
    pub scored: bool,
    /// How much it counts.
    pub weight: f64,
    /// q, if the person was assessed.
    pub rating: Option<Points>,
    /// Which rating decided.
    pub source: RatingSource,
    /// r, if the map requires anything.
    pub required_now: Option<Points>,
    /// t, if the map requires anything.
    pub required_target: Option<Points>,
    /// max(0, r − q); `None` without a rating, a requirement, or for a fact.
    pub role_gap: Option<Points>,
    /// max(0, t − q); `None` without a rating, a requirement, or for a fact.
    pub target_gap: Option<Points>,
    /// The standing; `None` without a rating, a requirement, or for a fact.
    pub standing: Option<Standing>,
    /// Self rating minus manager rating, where both are numbers.
    pub self_minus_manager: Option<f64>,
}

impl Gap {
    /// Whether the competency is scored for this person: assessed, required, and no fact.
    #[must_use]
    pub const fn is_scored(&self) -> bool {
        self.standing.is_some()
    }

    /// Whether the competency is a strength: q ≥ t or q > r.
    #[must_use]
    pub fn is_strength(&self) -> bool {
        self.is_scored() && (self.standing == Some(Standing::AtTarget) || self.above_role() > 0.0)
    }

    /// q − r, negative below the role level; 0 where there is nothing to compare.
    #[must_use]
    pub fn above_role(&self) -> f64 {
        match (self.rating, self.required_now) {
            (Some(q), Some(r)) => q - r,
            _ => 0.0,
        }
    }
}

/// The gaps of one person in all competencies, in the map's order.
#[must_use]
pub fn gaps(map: &CareerMap, assessment: &Assessment, target: LevelId) -> Vec<Gap> {
    map.competency_ids()
        .map(|id| gap(map, assessment, target, id))
        .collect()
}

fn gap(map: &CareerMap, assessment: &Assessment, target: LevelId, id: CompetencyId) -> Gap {
    let competency = map.competency(id);
    let entered = assessment.competency(id);
    let (source, deciding) = entered.deciding();
    let q = deciding.and_then(|rating| rating.value.points());
    let r = map.required(id, assessment.person.role_level);
    let t = map.required(id, target);
    let compared = match (q, r, t) {
        (Some(q), Some(r), Some(t)) if competency.scored => Some((q, r, t)),
        _ => None,
    };
    Gap {
        competency: id,
        scored: competency.scored,
        weight: competency.weight,
        rating: q,
        source,
        required_now: r,
        required_target: t,
        role_gap: compared.map(|(q, r, _)| (r - q).max(0.0)),
        target_gap: compared.map(|(q, _, t)| (t - q).max(0.0)),
        standing: compared.map(|(q, r, t)| standing(q, r, t)),
        self_minus_manager: entered
            .own_points()
            .zip(entered.manager_points())
            .map(|(own, manager)| own - manager),
    }
}

/// The standing of rating q against r (role) and t (target). With t = r there is no *at role level*.
fn standing(q: Points, r: Points, t: Points) -> Standing {
    if q < r {
        Standing::BelowRole
    } else if q < t {
        Standing::AtRole
    } else {
        Standing::AtTarget
    }
}
