//! Doubts about what a file or a part of it is about, by its names and headings: courses, surveys, marks, or anything else that is
//! not a career.

use std::cmp::Ordering;

use super::mends::{left_out_lines, levels_named, name_the_right_file, rest_left_out, text_at};
use super::{Mend, Odd, Reading};
use crate::diagnostic::Location;
use crate::load::career_map::content::requirement::is_stage;
use crate::load::career_map::drafts::draft::{Kind, Role, Use};
use crate::load::career_map::options::contains;
use crate::load::career_map::wording::counting::things;
use crate::load::career_map::wording::labels::{
    Label, asks, fact, label, names_competencies, speaks_of_careers,
};
use crate::load::vocabulary::{Concept, Telling, says, seniority, stands_for, tells};
use crate::model::{CareerMap, Competency, LeftOut, Level, LevelFact, Orientation, WhyLeftOut};
use crate::text::{fold, in_quotes, shortened};

/// A longer text above a table is not a label.
const LONGEST_LABEL: usize = 24;
/// The seniority of somebody who begins to learn something, in a company or elsewhere.
const LEARNER: std::ops::RangeInclusive<f64> = 1.0..=1.5;

/// A heading, the name of the sheet or a label above the table, or a row of figures, mentions courses, pupils or a survey.
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
    // *From apprentice to foreman* and *Survey grades* name the levels: *Apprentice*, *Surveyor*.
    let titles: Vec<String> = (reading.map.levels.iter())
        .map(|level| fold(&level.title))
        .collect();
    let besides_levels = |text: &str| {
        let folded = fold(text);
        let names_level = |word: &&str| titles.iter().any(|title| title.contains(word));
        let words = folded.split(' ').filter(|word| !names_level(word));
        words.collect::<Vec<_>>().join(" ")
    };
    // The first one may be the title of the whole file, of any length: *BIO 204 – lab report rubric*.
    let title = (labels.first())
        .filter(|(_, text)| {
            let text = besides_levels(text);
            let is_other =
                || has_word(&text, Concept::OtherSubject) || tells(&text, Telling::Courses);
            !draft.signs.speaks_of_careers && is_other()
        })
        .cloned();
    let sheets = reading
        .workbook
        .sheets
        .iter()
        .filter(|sheet| draft.sheets.contains(&sheet.name) && draft.sheets.len() == 1)
        .filter(|sheet| speaks_of_other(&besides_levels(&sheet.name)))
        .map(|sheet| (sheet.at.clone(), sheet.name.clone()));
    // *Pass mark* and *Fee*, with a figure for each level.
    let foreign = (draft.rows.iter().zip(&draft.signs.kinds))
        .filter(|(_, kind)| **kind == Kind::LevelFact)
        .filter(|(row, _)| fact(&row.name).is_none())
        .find(|(row, _)| {
            let is_set = contains(&reading.options.level_facts, &row.name);
            tells(&row.name, Telling::Foreign) && !is_set
        })
        .map(|(row, _)| (row.at.clone(), row.name.clone()));
    let competencies = &reading.map.competencies;
    let names: Vec<&str> = competencies.iter().map(|own| own.name.as_str()).collect();
    let named = competencies.first().filter(|_| name_something_else(&names));
    let named = named.map(|first| (first.at.clone(), first.name.clone()));
    let (at, text) = (headings.into_iter())
        .chain(labels)
        .chain(sheets)
        .find(|(_, text)| speaks_of_other(&besides_levels(text)))
        .or(title)
        .or(given)
        .or(named)
        .or(foreign)?;
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
        // *14:00* and *09:00 to 10:30*
        let hour = name
            .split(' ')
            .next()
            .and_then(|first| first.split_once(':'));
        let is_number = |text: &str| text.parse::<u8>().is_ok();
        let is_hour = hour.is_some_and(|(hour, minutes)| is_number(hour) && is_number(minutes));
        // *Sat 8 – old office*
        let mut words = name.split([' ', '.', ',']).filter(|word| !word.is_empty());
        let is_weekday = words.next().is_some_and(|day| {
            (2..=3).contains(&day.chars().count()) && day.chars().skip(1).all(char::is_lowercase)
        });
        let is_day = is_weekday && words.next().is_some_and(is_number);
        let is_short = fold(name).split(' ').count() <= MOST_WORDS;
        is_hour || is_day || is_short && (name_times(name) || tells(name, Telling::Amounts))
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
        let is_long = words > 1;
        words <= MOST_WORDS
            && (is_long && (name_times(name) || asks(name)) || tells(name, Telling::Spares))
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

