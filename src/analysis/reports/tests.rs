//! Whose people are whose.

use super::*;
use crate::model::testing::{career_map, person, roster_entry};

/// Somebody: name, ID, the manager's name, the manager's ID.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A review of these people; those whose name ends in a star are on the roster only.
fn review(rows: &[Row]) -> Review {
    let map = career_map(&["A", "B"], &["Writing"]);
    let mut assessments = Vec::new();
    let mut roster = Vec::new();
    for (name, id, manager, manager_id) in rows {
        let mut one = person(&map, name.trim_end_matches('*'), 0).build();
        one.person.employee_id = given(id).map(EmployeeId::new);
        one.person.manager = given(manager);
        one.person.manager_id = given(manager_id).map(EmployeeId::new);
        roster.push(roster_entry(&one));
        if !name.ends_with('*') {
            assessments.push(one);
        }
    }
    Review::new(map, assessments, Some(roster), None)
}

/// Each manager with the names of their people; in brackets, whoever has no assessment.
fn found(rows: &[Row], see: ManagersSee) -> Vec<String> {
    let review = review(rows);
    let roster = review.roster.as_deref().unwrap();
    reports(&review, see)
        .iter()
        .map(|one| {
            let people = one.people.iter();
            let assessed: Vec<&str> = people
                .map(|place| review.assessments[*place].person.name.as_str())
                .collect();
            let on_roster = one
                .on_roster
                .iter()
                .map(|place| roster[*place].person.name.as_str());
            let missing = on_roster.filter(|name| !assessed.contains(name));
            let all = assessed.iter().map(|name| (*name).to_owned());
            let all: Vec<String> = all.chain(missing.map(|name| format!("({name})"))).collect();
            let unclear = if one.is_clear { "" } else { "?" };
            let circle = if one.in_circle { "↺" } else { "" };
            format!("{}{unclear}{circle}: {}", one.manager, all.join(" "))
        })
        .collect()
}

const LINE: &[Row] = &[
    ("Top", "1", "", ""),
    ("Mid", "2", "Top", "1"),
    ("Low", "3", "Mid", "2"),
    ("Ana", "4", "Low", "3"),
    ("Bo*", "5", "Low", ""),
    ("Cy", "6", "Mid", "2"),
];

#[test]
fn direct_reports_and_everybody_below() {
    assert_eq!(
        found(LINE, ManagersSee::Direct),
        ["Low: Ana (Bo)", "Mid: Cy Low", "Top: Mid"]
    );
    assert_eq!(
        found(LINE, ManagersSee::AllBelow),
        [
            "Low: Ana (Bo)",
            "Mid: Ana Cy Low (Bo)",
            "Top: Ana Cy Low Mid (Bo)"
        ]
    );
}

#[test]
fn in_a_circle_everybody_sees_direct_reports_only() {
    // Top reports to Low by mistake: Low must not see the whole company.
    let mut rows = LINE.to_vec();
    rows[0] = ("Top", "1", "Low", "3");
    rows.push(("Di", "7", "Cy", "6"));
    for see in [ManagersSee::Direct, ManagersSee::AllBelow] {
        assert_eq!(
            found(&rows, see),
            ["Cy: Di", "Low↺: Ana Top (Bo)", "Mid↺: Cy Low", "Top↺: Mid"]
        );
    }
}

#[test]
fn a_manager_who_could_be_several_people_is_not_clear() {
    let rows: &[Row] = &[
        ("Mia Ray", "7", "", ""),
        ("Mia Ray", "8", "", ""),
        ("Ana", "1", "Mia Ray (7)", "7"),
        ("Bo", "2", "Mia Ray (8)", "8"),
        ("Cy", "3", "Mia Ray", ""),
    ];
    assert_eq!(
        found(rows, ManagersSee::AllBelow),
        ["Mia Ray?: Cy", "Mia Ray (7): Ana", "Mia Ray (8): Bo"]
    );
    // Two managers who are not in the review, of whom one is known by a number.
    let outside: &[Row] = &[
        ("Ana", "1", "Mia Ray (70)", "70"),
        ("Bo", "2", "Mia Ray (80)", "80"),
        ("Cy", "3", "mia ray", ""),
    ];
    assert_eq!(
        found(outside, ManagersSee::Direct),
        ["mia ray?: Cy", "Mia Ray (70): Ana", "Mia Ray (80): Bo"]
    );
    // Nobody else of this name: a name is enough.
    let alone: &[Row] = &[("Ana", "1", "Mia Ray", ""), ("Bo", "2", "Mia Ray", "")];
    assert_eq!(found(alone, ManagersSee::Direct), ["Mia Ray: Ana Bo"]);
}

#[test]
fn a_manager_who_is_written_in_two_ways_is_one_manager() {
    let rows: &[Row] = &[
        ("Ana", "1", "Mia Ray", "70"),
        ("Bo", "2", "Ray, Mia", "70"),
        ("Cy", "3", "Miriam Ray", "70"),
    ];
    assert_eq!(found(rows, ManagersSee::Direct), ["Mia Ray: Ana Bo Cy"]);
}

#[test]
fn nothing_for_leadership_and_nobody_else_is_left() {
    let map = career_map(&["A", "B"], &["Writing"]);
    let of = |name: &str, manager: &str| {
        person(&map, name, 0)
            .manager(manager)
            .rated_all(&[1.0])
            .outcome("For leadership", "Promotion")
            .build()
    };
    let mut assessments = vec![of("Ana", "Mo"), of("Bo", "Zoe"), of("Mo", "Zoe")];
    assessments[0].reasons = Some("Because".to_owned());
    assessments[0].decision = Some(crate::model::Decision {
        decided: "Against it".to_owned(),
        level: Some("Chief".to_owned()),
        from: None,
        reasons: None,
        by: None,
        at: crate::diagnostic::Location::default(),
    });
    assessments[0].competencies[0].manager_comment = Some(crate::model::Sourced::new(
        "For leadership".into(),
        crate::diagnostic::Location::default(),
    ));
    let roster = assessments.iter().map(roster_entry).collect();
    let review = Review::new(map, assessments, Some(roster), None);
    let people = crate::analysis::testing::analysed(&review);
    let all = reports(&review, ManagersSee::Direct);
    let (own, analyses) = cut_to(&review, &people, &all[0]);
    let shown = format!("{:?} {:?}", own.assessments, own.roster);
    for word in [
        "Bo",
        "Zoe",
        "For leadership",
        "Promotion",
        "Because",
        "Against it",
        "Chief",
    ] {
        assert!(format!("{review:?}").contains(word), "{word}");
        assert!(!shown.contains(word), "{word}");
    }
    assert_eq!(analyses, [people[0].clone()]);
}
