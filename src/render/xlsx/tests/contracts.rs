//! *Data* and *Coverage* against an independent computation from the assessments.

use super::*;

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// What *Data* must say, computed from the assessments alone, without the analysis.
fn expected_data(review: &Review) -> Vec<Vec<String>> {
    use crate::model::{Rating, Sourced};
    let map = &review.career_map;
    let mut rows = Vec::new();
    for assessment in &review.assessments {
        let person = &assessment.person;
        let role = &map.levels[person.role_level.0];
        // In the made-up company every level above is open to everybody but the top one, which is for managers.
        let above = map.levels.iter().find(|level| {
            level.rank == role.rank + 1
                && (level.tracks.is_empty()
                    || person
                        .track
                        .is_none_or(|t| level.tracks.iter().any(|own| t.includes(*own))))
        });
        let target = match person.chosen_target {
            Some(chosen) => &map.levels[chosen.0],
            None => above.unwrap_or(role),
        };
        for (index, entered) in assessment.competencies.iter().enumerate() {
            let points = |rating: &Option<Sourced<Rating>>| match rating.as_ref()?.value {
                Rating::At(points) => Some(points),
                Rating::NotApplicable => None,
            };
            let filled = [
                (&entered.agreed, "agreed"),
                (&entered.manager, "manager"),
                (&entered.own, "self"),
            ]
            .into_iter()
            .find(|(rating, _)| rating.is_some());
            let (q, word) = match filled {
                None => (None, "not assessed"),
                Some((rating, word)) => match points(rating) {
                    None => (None, "N/A"),
                    some => (some, word),
                },
            };
            let fact = map.competencies[index].name == "Education and Experience";
            let (r, t) = (f64::from(role.rank), f64::from(target.rank));
            let standing = match q {
                _ if fact => "fact",
                None => "",
                Some(q) if q >= t => "at target level",
                Some(q) if q < r => "below role level",
                Some(_) => "at role level",
            };
            let gap = |required: f64| q.filter(|_| !fact).map(|q| (required - q).max(0.0));
            let difference = points(&entered.own)
                .zip(points(&entered.manager))
                .map(|(own, manager)| own - manager);
            let cell = filled
                .and_then(|(rating, _)| rating.as_ref())
                .and_then(|rating| rating.at.cell())
                .map_or_else(String::new, |cell| cell.to_string());
            rows.push(vec![
                person.employee_id.as_deref().unwrap_or_default().to_owned(),
                person.name.clone(),
                person.team.clone().unwrap_or_else(|| "No team".to_owned()),
                person.manager.clone().unwrap_or_default(),
                role.title.clone(),
                target.title.clone(),
                map.competencies[index].name.clone(),
                number(points(&entered.own)),
                number(points(&entered.manager)),
                number(points(&entered.agreed)),
                number(q),
                word.to_owned(),
                number(Some(r)),
                number(Some(t)),
                number(gap(r)),
                number(gap(t)),
                standing.to_owned(),
                number(difference),
                assessment.at.file().unwrap().to_owned(),
                cell,
            ]);
        }
    }
    rows
}

pub(super) const DATA: [&str; 20] = [
    "Employee ID",
    "Name",
    "Team",
    "Manager",
    "Role level",
    "Target level",
    "Competency",
    "Self",
    "Manager rating",
    "Agreed",
    "Rating",
    "Rating source",
    "Required now",
    "Required at target",
    "Role gap",
    "Target gap",
    "Standing",
    "Self minus manager",
    "Source file",
    "Source cell",
];

pub(super) const COVERAGE: [&str; 14] = [
    "Team",
    "Competency",
    "Rated",
    "Not assessed",
    "N/A",
    "At role level",
    "At target level",
    "Mean role gap",
    "Mean target gap",
    "Burden",
    "Reference level",
    "Depth",
    "Needed",
    "Status",
];

#[test]
fn data_keeps_its_contract() {
    let made = make(company());
    let rows = read(&made.bytes, "Data");
    assert_eq!(rows[0][..DATA.len()], DATA);
    let found: Vec<Vec<String>> = rows[1..]
        .iter()
        .map(|row| row[..DATA.len()].to_vec())
        .collect();
    let expected = expected_data(&made.review);
    assert_eq!(found.len(), 14 * 8);
    assert_eq!(found, expected);
}

