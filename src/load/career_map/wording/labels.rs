//! What labels of columns and rows say about their contents: names, categories, facts, ratings, remarks.
//!
//! Everything here looks at folded text (see [`fold`]) and answers one question about one label.

use super::words::is_aside;
use crate::load::vocabulary::{
    Concept, Heading, Meaning, Rater, Telling, Whose, heading, is_of_trade, says, says_any,
    stands_for, tells, without_endings,
};
use crate::model::Field;
use crate::text::fold;

/// What a column beside the levels holds, according to its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load::career_map) enum Label {
    /// Names of competencies.
    Name,
    /// Names of parts of competencies, or of single behaviours.
    Part,
    /// Categories.
    Category,
    /// Levels.
    Level,
    /// Text that says what a level expects.
    Expectation,
    /// Codes, descriptions, notes: not part of the map.
    Aside,
    /// Somebody's name.
    Person,
    /// A rating without a rater.
    Rating,
    /// The rating of a particular person.
    Rater,
    /// Anything else, or nothing.
    Unknown,
}

/// What a column holds, according to its label.
pub(in crate::load::career_map) fn label(text: &str) -> Label {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |concept| words.iter().any(|word| stands_for(word, concept));
    let is = |concept| stands_for(&folded, concept);
    let last = words.last().copied().unwrap_or_default();
    let said = heading(text);
    if folded.is_empty() {
        Label::Unknown
    } else if names_a_person(&said) {
        Label::Person
    } else if is_rating(&said, |whose| whose != Whose::Unsaid) || folded == "manager" {
        // A bare “Lead” or “Supervisor” is as likely a level as a rater.
        Label::Rater
    } else if is_rating(&said, |whose| whose == Whose::Unsaid)
        && !is(Concept::MapLevel)
        && !is(Concept::MapExpectation)
    {
        Label::Rating
    } else if is(Concept::MapExpectation) {
        Label::Expectation
    } else if is(Concept::MapLevel) || said.meanings.first() == Some(&Meaning::Level) {
        Label::Level
    } else if matches!(folded.as_str(), "type" | "track" | "function") {
        Label::Category
    } else if words.len() >= 2
        && matches!(last, "level" | "rating" | "score")
        && is_aside(&folded, &words)
    {
        Label::Rater
    } else if words.len() >= 2 && stands_for(last, Concept::EndsRemark) {
        Label::Aside
    } else if folded.strip_prefix("sub").is_some_and(names_whole) && !is_of_trade(text) {
        // A “Subinspector” is no part of an inspector, a “Sub-Editor” none of an editor, and a “Substitute” none of anything.
        Label::Part
    } else if words.len() <= 3
        && has(Concept::MapCategory)
        && !(words.len() > 1 && words[0] == "group")
        && !is_of_trade(text)
    {
        // A “Skill group” groups competencies; a “Group PM” leads other product managers, and “Catégorie A” is a grade.
        Label::Category
    } else if (words.len() <= 3 && has(Concept::MapCompetency) && words[0] != "related")
        || said.meanings.first() == Some(&Meaning::Competency)
    {
        Label::Name
    } else if said.meanings.first() == Some(&Meaning::Category) {
        Label::Category
    } else if is_aside(&folded, &words) {
        Label::Aside
    } else {
        Label::Unknown
    }
}

/// Whether what follows *sub* is a word for what a map divides: *skill*, *area*, *level*.
fn names_whole(rest: &str) -> bool {
    let rest = rest.trim_start();
    let is_divided = |label| !matches!(label, Label::Unknown | Label::Rater | Label::Person);
    rest.is_empty() || is_divided(label(rest))
}

/// Whether a label is a heading of names, numbers or addresses of people.
fn names_a_person(said: &Heading) -> bool {
    matches!(
        said.meanings.first(),
        Some(Meaning::Of(Field::Name | Field::Email) | Meaning::FirstName | Meaning::LastName)
    )
}

/// Whether a word for people or for whoever rates them may be the title of a level as well: *Mitarbeiter*, *Chef de projet*.
pub(in crate::load::career_map) fn may_be_role(text: &str) -> bool {
    let folded = fold(text);
    let said = heading(text);
    let names = |concept| {
        stands_for(&folded, concept) || folded.split(' ').any(|word| stands_for(word, concept))
    };
    match label(text) {
        Label::Person => names(Concept::Person) && !names(Concept::Name) && !names(Concept::Number),
        Label::Rater => is_rating(&said, |whose| {
            matches!(whose, Whose::Said(Rater::Manager) | Whose::Other)
        }),
        _ => false,
    }
}

