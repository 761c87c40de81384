//! The track that a form or a roster gives a person: one, both at once, or none.

use std::collections::{BTreeMap, BTreeSet};

use super::names::MapNames;
use super::setting_lines::order_line;
use super::track::parse_tracks;
use super::vocabulary::{Concept, says, spelled, stands_for};
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::List;
use crate::model::{Assessment, CareerMap, Field, LevelId, PersonTrack};
use crate::text::{all_in_quotes, first_listed, fold, in_quotes};

/// The track that a form or a roster gives a person; `None` where the cell says that none applies. What cannot be read, or
/// leaves it open, is reported.
pub(super) fn person_track(
    typed: String,
    at: &Location,
    names: &MapNames<'_>,
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

/// People on both tracks whose role level is on one alone, with no level of the other beside it: the map says nothing
/// about the other half of their work. One message for all of them, since one setting has to fit them all.
#[must_use]
pub fn levels_without_counterpart(
    map: &CareerMap,
    assessments: &[Assessment],
) -> Option<Diagnostic> {
    /// More people are only counted.
    const MAX_NAMED: usize = 5;
    let on_both = |one: &&Assessment| one.person.track == Some(PersonTrack::Both);
    let is_alone = |one: &&Assessment| {
        let level = one.person.role_level;
        map.level(level).tracks.len() == 1 && map.held(level, one.person.track).len() == 1
    };
    let alone: Vec<&Assessment> = assessments
        .iter()
        .filter(on_both)
        .filter(is_alone)
        .collect();
    let said = alone.iter().map(|one| {
        let level = map.level(one.person.role_level);
        let track = level.tracks.first().map_or("", |track| track.label());
        format!("{} (“{}”, {track})", one.person.name, level.title)
    });
    let said = first_listed(&said.collect::<Vec<_>>(), MAX_NAMED);
    let (people, theirs) = match alone.len() {
        1 => ("is", "this level expects"),
        _ => ("are", "these levels expect"),
    };
    let levels: BTreeSet<LevelId> = alone.iter().map(|one| one.person.role_level).collect();
    let pairs = counterparts(map, &levels);
    let mut help = Vec::new();
    if !pairs.is_empty() {
        let beside: Vec<String> = pairs
            .iter()
            .map(|(one, other)| {
                let title = |id: &LevelId| in_quotes(&map.level(*id).title);
                format!("{} and {}", title(one), title(other))
            })
            .collect();
        help.push(format!(
            "If these levels are equally senior: {}, write `{}` under [map] in careermap.toml.",
            beside.join("; "),
            line_with(map, &pairs)
        ));
    }
    let open: Vec<&str> = levels
        .iter()
        .filter(|level| !pairs.iter().any(|(one, _)| one == *level))
        .map(|level| map.level(*level).title.as_str())
        .collect();
    if !open.is_empty() {
        help.push(format!(
            "Add a level of the other track beside {} to the career map.",
            all_in_quotes(open.into_iter())
        ));
    }
    help.push("Or write the one track that the person is on.".to_owned());
    Some(Diagnostic::warning(
        "track-without-level",
        alone.first()?.cell(Field::Track).clone(),
        format!(
            "{said} {people} on both tracks, but at a level of one track alone, and no level of the other has the same rank; only \
             what {theirs} was used.",
        ),
        help.join(" "),
    ))
}

/// For each level the one of the other track alone that is nearest in rank, the nearest pairs first; none in two pairs, and
/// none that would turn over the order of a track.
fn counterparts(map: &CareerMap, levels: &BTreeSet<LevelId>) -> Vec<(LevelId, LevelId)> {
    let rank = |id: LevelId| map.level(id).rank;
    let mut near: Vec<(LevelId, LevelId)> = Vec::new();
    for level in levels {
        let own = &map.level(*level).tracks;
        let others = map.level_ids().filter(|other| {
            let tracks = &map.level(*other).tracks;
            tracks.len() == 1 && tracks != own
        });
        near.extend(others.map(|other| (*level, other)));
    }
    near.sort_by_key(|(one, other)| rank(*one).abs_diff(rank(*other)));
    let mut pairs: Vec<(LevelId, LevelId)> = Vec::new();
    for (one, other) in near {
        let fits = |(first, second): &(LevelId, LevelId)| {
            let is_apart = ![one, other].iter().any(|id| id == first || id == second);
            let (first, second) = if map.level(one).tracks == map.level(*first).tracks {
                (*first, *second)
            } else {
                (*second, *first)
            };
            is_apart && (rank(one) < rank(first)) == (rank(other) < rank(second))
        };
        if pairs.iter().all(fits) {
            pairs.push((one, other));
        }
    }
    pairs
}

/// The setting that gives the levels of each pair one rank, with all others where they are.
fn line_with(map: &CareerMap, pairs: &[(LevelId, LevelId)]) -> String {
    let mut ranks: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for id in map.level_ids() {
        let beside = pairs.iter().find(|(_, other)| *other == id);
        let level = map.level(beside.map_or(id, |(one, _)| *one));
        ranks
            .entry(level.rank)
            .or_default()
            .push(&map.level(id).title);
    }
    order_line(&ranks.into_values().collect::<Vec<_>>())
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
    use crate::model::Track;

    #[test]
    fn a_person_is_on_one_track_on_both_or_has_not_decided() {
        use crate::model::testing::company_map;
        let map = company_map();
        let names = MapNames::new(&map);
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
        let codes = |map: &CareerMap| levels_without_counterpart(map, &ada).map(|one| one.code.0);
        assert_eq!(codes(&map), Some("track-without-level"));
        map.levels[3].tracks = vec![Track::Management];
        let help = levels_without_counterpart(&map, &ada).unwrap().help;
        let titles: Vec<String> = (map.level_titles().iter())
            .map(|one| format!("\"{one}\""))
            .collect();
        let line = format!("[{}, {}]", titles[2], titles[3]);
        assert!(
            help.contains(&format!("{}, {line}, {}", titles[1], titles[4])),
            "{help}"
        );
        map.levels[3].rank = map.levels[2].rank;
        assert_eq!(codes(&map), None);
    }

    #[test]
    fn people_at_several_levels_of_one_track_get_one_line_that_the_settings_take() {
        use crate::load::career_map::MapOptions;
        use crate::load::setting_lines::understood;
        use crate::model::testing::{company_map, person};
        let mut map = company_map();
        let (expert, manager) = (Track::IndividualContributor, Track::Management);
        for (level, track) in map
            .levels
            .iter_mut()
            .zip([expert, expert, expert, manager, manager])
        {
            level.tracks = vec![track];
        }
        let on_both = |name, level| person(&map, name, level).track(PersonTrack::Both).build();
        let people = [
            on_both("Ada", 0),
            on_both("Ben", 2),
            on_both("Cid", 4),
            on_both("Dan", 2),
        ];
        let said = levels_without_counterpart(&map, &people).unwrap();
        for name in ["Ada", "Ben", "Cid", "Dan"] {
            assert!(said.message.contains(name), "{}", said.message);
        }
        let lines: Vec<&str> = said.help.split('`').skip(1).step_by(2).collect();
        assert_eq!(lines.len(), 1, "{}", said.help);
        let options: MapOptions = understood(&lines).unwrap();
        let steps: Vec<usize> = options
            .order
            .iter()
            .map(|step| step.names().len())
            .collect();
        // The levels nearest to each other are paired; the two others would turn the order over.
        assert_eq!(steps, [1, 1, 2, 1, 1, 1], "{}", said.help);
        assert!(
            said.help.contains("Add a level of the other track"),
            "{}",
            said.help
        );
    }
}
