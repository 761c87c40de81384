//! Maps in the ways that published frameworks are laid out; the texts are ours.

use super::*;
use crate::model::Track;

/// A sentence that differs from level to level.
fn text(competency: &str, level: usize) -> String {
    const STEPS: [&str; 8] = [
        "learns it with help",
        "does it with some help",
        "does it alone",
        "does it well and shows others how",
        "decides how the team does it",
        "decides how several teams do it",
        "sets the direction of the company in it",
        "is known for it far beyond the company",
    ];
    format!(
        "In {} {}",
        competency.to_lowercase(),
        STEPS[level % STEPS.len()]
    )
}

/// Rows of `names` with a text for each of `levels`, with `before` in front of each name.
fn rows(before: &[&[&str]], names: &[&str], levels: usize) -> Vec<Vec<String>> {
    names
        .iter()
        .enumerate()
        .map(|(row, name)| {
            let front = before.get(row).copied().unwrap_or_default();
            front
                .iter()
                .map(|text| (*text).to_owned())
                .chain([(*name).to_owned()])
                .chain((0..levels).map(|level| text(name, level)))
                .collect()
        })
        .collect()
}

fn header(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn sheet(head: &[&[&str]], body: Vec<Vec<String>>) -> Workbook {
    let rows = head.iter().map(|row| header(row)).chain(body);
    workbook(vec![("Sheet1", Grid::from_rows(rows))])
}

#[test]
fn areas_with_several_competencies_below_a_licence_and_references_to_levels() {
    let mut body = rows(
        &[&["Technical skills"], &[""], &["Communication"], &[""]],
        &["Writing code", "Testing", "Feedback", "Writing"],
        5,
    );
    body[0][5] = "See E3".to_owned();
    body[1][6] = "See E4".to_owned();
    let map = map(&sheet(
        &[
            &["Licence: CC BY-SA 4.0. Use it as you like and say where it is from."],
            &[
                "",
                "",
                "Associate Engineer (E1)",
                "Engineer (E2)",
                "Senior Engineer (E3)",
                "Staff Engineer (E4)",
                "Principal Engineer (E5)",
            ],
        ],
        body,
    ));
    assert_eq!(
        titles(&map),
        [
            "Associate Engineer",
            "Engineer",
            "Senior Engineer",
            "Staff Engineer",
            "Principal Engineer"
        ]
    );
    assert_eq!(
        filed(&map),
        [
            "Technical skills / Writing code",
            "Technical skills / Testing",
            "Communication / Feedback",
            "Communication / Writing"
        ]
    );
    assert_eq!(
        expected(&map, "Writing code", "Staff Engineer"),
        [text("Writing code", 2)]
    );
    assert_eq!(
        expected(&map, "Testing", "Principal Engineer"),
        [text("Testing", 3)]
    );
}

#[test]
fn numbered_levels_in_rows_with_scope_as_a_competency() {
    let mut body = Vec::new();
    let names = ["Scope", "Collaboration", "Mentorship", "Security"];
    for level in 0..7 {
        let mut row = vec![(level + 1).to_string()];
        row.extend(names.iter().map(|name| text(name, level)));
        body.push(row);
    }
    let mut builder = GridBuilder::default();
    let head = [
        "Level/Skill",
        "Scope",
        "Collaboration",
        "Mentorship",
        "Security",
    ];
    for (row, cells) in (0..).zip([header(&head)].into_iter().chain(body)) {
        for (column, cell) in (0..).zip(cells) {
            let value = cell.parse().map_or(Value::Text(cell), Value::Number);
            builder.set(row, column, value);
        }
    }
    let map = map(&workbook(vec![("SRE", builder.finish())]));
    assert_eq!(titles(&map), ["1", "2", "3", "4", "5", "6", "7"]);
    assert_eq!(names.as_slice(), self::names(&map));
    assert_eq!(map.orientation, Orientation::LevelsInRows);
}

#[test]
fn words_of_proficiency_as_cells() {
    let skills = [
        "Availability and capacity management",
        "Information security",
        "Systems design",
        "User focus",
    ];
    let body = skills
        .iter()
        .map(|name| {
            header(&[
                name,
                "Awareness",
                "Awareness",
                "Working",
                "Practitioner",
                "Expert",
            ])
        })
        .collect();
    let map = map(&sheet(
        &[&[
            "Skill",
            "Apprentice developer",
            "Junior developer",
            "Developer",
            "Senior developer",
            "Lead developer",
        ]],
        body,
    ));
    assert_eq!(names(&map), skills);
    assert_eq!(map.levels.len(), 5);
    assert_eq!(expected(&map, "User focus", "Developer"), ["Working"]);
}

#[test]
fn function_objective_competency_and_part() {
    let body = rows(
        &[
            &[
                "People",
                "To make sure that everybody is well and stays with us for long",
                "Recruiting",
            ],
            &["", "", ""],
            &["", "", "Relations"],
        ],
        &["Sourcing", "Interviewing", "Conflict resolution"],
        4,
    );
    let map = map(&sheet(
        &[&[
            "Function",
            "Function Objective",
            "Core Competencies",
            "Sub competencies",
            "Basic",
            "Intermediate",
            "Proficient",
            "Advanced",
        ]],
        body,
    ));
    assert_eq!(
        titles(&map),
        ["Basic", "Intermediate", "Proficient", "Advanced"]
    );
    assert_eq!(
        filed(&map),
        [
            "Recruiting / Sourcing",
            "Recruiting / Interviewing",
            "Relations / Conflict resolution"
        ]
    );
}

#[test]
fn values_with_definitions_and_long_titles() {
    let mut body = rows(
        &[
            &[
                "Passion",
                "We love what we do and show it each day to everybody",
            ],
            &["", ""],
            &["Respect", "We treat everybody as we want to be treated"],
        ],
        &["Enjoyment", "Drive", "Fairness"],
        3,
    );
    for row in &mut body {
        row.insert(
            3,
            "What we mean by it, in a sentence that goes on for a while".to_owned(),
        );
    }
    let map = map(&sheet(
        &[&[
            "Values",
            "Value Definition",
            "Competency",
            "Definitions",
            "1. Basic - is aware of it, and cannot do it yet",
            "2. Intermediate - does it with gaps that others see and help to close",
            "3. Proficient - does it well and alone",
        ]],
        body,
    ));
    assert_eq!(titles(&map), ["Basic", "Intermediate", "Proficient"]);
    assert_eq!(
        filed(&map),
        [
            "Passion / Enjoyment",
            "Passion / Drive",
            "Respect / Fairness"
        ]
    );
}

#[test]
fn bullets_of_a_level_one_a_row_with_gaps() {
    let map = map(&one(&[
        &["Engineering ladder"],
        &[
            "Title",
            "Technical Skill",
            "Get Stuff Done",
            "Impact",
            "Communication",
        ],
        &[
            "Engineer I",
            "Knows one language well",
            "Finishes small tasks",
            "Helps the own team",
            "Listens to feedback",
        ],
        &[
            "",
            "Writes tests for own work",
            "",
            "Learns the product",
            "",
        ],
        &["", "", "Asks for help early", "", "Explains own work"],
        &[
            "Engineer II",
            "Knows two languages well",
            "Finishes projects",
            "Helps two teams",
            "Gives feedback",
        ],
        &[
            "Senior Engineer",
            "Designs whole systems",
            "Plans projects",
            "Helps the department",
            "Leads discussions",
        ],
        &[
            "Director",
            "Chooses what we build on",
            "Plans the year",
            "Helps the company",
            "Speaks for all of us",
        ],
    ]));
    assert_eq!(
        titles(&map),
        ["Engineer I", "Engineer II", "Senior Engineer", "Director"]
    );
    assert_eq!(
        expected(&map, "Get Stuff Done", "Engineer I"),
        ["Finishes small tasks", "Asks for help early"]
    );
}

#[test]
fn numbers_and_suffixes_for_two_tracks() {
    let map = map(&sheet(
        &[
            &["", "1", "2", "3", "4-S", "4-M", "5-S", "5-M"],
            &[
                "",
                "Associate",
                "Engineer",
                "Senior",
                "Staff",
                "Manager",
                "Principal",
                "Director",
            ],
        ],
        rows(&[], &["Delivery", "Strategy", "People"], 7),
    ));
    let ranks: Vec<(u32, &str)> = map
        .levels
        .iter()
        .map(|l| (l.rank, l.title.as_str()))
        .collect();
    assert_eq!(
        ranks,
        [
            (1, "Associate"),
            (2, "Engineer"),
            (3, "Senior"),
            (4, "Staff"),
            (4, "Manager"),
            (5, "Principal"),
            (5, "Director")
        ]
    );
    assert_eq!(map.levels[3].tracks, [Track::IndividualContributor]);
    assert_eq!(map.levels[4].tracks, [Track::Management]);
}

#[test]
fn titles_of_levels_further_down() {
    let mut body = vec![
        header(&["Salary", "40-50k", "50-60k", "60-70k"]),
        header(&["Title", "Junior Engineer", "Engineer", "Senior Engineer"]),
        header(&["Reports to", "Team lead", "Team lead", "Director"]),
    ];
    body.extend(rows(&[], &["Delivery", "People"], 3));
    let map = map(&sheet(&[&["", "Level 1", "Level 2", "Level 3"]], body));
    assert_eq!(
        titles(&map),
        ["Junior Engineer", "Engineer", "Senior Engineer"]
    );
    assert_eq!(map.levels[0].code.as_deref(), Some("Level 1"));
    assert_eq!(names(&map), ["Delivery", "People"]);
    let facts: Vec<&str> = map.facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(facts, ["Salary", "Reports to"]);
}

#[test]
fn a_sheet_for_each_track() {
    let names = ["Delivery", "Strategy", "People"];
    let ladder = |levels: [&str; 3], from: usize| {
        let head = header(&["Competency", levels[0], levels[1], levels[2]]);
        let body = names.iter().map(|name| {
            let mut row = vec![(*name).to_owned()];
            row.extend((from..from + 3).map(|level| text(name, level)));
            row
        });
        Grid::from_rows(std::iter::once(head).chain(body))
    };
    let map = map(&workbook(vec![
        (
            "IC track",
            ladder(["Engineer", "Senior Engineer", "Staff Engineer"], 1),
        ),
        (
            "Manager track",
            ladder(
                [
                    "Engineering Manager",
                    "Senior Engineering Manager",
                    "Director of Engineering",
                ],
                4,
            ),
        ),
    ]));
    assert_eq!(map.levels.len(), 6);
    assert_eq!(self::names(&map), names);
    assert_eq!(map.levels[0].tracks, [Track::IndividualContributor]);
    assert_eq!(map.levels[5].tracks, [Track::Management]);
}

#[test]
fn proficiency_counted_above_prose() {
    let map = map(&workbook(vec![(
        "Framework",
        typed(
            &[
                &["Competency", "1", "2", "3", "4"],
                &[
                    "Delivery",
                    "Does it with much help",
                    "Does it with some help",
                    "Does it alone and well",
                    "Shows others how",
                ],
                &[
                    "People",
                    "Listens to the others",
                    "Helps the others",
                    "Leads the others",
                    "Leads the leaders",
                ],
            ],
            &[],
        ),
    )]));
    assert_eq!(titles(&map), ["1", "2", "3", "4"]);
    assert_eq!(names(&map), ["Delivery", "People"]);
}

#[test]
fn ticks_beside_levels_are_no_expectations() {
    let map = map(&one(&[
        &["Competency", "Junior", "", "Senior", ""],
        &[
            "Delivery",
            "Finishes small tasks",
            "FALSE",
            "Finishes projects",
            "TRUE",
        ],
        &[
            "People",
            "Listens to the others",
            "FALSE",
            "Leads the others",
            "FALSE",
        ],
        &[
            "Strategy",
            "Knows the plan of the team",
            "TRUE",
            "Makes the plan of the team",
            "FALSE",
        ],
    ]));
    assert_eq!(expected(&map, "Delivery", "Senior"), ["Finishes projects"]);
}

#[test]
fn two_tables_in_one_sheet_are_said() {
    let mut body = rows(&[], &["Delivery", "Strategy", "People"], 3);
    body.push(header(&[
        "Competency",
        "Manager",
        "Senior Manager",
        "Director",
    ]));
    body.extend(rows(&[], &["Hiring", "Budget"], 3));
    let reading = read(
        &sheet(
            &[&[
                "Competency",
                "Engineer",
                "Senior Engineer",
                "Staff Engineer",
            ]],
            body,
        ),
        &MapOptions::default(),
    );
    let map = reading.career_map.unwrap();
    assert_eq!(names(&map), ["Delivery", "Strategy", "People"]);
    assert_eq!(reading.diagnostics[0].code.0, "map-second-table");
    assert_eq!(
        reading.diagnostics[0].location.cell().unwrap().to_string(),
        "A5"
    );
}

#[test]
fn titles_that_only_their_neighbours_explain() {
    let map = map(&sheet(
        &[&[
            "Competency",
            "APM",
            "PM",
            "Senior PM",
            "GPM",
            "Director of Product",
            "CPO",
        ]],
        rows(&[], &["Delivery", "Strategy", "People"], 6),
    ));
    assert_eq!(
        titles(&map),
        [
            "APM",
            "PM",
            "Senior PM",
            "GPM",
            "Director of Product",
            "CPO"
        ]
    );
}

#[test]
fn levels_in_rows_with_code_track_and_title() {
    let mut body = Vec::new();
    for (place, (code, track, title)) in [
        ("L1", "IC", "Junior"),
        ("L2", "IC", "Engineer"),
        ("L3", "IC", "Senior"),
        ("L3", "Manager", "Team Lead"),
        ("L4", "Manager", "Director"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut row = header(&[code, track, title]);
        row.extend(
            ["Delivery", "Strategy", "People"]
                .iter()
                .map(|name| text(name, place)),
        );
        body.push(row);
    }
    let map = map(&sheet(
        &[&["Level", "Track", "Title", "Delivery", "Strategy", "People"]],
        body,
    ));
    let levels: Vec<String> = map
        .levels
        .iter()
        .map(|l| {
            format!(
                "{} {} {:?} {:?}",
                l.rank,
                l.title,
                l.code.as_deref().unwrap_or(""),
                l.tracks
            )
        })
        .collect();
    assert_eq!(
        levels,
        [
            "1 Junior \"L1\" [IndividualContributor]",
            "2 Engineer \"L2\" [IndividualContributor]",
            "3 Senior \"L3\" [IndividualContributor]",
            "3 Team Lead \"L3\" [Management]",
            "4 Director \"L4\" [Management]"
        ]
    );
}

#[test]
fn an_overview_of_levels_above_the_table() {
    let map = map(&sheet(
        &[
            &["Level", "Title", "Years"],
            &["L1", "Junior Engineer", "0-2"],
            &["L2", "Engineer", "2-4"],
            &["L3", "Senior Engineer", "4+"],
            &["Competency", "L1", "L2", "L3"],
        ],
        rows(&[], &["Delivery", "Strategy", "People"], 3),
    ));
    assert_eq!(titles(&map), ["L1", "L2", "L3"]);
    assert_eq!(names(&map), ["Delivery", "Strategy", "People"]);
}

#[test]
fn ratings_beside_the_levels_are_no_levels() {
    let mut body = rows(&[], &["Delivery", "Strategy", "People"], 3);
    for row in &mut body {
        row.extend(header(&["2", "3", "fine"]));
    }
    let map = map(&sheet(
        &[&[
            "Competency",
            "Junior",
            "Mid",
            "Senior",
            "Self",
            "Manager",
            "Comment",
        ]],
        body,
    ));
    assert_eq!(titles(&map), ["Junior", "Mid", "Senior"]);
}
