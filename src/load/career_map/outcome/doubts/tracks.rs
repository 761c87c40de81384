//! The doubt about several ladders that were read as one.

use std::collections::BTreeSet;

use super::mends::leave_out_levels;
use super::names::level_twice;
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::content::grades::{BEGINNER, leads};
use crate::load::career_map::content::ladders::{
    Ladders, by_grades, by_titles, by_tracks, by_trades, steps,
};
use crate::load::career_map::content::order::{Source, order_of};
use crate::load::career_map::wording::title::number_in;
use crate::load::career_map::wording::words::nouns;
use crate::load::setting_lines::{order_line, toml_text};
use crate::load::track::parse_tracks;
use crate::load::vocabulary::{Concept, follow_trade, seniority, stands_for};
use crate::model::{Level, Track};
use crate::text::{all_in_quotes, fold, in_quotes, listed};

/// The levels of two tracks or several jobs were taken as one ladder, or as equally senior, though nothing says so.
pub(super) fn several_ladders(reading: &Reading<'_>) -> Option<Odd> {
    let (draft, levels) = (reading.draft, &reading.map.levels);
    let source = order_of(draft, reading.options).source;
    let is_by_place = matches!(source, Source::Place | Source::Reversed);
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    if source == Source::Configured || follow_trade(&titles) || level_twice(reading).is_some() {
        return None;
    }
    let tracks = if is_by_place { by_tracks(levels) } else { None };
    let have_tracks = tracks.is_some();
    let groups = if tracks.is_none() {
        by_groups(reading, source)
    } else {
        None
    };
    let are_grouped = groups.is_some();
    let by_grades = || {
        if is_by_place { by_grades(levels) } else { None }
    };
    let ladders = tracks
        .or(groups)
        .or_else(|| by_titles(levels))
        .or_else(|| by_trades(levels))
        .or_else(by_grades)?;
    if source == Source::Numbers && count_together(levels, &ladders) {
        return None;
    }
    let of_one: Vec<(&Level, usize)> = (levels.iter().zip(&ladders))
        .filter_map(|(level, ladder)| Some((level, (*ladder)?)))
        .collect();
    let (before, after) = of_one
        .windows(2)
        .find(|pair| pair[0].1 != pair[1].1)
        .map(|pair| (pair[0].0, pair[1].0))?;
    // *Senior Nurse*, *Nurse* is one ladder out of order.
    let (own, other) = (nouns(&before.title), nouns(&after.title));
    if !have_tracks && !own.is_empty() && own == other {
        return None;
    }
    let than = if before.rank == after.rank {
        "to be as senior as"
    } else {
        "to be more senior than"
    };
    let found = if have_tracks {
        "The levels of two tracks stand side by side, and nothing says which of them are equally senior."
            .to_owned()
    } else if are_grouped {
        let groups = reading.draft.signs.groups.iter();
        let headings = groups.map(|(_, heading, _)| heading.as_str());
        format!(
            "{} stand above groups of levels, which may be separate ladders, but all levels were read as one.",
            all_in_quotes(headings)
        )
    } else {
        format!(
            "The levels look like those of several jobs or tracks, {}, but were read as one.",
            listed(&named(levels, &ladders))
        )
    };
    Some(Odd {
        at: after.at.clone(),
        what: format!(
            "{found} {} was taken {than} {}.",
            in_quotes(&after.title),
            in_quotes(&before.title)
        ),
        mend: mend(reading, &ladders, have_tracks, are_grouped),
    })
}

/// Whether the codes of a second ladder go on from within the first, as *D1*, *D2*, *D3*, *M3* do: then they say which levels are
/// equally senior.
fn count_together(levels: &[Level], ladders: &Ladders) -> bool {
    let first_number = |ladder: usize| {
        let own = levels
            .iter()
            .zip(ladders)
            .filter(|(_, own)| **own == Some(ladder));
        own.filter_map(|(level, _)| number_in(level.code.as_deref()?))
            .min()
    };
    let count = ladders.iter().flatten().max().map_or(0, |last| last + 1);
    let numbers: Vec<u32> = (0..count).filter_map(first_number).collect();
    let from_bottom = numbers.iter().filter(|number| **number <= 1).count();
    count > 1 && numbers.len() == count && from_bottom == 1
}

