//! Doubts about what a file or a part of it is about, by its names and headings: courses, surveys, marks, or anything else that is
//! not a career.

use std::cmp::Ordering;

use super::mends::{left_out_lines, levels_named, name_the_right_file, rest_left_out, text_at};
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::content::requirement::is_stage;
use crate::load::career_map::drafts::draft::{Role, Use};
use crate::load::career_map::wording::counting::things;
use crate::load::career_map::wording::labels::{Label, label, names_competencies};
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::vocabulary::{Concept, Telling, follow_trade, says, seniority, stands_for, tells};
use crate::model::{Competency, Level, Orientation, Scale, WhyLeftOut};
use crate::text::{fold, in_quotes, shortened};

/// A longer text above a table is not a label.
const LONGEST_LABEL: usize = 24;
/// The seniority of somebody who begins to learn something, in a company or elsewhere.
const LEARNER: std::ops::RangeInclusive<f64> = 1.0..=1.5;

/// A heading, the name of the sheet or a label above the table mentions courses, pupils or a survey.
pub(super) fn other_subject(reading: &Reading<'_>) -> Option<Odd> {
    let draft = reading.draft;
    let headings: Vec<(Location, String)> = (draft.uses.iter())
        .filter(|used| used.role == Role::Heading)
        .filter_map(|used| Some((used.at.clone(), text_at(reading, &used.at)?)))
        .collect();
    let given = headings.iter().find(|(_, text)| is_given(text)).cloned();
    let above = (draft.left_out.iter()).filter(|left| left.why == WhyLeftOut::AboveTable);
    let labels: Vec<(Location, String)> = above
        .map(|left| (left.at.clone(), left.what.clone()))
        .collect();
    // The first one may be the title of the whole file, of any length: *BIO 204 – lab report rubric*.
    let title = (labels.first())
        .filter(|(_, text)| {
            let is_other =
                || has_word(text, Concept::OtherSubject) || tells(text, Telling::Courses);
            !draft.signs.speaks_of_careers && is_other()
        })
        .cloned();
    let sheets = reading
        .workbook
        .sheets
        .iter()
        .filter(|sheet| draft.sheets.contains(&sheet.name) && draft.sheets.len() == 1)
        .map(|sheet| (sheet.at.clone(), sheet.name.clone()));
    let competencies = &reading.map.competencies;
    let names: Vec<&str> = competencies.iter().map(|own| own.name.as_str()).collect();
    let named = competencies.first().filter(|_| name_something_else(&names));
    let named = named.map(|first| (first.at.clone(), first.name.clone()));
    let (at, text) = (headings.into_iter())
        .chain(labels)
        .chain(sheets)
        .find(|(_, text)| speaks_of_other(text))
        .or(title)
        .or(given)
        .or(named)?;
    Some(Odd {
        at,
        what: format!(
            "{} suggests that this is not a career map; the table was read as one.",
            in_quotes(&shortened(&text))
        ),
        mend: name_the_right_file(),
    })
}

/// Whether names are not those of competencies: *Round 1* and *Round 2*, *First day* and *First week*, *What we offer* and *Where
/// you work*, *Laptop* and *Parking*.
fn name_something_else(names: &[&str]) -> bool {
    let is_time = |name: &&&str| {
        let is_hour = name.contains(':') && name.chars().all(|c| c.is_ascii_digit() || c == ':');
        let is_short = fold(name).split(' ').count() <= MOST_WORDS;
        is_hour || is_short && (name_times(name) || tells(name, Telling::Amounts))
    };
    let times = names.iter().filter(is_time).count();
    let told = |telling| names.iter().filter(|name| tells(name, telling)).count();
    let (advertising, given) = (told(Telling::Advertises), told(Telling::Gives));
    things(names).is_some()
        || times >= 2 && times + 1 >= names.len()
        || advertising >= 2 && advertising * 3 >= names.len()
        || given >= 2 && given * 2 >= names.len()
}

