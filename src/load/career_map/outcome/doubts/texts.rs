//! What the texts of competencies say: what somebody does, or which courses they take and how much of something they get.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::same_text;
use super::facts::rows;
use super::mends::{as_level_facts, competencies_named, name_the_right_file, text_at};
use super::sense::same_for_all;
use super::{Odd, Reading};
use crate::diagnostic::{CellAddress, Location};
use crate::load::career_map::content::references::refers;
use crate::load::career_map::options::contains;
use crate::load::career_map::wording::words::may_be_person;
use crate::load::vocabulary::{Concept, Telling, counted, spelled, stands_for, tells};
use crate::model::{Competency, Expectation, Scale};
use crate::text::{fold, in_quotes, shortened};

/// The expectations in the cells of competencies, each once.
pub(super) struct Texts {
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
    pub(super) fn of(reading: &Reading<'_>) -> Self {
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

    /// Whether a line begins with a verb, as most others do.
    fn is_act(&self, line: &Line) -> bool {
        let first = line.first.as_ref();
        first.is_some_and(|first| first.chars().next_back() == self.ending)
    }

    /// The lines of a competency.
    fn lines_of<'a>(&'a self, own: &'a Competency) -> impl Iterator<Item = &'a Line> {
        let is_own = |line: &&Line| own.cells.iter().flatten().any(|at| *at == line.at);
        self.lines.iter().filter(is_own)
    }

    /// Whether a line begins with what somebody has, gets or may.
    fn says_state(line: &Line) -> bool {
        let first = [line.first.as_deref(), Some(word(&line.text, 0))];
        let mut words = first.into_iter().flatten();
        words.any(|word| tells(word, Telling::Has))
    }

    /// Whether most lines of a competency say how much, or what somebody has or may, and few others do. Of one that is surely named like
    /// what somebody gets, also whether they begin with the same word, or with no verb where nearly all others do.
    fn are_unlike(&self, own: &Competency, is_sure: bool) -> bool {
        /// With fewer lines, others and own, these may be alike by chance.
        const LEAST: usize = 6;
        const LEAST_OWN: usize = 3;
        let lines: Vec<&Line> = self.lines_of(own).collect();
        let others = self.lines.len() - lines.len();
        let first = lines.first().map_or("", |line| word(&line.text, 0));
        // At most one of so many others may be so, and at least this share of its own lines.
        let is_sign = |test: &dyn Fn(&Line) -> bool, few: usize, (share, of): (usize, usize)| {
            let of_own = lines.iter().filter(|line| test(line)).count();
            let all = self.lines.iter().filter(|line| test(line)).count();
            of_own * of >= lines.len() * share && (all - of_own) * few <= others
        };
        let words = |lines: &mut dyn Iterator<Item = &Line>| -> usize {
            lines.map(|line| line.text.split(' ').count()).sum()
        };
        let of_own = words(&mut lines.iter().copied());
        let of_others = words(&mut self.lines.iter()) - of_own;
        // A few words each, where others have whole sentences.
        let are_short = of_own * others * 3 <= of_others * lines.len() * 2;
        let begins = |line: &Line| word(&line.text, 0) == first;
        let acts_not = |line: &Line| !self.is_act(line);
        let (most, nearly_all, all) = ((2, 3), (3, 4), (1, 1));
        lines.len() >= LEAST_OWN
            && others >= LEAST
            && (is_sign(&Self::says_state, 4, most)
                || is_sign(&|line| self.is_amount(line), 4, most)
                || is_sure && (are_short || is_sign(&begins, 8, nearly_all))
                || is_sure && self.ending.is_some() && is_sign(&acts_not, 3, all))
    }

    /// Whether a line names a course that somebody takes.
    fn is_course(&self, line: &Line) -> bool {
        let takes = || tells(word(&line.text, 0), Telling::Attends);
        tells(&line.text, Telling::Courses) && (takes() || !self.is_act(line))
    }

    /// Whether a line says how much, how long or when, or one of few things that are said again and again.
    fn is_amount(&self, line: &Line) -> bool {
        !self.is_act(line) && self.says_amount(line)
    }

    /// Whether a line, even one that begins with a verb, says how much: a sum, a number with its unit, or none.
    fn says_sum(&self, line: &Line) -> bool {
        /// Shorter numbers may be those of levels.
        const DIGITS: usize = 3;
        let words: Vec<&str> = line.text.split(' ').collect();
        let is_unit = |word: &&str| tells(word, Telling::Amounts);
        let is_sum = |place: usize| {
            let digits = words[place].bytes().filter(u8::is_ascii_digit).count();
            let is_number = digits > 0 || counted(words[place]).is_some_and(|number| number > 1);
            digits >= DIGITS || is_number && words.get(place + 1).is_some_and(is_unit)
        };
        self.repeated.contains(&line.text)
            || (0..words.len()).any(is_sum)
            || words.iter().take(2).any(is_unit)
    }

    fn says_amount(&self, line: &Line) -> bool {
        let words: Vec<&str> = line.text.split(' ').collect();
        let is_number = |place: usize| {
            let has_digit = words[place].contains(|c: char| c.is_ascii_digit());
            let is_unit = |word: &&str| tells(word, Telling::Amounts);
            // *A task of type 1* and *at step 2* count nothing.
            let is_step = (place.checked_sub(1))
                .is_some_and(|before| stands_for(words[before], Concept::Step));
            has_digit
                && !is_step
                && (!matches!(words[place], "0" | "1") || words.get(place + 1).is_some_and(is_unit))
                || counted(words[place]).is_some_and(|number| number > 1)
        };
        self.repeated.contains(&line.text)
            || (0..words.len()).any(is_number)
            || words
                .iter()
                .take(2)
                .any(|word| tells(word, Telling::Amounts))
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
    /// Where one line in so many says that somebody has or may nothing, the others say what somebody has or may.
    const FEW: usize = 6;
    let holds_words =
        reading.map.scale != Scale::Rank || !reading.draft.signs.scale.unknown.is_empty();
    if holds_words || reading.has(same_text) || reading.has(same_for_all) {
        return None;
    }
    let texts = reading.texts();
    let found = |fits: &dyn Fn(&Line) -> bool| -> Vec<&Line> {
        texts.lines.iter().filter(|line| fits(line)).collect()
    };
    let courses = found(&|line| texts.is_course(line));
    let mut amounts = found(&|line| texts.is_amount(line) && !texts.is_course(line));
    // *Approves up to 2,500* begins with a verb; one such line says little.
    let said = found(&|line| texts.says_sum(line));
    // What is said again and again is hardly what a level expects.
    let (share, of) = if texts.repeated.is_empty() {
        (3, 4)
    } else {
        (2, 3)
    };
    if said.len() * of >= texts.lines.len() * share {
        amounts = said;
    }
    // *No access*, *Can view*
    let none = found(&|line| stands_for(word(&line.text, 0), Concept::Negation));
    if none.len() * FEW >= texts.lines.len() {
        let may = |line: &Line| {
            stands_for(word(&line.text, 0), Concept::Negation)
                || Texts::says_state(line)
                || texts.is_amount(line)
        };
        amounts = found(&may);
    }
    let pupils = found(&|line| {
        line.text
            .split(' ')
            .take(2)
            .any(|word| tells(word, Telling::Pupils))
    });
    if let [first, ..] = pupils[..]
        && pupils.len() * 2 >= texts.lines.len()
        && pupils.len() >= LEAST
    {
        return Some(Odd {
            at: first.at.clone(),
            what: format!(
                "Most texts are about pupils: {}.",
                in_quotes(&shortened(&text_at(reading, &first.at)?))
            ),
            mend: name_the_right_file(),
        });
    }
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

/// Competencies of which all texts say which courses people take, among others: *Training*.
pub(super) fn courses_among_competencies(reading: &Reading<'_>) -> Option<Odd> {
    /// One such text may be what is expected: *Completes the training of new drivers*.
    const LEAST: usize = 2;
    if reading.map.scale != Scale::Rank || !reading.draft.signs.scale.unknown.is_empty() {
        return None;
    }
    let texts = reading.texts();
    let names_courses = |own: &Competency| {
        let lines = || texts.lines_of(own);
        lines().count() >= LEAST && lines().all(|line| texts.is_course(line))
    };
    among_competencies(
        reading,
        names_courses,
        "says which courses somebody takes, and not what they do",
        "say which courses somebody takes, and not what they do",
    )
}

/// Competencies that are named like terms of work and do not say what somebody does, as others do: *Authority*, “May sign up to 500”;
/// *Leave*, “You have 22 days”.
pub(super) fn terms_among_competencies(reading: &Reading<'_>) -> Option<Odd> {
    let texts = reading.texts();
    among_competencies(
        reading,
        |own| {
            let is_sure = tells(&own.name, Telling::Gives);
            is_sure && lacks_stops(own, reading)
                || (is_sure || tells(&own.name, Telling::Terms)) && texts.are_unlike(own, is_sure)
        },
        "is named like terms of work, and its texts are unlike those of the others",
        "are named like terms of work, and their texts are unlike those of the others",
    )
}

/// Whether no text of a competency ends with a full stop, and most texts of the others do.
fn lacks_stops(own: &Competency, reading: &Reading<'_>) -> bool {
    let ends = |own: &Competency| -> Vec<bool> {
        let all = own.expectations.iter().flatten();
        all.map(|one| one.text.ends_with('.')).collect()
    };
    let others = reading.map.competencies.iter();
    let others: Vec<bool> = (others.filter(|other| other.scored && other.at != own.at))
        .flat_map(ends)
        .collect();
    let sentences = others.iter().filter(|ends| **ends).count();
    !ends(own).contains(&true) && sentences * 3 > others.len() * 2
}

/// Competencies with the name of a person at each level, among others: *Owner*.
pub(super) fn people_among_competencies(reading: &Reading<'_>) -> Option<Odd> {
    /// One name may be that of a method.
    const LEAST: usize = 2;
    let names_people = |own: &Competency| {
        let expectations = own.expectations.iter().flatten();
        let mut texts = expectations.map(|one| one.text.as_str());
        texts.clone().count() >= LEAST && texts.all(may_be_person)
    };
    among_competencies(
        reading,
        names_people,
        "has what may be the name of a person at each level",
        "have what may be names of people at each level",
    )
}

/// Competencies of this kind, unless all are, or the settings say that they are scored.
fn among_competencies(
    reading: &Reading<'_>,
    is_odd: impl Fn(&Competency) -> bool,
    has: &str,
    have: &str,
) -> Option<Odd> {
    let is_said = |own: &Competency| contains(&reading.options.scored, &own.name);
    let scored = reading.map.competencies.iter().filter(|own| own.scored);
    let (found, others): (Vec<&Competency>, Vec<&Competency>) =
        scored.partition(|own| !is_said(own) && is_odd(own));
    let first = found.first().filter(|_| !others.is_empty())?;
    Some(Odd {
        at: first.at.clone(),
        what: competencies_named(&found, has, have),
        mend: as_level_facts(reading, found.iter().map(|own| &own.name)),
    })
}
