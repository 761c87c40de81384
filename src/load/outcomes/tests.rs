//! Outcomes from several places.

use super::*;
use crate::diagnostic::{Location, Severity};
use crate::load::assessment::OfReview;
use crate::load::names::MapNames;
use crate::model::testing::{career_map, person, roster_entry};
use crate::model::{CareerMap, EmployeeId, RosterEntry};

fn map() -> CareerMap {
    career_map(&["Junior", "Senior"], &["Writing"])
}

fn sourced(text: &str, at: &Location) -> Option<Sourced<String>> {
    (!text.is_empty()).then(|| Sourced::new(text.to_owned(), at.clone()))
}

/// A row about Ada: the recommendation and the summary, each if it is not empty.
fn outcome(file: &str, recommendation: &str, summary: &str) -> PersonOutcome {
    let at = Location::of_file(file);
    PersonOutcome {
        name: "Ada Marsh".to_owned(),
        employee_id: None,
        team: None,
        email: None,
        summary: sourced(summary, &at),
        recommendation: sourced(recommendation, &at),
        reasons: None,
        decision: PersonDecision::default(),
        of_review: OfReview::default(),
        at,
    }
}

/// A row of decisions about Ada: what was decided, the level and why.
fn decision(file: &str, decided: &str, level: &str, reasons: &str) -> PersonOutcome {
    let row = outcome(file, "", "");
    PersonOutcome {
        decision: PersonDecision {
            decided: sourced(decided, &row.at),
            level: sourced(level, &row.at),
            reasons: sourced(reasons, &row.at),
            ..PersonDecision::default()
        },
        ..row
    }
}

fn about(name: &str, row: PersonOutcome) -> PersonOutcome {
    PersonOutcome {
        name: name.to_owned(),
        ..row
    }
}

fn ada() -> Assessment {
    person(&map(), "Ada Marsh", 0).id("7").build()
}

fn ada_with(summary: &str, recommendation: &str) -> Assessment {
    let form = person(&map(), "Ada Marsh", 0).id("7");
    form.outcome(summary, recommendation).build()
}

/// What Ada's assessment says after the outcomes were added, and what was said about them.
fn added_to(
    ada: Assessment,
    outcomes: Vec<PersonOutcome>,
    roster: &[RosterEntry],
) -> (Assessment, Vec<String>) {
    let mut assessments = vec![ada];
    let problems = add_outcomes(&mut assessments, outcomes, &RosterIndex::of(roster), None);
    let said = problems
        .iter()
        .map(|problem| format!("{} {}: {}", problem.code, problem.location, problem.message));
    (assessments.remove(0), said.collect())
}

fn added(outcomes: Vec<PersonOutcome>) -> (Assessment, Vec<String>) {
    added_to(ada(), outcomes, &[])
}

const NOTHING: [String; 0] = [];

#[test]
fn what_two_places_say_alike_or_one_alone_is_used() {
    let twice = about("Marsh, Ada", outcome("o.xlsx", " promotion", ""));
    let (ada, problems) = added_to(ada_with("Good work.", "Promotion"), vec![twice], &[]);
    assert_eq!(problems, NOTHING);
    assert_eq!(ada.recommendation.as_deref(), Some("Promotion"));
    assert_eq!(ada.manager_summary.as_deref(), Some("Good work."));
    let (ada, problems) = added(vec![outcome("o.xlsx", "None", "Fine.")]);
    assert_eq!(problems, NOTHING);
    assert_eq!(ada.recommendation.as_deref(), Some("None"));
    assert_eq!(ada.cell(Field::Recommendation).to_string(), "o.xlsx");
}

