//! What words can stand for. The data files beside this module list the words of each concept, one file a language.

use serde::Deserialize;

/// What a word of a heading, a label or a cell can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub(in crate::load) enum Concept {
    /// Somebody who is assessed: *employee*, *team member*.
    Person,
    /// A name.
    Name,
    /// A given name.
    FirstName,
    /// A family name.
    LastName,
    /// An identifier.
    Id,
    /// *No.*, *#*, *code*: an identifier only beside a word that says whose.
    Number,
    /// The company's own number for a person, in one word: *Personalnummer*.
    EmployeeId,
    /// An address for mail.
    Email,
    /// A team, department or unit.
    Team,
    /// Who somebody reports to, in words that say so: *reports to*.
    ReportsTo,
    /// The role that somebody holds: *job title*, *grade*.
    Role,
    /// A level.
    Level,
    /// As it is now.
    Current,
    /// As it is aimed at.
    Target,
    /// As it has to be.
    Required,
    /// A track.
    Track,
    /// A speciality.
    Speciality,
    /// A review cycle.
    Cycle,
    /// The day of the assessment, in words that say so.
    AssessedOn,
    /// The day of the next one.
    NextReview,
    /// A day.
    Date,
    /// Where somebody wants to go.
    Aspiration,
    /// What somebody is proud of.
    Accomplishments,
    /// How somebody has developed.
    Development,
    /// Where somebody wants to improve.
    Growth,
    /// What somebody does that the career map does not name.
    BeyondMap,
    /// What somebody is willing to help others in.
    WillingToHelp,
    /// Which of the usual directions somebody wants to go.
    Wish,
    /// The manager's summary.
    ManagerSummary,
    /// The manager's recommendation.
    Recommendation,
    /// What leadership decided.
    Decision,
    /// What is assessed.
    Competency,
    /// What groups it.
    Category,
    /// What a level expects.
    Expectation,
    /// The name of a competency whose words would say something else: *self-organisation*, *customer service*.
    Subject,
    /// *Self*: the person's own, beyond doubt.
    #[serde(rename = "self")]
    Own,
    /// *My*, *own*: the person's own, unless *manager* follows.
    #[serde(rename = "own")]
    Possessive,
    /// The manager.
    Manager,
    /// Agreed by both, or final.
    Agreed,
    /// Somebody or something else that rates: peers, a system.
    Other,
    /// Heads a column that says who rated.
    Rater,
    /// A rating.
    Rating,
    /// A remark.
    Comment,
    /// What a rating rests on.
    Evidence,
    /// How much somebody wants to grow.
    Interest,
    /// The difference between two ratings.
    Difference,
    /// How much something counts.
    Weight,
    /// Sums, averages, legends: about no single person or competency.
    Total,
    /// Something that is to be done.
    Action,
    /// What kind of action it is.
    Kind,
    /// Who sees to it.
    Owner,
    /// Its first day.
    Start,
    /// Its last day.
    Due,
    /// How far it is.
    Status,
    /// What success looks like.
    Success,
    /// What helps with it.
    Resource,
    /// How long it takes.
    Effort,
    /// How many people.
    Headcount,
    /// A cell that says: does not apply.
    NotApplicable,
    /// A cell that says: nobody has rated this.
    NotAssessed,
    /// A mark: met, and yes.
    Met,
    /// A mark: met in part.
    Partly,
    /// A mark: not met yet, and no.
    NotYet,
    /// A target level that says: I stay where I am.
    Stay,
    /// A track that says: both at once.
    BothTracks,
    /// A track that says: none in particular.
    NoTrack,
    /// A speciality that says: none.
    NoSpeciality,
    /// Heads a column that says whether a speciality adds or replaces.
    AddOrReplace,
    /// A cell there: beside what the map expects.
    Add,
    /// A cell there: in place of what the map expects.
    Replace,
    /// A cell there: about a competency that the map does not have.
    New,
    /// Every competency, or every team.
    Everything,
    /// A status: finished.
    Done,
    /// A status: given up.
    Dropped,
    /// A status: not finished.
    Open,
    /// A status: not finished, and to be finished later than agreed.
    Postponed,
    /// Before a day: when something was so, or since when.
    OnDay,
    /// Before a day: until when.
    UntilDay,
    /// Around a day, without saying more: *the*, *of*.
    AroundDay,
    /// Words that say nothing by themselves.
    Filler,
    /// *And*: joins two different things.
    And,
    /// *By*: who does it follows.
    Through,
    /// The time before this one.
    PeriodBefore,
    /// Half a year.
    Half,
    /// A quarter of a year.
    Quarter,
    /// The middle of the year.
    MidYear,
    /// The end of the year.
    YearEnd,
    /// A year.
    Year,
    /// Shows seniority anywhere in a title.
    Seniority,
    /// Ends a compound word that is the title of a level: *Stationsleitung*.
    EndsTitle,
    /// Names a level only where it is the whole title.
    Stage,
    /// Names a step before a number or letter: *Level 3*, *Band C*.
    Step,
    /// Is counted, and not a level: *Team 1*, *Module 2*.
    CountedThing,
    /// Counts parts of a project or steps of a career: *Phase 2*.
    Phase,
    /// A version of what a company sells: *Premium*, *Gold*.
    Offer,
    /// A common given name: *Anna*.
    GivenName,
    /// Days, weeks and quarters, which head the columns of plans.
    Calendar,
    /// Heads a column or row beside the levels of a map, as all of its label.
    BesideLevels,
    /// The same, as the last word of a label: *Senior example*.
    EndsBesideLevels,
    /// The same, as the first word of a label: *Notes for managers*.
    BeginsBesideLevels,
    /// Turns *level* into somebody's rating: *Current level*.
    RatedLevel,
    /// Heads the titles of levels that are numbered elsewhere.
    TitleOfLevel,
    /// Heads what a level expects in a map.
    MapExpectation,
    /// Heads the levels of a map.
    MapLevel,
    /// In the label of categories of a map.
    MapCategory,
    /// The last word of a label of remarks: *Value definition*.
    EndsRemark,
    /// In the label of competencies of a map.
    MapCompetency,
    /// A remark or rating where competencies are named.
    MapRemark,
    /// The whole label of unwanted behaviour: *Red flags*.
    BadSign,
    /// Makes a label mean unwanted behaviour: *Poor examples*.
    BadWord,
    /// The same, before another word: *not acceptable*.
    Negation,
    /// A fact about a level.
    FactOfLevel,
    /// A fact about a level, or a competency.
    PerhapsFactOfLevel,
    /// Describes a level, or says what is around it, beside words for roles: *purpose*, *promotion*, *courses*.
    DescribesLevel,
    /// A fact about a person: education, experience.
    FactOfPerson,
    /// Stands around such a fact: *years of experience*.
    AroundFact,
    /// Says that a text is about careers.
    CareerWord,
    /// In the name of a sheet that holds some of the competencies: *Technical skills*, *People*.
    AreaOfCompetencies,
    /// A competency that many maps have.
    UsualCompetency,
    /// Names the track of those who grow by expertise.
    TrackOfExperts,
    /// Names the track of those who lead people.
    TrackOfManagers,
    /// Stands around the name of a track: *IC track only*.
    AroundTrack,
    /// Says that a text explains a scale: *Legend*, *Scale*.
    Legend,
    /// Heads a column of a plan: who, by when, how often.
    PlanHeading,
    /// Points that somebody gets.
    Points,
    /// How good a piece of work is: *poor*, *fair*, *good*.
    Grade,
    /// Heads a column of a list of courses: what, by whom, how long, for how much.
    CourseHeading,
    /// The name of the sheet with the company's library of actions.
    LibrarySheet,
    /// Heads the hours that an action takes, and follows their number.
    Hours,
    /// Heads what an action costs.
    Cost,
    /// Beside a cost: for each person.
    PerPerson,
    /// Beside a cost: for each run, however many take part.
    PerRun,
    /// A cell there: nothing.
    Free,
    /// Heads the currency of costs.
    Currency,
    /// Heads who offers an action.
    Provider,
    /// Heads how many people a run of an action has places for.
    Seats,
    /// Heads its first day, in words that mean other things in other tables.
    RunsFrom,
    /// Heads its last day.
    RunsTo,
    /// Follows a number of minutes.
    Minutes,
    /// Beside a number: no more than that.
    AtMost,
    /// Beside costs: with or without tax.
    TaxNote,
    /// Beside costs: nobody knows exactly.
    Roughly,
    /// Says that a table is about something other than careers: *Students*, *Survey*.
    OtherSubject,
    /// Heads what people at each level get, may or go through: *Benefit*, *Access right*, *Hiring step*.
    GivenByLevel,
    /// The months, in their order.
    January,
    /// The second month.
    February,
    /// The third month.
    March,
    /// The fourth month.
    April,
    /// The fifth month.
    May,
    /// The sixth month.
    June,
    /// The seventh month.
    July,
    /// The eighth month.
    August,
    /// The ninth month.
    September,
    /// The tenth month.
    October,
    /// The eleventh month.
    November,
    /// The twelfth month.
    December,
}

