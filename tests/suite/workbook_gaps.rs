//! *Gaps* against an independent computation over the rows of *Data*, which `workbook_data` compares with the
//! assessments.

use std::collections::BTreeMap;

use calamine::Data;

use crate::harness::{Project, read_table};

/// A team (or everybody) and a competency.
#[derive(Debug, Default)]
struct Sum {
    rated: f64,
    below_role: Vec<String>,
    role_gaps: f64,
    /// How many people are to finish which level next.
    next: BTreeMap<i64, usize>,
    /// Rated by a manager or agreed, of the team; what the role levels of all require.
    confirmed: Vec<f64>,
    required: Vec<f64>,
}

const LEVELS: [&str; 7] = [
    "Community Apprentice",
    "Community Manager",
    "Sr. Community Manager",
    "Community Director",
    "Sr. Community Director",
    "VP Community",
    "Chief Community Officer",
];

fn sums(project: &Project) -> BTreeMap<(String, String), Sum> {
    let mut sums: BTreeMap<(String, String), Sum> = BTreeMap::new();
    for record in project.team_sheet("Data").records() {
        if *record["Standing"] == *"fact" || *record["Rating source"] == *"N/A" {
            continue;
        }
        let number = |column: &str| match record[column] {
            Data::Float(number) => Some(*number),
            _ => None,
        };
        let (now, target) = (
            number("Required now").unwrap(),
            number("Required at target").unwrap(),
        );
        for team in ["All", &record["Team"].to_string()] {
            let key = (team.to_owned(), record["Competency"].to_string());
            let sum = sums.entry(key).or_default();
            sum.required.push(now);
            let Some(rating) = number("Rating") else {
                continue;
            };
            if *record["Rating source"] != *"self" {
                sum.confirmed.push(rating);
            }
            sum.rated += 1.0;
            sum.role_gaps += (now - rating).max(0.0);
            if rating < now {
                sum.below_role.push(record["Name"].to_string());
            }
            if rating < target {
                *sum.next.entry(rating.floor() as i64 + 1).or_default() += 1;
            }
        }
    }
    sums
}

impl Sum {
    /// The step that most people work towards, as the sheet says it.
    fn step(&self) -> String {
        let Some(most) = self.next.values().max() else {
            return String::new();
        };
        let (point, people) = self
            .next
            .iter()
            .find(|(_, people)| *people == most)
            .unwrap();
        let level = LEVELS[usize::try_from(point - 1).unwrap()];
        let noun = if *people == 1 { "person" } else { "people" };
        format!("{level} ({people} {noun})")
    }

    /// How many are confirmed at the upper median of what the role levels require, if they are fewer than two.
    fn too_few(&self) -> Option<usize> {
        let mut required = self.required.clone();
        required.sort_by(f64::total_cmp);
        let reference = *required.get(required.len() / 2)?;
        let depth = self.confirmed.iter().filter(|q| **q >= reference).count();
        (depth < 2).then_some(depth)
    }
}

fn people(count: usize) -> String {
    match count {
        0 => "nobody".to_owned(),
        1 => "1 person".to_owned(),
        more => format!("{more} people"),
    }
}

#[test]
fn gaps_equal_a_count_over_the_rows_of_data() {
    let project = Project::sample();
    project.run(0);
    let sums = sums(&project);
    let gaps = read_table(&project.output().join("team-gaps.xlsx"), "Gaps", "Team");
    let mut last: Option<(String, f64)> = None;
    let (mut rows, mut at_risk) = (0, 0);
    for record in gaps.records() {
        let key = (record["Team"].to_string(), record["Competency"].to_string());
        let sum = &sums[&key];
        for (column, expected) in [
            ("Rated", sum.rated),
            ("Below role level", sum.below_role.len() as f64),
            ("Levels short", sum.role_gaps),
        ] {
            let Data::Float(found) = record[column] else {
                panic!("{key:?}, {column}: {:?}", record[column])
            };
            assert!(
                (found - expected).abs() < 1e-9,
                "{key:?}, {column}: {found}"
            );
        }
        assert_eq!(
            record["Most needed step"].to_string(),
            sum.step(),
            "{key:?}"
        );
        let who = record["Who is below role level"].to_string();
        let listed = who.split(", ").filter(|name| !name.is_empty()).count();
        assert_eq!(listed, sum.below_role.len(), "{key:?}: {who}");
        for name in &sum.below_role {
            assert!(who.contains(name.as_str()), "{key:?}: {who}");
        }
        let expected = if key.0 == "All" {
            let teams = ["Content", "Engagement", "Events"];
            let too_few = teams.iter().filter_map(|team| {
                let sum = sums.get(&((*team).to_owned(), key.1.clone()))?;
                let depth = sum.too_few()?;
                Some(format!("{team} ({})", people(depth)))
            });
            too_few.collect::<Vec<_>>().join(", ")
        } else {
            sum.too_few()
                .map(|depth| format!("{}, 2 needed", people(depth)))
                .unwrap_or_default()
        };
        at_risk += usize::from(!expected.is_empty());
        assert_eq!(record["At risk"].to_string(), expected, "{key:?}");
        // Within a team the most is missing first.
        if let Some((team, short)) = &last
            && *team == key.0
        {
            assert!(*short >= sum.role_gaps, "{key:?}");
        }
        last = Some((key.0, sum.role_gaps));
        rows += 1;
    }
    // Where nobody has the speciality that an area belongs to, there is no row.
    assert_eq!(rows, sums.len());
    assert!(at_risk > 2, "the sample has teams at risk");
}

/// The figures below the charts are those of *Gaps* and *Coverage*.
#[test]
fn charts_are_drawn_from_what_other_sheets_say() {
    let project = Project::sample();
    project.run(0);
    let file = project.output().join("team-gaps.xlsx");
    let gaps = read_table(&file, "Gaps", "Team");
    let coverage = project.team_sheet("Coverage");
    let charts = read_table(&file, "Charts", "Competency");
    let all: Vec<_> = gaps
        .records()
        .into_iter()
        .filter(|record| *record["Team"] == *"All")
        .collect();
    assert!(all.len() > 5);
    for (drawn, gap) in charts.records().iter().zip(&all) {
        assert_eq!(drawn["Competency"], gap["Competency"]);
        assert_eq!(drawn["Levels short"], gap["Levels short"]);
        for status in ["uncovered", "thin", "covered"] {
            let teams = coverage
                .records()
                .iter()
                .filter(|record| {
                    *record["Team"] != *"All"
                        && record["Competency"] == drawn["Competency"]
                        && *record["Status confirmed"] == *status
                })
                .count();
            assert_eq!(*drawn[format!("Teams {status}").as_str()], teams as f64);
        }
    }
}
