//! Variants of the shapes of companies' files: small sheets with the reading that a careful person makes.

use super::*;
use crate::load::sheet::GridBuilder;

/// A sheet and what is in it.
#[derive(Default)]
struct Case<'t> {
    title: &'t str,
    sheets: Vec<(&'t str, Vec<&'t str>)>,
    right: Vec<&'t str>,
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                title,
                ..Case::default()
            });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        let name = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'));
        if let Some(name) = name {
            case.sheets.push((name, Vec::new()));
        } else if let Some(right) = line.strip_prefix("= ") {
            case.right.extend((!right.is_empty()).then_some(right));
        } else {
            if case.sheets.is_empty() {
                case.sheets.push(("Sheet1", Vec::new()));
            }
            case.sheets.last_mut().unwrap().1.push(line);
        }
    }
    cases
}

/// The cells of a sheet; `>` belongs to the cell on its left, `^` to the one above; `¶` breaks a line.
pub(super) fn grid(rows: &[&str]) -> Grid {
    let mut builder = GridBuilder::default();
    let mut merges: Vec<(CellAddress, CellAddress)> = Vec::new();
    for (row, line) in (0..).zip(rows) {
        for (column, text) in (0..).zip(line.split('|')) {
            let here = CellAddress::new(row, column);
            let before = match text.trim() {
                ">" => CellAddress::new(row, column - 1),
                "^" => CellAddress::new(row - 1, column),
                text => {
                    let value = match text.parse::<f64>() {
                        Ok(number) => Some(Value::Number(number)),
                        Err(_) => Value::from_text(text.replace('¶', "\n")),
                    };
                    if let Some(value) = value {
                        builder.set(row, column, value);
                    }
                    continue;
                }
            };
            match merges.iter_mut().find(|(_, last)| *last == before) {
                Some((_, last)) => *last = here,
                None => merges.push((before, here)),
            }
        }
    }
    for (first, last) in merges {
        builder.merge(first, last);
    }
    builder.finish()
}

fn read_case(case: &Case<'_>) -> Read {
    let sheets = case
        .sheets
        .iter()
        .map(|(name, rows)| ((*name).to_owned(), grid(rows)))
        .collect();
    read_workbook(&map(), sheets, &BTreeMap::new(), "", &[])
}

#[test]
fn neighbours_are_read_as_a_careful_person_reads_them_or_named() {
    let cases = cases(include_str!("neighbours.txt"));
    assert!(cases.len() > 85, "{}", cases.len());
    for case in cases {
        let found = read_case(&case);
        let is_right = summary(&found) == case.right;
        let what = format!("{}: {:?} {:#?}", case.title, summary(&found), found.texts);
        if let Some(title) = case.title.strip_prefix("? ") {
            assert!(!is_right, "{title} is read now; take the ? away");
            let is_named = found.texts.iter().any(|text| !text.starts_with("note"));
            assert!(is_named, "wrong in silence: {what}");
        } else {
            assert!(is_right, "{what}");
        }
    }
}
