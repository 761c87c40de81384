//! Which reading of a workbook is the career map, and how the others were ruled out.

use std::collections::BTreeSet;

use super::evidence::{Finding, Verdict, verdict};
use super::other_tables::{Other, other};
use crate::diagnostic::Location;
use crate::load::career_map::content::kinds::kinds;
use crate::load::career_map::content::legend::without_legends;
use crate::load::career_map::content::requirement::Scales;
use crate::load::career_map::drafts::draft::{Draft, DraftRow};
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::drafts::ruled_out::RuledOut;
use crate::load::career_map::layouts::settings::{
    BadSetting, Places, confirms_levels_of, conflict,
};
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::{all_drafts, tables};
use crate::load::sheet::Workbook;
use crate::model::{EvidenceFound, Orientation, TriedReading, TriedReadingResult, TriedReadings};
use crate::text::fold;

/// At most this many of the readings that were tried are listed.
const LISTED: usize = 10;

/// The reading that explains a workbook best, or why there is none.
pub(in crate::load::career_map) struct Choice {
    pub(in crate::load::career_map) attempts: TriedReadings,
    pub(in crate::load::career_map) best: Result<Draft, Box<Refusal>>,
    pub(in crate::load::career_map) others: Others,
}

/// What makes the best reading doubtful.
#[derive(Debug, Default)]
pub(in crate::load::career_map) struct Others {
    /// Another reading with nearly as many points.
    pub(in crate::load::career_map) near: Option<Draft>,
    /// A reading of other sheets that holds more.
    pub(in crate::load::career_map) larger: Option<Draft>,
    /// Whether the best reading has hardly more points than a career map must have.
    pub(in crate::load::career_map) is_weak: bool,
}

/// Why no draft was chosen.
#[derive(Debug)]
pub(in crate::load::career_map) enum Refusal {
    /// A setting cannot be used, whatever the file holds.
    Setting(BadSetting),
    /// The sheet that `sheet` names is not there.
    NoSheet(String),
    /// The workbook is an assessment.
    Assessment,
    /// The workbook has no visible content.
    Nothing,
    /// Its table is something else, and no layout could read it.
    Other(RuledOut),
    /// Every draft was ruled out; those that went furthest first. There may be none.
    RuledOut(Vec<(RuledOut, Draft)>),
    /// Two drafts explain it equally well.
    Ambiguous(Box<(Draft, Draft)>),
}

impl Refusal {
    /// The draft that came nearest to being the career map.
    pub(in crate::load::career_map) fn nearest(&self) -> Option<&Draft> {
        match self {
            Self::RuledOut(drafts) => drafts.first().map(|(_, draft)| draft),
            Self::Ambiguous(both) => Some(&both.0),
            Self::Setting(_)
            | Self::NoSheet(_)
            | Self::Assessment
            | Self::Nothing
            | Self::Other(_) => None,
        }
    }
}

/// A draft, its verdict, and whether a draft of several sheets has its sheet, too.
struct ScoredDraft {
    draft: Draft,
    verdict: Verdict,
    total: f64,
    is_part: bool,
}

impl ScoredDraft {
    /// Whether it may be the career map.
    const fn is_accepted(&self) -> bool {
        self.verdict.ruled_out.is_none() && !self.is_part
    }
}

/// The reading that explains a workbook best.
pub(in crate::load::career_map) fn chosen(
    workbook: &Workbook,
    options: &MapOptions,
) -> Result<Draft, Box<Refusal>> {
    choose(workbook, options).best
}

/// Whether somebody has confirmed exactly the levels of a draft.
fn are_confirmed(draft: &Draft, options: &MapOptions) -> bool {
    let folded = |titles: Vec<&str>| titles.into_iter().map(fold).collect::<BTreeSet<String>>();
    options.confirmed.as_ref().is_some_and(|confirmed| {
        let headings = headings(draft);
        let own = headings.iter().map(|heading| heading.title.as_str());
        folded(own.collect()) == folded(confirmed.levels.iter().map(String::as_str).collect())
    })
}

