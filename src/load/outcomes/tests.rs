//! Outcomes from several places.

use super::*;
use crate::diagnostic::Location;
use crate::model::testing::{career_map, person, roster_entry};
use crate::model::{CareerMap, RosterEntry};

fn map() -> CareerMap {
    career_map(&["Junior", "Senior"], &["Writing"])
}

fn outcome(name: &str, file: &str, recommendation: &str, summary: &str) -> PersonOutcome {
    let at = Location::of_file(file);
    let text = |text: &str| (!text.is_empty()).then(|| Sourced::new(text.to_owned(), at.clone()));
    PersonOutcome {
        name: name.to_owned(),
        employee_id: None,
        team: None,
        email: None,
        summary: text(summary),
        recommendation: text(recommendation),
        reasons: None,
        at: at.clone(),
    }
}

/// What Ada's assessment says after the outcomes were added, and what was said about them.
fn added(
    ada: Assessment,
    outcomes: Vec<PersonOutcome>,
    roster: &[RosterEntry],
) -> (Assessment, Vec<String>) {
    let mut assessments = vec![ada];
    let problems = add_outcomes(&mut assessments, outcomes, &RosterIndex::of(roster));
    let said = problems
        .iter()
        .map(|problem| format!("{} {}: {}", problem.code, problem.location, problem.message));
    (assessments.remove(0), said.collect())
}

fn ada() -> Assessment {
    person(&map(), "Ada Marsh", 0).id("7").build()
}

#[test]
fn what_two_places_say_alike_or_one_alone_is_used() {
    let in_form = person(&map(), "Ada Marsh", 0)
        .id("7")
        .outcome("Good work.", "Promotion");
    let (ada, problems) = added(
        in_form.build(),
        vec![outcome("Marsh, Ada", "o.xlsx", " promotion", "")],
        &[],
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(ada.recommendation.as_deref(), Some("Promotion"));
    assert_eq!(ada.manager_summary.as_deref(), Some("Good work."));
    let (ada, problems) = added(
        self::ada(),
        vec![outcome("Ada Marsh", "o.xlsx", "None", "Fine.")],
        &[],
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(ada.recommendation.as_deref(), Some("None"));
    assert_eq!(ada.cell(Field::Recommendation).to_string(), "o.xlsx");
}

#[test]
fn of_two_that_differ_none_is_used_and_both_are_named() {
    let in_form = person(&map(), "Ada Marsh", 0)
        .id("7")
        .outcome("Good.", "Promotion");
    let (ada, problems) = added(
        in_form.build(),
        vec![outcome("Ada Marsh", "o.xlsx", "None", "Bad.")],
        &[],
    );
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
    let files = vec![
        outcome("Ada Marsh", "one.xlsx", "Promotion", ""),
        outcome("Ada Marsh", "two.xlsx", "None", "Steady."),
    ];
    let (ada, problems) = added(self::ada(), files, &[]);
    assert_eq!(ada.recommendation, None);
    assert_eq!(ada.manager_summary.as_deref(), Some("Steady."));
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].contains("one.xlsx: The recommendation") && problems[0].contains("two.xlsx")
    );
}

#[test]
fn an_outcome_of_nobody_is_named() {
    let roster = [roster_entry(&person(&map(), "Bo Lind", 0).id("8").build())];
    let said = |name| {
        let (_, problems) = added(ada(), vec![outcome(name, "o.xlsx", "None", "")], &roster);
        problems.into_iter().next().unwrap()
    };
    assert!(
        said("Bo Lind")
            .starts_with("outcome-without-assessment o.xlsx: There is an outcome for Bo Lind")
    );
    assert!(
        said("Cy Moor")
            .starts_with("row-of-nobody o.xlsx: Cy Moor is neither assessed nor on the roster")
    );
}

#[test]
fn a_recommendation_outside_of_the_list_is_named() {
    let ada = person(&map(), "Ada Marsh", 0)
        .outcome("", "Promotions")
        .build();
    let known = ["Promotion".to_owned(), "None".to_owned()];
    let names = crate::model::testing::career_map(&["Junior"], &["Writing"]);
    let names = crate::load::names::Names::new(&names);
    let said = |ada: &Assessment, are_set| {
        unknown_recommendations(std::slice::from_ref(ada), &known, are_set, &names)
    };
    let found = said(&ada, true);
    assert_eq!(found[0].severity, crate::diagnostic::Severity::Warning);
    assert!(
        found[0].help.contains("Did you mean “Promotion”?"),
        "{}",
        found[0].help
    );
    assert_eq!(
        said(&ada, false)[0].severity,
        crate::diagnostic::Severity::Note
    );
    let fine = person(&map(), "Ada Marsh", 0)
        .outcome("", "promotion ")
        .build();
    assert_eq!(said(&fine, true), []);
}
