//! docs/settings.md against the code: every setting with its default and an example, and no other.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use careermap::cli::{Cli, Command};
use careermap::config::Options;
use clap::Parser as _;

/// A row of docs/settings.md.
struct Row {
    /// The table of the file that it is in, as written: `[plans]`; empty above all tables.
    table: String,
    setting: String,
    default: Option<String>,
    example: String,
}

impl Row {
    /// The setting with its tables: `plans.paper`.
    fn path(&self) -> String {
        let table = self.table.trim_matches(['[', ']']);
        let parts = [table, &self.setting];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(".")
    }

    fn toml(&self, value: &str) -> String {
        format!("{}\n{} = {value}\n", self.table, self.setting)
    }
}

fn documented() -> Vec<Row> {
    let page = include_str!("../../docs/settings.md");
    let mut table = String::new();
    let mut rows = Vec::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            let named = title
                .strip_prefix('`')
                .and_then(|title| title.split_once('`'));
            named.map_or("", |(name, _)| name).clone_into(&mut table);
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", setting, default, example, _, ""] = cells.as_slice()
            && let Some(setting) = setting.strip_prefix('`')
        {
            let value = |cell: &str| cell.trim_matches('`').to_owned();
            rows.push(Row {
                table: table.clone(),
                setting: value(setting),
                default: (*default != "–").then(|| value(default)),
                example: value(example),
            });
        }
    }
    rows
}

/// What a run would do with these settings, or what is wrong with them.
fn parse(toml: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    // The folder of the example.
    std::fs::create_dir(folder.path().join("our templates")).unwrap();
    std::fs::write(folder.path().join("careermap.toml"), toml).unwrap();
    let typed = [
        "careermap".as_ref(),
        "run".as_ref(),
        folder.path().as_os_str(),
    ];
    let Some(Command::Run(run)) = Cli::try_parse_from(typed).unwrap().command else {
        unreachable!("that is what was typed")
    };
    let options = Options::resolve(&run.input)
        .map_err(|problem| format!("{}\n{}", problem.message, problem.help))?;
    let options = format!("{options:?}");
    // Paths begin with the folder.
    let shown = folder.path().display().to_string().replace('\\', "\\\\");
    Ok(options.replace(&shown, "input"))
}

/// The settings in a table of the file, as the code lists them when it finds an unknown one; empty where any key is
/// allowed, and where it is not a table.
fn settings_in(table: &str) -> Vec<String> {
    let header = if table.is_empty() {
        String::new()
    } else {
        format!("[{table}]")
    };
    // A setting with a few allowed values is not a section.
    if let Some((section, setting)) = table.rsplit_once('.')
        && parse(&format!("[{section}]\n{setting} = \"zzz\""))
            .is_err_and(|error| error.contains("not one of the allowed values"))
    {
        return Vec::new();
    }
    let error = parse(&format!("{header}\nzzz = 1"))
        .err()
        .unwrap_or_default();
    let Some((_, expected)) = error.split_once("\nDelete it, or write ") else {
        return Vec::new();
    };
    expected
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn known(table: &str, found: &mut Vec<String>) {
    for setting in settings_in(table) {
        let path = if table.is_empty() {
            setting
        } else {
            format!("{table}.{setting}")
        };
        let before = found.len();
        known(&path, found);
        if path == "coverage-needs" {
            let entries = settings_in("[coverage-needs]");
            found.extend(entries.iter().map(|entry| format!("{path}.{entry}")));
        }
        if found.len() == before {
            found.push(path);
        }
    }
}

#[test]
fn the_page_of_settings_has_every_setting_and_no_other() {
    let mut known_settings = Vec::new();
    known("", &mut known_settings);
    known_settings.sort();
    assert!(
        known_settings.contains(&"map.weights".to_owned()),
        "{known_settings:?}"
    );
    let mut listed: Vec<String> = documented().iter().map(Row::path).collect();
    listed.sort();
    assert_eq!(
        listed, known_settings,
        "on the left docs/settings.md, on the right the code: add a row for each setting that is missing"
    );
}

#[test]
fn the_page_of_settings_has_the_defaults() {
    let mut tables: BTreeMap<String, String> = BTreeMap::new();
    for row in documented() {
        if let Some(default) = &row.default {
            let table = tables.entry(row.table.clone()).or_default();
            writeln!(table, "{} = {default}", row.setting).unwrap();
        }
    }
    let toml: String = tables
        .iter()
        .map(|(table, rows)| format!("{table}\n{rows}"))
        .collect();
    assert_eq!(parse(&toml).unwrap(), parse("").unwrap());
}

#[test]
fn each_example_on_the_page_of_settings_is_read_and_changes_something() {
    let rows = documented();
    for row in &rows {
        let mut toml = row.toml(&row.example);
        if row.table == "[map.confirmed]" {
            // The settings of one table are used together.
            for other in rows.iter().filter(|other| other.table == row.table) {
                if other.setting != row.setting {
                    writeln!(toml, "{} = {}", other.setting, other.example).unwrap();
                }
            }
        }
        let read = parse(&toml).unwrap_or_else(|error| panic!("{toml}{error}"));
        assert_ne!(read, parse("").unwrap(), "{toml}");
    }
}

#[test]
fn the_readme_promises_no_more_files_than_are_read() {
    // README promises a hundred thousand people.
    assert!(Options::default().limits.files >= 100_000);
}
