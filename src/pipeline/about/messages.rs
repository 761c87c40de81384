//! The messages of the reviews about one person, and what somebody has to look at before the documents are handed out.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Root, Source};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::load::held::{Known, Mask, Masked, People, is_short_id};
use crate::model::{FileState, Held, HeldMessage, Place, Use};
use crate::pipeline::read::AnalysedReview;
use crate::text::{any_in_quotes, counted, fold};

/// How many places a message lists.
const LISTED: usize = 20;

/// The messages of a review about the person, without other people. `own` says whether a place is the
/// person's, `of_several` whether a file is about several people, `is_shared` whether somebody else has the name.
pub(super) fn about_person(
    root: &Root<'_>,
    cycle: &AnalysedReview,
    known: &Known,
    is_shared: bool,
    mask: &Mask,
    own: impl Fn(&Location) -> bool,
    of_several: impl Fn(&Location) -> bool,
) -> Vec<HeldMessage> {
    let own_id = |text: &str| {
        let words = format!(" {} ", fold(text));
        let mut ids = known.ids.iter();
        ids.any(|id| words.contains(&format!(" {} ", fold(id))))
    };
    let names = |one: &Diagnostic| {
        let texts = [&one.message, &one.help].into_iter().chain(&one.person);
        texts.clone().any(|text| mask.mentions(text)) && (!is_shared || own_id(&one.message))
    };
    let messages = cycle.diagnostics.iter();
    messages
        .filter(|one| own(&one.location) || names(one))
        .map(|one| {
            let place = place(mask, &root.at(&one.location));
            // It can quote the cells of others.
            let is_withheld = !own(&one.location) && of_several(&one.location);
            if is_withheld {
                return HeldMessage {
                    place: place.text,
                    severity: one.severity,
                    code: one.code.to_string(),
                    masked: true,
                    text: "The message is left out, since it is about several people.".to_owned(),
                };
            }
            let text = mask.text(&format!("{} {}", one.message, one.help));
            HeldMessage {
                place: place.text,
                severity: one.severity,
                code: one.code.to_string(),
                masked: place.changed || text.changed,
                text: text.text,
            }
        })
        .collect()
}

/// What the documents cannot say for certain.
pub(super) fn to_check(
    held: &Held,
    sources: &[Source],
    known: &Known,
    unclear: &[Location],
    perhaps: &[Location],
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let name = &held.name;
    if !unclear.is_empty() {
        problems.push(Diagnostic::warning(
            "about-unclear",
            Location::default(),
            format!(
                "{} can be about {name} or about somebody else; the documents show only the name there. The name is \
                 shared, is incomplete or has other words beside it; somebody is named in the same row, above or below it, in the \
                 name of the sheet, file or folder, in a header or footer of the page, or in a property of the file; a text says \
                 more than the sentences that name this person; or a number may only count the rows: {}.",
                counted(unclear.len(), "place", "places"),
                by_sheet(unclear)
            ),
            "Look at these places yourself, and add what is about this person.",
        ));
    }
    if !perhaps.is_empty() {
        let mut seen = BTreeSet::new();
        let ids = known.ids.iter().map(|id| &**id);
        let short_ids = ids.filter(|id| is_short_id(id));
        let parts: Vec<&str> = known
            .names
            .iter()
            .flat_map(|name| name.split(' '))
            // Lists that tell people of one name apart have the ID after it.
            .filter(|part| part.starts_with(char::is_alphabetic))
            .chain(short_ids)
            .filter(|part| seen.insert(fold(part)))
            .collect();
        problems.push(Diagnostic::warning(
            "about-perhaps",
            Location::default(),
            format!(
                "{} outside this person's own entries {} {}, which may or may not mean {name}; the documents show nothing \
                 of it: {}.",
                counted(perhaps.len(), "place", "places"),
                if perhaps.len() == 1 { "has" } else { "have" },
                any_in_quotes(parts),
                by_sheet(perhaps)
            ),
            "Look at these places yourself, and add what is about this person.",
        ));
    }
    let files = |is_such: fn(FileState) -> bool| -> Vec<String> {
        let files = held.files.iter().zip(sources);
        let such = files.filter(|(file, _)| is_such(file.state));
        such.map(|(_, source)| source.name.clone()).collect()
    };
    let with_pictures = files(|state| state == FileState::WithPictures);
    if !with_pictures.is_empty() {
        problems.push(Diagnostic::warning(
            "about-pictures",
            Location::default(),
            format!(
                "{} pictures, embedded files or damaged parts, which careermap does not search: {}.",
                counted(with_pictures.len(), "file has", "files have"),
                listed(with_pictures.into_iter())
            ),
            "Look at them yourself: they may say something about the person.",
        ));
    }
    let open = files(|state| matches!(state, FileState::Several | FileState::Format));
    if !open.is_empty() {
        problems.push(Diagnostic::warning(
            "about-not-searched",
            Location::default(),
            format!(
                "{} not searched, since careermap does not search this kind of file: {}.",
                counted(open.len(), "file was", "files were"),
                listed(open.into_iter())
            ),
            "Look into them yourself: they may say something about the person.",
        ));
    }
    problems
}

