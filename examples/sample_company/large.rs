//! A company of any size, made up from the sample's texts: for benchmarks and for trying things at scale.
//!
//! Texts have the sample's lengths: every evidence, comment and action is one of somebody in the sample, with its words
//! in a different order. People do not write the same texts as colleagues, and a typesetter is faster with a paragraph
//! that it has seen before.

use fastrand::Rng;

use super::assessment::{Person, Rating, Texts};

const GIVEN: [&str; 24] = [
    "Aiko",
    "Bram",
    "Chiara",
    "Dmytro",
    "Élodie",
    "Farid",
    "Gwen",
    "Hùng",
    "Ifeoma",
    "Jón",
    "Καλλιόπη",
    "Leandro",
    "Mirela",
    "Ngozi",
    "Оксана",
    "Priya",
    "Quentin",
    "Roza",
    "Saoirse",
    "Tomasz",
    "Ulla",
    "Vasil",
    "Wanjiru",
    "Zuzana",
];
const FAMILY: [&str; 24] = [
    "Achterberg",
    "Brânză",
    "Castellane",
    "Đặng",
    "Ekwueme",
    "Fjellheim",
    "Grabovac",
    "Hollins",
    "Ίσαρης",
    "Jaskólska",
    "Kapadia",
    "Lindqvist",
    "Moyo",
    "Névery",
    "Ostrander",
    "Petrescu",
    "Quispe",
    "Rautio",
    "Соколенко",
    "Tembo",
    "Urbanek",
    "Vance-Osei",
    "Whitlock",
    "Żurawska",
];
/// The approximate number of people in a team.
const TEAM_SIZE: usize = 12;
/// How many competencies everybody has; those of specialities come after them.
const GENERAL: usize = 8;

/// The levels below the top, by rank from 1, and how many of a hundred people hold each.
const LEVELS: [(&str, u8); 6] = [
    ("Community Apprentice", 18),
    ("Community Manager", 34),
    ("Sr. Community Manager", 26),
    ("Community Director", 13),
    ("Sr. Community Director", 6),
    ("VP Community", 3),
];

/// The same cycle with `count` people in place of the sample's. The same seed gives the same people.
pub(crate) fn company(sample: Texts, count: usize, seed: u64) -> Texts {
    let mut rng = Rng::with_seed(seed);
    let people = (0..count)
        .map(|index| somebody(&sample.people, index, &mut rng))
        .collect();
    Texts {
        people,
        missing: Vec::new(),
        ..sample
    }
}

fn somebody(sample: &[Person], index: usize, rng: &mut Rng) -> Person {
    let like = &sample[rng.usize(..sample.len())];
    let rank = level(rng);
    let team = index / TEAM_SIZE;
    let name = format!("{} {}", pick(&GIVEN, rng), pick(&FAMILY, rng));
    // Large companies are made up without specialities.
    let ratings = like
        .ratings
        .iter()
        .take(GENERAL)
        .map(|rating| {
            let manager = near(rank, rng);
            Rating {
                own: (rng.u8(..100) < 92).then(|| title(near(manager, rng))),
                manager: (rng.u8(..100) < 90).then(|| title(manager)),
                agreed: (rng.u8(..100) < 25).then(|| title(near(manager, rng))),
                evidence: reworded(rating.evidence.as_deref(), rng),
                manager_comment: reworded(rating.manager_comment.as_deref(), rng),
                ..rating.clone()
            }
        })
        .collect();
    let mut actions = like.actions.clone();
    for action in &mut actions {
        action.action = shuffled(&action.action, rng);
        action.success = reworded(action.success.as_deref(), rng);
    }
    let mut expectations = like.expectations.clone();
    for expectation in &mut expectations {
        expectation.note = reworded(expectation.note.as_deref(), rng);
    }
    Person {
        file: format!("Team {team:04}/{index:06}.xlsx"),
        own_words: false,
        employee_id: Some(format!("LF-{index:06}")),
        email: Some(format!("lf-{index:06}@example.org")),
        team: Some(format!("Team {team:04}")),
        manager: Some(format!("Manager {team:04}")),
        role_level: title(rank),
        track: (rank > 2).then(|| if rng.bool() { "IC" } else { "Manager" }.to_owned()),
        target_level: None,
        speciality: None,
        aspiration: reworded(like.aspiration.as_deref(), rng),
        accomplishments: reworded(like.accomplishments.as_deref(), rng),
        development: reworded(like.development.as_deref(), rng),
        growth: reworded(like.growth.as_deref(), rng),
        beyond_map: reworded(like.beyond_map.as_deref(), rng),
        manager_summary: reworded(like.manager_summary.as_deref(), rng),
        reasons: reworded(like.reasons.as_deref(), rng),
        name,
        ratings,
        actions,
        expectations,
        ..like.clone()
    }
}

/// [`shuffled`], where there is a text.
fn reworded(text: Option<&str>, rng: &mut Rng) -> Option<String> {
    text.map(|text| shuffled(text, rng))
}

/// The same words in another order, line by line.
fn shuffled(text: &str, rng: &mut Rng) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let mut words: Vec<&str> = line.split(' ').collect();
            rng.shuffle(&mut words);
            words.join(" ")
        })
        .collect();
    lines.join("\n")
}

fn level(rng: &mut Rng) -> usize {
    let mut left = rng.u8(..100);
    for (index, (_, share)) in LEVELS.iter().enumerate() {
        if left < *share {
            return index + 1;
        }
        left -= share;
    }
    1
}

/// Mostly the same rank, else one above or below.
fn near(rank: usize, rng: &mut Rng) -> usize {
    match rng.u8(..100) {
        0..20 => rank - 1,
        20..35 => rank + 1,
        _ => rank,
    }
    .clamp(1, LEVELS.len())
}

fn title(rank: usize) -> String {
    LEVELS[rank - 1].0.to_owned()
}

fn pick<'a>(names: &[&'a str], rng: &mut Rng) -> &'a str {
    names[rng.usize(..names.len())]
}