/// Weighs every reading of a workbook.
pub(in crate::load::career_map) fn choose(workbook: &Workbook, options: &MapOptions) -> Choice {
    let refusal = |refusal| Choice {
        attempts: TriedReadings::default(),
        best: Err(refusal),
        others: Others::default(),
    };
    let (tables, mut left_out) = match tables(workbook, options) {
        Ok(tables) => tables,
        Err(problem) => return refusal(problem),
    };
    let scales = Scales::of(&tables, options);
    let (tables, legends) = without_legends(tables);
    left_out.extend(legends);
    let places = match Places::of(options, &tables) {
        Ok(places) => places,
        Err(problem) => return refusal(Box::new(Refusal::Setting(problem))),
    };
    let others: Vec<(String, Other)> = tables
        .iter()
        .filter_map(|table| Some((table.sheet.clone(), other(table)?)))
        .collect();
    let drafts = all_drafts(&tables, &workbook.at, options, &places);
    let mut weighed: Vec<ScoredDraft> = drafts
        .into_iter()
        .map(|mut draft| {
            let of_sheets = left_out.iter().filter(|left| {
                let sheet = left.at.sheet().unwrap_or_default();
                left.area.is_none() || draft.sheets.iter().any(|own| own == sheet)
            });
            draft.left_out.extend(of_sheets.cloned());
            draft.signs.configured = confirms_levels_of(options, draft.orientation);
            draft.signs.confirmed = are_confirmed(&draft, options);
            scales.apply(&mut draft);
            let other = what_else(&draft, &others).filter(|_| !draft.signs.configured);
            if let Some(Other::Certain(why)) = other {
                draft.signs.against.get_or_insert(why);
            }
            draft.signs.kinds = kinds(&draft, options);
            let mut verdict = verdict(&draft);
            // To say what the table is helps more than to say what it lacks.
            if let (Some(Other::Possible(other) | Other::Certain(other)), Some(why)) =
                (other, verdict.ruled_out)
                && why.is_vague()
            {
                verdict.ruled_out = Some(other);
            }
            ScoredDraft {
                total: verdict.total(),
                verdict,
                draft,
                is_part: false,
            }
        })
        .collect();
    mark_parts_of_others(&mut weighed);
    // Equal readings stay in the order of the sheets.
    weighed.sort_by(|a, b| {
        (b.is_accepted().cmp(&a.is_accepted())).then_with(|| b.total.total_cmp(&a.total))
    });
    let rival = weighed
        .first()
        .filter(|best| best.is_accepted())
        .and_then(|best| {
            let is_rival = |other: &&ScoredDraft| {
                other.is_accepted()
                    && best.verdict.ties_with(&other.verdict)
                    && differ(&best.draft, &other.draft)
            };
            weighed[1..].iter().position(|other| is_rival(&other))
        });
    let wanting = wants_setting(&weighed);
    let rival = rival.filter(|_| wanting.is_none());
    let is_chosen = wanting.is_none()
        && rival.is_none()
        && weighed.first().is_some_and(ScoredDraft::is_accepted);
    let attempts = attempts(&weighed, is_chosen);
    let competitors = competitors(&weighed);
    let mut ranked = weighed.into_iter();
    let best = match (rival, ranked.next()) {
        (None, Some(best)) if is_chosen => match conflict(&best.draft, options) {
            Some(problem) => Err(Refusal::Setting(problem)),
            None => Ok(best.draft),
        },
        (Some(rival), Some(best)) => match ranked.nth(rival) {
            Some(other) => Err(Refusal::Ambiguous(Box::new((best.draft, other.draft)))),
            None => Ok(best.draft),
        },
        (_, best) => {
            let refusal = ruled_out(best.into_iter().chain(ranked), wanting);
            Err(match (refusal, others.first()) {
                // Nothing was read at all: then only the table itself can say what it is.
                (
                    Refusal::RuledOut(drafts),
                    Some((_, Other::Certain(why) | Other::Possible(why))),
                ) if drafts.is_empty() => Refusal::Other(*why),
                (refusal, _) => refusal,
            })
        }
    };
    let best = best.map_err(Box::new);
    Choice {
        attempts,
        best,
        others: competitors,
    }
}

/// Reasons to doubt the first of these.
fn competitors(weighed: &[ScoredDraft]) -> Others {
    /// Where this share of titles is known, and at most that of the other reading, the titles tell which sides have the levels.
    const KNOWN: f64 = 0.9;
    const UNKNOWN: f64 = 0.2;
    let Some((best, rest)) = weighed.split_first() else {
        return Others::default();
    };
    let is_near = |other: &&ScoredDraft| {
        let [known, unknown] = [best, other].map(|one| one.draft.signs.recognised);
        other.is_accepted()
            && !(known >= KNOWN && unknown <= UNKNOWN)
            && best.verdict.is_near(&other.verdict)
            && differ(&best.draft, &other.draft)
    };
    let is_larger = |other: &&ScoredDraft| {
        let shares_sheet = |sheet| best.draft.sheets.contains(sheet);
        !other.draft.sheets.iter().any(shares_sheet)
            && other.verdict.is_nearly_accepted()
            && size(&other.draft) > size(&best.draft)
    };
    let draft = |found: Option<&ScoredDraft>| found.map(|other| other.draft.clone());
    Others {
        near: draft(rest.iter().find(is_near)),
        larger: draft(
            rest.iter()
                .filter(is_larger)
                .max_by_key(|other| size(&other.draft)),
        ),
        is_weak: best.verdict.is_weak(),
    }
}

