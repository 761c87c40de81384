//! Several ladders among the levels of a map, which stand in one row: of two tracks, or of several jobs.

use std::collections::{BTreeMap, BTreeSet};

use super::grades::{BEGINNER, BEGINS, PLAIN, STEP, grades, is_counter, is_vague, leads, words};
use crate::load::vocabulary::{is_expert, may_begin, of_two_trades, seniority};
use crate::model::{Level, Track};

/// Levels of two ladders that differ by less stand beside each other.
const BESIDE: f64 = 0.75;
/// The next level of a ladder is at least so much higher.
const NEXT: f64 = 0.3;
/// Up to this seniority somebody learns a trade: *Trainee*.
const LEARNS: f64 = 1.0;
/// With more levels, a sheet is not read as several ladders.
const MOST_LEVELS: usize = 60;

/// The ladder of each level, counted from 0; `None` for a level that belongs to all of them.
pub(in crate::load::career_map) type Ladders = Vec<Option<usize>>;

/// The ladders of two tracks: all levels of one come before all of the other, and none has the rank of another.
pub(in crate::load::career_map) fn by_tracks(levels: &[Level]) -> Option<Ladders> {
    /// One level above all others is hardly a ladder.
    const LADDER: usize = 2;
    let own = |track: Track| -> Vec<usize> {
        let is_own = |place: &usize| levels[*place].tracks == [track];
        (0..levels.len()).filter(is_own).collect()
    };
    let (mut experts, managers) = (own(Track::IndividualContributor), own(Track::Management));
    if experts.is_empty() && begins_again(levels, &managers) {
        let is_unmarked = |place: &usize| levels[*place].tracks.is_empty();
        experts = (0..levels.len()).filter(is_unmarked).collect();
    }
    let (lower, upper) = if experts.first() < managers.first() {
        (experts, managers)
    } else {
        (managers, experts)
    };
    let (last, first) = (*lower.last()?, *upper.first()?);
    if upper.len() < LADDER || levels[last].rank >= levels[first].rank && !alternate(levels) {
        return None;
    }
    let ladder = |place| match () {
        () if upper.contains(&place) => Some(1),
        () if lower.contains(&place) => Some(0),
        () => None,
    };
    Some((0..levels.len()).map(ladder).collect())
}

/// Whether each level of a track stands beside one of the other track, and all were read as one ladder.
fn alternate(levels: &[Level]) -> bool {
    let of_tracks: Vec<&Level> = levels
        .iter()
        .filter(|level| !level.tracks.is_empty())
        .collect();
    let (pairs, rest) = of_tracks.as_chunks::<2>();
    rest.is_empty()
        && pairs
            .iter()
            .all(|[one, other]| one.tracks != other.tracks && one.rank < other.rank)
        && pairs
            .windows(2)
            .all(|two| two[0][0].tracks == two[1][0].tracks)
}

/// Whether the numbers of managers' codes begin again after those of all others: *L1*, *L2*, *L3*, *M1*, *M2*.
fn begins_again(levels: &[Level], managers: &[usize]) -> bool {
    let number = |level: &Level| -> Option<u32> {
        let code = level.code.as_ref().unwrap_or(&level.title);
        let digits = code.trim_start_matches(char::is_alphabetic);
        (digits.len() < code.len()).then(|| digits.parse().ok())?
    };
    managers.first().is_some_and(|first| {
        let others = || levels.iter().filter(|level| level.tracks.is_empty());
        let least = number(&levels[*first]);
        least.is_some()
            && others().count() > 1
            && others().all(|level| number(level).is_some())
            && others().any(|level| number(level) > least)
    })
}

/// The ladders of which one begins where a title sounds more junior than the one before it: *Lead Designer*, *Engineer*; or
/// where a manager comes after the highest experts: *Principal Engineer*, *Engineering Manager*.
pub(in crate::load::career_map) fn by_grades(levels: &[Level]) -> Option<Ladders> {
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let grades = grades(&titles);
    let (mut ladder, mut before) = (0, None::<f64>);
    let mut ladders = Vec::with_capacity(levels.len());
    for (place, level) in levels.iter().enumerate() {
        let title = &level.title;
        let grade = grades[place].filter(|_| !may_begin(title));
        let falls = grade.is_some_and(|grade| match before {
            Some(before) => before >= grade + STEP && grade <= BEGINS,
            // Two levels before the first beginner, whatever they are called.
            None => place > 1 && grade <= LEARNS,
        });
        let manages = place > 0
            && leads(title)
            && comes_after_experts(&titles[..=place], &grades[..=place])
            && !levels[..place].iter().any(|level| leads(&level.title));
        if falls || manages || begins_family(&titles, place) {
            ladder += 1;
            before = grade;
        } else {
            before = grade.or(before);
        }
        ladders.push(Some(ladder));
    }
    (ladder > 0).then_some(ladders)
}

