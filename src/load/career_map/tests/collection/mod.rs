//! A labelled collection: small maps, and sheets that are not maps, each with the reading of a careful person.
//!
//! Layouts are crossed with kinds (`layouts`, `kinds`), on texts of several trades and languages (`content.txt`); odd
//! ones are written out in full (`*.cases`). Weights are tuned on one half of the cases and judged on the other.

mod changes;
mod content;
mod kinds;
mod layouts;
pub(super) mod notation;
mod pictures;
mod reading;
mod tables;
mod titles;

use std::collections::BTreeMap;

use rayon::prelude::*;

use notation::{Case, cases};
use reading::{Outcome, judge};

/// The cases that are written out in full.
const BY_HAND: &[&str] = &[
    include_str!("maps.cases"),
    include_str!("languages.cases"),
    include_str!("decoys.cases"),
    include_str!("more-decoys.cases"),
    include_str!("odd.cases"),
    include_str!("structure.cases"),
    include_str!("blind.cases"),
    include_str!("crossings.cases"),
    include_str!("fresh.cases"),
    include_str!("ladders.cases"),
    include_str!("variations.cases"),
    include_str!("around.cases"),
    include_str!("printed.cases"),
    include_str!("tracks.cases"),
    include_str!("settings.cases"),
    include_str!("tables-below.cases"),
    include_str!("terms.cases"),
    include_str!("beside.cases"),
];

/// How many are right in each half, at least; none may be wrong in silence.
const RECORDED: [(Half, usize); 2] = [(Half::Tuned, 1429), (Half::Judged, 1318)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    /// Weights may be changed to read these.
    Tuned,
    /// These show how good the weights are.
    Judged,
}

/// The half that a case belongs to: always the same, whatever other cases there are.
fn half(case: &Case) -> Half {
    // FNV-1a.
    let hash = case.name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    if (hash >> 16) % 2 == 0 {
        Half::Tuned
    } else {
        Half::Judged
    }
}

pub(super) fn collection() -> Vec<Case> {
    let mut all: Vec<Case> = BY_HAND.iter().flat_map(|text| cases(text)).collect();
    all.extend(kinds::crossed());
    all.extend(titles::titled());
    all
}

#[test]
fn every_case_has_a_name_of_its_own() {
    let mut seen = BTreeMap::new();
    for case in collection() {
        *seen.entry(case.name).or_insert(0) += 1;
    }
    seen.retain(|_, count| *count > 1);
    assert!(seen.is_empty(), "{seen:?}");
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the table, and each case that is not read rightly, are what this is for"
)]
fn maps_are_read_rightly_or_their_doubts_are_said() {
    let mut table: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut halves = [[0; 4]; 2];
    let judged: Vec<_> = collection()
        .into_par_iter()
        .map(|case| (judge(&case), case))
        .collect();
    for ((outcome, differs), case) in judged {
        let half = half(&case);
        table.entry(case.kind.clone()).or_default()[outcome as usize] += 1;
        halves[half as usize][outcome as usize] += 1;
        if outcome != Outcome::Right {
            println!("## {outcome:?}, {half:?}: {case}\nread\n{differs}");
        }
    }
    println!("{:40} right doubted refused silent", "kind");
    let rows = table.iter().map(|(kind, counts)| (kind.clone(), counts));
    let sums = RECORDED.map(|(half, _)| (format!("all, {half:?}"), &halves[half as usize]));
    for (name, [right, doubted, refused, silent]) in rows.chain(sums) {
        println!("{name:40} {right:5} {doubted:7} {refused:7} {silent:6}");
    }
    for (half, right) in RECORDED {
        let counts = &halves[half as usize];
        assert!(
            counts[Outcome::Right as usize] >= right,
            "{half:?}: {counts:?}"
        );
        assert_eq!(counts[Outcome::Silent as usize], 0, "{half:?}: {counts:?}");
    }
}