#[test]
fn of_two_that_differ_none_is_used_and_both_are_named() {
    let other = outcome("o.xlsx", "None", "Bad.");
    let (ada, problems) = added_to(ada_with("Good.", "Promotion"), vec![other], &[]);
    assert_eq!((ada.recommendation, ada.manager_summary), (None, None));
    assert_eq!(
        problems,
        [
            "outcomes-differ assessments/ada-marsh.xlsx, sheet “Assessment”: For Ada Marsh there is another text under \
             “Manager summary” in o.xlsx; neither was used.",
            "outcomes-differ assessments/ada-marsh.xlsx, sheet “Assessment”: The recommendation for Ada Marsh is \
             “Promotion” here and “None” in o.xlsx; neither was used.",
        ]
    );
    let (ada, problems) = added(vec![
        outcome("one.xlsx", "Promotion", ""),
        outcome("two.xlsx", "None", "Steady."),
    ]);
    assert_eq!(ada.recommendation, None);
    assert_eq!(ada.manager_summary.as_deref(), Some("Steady."));
    assert_eq!(
        problems,
        [
            "outcomes-differ one.xlsx: The recommendation for Ada Marsh is “Promotion” here and “None” in two.xlsx; neither was used."
        ]
    );
}

#[test]
fn an_outcome_of_nobody_is_named() {
    let roster = [roster_entry(&person(&map(), "Bo Lind", 0).id("8").build())];
    for (name, said) in [
        (
            "Bo Lind",
            "outcome-without-assessment o.xlsx: There is an outcome for Bo Lind",
        ),
        (
            "Cy Moor",
            "row-of-nobody o.xlsx: Cy Moor is neither assessed nor on the roster",
        ),
    ] {
        let row = about(name, outcome("o.xlsx", "None", ""));
        let (_, problems) = added_to(ada(), vec![row], &roster);
        assert!(problems[0].starts_with(said), "{problems:?}");
    }
    let row = about("Cy Moor", decision("o.xlsx", "None", "", ""));
    let (_, problems) = added(vec![row]);
    assert!(
        problems[0].ends_with("the decision was left out."),
        "{problems:?}"
    );
}

#[test]
fn what_is_outside_of_the_list_is_named_and_the_line_that_helps_is_printed() {
    let known = ["Promotion".to_owned(), "None".to_owned()];
    let map = map();
    let names = MapNames::new(&map);
    let line = "write into careermap.toml, under [review]: recommendations = [\"Promotion\", \"None\", \"Promotoin\"]";
    let (decided, _) = added(vec![decision("o.xlsx", "Promotoin", "", "")]);
    for (ada, are_set, severity, help) in [
        (
            ada_with("", "Promotions"),
            true,
            Severity::Warning,
            "Did you mean “Promotion”?",
        ),
        (ada_with("", "Promotions"), false, Severity::Note, ""),
        (decided, false, Severity::Warning, line),
        // Not sure yet.
        (
            ada_with("", "Promotion (?)"),
            false,
            Severity::Warning,
            "Did you mean “Promotion”?",
        ),
    ] {
        let found = unknown_recommendations(&[ada], &known, are_set, &names);
        assert_eq!(found[0].severity, severity);
        assert!(found[0].help.contains(help), "{}", found[0].help);
    }
    let fine = [ada_with("", "promotion ")];
    assert_eq!(unknown_recommendations(&fine, &known, true, &names), []);
}

#[test]
fn what_was_decided_is_used_where_all_places_say_the_same() {
    let (ada, problems) = added(vec![
        decision("one.xlsx", "Promotion", "", "Led the fair."),
        decision("two.xlsx", "promotion", "Senior", ""),
    ]);
    assert_eq!(problems, NOTHING);
    let decided = ada.decision.unwrap();
    assert_eq!(decided.decided, "Promotion");
    assert_eq!(decided.level.as_deref(), Some("Senior"));
    assert_eq!(decided.reasons.as_deref(), Some("Led the fair."));
    assert_eq!(decided.at.to_string(), "one.xlsx");
}

