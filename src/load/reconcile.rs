//! Assessments against the roster: who is not on it, what disagrees, and what the roster knows and a form leaves blank.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, CareerMap, Field, RosterEntry};
use crate::text::{closest, fold};

/// Fills in what the forms leave blank and reports what disagrees. Where form and roster differ, the form counts: it is
/// what person and manager have looked at.
#[must_use]
pub fn reconcile(
    map: &CareerMap,
    assessments: &mut [Assessment],
    roster: &[RosterEntry],
) -> Vec<Diagnostic> {
    let index = RosterIndex::of(roster);
    let mut problems = Vec::new();
    for assessment in assessments.iter_mut() {
        match index.find(assessment) {
            Ok(entry) => {
                compare(map, assessment, entry, &mut problems);
                fill_in(map, assessment, entry, &mut problems);
            }
            Err(problem) => problems.push(problem),
        }
    }
    unknown_managers(assessments, roster, &mut problems);
    problems
}

/// The roster by employee ID and by name.
pub(super) struct RosterIndex<'a> {
    by_id: BTreeMap<String, &'a RosterEntry>,
    by_name: BTreeMap<String, Vec<&'a RosterEntry>>,
}

impl<'a> RosterIndex<'a> {
    pub(super) fn of(roster: &'a [RosterEntry]) -> Self {
        let mut by_name: BTreeMap<String, Vec<&RosterEntry>> = BTreeMap::new();
        for entry in roster {
            by_name.entry(fold(&entry.name)).or_default().push(entry);
        }
        Self {
            by_id: roster
                .iter()
                .filter_map(|entry| Some((fold(entry.employee_id.as_deref()?), entry)))
                .collect(),
            by_name,
        }
    }

    /// The row of the person with this name and employee ID, if only one can be meant.
    pub(super) fn entry(&self, name: &str, employee_id: Option<&str>) -> Option<&'a RosterEntry> {
        if let Some(entry) = employee_id.and_then(|id| self.by_id.get(&fold(id))) {
            return Some(entry);
        }
        match self.by_name.get(&fold(name)).map(Vec::as_slice) {
            Some([only]) if employee_id.is_none() || only.employee_id.is_none() => Some(only),
            _ => None,
        }
    }

    /// The person's row: by employee ID, else by a name that nobody shares.
    fn find(&self, assessment: &Assessment) -> Result<&'a RosterEntry, Diagnostic> {
        let person = &assessment.person;
        let id = person.employee_id.as_deref();
        if let Some(entry) = self.entry(&person.name, id) {
            return Ok(entry);
        }
        let namesakes = self
            .by_name
            .get(&fold(&person.name))
            .map_or(&[][..], Vec::as_slice);
        match (namesakes, id) {
            ([only], Some(id)) => Err(Diagnostic::warning(
                "not-on-roster",
                assessment.cell(Field::EmployeeId).clone(),
                format!(
                    "{} has the employee ID {id} here and {} on the roster ({}), so they count as two people.",
                    person.name,
                    only.employee_id.as_deref().unwrap_or_default(),
                    cell(only, Field::EmployeeId)
                ),
                "Correct the ID that is wrong.",
            )),
            ([] | [_], _) => Err(self.stranger(assessment)),
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

    fn stranger(&self, assessment: &Assessment) -> Diagnostic {
        let names = self
            .by_name
            .values()
            .flatten()
            .map(|entry| entry.name.as_str());
        let help = closest(&assessment.person.name, names).map_or_else(
            || "Add the person to the roster, or move the file out of the folder.".to_owned(),
            |name| format!("Did you mean “{name}”? If not, add the person to the roster."),
        );
        Diagnostic::warning(
            "not-on-roster",
            assessment.cell(Field::Name).clone(),
            format!(
                "{} is not on the roster; the assessment was used all the same.",
                assessment.person.name
            ),
            help,
        )
    }
}

fn cell(entry: &RosterEntry, field: Field) -> &Location {
    entry.cells.get(&field).unwrap_or(&entry.at)
}