/// A set of concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::load) struct Concepts([u128; 2]);

impl Concepts {
    /// No concept.
    pub(super) const NONE: Self = Self([0; 2]);
    /// Concepts that only occur in cells and career maps. A word for one of them does not make a heading.
    pub(super) const OF_CELLS: Self = Self::of(&[
        Concept::Decision,
        Concept::NotApplicable,
        Concept::NotAssessed,
        Concept::Met,
        Concept::Partly,
        Concept::NotYet,
        Concept::Stay,
        Concept::BothTracks,
        Concept::NoTrack,
        Concept::NoSpeciality,
        Concept::AddOrReplace,
        Concept::Add,
        Concept::Replace,
        Concept::New,
        Concept::Everything,
        Concept::Done,
        Concept::Dropped,
        Concept::Open,
        Concept::Postponed,
        Concept::OnDay,
        Concept::UntilDay,
        Concept::AroundDay,
        Concept::Through,
        Concept::Seniority,
        Concept::EndsTitle,
        Concept::Stage,
        Concept::Step,
        Concept::CountedThing,
        Concept::Phase,
        Concept::Offer,
        Concept::GivenName,
        Concept::Calendar,
        Concept::BesideLevels,
        Concept::EndsBesideLevels,
        Concept::BeginsBesideLevels,
        Concept::RatedLevel,
        Concept::TitleOfLevel,
        Concept::MapExpectation,
        Concept::MapLevel,
        Concept::MapCategory,
        Concept::EndsRemark,
        Concept::MapCompetency,
        Concept::MapRemark,
        Concept::BadSign,
        Concept::BadWord,
        Concept::Negation,
        Concept::FactOfLevel,
        Concept::PerhapsFactOfLevel,
        Concept::DescribesLevel,
        Concept::FactOfPerson,
        Concept::AroundFact,
        Concept::CareerWord,
        Concept::AreaOfCompetencies,
        Concept::UsualCompetency,
        Concept::TrackOfExperts,
        Concept::TrackOfManagers,
        Concept::AroundTrack,
        Concept::Legend,
        Concept::PlanHeading,
        Concept::Points,
        Concept::Grade,
        Concept::CourseHeading,
        Concept::LibrarySheet,
        Concept::Hours,
        Concept::Cost,
        Concept::PerPerson,
        Concept::PerRun,
        Concept::Free,
        Concept::Currency,
        Concept::Provider,
        Concept::Seats,
        Concept::RunsFrom,
        Concept::RunsTo,
        Concept::Minutes,
        Concept::AtMost,
        Concept::TaxNote,
        Concept::Roughly,
        Concept::OtherSubject,
        Concept::GivenByLevel,
    ]);

