//! A workbook for each layout.

use super::*;
use crate::model::Track;

const COMPETENCIES: [&str; 3] = ["Communication", "Leadership", "Planning"];

#[test]
fn levels_in_columns_below_a_title_with_a_blank_corner() {
    let workbook = workbook(vec![(
        "Career map",
        typed(
            &[
                &["Community Career Map", "", ""],
                &[
                    "A long introduction.\nIt has lines. And sentences that go on for a while.",
                    "",
                    "",
                ],
                &["* may change", "", ""],
                &[
                    "",
                    "Community Apprentice",
                    "Community Manager",
                    "Sr. Community Manager (IC or Manager)\n",
                    "VP Community (Manager)",
                ],
                &[
                    "Communication",
                    "• Writes posts\n• Listens to members",
                    "• Edits posts of others\n• Speaks at meetups",
                    "• Owns the voice\n• Speaks at events",
                    "• Speaks for the company",
                ],
                &[
                    "Interpersonal Skills",
                    "• Is kind to everybody",
                    "• Settles disputes",
                    "• Coaches others in it\n",
                    "• Leads with care",
                ],
                &[
                    "Education and Experience",
                    "• No degree needed",
                    "• 2 years",
                    "• 5 years",
                    "• 10 years",
                ],
            ],
            &[("A1", "E1"), ("A2", "E2"), ("A3", "E3")],
        ),
    )]);
    let reading = read(&workbook, &MapOptions::default());
    let map = reading.career_map.unwrap();
    assert_eq!(
        titles(&map),
        [
            "Community Apprentice",
            "Community Manager",
            "Sr. Community Manager",
            "VP Community"
        ]
    );
    assert_eq!(
        map.levels[2].tracks,
        [Track::IndividualContributor, Track::Management]
    );
    assert_eq!(
        map.levels[2].aliases,
        ["Sr. Community Manager (IC or Manager)"]
    );
    assert_eq!(map.levels[3].tracks, [Track::Management]);
    assert_eq!(
        names(&map),
        [
            "Communication",
            "Interpersonal Skills",
            "Education and Experience"
        ]
    );
    assert!(map.competencies[0].scored && !map.competencies[2].scored);
    assert_eq!(
        expected(&map, "Communication", "Community Manager"),
        ["Edits posts of others", "Speaks at meetups"]
    );
    assert_eq!(map.orientation, Orientation::LevelsInColumns);
    assert_eq!(map.sheets, ["Career map"]);
    assert_eq!(map.scale, Scale::Rank);
    assert_eq!(reading.header, "row 4");
    assert_eq!(reading.left_out.len(), 3, "{:?}", reading.left_out);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    assert_eq!(
        map.competencies[0].cells[1]
            .as_ref()
            .unwrap()
            .cell()
            .unwrap()
            .to_string(),
        "C5"
    );
}

#[test]
fn a_header_of_code_title_and_alias() {
    let map = map(&one(&[
        &["", "L1", "L2", "L3"],
        &["Competency", "Associate", "Engineer", "Senior Engineer"],
        &["Also known as", "Rookie", "Player", "Captain"],
        &[
            "Communication",
            "Writes clear messages to the team",
            "Writes documents that others use",
            "Writes for the whole company",
        ],
        &[
            "Planning",
            "Plans the next day with some help",
            "Plans the next week alone",
            "Plans the quarter for a team",
        ],
    ]));
    assert_eq!(titles(&map), ["Associate", "Engineer", "Senior Engineer"]);
    let codes: Vec<_> = map.levels.iter().map(|l| l.code.as_deref()).collect();
    assert_eq!(codes, [Some("L1"), Some("L2"), Some("L3")]);
    assert_eq!(map.levels[2].aliases, ["Captain"]);
    assert_eq!(names(&map), ["Communication", "Planning"]);
}

