//! Forms that come back: as they were filled in, saved by another program, and with another layout.

mod altered;

use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::load::assessment::{AssessmentSettings, read_assessments};
use crate::load::names::Names;
use crate::load::reconcile::RosterIndex;
use crate::load::sheet::{self, Limits};
use crate::model::testing::{career_map, company_map, make_fact};
use crate::model::{
    Action, CompetencyAssessment, CompetencyId, EmployeeId, Expectation, ExpectationMark, LevelId,
    Mark, Rating, Sourced, Track,
};
use crate::render::xlsx::{Answers, FormOptions};

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced::new(value, Location::default())
}

/// Somebody whose form differs from everybody else's.
fn somebody(map: &CareerMap, index: usize) -> (Person, Answers, Vec<CarriedAction>) {
    let level = index % map.levels.len();
    let track = map.levels[level].tracks.first().copied();
    let target = (index.is_multiple_of(4)).then_some(LevelId((level + 1).min(6)));
    // A target that is on another track only says that the track is to change.
    let target_track = target.and_then(|id| match map.level(id).tracks.as_slice() {
        [only] if track.is_some_and(|own| own != *only) => Some(*only),
        _ => None,
    });
    let person = Person {
        name: format!("Žofie Đặng-{index}"),
        employee_id: (!index.is_multiple_of(5))
            .then(|| EmployeeId::new(format!("{:04}", index * 7))),
        email: Some(format!("person{index}@company.example")),
        team: Some(["Events", "Content & Co", "R+D"][index % 3].to_owned()),
        manager: Some("Zoë O’Li".to_owned()),
        role_level: LevelId(level),
        track,
        chosen_target: target,
        target_track,
    };
    let rating = |offset: usize| match (index + offset) % 9 {
        0 => None,
        1 => Some(Rating::NotApplicable),
        n => Some(Rating::At((n.min(7)) as f64)),
    };
    let competencies = (0..map.competencies.len())
        .map(|c| CompetencyAssessment {
            own: rating(c).map(sourced),
            manager: rating(c + 3).map(sourced),
            agreed: rating(c * 2).filter(|_| c % 3 == 0).map(sourced),
            evidence: (c % 2 == 0).then(|| sourced(format!("=A line\n- another, {index}"))),
            manager_comment: (c == 1).then(|| sourced("Steady.".to_owned())),
            interest: (c == 2).then(|| sourced("High".to_owned())),
        })
        .collect();
    let marks = vec![ExpectationMark {
        competency: CompetencyId(1),
        level: LevelId(level),
        expectation: 0,
        own: Some(Mark::Partly),
        manager: index.is_multiple_of(2).then_some(Mark::NotYet),
        note: Some("So far".to_owned()),
        at: Location::default(),
    }];
    let answers = Answers {
        assessed_on: Some(date(2026, 10, 1 + (index % 28) as i8)),
        aspiration: Some("Somewhere\nelse".to_owned()),
        accomplishments: Some("Much".to_owned()),
        development: None,
        manager_summary: Some("Well done".to_owned()),
        recommendation: Some("Develop in role".to_owned()),
        competencies,
        marks,
    };
    let actions = vec![CarriedAction {
        competency: Some(map.competencies[2].name.clone()),
        action: Action {
            competency: Some(CompetencyId(2)),
            action: "Shadow a colleague".to_owned(),
            kind: Some("Exposure".to_owned()),
            owner: Some("Both".to_owned()),
            start: Some(date(2026, 11, 2)),
            due: Some(date(2027, 3, 31)),
            status: Some("In progress".to_owned()),
            ended: None,
            success: None,
            at: Location::default(),
        },
    }];
    (person, answers, actions)
}

/// Everything that was read, without its cells.
fn content(assessment: &Assessment) -> Assessment {
    let mut bare = assessment.clone();
    bare.at = Location::default();
    bare.cells = BTreeMap::new();
    for entered in &mut bare.competencies {
        for rating in [&mut entered.own, &mut entered.manager, &mut entered.agreed]
            .into_iter()
            .flatten()
        {
            rating.at = Location::default();
        }
        for text in [
            &mut entered.evidence,
            &mut entered.manager_comment,
            &mut entered.interest,
        ]
        .into_iter()
        .flatten()
        {
            text.at = Location::default();
        }
    }
    for mark in &mut bare.marks {
        mark.at = Location::default();
    }
    for action in &mut bare.actions {
        action.at = Location::default();
    }
    bare
}

