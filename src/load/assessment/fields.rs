//! What an assessment says once about the person and the review, wherever it stands: beside labels of a form, or in the
//! columns of a table of people.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::dates::{DateProblem, parse_date};
use super::super::names::{Names, Unmatched};
use super::super::sheet::Value;
use super::super::table::text_or_report;
use super::super::track::parse_tracks;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Field, LevelId, RosterEntry, Track};
use crate::text::{fold, tidy, tidy_lines};

/// The fields of one assessment.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    at: Location,
    values: BTreeMap<Field, (Location, &'a Value)>,
    /// Where fields that are blank would stand.
    blanks: BTreeMap<Field, Location>,
}

/// The role level and what is known of the track.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    pub(super) level: LevelId,
    pub(super) track: Option<Track>,
}

/// The target level and track, each only if given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) level: Option<LevelId>,
    pub(super) track: Option<Track>,
}

impl<'a> Fields<'a> {
    /// No fields yet of the assessment at `at`.
    pub(super) const fn new(at: Location) -> Self {
        Self {
            at,
            values: BTreeMap::new(),
            blanks: BTreeMap::new(),
        }
    }

    /// Puts down what stands in a field's cell, or that it is blank.
    pub(super) fn put(&mut self, field: Field, at: Location, value: Option<&'a Value>) {
        match value {
            Some(value) => {
                self.values.insert(field, (at, value));
            }
            None => {
                self.blanks.insert(field, at);
            }
        }
    }

    /// The sheet, or the person's row in it.
    pub(super) fn at(&self) -> Location {
        self.at.clone()
    }

    /// The cell of each field that is filled in.
    pub(super) fn cells(&self) -> BTreeMap<Field, Location> {
        self.values
            .iter()
            .map(|(field, (at, _))| (*field, at.clone()))
            .collect()
    }

    fn value(&self, field: Field) -> Option<(&Location, &'a Value)> {
        self.values.get(&field).map(|(at, value)| (at, *value))
    }

    /// Where a field stands, or would stand if it were not blank; the assessment, where nothing tells.
    fn place(&self, field: Field) -> &Location {
        self.value(field)
            .map(|(at, _)| at)
            .or_else(|| self.blanks.get(&field))
            .unwrap_or(&self.at)
    }

    /// A value on one line.
    pub(super) fn word(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let (at, value) = self.value(label)?;
        let text = tidy(&text_or_report(value, || at.clone(), problems)?);
        (!text.is_empty()).then_some(text)
    }

    /// A value with its lines.
    pub(super) fn text(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let (at, value) = self.value(label)?;
        let text = tidy_lines(&text_or_report(value, || at.clone(), problems)?);
        (!text.is_empty()).then_some(text)
    }

    /// The person's name. Without one the assessment is left out, and a diagnostic says so.
    pub(super) fn name(&self, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let name = self.word(Field::Name, problems);
        if name.is_none() {
            let found = if self.values.contains_key(&Field::Name) {
                "The cell for the name holds none"
            } else if self.blanks.contains_key(&Field::Name) {
                "The cell for the name is empty"
            } else {
                "There is no label “Name”"
            };
            problems.push(Diagnostic::error(
                "name-missing",
                self.place(Field::Name).clone(),
                format!("{found}, so nobody can tell whose assessment this is; it was left out."),
                "Write the person's name to the right of a cell that says “Name”.",
            ));
        }
        name
    }