#[test]
fn further_columns_are_left_out() {
    let reading = read(
        &one(&[
            &[
                "ID",
                "Competency",
                "Definition",
                "Junior",
                "Score",
                "Senior",
                "Related skill",
                "Notes",
                "Expected",
            ],
            &[
                "C1",
                "Communication",
                "How people exchange what they know",
                "Writes clear messages",
                "3",
                "Writes for everybody",
                "Writing",
                "see wiki",
                "2",
            ],
            &[
                "C2",
                "Planning",
                "How people arrange what they do",
                "Plans the day ahead",
                "2",
                "Plans the whole year",
                "Calendar",
                "",
                "3",
            ],
        ]),
        &MapOptions::default(),
    );
    let map = reading.career_map.unwrap();
    assert_eq!(titles(&map), ["Junior", "Senior"]);
    assert_eq!(names(&map), ["Communication", "Planning"]);
    assert_eq!(
        expected(&map, "Planning", "Senior"),
        ["Plans the whole year"]
    );
    let left: Vec<&str> = reading.left_out.iter().map(|l| l.what.as_str()).collect();
    assert_eq!(
        left,
        [
            "ID",
            "Definition",
            "Score",
            "Related skill",
            "Notes",
            "Expected"
        ]
    );
}

#[test]
fn a_level_may_span_columns() {
    let map = map(&workbook(vec![(
        "Ladder",
        typed(
            &[
                &["Skill", "Junior", "", "Senior", ""],
                &["", "Behaviours", "Score", "Behaviours", "Score"],
                &[
                    "Talking",
                    "Speaks in the daily meeting",
                    "1",
                    "Speaks at conferences",
                    "4",
                ],
                &[
                    "Writing",
                    "Writes tickets that are clear",
                    "2",
                    "Writes articles for others",
                    "5",
                ],
            ],
            &[("B1", "C1"), ("D1", "E1")],
        ),
    )]));
    assert_eq!(titles(&map), ["Junior", "Senior"]);
    assert_eq!(
        expected(&map, "Writing", "Senior"),
        ["Writes articles for others"]
    );
    let two = self::map(&one(&[
        &["Skill", "Junior", "", "Senior", ""],
        &[
            "Talking",
            "Speaks in the daily meeting",
            "Asks when in doubt",
            "Speaks at conferences",
            "Answers well",
        ],
        &[
            "Writing",
            "Writes tickets that are clear",
            "Keeps notes",
            "Writes articles for others",
            "Edits books",
        ],
    ]));
    assert_eq!(titles(&two), ["Junior", "Senior"]);
    assert_eq!(
        expected(&two, "Writing", "Junior"),
        ["Writes tickets that are clear", "Keeps notes"]
    );
}

#[test]
fn categories_in_a_column_of_their_own() {
    let body: [&[&str]; 5] = [
        &["Category", "Competency", "Junior", "Senior"],
        &[
            "People",
            "Communication",
            "Writes clear messages",
            "Writes for everybody",
        ],
        &[
            "",
            "Leadership",
            "Leads a small task now and then",
            "Leads a whole team of people",
        ],
        &[
            "Craft",
            "Planning",
            "Plans the day ahead",
            "Plans the whole year",
        ],
        &[
            "",
            "Communication",
            "Names things well",
            "Names things for others",
        ],
    ];
    let expected = [
        "People / Communication",
        "People / Leadership",
        "Craft / Planning",
        "Craft / Communication",
    ];
    assert_eq!(filed(&map(&one(&body))), expected, "filled once");
    let merged = typed(&body, &[("A2", "A3"), ("A4", "A5")]);
    assert_eq!(
        filed(&map(&workbook(vec![("Map", merged)]))),
        expected,
        "merged"
    );
    let repeated: Vec<Vec<&str>> = body
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let mut cells = cells.to_vec();
            if cells[0].is_empty() {
                cells[0] = body[row - 1][0];
            }
            cells
        })
        .collect();
    let repeated: Vec<&[&str]> = repeated.iter().map(Vec::as_slice).collect();
    assert_eq!(filed(&map(&one(&repeated))), expected, "repeated");
}