/// A file in which nothing is about careers: no text or heading, no usual competency, nothing that goes with a career map, and no work
/// that grows with the levels. Titles alone show little: *Guard* and *Senior Guard* may head a plan for emergencies as well.
pub(super) fn speaks_of_something_else(reading: &Reading<'_>) -> Option<Odd> {
    /// By so much more senior the words at the last level sound, where those of one competency may be chance.
    const GROWTH: f64 = 0.35;
    let (draft, map) = (reading.draft, reading.map);
    let headings: Vec<(Location, String)> = (draft.uses.iter())
        .filter(|used| used.role == Role::Heading)
        .filter_map(|used| Some((used.at.clone(), text_at(reading, &used.at)?)))
        .filter(|(_, heading)| !heading.is_empty())
        .collect();
    let are_stages = are_stages(map);
    let grows = || match reading.sounds() {
        // A pupil's work grows, too.
        _ if are_stages => reading.rising_work() == Some(Ordering::Less),
        [first, .., last] => last - first >= GROWTH,
        _ => false,
    };
    // Where no heading says what the table is about, settings that say where the levels are do.
    let are_told = headings.is_empty() && reading.options.levels.is_some();
    let is_shown = draft.signs.speaks_of_careers
        || are_told
        || have_usual_names(map)
        || go_with_map(reading, are_stages)
        || (headings.iter()).any(|(_, heading)| says_so(reading, heading, are_stages))
        || grows();
    if is_shown {
        return None;
    }
    let (at, found) = if let Some((at, heading)) = headings.into_iter().next() {
        (at, format!("the texts under {}", in_quotes(heading.trim())))
    } else {
        let first = map.competencies.first()?;
        let found = format!("{} and the names after it", in_quotes(&first.name));
        (first.at.clone(), found)
    };
    Some(Odd {
        at,
        what: format!(
            "Nothing in the file is about careers or competencies; {found} were read as competencies."
        ),
        mend: match draft.orientation {
            Orientation::LevelsInColumns => {
                with_heading("Competency", "the names of the competencies")
            }
            Orientation::LevelsInRows => with_heading("Level", "the titles of the levels"),
            _ => name_the_right_file(),
        },
    })
}

/// What to do where a heading that says what stands below it settles the doubt.
fn with_heading(heading: &str, below: &str) -> Mend {
    Mend::Do(format!(
        "If it is the career map, write “{heading}” above {below}. If not, name the right file with `career-map` in careermap.toml, or \
         the right sheet with `sheet` under [map]."
    ))
}

/// Whether at least half of the levels are steps that a pupil takes as well: *Beginner*, *Stage 2: Leading*.
fn are_stages(map: &CareerMap) -> bool {
    let is_only_stage = |level: &&Level| {
        let folded = fold(&level.title);
        let is_counted =
            |word: &&str| stands_for(word, Concept::Step) || word.parse::<u8>().is_ok();
        let mut words = folded.split(' ').filter(|word| !is_counted(word));
        words.all(is_stage) || seniority(&folded).is_some_and(|height| LEARNER.contains(&height))
    };
    map.levels.iter().filter(is_only_stage).count() * 2 >= map.levels.len()
}

/// Whether there is something that goes with career maps only: codes of pay grades beside titles, tracks, facts about the levels, a
/// scale, or unwanted behaviour.
fn go_with_map(reading: &Reading<'_>, are_stages: bool) -> bool {
    let (draft, map) = (reading.draft, reading.map);
    let is_unwanted =
        |left: &LeftOut| matches!(left.why, WhyLeftOut::Unwanted | WhyLeftOut::Questions);
    // A few words for each level may be anything: *Reviewed every*, and months.
    let is_named = |own: &LevelFact| {
        fact(&own.name).is_some() || contains(&reading.options.level_facts, &own.name)
    };
    let have_codes = || map.levels.iter().all(|level| level.code.is_some());
    !are_stages && have_codes()
        || map.levels.iter().any(|level| !level.tracks.is_empty())
        || map.facts.iter().any(is_named)
        || !draft.signs.scale.steps.is_empty()
        || draft.left_out.iter().any(is_unwanted)
}

/// Whether several competencies have usual names. One such word in a table may be about anything: *Hiring*.
fn have_usual_names(map: &CareerMap) -> bool {
    /// One in so many.
    const FEW: usize = 4;
    let names = map.competencies.iter().map(|own| own.name.as_str());
    let usual = names.filter(|name| says(name, Concept::UsualCompetency));
    let usual = usual.count();
    usual > 1 && usual * FEW >= map.competencies.len()
}

/// Whether a heading says what a column or row of a career map holds. Above the names of a table, *Level* may be about the titles beside
/// it, *Area* may divide anything, and a *Topic* may be anything; a list of levels and names has headings for both.
fn says_so(reading: &Reading<'_>, heading: &str, are_stages: bool) -> bool {
    let orientation = reading.draft.orientation;
    let is_list = orientation == Orientation::Long;
    let are_rows = orientation == Orientation::LevelsInRows;
    let folded = fold(heading);
    let is = |concept| stands_for(&folded, concept);
    match label(heading) {
        _ if speaks_of_careers(heading) || names_competencies(heading) => true,
        Label::Unknown => are_rows && is(Concept::Role),
        // *Step* may be one of anything.
        Label::Level => {
            (are_rows || is_list) && (is(Concept::Level) || is(Concept::Role) || !is(Concept::Step))
        }
        Label::Name | Label::Category => is_list && !are_stages,
        Label::Expectation => !are_stages,
        Label::Aside => false,
        _ => true,
    }
}
