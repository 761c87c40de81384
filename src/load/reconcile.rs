//! Compares assessments with the roster: who is not on it, where they disagree, and what the roster adds to a form.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::{
    Assessment, CareerMap, EmployeeId, Field, NearNames, PeopleIndex, PersonDetails, PersonLookup,
    PersonTrack, RosterEntry, name_key,
};
use crate::text::fold;

/// Fills in what the forms leave blank and reports what disagrees. Where form and roster differ, the form counts: it is
/// what person and manager have looked at.
#[must_use]
pub fn reconcile(
    map: &CareerMap,
    assessments: &mut [Assessment],
    roster: &RosterIndex<'_>,
) -> Vec<Diagnostic> {
    let assessed = PeopleIndex::of(assessments.iter().map(|assessment| &assessment.person));
    // Built only when needed: few names are not found.
    let near = OnceCell::new();
    let mut problems = Vec::new();
    for assessment in assessments.iter_mut() {
        match roster.find(assessment, &assessed, &near) {
            Ok(entry) => {
                compare(map, assessment, entry, &mut problems);
                fill_in(map, assessment, entry, &mut problems);
            }
            Err(problem) => problems.push(problem),
        }
    }
    unknown_managers(assessments, &assessed, roster, &mut problems);
    problems
}

/// The roster by employee ID and by name, built once for all files of a run.
#[derive(Debug, Default)]
pub struct RosterIndex<'a> {
    entries: &'a [RosterEntry],
    people: PeopleIndex,
}

impl<'a> RosterIndex<'a> {
    /// The index of a roster; of an empty one where there is none.
    pub fn of(entries: &'a [RosterEntry]) -> Self {
        Self {
            entries,
            people: PeopleIndex::of(entries),
        }
    }

    /// The row of this person, if only one can be meant.
    pub fn entry<'w>(&self, who: impl Into<PersonDetails<'w>>) -> Option<&'a RosterEntry> {
        Some(&self.entries[self.people.find(who).one()?])
    }

    /// Every row.
    pub fn entries(&self) -> impl Iterator<Item = &'a RosterEntry> {
        self.entries.iter()
    }

    /// The rows of people with this name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &'a RosterEntry> {
        let places = self.people.named(name).iter();
        places.map(|place| &self.entries[*place])
    }

    /// How many people on the roster have this name.
    pub fn namesakes(&self, name: &str) -> usize {
        self.people.named(name).len()
    }

    /// The person's row: by employee ID, else by a name that nobody shares. `assessed` are all people whose row is
    /// looked for.
    fn find(
        &self,
        assessment: &Assessment,
        assessed: &PeopleIndex,
        near: &OnceCell<NearNames<'a>>,
    ) -> Result<&'a RosterEntry, Diagnostic> {
        let person = &assessment.person;
        let id = person.employee_id.as_ref();
        if let Some(entry) = self.entry(person) {
            return match (id, &entry.person.employee_id) {
                (Some(here), Some(there)) if here != there && !assessed.is_only_spelling(here) => {
                    Err(two_spellings(assessment, here, there, entry))
                }
                _ => Ok(entry),
            };
        }
        match (self.people.named(&person.name), id) {
            ([only], Some(id)) => {
                let only = &self.entries[*only];
                Err(Diagnostic::warning(
                    "not-on-roster",
                    assessment.cell(Field::EmployeeId).clone(),
                    format!(
                        "{} has the employee ID {id} here and {} on the roster ({}), so they count as two people.",
                        person.name,
                        only.person.employee_id.as_deref().unwrap_or_default(),
                        only.cell(Field::EmployeeId)
                    ),
                    "Correct the ID that is wrong.",
                ))
            }
            ([] | [_], _) => Err(self.not_on_roster(assessment, near)),
            (several, _) => Err(Diagnostic::warning(
                "not-on-roster",
                assessment.cell(Field::Name).clone(),
                format!(
                    "The roster has {} people named {}, and this form has none of their employee IDs.",
                    several.len(),
                    person.name
                ),
                "Write the person's employee ID into the form.",
            )),
        }
    }

    fn not_on_roster(&self, assessment: &Assessment, near: &OnceCell<NearNames<'a>>) -> Diagnostic {
        let near = near.get_or_init(|| {
            NearNames::of(self.entries.iter().map(|entry| entry.person.name.as_str()))
        });
        let help = near.find(&assessment.person.name).map_or_else(
            || "Add the person to the roster, or move the file out of the folder.".to_owned(),
            |name| format!("Did you mean “{name}”? If not, add the person to the roster."),
        );
        Diagnostic::warning(
            "not-on-roster",
            assessment.cell(Field::Name).clone(),
            format!(
                "{} is not on the roster; the assessment was still used.",
                assessment.person.name
            ),
            help,
        )
    }
}

