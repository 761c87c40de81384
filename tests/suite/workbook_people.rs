//! *Key people* and *Bench* against an independent computation: the formulas of the arithmetic, written a second time,
//! over the rows of *Data*, which `workbook_data` compares with the assessments themselves.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Data;

use crate::harness::{Project, read_table};

/// The needed parts of a row of *Data*.
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
    // Team, competency and ID → on how many people the team depends, and who could take over.
    let mut expected: BTreeMap<(String, String, String), (usize, String)> = BTreeMap::new();
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
            // Confirmed: a rating by the person alone does not count.
            let depth = |without: &str| {
                of.iter()
                    .filter(|row| row.id != without && !row.self_rated)
                    .filter(|row| row.rating.is_some_and(|rating| rating >= *reference))
                    .count()
            };
            for row in &of {
                let (with, without) = (status(depth("")), status(depth(&row.id)));
                if without < with {
                    let key = (scope.to_owned(), (*competency).to_owned(), row.id.clone());
                    let deputies = deputies(&of, row, *reference);
                    expected.insert(key, (with, deputies));
                }
            }
        }
    }
    let table = read_table(&workbook(&project), "Key people", "Team");
    let mut found = BTreeMap::new();
    let mut alone = true;
    for record in table.records() {
        let text = |column: &str| record[column].to_string();
        let key = (text("Team"), text("Competency"), text("Employee ID"));
        let depends = match text("Depends on").as_str() {
            "only person" => 1,
            "one of two" => 2,
            other => panic!("{other}"),
        };
        assert!(alone || depends == 2, "only people come first: {key:?}");
        alone = depends == 1;
        let value = (depends, text("Possible deputy"));
        assert!(found.insert(key, value).is_none(), "one row each");
    }
    assert!(expected.values().any(|(depends, _)| *depends == 1));
    assert!(
        expected
            .values()
            .any(|(_, deputy)| deputy.contains("not confirmed"))
    );
    assert_eq!(found, expected);
}

/// Of the others who are not confirmed at the level that the team needs, those with the highest rating, managers'
/// ratings first.
fn deputies(team: &[&Row], of: &Row, reference: f64) -> String {
    let mut others: Vec<&&Row> = team
        .iter()
        .filter(|row| row.id != of.id)
        .filter(|row| row.rating.is_some_and(|q| row.self_rated || q < reference))
        .collect();
    let rank = |row: &Row| (row.rating.unwrap(), !row.self_rated);
    let highest = others.iter().map(|row| rank(row)).fold(None, |best, next| {
        if best.is_none_or(|best| next > best) {
            Some(next)
        } else {
            best
        }
    });
    let Some((rating, confirmed)) = highest else {
        return "nobody else is rated".to_owned();
    };
    others.retain(|row| rank(row) == (rating, confirmed));
    let mut names: Vec<String> = others.iter().take(2).map(|row| row.shown()).collect();
    if others.len() > 2 {
        names.push(format!("+{}", others.len() - 2));
    }
    let short = reference - rating;
    let distance = if short <= 0.0 {
        "there by own rating, not confirmed".to_owned()
    } else {
        format!(
            "{short} {} short{}",
            if (short - 1.0).abs() < 1e-9 {
                "level"
            } else {
                "levels"
            },
            if confirmed { "" } else { " by own rating" }
        )
    };
    format!("{}: {distance}", names.join(", "))
}

impl Row {
    /// The name; two people of the sample have the same.
    fn shown(&self) -> String {
        if self.name == "Anna Fairley" {
            format!("{} ({})", self.name, self.id)
        } else {
            self.name.clone()
        }
    }
}

#[test]
fn the_bench_equals_a_count_of_what_is_missing() {
    let project = Project::sample();
    project.run(0);
    let rows = rows(&project);
    let levels = [
        "Community Apprentice",
        "Community Manager",
        "Sr. Community Manager",
        "Community Director",
        "Sr. Community Director",
        "VP Community",
        "Chief Community Officer",
    ];
    let rank = |title: &str| levels.iter().position(|level| *level == title).unwrap();
    // Name → meets, how many are missing, what is below target, what is not assessed.
    let mut aiming: BTreeMap<String, [String; 4]> = BTreeMap::new();
    let mut others: BTreeSet<String> = BTreeSet::new();
    for person in rows.chunk_by(|a, b| a.id == b.id) {
        let shown = person[0].shown();
        if rank(&person[0].target) <= rank(&person[0].role) {
            others.insert(shown);
            continue;
        }
        let mut below: Vec<(f64, &str)> = person
            .iter()
            .filter_map(|row| Some((row.target_gap?, row.competency.as_str())))
            .filter(|(gap, _)| *gap > 0.0)
            .collect();
        below.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let blank: Vec<&str> = person
            .iter()
            .filter(|row| row.not_assessed)
            .map(|row| row.competency.as_str())
            .collect();
        let applies = person.iter().filter(|row| !row.not_applicable).count();
        let missing = below.len() + blank.len();
        let mut meets = format!("{} of {applies}", applies - missing);
        if !blank.is_empty() {
            meets = format!("{meets}, {} not assessed", blank.len());
        }
        let mut named: Vec<String> = below
            .iter()
            .take(3)
            .map(|(gap, competency)| format!("{competency} −{gap}"))
            .collect();
        if below.len() > 3 {
            named.push(format!("+{}", below.len() - 3));
        }
        let cells = [
            meets,
            missing.to_string(),
            named.join(", "),
            blank.join(", "),
        ];
        assert!(aiming.insert(shown, cells).is_none());
    }
    let table = read_table(&workbook(&project), "Bench", "Name");
    let mut last = 0.0;
    for record in table
        .records()
        .iter()
        .take_while(|record| *record["Name"] != Data::Empty)
    {
        let found = ["Meets", "Missing", "Below target level", "Not assessed"]
            .map(|column| record[column].to_string());
        let expected = aiming.remove(&record["Name"].to_string());
        assert_eq!(Some(found), expected, "{}", record["Name"]);
        let Data::Float(missing) = record["Missing"] else {
            panic!("{:?}", record["Missing"]);
        };
        assert!(*missing >= last, "nearest first: {}", record["Name"]);
        last = *missing;
    }
    assert!(aiming.is_empty(), "{aiming:?}");
    let apart: BTreeSet<String> = table
        .rows
        .iter()
        .skip_while(|row| row[0] != *"Name")
        .skip(1)
        .map(|row| row[0].to_string())
        .collect();
    assert!(!others.is_empty(), "the sample has somebody who stays");
    assert_eq!(apart, others);
}
