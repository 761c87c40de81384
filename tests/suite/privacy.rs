//! Each claim of `docs/privacy.md` names tests that exist and commands that the program has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use careermap::cli::Cli;
use clap::Parser as _;

use crate::harness::repository;

/// The names of all test functions below a folder.
fn tests_below(folder: &Path, into: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests_below(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let code = fs::read_to_string(&path).unwrap();
            let mut is_test = false;
            for line in code.lines().map(str::trim) {
                if line == "#[test]" {
                    is_test = true;
                } else if let Some(name) = line.strip_prefix("fn ").filter(|_| is_test) {
                    into.extend(name.split('(').next().map(str::to_owned));
                    is_test = false;
                }
            }
        }
    }
}

/// The texts in backticks that follow a word.
fn named<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let begin = format!("{word} `");
    let parts = text.split(&begin).skip(1);
    parts.map(|part| part.split('`').next().unwrap()).collect()
}

#[test]
fn every_claim_about_privacy_names_a_test_or_a_command_that_exists() {
    let page = fs::read_to_string(repository().join("docs/privacy.md")).unwrap();
    let (_, claims) = page.split_once("\n## Claims").unwrap();
    let (claims, _) = claims.split_once("\n## ").unwrap();
    let rows: Vec<(&str, &str)> = claims
        .lines()
        .filter_map(|line| {
            line.strip_prefix("| ")?
                .trim_end_matches(" |")
                .split_once(" | ")
        })
        .filter(|(claim, _)| *claim != "Claim")
        .collect();
    assert!(rows.len() >= 15, "{}", rows.len());
    let mut known = BTreeSet::new();
    for folder in ["src", "tests/suite"] {
        tests_below(&repository().join(folder), &mut known);
    }
    for (claim, verify) in rows {
        let (tests, commands) = (named(verify, "test"), named(verify, "command"));
        assert!(
            tests.len() + commands.len() > 0,
            "nothing verifies “{claim}”"
        );
        for test in tests {
            assert!(
                known.contains(test),
                "“{claim}” names {test}, which is not a test"
            );
        }
        for command in commands {
            let parsed = Cli::try_parse_from(command.split(' '));
            assert!(
                parsed.is_ok(),
                "“{claim}” names {command}, which is not a command"
            );
        }
    }
    // The commands in the text, as people type them there.
    for command in page
        .split('`')
        .filter(|text| text.starts_with("careermap ") && !text.contains('\n'))
    {
        let name = command.split(' ').nth(1).unwrap();
        assert!(
            Cli::command_names().iter().any(|known| known == name),
            "{command}"
        );
    }
}