/// A number that assessments have both with and without leading zeros: only the spelling on the roster certainly means
/// the roster's person.
fn two_spellings(
    assessment: &Assessment,
    here: &EmployeeId,
    there: &EmployeeId,
    entry: &RosterEntry,
) -> Diagnostic {
    Diagnostic::warning(
        "not-on-roster",
        assessment.cell(Field::EmployeeId).clone(),
        format!(
            "{} has the employee ID {here} here and {there} on the roster ({}). Another assessment has the same number \
             with more or fewer zeros, so they count as two people.",
            assessment.person.name,
            entry.cell(Field::EmployeeId)
        ),
        "Write each ID as the roster has it, with all its zeros.",
    )
}

/// Reports differences between form and roster, each with both cells.
fn compare(
    map: &CareerMap,
    assessment: &Assessment,
    entry: &RosterEntry,
    problems: &mut Vec<Diagnostic>,
) {
    let (person, listed) = (&assessment.person, &entry.person);
    let mut differ = |field: Field, what: &str, here: &str, there: &str| {
        // Of two addresses, no mail goes to either.
        let so = if field == Field::Email {
            ""
        } else {
            "; the form's was used"
        };
        let message = format!(
            "The {what} of {} is “{here}” here and “{there}” on the roster ({}){so}.",
            person.name,
            entry.cell(field)
        );
        let at = assessment.cell(field).clone();
        // Person and manager agree on the target level in the review, so a new one need not be corrected.
        let (severity, help) = match field {
            Field::TargetLevel => (
                Severity::Note,
                "You do not need to do anything if the form is newer.",
            ),
            _ => (Severity::Warning, "Correct the one that is wrong."),
        };
        problems.push(Diagnostic::new(
            severity,
            "roster-disagrees",
            at,
            message,
            help,
        ));
    };
    if name_key(&person.name) != name_key(&listed.name) {
        differ(Field::Name, "name", &person.name, &listed.name);
    }
    if let (Some(here), Some(there)) = (&person.email, &listed.email)
        && !here.eq_ignore_ascii_case(there)
    {
        differ(Field::Email, "email address", here, there);
    }
    if let Some(level) = listed
        .role_level
        .filter(|level| *level != person.role_level)
    {
        let title = |id| map.level(id).title.as_str();
        differ(
            Field::RoleLevel,
            "role level",
            title(person.role_level),
            title(level),
        );
    }
    if let (Some(here), Some(there)) = (person.chosen_target, listed.chosen_target)
        && here != there
    {
        let title = |id| map.level(id).title.as_str();
        differ(
            Field::TargetLevel,
            "target level",
            title(here),
            title(there),
        );
    }
    if let (Some(here), Some(there)) = (person.track, listed.track)
        && here != there
        && !adds_a_track(map, assessment, entry)
    {
        differ(Field::Track, "track", here.label(), there.label());
    }
    if assessment.cells.contains_key(&Field::Speciality)
        && let Some(there) = listed.speciality
        && person.speciality != Some(there)
    {
        let name = |id| map.speciality(id).name.as_str();
        let here = person.speciality.map_or("none", name);
        differ(Field::Speciality, "speciality", here, name(there));
    }
    if let (Some(here), Some(there)) = (&person.team, &listed.team)
        && fold(here) != fold(there)
    {
        differ(Field::Team, "team", here, there);
    }
    if let (Some(here), Some(there)) = (&person.manager, &listed.manager)
        && name_key(here) != name_key(there)
    {
        differ(Field::Manager, "manager", here, there);
    }
    if let (Some(here), Some(there)) = (&person.employee_id, &listed.employee_id)
        && here != there
    {
        problems.push(Diagnostic::note(
            "id-padded",
            assessment.cell(Field::EmployeeId).clone(),
            format!(
                "The employee ID of {} is {here} here and {there} on the roster ({}); they were read as one ID, since \
                 no other ID has this number.",
                person.name,
                entry.cell(Field::EmployeeId)
            ),
            "You do not need to do anything; to avoid this note, write the ID the same way in both.",
        ));
    }
}

