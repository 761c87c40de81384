//! Which of two levels is more senior, as far as their titles and the map's facts say.
//!
//! One rule for the order of levels and for doubts about it:
//!
//! 1. Two titles *compare* if both are of one trade (*Commis*, *Sous Chef*), if their words of rank differ in seniority (*Junior*,
//!    *Director*), if one is the other with a word of rank (*Senior Baker*, *Baker*), or if they are counted alike (*Engineer I*,
//!    *Engineer II*). Where titles say nothing, or one has a word such as *Manager* that means more in one company than in another,
//!    the years, the pay or the reporting lines of the levels compare them.
//! 2. The order of the file stands if what compares rises; it is turned round if nearly all of that falls. Somebody who leads is
//!    above titles that say nothing.
//! 3. The order is *known* if all levels but one compare with another or have different words of rank (*Support Specialist*,
//!    *Support Manager*), if most titles are forms of others, or if the last two lead, one above the other (*Shift Leader*, *Site
//!    Manager*), and at most half say nothing. Else the order is doubted, as it is where two levels are placed
//!    against what compares them, where each title has a grade and another job (*Junior Nurse*, *Senior Cook*), and where the
//!    titles are of two trades that both begin near the bottom.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::grades::{
    BEGINNER, BEGINS, PLAIN, STEP, grades, height, is_counter, is_filler, is_vague, leads, words,
};
use crate::load::career_map::wording::title::number_and_letter;
use crate::load::career_map::wording::words::nouns;
use crate::load::vocabulary::{
    Concept, in_trade, is_expert, lowers, may_begin, seniority, stands_for,
};
use crate::text::fold;

/// What a level is called, the title first.
pub(in crate::load::career_map) type MapNames<'a> = Vec<&'a str>;

/// How the levels of a map compare, two by two, in the order in which they are given.
#[derive(Debug)]
pub(in crate::load::career_map) struct Compared {
    /// The first level beside the second: less senior or more.
    pairs: Vec<Vec<Option<Ordering>>>,
    /// Whether the title of the first is that of somebody who leads, and the second says nothing.
    leads: Vec<Vec<bool>>,
    /// Whether the level has a word of rank, and another level has a different one.
    has_rank: Vec<bool>,
    /// Whether the order of a trade, or facts alone, compare the levels.
    may_sort: bool,
    /// Two levels of which the titles say one thing and the facts another.
    disputed: Option<(usize, usize)>,
}

/// From which seniority to which a title may be.
type Span = (f64, f64);

