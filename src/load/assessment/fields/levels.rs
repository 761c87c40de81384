//! The levels, the track and the speciality among the facts about a person: what a text means depends on the map, on the roster
//! and on the other levels.

use super::Fields;
use crate::diagnostic::Diagnostic;
use crate::load::names::{MapNames, Unmatched};
use crate::load::person_track::person_track;
use crate::load::specialities::speciality;
use crate::load::vocabulary::{Concept, says};
use crate::model::{Field, LevelId, PersonTrack, RosterEntry, SpecialityId, Track};

/// The role level and what is known about the track.
#[derive(Debug, Clone, Copy)]
pub(in crate::load::assessment) struct Role {
    pub(in crate::load::assessment) level: LevelId,
    pub(in crate::load::assessment) track: Option<PersonTrack>,
}

/// The target level and track, each only if given.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::load::assessment) struct Target {
    pub(in crate::load::assessment) level: Option<LevelId>,
    pub(in crate::load::assessment) track: Option<Track>,
}

impl Fields<'_> {
    /// The role level: the one given, else the roster's, with a note. Without one that the map knows the assessment is
    /// left out, and a diagnostic says so.
    pub(in crate::load::assessment) fn role(
        &self,
        names: &MapNames<'_>,
        on_roster: Option<&RosterEntry>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Role> {
        let given_track = self.track(names, problems);
        let Some(typed) = self.word(Field::RoleLevel, problems) else {
            let found = on_roster.and_then(|entry| Some((entry, entry.person.role_level?)));
            let Some((entry, level)) = found else {
                problems.push(Diagnostic::error(
                    "role-level-missing",
                    self.place(Field::RoleLevel).clone(),
                    "No role level was found, so nothing can be compared; the assessment was left out.",
                    "Write the level that the person holds now beside a cell that says “Role level”, into a column of \
                     that name, or into the roster.",
                ));
                return None;
            };
            problems.push(Diagnostic::note(
                "filled-from-roster",
                self.place(Field::RoleLevel).clone(),
                format!(
                    "The role level of {} is blank here; taken from the roster ({}).",
                    entry.person.name,
                    entry.cell(Field::RoleLevel)
                ),
                Diagnostic::NOTHING_TO_DO,
            ));
            return Some(Role {
                level,
                track: given_track
                    .or(entry.person.track)
                    .or_else(|| only_track(names, level).map(PersonTrack::One)),
            });
        };
        match names.level(&typed, given_track) {
            Ok(named) => Some(Role {
                level: named.level,
                track: given_track.or_else(|| {
                    let track = named.track.or_else(|| only_track(names, named.level));
                    track.map(PersonTrack::One)
                }),
            }),
            Err(unmatched) => {
                problems.push(Diagnostic::error(
                    "unknown-level",
                    self.place(Field::RoleLevel).clone(),
                    format!(
                        "{}; the assessment was left out.",
                        level_problem("role level", &typed, &unmatched)
                    ),
                    unmatched.help(&names.map().level_titles()),
                ));
                None
            }
        }
    }

    fn track(&self, names: &MapNames<'_>, problems: &mut Vec<Diagnostic>) -> Option<PersonTrack> {
        let typed = self.word(Field::Track, problems)?;
        person_track(typed, self.place(Field::Track), names, problems)
    }

    /// The speciality: the one that the form names, else the roster's. Where the form names one that the map does not know,
    /// that is reported, and the general map holds.
    pub(in crate::load::assessment) fn speciality(
        &self,
        names: &MapNames<'_>,
        on_roster: Option<&RosterEntry>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<SpecialityId> {
        let Some(typed) = self.word(Field::Speciality, problems) else {
            return on_roster?.person.speciality;
        };
        let at = || self.place(Field::Speciality).clone();
        speciality(&typed, at, names, problems)
    }

    /// The target level and track that the form names. One that the map does not know is reported and left out.
    pub(in crate::load::assessment) fn target(
        &self,
        names: &MapNames<'_>,
        role: Role,
        problems: &mut Vec<Diagnostic>,
    ) -> Target {
        let Some(typed) = self.word(Field::TargetLevel, problems) else {
            return Target::default();
        };
        let at = self.place(Field::TargetLevel);
        if says(&typed, Concept::Stay) {
            return Target {
                level: Some(role.level),
                track: None,
            };
        }
        match names.level(&typed, role.track) {
            Ok(named) => {
                let map = names.map();
                if map.level(named.level).rank < map.level(role.level).rank {
                    problems.push(Diagnostic::warning(
                        "target-below-role",
                        at.clone(),
                        format!(
                            "The target level “{}” is below the role level “{}”; it was used as it is.",
                            map.level(named.level).title,
                            map.level(role.level).title
                        ),
                        "Check both levels; leave the target level empty for the next one.",
                    ));
                }
                Target {
                    level: Some(named.level),
                    track: named
                        .track
                        .or_else(|| only_track(names, named.level))
                        .filter(|track| {
                            role.track
                                .is_some_and(|own| own != PersonTrack::One(*track))
                        }),
                }
            }
            Err(unmatched) => {
                problems.push(Diagnostic::warning(
                    "unknown-level",
                    at.clone(),
                    format!(
                        "{}; the next level on the person's track was used.",
                        level_problem("target level", &typed, &unmatched)
                    ),
                    unmatched.help(&names.map().level_titles()),
                ));
                Target::default()
            }
        }
    }
}

/// The track of a level that is on one track only.
fn only_track(names: &MapNames<'_>, level: LevelId) -> Option<Track> {
    match names.map().level(level).tracks.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

pub(in crate::load::assessment) fn level_problem(
    what: &str,
    typed: &str,
    unmatched: &Unmatched,
) -> String {
    match unmatched {
        Unmatched::Unknown { .. } => {
            format!("The {what} “{typed}” is not in the career map")
        }
        Unmatched::Ambiguous { .. } => {
            format!("The {what} “{typed}” is more than one level of the career map")
        }
    }
}
