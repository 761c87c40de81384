//! The order of levels from junior to senior, and their tracks.

use std::collections::{BTreeMap, BTreeSet};

use super::compared::{Compared, MapNames};
use super::facts::{FactRow, facts};
use crate::load::career_map::drafts::draft::{Draft, Kind, Piece};
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::title::{
    Heading, number_and_letter, number_in, track_of_code,
};
use crate::load::vocabulary::{follow_trade, seniority};
use crate::model::{Orientation, Track};
use crate::text::fold;

/// Where the order of levels comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load::career_map) enum Source {
    /// The company said so.
    Configured,
    /// The numbers in codes or titles.
    Numbers,
    /// The place in the sheet.
    Place,
    /// The place in the sheet, backwards, because the first one is the most senior.
    Reversed,
    /// The words of seniority in the titles.
    Words,
    /// The place in the sheet, where a title that appears once for each of two tracks is one step of both.
    Tracks,
}

/// The order of the levels of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load::career_map) struct Order {
    /// The rank of each level, in the order in which the levels were given.
    pub(in crate::load::career_map) ranks: Vec<u32>,
    pub(in crate::load::career_map) source: Source,
    /// Titles of levels that the configured order does not name.
    pub(in crate::load::career_map) forgotten: Vec<String>,
}

/// The order of a draft's levels.
pub(in crate::load::career_map) fn order_of(draft: &Draft, options: &MapOptions) -> Order {
    let rows: Vec<FactRow> = (draft.rows.iter().zip(&draft.signs.kinds))
        .filter(|(_, kind)| !matches!(kind, Kind::LeftOut | Kind::Competency { scored: true }))
        .map(|(row, _)| {
            let texts = row.cells.iter().map(|pieces| joined(pieces));
            (row.name.clone(), texts.collect())
        })
        .collect();
    let has_place = draft.orientation != Orientation::Long;
    order(&headings(draft), &rows, options, has_place)
}

fn joined(pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join(" ")
}

/// What the header calls a level, the title first.
fn names_of(heading: &Heading) -> MapNames<'_> {
    (std::iter::once(&heading.title).chain(&heading.code))
        .chain(&heading.aliases)
        .map(String::as_str)
        .collect()
}

/// Orders levels that are given in the order of the file, with rows of facts about them. `has_place` says whether that order
/// means anything: in the long form it does not.
fn order(headings: &[Heading], rows: &[FactRow], options: &MapOptions, has_place: bool) -> Order {
    if !options.order.is_empty() {
        return configured(headings, options);
    }
    let by = |ranks, source| Order {
        ranks,
        source,
        forgotten: Vec::new(),
    };
    let names: Vec<MapNames<'_>> = headings.iter().map(names_of).collect();
    let titles: Vec<&str> = names.iter().map(|names| names[0]).collect();
    if let Some(ranks) = by_numbers(headings).filter(|_| !follow_trade(&titles)) {
        return by(ranks, Source::Numbers);
    }
    let compared = Compared::of(&names, &facts(&names, rows));
    if !has_place
        && let Some(ranks) = by_heights(&titles).or_else(|| compared.sorted())
        && !ranks.is_sorted()
    {
        return by(ranks, Source::Words);
    }
    let place = 1..=headings.len() as u32;
    let is_reversed = compared.falls(&titles);
    if let Some(ranks) = by_tracks(headings, is_reversed) {
        return by(ranks, Source::Tracks);
    }
    if is_reversed {
        return by(place.rev().collect(), Source::Reversed);
    }
    by(place.collect(), Source::Place)
}

fn configured(headings: &[Heading], options: &MapOptions) -> Order {
    let mut forgotten = Vec::new();
    let mut after = options.order.len() as u32;
    let wanted: Vec<u32> = headings
        .iter()
        .map(|heading| {
            let step = options
                .order
                .iter()
                .position(|step| step.names().iter().any(|name| is_called(heading, name)));
            step.map_or_else(
                || {
                    forgotten.push(heading.title.clone());
                    after += 1;
                    after
                },
                |step| step as u32 + 1,
            )
        })
        .collect();
    Order {
        ranks: dense(&wanted),
        source: Source::Configured,
        forgotten,
    }
}

