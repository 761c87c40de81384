//! What comes next for one person: the next step in each competency, why the target level is what it is, and where
//! marks and ratings contradict each other.

use serde::Serialize;

use super::gap::Gap;
use super::standing::PersonAnalysis;
use crate::model::{
    AskedExpectation, Assessment, CareerMap, CompetencyId, Expectation, ExpectationMark, LevelId,
    Mark, PersonTrack, Points, Scale, Track,
};

/// The point of the scale that somebody rated `rating` finishes next: ⌊q⌋ + 1, as one level is finished before the next.
pub fn next_point(rating: Points) -> Points {
    rating.floor() + 1.0
}

/// How the target level came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// The next level on the person's track.
    Next,
    /// A level that the person chose, other than the next one.
    Chosen,
    /// A level on the other track.
    TrackChange,
    /// The person chose to stay and deepen.
    Stay,
    /// The role level is the highest one.
    Top,
}

/// The step above a rating: a level in a map of texts, only a number in a map of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextStep {
    /// The point of the scale.
    pub points: Points,
    /// The level whose expectations describe it, where there is one.
    pub level: Option<LevelId>,
}

/// One person's way from the role level to the target level.
#[derive(Debug, Clone, Copy)]
pub struct Steps<'a> {
    /// The person's own career map.
    pub map: &'a CareerMap,
    /// What was entered.
    pub assessment: &'a Assessment,
    /// What was found.
    pub analysis: &'a PersonAnalysis,
}

impl<'a> Steps<'a> {
    /// The next step in a competency. Levels that are not on the person's track are passed over, unless only they have
    /// that rank.
    pub fn next_step(&self, id: CompetencyId) -> NextStep {
        let points = next_point(self.analysis.rating(id).unwrap_or(0.0));
        let track = self.step_track();
        let level = match self.map.scale {
            Scale::Rank => self.map.level_at_rank(points as u32, track),
            Scale::Proficiency => self
                .map
                .level_ids()
                .filter(|level| self.map.level(*level).is_on(track))
                .find(|level| {
                    let required = self.map.required(id, *level);
                    required.is_some_and(|r| r >= points)
                }),
        };
        NextStep { points, level }
    }

    /// The level that a rating has reached: that of rank ⌊q⌋; `None` in a map of numbers, and without a rating.
    pub fn reached(&self, id: CompetencyId) -> Option<LevelId> {
        let rating = self.analysis.rating(id)?;
        match self.map.scale {
            Scale::Rank => self
                .map
                .level_at_rank(rating.floor() as u32, self.assessment.person.track),
            Scale::Proficiency => None,
        }
    }

    /// The track of the next steps: the target's, where a change of track is planned.
    pub fn step_track(&self) -> Option<PersonTrack> {
        let track = self.assessment.person.step_track();
        let target = self.map.level(self.analysis.target);
        if target.is_on(track) {
            track
        } else {
            target.tracks.first().copied().map(PersonTrack::One)
        }
    }

    /// The target's track, where it differs from the person's.
    pub fn other_track(&self) -> Option<PersonTrack> {
        self.step_track()
            .filter(|track| Some(*track) != self.assessment.person.track)
    }

    /// The track that the role is on.
    pub fn role_track(&self) -> Option<PersonTrack> {
        self.assessment.person.track.or_else(|| self.step_track())
    }

    /// How the target level came about.
    pub fn aim(&self) -> Aim {
        let person = &self.assessment.person;
        let target = self.analysis.target;
        let next = self.map.next_level(person.role_level, person.track);
        let leaves = |own: PersonTrack| self.step_track().is_none_or(|step| !own.covers(step));
        if person.track.is_some_and(leaves) {
            Aim::TrackChange
        } else if target == person.role_level {
            if next.is_some() { Aim::Stay } else { Aim::Top }
        } else if Some(target) == next {
            Aim::Next
        } else {
            Aim::Chosen
        }
    }

    /// What `level` asks on `track`, each expectation with its mark.
    pub fn asked(
        &self,
        id: CompetencyId,
        level: LevelId,
        track: Option<PersonTrack>,
    ) -> impl Iterator<Item = (AskedExpectation<'a>, Option<&'a ExpectationMark>)> + use<'a> {
        let marks = &self.assessment.marks;
        let marks: Vec<&ExpectationMark> =
            marks.iter().filter(|mark| mark.competency == id).collect();
        let asked = self.map.asked(id, level, track).into_iter();
        asked.map(move |asked| {
            let of_this = |mark: &&&ExpectationMark| {
                mark.level == asked.level && mark.expectation == asked.index
            };
            (asked, marks.iter().find(of_this).copied())
        })
    }

    /// What `level` asks of people on `track` alone.
    pub fn asked_only_on(
        &self,
        track: Track,
        id: CompetencyId,
        level: LevelId,
    ) -> impl Iterator<Item = &'a Expectation> + use<'a> {
        self.map.competency(id).expectations[level.0]
            .iter()
            .filter(move |expectation| expectation.track == Some(track))
    }

    /// Whether everything that the next step asks is marked as met, yet the rating is below it.
    pub fn all_met_but_rated_below(&self, id: CompetencyId) -> bool {
        let gap = self.analysis.gap(id);
        gap.is_some_and(|gap| gap.rating.is_some() && gap.is_below_target())
            && self
                .next_step(id)
                .level
                .is_some_and(|level| self.all_marked(id, level, Mark::Met))
    }

    /// Whether a level is the rating, yet everything that it asks is marked as not yet met.
    pub fn rated_but_nothing_met(&self, id: CompetencyId) -> bool {
        self.map.competency(id).scored
            && self
                .reached(id)
                .is_some_and(|level| self.all_marked(id, level, Mark::NotYet))
    }

    /// Whether all expectations that apply have this mark, and there are some.
    fn all_marked(&self, id: CompetencyId, level: LevelId, wanted: Mark) -> bool {
        let mut marks = self
            .asked(id, level, self.step_track())
            .map(|(_, mark)| mark.and_then(ExpectationMark::deciding))
            .filter(|mark| *mark != Some(Mark::NotApplicable))
            .peekable();
        marks.peek().is_some() && marks.all(|mark| mark == Some(wanted))
    }

    /// The gaps in which the person and the manager differ, largest difference first; the sort is stable.
    pub fn differences(&self) -> Vec<&'a Gap> {
        let size = |gap: &Gap| gap.self_minus_manager.unwrap_or(0.0).abs();
        let mut found: Vec<&Gap> = self
            .analysis
            .gaps
            .iter()
            .filter(|gap| size(gap) > 0.0)
            .collect();
        found.sort_by(|a, b| size(b).total_cmp(&size(a)));
        found
    }
}