impl Compared {
    /// Compares levels by their names, and by facts about them: numbers that rise with seniority.
    pub(in crate::load::career_map) fn of(
        names: &[MapNames<'_>],
        facts: &[Vec<Option<f64>>],
    ) -> Self {
        let titles: Vec<&str> = names.iter().map(|names| names[0]).collect();
        let count = titles.len();
        let spans = spans(names, &titles);
        let parts: Vec<Vec<String>> = titles.iter().map(|title| words(title)).collect();
        let are_lettered = are_lettered(&parts);
        let trade = in_trade(&titles);
        let of_trade = |one: usize, other: usize| {
            let places = &trade.as_ref()?.places;
            differ(places[one]?.cmp(&places[other]?))
        };
        let is_followed = trade.as_ref().is_some_and(|trade| trade.is_followed);
        // *Grade 6* and *Grade 7* are turned round among titles of the civil service alone.
        let is_whole =
            (trade.as_ref()).is_some_and(|trade| trade.places.iter().all(Option::is_some));
        let by_title = |one: usize, other: usize| {
            let first = of_trade(one, other).filter(|_| is_followed);
            first
                .or_else(|| apart(spans[one]?, spans[other]?))
                .or_else(|| form_of(&parts[one], &parts[other]))
                .or_else(|| of_trade(one, other).filter(|_| is_whole))
                .or_else(|| counted(&names[one], &names[other]))
                .or_else(|| of_trade(one, other))
                .or_else(|| differ(one.cmp(&other)).filter(|_| are_lettered))
        };
        let says_nothing = |place: usize| {
            spans[place].is_none()
                && trade
                    .as_ref()
                    .is_none_or(|trade| trade.places[place].is_none())
        };
        let table =
            |cell: &dyn Fn(usize, usize) -> Option<Ordering>| -> Vec<Vec<Option<Ordering>>> {
                let row = |one| (0..count).map(|other| cell(one, other)).collect();
                (0..count).map(row).collect()
            };
        let by_titles = table(&by_title);
        // Pay says more than *Manager* does, who leads many in one company and few in another.
        let is_open = |one: usize, other: usize| is_vague(titles[one]) || is_vague(titles[other]);
        let pairs = table(&|one, other| {
            let (title, said) = (by_titles[one][other], by_facts(facts, one, other));
            if is_open(one, other) {
                said.or(title)
            } else {
                title.or(said)
            }
        });
        let disputed = places(count).find(|(one, other)| {
            let said = by_facts(facts, *one, *other);
            said.is_some()
                && !is_open(*one, *other)
                && by_titles[*one][*other].is_some_and(|title| Some(title) != said)
        });
        let own: Vec<BTreeSet<String>> = titles.iter().map(|title| nouns(title)).collect();
        let leads_other = |one: usize, other: usize| {
            leads(titles[one])
                && says_nothing(other)
                && !leads(titles[other])
                && !is_expert(titles[other])
                && own[one].is_disjoint(&own[other])
                && pairs[one][other].is_none()
        };
        let bare: BTreeSet<String> = (titles.iter())
            .filter(|title| is_bare(title))
            .map(|title| fold(title))
            .collect();
        let has_rank = |place: usize| {
            let differs = |other: usize| match spans[other] {
                Some(span) => spans[place] != Some(span),
                None => count == 2 || stands_for(&fold(titles[other]), Concept::Stage),
            };
            let others = (0..count).filter(|other| *other != place);
            spans[place].is_some()
                && (others.into_iter().any(differs) || (is_bare(titles[place]) && bare.len() > 1))
        };
        Self {
            leads: (0..count)
                .map(|one| (0..count).map(|other| leads_other(one, other)).collect())
                .collect(),
            has_rank: (0..count).map(has_rank).collect(),
            may_sort: is_followed || by_titles.iter().flatten().all(Option::is_none),
            disputed,
            pairs,
        }
    }

    /// Whether the first of two levels is more junior.
    pub(in crate::load::career_map) fn is_below(
        &self,
        one: usize,
        other: usize,
        titles: &[&str],
    ) -> bool {
        self.pairs[one][other] == Some(Ordering::Less)
            || (self.leads[other][one] && is_vague(titles[other]))
    }

    /// Whether the titles of two levels, or the facts about them, say which is more senior.
    pub(in crate::load::career_map) fn compare(&self, one: usize, other: usize) -> bool {
        self.pairs[one][other].is_some()
    }

    /// Whether nearly all that compares falls.
    pub(super) fn falls(&self, titles: &[&str]) -> bool {
        let leads = |one: usize, other: usize| self.leads[one][other] && leads_people(titles[one]);
        let (mut down, mut up) = (0, 0);
        for (one, other) in places(self.pairs.len()) {
            let pair = self.pairs[one][other];
            up += usize::from(pair == Some(Ordering::Less) || leads(other, one));
            down += usize::from(pair == Some(Ordering::Greater) || leads(one, other));
        }
        down > up * 3
    }

    /// The ranks of the levels, where every two compare by their trade or by facts.
    pub(super) fn sorted(&self) -> Option<Vec<u32>> {
        let count = self.pairs.len();
        let below = |place: usize| {
            let others = (0..count).filter(|other| *other != place);
            let compared: Option<Vec<Ordering>> =
                others.map(|other| self.pairs[other][place]).collect();
            let below = compared?.iter().filter(|pair| pair.is_lt()).count();
            u32::try_from(below + 1).ok()
        };
        let ranks: Vec<u32> = (0..count).map(below).collect::<Option<_>>()?;
        let all: BTreeSet<u32> = ranks.iter().copied().collect();
        (self.may_sort && all.len() == count).then_some(ranks)
    }

    /// Whether a level compares with another, or leads those that say nothing. The levels are given from junior to senior.
    pub(in crate::load::career_map) fn is_known(&self, place: usize) -> bool {
        self.has_rank[place]
            || self.pairs[place].iter().any(Option::is_some)
            || (0..place).any(|below| self.leads[place][below])
    }

    /// Two levels, the more junior first, that are given the other way round; with `is_placed` telling whether the first of two
    /// places is below the second.
    pub(in crate::load::career_map) fn against(
        &self,
        titles: &[&str],
        is_placed: impl Fn(usize, usize) -> bool,
    ) -> Option<(usize, usize)> {
        let falls = |(one, other): &(usize, usize)| {
            is_placed(*one, *other) && self.is_below(*other, *one, titles)
        };
        let swapped = |(one, other)| (other, one);
        // The highest level says most.
        let found = places(self.pairs.len()).filter(falls);
        let highest = found.max_by_key(|pair| pair.1);
        highest.or(self.disputed).map(swapped)
    }
}

/// Every two places, the first one first.
fn places(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |one| (one + 1..count).map(move |other| (one, other)))
}

/// Whether a title consists of words of rank: *Manager*, *Specialist*.
fn is_bare(title: &str) -> bool {
    fold(title)
        .split(' ')
        .all(|word| stands_for(word, Concept::Seniority))
}

