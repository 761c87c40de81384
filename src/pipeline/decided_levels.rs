//! The role levels that the last review decided, beside those that people hold now: a decision changes no level, the roster does.

use jiff::civil::Date;

use crate::analysis::{MapComparison, missing};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::load::names::MapNames;
use crate::model::{
    Assessment, CareerMap, Decision, Field, LevelId, PersonDetails, PersonTrack, Review,
    RosterEntry, same_people,
};
use crate::text::fold;

/// Somebody who is in this review, and the role level that is written down for them.
#[derive(Debug)]
pub(super) struct Holder<'a> {
    who: PersonDetails<'a>,
    level: LevelId,
    track: Option<PersonTrack>,
    at: &'a Location,
    /// The day for which it is written down; `None` if it is unknown.
    on: Option<Date>,
}

impl<'a> Holder<'a> {
    /// Everybody in a review whose role level is known.
    pub(super) fn of_review(review: &'a Review) -> Vec<Self> {
        let assessed = review.assessments.iter().map(|one| Self {
            who: PersonDetails::from(&one.person),
            level: one.person.role_level,
            track: one.person.track,
            at: one.cell(Field::RoleLevel),
            on: one.assessed_on.or(review.as_of),
        });
        let missing = missing(review).into_iter();
        let missing = missing.filter_map(|entry| Self::on_roster(entry, review.as_of));
        assessed.chain(missing).collect()
    }

    /// Somebody on a roster; `None` if it has no role level for them.
    pub(super) fn on_roster(entry: &'a RosterEntry, on: Option<Date>) -> Option<Self> {
        Some(Self {
            who: PersonDetails::from(entry),
            level: entry.person.role_level?,
            track: entry.person.track,
            at: entry.cell(Field::RoleLevel),
            on,
        })
    }
}

/// Names those for whom the last review decided another role level than the one that is written down now. `folder` is the
/// last review's own name.
pub(super) fn decided_levels(
    last: &Review,
    folder: &str,
    map: &CareerMap,
    holders: &[Holder<'_>],
) -> Vec<Diagnostic> {
    let is_decided = |one: &&Assessment| {
        let decision = one.decision.as_ref();
        decision.is_some_and(|decision| decision.level.is_some())
    };
    let decided: Vec<&Assessment> = last.assessments.iter().filter(is_decided).collect();
    if decided.is_empty() {
        return Vec::new();
    }
    let (then, now) = (MapNames::new(&last.career_map), MapNames::new(map));
    let maps = MapComparison::of(&last.career_map, map);
    let is_held = |typed: &str, holder: &Holder<'_>| {
        let named = |names: &MapNames<'_>| names.level(typed, holder.track).ok();
        let today = named(&then).and_then(|found| maps.level_today(found.level));
        match today.or_else(|| Some(named(&now)?.level)) {
            Some(level) => {
                level == holder.level || map.held(holder.level, holder.track).contains(&level)
            }
            // Levels of one name, or a level that the map no longer has.
            None => fold(typed) == fold(&map.level(holder.level).title),
        }
    };
    let listed: Vec<PersonDetails<'_>> = holders.iter().map(|holder| holder.who).collect();
    let before: Vec<PersonDetails<'_>> = decided
        .iter()
        .map(|one| PersonDetails::from(&one.person))
        .collect();
    let rows = same_people(&listed, &before);
    let found = decided.iter().zip(rows).filter_map(|(one, row)| {
        let (decision, holder) = (one.decision.as_ref()?, &holders[row?]);
        let level = decision.level.as_deref()?;
        if is_held(level, holder) {
            return None;
        }
        let severity = severity(decision, holder.on)?;
        Some(not_held(severity, (decision, level), folder, map, holder))
    });
    found.collect()
}

/// How sure it is that the decision holds on this day: a warning if it does, a note if that is unknown, `None` if it does not
/// yet.
fn severity(decision: &Decision, on: Option<Date>) -> Option<Severity> {
    match (decision.from.as_deref(), decision.day().zip(on)) {
        (None, _) => Some(Severity::Warning),
        (Some(_), Some((from, on))) => (from <= on).then_some(Severity::Warning),
        (Some(_), None) => Some(Severity::Note),
    }
}

fn not_held(
    severity: Severity,
    (decision, level): (&Decision, &str),
    folder: &str,
    map: &CareerMap,
    holder: &Holder<'_>,
) -> Diagnostic {
    let from = decision.from.as_ref();
    Diagnostic::new(
        severity,
        "decided-level",
        holder.at.clone(),
        format!(
            "The last review decided the role level “{level}” for {}{} ({}); here the role level is “{}”.",
            holder.who.name,
            from.map(|from| format!(", from “{from}”"))
                .unwrap_or_default(),
            decision.at.in_folder(folder),
            map.held_title(holder.level, holder.track),
        ),
        "If the decision holds, correct the role level here and on the roster. If it does not, empty “New role level” in the \
         last review's file of decisions.",
    )
}
