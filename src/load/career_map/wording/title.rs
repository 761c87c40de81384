//! From a level's header cells to its title, code, aliases and tracks.

use super::counting::roman;
use super::words::{Likeness, head, is_code, level_likeness, without_remark};
use crate::load::track::parse_tracks;
use crate::load::vocabulary::{Concept, counted, stands_for};
use crate::model::Track;
use crate::text::{fold, tidy};

/// What the header says about a level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::load::career_map) struct Heading {
    /// The title for display, without code and tracks.
    pub(in crate::load::career_map) title: String,
    /// The title without code and tracks, even where only these tell it from others.
    pub(in crate::load::career_map) name: String,
    /// The grade code.
    pub(in crate::load::career_map) code: Option<String>,
    /// Every other name that the header gives, as written and in parts.
    pub(in crate::load::career_map) aliases: Vec<String>,
    /// The tracks that it names.
    pub(in crate::load::career_map) tracks: Vec<Track>,
}

/// Reads the header lines of one level from top to bottom; a cell may hold several lines.
pub(in crate::load::career_map) fn heading<'a>(
    cells: impl IntoIterator<Item = &'a str>,
) -> Heading {
    let mut heading = Heading::default();
    let mut names: Vec<String> = Vec::new();
    for cell in cells {
        let whole = tidy(cell);
        for line in title_lines(cell) {
            let part = Part::parse(&line);
            heading.tracks.extend(part.tracks);
            if heading.code.is_none() {
                heading.code = part.code;
            }
            names.extend(part.name);
        }
        if whole.chars().count() <= LONGEST_ALIAS {
            heading.aliases.push(whole);
        }
    }
    // *W4* above a title is no week.
    let is_letter_and_number = |name: &String| {
        let number = name.strip_prefix(|c: char| c.is_ascii_uppercase());
        number.is_some_and(|number| number.parse::<u8>().is_ok())
    };
    if let Some(code) = names.iter().position(is_letter_and_number)
        && names.len() > 1
        && heading.code.is_none()
    {
        heading.code = Some(names.remove(code));
    }
    // A word that only names a track, such as a heading over several levels, is not the name while there is another.
    // A step such as *Level 2* is the title only if there is no other.
    if let (Some(step), true) = (
        names.iter().position(|name| is_step_code(name)),
        names
            .iter()
            .any(|name| !is_step_code(name) && !is_only_a_track(name)),
    ) {
        let step = names.remove(step);
        // *Band 8a* is the code, and may also be called 8a.
        if (heading.code.as_deref()).is_none_or(|code| step.ends_with(code)) {
            names.extend(heading.code.replace(step));
        }
    }
    let title = names
        .iter()
        .position(|name| !is_code(name) && !is_only_a_track(name))
        .or_else(|| names.iter().position(|name| !is_only_a_track(name)))
        .unwrap_or(0);
    if title < names.len() {
        heading.title = names.remove(title);
    } else if let Some(name) = heading.code.as_ref().or(heading.aliases.first()) {
        heading.title.clone_from(name);
    }
    heading.name.clone_from(&heading.title);
    // A remaining text that only names a track is a heading over several levels.
    let (banners, names): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| is_only_a_track(name));
    heading.tracks.extend(
        banners
            .iter()
            .flat_map(|track_heading| parse_tracks(track_heading)),
    );
    heading.tracks.sort_unstable();
    heading.tracks.dedup();
    heading.aliases.retain(|alias| !is_only_a_track(alias));
    heading.aliases.extend(names);
    let title = fold(&heading.title);
    let code = heading.code.as_deref().map(fold);
    let mut seen = vec![];
    heading.aliases.retain(|alias| {
        let folded = fold(alias);
        let new = folded != title && Some(&folded) != code.as_ref() && !seen.contains(&folded);
        if new {
            seen.push(folded);
        }
        new && !alias.is_empty()
    });
    heading
}

/// Longer texts in a header are descriptions, which people do not type as a level.
const LONGEST_ALIAS: usize = 80;
/// A longer first line is not a title with a description below, but one text.
const LONGEST_LINE: usize = 60;

