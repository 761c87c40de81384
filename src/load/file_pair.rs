//! Two files of one person, one filled in by the person and the other by the manager, are read as one assessment.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::outcomes::{Statement, said_once};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{
    Action, Assessment, CompetencyAssessment, CompetencyId, ExpectationMark, Field, FieldCells,
    LevelId, Person, PersonTrack, Sourced, name_key,
};
use crate::text::fold;

/// Two assessments that may be one: what the person rated, and what the manager rated or both agreed on.
pub(super) struct AssessmentPair {
    own: Assessment,
    manager: Assessment,
}

/// Which ratings an assessment holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RatedBy {
    Own,
    Manager,
}

fn side(assessment: &Assessment) -> Option<RatedBy> {
    let holds = |is_filled: fn(&CompetencyAssessment) -> bool| {
        assessment.competencies.iter().any(is_filled)
    };
    let own = holds(|entered| entered.own.is_some());
    let manager = holds(|entered| entered.manager.is_some() || entered.agreed.is_some());
    match (own, manager) {
        (true, false) => Some(RatedBy::Own),
        (false, true) => Some(RatedBy::Manager),
        _ => None,
    }
}

impl AssessmentPair {
    /// The pair, if these are two and one holds only own ratings, the other none of them.
    ///
    /// # Errors
    /// The assessments as they were given.
    pub(super) fn of(mut assessments: Vec<Assessment>) -> Result<Self, Vec<Assessment>> {
        let sides: Vec<Option<RatedBy>> = assessments.iter().map(side).collect();
        match sides.as_slice() {
            [Some(RatedBy::Manager), Some(RatedBy::Own)] => assessments.swap(0, 1),
            [Some(RatedBy::Own), Some(RatedBy::Manager)] => {}
            _ => return Err(assessments),
        }
        match <[Assessment; 2]>::try_from(assessments) {
            Ok([own, manager]) => Ok(Self { own, manager }),
            Err(assessments) => Err(assessments),
        }
    }

    /// The two assessments.
    pub(super) fn into_both(self) -> Vec<Assessment> {
        vec![self.own, self.manager]
    }

