//! The doubt about two tracks whose levels stand side by side.

use super::super::remedy::order_line;
use super::{Mend, Odd, Reading};
use crate::load::career_map::content::order::{Source, order};
use crate::load::career_map::drafts::headings::headings;
use crate::model::{Orientation, Track};
use crate::text::in_quotes;

/// All levels of one track come before all of another, and nothing says which of them are equally senior.
pub(super) fn tracks_apart(reading: &Reading<'_>) -> Option<Odd> {
    /// One level of a track is hardly a ladder.
    const LADDER: usize = 2;
    let (draft, levels) = (reading.draft, &reading.map.levels);
    let has_place = draft.orientation != Orientation::Long;
    let source = order(&headings(draft), reading.options, has_place).source;
    if !matches!(source, Source::Place | Source::Reversed) {
        return None;
    }
    let own = |track: Track| -> Vec<usize> {
        let is_own = |place: &usize| levels[*place].tracks == [track];
        (0..levels.len()).filter(is_own).collect()
    };
    let (experts, managers) = (own(Track::IndividualContributor), own(Track::Management));
    let (lower, upper) = if experts.first() < managers.first() {
        (experts, managers)
    } else {
        (managers, experts)
    };
    let (last, first) = (*lower.last()?, *upper.first()?);
    if lower.len().min(upper.len()) < LADDER || levels[last].rank >= levels[first].rank {
        return None;
    }
    // Two ladders usually end at the same height.
    let beside = |place: usize| {
        let steps = lower.iter().rev().zip(upper.iter().rev());
        let mut steps = steps.filter(|(one, _)| **one == place);
        steps.next().map(|(_, other)| *other)
    };
    let title = |place: usize| levels[place].title.as_str();
    let below: Vec<usize> = upper
        .iter()
        .rev()
        .skip(lower.len())
        .rev()
        .copied()
        .collect();
    let mut steps: Vec<Vec<&str>> = Vec::new();
    for place in 0..levels.len() {
        if place == lower[0] {
            steps.extend(below.iter().map(|place| vec![title(*place)]));
        }
        if !upper.contains(&place) {
            let other = beside(place);
            steps.push(std::iter::once(place).chain(other).map(title).collect());
        }
    }
    Some(Odd {
        at: levels[first].at.clone(),
        what: format!(
            "The levels of two tracks stand side by side, and nothing says which of them are equally senior. {} was taken as more \
             senior than {}.",
            in_quotes(title(first)),
            in_quotes(title(last))
        ),
        mend: Mend::Write {
            case: "If levels of the two tracks are equally senior",
            lines: vec![order_line(&steps)],
            otherwise: "set `order` under [map] in careermap.toml",
        },
    })
}
