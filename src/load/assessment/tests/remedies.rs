//! Each message that prints a line for `careermap.toml` is settled by that very line.

use super::neighbours::grid;
use super::*;
use crate::load::roster::{RosterReading, RosterSettings, read_roster};

/// The line of the configuration that a message prints: its section, and the line.
fn printed(help: &str) -> Option<(String, String)> {
    let start = help.find("under [")? + "under [".len();
    let (section, rest) = help[start..].split_once(']')?;
    // The key is before the first equals sign, the value after it; either may be a text in quotes.
    let (before, behind) = rest.split_once(" = ")?;
    let key = match before.chars().next_back()? {
        quote @ ('"' | '\'') => {
            let inside = &before[..before.len() - 1];
            &before[inside.rfind(quote)?..]
        }
        _ => before.rsplit(' ').next()?,
    };
    let quote = behind.chars().next()?;
    let end = behind[1..].find(quote)? + 2;
    Some((section.to_owned(), format!("{key} = {}", &behind[..end])))
}

/// A file whose reading causes a message, and what is read once the line of the message is in the configuration.
struct Case {
    code: &'static str,
    sheet: &'static str,
    rows: &'static str,
    settled: &'static [&'static str],
}

const TOP: &str = "Name | Ana\nRole level | Engineer\n\n";

const CASES: &[Case] = &[
    Case {
        code: "column-not-understood",
        sheet: "Sheet1",
        rows: "~Skill | Self | Peer lead\nPlanning | 1 | 4",
        settled: &["Ana 1: 1/4/- -/-/- -/-/-"],
    },
    Case {
        code: "column-not-understood",
        sheet: "Sheet1",
        rows: "~ | Self | Peer \"lead\"\nSkill | Level | Level\nPlanning | 1 | 4",
        settled: &["Ana 1: 1/4/- -/-/- -/-/-"],
    },
    Case {
        code: "column-not-understood",
        sheet: "Sheet1",
        rows: "~Skill | Rating | Self comments\nPlanning | 4 | well",
        settled: &["Ana 1: -/4/- -/-/- -/-/-"],
    },
    Case {
        code: "rating-unused",
        sheet: "Sheet1",
        rows: "~Skill | Self | Score\nPlanning | 1 | 4",
        settled: &["Ana 1: 1/4/- -/-/- -/-/-"],
    },
    Case {
        code: "ratings-unsaid",
        sheet: "Sheet1",
        rows: "~Skill | Score\nPlanning | 4",
        settled: &["Ana 1: -/4/- -/-/- -/-/-"],
    },
    Case {
        code: "ratings-of-others",
        sheet: "Peer ratings",
        rows: "~Skill | Score\nPlanning | 4",
        settled: &["Ana 1: -/4/- -/-/- -/-/-"],
    },
    Case {
        code: "column-twice",
        sheet: "Sheet1",
        rows: "~Skill | Self rating | My score\nPlanning | 4 | 1",
        settled: &["Ana 1: 4/-/- -/-/- -/-/-"],
    },
    Case {
        code: "comment-unused",
        sheet: "Sheet1",
        rows: "~Skill | Self | Remarks\nPlanning | 4 | well",
        settled: &["Ana 1: 4/-/- -/-/- -/-/-"],
    },
    Case {
        code: "unknown-competency",
        sheet: "Sheet1",
        rows: "~Skill | Self\nPlanning | 1\nForesight | 4",
        settled: &["Ana 1: 1/-/- 4/-/- -/-/-"],
    },
    Case {
        code: "not-a-rating",
        sheet: "Sheet1",
        rows: "~Skill | Self\nPlanning | Shines\nWriting & Speaking | 4",
        settled: &["Ana 1: 1/-/- 4/-/- -/-/-"],
    },
    Case {
        code: "not-a-rating",
        sheet: "Sheet1",
        rows: "~Skill | Self\nPlanning | ✓\nWriting & Speaking | 4",
        settled: &["Ana 1: 1/-/- 4/-/- -/-/-"],
    },
    Case {
        code: "rater-not-understood",
        sheet: "Sheet1",
        rows: "Name | Role level | Rater | Skill | Score\nAna | Engineer | Guild | Planning | 4",
        settled: &["Ana 1: -/4/- -/-/- -/-/-"],
    },
    Case {
        code: "ratings-unsaid",
        sheet: "Sheet1",
        rows: "Name | Role level | Planning | Writing & Speaking\nAna | Engineer | 1 | 4",
        settled: &["Ana 1: -/1/- -/4/- -/-/-"],
    },
    Case {
        code: "ratings-of-others",
        sheet: "Peers",
        rows: "Name | Role level | Planning | Writing & Speaking\nAna | Engineer | 1 | 4",
        settled: &["Ana 1: -/1/- -/4/- -/-/-"],
    },
    Case {
        code: "column-not-understood",
        sheet: "Sheet1",
        rows: "Name | Role level | Planning (self) | Planning | Writing & Speaking\nAna | Engineer | 1 | 4 | 4",
        settled: &["Ana 1: 1/4/- -/4/- -/-/-"],
    },
    Case {
        code: "column-not-understood",
        sheet: "Sheet1",
        rows: "Name | Role level | Planning | > | Writing & Speaking | >\n | | Self | Peer and manager | Self | Peer and manager\n\
               Ana | Engineer | 1 | 4 | 1 | 4",
        settled: &["Ana 1: 1/4/- 1/4/- -/-/-"],
    },
    Case {
        code: "unknown-competency",
        sheet: "Manager ratings",
        rows: "Name | Role level | Planning | Writing & Speaking | Foresight\nAna | Engineer | 1 | 4 | 3",
        settled: &["Ana 1: -/1/- -/4/- -/3/-"],
    },
    Case {
        code: "name-missing",
        sheet: "Sheet1",
        rows: "Teammate | Ana\nRole level | Engineer\n\nSkill | Self\nPlanning | 4",
        settled: &["Ana 1: 4/-/- -/-/- -/-/-"],
    },
    Case {
        code: "no-assessment",
        sheet: "Sheet1",
        rows: "~Skill | My view of it\nPlanning | 4",
        settled: &["Ana 1: 4/-/- -/-/- -/-/-"],
    },
];

