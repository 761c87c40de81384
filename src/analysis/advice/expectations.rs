//! Advice about expectations: where there are none, where they repeat themselves, and where there are too many.

use std::collections::{BTreeMap, BTreeSet};

use super::{Advice, AdvicePlace, cell, of_places, scored};
use crate::model::{CareerMap, CompetencyId, Expectation, LevelId, Scale};
use crate::text::{all_in_quotes, fold, shortened};

/// Longer ones fill half a page of a plan, and nobody reads them aloud.
const TOO_LONG: usize = 500;
/// A competency with this many times the usual number of expectations has far more than the others.
const FACTOR_FAR: usize = 3;

/// Cells of scored competencies in which nothing is expected.
pub(super) fn empty(map: &CareerMap) -> Option<Advice> {
    // Where cells hold one sign or nothing, an empty one says that the level does not require the competency.
    if map.scale == Scale::Proficiency && map.scale_steps.len() == 1 {
        return None;
    }
    let mut places = Vec::new();
    for competency in scored(map) {
        let row = map.competency(competency);
        let without: Vec<&str> = map
            .level_ids()
            .filter(|level| match map.scale {
                Scale::Rank => row.expectations[level.0].is_empty(),
                Scale::Proficiency => row.required[level.0].is_none(),
            })
            .map(|level| map.level(level).title.as_str())
            .collect();
        if !without.is_empty() {
            places.push(AdvicePlace::new(
                format!("{} at {}", row.name, all_in_quotes(without)),
                &row.at,
            ));
        }
    }
    of_places(
        "empty-cells",
        places,
        ("competency has", "competencies have"),
        "{} empty cells, so the map does not say what is expected there.",
        "Write what is expected, or leave the cells empty where nothing is.",
    )
}

type Place<'a> = (CompetencyId, LevelId, &'a Expectation);

/// Every expectation of scored competencies by its folded text; those that are merged over several cells count once.
fn by_text(map: &CareerMap) -> BTreeMap<String, Vec<Place<'_>>> {
    let mut texts: BTreeMap<String, Vec<Place<'_>>> = BTreeMap::new();
    for competency in scored(map) {
        let row = map.competency(competency);
        let mut cells = BTreeSet::new();
        for level in map.level_ids() {
            if row.cells[level.0]
                .as_ref()
                .is_some_and(|cell| !cells.insert(cell))
            {
                continue;
            }
            for expectation in &row.expectations[level.0] {
                // A word or two, such as “as above”, says nothing by itself.
                if expectation.text.split_whitespace().nth(2).is_some() {
                    texts.entry(fold(&expectation.text)).or_default().push((
                        competency,
                        level,
                        expectation,
                    ));
                }
            }
        }
    }
    texts
}

/// Expectations that repeat at several ranks of one competency.
pub(super) fn at_several_levels(map: &CareerMap) -> Option<Advice> {
    let mut places = Vec::new();
    for stands in by_text(map).into_values() {
        for same in stands.chunk_by(|a, b| a.0 == b.0) {
            let ranks: BTreeSet<u32> = same
                .iter()
                .map(|(_, level, _)| map.level(*level).rank)
                .collect();
            if ranks.len() < 2 {
                continue;
            }
            let levels = same.iter().map(|(_, level, _)| map.level(*level));
            let titles = all_in_quotes(levels.map(|level| level.title.as_str()));
            let name = &map.competency(same[0].0).name;
            places.push(repeated(map, same[0], &format!("{name}, at {titles}")));
        }
    }
    of_places(
        "same-at-levels",
        in_order(places),
        ("expectation is", "expectations are"),
        "{} the same word for word at several levels, so people cannot see the difference between them.",
        "Say what is different at the higher level, or keep it at the lowest one.",
    )
}

