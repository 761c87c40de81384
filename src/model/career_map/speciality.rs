//! Specialities: what a career map expects of some people only, beside what it expects of everybody.
//!
//! All competencies, those of specialities too, are in one list and have one [`CompetencyId`] each. So a number means the
//! same competency in the general map and in each speciality's own map; [`Competency::holds`] says whether it exists there.

use super::{CareerMap, Competency, CompetencyId, Expectation, LevelId};
use crate::diagnostic::Location;
use crate::model::rating::Points;
use crate::text::fold;

/// Index of a speciality in [`CareerMap::specialities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpecialityId(pub usize);

/// How an entry of a speciality meets what the general map has in that cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryMode {
    /// It comes after the general expectations.
    Add,
    /// It stands in place of them.
    Replace,
}

/// What a speciality says about one cell of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct SpecialityEntry {
    /// The competency.
    pub competency: CompetencyId,
    /// The level.
    pub level: LevelId,
    /// Beside or in place of the general expectations.
    pub mode: EntryMode,
    /// What is expected; in a map of numbers only the words beside the number.
    pub expectations: Vec<Expectation>,
    /// The required number, in a map of numbers.
    pub required: Option<Points>,
    /// Where it was read.
    pub at: Location,
}

/// A scope beside seniority: what some people are expected to do in addition, or otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Speciality {
    /// The name for display.
    pub name: String,
    /// Where the name was read first.
    pub at: Location,
    /// Its entries by competency and level; within a cell, the one that replaces comes first.
    pub entries: Vec<SpecialityEntry>,
    /// The competencies that hold for it and not for everybody, in the map's order.
    pub competencies: Vec<CompetencyId>,
    /// The map of its people; see [`CareerMap::own`].
    own: Box<CareerMap>,
}

impl Speciality {
    /// The entries for one cell, in the order in which they hold.
    pub fn entries_of(
        &self,
        competency: CompetencyId,
        level: LevelId,
    ) -> impl Iterator<Item = &SpecialityEntry> {
        self.entries
            .iter()
            .filter(move |entry| (entry.competency, entry.level) == (competency, level))
    }

    /// Whether it says anything about this competency.
    pub fn says(&self, competency: CompetencyId) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.competency == competency)
    }
}

/// A speciality as it was read, before the map of its people is built.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSpeciality {
    /// The name for display.
    pub name: String,
    /// Where the name was read first.
    pub at: Location,
    /// Its entries, in any order.
    pub entries: Vec<SpecialityEntry>,
}

impl CareerMap {
    /// The map that holds for people of this speciality: the general one with what the speciality adds and replaces. For
    /// people without a speciality it is the general map itself.
    ///
    /// # Panics
    /// If `speciality` is of another map.
    pub fn own(&self, speciality: Option<SpecialityId>) -> &Self {
        speciality.map_or(self, |id| &self.specialities[id.0].own)
    }

    /// Whether a speciality's own map expects something in this cell that this map, the general one, does not.
    pub fn lacks(
        &self,
        competency: CompetencyId,
        level: LevelId,
        expectation: &Expectation,
    ) -> bool {
        let general = self.competency(competency);
        !general.holds || !general.expectations[level.0].contains(expectation)
    }

    /// The speciality with this index.
    ///
    /// # Panics
    /// If `id` is of another map.
    pub fn speciality(&self, id: SpecialityId) -> &Speciality {
        &self.specialities[id.0]
    }

    /// All specialities with their index.
    pub fn speciality_ids(&self) -> impl DoubleEndedIterator<Item = SpecialityId> + use<> {
        (0..self.specialities.len()).map(SpecialityId)
    }

    /// The speciality with this name.
    pub fn speciality_named(&self, name: &str) -> Option<SpecialityId> {
        let folded = fold(name);
        self.speciality_ids()
            .find(|id| fold(&self.speciality(*id).name) == folded)
    }

    /// Whether there are any specialities.
    pub const fn has_specialities(&self) -> bool {
        !self.specialities.is_empty()
    }

    /// The names of all specialities.
    pub fn speciality_names(&self) -> Vec<&str> {
        let specialities = self.specialities.iter();
        specialities.map(|speciality| &*speciality.name).collect()
    }

    /// The specialities in which this competency exists, where it does not exist for everybody.
    pub fn specialities_of(&self, competency: CompetencyId) -> impl Iterator<Item = &Speciality> {
        self.specialities
            .iter()
            .filter(move |speciality| speciality.competencies.contains(&competency))
    }

    /// Takes specialities into the map and builds the map of each one's people. Their entries are about competencies of
    /// this map; those for some specialities only are in it already and do not hold. Call it last: what is changed in the
    /// map afterwards does not reach the people of a speciality.
    pub fn set_specialities(&mut self, specialities: Vec<NewSpeciality>) {
        self.specialities.clear();
        let mut built: Vec<Speciality> = specialities
            .into_iter()
            .map(|new| self.with_own_map(new))
            .collect();
        // What the general map has of such a competency is for names, characters and the bounds of the scale only.
        for speciality in &built {
            for entry in &speciality.entries {
                let general = &mut self.competencies[entry.competency.0];
                if general.holds {
                    continue;
                }
                let cell = &mut general.expectations[entry.level.0];
                for expectation in &entry.expectations {
                    if !cell.contains(expectation) {
                        cell.push(expectation.clone());
                    }
                }
                let required = &mut general.required[entry.level.0];
                *required = match (*required, entry.required) {
                    (Some(one), Some(other)) => Some(one.max(other)),
                    (one, other) => one.or(other),
                };
            }
        }
        // A rating means the same for everybody, so all maps have one scale.
        let highest = built.iter().map(|speciality| speciality.own.bounds().1);
        let highest = highest.fold(self.bounds().1, f64::max);
        if highest > self.bounds().1 {
            self.scale_top = Some(highest);
        }
        for speciality in &mut built {
            if speciality.own.bounds().1 < highest {
                speciality.own.scale_top = Some(highest);
            }
        }
        self.specialities = built;
    }

    fn with_own_map(&self, new: NewSpeciality) -> Speciality {
        let NewSpeciality {
            name,
            at,
            mut entries,
        } = new;
        entries.sort_by_key(|entry| {
            (
                entry.competency,
                entry.level,
                entry.mode != EntryMode::Replace,
                entry.at.clone(),
            )
        });
        let mut own = self.clone();
        own.of_speciality = Some(name.clone());
        let mut competencies = Vec::new();
        for entry in &entries {
            let competency = &mut own.competencies[entry.competency.0];
            if !competency.holds {
                competency.holds = true;
                competencies.push(entry.competency);
            }
            competency.take(entry);
        }
        Speciality {
            name,
            at,
            entries,
            competencies,
            own: Box::new(own),
        }
    }
}

impl Competency {
    fn take(&mut self, entry: &SpecialityEntry) {
        let level = entry.level.0;
        if entry.mode == EntryMode::Replace {
            self.expectations[level].clear();
            self.required[level] = None;
            self.cells[level] = None;
        }
        self.expectations[level].extend(entry.expectations.iter().cloned());
        self.required[level] = entry.required.or(self.required[level]);
        self.cells[level].get_or_insert_with(|| entry.at.clone());
    }
}