/// The lines of a header cell that are names: all of a short cell as one, else its first line; a line that is only a
/// code or a track counts separately.
fn title_lines(cell: &str) -> Vec<String> {
    let lines: Vec<String> = cell
        .lines()
        .map(tidy)
        .filter(|line| !line.is_empty())
        .collect();
    let stands_alone = |line: &String| {
        is_code(line) || is_step_code(line) || is_in_brackets(line) || is_only_a_track(line)
    };
    if lines.len() < 2 {
        return lines;
    }
    if lines.iter().any(stands_alone) {
        let mut kept = Vec::new();
        let mut named = false;
        for line in lines {
            if stands_alone(&line) || !named {
                named |= !stands_alone(&line);
                kept.push(line);
            }
        }
        return kept;
    }
    let whole = lines.join(" ");
    if whole.chars().count() <= LONGEST_LINE {
        vec![whole]
    } else {
        vec![lines[0].clone()]
    }
}

fn is_in_brackets(line: &str) -> bool {
    line.starts_with('(') && line.ends_with(')')
}

/// Whether a text names a track and nothing else. A single word such as *Manager* or *Specialist* may be a title.
fn is_only_a_track(line: &str) -> bool {
    let folded = fold(line);
    let last = folded.split(' ').next_back().unwrap_or_default();
    let may_be_title = last == "mgr"
        || stands_for(last, Concept::Seniority)
        || (last == folded && stands_for(last, Concept::Stage));
    !may_be_title && track_word(&folded).is_some()
}

/// One line of a header, taken apart.
#[derive(Debug, Default)]
struct Part {
    name: Option<String>,
    code: Option<String>,
    tracks: Vec<Track>,
}

impl Part {
    fn parse(line: &str) -> Self {
        let mut part = Self::default();
        let line = if level_likeness(line) == Likeness::Yes && !line.contains('(') {
            head(line)
        } else {
            line
        };
        // A number alone is a code as long as something else is the title.
        if line.len() <= 2 && line.bytes().all(|b| b.is_ascii_digit()) {
            part.code = Some(line.to_owned());
            return part;
        }
        // A remark belongs to the title, but *6 (internal promotion only)* can also be called 6.
        let called = without_remark(line);
        if called != line && (is_code(called) || is_step_code(called)) {
            part.code = Some(called.to_owned());
            part.name = Some(line.to_owned());
            return part;
        }
        let mut name = without_brackets(line, |inside| part.takes(inside));
        if let Some((code, rest)) = name
            .strip_suffix(')')
            .and_then(|name| name.split_once(" ("))
            && (is_code(code) || is_step_code(code))
        {
            // The other way round: *Grade 5 (Associate)*.
            part.code.get_or_insert(code.to_owned());
            name = rest.to_owned();
        } else if let Some((code, rest)) = code_before(&name) {
            part.code.get_or_insert(code);
            name = rest;
        } else if let Some((rest, code)) = code_after(&name) {
            part.code.get_or_insert(code);
            name = rest;
        }
        if let Some((rest, track)) = track_after(&name) {
            part.tracks.push(track);
            name = rest;
        }
        if part.code.is_none()
            && let Some(word) = name.split(' ').find(|word| is_code(word))
        {
            part.code = Some(word.to_owned());
        }
        let name = name.trim_matches([' ', ':', '-', '–', '—', '|', '/', ',']);
        part.name = (!name.is_empty()).then(|| name.to_owned());
        if part.name.is_none() && part.code.is_none() && part.tracks.is_empty() {
            part.name = Some(line.to_owned());
        }
        part
    }

    /// Whether a text in brackets is a code or tracks; then it is stored.
    fn takes(&mut self, inside: &str) -> bool {
        if is_code(inside) || is_step_code(inside) {
            self.code = Some(inside.to_owned());
            return true;
        }
        let tracks = parse_tracks(inside);
        if tracks.is_empty() {
            return false;
        }
        self.tracks.extend(tracks);
        true
    }
}