#[test]
fn categories_as_section_rows() {
    let rows: [&[&str]; 7] = [
        &["", "Junior", "Mid", "Senior"],
        &["PEOPLE", "", "", ""],
        &[
            "Communication",
            "Writes clear messages",
            "Writes documents",
            "Writes for everybody",
        ],
        &[
            "Leadership",
            "Leads small tasks",
            "Leads a project",
            "Leads a whole team",
        ],
        &["CRAFT", "", "", ""],
        &[
            "Planning",
            "Plans the day ahead",
            "Plans the week",
            "Plans the whole year",
        ],
        &[
            "Testing",
            "Tests own work",
            "Tests all work",
            "Teaches how to test",
        ],
    ];
    let expected = [
        "PEOPLE / Communication",
        "PEOPLE / Leadership",
        "CRAFT / Planning",
        "CRAFT / Testing",
    ];
    assert_eq!(filed(&map(&one(&rows))), expected);
    let merged = typed(&rows, &[("A2", "D2"), ("A5", "D5")]);
    assert_eq!(
        filed(&map(&workbook(vec![("Map", merged)]))),
        expected,
        "merged"
    );
}

#[test]
fn a_header_that_is_repeated_names_the_category() {
    let map = map(&one(&[
        &["People", "Junior", "Senior"],
        &[
            "Communication",
            "Writes clear messages",
            "Writes for everybody",
        ],
        &["Leadership", "Leads small tasks", "Leads a whole team"],
        &["Craft", "Junior", "Senior"],
        &["Planning", "Plans the day ahead", "Plans the whole year"],
    ]));
    assert_eq!(
        filed(&map),
        [
            "People / Communication",
            "People / Leadership",
            "Craft / Planning"
        ]
    );
}

#[test]
fn rows_of_facts_are_no_competencies() {
    let map = map(&one(&[
        &["", "L1", "L2", "L3"],
        &["Title", "Junior Engineer", "Engineer", "Senior Engineer"],
        &["Salary", "40-50k", "50-60k", "60-80k"],
        &["Scope", "A task", "A project", "Several projects"],
        &[
            "Focus",
            "Learning the ropes",
            "Delivering alone",
            "Helping others",
        ],
        &["Track record", "None", "One project", "Several projects"],
        &[
            "Communication",
            "Writes clear messages",
            "Writes documents",
            "Writes for everybody",
        ],
        &[
            "Planning",
            "Plans the day ahead",
            "Plans the week",
            "Plans the whole year",
        ],
    ]));
    assert_eq!(
        titles(&map),
        ["Junior Engineer", "Engineer", "Senior Engineer"]
    );
    assert_eq!(names(&map), ["Communication", "Planning"]);
    let facts: Vec<&str> = map.facts.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(facts, ["Salary", "Scope", "Focus", "Track record"]);
    assert_eq!(map.facts[0].values[2].as_deref(), Some("60-80k"));
}

#[test]
fn a_competency_may_go_on_over_several_rows() {
    for second in ["", "Communication"] {
        let map = map(&one(&[
            &["Competency", "Junior", "Senior"],
            &[
                "Communication",
                "Writes clear messages",
                "Writes for everybody",
            ],
            &[second, "Listens to members", "Listens to the market"],
            &["Planning", "Plans the day ahead", "Plans the whole year"],
        ]));
        assert_eq!(names(&map), ["Communication", "Planning"]);
        assert_eq!(
            expected(&map, "Communication", "Senior"),
            ["Writes for everybody", "Listens to the market"]
        );
    }
    let headed = map(&one(&[
        &["", "Junior", "Senior"],
        &["Communication", "", ""],
        &["", "Writes clear messages", "Writes for everybody"],
        &["", "Listens to members", "Listens to the market"],
        &["Planning", "", ""],
        &["", "Plans the day ahead", "Plans the whole year"],
    ]));
    assert_eq!(filed(&headed), ["Communication", "Planning"]);
}

#[test]
fn levels_in_rows() {
    let map = map(&one(&[
        &["Level", "Communication", "Leadership", "Planning"],
        &[
            "Junior Engineer",
            "Writes clear messages",
            "Leads small tasks",
            "Plans the day ahead",
        ],
        &[
            "Engineer",
            "Writes documents",
            "Leads a project",
            "Plans the week",
        ],
        &[
            "Senior Engineer",
            "Writes for everybody",
            "Leads a whole team",
            "Plans the whole year",
        ],
    ]));
    assert_eq!(map.orientation, Orientation::LevelsInRows);
    assert_eq!(
        titles(&map),
        ["Junior Engineer", "Engineer", "Senior Engineer"]
    );
    assert_eq!(names(&map), COMPETENCIES);
    assert_eq!(expected(&map, "Planning", "Engineer"), ["Plans the week"]);
}

