//! The meaning of a heading, from the concepts that it names.

use super::concept::{Concept, Concepts};
use super::meaning::{Meaning, Rater, Whose};
use crate::model::Field;

use Concept as C;

/// Words for people who rate.
const RATERS: Concepts = Concepts::of(&[
    C::Own,
    C::Possessive,
    C::Person,
    C::Manager,
    C::Agreed,
    C::Other,
]);
/// Words that only describe a rating.
const OF_A_RATING: Concepts = Concepts::of(&[C::Rating, C::Level, C::Current, C::Competency]);

/// Concepts that a heading can name together with *self*, or with a rater who is neither person nor manager.
const OF_A_RATER: Concepts = Concepts::of(&[
    C::Rating,
    C::Level,
    C::Current,
    C::Target,
    C::Comment,
    C::Evidence,
    C::Rater,
    C::AssessedOn,
    C::Date,
]);
/// What is known about somebody.
const OF_SOMEBODY: Concepts = Concepts::of(&[C::Name, C::Id, C::Number, C::Email]);

/// What a heading that names exactly these concepts can mean, the most likely first; empty where they do not go
/// together.
pub(super) fn meanings(named: Concepts) -> Vec<Meaning> {
    let named = named.without(Concepts::of(&[C::Filler]));
    let whose = whose(named);
    let rest = named.without(RATERS);
    let manager = named.has(C::Manager) || named.has(C::ReportsTo);
    let only = |of: &[Concept]| rest.without(Concepts::of(of)).is_empty();
    // Beside these words `of`, nothing but `beside`.
    let is = |of: C, beside: &[Concept]| rest.has(of) && only(&[&[of], beside].concat());
    let said = whose != Whose::Unsaid;

    // “Mon” and “Mia” say nothing by themselves.
    if named.without(Concepts::of(&[C::Possessive])).is_empty() || named.has(C::Subject) {
        return Vec::new();
    }
    if rest.is_empty() {
        return raters_alone(named, whose);
    }
    if rest.has(C::Difference) {
        return vec![Meaning::Difference];
    }
    if is(
        C::Total,
        &[C::Rating, C::Level, C::Competency, C::Team, C::Name],
    ) {
        return vec![Meaning::Total];
    }
    // “Self-organisation” is not a team and “customer service” is not a column: headings with a rater are for ratings,
    // remarks and little else.
    let of_own = named.has(C::Own) && !rest.without(OF_A_RATER).is_empty();
    let of_other = named.has(C::Other) && !rest.without(OF_A_RATER.and(OF_SOMEBODY)).is_empty();
    if of_own || of_other {
        return Vec::new();
    }
    if is(C::ReportsTo, &[C::Name]) {
        return vec![Meaning::Of(Field::Manager)];
    }
    let whole_name = match (manager, named.has(C::Other)) {
        (true, _) => Meaning::Of(Field::Manager),
        (_, true) => Meaning::Aside,
        _ => Meaning::Of(Field::Name),
    };
    if is(C::Name, &[])
        || is(C::FirstName, &[C::LastName, C::Name])
        || is(C::LastName, &[C::FirstName, C::Name])
    {
        return vec![match (named.has(C::FirstName), named.has(C::LastName)) {
            // “Name, Vorname” is the whole name.
            (true, false) if named.has(C::Name) => whole_name,
            (true, false) | (false, true) if manager => Meaning::AboutManager,
            (true, false) => Meaning::FirstName,
            (false, true) => Meaning::LastName,
            _ => whole_name,
        }];
    }
    let about_manager = |meaning| {
        if manager {
            Meaning::AboutManager
        } else if named.has(C::Other) {
            Meaning::Aside
        } else {
            meaning
        }
    };
    if is(C::EmployeeId, &[C::Id, C::Number])
        || is(C::Id, &[C::Number])
        || (is(C::Number, &[]) && named.has(C::Person))
    {
        return vec![if manager {
            Meaning::ManagerId
        } else {
            about_manager(Meaning::Of(Field::EmployeeId))
        }];
    }
    if is(C::Email, &[]) {
        return vec![if manager {
            Meaning::ManagerEmail
        } else {
            about_manager(Meaning::Of(Field::Email))
        }];
    }
    if is(C::Team, &[C::Name]) {
        return vec![about_manager(Meaning::Of(Field::Team))];
    }
    if is(C::AssessedOn, &[C::Date]) || is(C::Date, &[C::Rating, C::Cycle]) {
        return vec![Meaning::Of(Field::AssessedOn)];
    }
    if is(C::Competency, &[C::Id, C::Number]) && (named.has(C::Id) || named.has(C::Number)) {
        return vec![Meaning::Aside];
    }
    // “Rater (self, manager, peer)”, but not “Manager's view”.
    if is(C::Rater, &[C::Name, C::Role, C::Rating]) && !matches!(whose, Whose::Said(_)) {
        return vec![Meaning::Rater];
    }
    // “Reasons for the recommendation”.
    if rest.has(C::Recommendation) && is(C::Comment, &[C::Recommendation]) {
        return vec![Meaning::Of(Field::Reasons)];
    }
    // A rating, and what is often confused with it.
    if is(C::Comment, &[C::Rating, C::Level, C::Evidence]) {
        return vec![Meaning::Comment(whose)];
    }
    if is(C::Evidence, &[C::Rating, C::Level]) {
        return vec![Meaning::Evidence(whose)];
    }
    if is(C::Interest, &[C::Level, C::Rating, C::Competency]) {
        return vec![Meaning::Interest];
    }
    if is(C::Weight, &[C::Competency, C::Rating, C::Role]) {
        return vec![Meaning::Weight];
    }
    if is(
        C::Required,
        &[
            C::Level,
            C::Rating,
            C::Role,
            C::Competency,
            C::Current,
            C::Target,
        ],
    ) {
        return vec![Meaning::Required];
    }
    if is(C::Target, &[C::Level, C::Role, C::Rating, C::Current]) {
        return if manager {
            vec![Meaning::Required]
        } else {
            vec![Meaning::Of(Field::TargetLevel), Meaning::Required]
        };
    }
    if is(C::Role, &[C::Level, C::Current, C::Name, C::Number, C::Id]) {
        return vec![about_manager(Meaning::Of(Field::RoleLevel))];
    }
    if rest.without(OF_A_RATING).is_empty() {
        return rating(named, rest, whose, said);
    }
    // A “calibration round” is when they agreed.
    let is_theirs = named.has_any(Concepts::of(&[C::Own, C::Manager, C::Agreed]));
    let is_time = rest.has(C::Cycle) || rest.has(C::Year);
    for (concept, beside, meaning) in SINGLE_CONCEPT {
        if is(*concept, beside) && !(is_theirs && is_time) {
            return vec![*meaning];
        }
    }
    if is(C::Category, &[C::Competency, C::Name]) {
        return vec![Meaning::Category, Meaning::Competency];
    }
    if is(C::Competency, &[C::Name]) {
        return vec![Meaning::Competency];
    }
    Vec::new()
}