#[test]
fn of_two_decisions_that_differ_none_is_used_and_both_are_named() {
    let (ada, problems) = added(vec![
        decision("one.xlsx", "Promotion", "Senior", ""),
        decision("two.xlsx", "None", "", ""),
    ]);
    assert_eq!(ada.decision, None);
    assert_eq!(
        problems,
        [
            "outcomes-differ one.xlsx: The decision for Ada Marsh is “Promotion” here and “None” in two.xlsx; neither was used."
        ]
    );
    // The rest of a decision may differ, too.
    let (ada, problems) = added(vec![
        decision("one.xlsx", "Promotion", "Senior", ""),
        decision("two.xlsx", "Promotion", "Junior", ""),
    ]);
    assert_eq!(ada.decision.unwrap().level, None);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("The new role level for Ada Marsh is “Senior” here"));
}

#[test]
fn a_row_that_says_all_but_what_was_decided_is_named() {
    let (ada, problems) = added(vec![decision("o.xlsx", "", "Senior", "")]);
    assert_eq!(ada.decision, None);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("decision-missing o.xlsx: The row about Ada Marsh"));
}

#[test]
fn a_change_without_a_reason_is_named() {
    let bo = person(&map(), "Bo Lind", 0)
        .outcome("", "Promotion")
        .build();
    for (recommended, decided, reasons, said) in [
        (
            "Promotion",
            "None",
            "",
            "“Promotion” was recommended for Ada Marsh, and “None” was decided; the row does not say why. The decision was used.",
        ),
        ("Promotion", "None", "No budget.", ""),
        ("Promotion", " promotion", "", ""),
        ("", "Promotion", "", "Nothing was recommended for Ada Marsh"),
        ("", "None", "", ""),
    ] {
        let mut form = ada();
        form.recommendation = (!recommended.is_empty()).then(|| recommended.to_owned());
        let (ada, _) = added_to(form, vec![decision("o.xlsx", decided, "", reasons)], &[]);
        let problems = changes_without_reasons(&[ada, bo.clone()]);
        let found: Vec<&str> = problems.iter().map(|one| &*one.message).collect();
        assert_eq!(found.len(), usize::from(!said.is_empty()), "{found:?}");
        assert!(found.iter().all(|one| one.starts_with(said)), "{found:?}");
    }
    // Where nobody recommends anything, a decision changes nothing.
    let (ada, _) = added(vec![decision("o.xlsx", "Promotion", "", "")]);
    assert_eq!(changes_without_reasons(&[ada]), []);
}

#[test]
fn a_row_with_the_name_of_one_and_the_id_of_another_is_left_out() {
    let used = "was used for the person with the ID";
    for (name, how) in [
        ("Ada Marsh", ""),
        ("Marsh, Ada", ""),
        ("", ""),
        ("ada marsh", ""),
        ("Bo Lind", "was left out"),
        ("Adele Marsh", used),
    ] {
        let mut row = about(name, outcome("o.xlsx", "Promotion", ""));
        row.employee_id = Some(EmployeeId::new("7"));
        let (ada, problems) = added(vec![row]);
        let said = format!(
            "row-name-differs o.xlsx: The row names {name} with the employee ID 7, which is that of Ada Marsh; the outcome \
             {how}."
        );
        assert_eq!(problems, if how.is_empty() { vec![] } else { vec![said] });
        let is_used = how.is_empty() || how == used;
        assert_eq!(ada.recommendation.is_some(), is_used, "{name}");
    }
}

#[test]
fn an_employee_id_that_nobody_has_is_named_with_the_one_that_the_person_has() {
    let roster = [roster_entry(&person(&map(), "Bo Lind", 0).id("8").build())];
    for (name, id) in [("Ada Marsh", "7"), ("Bo Lind", "8")] {
        let mut row = about(name, outcome("o.xlsx", "Promotion", ""));
        row.employee_id = Some(EmployeeId::new("99"));
        let (ada, problems) = added_to(ada(), vec![row], &roster);
        assert_eq!(
            problems,
            [format!(
                "row-of-nobody o.xlsx: Nobody has the employee ID 99, given here for {name}, who has {id}; the outcome was \
                 left out."
            )]
        );
        assert_eq!(ada.recommendation, None);
    }
}

