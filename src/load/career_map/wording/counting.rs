//! What is counted: roman numbers, periods, and things that are not levels.

use crate::load::vocabulary::{Concept, counted, is_month, seniority, stands_for};
use crate::text::fold;

/// A roman number up to twelve, in lower case.
pub(in crate::load::career_map) fn roman(word: &str) -> Option<u32> {
    #[rustfmt::skip]
    const ROMAN: &[&str] = &[
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ];
    (1..)
        .zip(ROMAN)
        .find(|(_, roman)| **roman == word)
        .map(|(number, _)| number)
}

/// Months, quarters, weeks and years, which head the columns of budgets and plans.
pub(super) fn is_calendar(words: &[&str]) -> bool {
    let is_time = |word: &&str| {
        is_month(word)
            || is_year(word)
            || period(word, "q", 4)
            || period(word, "h", 2)
            || period(word, "fy", 99)
            || period(word, "w", 53)
            || period(word, "kw", 53)
            || stands_for(word, Concept::Calendar)
    };
    let is_filler = |word: &&str| {
        word.parse::<u32>().is_ok_and(|number| number <= 53) || counted(word).is_some()
    };
    // Most labels are none by their first word.
    words.iter().all(|word| is_time(word) || is_filler(word)) && words.iter().any(is_time)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word
            .parse::<u32>()
            .is_ok_and(|year| (1950..2100).contains(&year))
}

fn period(word: &str, prefix: &str, most: u32) -> bool {
    word.strip_prefix(prefix)
        .and_then(|number| number.parse::<u32>().ok())
        .is_some_and(|number| number <= most)
}

/// What titles name that are not levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load::career_map) enum Thing {
    /// `Beginner course`, `Curso básico`.
    Course,
    /// `Basic`, `Plus` and `Pro`; `Bronze`, `Silver` and `Gold`.
    Offer,
    /// `Phase 1`.
    Phase,
    /// `Team 1`, `Group B`, `Module 2: Safety`, `Week 3`.
    Other,
}

/// What these titles name, if all of them but one name something else than levels.
pub(in crate::load::career_map) fn things(titles: &[&str]) -> Option<Thing> {
    let found: Vec<Thing> = titles.iter().filter_map(|title| thing(title)).collect();
    match found[..] {
        [first, _, ..] if found.len() + 1 >= titles.len() => {
            let is_same = found.iter().all(|other| *other == first);
            Some(if is_same { first } else { Thing::Other })
        }
        _ => are_offers(titles).then_some(Thing::Offer),
    }
}

/// What a title counts, if it is not a level, or that it names a course.
fn thing(title: &str) -> Option<Thing> {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_count = |word: &str| {
        word.parse::<u32>().is_ok() || word.chars().count() == 1 || roman(word).is_some()
    };
    let is_course = |noun: &str| {
        stands_for(noun, Concept::CountedThing) && stands_for(noun, Concept::CourseHeading)
    };
    let is_cut = title.contains([':', '(', '–', '-', '.']);
    let count = words.iter().skip(1).take(2).position(|word| is_count(word));
    match (&words[..], count) {
        ([noun, .., last], _) if is_course(noun) || is_course(last) => Some(Thing::Course),
        (_, Some(count)) if is_cut || count + 2 == words.len() => {
            let noun = words[count];
            if ends_in(noun, Concept::Phase) {
                Some(Thing::Phase)
            } else {
                ends_in(noun, Concept::CountedThing).then_some(Thing::Other)
            }
        }
        _ => is_calendar(&words).then_some(Thing::Other),
    }
}

/// Whether a word stands for this, or is a compound that ends in such a word, as *Projektphase* and *Halbjahr* are. *Entgeltgruppe*
/// is a word for levels.
fn ends_in(word: &str, concept: Concept) -> bool {
    /// Fewer letters do not make a compound.
    const SHORTEST: usize = 4;
    let mut ends = (SHORTEST..(word.len() + 1).saturating_sub(SHORTEST))
        .filter_map(|at| word.split_at_checked(at));
    stands_for(word, concept)
        || (!stands_for(word, Concept::Step) && ends.any(|(_, end)| stands_for(end, concept)))
}

/// Whether titles are those of what a company sells, of which one at least can be nothing else.
fn are_offers(titles: &[&str]) -> bool {
    let mut is_sure = false;
    let are_all = titles.iter().all(|title| {
        let folded = fold(title);
        let mut words = folded
            .split(' ')
            .filter(|word| !stands_for(word, Concept::CountedThing))
            .peekable();
        words.peek().is_some()
            && words.all(|word| {
                let is_stage = stands_for(word, Concept::Stage) || seniority(word).is_some();
                let is_offer = stands_for(word, Concept::Offer);
                is_sure |= is_offer && !is_stage;
                is_offer || is_stage
            })
    });
    are_all && is_sure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_count_other_things_are_not_levels() {
        for (titles, thing) in [
            (&["Team 1", "Team 2"][..], Some(Thing::Other)),
            (&["Module 1: Safety", "Week 2"], Some(Thing::Other)),
            (&["Phase 1", "Phase II"], Some(Thing::Phase)),
            (&["Projektphase 1", "Projektphase 2"], Some(Thing::Phase)),
            (&["Reception", "Year 1", "Year 2"], Some(Thing::Other)),
            (&["Beginner course", "Curso básico"], Some(Thing::Course)),
            (&["Basic", "Plus", "Pro"], Some(Thing::Offer)),
            (&["Plan Básico", "Plan Premium"], Some(Thing::Offer)),
            (&["Basic", "Proficient", "Master"], None),
            (&["Entgeltgruppe 5", "Entgeltgruppe 7"], None),
            (&["Junior", "Premium Support"], None),
            (&["Starter", "Medior", "Senior"], None),
        ] {
            assert_eq!(things(titles), thing, "{titles:?}");
        }
    }
}
