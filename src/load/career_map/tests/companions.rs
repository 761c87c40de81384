//! Sheets beside the map in its workbook, and what is reported about them.

use super::*;

fn with_actions(actions: &[&[&str]]) -> Workbook {
    workbook(vec![
        (
            "Map",
            grid(&[
                &["Competency", "Junior", "Senior"],
                &["Delivery", "Finishes small tasks", "Finishes projects"],
                &["People", "Listens to the others", "Leads the others"],
                &[
                    "Education",
                    "None is needed for this",
                    "None is needed for this",
                ],
            ]),
        ),
        ("Development actions", grid(actions)),
        (
            "Coverage needs",
            grid(&[
                &["Competency", "Junior", "Senior"],
                &[
                    "Delivery",
                    "Two people at the least",
                    "Three people at the least",
                ],
                &[
                    "People",
                    "Two people at the least",
                    "Three people at the least",
                ],
            ]),
        ),
    ])
}

#[test]
fn the_library_is_read_and_never_taken_for_the_map() {
    let reading = read(
        &with_actions(&[
            &[
                "Competency",
                "Level",
                "Action",
                "Kind",
                "Resource",
                "Effort",
            ],
            &[
                "Delivery",
                "senior",
                "Lead a project",
                "experience",
                "Team lead",
                "3 months",
            ],
            &["People", "", "Find a mentor", "exposure", "", ""],
            &["All", "", "Keep a diary", "", "", "5 minutes a day"],
            &["Delivry", "", "Typo", "", "", ""],
            &["People", "Senor", "Typo", "", "", ""],
        ]),
        &MapOptions::default(),
    );
    let map = reading.career_map.unwrap();
    assert_eq!(map.sheets, ["Map"]);
    let actions: Vec<String> = map
        .library
        .iter()
        .map(|a| {
            format!(
                "{} {:?} {}",
                map.competency(a.competency).name,
                a.level.map(|l| l.0),
                a.action
            )
        })
        .collect();
    assert_eq!(
        actions,
        [
            "Delivery Some(1) Lead a project",
            "People None Find a mentor",
            "Delivery None Keep a diary",
            "People None Keep a diary"
        ]
    );
    assert_eq!(map.library[0].kind.as_deref(), Some("experience"));
    assert_eq!(map.library[0].effort.as_deref(), Some("3 months"));
    let places: Vec<String> = reading
        .diagnostics
        .iter()
        .filter(|d| d.code.0.starts_with("library"))
        .map(|d| format!("{} {}", d.code, d.location.cell().unwrap()))
        .collect();
    assert_eq!(places, ["library-competency A5", "library-level B6"]);
    assert!(reading.diagnostics[0].help.contains("Delivery"));
}

#[test]
fn a_library_without_labels_is_reported() {
    let reading = read(
        &with_actions(&[&["Do this"], &["Do that"]]),
        &MapOptions::default(),
    );
    assert!(reading.career_map.is_some());
    assert_eq!(reading.diagnostics[0].code.0, "library-header");
}

#[test]
fn errors_in_cells_are_reported_with_their_address() {
    let mut builder = GridBuilder::default();
    for (row, cells) in (0..).zip([
        ["Competency", "Junior", "Senior"],
        ["Delivery", "Finishes small tasks", "#REF!"],
        ["People", "Listens to the others", "Leads the others"],
    ]) {
        for (column, text) in (0..).zip(cells) {
            builder.set(row, column, Value::from_text(text).unwrap());
        }
    }
    builder.set(2, 1, Value::Uncalculated);
    let reading = read(
        &workbook(vec![("Map", builder.finish())]),
        &MapOptions::default(),
    );
    let places: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code, d.location.cell().unwrap()))
        .collect();
    assert_eq!(places, ["map-cell C2", "map-cell B3"]);
}