/// What is said about decisions on three people who were assessed on 5 October 2026 and later, in this cycle; and how many
/// decisions were used.
fn in_review(cycles: [&str; 3], rows: Vec<PersonOutcome>) -> (Vec<String>, usize) {
    let of = |name: &str, day: i8, cycle: &str| {
        let mut one = person(&map(), name, 0)
            .on(jiff::civil::date(2026, 10, day))
            .build();
        one.cycle = (!cycle.is_empty()).then(|| cycle.to_owned());
        one
    };
    let [ada, bo, cy] = cycles;
    let mut assessments = vec![
        of("Ada Marsh", 5, ada),
        of("Bo Lind", 6, bo),
        of("Cy Moor", 12, cy),
    ];
    let problems = add_outcomes(&mut assessments, rows, &RosterIndex::default(), None);
    let said = problems.iter().map(|one| {
        let severity = format!("{:?}", one.severity).to_lowercase();
        format!("{severity} {} {} {}", one.code, one.location, one.message)
    });
    let used = assessments.iter().filter(|one| one.decision.is_some());
    (said.collect(), used.count())
}

/// A decision from a file that says this about its review.
fn of_review(name: &str, cycle: &str, until: &str, from: &str) -> PersonOutcome {
    let mut row = about(name, decision("decisions.xlsx", "None", "", ""));
    let at = &row.at;
    row.decision.from = sourced(from, at);
    row.of_review = OfReview {
        cycle: sourced(cycle, at),
        until: (!until.is_empty()).then(|| Sourced::new(until.parse().unwrap(), at.clone())),
        ..OfReview::default()
    };
    row
}

fn all_of_review(cycle: &str, until: &str, from: &str) -> Vec<PersonOutcome> {
    ["Ada Marsh", "Bo Lind", "Cy Moor"]
        .map(|name| of_review(name, cycle, until, from))
        .to_vec()
}

const AUTUMN: [&str; 3] = ["Autumn 2026", "Autumn 2026", "Fall 2026"];

#[test]
fn decisions_of_this_review_are_used_whatever_they_say_beside_it() {
    for (cycles, cycle, until, from) in [
        // The decision of a file that says which review it is may hold from any day.
        (AUTUMN, "autumn  2026", "2026-10-06", "2026-01-01"),
        (AUTUMN, "Fall 2026", "", "2026-01-01"),
        (AUTUMN, "", "2026-10-12", "2026-01-01"),
        // The day on which a manager began the list.
        (AUTUMN, "Autumn 2026", "2026-09-15", ""),
        // Cy was assessed after the meeting.
        (AUTUMN, "Autumn 2026", "2026-10-06", ""),
        // Nothing is said, and nothing speaks against it.
        (AUTUMN, "", "", "2026-10-05"),
        (AUTUMN, "", "", "with the budget"),
        ([""; 3], "Autumn 2026", "", "2027-01-01"),
    ] {
        let (said, used) = in_review(cycles, all_of_review(cycle, until, from));
        assert_eq!((said, used), (vec![], 3), "{cycle} {until} {from}");
    }
}

