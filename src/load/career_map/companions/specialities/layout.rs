//! A sheet of one speciality in the layout of the map: every layout reads it, and the reading whose levels are the map's is
//! taken. It is known what the sheet is, so its readings are not weighed.

use super::entries::{Entries, Entry, LevelMeant};
use super::value::Wanted;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::career_map::all_drafts;
use crate::load::career_map::content::kinds::kinds;
use crate::load::career_map::content::legend::without_legends;
use crate::load::career_map::content::requirement::Scales;
use crate::load::career_map::drafts::draft::{Draft, DraftLevel, DraftRow, Kind};
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::layouts::settings::Places;
use crate::load::career_map::options::MapOptions;
use crate::load::names::{MapNames, Unmatched};
use crate::model::{CareerMap, CompetencyId, Points};
use crate::text::{fold, tidy};

/// Reads a sheet into `entries`; its reading, if there is one.
pub(super) fn read(
    table: &MapTable,
    speciality: usize,
    map: &CareerMap,
    options: &MapOptions,
    entries: &mut Entries,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    let names = MapNames::new(map);
    let options = of_this_sheet(options, map);
    let Some(draft) = best(table, &names, &options) else {
        diagnostics.push(Diagnostic::warning(
            "speciality-layout",
            table.place.clone(),
            "This sheet is named after a speciality, but no reading of it has the levels of the career map; it was not \
             read.",
            format!(
                "Lay it out like the map, with the levels {}; or list its expectations on a sheet Specialities.",
                map.level_titles().join(", ")
            ),
        ));
        return None;
    };
    let levels = levels(&draft, &names);
    for (level, meant) in draft.levels.iter().zip(&levels) {
        if let Err(unmatched) = meant {
            diagnostics.push(Diagnostic::warning(
                "speciality-level",
                level.at.clone(),
                format!(
                    "“{}” is not one level of the career map; what is expected there was left out.",
                    shown(level)
                ),
                unmatched.help(&map.level_titles()),
            ));
        }
    }
    for (row, kind) in draft.rows.iter().zip(&draft.signs.kinds) {
        match kind {
            Kind::LeftOut => continue,
            Kind::LevelFact => {
                diagnostics.push(of_levels(&row.name, &row.at));
                continue;
            }
            Kind::Competency { .. } => {}
        }
        for (pieces, meant) in row.cells.iter().zip(&levels) {
            let Ok(meant) = meant else { continue };
            for piece in pieces {
                if piece.error.is_none() && piece.number.is_none() && fold(&piece.text).is_empty() {
                    continue;
                }
                entries.take(
                    &Entry {
                        speciality,
                        competency: (row.name.clone(), row.at.clone()),
                        category: row.category.clone(),
                        levels: vec![*meant],
                        wanted: Wanted::Unsaid,
                        piece: piece.clone(),
                        is_listed: false,
                    },
                    &names,
                    diagnostics,
                );
            }
        }
    }
    Some(draft)
}

/// The settings that say what names and signs mean, without those about places in the map's own sheet.
fn of_this_sheet(options: &MapOptions, map: &CareerMap) -> MapOptions {
    let mut own = MapOptions {
        facts: options.facts.clone(),
        level_facts: options.level_facts.clone(),
        scored: options.scored.clone(),
        leave_out: options.leave_out.clone(),
        scale: options.scale.clone(),
        ..MapOptions::default()
    };
    // Where the map's legend is not on this sheet, its signs still mean the same.
    let steps = &map.scale_steps;
    let counted = |place: usize| (place + 1) as Points;
    let are_counted = (0..)
        .zip(steps)
        .all(|(place, step)| step.points.total_cmp(&counted(place)).is_eq());
    if own.scale.is_empty() && are_counted {
        let first = steps.iter().filter_map(|step| step.names.first());
        own.scale = first.cloned().collect();
    }
    own
}

/// The reading with most levels of the map, then with fewest others, then with most competencies of the map.
fn best(table: &MapTable, names: &MapNames<'_>, options: &MapOptions) -> Option<Draft> {
    let tables = vec![table.clone()];
    let scales = Scales::of(&tables, options);
    let (tables, legends) = without_legends(tables);
    let places = Places::of(options, &tables).ok()?;
    let mut drafts = all_drafts(&tables, &table.place, options, &places);
    for draft in &mut drafts {
        draft.left_out.extend(legends.iter().cloned());
        scales.apply(draft);
        draft.signs.kinds = kinds(draft, options);
    }
    let worth = |draft: &Draft| {
        let levels = levels(draft, names);
        let known = levels.iter().flatten();
        let mut known: Vec<LevelMeant> = known.copied().collect();
        known.dedup();
        let of_map: Vec<CompetencyId> = draft
            .rows
            .iter()
            .filter_map(|row| names.find_competency(&row.name))
            .collect();
        let filled: usize = draft.rows.iter().map(DraftRow::filled).sum();
        let others = levels.len() - known.len();
        (known.len(), usize::MAX - others, of_map.len(), filled)
    };
    let has_level = |draft: &Draft| worth(draft).0 > 0 && !draft.rows.is_empty();
    let mut best: Option<Draft> = None;
    for draft in drafts.into_iter().filter(has_level) {
        // Of equal readings the first counts.
        if best.as_ref().is_none_or(|best| worth(&draft) > worth(best)) {
            best = Some(draft);
        }
    }
    best
}

/// The level of the map that each level of the reading is.
fn levels(draft: &Draft, names: &MapNames<'_>) -> Vec<Result<LevelMeant, Unmatched>> {
    let headings = headings(draft);
    draft
        .levels
        .iter()
        .zip(&headings)
        .map(|(level, heading)| {
            let mut tried = level
                .cells
                .iter()
                .chain(std::iter::once(&heading.title))
                .chain(&heading.code)
                .chain(&heading.aliases);
            let track = match heading.tracks.as_slice() {
                [only] => Some((*only).into()),
                _ => None,
            };
            let found = tried.find_map(|name| names.level(name, track).ok());
            match found {
                Some(named) => Ok((named.level, named.track)),
                None => match names.level(&shown(level), track) {
                    Ok(named) => Ok((named.level, named.track)),
                    Err(unmatched) => Err(unmatched),
                },
            }
        })
        .collect()
}

fn shown(level: &DraftLevel) -> String {
    tidy(&level.cells.join(" "))
}

fn of_levels(name: &str, at: &Location) -> Diagnostic {
    Diagnostic::warning(
        "speciality-fact",
        at.clone(),
        format!(
            "“{name}” is a fact about levels, which are the same for all specialities; it was left out."
        ),
        "Say it in the map itself; or, if it is a competency, name it in `scored` under [map] in careermap.toml.",
    )
}