/// Whether a label can only head ratings, of somebody who fits.
fn is_rating(said: &Heading, fits: impl Fn(Whose) -> bool) -> bool {
    !said.meanings.is_empty()
        && said
            .meanings
            .iter()
            .all(|meaning| matches!(meaning, Meaning::Rating(whose) if fits(*whose)))
}

/// Whether a label says explicitly that competencies are below it, so that unknown words beside it may be levels.
pub(in crate::load::career_map) fn names_competencies(text: &str) -> bool {
    #[rustfmt::skip]
    const SURE: [&str; 20] = [
        "compet", "kompet", "skill", "fahigkeit", "fertigkeit", "habilidad", "vaardighe", "capa", "abilit", "aptitud",
        "habilet", "savoir", "bekwaam", "attribute", "trait", "behavio",
        "faerdighe", "færdighe", "fardighe", "umiejetn",
    ];
    let folded = fold(text);
    let words = folded.split(' ').count();
    words <= 3
        && folded
            .split(' ')
            .any(|word| SURE.iter().any(|start| word.starts_with(start)))
}

/// Whether a name is that of a remark or rating, where competencies are named.
pub(in crate::load::career_map) fn is_remark(name: &str) -> bool {
    says(name, Concept::MapRemark)
}

/// Whether a label is a question: *What it means*, *Ce que cela veut dire*.
pub(in crate::load::career_map) fn asks(text: &str) -> bool {
    /// A word of so many letters may be before a question word.
    const SHORT: usize = 2;
    let folded = fold(text);
    let mut words = folded.split(' ');
    let mut is_question = || {
        words
            .next()
            .map(|word| (tells(word, Telling::Asks), word.len()))
    };
    match is_question() {
        Some((false, letters)) if letters <= SHORT => is_question().is_some_and(|(asks, _)| asks),
        first => first.is_some_and(|(asks, _)| asks),
    }
}

/// Whether a label is a heading of unwanted behaviour: *Red flags*, *Poor examples*, *Not acceptable*, or a sign for
/// it.
pub(in crate::load::career_map) fn is_unwanted(label: &str) -> bool {
    /// A longer text is not a label.
    const MOST_WORDS: usize = 6;
    const SIGNS: &[&str] = &[
        "-", "–", "−", "✗", "✘", "✕", "×", "❌", "👎", "🚩", "⚠", "⚠️",
    ];
    let trimmed = label.trim();
    if SIGNS.contains(&trimmed) {
        return true;
    }
    if says(trimmed, Concept::BadSign) {
        return true;
    }
    let spelled = without_endings(trimmed).replace(['\'', '’'], " ");
    let folded = fold(&spelled);
    let words: Vec<&str> = folded.split(' ').collect();
    // In “Employee no.”, *no* means number; “Does not need help with” is not about unwanted behaviour.
    let negates = words.len() >= 2
        && words
            .iter()
            .position(|word| stands_for(word, Concept::Negation))
            .is_some_and(|place| place == 0 || (words.len() <= 3 && place + 1 < words.len()));
    words.len() <= MOST_WORDS
        && (negates || words.iter().any(|word| stands_for(word, Concept::BadWord)))
}

/// Whether a name can only be one for unwanted behaviour: *Red flags*. *Negative feedback* is a competency.
pub(in crate::load::career_map) fn heads_unwanted(name: &str) -> bool {
    says(name, Concept::BadSign)
}

/// Whether a cell is somebody's answer to what is expected: *partly*, *not yet*, *done*.
pub(in crate::load::career_map) fn is_answer(text: &str) -> bool {
    const ANSWERS: [Concept; 7] = [
        Concept::Met,
        Concept::Partly,
        Concept::NotYet,
        Concept::NotAssessed,
        Concept::NotApplicable,
        Concept::Open,
        Concept::Done,
    ];
    says_any(text, &ANSWERS)
}

/// What a row says about the levels themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load::career_map) enum FactKind {
    /// Salary, reporting line, title: a fact about the level.
    OfLevel,
    /// Scope, focus: a fact about the level if it is among other facts or is short, else a competency.
    PerhapsOfLevel,
    /// Education, years of experience: a fact about a person, shown beside the competencies but not scored.
    OfPerson,
}