#[test]
fn decisions_of_another_review_are_named_and_left_out() {
    for (cycles, cycle, until, from, message) in [
        (
            AUTUMN,
            "Autumn 2025",
            "2026-10-12",
            "2027-01-01",
            "The review cycle here is “Autumn 2025”, but that of the assessments is “Autumn 2026”; 3 rows of this sheet \
             belong to another review and were left out.",
        ),
        // A cycle that is called the same each time.
        (
            AUTUMN,
            "Autumn 2026",
            "2026-04-20",
            "2027-01-01",
            "The latest assessment is of 2026-04-20 according to this cell, but 3 of the 3 people with this day whose assessment \
             has a date were assessed more than 60 days later; this seems to belong to an earlier review and was left out (3 rows).",
        ),
        (
            [""; 3],
            "",
            "2026-08-06",
            "",
            "The latest assessment is of 2026-08-06 according to this cell, but 2 of the 3 people with this day whose assessment \
             has a date were assessed more than 60 days later; this seems to belong to an earlier review and was left out (3 rows).",
        ),
        // An older file, which says nothing.
        (
            [""; 3],
            "",
            "",
            "2026-10-04",
            "The decision about Ada Marsh applies from 2026-10-04, which is before the first assessment of this review \
             (2026-10-05), and nothing above the table says which review it belongs to; the sheet was left out (3 rows).",
        ),
        (
            [""; 3],
            "Autumn 2026",
            "",
            "2026-01-01",
            "The decision about Ada Marsh applies from 2026-01-01, which is before the first assessment of this review \
             (2026-10-05), and nothing above the table says which review it belongs to; the sheet was left out (3 rows).",
        ),
    ] {
        let (said, used) = in_review(cycles, all_of_review(cycle, until, from));
        let expected = format!("warning other-review decisions.xlsx {message}");
        assert_eq!((said, used), (vec![expected], 0));
    }
}

#[test]
fn a_list_of_several_reviews_is_read_as_far_as_it_is_of_this_one() {
    let mut rows = all_of_review("Autumn 2026", "", "");
    rows.push(of_review("Bo Lind", "Spring 2026", "", "2026-04-01"));
    let (said, used) = in_review(AUTUMN, rows);
    assert_eq!(used, 3);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("note other-review")
            && said[0].contains("; 1 row of this sheet belongs to"),
        "{said:?}"
    );
}

/// What is said about decisions in this file and sheet, under this title; and how many were used.
fn beside(file: &str, sheet: &str, title: &str) -> (Vec<String>, usize) {
    let at = Location::of_file(file).with_sheet(sheet);
    let mut rows = all_of_review("", "", "");
    for row in &mut rows {
        row.at = at.clone();
        row.of_review.titles = [Sourced::new(title.to_owned(), at.clone())].into();
    }
    in_review(AUTUMN, rows)
}

/// File, sheet, title, and what is said about them.
const TITLES: &str = "
decisions.xlsx | Sheet1 | Decisions |
team-2.xlsx | v3 | printed 2027-01-05 |
decisions.xlsx | Sheet1 | Room 4711, 2 of 12 |
2026/decisions 2026.xlsx | Herbst 2026 | |
2025/decisions 2025.xlsx | Autumn 2025 | Decisions of Autumn 2026, printed 2027-01-05 |
2025/decisions 2025.xlsx | Autumn 2026 | |
2025/decisions 2026.xlsx | Sheet1 | |
2026/decisions 2026.xlsx | Autumn 2026 | Decisions of Autumn 2025 | A line above the table says “Decisions of Autumn 2025”
decisions.xlsx | Sheet1 | Meeting: 12 November 2025 | A line above the table says “Meeting: 12 November 2025”
decisions 2026.xlsx | Herbst 2025 | | The sheet is called “Herbst 2025”
decisions.xlsx | Spring 2026 | | The sheet is called “Spring 2026”
2026/decisions 2025.xlsx | Sheet1 | | The file is called “decisions 2025.xlsx”
outcomes/2025/North/decisions.xlsx | Sheet1 | | The folder is called “2025”";

#[test]
fn a_title_or_a_name_that_says_another_time_is_doubted() {
    // The title counts more than the sheet, the sheet more than the file, the file more than the folder.
    for line in TITLES.lines().skip(1) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [file, sheet, title, doubt] = parts[..] else {
            panic!("{line}");
        };
        let (said, used) = beside(file, sheet, title);
        if doubt.is_empty() {
            assert_eq!((said, used), (vec![], 3), "{line}");
            continue;
        }
        assert_eq!((said.len(), used), (1, 0), "{said:?} {line}");
        let expected = format!(
            "{doubt}, and this review is “Autumn 2026”, so the sheet seems to belong to another review; it was left out (3 rows)."
        );
        let is_said = said[0].starts_with("warning other-review") && said[0].ends_with(&expected);
        assert!(is_said, "{said:?}");
    }
}

