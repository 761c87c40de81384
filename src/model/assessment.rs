//! An assessment: one person's ratings, competency by competency, with evidence and agreed actions.

use jiff::civil::Date;
use serde::Serialize;

use super::career_map::{CompetencyId, LevelId, SpecialityId};
use super::field::{Field, FieldCells};
use super::identity::{EmployeeId, PersonDetails};
use super::rating::{Points, Rating, RatingSource};
use super::track::{PersonTrack, Track};
use crate::diagnostic::Location;

/// The team's name for people without a team.
pub const NO_TEAM: &str = "No team";

/// The recommendation to do nothing, as the forms of all languages are read.
pub const NO_RECOMMENDATION: &str = "None";
/// The choice that somebody is to hold a higher level.
pub const PROMOTION: &str = "Promotion";

/// A value and the cell that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its cell.
    pub at: Location,
}

impl<T> Sourced<T> {
    /// A value that was read at `at`.
    pub const fn new(value: T, at: Location) -> Self {
        Self { value, at }
    }
}

/// Who somebody is, and where they are on the map. A form cannot be read without the role level; a row of the roster may lack it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person<Role = LevelId> {
    /// Name for display.
    pub name: String,
    /// The company's own number for the person; unique where given.
    pub employee_id: Option<EmployeeId>,
    /// Email address.
    pub email: Option<String>,
    /// The team that the person works in.
    pub team: Option<String>,
    /// The manager's name; where two managers share one, with what tells them apart.
    pub manager: Option<String>,
    /// The manager's employee ID.
    pub manager_id: Option<EmployeeId>,
    /// The manager's email address.
    pub manager_email: Option<String>,
    /// The level held now.
    pub role_level: Role,
    /// The track, as given, or the only one that the role level is on.
    pub track: Option<PersonTrack>,
    /// The speciality; `None` for people for whom the general map holds.
    pub speciality: Option<SpecialityId>,
    /// The level aimed at, where one is named.
    pub chosen_target: Option<LevelId>,
    /// The track aimed at, where a form says that it is to change.
    pub target_track: Option<Track>,
}

impl<'a, Role> From<&'a Person<Role>> for PersonDetails<'a> {
    fn from(person: &'a Person<Role>) -> Self {
        Self {
            id: person.employee_id.as_ref(),
            name: &person.name,
            team: person.team.as_deref(),
            email: person.email.as_deref(),
        }
    }
}

/// Who is named as somebody's manager.
#[derive(Debug, Clone, Copy)]
pub struct NamedManager<'a> {
    /// The name; where two managers share one, with what tells them apart.
    pub name: &'a str,
    /// The employee ID.
    pub id: Option<&'a EmployeeId>,
    /// The email address.
    pub email: Option<&'a str>,
}

impl<Role> Person<Role> {
    /// Who is named as the manager.
    pub fn named_manager(&self) -> Option<NamedManager<'_>> {
        Some(NamedManager {
            name: self.manager.as_deref()?,
            id: self.manager_id.as_ref(),
            email: self.manager_email.as_deref(),
        })
    }

    /// The same person with this role level.
    pub fn with_role<Other>(self, role_level: Other) -> Person<Other> {
        Person {
            name: self.name,
            employee_id: self.employee_id,
            email: self.email,
            team: self.team,
            manager: self.manager,
            manager_id: self.manager_id,
            manager_email: self.manager_email,
            role_level,
            track: self.track,
            speciality: self.speciality,
            chosen_target: self.chosen_target,
            target_track: self.target_track,
        }
    }

    /// Sets the manager's name, employee ID and email address.
    pub fn set_manager(
        &mut self,
        (name, id, email): (Option<String>, Option<EmployeeId>, Option<String>),
    ) {
        (self.manager, self.manager_id, self.manager_email) = (name, id, email);
    }

    /// The track of the next steps: the target's, else the person's own.
    pub fn step_track(&self) -> Option<PersonTrack> {
        self.target_track.map(PersonTrack::One).or(self.track)
    }
}