#[test]
fn forty_forms_read_back_as_they_were_filled_in() {
    let mut map = company_map();
    // Nested bullets and a bullet for one track, which a form shows in its own way.
    map.competencies[1].expectations[2].push(Expectation {
        text: "Leads a programme".to_owned(),
        details: vec!["with a budget".to_owned(), "and a plan".to_owned()],
        track: Some(Track::Management),
    });
    let names = Names::new(&map);
    let folder = tempfile::tempdir().unwrap();
    let options = FormOptions {
        cycle: Some("Autumn 2026".to_owned()),
        ..FormOptions::default()
    };
    for index in 0..40 {
        let (person, answers, actions) = somebody(&map, index);
        let bytes = form(&FormInput {
            map: &map,
            person: &person,
            actions: &actions,
            answers: Some(&answers),
            options: &options,
        })
        .unwrap();
        let path = folder.path().join(format!("{index}.xlsx"));
        std::fs::write(&path, bytes).unwrap();
        let at = Location::of_file("form.xlsx");
        let workbook = sheet::open(&path, &at, &Limits::default()).unwrap();
        let reading = read_assessments(
            &workbook,
            &names,
            &RosterIndex::default(),
            &AssessmentSettings::default(),
        );
        let (read, problems) = (reading.assessments, reading.problems);
        assert_eq!(problems, [], "form {index}");
        let [read] = read.as_slice() else {
            panic!("form {index} is one assessment")
        };
        let wanted = Assessment {
            person,
            at: Location::default(),
            cells: BTreeMap::new(),
            cycle: options.cycle.clone(),
            assessed_on: answers.assessed_on,
            aspiration: answers.aspiration,
            accomplishments: answers.accomplishments,
            development: answers.development,
            manager_summary: answers.manager_summary,
            recommendation: answers.recommendation,
            competencies: answers.competencies,
            actions: actions.into_iter().map(|carried| carried.action).collect(),
            marks: answers.marks,
        };
        assert_eq!(content(read), wanted, "form {index}");
    }
}

/// The map of the end-to-end tests, for which the saved forms were made.
fn small_map() -> CareerMap {
    let mut map = career_map(
        &["Junior", "Engineer", "Sr. Engineer", "Director"],
        &["Planning", "Writing & Speaking", "Education and Experience"],
    );
    make_fact(&mut map, "Education and Experience");
    let texts: [[&[&str]; 4]; 3] = [
        [
            &["Plans a day", "Asks early"],
            &["Plans a week", "Estimates own work"],
            &["Plans a quarter", "Names the risks"],
            &["Plans a year", "Funds the plan"],
        ],
        [
            &["Writes notes"],
            &["Writes for the team"],
            &["Writes for the company"],
            &["Writes for the public"],
        ],
        [
            &["Vocational training"],
            &["Two years of practice"],
            &["Five years of practice"],
            &["Ten years of practice"],
        ],
    ];
    for (competency, levels) in map.competencies.iter_mut().zip(texts) {
        competency.expectations = levels
            .iter()
            .map(|bullets| bullets.iter().copied().map(Expectation::new).collect())
            .collect();
    }
    map.levels[1].tracks = vec![Track::IndividualContributor];
    map.levels[2].tracks = vec![Track::IndividualContributor, Track::Management];
    map.levels[3].tracks = vec![Track::Management];
    map
}