/// The places whose texts have one of these characters, in words.
pub(super) fn cells(held: &Held, sources: &[Source], characters: &BTreeSet<char>) -> String {
    if characters.is_empty() {
        return String::new();
    }
    let has = |text: &str| text.contains(|c| characters.contains(&c));
    let entries = held.entries.iter();
    let with: Vec<String> = entries
        .filter(|entry| !matches!(entry.used, Use::Written) && !entry.used.is_form())
        .filter(|entry| has(&entry.content) || has(&entry.heading))
        .map(|entry| {
            let file = sources.get(entry.file).map(|source| source.name.as_str());
            let at = Location::of_file(file.unwrap_or_default());
            let at = if entry.sheet.is_empty() {
                at
            } else {
                at.with_sheet(&entry.sheet)
            };
            match entry.place {
                Place::Cell(cell) => at.with_cell(cell).to_string(),
                Place::Line(line) => format!("{at}, line {line}"),
                Place::Whole => at.to_string(),
            }
        })
        .collect();
    listed(with.into_iter())
}

/// A place in words, without other people.
fn place(mask: &Mask, at: &Location) -> Masked {
    let written = at.to_string();
    let mut masked = Location::of_file(mask.file(at.file().unwrap_or_default()));
    if let Some(sheet) = at.sheet() {
        masked = masked.with_sheet(&mask.file(sheet));
    }
    if let Some(cell) = at.cell() {
        masked = masked.with_cell(cell);
    }
    let text = if at.file().is_some() {
        masked.to_string()
    } else {
        written.clone()
    };
    let changed = text != written;
    Masked { text, changed }
}

/// Ordinary words that are also names, and were kept.
pub(super) fn kept(words: &BTreeMap<String, usize>) -> Option<Diagnostic> {
    if words.is_empty() {
        return None;
    }
    let told = words
        .iter()
        .map(|(word, count)| format!("“{word}” ({})", counted(*count, "time", "times")));
    Some(Diagnostic::note(
        "about-kept",
        Location::default(),
        format!(
            "Ordinary words and numbers that can also be other people's names or employee IDs were kept: {}.",
            listed(told)
        ),
        "Read the documents. If one of these means a person, leave it out with --mask WORD.",
    ))
}

/// All places, since each is something to look at: by file and sheet, with cells beside each other as one range.
fn by_sheet(places: &[Location]) -> String {
    let mut sheets: BTreeMap<Location, (BTreeSet<CellAddress>, bool)> = BTreeMap::new();
    for at in places {
        let (cells, has_more) = sheets.entry(at.without_cell()).or_default();
        cells.extend(at.cell());
        *has_more |= at.cell().is_none();
    }
    let told: Vec<String> = sheets
        .into_iter()
        .map(|(sheet, (cells, has_more))| {
            let told = match ranges(&cells).as_slice() {
                [] => return sheet.to_string(),
                [one] if cells.len() == 1 => format!("{sheet}, cell {one}"),
                several => format!("{sheet}, cells {}", several.join(", ")),
            };
            // A page header, or a property of the file.
            if has_more {
                format!("{told}, and a text outside the cells")
            } else {
                told
            }
        })
        .collect();
    told.join("; ")
}

