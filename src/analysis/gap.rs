//! One person against what is required, competency by competency.

use serde::Serialize;

use crate::model::{
    Assessment, CareerMap, CompetencyId, LevelId, PersonTrack, Points, RatingSource,
};

/// Where a rating stands against what role and target require, in this order: q ≥ t decides first. Where the target
/// asks for less than the role (a step back, a change of track), a rating can reach the target and still be below the
/// role; to count people below role, use [`Gap::is_below_role`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// q < r, and q < t
    BelowRole,
    /// r ≤ q < t
    AtRole,
    /// q ≥ t
    AtTarget,
}

impl Standing {
    /// The words for it in documents.
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
/// role gap = max(0, r − q), target gap = max(0, t − q). Facts have no gap and no standing. Where a map of numbers
/// leaves a cell blank, that level requires nothing, so that gap is `None`; the other one stays.
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
    /// Self rating minus manager rating, where both are numbers.
    pub self_minus_manager: Option<f64>,
}

impl Gap {
    /// max(0, r − q); `None` without a rating, without r, or for a fact.
    #[must_use]
    pub fn role_gap(&self) -> Option<Points> {
        self.short_of(self.required_now)
    }

    /// max(0, t − q); `None` without a rating, without t, or for a fact.
    #[must_use]
    pub fn target_gap(&self) -> Option<Points> {
        self.short_of(self.required_target)
    }

    fn short_of(&self, required: Option<Points>) -> Option<Points> {
        let (q, required) = (self.rating?, required?);
        self.scored.then(|| (required - q).max(0.0))
    }

    /// The standing that follows from the two gaps; where nothing is required, nobody can be below it. With t = r there
    /// is no *at role level*. `None` without a rating, without any requirement, or for a fact.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        match (self.role_gap(), self.target_gap()) {
            (None, None) => None,
            (_, Some(gap)) if gap <= 0.0 => Some(Standing::AtTarget),
            (Some(gap), _) if gap > 0.0 => Some(Standing::BelowRole),
            _ => Some(Standing::AtRole),
        }
    }

    /// Whether there is a rating to count: a scored competency, and somebody rated it.
    pub const fn is_rated(&self) -> bool {
        self.scored && self.rating.is_some()
    }

    /// Whether the competency counts towards the target level: scored, not N/A, and the target requires something.
    pub fn applies(&self) -> bool {
        self.scored && self.required_target.is_some() && self.source != RatingSource::NotApplicable
    }

    /// Whether q < r, whatever the target asks for.
    pub fn is_below_role(&self) -> bool {
        self.role_gap().is_some_and(|gap| gap > 0.0)
    }

    /// Whether q < t.
    pub fn is_below_target(&self) -> bool {
        self.target_gap().is_some_and(|gap| gap > 0.0)
    }

    /// Whether q ≥ t.
    pub fn is_at_target(&self) -> bool {
        self.target_gap().is_some_and(|gap| gap <= 0.0)
    }

    /// Whether the rating is the manager's or agreed on, not the person's own alone.
    pub const fn is_confirmed(&self) -> bool {
        matches!(self.source, RatingSource::Agreed | RatingSource::Manager)
    }

    /// Whether the competency is a strength: q ≥ r and (q ≥ t or q > r).
    pub fn is_strength(&self) -> bool {
        !self.is_below_role()
            && (self.is_at_target() || (self.role_gap().is_some() && self.above_role() > 0.0))
    }

    /// q − r, negative below the role level; 0 where there is nothing to compare.
    pub fn above_role(&self) -> f64 {
        match (self.rating, self.required_now) {
            (Some(q), Some(r)) => q - r,
            _ => 0.0,
        }
    }
}

/// The gaps of one person in all competencies of their own map, in the map's order, to a target on `track`.
pub fn gaps(
    map: &CareerMap,
    assessment: &Assessment,
    target: LevelId,
    track: Option<PersonTrack>,
) -> Vec<Gap> {
    map.competency_ids()
        .map(|id| gap(map, assessment, (target, track), id))
        .collect()
}

fn gap(
    map: &CareerMap,
    assessment: &Assessment,
    (target, track): (LevelId, Option<PersonTrack>),
    id: CompetencyId,
) -> Gap {
    let competency = map.competency(id);
    let entered = assessment.competency(id);
    let (source, deciding) = entered.deciding();
    let q = deciding.and_then(|rating| rating.value.points());
    let person = &assessment.person;
    let r = map.required_of(id, person.role_level, person.track);
    let t = map.required_of(id, target, track);
    Gap {
        competency: id,
        scored: competency.scored,
        weight: competency.weight,
        rating: q,
        source,
        required_now: r,
        required_target: t,
        self_minus_manager: entered
            .own_points()
            .zip(entered.manager_points())
            .map(|(own, manager)| own - manager),
    }
}