/// One concept, the concepts that may be beside it, and its meaning, whatever rater is named with it.
const SINGLE_CONCEPT: &[(Concept, &[Concept], Meaning)] = &[
    (C::Track, &[C::Role, C::Level], Meaning::Of(Field::Track)),
    (C::Speciality, &[C::Name], Meaning::Of(Field::Speciality)),
    (
        C::Cycle,
        &[C::Name, C::Year, C::Rating],
        Meaning::Of(Field::Cycle),
    ),
    (C::Year, &[C::Rating], Meaning::Of(Field::Cycle)),
    (C::NextReview, &[C::Date], Meaning::Of(Field::NextReview)),
    (C::Aspiration, &[], Meaning::Of(Field::Aspiration)),
    (C::Accomplishments, &[], Meaning::Of(Field::Accomplishments)),
    (C::Development, &[], Meaning::Of(Field::Development)),
    (C::Growth, &[], Meaning::Of(Field::Growth)),
    (C::BeyondMap, &[], Meaning::Of(Field::BeyondMap)),
    (C::WillingToHelp, &[], Meaning::Of(Field::WillingToHelp)),
    (C::Wish, &[], Meaning::Of(Field::Wish)),
    (C::ManagerSummary, &[], Meaning::Of(Field::ManagerSummary)),
    (C::Recommendation, &[], Meaning::Of(Field::Recommendation)),
    (
        C::Expectation,
        &[C::Level, C::Competency],
        Meaning::Expectation,
    ),
    (C::Action, &[], Meaning::Action),
    (C::Kind, &[C::Action], Meaning::Kind),
    (C::Owner, &[C::Action, C::Name], Meaning::Owner),
    (C::Start, &[C::Date], Meaning::Start),
    (C::Due, &[C::Date, C::Target], Meaning::Due),
    (C::Status, &[C::Action], Meaning::Status),
    (C::Success, &[], Meaning::Success),
    (C::Resource, &[], Meaning::Resource),
    (C::Effort, &[], Meaning::Effort),
    (C::Headcount, &[C::Required], Meaning::Headcount),
];

