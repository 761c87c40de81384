//! Specialities: read from the map's workbook, as a list and in the map's own layout; what is wrong is named with its cell.

use super::*;
use crate::load::testing::table_of;
use crate::model::{EntryMode, Track};

const MAP: &[&[&str]] = &[
    &[
        "Competency",
        "Junior",
        "Senior",
        "Lead (IC)",
        "Lead (Manager)",
    ],
    &[
        "Delivery",
        "Finishes small tasks",
        "Finishes projects",
        "Plans programmes",
        "Staffs programmes",
    ],
    &[
        "People",
        "Listens to the others",
        "Leads the others",
        "Mentors seniors",
        "Leads leads",
    ],
    &[
        "Education",
        "None is needed for this",
        "None is needed for this",
        "A degree or ten years",
        "A degree or ten years",
    ],
];

const HEADINGS: &[&str] = &["Speciality", "Competency", "Level", "Expectation", "Mode"];

fn with(sheets: Vec<(&str, Grid)>) -> Workbook {
    let mut all = vec![("Map", grid(MAP))];
    all.extend(sheets);
    workbook(all)
}

fn listed(rows: &[&[&str]]) -> MapReading {
    let mut all = vec![HEADINGS];
    all.extend(rows);
    read(
        &with(vec![("Specialities", typed(&all, &[]))]),
        &MapOptions::default(),
    )
}

/// Each speciality's entries: competency, level, mode, texts or number.
fn said(map: &CareerMap) -> Vec<String> {
    let mut all = Vec::new();
    for speciality in &map.specialities {
        for entry in &speciality.entries {
            let mut texts: Vec<String> = entry
                .expectations
                .iter()
                .map(|one| match one.track {
                    Some(Track::IndividualContributor) => format!("IC: {}", one.text),
                    Some(Track::Management) => format!("M: {}", one.text),
                    None => one.text.clone(),
                })
                .collect();
            texts.extend(entry.required.map(|points| points.to_string()));
            let mode = if entry.mode == EntryMode::Replace {
                "="
            } else {
                "+"
            };
            all.push(format!(
                "{}: {} @ {} {mode} {}",
                speciality.name,
                map.competency(entry.competency).name,
                map.level(entry.level).title,
                texts.join(" / ")
            ));
        }
    }
    all
}

/// Code and cell of each message that is not a note.
fn problems(reading: &MapReading) -> Vec<String> {
    reading
        .diagnostics
        .iter()
        .filter(|one| one.severity != crate::diagnostic::Severity::Note)
        .map(|one| {
            let cell = one.location.cell().map(|cell| cell.to_string());
            format!("{} {}", one.code, cell.unwrap_or_default())
        })
        .collect()
}

#[test]
fn a_list_adds_replaces_and_brings_competencies_of_its_own() {
    let reading = listed(&[
        &[
            "Events",
            "delivery",
            "senior",
            "• Runs the crew\n• Knows the venue",
            "",
        ],
        cells("Events | Safety | Junior | Knows the exits | add"),
        cells("events | safety | Senior | Plans the exits | "),
        cells("Content | Delivery | Senior | Publishes on time | replace"),
        cells("Events | People | Lead (Manager) | Leads crews | "),
        cells("Content | People | Senior | IC: Edits the others' texts | "),
    ]);
    assert_eq!(problems(&reading), [] as [&str; 0]);
    let map = reading.career_map.unwrap();
    assert_eq!(map.sheets, ["Map"]);
    assert_eq!(
        said(&map),
        [
            "Events: Delivery @ Senior + Runs the crew / Knows the venue",
            "Events: People @ Lead (Manager) + M: Leads crews",
            "Events: Safety @ Junior + Knows the exits",
            "Events: Safety @ Senior + Plans the exits",
            "Content: Delivery @ Senior = Publishes on time",
            "Content: People @ Senior + IC: Edits the others' texts",
        ]
    );
    assert_eq!(map.competency_names(), ["Delivery", "People", "Education"]);
    let own = map.own(map.speciality_named("EVENTS"));
    assert_eq!(
        own.competency_names(),
        ["Delivery", "People", "Education", "Safety"]
    );
}

