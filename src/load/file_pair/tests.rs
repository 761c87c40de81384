//! Files that are joined, and files that are not.

use super::*;
use crate::load::collate::collate;
use crate::load::reconcile::RosterIndex;
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

/// The two files, both with the ID 7.
fn with_id() -> Vec<Assessment> {
    ada(|own| own.id("7"), |manager| manager.id("7"))
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
    assert_eq!(&*evidence.value, "Wrote the guide.\nCustomers praise it.");
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
        ..ExpectationMark::default()
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
    let mut other_level = with_id();
    other_level[1].person.role_level = LevelId(1);
    let mut other_cycle = with_id();
    other_cycle[0].cycle = Some("2025".to_owned());
    other_cycle[1].cycle = Some("2026".to_owned());
    let mut other_target = with_id();
    other_target[0].person.chosen_target = Some(LevelId(0));
    other_target[1].person.chosen_target = Some(LevelId(1));
    let mut other_name = with_id();
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
    let side = |set: fn(PersonBuilder) -> PersonBuilder| {
        ada(|own| own.id("7"), |manager| set(manager.id("7")))
    };
    let both_sides = ada(
        |own| own.id("7").rated(&[Some(1.0)]),
        |manager| manager.id("7"),
    );
    let own_twice = side(|manager| manager.rated(&[None, None]).self_rated(&[Some(2.0)]));
    let nothing = side(|manager| manager.rated(&[None, None]));
    let mut three = with_id();
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
    // Another team, another ID, somebody of the same name here or on the roster: two people, as before.
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
    let roster = ["7", "8"].map(|id| roster_entry(&person(&map, "Marsh, Ada", 0).id(id).build()));
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
        problems[1]
            .starts_with("files-disagree ada-self.xlsx: The team of Ada Marsh is “Events” here")
    );
}
