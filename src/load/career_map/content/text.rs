//! From the text of a cell to expectations: one for each bullet, paragraph or separate sentence.
//!
//! A text is never split on commas, nor on a line that merely wraps.

use std::collections::BTreeSet;

use crate::model::{Expectation, Track};
use crate::text::fold;

use super::lines::{Bullet, Line, lines};
use super::placeholder::is_placeholder;
use crate::load::career_map::wording::labels::{Label, is_unwanted, label};
use crate::load::career_map::wording::title::track_word;

/// The content of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::load::career_map) struct Said {
    pub(in crate::load::career_map) expectations: Vec<Expectation>,
    /// The headings above unwanted texts, which are left out.
    pub(in crate::load::career_map) unwanted: Vec<String>,
}

/// The lines of a cell's text; none if it is only a placeholder.
pub(in crate::load::career_map) struct Lines(Vec<Line>);

impl Lines {
    pub(in crate::load::career_map) fn of(text: &str) -> Self {
        Self(if is_placeholder(text) {
            Vec::new()
        } else {
            lines(text)
        })
    }

    /// The lines that may be headings of the lines below them, folded: a few words before a colon, or before the first bullet. A
    /// line that repeats from cell to cell is a heading.
    pub(super) fn headings(&self) -> BTreeSet<String> {
        (0..self.0.len())
            .filter_map(|place| heading_in(&self.0, place))
            .map(fold)
            .collect()
    }
}

/// What a cell's lines say. `headings` are those that repeat from cell to cell, see [`Lines::headings`].
pub(in crate::load::career_map) fn said(lines: &Lines, headings: &BTreeSet<String>) -> Said {
    let Lines(lines) = lines;
    let mut list = List::default();
    for (place, line) in lines.iter().enumerate() {
        let heading = heading_in(lines, place)
            .filter(|heading| is_known_heading(heading, line) || headings.contains(&fold(heading)));
        match heading {
            Some(heading) if heading_track(&line.text).is_none() => list.begin_part(heading),
            _ => list.take(line),
        }
    }
    let expectations = list
        .done
        .into_iter()
        .filter(|expectation| !is_placeholder(&expectation.text) || !expectation.details.is_empty())
        .collect();
    Said {
        expectations,
        unwanted: list.unwanted,
    }
}

/// The line as a heading, if it may be one: short, and with something below it.
fn heading_in(lines: &[Line], place: usize) -> Option<&str> {
    const MOST_WORDS: usize = 6;
    let line = &lines[place];
    let below = lines[place + 1..]
        .iter()
        .find(|line| !line.text.is_empty())?;
    let named = line.text.strip_suffix([':', '：']);
    let begins_list = line.bullet.is_none() && below.bullet.is_some();
    let name = named.or_else(|| begins_list.then_some(line.text.as_str()))?;
    let is_short = (1..=MOST_WORDS).contains(&name.split_whitespace().count());
    (is_short && !name.ends_with(['.', ';', ',', '!'])).then(|| name.trim_end())
}

/// Whether a line is a heading by its words: *Behaviours:*, *Red flags:*.
fn is_known_heading(name: &str, line: &Line) -> bool {
    let has_colon = line.text.ends_with([':', '：']);
    matches!(
        label(name),
        Label::Expectation | Label::Name | Label::Part | Label::Category
    ) || (has_colon && (is_unwanted(name) || label(name) == Label::Aside))
}

/// What is below a heading inside a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Below {
    #[default]
    Expected,
    Unwanted,
}

/// Collects lines to expectations.
#[derive(Default)]
struct List {
    done: Vec<Expectation>,
    /// The bullet of the first level.
    outer: Option<Bullet>,
    /// Whether the last line was blank.
    after_blank_line: bool,
    /// Whether the last text went into the details of the last expectation.
    nested: bool,
    /// The track that a heading line gave to what follows.
    track: Option<Track>,
    /// The last line, to tell wraps from new lines.
    last: String,
    /// Whether a bullet was seen since the last blank line.
    in_bullets: bool,
    /// What the last heading says about the lines below it.
    below: Below,
    /// The headings of unwanted texts.
    unwanted: Vec<String>,
}

impl List {
    /// A heading: the lines below it do not continue those above.
    fn begin_part(&mut self, heading: &str) {
        self.below = Below::Expected;
        if is_unwanted(heading) {
            self.below = Below::Unwanted;
            self.unwanted.push(heading.to_owned());
        }
        self.outer = None;
        self.nested = false;
        self.in_bullets = false;
        self.after_blank_line = true;
        self.last.clear();
    }

