//! People at random: every role, track and target, and texts from empty to extremely long.

use fastrand::Rng;

use super::people::{AREAS, person};
use crate::harness::AssessmentFile;

const LEVELS: [&str; 7] = [
    "Community Apprentice",
    "Community Manager",
    "Sr. Community Manager",
    "Community Director",
    "Sr. Community Director",
    "VP Community",
    "Chief Community Officer",
];

const WORDS: [&str; 16] = [
    "members",
    "asked",
    "for",
    "a",
    "quarterly",
    "figure",
    "and",
    "we",
    "answered",
    "the",
    "complaint",
    "in",
    "Bristol",
    "before",
    "Thursday",
    "internationalisation",
];

/// This many people; the same seed gives the same ones.
pub(super) fn people(count: usize, seed: u64) -> Vec<AssessmentFile> {
    let mut rng = Rng::with_seed(seed);
    (0..count)
        .map(|number| somebody(number, &mut rng))
        .collect()
}

fn somebody(number: usize, rng: &mut Rng) -> AssessmentFile {
    let role = rng.usize(..LEVELS.len());
    let family = words(rng, 1..4);
    let mut somebody = person(
        &format!("Ada {family}"),
        &format!("R-{number}"),
        LEVELS[role],
    );
    if role > 1 && rng.u8(..10) < 7 {
        let track = if role == 6 || rng.bool() {
            "Manager"
        } else {
            "IC"
        };
        somebody = somebody.label("Track", track);
    }
    if rng.u8(..10) < 3 {
        let target = (role + rng.usize(..3)).min(6);
        somebody = somebody.label("Target level", LEVELS[target]);
    }
    for label in [
        "Aspiration",
        "Accomplishments",
        "Development since last review",
    ] {
        if rng.u8(..10) < 8 {
            let most = [20, 60, 180][rng.usize(..3)];
            somebody = somebody.label(label, &words(rng, 3..most));
        }
    }
    let rated = rng.u8(..10);
    for area in AREAS {
        let near = |rng: &mut Rng| LEVELS[(role + rng.usize(..3)).saturating_sub(1).min(6)];
        let own = if rng.u8(..10) < 9 { near(rng) } else { "" };
        let manager = if rated > 1 && rng.u8(..10) < 9 {
            near(rng)
        } else {
            ""
        };
        let agreed = if rated > 1 && rng.u8(..10) < 3 {
            near(rng)
        } else {
            ""
        };
        let most = [8, 40, 130][rng.usize(..3)];
        let evidence = if rng.u8(..10) < 8 {
            words(rng, 4..most)
        } else {
            String::new()
        };
        if rated > 0 {
            somebody = somebody.rating([area, own, manager, agreed, &evidence]);
            if rng.u8(..10) < 3 {
                somebody = somebody.interest(area, ["High", "Medium", "Low"][rng.usize(..3)]);
            }
        }
    }
    for _ in 0..rng.usize(..5) {
        let area = AREAS[rng.usize(..AREAS.len())];
        let status = ["Planned", "In progress", "Done", "Dropped", ""][rng.usize(..5)];
        let due = ["2026-09-30", "2027-03-31", ""][rng.usize(..3)];
        let action = words(rng, 4..22);
        let success = words(rng, 4..18);
        somebody = somebody.action([
            area,
            &action,
            "Experience",
            "Kim Sample",
            "",
            due,
            status,
            &success,
        ]);
    }
    somebody
}

fn words(rng: &mut Rng, count: std::ops::Range<usize>) -> String {
    let count = rng.usize(count);
    let words: Vec<&str> = (0..count)
        .map(|_| WORDS[rng.usize(..WORDS.len())])
        .collect();
    words.join(" ")
}