/// What form and roster say differently, each with both cells.
fn compare(
    map: &CareerMap,
    assessment: &Assessment,
    entry: &RosterEntry,
    problems: &mut Vec<Diagnostic>,
) {
    let person = &assessment.person;
    let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => fold(a) == fold(b),
        _ => true,
    };
    let mut differ = |field: Field, what: &str, here: &str, there: &str| {
        let message = format!(
            "The {what} of {} is “{here}” here and “{there}” on the roster ({}); the form's was used.",
            person.name,
            cell(entry, field)
        );
        let at = assessment.cell(field).clone();
        // The level aimed at is what the two of them talk about, so a new one needs no correction.
        problems.push(if field == Field::TargetLevel {
            Diagnostic::note(
                "roster-disagrees",
                at,
                message,
                "Nothing needs doing if the form is newer.",
            )
        } else {
            Diagnostic::warning(
                "roster-disagrees",
                at,
                message,
                "Correct the one that is wrong.",
            )
        });
    };
    if fold(&person.name) != fold(&entry.name) {
        differ(Field::Name, "name", &person.name, &entry.name);
    }
    if let Some(level) = entry.role_level.filter(|level| *level != person.role_level) {
        let title = |id| map.level(id).title.as_str();
        differ(
            Field::RoleLevel,
            "role level",
            title(person.role_level),
            title(level),
        );
    }
    if let (Some(here), Some(there)) = (person.chosen_target, entry.target_level)
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
    if let (Some(here), Some(there)) = (person.track, entry.track)
        && here != there
    {
        differ(Field::Track, "track", here.label(), there.label());
    }
    for (field, what, here, there) in [
        (Field::Team, "team", &person.team, &entry.team),
        (Field::Manager, "manager", &person.manager, &entry.manager),
    ] {
        if let (false, Some(here), Some(there)) = (same(here, there), here, there) {
            differ(field, what, here, there);
        }
    }
}

/// Takes over what only the roster says, and says so.
fn fill_in(
    map: &CareerMap,
    assessment: &mut Assessment,
    entry: &RosterEntry,
    problems: &mut Vec<Diagnostic>,
) {
    let person = &mut assessment.person;
    let mut taken = Vec::new();
    for (what, here, there) in [
        ("employee ID", &mut person.employee_id, &entry.employee_id),
        ("email", &mut person.email, &entry.email),
        ("team", &mut person.team, &entry.team),
        ("manager", &mut person.manager, &entry.manager),
    ] {
        if here.is_none() && there.is_some() {
            here.clone_from(there);
            taken.push(what);
        }
    }
    let role = map.level(person.role_level);
    if person.track.is_none() && entry.track.is_some() && role.is_on(entry.track) {
        person.track = entry.track;
        taken.push("track");
    }
    if let (None, Some(target)) = (person.chosen_target, entry.target_level) {
        person.chosen_target = Some(target);
        if let ([only], Some(own)) = (map.level(target).tracks.as_slice(), person.track)
            && *only != own
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
        "Nothing needs doing.",
    ));
}