    /// The role level: the one given, else the roster's, with a note. Without one that the map knows the assessment is
    /// left out, and a diagnostic says so.
    pub(super) fn role(
        &self,
        names: &Names<'_>,
        on_roster: Option<&RosterEntry>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Role> {
        let given_track = self.track(problems);
        let Some(typed) = self.word(Field::RoleLevel, problems) else {
            let found = on_roster.and_then(|entry| Some((entry, entry.role_level?)));
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
                    entry.name,
                    entry.cells.get(&Field::RoleLevel).unwrap_or(&entry.at)
                ),
                "Nothing needs doing.",
            ));
            return Some(Role {
                level,
                track: given_track
                    .or(entry.track)
                    .or_else(|| only_track(names, level)),
            });
        };
        let (at, _) = self.value(Field::RoleLevel)?;
        match names.level(&typed, given_track) {
            Ok(named) => Some(Role {
                level: named.level,
                track: given_track
                    .or(named.track)
                    .or_else(|| only_track(names, named.level)),
            }),
            Err(unmatched) => {
                problems.push(Diagnostic::error(
                    "unknown-level",
                    at.clone(),
                    format!(
                        "{}; the assessment was left out.",
                        level_problem("role level", &typed, &unmatched)
                    ),
                    unmatched.help(&level_titles(names)),
                ));
                None
            }
        }
    }

    fn track(&self, problems: &mut Vec<Diagnostic>) -> Option<Track> {
        let typed = self.word(Field::Track, problems)?;
        let (at, _) = self.value(Field::Track)?;
        match parse_tracks(&typed).as_slice() {
            [only] => Some(*only),
            // Both tracks: the person has not decided yet, which is as good as saying nothing.
            [_, _] => None,
            _ if matches!(fold(&typed).as_str(), "" | "n a" | "none" | "both" | "all") => None,
            _ => {
                problems.push(Diagnostic::warning(
                    "unknown-track",
                    at.clone(),
                    format!("“{typed}” is no track; the track was read as not given."),
                    "Write “IC” or “Manager”, or leave the cell empty.",
                ));
                None
            }
        }
    }

    /// The target level and track that the form names. One that the map does not know is reported and left out.
    pub(super) fn target(
        &self,
        names: &Names<'_>,
        role: Role,
        problems: &mut Vec<Diagnostic>,
    ) -> Target {
        let none = Target {
            level: None,
            track: None,
        };
        let Some(typed) = self.word(Field::TargetLevel, problems) else {
            return none;
        };
        let Some((at, _)) = self.value(Field::TargetLevel) else {
            return none;
        };
        if STAY.contains(&fold(&typed).as_str()) {
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
                        .filter(|track| role.track.is_some_and(|own| own != *track)),
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
                    unmatched.help(&level_titles(names)),
                ));
                none
            }
        }
    }

    /// A date. One that cannot be read, or could be two days, is reported and left out.
    pub(super) fn date(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<Date> {
        let (at, value) = self.value(label)?;
        date_or_report(value, || at.clone(), problems)
    }
}

/// Words that say: I stay where I am.
const STAY: [&str; 9] = [
    "stay",
    "staying",
    "same",
    "same level",
    "current",
    "current level",
    "deepen",
    "stay and deepen",
    "stay at level",
];

/// The date in a cell; one that cannot be read, or could be two days, is reported.
pub(super) fn date_or_report(
    value: &Value,
    at: impl FnOnce() -> Location,
    problems: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let problem = match parse_date(value) {
        Ok(date) => return Some(date),
        Err(problem) => problem,
    };
    let at = at();
    let typed = text_or_report(value, || at.clone(), problems)?;
    let typed = tidy(&typed);
    problems.push(match problem {
        DateProblem::Ambiguous(one, other) => Diagnostic::warning(
            "date-ambiguous",
            at,
            format!("“{typed}” could be {one} or {other}; the date was left out."),
            "Write the date as year-month-day, such as 2026-10-05.",
        ),
        DateProblem::NotADate => Diagnostic::warning(
            "date-unreadable",
            at,
            format!("“{typed}” is no date; it was left out."),
            "Write the date as year-month-day, such as 2026-10-05.",
        ),
    });
    None
}

/// The track of a level that is on one track only.
fn only_track(names: &Names<'_>, level: LevelId) -> Option<Track> {
    match names.map().level(level).tracks.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The map's level titles, for messages.
pub(super) fn level_titles<'m>(names: &Names<'m>) -> Vec<&'m str> {
    names
        .map()
        .levels
        .iter()
        .map(|level| level.title.as_str())
        .collect()
}

fn level_problem(what: &str, typed: &str, unmatched: &Unmatched) -> String {
    match unmatched {
        Unmatched::Unknown { .. } => {
            format!("The {what} “{typed}” is not in the career map")
        }
        Unmatched::Ambiguous { .. } => {
            format!("The {what} “{typed}” is more than one level of the career map")
        }
    }
}