#[test]
fn a_label_counts_more_than_titles_and_names() {
    let mut rows = all_of_review("Autumn 2026", "", "");
    for row in &mut rows {
        row.at = Location::of_file("2025/decisions 2025.xlsx").with_sheet("Autumn 2025");
    }
    assert_eq!(in_review(AUTUMN, rows), (vec![], 3));
    // Nothing says how this review is called, and the list is of another year.
    let (said, used) = in_review([""; 3], all_of_review("Autumn 2025", "", ""));
    assert_eq!((said.len(), used), (1, 0));
    assert!(
        said[0].contains("is “Autumn 2025”, and the assessments are of 2026-10-05 to 2026-10-12"),
        "{said:?}"
    );
}

#[test]
fn rows_of_a_list_are_left_out_quietly_only_if_they_are_clearly_of_another_review() {
    for (cycle, severity) in [
        ("Autumn 2025", "note"),
        ("Spring 2026", "note"),
        ("Autumn", "warning"),
        ("Autumn 2026 (calibration)", "warning"),
    ] {
        let mut rows = all_of_review("2026 Autumn", "", "");
        rows[2] = of_review("Cy Moor", cycle, "", "");
        let (said, used) = in_review(AUTUMN, rows);
        assert_eq!((said.len(), used), (1, 2), "{cycle}: {said:?}");
        assert!(said[0].starts_with(severity), "{cycle}: {said:?}");
    }
    // A less exact text is not a contradiction.
    let mut rows = all_of_review("2026 Autumn", "", "");
    rows[2] = of_review("Cy Moor", "2026", "", "");
    assert_eq!(in_review(AUTUMN, rows), (vec![], 3));
}

#[test]
fn the_cycle_of_a_form_that_was_left_in_the_folder_is_not_this_reviews() {
    let mut assessments: Vec<Assessment> = ["Ada Marsh", "Bo Lind", "Cy Moor", "Di Poe", "Ed Ash"]
        .map(|name| person(&map(), name, 0).build())
        .to_vec();
    for one in &mut assessments {
        one.cycle = Some("Autumn 2026".to_owned());
    }
    assessments[4].cycle = Some("Spring 2026".to_owned());
    let rows = all_of_review("Spring 2026", "", "");
    let problems = add_outcomes(&mut assessments, rows, &RosterIndex::default(), None);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(assessments.iter().all(|one| one.decision.is_none()));
}

#[test]
fn a_promotion_to_a_level_that_is_not_above_is_named() {
    let map = map();
    let names = MapNames::new(&map);
    let said = |held: usize, decided: &str, level: &str| {
        let mut ada = person(&map, "Ada Marsh", held).id("7").build();
        let rows = vec![decision("o.xlsx", decided, level, "Good work.")];
        let ada_alone = std::slice::from_mut(&mut ada);
        assert_eq!(
            add_outcomes(ada_alone, rows, &RosterIndex::default(), None),
            []
        );
        let problems = promotions_not_above(&[ada], &names);
        problems.into_iter().next().map(|one| one.message)
    };
    assert_eq!(
        said(1, "promotion", "junior").as_deref(),
        Some(
            "“promotion” was decided for Ada Marsh, and the new role level “junior” is not above “Senior”, which they hold now. \
             The decision was used."
        )
    );
    let same = said(0, "Promotion", "Junior").unwrap();
    assert!(same.contains("is the same as “Junior”"), "{same}");
    for (held, decided, level) in [
        (0, "Promotion", "Senior"),
        (0, "Promotion", ""),
        (1, "None", "Senior"),
    ] {
        assert_eq!(said(held, decided, level), None, "{decided} {level}");
    }
}
