//! Managers' workbooks: whatever the company is like, nothing of anybody else is in any part of the file.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::analysis::{ManagersSee, Reports, cut_to, reports};
use crate::diagnostic::Location;
use crate::model::testing::{career_map, company, person, roster_entry};
use crate::model::{CoverageNeed, Decision, EmployeeId, Person, Sourced};

/// Somebody of a company.
#[derive(Debug, Clone)]
struct Somebody {
    /// Who the manager is: somebody of the company, or somebody outside of it.
    manager: Option<u8>,
    team: u8,
    assessed: bool,
    has_id: bool,
    /// Whether the person is called like the first one.
    namesake: bool,
    own: Vec<Option<u8>>,
    by_manager: Vec<Option<u8>>,
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let rating = || prop::collection::vec(prop::option::weighted(0.8, 1..5_u8), 3);
    (
        prop::option::weighted(0.9, 0..12_u8),
        0..4_u8,
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.7),
        prop::bool::weighted(0.15),
        rating(),
        rating(),
    )
        .prop_map(
            |(manager, team, assessed, has_id, namesake, own, by_manager)| Somebody {
                manager,
                team,
                assessed,
                has_id,
                namesake,
                own,
                by_manager,
            },
        )
}

fn people() -> impl Strategy<Value = Vec<Somebody>> {
    prop::collection::vec(somebody(), 1..12)
}

/// A word that is nowhere but where it was put: of letters alone, so that no part of a file writes it in another way.
fn word(kind: &str, number: usize) -> String {
    let letter = |digit: usize| char::from(b'a' + u8::try_from(digit).unwrap());
    format!("{kind}q{}{}q", letter(number / 26), letter(number % 26))
}

/// What must be in nobody's workbook, not even about their own people.
const FOR_LEADERSHIP: [&str; 11] = [
    "Summary",
    "Recommend",
    "Reason",
    "Comment",
    "File",
    "Need",
    "Decided",
    "Rise",
    "From",
    "Because",
    "Board",
];
/// What may be in a workbook about this person alone.
const OWN: [&str; 6] = ["Name", "Number", "Mail", "Evidence", "Action", "Own"];

/// The company, with words of their own for everything about each person.
fn review(people: &[Somebody]) -> Review {
    let mut map = career_map(&["A", "B", "C", "D"], &["Writing", "Speaking", "Planning"]);
    map.coverage_needs.push(CoverageNeed {
        team: Some(word("Need", 0)),
        competency: None,
        level: None,
        people: Some(3),
        at: Location::of_file("career-map.xlsx"),
    });
    let name = |number: usize| {
        let first = people.get(number).is_some_and(|one| one.namesake);
        word("Name", if first { 0 } else { number })
    };
    let id = |number: usize| EmployeeId::new(word("Number", number));
    let (mut assessments, mut roster) = (Vec::new(), Vec::new());
    for (number, one) in people.iter().enumerate() {
        let ratings = |all: &[Option<u8>]| -> Vec<Option<f64>> {
            all.iter().map(|points| points.map(f64::from)).collect()
        };
        let mut made = person(&map, &name(number), usize::from(one.team) % 3)
            .team(&word("Team", usize::from(one.team)))
            .self_rated(&ratings(&one.own))
            .rated(&ratings(&one.by_manager))
            .evidence(0, &word("Evidence", number))
            .action(1, &word("Action", number), Some(date(2026, 3, 1)), None)
            .outcome(&word("Summary", number), &word("Recommend", number))
            .build();
        made.reasons = Some(word("Reason", number));
        made.decision = Some(Decision {
            decided: word("Decided", number),
            level: Some(word("Rise", number)),
            from: Some(word("From", number)),
            reasons: Some(word("Because", number)),
            by: Some(word("Board", number)),
            at: made.at.clone(),
        });
        made.aspiration = Some(word("Own", number));
        made.beyond_map = Some(word("Own", number));
        made.at = Location::of_file(format!("assessments/{}.xlsx", word("File", number)));
        for action in &mut made.actions {
            action.at = made.at.clone();
        }
        for entered in &mut made.competencies {
            let comment = word("Comment", number);
            entered.manager_comment = Some(Sourced::new(comment.into(), made.at.clone()));
        }
        made.person.email = Some(word("Mail", number));
        made.person.employee_id = one.has_id.then(|| id(number));
        if let Some(manager) = one
            .manager
            .map(usize::from)
            .filter(|place| *place != number)
        {
            let known = people.get(manager).is_none_or(|one| one.has_id);
            made.person.manager_id = known.then(|| id(manager));
            // As reading tells managers of one name apart.
            let apart = people.get(manager).is_some_and(|one| one.namesake) && known;
            made.person.manager = Some(if apart {
                format!("{} ({})", name(manager), id(manager))
            } else {
                name(manager)
            });
        }
        let mut entry = roster_entry(&made);
        entry.at = Location::of_file(format!("{}.xlsx", word("File", number)));
        roster.push(entry);
        if one.assessed {
            assessments.push(made);
        }
    }
    Review::new(map, assessments, Some(roster), Some(date(2026, 11, 6)))
}