/// Whether the roster says *both tracks* of somebody whose form says nothing, and whose track is only known from the role
/// level.
fn adds_a_track(map: &CareerMap, assessment: &Assessment, entry: &RosterEntry) -> bool {
    let (person, listed) = (&assessment.person, &entry.person);
    let of_level = match map.level(person.role_level).tracks[..] {
        [only] => Some(PersonTrack::One(only)),
        _ => None,
    };
    listed.track == Some(PersonTrack::Both)
        && person.track == of_level
        && !assessment.cells.contains_key(&Field::Track)
}

/// Fills in what only the roster has, with a note.
fn fill_in(
    map: &CareerMap,
    assessment: &mut Assessment,
    entry: &RosterEntry,
    problems: &mut Vec<Diagnostic>,
) {
    let adds_a_track = adds_a_track(map, assessment, entry);
    let (person, listed) = (&mut assessment.person, &entry.person);
    let mut taken = Vec::new();
    if person.employee_id.is_none() && listed.employee_id.is_some() {
        person.employee_id.clone_from(&listed.employee_id);
        taken.push("employee ID");
    }
    for (what, here, there) in [
        ("email", &mut person.email, &listed.email),
        ("team", &mut person.team, &listed.team),
        ("manager", &mut person.manager, &listed.manager),
    ] {
        if here.is_none() && there.is_some() {
            here.clone_from(there);
            taken.push(what);
        }
    }
    // A form names the manager, and only the roster says who that is.
    if person.manager.as_deref().map(name_key) == listed.manager.as_deref().map(name_key) {
        person.manager_id.clone_from(&listed.manager_id);
        person.manager_email.clone_from(&listed.manager_email);
    }
    let role = map.level(person.role_level);
    if adds_a_track || person.track.is_none() && listed.track.is_some() && role.is_on(listed.track)
    {
        person.track = listed.track;
        taken.push("track");
    }
    // Taken when the form was read, since its marks are about this speciality's expectations.
    if !assessment.cells.contains_key(&Field::Speciality) && listed.speciality.is_some() {
        taken.push("speciality");
    }
    if let (None, Some(target)) = (person.chosen_target, listed.chosen_target) {
        person.chosen_target = Some(target);
        if let ([only], Some(own)) = (map.level(target).tracks.as_slice(), person.track)
            && PersonTrack::One(*only) != own
        {
            person.target_track = Some(*only);
        }
        taken.push("target level");
    }
    if taken.is_empty() {
        return;
    }
    problems.push(Diagnostic::note(
        "filled-from-roster",
        assessment.at.clone(),
        format!(
            "The form leaves {} of {} blank; taken from the roster ({}).",
            taken.join(", "),
            assessment.person.name,
            entry.at
        ),
        Diagnostic::NOTHING_TO_DO,
    ));
}

/// Managers who are neither on the roster nor assessed: each once, with the first cell that names them. Most are
/// outside the review; some are misspelt names.
fn unknown_managers(
    assessments: &[Assessment],
    assessed: &PeopleIndex,
    roster: &RosterIndex<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let named = roster
        .entries
        .iter()
        .filter(|entry| {
            let id = entry.person.manager_id.as_ref();
            id.is_none_or(|id| roster.people.with_id(id) == PersonLookup::Nobody)
        })
        .filter_map(|entry| {
            let manager = entry.person.manager.as_deref()?;
            Some((manager, entry.cell(Field::Manager)))
        })
        .chain(assessments.iter().filter_map(|assessment| {
            let manager = assessment.person.manager.as_deref()?;
            Some((manager, assessment.cell(Field::Manager)))
        }));
    let mut told = BTreeSet::new();
    let unknown: Vec<(&str, &Location)> = named
        .filter(|(manager, _)| {
            roster.people.named(manager).is_empty()
                && assessed.named(manager).is_empty()
                && told.insert(name_key(manager))
        })
        .collect();
    if unknown.is_empty() {
        return;
    }
    let names = roster
        .entries
        .iter()
        .map(|entry| entry.person.name.as_str());
    let near = NearNames::of(names.chain(assessments.iter().map(|a| a.person.name.as_str())));
    for (manager, at) in unknown {
        let message = format!(
            "{manager}, named here as manager, is neither on the roster nor in any assessment."
        );
        let (severity, help) = match near.find(manager) {
            Some(near) => (Severity::Warning, format!("Did you mean “{near}”?")),
            None => (
                Severity::Note,
                "You do not need to do anything if this person is not in the review.".to_owned(),
            ),
        };
        let at = at.clone();
        let problem = Diagnostic::new(severity, "unknown-manager", at, message, help);
        problems.push(problem);
    }
}

#[cfg(test)]
mod tests;
