//! `careermap check --map`: which settings count, and that the text and the JSON say the same.

use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::harness::{Finished, Project, career_map, table_of, write_rows};

/// A map that is readable only with settings.
fn stars() -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write_rows(
        sheet,
        table_of(
            " | Dwarf | Main | Giant
         Light | dim | bright | very bright
         Mass | small | medium | large",
        ),
    );
    workbook
}

/// The output of a command, on either stream.
trait Shows {
    fn shows(self, texts: &[&str]);
}

impl Shows for Finished {
    #[track_caller]
    fn shows(self, texts: &[&str]) {
        let said = format!("{}{}", self.stdout(), self.stderr());
        for text in texts {
            assert!(said.contains(text), "{text:?} is missing from:\n{said}");
        }
    }
}

const LINE: &str = "[map]\nlevels = [\"B:D\"]\n";

/// A project with the map of stars in a separate folder with a space in its name.
fn project() -> Project {
    let project = Project::empty();
    let folder = project.input().parent().unwrap().join("My folder");
    fs::create_dir(&folder).unwrap();
    stars().save(folder.join("levels.xlsx")).unwrap();
    project
}

fn write(project: &Project, file: &str, text: &str) {
    fs::write(project.input().parent().unwrap().join(file), text).unwrap();
}

#[test]
fn settings_beside_a_map_are_used_and_named() {
    let project = project();
    let check = |code| {
        project
            .careermap(&["check", "--map", "My folder/levels.xlsx"])
            .ends_with(code)
    };
    check(2).shows(&[
        "write `levels = [\"B:D\"]` and `order = [\"Dwarf\", \"Main\", \"Giant\"]` under [map] in careermap.toml",
        "Settings: none; careermap would use a careermap.toml",
    ]);
    // Other settings, which happen to be in the current folder.
    write(&project, "input/careermap.toml", "[map]\nheader-row = 17\n");
    check(2).shows(&["Settings: none"]);
    write(&project, "My folder/careermap.toml", LINE);
    check(0).shows(&["Settings: My folder/careermap.toml", "1. Dwarf"]);
    write(
        &project,
        "My folder/careermap.toml",
        "[plans]\npaper = \"letter\"\n",
    );
    check(2).shows(&["Settings: My folder/careermap.toml, which says nothing about the map"]);
    write(&project, "My folder/careermap.toml", "[map]\nheader = 1\n");
    check(2).shows(&["My folder/careermap.toml", "[config-invalid]"]);
}

#[test]
fn settings_of_the_folder_that_was_typed_or_that_names_the_map_are_used() {
    let project = project();
    write(&project, "input/careermap.toml", LINE);
    let map = ["check", "--map", "My folder/levels.xlsx"];
    project.careermap(&map).ends_with(2);
    project
        .careermap(&["check", "input", "--map", "My folder/levels.xlsx"])
        .ends_with(0)
        .shows(&["Settings: input/careermap.toml"]);
    write(
        &project,
        "input/careermap.toml",
        &format!("career-map = \"../My folder/levels.xlsx\"\n{LINE}"),
    );
    project
        .careermap(&map)
        .ends_with(0)
        .shows(&["Settings: input/careermap.toml"]);
}

#[test]
fn every_command_reads_a_map_in_another_folder_with_the_settings_beside_it() {
    let project = project();
    write(
        &project,
        "input/careermap.toml",
        "career-map = \"../My folder/levels.xlsx\"\n",
    );
    write(&project, "My folder/careermap.toml", LINE);
    fs::create_dir(project.input().join("assessments")).unwrap();
    let roster = "Name,Role level\nMira Vale,Main\n";
    write(&project, "input/roster.csv", roster);
    project
        .careermap(&["check", "--map", "My folder/levels.xlsx"])
        .ends_with(0)
        .shows(&["Settings: My folder/careermap.toml"]);
    project.careermap(&["profile"]).ends_with(0);
    project.careermap(&["forms"]).ends_with(0);
    project.careermap(&["check"]).ends_with(1).shows(&[
        "3 levels, 2 competencies",
        "Settings: ../My folder/careermap.toml",
    ]);
    // What the folder itself says about the map counts.
    write(
        &project,
        "input/careermap.toml",
        "career-map = \"../My folder/levels.xlsx\"\n[map]\nlevels = [\"B:C\"]\n",
    );
    project
        .careermap(&["check"])
        .ends_with(1)
        .shows(&["2 levels"]);
}