#[test]
fn what_is_wrong_is_named_with_its_cell_and_left_out() {
    let reading = listed(&[
        cells("Events | Delivry | Senior | Runs the crew | "),
        cells("Events | Delivery | Senor | Runs the crew | "),
        cells("Events | Delivery | Senior | Runs the crew | replcae"),
        cells("Events | Delivery | Senior | 3 | "),
        cells("Events | Delivery | Senior |  | "),
        cells("Events |  | Senior | Runs the crew | "),
        cells("Events | Delivery |  | Runs the crew | "),
        cells("Events | Safety | Senior | Plans the exits | replace"),
        cells("Events | Delivery | Senior | Finishes projects | "),
        cells("Events | Delivery | Senior | see C3 | "),
        cells("Events | Delivery | Senior | Delivers A | replace"),
        cells("Events | Delivery | Senior | Delivers B | replace"),
        cells("Events | People | Senior | Delivers C | replace"),
        cells("Events | People | Senior | Talks to crews | "),
        cells("Events | People | Senior | Talks to crews | "),
        cells("Events | People | Junior | Talks | new"),
        cells("Evnts | People | Junior | Helps the crew | "),
    ]);
    assert_eq!(
        problems(&reading),
        [
            "speciality-competency B2",
            "speciality-level C3",
            "speciality-mode E4",
            "speciality-expectation D5",
            "speciality-expectation D6",
            "speciality-row B7",
            "speciality-row C8",
            "speciality-competency B9",
            "speciality-twice D10",
            "speciality-expectation D11",
            "speciality-competency B17",
            "speciality-near A18",
            "speciality-contradiction D12",
            "speciality-contradiction D13",
            "speciality-twice D16",
        ]
    );
    let map = reading.career_map.unwrap();
    assert_eq!(
        said(&map),
        [
            "Events: People @ Senior = Delivers C",
            "Events: People @ Senior + Talks to crews",
            "Evnts: People @ Junior + Helps the crew",
        ]
    );
    // Nothing that was left out made a competency.
    assert_eq!(map.competencies.len(), 3);
    let mut near = reading.diagnostics.iter();
    let near = near
        .find(|one| one.code.0 == "speciality-competency")
        .unwrap();
    assert!(
        near.help.contains("Did you mean “Delivery”?"),
        "{}",
        near.help
    );
}

/// The message about a name that is nearly one of the map's offers a way out in the sheet, and it works.
#[test]
fn a_name_that_is_nearly_the_maps_is_new_where_the_mode_says_so() {
    let reading = listed(&[cells("Events | Deliveries | Senior | Meets each van | new")]);
    assert_eq!(problems(&reading), [] as [&str; 0]);
    let map = reading.career_map.unwrap();
    assert_eq!(said(&map), ["Events: Deliveries @ Senior + Meets each van"]);
    assert!(!map.competencies[3].holds);
}

#[test]
fn a_blank_speciality_goes_on_with_the_one_above_and_all_means_every_level() {
    let reading = listed(&[
        cells("Events | Safety | Junior | Knows the exits | "),
        cells(" | Safety | Senior | Plans the exits | "),
        cells(" | People | All | Is kind to crews | "),
    ]);
    assert_eq!(problems(&reading), [] as [&str; 0]);
    let notes: Vec<&str> = reading.diagnostics.iter().map(|one| one.code.0).collect();
    assert_eq!(
        notes
            .iter()
            .filter(|code| **code == "speciality-above")
            .count(),
        2
    );
    let map = reading.career_map.unwrap();
    assert_eq!(said(&map).len(), 6);
}

