//! What `check --against` says: what a new career map would change, and for whom.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::count;
use super::map::map_line;
use crate::analysis::{
    CompetencyMove, LostEntry, LostInput, MapChange, PersonOnNewMap, PersonTrial, Trial,
};
use crate::labels::Labels;
use crate::model::{Assessment, CareerMap, CompetencyId, Points, Review, Scale, with_id};
use crate::render::map_changes::change_words;
use crate::render::trial::{lost, step, why};
use crate::text::listed;

/// Up to so many people are listed one by one.
const MAX_LISTED: usize = 100;

/// The report as text. `review` is that of the map in force.
pub fn trial_text(review: &Review, trial: &Trial<'_>) -> String {
    let labels = Labels::program();
    let mut text = format!(
        "{}\nIn force: {}\n\nWhat the new map changes",
        map_line(trial.maps.now()).replacen("Career map:", "New career map:", 1),
        trial.maps.then().file,
    );
    if trial.maps.changes.is_empty() {
        text.push_str("\n- nothing; it says the same as the map in force");
    }
    text.push_str(&changes(labels, trial));
    let all = count(review.assessments.len(), "person", "people");
    match trial.affected() {
        0 => {
            let _ = write!(text, "\n\nIt changes nothing for anybody ({all}).");
        }
        affected => {
            let _ = write!(text, "\n\nWhom it concerns: {affected} of {all}");
        }
    }
    let people = review.assessments.iter().zip(&trial.people);
    let mut affected = people.filter(|(_, person)| person.is_affected());
    for (assessment, person) in affected.by_ref().take(MAX_LISTED) {
        text.push_str(&person_text(labels, trial, assessment, person));
    }
    let more = affected.count();
    if more > 0 {
        let more = count(more, "more person", "more people");
        let _ = write!(
            text,
            "\n{more}: -o FILE writes a workbook with everybody, and so does --format json."
        );
    }
    let entries = trial.people.iter().flat_map(|person| &person.lost);
    let (ratings, marks) = entries.fold((0, 0), |(ratings, marks), lost| match lost.entry {
        LostEntry::Rating { .. } => (ratings + 1, marks),
        LostEntry::Mark { .. } => (ratings, marks + 1),
        LostEntry::RoleLevel(_) | LostEntry::TargetLevel(_) | LostEntry::Speciality(_) => {
            (ratings, marks)
        }
    });
    let counts: Vec<String> = [
        (ratings, "rating", "ratings"),
        (marks, "mark at an expectation", "marks at expectations"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    if !counts.is_empty() {
        let _ = write!(text, "\n\nNot carried over: {}.", listed(&counts));
    }
    text
}

/// One line a change; levels that only have another number are one line together, since one level more moves all above.
fn changes(labels: &Labels, trial: &Trial<'_>) -> String {
    let mut text = String::new();
    let mut moved: Vec<&str> = Vec::new();
    for change in &trial.maps.changes {
        if let MapChange::LevelMoved { now, .. } = change {
            moved.push(&trial.maps.now().level(*now).title);
            continue;
        }
        let words = change_words(labels, &trial.maps, change);
        let _ = write!(text, "\n- {}", words.change);
        let about: Vec<&str> = [words.competency.as_str(), words.level.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        if !about.is_empty() {
            let _ = write!(text, ": {}", about.join(", "));
        }
        match change {
            MapChange::Renamed { .. } => {
                let _ = write!(text, " (was {})", words.then);
            }
            MapChange::Required { .. } => {
                let _ = write!(text, ", {} → {}", words.then, words.now);
            }
            MapChange::Reworded { dropped, added, .. } => {
                let _ = write!(text, ", {} gone, {} new", dropped.len(), added.len());
            }
            MapChange::SpecialityChanged { dropped, added, .. } => {
                let _ = write!(text, ", {} gone, {} new", dropped.len(), added.len());
            }
            _ => {}
        }
    }
    if !moved.is_empty() {
        let _ = write!(
            text,
            "\n- another place in the order of seniority: {}",
            listed(&moved)
        );
    }
    text
}

fn person_text(
    labels: &Labels,
    trial: &Trial<'_>,
    assessment: &Assessment,
    person: &PersonTrial,
) -> String {
    let (then, now) = (trial.maps.then(), trial.maps.now());
    let named = &assessment.person;
    let mut text = String::new();
    if let Some(placed) = &person.placed {
        if placed.other_target {
            let _ = write!(
                text,
                "\n    target level: {}",
                now.level(placed.target).title
            );
        }
        for (steps, names) in other_steps(labels, trial, placed) {
            let _ = write!(text, "\n    next step {steps}: {}", listed(&names));
        }
        for moved in &placed.competencies {
            if let Some(words) = move_text(labels, now, moved) {
                let _ = write!(text, "\n    {words}");
            }
        }
        if placed.other_focus {
            let _ = write!(text, "\n    focus areas: {}", focus(now, placed));
        }
    }
    for ((what, why), entries) in lost_by_kind(labels, then, person) {
        let _ = match entries.as_slice() {
            [entry] => {
                let words = lost(labels, then, named.track, entry);
                write!(text, "\n    not carried over: {words}. {why}")
            }
            _ => write!(
                text,
                "\n    not carried over: {} {what}. {why}",
                entries.len()
            ),
        };
    }
    let name = with_id(&named.name, named.employee_id.as_deref());
    if text.is_empty() {
        format!("\n- {name}: only competencies come or go")
    } else {
        format!("\n- {name}{text}")
    }
}

/// What has no place in the new map, together where it is of one kind: `ratings in Writing`.
fn lost_by_kind<'l>(
    labels: &'l Labels,
    then: &CareerMap,
    person: &'l PersonTrial,
) -> BTreeMap<(String, &'l str), Vec<&'l LostInput>> {
    let mut kinds: BTreeMap<(String, &str), Vec<&LostInput>> = BTreeMap::new();
    for entry in &person.lost {
        let name = |id: CompetencyId| then.competency(id).name.as_str();
        let what = match entry.entry {
            LostEntry::RoleLevel(_) => "role levels".to_owned(),
            LostEntry::TargetLevel(_) => "target levels".to_owned(),
            LostEntry::Speciality(_) => "specialities".to_owned(),
            LostEntry::Rating { competency, .. } => format!("ratings in {}", name(competency)),
            LostEntry::Mark { competency, .. } => {
                format!("marks at expectations in {}", name(competency))
            }
        };
        kinds
            .entry((what, why(labels, entry.why)))
            .or_default()
            .push(entry);
    }
    kinds
}

/// The next steps that are others, each with its competencies: one new level below somebody's target is the next step in
/// many at once.
fn other_steps<'t>(
    labels: &Labels,
    trial: &'t Trial<'_>,
    placed: &PersonOnNewMap,
) -> BTreeMap<String, Vec<&'t str>> {
    let (then, now) = (trial.maps.then(), trial.maps.now());
    let mut steps: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for moved in &placed.competencies {
        let Some(id) = moved.now.filter(|_| moved.then.is_some()) else {
            continue;
        };
        let (was, is) = (
            step(labels, then, moved.was.next),
            step(labels, now, moved.is.next),
        );
        if was != is {
            let shown = |step: String| {
                if step.is_empty() {
                    "none".to_owned()
                } else {
                    step
                }
            };
            let names = steps
                .entry(format!("{} → {}", shown(was), shown(is)))
                .or_default();
            names.push(&now.competency(id).name);
        }
    }
    steps
}

fn focus(map: &CareerMap, placed: &PersonOnNewMap) -> String {
    let names: Vec<&str> = placed
        .focus_areas
        .iter()
        .map(|id| map.competency(*id).name.as_str())
        .collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        listed(&names)
    }
}

