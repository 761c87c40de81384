//! What the map says for somebody at a level on a track: the levels that they hold, what these ask for, and the levels above and
//! below.

use super::{CareerMap, CompetencyId, Expectation, LevelId, Scale};
use crate::model::rating::Points;
use crate::model::track::{PersonTrack, Track};
use crate::text::fold;

/// An expectation that applies to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedExpectation<'m> {
    /// The level that has it.
    pub level: LevelId,
    /// Its place among that level's expectations.
    pub index: usize,
    /// The expectation.
    pub expectation: &'m Expectation,
    /// The track that asks for it, where only one does.
    pub track: Option<Track>,
}

impl AskedExpectation<'_> {
    /// The track to name beside it for a person on `track`: where that is not known, the one that it is for; for somebody on
    /// both, leading people.
    pub fn told_apart(&self, track: Option<PersonTrack>) -> Option<Track> {
        self.track.filter(|own| match track {
            None => true,
            Some(PersonTrack::Both) => *own == Track::Management,
            Some(PersonTrack::One(_)) => false,
        })
    }
}

impl CareerMap {
    /// The levels that a person at `level` on `track` holds: that level, and for somebody on both tracks the one beside
    /// it, where each track has a level of its own at this rank.
    pub fn held(&self, level: LevelId, track: Option<PersonTrack>) -> Vec<LevelId> {
        let mut held = vec![level];
        let own = self.level(level);
        if track == Some(PersonTrack::Both)
            && let [only] = own.tracks[..]
        {
            held.extend(self.level_ids().find(|id| {
                let beside = self.level(*id);
                beside.rank == own.rank && matches!(beside.tracks[..], [other] if other != only)
            }));
        }
        // Ids are in the map's order, so the same person reads the same whichever of the two was typed.
        held.sort_unstable();
        held
    }

    /// The titles of the levels that a person at `level` on `track` holds.
    pub fn held_title(&self, level: LevelId, track: Option<PersonTrack>) -> String {
        let held = self.held(level, track);
        let titles: Vec<&str> = held.iter().map(|id| &*self.level(*id).title).collect();
        match titles[..] {
            [one, other] if one != other => format!("{one} / {other}"),
            _ => self.level(level).title.clone(),
        }
    }

    /// The required rating at `level` for a person on `track`: where somebody on both tracks holds two levels, the higher
    /// one.
    pub fn required_of(
        &self,
        competency: CompetencyId,
        level: LevelId,
        track: Option<PersonTrack>,
    ) -> Option<Points> {
        match (self.scale, track) {
            (Scale::Proficiency, Some(PersonTrack::Both)) => {
                let held = self.held(level, track);
                let required = held.iter().filter_map(|id| self.required(competency, *id));
                required.max_by(f64::total_cmp)
            }
            _ => self.required(competency, level),
        }
    }

    /// What the map expects of a person on `track` at `level` in `competency`, in the map's order. What both levels of
    /// somebody on both tracks expect comes once.
    pub fn asked(
        &self,
        competency: CompetencyId,
        level: LevelId,
        track: Option<PersonTrack>,
    ) -> Vec<AskedExpectation<'_>> {
        let expectations = &self.competency(competency).expectations;
        let held = self.held(level, track);
        let mut asked: Vec<AskedExpectation<'_>> = Vec::new();
        for id in &held {
            let only = match self.level(*id).tracks[..] {
                [only] if held.len() > 1 => Some(only),
                _ => None,
            };
            let known: Vec<String> = asked
                .iter()
                .map(|one| fold(&one.expectation.text))
                .collect();
            for (index, expectation) in expectations[id.0].iter().enumerate() {
                if !expectation.is_for(track) {
                    continue;
                }
                let folded = if known.is_empty() {
                    None
                } else {
                    Some(fold(&expectation.text))
                };
                match folded.and_then(|folded| known.iter().position(|one| *one == folded)) {
                    // Both levels ask for it, so it belongs to neither track alone.
                    Some(at) => asked[at].track = None,
                    None => asked.push(AskedExpectation {
                        level: *id,
                        index,
                        expectation,
                        track: expectation.track.or(only),
                    }),
                }
            }
        }
        asked
    }

    /// The expectations of [`Self::asked`] alone.
    pub fn expectations(
        &self,
        competency: CompetencyId,
        level: LevelId,
        track: Option<PersonTrack>,
    ) -> impl Iterator<Item = &Expectation> {
        let asked = self.asked(competency, level, track);
        asked.into_iter().map(|asked| asked.expectation)
    }

    /// The next level above `level` for a person on `track`; `None` at the top of the track. For somebody on both tracks,
    /// the nearer of the two next ones.
    pub fn next_level(&self, level: LevelId, track: Option<PersonTrack>) -> Option<LevelId> {
        let rank = self.level(level).rank;
        self.level_ids()
            .find(|id| self.level(*id).rank > rank && self.level(*id).is_on(track))
    }

    /// The next level above `level` on each track, the nearer one first; a level that is on both tracks comes once.
    pub fn next_on_each_track(&self, level: LevelId) -> Vec<(LevelId, PersonTrack)> {
        let tracks = [Track::IndividualContributor, Track::Management].map(PersonTrack::One);
        let next = tracks.map(|track| (self.next_level(level, Some(track)), track));
        let mut found: Vec<(LevelId, PersonTrack)> = match next {
            [(Some(one), _), (Some(other), _)] if one == other => vec![(one, PersonTrack::Both)],
            _ => next
                .into_iter()
                .filter_map(|(level, track)| Some((level?, track)))
                .collect(),
        };
        found.sort_by_key(|(level, _)| self.level(*level).rank);
        found
    }

    /// The track that a document about `level` is for: `track`, else the only one that the level is on.
    pub fn track_of(&self, level: LevelId, track: Option<PersonTrack>) -> Option<PersonTrack> {
        match self.level(level).tracks.as_slice() {
            [only] => track.or(Some((*only).into())),
            _ => track,
        }
    }

    /// The next level below `level` for a person on `track`, or on the level's own track; `None` for the most junior
    /// level.
    pub fn level_below(&self, level: LevelId, track: Option<PersonTrack>) -> Option<LevelId> {
        let rank = self.level(level).rank;
        let track = self.track_of(level, track);
        let below = self
            .level_ids()
            .filter(|id| self.level(*id).rank < rank && self.level(*id).is_on(track))
            .map(|id| self.level(id).rank)
            .max()?;
        self.level_at_rank(below, track)
    }

    /// The level of a rank for a person on `track`, or the rank's first level if none of them is on that track.
    pub fn level_at_rank(&self, rank: u32, track: Option<PersonTrack>) -> Option<LevelId> {
        let mut at_rank = self.level_ids().filter(|id| self.level(*id).rank == rank);
        let first = at_rank.next()?;
        Some(
            std::iter::once(first)
                .chain(at_rank)
                .find(|id| self.level(*id).is_on(track))
                .unwrap_or(first),
        )
    }
}
