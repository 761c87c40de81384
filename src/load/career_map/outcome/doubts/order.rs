//! Doubts about the order of levels; [`compared`](crate::load::career_map::content::compared) has the rule.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use super::mends::{leave_out_levels, levels_named, other_order, text_at};
use super::names::{level_twice, levels_are_people, names_are_dates};
use super::tracks::several_ladders;
use super::{Mend, Odd, Reading};
use crate::load::career_map::content::compared::{Compared, MapNames};
use crate::load::career_map::content::facts::{FactRow, facts};
use crate::load::career_map::content::grades::{
    PLAIN, STEP, grades, height, is_filler, leads, ranks,
};
use crate::load::career_map::content::order::{Source::Numbers as ByNumbers, order_of};
use crate::load::career_map::drafts::draft::{Role, Source, Use};
use crate::load::career_map::wording::labels::names_competencies;
use crate::load::career_map::wording::people::people;
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness, nouns};
use crate::load::setting_lines::order_line;
use crate::load::vocabulary::{Concept, in_trade, seniority, seniority_of_work, stands_for};
use crate::model::{CareerMap, Level, Orientation, Scale};
use crate::text::{fold, in_quotes, listed};

/// If a smaller share of titles is known, it is not clear that they are levels.
const KNOWN: f64 = 0.5;

/// Whether nobody has said what the order is; where two levels have one title, nobody can.
fn is_unsaid(reading: &Reading<'_>) -> bool {
    reading.options.order.is_empty() && level_twice(reading).is_none()
}

/// Whether the settings say what the levels are, and not only in which row their titles stand.
pub(super) fn are_told(reading: &Reading<'_>) -> bool {
    let options = reading.options;
    reading.draft.signs.configured && (options.header_row.is_none() || options.levels.is_some())
}

/// A level that is placed above another, though titles or facts say that it is more junior.
pub(super) fn seniority_falls(reading: &Reading<'_>) -> Option<Odd> {
    let levels = &reading.map.levels;
    let is_parted = levels.iter().any(|level| !level.tracks.is_empty());
    if !is_unsaid(reading) || is_parted || reading.has(several_ladders) {
        return None;
    }
    let compared = compared(reading.map);
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let is_placed = |one: usize, other: usize| levels[one].rank < levels[other].rank;
    let Some((junior, senior)) = compared.against(&titles, is_placed) else {
        return work_falls(reading);
    };
    let mut left: Vec<usize> = (0..levels.len()).collect();
    let mut sorted = Vec::new();
    // The next level is the first that no other one is below, before those that lead.
    while !left.is_empty() {
        let is_lowest = |place: &usize| {
            let is_below = |other: &usize| compared.is_below(*other, *place, &titles);
            !left.iter().any(is_below)
        };
        let lowest = |place: &usize| is_lowest(place) && !leads(titles[*place]);
        let next = (left.iter().position(lowest))
            .or_else(|| left.iter().position(is_lowest))
            .unwrap_or(0);
        sorted.push(vec![titles[left.remove(next)]]);
    }
    // Where titles and facts say different things, the other way round is what is left.
    if sorted.iter().map(|step| step[0]).eq(titles.iter().copied()) {
        sorted.reverse();
    }
    // Neighbours of which nothing says which is above the other are where the order was found.
    let place = |title: &str| titles.iter().position(|other| *other == title).unwrap_or(0);
    let is_guess =
        |pair: &&[Vec<&str>]| !compared.is_below(place(pair[0][0]), place(pair[1][0]), &titles);
    let guesses: Vec<String> = (sorted.windows(2).filter(is_guess))
        .map(|pair| format!("{} below {}", in_quotes(pair[0][0]), in_quotes(pair[1][0])))
        .collect();
    let case = match &guesses[..] {
        [] => "If the levels are in the wrong order".to_owned(),
        guesses => format!(
            "If the levels are in the wrong order, with {}",
            listed(guesses)
        ),
    };
    // Beside a title that leads, one that says nothing only seems to be below.
    let why = if compared.compare(junior, senior) {
        "but its title or the facts about it say that it is more junior"
    } else {
        "though that one leads, and nothing says how senior the first is"
    };
    Some(Odd {
        at: levels[junior].at.clone(),
        what: format!(
            "The level {} was taken to be more senior than {}, {why}.",
            in_quotes(titles[junior]),
            in_quotes(titles[senior])
        ),
        mend: Mend::Write {
            case: case.into(),
            lines: vec![order_line(&sorted)],
            otherwise: "put them in the right one",
        },
    })
}

