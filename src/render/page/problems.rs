//! The problems by kind, each with its place, the remedy and the line for the settings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::links::shown_file;
use super::settings_line::{SettingsLine, settings_lines};
use crate::diagnostic::{Diagnostic, Severity};

/// The page that explains the codes of messages.
const MEANINGS: &str = include_str!("../../../docs/messages.md");

/// At most this many messages of a kind are listed; `check --format json` lists all.
const MAX_LISTED: usize = 200;

/// All problems of one kind.
#[derive(Debug, Serialize)]
pub(super) struct Problems<'a> {
    /// The code of its messages.
    code: &'static str,
    severity: Severity,
    /// What it means, in English; `None` for a code that is not explained.
    meaning: Option<String>,
    /// How many there are.
    count: usize,
    /// What to do, where that is the same for all.
    help: Option<&'a str>,
    /// What was found, in the order of its places.
    entries: Vec<Problem<'a>>,
    /// How many more there are than are listed.
    more: usize,
}

/// One problem.
#[derive(Debug, Serialize)]
struct Problem<'a> {
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    message: &'a str,
    /// What to do, where that is not the same for all.
    help: Option<&'a str>,
    lines: Vec<SettingsLine>,
}

/// The problems by kind, most serious first, the kinds in the order of their first places.
pub(super) fn problems<'a>(diagnostics: &[&'a Diagnostic]) -> Vec<Problems<'a>> {
    let mut kinds: Vec<Vec<&'a Diagnostic>> = Vec::new();
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().copied() {
        let key = (diagnostic.severity, diagnostic.code);
        let place = *places.entry(key).or_insert_with(|| {
            kinds.push(Vec::new());
            kinds.len() - 1
        });
        kinds[place].push(diagnostic);
    }
    kinds.sort_by_key(|kind| Reverse(kind[0].severity));
    let meanings = meanings();
    kinds
        .into_iter()
        .map(|kind| {
            let first = kind[0];
            let is_same = kind.len() > 1 && kind.iter().all(|one| one.help == first.help);
            let help = is_same.then_some(first.help.as_str());
            Problems {
                code: first.code.0,
                severity: first.severity,
                meaning: meanings.get(first.code.0).cloned(),
                count: kind.len(),
                help,
                more: kind.len().saturating_sub(MAX_LISTED),
                entries: kind
                    .into_iter()
                    .take(MAX_LISTED)
                    .map(|one| problem(one, is_same))
                    .collect(),
            }
        })
        .collect()
}

fn problem(diagnostic: &Diagnostic, has_common_help: bool) -> Problem<'_> {
    let at = &diagnostic.location;
    let mut lines = settings_lines(&diagnostic.message);
    for line in settings_lines(&diagnostic.help) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Problem {
        file: at.file().map(shown_file),
        sheet: at.sheet(),
        cell: at.cell().map(|cell| cell.to_string()),
        message: &diagnostic.message,
        help: (!has_common_help).then_some(diagnostic.help.as_str()),
        lines,
    }
}

/// What each code means, from the table of the documentation.
fn meanings() -> BTreeMap<&'static str, String> {
    MEANINGS
        .lines()
        .filter_map(|line| {
            let (code, rest) = line.strip_prefix("| `")?.split_once("` | ")?;
            let (meaning, _) = rest.split_once(" | ")?;
            Some((code, meaning.replace('`', "")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{CellAddress, Location};

    fn at(row: u32) -> Location {
        Location::of_file("a.xlsx")
            .with_sheet("S")
            .with_cell(CellAddress::new(row, 1))
    }

    #[test]
    fn problems_of_a_kind_stand_together_and_errors_first() {
        let all = [
            Diagnostic::note("level-unused", at(0), "One.", "Nothing."),
            Diagnostic::warning("not-a-rating", at(1), "Two.", "Write `a = 1` under [map]."),
            Diagnostic::error("file-damaged", at(2), "Three.", "Save it again."),
            Diagnostic::warning("not-a-rating", at(3), "Four.", "Write `a = 1` under [map]."),
        ];
        let found = problems(&all.iter().collect::<Vec<_>>());
        let kinds: Vec<_> = found.iter().map(|kind| (kind.code, kind.count)).collect();
        assert_eq!(
            kinds,
            [
                ("file-damaged", 1),
                ("not-a-rating", 2),
                ("level-unused", 1)
            ]
        );
        let ratings = &found[1];
        assert_eq!(ratings.help, Some("Write `a = 1` under [map]."));
        assert_eq!(ratings.entries[0].help, None);
        assert_eq!(ratings.entries[1].cell.as_deref(), Some("B4"));
        assert_eq!(ratings.entries[1].lines[0].line, "a = 1");
        assert_eq!(found[0].entries[0].help, Some("Save it again."));
        assert!(
            found[0]
                .meaning
                .as_deref()
                .is_some_and(|says| says.len() > 5)
        );
    }

    #[test]
    fn so_many_that_nobody_reads_them_are_counted() {
        let many: Vec<_> = (0..MAX_LISTED as u32 + 7)
            .map(|row| Diagnostic::warning("not-a-rating", at(row), "What?", "Correct it."))
            .collect();
        let found = problems(&many.iter().collect::<Vec<_>>());
        assert_eq!((found[0].entries.len(), found[0].more), (MAX_LISTED, 7));
    }

    #[test]
    fn every_code_of_the_documentation_has_its_meaning() {
        let rows = MEANINGS.lines().filter(|line| line.starts_with("| `"));
        assert_eq!(meanings().len(), rows.count());
    }
}
