//! The doubt about a first or last level that may be something else: *Action plan* beside *Junior Baker* and *Senior Baker*, or an
//! *Owner* with names of people below.

use std::collections::BTreeSet;

use super::mends::leave_out_levels;
use super::order::{are_told, compared, first_is_apart, seniority_falls};
use super::{Odd, Reading};
use crate::load::career_map::content::grades::leads;
use crate::load::career_map::content::placeholder::is_placeholder;
use crate::load::career_map::content::references::refers;
use crate::load::career_map::content::requirement::is_stage;
use crate::load::career_map::content::unlike::first_ending;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::words::{
    Likeness, level_likeness, may_be_person, names_person, nouns,
};
use crate::load::track::parse_tracks;
use crate::load::vocabulary::{Concept, Telling, is_of_trade, seniority, stands_for, tells};
use crate::model::{CareerMap, Level, Orientation, Scale, WhyLeftOut};
use crate::text::{fold, in_quotes};

/// A first or last level whose title has nothing in common with the others, unless it sounds like that of a person, and its texts
/// begin as theirs do.
pub(super) fn title_is_apart(reading: &Reading<'_>) -> Option<Odd> {
    let (draft, map) = (reading.draft, reading.map);
    let are_texts = map.scale == Scale::Rank && !reading.has(first_is_apart);
    let options = reading.options;
    let are_told = are_told(reading)
        || !options.order.is_empty()
        || options.orientation == Some(Orientation::SheetPerLevel);
    if !are_texts || are_told {
        return None;
    }
    let endings = |is_own: &dyn Fn(&Level) -> bool| -> Vec<char> {
        let wanted = (0..map.levels.len()).filter(|place| is_own(&map.levels[*place]));
        let texts = wanted.flat_map(|place| {
            let cells = map
                .competencies
                .iter()
                .map(move |own| &own.expectations[place]);
            cells.flatten()
        });
        texts.filter_map(|text| first_ending(&text.text)).collect()
    };
    let begins_alike = |level: &Level| {
        let own = endings(&|other| other.at == level.at);
        let others: BTreeSet<char> = endings(&|other| other.at != level.at).into_iter().collect();
        let alike = own.iter().filter(|ending| others.contains(*ending));
        alike.count() * 2 > own.len()
    };
    let shares_noun = |level: &Level| {
        let others = map.levels.iter().filter(|other| other.at != level.at);
        let own = nouns(&level.title);
        others
            .flat_map(|other| nouns(&other.title))
            .any(|noun| own.contains(&noun))
    };
    let is_told = |level: &Level| {
        is_known(&level.title)
            || level_likeness(&level.title) == Likeness::Yes
            || shares_noun(level)
            || is_named_above(reading, &level.title)
            || (leads(&level.title) || names_person(&level.title))
                && !is_party(&level.title)
                && begins_alike(level)
    };
    // That it falls is said already.
    let above_leader = above_leader(map).filter(|_| !reading.has(seniority_falls));
    let is_apart = |level: &&Level| {
        above_leader.is_some_and(|above| above.at == level.at)
            || draft.signs.guessed.contains(&level.at)
                && (is_version(&level.title) || !is_told(level))
    };
    let found: Vec<&Level> = map.levels.iter().filter(is_apart).collect();
    let (found, why) = if is_named_by_texts(map) {
        (
            map.levels.iter().rev().take(1).collect(),
            "but its texts name it as somebody who does something, unlike those of the other levels",
        )
    } else if found.is_empty() {
        let ends = [0, map.levels.len().saturating_sub(1)];
        let at_ends = |is_odd: &dyn Fn(usize) -> bool| -> Vec<&Level> {
            let odd = ends.iter().filter(|place| is_odd(**place));
            odd.map(|place| &map.levels[*place]).collect()
        };
        let say_little =
            at_ends(&|place| says_little(map, place) && !begins_alike(&map.levels[place]));
        if say_little.is_empty() {
            let why = "but it has nothing for most competencies, unlike the other levels";
            (at_ends(&|place| is_nearly_empty(map, place)), why)
        } else {
            let why = "but its texts are a few words each, unlike those of the other levels";
            (say_little, why)
        }
    } else if above_leader.is_some_and(|above| found.iter().all(|own| own.at == above.at)) {
        let why = "the most senior one, but the level before it leads others, and nothing says which of the two is more senior";
        (found, why)
    } else {
        (
            found,
            "since its texts look like those of the levels beside it, but nothing says that it is the title of one",
        )
    };
    let first = found.first()?;
    Some(Odd {
        at: first.at.clone(),
        what: format!("{} was read as a level, {why}.", in_quotes(&first.title)),
        mend: leave_out_levels(reading, &found),
    })
}

/// The last level, if it stands above somebody who leads, and nothing says that it is more senior: *Volunteer* behind *Head Keeper*.
fn above_leader(map: &CareerMap) -> Option<&Level> {
    let [.., before, last] = &map.levels[..] else {
        return None;
    };
    let titles: Vec<&str> = map
        .levels
        .iter()
        .map(|level| level.title.as_str())
        .collect();
    let place = titles.len() - 1;
    let are_alone = before.tracks.is_empty() && last.tracks.is_empty();
    let is_open = leads(&before.title)
        && !leads(&last.title)
        && parse_tracks(&last.title).is_empty()
        && last.code.is_none()
        && nouns(&before.title).is_disjoint(&nouns(&last.title))
        && are_alone
        && before.rank < last.rank;
    let compared = is_open.then(|| compared(map))?;
    let is_placed = (0..place).any(|below| compared.is_below(below, place, &titles));
    (!is_placed).then_some(last)
}