/// Levels that only the texts show to fall: *Grade A* decides what *Grade D* learns.
fn work_falls(reading: &Reading<'_>) -> Option<Odd> {
    let levels = &reading.map.levels;
    let is_said = |level: &Level| seniority(&level.title).is_some();
    if levels.iter().any(is_said) || reading.rising_work() != Some(Ordering::Greater) {
        return None;
    }
    let (first, last) = (levels.first()?, levels.last()?);
    let mut steps = steps(levels);
    steps.reverse();
    Some(Odd {
        at: first.at.clone(),
        what: format!(
            "The level {} was taken to be more senior than {}, but what {} expects sounds more senior.",
            in_quotes(&last.title),
            in_quotes(&first.title),
            in_quotes(&first.title)
        ),
        mend: other_order(&steps),
    })
}

/// How senior the words sound in what each level expects, in the order of the levels: on average over competencies, from below 0 for
/// beginners' work to above 0 for decisions.
pub(super) fn sounds(map: &CareerMap) -> Vec<f64> {
    let sounds = |level: usize| {
        let cells: Vec<i32> = (map.competencies.iter())
            .filter(|competency| competency.scored && !competency.expectations[level].is_empty())
            .map(|competency| {
                // The *budget* of a competency of that name says nothing.
                let name = fold(&competency.name);
                let texts = competency.expectations[level].iter();
                let texts: Vec<String> = texts.map(|one| fold(&one.text)).collect();
                let words = texts.iter().flat_map(|text| text.split(' '));
                let others = words.filter(|word| !name.split(' ').any(|own| own == *word));
                seniority_of_work(&others.collect::<Vec<_>>().join(" "))
            })
            .collect();
        f64::from(cells.iter().sum::<i32>()) / cells.len().max(1) as f64
    };
    (0..map.levels.len()).map(sounds).collect()
}

/// How the first level compares with the last by what they expect: beginners' work at one end, decisions at the other, and nothing
/// that contradicts it between them.
pub(super) fn rising_work(sounds: &[f64]) -> Option<Ordering> {
    let begins_low = |first: Option<&f64>| first.is_some_and(|first| *first <= -LEAST);
    let falling: Vec<f64> = sounds.iter().rev().copied().collect();
    if begins_low(sounds.first()) && ends_high(sounds) {
        Some(Ordering::Less)
    } else {
        (begins_low(sounds.last()) && ends_high(&falling)).then_some(Ordering::Greater)
    }
}

/// Words that sound senior or junior count from this on, for each competency; fewer may be chance.
const LEAST: f64 = 0.3;

/// Whether the last level expects decisions, the first less senior work, and nothing between them contradicts it.
fn ends_high(sounds: &[f64]) -> bool {
    /// Between neighbours, words may go the other way by this much.
    const SLACK: f64 = 0.34;
    let mut highest = f64::MIN;
    let mut is_level = |sound: &f64| {
        highest = highest.max(*sound);
        highest - sound <= SLACK
    };
    let (Some(first), Some(last)) = (sounds.first(), sounds.last()) else {
        return false;
    };
    *last >= LEAST && last - first >= 2.0 * LEAST && sounds.iter().all(&mut is_level)
}

