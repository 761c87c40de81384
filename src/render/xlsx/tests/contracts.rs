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
