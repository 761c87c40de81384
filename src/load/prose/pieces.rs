//! Small pieces of a text: words, links, headings, cells.

use pulldown_cmark::{CowStr, HeadingLevel, LinkType};

use crate::model::{DEEPEST_HEADING, ProseBlock, Span, words_of};
use crate::text::visible;

/// A table that is not complete.
#[derive(Default)]
pub(super) struct OpenTable {
    pub(super) header: Option<Vec<Vec<Span>>>,
    pub(super) rows: Vec<Vec<Vec<Span>>>,
    pub(super) row: Vec<Vec<Span>>,
    pub(super) is_too_wide: bool,
}

/// A link whose words are being read.
pub(super) struct OpenLink {
    /// Where it leads, if that can be opened.
    pub(super) address: Option<String>,
    /// What is shown of it behind the words; empty for nothing.
    pub(super) shown: String,
    /// Where its words begin: at this span, or within the one before it, if that looks the same.
    pub(super) start: usize,
    /// How long the span before it was.
    pub(super) within: usize,
}

impl OpenLink {
    /// Its words among those of the block.
    pub(super) fn words_in(&self, words: &[Span]) -> String {
        let before = self.start.checked_sub(1).and_then(|index| words.get(index));
        let joined = before.and_then(|span| span.text.get(self.within..));
        joined.unwrap_or_default().to_owned()
            + &words_of(words.get(self.start..).unwrap_or_default())
    }
}

/// Words without white space and line breaks at their ends.
pub(super) fn trimmed(mut words: Vec<Span>) -> Vec<Span> {
    let is_blank = |span: &Span| span.text.trim().is_empty();
    while words.last().is_some_and(is_blank) {
        words.pop();
    }
    let begin = words.iter().take_while(|span| is_blank(span)).count();
    words.drain(..begin);
    for (index, end) in [(0, false), (words.len().saturating_sub(1), true)] {
        if let Some(span) = words.get_mut(index) {
            let text = if end {
                span.text.trim_end()
            } else {
                span.text.trim_start()
            };
            span.text = text.to_owned();
        }
    }
    words
}

/// Takes the text's title: its only heading of the first level, if it begins with it. `typed` has the level of each heading.
pub(super) fn take_title(
    blocks: &mut Vec<ProseBlock>,
    typed: &mut Vec<HeadingLevel>,
) -> Option<Vec<Span>> {
    let (Some(ProseBlock::Heading { words, .. }), [HeadingLevel::H1, rest @ ..]) =
        (blocks.first(), typed.as_slice())
    else {
        return None;
    };
    if rest.contains(&HeadingLevel::H1) {
        return None;
    }
    let title = words.clone();
    blocks.remove(0);
    typed.remove(0);
    Some(title)
}

/// Gives each heading its level: one below the heading that it belongs to, however many were left out between them.
pub(super) fn set_levels(blocks: &mut [ProseBlock], typed: &[HeadingLevel]) {
    let headings = blocks.iter_mut().filter_map(|block| match block {
        ProseBlock::Heading { level, .. } => Some(level),
        _ => None,
    });
    let mut above: Vec<HeadingLevel> = Vec::new();
    for (level, typed) in headings.zip(typed) {
        above.retain(|other| other < typed);
        above.push(*typed);
        *level = above.len().min(DEEPEST_HEADING);
    }
}

pub(super) fn looks_alike(a: &Span, b: &Span) -> bool {
    a.text != Span::BREAK
        && (a.strong, a.emphasis, a.struck, a.code, &a.link)
            == (b.strong, b.emphasis, b.struck, b.code, &b.link)
}

pub(super) fn is_line_break(html: &str) -> bool {
    let name: String = html
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    name == "br"
}

/// The address of a link, if it leads to the web or to a mailbox.
pub(super) fn address(kind: LinkType, address: &CowStr<'_>) -> Option<String> {
    let address = visible(address.trim());
    if kind == LinkType::Email {
        return Some(format!("mailto:{address}"));
    }
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len())
        .then_some(address)
}

/// What paper shows of an address; nothing for a place in the same text.
pub(super) fn shown(address: &CowStr<'_>) -> String {
    let address = visible(address.trim());
    if address.starts_with('#') {
        return String::new();
    }
    let is_mail = |scheme: &str| scheme.eq_ignore_ascii_case("mailto:");
    match address.get(..7) {
        Some(scheme) if is_mail(scheme) => address[7..].to_owned(),
        _ => address,
    }
}