/// Whether a title is the first of a trade that comes after the forms of another: *SDR*, *Senior SDR* after *Account Manager*, *Key
/// Account Manager*.
fn begins_family(titles: &[&str], place: usize) -> bool {
    let nouns = |title: &str| -> BTreeSet<String> {
        let is_noun = |word: &String| !is_counter(word) && seniority(word).is_none();
        words(title).into_iter().filter(is_noun).collect()
    };
    let (before, title, after) = (&titles[..place], titles[place], &titles[place + 1..]);
    let Some(previous) = before.last() else {
        return false;
    };
    let own = nouns(title);
    let shares = |other: &&str| !own.is_disjoint(&nouns(other));
    let is_lowest = match seniority(title) {
        Some(height) => height <= BEGINNER && !may_begin(title) && after.iter().any(shares),
        None => (after.iter()).any(|other| shares(other) && seniority(other).is_some()),
    };
    let is_form = |longer: &str, title: &str| {
        let (longer, title) = (words(longer), words(title));
        longer.len() > title.len() && title.iter().all(|word| longer.contains(word))
    };
    let has_forms = || {
        (1..place).any(|at| {
            before[..at]
                .iter()
                .any(|earlier| is_form(before[at], earlier))
        })
    };
    is_lowest
        && !leads(title)
        && seniority(previous).is_none_or(|height| height > PLAIN)
        && !before.iter().any(shares)
        && has_forms()
}

/// Whether the last title comes after one of the highest experts, is of another trade and does not sound more senior.
fn comes_after_experts(titles: &[&str], grades: &[Option<f64>]) -> bool {
    let ([.., before, title], [.., expert, grade]) = (titles, grades) else {
        return false;
    };
    let own = words(title);
    // *Lead* alone is the next step of any trade.
    let is_of_trade = own.len() == 1 && !is_vague(title) && own[0] == "lead";
    let shares = words(before).iter().any(|word| own.contains(word));
    is_expert(before)
        && expert
            .is_some_and(|expert| expert >= BEGINS && grade.is_none_or(|grade| grade <= expert))
        && !is_of_trade
        && !shares
}

/// The ladders of several jobs whose titles differ by one word: *Designer*, *Senior Designer* and *Engineer*, *Senior
/// Engineer*; *P1*, *P2* and *M1*, *M2*.
pub(in crate::load::career_map) fn by_titles(levels: &[Level]) -> Option<Ladders> {
    let titles = |level: &Level| words(&level.title);
    let codes = |level: &Level| level.code.as_deref().map(words).unwrap_or_default();
    by_words(levels, &levels.iter().map(titles).collect::<Vec<_>>())
        .or_else(|| by_words(levels, &levels.iter().map(codes).collect::<Vec<_>>()))
}

/// The ladders of two trades: *Commis*, *Chef de Partie* and *Serveur*, *Chef de rang*.
pub(in crate::load::career_map) fn by_trades(levels: &[Level]) -> Option<Ladders> {
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let of = |is_second: bool| Some(usize::from(is_second));
    of_two_trades(&titles).map(|ladders| ladders.into_iter().map(of).collect())
}

fn by_words(levels: &[Level], titles: &[Vec<String>]) -> Option<Ladders> {
    if levels.len() > MOST_LEVELS {
        return None;
    }
    // What each title is without one of its words.
    let mut rests: BTreeMap<Vec<&String>, BTreeSet<(&String, usize)>> = BTreeMap::new();
    for (place, title) in titles.iter().enumerate() {
        for word in title.iter().filter(|word| !is_counter(word)) {
            let rest = title.iter().filter(|other| *other != word).collect();
            rests.entry(rest).or_default().insert((word, place));
        }
    }
    let begins = |job: &&String| titles.iter().position(|title| title.contains(job));
    let mut shared: BTreeMap<(&String, &String), Vec<&Vec<&String>>> = BTreeMap::new();
    for (rest, found) in &rests {
        for (one, _) in found {
            for (other, _) in found {
                if begins(one) < begins(other) {
                    shared.entry((one, other)).or_default().push(rest);
                }
            }
        }
    }
    let mut jobs: Vec<&String> = Vec::new();
    for ((one, other), rests) in &shared {
        if rests.len() >= 2 && are_jobs(levels, titles, one, other, rests) {
            for job in [one, other] {
                if !jobs.contains(job) {
                    jobs.push(job);
                }
            }
        }
    }
    jobs.sort_by_key(begins);
    let of = |title: &Vec<String>| jobs.iter().position(|job| title.contains(job));
    (jobs.len() > 1).then(|| titles.iter().map(of).collect())
}