/// Which ratings have evidence, in *Data*; and each question leads to the first row of the person whom it is about.
#[test]
fn questions_lead_to_the_rows_of_data() {
    use std::io::Read as _;
    let made = make(company());
    let data = read(&made.bytes, "Data");
    let column = |name: &str| data[0].iter().position(|header| header == name).unwrap();
    let evidence = column("Evidence");
    let mut given = Vec::new();
    for row in &data[1..] {
        match row.get(evidence).map_or("", String::as_str) {
            "given" => given.push((row[1].as_str(), row[6].as_str())),
            "none" => assert!(!row[column("Rating")].is_empty()),
            other => assert!(
                other.is_empty() && row[column("Rating")].is_empty(),
                "{row:?}"
            ),
        }
    }
    assert_eq!(given, [("Ana López", "Communication")]);
    let questions = read(&made.bytes, "Questions");
    let asked: Vec<&Vec<String>> = questions
        .iter()
        .skip_while(|row| row[0] != "About")
        .skip(1)
        .collect();
    // Ion has only own ratings; all fourteen have ratings without evidence, Ana one less.
    assert_eq!(
        asked[0][1],
        "Ion Popescu was rated by nobody else (7 areas): who knows this work well enough to rate it?"
    );
    assert_eq!(asked.len(), 15);
    let ana = asked.iter().find(|row| row[1].starts_with("Ana")).unwrap();
    assert_eq!(
        ana[1],
        "Ana López: there is no evidence for 6 of 7 ratings. What has Ana López done that shows them?"
    );
    for question in asked {
        let (sheet, row) = question[5].split_once(", ").unwrap();
        assert_eq!(sheet, "Data");
        let row: usize = row.parse().unwrap();
        let name = &data[row - 1][1];
        assert!(
            question[1].starts_with(name.as_str()),
            "{question:?} {name}"
        );
        assert_ne!(data[row - 2][0], data[row - 1][0], "the first row");
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&made.bytes)).unwrap();
    let mut links = String::new();
    archive
        .by_name("xl/worksheets/sheet8.xml")
        .unwrap()
        .read_to_string(&mut links)
        .unwrap();
    assert!(links.contains("location=\"'Data'!A"), "{links:.200}");
    let summary = read(&made.bytes, "Summary");
    let said = summary.iter().flatten();
    let said: Vec<&String> = said
        .filter(|cell| cell.starts_with("Questions about"))
        .collect();
    assert_eq!(
        said,
        [
            "Questions about the ratings: There is no evidence for 93 of 94 ratings. 1 person was rated by nobody else."
        ]
    );
}

/// A manager who rated everybody the same is asked what would tell them apart, from the smallest group on.
#[test]
fn a_manager_who_rates_everybody_the_same_is_asked() {
    use crate::model::testing::{career_map, person};
    let map = career_map(&["A", "B", "C"], &["Writing", "Speaking", "Planning"]);
    let asked = |people: usize| {
        let assessments = (0..people).map(|number| {
            let planning = if number == 0 { 1.0 } else { 2.0 };
            person(&map, &format!("Person {number}"), 1)
                .manager("Kim")
                .rated_all(&[2.0, 2.0, planning])
                .build()
        });
        let made = make(Review::new(map.clone(), assessments.collect(), None, None));
        let rows = read(&made.bytes, "Questions");
        let alike = rows.into_iter().filter(|row| row[0] == "All alike");
        alike.map(|row| row[1..5].join(" | ")).collect::<Vec<_>>()
    };
    assert_eq!(
        asked(5),
        [
            "Kim rated all 5 people the same in 2 of 3 areas: what would tell them apart? | Writing, Speaking |  | Kim"
        ]
    );
    assert_eq!(asked(4), Vec::<String>::new());
}

/// Where *Data* has several sheets, a person's rows are on the one that is named.
#[test]
fn places_in_data_go_on_with_the_next_sheet() {
    let review = company();
    let analysis = AnalysisOptions::default();
    let people = analysed(&review);
    let options = BookOptions::default();
    let input = plain_input(&review, &people, &analysis, &options);
    let places = data::places(&Book::new(&input), 20);
    let on = |sheet: &str, row: usize| (sheet.to_owned(), row);
    assert_eq!(
        places[..3],
        [on("Data", 2), on("Data", 10), on("Data 2", 2)]
    );
    assert_eq!(places[13], on("Data 7", 10));
}

