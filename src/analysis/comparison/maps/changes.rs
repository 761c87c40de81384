//! What has changed from one career map to another, cell by cell.

use std::collections::BTreeSet;

use super::super::matching::words;
use super::MapComparison;
use crate::diagnostic::Location;
use crate::model::{
    CareerMap, CompetencyId, EntryMode, Expectation, LevelId, Points, Scale, Speciality,
    SpecialityId,
};
use crate::text::fold;

/// One difference between the maps. Indices named `then` are of the last cycle's map, all others of today's.
#[derive(Debug, Clone, PartialEq)]
pub enum MapChange {
    /// The scale itself is different, so ratings then and now cannot be compared.
    Scale,
    /// Something that was not there.
    Added(MapItem),
    /// Something that is not there any more.
    Removed {
        /// What it was in the last cycle.
        then: MapItem,
    },
    /// Something under another name.
    Renamed {
        /// What it was in the last cycle.
        then: MapItem,
        /// The same today.
        now: MapItem,
    },
    /// A level at another place in the order of seniority, and so with another number.
    LevelMoved {
        /// The level of the last cycle.
        then: LevelId,
        /// The same today.
        now: LevelId,
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
    /// A speciality that says something else about a cell of the map.
    SpecialityChanged {
        /// The speciality.
        speciality: SpecialityId,
        /// The competency.
        competency: CompetencyId,
        /// The level.
        level: LevelId,
        /// What it does not say any more.
        dropped: Vec<SpecialityContent>,
        /// What it did not say.
        added: Vec<SpecialityContent>,
    },
}

/// Something in a map that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapItem {
    /// A level.
    Level(LevelId),
    /// A competency.
    Competency(CompetencyId),
    /// A speciality.
    Speciality(SpecialityId),
}

impl MapItem {
    /// Its name in this map, and where that is written.
    pub fn named(self, map: &CareerMap) -> (&str, &Location) {
        match self {
            Self::Level(id) => (&map.level(id).title, &map.level(id).at),
            Self::Competency(id) => (&map.competency(id).name, &map.competency(id).at),
            Self::Speciality(id) => (&map.speciality(id).name, &map.speciality(id).at),
        }
    }
}

/// What a speciality says about a cell of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct SpecialityContent {
    /// Whether it takes the place of what the map says.
    pub replaces: bool,
    /// In words; empty where it is a number.
    pub text: String,
    /// The required number, in a map of numbers.
    pub required: Option<Points>,
}

impl MapComparison<'_> {
    /// Says whether something is gone, or has another name.
    fn compare_names(&mut self, then: MapItem, now: Option<MapItem>) {
        let Some(now) = now else {
            self.changes.push(MapChange::Removed { then });
            return;
        };
        if fold(then.named(self.then).0) != fold(now.named(self.now).0) {
            self.changes.push(MapChange::Renamed { then, now });
        }
    }

    pub(super) fn level_changes(&mut self) {
        for then in self.then.level_ids() {
            let today = self.level_today(then);
            self.compare_names(MapItem::Level(then), today.map(MapItem::Level));
            if let Some(now) = today
                && self.then.level(then).rank != self.now.level(now).rank
            {
                self.changes.push(MapChange::LevelMoved { then, now });
            }
        }
        for now in self.now.level_ids() {
            if !self.levels.contains(&Some(now)) {
                self.changes.push(MapChange::Added(MapItem::Level(now)));
            }
        }
    }

    pub(super) fn competency_changes(&mut self) {
        for then in self.then.all_competency_ids() {
            let now = self.competencies[then.0].map(MapItem::Competency);
            self.compare_names(MapItem::Competency(then), now);
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
                None => self
                    .changes
                    .push(MapChange::Added(MapItem::Competency(now))),
            }
        }
    }

    pub(super) fn speciality_changes(&mut self) {
        for then in self.then.speciality_ids() {
            let now = self.speciality_today(then).map(MapItem::Speciality);
            self.compare_names(MapItem::Speciality(then), now);
        }
        for speciality in self.now.speciality_ids() {
            let Some(then) = self.speciality_then(speciality) else {
                let item = MapItem::Speciality(speciality);
                self.changes.push(MapChange::Added(item));
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
                        let without = |list: &[SpecialityContent],
                                       other: &[SpecialityContent]|
                         -> Vec<SpecialityContent> {
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
    pub(super) fn cell_changes(&mut self, then: CompetencyId, now: CompetencyId) {
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
fn sayings(
    speciality: &Speciality,
    competency: CompetencyId,
    level: LevelId,
) -> Vec<SpecialityContent> {
    let mut found = Vec::new();
    for entry in speciality.entries_of(competency, level) {
        let saying = |text: &str, required| SpecialityContent {
            replaces: entry.mode == EntryMode::Replace,
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
