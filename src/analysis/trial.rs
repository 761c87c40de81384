//! A career map tried out: what it would change, and for whom, if it were in force instead of the review's own.
//!
//! Every assessment is carried over to the new map as the comparison of two reviews counts earlier ratings: by the rank that
//! a rating's level has there, or, in maps of numbers, as the number that it is. Whatever has no counterpart is listed, not
//! guessed. Here *then* is the map in force and *now* the new one, as in [`MapComparison`].

mod carrier;
#[cfg(test)]
mod tests;

use serde::Serialize;

use carrier::MapTransfer;

use super::comparison::MapComparison;
use super::gap::Gap;
use super::options::AnalysisOptions;
use super::standing::{PersonAnalysis, analyse_person};
use super::steps::{NextStep, Steps};
use crate::diagnostic::Location;
use crate::model::{
    Assessment, CareerMap, CompetencyId, LevelId, Points, RatingSource, Review, Scale, SpecialityId,
};

/// A career map tried out on a review.
#[derive(Debug, Clone)]
pub struct Trial<'a> {
    /// The map in force and the new one.
    pub maps: MapComparison<'a>,
    /// What it means for each of the review's assessments, in their order.
    pub people: Vec<PersonTrial>,
}

/// What a new map means for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonTrial {
    /// Where the new map puts the person; `None` if it does not have the role level.
    pub placed: Option<PersonOnNewMap>,
    /// What cannot be carried over.
    pub lost: Vec<LostInput>,
}

/// A person measured by the new map.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonOnNewMap {
    /// The target level, in the new map.
    pub target: LevelId,
    /// Whether that is another level than today.
    pub other_target: bool,
    /// What to work on, most pressing first.
    pub focus_areas: Vec<CompetencyId>,
    /// Whether these are others than today, or in another order.
    pub other_focus: bool,
    /// The competencies with any change: those of the new map in its order, then those that it lacks.
    pub competencies: Vec<CompetencyMove>,
}

/// One person and one competency under both maps.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetencyMove {
    /// The competency in the map in force; `None` if it is new.
    pub then: Option<CompetencyId>,
    /// The competency in the new map; `None` if that lacks it.
    pub now: Option<CompetencyId>,
    /// Under the map in force, on its scale.
    pub was: Measure,
    /// Under the new map, on its scale.
    pub is: Measure,
    /// Whether the expectations of the role level, of the target level or of the next step are worded differently.
    pub reworded: bool,
}

/// Rating, requirements and gaps of one person in one competency, in points of the map's scale.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Measure {
    /// The rating that decides.
    pub rating: Option<Points>,
    /// What the role level requires.
    pub required_role: Option<Points>,
    /// What the target level requires.
    pub required_target: Option<Points>,
    /// max(0, required by the role − rating).
    pub role_gap: Option<Points>,
    /// max(0, required by the target − rating).
    pub target_gap: Option<Points>,
    /// The next step, where there is a rating below the target.
    #[serde(skip)]
    pub next: Option<NextStep>,
}

/// Something that was entered and has no place in the new map.
#[derive(Debug, Clone, PartialEq)]
pub struct LostInput {
    /// What it is.
    pub entry: LostEntry,
    /// Why it has no place.
    pub why: LostReason,
    /// Where it was read.
    pub at: Location,
}

/// What has no place in the new map. All indices are of the map in force.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LostEntry {
    /// The role level, and with it everything about the person.
    RoleLevel(LevelId),
    /// The target level that was chosen; the next level takes its place.
    TargetLevel(LevelId),
    /// The speciality; the general map takes its place.
    Speciality(SpecialityId),
    /// A rating.
    Rating {
        /// What was rated.
        competency: CompetencyId,
        /// Whose rating it is.
        source: RatingSource,
        /// The rating.
        points: Points,
    },
    /// A mark at an expectation.
    Mark {
        /// The competency.
        competency: CompetencyId,
        /// The level.
        level: LevelId,
    },
}

/// Why something has no place in the new map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LostReason {
    /// The level is gone.
    LevelGone,
    /// The competency is gone, or does not exist for this person.
    CompetencyGone,
    /// The speciality is gone.
    SpecialityGone,
    /// The rating lies between two levels that are not neighbours in the new map.
    BetweenLevels,
    /// The new map has another kind of scale.
    OtherScale,
    /// The number lies beyond the new map's scale.
    BeyondScale,
    /// The expectation is gone, or worded differently.
    ExpectationGone,
    /// The rating that decides in this competency has no place, and no other one takes its place.
    DecidingRatingLost,
}

impl<'a> Trial<'a> {
    /// Tries `map` out on a review. `people` are the analyses of `review.assessments`, in the same order, made with
    /// `options`.
    pub fn of(
        review: &'a Review,
        people: &[PersonAnalysis],
        map: &'a CareerMap,
        options: &AnalysisOptions,
    ) -> Self {
        let maps = MapComparison::of(&review.career_map, map);
        let people = review
            .assessments
            .iter()
            .zip(people)
            .map(|(assessment, analysis)| {
                let mut lost = Vec::new();
                let carried = MapTransfer {
                    maps: &maps,
                    assessment,
                }
                .carried(&mut lost);
                PersonTrial {
                    placed: carried.map(|carried| {
                        let now =
                            analyse_person(map.own(carried.person.speciality), &carried, options);
                        let maps =
                            maps.own(assessment.person.speciality, carried.person.speciality);
                        placed(maps, (assessment, analysis), (&carried, &now))
                    }),
                    lost,
                }
            })
            .collect();
        Self { maps, people }
    }

