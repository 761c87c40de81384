//! Facts about levels that rise with seniority: years, pay, reporting lines.

use super::compared::MapNames;
use crate::load::vocabulary::{Concept, says, stands_for};
use crate::text::fold;

/// A row of facts: its name, and a text for each level.
pub(in crate::load::career_map) type FactRow = (String, Vec<String>);

/// The facts about levels that rise with seniority: years and pay in the texts of rows, years in titles, and to whom a level
/// reports.
pub(in crate::load::career_map) fn facts(
    names: &[MapNames<'_>],
    rows: &[FactRow],
) -> Vec<Vec<Option<f64>>> {
    let all = |read: &dyn Fn(&str) -> Option<f64>, texts: &[&str]| {
        let values: Vec<Option<f64>> = texts.iter().map(|text| read(text)).collect();
        values.iter().all(Option::is_some).then_some(values)
    };
    let with_years = |names: &MapNames<'_>| {
        let found = names.iter().find(|name| years(name).is_some());
        found.copied().and_then(years)
    };
    let of_titles: Vec<Option<f64>> = names.iter().map(with_years).collect();
    let mut facts = Vec::new();
    if of_titles.iter().all(Option::is_some) {
        facts.push(of_titles);
    }
    for (name, texts) in rows {
        let own: Vec<&str> = texts.iter().map(String::as_str).collect();
        facts.extend(all(&years, &own).or_else(|| all(&sum, &own)));
        if says(name, Concept::ReportsTo) {
            facts.extend(reporting(names, texts));
        }
    }
    facts
}

/// The middle of the years that a text names: *2–5 years*, *up to two years*, *10+ Jahre*.
fn years(text: &str) -> Option<f64> {
    /// How far *5+ years* is from *5 years*.
    const MORE: f64 = 0.5;
    let folded = fold(text);
    let is_year = |word: &str| stands_for(word, Concept::Year);
    let is_years = |word: &str| {
        let plurals = ["s", "e", "en", "n"];
        let has_plural = |end: &&str| word.strip_suffix(*end).is_some_and(is_year);
        is_year(word)
            || plurals.iter().any(has_plural)
            || matches!(
                word,
                "an" | "ans" | "anni" | "jaren" | "lat" | "lata" | "år"
            )
    };
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let at = words.iter().position(|word| is_years(word))?;
    let numbers: Vec<f64> = (words[..at].iter().rev())
        .take(3)
        .filter_map(|word| word.parse::<u8>().ok())
        .map(f64::from)
        .collect();
    let is_open = text.contains('+') || text.contains('>');
    match numbers[..] {
        [last, first, ..] if first < last => Some(f64::midpoint(first, last)),
        [only, ..] if is_open => Some(only + MORE),
        [only, ..] => Some(only - MORE),
        [] => None,
    }
}

/// The first sum in a text, if it is as large as pay: *45 000 – 52 000*, *€45k*.
fn sum(text: &str) -> Option<f64> {
    /// Smaller numbers are anything.
    const LEAST: f64 = 1000.0;
    /// A longer text says something else.
    const LONGEST: usize = 40;
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let mut digits = String::new();
    let mut rest = text[begin..].chars().peekable();
    while let Some(c) = rest.next() {
        let goes_on = rest.peek().is_some_and(char::is_ascii_digit);
        match c {
            '0'..='9' => digits.push(c),
            ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' if goes_on => {}
            'k' | 'K' => {
                digits.push_str("000");
                break;
            }
            _ => break,
        }
    }
    let sum: f64 = digits.parse().ok()?;
    (sum >= LEAST && text.chars().count() <= LONGEST).then_some(sum)
}

/// How high each level is in the lines that a row of *Reports to* draws.
fn reporting(names: &[MapNames<'_>], row: &[String]) -> Option<Vec<Option<f64>>> {
    let head = |text: &String| {
        let folded = fold(text);
        let is_named = |names: &MapNames<'_>| names.iter().any(|name| fold(name) == folded);
        names.iter().position(is_named)
    };
    let heads: Vec<Option<usize>> = row.iter().map(head).collect();
    let height = |place: usize| {
        let (mut at, mut height) = (place, 0.0);
        for _ in 0..=heads.len() {
            match heads[at] {
                Some(above) => at = above,
                // Who reports to nobody among the levels says nothing, unless others report to them.
                None => {
                    return Some((height < 0.0 || heads.contains(&Some(place))).then_some(height));
                }
            }
            height -= 1.0;
        }
        // In a circle.
        None
    };
    (0..heads.len()).map(height).collect()
}
