//! The names of a draft's levels.

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

/// Gives a level the track that follows only from another level beside it: *Senior (M)* beside *Senior*, *E4 Manager*
/// beside *E4 Individual*.
fn name_managers(headings: &mut [Heading]) {
    for place in 0..headings.len() {
        let heading = &headings[place];
        if !heading.tracks.is_empty() {
            continue;
        }
        if let Some(name) = heading.title.strip_suffix(" (M)") {
            let name = name.to_owned();
            let folded = fold(&name);
            if headings.iter().any(|other| fold(&other.name) == folded) {
                let written = std::mem::replace(&mut headings[place].title, name.clone());
                headings[place].aliases.push(written);
                headings[place].name = name;
                headings[place].tracks.push(Track::Management);
            }
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
