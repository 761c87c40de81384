//! The shapes of companies' files, each as a small sheet.

mod cases;
mod companions;
mod decisions;
mod random_forms;
mod remedies;
mod shapes;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;
use crate::diagnostic::Location;
use crate::load::sheet::Grid;
use crate::load::testing::{codes_and_cells, grid_of, workbook_of};
use crate::model::testing::{career_map, make_fact};
use crate::model::{CareerMap, Rating, RosterEntry, Sourced};

fn map() -> CareerMap {
    let mut map = career_map(
        &["Junior", "Engineer", "Sr. Engineer", "Director"],
        &["Planning", "Writing & Speaking", "Education"],
    );
    make_fact(&mut map, "Education");
    map
}

struct Read {
    assessments: Vec<Assessment>,
    outcomes: Vec<PersonOutcome>,
    /// Code and cell of each problem.
    problems: Vec<String>,
    /// Severity, message and help of each problem.
    texts: Vec<String>,
}

/// The settings that reading assessments needs, as they are written into careermap.toml.
#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    ratings: BTreeMap<String, String>,
    #[serde(default)]
    assessments: AssessmentSettings,
}

/// One sheet, *People*, without settings and without a roster.
fn read(rows: &str) -> Read {
    read_sheets(&[("People", rows)], "", &[])
}

fn read_sheets(sheets: &[(&str, &str)], settings: &str, roster: &[RosterEntry]) -> Read {
    let sheets = sheets.iter().map(|(name, rows)| (*name, grid_of(rows)));
    read_grids(&map(), sheets.collect(), settings, roster)
}

fn read_grids(
    map: &CareerMap,
    sheets: Vec<(&str, Grid)>,
    settings: &str,
    roster: &[RosterEntry],
) -> Read {
    let workbook = workbook_of("assessments/all.xlsx", sheets);
    let settings: Settings = toml::from_str(settings).unwrap();
    let names = MapNames::new(map);
    let (words, wrong) = rating_words(&names, &settings.ratings, &Location::default());
    assert_eq!(wrong, []);
    let settings = settings.assessments;
    let (names, wrong) = names
        .with_words(words)
        .with_competencies(&settings.competencies, &Location::default());
    assert_eq!(wrong, []);
    let reading = read_assessments(&workbook, &names, &RosterIndex::of(roster), &settings);
    let text = |problem: &Diagnostic| {
        let severity = format!("{:?}", problem.severity).to_lowercase();
        format!("{severity}: {} {}", problem.message, problem.help)
    };
    Read {
        assessments: reading.assessments,
        outcomes: reading.outcomes,
        problems: codes_and_cells(&reading.problems),
        texts: reading.problems.iter().map(text).collect(),
    }
}

/// A line for each person: name, role level, then self / manager / agreed of each competency; and what else is known of them.
fn summary(read: &Read) -> Vec<String> {
    let points = |rating: &Option<Sourced<Rating>>| match rating {
        None => "-".to_owned(),
        Some(rating) => match rating.value {
            Rating::At(points) => points.to_string(),
            Rating::NotApplicable => "n".to_owned(),
        },
    };
    let line = |one: &Assessment| {
        let person = &one.person;
        let ratings = one.competencies.iter().map(|entry| {
            let [own, manager, agreed] = [&entry.own, &entry.manager, &entry.agreed].map(points);
            format!(" {own}/{manager}/{agreed}")
        });
        let counted = |what: &str, count: usize| (count > 0).then(|| format!("{count} {what}"));
        let more = [
            person.employee_id.as_ref().map(|id| format!("ID {id}")),
            person.team.as_ref().map(|team| format!("team {team}")),
            one.assessed_on.map(|day| format!("on {day}")),
            counted("actions", one.actions.len()),
            counted("marks", one.marks.len()),
        ];
        let more = more.into_iter().flatten().map(|more| format!(", {more}"));
        let rest: String = ratings.chain(more).collect();
        format!("{} {}:{rest}", person.name, person.role_level.0)
    };
    read.assessments.iter().map(line).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn every_rating_knows_its_cell() {
    let found = read(
        "Manager ratings\nName | Role level | Planning | Writing & Speaking\nAna | Engineer | Engineer | Junior",
    );
    let planning = &found.assessments[0].competencies[0];
    assert_eq!(
        planning.manager.as_ref().unwrap().at.to_string(),
        "assessments/all.xlsx, sheet “People”, cell C3"
    );
    let form = read(
        "Name | Ana\nRole level | Engineer\nCompetency | Manager level\nPlanning | Engineer\n\n\
         Manager summary | Steady and kind.\nRecommendation | Develop in role",
    );
    assert_eq!(form.problems, NONE);
    let ana = &form.assessments[0];
    assert_eq!(ana.manager_summary.as_deref(), Some("Steady and kind."));
    let cell = ana.cell(Field::Recommendation).cell().unwrap();
    assert_eq!(cell.to_string(), "B7");
}