/// Titles of which nothing says how senior they are, where these are all or more than one; or most, where no word shows that they
/// are levels.
pub(super) fn titles_unknown(reading: &Reading<'_>) -> Option<Odd> {
    let (draft, map) = (reading.draft, reading.map);
    let signs = &draft.signs;
    if !is_unsaid(reading)
        || levels_are_people(reading).is_some()
        || names_are_dates(reading).is_some()
        || reading.has(seniority_falls)
    {
        return None;
    }
    let are_numbers = map.scale == Scale::Proficiency && signs.scale.source == Source::Numbers;
    let is_told = signs.axis_is_named || signs.speaks_of_careers;
    let is_unsure = match draft.orientation {
        Orientation::LevelsInColumns | Orientation::LevelsInRows => are_numbers || !is_told,
        Orientation::Long => true,
        _ => are_numbers,
    };
    let mut found = without_order(map);
    if found.is_empty() && (are_other_jobs(&map.levels) || count_down(reading) || begins_high(map))
    {
        found = map.levels.iter().collect();
    }
    if are_told(reading) {
        // The settings say that these are levels.
        found.clear();
    } else if found.is_empty() && is_unsure && signs.recognised < KNOWN {
        let compared = compared(map);
        let is_known = |name: &str| level_likeness(name) == Likeness::Yes;
        let is_unknown = |(place, level): &(usize, &Level)| {
            !compared.is_known(*place) && !names_of(level).into_iter().any(is_known)
        };
        let unknown = map.levels.iter().enumerate().filter(is_unknown);
        found = unknown.map(|(_, level)| level).collect();
    }
    if found.len() < 2 || reading.rising_work() == Some(Ordering::Less) {
        return None;
    }
    let people = match people(draft.levels.iter().map(|level| level.cells.as_slice())) {
        Some(_) => " They may also be people.",
        None => "",
    };
    let mut steps = steps(&map.levels);
    let up = "these are the levels, from junior to senior".to_owned();
    let mut ways = vec![(up, order_line(&steps))];
    // Where levels require numbers, these say which order is the right one.
    if map.scale == Scale::Rank {
        steps.reverse();
        ways.push(("from senior to junior".to_owned(), order_line(&steps)));
    }
    let order = match order_of(draft, reading.options).source {
        ByNumbers => "their numbers",
        _ => "the file",
    };
    Some(Odd {
        at: found[0].at.clone(),
        what: format!(
            "{} The levels were taken in the order of {order}.{people}",
            levels_named(
                &found,
                "has a title that does not say how senior it is",
                "have titles that do not say which is more senior"
            )
        ),
        mend: Mend::order_lines(ways),
    })
}

/// A first title that is unknown and has nothing in common with the others, which are all known or begin below a *Senior* of their
/// own: before *Cook* and *Senior Cook*, the *Kitchen Boss* may be below or above them, and *In short* may not be a level.
pub(super) fn first_is_apart(reading: &Reading<'_>) -> Option<Odd> {
    let levels = &reading.map.levels;
    let [first, second, others @ ..] = &levels[..] else {
        return None;
    };
    let own = nouns(&first.title);
    let is_form = |other: &Level| {
        let nouns = nouns(&other.title);
        !nouns.is_empty()
            && nouns == self::nouns(&second.title)
            && seniority(&other.title).is_some()
    };
    let compared = compared(reading.map);
    let begins_below_senior = seniority(&second.title).is_none() && others.iter().any(is_form);
    // Below those who lead, a title of any word is that of the people whom they lead: *Operative*, *Team Leader*.
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let is_lowest = grades(&titles)[1].is_some_and(|grade| grade <= PLAIN)
        || in_trade(&titles).is_some_and(|trade| trade.places[1] == Some(0));
    let are_known =
        is_lowest && !others.is_empty() && (1..levels.len()).all(|place| compared.is_known(place));
    let is_open = is_unsaid(reading)
        && !are_told(reading)
        && !reading.has(seniority_falls)
        && !reading.has(titles_unknown)
        && levels.iter().all(|level| level.tracks.is_empty())
        && !compared.is_known(0)
        && level_likeness(&first.title) != Likeness::Yes
        && (begins_below_senior || are_known)
        && levels[1..]
            .iter()
            .all(|other| nouns(&other.title).is_disjoint(&own))
        && !ends_high(reading.sounds());
    if !is_open {
        return None;
    }
    let mut steps = steps(levels);
    steps.rotate_left(1);
    let mut ways = Vec::new();
    if let Mend::Write { lines, .. } = leave_out_levels(reading, &[first]) {
        ways.push(("it is not a level".to_owned(), lines[0].clone()));
    }
    ways.push(("it is the most senior one".to_owned(), order_line(&steps)));
    Some(Odd {
        at: first.at.clone(),
        what: format!(
            "The title {} does not say how senior it is. It was taken as the most junior level, since it comes first.",
            in_quotes(&first.title)
        ),
        mend: Mend::order_lines(ways),
    })
}