/// The meaning of a heading that only names people: *Manager*, *Employee*, *Self*.
fn raters_alone(named: Concepts, whose: Whose) -> Vec<Meaning> {
    let only_person = named.without(Concepts::of(&[C::Person])).is_empty();
    let may_be_name = named
        .without(Concepts::of(&[C::Manager, C::Person]))
        .is_empty();
    if only_person {
        vec![Meaning::Of(Field::Name), Meaning::Rating(whose)]
    } else if may_be_name && named.has(C::Person) {
        // “Worker's manager” is a name; “Employee / manager” says nothing.
        vec![Meaning::Of(Field::Manager), Meaning::Rating(Whose::Unclear)]
    } else if may_be_name {
        vec![Meaning::Of(Field::Manager), Meaning::Rating(whose)]
    } else {
        vec![Meaning::Rating(whose)]
    }
}

/// The meaning of a heading that names a rating, a level or what is rated.
fn rating(named: Concepts, rest: Concepts, whose: Whose, said: bool) -> Vec<Meaning> {
    let only = |of: &[Concept]| rest.without(Concepts::of(of)).is_empty();
    let is_person = named.has(C::Person) && !named.has(C::Manager);
    if only(&[C::Competency]) {
        return if said {
            vec![Meaning::Rating(whose), Meaning::Competency]
        } else {
            vec![Meaning::Competency]
        };
    }
    if only(&[C::Level, C::Current]) && (!said || is_person) {
        return if rest.has(C::Current) || is_person {
            vec![Meaning::Of(Field::RoleLevel), Meaning::Rating(whose)]
        } else {
            vec![
                Meaning::Level,
                Meaning::Of(Field::RoleLevel),
                Meaning::Rating(whose),
            ]
        };
    }
    vec![Meaning::Rating(whose)]
}

/// Whose rating the words say.
pub(super) fn whose(named: Concepts) -> Whose {
    let has = |concept| named.has(concept);
    let own = has(C::Own) || has(C::Person) || has(C::Possessive);
    if has(C::Other) {
        return if has(C::Own) || has(C::Manager) || has(C::Agreed) {
            Whose::Unclear
        } else {
            Whose::Other
        };
    }
    if has(C::Agreed) {
        return if own && !has(C::Manager) {
            Whose::Unclear
        } else {
            Whose::Said(Rater::Agreed)
        };
    }
    match (has(C::Own), has(C::Manager)) {
        (true, true) => Whose::Unclear,
        // “My manager's rating”, “Manager's rating of the employee”.
        (false, true) => Whose::Said(Rater::Manager),
        (true, false) => Whose::Said(Rater::Own),
        (false, false) if own => Whose::Said(Rater::Own),
        (false, false) => Whose::Unsaid,
    }
}