#[test]
fn levels_in_rows_with_two_keys_groups_and_several_rows() {
    let map = map(&workbook(vec![(
        "Levels",
        typed(
            &[
                &["", "", "People", "", "Craft"],
                &["Code", "Title", "Communication", "Leadership", "Planning"],
                &[
                    "IC1",
                    "Junior Engineer",
                    "Writes clear messages",
                    "Leads small tasks",
                    "Plans the day ahead",
                ],
                &[
                    "",
                    "",
                    "Listens to members",
                    "Helps new people",
                    "Keeps a list",
                ],
                &[
                    "IC2",
                    "Engineer",
                    "Writes documents",
                    "Leads a project",
                    "Plans the week",
                ],
                &[
                    "IC3",
                    "Senior Engineer",
                    "Writes for everybody",
                    "Leads a whole team",
                    "Plans the whole year",
                ],
            ],
            &[("C1", "D1")],
        ),
    )]));
    assert_eq!(
        titles(&map),
        ["Junior Engineer", "Engineer", "Senior Engineer"]
    );
    assert_eq!(map.levels[1].code.as_deref(), Some("IC2"));
    assert_eq!(
        filed(&map),
        [
            "People / Communication",
            "People / Leadership",
            "Craft / Planning"
        ]
    );
    assert_eq!(
        expected(&map, "Planning", "Junior Engineer"),
        ["Plans the day ahead", "Keeps a list"]
    );
}

#[test]
fn levels_in_rows_below_section_rows() {
    let map = map(&one(&[
        &["Level", "Communication", "Leadership", "Planning"],
        &["Individual contributors", "", "", ""],
        &[
            "Junior Engineer",
            "Writes clear messages",
            "Leads small tasks",
            "Plans the day ahead",
        ],
        &[
            "Senior Engineer",
            "Writes for everybody",
            "Leads a whole team",
            "Plans the whole year",
        ],
        &["Managers", "", "", ""],
        &[
            "Engineering Manager",
            "Speaks for a team",
            "Hires a team",
            "Plans for a team",
        ],
    ]));
    assert_eq!(
        titles(&map),
        ["Junior Engineer", "Senior Engineer", "Engineering Manager"]
    );
    assert_eq!(names(&map), COMPETENCIES);
    assert_eq!(map.levels[0].tracks, [Track::IndividualContributor]);
    assert_eq!(map.levels[2].tracks, [Track::Management]);
}

#[test]
fn one_sheet_for_each_level() {
    let sheet = |texts: [&str; 3]| {
        grid(&[
            &["Competency", "Expectations", "Score", "Evidence"],
            &["Communication", texts[0], "", ""],
            &["Leadership", texts[1], "", ""],
            &["Planning", texts[2], "", ""],
        ])
    };
    let map = map(&workbook(vec![
        (
            "Read me",
            grid(&[&["How to use this file: read each sheet with your manager."]]),
        ),
        (
            "Junior",
            sheet([
                "• Writes clear messages\n• Listens",
                "Leads small tasks",
                "Plans the day ahead",
            ]),
        ),
        (
            "Senior",
            sheet([
                "Writes for everybody",
                "Leads a whole team",
                "Plans the whole year",
            ]),
        ),
        (
            "Principal",
            sheet(["Writes books", "Leads leaders", "Plans the next ten years"]),
        ),
    ]));
    assert_eq!(map.orientation, Orientation::SheetPerLevel);
    assert_eq!(titles(&map), ["Junior", "Senior", "Principal"]);
    assert_eq!(names(&map), COMPETENCIES);
    assert_eq!(
        expected(&map, "Communication", "Junior"),
        ["Writes clear messages", "Listens"]
    );
    assert_eq!(map.sheets, ["Junior", "Senior", "Principal"]);
}

