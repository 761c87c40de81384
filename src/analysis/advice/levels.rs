//! Advice about levels: their order, their tracks and their names.

use std::collections::{BTreeMap, BTreeSet};

use super::{Advice, AdvicePlace, of_places, scored};
use crate::model::{CareerMap, Level, LevelId, Scale, Track};
use crate::text::{all_in_quotes, fold};

/// Ranks between the lowest and the highest level of a track at which only the other track has a level.
pub(super) fn missing_track_levels(map: &CareerMap) -> Option<Advice> {
    let mut places = Vec::new();
    for track in [Track::IndividualContributor, Track::Management] {
        let own: BTreeSet<u32> = map
            .levels
            .iter()
            .filter(|level| level.tracks.contains(&track))
            .map(|level| level.rank)
            .collect();
        let (Some(lowest), Some(highest)) = (own.first(), own.last()) else {
            continue;
        };
        let reachable: BTreeSet<u32> = map
            .levels
            .iter()
            .filter(|level| level.is_on(Some(track.into())))
            .map(|level| level.rank)
            .collect();
        for level in &map.levels {
            let is_between = (*lowest..*highest).contains(&level.rank);
            if is_between && !reachable.contains(&level.rank) {
                places.push(AdvicePlace::new(
                    format!("{} has no level beside “{}”", track.label(), level.title),
                    &level.at,
                ));
            }
        }
    }
    of_places(
        "track-hole",
        places,
        ("rank", "ranks"),
        "A track has no level at {} where the other track has one, so people skip a step there.",
        "Add the level; or, if people should skip the step, correct the tracks in the titles.",
    )
}

/// Numbers that are missing between those of the levels: L1, L2, L4.
pub(super) fn missing_numbers(map: &CareerMap) -> Option<Advice> {
    let mut kinds: BTreeMap<String, BTreeMap<u32, &Level>> = BTreeMap::new();
    for level in &map.levels {
        if let Some((letters, number)) = numbered(level) {
            kinds
                .entry(letters)
                .or_default()
                .entry(number)
                .or_insert(level);
        }
    }
    let mut places = Vec::new();
    for levels in kinds.values() {
        let (Some(first), Some(last)) = (levels.keys().next(), levels.keys().next_back()) else {
            continue;
        };
        let missing = (last - first) as usize + 1 - levels.len();
        // Grades that count by tens miss nothing.
        if missing >= levels.len() || levels.len() < 3 {
            continue;
        }
        for ((low, below), (high, above)) in levels.iter().zip(levels.iter().skip(1)) {
            if high - low > 1 {
                places.push(AdvicePlace::new(
                    format!("from “{}” to “{}”", name(below), name(above)),
                    &above.at,
                ));
            }
        }
    }
    of_places(
        "level-missing",
        places,
        ("place", "places"),
        "The numbers of the levels have a gap in {}, as if a level was missing.",
        "Add the missing level, or leave the numbers as they are if there is none.",
    )
}

/// Levels that add nothing to what the level below asks for.
pub(super) fn nothing_new(map: &CareerMap) -> Option<Advice> {
    let places = map
        .level_ids()
        .filter_map(|level| {
            let below = map.level_below(level, None)?;
            let has_something = scored(map).any(|competency| is_said(map, competency, level));
            let is_nothing_new = scored(map).all(|competency| match map.scale {
                Scale::Proficiency => {
                    let of = |level| map.required(competency, level).unwrap_or(0.0);
                    of(level) <= of(below)
                }
                Scale::Rank => {
                    let known: BTreeSet<String> = texts(map, competency, below).collect();
                    texts(map, competency, level).all(|text| known.contains(&text))
                }
            });
            (has_something && is_nothing_new).then(|| {
                AdvicePlace::new(
                    format!(
                        "“{}” asks for nothing beyond “{}”",
                        map.level(level).title,
                        map.level(below).title
                    ),
                    &map.level(level).at,
                )
            })
        })
        .collect();
    of_places(
        "nothing-new",
        places,
        ("level asks", "levels ask"),
        "{} only for what the level below already asks for, so people cannot see how to reach it.",
        "Write what is new at the level, or join the two levels.",
    )
}

