//! Two files of one person, one filled in by the person and the other by the manager, are read as one assessment.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::{
    Action, Assessment, CompetencyAssessment, CompetencyId, ExpectationMark, LevelId, Person,
    Sourced, name_key,
};
use crate::text::fold;

/// Two assessments that may be one: what the person rated, and what the manager rated or both agreed on.
pub(super) struct FilePair {
    own: Assessment,
    manager: Assessment,
}

/// Which ratings an assessment holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Own,
    Manager,
}

fn side(assessment: &Assessment) -> Option<Side> {
    let holds = |is_filled: fn(&CompetencyAssessment) -> bool| {
        assessment.competencies.iter().any(is_filled)
    };
    let own = holds(|entered| entered.own.is_some());
    let manager = holds(|entered| entered.manager.is_some() || entered.agreed.is_some());
    match (own, manager) {
        (true, false) => Some(Side::Own),
        (false, true) => Some(Side::Manager),
        _ => None,
    }
}

impl FilePair {
    /// The pair, if these are two and one holds only own ratings, the other none of them.
    ///
    /// # Errors
    /// The assessments as they were given.
    pub(super) fn of(mut assessments: Vec<Assessment>) -> Result<Self, Vec<Assessment>> {
        let sides: Vec<Option<Side>> = assessments.iter().map(side).collect();
        match sides.as_slice() {
            [Some(Side::Manager), Some(Side::Own)] => assessments.swap(0, 1),
            [Some(Side::Own), Some(Side::Manager)] => {}
            _ => return Err(assessments),
        }
        match <[Assessment; 2]>::try_from(assessments) {
            Ok([own, manager]) => Ok(Self { own, manager }),
            Err(assessments) => Err(assessments),
        }
    }

    /// The two assessments.
    pub(super) fn into_both(self) -> Vec<Assessment> {
        vec![self.own, self.manager]
    }