#[test]
fn one_sheet_for_each_competency() {
    let sheet = |texts: [&str; 4]| {
        grid(&[
            &["Junior", "Score", "Senior", "Score"],
            &[texts[0], "1", texts[1], "2"],
            &[texts[2], "3", texts[3], "4"],
        ])
    };
    let map = map(&workbook(vec![
        (
            "Communication",
            sheet([
                "Writes clear messages",
                "Writes for everybody",
                "Listens to members",
                "Listens to all",
            ]),
        ),
        (
            "Leadership",
            sheet([
                "Leads small tasks",
                "Leads a whole team",
                "Helps new people",
                "Hires people",
            ]),
        ),
        (
            "Planning",
            sheet([
                "Plans the day ahead",
                "Plans the whole year",
                "Keeps a list of work",
                "Keeps the calendar",
            ]),
        ),
    ]));
    assert_eq!(map.orientation, Orientation::SheetPerCompetency);
    assert_eq!(titles(&map), ["Junior", "Senior"]);
    assert_eq!(names(&map), COMPETENCIES);
    assert_eq!(
        expected(&map, "Leadership", "Senior"),
        ["Leads a whole team", "Hires people"]
    );
}

#[test]
fn one_sheet_for_each_category() {
    let sheet = |names: [&str; 2]| {
        grid(&[
            &["Competency", "Junior", "Mid", "Senior"],
            &[
                names[0],
                "Does it with some help",
                "Does it alone and well",
                "Teaches it to others",
            ],
            &[
                names[1],
                "Does that with some help",
                "Does that alone and well",
                "Teaches that to others",
            ],
        ])
    };
    let map = map(&workbook(vec![
        ("People", sheet(["Communication", "Leadership"])),
        ("Craft", sheet(["Planning", "Testing"])),
    ]));
    assert_eq!(
        filed(&map),
        [
            "People / Communication",
            "People / Leadership",
            "Craft / Planning",
            "Craft / Testing"
        ]
    );
    assert_eq!(map.sheets, ["People", "Craft"]);
}

#[test]
fn the_long_form() {
    let mut rows: Vec<Vec<&str>> =
        vec![vec!["Level", "Area", "Competency", "Expectation", "Notes"]];
    let texts = [
        [
            "Writes clear messages",
            "Leads small tasks",
            "Plans the day ahead",
        ],
        ["Writes documents", "Leads a project", "Plans the week"],
        [
            "Writes for everybody",
            "Leads a whole team",
            "Plans the whole year",
        ],
    ];
    for (level, texts) in ["Junior", "Senior", "Principal"].into_iter().zip(texts) {
        for (name, text) in COMPETENCIES.into_iter().zip(texts) {
            rows.push(vec![
                level,
                if name == "Planning" {
                    "Craft"
                } else {
                    "People"
                },
                name,
                text,
                "",
            ]);
        }
        rows.push(vec![level, "People", "Communication", "Listens", "new"]);
    }
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let map = map(&one(&rows));
    assert_eq!(map.orientation, Orientation::Long);
    assert_eq!(titles(&map), ["Junior", "Senior", "Principal"]);
    assert_eq!(
        filed(&map),
        [
            "People / Communication",
            "People / Leadership",
            "Craft / Planning"
        ]
    );
    assert_eq!(
        expected(&map, "Communication", "Senior"),
        ["Writes documents", "Listens"]
    );
}

#[test]
fn the_long_form_of_levels_in_a_family_of_titles() {
    let mut rows = vec![vec![
        "Role level".to_owned(),
        "Theme".to_owned(),
        "Behaviour".to_owned(),
    ]];
    // Nothing in “Analyst” alone says that it is a level; the titles beside it do.
    for level in [
        "Junior Analyst",
        "Analyst",
        "Senior Analyst",
        "Lead Analyst",
    ] {
        for theme in COMPETENCIES {
            for number in 0..2 {
                rows.push(vec![
                    level.to_owned(),
                    theme.to_owned(),
                    format!("{level} practises {theme} number {number} with care"),
                ]);
            }
        }
    }
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let map = map(&one(&rows));
    assert_eq!(map.orientation, Orientation::Long);
    assert_eq!(
        titles(&map),
        [
            "Junior Analyst",
            "Analyst",
            "Senior Analyst",
            "Lead Analyst"
        ]
    );
    assert_eq!(names(&map), COMPETENCIES);
}