    /// The set of these.
    pub(super) const fn of(concepts: &[Concept]) -> Self {
        let mut set = Self::NONE;
        let mut index = 0;
        while index < concepts.len() {
            set = set.and(Self::one(concepts[index] as u32));
            index += 1;
        }
        set
    }

    /// The set of the concept with this number.
    const fn one(number: u32) -> Self {
        if number < u128::BITS {
            Self([1 << number, 0])
        } else {
            Self([0, 1 << (number - u128::BITS)])
        }
    }

    /// Whether it holds the concept.
    pub(in crate::load) const fn has(self, concept: Concept) -> bool {
        self.has_any(Self::one(concept as u32))
    }

    /// Whether it holds any of these.
    pub(super) const fn has_any(self, of: Self) -> bool {
        self.0[0] & of.0[0] != 0 || self.0[1] & of.0[1] != 0
    }

    /// All concepts in either.
    pub(super) const fn and(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    /// The concepts in this set and not in the other.
    pub(super) const fn without(self, other: Self) -> Self {
        Self([self.0[0] & !other.0[0], self.0[1] & !other.0[1]])
    }

    /// Whether it holds nothing.
    pub(super) const fn is_empty(self) -> bool {
        self.0[0] == 0 && self.0[1] == 0
    }

    /// Each concept as a separate set.
    pub(super) fn each(self) -> impl Iterator<Item = Self> {
        (0..2 * u128::BITS)
            .map(Self::one)
            .filter(move |one| self.has_any(*one))
    }
}