/// What was entered for one competency.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompetencyAssessment {
    /// The person's own rating.
    pub own: Option<Sourced<Rating>>,
    /// The manager's rating.
    pub manager: Option<Sourced<Rating>>,
    /// The rating that both agreed on.
    pub agreed: Option<Sourced<Rating>>,
    /// What the ratings rest on.
    pub evidence: Option<Sourced<Box<str>>>,
    /// The manager's remark; for leadership, never in the person's own document.
    pub manager_comment: Option<Sourced<Box<str>>>,
    /// How much the person wants to grow here.
    pub interest: Option<Sourced<Box<str>>>,
}

impl CompetencyAssessment {
    /// The rating that decides: the first filled of agreed, manager and self, `N/A` included.
    pub fn deciding(&self) -> (RatingSource, Option<&Sourced<Rating>>) {
        let given = [
            (RatingSource::Agreed, &self.agreed),
            (RatingSource::Manager, &self.manager),
            (RatingSource::SelfRated, &self.own),
        ];
        for (source, rating) in given {
            if let Some(rating) = rating {
                return match rating.value {
                    Rating::At(_) => (source, Some(rating)),
                    Rating::NotApplicable => (RatingSource::NotApplicable, Some(rating)),
                };
            }
        }
        (RatingSource::NotAssessed, None)
    }

    /// The self rating's number.
    pub fn own_points(&self) -> Option<Points> {
        self.own.as_ref()?.value.points()
    }

    /// The manager rating's number.
    pub fn manager_points(&self) -> Option<Points> {
        self.manager.as_ref()?.value.points()
    }

    /// The agreed rating's number.
    pub fn agreed_points(&self) -> Option<Points> {
        self.agreed.as_ref()?.value.points()
    }
}

/// Something that was agreed to be done.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(test, derive(Default))]
pub struct Action {
    /// The competency that it develops; `None` where the form names none.
    pub competency: Option<CompetencyId>,
    /// What is to be done.
    pub action: String,
    /// Experience, exposure or education.
    pub kind: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub due: Option<Date>,
    /// How far it is.
    pub status: Option<String>,
    /// Whether the status says that nothing more is to be done.
    pub ended: Option<ActionEnd>,
    /// The day on which it ended, at the earliest, if the status names a day or a year.
    pub ended_on: Option<Date>,
    /// What the status leaves open about its last day.
    pub postponed: Option<Postponed>,
    /// What success looks like.
    pub success: Option<String>,
    /// Where it was read.
    pub at: Location,
    /// Where its days and its status were read.
    pub cells: ActionCells,
}

/// Where the days and the status of an action were read; the row's first cell, where the table has no such column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActionCells {
    /// Its first day.
    pub start: Location,
    /// Its last day.
    pub due: Location,
    /// Its status.
    pub status: Location,
}

/// What a file calls a day that may be the assessment's or that of the next review: “Review date”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLabel {
    /// The label as it is written.
    pub text: String,
    /// Whether it is the heading of a column, and not a label of a form.
    pub is_column: bool,
}

/// How an action has come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionEnd {
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

/// How the status of an action moves its last day without saying clearly where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Postponed {
    /// It names no other day, so the one in its own column may be the new one.
    NoDay,
    /// It seems to name another day.
    UnclearDay,
}

/// Whether an expectation is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Not shown yet.
    NotYet,
    /// Shown in part.
    Partly,
    /// Shown.
    Met,
    /// Does not apply.
    NotApplicable,
}

/// What was marked for one expectation of the map.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(test, derive(Default))]
pub struct ExpectationMark {
    /// The competency.
    pub competency: CompetencyId,
    /// The level whose expectation it is.
    pub level: LevelId,
    /// Index into the level's expectations in that competency, on the person's own map.
    pub expectation: usize,
    /// The person's own mark.
    pub own: Option<Mark>,
    /// The manager's mark.
    pub manager: Option<Mark>,
    /// A note beside it.
    pub note: Option<String>,
    /// Where it was read.
    pub at: Location,
}

impl ExpectationMark {
    /// The mark that counts: the manager's, else the person's own.
    pub fn deciding(&self) -> Option<Mark> {
        self.manager.or(self.own)
    }
}

