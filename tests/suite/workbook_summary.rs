//! *Summary* and *Heat map* against an independent computation over the rows of *Data*, which `workbook_data` compares
//! with the assessments.

use std::collections::BTreeMap;
use std::path::PathBuf;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use crate::harness::{Project, read_table};

/// The needed parts of a row of *Data*.
struct Row {
    name: String,
    id: String,
    team: String,
    role: String,
    competency: String,
    rating: Option<f64>,
    source: String,
    now: f64,
    target: f64,
}

impl Row {
    fn is_below(&self) -> bool {
        self.rating.is_some_and(|q| q < self.now)
    }

    fn is_confirmed(&self) -> bool {
        self.rating.is_some() && self.source != "self"
    }

    /// The name; where several have it, with the ID.
    fn shown(&self, rows: &[Self]) -> String {
        if rows
            .iter()
            .any(|row| row.name == self.name && row.id != self.id)
        {
            format!("{} ({})", self.name, self.id)
        } else {
            self.name.clone()
        }
    }

    /// The sign that the heat map shows.
    fn sign(&self) -> String {
        let Some(q) = self.rating else {
            return if self.source == "N/A" { "N/A" } else { "?" }.to_owned();
        };
        let at_target = q >= self.target;
        match (at_target, self.is_below()) {
            (true, false) => "▲".to_owned(),
            (false, false) => "●".to_owned(),
            (at_target, true) => format!("{}▼ −{}", if at_target { "▲" } else { "" }, self.now - q),
        }
    }
}

/// The rows of scored competencies.
fn rows(project: &Project) -> Vec<Row> {
    let data = project.team_sheet("Data");
    let records = data.records();
    let scored = records
        .iter()
        .filter(|record| *record["Standing"] != *"fact");
    scored
        .map(|record| {
            let text = |column: &str| record[column].to_string();
            let number = |column: &str| match record[column] {
                Data::Float(number) => Some(*number),
                _ => None,
            };
            Row {
                name: text("Name"),
                id: text("Employee ID"),
                team: text("Team"),
                role: text("Role level"),
                competency: text("Competency"),
                rating: number("Rating"),
                source: text("Rating source"),
                now: number("Required now").unwrap(),
                target: number("Required at target").unwrap(),
            }
        })
        .collect()
}

fn workbook(project: &Project) -> PathBuf {
    project.output().join("team-gaps.xlsx")
}

/// `n of m`: of those with a rating, how many are below role.
fn below<'r>(rows: impl Iterator<Item = &'r Row> + Clone) -> String {
    if rows.clone().next().is_none() {
        return "–".to_owned();
    }
    format!(
        "{} of {}",
        rows.clone().filter(|row| row.is_below()).count(),
        rows.filter(|row| row.rating.is_some()).count()
    )
}

/// Everything that the summary says, as one text.
fn summary(project: &Project) -> String {
    let mut workbook: Xlsx<_> = open_workbook(workbook(project)).unwrap();
    let range = workbook.worksheet_range("Summary").unwrap();
    let cells = range.used_cells().map(|(_, _, cell)| cell.to_string());
    cells.collect::<Vec<_>>().join("\n")
}

/// In the order of need: levels short, then the mean target gap, then the map.
fn by_need(rows: &[Row]) -> Vec<&str> {
    let mut competencies: Vec<&str> = Vec::new();
    for row in rows {
        if !competencies.contains(&row.competency.as_str()) {
            competencies.push(&row.competency);
        }
    }
    let need = |competency: &str| {
        let rated: Vec<&Row> = rows
            .iter()
            .filter(|row| row.competency == competency && row.rating.is_some())
            .collect();
        let sum = |required: fn(&Row) -> f64| -> f64 {
            let gaps = rated.iter().map(|row| required(row) - row.rating.unwrap());
            gaps.map(|gap| gap.max(0.0)).sum()
        };
        (
            sum(|row| row.now),
            sum(|row| row.target) / rated.len() as f64,
        )
    };
    competencies.sort_by(|a, b| need(b).partial_cmp(&need(a)).unwrap());
    competencies
}

#[test]
fn the_heat_map_shows_each_row_of_data() {
    let project = Project::sample();
    // Somebody who aims below the role can be at target and below role at once.
    project.run(0);
    let rows = rows(&project);
    let map = read_table(&workbook(&project), "Heat map", "Team");
    let competencies = by_need(&rows);
    assert_eq!(map.header[3..map.header.len() - 1], competencies);
    let mut people = 0;
    let mut teams = Vec::new();
    for record in map.records() {
        let (team, name) = (record["Team"].to_string(), record["Name"].to_string());
        let of = |competency: &str| -> String {
            if name.ends_with(" people") {
                let of_team = rows
                    .iter()
                    .filter(|row| team == "All" || row.team == team)
                    .filter(|row| row.competency == competency);
                // So many areas have little room.
                return below(of_team).replace(" of ", "/");
            }
            let mut of_person = rows.iter().filter(|row| row.competency == competency);
            let Some(row) = of_person.find(|row| row.shown(&rows) == name) else {
                return "–".to_owned();
            };
            assert_eq!(
                (&row.team, &row.role),
                (&team, &record["Role level"].to_string())
            );
            row.sign()
        };
        for competency in &competencies {
            let found = record[competency].to_string();
            assert_eq!(found, of(competency), "{team}, {name}, {competency}");
        }
        if name.ends_with(" people") {
            teams.push(team);
            continue;
        }
        people += 1;
        let own: Vec<&Row> = rows.iter().filter(|row| row.shown(&rows) == name).collect();
        let met = own
            .iter()
            .filter(|row| row.rating.is_some_and(|q| q >= row.target));
        let applies = own.iter().filter(|row| row.source != "N/A").count();
        let blank = own
            .iter()
            .filter(|row| row.source == "not assessed")
            .count();
        let mut meets = format!("{} of {applies}", met.count());
        if blank > 0 {
            meets = format!("{meets}, {blank} not assessed");
        }
        assert_eq!(record["Meets"].to_string(), meets, "{name}");
    }
    assert_eq!(people, 14);
    assert_eq!(teams, ["All", "Content", "Engagement", "Events"]);
}

