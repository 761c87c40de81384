//! Compares the career map of the last cycle with today's: which levels and competencies are the same, and what
//! changed.

mod changes;

use std::collections::BTreeSet;

use super::matching::{same_competencies, same_levels, same_specialities, words};
use crate::model::{CareerMap, CompetencyId, LevelId, PersonTrack, Points, Scale, SpecialityId};

pub use changes::{MapChange, MapItem, SpecialityContent};

/// Two career maps, compared.
#[derive(Debug, Clone)]
pub struct MapComparison<'a> {
    then: &'a CareerMap,
    now: &'a CareerMap,
    /// Today's level for each earlier level, if it is still there.
    levels: Vec<Option<LevelId>>,
    /// Today's competency for each earlier competency, if it is still there.
    competencies: Vec<Option<CompetencyId>>,
    /// Today's speciality for each earlier speciality, if it is still there.
    specialities: Vec<Option<SpecialityId>>,
    /// What has changed: levels by seniority, then competencies in the map's order.
    pub changes: Vec<MapChange>,
    /// The cells of today's map with other expectations.
    reworded: BTreeSet<(CompetencyId, LevelId)>,
    /// The cells of today's map with another number.
    renumbered: BTreeSet<(CompetencyId, LevelId)>,
    /// The same comparison of each pair of own maps: by the speciality then (0 is none), and by the one now.
    own: Vec<Vec<Self>>,
}

impl<'a> MapComparison<'a> {
    /// Compares the map of the last cycle with today's.
    ///
    /// Levels and competencies are the same by name; else, for levels, by grade code or a second name; else by at
    /// least half of their expectations being the same. Specialities are the same by name; else by at least half of what
    /// they say, or of the competencies that exist for them only. Whatever is left was removed, or added.
    pub fn of(then: &'a CareerMap, now: &'a CareerMap) -> Self {
        let levels = same_levels(then, now);
        let competencies = same_competencies(then, now);
        let mut found = Self {
            specialities: same_specialities(then, now, &competencies, &levels),
            levels,
            competencies,
            changes: Vec::new(),
            reworded: BTreeSet::new(),
            renumbered: BTreeSet::new(),
            own: Vec::new(),
            then,
            now,
        };
        if then.scale != now.scale {
            found.changes.push(MapChange::Scale);
        }
        found.level_changes();
        found.competency_changes();
        found.speciality_changes();
        if !(then.specialities.is_empty() && now.specialities.is_empty()) {
            let of_then = std::iter::once(None).chain(then.speciality_ids().map(Some));
            let row = |one| {
                let of_now = std::iter::once(None).chain(now.speciality_ids().map(Some));
                of_now.map(|other| found.of_own_maps(one, other)).collect()
            };
            found.own = of_then.map(row).collect();
        }
        found
    }

    /// The comparison of one person's own maps, then and now. Levels and competencies are the same ones in both; what is
    /// expected may differ.
    pub fn own(&self, then: Option<SpecialityId>, now: Option<SpecialityId>) -> &Self {
        let place = |id: Option<SpecialityId>| id.map_or(0, |id| id.0 + 1);
        let kept = self
            .own
            .get(place(then))
            .and_then(|row| row.get(place(now)));
        kept.unwrap_or(self)
    }

    /// The comparison of one speciality's own maps, then and now; of the general ones where there was no such speciality.
    pub fn of_speciality(&self, now: Option<SpecialityId>) -> &Self {
        let then = now.and_then(|now| self.speciality_then(now));
        self.own(then, now.filter(|_| then.is_some()))
    }

    /// Whether a speciality of the last cycle and one of today are not the same; `None` is no speciality.
    pub fn is_other_speciality(
        &self,
        then: Option<SpecialityId>,
        now: Option<SpecialityId>,
    ) -> bool {
        match then {
            Some(then) => self.speciality_today(then) != now || now.is_none(),
            None => now.is_some(),
        }
    }

    /// The last cycle's speciality for one of today.
    fn speciality_then(&self, now: SpecialityId) -> Option<SpecialityId> {
        let mut of_then = self.then.speciality_ids();
        of_then.find(|then| self.speciality_today(*then) == Some(now))
    }

