//! What career maps have beside levels and competencies.

use crate::diagnostic::Location;
use crate::model::{
    Booking, CompetencyId, EntryMode, Expectation, LevelId, NewSpeciality, SpecialityEntry,
    SuggestedAction,
};

/// What a speciality says in words, for one competency and level; both by their places.
pub(crate) fn says(
    competency: usize,
    level: usize,
    mode: EntryMode,
    text: &str,
) -> SpecialityEntry {
    SpecialityEntry {
        competency: CompetencyId(competency),
        level: LevelId(level),
        mode,
        expectations: vec![Expectation::new(text)],
        required: None,
        at: Location::of_file("career-map.xlsx").with_sheet("Specialities"),
    }
}

/// The number that it requires.
pub(crate) fn requires(
    competency: usize,
    level: usize,
    mode: EntryMode,
    points: f64,
) -> SpecialityEntry {
    SpecialityEntry {
        expectations: Vec::new(),
        required: Some(points),
        ..says(competency, level, mode, "")
    }
}

/// A speciality that says this.
pub(crate) fn speciality(name: &str, entries: Vec<SpecialityEntry>) -> NewSpeciality {
    NewSpeciality {
        name: name.to_owned(),
        at: Location::default(),
        entries,
    }
}

/// An action of the library for a competency at one level or at all.
pub(crate) fn suggested(
    competency: CompetencyId,
    level: Option<usize>,
    action: &str,
    booking: Booking,
) -> SuggestedAction {
    SuggestedAction {
        competency,
        level: level.map(LevelId),
        action: action.to_owned(),
        kind: None,
        resource: None,
        effort: None,
        booking,
    }
}