#[test]
fn the_table_of_teams_counts_the_rows_of_data() {
    let project = Project::sample();
    project.run(0);
    let rows = rows(&project);
    let table = read_table(&workbook(&project), "Summary", "Competency");
    let teams = ["Content", "Engagement", "Events"];
    let headers = ["Content (5)", "Engagement (4)", "Events (5)", "All (14)"];
    assert_eq!(table.header[1..5], headers);
    let mut shown = Vec::new();
    let mut carried = 0;
    for record in table.records().iter().take(9) {
        let competency = record["Competency"].to_string();
        let of = || rows.iter().filter(|row| row.competency == competency);
        assert_eq!(record["All (14)"].to_string(), below(of()), "{competency}");
        for (team, header) in teams.iter().zip(headers) {
            let of_team = || of().filter(|row| row.team == *team);
            let mut required: Vec<f64> = of_team()
                .filter(|row| row.source != "N/A")
                .map(|row| row.now)
                .collect();
            required.sort_by(f64::total_cmp);
            let reference = required.get(required.len() / 2).copied();
            let depth = of_team()
                .filter(|row| row.is_confirmed() && row.rating >= reference)
                .count();
            let expected = match depth {
                _ if reference.is_none() => "–".to_owned(),
                0 => format!("{} · nobody carries it", below(of_team())),
                1 => format!("{} · 1 person carries it", below(of_team())),
                _ => below(of_team()),
            };
            carried += usize::from(depth == 1);
            assert_eq!(record[header].to_string(), expected, "{competency}, {team}");
        }
        shown.push(competency);
    }
    assert_eq!(shown, by_need(&rows));
    assert!(carried > 0, "one person carries something in the sample");
}

#[test]
fn decisions_and_trust_follow_from_data() {
    let project = Project::sample();
    project.run(0);
    let (rows, said) = (rows(&project), summary(&project));
    let greatest = by_need(&rows)[0];
    let of = || rows.iter().filter(|row| row.competency == greatest);
    let rated = of().filter(|row| row.rating.is_some()).count();
    let below = of().filter(|row| row.is_below()).count();
    let given = rows.iter().filter(|row| row.rating.is_some()).count();
    let possible = rows.iter().filter(|row| row.source != "N/A").count();
    let own = rows.iter().filter(|row| row.source == "self").count();
    let mut own_by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.source == "self") {
        *own_by_name.entry(&row.id).or_default() += 1;
    }
    let most = own_by_name.values().max().unwrap();
    for expected in [
        format!(
            "1   {greatest} is the greatest training need. {below} of {rated} people with a rating are below what their \
             role level expects."
        ),
        "Hina Qureshi-Bell meets everything that the target level expects.".to_owned(),
        "Furthest behind: Events (3 of 4).".to_owned(),
        "4 people carry a competency alone in their team. Inês Quintão (Content: Interactions), Олеся Коваленчук \
         (Content: Editorial Judgement)"
            .to_owned(),
        "1 rating needs a conversation. Self and manager are 2 levels or more apart: Tuğçe Işıldak in Leadership and \
         Supervision."
            .to_owned(),
        "14 of 15 people on the roster are assessed. Missing: Citlali Arrieta-Xochitl.".to_owned(),
        format!("{given} of {possible} ratings are in. {own} rest on the person’s own rating alone, {most} of them "),
    ] {
        assert!(said.contains(&expected), "{expected}\n{said}");
    }
    let numbered = said
        .lines()
        .filter(|line| line.as_bytes().get(1..4) == Some(b"   "));
    assert!((1..=5).contains(&numbered.count()), "{said}");
}

/// Ada is a team of one, and the sheet says so; figures about teams do not count her, figures about people do.
#[test]
fn one_population_in_all_sentences() {
    let project = Project::with_map();
    let person = |name: &str, id: &str, team: &str, rating: &str| {
        crate::harness::AssessmentFile::of(name, id, "Engineer")
            .label("Team", team)
            .rating(["Planning", "", rating, "", ""])
            .rating(["Writing & Speaking", "", rating, "", ""])
    };
    for (name, id, team, rating) in [
        ("Ada Marsh", "1", "South", "Junior"),
        ("Bo Lind", "2", "North", "Engineer"),
        ("Cy Moor", "3", "North", "Junior"),
    ] {
        project.add(&format!("{id}.xlsx"), &person(name, id, team, rating));
    }
    project.run(0);
    let said = summary(&project);
    for expected in [
        "3 people in 2 teams",
        "2 of 3 people with a rating are below what their role level expects.",
        "1 person carries a competency alone in the team. Bo Lind (North: Planning and Writing & Speaking).",
        "Not counted as teams: teams of one person (South). Figures about people include them.",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert!(!said.contains("South has nobody"), "{said}");
    assert!(!said.contains("South (1)"), "{said}");
    let coverage = project.team_sheet("Coverage");
    let teams: Vec<String> = coverage
        .records()
        .iter()
        .map(|r| r["Team"].to_string())
        .collect();
    assert!(teams.iter().any(|team| team == "South"), "it has coverage");
}
