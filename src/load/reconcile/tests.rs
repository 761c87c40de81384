//! Assessments against a roster.

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
    let problems = reconcile(&map, &mut forms, &RosterIndex::of(&[roster_entry(&full)]));
    assert_eq!(forms[0].person.team.as_deref(), Some("Events"));
    assert_eq!(forms[0].person.employee_id.as_deref(), Some("17"));
    assert_eq!(forms[0].person.chosen_target, Some(LevelId(3)));
    assert_eq!(
        forms[0].person.track,
        Some(Track::IndividualContributor.into())
    );
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
    let problems = reconcile(
        &map,
        &mut forms,
        &RosterIndex::of(&[roster_entry(&on_roster)]),
    );
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
    let problems = reconcile(&map, &mut forms, &RosterIndex::of(&roster));
    let codes: Vec<_> = problems.iter().map(|problem| problem.code.0).collect();
    assert_eq!(codes, ["not-on-roster"; 3]);
    assert!(problems[0].message.contains("2 people named Maria Silva"));
    assert!(problems[1].message.contains("33 here and 3 on the roster"));
    assert!(problems[2].help.contains("Did you mean “Bo Lind”?"));
}

#[test]
fn a_number_without_its_zeros_is_the_rosters_where_nobody_else_has_it() {
    let map = company_map();
    let on_roster = |id: &str, name: &str| roster_entry(&person(&map, name, 1).id(id).build());
    let form = |id: &str, name: &str| person(&map, name, 1).id(id).build();
    let roster = [on_roster("000901", "Ana Sá"), on_roster("0017", "Bo Lind")];
    let index = RosterIndex::of(&roster);
    let mut forms = [
        form("901", "Sá, Ana"),
        form("0017", "Bo Lind"),
        form("17", "Bo Lind"),
    ];
    let problems = reconcile(&map, &mut forms, &index);
    assert_eq!(
        words(&problems),
        [
            "id-padded: The employee ID of Sá, Ana is 901 here and 000901 on the roster (roster.xlsx); they were read \
             as one ID, since no other ID has this number.",
            "not-on-roster: Bo Lind has the employee ID 17 here and 0017 on the roster (roster.xlsx). Another \
             assessment has the same number with more or fewer zeros, so they count as two people.",
        ]
    );
    assert_eq!(forms[0].person.employee_id.as_deref(), Some("901"));
}

#[test]
fn a_stranger_is_not_taken_for_somebody_of_the_same_surname() {
    let map = company_map();
    let roster = [
        roster_entry(&person(&map, "Maria Silva", 1).build()),
        roster_entry(&person(&map, "Zoë Lind", 1).build()),
    ];
    let index = RosterIndex::of(&roster);
    let mut forms =
        ["Mario da Silva", "Lind Zoe", "Zoe Marie Lind"].map(|name| person(&map, name, 1).build());
    let helps: Vec<String> = reconcile(&map, &mut forms, &index)
        .into_iter()
        .map(|problem| problem.help)
        .collect();
    assert_eq!(
        helps,
        [
            "Add the person to the roster, or move the file out of the folder.",
            "Did you mean “Zoë Lind”? If not, add the person to the roster.",
            "Did you mean “Zoë Lind”? If not, add the person to the roster.",
        ]
    );
}

#[test]
fn a_manager_who_is_nobody_is_a_slip_or_outside_the_review() {
    let map = company_map();
    let mut forms = [
        person(&map, "Zoë Lindqvist", 3).manager("Olu Ade").build(),
        person(&map, "Bo", 1).manager("Zoe Lindquist").build(),
    ];
    let roster: Vec<_> = forms.iter().map(roster_entry).collect();
    let problems = reconcile(&map, &mut forms, &RosterIndex::of(&roster));
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.severity, problem.help.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (
                crate::diagnostic::Severity::Note,
                "You do not need to do anything if this person is not in the review."
            ),
            (
                crate::diagnostic::Severity::Warning,
                "Did you mean “Zoë Lindqvist”?"
            ),
        ]
    );
}
