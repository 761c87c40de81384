//! *Coverage*, *People*, *By team* and *Self and manager* against a computation of their own over the rows of *Data*, which
//! `workbook_data` compares with the assessments.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Data;

use crate::harness::{Project, read_table};

/// A row of *Data* about something that is scored.
struct Row {
    person: String,
    team: String,
    manager: String,
    speciality: String,
    competency: String,
    source: String,
    own: Option<f64>,
    by_manager: Option<f64>,
    rating: Option<f64>,
    now: f64,
    target: f64,
}

impl Row {
    fn applies(&self) -> bool {
        self.source != "N/A"
    }

    fn meets(&self, required: f64) -> bool {
        self.rating.is_some_and(|rating| rating >= required)
    }

    fn is_below(&self) -> bool {
        self.rating.is_some_and(|rating| rating < self.now)
    }

    fn short(&self, required: f64) -> f64 {
        self.rating
            .map_or(0.0, |rating| (required - rating).max(0.0))
    }
}

fn number(value: &Data) -> Option<f64> {
    match value {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        _ => None,
    }
}

fn rows(project: &Project) -> Vec<Row> {
    let data = project.team_sheet("Data");
    let records = data.records().into_iter();
    let scored = records.filter(|row| *row["Standing"] != *"fact");
    scored
        .map(|row| Row {
            person: format!("{} {}", row["Name"], row["Employee ID"]),
            team: row["Team"].to_string(),
            manager: row["Manager"].to_string(),
            speciality: row["Speciality"].to_string(),
            competency: row["Competency"].to_string(),
            source: row["Rating source"].to_string(),
            own: number(row["Self"]),
            by_manager: number(row["Manager rating"]),
            rating: number(row["Rating"]),
            now: number(row["Required now"]).unwrap(),
            target: number(row["Required at target"]).unwrap(),
        })
        .collect()
}

fn count<'r>(rows: &[&'r Row], is_so: impl Fn(&'r Row) -> bool) -> f64 {
    rows.iter().filter(|row| is_so(row)).count() as f64
}

/// Compares a cell with the number that it should be; `None` is an empty one.
fn check(what: &str, cell: &Data, expected: impl Into<Option<f64>>) {
    let (found, expected) = (number(cell), expected.into());
    let same = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
        (found, expected) => found == expected,
    };
    assert!(same, "{what}: {found:?} instead of {expected:?}");
}

/// What *Coverage* says of a team and a competency, but for the words.
fn coverage(rows: &[&Row]) -> (Vec<(&'static str, f64)>, [f64; 2]) {
    let rated = count(rows, |row| row.rating.is_some());
    let not_applicable = count(rows, |row| !row.applies());
    let sum = |of: &dyn Fn(&Row) -> f64| rows.iter().map(|row| of(row)).sum::<f64>();
    let role_gaps = sum(&|row| row.short(row.now));
    let mut required: Vec<f64> = rows
        .iter()
        .filter(|row| row.applies())
        .map(|row| row.now)
        .collect();
    required.sort_by(f64::total_cmp);
    let reference = required[required.len() / 2];
    let depth = count(rows, |row| row.meets(reference));
    let confirmed = count(rows, |row| row.source != "self" && row.meets(reference));
    let figures = vec![
        ("Rated", rated),
        ("N/A", not_applicable),
        ("Not assessed", rows.len() as f64 - rated - not_applicable),
        (
            "At role level",
            count(rows, |row| row.meets(row.now)) / rated,
        ),
        (
            "At target level",
            count(rows, |row| row.meets(row.target)) / rated,
        ),
        ("Mean role gap", role_gaps / rated),
        ("Mean target gap", sum(&|row| row.short(row.target)) / rated),
        ("Burden", role_gaps),
        ("Reference level", reference),
        ("Depth", depth),
        ("Depth confirmed", confirmed),
        ("Needed", 2.0),
    ];
    (figures, [depth, confirmed])
}

fn status(depth: f64) -> &'static str {
    match depth {
        0.0 => "uncovered",
        1.0 => "thin",
        _ => "covered",
    }
}

