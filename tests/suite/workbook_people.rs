//! *Key people* and *Bench* against a computation of their own: the formulas of the arithmetic written out anew over the
//! rows of *Data*, which `workbook_data` compares with the assessments themselves.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Data;

use crate::harness::{Project, read_table};

/// What is needed of a row of *Data*.
#[derive(Debug, Clone)]
struct Row {
    id: String,
    name: String,
    team: String,
    role: String,
    target: String,
    competency: String,
    rating: Option<f64>,
    self_rated: bool,
    not_assessed: bool,
    not_applicable: bool,
    required_now: f64,
    target_gap: Option<f64>,
}

/// The rows of scored competencies.
fn rows(project: &Project) -> Vec<Row> {
    let data = project.team_sheet("Data");
    data.records()
        .into_iter()
        .filter(|record| *record["Standing"] != Data::String("fact".to_owned()))
        .map(|record| {
            let text = |column: &str| record[column].to_string();
            let number = |column: &str| match record[column] {
                Data::Float(number) => Some(*number),
                _ => None,
            };
            Row {
                id: text("Employee ID"),
                name: text("Name"),
                team: text("Team"),
                role: text("Role level"),
                target: text("Target level"),
                competency: text("Competency"),
                rating: number("Rating"),
                self_rated: text("Rating source") == "self",
                not_assessed: text("Rating source") == "not assessed",
                not_applicable: text("Rating source") == "N/A",
                required_now: number("Required now").unwrap(),
                target_gap: number("Target gap"),
            }
        })
        .collect()
}

/// In the order of the rows.
fn in_order(rows: &[Row], part: fn(&Row) -> &str) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    rows.iter()
        .map(part)
        .filter(|text| seen.insert(*text))
        .collect()
}

fn workbook(project: &Project) -> std::path::PathBuf {
    project.output().join("team-gaps.xlsx")
}

/// 0 uncovered, 1 thin, 2 covered, where two are needed.
fn status(depth: usize) -> usize {
    depth.min(2)
}

#[test]
fn key_people_equal_a_count_without_each_of_them() {
    let project = Project::sample();
    project.run(0);
    let rows = rows(&project);
    let competencies = in_order(&rows, |row| &row.competency);
    let mut scopes = vec!["All"];
    scopes.extend(in_order(&rows, |row| &row.team));
    // Team and ID → what would become uncovered, and what thin.
    let mut expected: BTreeMap<(String, String), [Vec<&str>; 2]> = BTreeMap::new();
    for scope in scopes {
        for competency in &competencies {
            let of: Vec<&Row> = rows
                .iter()
                .filter(|row| scope == "All" || row.team == scope)
                .filter(|row| row.competency == *competency)
                .collect();
            let mut required: Vec<f64> = of
                .iter()
                .filter(|row| !row.not_applicable)
                .map(|row| row.required_now)
                .collect();
            required.sort_by(f64::total_cmp);
            let Some(reference) = required.get(required.len() / 2) else {
                continue;
            };
            // A team of one has no key people.
            if of.len() == 1 {
                continue;
            }
            // Confirmed: what rests on the person's own rating alone does not count.
            let depth = |without: &str| {
                of.iter()
                    .filter(|row| row.id != without && !row.self_rated)
                    .filter(|row| row.rating.is_some_and(|rating| rating >= *reference))
                    .count()
            };
            for row in &of {
                let (with, without) = (status(depth("")), status(depth(&row.id)));
                if without < with {
                    let key = (scope.to_owned(), row.id.clone());
                    expected.entry(key).or_default()[without].push(competency);
                }
            }
        }
    }
    let table = read_table(&workbook(&project), "Key people", "Team");
    let mut found = BTreeMap::new();
    for record in table.records() {
        let list = |column: &str| record[column].to_string();
        let key = (list("Team"), list("Employee ID"));
        let lists = [list("Would become uncovered"), list("Would become thin")];
        assert!(found.insert(key, lists).is_none(), "one row each");
    }
    let expected: BTreeMap<_, _> = expected
        .into_iter()
        .map(|(key, lists)| (key, lists.map(|list| list.join(", "))))
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(found, expected);
}

#[test]
fn the_bench_equals_a_count_of_what_is_missing() {
    let project = Project::sample();
    project.run(0);
    let rows = rows(&project);
    let table = read_table(&workbook(&project), "Bench", "Level");
    // The sheet lists the levels by rank.
    let levels: Vec<String> = table
        .records()
        .iter()
        .map(|record| record["Level"].to_string())
        .collect();
    let rank = |title: &str| levels.iter().position(|level| level == title).unwrap();
    let mut staying = 0;
    // Level → meet all, one short, two or more short; each person as the sheet describes them.
    let mut expected: BTreeMap<&str, [BTreeSet<String>; 3]> = BTreeMap::new();
    for person in rows.chunk_by(|a, b| a.id == b.id) {
        if rank(&person[0].target) <= rank(&person[0].role) {
            staying += 1;
            continue;
        }
        let missing: Vec<String> = person
            .iter()
            .filter(|row| row.target_gap.is_some_and(|gap| gap > 0.0))
            .map(|row| row.competency.clone())
            .chain(
                person
                    .iter()
                    .filter(|row| row.not_assessed)
                    .map(|row| format!("{} (not assessed)", row.competency)),
            )
            .collect();
        // People of one name are told apart by their ID.
        let namesakes = rows
            .iter()
            .filter(|row| row.name == person[0].name && row.id != person[0].id);
        let mut words = if namesakes.count() > 0 {
            format!("{} ({})", person[0].name, person[0].id)
        } else {
            person[0].name.clone()
        };
        if !missing.is_empty() {
            words = format!("{words}: {}", missing.join(", "));
        }
        let level = expected.entry(&person[0].target).or_default();
        assert!(level[missing.len().min(2)].insert(words));
    }
    let mut people = 0;
    for record in table.records() {
        let level = record["Level"].to_string();
        let none = Default::default();
        let expected = expected.get(level.as_str()).unwrap_or(&none);
        let columns = [
            ("Meet all", "Meet all: who"),
            ("One short", "One short: who, and what is missing"),
            (
                "Two or more short",
                "Two or more short: who, and what is missing",
            ),
        ];
        for ((count, who), expected) in columns.into_iter().zip(expected) {
            let listed: BTreeSet<String> =
                record[who].to_string().lines().map(str::to_owned).collect();
            assert_eq!(&listed, expected, "{level}, {who}");
            assert_eq!(record[count].to_string(), expected.len().to_string());
            people += expected.len();
        }
        let holders = rows
            .chunk_by(|a, b| a.id == b.id)
            .filter(|person| person[0].role == level)
            .count();
        assert_eq!(record["Hold it now"].to_string(), holders.to_string());
        let stay = rows
            .chunk_by(|a, b| a.id == b.id)
            .filter(|person| person[0].role == level && person[0].target == level)
            .count();
        assert_eq!(record["Stay at it"].to_string(), stay.to_string());
    }
    assert!(staying > 0, "the sample has somebody who stays");
    assert_eq!(people + staying, 14, "everybody aims higher or stays");
}
