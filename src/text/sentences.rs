//! Numbers and names in sentences, as messages and reports have them.

use super::tidy;

/// A number with its noun: `1 person`, `3 people`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The beginning of a text, for messages, so that a long text in the wrong cell is not repeated in full.
pub fn shortened(text: &str) -> String {
    const MAX_LENGTH: usize = 60;
    let text = tidy(text);
    let Some((end, _)) = text.char_indices().nth(MAX_LENGTH) else {
        return text;
    };
    let cut = &text[..end];
    let whole = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{} …", whole.trim_end())
}

/// A name in running text: `“A”`.
pub fn in_quotes(name: &str) -> String {
    format!("“{}”", tidy(name))
}

/// Names in running text: `“A”, “B” and “C”`.
pub fn all_in_quotes<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    listed(&names.into_iter().map(in_quotes).collect::<Vec<_>>())
}

/// Names of which one is meant: `“A”, “B” or “C”`.
pub fn any_in_quotes<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(
        &names.into_iter().map(in_quotes).collect::<Vec<_>>(),
        " or ",
    )
}

/// Names in running text: `A`, `A and B`, `A, B and C`.
pub fn listed(names: &[impl AsRef<str>]) -> String {
    joined(names, " and ")
}

/// The first names, and how many more there are: `A, B and 3 more`.
pub fn first_listed(names: &[impl AsRef<str>], most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let rest = format!("{more} more");
    let shown = names.iter().take(most).map(AsRef::as_ref);
    let shown = shown.chain((more > 0).then_some(&*rest));
    listed(&shown.collect::<Vec<_>>())
}

/// Names with another word, and the spaces around it, before the last name.
pub fn joined(names: &[impl AsRef<str>], and: &str) -> String {
    let mut list = String::new();
    for (place, name) in names.iter().enumerate() {
        list.push_str(match place {
            0 => "",
            _ if place + 1 == names.len() => and,
            _ => ", ",
        });
        list.push_str(name.as_ref());
    }
    list
}

/// The number that a text begins with, as it is written, the sign after it, and the words after that: `3 - Competent`,
/// `2.5: Working`, `3 (Competent)`.
pub fn numbered(text: &str) -> Option<(&str, char, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))?;
    let (number, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let separator = rest.chars().next()?;
    let words = rest.strip_prefix(['-', '–', '—', ':', '=', '(', ')', ']'])?;
    let number = number.trim_end_matches('.');
    (!number.is_empty()).then(|| (number, separator, words.trim_matches([' ', ')'])))
}