#[test]
fn a_title_that_begins_with_group_is_a_level() {
    let rows: [&[&str]; 4] = [
        &[
            "Competency",
            "Description",
            "Junior PM",
            "PM",
            "Senior PM",
            "Group PM",
            "Expected",
        ],
        &["Discovery", "What users need", "1", "2", "3", "4", "3"],
        &["Roadmapping", "What comes when", "2", "3", "3", "5", "3"],
        &["Influence", "Who has to agree", "1", "2", "3", "4", "3"],
    ];
    let map = map(&one(&rows));
    assert_eq!(titles(&map), ["Junior PM", "PM", "Senior PM", "Group PM"]);
}

#[test]
fn numbers_are_required_proficiencies() {
    let rows: [&[&str]; 4] = [
        &["Competency", "Junior", "Senior", "Principal"],
        &["Communication", "1", "2", "3"],
        &["Leadership", "", "2 - Working", "4"],
        &["Planning", "1", "3: Practitioner", "5"],
    ];
    let map = map(&workbook(vec![("Skills matrix", typed(&rows, &[]))]));
    assert_eq!(map.scale, Scale::Proficiency);
    assert_eq!(titles(&map), ["Junior", "Senior", "Principal"]);
    let required: Vec<_> = map
        .competencies
        .iter()
        .map(|c| c.required.clone())
        .collect();
    assert_eq!(required[0], [Some(1.0), Some(2.0), Some(3.0)]);
    assert_eq!(required[1], [None, Some(2.0), Some(4.0)]);
    assert_eq!(expected(&map, "Planning", "Senior"), ["Practitioner"]);
    assert_eq!(expected(&map, "Planning", "Junior"), Vec::<&str>::new());
}

#[test]
fn two_tracks_by_code_and_by_banner() {
    let coded = map(&one(&[
        &["", "IC3", "IC4", "IC5", "M4", "M5"],
        &[
            "",
            "Engineer",
            "Senior Engineer",
            "Staff Engineer",
            "Manager",
            "Director",
        ],
        &[
            "Communication",
            "Writes clear messages",
            "Writes documents",
            "Writes for everybody",
            "Speaks for a team",
            "Speaks for all",
        ],
        &[
            "Planning",
            "Plans the day ahead",
            "Plans the week",
            "Plans the year",
            "Plans for a team",
            "Plans for all",
        ],
    ]));
    let levels: Vec<String> = coded
        .levels
        .iter()
        .map(|l| format!("{} {} {:?}", l.rank, l.title, l.tracks))
        .collect();
    assert_eq!(
        levels,
        [
            "1 Engineer [IndividualContributor]",
            "2 Senior Engineer [IndividualContributor]",
            "2 Manager [Management]",
            "3 Staff Engineer [IndividualContributor]",
            "3 Director [Management]"
        ]
    );
    let banner = map(&workbook(vec![(
        "Ladder",
        typed(
            &[
                &["", "Individual contributor", "", "Management", ""],
                &["", "Engineer", "Senior Engineer", "Manager", "Director"],
                &[
                    "Communication",
                    "Writes clear messages",
                    "Writes documents",
                    "Speaks for a team",
                    "Speaks for all",
                ],
                &[
                    "Planning",
                    "Plans the day ahead",
                    "Plans the week",
                    "Plans for a team",
                    "Plans for all",
                ],
            ],
            &[("B1", "C1"), ("D1", "E1")],
        ),
    )]));
    let tracks: Vec<_> = banner.levels.iter().map(|l| l.tracks.clone()).collect();
    assert_eq!(
        titles(&banner),
        ["Engineer", "Senior Engineer", "Manager", "Director"]
    );
    assert_eq!(tracks[0], [Track::IndividualContributor]);
    assert_eq!(tracks[3], [Track::Management]);
}

#[test]
fn names_of_levels_that_nobody_could_know() {
    let map = map(&one(&[
        &["Competency", "Explorer", "Navigator", "Captain"],
        &[
            "Communication",
            "Writes clear messages to others",
            "Writes documents for others",
            "Writes for everybody here",
        ],
        &[
            "Leadership",
            "Leads small tasks now and then",
            "Leads a project from the start",
            "Leads a whole team of people",
        ],
        &[
            "Planning",
            "Plans the day ahead of time",
            "Plans the week ahead of time",
            "Plans the whole year ahead",
        ],
    ]));
    assert_eq!(titles(&map), ["Explorer", "Navigator", "Captain"]);
    assert_eq!(names(&map), COMPETENCIES);
}