/// Counts *Coverage* again from the rows of *Data*, as a reader with a pivot table would.
#[test]
fn coverage_follows_from_data() {
    let made = make(company());
    let data = read(&made.bytes, "Data");
    let column = |name: &str| DATA.iter().position(|header| *header == name).unwrap();
    let coverage = read(&made.bytes, "Coverage");
    assert_eq!(coverage[0][..COVERAGE.len()], COVERAGE);
    let last = coverage[0].len() - 2;
    assert_eq!(coverage[0][last..], ["Depth confirmed", "Status confirmed"]);
    let mut teams: Vec<&str> = vec!["All"];
    for row in &data[1..] {
        if !teams.contains(&row[column("Team")].as_str()) {
            teams.push(&row[column("Team")]);
        }
    }
    let competencies: Vec<&str> = data[1..9]
        .iter()
        .map(|row| row[column("Competency")].as_str())
        .filter(|name| *name != "Education and Experience")
        .collect();
    assert_eq!(coverage.len() - 1, teams.len() * competencies.len());
    let mut row = coverage[1..].iter();
    for team in &teams {
        for competency in &competencies {
            let found = row.next().unwrap();
            let of: Vec<&Vec<String>> = data[1..]
                .iter()
                .filter(|data| *team == "All" || data[column("Team")] == *team)
                .filter(|data| data[column("Competency")] == *competency)
                .collect();
            let numbers = |name: &str| -> Vec<f64> {
                of.iter()
                    .filter_map(|row| row[column(name)].parse().ok())
                    .collect()
            };
            let source = |word: &str| {
                of.iter()
                    .filter(|row| row[column("Rating source")] == word)
                    .count()
            };
            let standing = |words: &[&str]| {
                of.iter()
                    .filter(|row| words.contains(&row[column("Standing")].as_str()))
                    .count() as f64
            };
            let rated = numbers("Rating").len();
            let n = rated as f64;
            let mut required: Vec<f64> = of
                .iter()
                .filter(|row| row[column("Rating source")] != "N/A")
                .map(|row| row[column("Required now")].parse().unwrap())
                .collect();
            required.sort_by(f64::total_cmp);
            let reference = required[required.len() / 2];
            let depth = numbers("Rating")
                .iter()
                .filter(|q| **q >= reference)
                .count();
            let status = ["uncovered", "thin", "covered"][depth.min(2)];
            let expected = vec![
                (*team).to_owned(),
                (*competency).to_owned(),
                rated.to_string(),
                source("not assessed").to_string(),
                source("N/A").to_string(),
                (standing(&["at role level", "at target level"]) / n).to_string(),
                (standing(&["at target level"]) / n).to_string(),
                (numbers("Role gap").iter().sum::<f64>() / n).to_string(),
                (numbers("Target gap").iter().sum::<f64>() / n).to_string(),
                numbers("Role gap").iter().sum::<f64>().to_string(),
                reference.to_string(),
                depth.to_string(),
                "2".to_owned(),
                status.to_owned(),
            ];
            assert_eq!(found[..COVERAGE.len()], expected, "{team}, {competency}");
            // A rating is confirmed if it is not only the person's own; both columns are the last ones.
            let confirmed = of
                .iter()
                .filter(|row| row[column("Rating source")] != "self")
                .filter_map(|row| row[column("Rating")].parse::<f64>().ok())
                .filter(|q| *q >= reference)
                .count();
            let (distribution, last) = found.split_at(found.len() - 2);
            let status = ["uncovered", "thin", "covered"][confirmed.min(2)];
            assert_eq!(last, [confirmed.to_string(), status.to_owned()]);
            // The distribution counts every rated person once.
            let distribution: f64 = distribution[COVERAGE.len() + 1..]
                .iter()
                .filter_map(|count| count.parse::<f64>().ok())
                .sum();
            assert!((distribution - n).abs() < 1e-9);
        }
    }
    assert!(row.next().is_none());
}
