//! Leaves out rows of another review. A list of decisions looks the same year after year, so last year's file in this year's
//! folder would be read as this year's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::rows::who;
use super::times::{Part, Times};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::assessment::{OfReview, PersonOutcome};
use crate::load::setting_lines::toml_text;
use crate::model::{Assessment, PeopleIndex, Sourced};
use crate::text::{counted, fold};

mod beside;

use beside::{ReviewText, folders};

/// Days between what a list says of itself and the assessments of its people, within one review. Reviews are a quarter of a
/// year apart at least.
const WITHIN_A_REVIEW: i32 = 60;

/// The review that is being read.
pub(super) struct ThisReview<'a> {
    assessments: &'a [Assessment],
    people: &'a PeopleIndex,
    /// The names of its cycle, as the settings and the assessments write it; the first is shown in messages.
    cycles: Vec<&'a str>,
    /// The days of the first and the last assessment.
    days: Option<(Date, Date)>,
    /// The years of its cycle and its assessments.
    years: BTreeSet<i16>,
    /// The parts of the year that the names of its cycle say.
    parts: Vec<Part>,
    /// The files with assessments of this review, and their folders: their names say nothing.
    homes: BTreeSet<&'a str>,
}

impl<'a> ThisReview<'a> {
    /// The review with these assessments. `cycle` is its name in the settings.
    pub(super) fn of(
        assessments: &'a [Assessment],
        people: &'a PeopleIndex,
        cycle: Option<&'a str>,
    ) -> Self {
        let in_forms = assessments.iter().filter_map(|one| one.cycle.as_deref());
        let in_forms = most(in_forms, |cycle| fold(cycle));
        let mut seen = BTreeSet::new();
        let cycles = cycle.into_iter().chain(in_forms);
        let cycles: Vec<&str> = cycles.filter(|cycle| seen.insert(fold(cycle))).collect();
        let days = assessments.iter().filter_map(|one| one.assessed_on);
        let said: Vec<Times> = cycles.iter().map(|cycle| Times::of(cycle)).collect();
        let years = said
            .iter()
            .flat_map(|said| said.years.iter().chain(&said.days))
            .copied();
        let years = years
            .chain(most(days.clone().map(Date::year), |year| *year))
            .collect();
        let mut homes = BTreeSet::new();
        for file in assessments.iter().filter_map(|one| one.at.file()) {
            // A folder that is known has known folders above it.
            for path in std::iter::once(file).chain(folders(file)) {
                if !homes.insert(path) {
                    break;
                }
            }
        }
        Self {
            years,
            parts: said.iter().flat_map(|said| said.parts.clone()).collect(),
            homes,
            assessments,
            people,
            cycles,
            days: days.clone().min().zip(days.max()),
        }
    }

