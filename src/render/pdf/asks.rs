//! What the map asks of one person: at the role level, at the target level, and in the next step.

use super::build::PlanBuilder;
use super::data::{ExpectationData, NextData, SpecialityPart, TrackChangeData};
use crate::analysis::Aim;
use crate::model::{CompetencyId, ExpectationMark, LevelId, Mark, PersonTrack, Scale};
use crate::text::fold;

impl PlanBuilder<'_> {
    /// What `level` asks on `track`, and whether that is new to the person.
    pub(super) fn expectations(
        &self,
        id: CompetencyId,
        level: LevelId,
        track: Option<PersonTrack>,
    ) -> Vec<ExpectationData> {
        let role = self.steps.assessment.person.role_level;
        let as_now = level == role && track == self.steps.role_track();
        let known = if as_now {
            Vec::new()
        } else {
            self.words_of(id, role)
        };
        self.steps
            .asked(id, level, track)
            .map(|(asked, mark)| ExpectationData {
                text: asked.expectation.text.clone(),
                details: asked.expectation.details.clone(),
                mark: mark.and_then(ExpectationMark::deciding),
                own_mark: mark.and_then(|mark| mark.own),
                manager_mark: mark.and_then(|mark| mark.manager),
                note: mark.and_then(|mark| mark.note.clone()),
                new: !as_now && !known.contains(&fold(&asked.expectation.text)),
                track: asked.told_apart(track),
                speciality: self.is_special(id)
                    && self.general.lacks(id, asked.level, asked.expectation),
            })
            .collect()
    }

    /// Whether the person's speciality may expect something of its own in a competency that everybody has.
    fn is_special(&self, id: CompetencyId) -> bool {
        self.steps.map.of_speciality.is_some() && self.general.competency(id).holds
    }

    /// What the person's speciality changes about a competency as a whole.
    pub(super) fn speciality_part(&self, id: CompetencyId) -> Option<SpecialityPart> {
        let (own, general) = (self.steps.map, self.general);
        if !general.competency(id).holds {
            return Some(SpecialityPart::Only);
        }
        let steps = &self.steps;
        let differs = |level, track| {
            own.required_of(id, level, track) != general.required_of(id, level, track)
        };
        let is_other_number = own.scale == Scale::Proficiency
            && (differs(steps.assessment.person.role_level, steps.role_track())
                || differs(steps.analysis.target, steps.step_track()));
        is_other_number.then_some(SpecialityPart::Number)
    }

    /// The same, with the expectations still to be met first.
    pub(super) fn open_first(
        &self,
        id: CompetencyId,
        level: LevelId,
        track: Option<PersonTrack>,
    ) -> Vec<ExpectationData> {
        let mut expectations = self.expectations(id, level, track);
        // Stable: within the same mark the map's order stays.
        expectations.sort_by_key(|expectation| match expectation.mark {
            Some(Mark::NotYet) => 0,
            Some(Mark::Partly) => 1,
            None => 2,
            Some(Mark::Met) => 3,
            Some(Mark::NotApplicable) => 4,
        });
        expectations
    }

    /// What a level asks on the person's track, in a form for comparison.
    fn words_of(&self, id: CompetencyId, level: LevelId) -> Vec<String> {
        self.steps
            .map
            .expectations(id, level, self.steps.assessment.person.track)
            .map(|expectation| fold(&expectation.text))
            .collect()
    }

    /// What comes next in an area that is not a focus area, for the appendix. For one that is rated below the target,
    /// what the next step asks and the level reached does not; for one without a rating, what the role asks; for a
    /// fact, what the target asks. `None` where nothing further is asked.
    pub(super) fn next(&self, id: CompetencyId) -> Option<NextData> {
        let steps = &self.steps;
        let gap = steps.analysis.gap(id)?;
        let role = steps.assessment.person.role_level;
        let (level, track, known) = if !gap.scored {
            let target = steps.analysis.target;
            (target, steps.step_track(), self.words_of(id, role))
        } else if gap.rating.is_some() {
            let reached = steps.reached(id).map(|level| self.words_of(id, level));
            let level = steps
                .next_step(id)
                .level
                .filter(|_| gap.is_below_target())?;
            (level, steps.step_track(), reached.unwrap_or_default())
        } else if gap.applies() {
            (role, steps.role_track(), Vec::new())
        } else {
            return None;
        };
        let mut expectations = self.open_first(id, level, track);
        expectations.retain(|expectation| !known.contains(&fold(&expectation.text)));
        (!expectations.is_empty()).then(|| NextData {
            label: steps.map.held_title(level, track),
            expectations,
        })
    }

    pub(super) fn track_change(&self) -> Vec<TrackChangeData> {
        let steps = &self.steps;
        let (Aim::TrackChange, Some(PersonTrack::One(now)), Some(PersonTrack::One(then))) = (
            steps.aim(),
            steps.assessment.person.track,
            steps.other_track(),
        ) else {
            return Vec::new();
        };
        let role = steps.assessment.person.role_level;
        let texts = |track, id, level| -> Vec<String> {
            steps
                .asked_only_on(track, id, level)
                .map(|expectation| expectation.text.clone())
                .collect()
        };
        steps
            .map
            .competency_ids()
            .map(|id| TrackChangeData {
                competency: steps.map.place(id),
                now: texts(now, id, role),
                then: texts(then, id, steps.analysis.target),
            })
            .filter(|change| !change.now.is_empty() || !change.then.is_empty())
            .collect()
    }
}
