//! The track that a form or a roster gives a person: one, both at once, or none.

use std::collections::BTreeMap;

use super::names::Names;
use super::setting_lines::toml_text;
use super::track::parse_tracks;
use super::vocabulary::{Concept, says, spelled, stands_for};
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::List;
use crate::model::{Assessment, CareerMap, Field, LevelId, PersonTrack, Track};
use crate::text::fold;

/// The track that a form or a roster gives a person; `None` where the cell says that none applies. What cannot be read, or
/// leaves it open, is reported.
pub(super) fn person_track(
    typed: String,
    at: &Location,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<PersonTrack> {
    let typed = names.chosen(List::Track, typed);
    if says(&typed, Concept::BothTracks) {
        return Some(PersonTrack::Both);
    }
    match parse_tracks(&typed).as_slice() {
        [only] => return Some((*only).into()),
        [_, _] if joins(&typed) => return Some(PersonTrack::Both),
        [_, _] => problems.push(Diagnostic::note(
            "track-open",
            at.clone(),
            format!("“{typed}” names both tracks as alternatives; read as not decided yet."),
            "Write “Both” for somebody who is on both tracks, or only the track that the person is on.",
        )),
        _ if fold(&typed).is_empty()
            || says(&typed, Concept::NotApplicable)
            || says(&typed, Concept::NoTrack) => {}
        _ => problems.push(Diagnostic::warning(
            "unknown-track",
            at.clone(),
            format!("“{typed}” is not a track; ignored."),
            "Write “IC”, “Manager” or “Both”, or leave the cell empty.",
        )),
    }
    None
}

/// Somebody on both tracks whose role level is on one alone, with no level of the other beside it: the map says nothing
/// about the other half of their work.
#[must_use]
pub fn levels_without_counterpart(map: &CareerMap, assessments: &[Assessment]) -> Vec<Diagnostic> {
    let on_both = |one: &&Assessment| one.person.track == Some(PersonTrack::Both);
    let alone = assessments.iter().filter(on_both).filter_map(|assessment| {
        let person = &assessment.person;
        let level = map.level(person.role_level);
        let [only] = level.tracks[..] else {
            return None;
        };
        let help = match nearest_of_other_track(map, person.role_level, only) {
            Some(other) => format!(
                "If “{}” is the level beside it, write `{}` under [map] in careermap.toml; else write the one track that \
                 the person is on.",
                map.level(other).title,
                order_line(map, person.role_level, other)
            ),
            None => "Add a level of the other track to the career map, or write the one track that the person is on."
                .to_owned(),
        };
        (map.held(person.role_level, person.track).len() == 1).then(|| {
            Diagnostic::warning(
                "track-without-level",
                assessment.cell(Field::Track).clone(),
                format!(
                    "{} is on both tracks, but the level “{}” is on one alone ({}), and no level of the other track has \
                     the same rank; only what this level expects was used.",
                    person.name,
                    level.title,
                    only.label()
                ),
                help,
            )
        })
    });
    alone.collect()
}

/// The level of the other track alone that is nearest in rank.
fn nearest_of_other_track(map: &CareerMap, level: LevelId, own: Track) -> Option<LevelId> {
    let rank = map.level(level).rank;
    let others = map
        .level_ids()
        .filter(|id| matches!(map.level(*id).tracks[..], [track] if track != own));
    others.min_by_key(|id| map.level(*id).rank.abs_diff(rank))
}

/// The setting that gives two levels one rank, with all levels as they are.
fn order_line(map: &CareerMap, one: LevelId, other: LevelId) -> String {
    let mut ranks: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for id in map.level_ids() {
        let rank = map.level(if id == other { one } else { id }).rank;
        ranks
            .entry(rank)
            .or_default()
            .push(toml_text(&map.level(id).title));
    }
    let steps: Vec<String> = ranks
        .into_values()
        .map(|titles| match &titles[..] {
            [only] => only.clone(),
            several => format!("[{}]", several.join(", ")),
        })
        .collect();
    format!("order = [{}]", steps.join(", "))
}

/// Whether a text joins what it names: *IC and Manager*, *IC + Manager*; not *IC or Manager*, *IC / Manager*.
fn joins(text: &str) -> bool {
    text.contains(['&', '+'])
        || spelled(text)
            .split(' ')
            .any(|word| stands_for(word, Concept::And))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_on_one_track_on_both_or_has_not_decided() {
        use crate::model::testing::company_map;
        let map = company_map();
        let names = Names::new(&map);
        let at = Location::of_file("form.xlsx");
        let read = |typed: &str| {
            let mut problems = Vec::new();
            let track = person_track(typed.to_owned(), &at, &names, &mut problems);
            let codes: Vec<String> = problems.iter().map(|one| one.code.to_string()).collect();
            (track, codes.join(" "))
        };
        let both = Some(PersonTrack::Both);
        for typed in [
            "Both",
            "both tracks",
            "IC and Manager",
            "IC + Manager",
            "IC & people manager",
            "Fach- und Führungslaufbahn",
            "Beide",
            "Beide Laufbahnen",
            "les deux",
            "expertise et encadrement",
            "Ambas",
            "especialista y gestión de personas",
            "entrambi",
            "ambos",
            "allebei",
        ] {
            assert_eq!(read(typed), (both, String::new()), "{typed}");
        }
        for typed in [
            "IC or Manager",
            "IC / Manager",
            "Fach- oder Führungslaufbahn",
        ] {
            assert_eq!(read(typed), (None, "track-open".to_owned()), "{typed}");
        }
        for typed in ["either", "none", "egal", "n/a", "–"] {
            assert_eq!(read(typed), (None, String::new()), "{typed}");
        }
        assert_eq!(
            read("IC"),
            (Some(Track::IndividualContributor.into()), String::new())
        );
        assert_eq!(read("Sideways"), (None, "unknown-track".to_owned()));
    }

    #[test]
    fn a_level_of_one_track_alone_is_named_where_somebody_is_on_both() {
        use crate::model::testing::{company_map, person};
        let mut map = company_map();
        for level in &mut map.levels {
            level.tracks.clear();
        }
        map.levels[2].tracks = vec![Track::IndividualContributor];
        let ada = [person(&map, "Ada", 2).track(PersonTrack::Both).build()];
        let codes = |map: &CareerMap| -> Vec<String> {
            let found = levels_without_counterpart(map, &ada);
            found.iter().map(|one| one.code.to_string()).collect()
        };
        assert_eq!(codes(&map), ["track-without-level"]);
        map.levels[3].tracks = vec![Track::Management];
        let help = &levels_without_counterpart(&map, &ada)[0].help;
        let titles: Vec<String> = map
            .level_titles()
            .iter()
            .map(|one| toml_text(one))
            .collect();
        let line = format!("[{}, {}]", titles[2], titles[3]);
        assert!(
            help.contains(&format!("{}, {line}, {}", titles[1], titles[4])),
            "{help}"
        );
        map.levels[3].rank = map.levels[2].rank;
        assert_eq!(codes(&map), [""; 0]);
    }
}