    /// What keeps the two from being one assessment, in words; `None` if nothing does.
    pub(super) fn conflict(&self) -> Option<&'static str> {
        let (own, manager) = (&self.own.person, &self.manager.person);
        let cycle = |one: &Assessment| one.cycle.as_deref().map(fold);
        let conflicts = [
            ("name", name_key(&own.name) != name_key(&manager.name)),
            (
                "employee ID",
                differ(own.employee_id.as_ref(), manager.employee_id.as_ref()),
            ),
            ("role level", own.role_level != manager.role_level),
            ("track", differ(own.track, manager.track)),
            (
                "target level",
                differ(own.chosen_target, manager.chosen_target),
            ),
            (
                "target level",
                differ(own.target_track, manager.target_track),
            ),
            (
                "review cycle",
                differ(cycle(&self.own), cycle(&self.manager)),
            ),
            ("marks of an expectation", self.marks_differ()),
        ];
        let found = conflicts.into_iter().find(|(_, conflict)| *conflict);
        found.map(|(what, _)| what)
    }

    /// Whether team or email address say that two namesakes without an ID in common are two people.
    pub(super) fn differ_in_team_or_email(&self) -> bool {
        let folded =
            |person: &Person| [&person.team, &person.email].map(|text| text.as_deref().map(fold));
        let (own, manager) = (folded(&self.own.person), folded(&self.manager.person));
        own.into_iter()
            .zip(manager)
            .any(|(own, manager)| differ(own, manager))
    }

    fn marks_differ(&self) -> bool {
        let managers: BTreeMap<_, _> = self.manager.marks.iter().map(|m| (marked(m), m)).collect();
        self.own.marks.iter().any(|own| {
            managers.get(&marked(own)).is_some_and(|other| {
                differ(own.own, other.own) || differ(own.manager, other.manager)
            })
        })
    }

    /// The one assessment of both, and what there is to say about it. Where both say something about the person that
    /// nothing is computed from, the manager's file counts.
    pub(super) fn join(self, problems: &mut Vec<Diagnostic>) -> Assessment {
        let Self { own, mut manager } = self;
        problems.push(Diagnostic::note(
            "files-joined",
            own.at.clone(),
            format!(
                "{} has two files: {} holds only the person's own ratings, and {} only the manager's or agreed ones. \
                 They were read as one assessment.",
                own.person.name, own.at, manager.at
            ),
            "Nothing needs doing.",
        ));
        for (what, here, there) in [
            ("team", &own.person.team, &mut manager.person.team),
            ("manager", &own.person.manager, &mut manager.person.manager),
            ("email", &own.person.email, &mut manager.person.email),
        ] {
            if let (Some(here), Some(there)) = (here, there.as_ref())
                && fold(here) != fold(there)
            {
                problems.push(Diagnostic::warning(
                    "files-disagree",
                    own.at.clone(),
                    format!(
                        "The {what} of {} is “{here}” here and “{there}” in {}; the latter was used.",
                        own.person.name, manager.at
                    ),
                    "Correct the one that is wrong.",
                ));
            }
            or(there, here.clone());
        }
        or(&mut manager.person.employee_id, own.person.employee_id);
        or(&mut manager.person.track, own.person.track);
        or(&mut manager.person.chosen_target, own.person.chosen_target);
        or(&mut manager.person.target_track, own.person.target_track);
        or(&mut manager.cycle, own.cycle);
        manager.assessed_on = manager.assessed_on.max(own.assessed_on);
        for (here, there) in [
            (own.aspiration, &mut manager.aspiration),
            (own.accomplishments, &mut manager.accomplishments),
            (own.development, &mut manager.development),
            (own.manager_summary, &mut manager.manager_summary),
            (own.recommendation, &mut manager.recommendation),
        ] {
            *there = both(here, there.take(), |text| text);
        }
        for (here, there) in own.competencies.into_iter().zip(&mut manager.competencies) {
            there.own = here.own;
            for (here, there) in [
                (here.evidence, &mut there.evidence),
                (here.manager_comment, &mut there.manager_comment),
                (here.interest, &mut there.interest),
            ] {
                *there = both(here, there.take(), |sourced: &mut Sourced<String>| {
                    &mut sourced.value
                });
            }
        }
        for (field, at) in own.cells {
            manager.cells.entry(field).or_insert(at);
        }
        // An action that the form was handed out with is in both files.
        let known: BTreeSet<_> = own.actions.iter().map(wording).collect();
        manager
            .actions
            .retain(|action| !known.contains(&wording(action)));
        manager.actions.splice(0..0, own.actions);
        let mut marks = own.marks;
        let places: BTreeMap<_, _> = (0..)
            .zip(&marks)
            .map(|(place, m)| (marked(m), place))
            .collect();
        for mark in manager.marks {
            match places.get(&marked(&mark)) {
                Some(place) => {
                    let known: &mut ExpectationMark = &mut marks[*place];
                    or(&mut known.own, mark.own);
                    or(&mut known.manager, mark.manager);
                    known.note = both(known.note.take(), mark.note, |text| text);
                }
                None => marks.push(mark),
            }
        }
        manager.marks = marks;
        manager
    }
}

/// Whether both are given and not the same.
fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Fills in what is not given.
fn or<T>(given: &mut Option<T>, other: Option<T>) {
    if given.is_none() {
        *given = other;
    }
}