/// Expectations that repeat in several competencies.
pub(super) fn in_several_competencies(map: &CareerMap) -> Option<Advice> {
    let mut places = Vec::new();
    for stands in by_text(map).into_values() {
        let competencies: BTreeSet<CompetencyId> =
            stands.iter().map(|(competency, ..)| *competency).collect();
        if competencies.len() < 2 {
            continue;
        }
        let names = competencies.iter().map(|id| map.competency(*id));
        let names = all_in_quotes(names.map(|competency| competency.name.as_str()));
        places.push(repeated(map, stands[0], &format!("in {names}")));
    }
    of_places(
        "same-in-competencies",
        in_order(places),
        ("expectation is", "expectations are"),
        "{} the same word for word in several competencies, so people are rated twice for the same thing.",
        "Keep it in the competency that it belongs to.",
    )
}

/// An expectation that repeats itself, where it stands first; `stands` says where else.
fn repeated(
    map: &CareerMap,
    (competency, level, expectation): Place<'_>,
    stands: &str,
) -> (CompetencyId, LevelId, AdvicePlace) {
    let what = format!("“{}” ({stands})", shortened(&expectation.text));
    let at = cell(map, competency, level);
    (competency, level, AdvicePlace { what, at })
}

fn in_order(mut places: Vec<(CompetencyId, LevelId, AdvicePlace)>) -> Vec<AdvicePlace> {
    places.sort_by(|a, b| (a.0, a.1, &a.2.what).cmp(&(b.0, b.1, &b.2.what)));
    places.into_iter().map(|(.., place)| place).collect()
}

/// Competencies with far more or far fewer expectations than the others.
pub(super) fn uneven(map: &CareerMap) -> Option<Advice> {
    if map.scale != Scale::Rank {
        return None;
    }
    let totals: Vec<(CompetencyId, usize)> = scored(map)
        .map(|id| {
            let total = map.competency(id).expectations.iter().map(Vec::len).sum();
            (id, total)
        })
        .filter(|(_, total)| *total > 0)
        .collect();
    let mut sorted: Vec<usize> = totals.iter().map(|(_, total)| *total).collect();
    sorted.sort_unstable();
    let usual = *sorted.get(sorted.len() / 2)?;
    // Among two or three, nothing is usual; and one line more at each level is not far more.
    if totals.len() < 4 {
        return None;
    }
    let is_far = |total: usize| {
        (total >= FACTOR_FAR * usual || total * FACTOR_FAR <= usual)
            && total.abs_diff(usual) > map.levels.len()
    };
    let places = totals
        .into_iter()
        .filter(|(_, total)| is_far(*total))
        .map(|(id, total)| {
            AdvicePlace::new(
                format!("{} has {total}", map.competency(id).name),
                &map.competency(id).at,
            )
        })
        .collect();
    of_places(
        "uneven-competencies",
        places,
        ("competency has", "competencies have"),
        &format!(
            "{{}} far more or far fewer expectations than the others; the usual number is {usual}, for all levels together."
        ),
        "Split a large competency, join small ones, or give them weights under [map.weights] in careermap.toml.",
    )
}

/// Expectations that are too long to print well.
pub(super) fn too_long(map: &CareerMap) -> Option<Advice> {
    let mut places = Vec::new();
    for competency in map.competency_ids() {
        for level in map.level_ids() {
            for expectation in &map.competency(competency).expectations[level.0] {
                let texts = std::iter::once(&expectation.text).chain(&expectation.details);
                let length: usize = texts.map(|text| text.chars().count()).sum();
                if length > TOO_LONG {
                    places.push(AdvicePlace {
                        what: format!(
                            "{} at “{}”: {length} characters",
                            map.competency(competency).name,
                            map.level(level).title
                        ),
                        at: cell(map, competency, level),
                    });
                }
            }
        }
    }
    of_places(
        "too-long",
        places,
        ("expectation is", "expectations are"),
        &format!("{{}} longer than {TOO_LONG} characters, too long to be read in a plan."),
        "Put each expectation on a separate line.",
    )
}
