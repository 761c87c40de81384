//! The headings of a matrix: which places hold ratings, of which competency and by whom, and which hold facts about the
//! person.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::names::MapNames;
use super::super::super::sheet::CellValue;
use super::super::super::vocabulary::{
    Meaning, Period, Rater, Whose, heading, rater_named, split_question, split_rater,
};
use super::super::Context;
use super::super::fields::Part;
use super::super::rating::is_rating;
use super::view::View;
use crate::model::{CompetencyId, Field};

/// The headings may be at most this many lines from the top.
pub(super) const MAX_HEADER_LINE: u32 = 60;

/// A column of ratings (or a row of them, where the sheet is turned).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratings {
    pub(super) place: u32,
    pub(super) competency: CompetencyId,
    /// Whose they are, where the heading says so.
    pub(super) whose: Whose,
    /// The period that they are from.
    pub(super) period: Option<Period>,
}

/// The line with the most competencies of the map, if it has enough of them.
pub(super) fn header(view: View<'_>, names: &MapNames<'_>) -> Option<u32> {
    let enough = names.map().competencies.len().min(2);
    let (header, count) = view
        .cells(MAX_HEADER_LINE)
        .into_iter()
        .map(|(line, cells)| {
            let found: BTreeSet<CompetencyId> = cells
                .into_iter()
                .filter_map(|(_, value)| match value {
                    CellValue::Text(text) => competency(text, names).map(|(id, ..)| id),
                    _ => None,
                })
                .collect();
            (line, found.len())
        })
        .fold(
            (0, 0),
            |best, next| if next.1 > best.1 { next } else { best },
        );
    (count >= enough && count > 0).then_some(header)
}

/// The competency that a heading names, the rater, and the period.
pub(super) fn competency(
    text: &str,
    names: &MapNames<'_>,
) -> Option<(CompetencyId, Whose, Option<Period>)> {
    /// Longer texts name no competency and no rater.
    const LONGEST: usize = 160;
    if text.len() > LONGEST {
        return None;
    }
    if let Some(id) = names.find_competency(text) {
        return Some((id, Whose::Unsaid, None));
    }
    split_rater(text)
        .find_map(|(rest, whose, period)| Some((names.find_competency(&rest)?, whose, period)))
        .or_else(|| {
            split_question(text)
                .find_map(|(rest, whose)| Some((names.find_competency(&rest)?, whose, None)))
        })
}

/// The places of ratings, and whether a second line of headings says whose they are.
pub(super) fn ratings(view: View<'_>, header: u32, context: &Context<'_>) -> (Vec<Ratings>, bool) {
    let names = context.names;
    let below = |place| {
        let text = view.words(header + 1, place)?;
        let heading = context.settings.columns.heading(&text);
        heading.rating().map(|whose| (whose, heading.period))
    };
    let sub_header = (0..view.places())
        .filter(|place| below(*place).is_some())
        .count()
        > 1;
    let named: BTreeMap<u32, (CompetencyId, Whose, Option<Period>)> = (0..view.places())
        .filter_map(|place| Some((place, competency(&view.words(header, place)?, names)?)))
        .collect();
    let first = named.keys().next().copied().unwrap_or(0);
    let mut above = None;
    let mut found = Vec::new();
    let mut current = None;
    for place in first..view.places() {
        if let Some(text) = header
            .checked_sub(1)
            .and_then(|line| view.words(line, place))
        {
            above = context
                .settings
                .columns
                .heading(&text)
                .rating()
                .filter(|whose| matches!(whose, Whose::Said(_) | Whose::Other));
        }
        let has_heading = view.words(header, place).is_some();
        // A heading also counts for the blank places to its right, where a line below says whose ratings follow.
        if has_heading || !sub_header {
            current = named.get(&place).copied();
        }
        let Some((competency, said, period)) = current else {
            continue;
        };
        let sub = if sub_header { below(place) } else { None };
        if !has_heading && sub.is_none() {
            continue;
        }
        let whose = match (sub, said, above) {
            (Some((whose, _)), ..) if whose != Whose::Unsaid => whose,
            (_, Whose::Unsaid, Some(above)) => above,
            (_, said, _) => said,
        };
        found.push(Ratings {
            place,
            competency,
            whose,
            period: sub.and_then(|(_, period)| period).or(period),
        });
    }
    (found, sub_header)
}

