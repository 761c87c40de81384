//! Forms that come back: filled in, saved by another program, and with a changed layout.

mod altered;
mod saved;
mod words;

use jiff::civil::date;

use super::*;
use crate::labels::Catalogue;
use crate::load::assessment::{AssessmentReading, AssessmentSettings, read_assessments};
use crate::load::names::MapNames;
use crate::load::reconcile::RosterIndex;
use crate::load::sheet::{self, Limits};
use crate::model::testing::{career_map, company_map, make_fact};
use crate::model::{
    Action, CompetencyAssessment, CompetencyId, EmployeeId, Expectation, ExpectationMark,
    FieldCells, LevelId, Mark, PersonTrack, Rating, Sourced, Track, Wish,
};
use crate::render::xlsx::FormOptions;

const LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced::new(value, Location::default())
}

/// A form of a person, as its file is read.
fn form_of(
    map: &CareerMap,
    person: &Person,
    actions: &[CarriedAction],
    answers: Option<&Assessment>,
    options: &FormOptions,
) -> sheet::Workbook {
    let input = FormInput {
        map,
        person,
        actions,
        answers,
        options,
    };
    cells_of(&form(&input).unwrap())
}

fn cells_of(bytes: &[u8]) -> sheet::Workbook {
    let at = Location::of_file("form.xlsx");
    sheet::understand(bytes, &at, &Limits::default()).unwrap()
}

fn read_all(names: &MapNames<'_>, workbook: &sheet::Workbook, what: &str) -> AssessmentReading {
    let (roster, settings) = (RosterIndex::default(), AssessmentSettings::default());
    let reading = read_assessments(workbook, names, &roster, &settings);
    assert_eq!(reading.problems, [], "{what}");
    reading
}

/// Somebody whose form differs from everybody else's.
fn somebody(map: &CareerMap, index: usize) -> (Person, Assessment, Vec<CarriedAction>) {
    let level = index % map.levels.len();
    let track = map.levels[level].tracks.first().copied();
    let track = track.map(|track| match index % 3 {
        2 => PersonTrack::Both,
        _ => PersonTrack::One(track),
    });
    let target = (index.is_multiple_of(4)).then_some(LevelId((level + 1).min(6)));
    // A target that is on another track only says that the track is to change.
    let target_track = target.and_then(|id| match map.level(id).tracks.as_slice() {
        [only] if track.is_some_and(|own| own != PersonTrack::One(*only)) => Some(*only),
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
        ..Person::default()
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
            evidence: (c % 2 == 0).then(|| sourced(format!("=A line\n- another, {index}").into())),
            manager_comment: (c == 1).then(|| sourced("Steady.".into())),
            interest: (c == 2).then(|| sourced("High".into())),
        })
        .collect();
    let mark = |competency| ExpectationMark {
        competency: CompetencyId(competency),
        level: LevelId(level),
        own: Some(Mark::Partly),
        manager: index.is_multiple_of(2).then_some(Mark::NotYet),
        note: Some("So far".to_owned()),
        ..ExpectationMark::default()
    };
    let marks = vec![mark(1), mark(3)];
    let answers = Assessment {
        assessed_on: Some(date(2026, 10, 1 + (index % 28) as i8)),
        next_review: Some(date(2027, 3, 1 + (index % 28) as i8)),
        accomplishments: Some("Much".to_owned()),
        development: None,
        growth: Some("Planning, and\nasking early".to_owned()),
        aspiration: Some("Somewhere\nelse".to_owned()),
        beyond_map: index
            .is_multiple_of(3)
            .then(|| "Looks after the archive".to_owned()),
        willing_to_help: (0..index % 4).map(CompetencyId).collect(),
        wish: Wish::ALL.get(index % 6).copied(),
        competencies,
        marks,
        ..Assessment::default()
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
            ..Action::default()
        },
    }];
    (person, answers, actions)
}

/// Everything that was read, without its cells.
fn content(assessment: &Assessment) -> Assessment {
    let mut bare = assessment.clone();
    bare.cells = FieldCells::default();
    let mut places = vec![&mut bare.at];
    for entered in &mut bare.competencies {
        let ratings = [&mut entered.own, &mut entered.manager, &mut entered.agreed];
        places.extend(ratings.into_iter().flatten().map(|rating| &mut rating.at));
        let texts = [
            &mut entered.evidence,
            &mut entered.manager_comment,
            &mut entered.interest,
        ];
        places.extend(texts.into_iter().flatten().map(|text| &mut text.at));
    }
    places.extend(bare.marks.iter_mut().map(|mark| &mut mark.at));
    for action in &mut bare.actions {
        let cells = &mut action.cells;
        places.extend([
            &mut action.at,
            &mut cells.start,
            &mut cells.due,
            &mut cells.status,
        ]);
    }
    for place in places {
        *place = Location::default();
    }
    bare
}

