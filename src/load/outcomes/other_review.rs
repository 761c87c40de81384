//! Leaves out rows of another review. A list of decisions looks the same year after year, so last year's file in this year's
//! folder would be read as this year's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::rows::who;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::assessment::{OfReview, PersonOutcome};
use crate::model::{Assessment, PeopleIndex, Sourced};
use crate::text::{counted, fold};

/// The review that is being read.
pub(super) struct ThisReview<'a> {
    assessments: &'a [Assessment],
    people: &'a PeopleIndex,
    /// The names of its cycle, as the settings and the assessments write it; the first is shown in messages.
    cycles: Vec<&'a str>,
    /// The days of the first and the last assessment.
    days: Option<(Date, Date)>,
}

impl<'a> ThisReview<'a> {
    /// The review with these assessments. `cycle` is its name in the settings.
    pub(super) fn of(
        assessments: &'a [Assessment],
        people: &'a PeopleIndex,
        cycle: Option<&'a str>,
    ) -> Self {
        let in_forms = assessments.iter().filter_map(|one| one.cycle.as_deref());
        let mut seen = BTreeSet::new();
        let cycles = cycle.into_iter().chain(in_forms);
        let cycles = cycles.filter(|cycle| seen.insert(fold(cycle))).collect();
        let days = assessments.iter().filter_map(|one| one.assessed_on);
        Self {
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
        // By sheet, and by the cycle that the table or the row states.
        type Key = (String, String);
        let key = |outcome: &PersonOutcome| -> Key {
            let cycle = outcome.of_review.cycle.as_ref();
            let sheet = outcome.at.without_cell().to_string();
            (
                sheet,
                cycle.map(|cycle| fold(&cycle.value)).unwrap_or_default(),
            )
        };
        let mut tables: BTreeMap<Key, Vec<&PersonOutcome>> = BTreeMap::new();
        for outcome in &outcomes {
            tables.entry(key(outcome)).or_default().push(outcome);
        }
        let others: BTreeMap<Key, Other<'_>> = tables
            .iter()
            .filter_map(|(key, rows)| Some((key.clone(), self.other(rows)?)))
            .collect();
        let mut left_out = BTreeSet::new();
        for (key, other) in &others {
            let rows = &tables[key];
            // A list of several reviews that has this one, too, leaves no doubt.
            let is_list_of_reviews = tables
                .keys()
                .any(|(sheet, cycle)| *sheet == key.0 && self.has(cycle));
            problems.push(Diagnostic {
                severity: if is_list_of_reviews && matches!(other, Other::Cycle(_)) {
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
        self.cycles.iter().any(|known| fold(known) == *cycle)
    }

    /// Why the rows of a table seem to be of another review; `None` where nothing says so.
    fn other<'r>(&self, rows: &[&'r PersonOutcome]) -> Option<Other<'r>> {
        let OfReview { cycle, until } = &rows.first()?.of_review;
        let knows_cycle = cycle.as_ref().filter(|_| !self.cycles.is_empty());
        if let Some(cycle) = knows_cycle
            && !self.has(&fold(&cycle.value))
        {
            return Some(Other::Cycle(cycle));
        }
        if let Some(until) = until {
            // Some people are assessed after a meeting; most are not.
            let days = rows.iter().filter_map(|row| {
                let place = self.people.find(who(row)).one()?;
                self.assessments[place].assessed_on
            });
            let days: Vec<Date> = days.collect();
            let later = days.iter().filter(|day| **day > until.value).count();
            return (later * 2 > days.len()).then_some(Other::Until {
                until,
                later,
                of: days.len(),
            });
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
            .map(|(_, row, from)| Other::From { row, from })
    }

    fn problem(&self, other: &Other<'_>, rows: &[&PersonOutcome]) -> Diagnostic {
        let one = rows.len() == 1;
        let rows = counted(rows.len(), "row", "rows");
        let own = self.cycles.first().copied().unwrap_or_default();
        let (at, message, help) = match other {
            Other::Cycle(cycle) => (
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
            Other::Until { until, later, of } => (
                &until.at,
                format!(
                    "The latest assessment is of {} according to this sheet, but {later} of the {of} people on it whose \
                     assessment has a date were assessed later; it seems to belong to an earlier review and was left out \
                     ({rows}).",
                    until.value
                ),
                format!(
                    "If this file is of another review, move it out of the folder. If it belongs to this review, write the day \
                     of the latest assessment, {}, into this cell.",
                    self.last_day()
                ),
            ),
            Other::From { row, from } => {
                let (label, value) = if own.is_empty() {
                    ("Assessed up to", self.last_day())
                } else {
                    ("Review cycle", own.to_owned())
                };
                (
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
                        "If this file is of another review, move it out of the folder. If it belongs to this review, add a row \
                         above the table with “{label}” in one cell and “{value}” in the next."
                    ),
                )
            }
        };
        Diagnostic::warning("other-review", at.clone(), message, help)
    }

    fn last_day(&self) -> String {
        self.days
            .map(|(_, last)| last.to_string())
            .unwrap_or_default()
    }
}

/// Why rows seem to be of another review.
enum Other<'r> {
    /// They state another cycle.
    Cycle(&'r Sourced<String>),
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
