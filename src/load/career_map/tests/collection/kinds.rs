//! Variations of cells, headings and margins, crossed with the layouts.

use super::changes::*;
use super::content::{Content, Word, trades};
use super::layouts::{LAYOUTS, Layout, Shape};
use super::notation::{Case, Page};
use super::reading::{Label, Wanted};
use Shape::{Columns as C, Long as L, Rows as R, SheetPerCompetency as S, SheetPerLevel as P};

/// A variation that is possible in several layouts.
struct Kind {
    name: &'static str,
    /// The layouts that it makes sense in.
    shapes: &'static [Shape],
    /// Whether its words are English.
    is_english: bool,
    change: fn(&mut Content),
}

const ALL: &[Shape] = &[C, R, P, S, L];

#[rustfmt::skip]
const KINDS: &[Kind] = &[
    Kind { name: "sentences", shapes: ALL, is_english: false, change: |_| () },
    Kind { name: "bullets", shapes: &[C, R, P, L], is_english: false, change: bullets },
    Kind { name: "required numbers", shapes: &[C, R, L], is_english: false, change: numbers },
    Kind { name: "required numbers with words", shapes: &[C, R], is_english: true, change: numbers_with_words },
    Kind { name: "letters with a legend", shapes: &[C, R, L], is_english: true, change: |c| letters(c, true) },
    Kind { name: "letters without a legend", shapes: &[C, R, L], is_english: true, change: |c| letters(c, false) },
    Kind { name: "ticks", shapes: &[C, R], is_english: false, change: ticks },
    Kind { name: "answers without a heading", shapes: &[C, R, S], is_english: false, change: |c| answers(c, false) },
    Kind { name: "answers under a heading", shapes: ALL, is_english: false, change: |c| answers(c, true) },
    Kind { name: "scores beside levels", shapes: ALL, is_english: false, change: scores },
    Kind { name: "good and bad examples", shapes: ALL, is_english: false, change: good_and_bad },
    Kind { name: "bad signs at the end", shapes: ALL, is_english: false, change: |c| at_the_end(c, Word::RedFlags) },
    Kind { name: "examples at the end", shapes: ALL, is_english: false, change: |c| at_the_end(c, Word::Examples) },
    Kind { name: "questions at the end", shapes: ALL, is_english: false, change: |c| at_the_end(c, Word::Questions) },
    Kind { name: "a heading inside cells", shapes: &[C, R, P, L], is_english: false, change: |c| { let heading = c.word(Word::Expectation); inside(c, &heading, false) } },
    Kind { name: "two headings inside cells", shapes: &[C, R, P, L], is_english: true, change: |c| inside(c, "Behaviours", true) },
    Kind { name: "facts about levels", shapes: &[C, R, P, L], is_english: false, change: facts },
    Kind { name: "facts under any name", shapes: &[C, R], is_english: true, change: facts_under_any_name },
    Kind { name: "a sentence about each level", shapes: &[C, R], is_english: true, change: about_levels },
    Kind { name: "names in three columns", shapes: &[C], is_english: true, change: three_names },
    Kind { name: "titles: numbers", shapes: &[C, R, L], is_english: false, change: |c| titled(c, |at| (at + 1).to_string()) },
    Kind { name: "titles: numbers as text", shapes: &[C, R, L], is_english: false, change: |c| titled(c, |at| format!("'{}", at + 1)) },
    Kind { name: "titles: codes", shapes: ALL, is_english: false, change: |c| titled(c, |at| format!("L{}", at + 1)) },
    Kind { name: "titles: dates", shapes: &[C, R, L], is_english: false, change: dates },
    Kind { name: "titles: words of the company", shapes: ALL, is_english: true, change: own_words },
    Kind { name: "titles with tracks", shapes: ALL, is_english: true, change: tracks },
    Kind { name: "most senior first", shapes: &[C, R, P, S], is_english: false, change: most_senior_first },
    Kind { name: "titles behind codes", shapes: ALL, is_english: false, change: behind_codes },
    Kind { name: "titles with years", shapes: &[C, R, L], is_english: true, change: with_years },
    Kind { name: "a hidden level", shapes: &[C, R, P, S], is_english: false, change: hidden_level },
    Kind { name: "references to other levels", shapes: &[C, R], is_english: true, change: references },
    Kind { name: "placeholders", shapes: &[C, R, L], is_english: false, change: placeholders },
    Kind { name: "nested bullets", shapes: &[C, R, P], is_english: false, change: nested_bullets },
    Kind { name: "paragraphs", shapes: &[C, R, P, L], is_english: false, change: paragraphs },
    Kind { name: "two levels", shapes: ALL, is_english: false, change: two_levels },
    Kind { name: "names like codes", shapes: ALL, is_english: false, change: code_like_names },
    Kind { name: "remarks above and below", shapes: ALL, is_english: false, change: remarks },
    Kind { name: "a legend below", shapes: &[C, R, P, L], is_english: true, change: legend },
    Kind { name: "further columns", shapes: &[C, R, P, L], is_english: false, change: further_columns },
    Kind { name: "columns of a review", shapes: &[C, P], is_english: true, change: review },
    Kind { name: "proficiency, evidence, weight", shapes: &[L, P], is_english: true, change: proficiency },
    Kind { name: "behaviours under any heading", shapes: &[L, P], is_english: true, change: other_headings },
    Kind { name: "empty cells", shapes: &[C, R, P, L], is_english: false, change: empty_cells },
    Kind { name: "education", shapes: ALL, is_english: false, change: education },
    Kind { name: "a cover sheet", shapes: ALL, is_english: false, change: cover },
];

