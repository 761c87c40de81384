//! Which reading of a workbook is the career map, and what became of the others.

use std::collections::BTreeSet;

use super::build::headings;
use super::draft::Draft;
use super::evidence::{Finding, RuledOut, Verdict, verdict};
use super::options::MapOptions;
use super::{ambiguous, drafts, refused, tables};
use crate::diagnostic::Diagnostic;
use crate::load::sheet::Workbook;
use crate::model::{Attempt, Attempts, EvidenceFound, Orientation, Outcome};

/// So many of the readings that were tried are listed.
const LISTED: usize = 10;

/// The reading that explains a workbook best, or why there is none.
pub(super) struct Choice {
    pub(super) attempts: Attempts,
    pub(super) best: Result<Draft, Box<Diagnostic>>,
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

/// Weighs every reading of a workbook.
pub(super) fn choose(workbook: &Workbook, options: &MapOptions) -> Choice {
    let refusal = |refusal| Choice {
        attempts: Attempts::default(),
        best: Err(refusal),
    };
    let tables = match tables(workbook, options) {
        Ok(tables) => tables,
        Err(problem) => return refusal(problem),
    };
    let drafts = match drafts(&tables, &workbook.at, options) {
        Ok(drafts) => drafts,
        Err(problem) => return refusal(problem),
    };
    let is_configured = options.header_row.is_some() || !options.levels.is_empty();
    let mut weighed: Vec<Weighed> = drafts
        .into_iter()
        .map(|mut draft| {
            draft.signs.configured = is_configured;
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
    let ruled_out: Vec<(usize, RuledOut)> = weighed
        .iter()
        .filter_map(|one| {
            let size = one.draft.levels.len() * one.draft.rows.len();
            Some((size, one.verdict.ruled_out?))
        })
        .collect();
    // The order of equal ones is that of the sheets.
    weighed.sort_by(|a, b| {
        (b.is_accepted().cmp(&a.is_accepted())).then_with(|| b.total.total_cmp(&a.total))
    });
    let rival = weighed.first().and_then(|best| {
        let is_rival = |other: &&Weighed| {
            other.is_accepted()
                && best.verdict.ties_with(&other.verdict)
                && differ(&best.draft, &other.draft)
        };
        weighed[1..].iter().find(is_rival)
    });
    let refused = match (weighed.first().filter(|best| best.is_accepted()), rival) {
        (Some(best), Some(other)) => Some(ambiguous(&workbook.at, &best.draft, &other.draft)),
        (Some(_), None) => None,
        (None, _) => Some(refused(&workbook.at, &tables, &ruled_out)),
    };
    let attempts = attempts(&weighed, refused.is_none());
    let best = match (refused, weighed.into_iter().next()) {
        (None, Some(best)) => Ok(best.draft),
        (Some(problem), _) => Err(Box::new(problem)),
        (None, None) => Err(Box::new(super::refused(&workbook.at, &tables, &ruled_out))),
    };
    Choice { attempts, best }
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