/// The map of the forms that are filled in here.
fn map_of_forms() -> CareerMap {
    let mut map = company_map();
    // Nested bullets and a bullet for one track, which a form shows differently.
    map.competencies[1].expectations[2].push(Expectation {
        text: "Leads a programme".to_owned(),
        details: vec!["with a budget".to_owned(), "and a plan".to_owned()],
        track: Some(Track::Management),
    });
    // More than a row of a spreadsheet takes.
    map.competencies[2].expectations[3] = (1..60)
        .map(|n| Expectation::new(format!("Says the {n}th thing in a sentence of some length")))
        .collect();
    // One that goes on in further rows, and another that begins like it for a while.
    let sentence =
        "Says what is to be done, by whom and by when, in words that nobody needs to ask about. ";
    for expectations in &mut map.competencies[3].expectations {
        *expectations = vec![
            Expectation::new(format!("{}And more.", sentence.repeat(60))),
            Expectation::new(format!("{}Nothing else.", sentence.repeat(3))),
        ];
    }
    map
}

/// How a form must be read back.
fn wanted(
    person: Person,
    answers: Assessment,
    actions: Vec<CarriedAction>,
    options: &FormOptions,
) -> Assessment {
    Assessment {
        person,
        cycle: options.cycle.clone(),
        actions: actions.into_iter().map(|carried| carried.action).collect(),
        ..answers
    }
}

/// The only assessment in a workbook, of which nothing was left out.
fn read_only(names: &MapNames<'_>, workbook: &sheet::Workbook, what: &str) -> Assessment {
    let reading = read_all(names, workbook, what);
    assert_eq!(reading.outcomes, [], "{what}");
    assert_eq!(reading.assessments.len(), 1, "{what}");
    content(&reading.assessments[0])
}

#[test]
fn forms_read_back_as_they_were_filled_in_whatever_their_language() {
    let map = map_of_forms();
    for language in LANGUAGES {
        let options = FormOptions {
            cycle: Some("Autumn 2026".to_owned()),
            return_by: Some(date(2026, 11, 20)),
            labels: Catalogue::embedded().labels(language).unwrap(),
            ..FormOptions::default()
        };
        for index in 0..20 {
            let (person, answers, actions) = somebody(&map, index);
            let workbook = form_of(&map, &person, &actions, Some(&answers), &options);
            let what = format!("{language} {index}");
            let read = read_only(&MapNames::new(&map), &workbook, &what);
            assert_eq!(read, wanted(person, answers, actions, &options), "{what}");
        }
    }
}

#[test]
fn a_blank_form_has_no_ratings_and_no_words_in_any_language() {
    let map = map_of_forms();
    for language in LANGUAGES {
        let options = FormOptions {
            labels: Catalogue::embedded().labels(language).unwrap(),
            ..FormOptions::default()
        };
        for level in 0..map.levels.len() {
            let (mut person, ..) = somebody(&map, 1);
            person.role_level = LevelId(level);
            person.track = None;
            person.employee_id = None;
            let workbook = form_of(&map, &person, &[], None, &options);
            let what = format!("{language} {level}");
            let mut read = read_only(&MapNames::new(&map), &workbook, &what);
            read.person.track = None;
            let answers = Assessment {
                competencies: vec![CompetencyAssessment::default(); map.competencies.len()],
                ..Assessment::default()
            };
            let wanted = wanted(person, answers, Vec::new(), &options);
            assert_eq!(read, wanted, "{what}");
        }
    }
}

