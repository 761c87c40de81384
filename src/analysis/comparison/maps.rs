//! Compares the career map of the last cycle with today's: which levels and competencies are the same, and what
//! changed.

use std::collections::BTreeSet;

use super::matching::{same_competencies, same_levels, same_specialities, words};
use crate::model::{
    CareerMap, CompetencyId, Expectation, LevelId, Mode, PersonTrack, Points, Scale, Speciality,
    SpecialityId,
};
use crate::text::fold;

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

/// One difference between the maps. Indices named `then` are of the last cycle's map, all others of today's.
#[derive(Debug, Clone, PartialEq)]
pub enum MapChange {
    /// The scale itself is different, so ratings then and now cannot be compared.
    Scale,
    /// A level that was not there.
    LevelAdded(LevelId),
    /// A level that is not there any more.
    LevelRemoved {
        /// The level of the last cycle.
        then: LevelId,
    },
    /// A level under another title.
    LevelRenamed {
        /// The level of the last cycle.
        then: LevelId,
        /// The same today.
        now: LevelId,
    },
    /// A level at another place in the order of seniority, and so with another number.
    LevelMoved {
        /// The level of the last cycle.
        then: LevelId,
        /// The same today.
        now: LevelId,
    },
    /// A competency that was not there.
    CompetencyAdded(CompetencyId),
    /// A competency that is not there any more.
    CompetencyRemoved {
        /// The competency of the last cycle.
        then: CompetencyId,
    },
    /// A competency under another name.
    CompetencyRenamed {
        /// The competency of the last cycle.
        then: CompetencyId,
        /// The same today.
        now: CompetencyId,
    },
    /// Expectations that were dropped, added or put into other words.
    Reworded {
        /// The competency.
        competency: CompetencyId,
        /// The level.
        level: LevelId,
        /// The expectations that are not there any more.
        dropped: Vec<String>,
        /// The expectations that were not there.
        added: Vec<String>,
    },
    /// Another required proficiency (in maps of numbers).
    Required {
        /// The competency.
        competency: CompetencyId,
        /// The level.
        level: LevelId,
        /// What was required.
        then: Option<Points>,
        /// What is required.
        now: Option<Points>,
    },
    /// A speciality that was not there.
    SpecialityAdded(SpecialityId),
    /// A speciality that is not there any more.
    SpecialityRemoved {
        /// The speciality of the last cycle.
        then: SpecialityId,
    },
    /// A speciality under another name.
    SpecialityRenamed {
        /// The speciality of the last cycle.
        then: SpecialityId,
        /// The same today.
        now: SpecialityId,
    },
    /// A speciality that says something else about a cell of the map.
    SpecialityChanged {
        /// The speciality.
        speciality: SpecialityId,
        /// The competency.
        competency: CompetencyId,
        /// The level.
        level: LevelId,
        /// What it does not say any more.
        dropped: Vec<Saying>,
        /// What it did not say.
        added: Vec<Saying>,
    },
}

/// What a speciality says about a cell of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// Whether it takes the place of what the map says.
    pub replaces: bool,
    /// In words; empty where it is a number.
    pub text: String,
    /// The required number, in a map of numbers.
    pub required: Option<Points>,
}

impl<'a> MapComparison<'a> {
    /// Compares the map of the last cycle with today's.
    ///
    /// Levels and competencies are the same by name; else, for levels, by grade code or a second name; else by at
    /// least half of their expectations being the same. Specialities are the same by name; else by at least half of what
    /// they say, or of the competencies that exist for them only. Whatever is left was removed, or added.
    #[must_use]
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
    #[must_use]
    pub fn own(&self, then: Option<SpecialityId>, now: Option<SpecialityId>) -> &Self {
        let place = |id: Option<SpecialityId>| id.map_or(0, |id| id.0 + 1);
        let kept = self
            .own
            .get(place(then))
            .and_then(|row| row.get(place(now)));
        kept.unwrap_or(self)
    }

    /// The comparison of one speciality's own maps, then and now; of the general ones where there was no such speciality.
    #[must_use]
    pub fn of_speciality(&self, now: Option<SpecialityId>) -> &Self {
        let then = now.and_then(|now| self.speciality_then(now));
        self.own(then, now.filter(|_| then.is_some()))
    }