fn differ(ordering: Ordering) -> Option<Ordering> {
    ordering.is_ne().then_some(ordering)
}

/// How two spans compare that have nothing in common.
fn apart(one: Span, other: Span) -> Option<Ordering> {
    match () {
        () if one.1 < other.0 => Some(Ordering::Less),
        () if other.1 < one.0 => Some(Ordering::Greater),
        () => None,
    }
}

/// From which seniority to which each title may be. *Manager* is above plain titles and below directors, *Specialist* is above
/// beginners, and a title that begins some careers, such as *Staff Nurse*, is below those who lead.
fn spans(names: &[MapNames<'_>], titles: &[&str]) -> Vec<Option<Span>> {
    /// A little more or less.
    const APART: f64 = 0.01;
    const DIRECTOR: f64 = 7.0;
    const HIGHEST: f64 = 99.0;
    let words: Vec<Vec<String>> = titles.iter().map(|title| words(title)).collect();
    // A *Head Ranger* is a ranger, and not above every manager.
    let heads_own = |title: &str| {
        let own = self::words(title);
        own.first().is_some_and(|word| word == "head")
            && own.len() > 1
            && words.iter().any(|other| other == &own[1..])
    };
    let span = |(names, grade): (&MapNames<'_>, Option<f64>)| {
        let title = names[0];
        if heads_own(title) {
            return Some((PLAIN + STEP, DIRECTOR));
        }
        if may_begin(title) && grade.is_some_and(|grade| grade <= BEGINS + STEP) {
            return Some((BEGINNER, BEGINS + APART));
        }
        if let Some(grade) = grade {
            return Some((grade, grade));
        }
        if is_vague(title) {
            return Some(if leads(title) {
                (PLAIN + APART, DIRECTOR - APART)
            } else {
                (BEGINNER + APART, HIGHEST)
            });
        }
        let other = names[1..].iter().find_map(|name| height(name))?;
        Some((other, other))
    };
    names.iter().zip(grades(titles)).map(span).collect()
}

/// How two titles compare of which one is the other with a word of rank: *Senior Manager*, *Assistant Manager*.
fn form_of(one: &[String], other: &[String]) -> Option<Ordering> {
    if one.len() < other.len() {
        return form_of(other, one).map(Ordering::reverse);
    }
    let more = one.iter().filter(|word| !other.contains(word));
    let mut more = more.filter(|word| !is_filler(word));
    let (word, None) = (more.next()?, more.next()) else {
        return None;
    };
    let telling = |words: &[String]| words.iter().filter(|word| !is_filler(word)).count();
    if telling(one) != telling(other) + 1 {
        return None;
    }
    match seniority(word) {
        Some(height) if height >= PLAIN + STEP => Some(Ordering::Greater),
        Some(height) if height <= BEGINNER => Some(Ordering::Less),
        _ => lowers(word).then_some(Ordering::Less),
    }
}

/// How two levels compare that are counted alike: *Engineer I*, *Engineer II*.
fn counted(one: &[&str], other: &[&str]) -> Option<Ordering> {
    one.iter().zip(other).find_map(|(one, other)| {
        let nouns = |title: &str| -> Vec<String> {
            let words = words(title).into_iter();
            words.filter(|word| !is_counter(word)).collect()
        };
        let is_same = nouns(one) == nouns(other);
        let pair = number_and_letter(one)?.cmp(&number_and_letter(other)?);
        differ(pair).filter(|_| is_same)
    })
}

/// Whether titles are counted by letters in their usual order, as *Band A*, *Band B*; *C*, *B*, *A* may mean either.
fn are_lettered(titles: &[Vec<String>]) -> bool {
    let letters: Option<Vec<(&String, &[String])>> = titles
        .iter()
        .map(|title| {
            title
                .split_last()
                .filter(|(letter, _)| letter.chars().count() == 1)
        })
        .collect();
    letters.is_some_and(|letters| {
        letters.is_sorted_by(|one, other| one.0 < other.0 && one.1 == other.1)
    })
}

/// Whether a title is that of somebody who leads people, for sure: a manager may also manage products.
fn leads_people(title: &str) -> bool {
    let folded = fold(title);
    folded == "manager" || !folded.split(' ').any(|word| word == "manager")
}

/// How the facts compare two levels, if they agree.
fn by_facts(facts: &[Vec<Option<f64>>], one: usize, other: usize) -> Option<Ordering> {
    let compared: BTreeSet<Ordering> = facts
        .iter()
        .filter_map(|fact| differ(fact[one]?.total_cmp(&fact[other]?)))
        .collect();
    match compared.len() {
        1 => compared.into_iter().next(),
        _ => None,
    }
}