    /// What keeps the two from being one assessment, in words; `None` if nothing does.
    pub(super) fn conflict(&self) -> Option<&'static str> {
        let (own, manager) = (&self.own.person, &self.manager.person);
        let cycle = |one: &Assessment| one.cycle.as_deref().map(fold);
        let conflicts = [
            ("name", name_key(&own.name) != name_key(&manager.name)),
            (
                "employee ID",
                differ(own.employee_id.as_ref(), manager.employee_id.as_ref()),
            ),
            ("role level", own.role_level != manager.role_level),
            ("track", self.tracks_differ()),
            ("speciality", self.specialities_differ()),
            (
                "target level",
                differ(own.chosen_target, manager.chosen_target),
            ),
            (
                "target level",
                differ(own.target_track, manager.target_track),
            ),
            (
                "review cycle",
                differ(cycle(&self.own), cycle(&self.manager)),
            ),
            ("marks of an expectation", self.marks_differ()),
        ];
        let found = conflicts.into_iter().find(|(_, conflict)| *conflict);
        found.map(|(what, _)| what)
    }

    /// Whether team or email address show that these are two people with one name, where they have no ID in common.
    pub(super) fn differ_in_team_or_email(&self) -> bool {
        let folded =
            |person: &Person| [&person.team, &person.email].map(|text| text.as_deref().map(fold));
        let (own, manager) = (folded(&self.own.person), folded(&self.manager.person));
        own.into_iter()
            .zip(manager)
            .any(|(own, manager)| differ(own, manager))
    }

    /// A file that says nothing about the track has the only one of the role level, and does not contradict *both*.
    fn tracks_differ(&self) -> bool {
        let (own, manager) = (&self.own, &self.manager);
        let silent = |one: &Assessment| !one.cells.contains_key(&Field::Track);
        let adds = |one: &Assessment, other: &Assessment| {
            one.person.track == Some(PersonTrack::Both) && silent(other)
        };
        differ(own.person.track, manager.person.track) && !adds(own, manager) && !adds(manager, own)
    }

    /// A mark counts the expectations of the own map, so one without a speciality cannot be taken over to another map.
    fn specialities_differ(&self) -> bool {
        let marked_generally =
            |one: &Assessment| one.person.speciality.is_none() && !one.marks.is_empty();
        let (own, manager) = (&self.own, &self.manager);
        own.person.speciality != manager.person.speciality
            && (differ(own.person.speciality, manager.person.speciality)
                || marked_generally(own)
                || marked_generally(manager))
    }

    fn marks_differ(&self) -> bool {
        let managers: BTreeMap<_, _> = self.manager.marks.iter().map(|m| (marked(m), m)).collect();
        self.own.marks.iter().any(|own| {
            managers.get(&marked(own)).is_some_and(|other| {
                differ(own.own, other.own) || differ(own.manager, other.manager)
            })
        })
    }

    /// The one assessment of both, with messages about it. Where both state a fact about the person that is not used in
    /// any calculation, the manager's file counts.
    pub(super) fn join(self, problems: &mut Vec<Diagnostic>) -> Assessment {
        let Self { own, mut manager } = self;
        problems.push(Diagnostic::note(
            "files-joined",
            own.at.clone(),
            format!(
                "{} has two files: {} holds only the person's own ratings, and {} only the manager's or agreed ones. \
                 They were read as one assessment.",
                own.person.name, own.at, manager.at
            ),
            Diagnostic::NOTHING_TO_DO,
        ));
        let (name, other) = (own.person.name.clone(), manager.at.clone());
        let mut disagree = |what: &str, here: String, there: String| {
            problems.push(Diagnostic::warning(
                "files-disagree",
                own.at.clone(),
                format!(
                    "The {what} of {name} is {here} here and {there} in {other}; the latter was used."
                ),
                "Correct the one that is wrong.",
            ));
        };
        for (what, here, there) in [
            ("team", &own.person.team, &mut manager.person.team),
            ("manager", &own.person.manager, &mut manager.person.manager),
            ("email", &own.person.email, &mut manager.person.email),
        ] {
            if let (Some(here), Some(there)) = (here, there.as_ref())
                && fold(here) != fold(there)
            {
                disagree(what, format!("“{here}”"), format!("“{there}”"));
            }
            fill_if_empty(there, here.clone());
        }
        fill_if_empty(&mut manager.person.employee_id, own.person.employee_id);
        if own.person.track == Some(PersonTrack::Both) {
            manager.person.track = own.person.track;
        }
        fill_if_empty(&mut manager.person.track, own.person.track);
        fill_if_empty(&mut manager.person.speciality, own.person.speciality);
        fill_if_empty(&mut manager.person.chosen_target, own.person.chosen_target);
        fill_if_empty(&mut manager.person.target_track, own.person.target_track);
        fill_if_empty(&mut manager.cycle, own.cycle);
        manager.assessed_on = manager.assessed_on.max(own.assessed_on);
        if let (Some(here), Some(there)) = (own.next_review, manager.next_review)
            && here != there
        {
            disagree("next review", format!("on {here}"), format!("on {there}"));
        }
        manager.next_review = manager.next_review.or(own.next_review);
        for (here, there) in [
            (own.aspiration, &mut manager.aspiration),
            (own.accomplishments, &mut manager.accomplishments),
            (own.development, &mut manager.development),
            (own.growth, &mut manager.growth),
            (own.beyond_map, &mut manager.beyond_map),
        ] {
            *there = both(here, there.take(), joined);
        }
        // A wish is the person's own, and so is an offer to help: the manager's file does not overrule them.
        manager.wish = own.wish.or(manager.wish);
        if !own.willing_to_help.is_empty() {
            manager.willing_to_help = own.willing_to_help;
        }
        let place =
            |cells: &FieldCells, field, at: &Location| cells.get(&field).unwrap_or(at).clone();
        for (field, here, there) in [
            (
                Field::ManagerSummary,
                own.manager_summary,
                &mut manager.manager_summary,
            ),
            (
                Field::Recommendation,
                own.recommendation,
                &mut manager.recommendation,
            ),
            (Field::Reasons, own.reasons, &mut manager.reasons),
        ] {
            let there_at = place(&manager.cells, field, &manager.at);
            let here_at = place(&own.cells, field, &own.at);
            let said = [(there.take(), there_at), (here, here_at)];
            let said = said
                .into_iter()
                .filter_map(|(text, at)| Some(Sourced::new(text?, at)))
                .collect();
            let name = &manager.person.name;
            *there = said_once(Statement::of(field), said, name, problems).map(|said| said.value);
        }
        for (here, there) in own.competencies.into_iter().zip(&mut manager.competencies) {
            there.own = here.own;
            for (here, there) in [
                (here.evidence, &mut there.evidence),
                (here.manager_comment, &mut there.manager_comment),
                (here.interest, &mut there.interest),
            ] {
                *there = both(here, there.take(), |here, there| Sourced {
                    value: joined(here.value, &there.value),
                    at: here.at,
                });
            }
        }
        manager.cells.add_missing(own.cells);
        // An action that was in the form from the start is in both files.
        let known: BTreeSet<_> = own.actions.iter().map(wording).collect();
        manager
            .actions
            .retain(|action| !known.contains(&wording(action)));
        manager.actions.splice(0..0, own.actions);
        let mut marks = own.marks;
        let places: BTreeMap<_, _> = (0..)
            .zip(&marks)
            .map(|(place, m)| (marked(m), place))
            .collect();
        for mark in manager.marks {
            match places.get(&marked(&mark)) {
                Some(place) => {
                    let known: &mut ExpectationMark = &mut marks[*place];
                    fill_if_empty(&mut known.own, mark.own);
                    fill_if_empty(&mut known.manager, mark.manager);
                    known.note = both(known.note.take(), mark.note, joined);
                }
                None => marks.push(mark),
            }
        }
        manager.marks = marks;
        manager
    }
}

/// Whether both are given and not the same.
fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Fills in what is not given.
fn fill_if_empty<T>(given: &mut Option<T>, other: Option<T>) {
    if given.is_none() {
        *given = other;
    }
}

/// What is given; both, joined, where there are two.
fn both<T>(one: Option<T>, other: Option<T>, joined: fn(T, &T) -> T) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(joined(one, &other)),
        (one, other) => one.or(other),
    }
}

/// Which expectation a mark is of.
const fn marked(mark: &ExpectationMark) -> (CompetencyId, LevelId, usize) {
    (mark.competency, mark.level, mark.expectation)
}

/// Two texts on separate lines; only one where they are the same.
fn joined<T: AsRef<str> + From<String>>(one: T, other: &T) -> T {
    let (here, there) = (one.as_ref(), other.as_ref());
    if fold(here) == fold(there) {
        return one;
    }
    format!("{here}\n{there}").into()
}

/// All that an action says.
fn wording(action: &Action) -> (Option<CompetencyId>, [Option<&str>; 5], [Option<Date>; 2]) {
    let Action {
        action: what,
        kind,
        owner,
        status,
        success,
        ..
    } = action;
    let rest = [kind, owner, status, success].map(Option::as_deref);
    (
        action.competency,
        [Some(what), rest[0], rest[1], rest[2], rest[3]],
        [action.start, action.due],
    )
}

#[cfg(test)]
mod tests;
