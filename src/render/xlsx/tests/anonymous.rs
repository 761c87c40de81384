//! The anonymous workbook of a company that is large enough for most of it to be shown, and of a small one.

mod attack;
mod staged;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::model::Assessment;
use crate::model::testing::roster_entry;

/// 360 people in twelve teams of 8 to 52, and three people in a thirteenth; one team is named after its manager.
fn company_of_many() -> Review {
    let map = career_map(
        &["Starter", "Worker", "Expert", "Head"],
        &["Writing", "Speaking", "Planning", "Selling"],
    );
    let mut people: Vec<Assessment> = Vec::new();
    for team in 0..13_usize {
        let size = if team == 12 { 3 } else { 8 + team * 4 };
        for number in 0..size {
            // Writing and Speaking differ only between teams; in Planning five people of two teams are at another
            // place; one has no rating in Selling.
            let rating = |c: usize| match c {
                0 | 1 => Some((1 + (team / 2 + c) % 3) as f64),
                2 => Some(if (5..7).contains(&team) && number < team - 3 {
                    4.0
                } else {
                    2.0
                }),
                _ => Some(2.0).filter(|_| team + number > 0),
            };
            let ratings: Vec<_> = (0..4).map(rating).collect();
            let name = format!("Quirin Zweistein{team}x{number}");
            let mut someone = person(&map, &name, 1)
                .id(&format!("EMPNO{team}-{number}"))
                .team(&match team {
                    3 => "Krähenbühlteam".to_owned(),
                    _ => format!("Unit {}", char::from(b'A' + team as u8)),
                })
                .manager("Xaver Krähenbühl")
                .rated(&ratings)
                .self_rated(&ratings)
                .evidence(0, "evidenceoftheir own")
                .outcome("summaryofthe manager", "recommendationto promote")
                .build();
            someone.person.email = Some(format!("qz{team}.{number}@example.org"));
            people.push(someone);
        }
    }
    let mut roster: Vec<_> = people.iter().map(roster_entry).collect();
    let mut absent = roster[0].clone();
    absent.person.name = "Absentia Fehlmann".to_owned();
    absent.person.employee_id = Some("EMPNO-ABSENT".into());
    roster.push(absent);
    Review::new(map, people, Some(roster), None)
}

fn anonymous_bytes(review: &Review, minimum_group: usize) -> Vec<u8> {
    let people = analysed(review);
    let options = BookOptions {
        minimum_group,
        ..BookOptions::default()
    };
    let diagnostics = [Diagnostic::warning(
        "not-a-rating",
        Location::of_file("assessments/Quirin.xlsx").with_sheet("Zweistein"),
        "Quirin Zweistein wrote nonsense.",
        "Ask Quirin.",
    )];
    anonymous_workbook(&BookInput {
        diagnostics: &diagnostics,
        plans: &[Some("plans/Quirin.pdf".to_owned())],
        ..BookInput::of(review, &people, &OPTIONS, &options)
    })
    .unwrap()
}

#[test]
fn nothing_of_anybody_is_in_any_part_of_the_file() {
    let bytes = anonymous_bytes(&company_of_many(), 5);
    for (name, text) in parts(&bytes) {
        let text = name.clone() + &text;
        for word in [
            "Quirin",
            "Zweistein",
            "EMPNO",
            "example.org",
            "Xaver",
            "Krähenbühl",
            "Absentia",
            "Fehlmann",
            "evidenceof",
            "summaryof",
            "recommendationto",
            "assessments/",
            "not-a-rating",
            ".pdf",
        ] {
            assert!(!text.contains(word), "{name} has {word}");
        }
        assert!(!text.contains("hidden=\"1\""), "{name}");
    }
}