/// How the levels of a map compare, from the lowest to the highest.
pub(super) fn compared(map: &CareerMap) -> Compared {
    let names: Vec<MapNames<'_>> = map.levels.iter().map(names_of).collect();
    let of_levels = map.facts.iter().map(|fact| {
        let values = fact.values.iter();
        let texts = values.map(|value| value.clone().unwrap_or_default());
        (fact.name.clone(), texts.collect())
    });
    let of_people = (map.competencies.iter())
        .filter(|competency| !competency.scored)
        .map(|competency| {
            let texts = competency.expectations.iter().map(|level| {
                let texts: Vec<&str> = level.iter().map(|one| one.text.as_str()).collect();
                texts.join(" ")
            });
            (competency.name.clone(), texts.collect())
        });
    let rows: Vec<FactRow> = of_levels.chain(of_people).collect();
    Compared::of(&names, &facts(&names, &rows))
}

fn names_of(level: &Level) -> MapNames<'_> {
    (std::iter::once(&level.title).chain(&level.code))
        .chain(&level.aliases)
        .map(String::as_str)
        .collect()
}

/// The levels without a known order, if these are all, or more than one.
fn without_order(map: &CareerMap) -> Vec<&Level> {
    let compared = compared(map);
    let titles: Vec<BTreeSet<String>> = (map.levels.iter())
        .map(|level| fold(&level.title).split(' ').map(str::to_owned).collect())
        .collect();
    // *Emerging* can only be the name of a level.
    let is_stage = |level: &Level| stands_for(&fold(&level.title), Concept::Stage);
    let found: Vec<&Level> = (map.levels.iter().enumerate())
        .filter(|(place, level)| {
            !compared.is_known(*place) && !is_stage(level) && level.tracks.is_empty()
        })
        .map(|(_, level)| level)
        .collect();
    if let Some(jobs) = led_apart(&map.levels, &compared) {
        jobs
    } else if found.len() > 1 && !have_forms(&titles) && !lead_at_the_top(&map.levels, found.len())
    {
        found
    } else {
        Vec::new()
    }
}

/// The jobs at the bottom, if nothing compares them, and above them are as many leaders of one rank: *Camarero*, *Cocinero*, *Jefe de
/// sala*, *Jefe de cocina*.
fn led_apart<'a>(levels: &'a [Level], compared: &Compared) -> Option<Vec<&'a Level>> {
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let bases = titles.iter().take_while(|title| !leads(title)).count();
    let mut ranks = titles[bases..].iter().map(|title| ranks(title));
    let first = ranks.next().unwrap_or_default();
    let share = ranks.fold(first, |all, own| &all & &own);
    let are_apart = |group: Range<usize>| {
        let is_below = |(one, other)| compared.is_below(one, other, &titles);
        let mut pairs =
            (group.clone()).flat_map(|one| group.clone().map(move |other| (one, other)));
        !pairs.any(is_below)
    };
    let are_plain = titles[..bases]
        .iter()
        .all(|title| seniority(title).is_none());
    let is_half = bases >= 2 && bases * 2 == titles.len() && !share.is_empty();
    (is_half && are_plain && are_apart(0..bases) && are_apart(bases..titles.len()))
        .then(|| levels[..bases].iter().collect())
}

/// Whether the last two levels lead, each by another word of rank, and at most half are unknown: above *Picker* and *Driver* are
/// *Shift Leader* and *Site Manager*. *Kitchen Manager* and *Office Manager* may lead different people.
fn lead_at_the_top(levels: &[Level], unknown: usize) -> bool {
    let [.., before, last] = levels else {
        return false;
    };
    let ranks = [before, last].map(|level| ranks(&level.title));
    leads(&last.title)
        && leads(&before.title)
        && ranks[0].is_disjoint(&ranks[1])
        && unknown * 2 <= levels.len()
}