/// Where somebody wants to go next, if it is one of the choices that a form offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wish {
    /// To the next level.
    NextLevel,
    /// To lead people.
    LeadPeople,
    /// To stay without people to lead, and deepen.
    Deepen,
    /// To another speciality.
    OtherSpeciality,
    /// Nowhere for now.
    NoChange,
}

impl Wish {
    /// All of them, in the order in which a form offers them.
    pub const ALL: [Self; 5] = [
        Self::NextLevel,
        Self::LeadPeople,
        Self::Deepen,
        Self::OtherSpeciality,
        Self::NoChange,
    ];

    /// The word for it in all languages: the label of the English form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NextLevel => "Next level here",
            Self::LeadPeople => "Lead people",
            Self::Deepen => "Stay an individual contributor and deepen",
            Self::OtherSpeciality => "Another speciality",
            Self::NoChange => "No change now",
        }
    }
}

/// What leadership decided about a person in the review; never in the person's own document.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What was decided.
    pub decided: String,
    /// The level that the person is to hold, as it was written. The roster says which level they do hold.
    pub level: Option<String>,
    /// From when it applies: a day as year-month-day, or what was written in its place.
    pub from: Option<String>,
    /// Why.
    pub reasons: Option<String>,
    /// Who decided it.
    pub by: Option<String>,
    /// The cell of what was decided.
    pub at: Location,
}

impl Decision {
    /// The day from which it applies, if a day was written.
    pub fn day(&self) -> Option<Date> {
        self.from.as_deref()?.parse().ok()
    }
}

/// One person's assessment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assessment {
    /// Who it is about.
    pub person: Person,
    /// The file (and sheet) that it was read from.
    pub at: Location,
    /// The cell of each field that was filled in.
    pub cells: FieldCells,
    /// The review cycle's name.
    pub cycle: Option<String>,
    /// The day of the assessment.
    pub assessed_on: Option<Date>,
    /// The label of that day, if it may also be that of the next review, and no other label is.
    pub day_label: Option<DayLabel>,
    /// The day on which the person and the manager agreed to look at the plan again; after the day of the assessment.
    pub next_review: Option<Date>,
    /// Where the person wants to go.
    pub aspiration: Option<String>,
    /// What the person is proud of.
    pub accomplishments: Option<String>,
    /// How the person developed since the last review.
    pub development: Option<String>,
    /// Where the person wants to improve.
    pub growth: Option<String>,
    /// What the person does that the career map does not name.
    pub beyond_map: Option<String>,
    /// The competencies in which the person is willing to help others, each once, in the order given.
    pub willing_to_help: Vec<CompetencyId>,
    /// Where the person wants to go, of the choices that a form offers.
    pub wish: Option<Wish>,
    /// The manager's summary; for leadership, never in the person's own document.
    pub manager_summary: Option<String>,
    /// The manager's recommendation; for leadership, never in the person's own document.
    pub recommendation: Option<String>,
    /// What the recommendation rests on; for leadership, never in the person's own document.
    pub reasons: Option<String>,
    /// What leadership decided; never in the person's own document.
    pub decision: Option<Decision>,
    /// What was entered, by [`CompetencyId`]; as long as the map's competencies, and empty where one does not exist for the
    /// person.
    pub competencies: Vec<CompetencyAssessment>,
    /// What is to be done.
    pub actions: Vec<Action>,
    /// Which expectations are met.
    pub marks: Vec<ExpectationMark>,
}

impl Assessment {
    /// What was entered for a competency.
    ///
    /// # Panics
    /// If `id` is of another map.
    pub fn competency(&self, id: CompetencyId) -> &CompetencyAssessment {
        &self.competencies[id.0]
    }

    /// Where a field was read; the sheet, where it was not filled in.
    pub fn cell(&self, field: Field) -> &Location {
        self.cells.get(&field).unwrap_or(&self.at)
    }

    /// The team's name; *No team* for people without one.
    pub fn team(&self) -> &str {
        self.person.team.as_deref().unwrap_or(NO_TEAM)
    }
}
