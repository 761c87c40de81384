//! Advice about the career map itself, under a separate heading: nobody has to act on it before a run.

use std::fmt::Write as _;

use crate::analysis::{Advice, AdvicePlace, advice};
use crate::model::CareerMap;

/// At most this many places of a kind are named.
const MAX_NAMED: usize = 5;

/// The advice about a map, one paragraph a kind; `None` where there is none.
pub(super) fn advice_text(map: &CareerMap) -> Option<String> {
    let all = advice(map);
    if all.is_empty() {
        return None;
    }
    let mut text = "Advice about the map itself; these are not errors".to_owned();
    for advice in &all {
        let _ = write!(text, "\n  {}", words(advice, map.sheets.len() > 1));
    }
    Some(text)
}

fn words(advice: &Advice, with_sheet: bool) -> String {
    let named = advice.places.iter().take(MAX_NAMED);
    let mut places: Vec<String> = named.map(|at| place(at, with_sheet)).collect();
    let more = advice.places.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        places.push(format!("and {more} more"));
    }
    format!(
        "{}\n    {}\n    {} [{}]",
        advice.message,
        places.join("; "),
        advice.help,
        advice.code
    )
}

fn place(place: &AdvicePlace, with_sheet: bool) -> String {
    let sheet = place.at.sheet().filter(|_| with_sheet);
    match (sheet, place.at.cell()) {
        (Some(sheet), Some(cell)) => format!("sheet “{sheet}”, {cell} {}", place.what),
        (None, Some(cell)) => format!("{cell} {}", place.what),
        (_, None) => place.what.clone(),
    }
}