    /// How many people the new map changes anything for.
    pub fn affected(&self) -> usize {
        self.people
            .iter()
            .filter(|person| person.is_affected())
            .count()
    }
}

impl PersonTrial {
    /// Whether the new map changes anything for the person.
    pub fn is_affected(&self) -> bool {
        !self.lost.is_empty()
            || self.placed.as_ref().is_none_or(|placed| {
                placed.other_target || placed.other_focus || !placed.competencies.is_empty()
            })
    }
}

impl CompetencyMove {
    /// Whether a gap is another one, one appears, or one can no longer be told.
    pub fn moves_gap(&self) -> bool {
        !same(self.was.role_gap, self.is.role_gap) || !same(self.was.target_gap, self.is.target_gap)
    }
}

/// Whether two numbers are one, apart from what the sums of fractions differ by.
fn same(one: Option<Points>, other: Option<Points>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// One person under both maps.
fn placed(
    maps: &MapComparison<'_>,
    (then, was): (&Assessment, &PersonAnalysis),
    (now, is): (&Assessment, &PersonAnalysis),
) -> PersonOnNewMap {
    let old = Steps {
        map: maps.then(),
        assessment: then,
        analysis: was,
    };
    let new = Steps {
        map: maps.now(),
        assessment: now,
        analysis: is,
    };
    let of_new = maps.now().competency_ids().map(|id| {
        let then = maps.competency_then(id);
        let held = then.filter(|id| maps.then().competency(*id).holds);
        (held, Some(id))
    });
    let gone = maps
        .then()
        .competency_ids()
        .filter(|id| {
            let today = maps.competency_today(*id);
            today.is_none_or(|id| !maps.now().competency(id).holds)
        })
        .map(|id| (Some(id), None));
    let focus_today: Vec<Option<CompetencyId>> = was
        .focus_areas
        .iter()
        .map(|id| maps.competency_today(*id))
        .collect();
    PersonOnNewMap {
        target: is.target,
        other_target: maps.level_today(was.target) != Some(is.target),
        other_focus: !focus_today
            .iter()
            .copied()
            .eq(is.focus_areas.iter().copied().map(Some)),
        focus_areas: is.focus_areas.clone(),
        competencies: of_new
            .chain(gone)
            .map(|(then, now)| CompetencyMove {
                then,
                now,
                was: then.map(|id| measure(&old, id)).unwrap_or_default(),
                is: now.map(|id| measure(&new, id)).unwrap_or_default(),
                reworded: false,
            })
            .map(|mut moved| {
                moved.reworded = is_reworded(maps, &new, &moved);
                moved
            })
            .filter(|moved| changes(maps, moved))
            .collect(),
    }
}

fn measure(steps: &Steps<'_>, id: CompetencyId) -> Measure {
    let Some(gap) = steps.analysis.gap(id).filter(|gap: &&Gap| gap.scored) else {
        return Measure::default();
    };
    Measure {
        rating: gap.rating,
        required_role: gap.required_now,
        required_target: gap.required_target,
        role_gap: gap.role_gap(),
        target_gap: gap.target_gap(),
        next: gap.is_below_target().then(|| steps.next_step(id)),
    }
}

/// Whether what somebody reads as expected of them in a competency is worded differently.
fn is_reworded(maps: &MapComparison<'_>, new: &Steps<'_>, moved: &CompetencyMove) -> bool {
    let Some(now) = moved.now.filter(|_| moved.then.is_some()) else {
        return false;
    };
    let next = moved.is.next.and_then(|next| next.level);
    [
        Some(new.assessment.person.role_level),
        Some(new.analysis.target),
        next,
    ]
    .into_iter()
    .flatten()
    .any(|level| maps.is_reworded(now, level))
}

/// Whether anything changes for somebody in a competency.
fn changes(maps: &MapComparison<'_>, moved: &CompetencyMove) -> bool {
    let (was, is) = (&moved.was, &moved.is);
    let asks =
        |measure: &Measure| measure.required_role.is_some() || measure.required_target.is_some();
    if moved.then.is_none() || moved.now.is_none() {
        return asks(was) || asks(is);
    }
    // In maps of levels, what a level requires is its own rank, which says nothing by itself.
    let asks_for_other = maps.now().scale == Scale::Proficiency
        && !(same(was.required_role, is.required_role)
            && same(was.required_target, is.required_target));
    moved.reworded
        || asks_for_other
        || moved.moves_gap()
        || was.rating.is_some() != is.rating.is_some()
        || !same_step(maps, was.next, is.next)
}

/// Whether the next step is the same: the same level, or in maps of numbers the same number.
fn same_step(maps: &MapComparison<'_>, was: Option<NextStep>, is: Option<NextStep>) -> bool {
    match (was, is) {
        (Some(was), Some(is)) if maps.now().scale == Scale::Rank => {
            was.level.map(|level| maps.level_today(level)) == is.level.map(Some)
        }
        (was, is) => same(was.map(|step| step.points), is.map(|step| step.points)),
    }
}
