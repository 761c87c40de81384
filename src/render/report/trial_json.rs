//! What `check --against` found, for programs: one JSON object whose keys are a contract.

use serde::Serialize;

use super::map_json::{MapPart, map_part};
use super::{Report, SettingsSource};
use crate::analysis::{CompetencyMove, LostEntry, LostReason, Measure, PersonTrial, Trial};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::labels::Labels;
use crate::model::{Assessment, CareerMap, CompetencyId, Points, RatingSource, Review};
use crate::render::map_changes::change_words;
use crate::render::trial::step;

#[derive(Serialize)]
struct TrialObject<'a> {
    career_map: MapPart<'a>,
    settings: Option<SettingsSource<'a>>,
    in_force: &'a str,
    changes: Vec<ChangePart<'a>>,
    people: Vec<PersonPart<'a>>,
    diagnostics: &'a [Diagnostic],
}

#[derive(Serialize)]
struct ChangePart<'a> {
    change: &'a str,
    competency: Option<String>,
    level: Option<String>,
    then: String,
    now: String,
    file: Option<String>,
    cell: Option<CellAddress>,
}

#[derive(Serialize)]
struct PersonPart<'a> {
    name: &'a str,
    employee_id: Option<&'a str>,
    team: Option<&'a str>,
    role_level: &'a str,
    /// `null` where the new map does not have the role level.
    target_level: Option<&'a str>,
    other_target: bool,
    focus_areas: Vec<&'a str>,
    other_focus: bool,
    competencies: Vec<MovePart<'a>>,
    lost: Vec<LostPart<'a>>,
}

#[derive(Serialize)]
struct MovePart<'a> {
    then: Option<&'a str>,
    now: Option<&'a str>,
    reworded: bool,
    was: MeasurePart<'a>,
    is: MeasurePart<'a>,
}

#[derive(Serialize)]
struct MeasurePart<'a> {
    #[serde(flatten)]
    measure: &'a Measure,
    next_step: Option<String>,
}

#[derive(Serialize)]
struct LostPart<'a> {
    what: &'static str,
    competency: Option<&'a str>,
    level: Option<&'a str>,
    source: Option<RatingSource>,
    rating: Option<Points>,
    why: LostReason,
    #[serde(flatten)]
    at: &'a Location,
}

/// The report as one JSON object: `career_map`, the new one, with the `settings` it was read with; `in_force`, the file of the
/// other; `changes`; `people`, of whom only those with a change are listed; `diagnostics`.
///
/// # Errors
/// If a value has no form in JSON, which none of these has.
pub fn trial_json(
    review: &Review,
    trial: &Trial<'_>,
    report: &Report<'_>,
) -> Result<String, serde_json::Error> {
    let labels = Labels::program();
    let people = review.assessments.iter().zip(&trial.people);
    serde_json::to_string_pretty(&TrialObject {
        career_map: map_part(trial.maps.now(), report),
        settings: report.settings,
        in_force: &trial.maps.then().file,
        changes: trial
            .maps
            .changes
            .iter()
            .map(|change| {
                let words = change_words(labels, &trial.maps, change);
                let some = |text: String| Some(text).filter(|text| !text.is_empty());
                ChangePart {
                    change: words.code(),
                    competency: some(words.competency),
                    level: some(words.level),
                    then: words.then,
                    now: words.now,
                    file: words
                        .at
                        .as_ref()
                        .and_then(|at| at.file())
                        .map(str::to_owned),
                    cell: words.at.and_then(|at| at.cell()),
                }
            })
            .collect(),
        people: people
            .filter(|(_, person)| person.is_affected())
            .map(|(assessment, person)| person_part(labels, trial, assessment, person))
            .collect(),
        diagnostics: report.diagnostics,
    })
}

fn person_part<'a>(
    labels: &Labels,
    trial: &Trial<'a>,
    assessment: &'a Assessment,
    person: &'a PersonTrial,
) -> PersonPart<'a> {
    let (then, now) = (trial.maps.then(), trial.maps.now());
    let placed = person.placed.as_ref();
    let name = |map: &'a CareerMap, id: CompetencyId| map.competency(id).name.as_str();
    PersonPart {
        name: &assessment.person.name,
        employee_id: assessment.person.employee_id.as_deref(),
        team: assessment.person.team.as_deref(),
        role_level: &then.level(assessment.person.role_level).title,
        target_level: placed.map(|placed| now.level(placed.target).title.as_str()),
        other_target: placed.is_some_and(|placed| placed.other_target),
        focus_areas: placed.map_or_else(Vec::new, |placed| {
            let areas = placed.focus_areas.iter();
            areas.map(|id| name(now, *id)).collect()
        }),
        other_focus: placed.is_some_and(|placed| placed.other_focus),
        competencies: placed.map_or_else(Vec::new, |placed| {
            let part = |moved: &'a CompetencyMove| MovePart {
                then: moved.then.map(|id| name(then, id)),
                now: moved.now.map(|id| name(now, id)),
                reworded: moved.reworded,
                was: measure(labels, then, &moved.was),
                is: measure(labels, now, &moved.is),
            };
            placed.competencies.iter().map(part).collect()
        }),
        lost: person
            .lost
            .iter()
            .map(|lost| {
                let (what, competency, level) = match lost.entry {
                    LostEntry::RoleLevel(level) => ("role-level", None, Some(level)),
                    LostEntry::TargetLevel(level) => ("target-level", None, Some(level)),
                    LostEntry::Speciality(_) => ("speciality", None, None),
                    LostEntry::Rating { competency, .. } => ("rating", Some(competency), None),
                    LostEntry::Mark { competency, level } => {
                        ("mark", Some(competency), Some(level))
                    }
                };
                let (source, rating) = match lost.entry {
                    LostEntry::Rating { source, points, .. } => (Some(source), Some(points)),
                    _ => (None, None),
                };
                LostPart {
                    what,
                    competency: competency.map(|id| name(then, id)),
                    level: level.map(|id| then.level(id).title.as_str()),
                    source,
                    rating,
                    why: lost.why,
                    at: &lost.at,
                }
            })
            .collect(),
    }
}

fn measure<'a>(labels: &Labels, map: &CareerMap, measure: &'a Measure) -> MeasurePart<'a> {
    MeasurePart {
        measure,
        next_step: measure.next.map(|next| step(labels, map, Some(next))),
    }
}
