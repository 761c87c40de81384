//! The part of the page about how files were read: its links have targets, and a page to be shared has nothing
//! personal.

use serde_json::{Value, json};

use super::super::tests::{HOSTILE, design, nothing};
use super::super::{PageInput, pages};
use super::*;
use crate::diagnostic::{CellAddress, Location};
use crate::labels::{Catalogue, Labels};
use crate::model::testing::{career_map, company};
use crate::model::{
    CellDrawn, CellUse, ColumnDrawn, ExampleUse, FileShape, LabelPlace, LeftOut, LevelFact,
    MapStatus, Orientation, PlaceDrawn, RowDrawn, SheetPicture, TableAccount, TablePlace,
    TriedReading, TriedReadingResult, TriedReadings, WhyLeftOut,
};

/// A sheet with one cell in each place; an empty text is a blank.
fn sheet<U: Copy>(at: &Location, rows: &[&[(&str, U)]]) -> SheetPicture<U> {
    let width = rows.iter().map(|row| row.len()).max().unwrap();
    let spot = |row: u32, column: u32, text: &str, used: U| {
        if text.is_empty() {
            return PlaceDrawn::Blank;
        }
        PlaceDrawn::Cell(CellDrawn {
            at: CellAddress::new(row, column),
            rows: 1,
            columns: 1,
            text: text.to_owned(),
            characters_left: 0,
            used,
        })
    };
    SheetPicture {
        at: at.clone(),
        columns: (0..width as u32)
            .map(|place| ColumnDrawn {
                place,
                width: 10.0,
                gap: None,
            })
            .collect(),
        rows: (0..)
            .zip(rows)
            .map(|(place, cells)| RowDrawn {
                place,
                gap: None,
                spots: (0..)
                    .zip(*cells)
                    .map(|(column, (text, used))| spot(place, column, text, *used))
                    .collect(),
            })
            .collect(),
        cells_left: 0,
    }
}

fn value(reading: Option<ReadingSection>) -> Value {
    serde_json::to_value(reading).unwrap()
}

fn map_picture() -> MapPicture {
    let at = Location::of_file("HR/career-map.xlsx").with_sheet("Map");
    let left = CellUse::LeftOut(WhyLeftOut::AboveTable);
    let (level, name, text) = (CellUse::LevelTitle, CellUse::Name, CellUse::Expectation);
    MapPicture {
        status: MapStatus::Read,
        sheets: vec![sheet(
            &at,
            &[
                &[("Our map", left), ("", text), ("Draft", left)],
                &[("", text), ("Junior", level), ("Senior", level)],
                &[
                    ("Writing", name),
                    ("Writes", text),
                    ("?", CellUse::NotUnderstood),
                ],
            ],
        )],
        sheets_left: 0,
        beside: vec![at.with_sheet("Coverage needs")],
        not_read: vec![at.with_sheet("Notes")],
        header: "row 2".to_owned(),
        left_out: vec![LeftOut {
            at: at.with_cell(CellAddress::new(0, 0)),
            area: None,
            what: "Our map".to_owned(),
            why: WhyLeftOut::AboveTable,
        }],
        attempts: TriedReadings::default(),
    }
}

