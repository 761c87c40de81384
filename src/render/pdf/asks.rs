//! What the map asks of one person: at the level held, at the level aimed at, and on the next step.

use super::build::Builder;
use super::data::{Aim, ExpectationData, TrackChangeData};
use crate::model::{
    CompetencyId, Expectation, ExpectationMark, LevelId, Mark, Points, Scale, Track,
};
use crate::text::fold;

/// The rung above a rating: a level in a map of texts, only a number in a map of numbers.
pub(super) struct NextStep {
    pub(super) points: Points,
    pub(super) level: Option<LevelId>,
}

impl Builder<'_> {
    /// Rank q + 1: a person finishes one level before the next. Levels that are not on the person's track are passed
    /// over, unless only they have that rank.
    pub(super) fn next_step(&self, id: CompetencyId) -> NextStep {
        let reached = self.analysis.gap(id).rating.unwrap_or(0.0).floor();
        let points = reached + 1.0;
        let level = match self.map.scale {
            Scale::Rank => self.map.level_at_rank(points as u32, self.step_track()),
            Scale::Proficiency => self
                .map
                .level_ids()
                .filter(|level| self.map.level(*level).is_on(self.step_track()))
                .find(|level| self.map.required(id, *level).is_some_and(|r| r >= points)),
        };
        NextStep { points, level }
    }

    /// The track that the next steps are taken on: the target's, where a change of track is planned.
    pub(super) fn step_track(&self) -> Option<Track> {
        let track = self.assessment.person.step_track();
        let target = self.map.level(self.analysis.target);
        if target.is_on(track) {
            track
        } else {
            target.tracks.first().copied()
        }
    }

    /// The track aimed at, where it is another one than the person's.
    pub(super) fn other_track(&self) -> Option<Track> {
        self.step_track()
            .filter(|track| Some(*track) != self.assessment.person.track)
    }

    /// The track that the role is on.
    pub(super) fn role_track(&self) -> Option<Track> {
        self.assessment.person.track.or_else(|| self.step_track())
    }

    /// What `level` asks on `track`, and whether that is new to the person.
    pub(super) fn expectations(
        &self,
        id: CompetencyId,
        level: LevelId,
        track: Option<Track>,
    ) -> Vec<ExpectationData> {
        let role = self.assessment.person.role_level;
        let as_now = level == role && track == self.role_track();
        let known: Vec<String> = if as_now {
            Vec::new()
        } else {
            self.map
                .expectations(id, role, self.assessment.person.track)
                .map(|expectation| fold(&expectation.text))
                .collect()
        };
        self.asked(id, level, track)
            .map(|(expectation, mark)| ExpectationData {
                text: expectation.text.clone(),
                details: expectation.details.clone(),
                mark: mark.and_then(ExpectationMark::deciding),
                own_mark: mark.and_then(|mark| mark.own),
                manager_mark: mark.and_then(|mark| mark.manager),
                note: mark.and_then(|mark| mark.note.clone()),
                new: !as_now && !known.contains(&fold(&expectation.text)),
                track: expectation.track.filter(|_| track.is_none()),
            })
            .collect()
    }

    /// The expectations of `level` on `track`, each with its mark.
    fn asked(
        &self,
        id: CompetencyId,
        level: LevelId,
        track: Option<Track>,
    ) -> impl Iterator<Item = (&Expectation, Option<&ExpectationMark>)> {
        self.map.competency(id).expectations[level.0]
            .iter()
            .enumerate()
            .filter(move |(_, expectation)| match (expectation.track, track) {
                (Some(marked), Some(track)) => marked == track,
                _ => true,
            })
            .map(move |(index, expectation)| (expectation, self.mark(id, level, index)))
    }

    pub(super) fn track_change(&self) -> Vec<TrackChangeData> {
        let (Aim::TrackChange, Some(now), Some(then)) =
            (self.aim(), self.assessment.person.track, self.other_track())
        else {
            return Vec::new();
        };
        let role = self.assessment.person.role_level;
        self.map
            .competency_ids()
            .map(|id| TrackChangeData {
                competency: id.0,
                now: self.only_for(now, id, role),
                then: self.only_for(then, id, self.analysis.target),
            })
            .filter(|change| !change.now.is_empty() || !change.then.is_empty())
            .collect()
    }

    /// What `level` asks of people on `track` alone.
    fn only_for(&self, track: Track, id: CompetencyId, level: LevelId) -> Vec<String> {
        self.map.competency(id).expectations[level.0]
            .iter()
            .filter(|expectation| expectation.track == Some(track))
            .map(|expectation| expectation.text.clone())
            .collect()
    }

    fn mark(&self, id: CompetencyId, level: LevelId, index: usize) -> Option<&ExpectationMark> {
        self.assessment
            .marks
            .iter()
            .find(|mark| mark.competency == id && mark.level == level && mark.expectation == index)
    }

    /// Whether all expectations that apply have this mark, and there are some.
    pub(super) fn all_marked(&self, id: CompetencyId, level: LevelId, wanted: Mark) -> bool {
        let marks: Vec<Option<Mark>> = self
            .asked(id, level, self.step_track())
            .map(|(_, mark)| mark.and_then(ExpectationMark::deciding))
            .filter(|mark| *mark != Some(Mark::NotApplicable))
            .collect();
        !marks.is_empty() && marks.iter().all(|mark| *mark == Some(wanted))
    }
}
