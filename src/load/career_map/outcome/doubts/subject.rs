//! Doubts about what a file is about: courses, surveys, marks, amounts, or anything else that is not a career.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::cells::same_text;
use super::facts::rows;
use super::mends::{levels_named, text_at};
use super::order::rising_work;
use super::sense::same_for_all;
use super::{Mend, Odd, Reading};
use crate::diagnostic::{CellAddress, Location};
use crate::load::career_map::content::references::refers;
use crate::load::career_map::content::requirement::is_stage;
use crate::load::career_map::drafts::draft::Role;
use crate::load::career_map::wording::counting::things;
use crate::load::career_map::wording::labels::{Label, label, names_competencies};
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::vocabulary::{
    Concept, Telling, counted, follow_trade, says, seniority, spelled, stands_for, tells,
};
use crate::model::{Expectation, Level, Orientation, Scale, WhyLeftOut};
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

fn name_the_right_file() -> Mend {
    Mend::Do("If it is not the career map, name the right file with `career-map` in careermap.toml, or the right sheet with `sheet` under [map].".to_owned())
}

/// Whether names are not those of competencies: *Round 1* and *Round 2*, *First day* and *First week*, *What we offer* and *Where
/// you work*.
fn name_something_else(names: &[&str]) -> bool {
    /// Names with more words are not those of times.
    const MOST_WORDS: usize = 3;
    let is_time = |name: &&&str| {
        let folded = fold(name);
        let words = || folded.split(' ');
        let is_hour = name.contains(':') && name.chars().all(|c| c.is_ascii_digit() || c == ':');
        is_hour
            || words().count() <= MOST_WORDS
                && words().any(|word| stands_for(word, Concept::Calendar))
    };
    let times = names.iter().filter(is_time).count();
    let advertise = |name: &&&str| tells(name, Telling::Advertises);
    let advertising = names.iter().filter(advertise).count();
    things(names).is_some()
        || times >= 2 && times + 1 >= names.len()
        || advertising >= 2 && advertising * 3 >= names.len()
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

/// The expectations in the cells of competencies, each once.
struct Texts {
    lines: Vec<Line>,
    /// What several cells say, word for word.
    repeated: BTreeSet<String>,
    /// The letter in which verbs of one form end, as *Writes* and *Plans* do; `None` where most lines begin in other ways.
    ending: Option<char>,
}

struct Line {
    at: Location,
    text: String,
    /// The word that it begins with, if it may be a verb.
    first: Option<String>,
}

impl Texts {
    fn of(reading: &Reading<'_>) -> Self {
        let own = reading.map.competencies.iter().filter(|own| own.scored);
        let names: BTreeSet<String> = (own.clone()).map(|own| fold(&own.name)).collect();
        // A merged cell is one.
        let cells: BTreeMap<&Location, &Vec<Expectation>> = own
            .flat_map(|own| own.cells.iter().zip(&own.expectations))
            .filter_map(|(at, expectations)| Some((at.as_ref()?, expectations)))
            .collect();
        let texts: Vec<(&Location, String)> = (cells.into_iter())
            .flat_map(|(at, all)| all.iter().map(move |one| (at, spelled(&one.text))))
            .collect();
        let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, text) in &texts {
            *begun.entry(word(text, 0)).or_default() += 1;
        }
        // What refers to another cell is not said again.
        let pieces = rows(reading)
            .into_iter()
            .flat_map(|row| row.cells.iter().flatten());
        let mut said: BTreeMap<String, BTreeSet<Option<CellAddress>>> = BTreeMap::new();
        for piece in pieces.filter(|piece| !refers(&piece.text)) {
            said.entry(spelled(&piece.text))
                .or_default()
                .insert(piece.at.cell());
        }
        said.retain(|_, places| places.len() > 1);
        // *You lead*, *You write*.
        let pronoun = begun.into_iter().find(|(_, count)| count * 2 > texts.len());
        let first = |text: &str| {
            let place = usize::from(pronoun.is_some_and(|(pronoun, _)| word(text, 0) == pronoun));
            let first = word(text, place);
            let may_be_verb = first.chars().count() > 2
                && first.chars().all(char::is_alphabetic)
                && !word(text, place + 1).is_empty()
                && !names
                    .iter()
                    .any(|name| name.split(' ').any(|own| is_form(first, own)));
            may_be_verb.then(|| first.to_owned())
        };
        let lines: Vec<Line> = (texts.iter())
            .map(|(at, text)| Line {
                at: (*at).clone(),
                first: first(text),
                text: text.clone(),
            })
            .collect();
        let firsts = lines.iter().filter_map(|line| line.first.as_deref());
        Self {
            ending: usual_ending(firsts, lines.len()),
            lines,
            repeated: said.into_keys().collect(),
        }
    }

    /// Whether most begin with a verb, or end with one, as *Gerüste prüfen* does.
    fn are_acts(&self) -> bool {
        let lasts = (self.lines.iter()).filter_map(|line| Some(line.text.rsplit_once(' ')?.1));
        self.ending.is_some() || usual_ending(lasts, self.lines.len()).is_some()
    }

    /// Whether on average they are phrases.
    fn are_short(&self) -> bool {
        const SHORT: usize = 20;
        let characters = self.lines.iter().map(|line| line.text.chars().count());
        characters.sum::<usize>() < SHORT * self.lines.len()
    }

    /// Whether a line begins with a verb, as most others do.
    fn is_act(&self, line: &Line) -> bool {
        let first = line.first.as_ref();
        first.is_some_and(|first| first.chars().next_back() == self.ending)
    }

    /// Whether a line names a course that somebody takes.
    fn is_course(&self, line: &Line) -> bool {
        let takes = || tells(word(&line.text, 0), Telling::Attends);
        tells(&line.text, Telling::Courses) && (takes() || !self.is_act(line))
    }

    /// Whether a line says how much, how long or when, or one of few things that are said again and again.
    fn is_amount(&self, line: &Line) -> bool {
        let words: Vec<&str> = line.text.split(' ').collect();
        let is_number = |place: usize| {
            let has_digit = words[place].contains(|c: char| c.is_ascii_digit());
            let is_unit = |word: &&str| tells(word, Telling::Amounts);
            // *A task of type 1* counts nothing.
            has_digit
                && (!matches!(words[place], "0" | "1") || words.get(place + 1).is_some_and(is_unit))
                || counted(words[place]).is_some_and(|number| number > 1)
        };
        !self.is_act(line)
            && (self.repeated.contains(&line.text)
                || (0..words.len()).any(is_number)
                || words
                    .iter()
                    .take(2)
                    .any(|word| tells(word, Telling::Amounts)))
    }
}