/// The text without each bracket that `takes` takes.
fn without_brackets(line: &str, mut takes: impl FnMut(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some(open) = rest.find(['(', '[']) {
        let close = if rest[open..].starts_with('(') {
            ')'
        } else {
            ']'
        };
        let Some(length) = rest[open..].find(close) else {
            break;
        };
        let inside = &rest[open + 1..open + length];
        if takes(inside.trim()) {
            kept.push_str(&rest[..open]);
        } else {
            kept.push_str(&rest[..=open + length]);
        }
        rest = &rest[open + length + 1..];
    }
    kept.push_str(rest);
    tidy(&kept)
}

const SEPARATORS: [&str; 7] = [":", " - ", " – ", " — ", " | ", ". ", " / "];

/// `L3: Senior`, `Level 3 – Senior`, `3. Senior`, `3/ Senior`.
fn code_before(name: &str) -> Option<(String, String)> {
    SEPARATORS
        .iter()
        .chain(&["/ ", ") "])
        .filter_map(|separator| name.split_once(separator))
        .map(|(code, rest)| (code.trim(), rest.trim()))
        .find(|(code, rest)| !rest.is_empty() && (is_code(code) || is_step_code(code)))
        .map(|(code, rest)| (code.to_owned(), rest.to_owned()))
}

/// `Senior – L3`, `Senior, IC3`.
fn code_after(name: &str) -> Option<(String, String)> {
    SEPARATORS
        .iter()
        .chain(&[", "])
        .filter_map(|separator| name.rsplit_once(separator))
        .map(|(rest, code)| (rest.trim(), code.trim()))
        .find(|(rest, code)| !rest.is_empty() && is_code(code))
        .map(|(rest, code)| (rest.to_owned(), code.to_owned()))
}

/// A number, or a step and its number: `3`, `Level 3`, `Band 8a`.
pub(in crate::load::career_map) fn is_step_code(code: &str) -> bool {
    let folded = fold(code);
    let number = |word: &str| {
        word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty()
    };
    match folded.split(' ').collect::<Vec<_>>()[..] {
        [word] => number(word),
        [step, word] if stands_for(step, Concept::Step) => {
            let whole = word.strip_suffix(|c: char| c.is_ascii_lowercase());
            number(whole.unwrap_or(word)) || roman(word).is_some() || counted(word).is_some()
        }
        _ => false,
    }
}

/// `Director – People manager`: a track after a dash.
fn track_after(name: &str) -> Option<(String, Track)> {
    SEPARATORS[1..5]
        .iter()
        .filter_map(|separator| name.rsplit_once(separator))
        .find_map(|(rest, last)| Some((rest.trim().to_owned(), track_word(&fold(last))?)))
}

/// The one track that a text names, if it names nothing else: `Managers`, `IC track`, `for managers`.
pub(in crate::load::career_map) fn track_word(text: &str) -> Option<Track> {
    let text = text.trim();
    match parse_tracks(text.strip_prefix("for ").unwrap_or(text))[..] {
        [track] => Some(track),
        _ => None,
    }
}

/// The track that a code shows: `IC5`, `M5`, `4-S`, `4-M`. Only reliable in a map that has codes of both tracks.
pub(in crate::load::career_map) fn track_of_code(code: &str) -> Option<Track> {
    let upper = code.to_uppercase();
    let letters = upper
        .trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | '.' | '+'));
    let (before, after) = (upper.starts_with(letters), upper.ends_with(letters));
    // *L3-IC* has the letter of its grade first and the track after it.
    let behind = upper
        .rsplit_once(['-', '–', '/', ' '])
        .filter(|(grade, _)| grade.ends_with(|c: char| c.is_ascii_digit()))
        .map(|(_, track)| track.trim());
    match behind.filter(|_| before).unwrap_or(letters) {
        "IC" => Some(Track::IndividualContributor),
        "M" | "EM" | "MGR" => Some(Track::Management),
        // After a number and a dash these are suffixes; before it they may be any letter of a company's grades.
        "S" if after && !before => Some(Track::IndividualContributor),
        _ => None,
    }
}

