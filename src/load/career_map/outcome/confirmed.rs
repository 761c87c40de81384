//! `[map.confirmed]`: the lines that confirm a reading, and how a map no longer matches them.

use crate::diagnostic::{Diagnostic, Location};
use crate::load::career_map::options::MapOptions;
use crate::load::setting_lines::list_line;
use crate::model::CareerMap;
use crate::text::fold;

/// The lines that confirm a map.
pub(in crate::load::career_map) fn lines(map: &CareerMap) -> String {
    format!(
        "`{}` and `{}` under [map.confirmed] in careermap.toml",
        list_line("levels", titles(map)),
        list_line("competencies", names(map))
    )
}

pub(super) fn titles(map: &CareerMap) -> impl Iterator<Item = &str> {
    map.levels.iter().map(|level| level.title.as_str())
}

pub(super) fn names(map: &CareerMap) -> impl Iterator<Item = &str> {
    map.competencies
        .iter()
        .map(|competency| competency.name.as_str())
}

/// The error where a reading is no longer the one that somebody confirmed.
pub(in crate::load::career_map) fn contradiction(
    map: &CareerMap,
    options: &MapOptions,
    file: &Location,
) -> Option<Diagnostic> {
    let confirmed = options.confirmed.as_ref()?;
    let levels: Vec<&str> = titles(map).collect();
    let mut changes = changes("level", &confirmed.levels, &levels);
    changes.extend(self::changes(
        "competency",
        &confirmed.competencies,
        &names(map).collect::<Vec<_>>(),
    ));
    let folded = |titles: &[&str]| titles.iter().map(|title| fold(title)).collect::<Vec<_>>();
    let before: Vec<&str> = confirmed.levels.iter().map(String::as_str).collect();
    if changes.is_empty() && folded(&before) != folded(&levels) {
        changes.push("the levels are in another order".to_owned());
    }
    if changes.is_empty() {
        return None;
    }
    Some(Diagnostic::error(
        "map-confirmed",
        file.clone(),
        format!(
            "The map no longer matches [map.confirmed]: {}.",
            changes.join("; ")
        ),
        format!(
            "Look at it with `careermap check --map`, and correct the file; or, if it is read correctly, write {}.",
            lines(map)
        ),
    ))
}

/// Which names are new, and which are gone.
fn changes(kind: &str, before: &[String], now: &[&str]) -> Vec<String> {
    let mut gone: Vec<&str> = before.iter().map(String::as_str).collect();
    let mut new = Vec::new();
    for name in now {
        match gone.iter().position(|other| fold(other) == fold(name)) {
            Some(place) => drop(gone.remove(place)),
            None => new.push(*name),
        }
    }
    let said = |names: Vec<&str>, verb: &str| {
        names
            .into_iter()
            .map(|name| format!("the {kind} “{name}” {verb}"))
            .collect::<Vec<_>>()
    };
    let mut changes = said(gone, "is gone");
    changes.extend(said(new, "is new"));
    changes
}