/// Each kind in each layout, and in some other languages.
pub(super) fn crossed() -> Vec<Case> {
    let trades = trades();
    let (english, other): (Vec<Content>, Vec<Content>) =
        trades.into_iter().partition(|trade| trade.language == "en");
    let mut all = Vec::new();
    for (kind_at, kind) in KINDS.iter().enumerate() {
        let layouts = LAYOUTS
            .iter()
            .filter(|layout| kind.shapes.contains(&layout.shape));
        let layouts: Vec<_> = layouts.filter(|layout| fits(kind, layout.name)).collect();
        for (at, layout) in layouts.iter().enumerate() {
            // Each kind uses two thirds of the layouts, different ones each time, to keep the test quick; sentences are
            // in all layouts.
            if kind_at == 0 || layouts.len() < 6 || (kind_at + at) % 3 > 0 {
                all.push(case(kind, layout, &english[(kind_at + at) % english.len()]));
            }
        }
        let other = other.iter().enumerate().filter(|_| !kind.is_english);
        for (at, trade) in other {
            if kind_at == 0 || (kind_at + at) % 3 == 0 {
                all.push(case(kind, layouts[(kind_at + at) % layouts.len()], trade));
            }
        }
    }
    all
}

/// Codes are over titles that are words; rows for each expectation hold nothing else.
fn fits(kind: &Kind, layout: &str) -> bool {
    let is_plain = matches!(
        kind.name,
        "sentences"
            | "most senior first"
            | "two levels"
            | "names like codes"
            | "remarks above and below"
            | "a cover sheet"
            | "education"
    ) || (kind.name.starts_with("titles") && kind.name != "titles with tracks");
    match layout {
        "columns, codes above titles" => !kind.name.starts_with("titles"),
        "rows, several for a level" => is_plain,
        "columns, blank corner" | "rows, blank corner" => {
            kind.name != "titles: words of the company"
        }
        "columns" => kind.name != "names in three columns",
        _ => true,
    }
}

fn case(kind: &Kind, layout: &Layout, trade: &Content) -> Case {
    let mut content = trade.clone();
    (kind.change)(&mut content);
    if layout.name == "columns, codes above titles" {
        let most = content.levels.len();
        for (at, level) in content.levels.iter_mut().enumerate() {
            level.code = format!(
                "G{}",
                if content.is_reversed {
                    most - at
                } else {
                    at + 1
                }
            );
        }
    }
    let mut sheets = (layout.pages)(&content);
    if let Some(level) = content.hidden.clone() {
        for page in &mut sheets {
            page.hide_level(&level, layout.shape);
        }
        content.without_hidden();
    }
    Case {
        name: format!(
            "{}: {}, {} ({})",
            kind.name, layout.name, trade.trade, trade.language
        ),
        kind: kind.name.to_owned(),
        ..labelled(&content, layout, sheets)
    }
}

/// A case of a map in a layout, with the right reading.
pub(super) fn labelled(content: &Content, layout: &Layout, sheets: Vec<Page>) -> Case {
    Case {
        name: String::new(),
        kind: String::new(),
        layout: layout.name.to_owned(),
        settings: String::new(),
        sheets,
        label: Label {
            wanted: if content.must_be_doubted {
                Wanted::Doubt
            } else {
                Wanted::Map
            },
            reading: content.reading(layout.has_categories),
            left_out: content.left_out.clone(),
            checks: match (content.must_be_doubted, content.is_doubted) {
                (true, _) => Vec::new(),
                (false, false) => content.texts(),
                (false, true) => {
                    let mut checks = content.texts();
                    checks.push(("codes".to_owned(), "map-doubt".to_owned()));
                    checks
                }
            },
        },
    }
}
