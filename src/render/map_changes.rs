//! The differences between two career maps in words, for the workbook and for the report about a map that is tried out.

use crate::analysis::{MapChange, MapComparison, MapItem, SpecialityContent};
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
    pub fn code(&self) -> &'static str {
        self.key.rsplit('.').next().unwrap_or(self.key)
    }
}

/// A difference between two maps in words.
pub fn change_words<'a>(
    labels: &'a Labels,
    maps: &MapComparison<'_>,
    change: &MapChange,
) -> ChangeWords<'a> {
    let (then_map, now_map) = (maps.then(), maps.now());
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
    let named = |key, then: Option<&MapItem>, now: Option<&MapItem>| {
        let then = then.map(|item| item.named(then_map));
        let now = now.map(|item| item.named(now_map));
        let (name, at) = now.or(then).unzip();
        let [name, then, now] = [name, then.map(|it| it.0), now.map(|it| it.0)];
        let [name, then, now] = [name, then, now].map(Option::unwrap_or_default);
        let texts = match change {
            MapChange::Added(MapItem::Level(_))
            | MapChange::Removed {
                then: MapItem::Level(_),
            }
            | MapChange::Renamed {
                now: MapItem::Level(_),
                ..
            } => ["", name, then, now],
            _ => [name, "", then, now],
        };
        words(key, texts, at)
    };
    match change {
        MapChange::Scale => words("workbook.map-changes.scale", [""; 4], None),
        MapChange::Added(item) => named(kinds(*item)[0], None, Some(item)),
        MapChange::Removed { then } => named(kinds(*then)[1], Some(then), None),
        MapChange::Renamed { then, now } => named(kinds(*now)[2], Some(then), Some(now)),
        MapChange::LevelMoved { then, now } => words(
            "workbook.map-changes.level-moved",
            [
                "",
                &level_now(*now).title,
                &place(then_map.level(*then).rank),
                &place(level_now(*now).rank),
            ],
            Some(&level_now(*now).at),
        ),
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
        MapChange::SpecialityChanged {
            speciality,
            competency,
            level,
            dropped,
            added,
        } => {
            let found = now_map.speciality(*speciality);
            let name = &now_map.competency(*competency).name;
            let said = |sayings: &[SpecialityContent]| {
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

/// The labels of what was added, removed and renamed.
const fn kinds(item: MapItem) -> [&'static str; 3] {
    match item {
        MapItem::Level(_) => [
            "workbook.map-changes.level-added",
            "workbook.map-changes.level-removed",
            "workbook.map-changes.level-renamed",
        ],
        MapItem::Competency(_) => [
            "workbook.map-changes.competency-added",
            "workbook.map-changes.competency-removed",
            "workbook.map-changes.competency-renamed",
        ],
        MapItem::Speciality(_) => [
            "workbook.map-changes.speciality-added",
            "workbook.map-changes.speciality-removed",
            "workbook.map-changes.speciality-renamed",
        ],
    }
}