/// What was typed in another program into the form that `tests/README.md` describes.
fn typed() -> Assessment {
    let action = |action: &str, due, status: Option<&str>| Action {
        competency: None,
        action: action.to_owned(),
        kind: None,
        owner: None,
        start: None,
        due,
        status: status.map(str::to_owned),
        ended: None,
        success: None,
        at: Location::default(),
    };
    let mark = |competency, level, own, manager, note: Option<&str>| ExpectationMark {
        competency: CompetencyId(competency),
        level: LevelId(level),
        expectation: 0,
        own,
        manager,
        note: note.map(str::to_owned),
        at: Location::default(),
    };
    Assessment {
        person: Person {
            name: "Ana Sá".to_owned(),
            employee_id: Some("0042".into()),
            email: Some("ana@company.example".to_owned()),
            team: Some("North".to_owned()),
            manager: Some("Zoë Li".to_owned()),
            role_level: LevelId(1),
            track: Some(Track::IndividualContributor),
            chosen_target: Some(LevelId(3)),
            target_track: Some(Track::Management),
        },
        at: Location::default(),
        cells: BTreeMap::new(),
        cycle: Some("Autumn 2026".to_owned()),
        assessed_on: Some(date(2026, 10, 5)),
        aspiration: Some("To lead a programme, “not a team”.".to_owned()),
        accomplishments: Some(
            "Moved the ambassadors to a new home.\n- two events, on budget – 你好".to_owned(),
        ),
        development: Some("1/2 of a course".to_owned()),
        manager_summary: Some("Ready for more;\nneeds a project of her own.".to_owned()),
        recommendation: Some("Develop in role".to_owned()),
        competencies: vec![
            CompetencyAssessment {
                own: Some(sourced(Rating::At(2.0))),
                manager: Some(sourced(Rating::At(3.0))),
                agreed: Some(sourced(Rating::At(3.0))),
                evidence: Some(sourced("= no formula".to_owned())),
                manager_comment: Some(sourced("Steady.\nAsk about the budget.".to_owned())),
                interest: Some(sourced("High".to_owned())),
            },
            CompetencyAssessment {
                own: Some(sourced(Rating::NotApplicable)),
                manager: Some(sourced(Rating::At(2.0))),
                evidence: Some(sourced("50%".to_owned())),
                ..CompetencyAssessment::default()
            },
            CompetencyAssessment {
                manager: Some(sourced(Rating::At(1.0))),
                evidence: Some(sourced("1/2".to_owned())),
                interest: Some(sourced("Low".to_owned())),
                ..CompetencyAssessment::default()
            },
        ],
        actions: vec![
            Action {
                competency: Some(CompetencyId(0)),
                kind: Some("Exposure".to_owned()),
                owner: Some("Ana Sá".to_owned()),
                start: Some(date(2026, 11, 2)),
                success: Some("= runs one session alone".to_owned()),
                ..action(
                    "Shadow Tom at the annual gathering",
                    Some(date(2027, 3, 31)),
                    Some("In progress"),
                )
            },
            action(
                "Read “The Art of Gathering”",
                Some(date(2026, 12, 15)),
                Some("Planned"),
            ),
            action("Give a talk", Some(date(2027, 3, 4)), None),
        ],
        marks: vec![
            mark(0, 1, Some(Mark::Met), Some(Mark::Met), None),
            mark(0, 2, Some(Mark::Partly), Some(Mark::NotYet), Some("2/3")),
            mark(1, 1, Some(Mark::NotApplicable), None, None),
        ],
    }
}

#[test]
fn a_form_typed_and_saved_in_another_program_reads_back_equal() {
    let map = small_map();
    let names = Names::new(&map);
    for name in [
        "form-saved-by-libreoffice.xlsx",
        "form-saved-by-libreoffice.ods",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(name);
        let workbook = sheet::open(&path, &Location::of_file(name), &Limits::default()).unwrap();
        let reading = read_assessments(
            &workbook,
            &names,
            &RosterIndex::default(),
            &AssessmentSettings::default(),
        );
        let (read, problems) = (reading.assessments, reading.problems);
        assert_eq!(problems, [], "{name}");
        assert_eq!(read.len(), 1, "{name}");
        assert_eq!(content(&read[0]), typed(), "{name}");
    }
}

#[test]
fn open_actions_go_to_the_same_person_or_to_nobody() {
    use crate::model::testing::{person, roster_entry};
    let map = small_map();
    let before = |name: &str, id: &str| {
        let builder = person(&map, name, 1);
        if id.is_empty() {
            builder.build()
        } else {
            builder.id(id).build()
        }
    };
    let people = [
        before("Ana Sá", "1"),
        before("Bo Lind", ""),
        before("Cy Moor", "3"),
        before("Di Poe", ""),
        before("Di Poe", "4"),
    ];
    let now: Vec<RosterEntry> = [
        ("Ana Marsh", "1"),
        ("Bo Lind", "2"),
        ("Cy Moor", "33"),
        ("Di Poe", "5"),
    ]
    .map(|(name, id)| roster_entry(&before(name, id)))
    .to_vec();
    let listed: Vec<Who<'_>> = now.iter().map(Who::from).collect();
    let assessed: Vec<Who<'_>> = people.iter().map(|one| Who::from(&one.person)).collect();
    let found = same_people(&listed, &assessed);
    // By ID whatever the name; by name where an ID is missing; another ID is another person; of two, it could be either.
    assert_eq!(found, [Some(0), Some(1), None, None, None]);
}
