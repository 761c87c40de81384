//! Small sheets, each with the reading that a careful person makes.

use super::*;
use crate::model::LevelId;
use crate::model::testing::{person, roster_entry};

/// What a file of cases says about one.
#[derive(Default)]
pub(super) struct Case<'t> {
    pub(super) title: &'t str,
    sheets: Vec<(&'t str, String)>,
    settings: String,
    roster: Vec<RosterEntry>,
    pub(super) right: Vec<&'t str>,
    /// Code and cell of each message, and words of it; `None` where the case says nothing about messages.
    said: Option<Vec<(&'t str, &'t str)>>,
}

pub(super) fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                title,
                ..Case::default()
            });
        } else if let Some(case) = cases.last_mut() {
            case.add(line);
        }
    }
    cases
}

impl<'t> Case<'t> {
    fn add(&mut self, line: &'t str) {
        let name = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'));
        if let Some(name) = name {
            self.sheets.push((name, String::new()));
        } else if let Some(right) = line.strip_prefix("= ") {
            self.right.extend((!right.is_empty()).then_some(right));
        } else if let Some(said) = line.strip_prefix("! ") {
            let said = (!said.is_empty()).then(|| said.split_once(": ").unwrap_or((said, "")));
            self.said.get_or_insert_default().extend(said);
        } else if let Some(setting) = line.strip_prefix("set: ") {
            self.settings.extend([setting, "\n"]);
        } else if let Some(row) = line.strip_prefix("roster: ") {
            let mut parts = row.split(" | ");
            let mut entry = roster_entry(&person(&map(), parts.next().unwrap(), 0).build());
            entry.person.role_level = parts.next().map(|level| LevelId(level.parse().unwrap()));
            entry.person.employee_id = parts.next().map(Into::into);
            self.roster.push(entry);
        } else {
            if self.sheets.is_empty() {
                self.sheets.push(("Sheet1", String::new()));
            }
            let (_, rows) = self.sheets.last_mut().unwrap();
            let head = |name| format!("Name | {name}\nRole level | Engineer\n");
            match line.strip_prefix('~').map(str::trim) {
                None => rows.extend([line, "\n"]),
                Some("") => rows.extend([&*head("Ana"), "\n"]),
                Some(name) => rows.extend([
                    &*head(name),
                    "Competency | Self level\nPlanning | Engineer\n",
                ]),
            }
        }
    }

    /// What is read, with these settings besides the case's own.
    pub(super) fn read(&self, settings: &str) -> Read {
        let sheets = self.sheets.iter();
        let sheets: Vec<(&str, &str)> = sheets.map(|(name, rows)| (*name, &**rows)).collect();
        let settings = format!("{}{settings}", self.settings);
        read_sheets(&sheets, &settings, &self.roster)
    }

    fn is_said(&self, found: &Read) -> bool {
        let Some(said) = &self.said else {
            return true;
        };
        let mut texts = found.texts.iter().zip(said);
        let codes = said.iter().map(|(code, _)| *code);
        codes.eq(found.problems.iter().map(String::as_str))
            && texts.all(|(text, (_, words))| text.contains(words))
    }
}

#[test]
fn each_is_read_as_a_careful_person_reads_it_or_named() {
    let all = [
        include_str!("neighbours.txt"),
        include_str!("shapes.txt"),
        include_str!("companions.txt"),
    ];
    let cases: Vec<Case<'_>> = all.into_iter().flat_map(cases).collect();
    assert!(cases.len() > 135, "{}", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let found = case.read("");
        let is_right = summary(&found) == case.right && case.is_said(&found);
        let what = format!(
            "{}: {:#?} {:?} {:#?}",
            case.title,
            summary(&found),
            found.problems,
            found.texts
        );
        if let Some(title) = case.title.strip_prefix("? ") {
            assert!(!is_right, "{title} is read now; take the ? away");
            let is_named = found.texts.iter().any(|text| !text.starts_with("note"));
            assert!(is_named, "wrong in silence: {what}");
        } else if !is_right {
            wrong.push(what);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
