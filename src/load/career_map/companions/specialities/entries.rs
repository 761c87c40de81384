//! What specialities say, entry by entry: understood, and checked against the map and against each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::career_map::content::placeholder::is_placeholder;
use crate::load::career_map::drafts::draft::Piece;
use crate::load::career_map::options::{MapOptions, contains};
use crate::load::career_map::wording::labels::{FactKind, fact};
use crate::load::names::{MapNames, Unmatched};
use crate::load::vocabulary::{Concept, says_any};
use crate::model::{
    CareerMap, Competency, CompetencyId, EntryMode, LevelId, NewSpeciality, SpecialityEntry, Track,
};
use crate::text::{closest, fold};

use super::understood::{Key, Understood, without_contradictions};
use super::value::{StatedRequirement, Wanted, left_out, value};

/// A level, and the track that its name gives.
pub(super) type LevelMeant = (LevelId, Option<Track>);

/// An entry as it was typed.
pub(super) struct Entry {
    /// The speciality's place in [`Entries`].
    pub(super) speciality: usize,
    /// The competency's name, and where it is.
    pub(super) competency: (String, Location),
    pub(super) category: Option<String>,
    pub(super) levels: Vec<LevelMeant>,
    pub(super) wanted: Wanted,
    pub(super) piece: Piece,
    /// Whether it is a row of a list, which has a column for the mode.
    pub(super) is_listed: bool,
}

impl Entry {
    /// What to do for a mode.
    fn write_mode(&self, mode: &str) -> String {
        if self.is_listed {
            format!("write “{mode}” into the column Mode")
        } else {
            format!("list it on a sheet Specialities, with “{mode}” in the column Mode")
        }
    }
}

/// A competency that only specialities have, as it was named first.
struct NewCompetency {
    name: String,
    category: Option<String>,
    at: Location,
    scored: bool,
}

/// All entries of all sheets.
#[derive(Default)]
pub(super) struct Entries {
    specialities: Vec<(String, Location)>,
    new: BTreeMap<String, NewCompetency>,
    understood: Vec<Understood>,
}

impl Entries {
    /// The place of the speciality with this name, which may be a new one.
    pub(super) fn speciality(
        &mut self,
        name: &str,
        at: &Location,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        const NONE: [Concept; 4] = [
            Concept::NoSpeciality,
            Concept::NotApplicable,
            Concept::NoTrack,
            Concept::Everything,
        ];
        if fold(name).is_empty() || is_placeholder(name) || says_any(name, &NONE) {
            let problem = Diagnostic::warning(
                "speciality-name",
                at.clone(),
                format!(
                    "“{name}” cannot be the name of a speciality, because people without one write it; it was left out."
                ),
                "Give the speciality a name of its own.",
            );
            diagnostics.push(problem);
            return None;
        }
        let names = || self.specialities.iter().map(|(name, _)| name.as_str());
        if let Some(place) = names().position(|known| fold(known) == fold(name)) {
            return Some(place);
        }
        // “Content” and “Content design” are two; a letter or two more or less is a slip.
        let length = |name: &str| fold(name).chars().count();
        let is_slip = |near: &&str| length(near).abs_diff(length(name)) <= 2;
        if let Some(near) = closest(name, names()).filter(is_slip) {
            diagnostics.push(Diagnostic::warning(
                "speciality-near",
                at.clone(),
                format!(
                    "The specialities “{near}” and “{name}” have almost the same name; they were read as two."
                ),
                "If they are one, name them the same; if not, give them names that differ more.",
            ));
        }
        self.specialities.push((name.to_owned(), at.clone()));
        Some(self.specialities.len() - 1)
    }

    /// Takes an entry, unless something is wrong with it, which is named.
    pub(super) fn take(
        &mut self,
        entry: &Entry,
        names: &MapNames<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        match self.understand(entry, names, diagnostics) {
            Ok(found) => {
                let is_taken = !found.is_empty();
                self.understood.extend(found);
                is_taken
            }
            Err(problem) => {
                // On a sheet in the map's layout, a competency's name is wrong at each of its levels.
                if diagnostics.last() != Some(&*problem) {
                    diagnostics.push(*problem);
                }
                false
            }
        }
    }