/// Whether a name is one of the names of a level.
pub(in crate::load::career_map) fn is_called(heading: &Heading, name: &str) -> bool {
    let folded = fold(name);
    std::iter::once(&heading.title)
        .chain(&heading.code)
        .chain(&heading.aliases)
        .any(|own| fold(own) == folded)
}

/// Ranks without gaps.
fn dense<T: Ord + Copy>(wanted: &[T]) -> Vec<u32> {
    let steps: BTreeSet<T> = wanted.iter().copied().collect();
    wanted
        .iter()
        .map(|step| steps.range(..=*step).count() as u32)
        .collect()
}

/// The number in a code, and the small letter behind it.
type Step = (u32, char);

/// Ranks from the numbers in codes, or in titles such as *Level 3*; parallel levels of two tracks share one.
fn by_numbers(headings: &[Heading]) -> Option<Vec<u32>> {
    let numbered: Vec<(String, Step)> = headings
        .iter()
        .map(|heading| {
            let code = heading.code.as_deref().unwrap_or(&heading.title);
            let step = number_and_letter(code)?;
            let mut kind = kind_of(code);
            // *EG 9a* is of the kind of *EG 9*.
            if step.1 != ' ' {
                kind.pop();
            }
            Some((kind, step))
        })
        .collect::<Option<_>>()?;
    // Each track counts its own levels: *L3*, *L4* of experts, and *L3*, *L4* of managers.
    let mut kinds: BTreeMap<(&str, &[Track]), Vec<Step>> = BTreeMap::new();
    for ((kind, number), heading) in numbered.iter().zip(headings) {
        kinds
            .entry((kind, &heading.tracks))
            .or_default()
            .push(*number);
    }
    let rises = |numbers: &Vec<Step>| numbers.windows(2).all(|pair| pair[0] <= pair[1]);
    let sinks = |numbers: &Vec<Step>| numbers.windows(2).all(|pair| pair[0] >= pair[1]);
    if !kinds.values().all(rises) && !kinds.values().all(sinks) {
        return None;
    }
    // Two tracks that both begin at the bottom are counted separately: their numbers cannot be compared, unless they
    // are the same throughout.
    let mut from_the_bottom: Vec<&Vec<Step>> = kinds
        .values()
        .filter(|numbers| numbers.iter().any(|number| number.0 <= 1))
        .collect();
    // *Junior 1* and *Senior 1* are not parallel levels.
    if headings.iter().all(is_of_track) {
        from_the_bottom.dedup();
    }
    // *A1*, *A2*, *B1*, *B2*: the letter counts first.
    let letters: Vec<&str> = numbered.iter().map(|(kind, _)| kind.as_str()).collect();
    let are_counted_by_letters = letters.iter().any(|letter| *letter != letters[0])
        && letters.is_sorted()
        && letters[0] == "a"
        && letters.iter().all(|kind| kind.len() == 1);
    if from_the_bottom.len() > 1 || are_counted_by_letters {
        return None;
    }
    let numbers: Vec<Step> = numbered.into_iter().map(|(_, number)| number).collect();
    Some(dense(&numbers))
}

/// Whether a level names its tracks, or has a code that shows one.
fn is_of_track(heading: &Heading) -> bool {
    let code = heading.code.as_deref().unwrap_or(&heading.title);
    !heading.tracks.is_empty() || track_of_code(code).is_some()
}