/// The text of `check --map`, built only from its JSON.
fn words(report: &Value) -> String {
    let map = &report["career_map"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = |value: &Value| value.as_array().unwrap().clone();
    let count = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    let (levels, competencies) = (list(&map["levels"]), list(&map["competencies"]));
    let scored = competencies.iter().filter(|c| c["scored"] == true).count();
    let specialities = match map["specialities"].as_array() {
        None => String::new(),
        Some(some) => format!(", {}", count(some.len(), "speciality", "specialities")),
    };
    let mut lines = vec![format!(
        "Career map: {}, {}, {} ({scored} scored){specialities}",
        text(&map["file"]),
        count(levels.len(), "level", "levels"),
        count(competencies.len(), "competency", "competencies")
    )];
    let layout = match text(&map["orientation"]).as_str() {
        "levels-in-columns" => "each level is a column",
        "levels-in-rows" => "each level is a row",
        "sheet-per-level" => "each level has its own sheet",
        "sheet-per-competency" => "each competency has its own sheet",
        _ => "one row for each level, competency and expectation",
    };
    let sheets: Vec<String> = list(&map["sheets"])
        .iter()
        .map(|sheet| format!("“{}”", text(sheet)))
        .collect();
    let are_numbers = map["scale"] == "proficiency";
    lines.push(format!(
        "Read as: {layout}; from {}{}",
        sheets.join(", "),
        if are_numbers {
            "; its cells are numbers: the proficiency required"
        } else {
            ""
        }
    ));
    lines.push(format!("The levels are named in {}", text(&map["header"])));
    lines.push(match &report["settings"] {
        Value::Null => {
            "Settings: none; careermap would use a careermap.toml in the map's folder".to_owned()
        }
        settings if settings["speaks_of_map"] == true => {
            format!("Settings: {}", text(&settings["file"]))
        }
        settings => format!(
            "Settings: {}, which says nothing about the map",
            text(&settings["file"])
        ),
    });
    lines.extend([String::new(), "Levels, most junior first".to_owned()]);
    for level in &levels {
        let mut line = format!("  {}. {}", level["rank"], text(&level["title"]));
        if let Some(code) = level["code"]
            .as_str()
            .filter(|code| level["title"] != **code)
        {
            line = format!("{line} [{code}]");
        }
        let tracks: Vec<&str> = list(&level["tracks"])
            .iter()
            .map(|track| {
                if track == "ic" {
                    "Individual contributor"
                } else {
                    "Management"
                }
            })
            .collect();
        if !tracks.is_empty() {
            line = format!("{line} ({})", tracks.join(" or "));
        }
        lines.push(line);
    }
    lines.push(String::new());
    lines.push(format!(
        "Competencies, with the number {} at each level",
        if are_numbers {
            "required"
        } else {
            "of expectations"
        }
    ));
    let competency_line = |competency: &Value| {
        let cells = competency
            .get("required")
            .unwrap_or(&competency["expectations_at"]);
        let cells: Vec<String> = list(cells)
            .iter()
            .map(|cell| {
                cell.as_f64()
                    .map_or("–".to_owned(), |number| number.to_string())
            })
            .collect();
        let category = competency["category"]
            .as_str()
            .map_or(String::new(), |category| format!("{category}: "));
        let fact = if competency["scored"] == true {
            ""
        } else {
            "; shown, not scored"
        };
        let weight = competency["weight"].as_f64().unwrap();
        let weight = if weight.to_bits() == 1.0_f64.to_bits() {
            String::new()
        } else {
            format!("; weight {weight}")
        };
        format!(
            "{category}{} ({}{fact}{weight})",
            text(&competency["name"]),
            cells.join(" ")
        )
    };
    for competency in &competencies {
        lines.push(format!("  {}", competency_line(competency)));
    }
    if let Some(specialities) = map["specialities"].as_array() {
        lines.push(String::new());
        lines.push(
            "Specialities, with what each adds to the general map or replaces in it".to_owned(),
        );
        for speciality in specialities {
            lines.push(format!("  {}", text(&speciality["name"])));
            let own = list(&speciality["competencies"]);
            // By competency, in the order of the entries: where it adds, and where it replaces.
            let mut said: Vec<(String, [Vec<String>; 2])> = Vec::new();
            for entry in list(&speciality["entries"]) {
                let name = text(&entry["competency"]);
                if own.iter().any(|one| one["name"] == *name) {
                    continue;
                }
                if said.last().is_none_or(|(last, _)| *last != name) {
                    said.push((name, [Vec::new(), Vec::new()]));
                }
                let place = usize::from(entry["mode"] == "replace");
                said.last_mut().unwrap().1[place].push(text(&entry["level"]));
            }
            for (name, [adds, replaces]) in said {
                let parts = [("adds", adds), ("replaces", replaces)];
                let parts: Vec<String> = parts
                    .iter()
                    .filter(|(_, levels)| !levels.is_empty())
                    .map(|(does, levels)| format!("{does} at {}", levels.join(", ")))
                    .collect();
                lines.push(format!("    {name}: {}", parts.join("; ")));
            }
            for competency in &own {
                lines.push(format!(
                    "    {}: only in this speciality",
                    competency_line(competency)
                ));
            }
        }
    }
    let facts: Vec<String> = list(&map["facts"])
        .iter()
        .map(|fact| text(&fact["name"]))
        .collect();
    if !facts.is_empty() {
        lines.extend([
            String::new(),
            format!("Facts about the levels: {}", facts.join(", ")),
        ]);
    }
    let several = sheets.len() > 1;
    let left_out = list(&map["left_out"]);
    if !left_out.is_empty() {
        lines.extend([String::new(), "Left out".to_owned()]);
    }
    for left in &left_out {
        let sheet = left["sheet"]
            .as_str()
            .filter(|sheet| several && left["what"] != **sheet);
        let mut place: Vec<String> = sheet
            .map(|sheet| format!("sheet “{sheet}”"))
            .into_iter()
            .collect();
        place.extend(left["cell"].as_str().map(str::to_owned));
        let place = place.join(", ");
        let space = if place.is_empty() { "" } else { " " };
        lines.push(format!(
            "  {place}{space}“{}”: {}",
            text(&left["what"]),
            text(&left["why"])
        ));
    }
    let advice = list(&report["advice"]);
    if !advice.is_empty() {
        lines.extend([
            String::new(),
            "Advice about the map itself; these are not errors".to_owned(),
        ]);
    }
    for advice in &advice {
        let places = list(&advice["places"]);
        let mut named: Vec<String> = places
            .iter()
            .take(5)
            .map(|place| {
                let what = text(&place["what"]);
                match (
                    place["sheet"].as_str().filter(|_| several),
                    place["cell"].as_str(),
                ) {
                    (Some(sheet), Some(cell)) => format!("sheet “{sheet}”, {cell} {what}"),
                    (None, Some(cell)) => format!("{cell} {what}"),
                    _ => what,
                }
            })
            .collect();
        if places.len() > 5 {
            named.push(format!("and {} more", places.len() - 5));
        }
        lines.push(format!("  {}", text(&advice["message"])));
        lines.push(format!("    {}", named.join("; ")));
        lines.push(format!(
            "    {} [{}]",
            text(&advice["help"]),
            text(&advice["code"])
        ));
    }
    lines.join("\n")
}

#[test]
fn the_json_has_all_that_the_text_has() {
    let project = Project::with_sample_map();
    let folder = project.input();
    let rows = |sheet: &mut rust_xlsxwriter::Worksheet, rows: &[&[&str]]| {
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number),
                    Err(_) => sheet.write_string(row, column, *text),
                }
                .unwrap();
            }
        }
    };
    // Codes, tracks, categories, facts, what is left out, and advice of several kinds.
    let mut rich = Workbook::new();
    rows(
        rich.add_worksheet().set_name("Ladder").unwrap(),
        table_of("What we expect
              |  | P1 | P2 | P4
             Area | Competency | Junior | Engineer (IC) | Lead (IC or Manager) | Notes
             Work | Planning | Plans the day ahead | Plans the day ahead | Plans the year ahead | soon
             Work | Writing | Writes short texts |  | Writes whole books | later
              | Education | A school of any kind | A degree or so | A degree or so |
              | Salary | 10 to 20 | 20 to 30 | 30 to 40 |"),
    );
    rich.save(folder.join("rich.xlsx")).unwrap();
    let mut numbers = Workbook::new();
    rows(
        numbers.add_worksheet().set_name("Numbers").unwrap(),
        &[
            &["Competency", "Junior", "Engineer", "Lead"],
            &["Planning", "1", "2", "3"],
            &["Writing", "1", "", "2.5"],
            &["Speaking", "1", "1", "4"],
        ],
    );
    numbers.save(folder.join("numbers.xlsx")).unwrap();
    let mut sheets = Workbook::new();
    for level in ["Junior", "Senior", "Director"] {
        rows(
            sheets.add_worksheet().set_name(level).unwrap(),
            &[
                &["About this level"],
                &["Competency", "Expectation"],
                &["Planning", "Plans whatever comes up"],
                &["Writing", &format!("Writes as a {level} does")],
            ],
        );
    }
    sheets.save(folder.join("sheets.xlsx")).unwrap();
    career_map().save(folder.join("plain.xlsx")).unwrap();
    fs::write(
        folder.join("careermap.toml"),
        "[map.weights]\nPlanning = 2.5\n",
    )
    .unwrap();
    for (map, code) in [
        ("career-map", 1),
        ("rich", 0),
        ("numbers", 0),
        ("sheets", 0),
        ("plain", 0),
    ] {
        let file = format!("input/{map}.xlsx");
        let text = project
            .careermap(&["check", "--map", &file])
            .ends_with(code)
            .stdout();
        let json = project
            .careermap(&["check", "--map", &file, "--format", "json"])
            .ends_with(code)
            .stdout();
        let report: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(words(&report), text.trim_end(), "{map}");
    }
}
