//! Which reading of a workbook is the career map, and what became of the others.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::build::headings;
use super::draft::Draft;
use super::evidence::{Finding, Verdict, verdict};
use super::options::MapOptions;
use super::refusal::Refusal;
use super::settings::{Places, vouches_for};
use super::{drafts, tables};
use crate::load::sheet::Workbook;
use crate::model::{Attempt, Attempts, EvidenceFound, Orientation, Outcome};

/// So many of the readings that were tried are listed.
const LISTED: usize = 10;

/// The reading that explains a workbook best, or why there is none.
pub(super) struct Choice {
    pub(super) attempts: Attempts,
    pub(super) best: Result<Draft, Box<Refusal>>,
}

/// A draft, its verdict, and whether a draft of several sheets has its sheet, too.
struct Weighed {
    draft: Draft,
    verdict: Verdict,
    total: f64,
    is_part: bool,
}

impl Weighed {
    /// Whether it may be the career map.
    const fn is_accepted(&self) -> bool {
        self.verdict.ruled_out.is_none() && !self.is_part
    }
}

/// The reading that explains a workbook best.
pub(super) fn chosen(workbook: &Workbook, options: &MapOptions) -> Result<Draft, Box<Refusal>> {
    choose(workbook, options).best
}

/// Weighs every reading of a workbook.
pub(super) fn choose(workbook: &Workbook, options: &MapOptions) -> Choice {
    let refusal = |refusal| Choice {
        attempts: Attempts::default(),
        best: Err(refusal),
    };
    let (tables, left_out) = match tables(workbook, options) {
        Ok(tables) => tables,
        Err(problem) => return refusal(problem),
    };
    let places = match Places::of(options, &tables) {
        Ok(places) => places,
        Err(problem) => return refusal(Box::new(Refusal::Setting(problem))),
    };
    let drafts = drafts(&tables, &workbook.at, options, &places);
    let mut weighed: Vec<Weighed> = drafts
        .into_iter()
        .map(|mut draft| {
            let of_sheets = left_out.iter().filter(|left| {
                let sheet = left.at.sheet().unwrap_or_default();
                left.area.is_none() || draft.sheets.iter().any(|own| own == sheet)
            });
            draft.left_out.extend(of_sheets.cloned());
            draft.signs.configured = vouches_for(options, draft.orientation);
            let verdict = verdict(&draft, options);
            Weighed {
                total: verdict.total(),
                verdict,
                draft,
                is_part: false,
            }
        })
        .collect();
    mark_parts_of_others(&mut weighed);
    // The order of equal ones is that of the sheets.
    weighed.sort_by(|a, b| {
        (b.is_accepted().cmp(&a.is_accepted())).then_with(|| b.total.total_cmp(&a.total))
    });
    let rival = weighed
        .first()
        .filter(|best| best.is_accepted())
        .and_then(|best| {
            let is_rival = |other: &&Weighed| {
                other.is_accepted()
                    && best.verdict.ties_with(&other.verdict)
                    && differ(&best.draft, &other.draft)
            };
            weighed[1..].iter().position(|other| is_rival(&other))
        });
    let is_chosen = rival.is_none() && weighed.first().is_some_and(Weighed::is_accepted);
    let attempts = attempts(&weighed, is_chosen);
    let mut ranked = weighed.into_iter();
    let best = match (rival, ranked.next()) {
        (None, Some(best)) if is_chosen => Ok(best.draft),
        (Some(rival), Some(best)) => match ranked.nth(rival) {
            Some(other) => Err(Refusal::Ambiguous(Box::new((best.draft, other.draft)))),
            None => Ok(best.draft),
        },
        (_, best) => Err(ruled_out(best.into_iter().chain(ranked))),
    };
    let best = best.map_err(Box::new);
    Choice { attempts, best }
}

/// The drafts that were ruled out; the one that went furthest tells most.
fn ruled_out(weighed: impl Iterator<Item = Weighed>) -> Refusal {
    let mut ruled_out: Vec<_> = weighed
        .filter_map(|one| Some((one.verdict.ruled_out?, one.draft)))
        .collect();
    ruled_out.sort_by_key(|(_, draft)| Reverse(draft.levels.len() * draft.rows.len()));
    Refusal::RuledOut(ruled_out)
}

/// What is told of the readings that were tried.
fn attempts(weighed: &[Weighed], is_chosen: bool) -> Attempts {
    let best = weighed.first();
    let listed = weighed
        .iter()
        .enumerate()
        .take(LISTED)
        .map(|(place, one)| Attempt {
            sheets: one.draft.sheets.clone(),
            orientation: one.draft.orientation,
            header: one.draft.header.clone(),
            levels: headings(&one.draft)
                .into_iter()
                .map(|heading| heading.title)
                .collect(),
            competencies: one.draft.rows.len(),
            total: one.total,
            evidence: one.verdict.findings.iter().map(found).collect(),
            outcome: match one.verdict.ruled_out {
                Some(why) => Outcome::RuledOut(why.to_string()),
                None if one.is_part => Outcome::PartOfAnother,
                None if is_chosen && place == 0 => Outcome::Chosen,
                None if !is_chosen
                    && best.is_some_and(|best| best.verdict.ties_with(&one.verdict)) =>
                {
                    Outcome::AsGood
                }
                None => Outcome::FewerPoints,
            },
        })
        .collect();
    Attempts {
        listed,
        more: weighed.len().saturating_sub(LISTED),
    }
}

fn found(finding: &Finding) -> EvidenceFound {
    let about = finding.evidence.about();
    EvidenceFound {
        name: about.name,
        says: about.says,
        weight: about.weight,
        found: finding.found,
        points: finding.points(),
    }
}

/// A draft over several sheets explains more than a draft of one of them.
fn mark_parts_of_others(weighed: &mut [Weighed]) {
    let several: BTreeSet<String> = weighed
        .iter()
        .filter(|one| one.verdict.ruled_out.is_none() && one.draft.sheets.len() > 1)
        .flat_map(|one| one.draft.sheets.iter().cloned())
        .collect();
    for one in weighed {
        one.is_part = one.draft.sheets.len() == 1 && several.contains(&one.draft.sheets[0]);
    }
}

/// Whether two drafts are really two readings: of other sheets, or with levels on another axis or in other places. Two lines
/// that name the same columns are one reading, of which the better one counts.
fn differ(one: &Draft, other: &Draft) -> bool {
    let line = |draft: &Draft, place: usize| {
        let cell = draft.levels[place].at.cell();
        cell.map(|cell| match draft.orientation {
            Orientation::LevelsInRows => cell.row,
            _ => cell.column,
        })
    };
    let lines = |draft: &Draft| -> BTreeSet<_> {
        (0..draft.levels.len())
            .map(|place| line(draft, place))
            .collect()
    };
    let (lines, others) = (lines(one), lines(other));
    one.sheets != other.sheets
        || one.orientation != other.orientation
        || lines.intersection(&others).count() * 2 < lines.len().max(others.len())
}