#[test]
fn outcomes_read_back_as_they_were_filled_in_whatever_their_language() {
    use crate::model::testing::{person, roster_entry};
    let map = company_map();
    let people: Vec<RosterEntry> = ["Ana Sá", "Bo Lind"]
        .iter()
        .map(|name| roster_entry(&person(&map, name, 2).id(name).team("North").build()))
        .collect();
    let people: Vec<&RosterEntry> = people.iter().collect();
    for language in LANGUAGES {
        let labels = Catalogue::embedded().labels(language).unwrap();
        let options = FormOptions {
            return_by: Some(date(2026, 11, 20)),
            labels: labels.clone(),
            ..FormOptions::default()
        };
        let bytes = outcomes_file(&OutcomesInput {
            map: &map,
            manager: Some("Zoë O’Li"),
            people: &people,
            options: &options,
        })
        .unwrap();
        let mut workbook = cells_of(&bytes);
        let read = |workbook: &sheet::Workbook| {
            let reading = read_all(&MapNames::new(&map), workbook, language);
            assert_eq!(reading.assessments, [], "{language}");
            reading.outcomes
        };
        assert_eq!(read(&workbook), [], "{language}: nothing is filled in yet");
        let choice = options.recommendations()[1].clone();
        let filled = [(5, choice.as_str()), (6, "Because."), (7, "Well done.")];
        workbook.sheets[0].grid = altered::with_cells(&workbook.sheets[0], 4, &filled);
        let found = read(&workbook);
        assert_eq!(found.len(), 1, "{language}");
        let ana = &found[0];
        assert_eq!(ana.name, "Ana Sá");
        assert_eq!(ana.employee_id.as_deref(), Some("Ana Sá"));
        let said = [&ana.recommendation, &ana.reasons, &ana.summary];
        let said = said.map(|said| &*said.as_ref().unwrap().value);
        let wanted = ["Develop in role", "Because.", "Well done."];
        assert_eq!(said, wanted, "{language}");
    }
}

/// The map of the end-to-end tests, for which the saved forms were made.
fn small_map() -> CareerMap {
    let mut map = career_map(
        &["Junior", "Engineer", "Sr. Engineer", "Director"],
        &["Planning", "Writing & Speaking", "Education and Experience"],
    );
    make_fact(&mut map, "Education and Experience");
    for (competency, levels) in map.competencies.iter_mut().zip([
        "Plans a day; Asks early|Plans a week; Estimates own work|Plans a quarter; Names the risks|Plans a year; Funds the plan",
        "Writes notes|Writes for the team|Writes for the company|Writes for the public",
        "Vocational training|Two years of practice|Five years of practice|Ten years of practice",
    ]) {
        let levels = levels.split('|');
        competency.expectations = levels
            .map(|bullets| bullets.split("; ").map(Expectation::new).collect())
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
        action: action.to_owned(),
        due,
        status: status.map(str::to_owned),
        ..Action::default()
    };
    let mark = |competency, level, own, manager, note: Option<&str>| ExpectationMark {
        competency: CompetencyId(competency),
        level: LevelId(level),
        own,
        manager,
        note: note.map(str::to_owned),
        ..ExpectationMark::default()
    };
    Assessment {
        person: Person {
            name: "Ana Sá".to_owned(),
            employee_id: Some("0042".into()),
            email: Some("ana@company.example".to_owned()),
            team: Some("North".to_owned()),
            manager: Some("Zoë Li".to_owned()),
            role_level: LevelId(1),
            track: Some(Track::IndividualContributor.into()),
            chosen_target: Some(LevelId(3)),
            target_track: Some(Track::Management),
            ..Person::default()
        },
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
                evidence: Some(sourced("= no formula".into())),
                manager_comment: Some(sourced("Steady.\nAsk about the budget.".into())),
                interest: Some(sourced("High".into())),
            },
            CompetencyAssessment {
                own: Some(sourced(Rating::NotApplicable)),
                manager: Some(sourced(Rating::At(2.0))),
                evidence: Some(sourced("50%".into())),
                ..CompetencyAssessment::default()
            },
            CompetencyAssessment {
                manager: Some(sourced(Rating::At(1.0))),
                evidence: Some(sourced("1/2".into())),
                interest: Some(sourced("Low".into())),
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
        // The version of the form did not ask for the rest.
        ..Assessment::default()
    }
}

#[test]
fn a_form_typed_and_saved_in_another_program_reads_back_equal() {
    let map = small_map();
    let names = MapNames::new(&map);
    for name in [
        "form-saved-by-libreoffice.xlsx",
        "form-saved-by-libreoffice.ods",
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(name);
        let workbook = sheet::open(&path, &Location::of_file(name), &Limits::default()).unwrap();
        assert_eq!(read_only(&names, &workbook, name), typed(), "{name}");
    }
}
