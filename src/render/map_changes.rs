//! The differences between two career maps in words, for the workbook and for the report about a map that is tried out.

use crate::analysis::{MapChange, MapComparison, Saying};
use crate::diagnostic::Location;
use crate::labels::Labels;
use crate::model::{CompetencyId, LevelId, Points};

/// A difference in words.
#[derive(Debug, Clone)]
pub struct ChangeWords<'a> {
    /// The label of its kind.
    key: &'static str,
    /// The kind of change.
    pub change: &'a str,
    /// The competency, if it is about one; else empty.
    pub competency: String,
    /// The level, if it is about one; else empty.
    pub level: String,
    /// How it was.
    pub then: String,
    /// How it is.
    pub now: String,
    /// Where it is written; in the earlier map for what the other one lacks.
    pub at: Option<Location>,
}

impl ChangeWords<'_> {
    /// The kind of change for programs, such as `level-added`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.key.rsplit('.').next().unwrap_or(self.key)
    }
}

/// A difference between two maps in words.
#[must_use]
pub fn change_words<'a>(
    labels: &'a Labels,
    maps: &MapComparison<'_>,
    change: &MapChange,
) -> ChangeWords<'a> {
    let (then_map, now_map) = (maps.then(), maps.now());
    let level_then = |id: LevelId| then_map.level(id);
    let level_now = |id: LevelId| now_map.level(id);
    let place = |rank: u32| labels.with("workbook.map-changes.place", &[("n", &rank)]);
    let number = |points: Option<Points>| {
        points.map_or_else(
            || labels.say("workbook.map-changes.nothing").to_owned(),
            |points| labels.number(points),
        )
    };
    // Where the later map says what it expects.
    let cell = |competency: CompetencyId, level: LevelId| {
        let competency = now_map.competency(competency);
        competency.cells[level.0].as_ref().unwrap_or(&competency.at)
    };
    // Competency, level, then and now.
    let words = |key: &'static str, texts: [&str; 4], at: Option<&Location>| {
        let [competency, level, then, now] = texts.map(str::to_owned);
        ChangeWords {
            key,
            change: labels.say(key),
            competency,
            level,
            then,
            now,
            at: at.cloned(),
        }
    };
    match change {
        MapChange::Scale => words("workbook.map-changes.scale", [""; 4], None),
        MapChange::LevelAdded(now) => words(
            "workbook.map-changes.level-added",
            ["", &level_now(*now).title, "", &level_now(*now).title],
            Some(&level_now(*now).at),
        ),
        MapChange::LevelRemoved { then } => words(
            "workbook.map-changes.level-removed",
            ["", &level_then(*then).title, &level_then(*then).title, ""],
            Some(&level_then(*then).at),
        ),
        MapChange::LevelRenamed { then, now } => words(
            "workbook.map-changes.level-renamed",
            [
                "",
                &level_now(*now).title,
                &level_then(*then).title,
                &level_now(*now).title,
            ],
            Some(&level_now(*now).at),
        ),
        MapChange::LevelMoved { then, now } => words(
            "workbook.map-changes.level-moved",
            [
                "",
                &level_now(*now).title,
                &place(level_then(*then).rank),
                &place(level_now(*now).rank),
            ],
            Some(&level_now(*now).at),
        ),
        MapChange::CompetencyAdded(now) => {
            let competency = now_map.competency(*now);
            words(
                "workbook.map-changes.competency-added",
                [&competency.name, "", "", &competency.name],
                Some(&competency.at),
            )
        }
        MapChange::CompetencyRemoved { then } => {
            let competency = then_map.competency(*then);
            words(
                "workbook.map-changes.competency-removed",
                [&competency.name, "", &competency.name, ""],
                Some(&competency.at),
            )
        }
        MapChange::CompetencyRenamed { then, now } => {
            let competency = now_map.competency(*now);
            words(
                "workbook.map-changes.competency-renamed",
                [
                    &competency.name,
                    "",
                    &then_map.competency(*then).name,
                    &competency.name,
                ],
                Some(&competency.at),
            )
        }
        MapChange::Reworded {
            competency,
            level,
            dropped,
            added,
        } => words(
            "workbook.map-changes.reworded",
            [
                &now_map.competency(*competency).name,
                &level_now(*level).title,
                &dropped.join("\n"),
                &added.join("\n"),
            ],
            Some(cell(*competency, *level)),
        ),
        MapChange::Required {
            competency,
            level,
            then,
            now,
        } => words(
            "workbook.map-changes.required",
            [
                &now_map.competency(*competency).name,
                &level_now(*level).title,
                &number(*then),
                &number(*now),
            ],
            Some(cell(*competency, *level)),
        ),
        MapChange::SpecialityAdded(now) => {
            let speciality = now_map.speciality(*now);
            words(
                "workbook.map-changes.speciality-added",
                [&speciality.name, "", "", &speciality.name],
                Some(&speciality.at),
            )
        }
        MapChange::SpecialityRemoved { then } => {
            let speciality = then_map.speciality(*then);
            words(
                "workbook.map-changes.speciality-removed",
                [&speciality.name, "", &speciality.name, ""],
                Some(&speciality.at),
            )
        }
        MapChange::SpecialityRenamed { then, now } => {
            let (old, new) = (then_map.speciality(*then), now_map.speciality(*now));
            words(
                "workbook.map-changes.speciality-renamed",
                [&new.name, "", &old.name, &new.name],
                Some(&new.at),
            )
        }
        MapChange::SpecialityChanged {
            speciality,
            competency,
            level,
            dropped,
            added,
        } => {
            let found = now_map.speciality(*speciality);
            let name = &now_map.competency(*competency).name;
            let said = |sayings: &[Saying]| {
                let texts = sayings.iter().map(|saying| {
                    let text = if saying.text.is_empty() {
                        number(saying.required)
                    } else {
                        saying.text.clone()
                    };
                    if saying.replaces {
                        labels.with("workbook.map-changes.replaces", &[("text", &text)])
                    } else {
                        text
                    }
                });
                texts.collect::<Vec<_>>().join("\n")
            };
            let at = found.entries_of(*competency, *level).next();
            words(
                "workbook.map-changes.speciality-changed",
                [
                    &format!("{name} ({})", found.name),
                    &level_now(*level).title,
                    &said(dropped),
                    &said(added),
                ],
                Some(at.map_or(&found.at, |entry| &entry.at)),
            )
        }
    }
}
