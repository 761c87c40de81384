//! *Gaps* against a computation of its own over the rows of *Data*, which `workbook_data` compares with the assessments.

use std::collections::BTreeMap;

use calamine::Data;

use crate::harness::{Project, read_table};

/// A team (or everybody) and a competency.
#[derive(Debug, Default)]
struct Sum {
    rated: f64,
    below_role: Vec<String>,
    role_gaps: f64,
    at_role: f64,
    at_target: f64,
    below_target: f64,
}

#[test]
fn gaps_equal_a_count_over_the_rows_of_data() {
    let project = Project::sample();
    project.run(0);
    let mut sums: BTreeMap<(String, String), Sum> = BTreeMap::new();
    for record in project.team_sheet("Data").records() {
        let (Data::Float(rating), Data::Float(now), Data::Float(target)) = (
            record["Rating"],
            record["Required now"],
            record["Required at target"],
        ) else {
            continue;
        };
        if *record["Standing"] == *"fact" {
            continue;
        }
        for team in ["All", &record["Team"].to_string()] {
            let key = (team.to_owned(), record["Competency"].to_string());
            let sum = sums.entry(key).or_default();
            sum.rated += 1.0;
            sum.role_gaps += (now - rating).max(0.0);
            sum.at_role += f64::from(u8::from(rating >= now));
            sum.at_target += f64::from(u8::from(rating >= target));
            sum.below_target += f64::from(u8::from(rating < target));
            if rating < now {
                sum.below_role.push(record["Name"].to_string());
            }
        }
    }

    let gaps = read_table(&project.output().join("team-gaps.xlsx"), "Gaps", "Team");
    let mut last: Option<(String, f64)> = None;
    for record in gaps.records() {
        let key = (record["Team"].to_string(), record["Competency"].to_string());
        let sum = sums.remove(&key).unwrap();
        for (column, expected) in [
            ("Rated", sum.rated),
            ("Below role level", sum.below_role.len() as f64),
            ("Mean role gap", sum.role_gaps / sum.rated),
            ("Burden", sum.role_gaps),
            ("At role level", sum.at_role / sum.rated),
            ("At target level", sum.at_target / sum.rated),
            ("Below target level", sum.below_target),
        ] {
            let Data::Float(found) = record[column] else {
                panic!("{key:?}, {column}: {:?}", record[column])
            };
            assert!(
                (found - expected).abs() < 1e-9,
                "{key:?}, {column}: {found}"
            );
        }
        let people = record["People below role level"].to_string();
        for name in &sum.below_role {
            assert!(people.contains(name.as_str()), "{key:?}: {people}");
        }
        // Within a team the greatest burden comes first.
        if let Some((team, burden)) = &last
            && *team == key.0
        {
            assert!(*burden >= sum.role_gaps, "{key:?}");
        }
        last = Some((key.0, sum.role_gaps));
    }
    assert!(sums.is_empty(), "{sums:?}");
}
