//! The names of a draft's levels.

use std::collections::BTreeSet;

use super::draft::{Draft, DraftLevel, DraftRow};
use crate::load::career_map::wording::title::{
    Heading, heading, is_step_code, number_in, track_word,
};
use crate::load::career_map::wording::words::is_code;
use crate::load::vocabulary::{Concept, stands_for};
use crate::model::Track;
use crate::text::{fold, tidy};

/// The headings of a draft's levels; titles that only tracks or codes tell apart keep them.
pub(in crate::load::career_map) fn headings(draft: &Draft) -> Vec<Heading> {
    let further = title_row(draft);
    let mut headings: Vec<Heading> = draft
        .levels
        .iter()
        .enumerate()
        .map(|(place, level)| {
            let title = further.map(|row| row.cells[place][0].text.as_str());
            heading(
                title
                    .into_iter()
                    .chain(level.cells.iter().map(String::as_str)),
            )
        })
        .collect();
    name_managers(&mut headings);
    let titles: Vec<String> = headings
        .iter()
        .map(|heading| fold(&heading.title))
        .collect();
    for (place, heading) in headings.iter_mut().enumerate() {
        if titles
            .iter()
            .filter(|title| **title == titles[place])
            .count()
            > 1
        {
            let written = heading
                .aliases
                .iter()
                .find(|alias| fold(alias).contains(&titles[place]))
                .cloned()
                .or_else(|| Some(format!("{} {}", heading.title, heading.code.as_ref()?)));
            if let Some(written) = written {
                heading.aliases.retain(|alias| *alias != written);
                heading.title = written;
            }
        }
    }
    headings
}

/// A title and what stands in brackets behind it.
fn in_brackets(title: &str) -> Option<(&str, &str)> {
    title.strip_suffix(')')?.rsplit_once(" (")
}

/// The track that a word in brackets names here: *M* beside the same title without it, and an unknown word if the titles beside it
/// are on one track, as *Senior (CI)* is beside *Senior (Gestión)*.
fn other_track(headings: &[Heading], name: &str, word: &str) -> Option<Track> {
    let folded = fold(name);
    let mut twins = headings.iter().filter(|other| fold(&other.name) == folded);
    if word == "M" {
        return twins.next().map(|_| Track::Management);
    }
    let opposite = |heading: &Heading| match heading.tracks[..] {
        [Track::Management] => Some(Track::IndividualContributor),
        [Track::IndividualContributor] => Some(Track::Management),
        _ => None,
    };
    twins.find_map(opposite).or_else(|| {
        let has_word =
            |heading: &&Heading| in_brackets(&heading.title).is_some_and(|(_, own)| own == word);
        let others: BTreeSet<Option<Track>> = (headings.iter())
            .filter(|heading| !heading.tracks.is_empty())
            .map(opposite)
            .collect();
        // *Product Lead (CI)*, *Principal Product Manager (CI)*, beside *(Gestión)*.
        let is_named_again = headings.iter().filter(has_word).count() > 1;
        (is_named_again && others.len() == 1).then(|| others.into_iter().next()?)?
    })
}

/// Gives a level the track that follows only from another level beside it: *Senior (M)* beside *Senior*, *E4 Manager*
/// beside *E4 Individual*.
fn name_managers(headings: &mut [Heading]) {
    let in_brackets: Vec<Option<(String, Track)>> = (headings.iter())
        .map(|heading| {
            let (name, word) = in_brackets(&heading.title)?;
            let track = heading
                .tracks
                .is_empty()
                .then(|| other_track(headings, name, word))??;
            Some((name.to_owned(), track))
        })
        .collect();
    for (place, found) in in_brackets.into_iter().enumerate() {
        let heading = &mut headings[place];
        if let Some((name, track)) = found {
            let written = std::mem::replace(&mut heading.title, name.clone());
            heading.aliases.push(written);
            heading.name = name;
            heading.tracks.push(track);
        }
        let heading = &headings[place];
        if !heading.tracks.is_empty() {
            continue;
        }
        let is_manager = |heading: &Heading| {
            let rest = heading
                .code
                .as_ref()
                .and_then(|code| heading.title.strip_prefix(code));
            rest.is_some_and(|rest| track_word(&fold(rest)) == Some(Track::Management))
        };
        let is_other = |other: &Heading| {
            other.code == heading.code && other.tracks.is_empty() && !is_manager(other)
        };
        let mut others = (0..headings.len()).filter(|other| is_other(&headings[*other]));
        if let (true, Some(other), None) = (is_manager(heading), others.next(), others.next()) {
            headings[place].tracks.push(Track::Management);
            headings[other].tracks.push(Track::IndividualContributor);
        }
    }
}

/// The row with the titles of levels that the header only numbers: `L1`, `Level 2`.
pub(in crate::load::career_map) fn title_row(draft: &Draft) -> Option<&DraftRow> {
    let is_number = |level: &DraftLevel| {
        level
            .cells
            .iter()
            .all(|cell| is_code(cell) || number_in(cell).is_some() && is_step_code(cell.trim()))
    };
    if !draft.levels.iter().all(is_number) {
        return None;
    }
    draft.rows.iter().find(|row| {
        stands_for(&fold(&row.name), Concept::TitleOfLevel)
            && row.cells.iter().all(|pieces| {
                matches!(&pieces[..], [piece] if (1..=60).contains(&piece.text.trim().chars().count()))
            })
    })
}

/// Where a reading has its levels, and which.
pub(in crate::load::career_map) fn described(draft: &Draft) -> String {
    let headings = headings(draft);
    let titles: Vec<&str> = headings
        .iter()
        .map(|heading| heading.title.as_str())
        .collect();
    let (first, last) = (titles.first().unwrap_or(&""), titles.last().unwrap_or(&""));
    let sheets: Vec<String> = draft
        .sheets
        .iter()
        .map(|sheet| format!("“{}”", tidy(sheet)))
        .collect();
    format!(
        "sheet {}, levels in {}, from “{first}” to “{last}”",
        sheets.join(", "),
        draft.header
    )
}