    /// The rows that are, or may be, of this review. A message names each table that has other rows.
    pub(super) fn own(
        &self,
        outcomes: Vec<PersonOutcome>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<PersonOutcome> {
        // By sheet, and by the cycle and the day that the table or the row states.
        type Key = (String, String, Option<Date>);
        let key = |outcome: &PersonOutcome| -> Key {
            let OfReview { cycle, until, .. } = &outcome.of_review;
            let sheet = outcome.at.without_cell().to_string();
            let cycle = cycle.as_ref().map(|cycle| fold(&cycle.value));
            let until = until.as_ref().map(|until| until.value);
            (sheet, cycle.unwrap_or_default(), until)
        };
        let mut tables: BTreeMap<Key, Vec<&PersonOutcome>> = BTreeMap::new();
        for outcome in &outcomes {
            tables.entry(key(outcome)).or_default().push(outcome);
        }
        let others: BTreeMap<Key, OtherReviewSign<'_>> = tables
            .iter()
            .filter_map(|(key, rows)| Some((key.clone(), self.other(rows)?)))
            .collect();
        let of_this: BTreeSet<Option<&str>> = tables
            .iter()
            .filter(|(_, rows)| rows.first().is_some_and(|row| self.is_stated(row)))
            .map(|(_, rows)| rows.first().and_then(|row| row.at.file()))
            .collect();
        let mut left_out = BTreeSet::new();
        for (key, other) in &others {
            let rows = &tables[key];
            // A list of several reviews that has this one, too, leaves no doubt about what clearly is of another.
            let file = rows.first().and_then(|row| row.at.file());
            let is_list_of_reviews = of_this.contains(&file);
            problems.push(Diagnostic {
                severity: if is_list_of_reviews && self.is_clear(other) {
                    Severity::Note
                } else {
                    Severity::Warning
                },
                ..self.problem(other, rows)
            });
            left_out.insert(key.clone());
        }
        let is_own: Vec<bool> = outcomes
            .iter()
            .map(|outcome| !left_out.contains(&key(outcome)))
            .collect();
        let kept = outcomes.into_iter().zip(is_own);
        kept.filter_map(|(outcome, is_own)| is_own.then_some(outcome))
            .collect()
    }

    fn has(&self, cycle: &str) -> bool {
        let cycle = Times::of(cycle);
        let mut known = self.cycles.iter().map(|known| Times::of(known));
        known.any(|known| known.has_same_words(&cycle))
    }

    /// Whether a cycle says less than the names of this review's, and nothing else: “2026” or “H2 2026” for “Autumn 2026”.
    fn is_less_exact(&self, cycle: &str) -> bool {
        let said = Times::of(cycle);
        let mut known = self.cycles.iter().map(|known| Times::of(known));
        !self.has(cycle) && known.any(|known| said.says_less_than(&known))
    }

    /// Whether a row, or what stands beside its table, says that it is of this review.
    fn is_stated(&self, row: &PersonOutcome) -> bool {
        match &row.of_review.cycle {
            Some(cycle) => self.has(&cycle.value),
            None => self.beside(row).is_some_and(|(_, is_own)| is_own),
        }
    }

    /// Whether it is clear that the rows are of another review, not of this one in other words.
    fn is_clear(&self, other: &OtherReviewSign<'_>) -> bool {
        match other {
            OtherReviewSign::Cycle(cycle) => self.is_said(&cycle.value) == Some(false),
            OtherReviewSign::Beside(_) | OtherReviewSign::CycleOfYear(_) => true,
            OtherReviewSign::Until { .. } | OtherReviewSign::From { .. } => false,
        }
    }

    /// Why the rows of a table seem to be of another review; `None` where nothing says so.
    fn other<'r>(&self, rows: &[&'r PersonOutcome]) -> Option<OtherReviewSign<'r>> {
        let OfReview { cycle, until, .. } = &rows.first()?.of_review;
        let knows_cycle = cycle
            .as_ref()
            .filter(|cycle| !self.cycles.is_empty() && !self.is_less_exact(&cycle.value));
        if let Some(cycle) = knows_cycle
            && !self.has(&cycle.value)
        {
            return Some(OtherReviewSign::Cycle(cycle));
        }
        if let Some(until) = until {
            // A list may be begun weeks before the last assessment, and some people are assessed after a meeting.
            let days = rows.iter().filter_map(|row| {
                let place = self.people.find(who(row)).one()?;
                self.assessments[place].assessed_on
            });
            let days: Vec<Date> = days.collect();
            let later = days
                .iter()
                .filter(|day| (**day - until.value).get_days() > WITHIN_A_REVIEW)
                .count();
            return (later * 2 > days.len()).then_some(OtherReviewSign::Until {
                until,
                later,
                of: days.len(),
            });
        }
        if cycle.is_none()
            && let Some((beside, is_own)) = self.beside(rows.first()?)
        {
            if !is_own {
                return Some(OtherReviewSign::Beside(beside));
            }
            if beside.is_title {
                return None;
            }
        }
        if let Some(cycle) = cycle.as_ref().filter(|_| knows_cycle.is_none())
            && self.is_said(&cycle.value) == Some(false)
        {
            return Some(OtherReviewSign::CycleOfYear(cycle));
        }
        // Nothing says which review it is, so a decision that applies from a day before the first assessment is a doubt.
        let (first, _) = self.days.filter(|_| knows_cycle.is_none())?;
        rows.iter()
            .filter_map(|row| {
                let from = row.decision.from.as_ref()?;
                let day = from.value.parse::<Date>().ok()?;
                (day < first).then_some((day, row, from))
            })
            .min_by_key(|(day, ..)| *day)
            .map(|(_, row, from)| OtherReviewSign::From { row, from })
    }

    fn problem(&self, other: &OtherReviewSign<'_>, rows: &[&PersonOutcome]) -> Diagnostic {
        let one = rows.len() == 1;
        let rows = counted(rows.len(), "row", "rows");
        let own = self.cycles.first().copied().unwrap_or_default();
        let (at, message, help) = match other {
            OtherReviewSign::Cycle(cycle) => (
                &cycle.at,
                format!(
                    "The review cycle here is “{}”, but that of the assessments is “{own}”; {rows} of this sheet {} to another \
                     review and {} left out.",
                    cycle.value,
                    if one { "belongs" } else { "belong" },
                    if one { "was" } else { "were" },
                ),
                format!(
                    "If this file is of another review, move it out of the folder. If the rows belong to this review, write \
                     “{own}” into this cell."
                ),
            ),
            OtherReviewSign::Until { until, later, of } => (
                &until.at,
                format!(
                    "The latest assessment is of {} according to this cell, but {later} of the {of} people with this day whose \
                     assessment has a date were assessed more than {WITHIN_A_REVIEW} days later; this seems to belong to an \
                     earlier review and was left out ({rows}).",
                    until.value
                ),
                format!(
                    "If this file is of another review, move it out of the folder. If it belongs to this review, write the day \
                     of the latest assessment, {}, into this cell.",
                    self.last_day()
                ),
            ),
            OtherReviewSign::CycleOfYear(cycle) => (
                &cycle.at,
                format!(
                    "The review cycle here is “{}”, and the assessments are {}, so {rows} of this sheet {} left out as part of \
                     another review.",
                    cycle.value,
                    self.span(),
                    if one { "was" } else { "were" },
                ),
                format!(
                    "Move the file of the other review out of the folder. If the rows belong to this review, write into \
                     careermap.toml, under [review]: cycle = {}",
                    toml_text(&cycle.value)
                ),
            ),
            OtherReviewSign::Beside(ReviewText { at, what, text, .. }) => (
                at,
                format!(
                    "{what} “{text}”, and {}, so the sheet seems to belong to another review; it was left out ({rows}).",
                    if own.is_empty() {
                        format!("the assessments are {}", self.span())
                    } else {
                        format!("this review is “{own}”")
                    }
                ),
                format!(
                    "Move a file of another review out of the folder. {}",
                    self.overrule()
                ),
            ),
            OtherReviewSign::From { row, from } => (
                &from.at,
                format!(
                    "The decision about {} applies from {}, which is before the first assessment of this review ({}), and \
                         nothing above the table says which review it belongs to; the sheet was left out ({rows}).",
                    row.called(),
                    from.value,
                    self.days
                        .map(|(first, _)| first.to_string())
                        .unwrap_or_default()
                ),
                format!(
                    "Move a file of another review out of the folder. {}",
                    self.overrule()
                ),
            ),
        };
        Diagnostic::warning("other-review", at.clone(), message, help)
    }

    /// How to say that a table belongs to this review.
    fn overrule(&self) -> String {
        let (label, value) = match self.cycles.first() {
            Some(cycle) => ("Review cycle", (*cycle).to_owned()),
            None => ("Assessed up to", self.last_day()),
        };
        format!(
            "If it belongs to this review, add a row above the table with “{label}” in one cell and “{value}” in the next."
        )
    }

    /// The days of the assessments.
    fn span(&self) -> String {
        match self.days {
            Some((first, last)) if first != last => format!("of {first} to {last}"),
            _ => format!("of {}", self.last_day()),
        }
    }

    fn last_day(&self) -> String {
        self.days
            .map(|(_, last)| last.to_string())
            .unwrap_or_default()
    }
}

/// What at least a quarter says, in the order of first mention; fewer are forms of an earlier review that were left in the folder.
fn most<T: Clone, K: Ord>(said: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let said: Vec<T> = said.collect();
    let mut counts: BTreeMap<K, usize> = BTreeMap::new();
    for one in &said {
        *counts.entry(key(one)).or_default() += 1;
    }
    let is_said = |one: &&T| {
        counts
            .get(&key(one))
            .is_some_and(|count| count * 4 >= said.len())
    };
    said.iter().filter(is_said).cloned().collect()
}

/// Why rows seem to be of another review.
enum OtherReviewSign<'r> {
    /// They state another cycle.
    Cycle(&'r Sourced<String>),
    /// They state a cycle of another year, and nothing says what this review's is called.
    CycleOfYear(&'r Sourced<String>),
    /// A title, or a name of the sheet, the file or a folder, says another year.
    Beside(ReviewText),
    /// Most people were assessed after the table was made.
    Until {
        until: &'r Sourced<Date>,
        later: usize,
        of: usize,
    },
    /// A decision applies from a day before the review.
    From {
        row: &'r PersonOutcome,
        from: &'r Sourced<String>,
    },
}