#[test]
fn people_are_counted_once_and_never_few() {
    let bytes = anonymous_bytes(&company_of_many(), 5);
    assert_eq!(
        sheet_names(&bytes),
        ["Summary", "Gaps", "By team", "Method"]
    );
    let gaps = table(&bytes, "Gaps", "Team");
    let column = |name: &str| column_of(&gaps, name);
    let by_team = read(&bytes, "By team");
    let size = |team: &str| -> f64 {
        let row = by_team.iter().find(|row| row[0] == team).unwrap();
        row[1].parse().unwrap()
    };
    let mut shown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &gaps[1..] {
        let competency = &row[column("Competency")];
        if row[column("Shown")] != "yes" {
            assert_eq!((row[0].as_str(), competency.as_str()), ("All", "Selling"));
            assert!(row[3..column("Shown")].iter().all(String::is_empty));
            continue;
        }
        shown
            .entry(competency.clone())
            .or_default()
            .push(row[0].clone());
        let places = column("Below role level")..=column("Not rated");
        let counts: Vec<f64> = row[places]
            .iter()
            .map(|cell| cell.parse().unwrap())
            .collect();
        assert_eq!(counts.len(), 4);
        assert!(
            counts.iter().all(|count| *count == 0.0 || *count >= 5.0),
            "{row:?}"
        );
        assert!(
            (counts.iter().sum::<f64>() - size(&row[0])).abs() < 1e-9,
            "{row:?}"
        );
    }
    // Writing and Speaking by team, Planning for everybody, Selling not at all: one has no rating.
    let teams = &shown["Writing"];
    assert_eq!(
        teams.len(),
        13,
        "everybody, eleven teams and the joined ones"
    );
    assert_eq!(teams, &shown["Speaking"]);
    assert_eq!(shown["Planning"], ["All"]);
    assert!(!shown.contains_key("Selling"));
    // The team of three is joined with the smallest, and the one named after its manager comes last, as a number.
    assert!(
        !teams
            .iter()
            .any(|team| ["Unit A", "Unit M"].contains(&team.as_str()))
    );
    assert_eq!(teams[11..], ["Other teams", "Team 1"]);
}

#[test]
fn every_sheet_has_its_table_and_is_set_up_for_print() {
    let bytes = anonymous_bytes(&company_of_many(), 5);
    let part = |name: &str| part(&bytes, name);
    for (number, name) in (1..).zip(sheet_names(&bytes)) {
        let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
        let footer = "Anonymous: nothing about groups of fewer than 5 people";
        for needed in ["orientation=\"landscape\"", "fitToPage=\"1\"", footer] {
            assert!(sheet.contains(needed), "{name}: {needed}");
        }
        let is_table = name != "Summary";
        for needed in ["<tablePart ", "state=\"frozen\""] {
            assert_eq!(sheet.contains(needed), is_table, "{name}: {needed}");
        }
    }
    let titles = part("xl/workbook.xml");
    assert_eq!(titles.matches("_xlnm.Print_Titles").count(), 3);
    // The charts show the values of the cells that they are drawn from.
    let chart = part("xl/charts/chart2.xml");
    assert!(chart.contains("Gaps!$D$4:$D$6"), "{chart}");
    let gaps = read(&bytes, "Gaps");
    assert_eq!(gaps[2][2..4], ["Competency", "Below role level"]);
    assert!(
        gaps[3..6]
            .iter()
            .all(|row| row[0] == "All" && row[10] == "yes")
    );
}

#[test]
fn the_contents_lead_to_every_sheet() {
    let mut review = company_of_many();
    for (someone, number) in review.assessments.iter_mut().zip(0..9) {
        someone.beyond_map = Some(format!("I repair bicycle number {number}."));
    }
    let bytes = anonymous_bytes(&review, 5);
    let names = sheet_names(&bytes);
    assert!(
        names.contains(&"Suggestions for the map".to_owned()),
        "{names:?}"
    );
    let summary = part(&bytes, "xl/worksheets/sheet1.xml");
    for name in &names[1..] {
        assert!(summary.contains(&format!("'{name}'!A1")), "{name}");
    }
}