/// How many cells of levels have something.
fn size(draft: &Draft) -> usize {
    draft.rows.iter().map(DraftRow::filled).sum()
}

/// What the sheets of a draft are instead of a career map, if they are all the same.
fn what_else(draft: &Draft, others: &[(String, Other)]) -> Option<Other> {
    let of_sheet = |sheet: &String| others.iter().find(|(name, _)| name == sheet);
    let mut found = None;
    for sheet in &draft.sheets {
        found = Some(of_sheet(sheet)?.1);
    }
    found
}

/// Why the draft that explains a sheet best is not a map, if only a setting is missing: then no weaker reading of the
/// same sheet may become the map.
fn wants_setting(weighed: &[ScoredDraft]) -> Option<RuledOut> {
    let best = weighed.first().filter(|best| best.is_accepted())?;
    weighed
        .iter()
        .filter(|one| one.total > best.total && one.draft.sheets == best.draft.sheets)
        .filter_map(|one| one.verdict.ruled_out)
        .find(|why| why.wants_setting())
}

/// The drafts that were ruled out: first those that only want a setting, if that is why nothing was read; then the one
/// that came nearest, which helps most; of equal ones, the one whose levels are known.
fn ruled_out(weighed: impl Iterator<Item = ScoredDraft>, wanting: Option<RuledOut>) -> Refusal {
    let mut ruled_out: Vec<_> = weighed
        .filter_map(|one| Some((one.verdict.ruled_out?, one.draft)))
        .collect();
    ruled_out.sort_by(|(why, one), (other_why, other)| {
        let size = |draft: &Draft| draft.levels.len() * draft.rows.len();
        let is_wanting = |why: &RuledOut| Some(*why) == wanting;
        (is_wanting(other_why).cmp(&is_wanting(why)))
            .then(size(other).cmp(&size(one)))
            .then(other.signs.recognised.total_cmp(&one.signs.recognised))
    });
    Refusal::RuledOut(ruled_out)
}

/// The readings that were tried, for `--explain`.
fn attempts(weighed: &[ScoredDraft], is_chosen: bool) -> TriedReadings {
    let best = weighed.first();
    let listed = weighed
        .iter()
        .enumerate()
        .take(LISTED)
        .map(|(place, one)| TriedReading {
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
                Some(why) => TriedReadingResult::RuledOut(why.to_string()),
                None if one.is_part => TriedReadingResult::PartOfAnother,
                None if is_chosen && place == 0 => TriedReadingResult::Chosen,
                None if !is_chosen
                    && best.is_some_and(|best| best.verdict.ties_with(&one.verdict)) =>
                {
                    TriedReadingResult::AsGood
                }
                None => TriedReadingResult::FewerPoints,
            },
        })
        .collect();
    TriedReadings {
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

/// A draft over several sheets explains more than a draft of one of them; and one in the long form more than one that takes the
/// first of its lines for headings, and so has fewer levels. So does a draft of two tables more than one of either.
fn mark_parts_of_others(weighed: &mut [ScoredDraft]) {
    let long: Vec<(Vec<String>, usize)> = weighed
        .iter()
        .filter(|one| one.verdict.ruled_out.is_none() && one.draft.orientation == Orientation::Long)
        .map(|one| (one.draft.sheets.clone(), one.draft.levels.len()))
        .collect();
    let lacks_level = |draft: &Draft| {
        let has_more = |(sheets, levels): &(Vec<String>, usize)| {
            *sheets == draft.sheets && *levels > draft.levels.len()
        };
        draft.orientation == Orientation::LevelsInRows && long.iter().any(has_more)
    };
    let several: BTreeSet<String> = weighed
        .iter()
        .filter(|one| one.verdict.ruled_out.is_none() && one.draft.sheets.len() > 1)
        .flat_map(|one| one.draft.sheets.iter().cloned())
        .collect();
    let joined: Vec<Vec<Location>> = weighed
        .iter()
        .filter(|one| one.verdict.ruled_out.is_none())
        .map(|one| {
            one.draft
                .levels
                .iter()
                .map(|level| level.at.clone())
                .collect()
        })
        .collect();
    let is_one_table = |draft: &Draft| {
        let has_all = |levels: &&Vec<Location>| {
            levels.len() > draft.levels.len()
                && draft.levels.iter().all(|own| levels.contains(&own.at))
        };
        joined.iter().any(|levels| has_all(&levels))
    };
    for one in weighed {
        one.is_part = lacks_level(&one.draft)
            || is_one_table(&one.draft)
            || (one.draft.sheets.len() == 1 && several.contains(&one.draft.sheets[0]));
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
