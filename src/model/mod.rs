//! Plain data, no input or output: what a career map, an assessment and a review cycle are.
//!
//! Everything that was read keeps the [`Location`](crate::diagnostic::Location) of the cell it came from, so that each
//! figure in a document can be traced.

mod account;
mod assessment;
mod career_map;
mod field;
mod held;
mod identity;
mod map_reading;
mod money;
mod picture;
mod prose;
mod rating;
mod review;
mod short_map;
#[cfg(test)]
pub(crate) mod testing;
mod track;

pub use account::{FileShape, LabelPlace, ReadColumn, TableAccount, TablePlace, TableReading};
pub use assessment::{
    Action, ActionCells, ActionEnd, Assessment, CompetencyAssessment, DayLabel, Decision,
    ExpectationMark, Mark, NO_RECOMMENDATION, NO_TEAM, NamedManager, PROMOTION, Person, Postponed,
    Sourced, Wish,
};
pub use career_map::{
    AskedExpectation, Booking, CareerMap, Competency, CompetencyId, Cost, CostPer, CoverageNeed,
    Described, EntryMode, Expectation, Level, LevelFact, LevelId, NeededLevel, NewSpeciality,
    Orientation, Scale, ScaleStep, Speciality, SpecialityEntry, SpecialityId, SuggestedAction,
    sign_key,
};
pub use field::{Field, FieldCells};
pub use held::{Beside, FileState, Held, HeldEntry, HeldFile, HeldMessage, Origin, Place, Use};
pub use identity::{
    EmployeeId, NearNames, PeopleIndex, PersonDetails, PersonKey, PersonLookup, first_name_first,
    name_key, same_people, with_id, without_id,
};
pub use map_reading::{
    CellRange, CellUse, EvidenceFound, LeftOut, MapAccount, SheetAccount, TriedReading,
    TriedReadingResult, TriedReadings, WhyLeftOut,
};
pub use money::{Amount, Currency, CurrencySign, currency_sign};
pub use picture::{
    CellDrawn, ColumnDrawn, ExamplePicture, ExampleUse, MapPicture, MapStatus, PlaceDrawn,
    RowDrawn, Separator, SheetPicture,
};
pub use prose::{DEEPEST_HEADING, Prose, ProseBlock, Span, words_of};
pub use rating::{Points, Rating, RatingSource};
pub use review::{Folders, Review, RosterEntry, UNDATED};
pub use short_map::ShortMap;
pub use track::{PersonTrack, Track};