/// For a company that is too small, the workbook only says why, and what would help.
#[test]
fn a_small_company_gets_one_sheet_that_says_why() {
    let map = career_map(&["A", "B"], &["Writing"]);
    let some = |ratings: &[f64]| {
        let people = ratings
            .iter()
            .enumerate()
            .map(|(number, rating)| {
                person(&map, &format!("Nobody {number}"), 0)
                    .rated_all(&[*rating])
                    .build()
            })
            .collect();
        Review::new(map.clone(), people, None, None)
    };
    for (review, minimum, why, lower) in [
        (some(&[1.0]), 5, "Fewer than 5 people are assessed", true),
        (
            some(&[1.0, 1.0]),
            3,
            "Fewer than 3 people are assessed",
            false,
        ),
        (
            some(&[1.0, 1.0, 1.0, 1.0, 2.0, 2.0]),
            5,
            "6 people are assessed. Figures about fewer than 5",
            true,
        ),
    ] {
        let bytes = anonymous_bytes(&review, minimum);
        assert_eq!(sheet_names(&bytes), ["Summary"]);
        let said = read(&bytes, "Summary").concat().join(" ");
        assert!(said.contains(why), "{said}");
        assert!(said.contains("A rating for everybody"), "{said}");
        assert_eq!(said.contains("can be as low as 3"), lower, "{said}");
        assert!(!said.contains("Gaps"), "{said}");
    }
    // If no competency is shown by team, there is no sheet by team.
    let all = some(&[1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0]);
    assert_eq!(
        sheet_names(&anonymous_bytes(&all, 5)),
        ["Summary", "Gaps", "Method"]
    );
}

/// A person of the random companies: team, role, and a rating (0 is none) in each of two competencies.
type Member = (usize, usize, [u8; 2]);

fn random_review(members: &[Member], missing: usize) -> Review {
    let map = career_map(&["A", "B", "C", "D"], &["Writing", "Speaking"]);
    let people: Vec<Assessment> = members
        .iter()
        .enumerate()
        .map(|(number, (team, role, ratings))| {
            let points = ratings.map(|rating| (rating > 0).then(|| f64::from(rating)));
            person(&map, &format!("Nobody {number}"), *role)
                .team(&format!("T{team}"))
                .rated(&points)
                .build()
        })
        .collect();
    let mut roster: Vec<_> = people.iter().map(roster_entry).collect();
    for number in 0..missing {
        let mut absent = roster[0].clone();
        absent.person.name = format!("Absent {number}");
        roster.push(absent);
    }
    Review::new(map, people, Some(roster), None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Cells, caches, charts and properties depend only on what may be shown: whenever exchanging two people's ratings,
    /// changing a rating, or changing who is missing does not change that, the file stays the same to the byte. The
    /// test also checks that such changes occur.
    #[test]
    fn the_workbook_says_nothing_but_what_is_told(
        members in prop::collection::vec((0..4_usize, 1..4_usize, [0..=4_u8, 2..=3_u8]), 12..60),
        missing in 0..3_usize,
        minimum in 3..=5_usize,
        exchanges in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..2_usize), 30),
    ) {
        let told = |review: &Review| {
            let people = analysed(review);
            crate::render::xlsx::anonymous::disclosed(review, &people, minimum, Labels::program())
        };
        let before = random_review(&members, missing);
        let (told_before, bytes) = (told(&before), anonymous_bytes(&before, minimum));
        let mut now = members.clone();
        for (one, other, competency) in exchanges {
            let (one, other) = (one.index(now.len()), other.index(now.len()));
            let mut changed = now.clone();
            changed[one].2[competency] = now[other].2[competency];
            changed[other].2[competency] = now[one].2[competency];
            if told(&random_review(&changed, missing)) == told_before {
                now = changed;
            }
        }
        let after = random_review(&now, (missing + 1) % 3);
        prop_assert_eq!(&told(&after), &told_before);
        prop_assert!(anonymous_bytes(&after, minimum) == bytes);
    }
}