/// Whether the first title sounds senior, and nothing says that another is above it: *Expert*, *Specialist*, *Analyst*.
fn begins_high(map: &CareerMap) -> bool {
    let titles: Vec<&str> = map
        .levels
        .iter()
        .map(|level| level.title.as_str())
        .collect();
    let compared = compared(map);
    let is_above = |place: usize| compared.is_below(0, place, &titles) || leads(titles[place]);
    let is_senior = |title: &&str| height(title).is_some_and(|height| height >= PLAIN + STEP);
    map.levels.iter().all(|level| level.tracks.is_empty())
        && titles.first().is_some_and(is_senior)
        && !(1..titles.len()).any(is_above)
}

/// Whether all titles but one have a grade before or behind another job: *Junior Nurse*, *Senior Cook*, *Lead Gardener*.
fn are_other_jobs(levels: &[Level]) -> bool {
    /// A junior of one name and a senior of another may be of one trade.
    const LEAST: usize = 3;
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    if levels.iter().any(|level| !level.tracks.is_empty()) || in_trade(&titles).is_some() {
        return false;
    }
    let graded: Vec<BTreeSet<String>> = (titles.iter())
        .filter(|title| {
            let folded = fold(title);
            let (first, last) = (folded.split(' ').next(), folded.split(' ').next_back());
            let is_grade = |word: &str| stands_for(word, Concept::Seniority);
            // *Jefe de sala* leads an area.
            let names_area = folded.split(' ').nth(1).is_some_and(is_filler);
            (first.is_some_and(is_grade) && !names_area
                || matches!(last, Some("junior" | "senior")))
                && !folded
                    .split(' ')
                    .skip(1)
                    .any(|word| stands_for(word, Concept::Manager))
        })
        .map(|title| nouns(title))
        .filter(|nouns| !nouns.is_empty())
        .collect();
    let all: usize = graded.iter().map(BTreeSet::len).sum();
    let different: BTreeSet<&String> = graded.iter().flatten().collect();
    graded.len() >= LEAST && graded.len() + 1 >= titles.len() && different.len() == all
}

/// Whether the file has nothing but codes for titles, the highest number first, and nothing says that they are levels of careers:
/// *P3*, *P2*, *P1* may be grades or priorities. Of classes, the first one is often the highest: *Bootsmann 3. Klasse*.
fn count_down(reading: &Reading<'_>) -> bool {
    let order = order_of(reading.draft, reading.options);
    let falls = order.source == ByNumbers && order.ranks.is_sorted_by(|one, other| one > other);
    let is_class = |word: &str| word.starts_with("klas") || word.starts_with("clas");
    let names_class = |level: &Level| fold(&level.title).split(' ').any(is_class);
    if falls && reading.map.levels.iter().all(names_class) {
        return true;
    }
    let is_bare = |level: &Level| level.aliases.is_empty() && is_code(&level.title);
    let signs = &reading.draft.signs;
    let heads_competencies = |used: &Use| {
        used.role == Role::Heading
            && text_at(reading, &used.at).is_some_and(|text| names_competencies(&text))
    };
    falls
        && !signs.speaks_of_careers
        && !signs.levels_are_labelled
        && !reading.draft.uses.iter().any(heads_competencies)
        && reading.draft.orientation != Orientation::Long
        && reading.map.levels.iter().all(is_bare)
}

/// Whether most titles are longer forms of one before them, or have one after them: *Baker*, *Master Baker*.
fn have_forms(titles: &[BTreeSet<String>]) -> bool {
    let is_longer = |longer: &BTreeSet<String>, one: &BTreeSet<String>| {
        longer.len() > one.len() && one.is_subset(longer)
    };
    let is_of_pair = |place: &usize| {
        let own = &titles[*place];
        titles[..*place].iter().any(|before| is_longer(own, before))
            || titles[place + 1..]
                .iter()
                .any(|after| is_longer(after, own))
    };
    (0..titles.len()).filter(is_of_pair).count() * 2 > titles.len()
}

/// The titles of each step, from junior to senior.
pub(super) fn steps(levels: &[Level]) -> Vec<Vec<&str>> {
    levels
        .chunk_by(|one, other| one.rank == other.rank)
        .map(|step| step.iter().map(|level| level.title.as_str()).collect())
        .collect()
}