    fn take(&mut self, line: &Line) {
        if self.below == Below::Unwanted {
            return;
        }
        if let Some((heading, _)) = line.text.split_once(": ")
            && heading.split_whitespace().count() <= 3
            && is_unwanted(heading)
        {
            self.unwanted.push(heading.to_owned());
            return;
        }
        if line.text.is_empty() {
            self.after_blank_line = self.after_blank_line || !self.done.is_empty();
            if line.bullet.is_none() && !self.in_bullets {
                self.track = None;
            }
            return;
        }
        match line.bullet {
            Some(bullet) => self.take_bullet(bullet, &line.text),
            None => self.take_plain(&line.text),
        }
        self.after_blank_line = false;
        self.last.clone_from(&line.text);
    }

    fn take_bullet(&mut self, bullet: Bullet, text: &str) {
        self.in_bullets = true;
        let outer = *self.outer.get_or_insert(bullet);
        let deeper = bullet.indent > outer.indent + 1
            || (is_inner_sign(bullet.sign) && bullet.sign != outer.sign);
        self.nested = deeper && !self.done.is_empty();
        if !self.nested {
            self.push(text);
        } else if let Some(last) = self.done.last_mut() {
            last.details.push(text.to_owned());
        }
    }

    fn take_plain(&mut self, text: &str) {
        if let Some(track) = heading_track(text) {
            self.track = Some(track);
            self.in_bullets = false;
            return;
        }
        // A line after a bullet continues it, unless a sentence has ended and another begins.
        let goes_on = if self.in_bullets {
            !self.last.ends_with(['.', ';', '!', '?']) || starts_small(text)
        } else {
            wraps(&self.last, text)
        };
        let continues = !self.after_blank_line && !self.done.is_empty() && goes_on;
        if !continues {
            self.in_bullets = false;
            self.nested = false;
            self.push(text);
            return;
        }
        let Some(last) = self.done.last_mut() else {
            return;
        };
        let target = match last.details.last_mut() {
            Some(detail) if self.nested => detail,
            _ => &mut last.text,
        };
        target.push(' ');
        target.push_str(text);
    }

    fn push(&mut self, text: &str) {
        let (track, text) = marked(text);
        if !text.is_empty() {
            self.done.push(Expectation {
                track: track.or(self.track),
                ..Expectation::new(text)
            });
        }
    }
}

/// Signs that are used for the second level.
const fn is_inner_sign(sign: char) -> bool {
    matches!(
        sign,
        '◦' | 'o' | '○' | '▪' | '‣' | '–' | '-' | '■' | '\u{f0a7}' | '>' | '→' | '⁃'
    )
}

/// Whether a line without a bullet continues the sentence of the line before.
fn wraps(before: &str, line: &str) -> bool {
    /// Words that end a line only where it wraps.
    const OPEN_WORDS: [&str; 24] = [
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "for", "with", "by", "from", "as",
        "at", "their", "our", "its", "that", "which", "into", "across", "between", "the",
    ];
    let ends_sentence = before.ends_with(['.', ';', '!', '?', ':', '”', '"', ')']);
    let last_word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let is_open =
        before.ends_with([',', '-', '–', '&', '/']) || OPEN_WORDS.contains(&last_word.as_str());
    starts_small(line) || (is_open && !ends_sentence)
}

fn starts_small(line: &str) -> bool {
    line.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ',' | '&' | '/'))
}

/// The track that a line gives to all lines below it: `Managers:`, `IC track:`.
fn heading_track(text: &str) -> Option<Track> {
    let name = text.strip_suffix(':')?;
    let name = name
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']']);
    track_word(&fold(name))
}

/// The text with a capital at its beginning: after a mark such as `Manager:` people often continue with a small letter.
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