/// Ranks from the place in the sheet, where a title appears there once for each of several tracks: *Senior (IC)* and
/// *Senior (Manager)* are one step. On each track a level is above those before it; a level without a track is on all
/// of them.
fn by_tracks(headings: &[Heading], is_reversed: bool) -> Option<Vec<u32>> {
    let mut steps: Vec<Vec<&Heading>> = Vec::new();
    let mut step_of: Vec<usize> = Vec::with_capacity(headings.len());
    for heading in headings {
        let is_twin = |other: &&Heading| {
            let shares = |track| other.tracks.contains(track);
            !heading.tracks.is_empty()
                && !other.tracks.is_empty()
                && !heading.tracks.iter().any(shares)
                && fold(&heading.name) == fold(&other.name)
        };
        let known = steps.iter().position(|step| step.iter().all(&is_twin));
        let step = known.unwrap_or(steps.len());
        if known.is_none() {
            steps.push(Vec::new());
        }
        steps[step].push(heading);
        step_of.push(step);
    }
    if steps.len() == headings.len() {
        return None;
    }
    let mut ordered: Vec<(&Heading, usize)> =
        headings.iter().zip(step_of.iter().copied()).collect();
    if is_reversed {
        ordered.reverse();
    }
    let mut ranks = vec![1_u32; steps.len()];
    // A step can be raised at most once for each other step; if it still rises, the order contradicts itself.
    for _ in 0..=steps.len() {
        let mut heights: BTreeMap<Track, u32> = BTreeMap::new();
        let mut has_changed = false;
        for (heading, step) in &ordered {
            let tracks = if heading.tracks.is_empty() {
                &[Track::IndividualContributor, Track::Management][..]
            } else {
                &heading.tracks
            };
            let below = tracks.iter().filter_map(|track| heights.get(track)).max();
            let rank = below.map_or(1, |below| below + 1).max(ranks[*step]);
            has_changed |= rank != ranks[*step];
            ranks[*step] = rank;
            heights.extend(tracks.iter().map(|track| (*track, rank)));
        }
        if !has_changed {
            return Some(step_of.iter().map(|step| ranks[*step]).collect());
        }
    }
    None
}

