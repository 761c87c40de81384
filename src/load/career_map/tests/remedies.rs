//! Each message of the reader that prints a line for `careermap.toml` is settled by that very line.
//!
//! A new message gets a case here: the code, sheets that cause it, settings that are there already, and the right reading.

use super::*;

struct Case {
    code: &'static str,
    /// Sheets by name; a cell ends at `|`.
    sheets: &'static [(&'static str, &'static str)],
    settings: &'static str,
    /// Levels in their order, then competencies.
    right: &'static str,
}

const PLAIN: &str = "Competency | Junior | Senior\n\
                     Delivery | Finishes small tasks | Finishes whole projects\n\
                     People | Listens to the others | Leads the others";
const RIGHT: &str = "Junior, Senior: Delivery, People";

const THREE: &str = "Competency | Junior | Senior\n\
                     Delivery | Finishes small tasks | Finishes whole projects\n\
                     People | Listens to the others | Leads the others\n\
                     Mood | Is happy on most days | Is happy every day";

const CASES: &[Case] = &[
    // Nothing in it is recognised as a level.
    Case {
        code: "map-refused",
        sheets: &[(
            "Stars",
            " | Dwarf | Main | Giant\nLight | dim | bright | very bright\nMass | small | medium | large",
        )],
        settings: "",
        right: "Dwarf, Main, Giant: Light, Mass",
    },
    Case {
        code: "map-refused",
        sheets: &[
            ("Cover", "Hello"),
            (
                "Stars",
                "All that shines\n\n | Dwarf | Main | Giant\nLight | dim | bright | very bright\nMass | small | medium | large",
            ),
        ],
        settings: "",
        right: "Dwarf, Main, Giant: Light, Mass",
    },
    Case {
        code: "map-refused",
        sheets: &[(
            "Stars",
            " | Dwarf | Giant\nLight | shines a little | shines a lot\nMass | weighs a little | weighs a lot",
        )],
        settings: "",
        right: "Dwarf, Giant: Light, Mass",
    },
    // A single competency may be a map, if somebody says so.
    Case {
        code: "map-refused",
        sheets: &[(
            "Map",
            "Competency | Junior | Senior\nDelivery | Finishes small tasks | Finishes whole projects",
        )],
        settings: "",
        right: "Junior, Senior: Delivery",
    },
    Case {
        code: "map-ambiguous",
        sheets: &[("First", PLAIN), ("Second", PLAIN)],
        settings: "",
        right: RIGHT,
    },
    Case {
        code: "map-second-table",
        sheets: &[(
            "Map",
            "Competency | Junior | Senior\nDelivery | Finishes small tasks | Finishes whole projects\n\
             People | Listens to the others | Leads the others\n\n\
             Competency | Manager | Director\nBudget | Keeps to the budget | Makes the budget\n\
             Hiring | Hires a person a year | Hires whole teams",
        )],
        settings: "",
        right: "Manager, Director: Budget, Hiring",
    },
    Case {
        code: "map-order",
        sheets: &[(
            "Map",
            "Competency | Director | Senior | Junior\nDelivery | Plans for years | Finishes projects | Finishes small tasks\n\
             People | Leads the leaders | Leads the others | Listens to others",
        )],
        settings: "",
        right: "Junior, Senior, Director: Delivery, People",
    },
    Case {
        code: "map-order",
        sheets: &[("Map", PLAIN)],
        settings: "order = [\"Senor\"]",
        right: "Senior, Junior: Delivery, People",
    },
    Case {
        code: "map-order",
        sheets: &[("Map", PLAIN)],
        settings: "order = [[\"Senior\", \"Junior\"], \"Senior\", \"Boss\"]",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN), ("Notes", "Hello")],
        settings: "sheet = \"Mapp\"",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN)],
        settings: "header-row = 0",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN)],
        settings: "header-row = 2",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN)],
        settings: "levels = [\"B\", \"Q\"]",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN)],
        settings: "names = \"1\"",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN)],
        settings: "orientation = \"long\"",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", THREE)],
        settings: "facts = [\"Peopel\"]",
        right: "Junior, Senior: Delivery, (People), Mood",
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", THREE)],
        settings: "leave-out = [\"Moood\"]",
        right: RIGHT,
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN)],
        settings: "[weights]\nPeopel = 2.0",
        right: "Junior, Senior: Delivery, People ×2",
    },
    Case {
        code: "map-setting",
        sheets: &[("Map", PLAIN)],
        settings: "[tracks]\nSenor = [\"management\"]",
        right: "Junior, Senior/Management: Delivery, People",
    },
];