const NUMBERS: &[&[&str]] = &[
    &["Competency", "Junior", "Senior", "Lead"],
    &["Delivery", "1", "2", "3"],
    &["People", "1", "2", "4"],
    &["Planning", "", "2", "3"],
    &["Writing", "1", "1", "2"],
];

#[test]
fn in_a_map_of_numbers_the_expectation_is_the_required_number() {
    let rows: &[&[&str]] = &[
        HEADINGS,
        cells("Events | Delivery | Senior | 4 | replace"),
        cells("Events | Planning | Junior | 1 | "),
        cells("Events | Safety | Senior | 3 - Skilled | "),
        cells("Events | People | Senior | 3 | "),
        cells("Events | People | Lead | very good | "),
        cells("Events | Writing | Lead | 11 | replace"),
        cells("Events | Writing | Junior | – | replace"),
        cells("Events | Planning | Lead | 3 | "),
    ];
    let book = workbook(vec![
        ("Map", typed(NUMBERS, &[])),
        ("Specialities", typed(rows, &[])),
    ]);
    let reading = read(&book, &MapOptions::default());
    assert_eq!(
        problems(&reading),
        [
            "speciality-contradiction D5",
            "speciality-number D6",
            "speciality-number D7",
        ]
    );
    let map = reading.career_map.unwrap();
    let own = map.own(map.speciality_named("Events"));
    let required = |name: &str| {
        let found = own.competencies.iter().find(|one| one.name == name);
        found.unwrap().required.clone()
    };
    assert_eq!(required("Delivery"), [Some(1.0), Some(4.0), Some(3.0)]);
    assert_eq!(required("Planning"), [Some(1.0), Some(2.0), Some(3.0)]);
    assert_eq!(required("Safety"), [None, Some(3.0), None]);
    assert_eq!(required("Writing"), [None, Some(1.0), Some(2.0)]);
    assert_eq!(required("People"), [Some(1.0), Some(2.0), Some(4.0)]);
    assert_eq!(map.bounds(), own.bounds());
}

#[test]
fn a_number_that_replaces_wins_over_one_for_all_levels() {
    let rows: &[&[&str]] = &[
        HEADINGS,
        cells("Events | Safety | All | 2 | "),
        cells("Events | Safety | Senior | 4 | replace"),
        // Two rows about the same cell still contradict each other.
        cells("Events | Rigging | Senior | 1 | "),
        cells("Events | Rigging | Senior | 3 | replace"),
        cells("Events | Rigging | Lead | 3 | "),
    ];
    let book = workbook(vec![
        ("Map", typed(NUMBERS, &[])),
        ("Specialities", typed(rows, &[])),
    ]);
    let reading = read(&book, &MapOptions::default());
    assert_eq!(
        problems(&reading),
        ["speciality-contradiction D4", "speciality-contradiction D5"]
    );
    let map = reading.career_map.unwrap();
    let own = map.own(map.speciality_named("Events"));
    let found = own.competencies.iter().find(|one| one.name == "Safety");
    let required = found.unwrap().required.clone();
    assert_eq!(required, [Some(2.0), Some(4.0), Some(2.0)]);
}

#[test]
fn a_name_that_people_without_a_speciality_write_is_not_one() {
    let names = [
        "None",
        "N/A",
        "-",
        "All",
        "Keine",
        "Generalist",
        "ninguna",
        "Events",
    ];
    let rows: Vec<[&str; 5]> = names
        .iter()
        .map(|name| [*name, "Delivery", "Senior", "Runs the crew", ""])
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 5]>::as_slice).collect();
    let reading = listed(&rows);
    let wrong: Vec<String> = (2..9)
        .map(|row| format!("speciality-name A{row}"))
        .collect();
    assert_eq!(problems(&reading), wrong);
    assert_eq!(
        said(&reading.career_map.unwrap()),
        ["Events: Delivery @ Senior + Runs the crew"]
    );
    let sheet = grid(&[&["Competency", "Senior"], &["Delivery", "Runs the crew"]]);
    let reading = read(
        &with(vec![("Speciality - None", sheet)]),
        &MapOptions::default(),
    );
    assert_eq!(problems(&reading), ["speciality-name "]);
    assert_eq!(said(&reading.career_map.unwrap()), [""; 0]);
}