    /// Whether a speciality of the last cycle and one of today are not the same; `None` is no speciality.
    #[must_use]
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
    #[must_use]
    pub const fn then(&self) -> &'a CareerMap {
        self.then
    }

    /// Today's map.
    #[must_use]
    pub const fn now(&self) -> &'a CareerMap {
        self.now
    }

    /// Today's level for one of the last cycle.
    #[must_use]
    pub fn level_today(&self, then: LevelId) -> Option<LevelId> {
        self.levels[then.0]
    }

    /// The last cycle's competency for one of today.
    #[must_use]
    pub fn competency_then(&self, now: CompetencyId) -> Option<CompetencyId> {
        let at = self.competencies.iter().position(|id| *id == Some(now))?;
        Some(CompetencyId(at))
    }

    /// Today's competency for one of the last cycle.
    #[must_use]
    pub fn competency_today(&self, then: CompetencyId) -> Option<CompetencyId> {
        self.competencies[then.0]
    }

    /// Today's speciality for one of the last cycle.
    #[must_use]
    pub fn speciality_today(&self, then: SpecialityId) -> Option<SpecialityId> {
        self.specialities[then.0]
    }

    /// An earlier rating on today's scale: the rank that its level has today. `None` if the level is not
    /// there any more, or if the maps have different scales.
    #[must_use]
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
    #[must_use]
    pub fn expectations_changed(&self, competency: CompetencyId, level: LevelId) -> bool {
        self.is_reworded(competency, level) || self.renumbered.contains(&(competency, level))
    }

    /// Whether the expectations of a competency at a level are not in the words that they were in.
    #[must_use]
    pub fn is_reworded(&self, competency: CompetencyId, level: LevelId) -> bool {
        self.reworded.contains(&(competency, level))
    }

    fn level_changes(&mut self) {
        for then in self.then.level_ids() {
            let Some(now) = self.level_today(then) else {
                self.changes.push(MapChange::LevelRemoved { then });
                continue;
            };
            let (old, new) = (self.then.level(then), self.now.level(now));
            if fold(&old.title) != fold(&new.title) {
                self.changes.push(MapChange::LevelRenamed { then, now });
            }
            if old.rank != new.rank {
                self.changes.push(MapChange::LevelMoved { then, now });
            }
        }
        for now in self.now.level_ids() {
            if !self.levels.contains(&Some(now)) {
                self.changes.push(MapChange::LevelAdded(now));
            }
        }
    }

    fn competency_changes(&mut self) {
        for then in self.then.all_competency_ids() {
            let Some(now) = self.competencies[then.0] else {
                self.changes.push(MapChange::CompetencyRemoved { then });
                continue;
            };
            let (old, new) = (self.then.competency(then), self.now.competency(now));
            if fold(&old.name) != fold(&new.name) {
                self.changes
                    .push(MapChange::CompetencyRenamed { then, now });
            }
        }
        for now in self.now.all_competency_ids() {
            match self.competency_then(now) {
                // What specialities say is compared for each of them.
                Some(then)
                    if self.then.competency(then).holds || self.now.competency(now).holds =>
                {
                    self.cell_changes(then, now);
                }
                Some(_) => {}
                None => self.changes.push(MapChange::CompetencyAdded(now)),
            }
        }
    }

    fn speciality_changes(&mut self) {
        for then in self.then.speciality_ids() {
            let Some(now) = self.speciality_today(then) else {
                self.changes.push(MapChange::SpecialityRemoved { then });
                continue;
            };
            let (old, new) = (self.then.speciality(then), self.now.speciality(now));
            if fold(&old.name) != fold(&new.name) {
                self.changes
                    .push(MapChange::SpecialityRenamed { then, now });
            }
        }
        for speciality in self.now.speciality_ids() {
            let Some(then) = self.speciality_then(speciality) else {
                self.changes.push(MapChange::SpecialityAdded(speciality));
                continue;
            };
            for then_competency in self.then.all_competency_ids() {
                let Some(competency) = self.competency_today(then_competency) else {
                    continue;
                };
                for then_level in self.then.level_ids() {
                    let Some(level) = self.level_today(then_level) else {
                        continue;
                    };
                    let old = sayings(self.then.speciality(then), then_competency, then_level);
                    let new = sayings(self.now.speciality(speciality), competency, level);
                    if old != new {
                        let without = |list: &[Saying], other: &[Saying]| -> Vec<Saying> {
                            let left = list.iter().filter(|one| !other.contains(one));
                            left.cloned().collect()
                        };
                        self.changes.push(MapChange::SpecialityChanged {
                            speciality,
                            competency,
                            level,
                            dropped: without(&old, &new),
                            added: without(&new, &old),
                        });
                    }
                }
            }
        }
    }

    /// What has changed in a competency, level by level.
    fn cell_changes(&mut self, then: CompetencyId, now: CompetencyId) {
        for level_then in self.then.level_ids() {
            let Some(level) = self.level_today(level_then) else {
                continue;
            };
            let old = &self.then.competency(then).expectations[level_then.0];
            let new = &self.now.competency(now).expectations[level.0];
            let dropped = missing_from(old, new);
            let added = missing_from(new, old);
            if !dropped.is_empty() || !added.is_empty() {
                self.reworded.insert((now, level));
                self.changes.push(MapChange::Reworded {
                    competency: now,
                    level,
                    dropped,
                    added,
                });
            }
            // A required rank is the place of a level; `LevelMoved` reports its change.
            if self.then.scale == Scale::Proficiency && self.now.scale == Scale::Proficiency {
                let required = (
                    self.then.required(then, level_then),
                    self.now.required(now, level),
                );
                if required.0 != required.1 {
                    self.renumbered.insert((now, level));
                    self.changes.push(MapChange::Required {
                        competency: now,
                        level,
                        then: required.0,
                        now: required.1,
                    });
                }
            }
        }
    }
}

/// What a speciality says about one cell.
fn sayings(speciality: &Speciality, competency: CompetencyId, level: LevelId) -> Vec<Saying> {
    let mut found = Vec::new();
    for entry in speciality.entries_of(competency, level) {
        let saying = |text: &str, required| Saying {
            replaces: entry.mode == Mode::Replace,
            text: text.to_owned(),
            required,
        };
        if entry.required.is_some() || entry.expectations.is_empty() {
            found.push(saying("", entry.required));
        }
        let texts = entry.expectations.iter();
        found.extend(texts.map(|expectation| saying(&expectation.text, None)));
    }
    found
}

/// The expectations of one list that the other does not have in the same words.
fn missing_from(list: &[Expectation], other: &[Expectation]) -> Vec<String> {
    let known: BTreeSet<String> = other.iter().map(words).collect();
    list.iter()
        .filter(|expectation| !known.contains(&words(expectation)))
        .map(|expectation| expectation.text.clone())
        .collect()
}