fn is_said(map: &CareerMap, competency: crate::model::CompetencyId, level: LevelId) -> bool {
    match map.scale {
        Scale::Proficiency => map.required(competency, level).is_some(),
        Scale::Rank => !map.competency(competency).expectations[level.0].is_empty(),
    }
}

fn texts(
    map: &CareerMap,
    competency: crate::model::CompetencyId,
    level: LevelId,
) -> impl Iterator<Item = String> {
    map.competency(competency).expectations[level.0]
        .iter()
        .map(|expectation| fold(&expectation.text))
}

/// Names that are the same to a person who types them, or that belong to a level and to a competency.
pub(super) fn ambiguous_names(map: &CareerMap) -> Option<Advice> {
    let mut named: BTreeMap<String, Vec<&Level>> = BTreeMap::new();
    for level in &map.levels {
        let names: BTreeSet<String> = names(level).map(|name| fold(name)).collect();
        for folded in names.into_iter().filter(|name| !name.is_empty()) {
            named.entry(folded).or_default().push(level);
        }
    }
    let mut groups: BTreeMap<Vec<usize>, &str> = BTreeMap::new();
    let mut places = Vec::new();
    for (folded, levels) in named.iter().filter(|(_, levels)| levels.len() > 1) {
        // Levels with the same name differ by their tracks, if each is on only one.
        let tracks: BTreeSet<&Track> = levels.iter().flat_map(|level| &level.tracks).collect();
        let apart =
            levels.iter().all(|level| level.tracks.len() == 1) && tracks.len() == levels.len();
        let group: Vec<usize> = levels.iter().map(|level| level.rank as usize).collect();
        if !apart && groups.insert(group, folded).is_none() {
            places.push(AdvicePlace::new(
                format!(
                    "{} are both called “{folded}”",
                    all_in_quotes(levels.iter().map(|level| level.title.as_str()))
                ),
                &levels[1].at,
            ));
        }
    }
    for level in &map.levels {
        let same = map
            .competencies
            .iter()
            .find(|competency| fold(&competency.name) == fold(&level.title));
        if let Some(competency) = same {
            places.push(AdvicePlace::new(
                format!("“{}” is a level and a competency", level.title),
                &competency.at,
            ));
        }
    }
    of_places(
        "confusing-titles",
        places,
        ("name is", "names are"),
        "{} used for two things, so careermap cannot tell which one a rating means.",
        "Give each level a different name.",
    )
}

/// Levels whose own number is not their rank: the rating 3 means the third level, whatever its number.
pub(super) fn numbers_differ_from_ranks(map: &CareerMap) -> Option<Advice> {
    if map.scale != Scale::Rank {
        return None;
    }
    let places = map
        .levels
        .iter()
        .filter_map(|level| {
            let (_, number) = numbered(level)?;
            let meant = map.levels.iter().find(|other| other.rank == number)?;
            (number != level.rank).then(|| {
                AdvicePlace::new(
                    format!(
                        "a rating of {number} means “{}”, not “{}”",
                        name(meant),
                        name(level)
                    ),
                    &level.at,
                )
            })
        })
        .collect();
    of_places(
        "numbers-confuse",
        places,
        ("", ""),
        "The numbers of some levels are not their positions in the order; careermap reads a rating that is only a \
             number as a position.",
        "Ask for the whole name in assessments, or say under [ratings] in careermap.toml what each number means.",
    )
}

/// The letters and the number of a code, or of a title such as *Level 3*.
fn numbered(level: &Level) -> Option<(String, u32)> {
    let name = fold(name(level));
    let digits = name.len() - name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (letters, number) = name.split_at(digits);
    let letters = letters.trim();
    // A number after a whole title, as in *Engineer 2*, counts as well; one after a sentence does not.
    let number = number.parse().ok().filter(|number| *number < 100)?;
    (letters.split(' ').count() <= 3).then(|| (letters.to_owned(), number))
}

/// The code, else the title.
fn name(level: &Level) -> &str {
    level.code.as_ref().unwrap_or(&level.title)
}

fn names(level: &Level) -> impl Iterator<Item = &String> {
    std::iter::once(&level.title)
        .chain(&level.code)
        .chain(&level.aliases)
}