/// The text of both, each on lines of its own; once, where they are the same.
fn both<T>(one: Option<T>, other: Option<T>, text: fn(&mut T) -> &mut String) -> Option<T> {
    match (one, other) {
        (Some(mut one), Some(mut other)) => {
            let (here, there) = (text(&mut one), text(&mut other));
            if fold(here) != fold(there) {
                here.push('\n');
                here.push_str(there);
            }
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

/// Which expectation a mark is of.
const fn marked(mark: &ExpectationMark) -> (CompetencyId, LevelId, usize) {
    (mark.competency, mark.level, mark.expectation)
}

/// All that an action says.
fn wording(action: &Action) -> (Option<CompetencyId>, [Option<&str>; 5], [Option<Date>; 2]) {
    let Action {
        action: what,
        kind,
        owner,
        status,
        success,
        ..
    } = action;
    let rest = [kind, owner, status, success].map(Option::as_deref);
    (
        action.competency,
        [Some(what), rest[0], rest[1], rest[2], rest[3]],
        [action.start, action.due],
    )
}

#[cfg(test)]
mod tests {
    use super::super::collate::collate;
    use super::super::reconcile::RosterIndex;
    use super::*;
    use crate::model::testing::{PersonBuilder, career_map, person, roster_entry};
    use crate::model::{CareerMap, Mark, RatingSource, RosterEntry};

    fn map() -> CareerMap {
        career_map(&["Junior", "Senior"], &["Writing", "Planning"])
    }

    /// The two files of Ada: her own ratings and the manager's.
    fn ada(
        own: impl Fn(PersonBuilder) -> PersonBuilder,
        manager: impl Fn(PersonBuilder) -> PersonBuilder,
    ) -> Vec<Assessment> {
        let map = map();
        let begin = || person(&map, "Ada Marsh", 0);
        let mut mine = own(begin().self_rated(&[Some(2.0), None])).build();
        mine.at = crate::diagnostic::Location::of_file("ada-self.xlsx");
        let mut theirs = manager(begin().rated(&[Some(1.0), Some(1.0)])).build();
        theirs.at = crate::diagnostic::Location::of_file("ada-manager.xlsx");
        vec![mine, theirs]
    }

    fn read(files: Vec<Assessment>, roster: &[RosterEntry]) -> (Vec<Assessment>, Vec<String>) {
        let (kept, problems) = collate(files, &RosterIndex::of(roster));
        let problems = problems
            .iter()
            .map(|problem| format!("{} {}: {}", problem.code, problem.location, problem.message));
        (kept, problems.collect())
    }

    #[test]
    fn the_halves_of_one_assessment_are_joined_and_that_is_said() {
        let files = ada(
            |own| own.id("7").evidence(0, "Wrote the guide.").team("Events"),
            |manager| {
                manager
                    .id("7")
                    .agreed(1, 2.0)
                    .evidence(0, "Customers praise it.")
                    .outcome("Well done.", "Raise")
                    .action(0, "Write more", None, None)
            },
        );
        let mut turned = files.clone();
        turned.reverse();
        let (kept, problems) = read(files, &[]);
        assert_eq!(read(turned, &[]).0, kept);
        assert_eq!(
            problems,
            [
                "files-joined ada-self.xlsx: Ada Marsh has two files: ada-self.xlsx holds only the person's own ratings, \
                 and ada-manager.xlsx only the manager's or agreed ones. They were read as one assessment."
            ]
        );
        let [one] = kept.as_slice() else {
            panic!("{kept:?}")
        };
        let writing = one.competency(CompetencyId(0));
        assert_eq!(writing.own_points(), Some(2.0));
        assert_eq!(writing.manager_points(), Some(1.0));
        let evidence = writing.evidence.as_ref().unwrap();
        assert_eq!(evidence.value, "Wrote the guide.\nCustomers praise it.");
        let planning = one.competency(CompetencyId(1));
        assert_eq!(planning.deciding().0, RatingSource::Agreed);
        assert_eq!(one.person.team.as_deref(), Some("Events"));
        assert_eq!(one.manager_summary.as_deref(), Some("Well done."));
        assert_eq!(one.actions.len(), 1);
        assert_eq!(one.at.file(), Some("ada-manager.xlsx"));
    }

    #[test]
    fn actions_and_marks_of_both_are_kept_once() {
        let mut files = ada(
            |own| {
                own.action(0, "Write more", None, None)
                    .action(1, "Plan", None, None)
            },
            |manager| manager.action(0, "Write more", None, None),
        );
        let mark = |own, manager, expectation| ExpectationMark {
            competency: CompetencyId(0),
            level: LevelId(0),
            expectation,
            own,
            manager,
            note: None,
            at: crate::diagnostic::Location::default(),
        };
        files[0].marks = vec![mark(Some(Mark::Met), None, 0)];
        files[1].marks = vec![
            mark(None, Some(Mark::Partly), 0),
            mark(None, Some(Mark::Met), 1),
        ];
        let (kept, _) = read(files.clone(), &[]);
        assert_eq!(kept[0].actions.len(), 2);
        assert_eq!(
            kept[0].marks,
            [
                mark(Some(Mark::Met), Some(Mark::Partly), 0),
                mark(None, Some(Mark::Met), 1)
            ]
        );
        files[1].marks = vec![mark(Some(Mark::NotYet), Some(Mark::Partly), 0)];
        let (kept, problems) = read(files, &[]);
        assert!(kept.is_empty());
        assert!(
            problems[0].contains("differ in the marks of an expectation"),
            "{problems:?}"
        );
    }

    #[test]
    fn what_conflicts_keeps_both_out() {
        let mut other_level = ada(|own| own.id("7"), |manager| manager.id("7"));
        other_level[1].person.role_level = LevelId(1);
        let mut other_cycle = ada(|own| own.id("7"), |manager| manager.id("7"));
        other_cycle[0].cycle = Some("2025".to_owned());
        other_cycle[1].cycle = Some("2026".to_owned());
        let other_target = ada(
            |own| own.id("7").target(0),
            |manager| manager.id("7").target(1),
        );
        let mut other_name = ada(|own| own.id("7"), |manager| manager.id("7"));
        other_name[0].person.name = "Bo Lind".to_owned();
        for (files, what) in [
            (other_level, "role level"),
            (other_cycle, "review cycle"),
            (other_target, "target level"),
            (other_name, "name"),
        ] {
            let (kept, problems) = read(files, &[]);
            assert!(kept.is_empty(), "{what}");
            assert_eq!(problems.len(), 2);
            for problem in problems {
                assert!(problem.starts_with("employee-id-twice"), "{problem}");
                assert!(
                    problem.contains(&format!("differ in the {what},")),
                    "{problem}"
                );
            }
        }
    }

    #[test]
    fn other_pairs_stay_out() {
        let both_sides = ada(
            |own| own.id("7").rated(&[Some(1.0)]),
            |manager| manager.id("7"),
        );
        let own_twice = ada(
            |own| own.id("7"),
            |manager| {
                manager
                    .id("7")
                    .rated(&[None, None])
                    .self_rated(&[Some(2.0)])
            },
        );
        let nothing = ada(
            |own| own.id("7"),
            |manager| manager.id("7").rated(&[None, None]),
        );
        let mut three = ada(|own| own.id("7"), |manager| manager.id("7"));
        three.push(three[0].clone());
        for files in [both_sides, own_twice, nothing, three] {
            let (kept, problems) = read(files, &[]);
            assert!(kept.is_empty(), "{problems:?}");
            assert!(
                problems
                    .iter()
                    .all(|problem| problem.contains("all of them were left out"))
            );
        }
    }

    #[test]
    fn a_half_without_an_id_is_joined_only_where_nobody_else_has_the_name() {
        let files = || ada(|own| own, |manager| manager.id("7").team("North"));
        let (kept, problems) = read(files(), &[]);
        assert_eq!((kept.len(), problems.len()), (1, 1), "{problems:?}");
        assert_eq!(kept[0].person.employee_id.as_deref(), Some("7"));
        // Another team, another ID, a namesake here or on the roster: two people, as before.
        let other_team = ada(
            |own| own.team("South"),
            |manager| manager.id("7").team("North"),
        );
        let other_id = ada(|own| own.id("8"), |manager| manager.id("7"));
        let mut namesake = files();
        namesake.push(ada(|own| own.id("9"), |manager| manager).swap_remove(0));
        let expected = [(other_team, 2), (other_id, 2), (namesake, 3)];
        for (files, people) in expected {
            let (kept, problems) = read(files, &[]);
            assert_eq!(kept.len(), people, "{problems:?}");
        }
        let map = map();
        let roster =
            ["7", "8"].map(|id| roster_entry(&person(&map, "Marsh, Ada", 0).id(id).build()));
        assert_eq!(read(files(), &roster).0.len(), 2);
    }

    #[test]
    fn where_the_halves_disagree_about_a_team_the_managers_counts() {
        let (kept, problems) = read(
            ada(
                |own| own.id("7").team("Events"),
                |manager| manager.id("7").team("Content"),
            ),
            &[],
        );
        assert_eq!(kept[0].person.team.as_deref(), Some("Content"));
        assert!(
            problems[1].starts_with(
                "files-disagree ada-self.xlsx: The team of Ada Marsh is “Events” here"
            )
        );
    }
}