/// The workbook of a manager.
fn made(review: &Review, people: &[PersonAnalysis], own: &Reports, see: ManagersSee) -> Vec<u8> {
    let (review, people) = cut_to(review, people, own);
    let common = ManagersOptions::of(&BookOptions {
        managers_see: see,
        ..BookOptions::default()
    });
    let options = common.for_manager(&own.manager);
    manager_workbook(&BookInput::of(&review, &people, &OPTIONS, &options)).unwrap()
}

/// All parts of a file as text, with their names.
fn package(bytes: &[u8]) -> String {
    parts(bytes)
        .into_iter()
        .map(|(name, text)| name + &text)
        .collect()
}

/// The number in the words of somebody of the company.
fn number_of<Role>(person: &Person<Role>) -> Option<usize> {
    let mail = person.email.as_ref()?;
    (0..12).find(|number| *mail == word("Mail", *number))
}

/// The words that a manager's workbook must not have, and those of them that it has.
fn leaks(review: &Review, own: &Reports, bytes: &[u8]) -> (usize, Vec<String>) {
    let text = package(bytes).to_lowercase();
    let roster = review.roster.as_deref().unwrap();
    let assessed = own.people.iter().map(|place| &review.assessments[*place]);
    let on_roster = own.on_roster.iter().map(|place| &roster[*place]);
    let theirs: BTreeSet<usize> = assessed
        .filter_map(|one| number_of(&one.person))
        .chain(on_roster.filter_map(|one| number_of(&one.person)))
        .collect();
    let mut allowed: BTreeSet<String> = own
        .manager
        .split([' ', '(', ')'])
        .map(str::to_owned)
        .collect();
    let mut forbidden = BTreeSet::new();
    for entry in roster {
        let number = number_of(&entry.person).unwrap();
        let team = entry.person.team.clone().unwrap();
        let words: BTreeSet<String> = OWN
            .iter()
            .filter(|kind| **kind != "Name")
            .map(|kind| word(kind, number))
            .chain([entry.person.name.clone(), team])
            .collect();
        if theirs.contains(&number) {
            allowed.extend(words);
        } else {
            forbidden.extend(words);
        }
        forbidden.extend(FOR_LEADERSHIP.map(|kind| word(kind, number)));
    }
    // Managers of their people's people are their people as well; nobody else is.
    forbidden.extend((0..12).map(|number| word("Name", number)));
    forbidden.extend((0..12).map(|number| word("Number", number)));
    let forbidden: Vec<String> = forbidden.difference(&allowed).cloned().collect();
    let found = forbidden
        .iter()
        .filter(|word| text.contains(&word.to_lowercase()));
    (forbidden.len(), found.cloned().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In no part of the file is a word of anybody else, nor one that is for leadership only.
    #[test]
    fn no_part_of_a_managers_workbook_has_a_word_of_anybody_else(people in people(), below in any::<bool>()) {
        let see = if below { ManagersSee::AllBelow } else { ManagersSee::Direct };
        let review = review(&people);
        let analyses = analysed(&review);
        for own in reports(&review, see) {
            let (searched, found) = leaks(&review, &own, &made(&review, &analyses, &own, see));
            prop_assert!(searched > 0);
            prop_assert!(found.is_empty(), "{}: {found:?}", own.manager);
        }
    }

    /// The file is the same, byte for byte, whatever the others are rated, wrote, and how many of them have handed in: so no
    /// figure is about them.
    #[test]
    fn a_managers_workbook_does_not_depend_on_anybody_else(
        people in people(),
        others in prop::collection::vec(somebody(), 12),
        below in any::<bool>(),
    ) {
        let see = if below { ManagersSee::AllBelow } else { ManagersSee::Direct };
        let before = review(&people);
        for own in reports(&before, see) {
            let roster = before.roster.as_deref().unwrap();
            let theirs: BTreeSet<usize> = own
                .on_roster
                .iter()
                .filter_map(|place| number_of(&roster[*place].person))
                .chain(own.people.iter().filter_map(|place| number_of(&before.assessments[*place].person)))
                .collect();
            let changed: Vec<Somebody> = people
                .iter()
                .zip(&others)
                .enumerate()
                .map(|(number, (one, other))| {
                    if theirs.contains(&number) {
                        one.clone()
                    } else {
                        let who = one.clone();
                        Somebody { own: other.own.clone(), by_manager: other.by_manager.clone(), assessed: other.assessed, ..who }
                    }
                })
                .collect();
            let after = review(&changed);
            let Some(same) = reports(&after, see).into_iter().find(|one| one.manager == own.manager) else {
                prop_assert!(false, "{} is gone", own.manager);
                continue;
            };
            let bytes = made(&before, &analysed(&before), &own, see);
            prop_assert_eq!(bytes == made(&after, &analysed(&after), &same, see), true, "{}", own.manager);
        }
    }
}

/// The search finds what it looks for: with one person too many, and in the workbook for leadership.
#[test]
fn the_search_finds_a_planted_word() {
    let one = |manager: Option<u8>| Somebody {
        manager,
        team: 0,
        assessed: true,
        has_id: true,
        namesake: false,
        own: vec![Some(1), Some(2), Some(3)],
        by_manager: vec![Some(2), Some(2), Some(1)],
    };
    let review = review(&[one(None), one(Some(0)), one(Some(1)), one(Some(0))]);
    let analyses = analysed(&review);
    let all = reports(&review, ManagersSee::Direct);
    let own = all
        .iter()
        .find(|one| one.manager == word("Name", 0))
        .unwrap();
    assert_eq!(own.people.len(), 2);
    let bytes = made(&review, &analyses, own, ManagersSee::Direct);
    assert_eq!(leaks(&review, own, &bytes).1, Vec::<String>::new());
    let mut more = own.clone();
    more.people = (0..4).collect();
    let leaking = made(&review, &analyses, &more, ManagersSee::Direct);
    let found = leaks(&review, own, &leaking).1;
    for kind in ["Name", "Action"] {
        assert!(found.contains(&word(kind, 2)), "{kind}: {found:?}");
    }
    let leadership = plain(&review, &BookOptions::default());
    let found = leaks(&review, own, &leadership).1;
    for kind in ["Name", "Number", "Action", "Own"]
        .iter()
        .chain(&FOR_LEADERSHIP)
    {
        let place = if *kind == "Need" { 0 } else { 2 };
        assert!(found.contains(&word(kind, place)), "{kind}: {found:?}");
    }
}

#[test]
fn a_manager_whose_people_have_no_assessment_learns_who_is_missing() {
    let mut review = company();
    let entry = review.roster.as_ref().unwrap().last().unwrap().clone();
    for one in review.roster.as_mut().unwrap() {
        if one.person.name == entry.person.name {
            one.person.manager = Some("Zoe Empty".to_owned());
        }
    }
    let analyses = analysed(&review);
    let all = reports(&review, ManagersSee::Direct);
    let own = all.iter().find(|one| one.manager == "Zoe Empty").unwrap();
    let bytes = made(&review, &analyses, own, ManagersSee::Direct);
    let missing = read(&bytes, "Who is missing");
    assert!(
        missing.iter().any(|row| row[0] == "Peter Unassessed"),
        "{missing:?}"
    );
    let gaps = read(&bytes, "Gaps");
    assert!(
        gaps.iter()
            .flatten()
            .any(|cell| cell == "Nobody was assessed."),
        "{gaps:?}"
    );
}

#[test]
fn the_sheets_say_whose_people_they_count_and_lead_to_each_other() {
    let review = company();
    let analyses = analysed(&review);
    let all = reports(&review, ManagersSee::Direct);
    let own = all
        .iter()
        .find(|one| one.manager == "Ngozi Adeyemi")
        .unwrap();
    let bytes = made(&review, &analyses, own, ManagersSee::Direct);
    let sheets = sheet_names(&bytes);
    assert_eq!(
        sheets,
        [
            "Summary",
            "Heat map",
            "Gaps",
            "Self and manager",
            "Questions",
            "Actions",
            "Who is missing",
            "Method"
        ]
    );
    let text = package(&bytes);
    for link in text.split("location=\"").skip(1) {
        let sheet = link
            .split(['\'', '!'])
            .find(|part| !part.is_empty())
            .unwrap();
        assert!(sheets.iter().any(|name| name == sheet), "{sheet}");
    }
    let summary = read(&bytes, "Summary");
    assert_eq!(summary[0][0], "Team of Ngozi Adeyemi: summary");
    assert!(summary[1][0].contains("8 people"), "{}", summary[1][0]);
    assert!(
        summary
            .iter()
            .flatten()
            .any(|cell| cell == "All of your people (8)")
    );
    // The figures are of her people: eight of fourteen.
    let gaps = read(&bytes, "Gaps");
    let rated: Vec<&str> = gaps
        .iter()
        .filter(|row| row[0] == "All of your people")
        .map(|row| row[3].as_str())
        .collect();
    assert_eq!(rated.len(), 7);
    assert!(
        rated.iter().all(|rated| ["7", "8"].contains(rated)),
        "{rated:?}"
    );
}