/// A sheet or a section that is hardly about competencies, among those that are: *Template*, *First 90 days*, *Benefits*.
pub(super) fn parts_are_other(reading: &Reading<'_>) -> Option<Odd> {
    let are_sheets = reading.draft.orientation == Orientation::SheetPerCompetency;
    let part = |own: &Competency| -> Option<String> {
        if are_sheets {
            Some(own.name.clone())
        } else {
            own.category.clone()
        }
    };
    let is_other = |name: &str| {
        let words = fold(name).split(' ').count();
        words <= MOST_WORDS && (words > 1 && name_times(name) || tells(name, Telling::Spares))
    };
    let (found, others): (Vec<&Competency>, Vec<&Competency>) = (reading.map.competencies.iter())
        .partition(|own| part(own).is_some_and(|name| is_other(&name)));
    let first = found.first().filter(|_| !others.is_empty())?;
    let name = part(first)?;
    let of_part: Vec<&Competency> = (found.iter().copied())
        .filter(|own| part(own).is_some_and(|own| own == name))
        .collect();
    let named: Vec<(&str, &Location)> = of_part
        .iter()
        .map(|own| (own.name.as_str(), &own.at))
        .collect();
    // Below the heading of the last part is nothing else.
    let is_last = (reading.map.competencies.iter().rev())
        .take(of_part.len())
        .all(|own| part(own).is_some_and(|own| own == name));
    let is_heading = |used: &&Use| {
        used.role == Role::Category && text_at(reading, &used.at).is_some_and(|text| text == name)
    };
    let heading = reading.draft.uses.iter().find(is_heading);
    let whole = heading
        .filter(|_| is_last && !are_sheets)
        .and_then(|used| rest_left_out(reading, &used.at));
    Some(Odd {
        at: first.at.clone(),
        what: format!(
            "{} was read as {}, but is named like something else.",
            in_quotes(&name),
            if are_sheets {
                "a competency"
            } else {
                "a category of competencies"
            }
        ),
        mend: Mend::Write {
            case: "If it is no part of the map".into(),
            lines: (whole.into_iter())
                .chain(left_out_lines(reading, &named, false))
                .collect(),
            otherwise: "delete or hide it",
        },
    })
}

/// Names with more words are not those of times.
const MOST_WORDS: usize = 3;

/// Whether a name has a word of the calendar: *First week*.
fn name_times(name: &str) -> bool {
    fold(name)
        .split(' ')
        .any(|word| stands_for(word, Concept::Calendar))
}

/// Whether a label is about something other than careers.
fn speaks_of_other(text: &str) -> bool {
    has(text, Concept::OtherSubject)
}

/// Whether a heading is that of what people at each level get, may or go through: *Benefit*, *Access right*. Above a table, such a
/// word may as well be the name of a team.
fn is_given(heading: &str) -> bool {
    has(heading, Concept::GivenByLevel)
}

/// Whether a label is a phrase for this, or has a word for it.
fn has(text: &str, concept: Concept) -> bool {
    let is_label = text.chars().count() <= LONGEST_LABEL && fold(text).split(' ').count() <= 3;
    is_label && has_word(text, concept)
}

/// Whether a text is a phrase for this, or has a word for it.
fn has_word(text: &str, concept: Concept) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    stands_for(&folded, concept) || words.any(|word| stands_for(word, concept))
}

/// Levels called *Fair*, *Good*, *Excellent* say how well something was done.
pub(super) fn levels_are_marks(reading: &Reading<'_>) -> Option<Odd> {
    let is_mark = |level: &&Level| stands_for(&fold(&level.title), Concept::Grade);
    let found: Vec<&Level> = reading.map.levels.iter().filter(is_mark).collect();
    let are_many = found.len() >= 2 && found.len() * 2 > reading.map.levels.len();
    are_many.then(|| Odd {
        at: found[0].at.clone(),
        what: format!(
            "{} Such words usually say how good a piece of work is.",
            levels_named(&found, "is named like a mark", "are named like marks")
        ),
        mend: name_the_right_file(),
    })
}

