//! A review cycle: one career map and everybody's assessments.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Deserialize;

use super::assessment::{Assessment, Person};
use super::career_map::{CareerMap, LevelId, SpecialityId};
use super::field::FieldCells;
use super::identity::{EmployeeId, PersonDetails};
use super::track::PersonTrack;
use crate::diagnostic::Location;
use crate::text::fold;

/// The date of files whose input names none: formats for archives ask for a date, and any fixed one gives the same bytes.
pub const UNDATED: Date = date(2000, 1, 1);

/// A row of the roster: somebody who is in the review.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RosterEntry {
    /// Name for display.
    pub name: String,
    /// The company's own number for the person.
    pub employee_id: Option<EmployeeId>,
    /// Email address.
    pub email: Option<String>,
    /// The team.
    pub team: Option<String>,
    /// The manager's name; where two managers share one, with what tells them apart.
    pub manager: Option<String>,
    /// The manager's employee ID.
    pub manager_id: Option<EmployeeId>,
    /// The manager's email address.
    pub manager_email: Option<String>,
    /// The level held now.
    pub role_level: Option<LevelId>,
    /// The track.
    pub track: Option<PersonTrack>,
    /// The speciality.
    pub speciality: Option<SpecialityId>,
    /// The level aimed at.
    pub target_level: Option<LevelId>,
    /// Where it was read: the cell of the name.
    pub at: Location,
    /// The cell of each field that is filled in.
    pub cells: FieldCells,
}

impl<'a> From<&'a RosterEntry> for PersonDetails<'a> {
    fn from(entry: &'a RosterEntry) -> Self {
        Self {
            id: entry.employee_id.as_ref(),
            name: &entry.name,
            team: entry.team.as_deref(),
            email: entry.email.as_deref(),
        }
    }
}

impl RosterEntry {
    /// The person of this row, who holds this level.
    pub fn person(&self, role_level: LevelId) -> Person {
        Person {
            name: self.name.clone(),
            employee_id: self.employee_id.clone(),
            email: self.email.clone(),
            team: self.team.clone(),
            manager: self.manager.clone(),
            manager_id: self.manager_id.clone(),
            manager_email: self.manager_email.clone(),
            role_level,
            track: self.track,
            speciality: self.speciality,
            chosen_target: self.target_level,
            target_track: None,
        }
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
