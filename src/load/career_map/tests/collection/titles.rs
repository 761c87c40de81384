//! Titles of levels, crossed with the layouts: ladders, and rows of titles that are not one.

use super::content::{Content, Heading, trades};
use super::kinds::labelled;
use super::layouts::{LAYOUTS, Layout};
use super::notation::Case;
use super::reading::Wanted;

/// The layout of each letter.
const LETTERS: [(char, &str); 5] = [
    ('c', "columns"),
    ('r', "rows"),
    ('s', "sheet per level"),
    ('p', "sheet per competency"),
    ('l', "long"),
];

/// A case for each line of titles and each of its layouts.
pub(super) fn titled() -> Vec<Case> {
    let trades = trades();
    let mut kind = "";
    let mut all = Vec::new();
    for line in include_str!("titles.txt").lines() {
        if let Some(name) = line.strip_prefix("== ") {
            kind = name;
        } else if !line.is_empty() && !line.starts_with('#') {
            let (key, titles) = line.split_once(" | ").unwrap();
            let [language, wanted, letters] = key.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let content = content(&trades, language, &titles.split(" | ").collect::<Vec<_>>());
            for letter in letters.chars() {
                let (_, name) = LETTERS.iter().find(|(own, _)| *own == letter).unwrap();
                let layout = LAYOUTS.iter().find(|layout| layout.name == *name).unwrap();
                all.push(case(kind, wanted, titles, &content, layout));
            }
        }
    }
    all
}

/// A map with these titles, headed in a language; its texts are those of two trades.
fn content(trades: &[Content], language: &str, titles: &[&str]) -> Content {
    let of = |trade: &str| trades.iter().find(|own| own.trade == trade).unwrap();
    let mut content = of("Design studio").clone();
    let words = trades.iter().find(|own| own.language == language).unwrap();
    content.words.clone_from(&words.words);
    content.levels = titles.iter().map(|title| Heading::new(title)).collect();
    for (row, other) in content.rows.iter_mut().zip(&of("Bakery").rows) {
        row.cells.extend(other.cells.iter().cloned());
        row.cells.truncate(titles.len());
    }
    content
}

fn case(kind: &str, wanted: &str, titles: &str, content: &Content, layout: &Layout) -> Case {
    let mut content = content.clone();
    content.must_be_doubted = wanted == "doubt";
    content.is_doubted = wanted == "said";
    content.is_reversed = wanted == "down";
    let mut case = labelled(&content, layout, (layout.pages)(&content));
    case.name = format!("{titles}: {}", layout.name);
    kind.clone_into(&mut case.kind);
    if wanted == "refused" {
        case.label.wanted = Wanted::Refused;
        case.label.checks.clear();
    }
    case
}