    fn understand(
        &mut self,
        entry: &Entry,
        names: &MapNames<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Vec<Understood>, Box<Diagnostic>> {
        let map = names.map();
        let (key, scored) = self.competency(entry, names)?;
        let value = value((&entry.piece, entry.wanted), map, scored, diagnostics)?;
        let mut found = Vec::new();
        let mut problem = None;
        for (level, track) in &entry.levels {
            let mut value = value.clone();
            for expectation in &mut value.expectations {
                expectation.track = expectation.track.or(*track);
            }
            match fits(entry, &key, *level, &mut value, map) {
                Ok(()) => found.push(Understood {
                    speciality: entry.speciality,
                    key: key.clone(),
                    level: *level,
                    mode: match entry.wanted {
                        Wanted::Replace => EntryMode::Replace,
                        Wanted::Unsaid | Wanted::New => EntryMode::Add,
                    },
                    expectations: value.expectations,
                    required: value.required,
                    is_general: entry.levels.len() > 1,
                    at: entry.piece.at.clone(),
                }),
                Err(why) => problem = Some(why),
            }
        }
        // For all levels, it is enough if the entry fits one of them.
        match problem {
            Some(problem) if found.is_empty() => Err(problem),
            _ => Ok(found),
        }
    }

    /// The competency that is meant, and whether it is scored.
    fn competency(
        &mut self,
        entry: &Entry,
        names: &MapNames<'_>,
    ) -> Result<(Key, bool), Box<Diagnostic>> {
        let (typed, at) = &entry.competency;
        let map = names.map();
        let problem = |message: String, help: String| {
            let message = format!("{message}; the entry was left out.");
            Err(Box::new(Diagnostic::warning(
                "speciality-competency",
                at.clone(),
                message,
                help,
            )))
        };
        let nearest = match names.competency(typed) {
            Ok(id) if entry.wanted == Wanted::New => {
                return problem(
                    format!("“{typed}” is marked as new here, but the map already has it"),
                    format!(
                        "Write “add” in place of “new”, or give the competency a name other than “{}”.",
                        map.competency(id).name
                    ),
                );
            }
            Ok(id) => return Ok((Key::General(id), map.competency(id).scored)),
            Err(unmatched @ Unmatched::Ambiguous { .. }) => {
                return problem(
                    format!("“{typed}” is more than one competency of the career map"),
                    unmatched.help(&[]),
                );
            }
            Err(Unmatched::Unknown { nearest }) => nearest,
        };
        let folded = fold(typed);
        if let Some(known) = self.new.get(&folded) {
            return Ok((Key::New(folded), known.scored));
        }
        let nearest = nearest.or_else(|| {
            let others = self.new.values().map(|new| new.name.as_str());
            closest(typed, others).map(str::to_owned)
        });
        if let Some(near) = nearest.filter(|_| entry.wanted != Wanted::New) {
            return problem(
                format!(
                    "“{typed}” is not in the career map, which has “{near}”, almost the same name"
                ),
                format!(
                    "Did you mean “{near}”? If it exists only in this speciality, {}.",
                    entry.write_mode("new")
                ),
            );
        }
        if entry.wanted == Wanted::Replace {
            return problem(
                format!("“{typed}” is not in the career map, so nothing can be replaced in it"),
                "Correct the name, or leave the mode empty to add a competency that exists only in this speciality."
                    .to_owned(),
            );
        }
        let scored = fact(typed) != Some(FactKind::OfPerson);
        self.new.insert(
            folded.clone(),
            NewCompetency {
                name: typed.clone(),
                category: entry.category.clone(),
                at: at.clone(),
                scored,
            },
        );
        Ok((Key::New(folded), scored))
    }

    /// The specialities, with those entries that do not contradict each other. Their own competencies are added to the map.
    pub(super) fn settle(
        mut self,
        map: &mut CareerMap,
        options: &MapOptions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<NewSpeciality> {
        let understood = std::mem::take(&mut self.understood);
        let name = |one: &Understood| {
            format!(
                "“{}” at {} for {}",
                self.name_of(&one.key, map),
                map.level(one.level).title,
                self.specialities[one.speciality].0
            )
        };
        let kept = without_contradictions(understood, name, diagnostics);
        let mut ids: BTreeMap<Key, CompetencyId> = BTreeMap::new();
        let mut found: Vec<NewSpeciality> = Vec::new();
        for (name, at) in &self.specialities {
            found.push(NewSpeciality {
                name: name.clone(),
                at: at.clone(),
                entries: Vec::new(),
            });
        }
        for entry in kept {
            let competency = *ids
                .entry(entry.key.clone())
                .or_insert_with(|| match &entry.key {
                    Key::General(id) => *id,
                    Key::New(folded) => {
                        let id = CompetencyId(map.competencies.len());
                        let new = self.new.get(folded);
                        let new = new.map(|new| new_competency(new, map.levels.len(), options));
                        map.competencies.extend(new);
                        id
                    }
                });
            found[entry.speciality].entries.push(SpecialityEntry {
                competency,
                level: entry.level,
                mode: entry.mode,
                expectations: entry.expectations,
                required: entry.required,
                at: entry.at,
            });
        }
        found
    }

    fn name_of<'n>(&'n self, key: &Key, map: &'n CareerMap) -> &'n str {
        match key {
            Key::General(id) => &map.competency(*id).name,
            Key::New(folded) => self.new.get(folded).map_or("", |new| &new.name),
        }
    }
}

fn new_competency(new: &NewCompetency, levels: usize, options: &MapOptions) -> Competency {
    let weight = options.weights.iter();
    let weight = weight.filter(|(name, _)| fold(name) == fold(&new.name));
    let is_set = |names: &[String]| contains(names, &new.name);
    Competency {
        name: new.name.clone(),
        category: new.category.clone(),
        holds: false,
        scored: is_set(&options.scored) || (new.scored && !is_set(&options.facts)),
        weight: weight.map(|(_, weight)| *weight).next().unwrap_or(1.0),
        expectations: vec![Vec::new(); levels],
        required: vec![None; levels],
        at: new.at.clone(),
        cells: vec![None; levels],
    }
}

/// Checks what an entry says against the general map's cell, and takes out what is there already.
fn fits(
    entry: &Entry,
    key: &Key,
    level: LevelId,
    value: &mut StatedRequirement,
    map: &CareerMap,
) -> Result<(), Box<Diagnostic>> {
    let at = &entry.piece.at;
    let Key::General(id) = key else {
        return Ok(());
    };
    let competency = map.competency(*id);
    let cell = format!("“{}” at {}", competency.name, map.level(level).title);
    let general = competency.required[level.0];
    let is_empty = if value.is_number {
        general.is_none()
    } else {
        competency.expectations[level.0].is_empty()
    };
    if entry.wanted == Wanted::Replace {
        return if is_empty {
            Err(left_out(
                Code("speciality-replace"),
                at,
                &format!("The map expects nothing in {cell}, so there is nothing to replace"),
                "Leave the mode empty to add, or correct the level.",
            ))
        } else {
            Ok(())
        };
    }
    if let (Some(own), Some(general)) = (value.required, general)
        && own.total_cmp(&general).is_ne()
    {
        return Err(left_out(
            Code("speciality-contradiction"),
            at,
            &format!("The speciality requires {own} in {cell}, and the map requires {general}"),
            format!(
                "If the speciality's number holds, {}.",
                entry.write_mode("replace")
            ),
        ));
    }
    let known: BTreeSet<String> = competency.expectations[level.0]
        .iter()
        .map(|one| fold(&one.text))
        .collect();
    let before = value.expectations.len();
    value
        .expectations
        .retain(|one| !known.contains(&fold(&one.text)) || !one.details.is_empty());
    if value.expectations.is_empty() && before > 0 && !value.is_number {
        return Err(left_out(
            Code("speciality-twice"),
            at,
            &format!("The map already says the same in {cell}"),
            "Delete the row.",
        ));
    }
    Ok(())
}