#[test]
fn on_a_sheet_in_the_maps_layout_a_wrong_name_is_said_once_and_the_help_fits_it() {
    let sheet = grid(&[
        cells("Competency | Junior | Senior"),
        cells("Delivry | Runs the crew | Runs all crews"),
        cells("Safety | Knows the exits | Plans the exits"),
    ]);
    let reading = read(
        &with(vec![("Speciality - Events", sheet)]),
        &MapOptions::default(),
    );
    assert_eq!(problems(&reading), ["speciality-competency A2"]);
    let help = "list it on a sheet Specialities, with “new” in the column Mode.";
    let said = reading
        .diagnostics
        .iter()
        .find(|one| one.code.0 == "speciality-competency");
    assert!(said.unwrap().help.ends_with(help), "{said:?}");
    let reading = listed(&[cells("Events | Delivry | Senior | Runs the crew | ")]);
    let said = reading
        .diagnostics
        .iter()
        .find(|one| one.code.0 == "speciality-competency");
    let help = "write “new” into the column Mode.";
    assert!(said.unwrap().help.ends_with(help), "{said:?}");
}

#[test]
fn a_sheet_in_the_maps_layout_is_read_by_its_layouts() {
    let upright = grid(&[
        cells("Speciality: Events |  | "),
        cells("Competency | Senior | Junior"),
        cells("Delivery | Runs the crew | "),
        cells("Safety | Plans the exits | Knows the exits"),
    ]);
    let turned = grid(&[
        cells(" | Delivery | Interviewing"),
        cells("Junior |  | Asks for permission"),
        cells("Senior | Edits the others' texts | Checks each source"),
        cells("Principal |  | Wins prizes for it"),
    ]);
    let sheets = vec![
        ("Speciality - Events", upright),
        ("Fachgebiet: Content", turned),
    ];
    let reading = read(&with(sheets), &MapOptions::default());
    assert_eq!(problems(&reading), ["speciality-level A4"]);
    let map = reading.career_map.unwrap();
    assert_eq!(
        said(&map),
        [
            "Events: Delivery @ Senior + Runs the crew",
            "Events: Safety @ Junior + Knows the exits",
            "Events: Safety @ Senior + Plans the exits",
            "Content: Delivery @ Senior + Edits the others' texts",
            "Content: Interviewing @ Junior + Asks for permission",
            "Content: Interviewing @ Senior + Checks each source",
        ]
    );
}

/// Every visible cell of the sheets is accounted for.
#[test]
fn every_cell_of_the_sheets_is_accounted_for() {
    let list = grid(table_of(
        "What people of a speciality do |  |  |  |  |  |
         Speciality | Competency | Level | Expectation | Mode | Notes | Owner
         Events | Delivery | Senior | Runs the crew |  | asked in May | Kim
         Events | Delivery | Senor | Runs it |  |  |",
    ));
    let reading = read(&with(vec![("Specialities", list)]), &MapOptions::default());
    assert_eq!(
        problems(&reading),
        ["speciality-level C4", "speciality-column G2"]
    );
    let account = reading.account.sheets.iter();
    let account = account.filter(|sheet| sheet.at.sheet() == Some("Specialities"));
    let uses: Vec<String> = account
        .flat_map(|sheet| &sheet.cells)
        .map(|(cell, used)| format!("{cell} {}", used.name()))
        .collect();
    assert_eq!(
        uses,
        [
            "A1 left-out",
            "A2 heading",
            "B2 heading",
            "C2 heading",
            "D2 heading",
            "E2 heading",
            "F2 left-out",
            "G2 not-understood",
            "A3 heading",
            "B3 name",
            "C3 level-title",
            "D3 expectation",
            "F3 left-out",
            "G3 not-understood",
            "A4 not-understood",
            "B4 not-understood",
            "C4 not-understood",
            "D4 not-understood",
        ]
    );
}