/// Steps such as *Beginner* or *Level 2* under a heading that names something other than competencies, where nothing
/// else mentions careers: courses, processes, duties.
pub(super) fn speaks_of_something_else(reading: &Reading<'_>) -> Option<Odd> {
    /// A longer text does not say what is below it.
    const LABEL: usize = 3;
    /// One in so many competencies may have a usual name.
    const FEW: usize = 4;
    let signs = &reading.draft.signs;
    if signs.speaks_of_careers {
        return None;
    }
    // Only companies have titles such as *Junior Baker*.
    let is_bare = |level: &Level| {
        let words = level.title.split_whitespace();
        words.clone().count() == 1 || level.title.contains(|c: char| c.is_ascii_digit())
    };
    let map = reading.map;
    let names = map.competencies.iter().map(|own| own.name.as_str());
    let known = names
        .filter(|name| says(name, Concept::UsualCompetency))
        .count();
    let titles: Vec<&str> = map
        .levels
        .iter()
        .map(|level| level.title.as_str())
        .collect();
    // *Stage 2: Leading* as well as *Beginner*.
    let is_only_stage = |level: &Level| {
        let folded = fold(&level.title);
        let is_counted =
            |word: &&str| stands_for(word, Concept::Step) || word.parse::<u8>().is_ok();
        let mut words = folded.split(' ').filter(|word| !is_counted(word));
        words.all(is_stage) || seniority(&folded).is_some_and(|height| LEARNER.contains(&height))
    };
    let stages = map.levels.iter().filter(|level| is_only_stage(level));
    let stages = stages.count();
    let are_stages = stages * 2 >= map.levels.len();
    // One word of a table about anything may be a competency elsewhere: *Hiring*. Stages may be those of a pupil.
    if known > usize::from(are_stages) && known * FEW > map.competencies.len() {
        return None;
    }
    let headings: Vec<(&Location, String)> = (reading.draft.uses.iter())
        .filter(|used| used.role == Role::Heading)
        .filter_map(|used| Some((&used.at, text_at(reading, &used.at)?)))
        .filter(|(_, heading)| !heading.is_empty())
        .collect();
    let is_rank = |level: &&Level| level_likeness(&level.title) == Likeness::Yes;
    let ranks = map.levels.iter().filter(is_rank).count();
    let are_known = ranks > 0 || follow_trade(&titles);
    // Codes beside titles are pay grades.
    let have_codes = map.levels.iter().all(|level| level.code.is_some());
    if have_codes && !are_stages && ranks * 2 >= map.levels.len() {
        return None;
    }
    let are_rows = reading.draft.orientation == Orientation::LevelsInRows;
    let says_so = |(_, heading): &(&Location, String)| match label(heading) {
        Label::Unknown => are_rows && stands_for(&fold(heading), Concept::Role),
        Label::Aside => false,
        // *Step* may be one of anything, *Domain* may divide anything, and an *Item* may be anything.
        Label::Level => [Concept::Level, Concept::Role]
            .iter()
            .any(|concept| stands_for(&fold(heading), *concept)),
        Label::Category => !are_stages && are_known,
        Label::Name | Label::Expectation => !are_stages || names_competencies(heading),
        _ => true,
    };
    let is_clear = map.levels.iter().all(is_bare) && !follow_trade(&titles);
    let names_other = |(_, heading): &(&Location, String)| {
        label(heading) == Label::Unknown && heading.split_whitespace().count() <= LABEL
    };
    let is_long = reading.draft.orientation == Orientation::Long;
    if headings.iter().any(says_so) || !is_clear && (is_long || !headings.iter().all(names_other)) {
        return None;
    }
    let (at, found) = if let Some((at, heading)) = headings.into_iter().next() {
        (at, format!("the texts under {}", in_quotes(heading.trim())))
    } else {
        let are_texts = map.scale == Scale::Rank;
        let first = map.competencies.first()?;
        let is_ladder = reading.rising_work() == Some(Ordering::Less);
        let say_something = || {
            let texts = reading.texts();
            let are_ranks = ranks * 2 >= map.levels.len() && texts.are_short();
            !texts.are_acts() && (are_ranks || stages == map.levels.len())
        };
        (are_texts && !is_ladder && say_something()).then(|| {
            (
                &first.at,
                format!("{} and the names after it", in_quotes(&first.name)),
            )
        })?
    };
    Some(Odd {
        at: at.clone(),
        what: format!(
            "Nothing in the file is about careers or competencies; {found} were read as competencies."
        ),
        mend: name_the_right_file(),
    })
}
