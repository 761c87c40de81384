//! What a heading or label can mean, and the names of the meanings in the settings.

use crate::model::Field;

/// Whose rating it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) enum Rater {
    /// The person's own.
    Own,
    /// The manager's.
    Manager,
    /// Agreed by both.
    Agreed,
}

/// Whose a rating or remark is, as far as a heading says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) enum Whose {
    /// It says whose.
    Said(Rater),
    /// The rating of somebody else: peers, a system.
    Other,
    /// It names more than one.
    Unclear,
    /// It does not say.
    Unsaid,
}

/// What a heading or label can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) enum Meaning {
    /// Something that is said once about a person.
    Of(Field),
    /// A given name.
    FirstName,
    /// A family name.
    LastName,
    /// The manager's number.
    ManagerId,
    /// The manager's address.
    ManagerEmail,
    /// A fact about the manager that is not read: title, team.
    AboutManager,
    /// What is assessed.
    Competency,
    /// What groups it.
    Category,
    /// What a level expects.
    Expectation,
    /// A rating.
    Rating(Whose),
    /// A level; it is not clear whether a role's or a rating.
    Level,
    /// A remark.
    Comment(Whose),
    /// What a rating rests on.
    Evidence(Whose),
    /// How much somebody wants to grow.
    Interest,
    /// Who rated, in the rows below.
    Rater,
    /// What a role or level requires.
    Required,
    /// The difference between two ratings.
    Difference,
    /// How much something counts.
    Weight,
    /// A sum, an average, a legend.
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
    /// How many people are needed.
    Headcount,
    /// What leadership decided about somebody.
    Decision,
    /// The level that somebody is to hold by it.
    DecisionLevel,
    /// From when it applies.
    DecisionFrom,
    /// What it rests on.
    DecisionReasons,
    /// Who decided it.
    DecidedBy,
    /// Something that no reader uses: the code of a competency.
    Aside,
}

impl Meaning {
    /// The meaning of this name in the settings.
    pub(in crate::load) fn called(name: &str) -> Option<Self> {
        let found = Self::NAMED.iter().find(|(known, _)| *known == name);
        found.map(|(_, meaning)| *meaning)
    }

    /// The name of a meaning in the settings.
    pub(in crate::load) const NAMED: &[(&str, Self)] = &[
        ("self", Self::Rating(Whose::Said(Rater::Own))),
        ("manager", Self::Rating(Whose::Said(Rater::Manager))),
        ("agreed", Self::Rating(Whose::Said(Rater::Agreed))),
        ("ignore", Self::Aside),
        ("rating", Self::Rating(Whose::Unsaid)),
        ("rater", Self::Rater),
        ("competency", Self::Competency),
        ("evidence", Self::Evidence(Whose::Unsaid)),
        ("self-comment", Self::Comment(Whose::Said(Rater::Own))),
        (
            "manager-comment",
            Self::Comment(Whose::Said(Rater::Manager)),
        ),
        ("interest", Self::Interest),
        ("name", Self::Of(Field::Name)),
        ("first-name", Self::FirstName),
        ("last-name", Self::LastName),
        ("employee-id", Self::Of(Field::EmployeeId)),
        ("email", Self::Of(Field::Email)),
        ("team", Self::Of(Field::Team)),
        ("manager-name", Self::Of(Field::Manager)),
        ("manager-id", Self::ManagerId),
        ("manager-email", Self::ManagerEmail),
        ("role-level", Self::Of(Field::RoleLevel)),
        ("track", Self::Of(Field::Track)),
        ("speciality", Self::Of(Field::Speciality)),
        ("target-level", Self::Of(Field::TargetLevel)),
        ("review-cycle", Self::Of(Field::Cycle)),
        ("assessed-on", Self::Of(Field::AssessedOn)),
        ("next-review", Self::Of(Field::NextReview)),
        ("aspiration", Self::Of(Field::Aspiration)),
        ("accomplishments", Self::Of(Field::Accomplishments)),
        ("development", Self::Of(Field::Development)),
        ("growth", Self::Of(Field::Growth)),
        ("beyond-map", Self::Of(Field::BeyondMap)),
        ("willing-to-help", Self::Of(Field::WillingToHelp)),
        ("wish", Self::Of(Field::Wish)),
        ("manager-summary", Self::Of(Field::ManagerSummary)),
        ("recommendation", Self::Of(Field::Recommendation)),
        ("reasons", Self::Of(Field::Reasons)),
        ("decision", Self::Decision),
        ("decision-level", Self::DecisionLevel),
        ("decision-from", Self::DecisionFrom),
        ("decision-reasons", Self::DecisionReasons),
        ("decided-by", Self::DecidedBy),
        ("action", Self::Action),
        ("kind", Self::Kind),
        ("owner", Self::Owner),
        ("start", Self::Start),
        ("due", Self::Due),
        ("status", Self::Status),
        ("success", Self::Success),
        ("level", Self::Level),
        ("expectation", Self::Expectation),
        ("comment", Self::Comment(Whose::Unsaid)),
    ];
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_guide_has_every_name_of_a_meaning_and_no_other() {
        let guide = include_str!("../../../docs/assessments.md");
        let documented: BTreeSet<&str> = guide
            .lines()
            .skip_while(|line| !line.starts_with("| write |"))
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .filter_map(|line| line.split('|').nth(1))
            .flat_map(|names| names.split('`').skip(1).step_by(2))
            .collect();
        let known: BTreeSet<&str> = Meaning::NAMED.iter().map(|(name, _)| *name).collect();
        assert_eq!(documented, known);
    }

    #[test]
    fn the_settings_in_the_guide_are_read() {
        use crate::load::assessment::AssessmentSettings;
        use crate::load::roster::RosterSettings;

        let guide = include_str!("../../../docs/assessments.md");
        let settings = guide
            .split("```toml")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .unwrap();
        let settings: toml::Table = settings.parse().unwrap();
        let section = |name: &str| settings[name].clone();
        let _: AssessmentSettings = section("assessments").try_into().unwrap();
        let _: RosterSettings = section("roster").try_into().unwrap();
    }
}
