//! The anonymous workbook of a company that is large enough for much of it to be told.

use std::io::Read as _;

use super::*;
use crate::model::Assessment;
use crate::model::testing::{career_map, person, roster_entry};

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
            let rating = |c: usize| Some((1 + (team + number / 6 + c) % 4) as f64);
            let ratings: Vec<_> = (0..4).map(rating).collect();
            let name = format!("Quirin Zweistein{team}x{number}");
            let mut someone = person(&map, &name, 1)
                .id(&format!("EMPNO{team}-{number}"))
                .team(&match team {
                    3 => "Krähenbühl’s people".to_owned(),
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
    absent.name = "Absentia Fehlmann".to_owned();
    absent.employee_id = Some("EMPNO-ABSENT".into());
    roster.push(absent);
    Review::new(map, people, Some(roster), None)
}

fn anonymous_bytes(review: &Review) -> Vec<u8> {
    let analysis = AnalysisOptions::default();
    let people: Vec<_> = review
        .assessments
        .iter()
        .map(|a| analyse_person(&review.career_map, a, &analysis))
        .collect();
    let diagnostics = [Diagnostic::warning(
        "not-a-rating",
        crate::diagnostic::Location::of_file("assessments/Quirin.xlsx").with_sheet("Zweistein"),
        "Quirin Zweistein wrote nonsense.",
        "Ask Quirin.",
    )];
    anonymous_workbook(&BookInput {
        review,
        people: &people,
        analysis: &analysis,
        comparison: None,
        diagnostics: &diagnostics,
        plans: &[Some("plans/Quirin.pdf".to_owned())],
        options: &BookOptions::default(),
    })
    .unwrap()
}

#[test]
fn nothing_of_anybody_is_in_any_part_of_the_file() {
    let bytes = anonymous_bytes(&company_of_many());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = name.clone();
        part.read_to_string(&mut text).unwrap();
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
            ".pdf",
        ] {
            assert!(!text.contains(word), "{name} has {word}");
        }
        assert!(!text.contains("hidden=\"1\""), "{name}");
    }
}

#[test]
fn no_cell_counts_few_people() {
    let coverage = read(&anonymous_bytes(&company_of_many()), "Coverage");
    let column = |name: &str| {
        coverage[0]
            .iter()
            .position(|header| header == name)
            .unwrap()
    };
    assert_eq!(coverage[0][..COVERAGE.len()], COVERAGE);
    let (mut shown, mut withheld) = (0, 0);
    for row in &coverage[1..] {
        if row[column("Shown")] != "yes" {
            assert!(
                row[2..column("Shown")].iter().all(String::is_empty),
                "{row:?}"
            );
            withheld += 1;
            continue;
        }
        shown += 1;
        let rated: f64 = row[column("Rated")].parse().unwrap();
        let mut counts = vec![rated];
        for name in ["Not assessed", "N/A", "Depth"] {
            counts.push(row[column(name)].parse().unwrap());
        }
        for name in ["At role level", "At target level"] {
            let share: f64 = row[column(name)].parse().unwrap();
            counts.extend([share * rated, rated - share * rated]);
        }
        for count in counts {
            let few = 1e-9..5.0 - 1e-9;
            assert!(!few.contains(&count), "{count}: {row:?}");
        }
    }
    assert!(shown > 8 && withheld > 8, "{shown} and {withheld}");
    // The team of three and the one named after its manager are not there by name.
    let teams: Vec<&String> = coverage[1..].iter().map(|row| &row[0]).collect();
    assert!(!teams.iter().any(|team| *team == "Unit M"));
    assert!(teams.iter().any(|team| *team == "Other teams"));
    assert!(teams.iter().any(|team| team.starts_with("Team ")));
}

#[test]
fn too_few_people_make_a_workbook_that_says_so() {
    let map = career_map(&["A", "B"], &["Writing"]);
    let someone = person(&map, "Ana", 0).rated_all(&[1.0]).build();
    let bytes = anonymous_bytes(&Review::new(map, vec![someone], None, None));
    for sheet in ["Gaps", "By team"] {
        let said = read(&bytes, sheet).concat().join(" ");
        assert!(said.contains("fewer than 5 people"), "{said}");
    }
    assert_eq!(anonymous_bytes(&company()), anonymous_bytes(&company()));
}
