//! Takes assessments over to a new career map.

use super::{LostEntry, LostInput, LostReason};
use crate::analysis::comparison::MapComparison;
use crate::model::{
    Assessment, CompetencyAssessment, CompetencyId, Field, Points, Rating, RatingSource, Sourced,
};

/// Takes one assessment over to the new map.
pub(super) struct MapTransfer<'a> {
    pub(super) maps: &'a MapComparison<'a>,
    pub(super) assessment: &'a Assessment,
}

impl MapTransfer<'_> {
    /// The assessment as it would be; `None` if the role level is gone. What has no place goes to `lost`.
    pub(super) fn carried(&self, lost: &mut Vec<LostInput>) -> Option<Assessment> {
        let person = &self.assessment.person;
        let Some(role_level) = self.maps.level_today(person.role_level) else {
            lost.push(LostInput {
                entry: LostEntry::RoleLevel(person.role_level),
                why: LostReason::LevelGone,
                at: self.assessment.cell(Field::RoleLevel).clone(),
            });
            return None;
        };
        let mut carried = self.assessment.clone();
        carried.person.role_level = role_level;
        carried.person.chosen_target = person.chosen_target.and_then(|level| {
            let now = self.maps.level_today(level);
            if now.is_none() {
                lost.push(LostInput {
                    entry: LostEntry::TargetLevel(level),
                    why: LostReason::LevelGone,
                    at: self.assessment.cell(Field::TargetLevel).clone(),
                });
            }
            now
        });
        carried.person.speciality = person.speciality.and_then(|id| {
            let found = self.maps.speciality_today(id);
            if found.is_none() {
                lost.push(LostInput {
                    entry: LostEntry::Speciality(id),
                    why: LostReason::SpecialityGone,
                    at: self.assessment.cell(Field::Speciality).clone(),
                });
            }
            found
        });
        let maps = self.maps.own(person.speciality, carried.person.speciality);
        carried.competencies = vec![CompetencyAssessment::default(); maps.now().competencies.len()];
        for then in maps.then().competency_ids() {
            let now = maps.competency_today(then);
            let now = now.filter(|id| maps.now().competency(*id).holds);
            let entered = self.entry(then, now, lost);
            if let Some(now) = now {
                carried.competencies[now.0] = entered;
            }
        }
        for action in &mut carried.actions {
            action.competency = action
                .competency
                .and_then(|then| self.maps.competency_today(then));
        }
        carried.marks.retain_mut(|mark| {
            let found = maps.expectation_today(mark.competency, mark.level, mark.expectation);
            let Some((competency, level, expectation)) = found else {
                lost.push(LostInput {
                    entry: LostEntry::Mark {
                        competency: mark.competency,
                        level: mark.level,
                    },
                    why: match self.maps.competency_today(mark.competency) {
                        None => LostReason::CompetencyGone,
                        Some(_) if self.maps.level_today(mark.level).is_none() => {
                            LostReason::LevelGone
                        }
                        Some(_) => LostReason::ExpectationGone,
                    },
                    at: mark.at.clone(),
                });
                return false;
            };
            (mark.competency, mark.level, mark.expectation) = (competency, level, expectation);
            true
        });
        Some(carried)
    }

    /// What was entered for a competency, with its ratings on the new map's scale. If the rating that decides has no place
    /// there, no other one counts in its stead: a gap from somebody's own rating would look like a change of the map.
    fn entry(
        &self,
        then: CompetencyId,
        now: Option<CompetencyId>,
        lost: &mut Vec<LostInput>,
    ) -> CompetencyAssessment {
        let mut entry = self.assessment.competency(then).clone();
        let moved = |points| match now {
            None => Err(LostReason::CompetencyGone),
            Some(_) => self.points(points),
        };
        let deciding = entry.deciding().1.and_then(|rating| rating.value.points());
        let decides = deciding.is_none_or(|points| moved(points).is_ok());
        for (source, rating) in [
            (RatingSource::Agreed, &mut entry.agreed),
            (RatingSource::Manager, &mut entry.manager),
            (RatingSource::SelfRated, &mut entry.own),
        ] {
            let Some(Sourced {
                value: Rating::At(points),
                at,
            }) = rating
            else {
                continue;
            };
            match moved(*points) {
                Ok(moved) if decides => *points = moved,
                outcome => {
                    lost.push(LostInput {
                        entry: LostEntry::Rating {
                            competency: then,
                            source,
                            points: *points,
                        },
                        why: outcome.err().unwrap_or(LostReason::DecidingRatingLost),
                        at: at.clone(),
                    });
                    *rating = None;
                }
            }
        }
        entry
    }

    /// A rating on the new map's scale.
    fn points(&self, points: Points) -> Result<Points, LostReason> {
        let track = self.assessment.person.track;
        let (then, now) = (self.maps.then(), self.maps.now());
        let moved = self.maps.points_today(points, track).ok_or({
            if then.scale != now.scale {
                LostReason::OtherScale
            } else if points.fract() == 0.0 {
                LostReason::LevelGone
            } else {
                LostReason::BetweenLevels
            }
        })?;
        let (lowest, highest) = now.bounds();
        if (lowest..=highest).contains(&moved) {
            Ok(moved)
        } else {
            Err(LostReason::BeyondScale)
        }
    }
}