#[test]
fn coverage_and_teams_equal_a_count_over_the_rows_of_data() {
    let project = Project::sample();
    project.run(0);
    let rows = rows(&project);
    let mut statuses: BTreeMap<(String, &str), f64> = BTreeMap::new();
    let sheet = project.team_sheet("Coverage");
    let mut compared = 0;
    for row in sheet.records() {
        let (team, competency) = (row["Team"].to_string(), row["Competency"].to_string());
        let of =
            |other: &&Row| other.competency == competency && (team == "All" || other.team == team);
        let counted: Vec<&Row> = rows.iter().filter(of).collect();
        compared += 1;
        let (figures, depths) = coverage(&counted);
        for (column, expected) in figures {
            check(
                &format!("{team}, {competency}, {column}"),
                row[column],
                expected,
            );
        }
        for (column, depth) in ["Status", "Status confirmed"].into_iter().zip(depths) {
            assert_eq!(*row[column], *status(depth), "{team}, {competency}");
        }
        *statuses.entry((team, status(depths[1]))).or_default() += 1.0;
    }
    // Nine areas, two of them of specialities: in three teams nobody has one or the other, in one team nobody has either.
    assert_eq!(compared, 4 * 9 - 4);
    let workbook = project.output().join("team-gaps.xlsx");
    let teams = read_table(&workbook, "By team", "Group");
    let mut specialities = 0;
    for row in teams.records() {
        let name = row["Team, manager or speciality"].to_string();
        let group = row["Group"].to_string();
        specialities += usize::from(group == "Speciality");
        let of = |row: &&Row| match group.as_str() {
            "All" => true,
            "Team" => row.team == name,
            "Speciality" => row.speciality == name,
            _ => row.manager == name,
        };
        let members: Vec<&Row> = rows.iter().filter(of).collect();
        let people = |is_so: &dyn Fn(&Row) -> bool| {
            let chosen = members.iter().filter(|row| is_so(row));
            chosen.map(|row| &row.person).collect::<BTreeSet<_>>().len() as f64
        };
        let rated = count(&members, |row| row.rating.is_some());
        let short: f64 = members.iter().map(|row| row.short(row.now)).sum();
        for (column, expected) in [
            ("People", people(&|_| true)),
            ("People below role level", people(&Row::is_below)),
            ("Levels short", short),
            ("Rated", rated / count(&members, Row::applies)),
            (
                "At role level",
                count(&members, |row| row.meets(row.now)) / rated,
            ),
            (
                "At target level",
                count(&members, |row| row.meets(row.target)) / rated,
            ),
        ] {
            check(&format!("{name}, {column}"), row[column], expected);
        }
        for (column, status) in [
            ("Covered", "covered"),
            ("Thin", "thin"),
            ("Uncovered", "uncovered"),
        ] {
            let counted = statuses.get(&(name.clone(), status)).copied();
            let is_team = matches!(group.as_str(), "All" | "Team");
            let expected = is_team.then(|| counted.unwrap_or_default());
            check(&format!("{name}, {column}"), row[column], expected);
        }
    }
    assert_eq!(specialities, 2);
    assert_eq!(teams.records().len(), 1 + 3 + 4 + specialities);
}

#[test]
fn people_and_differences_equal_a_count_over_the_rows_of_data() {
    let project = Project::sample();
    project.run(0);
    let rows = rows(&project);
    let workbook = project.output().join("team-gaps.xlsx");
    for row in read_table(&workbook, "People", "Name").records() {
        let person = format!("{} {}", row["Name"], row["Employee ID"]);
        let own: Vec<&Row> = rows.iter().filter(|row| row.person == person).collect();
        let rated = count(&own, |row| row.rating.is_some());
        let met = count(&own, |row| row.meets(row.target));
        let open = count(&own, |row| row.applies() && row.rating.is_none());
        let apply = count(&own, Row::applies);
        let beside = if open > 0.0 {
            format!(", {open} not assessed")
        } else {
            String::new()
        };
        assert_eq!(
            row["Meets"].to_string(),
            format!("{met} of {apply}{beside}")
        );
        for (column, expected) in [
            ("Below role level", count(&own, Row::is_below)),
            ("Not assessed", open),
            ("Self-rated only", count(&own, |row| row.source == "self")),
            ("Readiness", met / rated),
            ("Rated", rated / apply),
        ] {
            check(&format!("{person}, {column}"), row[column], expected);
        }
    }
    let managers = read_table(&workbook, "Self and manager", "Manager");
    let mut shown = 0;
    for row in managers
        .records()
        .into_iter()
        .take_while(|row| !row["Manager"].to_string().is_empty())
    {
        let manager = row["Manager"].to_string();
        let of = rows.iter().filter(|row| row.manager == manager);
        let both: Vec<f64> = of
            .filter_map(|row| Some(row.own? - row.by_manager?))
            .collect();
        let pairs = both.len() as f64;
        check(&manager, row["Competencies rated by both"], pairs);
        if *row["Shown"] == *"yes" {
            shown += 1;
            let same = both.iter().filter(|apart| **apart == 0.0).count() as f64;
            let far = both.iter().filter(|apart| apart.abs() >= 2.0).count() as f64;
            check(
                &manager,
                row["Mean self minus manager"],
                both.iter().sum::<f64>() / pairs,
            );
            check(&manager, row["Identical ratings"], same / pairs);
            check(&manager, row["Two or more apart"], far);
        }
    }
    assert_eq!(shown, 1);
}