fn read_text(case: &Case, section: &str, line: &str) -> Read {
    let rows = case.rows.replace('~', TOP);
    let rows: Vec<&str> = rows.lines().collect();
    let sheets = vec![(case.sheet.to_owned(), grid(&rows))];
    let mut words = BTreeMap::new();
    let settings = match section {
        "" => String::new(),
        "ratings" => {
            words = toml::from_str(line).unwrap();
            String::new()
        }
        "assessments" => line.to_owned(),
        section => format!(
            "[{}]\n{line}",
            section.strip_prefix("assessments.").unwrap()
        ),
    };
    read_workbook(&map(), sheets, &words, &settings, &[])
}

#[test]
fn the_line_that_a_message_prints_settles_it() {
    for case in CASES {
        let found = read_text(case, "", "");
        let at = found
            .problems
            .iter()
            .position(|problem| problem.starts_with(case.code));
        let Some(at) = at else {
            panic!(
                "{} is not said of {}: {:?}",
                case.code, case.rows, found.texts
            );
        };
        let Some((section, line)) = printed(&found.texts[at]) else {
            panic!("{}: no line in {}", case.code, found.texts[at]);
        };
        let settled = read_text(case, &section, &line);
        let what = format!(
            "{}, {}: [{section}] {line}: {:#?}",
            case.code, case.rows, settled.texts
        );
        assert!(!settled.problems.contains(&found.problems[at]), "{what}");
        assert_eq!(summary(&settled), case.settled, "{what}");
    }
}

fn roster(rows: &str, settings: &str) -> RosterReading {
    let map = map();
    let at = Location::of_file("roster.xlsx");
    let rows: Vec<&str> = rows.lines().collect();
    let workbook = Workbook {
        at: at.clone(),
        sheets: vec![Sheet {
            at: at.with_sheet("Roster"),
            name: "Roster".to_owned(),
            hidden: false,
            grid: grid(&rows),
        }],
    };
    let settings: RosterSettings = toml::from_str(settings).unwrap();
    read_roster(&workbook, &Names::new(&map), &settings)
}

#[test]
fn so_does_the_line_of_a_message_about_the_roster() {
    for (code, rows, team) in [
        (
            "column-twice",
            "Name | Department | Division\nAna | North | Sales",
            "North",
        ),
        ("roster-unreadable", "Name | Squad\nAna | North", "North"),
    ] {
        let found = roster(rows, "");
        let problem = found
            .problems
            .iter()
            .find(|problem| problem.code.0 == code)
            .unwrap();
        let (section, line) = printed(&problem.help).unwrap();
        let section = section.strip_prefix("roster.").unwrap();
        let settled = roster(rows, &format!("[{section}]\n{line}"));
        assert_eq!(settled.problems, [], "{line}");
        assert_eq!(
            settled.entries.unwrap()[0].team.as_deref(),
            Some(team),
            "{line}"
        );
    }
}