#[test]
fn a_doubt_comes_first_with_its_line_and_leads_to_its_cell() {
    let picture = map_picture();
    let at = picture.sheets[0].at.clone();
    let said = [
        Diagnostic::note(
            "map-note",
            at.clone(),
            "Something.",
            "You do not need to do anything.",
        ),
        Diagnostic::warning(
            "map-not-understood",
            at.with_cell(CellAddress::new(2, 2)),
            "One cell was not used.",
            "Write `leave-out = [\"C\"]` under [map].",
        ),
        Diagnostic::error("other-file", Location::of_file("a.xlsx"), "x", "y"),
    ];
    let mut map = career_map(&["Junior", "Senior"], &["Writing"]);
    map.levels[1].at = at.with_cell(CellAddress::new(1, 2));
    map.competencies[0].at = at.with_cell(CellAddress::new(90, 90));
    let reading = value(ReadingSection::of(&ReadingInput {
        career_map: Some(&map),
        map: Some(&picture),
        diagnostics: &said,
        ..ReadingInput::default()
    }));
    let map = &reading["map"];
    assert_eq!(map["file"], "career-map.xlsx");
    let codes: Vec<&Value> = map["said"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert_eq!(codes, ["map-not-understood", "map-note"]);
    assert_eq!(
        map["said"][0]["help"],
        json!([
            {"text": "Write ", "is_line": false},
            {"text": "leave-out = [\"C\"]", "is_line": true},
            {"text": " under [map].", "is_line": false}
        ])
    );
    assert_eq!(map["said"][0]["target"], "r-map-1-C3");
    assert_eq!(map["levels"][1]["target"], "r-map-1-C2");
    assert_eq!(
        map["categories"][0]["competencies"][0]["target"],
        Value::Null
    );
    let sheet = &map["sheets"][0];
    let marked = &sheet["rows"][2]["cells"][2];
    assert_eq!(marked["id"], "r-map-1-C3");
    assert_eq!(marked["marked"], true);
    // A level is linked, and no message is about it.
    let level = &sheet["rows"][1]["cells"][2];
    assert_eq!(
        (&level["id"], &level["marked"]),
        (&json!("r-map-1-C2"), &json!(false))
    );
    assert_eq!(sheet["reasons"], json!(["it is above the table"]));
    assert_eq!(sheet["rows"][0]["cells"][0]["reason"], 1);
    assert_eq!(
        sheet["legend"],
        json!([
            ["level-title", 2],
            ["name", 1],
            ["expectation", 1],
            ["left-out", 2],
            ["not-understood", 1]
        ])
    );
    assert_eq!(map["not_read"], json!(["Notes"]));
    assert_eq!(map["beside"], json!(["Coverage needs"]));
}

fn example() -> ExamplePicture {
    let at = Location::of_file("assessments/Events/Zoltan Quirk.xlsx").with_sheet("Zoltan Quirk");
    let mut account = TableAccount {
        kind: FileShape::Form,
        labels: vec!["Name"],
        ..TableAccount::default()
    };
    account.read(0, "Competency", "competency");
    account.read(1, "Quirk's own view", "self ratings");
    account.leave_out(
        2,
        "What Marlowe thinks",
        "careermap does not use such a column",
    );
    let use_of = ExampleUse::Beside;
    ExamplePicture {
        account,
        place: TablePlace {
            at: at.clone(),
            headings: 3..=3,
            lines: 4..=4,
            lines_left_out: Vec::new(),
            like_others: Vec::new(),
            labels: vec![LabelPlace {
                what: "Name",
                at: at.with_cell(CellAddress::new(1, 0)),
                value: CellAddress::new(1, 1),
            }],
        },
        files: vec!["assessments/Events/Zoltan Quirk.xlsx".to_owned()],
        not_drawn: vec![at.with_sheet("Actions of Zoltan")],
        sheets: vec![sheet(
            &at,
            &[
                &[("Confidential: Zoltan", use_of)],
                &[
                    ("Name", ExampleUse::Label),
                    ("Zoltan Quirk", ExampleUse::Value),
                ],
                &[("Manager: Ana Marlowe\u{202e}", use_of)],
                &[
                    ("Competency", ExampleUse::Heading),
                    ("Quirk's own view", ExampleUse::Heading),
                    ("What Marlowe thinks", ExampleUse::LeftOut),
                ],
                &[
                    ("Writing", ExampleUse::Read),
                    ("3 - Süß, 47", ExampleUse::Read),
                    ("Never again", ExampleUse::LeftOut),
                ],
            ],
        )],
    }
}

#[test]
fn what_is_shared_keeps_lengths_and_shapes_and_no_word_of_anybody() {
    let map = career_map(&["Junior", "Senior"], &["Writing"]);
    let mut review = company();
    review.assessments[0].person.manager = Some("Ana Marlowe".to_owned());
    let examples = [example()];
    let at = examples[0].place.at.with_cell(CellAddress::new(4, 1));
    let said = [Diagnostic::warning(
        "unknown-level",
        at,
        "Zoltan has no such level.",
        "Ask Zoltan.",
    )];
    let input = ReadingInput {
        career_map: Some(&map),
        examples: &examples,
        diagnostics: &said,
        review: Some(&review),
        masked: true,
        ..ReadingInput::default()
    };
    let shared = value(ReadingSection::of(&input));
    let example = &shared["examples"][0];
    let text = shared.to_string();
    for word in [
        "Zoltan",
        "Quirk",
        "Marlowe",
        "Ana",
        "Confidential",
        "Never",
        "47",
        "Süß",
        "Events",
    ] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert_eq!(example["file"], "assessments/Xxxxxx/Xxxxxx Xxxxx.xlsx");
    let cells = |row: usize| -> Vec<String> {
        let cells = example["sheets"][0]["rows"][row]["cells"]
            .as_array()
            .unwrap();
        cells
            .iter()
            .map(|cell| cell["text"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(cells(1), ["Name", "Xxxxxx Xxxxx"]);
    assert_eq!(cells(2), ["Xxxxxxx: Xxx Xxxxxxx·"]);
    assert_eq!(
        cells(3),
        ["Competency", "Xxxxx's own view", "Xxxx Xxxxxxx xxxxxx"]
    );
    assert_eq!(cells(4), ["Writing", "0 - Xxx, 00", "Xxxxx xxxxx"]);
    assert_eq!(example["columns"][2]["heading"], "What Xxxxxxx thinks");
    assert_eq!(example["said"][0]["code"], "unknown-level");
    assert_eq!(example["said"][0]["target"], "r-example-1-B5");

    let own = value(ReadingSection::of(&ReadingInput {
        masked: false,
        ..input
    }))
    .to_string();
    for word in [
        "Zoltan Quirk",
        "Marlowe",
        "Never again",
        "Zoltan has no such level.",
    ] {
        assert!(own.contains(word), "{word} is for HR to see");
    }
}

#[test]
fn columns_are_named_above_the_table_and_rows_beside_it() {
    let mut turned = example();
    let named = |example: &ExamplePicture| {
        let input = ReadingInput {
            examples: std::slice::from_ref(example),
            ..ReadingInput::default()
        };
        let sheet = value(ReadingSection::of(&input))["examples"][0]["sheets"][0].clone();
        let of = |lines: &str| -> Vec<String> {
            let lines = sheet[lines].as_array().unwrap();
            let named = lines.iter().filter(|line| !line["named"].is_null());
            named
                .map(|line| {
                    format!(
                        "{} {}",
                        line["named"]["what"].as_str().unwrap(),
                        line["named"]["read"]
                    )
                })
                .collect()
        };
        (of("columns"), of("rows"))
    };
    let words = [
        "competency true",
        "self ratings true",
        "careermap does not use such a column false",
    ]
    .map(str::to_owned)
    .to_vec();
    assert_eq!(named(&turned), (words.clone(), Vec::new()));
    turned.account.kind = FileShape::PeopleInColumns;
    assert_eq!(named(&turned), (Vec::new(), words));
}

#[test]
fn nothing_is_shown_where_nothing_was_read() {
    assert!(ReadingSection::of(&ReadingInput::default()).is_none());
}

/// The page with this reading and nothing else.
fn page(reading: Option<&ReadingSection>, labels: &Labels) -> String {
    let input = PageInput {
        reading,
        ..nothing(labels)
    };
    let page = pages(&input, &design(), "x.html").unwrap().remove(0);
    String::from_utf8(page.bytes).unwrap()
}

/// A map with hostile texts wherever texts can be, read or refused, and an example of the same kind.
fn hostile(is_read: bool) -> Option<ReadingSection> {
    let at = Location::of_file(HOSTILE).with_sheet(HOSTILE);
    let mut map = career_map(&["Junior", "Senior"], &["Writing"]);
    map.levels[0].title = HOSTILE.to_owned();
    map.levels[0].code = Some(HOSTILE.to_owned() + "2");
    map.competencies[0].name = HOSTILE.to_owned();
    map.competencies[0].category = Some(HOSTILE.to_owned());
    map.facts = vec![LevelFact {
        name: HOSTILE.to_owned(),
        values: vec![None, None],
    }];
    let left = CellUse::LeftOut(WhyLeftOut::AboveTable);
    let picture = MapPicture {
        status: if is_read {
            MapStatus::Read
        } else {
            MapStatus::Nearest
        },
        sheets: vec![
            sheet(
                &at,
                &[&[(HOSTILE, left), (HOSTILE, CellUse::NotUnderstood)]],
            ),
            sheet(&at.with_sheet("Two"), &[&[(HOSTILE, CellUse::LevelTitle)]]),
        ],
        beside: vec![at.with_sheet(HOSTILE)],
        not_read: vec![at.with_sheet(HOSTILE)],
        header: HOSTILE.to_owned(),
        left_out: vec![LeftOut {
            at: at.clone(),
            area: None,
            what: HOSTILE.to_owned() + "3",
            why: WhyLeftOut::AboveTable,
        }],
        attempts: TriedReadings {
            listed: vec![TriedReading {
                sheets: vec![HOSTILE.to_owned(); 2],
                orientation: Orientation::Long,
                header: HOSTILE.to_owned(),
                levels: vec![HOSTILE.to_owned(); 2],
                competencies: 1,
                total: 1.0,
                evidence: Vec::new(),
                outcome: TriedReadingResult::RuledOut(HOSTILE.to_owned()),
            }],
            more: 0,
        },
        ..map_picture()
    };
    let mut example = example();
    example.account.read(3, HOSTILE, HOSTILE);
    example.account.leave_out(4, HOSTILE, HOSTILE);
    example.place.at = at.clone();
    example.files = vec![HOSTILE.to_owned(); 9];
    example.sheets = vec![sheet(
        &at,
        &[&[(HOSTILE, ExampleUse::Label), (HOSTILE, ExampleUse::LeftOut)]],
    )];
    let cell = at.with_cell(CellAddress::new(0, 1));
    let said = [Diagnostic::warning(
        "map-doubt",
        cell,
        HOSTILE,
        format!("Write `{HOSTILE}`."),
    )];
    ReadingSection::of(&ReadingInput {
        career_map: is_read.then_some(&map),
        map: Some(&picture),
        examples: &[example],
        diagnostics: &said,
        ..ReadingInput::default()
    })
}

#[test]
fn what_stands_in_cells_stays_text_wherever_it_is_shown() {
    for is_read in [true, false] {
        let reading = hostile(is_read);
        let page = page(reading.as_ref(), &Labels::english());
        let (_, body) = page
            .split_once("<section aria-labelledby=\"reading-title\"")
            .unwrap();
        let (body, _) = body.rsplit_once("</main>").unwrap();
        for tag in [
            "<script",
            "</script",
            "<style",
            "<img",
            "onclick=\"",
            "style=\"",
            " 49",
        ] {
            assert!(!body.contains(tag), "{tag} in {body}");
        }
        let said = body.matches("alert(1)").count();
        assert!(said >= 30, "{said} in {body}");
        // Outside attributes, each is in an element that isolates its direction.
        for part in body.split("<bdi").skip(1) {
            let (inside, outside) = part.split_once("</bdi>").unwrap();
            assert!(!inside.contains("<bdi"));
            let outside = outside.replace("\u{2068}&lt;", "");
            assert!(
                !outside.contains("alert(1)") || outside.contains("aria-label=\""),
                "{outside}"
            );
        }
    }
}

#[test]
fn the_picture_speaks_every_language_and_marks_what_is_english() {
    for language in ["en", "de", "fr", "es"] {
        let labels = Catalogue::embedded().labels(language).unwrap();
        for is_read in [true, false] {
            let page = page(hostile(is_read).as_ref(), &labels);
            assert!(page.contains("<table class=\"r-sheet"), "{page}");
            assert_eq!(language != "en", page.contains("<bdi lang=\"en\">"));
        }
    }
}

#[test]
fn a_sheet_is_a_table_with_headings_and_each_cell_says_what_it_is() {
    let picture = map_picture();
    let map = career_map(&["Junior", "Senior"], &["Writing"]);
    let reading = ReadingSection::of(&ReadingInput {
        career_map: Some(&map),
        map: Some(&picture),
        ..ReadingInput::default()
    });
    let page = page(reading.as_ref(), &Labels::english());
    for part in [
        "<th scope=\"col\">A</th>",
        "<th scope=\"row\">3</th>",
        "<td class=\"r-level-title\"><b class=\"r-sign\" aria-hidden=\"true\">L</b><span class=\"hidden\">level: </span><bdi>Junior</bdi></td>",
        "<b class=\"r-sign\" aria-hidden=\"true\">× 1</b><span class=\"hidden\">left out 1: </span>",
        "<b class=\"r-sign\" aria-hidden=\"true\">?</b><span class=\"hidden\">not understood: </span>",
    ] {
        assert!(page.contains(part), "{part} is missing from {page}");
    }
}

#[test]
fn a_line_of_the_settings_is_marked_with_and_without_grave_accents() {
    let help = "Say whose they are: under [assessments] write rater = \"manager\" (or \"self\"), or `a = 1`.";
    let parts: Vec<(String, bool)> = help_parts(help)
        .into_iter()
        .map(|part| (part.text, part.is_line))
        .collect();
    let expected = [
        ("Say whose they are: under [assessments] write ", false),
        ("rater = \"manager\"", true),
        (" (or \"self\"), or ", false),
        ("a = 1", true),
        (".", false),
    ];
    assert_eq!(
        parts,
        expected.map(|(text, is_line)| (text.to_owned(), is_line))
    );
}