/// Whether most texts of the last level, and of no other, begin with its title behind an article: *The manager checks the log*.
fn is_named_by_texts(map: &CareerMap) -> bool {
    /// A longer first word is no article.
    const LONGEST: usize = 5;
    let name_own = |place: usize| {
        let title = format!("{} ", fold(&map.levels[place].title));
        let cells = map.competencies.iter().map(|own| &own.expectations[place]);
        let texts: Vec<String> = cells.flatten().map(|one| fold(&one.text)).collect();
        let names = |text: &&String| {
            let behind = text.split_once(' ');
            behind.is_some_and(|(first, rest)| first.len() <= LONGEST && rest.starts_with(&title))
        };
        texts.iter().filter(names).count() * 2 > texts.len()
    };
    let last = map.levels.len().saturating_sub(1);
    last > 0 && name_own(last) && !(0..last).any(name_own)
}

/// Whether the texts of a level are a few words each, and those of the others on average twice as long: names of people or of teams,
/// but not *As above* or *Learning*.
fn says_little(map: &CareerMap, place: usize) -> bool {
    /// One short text may be chance.
    const LEAST: usize = 2;
    const MOST_WORDS: usize = 3;
    let texts = |wanted: &dyn Fn(usize) -> bool| -> Vec<&str> {
        let scored = map.competencies.iter().filter(|own| own.scored);
        let levels = (0..map.levels.len()).filter(|level| wanted(*level));
        let cells = scored.flat_map(|own| levels.clone().map(|level| &own.expectations[level]));
        cells.flatten().map(|one| one.text.as_str()).collect()
    };
    let (own, others) = (
        texts(&|level| level == place),
        texts(&|level| level != place),
    );
    let words = |text: &&str| text.split_whitespace().count();
    let all = |texts: &[&str]| texts.iter().map(words).sum::<usize>();
    let is_name = |text: &&str| {
        let is_said = is_placeholder(text) || refers(text) || is_stage(text);
        words(text) <= MOST_WORDS && !is_said
    };
    let is_person = |text: &&str| may_be_person(text);
    let are_names = own.iter().all(is_person) && !others.iter().any(is_person);
    let are_short = all(&own) * others.len() * 2 <= all(&others) * own.len();
    own.len() >= LEAST && own.iter().all(is_name) && (are_short || are_names)
}

/// Whether a level of an unknown title has nothing for most competencies, and the others have something for all: *Owner* below the
/// last row.
fn is_nearly_empty(map: &CareerMap, place: usize) -> bool {
    let has = |level: usize| {
        let scored = map.competencies.iter().filter(|own| own.scored);
        scored.map(move |own| !own.expectations[level].is_empty())
    };
    let others = (0..map.levels.len()).filter(|level| *level != place);
    let title = &map.levels[place].title;
    !is_known(title)
        && !title.contains(|c: char| c.is_ascii_digit())
        && has(place).filter(|has| *has).count() * 2 <= has(place).count()
        && map.levels.len() > 2
        && others.flat_map(has).all(|has| has)
}

/// Whether a title is known elsewhere: one of a trade, or with a word of rank or a mark.
fn is_known(title: &str) -> bool {
    seniority(title).is_some() || is_of_trade(title) || stands_for(&fold(title), Concept::Grade)
}

/// Whether a title is a word for somebody who has to do with people of all levels: *Mentor*, *Vorgesetzter*.
fn is_party(title: &str) -> bool {
    let folded = fold(title);
    [Concept::Other, Concept::Manager]
        .iter()
        .any(|concept| stands_for(&folded, *concept))
}

/// Whether a title is that of a remark or a copy: *Manager notes*, *Copy of Cook*, *Senior Cook 2023*.
fn is_version(title: &str) -> bool {
    let is_year = |word: &str| word.len() == 4 && word.parse::<u16>().is_ok();
    label(title) == Label::Aside
        || tells(title, Telling::Spares)
        || fold(title).split(' ').any(is_year)
}

/// Whether the name of the sheet or a text above the table has a word of the title, perhaps in its plural: *Guards*.
fn is_named_above(reading: &Reading<'_>, title: &str) -> bool {
    /// Shorter words may be part of anything.
    const SHORTEST: usize = 4;
    /// So many letters a plural may have more.
    const PLURAL: usize = 2;
    let draft = reading.draft;
    let above = (draft.left_out.iter()).filter(|left| left.why == WhyLeftOut::AboveTable);
    let sheet = draft.sheets.iter().filter(|_| draft.sheets.len() == 1);
    let texts = above.map(|left| &left.what).chain(sheet);
    let said: Vec<String> = texts.map(|text| fold(text)).collect();
    let title = fold(title);
    let mut words = title
        .split(' ')
        .filter(|word| word.chars().count() >= SHORTEST);
    words.any(|word| {
        let is_word = |other: &str| other.starts_with(word) && other.len() <= word.len() + PLURAL;
        said.iter().flat_map(|text| text.split(' ')).any(is_word)
    })
}