/// Whether two words in otherwise equal titles are two jobs, and not two steps of one ladder.
fn are_jobs(
    levels: &[Level],
    titles: &[Vec<String>],
    one: &str,
    other: &str,
    rests: &[&Vec<&String>],
) -> bool {
    let has = |place: &usize, word: &str| titles[*place].iter().any(|own| own == word);
    let of = |word: &str, not: &str| -> Vec<usize> {
        let is_own = |place: &usize| has(place, word) && !has(place, not);
        (0..levels.len()).filter(is_own).collect()
    };
    let (first, second) = (of(one, other), of(other, one));
    // The letters of grades count first: *A1*, *A2*, *B1*, *B2*.
    let are_grades = are_letters_in_order(titles, one, other);
    // *Junior 1*, *Engineer 1*; a clerk may be below a technician or in another job.
    let is_higher = match (seniority(one), seniority(other)) {
        (Some(one), None) => one < BEGINNER,
        (one, Some(other)) => other > one.unwrap_or(PLAIN),
        (None, None) => false,
    };
    // *Analyst*, *Senior Analyst*, *Associate*, *Senior Associate* is one ladder.
    let is_step = may_begin(one) || may_begin(other);
    let are_counted = (rests.iter()).any(|rest| rest.iter().any(|word| is_counter(word)));
    // *Consultant*, *Senior Consultant*, *Manager*, *Senior Manager* is one ladder.
    let becomes_manager = !are_counted && leads(other) && !leads(one);
    let tracks = |places: &[usize]| -> BTreeSet<Track> {
        let tracks = places.iter().flat_map(|place| &levels[*place].tracks);
        tracks.copied().collect()
    };
    let have_tracks = {
        let (one, other) = (tracks(&first), tracks(&second));
        !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
    };
    let are_apart = first.last() < second.first();
    let has_plain = rests.iter().any(|rest| rest.is_empty());
    let share_rank = first.iter().any(|one| {
        second
            .iter()
            .any(|other| levels[*one].rank == levels[*other].rank)
    });
    !are_grades
        && !is_higher
        && !is_step
        && !becomes_manager
        && !have_tracks
        && (are_apart || has_plain || share_rank)
}

/// Whether two words are letters, and titles have all those between them, too.
fn are_letters_in_order(titles: &[Vec<String>], one: &str, other: &str) -> bool {
    let ([one], [other]) = (one.as_bytes(), other.as_bytes()) else {
        return false;
    };
    let has = |letter: u8| (titles.iter().flatten()).any(|word| word.as_bytes() == [letter]);
    one < other && (*one..*other).all(has)
}

/// All levels as steps from junior to senior, where those of the ladders that sound equally senior stand beside each other.
pub(in crate::load::career_map) fn steps(levels: &[Level], ladders: &Ladders) -> Vec<Vec<usize>> {
    let titles: Vec<&str> = levels.iter().map(|level| level.title.as_str()).collect();
    let grades = grades(&titles);
    let count = ladders.iter().flatten().max().map_or(1, |last| last + 1);
    let of = |ladder: usize| -> Vec<usize> {
        let is_own = |place: &usize| ladders[*place].unwrap_or(0) == ladder;
        (0..levels.len()).filter(is_own).collect()
    };
    let top = grades.iter().flatten().copied().fold(0.0, f64::max);
    let mut left: Vec<Vec<(usize, f64)>> = (0..count)
        .map(of)
        .map(|own| {
            let known: Vec<Option<f64>> = own.iter().map(|place| grades[*place]).collect();
            let mut rising: Vec<(usize, f64)> = own.into_iter().zip(filled(&known, top)).collect();
            rising.reverse();
            rising
        })
        .collect();
    let mut steps = Vec::new();
    loop {
        let heads = left.iter().filter_map(|ladder| ladder.last());
        let Some(lowest) = heads.map(|(_, height)| *height).reduce(f64::min) else {
            return steps;
        };
        let is_beside = |(_, height): &mut (usize, f64)| *height < lowest + BESIDE;
        let step = left
            .iter_mut()
            .filter_map(|ladder| ladder.pop_if(is_beside));
        steps.push(step.map(|(place, _)| place).collect());
    }
}