/// `Writing: role gap 1 → 2, target gap 2 → 3, other expectations`; nothing for what the changes of the map say already.
fn move_text(labels: &Labels, now: &CareerMap, moved: &CompetencyMove) -> Option<String> {
    let id = moved.now.filter(|_| moved.then.is_some())?;
    let mut parts = Vec::new();
    let mut figures = |what: &str, was: Option<Points>, is: Option<Points>| {
        let (was, is) = (number(labels, was), number(labels, is));
        if was != is {
            parts.push(format!("{what} {was} → {is}"));
        }
    };
    if now.scale == Scale::Proficiency {
        let (was, is) = (&moved.was, &moved.is);
        figures("required by the role", was.required_role, is.required_role);
        figures(
            "required by the target",
            was.required_target,
            is.required_target,
        );
    }
    figures("role gap", moved.was.role_gap, moved.is.role_gap);
    figures("target gap", moved.was.target_gap, moved.is.target_gap);
    if moved.reworded {
        parts.push("other expectations".to_owned());
    }
    (!parts.is_empty()).then(|| format!("{}: {}", now.competency(id).name, parts.join(", ")))
}

/// A number with two decimals at most; where nothing is rated or required, there is none to know.
fn number(labels: &Labels, points: Option<Points>) -> String {
    points.map_or_else(
        || "not known".to_owned(),
        |points| labels.number((points * 100.0).round() / 100.0),
    )
}