/// The letter in which several different words end that are in at least half of all lines.
fn usual_ending<'a>(words: impl Iterator<Item = &'a str>, lines: usize) -> Option<char> {
    /// Fewer different words may be alike by chance.
    const VERBS: usize = 3;
    let mut endings: BTreeMap<char, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for word in words {
        let (count, words) = endings.entry(word.chars().next_back()?).or_default();
        *count += 1;
        words.insert(word);
    }
    let usual = endings
        .into_iter()
        .max_by_key(|(_, (_, words))| words.len());
    let (ending, (count, words)) = usual?;
    (words.len() >= VERBS && count * 2 >= lines).then_some(ending)
}

/// Whether two words are the same, or one is the plural of the other.
fn is_form(one: &str, other: &str) -> bool {
    (one.starts_with(other) || other.starts_with(one)) && one.len().abs_diff(other.len()) <= 2
}

/// A word of a text, by its place.
fn word(text: &str, place: usize) -> &str {
    text.split(' ').nth(place).unwrap_or_default()
}

/// Cells that say which courses people take, or how much they get, may or must, and not what they do.
pub(super) fn cells_say_something_else(reading: &Reading<'_>) -> Option<Odd> {
    /// Fewer lines may be chance.
    const LEAST: usize = 6;
    let holds_words =
        reading.map.scale != Scale::Rank || !reading.draft.signs.scale.unknown.is_empty();
    if holds_words || same_text(reading).is_some() || same_for_all(reading).is_some() {
        return None;
    }
    let texts = Texts::of(reading);
    let found = |fits: &dyn Fn(&Line) -> bool| -> Vec<&Line> {
        texts.lines.iter().filter(|line| fits(line)).collect()
    };
    let courses = found(&|line| texts.is_course(line));
    let amounts = found(&|line| texts.is_amount(line) && !texts.is_course(line));
    let all = courses.len() + amounts.len();
    let (first, say) = if courses.len() >= amounts.len() {
        (courses.first()?, "which courses somebody takes")
    } else {
        (amounts.first()?, "how much, how long, when or whether")
    };
    let text = text_at(reading, &first.at)?;
    (texts.lines.len() >= LEAST && all * 2 >= texts.lines.len()).then(|| Odd {
        at: first.at.clone(),
        what: format!(
            "Most texts do not say what somebody does, but {say}: {}.",
            in_quotes(&shortened(&text))
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
        let is_ladder = rising_work(map) == Some(Ordering::Less);
        let say_something = || {
            let texts = Texts::of(reading);
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