fn workbook_of(case: &Case) -> Workbook {
    let sheets = case.sheets.iter().map(|(name, rows)| {
        let rows: Vec<Vec<String>> = rows
            .lines()
            .map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect())
            .collect();
        (*name, Grid::from_rows(rows))
    });
    workbook(sheets.collect())
}

/// The lines that a message prints, each with its section below `[map]`. Of two that it offers, the first.
fn printed(help: &str) -> Vec<(Option<String>, String)> {
    let section = help
        .split_once("nder [map")
        .and_then(|(_, rest)| rest.split_once(']'))
        .and_then(|(section, _)| section.strip_prefix('.'))
        .map(str::to_owned);
    let first = help.split(" chooses the first").next().unwrap_or(help);
    first
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|quoted| quoted.contains(" = "))
        .map(|line| (section.clone(), line.to_owned()))
        .collect()
}

/// The settings with lines in the place of those that set the same.
fn with_lines(settings: &str, lines: &[(Option<String>, String)]) -> MapOptions {
    let mut table: toml::Table = toml::from_str(settings).unwrap();
    for (section, line) in lines {
        let line: toml::Table = toml::from_str(line).unwrap();
        match section {
            // A corrected name takes the place of the wrong one.
            Some(section) => _ = table.insert(section.clone(), toml::Value::Table(line)),
            None => table.extend(line),
        }
    }
    table.try_into().unwrap()
}

fn shown(map: &CareerMap) -> String {
    let levels: Vec<String> = map
        .levels
        .iter()
        .map(|level| {
            let tracks = level
                .tracks
                .iter()
                .map(|track| format!("/{}", track.label()));
            format!("{}{}", level.title, tracks.collect::<String>())
        })
        .collect();
    let competencies: Vec<String> = map
        .competencies
        .iter()
        .map(|competency| match (competency.scored, competency.weight) {
            (false, _) => format!("({})", competency.name),
            (true, 1.0) => competency.name.clone(),
            (true, weight) => format!("{} ×{weight}", competency.name),
        })
        .collect();
    format!("{}: {}", levels.join(", "), competencies.join(", "))
}

#[test]
fn the_line_that_a_message_prints_settles_it() {
    for case in CASES {
        let workbook = workbook_of(case);
        let before = read(&workbook, &with_lines(case.settings, &[]));
        let what = format!("{}, {:?}, {}", case.code, case.sheets, case.settings);
        let Some(message) = before
            .diagnostics
            .iter()
            .find(|message| message.code.0 == case.code)
        else {
            panic!("not said of {what}: {:#?}", before.diagnostics);
        };
        let lines = printed(&message.help);
        assert!(!lines.is_empty(), "{what}: no line in {message:#?}");
        let after = read(&workbook, &with_lines(case.settings, &lines));
        let problems: Vec<_> = after
            .diagnostics
            .iter()
            .filter(|left| left.severity > crate::diagnostic::Severity::Note)
            .collect();
        let what = format!("{what}: {lines:?}: {:#?}", after.diagnostics);
        assert!(problems.is_empty(), "{what}");
        assert!(!after.diagnostics.contains(message), "{what}");
        assert_eq!(
            after.career_map.as_ref().map(shown).as_deref(),
            Some(case.right),
            "{what}"
        );
    }
}
