//! A review cycle: one career map and everybody's assessments.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Deserialize;

use super::assessment::{Assessment, Person};
use super::career_map::{CareerMap, LevelId};
use super::field::{Field, FieldCells};
use super::identity::PersonDetails;
use crate::diagnostic::Location;
use crate::text::fold;

/// The date of files whose input names none: formats for archives ask for a date, and any fixed one gives the same bytes.
pub const UNDATED: Date = date(2000, 1, 1);

/// A row of the roster: somebody who is in the review.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RosterEntry {
    /// Who it is.
    pub person: Person<Option<LevelId>>,
    /// Where it was read: the cell of the name.
    pub at: Location,
    /// The cell of each field that is filled in.
    pub cells: FieldCells,
}

impl<'a> From<&'a RosterEntry> for PersonDetails<'a> {
    fn from(entry: &'a RosterEntry) -> Self {
        Self::from(&entry.person)
    }
}

impl RosterEntry {
    /// Where a field was read; the cell of the name, where it was not filled in.
    pub fn cell(&self, field: Field) -> &Location {
        self.cells.get(&field).unwrap_or(&self.at)
    }
}

/// What each folder of plans is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Folders {
    /// Teams.
    #[default]
    Team,
    /// The managers who hand the plans out.
    Manager,
}

/// Everything that one run works on.
#[derive(Debug, Clone)]
pub struct Review {
    /// The career map.
    pub career_map: CareerMap,
    /// The assessments in document order: by team, name, employee ID, file.
    pub assessments: Vec<Assessment>,
    /// Who is in the review, if there is a roster.
    pub roster: Option<Vec<RosterEntry>>,
    /// The date that all documents carry: the latest assessment date, unless given. `None` if no date is known.
    pub as_of: Option<Date>,
}

impl Review {
    /// Puts assessments into document order, independent of the order in which they were read.
    pub fn new(
        career_map: CareerMap,
        mut assessments: Vec<Assessment>,
        roster: Option<Vec<RosterEntry>>,
        given_date: Option<Date>,
    ) -> Self {
        assessments.sort_by_cached_key(|a| {
            (
                a.person.team.is_none(),
                fold(a.team()),
                fold(&a.person.name),
                a.person.name.clone(),
                a.person.employee_id.clone(),
                a.at.clone(),
            )
        });
        let as_of = given_date.or_else(|| assessments.iter().filter_map(|a| a.assessed_on).max());
        Self {
            career_map,
            assessments,
            roster,
            as_of,
        }
    }

    /// The name of the review cycle: that of the settings, else what most assessments say; of several, the first in the
    /// alphabet.
    pub fn cycle<'a>(&'a self, in_settings: Option<&'a str>) -> Option<&'a str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for cycle in self
            .assessments
            .iter()
            .filter_map(|one| one.cycle.as_deref())
        {
            *counts.entry(cycle).or_default() += 1;
        }
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        in_settings.or(most.map(|(cycle, _)| cycle))
    }

    /// The map that holds for this person.
    pub fn own_map(&self, person: &Person) -> &CareerMap {
        self.career_map.own(person.speciality)
    }
}