#[test]
fn references_and_placeholders() {
    let reading = read(
        &one(&[
            &["Competency", "Junior", "Senior", "Principal"],
            &[
                "Communication",
                "Writes clear messages",
                "Same as previous level",
                "see B2",
            ],
            &[
                "Leadership",
                "N/A",
                "Leads a whole team",
                "Everything in Senior, plus:\n• Leads leaders",
            ],
            &[
                "Planning",
                "[optional: planning]",
                "see Z99",
                "Same as Principal",
            ],
        ]),
        &MapOptions::default(),
    );
    let map = reading.career_map.unwrap();
    assert_eq!(
        expected(&map, "Communication", "Senior"),
        ["Writes clear messages"]
    );
    assert_eq!(
        expected(&map, "Communication", "Principal"),
        ["Writes clear messages"]
    );
    assert_eq!(expected(&map, "Leadership", "Junior"), Vec::<&str>::new());
    assert_eq!(
        expected(&map, "Leadership", "Principal"),
        ["Leads a whole team", "Leads leaders"]
    );
    assert_eq!(expected(&map, "Planning", "Senior"), ["see Z99"]);
    let codes: Vec<&str> = reading.diagnostics.iter().map(|d| d.code.0).collect();
    assert_eq!(codes, ["map-reference", "map-reference"]);
}

#[test]
fn hidden_rows_and_columns_are_left_out_and_said() {
    let mut builder = GridBuilder::default();
    let rows: [&[&str]; 4] = [
        &["Competency", "Junior", "Mid", "Senior"],
        &[
            "Communication",
            "Writes clear messages",
            "Old text of the level",
            "Writes for everybody",
        ],
        &[
            "Secret",
            "Keeps a secret",
            "Keeps secrets",
            "Keeps all secrets",
        ],
        &[
            "Planning",
            "Plans the day ahead",
            "Old text of the level",
            "Plans the whole year",
        ],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            builder.set(row, column, Value::Text((*text).to_owned()));
        }
    }
    builder.hide_row(2).hide_column(2);
    let reading = read(
        &workbook(vec![("Map", builder.finish())]),
        &MapOptions::default(),
    );
    let map = reading.career_map.unwrap();
    assert_eq!(titles(&map), ["Junior", "Senior"]);
    assert_eq!(names(&map), ["Communication", "Planning"]);
    let left: Vec<&str> = reading.left_out.iter().map(|l| l.what.as_str()).collect();
    assert_eq!(left, ["1 hidden row", "1 hidden column"]);
}

#[test]
fn the_most_senior_level_may_come_first() {
    let map = map(&one(&[
        &[
            "Competency",
            "Director",
            "Senior Engineer",
            "Junior Engineer",
        ],
        &[
            "Communication",
            "Writes for everybody",
            "Writes documents",
            "Writes clear messages",
        ],
        &[
            "Planning",
            "Plans the whole year",
            "Plans the week",
            "Plans the day ahead",
        ],
    ]));
    assert_eq!(
        titles(&map),
        ["Junior Engineer", "Senior Engineer", "Director"]
    );
    assert_eq!(
        expected(&map, "Planning", "Junior Engineer"),
        ["Plans the day ahead"]
    );
}

#[test]
fn a_legend_below_the_table_is_left_out() {
    let map = map(&workbook(vec![(
        "Map",
        grid(&[
            &["Competency", "Junior", "Mid", "Senior"],
            &[
                "Communication",
                "Writes clear messages",
                "Writes documents",
                "Writes for everybody",
            ],
            &[
                "Planning",
                "Plans the day ahead",
                "Plans the week",
                "Plans the whole year",
            ],
            &[],
            &["Legend", "A level needs most of its bullets"],
            &["Licensed under CC BY 4.0. Please share it with others and say where it is from."],
        ]),
    )]));
    assert_eq!(names(&map), ["Communication", "Planning"]);
}
