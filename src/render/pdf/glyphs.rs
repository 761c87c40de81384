//! Characters that no font has: found before typesetting, since PDF/UA forbids boxes without meaning.
//!
//! Works on the data as JSON: characters beyond ASCII are not escaped there, and occur only inside texts.

use std::collections::BTreeSet;

use typst_kit::fonts::FontStore;

/// Shown in place of a character that no font has. Unicode has U+FFFD for this.
const STAND_IN: char = '\u{FFFD}';

/// The characters in the data that no font has.
pub(super) fn missing(json: &str, fonts: &FontStore) -> BTreeSet<char> {
    // Each is looked up only once, since a text in Greek has many characters, but few different ones.
    let different: BTreeSet<char> = json
        .chars()
        // ASCII is in every text font; white space is laid out, not drawn.
        .filter(|c| !c.is_ascii() && !c.is_whitespace())
        .collect();
    different
        .into_iter()
        .filter(|c| !has_glyph(*c, fonts))
        .collect()
}

/// The data with the stand-in in place of these characters.
pub(super) fn replace(json: &str, missing: &BTreeSet<char>) -> String {
    json.chars()
        .map(|c| if missing.contains(&c) { STAND_IN } else { c })
        .collect()
}

/// Whether a font has the character. What is private to one font, such as the bullets that word processors paste, has no
/// meaning outside of it, and PDF/A forbids it, even if a font of this computer has something in its place.
fn has_glyph(c: char, fonts: &FontStore) -> bool {
    let book = fonts.book();
    let is_private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let mut infos = (0..).map_while(|index| book.info(index));
    !is_private && infos.any(|info| info.coverage.contains(u32::from(c)))
}
