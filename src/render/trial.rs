//! What a career map that is tried out would change, in words: for the report and for the workbook about it.

use crate::analysis::{CompetencyMove, LostEntry, LostInput, LostReason, NextStep};
use crate::labels::Labels;
use crate::model::{CareerMap, PersonTrack};
use crate::render::words;

/// How the figures of a competency come to be others, if not by the map's numbers alone.
pub fn change(labels: &Labels, moved: &CompetencyMove) -> String {
    if moved.then.is_none() {
        return labels.say("workbook.trial.change.new").to_owned();
    }
    if moved.now.is_none() {
        return labels.say("workbook.trial.change.gone").to_owned();
    }
    let mut parts = Vec::new();
    // Listed for its figures, unless only the words differ.
    if moved.moves_gap() || !moved.reworded {
        parts.push(labels.say("workbook.trial.change.moves"));
    }
    if moved.reworded {
        parts.push(labels.say("workbook.trial.change.words"));
    }
    parts.join(", ")
}

/// A next step by the title of its level, or by its number.
pub fn step(labels: &Labels, map: &CareerMap, step: Option<NextStep>) -> String {
    step.map_or_else(String::new, |step| match step.level {
        Some(level) => map.level(level).title.clone(),
        None => labels.number(step.points),
    })
}

/// What has no place in the new map. `map` is the one in force, `track` the person's.
pub fn lost(
    labels: &Labels,
    map: &CareerMap,
    track: Option<PersonTrack>,
    lost: &LostInput,
) -> String {
    match lost.entry {
        LostEntry::RoleLevel(level) => labels.with(
            "workbook.trial.lost.role-level",
            &[("level", &map.level(level).title)],
        ),
        LostEntry::TargetLevel(level) => labels.with(
            "workbook.trial.lost.target-level",
            &[("level", &map.level(level).title)],
        ),
        LostEntry::Speciality(id) => labels.with(
            "workbook.trial.lost.speciality",
            &[("speciality", &map.speciality(id).name)],
        ),
        LostEntry::Rating {
            competency,
            source,
            points,
        } => labels.with(
            "workbook.trial.lost.rating",
            &[
                ("competency", &map.competency(competency).name),
                ("rating", &words::rating(labels, map, points, track)),
                ("source", &words::source(labels, source)),
            ],
        ),
        LostEntry::Mark { competency, level } => labels.with(
            "workbook.trial.lost.mark",
            &[
                ("competency", &map.competency(competency).name),
                ("level", &map.level(level).title),
            ],
        ),
    }
}

/// Why it has none.
pub fn why(labels: &Labels, why: LostReason) -> &str {
    labels.say(match why {
        LostReason::LevelGone => "workbook.trial.why.level-gone",
        LostReason::CompetencyGone => "workbook.trial.why.competency-gone",
        LostReason::SpecialityGone => "workbook.trial.why.speciality-gone",
        LostReason::BetweenLevels => "workbook.trial.why.between-levels",
        LostReason::OtherScale => "workbook.trial.why.other-scale",
        LostReason::BeyondScale => "workbook.trial.why.beyond-scale",
        LostReason::ExpectationGone => "workbook.trial.why.expectation-gone",
        LostReason::DecidingRatingLost => "workbook.trial.why.deciding-rating-lost",
    })
}
