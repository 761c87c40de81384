//! Characters that no font has: found before setting, since PDF/UA refuses to show a box without meaning.

use std::collections::BTreeSet;

use serde_json::Value;
use typst_kit::fonts::FontStore;

/// Shown in place of a character that no font has. U+FFFD is what Unicode keeps for this.
const STAND_IN: char = '\u{FFFD}';

/// The characters in the data that no font has.
pub(super) fn missing(data: &Value, fonts: &FontStore) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    read(data, &mut |text| {
        missing.extend(text.chars().filter(|c| !has_glyph(*c, fonts)));
    });
    missing
}

/// Puts the stand-in in place of these characters.
pub(super) fn replace(data: &mut Value, missing: &BTreeSet<char>) {
    walk(data, &mut |text| {
        if text.chars().any(|c| missing.contains(&c)) {
            *text = text
                .chars()
                .map(|c| if missing.contains(&c) { STAND_IN } else { c })
                .collect();
        }
    });
}

fn read(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| read(item, visit)),
        Value::Object(fields) => fields.values().for_each(|field| read(field, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn walk(value: &mut Value, visit: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, visit)),
        Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn has_glyph(c: char, fonts: &FontStore) -> bool {
    // White space is laid out, not drawn; ASCII is in every text font, and most of all text.
    if c.is_ascii() || c.is_whitespace() {
        return true;
    }
    let book = fonts.book();
    (0..)
        .map_while(|index| book.info(index))
        .any(|info| info.coverage.contains(u32::from(c)))
}