/// The letters of a code, without its number.
fn kind_of(code: &str) -> String {
    code.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Ranks from the words of titles, where each has one; titles that are equally senior share a rank.
fn by_heights(titles: &[&str]) -> Option<Vec<u32>> {
    let heights: Vec<f64> = titles
        .iter()
        .map(|title| seniority(title))
        .collect::<Option<_>>()?;
    let mut sorted = heights.clone();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup();
    let rank = |height: &f64| sorted.partition_point(|other| other < height) as u32 + 1;
    Some(heights.iter().map(rank).collect())
}

/// The tracks of each level: from the configuration, the header, or codes of two tracks.
pub(in crate::load::career_map) fn tracks(
    headings: &[Heading],
    options: &MapOptions,
) -> Vec<Vec<Track>> {
    let coded: Vec<Option<Track>> = headings
        .iter()
        .map(|heading| heading.code.as_deref().and_then(track_of_code))
        .collect();
    let both = coded.contains(&Some(Track::Management))
        && (coded.contains(&Some(Track::IndividualContributor)) || are_two_tracks(headings));
    headings
        .iter()
        .zip(coded)
        .map(|(heading, coded)| {
            let configured = options
                .tracks
                .iter()
                .find(|(name, _)| is_called(heading, name))
                .map(|(_, tracks)| tracks.clone());
            configured.unwrap_or_else(|| {
                if heading.tracks.is_empty() && both {
                    coded.into_iter().collect()
                } else {
                    heading.tracks.clone()
                }
            })
        })
        .collect()
}

/// Whether all levels have codes, of two kinds that are each counted from the beginning, as *P1*, *P2*, *P3* and *M1*,
/// *M2* are.
fn are_two_tracks(headings: &[Heading]) -> bool {
    let mut kinds: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for heading in headings {
        let Some((code, number)) =
            (heading.code.as_deref()).and_then(|code| Some((code, number_in(code)?)))
        else {
            return false;
        };
        if !kinds.entry(kind_of(code)).or_default().insert(number) {
            return false;
        }
    }
    let mut numbers = kinds.values();
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(one), Some(other), None) => {
            one.len() > 1 && other.len() > 1 && !one.is_disjoint(other)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::career_map::options::Step;
    use crate::load::career_map::wording::title::heading;

    fn headings(titles: &str) -> Vec<Heading> {
        titles.split(" | ").map(|title| heading([title])).collect()
    }

    fn ranks(titles: &str) -> (Vec<u32>, Source) {
        let order = order(&headings(titles), &[], &MapOptions::default(), true);
        (order.ranks, order.source)
    }

    #[test]
    fn levels_are_ranked_by_numbers_tracks_or_place() {
        for (titles, expected, source) in [
            (
                "IC3 | IC4 | IC5 | M4 | M5 | M6",
                &[1, 2, 3, 2, 3, 4][..],
                Source::Numbers,
            ),
            ("3-S | 3-M | 4-S | 4-M", &[1, 1, 2, 2], Source::Numbers),
            ("L3 | L2 | L1", &[3, 2, 1], Source::Numbers),
            ("A1 | A2 | B1 | B2", &[1, 2, 3, 4], Source::Place),
            // Managers are counted separately from one: their numbers say nothing about the others.
            ("IC1 | IC2 | IC3 | M1", &[1, 2, 3, 4], Source::Place),
            ("Explorer | Navigator | Captain", &[1, 2, 3], Source::Place),
            (
                "Director | Senior | Mid | Junior",
                &[4, 3, 2, 1],
                Source::Reversed,
            ),
            (
                "Partner | Senior Manager | Manager | Senior Clerk | Clerk",
                &[5, 4, 3, 2, 1],
                Source::Reversed,
            ),
            (
                "Associate | Senior (IC) | Senior (Manager) | Director (IC or Manager)",
                &[1, 2, 2, 3],
                Source::Tracks,
            ),
            (
                "Coach (Manager) | Coach (IC) | Trainee",
                &[1, 1, 2],
                Source::Tracks,
            ),
            (
                "Director (Manager) | Director (IC) | Senior | Junior",
                &[3, 3, 2, 1],
                Source::Tracks,
            ),
            (
                "Junior | Senior (IC) | Staff (IC) | Senior (Manager) | Head (Manager)",
                &[1, 2, 3, 2, 3],
                Source::Tracks,
            ),
            // Each is above the other: then the place decides.
            (
                "Pilot (IC) | Navigator (IC) | Navigator (Manager) | Pilot (Manager)",
                &[1, 2, 3, 4],
                Source::Place,
            ),
            // Without tracks, or with the same one, a title that appears twice is not a shared step.
            ("Pilot | Pilot | Captain", &[1, 2, 3], Source::Place),
            ("Pilot (IC) | Pilot (IC)", &[1, 2], Source::Place),
        ] {
            assert_eq!(ranks(titles), (expected.to_vec(), source), "{titles}");
        }
        let order = order(
            &headings("Senior | Junior | Mid"),
            &[],
            &MapOptions::default(),
            false,
        );
        assert_eq!(order.ranks, [3, 1, 2]);
    }

    #[test]
    fn a_configured_order_wins() {
        let options = MapOptions {
            order: vec![
                Step::One("b".into()),
                Step::Parallel(vec!["A".into(), "c".into()]),
            ],
            ..MapOptions::default()
        };
        let order = order(&headings("A | B | C | D"), &[], &options, true);
        assert_eq!(order.ranks, [2, 1, 2, 3]);
        assert_eq!(order.forgotten, ["D"]);
    }

    #[test]
    fn codes_tell_tracks_only_where_there_are_two() {
        for (titles, expected) in [
            ("M1 | M2", "- -"),
            ("P1 | P2 | P3 | M1 | M2", "- - - m m"),
            // One code alone, a third letter, or a number that continues does not show tracks.
            ("P1 | P2 | M1", "- - -"),
            ("J1 | J2 | M1 | M2 | S1 | S2", "- - - - - -"),
            ("L1 | L2 | M3 | M4", "- - - -"),
            ("L2 | L3-IC | L3-M", "- ic m"),
            ("L2 | IC3 | M3", "- ic m"),
        ] {
            let tracks = tracks(&headings(titles), &MapOptions::default());
            let shown = tracks.iter().map(|tracks| match tracks[..] {
                [] => "-",
                [Track::Management] => "m",
                _ => "ic",
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{titles}");
        }
    }
}
