//! Each message that prints a line for `careermap.toml` is settled by that very line.

use super::cases::cases;
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

#[test]
fn the_line_that_a_message_prints_settles_it() {
    for case in cases(include_str!("remedies.txt")) {
        let found = case.read("");
        let said = found.problems.iter();
        let at = said.clone().position(|said| said.starts_with(case.title));
        let Some(at) = at else {
            panic!("{} is not said: {:?}", case.title, found.texts);
        };
        let Some((section, line)) = printed(&found.texts[at]) else {
            panic!("{}: no line in {}", case.title, found.texts[at]);
        };
        let settled = case.read(&format!("[{section}]\n{line}"));
        let what = format!("{}: [{section}] {line}: {:#?}", case.title, settled.texts);
        assert!(!settled.problems.contains(&found.problems[at]), "{what}");
        assert_eq!(summary(&settled), case.right, "{what}");
    }
}

fn roster(rows: &str, settings: &str) -> RosterReading {
    let workbook = workbook_of("roster.xlsx", [("Roster", grid_of(rows))]);
    let settings: RosterSettings = toml::from_str(settings).unwrap();
    read_roster(&workbook, &MapNames::new(&map()), &settings)
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
            settled.entries.unwrap()[0].person.team.as_deref(),
            Some(team),
            "{line}"
        );
    }
}