/// Cells beside and below each other as ranges: `B2`, `C4:C9`.
fn ranges(cells: &BTreeSet<CellAddress>) -> Vec<String> {
    let mut found: Vec<(CellAddress, CellAddress)> = Vec::new();
    for cell in cells {
        match found.last_mut() {
            Some((_, last)) if last.row == cell.row && last.column + 1 == cell.column => {
                *last = *cell;
            }
            _ => found.push((*cell, *cell)),
        }
    }
    let mut merged: Vec<(CellAddress, CellAddress)> = Vec::new();
    for (first, last) in found {
        let above = merged.iter_mut().find(|(top, bottom)| {
            (top.column, bottom.column) == (first.column, last.column)
                && bottom.row + 1 == first.row
        });
        match above {
            Some((_, bottom)) => *bottom = last,
            None => merged.push((first, last)),
        }
    }
    let told = merged.into_iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}:{last}")
        }
    });
    told.collect()
}

/// A few of these, and how many more.
fn listed(all: impl ExactSizeIterator<Item = String>) -> String {
    let more = all.len().saturating_sub(LISTED);
    let mut shown: Vec<String> = all.take(LISTED).collect();
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    shown.join("; ")
}

/// Nobody is meant.
pub(super) fn nobody(typed: &str, people: &People) -> Diagnostic {
    let near = people.nearest(typed);
    Diagnostic::error(
        "about-nobody",
        Location::default(),
        format!(
            "No file names anybody called “{typed}”, or with this employee ID or email address."
        ),
        if near.is_empty() {
            "Type the whole name as it is written in the files, the employee ID or the email address.".to_owned()
        } else {
            format!(
                "Did you mean {}? Type the whole name, the employee ID or the email address.",
                any_in_quotes(near.iter().map(String::as_str))
            )
        },
    )
}

/// The person is neither on a list nor in a form, but texts name them.
pub(super) fn unlisted(typed: &str, near: &[String]) -> Diagnostic {
    Diagnostic::warning(
        "about-unlisted",
        Location::default(),
        format!(
            "“{typed}” is neither on a list nor in a form, so the documents show only the places that name this person in other \
             people's entries."
        ),
        if near.is_empty() {
            "If the person is in a file under another name, type that name, the employee ID or the email address."
                .to_owned()
        } else {
            format!(
                "If you meant {}, type that name, or the employee ID or email address.",
                any_in_quotes(near.iter().map(String::as_str))
            )
        },
    )
}

/// Several people are meant.
pub(super) fn several(typed: &str, people: &People, places: &[usize]) -> Diagnostic {
    let told = |place: &usize| {
        let known: &Known = &people.all[*place];
        let parts = [
            known.ids.first().map(ToString::to_string),
            known.teams.first().cloned(),
            known.emails.first().cloned(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            "without employee ID".to_owned()
        } else {
            parts.join(", ")
        }
    };
    let list: Vec<String> = places.iter().map(told).collect();
    let sign = places.iter().find_map(|place| {
        let known = &people.all[*place];
        known
            .ids
            .first()
            .map(ToString::to_string)
            .or_else(|| known.emails.first().cloned())
    });
    Diagnostic::error(
        "about-several",
        Location::default(),
        format!(
            "{} are named “{typed}”: {}.",
            counted(places.len(), "person", "people"),
            list.join("; ")
        ),
        sign.map_or_else(
            || "Write their employee IDs into the roster and into their files, and type the ID.".to_owned(),
            |sign| format!("Type the employee ID or the email address in place of the name: careermap about {sign}"),
        ),
    )
}