#[test]
fn headings_and_modes_are_read_in_every_language() {
    for (sheet, headings, replace, add) in [
        (
            "Spezialisierungen",
            ["Fachgebiet", "Kompetenz", "Stufe", "Erwartung", "Modus"],
            "ersetzen",
            "ergänzen",
        ),
        (
            "Spécialités",
            ["Spécialité", "Compétence", "Niveau", "Attente", "Mode"],
            "remplacer",
            "ajouter",
        ),
        (
            "Especialidades",
            [
                "Especialidad",
                "Competencia",
                "Nivel",
                "Expectativa",
                "Modo",
            ],
            "reemplazar",
            "añadir",
        ),
        (
            "Specializations",
            [
                "Specialty",
                "Skill",
                "Level",
                "Expectations",
                "Add or replace",
            ],
            "Replaces",
            "Adds",
        ),
    ] {
        let rows: &[&[&str]] = &[
            &headings,
            &["Events", "Delivery", "Senior", "Runs the crew", replace],
            &["Events", "People", "Senior", "Talks to crews", add],
        ];
        let reading = read(&with(vec![(sheet, grid(rows))]), &MapOptions::default());
        assert_eq!(problems(&reading), [] as [&str; 0], "{sheet}");
        assert_eq!(
            said(&reading.career_map.unwrap()),
            [
                "Events: Delivery @ Senior = Runs the crew",
                "Events: People @ Senior + Talks to crews",
            ],
            "{sheet}"
        );
    }
}

/// Where the sheets that are named after specialities are the only ones, they are the map, as they always were; and a sheet
/// that is only called so is not silently ignored.
#[test]
fn sheets_that_are_only_called_specialities_do_not_hide_the_map() {
    let map_alone = workbook(vec![("Specialities", grid(MAP))]);
    let reading = read(&map_alone, &MapOptions::default());
    assert_eq!(reading.career_map.unwrap().sheets, ["Specialities"]);

    let named = workbook(vec![("Speciality - Events", grid(MAP))]);
    let reading = read(&named, &MapOptions::default());
    let map = reading.career_map.unwrap();
    assert_eq!(map.sheets, ["Speciality - Events"]);
    assert!(map.specialities.is_empty());

    let other = grid(&[&["Events", "Ana, Bo"], &["Content", "Cy"]]);
    let reading = read(&with(vec![("Specialities", other)]), &MapOptions::default());
    assert!(problems(&reading).contains(&"speciality-header ".to_owned()));

    let nothing_like_it = grid(&[&["Budget", "2026"], &["Rent", "3,000"]]);
    let sheets = vec![("Speciality - Events", nothing_like_it)];
    let reading = read(&with(sheets), &MapOptions::default());
    assert_eq!(problems(&reading), ["speciality-layout "]);
}

#[test]
fn weights_and_kinds_may_name_competencies_that_only_specialities_have() {
    let book = with(vec![(
        "Specialities",
        grid(&[
            HEADINGS,
            cells("Events | Safety | Senior | Plans the exits | "),
            cells("Events | Certificates | Senior | First aid | "),
        ]),
    )]);
    let options: MapOptions =
        toml::from_str("facts = [\"Certificates\"]\n[weights]\nSafety = 2.0\n").unwrap();
    let reading = read(&book, &options);
    assert_eq!(problems(&reading), [] as [&str; 0]);
    let map = reading.career_map.unwrap();
    let own: Vec<_> = map.competencies[3..]
        .iter()
        .map(|one| (one.name.as_str(), one.scored, one.weight))
        .collect();
    assert_eq!(own, [("Safety", true, 2.0), ("Certificates", false, 1.0)]);
}
