//! The speciality that a cell names. Leaves out of assessments what is about competencies that do not exist for the person, since
//! they belong to other specialities.

use super::names::{MapNames, Unmatched};
use super::vocabulary::{Concept, says_any};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{
    Assessment, CareerMap, CompetencyAssessment, CompetencyId, Field, Rating, Sourced, SpecialityId,
};
use crate::text::{closest, fold};

/// The speciality that a cell names, if any; one that the map does not know is reported.
pub(super) fn speciality(
    typed: &str,
    at: impl FnOnce() -> Location,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<SpecialityId> {
    let map = names.map();
    let says_none = || says_any(typed, &[Concept::NotApplicable, Concept::NoSpeciality]);
    let found = map.speciality_named(typed);
    if found.is_some() || fold(typed).is_empty() || says_none() {
        return found;
    }
    let all = map.speciality_names();
    let nearest = closest(typed, all.iter().copied()).map(str::to_owned);
    problems.push(Diagnostic::warning(
        "unknown-speciality",
        at(),
        format!(
            "The career map has no speciality “{typed}”; the general map was used for this person."
        ),
        Unmatched::Unknown { nearest }.help(&all),
    ));
    None
}

/// Leaves out ratings, remarks, marks and offers to help in competencies that the person's own map does not have, and names each. `N/A` says
/// the same as the map, so it is not named.
#[must_use]
pub fn leave_out_foreign(map: &CareerMap, assessments: &mut [Assessment]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if map.specialities.is_empty() {
        return problems;
    }
    for assessment in assessments {
        let own = map.own(assessment.person.speciality);
        let does_not_exist = |id: &CompetencyId| !own.competency(*id).holds;
        for id in map.all_competency_ids().filter(does_not_exist) {
            let entered = std::mem::take(&mut assessment.competencies[id.0]);
            let mark = assessment.marks.iter().find(|mark| mark.competency == id);
            let found = said(&entered).or_else(|| mark.map(|mark| mark.at.clone()));
            assessment.marks.retain(|mark| mark.competency != id);
            problems.extend(found.map(|at| left_out(map, assessment, id, at)));
        }
        for id in assessment.willing_to_help.clone() {
            if does_not_exist(&id) {
                let at = assessment.cell(Field::WillingToHelp).clone();
                problems.push(left_out(map, assessment, id, at));
            }
        }
        assessment.willing_to_help.retain(|id| !does_not_exist(id));
        // An action may lead towards another speciality, so it stays, without an area.
        for action in &mut assessment.actions {
            action.competency = action.competency.filter(|id| !does_not_exist(id));
        }
    }
    problems
}

/// The cell of the first thing that was entered, `N/A` apart.
fn said(entered: &CompetencyAssessment) -> Option<Location> {
    let is_given = |rating: &&Sourced<Rating>| rating.value != Rating::NotApplicable;
    let ratings = [&entered.agreed, &entered.manager, &entered.own];
    let ratings = ratings.into_iter().flatten().filter(is_given);
    let texts = [
        &entered.evidence,
        &entered.manager_comment,
        &entered.interest,
    ];
    let texts = texts.into_iter().flatten().map(|text| &text.at);
    ratings
        .map(|rating| &rating.at)
        .chain(texts)
        .next()
        .cloned()
}

fn left_out(
    map: &CareerMap,
    assessment: &Assessment,
    id: CompetencyId,
    at: Location,
) -> Diagnostic {
    let name = &map.competency(id).name;
    let person = &assessment.person;
    let of: Vec<&str> = map
        .specialities_of(id)
        .map(|one| one.name.as_str())
        .collect();
    let whose = match person.speciality {
        Some(own) => format!("whose speciality is {}", map.speciality(own).name),
        None => "who has no speciality".to_owned(),
    };
    let speciality = assessment.cell(Field::Speciality);
    Diagnostic::warning(
        "competency-of-speciality",
        at,
        format!(
            "“{name}” exists for the speciality {} only, not for {}, {whose}; what is entered here was left out.",
            of.join(" or "),
            person.name
        ),
        format!("Take it out of the cell, or correct the speciality ({speciality})."),
    )
    .about(&person.name)
}
