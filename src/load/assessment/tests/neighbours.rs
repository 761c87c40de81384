//! Neighbours of the shapes that companies have: small sheets with what a careful person reads in them.

use super::*;
use crate::load::sheet::GridBuilder;

/// A sheet and what is in it.
#[derive(Default)]
struct Case<'t> {
    title: &'t str,
    sheets: Vec<(&'t str, Vec<&'t str>)>,
    right: Vec<&'t str>,
    named: Vec<&'t str>,
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
        } else if let Some(named) = line.strip_prefix("! ") {
            case.named.push(named);
        } else {
            if case.sheets.is_empty() {
                case.sheets.push(("Sheet1", Vec::new()));
            }
            case.sheets.last_mut().unwrap().1.push(line);
        }
    }
    cases
}

/// The cells of a sheet; `>` belongs to the cell on its left, `^` to the one above.
fn grid(rows: &[&str]) -> Grid {
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
                        Err(_) => Value::from_text(text),
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
fn survey() {
    let (mut right, mut named, mut silent) = (0, 0, 0);
    for case in cases(include_str!("neighbours.txt")) {
        let found = read_case(&case);
        let said: Vec<&String> = found
            .texts
            .iter()
            .filter(|text| !text.starts_with("note"))
            .collect();
        let what = if summary(&found) == case.right {
            right += 1;
            "RIGHT"
        } else if said.is_empty() {
            silent += 1;
            "SILENT"
        } else {
            named += 1;
            "NAMED"
        };
        println!("{what}: {}", case.title);
        if what != "RIGHT" || !said.is_empty() {
            println!("    got {:?}", summary(&found));
            for (code, text) in found.problems.iter().zip(&found.texts) {
                println!("      {code}: {text}");
            }
        }
    }
    println!("{right} right, {named} named, {silent} wrong in silence");
}