    /// The comparison of two own maps, which differ from the general ones only where the specialities say something.
    fn of_own_maps(&self, then: Option<SpecialityId>, now: Option<SpecialityId>) -> Self {
        let mut own = Self {
            levels: self.levels.clone(),
            competencies: self.competencies.clone(),
            specialities: self.specialities.clone(),
            changes: Vec::new(),
            reworded: self.reworded.clone(),
            renumbered: self.renumbered.clone(),
            own: Vec::new(),
            then: self.then.own(then),
            now: self.now.own(now),
        };
        let said_of = |map: &CareerMap, id: Option<SpecialityId>| -> Vec<CompetencyId> {
            let said = id.map(|id| map.speciality(id).entries.iter());
            said.into_iter()
                .flatten()
                .map(|entry| entry.competency)
                .collect()
        };
        let of_then = said_of(self.then, then).into_iter();
        let of_now = said_of(self.now, now).into_iter();
        let touched: BTreeSet<CompetencyId> = of_then
            .filter_map(|id| self.competency_today(id))
            .chain(of_now)
            .collect();
        own.reworded.retain(|(id, _)| !touched.contains(id));
        own.renumbered.retain(|(id, _)| !touched.contains(id));
        for id in touched {
            if let Some(before) = self.competency_then(id) {
                own.cell_changes(before, id);
            }
        }
        own
    }

    /// The map of the last cycle.
    pub const fn then(&self) -> &'a CareerMap {
        self.then
    }

    /// Today's map.
    pub const fn now(&self) -> &'a CareerMap {
        self.now
    }

    /// Today's level for one of the last cycle.
    pub fn level_today(&self, then: LevelId) -> Option<LevelId> {
        self.levels[then.0]
    }

    /// The last cycle's competency for one of today.
    pub fn competency_then(&self, now: CompetencyId) -> Option<CompetencyId> {
        let at = self.competencies.iter().position(|id| *id == Some(now))?;
        Some(CompetencyId(at))
    }

    /// Today's competency for one of the last cycle.
    pub fn competency_today(&self, then: CompetencyId) -> Option<CompetencyId> {
        self.competencies[then.0]
    }

    /// Today's speciality for one of the last cycle.
    pub fn speciality_today(&self, then: SpecialityId) -> Option<SpecialityId> {
        self.specialities[then.0]
    }

    /// An earlier rating on today's scale: the rank that its level has today. `None` if the level is not
    /// there any more, or if the maps have different scales.
    pub fn points_today(&self, points: Points, track: Option<PersonTrack>) -> Option<Points> {
        match (self.then.scale, self.now.scale) {
            (Scale::Proficiency, Scale::Proficiency) => Some(points),
            (Scale::Rank, Scale::Rank) => {
                let low = self.rank_today(points.floor(), track)?;
                let part = points.fract();
                if part == 0.0 {
                    return Some(low);
                }
                // Between two levels only while nothing came between them.
                let high = self.rank_today(points.ceil(), track)?;
                (high - low).eq(&1.0).then_some(low + part)
            }
            _ => None,
        }
    }

    /// Today's place of an expectation of the last cycle: the same words, for the same competency and level.
    pub(in crate::analysis) fn expectation_today(
        &self,
        competency: CompetencyId,
        level: LevelId,
        expectation: usize,
    ) -> Option<(CompetencyId, LevelId, usize)> {
        let then = &self.then.competency(competency).expectations[level.0];
        let (competency, level) = (self.competency_today(competency)?, self.level_today(level)?);
        let now = &self.now.competency(competency).expectations[level.0];
        let wanted = words(then.get(expectation)?);
        let place = now.iter().position(|one| words(one) == wanted)?;
        Some((competency, level, place))
    }

    fn rank_today(&self, rank: Points, track: Option<PersonTrack>) -> Option<Points> {
        let of_track = self.then.level_at_rank(rank as u32, track)?;
        let parallel = self
            .then
            .level_ids()
            .filter(|id| f64::from(self.then.level(*id).rank).eq(&rank));
        std::iter::once(of_track)
            .chain(parallel)
            .find_map(|id| self.level_today(id))
            .map(|id| f64::from(self.now.level(id).rank))
    }

    /// Whether the expectations in a competency at a level have changed.
    pub fn expectations_changed(&self, competency: CompetencyId, level: LevelId) -> bool {
        self.is_reworded(competency, level) || self.renumbered.contains(&(competency, level))
    }

    /// Whether the expectations of a competency at a level are not in the words that they were in.
    pub fn is_reworded(&self, competency: CompetencyId, level: LevelId) -> bool {
        self.reworded.contains(&(competency, level))
    }
}
