//! A new project folder: an example career map, a roster, the configuration with comments, and one example assessment,
//! so that every command works at once.

use std::path::Path;

use jiff::civil::date;

use super::Failure;
use super::read::read_map_alone;
use crate::config::{CONFIG, Options};
use crate::diagnostic::Location;
use crate::model::{
    Action, ActionCells, Assessment, CareerMap, CompetencyAssessment, CompetencyId, LevelId,
    Person, Rating, RosterEntry, Sourced,
};
use crate::output::{FileOutcome, form_paths, place};
use crate::render::xlsx::{CarriedAction, FormInput, FormOptions, form, roster};

/// The example career map, which is the sample company's, in a layout that community teams use for published maps.
const CAREER_MAP: &[u8] = include_bytes!("../../../input/career-map.xlsx");
/// The configuration: the usual settings, each with a comment. `docs/settings.md` has all of them.
const CONFIGURATION: &str = include_str!("careermap.toml");

/// Makes a project folder. Files that are there are left alone; what happened to each is returned, by its path with `/`
/// between folders.
///
/// # Errors
/// If the folder cannot be written to.
pub fn init(folder: &Path, options: &Options) -> Result<Vec<(String, FileOutcome)>, Failure> {
    let mut done = Vec::new();
    let mut put = |file: &str, bytes: &[u8]| -> Result<FileOutcome, Failure> {
        let placed = place(folder, file, bytes, false)?;
        done.push((file.to_owned(), placed));
        Ok(placed)
    };
    let labels = &options.labels;
    let map = put("career-map.xlsx", CAREER_MAP)?;
    put(CONFIG, CONFIGURATION.as_bytes())?;
    let roster = put(
        "roster.xlsx",
        &roster(&example_rows(), &options.forms)
            .map_err(|error| Failure::System(error.to_string()))?,
    )?;
    // The example assessment only fits the example map and the example roster.
    if map != FileOutcome::Kept && roster != FileOutcome::Kept {
        let map = read_map_alone(&folder.join("career-map.xlsx"), options)
            .ok()
            .and_then(|source| source.reading.career_map);
        let paths = form_paths(
            &EXAMPLES.each_ref().map(Example::entry),
            labels.say("form.no-manager"),
            |_| String::new(),
        );
        for (who, path) in EXAMPLES.iter().zip(paths.forms) {
            if let Some(example) = map
                .as_ref()
                .and_then(|map| example(map, who, &options.forms))
            {
                let bytes = example.map_err(|error| Failure::System(error.to_string()))?;
                put(&format!("assessments/{path}"), &bytes)?;
            }
        }
    }
    Ok(done)
}

/// A made-up person of the example.
struct Example {
    name: &'static str,
    employee_id: &'static str,
    email: &'static str,
    manager: Option<&'static str>,
    level: &'static str,
}

const TEAM: &str = "Example team";

/// One person and their manager, so that the manager who is named is on the roster too.
const EXAMPLES: [Example; 2] = [
    Example {
        name: "Robin Example",
        employee_id: "EX-1",
        email: "robin@company.example",
        manager: Some("Kim Sample"),
        level: "Community Manager",
    },
    Example {
        name: "Kim Sample",
        employee_id: "EX-2",
        email: "kim@company.example",
        manager: None,
        level: "Community Director",
    },
];

/// The rows of the example roster, in the order of its columns.
fn example_rows() -> Vec<[&'static str; 10]> {
    EXAMPLES
        .iter()
        .map(|who| {
            let manager = who.manager.unwrap_or("");
            [
                who.name,
                who.employee_id,
                who.email,
                TEAM,
                manager,
                "",
                "",
                who.level,
                "",
                "",
            ]
        })
        .collect()
}

impl Example {
    fn entry(&self) -> RosterEntry {
        let person = Person {
            name: self.name.to_owned(),
            employee_id: Some(self.employee_id.into()),
            email: Some(self.email.to_owned()),
            team: Some(TEAM.to_owned()),
            manager: self.manager.map(str::to_owned),
            ..Person::default()
        };
        RosterEntry {
            person,
            ..RosterEntry::default()
        }
    }
}

/// A filled-in form for a person of the example roster; `None` if the map has no such level.
fn example(
    map: &CareerMap,
    who: &Example,
    options: &FormOptions,
) -> Option<Result<Vec<u8>, crate::render::xlsx::WorkbookError>> {
    let role_level: LevelId = map
        .level_ids()
        .find(|id| map.level(*id).title == who.level)?;
    let person = who.entry().person.with_role(role_level);
    let rank = f64::from(map.level(role_level).rank);
    // One above, one below, the others at the role level: enough to see every part of a plan.
    let own = |index: usize| match index {
        1 => rank - 1.0,
        3 | 6 => rank + 1.0,
        _ => rank,
    };
    let competencies = map
        .all_competency_ids()
        .map(|CompetencyId(index)| CompetencyAssessment {
            own: Some(rated(own(index))),
            manager: Some(rated(if index == 6 { rank } else { own(index) })),
            evidence: EVIDENCE.get(index).map(|text| said(text)),
            ..CompetencyAssessment::default()
        })
        .collect();
    let answers = Assessment {
        assessed_on: Some(date(2026, 10, 5)),
        next_review: Some(date(2027, 3, 1)),
        accomplishments: Some(
            "This is an example. It shows what a filled-in form looks like; delete the file before you begin."
                .to_owned(),
        ),
        aspiration: Some("I would like to lead a programme of my own.".to_owned()),
        competencies,
        ..Assessment::default()
    };
    let action = CarriedAction {
        competency: map.competencies.get(1).map(|c| c.name.clone()),
        action: Action {
            competency: Some(CompetencyId(1)),
            action: "Lead the planning of one small event, with a mentor.".to_owned(),
            kind: Some("Experience".to_owned()),
            owner: Some(who.name.to_owned()),
            start: Some(date(2026, 11, 2)),
            due: Some(date(2027, 3, 31)),
            status: Some("Planned".to_owned()),
            ended: None,
            ended_on: None,
            postponed: None,
            success: Some(
                "The event took place, and two colleagues say they knew what to do.".to_owned(),
            ),
            at: Location::default(),
            cells: ActionCells::default(),
        },
    };
    Some(form(&FormInput {
        map,
        person: &person,
        actions: &[action],
        answers: Some(&answers),
        options,
    }))
}

const EVIDENCE: [&str; 4] = [
    "Looks after the member forum and its newsletter.",
    "Has briefed volunteers twice, both times with help.",
    "Answers most questions of new members within a day.",
    "The report on the spring survey was passed on to the whole company.",
];

fn rated(points: f64) -> Sourced<Rating> {
    Sourced::new(Rating::At(points), Location::default())
}

fn said(text: &str) -> Sourced<Box<str>> {
    Sourced::new(text.into(), Location::default())
}