/// Whether a name is that of a fact.
pub(in crate::load::career_map) fn fact(name: &str) -> Option<FactKind> {
    let folded = fold(name);
    if stands_for(&folded, Concept::FactOfLevel) {
        return Some(FactKind::OfLevel);
    }
    match describes_level(&folded) {
        Some(true) => return Some(FactKind::OfLevel),
        Some(false) => return Some(FactKind::PerhapsOfLevel),
        None if stands_for(&folded, Concept::PerhapsFactOfLevel) => {
            return Some(FactKind::PerhapsOfLevel);
        }
        None => {}
    }
    let mut names_one = false;
    let only = folded.split(' ').all(|word| {
        names_one |= stands_for(word, Concept::FactOfPerson);
        stands_for(word, Concept::FactOfPerson) || stands_for(word, Concept::AroundFact)
    });
    // *Titolo di studio* is such a fact only as a whole.
    (stands_for(&folded, Concept::FactOfPerson) || (only && names_one))
        .then_some(FactKind::OfPerson)
}

/// Whether a folded name says, in words for this alone, that a row describes each level: surely if it names the level or the
/// role, as *Purpose of the role* does; *Profile* may be a competency.
fn describes_level(folded: &str) -> Option<bool> {
    if stands_for(folded, Concept::DescribesLevel) {
        return Some(false);
    }
    // *Target level* is a level, *Doel van de functie* is not.
    let is_pair = folded.split(' ').count() == 2;
    let (mut describes, mut names_level) = (false, false);
    let are_known = folded.split(' ').all(|word| {
        let is = |concept| stands_for(word, concept);
        // *Promotion criteria*; *Profile and responsibilities* is a competency.
        let is_around = (is(Concept::AroundFact) || is(Concept::Filler)) && !is(Concept::And);
        let is_criteria = is(Concept::MapExpectation) && !is(Concept::UsualCompetency);
        let (own, level) = (
            is(Concept::DescribesLevel) && !(is_pair && is(Concept::Target)),
            is(Concept::Role) || is(Concept::Level),
        );
        describes |= own;
        names_level |= level;
        own || level || is_around || is_criteria
    });
    (are_known && describes).then_some(names_level)
}

/// Whether a row's name says that it describes the levels, but a competency may be called so.
pub(in crate::load::career_map) fn may_describe_level(name: &str) -> bool {
    describes_level(&fold(name)) == Some(false)
}

/// Whether a name speaks of courses: below it, a few words for each level are their titles.
pub(in crate::load::career_map) fn names_courses(name: &str) -> bool {
    fold(name)
        .split(' ')
        .any(|word| stands_for(word, Concept::CourseHeading))
}

/// Whether text around a table says that it is a career map: *Framework*, *Kompetencemodel*.
pub(in crate::load::career_map) fn speaks_of_careers(text: &str) -> bool {
    /// The beginnings of words for careers.
    const CAREERS: [&str; 7] = [
        "career", "karier", "karrier", "karriar", "laufbahn", "loopbaan", "kompet",
    ];
    fold(text).split(' ').any(|word| {
        let begins = CAREERS.iter().any(|start| word.starts_with(start));
        begins || stands_for(word, Concept::CareerWord)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_what_a_column_holds() {
        for (text, expected) in [
            ("Competency", Label::Name),
            ("Core Competencies", Label::Name),
            ("Sub competencies", Label::Part),
            ("Sub-skill", Label::Part),
            ("Sub-Editor", Label::Unknown),
            ("Sub Inspector", Label::Unknown),
            ("Substitute", Label::Unknown),
            ("Skill area", Label::Category),
            ("Pillar", Label::Category),
            ("Level", Label::Level),
            ("Job title", Label::Level),
            ("Expectation", Label::Expectation),
            ("Self level", Label::Rater),
            ("Manager", Label::Rater),
            ("Score", Label::Rating),
            ("Employee", Label::Person),
            ("Description", Label::Aside),
            ("Related skill", Label::Aside),
            ("Function Objective", Label::Aside),
            ("", Label::Unknown),
        ] {
            assert_eq!(label(text), expected, "{text}");
        }
    }

    #[test]
    fn facts_are_recognised_by_name() {
        for name in ["Salary", "Job Title", "Reports to"] {
            assert_eq!(fact(name), Some(FactKind::OfLevel), "{name}");
        }
        for name in ["Scope", "Focus", "Track record"] {
            assert_eq!(fact(name), Some(FactKind::PerhapsOfLevel), "{name}");
        }
        for name in [
            "Education and Experience",
            "Years of experience",
            "Qualifications",
            "Formal education & training",
        ] {
            assert_eq!(fact(name), Some(FactKind::OfPerson), "{name}");
        }
        for name in [
            "Communication",
            "Customer experience",
            "Scope and impact",
            "Training others",
            "User education",
        ] {
            assert_eq!(fact(name), None, "{name}");
        }
    }
}