/// Managers who are neither on the roster nor assessed: most often a name that is spelled in two ways.
fn unknown_managers(
    assessments: &[Assessment],
    roster: &[RosterEntry],
    problems: &mut Vec<Diagnostic>,
) {
    let names: BTreeSet<&str> = roster
        .iter()
        .map(|entry| entry.name.as_str())
        .chain(assessments.iter().map(|a| a.person.name.as_str()))
        .collect();
    let known: BTreeSet<String> = names.iter().map(|name| fold(name)).collect();
    let named = roster
        .iter()
        .filter_map(|entry| Some((entry.manager.as_deref()?, cell(entry, Field::Manager))))
        .chain(assessments.iter().filter_map(|assessment| {
            Some((
                assessment.person.manager.as_deref()?,
                assessment.cell(Field::Manager),
            ))
        }));
    let mut told = BTreeSet::new();
    for (manager, at) in named {
        if known.contains(&fold(manager)) || !told.insert(fold(manager)) {
            continue;
        }
        problems.push(match closest(manager, names.iter().copied()) {
            Some(near) => Diagnostic::warning(
                "unknown-manager",
                at.clone(),
                format!("The manager “{manager}” is nobody on the roster or in the assessments."),
                format!("Did you mean “{near}”?"),
            ),
            None => Diagnostic::note(
                "unknown-manager",
                at.clone(),
                format!("The manager “{manager}” is nobody on the roster or in the assessments."),
                "Nothing needs doing if this person is not in the review.",
            ),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{company_map, person, roster_entry};
    use crate::model::{LevelId, Track};

    fn words(problems: &[Diagnostic]) -> Vec<String> {
        problems
            .iter()
            .map(|problem| format!("{}: {}", problem.code, problem.message))
            .collect()
    }

    #[test]
    fn what_a_form_leaves_blank_comes_from_the_roster() {
        let map = company_map();
        let full = person(&map, "Ana Sá", 2)
            .id("17")
            .team("Events")
            .manager("Ana Sá")
            .track(Track::IndividualContributor)
            .target(3)
            .build();
        let mut forms = [person(&map, "ana sa", 2).build()];
        let problems = reconcile(&map, &mut forms, &[roster_entry(&full)]);
        assert_eq!(forms[0].person.team.as_deref(), Some("Events"));
        assert_eq!(forms[0].person.employee_id.as_deref(), Some("17"));
        assert_eq!(forms[0].person.chosen_target, Some(LevelId(3)));
        assert_eq!(forms[0].person.track, Some(Track::IndividualContributor));
        assert_eq!(
            words(&problems),
            [
                "filled-from-roster: The form leaves employee ID, team, manager, track, target level of ana sa blank; \
                 taken from the roster (roster.xlsx)."
            ]
        );
        assert!(!Diagnostic::any_problem(&problems));
    }

    #[test]
    fn what_disagrees_is_named_with_both_cells() {
        let map = company_map();
        let on_roster = person(&map, "Bo", 2)
            .id("8")
            .team("Events")
            .manager("Bo")
            .build();
        let mut forms = [person(&map, "Bo", 1)
            .id("8")
            .team("Content")
            .manager("Bo")
            .build()];
        let problems = reconcile(&map, &mut forms, &[roster_entry(&on_roster)]);
        assert_eq!(
            words(&problems),
            [
                "roster-disagrees: The role level of Bo is “Community Manager” here and “Sr. Community Manager” on the \
                 roster (roster.xlsx); the form's was used.",
                "roster-disagrees: The team of Bo is “Content” here and “Events” on the roster (roster.xlsx); the \
                 form's was used.",
            ]
        );
        assert_eq!(forms[0].person.role_level, LevelId(1));
    }

    #[test]
    fn strangers_namesakes_and_other_ids_are_reported() {
        let map = company_map();
        let one = person(&map, "Maria Silva", 1).id("1").build();
        let two = person(&map, "Maria Silva", 1).id("2").build();
        let bo = person(&map, "Bo Lind", 1).id("3").build();
        let roster: Vec<_> = [&one, &two, &bo].into_iter().map(roster_entry).collect();
        let mut forms = [
            person(&map, "Maria Silva", 1).build(),
            person(&map, "Bo Lind", 1).id("33").build(),
            person(&map, "Bo Lynd", 1).build(),
        ];
        let problems = reconcile(&map, &mut forms, &roster);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code.0).collect();
        assert_eq!(codes, ["not-on-roster"; 3]);
        assert!(problems[0].message.contains("2 people named Maria Silva"));
        assert!(problems[1].message.contains("33 here and 3 on the roster"));
        assert!(problems[2].help.contains("Did you mean “Bo Lind”?"));
    }

    #[test]
    fn a_manager_who_is_nobody_is_a_slip_or_outside_the_review() {
        let map = company_map();
        let mut forms = [
            person(&map, "Zoë Lindqvist", 3).manager("Olu Ade").build(),
            person(&map, "Bo", 1).manager("Zoe Lindquist").build(),
        ];
        let roster: Vec<_> = forms.iter().map(roster_entry).collect();
        let problems = reconcile(&map, &mut forms, &roster);
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.severity, problem.help.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (
                    crate::diagnostic::Severity::Note,
                    "Nothing needs doing if this person is not in the review."
                ),
                (
                    crate::diagnostic::Severity::Warning,
                    "Did you mean “Zoë Lindqvist”?"
                ),
            ]
        );
    }
}