/// The track that a bullet is marked for, and its text without the mark: `(Manager) …`, `[IC] …`, `IC: …`, `… (IC only)`.
pub(in crate::load) fn marked(text: &str) -> (Option<Track>, String) {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        if let Some((inside, rest)) = text
            .strip_prefix(open)
            .and_then(|rest| rest.split_once(close))
            && let Some(track) = track_word(inside)
        {
            let rest = rest.trim_start_matches([' ', ':', '-', '–', '—']);
            return (Some(track), capitalised(rest));
        }
        if let Some((rest, inside)) = text
            .trim_end_matches('.')
            .strip_suffix(close)
            .and_then(|rest| rest.rsplit_once(open))
            && let Some(track) = track_word(inside)
        {
            return (Some(track), rest.trim_end().to_owned());
        }
    }
    for separator in [": ", " – ", " — ", " - "] {
        if let Some((inside, rest)) = text.split_once(separator)
            && let Some(track) = track_word(inside)
        {
            return (Some(track), capitalised(rest.trim()));
        }
    }
    (None, text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        said(&Lines::of(text), &BTreeSet::new())
            .expectations
            .into_iter()
            .map(|e| {
                let track = e.track.map(|t| format!("{t:?}: ")).unwrap_or_default();
                let parts: Vec<String> = std::iter::once(e.text).chain(e.details).collect();
                format!("{track}{}", parts.join(" / "))
            })
            .collect()
    }

    #[test]
    fn each_kind_of_bullet_begins_an_expectation() {
        for text in [
            "• one\n• two",
            "- one\n- two",
            "* one\n* two",
            "·\u{a0}one\n·\u{a0}two",
            "– one\n– two",
            "1. one\n2. two",
            "1) one\n2) two",
            "a) one\nb) two",
            "•one\n•two",
            "\u{f0b7} one\n\u{f0b7} two",
            "• one • two",
            "1) one 2) two",
            "(1) one (2) two",
            "  • one\r\n\r\n  • two\n",
            "one\n\ntwo",
            "✓ one\n✓ two",
            "+ one\n+ two",
        ] {
            assert_eq!(texts(text), ["one", "two"], "{text:?}");
        }
    }

    #[test]
    fn numbers_on_one_line_count_from_one() {
        for (text, expected) in [
            ("1. Feeds. 2. Cleans.", &["Feeds.", "Cleans."][..]),
            (
                "1. Works up to step 2. Asks then.",
                &["Works up to step 2. Asks then."],
            ),
            ("2) Feeds 3) Cleans", &["Feeds 3) Cleans"]),
            ("1) Feeds 3) Cleans", &["Feeds 3) Cleans"]),
            (
                "Helps with 1) food 2) water",
                &["Helps with 1) food 2) water"],
            ),
        ] {
            assert_eq!(texts(text), expected, "{text:?}");
        }
    }

    #[test]
    fn wrapped_lines_and_commas_do_not_split() {
        assert_eq!(
            texts("• writes, edits and\n  publishes posts\n• plans"),
            ["writes, edits and publishes posts", "plans"]
        );
        assert_eq!(
            texts("Owns the calendar, plans\nevents and works with\nMarketing on launches."),
            ["Owns the calendar, plans events and works with Marketing on launches."]
        );
        assert_eq!(
            texts("One sentence, with a 1:1 and a comma."),
            ["One sentence, with a 1:1 and a comma."]
        );
        assert_eq!(
            texts("Writes well.\nSpeaks well."),
            ["Writes well.", "Speaks well."]
        );
        assert_eq!(
            texts("Writes well\nSpeaks well"),
            ["Writes well", "Speaks well"]
        );
    }

    #[test]
    fn nested_bullets_are_details() {
        assert_eq!(
            texts("• one\n  ◦ a\n  ◦ b\n• two\no\tc"),
            ["one / a / b", "two / c"]
        );
        assert_eq!(texts("- one\n    - a\n- two"), ["one / a", "two"]);
        assert_eq!(texts("• one\n- a\n- b\n  goes on"), ["one / a / b goes on"]);
    }

    #[test]
    fn placeholders_are_nothing() {
        for text in [
            "",
            " ",
            "N/A",
            "n/a",
            "-",
            "—",
            "TBD",
            "[optional: add your own]",
            "…",
            "?",
            "<insert text>",
            "• TBD",
            "Not applicable",
        ] {
            assert_eq!(texts(text), Vec::<String>::new(), "{text:?}");
        }
        assert_eq!(
            texts("[IC] optional work"),
            ["IndividualContributor: Optional work"]
        );
        assert_eq!(texts("• N/A\n• Writes"), ["Writes"]);
    }

    #[test]
    fn bullets_may_be_marked_for_a_track() {
        assert_eq!(
            texts(
                "• (Manager) hires\n• IC: mentors\n• [IC] reviews\n• plans (managers only)\n• Manager of one"
            ),
            [
                "Management: Hires",
                "IndividualContributor: Mentors",
                "IndividualContributor: Reviews",
                "Management: plans",
                "Manager of one"
            ]
        );
        assert_eq!(
            texts("• all\nManagers:\n• hire\n• fire\nIC track:\n• code"),
            [
                "all",
                "Management: hire",
                "Management: fire",
                "IndividualContributor: code"
            ]
        );
        assert_eq!(
            texts("(IC or Manager) does both"),
            ["(IC or Manager) does both"]
        );
    }
}