/// The places that say something about the person.
pub(super) fn parts(
    view: View<'_>,
    header: u32,
    first: u32,
    ratings: &[Ratings],
    context: &Context<'_>,
) -> BTreeMap<Part, u32> {
    let mut found: BTreeMap<Part, Vec<u32>> = BTreeMap::new();
    for place in 0..view.places() {
        if ratings.iter().any(|one| one.place == place) {
            continue;
        }
        let Some(text) = view.words(header, place) else {
            continue;
        };
        let heading = context.settings.columns.heading(&text);
        if heading.is_past() {
            continue;
        }
        let part = heading.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Of(field) => Some(Part::Of(*field)),
            Meaning::FirstName => Some(Part::First),
            Meaning::LastName => Some(Part::Last),
            Meaning::Level => Some(Part::Of(Field::RoleLevel)),
            _ => None,
        });
        if let Some(part) = part {
            found.entry(part).or_default().push(place);
        }
    }
    let levels = |place: u32| {
        (first..view.lines())
            .filter(|line| {
                matches!(view.get(*line, place), Some(CellValue::Text(text)) if context.names.is_level(text))
            })
            .count()
    };
    found
        .into_iter()
        .filter_map(|(part, places)| {
            // “Job title” and “Grade”: the one that names levels of the map.
            let place = if part == Part::ROLE {
                places
                    .iter()
                    .copied()
                    .rev()
                    .max_by_key(|place| levels(*place))
            } else {
                places.first().copied()
            };
            Some((part, place?))
        })
        .collect()
}

/// The place that says in each line who rated: by its heading, or because all its cells name raters.
pub(super) fn rater(
    view: View<'_>,
    header: u32,
    first: u32,
    taken: &BTreeSet<u32>,
    context: &Context<'_>,
) -> Option<u32> {
    (0..view.places()).find(|place| {
        let heading = view
            .words(header, *place)
            .map(|text| context.settings.columns.heading(&text));
        let says_so = heading
            .as_ref()
            .is_some_and(|heading| heading.may_be(Meaning::Rater));
        let open = heading
            .as_ref()
            .is_none_or(|heading| heading.meanings.is_empty() || heading.may_be(Meaning::Kind));
        let cells: Vec<String> = (first..view.lines())
            .filter_map(|line| view.words(line, *place))
            .collect();
        let raters = cells
            .iter()
            .filter(|text| rater_named(text).is_some())
            .count();
        let all_are = cells.len() > 1 && raters == cells.len();
        // “Evaluador” and “Reviewer” may be the manager's name.
        (says_so && (all_are || !taken.contains(place)))
            || (open && all_are && !taken.contains(place))
    })
}

/// The place of the names if no heading says “Name”: the nearest place before the ratings that holds texts, whatever
/// its heading cell says. A place with another known heading, or with levels or numbers, does not hold names.
pub(super) fn name_place(
    view: View<'_>,
    header: u32,
    first: u32,
    first_rating: u32,
    rater: Option<u32>,
    context: &Context<'_>,
) -> Option<u32> {
    let places = (0..first_rating)
        .rev()
        .filter(|place| Some(*place) != rater);
    places.into_iter().find(|place| {
        let is_corner = view.words(header, *place).is_none_or(|text| {
            let heading = context.settings.columns.heading(&text);
            heading.meanings.is_empty()
                || heading.may_be(Meaning::Competency)
                || heading.may_be(Meaning::Of(Field::Name))
                // This is a title, where the sheet is turned.
                || matches!(heading.meanings.as_slice(), [Meaning::Rating(_)])
        });
        let cells: Vec<&CellValue> = (first..view.lines())
            .filter_map(|line| view.get(line, *place))
            .collect();
        let names = cells
            .iter()
            .filter(|value| matches!(value, CellValue::Text(_)) && !is_rating(value, context.names))
            .count();
        is_corner && names > 0 && names * 2 > cells.len()
    })
}

/// Whether a text in the place of a name says that the line is not about a person: a sum, a requirement, a legend.
pub(super) fn is_about_nobody(text: &str) -> bool {
    let says_something_else = |text: &str| {
        heading(text).meanings.iter().any(|meaning| {
            matches!(
                meaning,
                Meaning::Total
                    | Meaning::Required
                    | Meaning::Difference
                    | Meaning::Weight
                    | Meaning::Level
                    | Meaning::Of(Field::RoleLevel | Field::TargetLevel)
                    | Meaning::Rating(Whose::Unsaid | Whose::Said(Rater::Agreed))
            )
        })
    };
    says_something_else(text)
        || text
            .split_once(':')
            .is_some_and(|(before, _)| heading(before).may_be(Meaning::Total))
}