/// The ladders that headings above groups of levels divide, unless codes count all levels, or a heading is a word of rank: these are
/// steps of one ladder.
fn by_groups(reading: &Reading<'_>, source: Source) -> Option<Ladders> {
    let (draft, levels) = (reading.draft, &reading.map.levels);
    let groups = &draft.signs.groups;
    let is_band = |(_, heading, _): &(Location, String, usize)| {
        let folded = fold(heading);
        let mut words = folded.split(' ');
        seniority(heading).is_some_and(|height| height <= BEGINNER)
            || stands_for(&folded, Concept::Step)
            || words.any(|word| stands_for(word, Concept::Level) || stands_for(word, Concept::Step))
    };
    let are_tracks = groups
        .iter()
        .all(|(_, heading, _)| !parse_tracks(heading).is_empty());
    // Behind a group of experts, another one may lead: *Start*, *Expert*, *Chef*.
    let are_experts = |(_, heading, _): &(Location, String, usize)| {
        parse_tracks(heading) == [Track::IndividualContributor]
    };
    let is_split = (groups.iter().rev().skip(1)).any(are_experts);
    let are_bands = groups.iter().any(is_band) && !is_split;
    if are_tracks || source == Source::Numbers || are_bands {
        return None;
    }
    let ladder = |level: &Level| {
        let place = draft.levels.iter().position(|own| own.at == level.at)?;
        groups.iter().rposition(|(_, _, first)| *first <= place)
    };
    Some(levels.iter().map(ladder).collect())
}

/// Each ladder by its first and last level: *“Designer” to “Lead Designer”*.
fn named(levels: &[Level], ladders: &Ladders) -> Vec<String> {
    let count = ladders.iter().flatten().max().map_or(0, |last| last + 1);
    let ladder = |ladder: usize| {
        let own = levels
            .iter()
            .zip(ladders)
            .filter(|(_, own)| **own == Some(ladder));
        let mut titles = own.map(|(level, _)| in_quotes(&level.title));
        let first = titles.next().unwrap_or_default();
        titles
            .next_back()
            .map_or_else(|| first.clone(), |last| format!("{first} to {last}"))
    };
    (0..count).map(ladder).collect()
}

/// Groups of competencies that are named like the two tracks, one below the other under the same levels.
pub(super) fn groups_are_tracks(reading: &Reading<'_>) -> Option<Odd> {
    let map = reading.map;
    let groups: BTreeSet<&str> = (map.competencies.iter())
        .map(|competency| competency.category.as_deref().unwrap_or_default())
        .collect();
    let are_tracks = groups.len() == 2
        && groups.iter().all(|group| !parse_tracks(group).is_empty())
        && map.levels.iter().all(|level| level.tracks.is_empty());
    are_tracks.then(|| Odd {
        at: map.competencies[0].at.clone(),
        what: format!(
            "{} are named like tracks, but were read as groups of competencies that count for everybody.",
            all_in_quotes(groups)
        ),
        mend: Mend::Do(
            "If they are tracks, put the levels of both beside each other, and the track behind each title: “Senior (IC)”, “Senior (Manager)”."
                .to_owned(),
        ),
    })
}