/// Whether a text is a date as a spreadsheet's cell gives it: `2026-02-01`.
pub(in crate::load::career_map) fn is_iso_date(text: &str) -> bool {
    let text = text.trim();
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// The number in a code, which orders it: 5 in `IC5`, 3 in `Level 3`, 2 in `Engineer II`.
pub(in crate::load::career_map) fn number_in(text: &str) -> Option<u32> {
    if is_iso_date(text) {
        return None;
    }
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    let mut words = text.split_whitespace();
    let last = words.next_back()?;
    // *Level Three*, *Stufe drei*; a number word without a step before it counts something else.
    if let Some(number) = counted(&fold(last)) {
        let step = words.next_back()?;
        return stands_for(&fold(step), Concept::Step).then_some(number);
    }
    if last.chars().all(char::is_uppercase) {
        return roman(&last.to_lowercase());
    }
    None
}

/// The number in a text and the small letter behind it, a space if there is none: *EG 9a*.
pub(in crate::load::career_map) fn number_and_letter(text: &str) -> Option<(u32, char)> {
    let number = number_in(text)?;
    let from = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut behind = from
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .chars();
    let letter = behind.next().filter(char::is_ascii_lowercase);
    let is_alone = behind.next().is_none_or(|c| !c.is_alphanumeric());
    Some((number, letter.filter(|_| is_alone).unwrap_or(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title, `{code}` and `[tracks]` that header cells, separated by strokes, give.
    fn shown(cells: &str) -> String {
        let heading = heading(cells.split(" | "));
        let mut shown = heading.title;
        if let Some(code) = heading.code {
            shown = format!("{shown} {{{code}}}");
        }
        for track in heading.tracks {
            shown = format!("{shown} [{}]", track.label());
        }
        shown
    }

    #[test]
    fn titles_lose_their_tracks_and_codes() {
        for (cells, expected) in [
            (
                "Sr. Community Manager (IC or Manager)\n",
                "Sr. Community Manager [Individual contributor] [Management]",
            ),
            ("Director (People Manager)", "Director [Management]"),
            (
                "Engineer (IC/Manager)",
                "Engineer [Individual contributor] [Management]",
            ),
            ("Engineer (Backend)", "Engineer (Backend)"),
            ("IC3 | Senior Engineer", "Senior Engineer {IC3}"),
            ("W4 | Chief Writer", "Chief Writer {W4}"),
            ("Senior Engineer | IC3", "Senior Engineer {IC3}"),
            ("L5: Staff", "Staff {L5}"),
            ("Staff (L5)", "Staff {L5}"),
            ("Staff – L5", "Staff {L5}"),
            ("Level 1: Associate", "Associate {Level 1}"),
            ("1. Basic", "Basic {1}"),
            ("1/ Junior", "Junior {1}"),
            ("2) Skilled", "Skilled {2}"),
            ("Level 3", "Level 3"),
            ("IC4", "IC4 {IC4}"),
            ("4-S", "4-S {4-S}"),
            ("4-M", "4-M {4-M}"),
            ("M5\nDirector", "Director {M5}"),
            ("Junior (L1-L2)", "Junior {L1-L2}"),
            (
                "Individual contributor | Senior",
                "Senior [Individual contributor]",
            ),
            (
                "Engineer\nWrites code that others can read and change later on, with some help",
                "Engineer",
            ),
            ("Community\nManager", "Community Manager"),
            ("Level 2 | Senior", "Senior {Level 2}"),
            ("Level 2\nSenior", "Senior {Level 2}"),
            ("Engineer (Level 2)", "Engineer {Level 2}"),
            ("IC1 / Junior", "Junior {IC1}"),
            ("Grade 5 (Associate)", "Associate {Grade 5}"),
            ("P3 Designer", "P3 Designer {P3}"),
            ("Manager", "Manager"),
        ] {
            assert_eq!(shown(cells), expected, "{cells:?}");
        }
    }

    #[test]
    fn every_way_to_name_a_level_is_an_alias() {
        let heading = heading(["L3", "Sr. Engineer (IC)", "Code Wizard"]);
        assert_eq!(heading.title, "Sr. Engineer");
        assert_eq!(heading.aliases, ["Sr. Engineer (IC)", "Code Wizard"]);
    }

    #[test]
    fn numbers_are_found_in_codes() {
        assert_eq!(number_in("IC5"), Some(5));
        assert_eq!(number_in("4-S"), Some(4));
        assert_eq!(number_in("Engineer II"), Some(2));
        assert_eq!(number_in("Level Three"), Some(3));
        assert_eq!(number_in("Stufe drei"), Some(3));
        assert_eq!(number_in("Niveau II"), Some(2));
        assert_eq!(number_in("Senior"), None);
        assert_eq!(number_in("Nummer eins"), None);
    }
}