/// Heights for the levels of one ladder: those that are not known lie between their neighbours; where none is known, the
/// ladder ends at the top.
fn filled(known: &[Option<f64>], top: f64) -> Vec<f64> {
    let all: Vec<(usize, f64)> = (known.iter().enumerate())
        .filter_map(|(place, height)| Some((place, (*height)?)))
        .collect();
    let apart = |one: usize, other: usize| other.abs_diff(one) as f64;
    let guess = |place: usize| {
        let below = all.iter().rev().find(|(known, _)| *known <= place);
        let above = all.iter().find(|(known, _)| *known >= place);
        match (below, above) {
            (Some((low, from)), Some((high, to))) if low != high => {
                from + (to - from) * apart(*low, place) / apart(*low, *high)
            }
            (Some((low, from)), _) => from + STEP * apart(*low, place),
            (None, Some((high, to))) => to - STEP * apart(*high, place),
            (None, None) => top - STEP * apart(place, known.len() - 1),
        }
    };
    let mut heights: Vec<f64> = (0..known.len()).map(guess).collect();
    for place in 1..heights.len() {
        heights[place] = heights[place].max(heights[place - 1] + NEXT);
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Location;

    fn levels(titles: &str) -> Vec<Level> {
        (1..)
            .zip(titles.split(" | "))
            .map(|(rank, title)| Level {
                title: title.to_owned(),
                code: None,
                aliases: Vec::new(),
                tracks: Vec::new(),
                rank,
                at: Location::of_file("map.xlsx"),
            })
            .collect()
    }

    #[test]
    fn a_title_that_falls_begins_a_ladder() {
        for (titles, begins) in [
            (
                "Designer | Senior Designer | Design Lead | Developer | Senior Developer | Tech Lead",
                Some(3),
            ),
            (
                "Helper | Cook | Chef | Trainee | Seller | Shop Lead",
                Some(3),
            ),
            (
                "Engineer | Senior Engineer | Staff Engineer | Engineering Manager",
                Some(3),
            ),
            (
                "Junior | Senior | Experte | Teamleiter | Bereichsleiter",
                Some(3),
            ),
            (
                "Sales Rep | Account Manager | Key Account Manager | SDR | Senior SDR | SDR Lead",
                Some(3),
            ),
            (
                "Verkäufer | Erster Verkäufer | Junior Berater | Berater",
                Some(2),
            ),
            (
                "Engineer | Senior Engineer | Staff | Senior Staff | Principal | Senior Principal",
                None,
            ),
            (
                "Analyst | Senior Analyst | Associate | Senior Associate | VP",
                None,
            ),
            (
                "Manager | Senior Manager | Director | Senior Director | VP",
                None,
            ),
            (
                "Consultant | Senior Consultant | Engagement Manager | Senior Engagement Manager | Partner",
                None,
            ),
            ("Assistant | Sales Assistant | Seller | Senior Seller", None),
            ("Junior | Mid | Senior | Lead | Principal", None),
            (
                "Engineer | Senior Engineer | Lead Engineer | Staff Engineer",
                None,
            ),
            ("Analyst | Associate | Vice President | Director", None),
            (
                "Engineer | Senior Engineer | Engineering Manager | Director",
                None,
            ),
        ] {
            let found = by_grades(&levels(titles));
            let begins_at = found.and_then(|found| found.iter().position(|own| *own == Some(1)));
            assert_eq!(begins_at, begins, "{titles:?}");
        }
    }

    #[test]
    fn titles_that_differ_by_the_job_are_of_several_ladders() {
        for (titles, jobs) in [
            (
                "Cook | Senior Cook | Waiter | Senior Waiter",
                &[0, 0, 1, 1][..],
            ),
            (
                "Senior Cook | Junior Waiter | Junior Cook | Senior Waiter",
                &[0, 1, 0, 1],
            ),
            (
                "Clerk I | Clerk II | Technician I | Technician II",
                &[0, 0, 1, 1],
            ),
            ("Junior I | Junior II | Senior I | Senior II", &[]),
            (
                "Assistant Manager | Manager | Assistant Director | Director",
                &[],
            ),
            ("A1 | A2 | B1 | B2 | C1 | C2", &[]),
            (
                "Analyst | Senior Analyst | Associate | Senior Associate | VP",
                &[],
            ),
            ("E1 | E2 | T1 | T2", &[0, 0, 1, 1]),
        ] {
            let mut levels = levels(titles);
            if titles.contains("Junior Waiter") {
                for (level, rank) in levels.iter_mut().zip([2, 1, 1, 2]) {
                    level.rank = rank;
                }
            }
            let found: Vec<usize> = by_titles(&levels).into_iter().flatten().flatten().collect();
            assert_eq!(found, jobs, "{titles:?}");
        }
    }

    #[test]
    fn levels_that_sound_equally_senior_are_one_step() {
        let levels = levels(
            "Engineer | Senior Engineer | Staff Engineer | Principal Engineer | Engineering Manager | Senior Engineering Manager | Director",
        );
        let ladders = by_grades(&levels).unwrap();
        let steps = steps(&levels, &ladders);
        assert_eq!(steps, [vec![0], vec![1], vec![2, 4], vec![3, 5], vec![6]]);
    }
}