fn mend(reading: &Reading<'_>, ladders: &Ladders, have_tracks: bool, are_grouped: bool) -> Mend {
    let levels = &reading.map.levels;
    let of = |ladder: usize| -> Vec<&Level> {
        let own = levels.iter().zip(ladders);
        own.filter_map(|(level, own)| (*own == Some(ladder)).then_some(level))
            .collect()
    };
    let lead = |ladder: usize| {
        of(ladder)
            .iter()
            .filter(|level| leads(&level.title))
            .count()
    };
    let are_two = ladders.iter().flatten().max() == Some(&1);
    let manages =
        are_two && (are_grouped || lead(1) * 2 > of(1).len() && lead(0) * 2 < of(0).len());
    if have_tracks || manages {
        let way = |steps: Vec<Vec<usize>>| {
            let titled = |step: &Vec<usize>| -> Vec<&str> {
                step.iter()
                    .map(|place| levels[*place].title.as_str())
                    .collect()
            };
            let steps: Vec<Vec<&str>> = steps.iter().map(titled).collect();
            let mut line = order_line(&steps);
            if !have_tracks {
                let managers = usize::from(lead(0) * of(1).len() <= lead(1) * of(0).len());
                line = format!("{line}\n{}", tracks_line(levels, ladders, managers));
            }
            let pairs: Vec<String> = (steps.iter())
                .filter(|step| step.len() > 1)
                .map(|step| all_in_quotes(step.iter().copied()))
                .collect();
            (!pairs.is_empty())
                .then(|| (format!("{} are equally senior", pairs.join(", and ")), line))
        };
        // Level by level from the top; and by what the titles say, or below headings from the bottom.
        let said = if are_grouped {
            side_by_side(ladders, false)
        } else {
            steps(levels, ladders)
        };
        let both = [way(said), way(side_by_side(ladders, true))];
        let mut ways: Vec<(String, String)> = both.into_iter().flatten().collect();
        ways.dedup();
        return Mend::order_lines(ways);
    }
    let others: Vec<&Level> = levels
        .iter()
        .zip(ladders)
        .filter_map(|(level, own)| own.is_some_and(|own| own > 0).then_some(level))
        .collect();
    match leave_out_levels(reading, &others) {
        Mend::Write { lines, .. } => Mend::Write {
            case: "If they are the levels of several jobs, give each job a folder with a map of its own; for the first job".into(),
            lines,
            otherwise: "delete the levels of the others",
        },
        other => other,
    }
}

/// All levels as steps, where the last ones of two ladders stand beside each other, and so do those before them; or the first ones,
/// and those after them.
fn side_by_side(ladders: &Ladders, from_top: bool) -> Vec<Vec<usize>> {
    let of = |ladder: Option<usize>| -> Vec<usize> {
        let is_own = |place: &usize| ladders[*place] == ladder;
        (0..ladders.len()).filter(is_own).collect()
    };
    let (first, second) = (of(Some(0)), of(Some(1)));
    let count = first.len().max(second.len());
    let own = |ladder: &[usize], step: usize| {
        let place = if from_top {
            (step + ladder.len()).checked_sub(count)?
        } else {
            step
        };
        ladder.get(place).copied()
    };
    let pairs = (0..count).map(|step| {
        let pair = [own(&first, step), own(&second, step)];
        pair.into_iter().flatten().collect()
    });
    let begin = first.iter().chain(&second).min().copied().unwrap_or(0);
    let (below, above): (Vec<usize>, Vec<usize>) =
        of(None).into_iter().partition(|place| *place < begin);
    let alone = |place: usize| vec![place];
    (below.into_iter().map(alone))
        .chain(pairs)
        .chain(above.into_iter().map(alone))
        .collect()
}

/// The setting that puts the levels of one ladder on the track of managers, and the others on that of experts.
fn tracks_line(levels: &[Level], ladders: &Ladders, managers: usize) -> String {
    let tracks: Vec<String> = levels
        .iter()
        .zip(ladders)
        .filter_map(|(level, ladder)| {
            let track = match ladder {
                None => return None,
                Some(ladder) if *ladder == managers => "management",
                Some(_) => "ic",
            };
            Some(format!("{} = [\"{track}\"]", toml_text(&level.title)))
        })
        .collect();
    format!("tracks = {{ {} }}", tracks.join(", "))
}
