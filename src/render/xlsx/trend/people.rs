//! *Trend people*: one row a person: who moved, which gaps are closed, who is new, who is no longer in the review.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{
    ActionOutcome, Comparison, Comparisons, FormerPerson, PersonAnalysis, PersonTrend,
};
use crate::labels::Labels;
use crate::model::Assessment;
use crate::render::words::{Sheet, meets, review_names};
use crate::render::xlsx::{Book, Page, RowPerson, Table, Total, who};

pub(super) fn sheet(
    book: &Book<'_>,
    comparisons: &Comparisons<'_>,
) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::TrendPeople)?;
    page.labelled_title("workbook.trend-people.title", "workbook.trend-people.lead");
    let today =
        book.everybody()
            .zip(book.input.people)
            .enumerate()
            .map(|(person, (who, analysis))| {
                (who, Row::today(labels, comparisons, person, who, analysis))
            });
    let gone = comparisons
        .gone
        .iter()
        .map(|gone| left(labels, comparisons, gone));
    page.finish_with(
        &table(book, comparisons),
        today.chain(gone),
        "workbook.nobody-assessed",
    )
}

/// A person, as the sheet shows them.
struct Row<'b> {
    reviews: &'b str,
    /// Whether they are in each review, oldest first.
    is_in: Vec<bool>,
    level_then: Option<&'b str>,
    level_now: Option<&'b str>,
    speciality_then: Option<&'b str>,
    both: Option<InBothReviews<'b>>,
}

/// Somebody in both reviews.
struct InBothReviews<'b> {
    trend: &'b PersonTrend,
    then: &'b PersonAnalysis,
    now: &'b PersonAnalysis,
}

impl<'b> Row<'b> {
    /// Somebody in today's review.
    fn today(
        labels: &'b Labels,
        comparisons: &'b Comparisons<'_>,
        person: usize,
        who: RowPerson<'b>,
        now: &'b PersonAnalysis,
    ) -> Self {
        let comparison = comparisons.last();
        let trend = comparison.people[person].as_ref();
        let before = comparisons
            .earlier()
            .map(|one| one.people[person].is_some());
        let is_in: Vec<bool> = before.chain([true]).collect();
        Self {
            reviews: if trend.is_some() {
                labels.say("workbook.trend-people.both")
            } else if is_in[..is_in.len() - 1].contains(&true) {
                labels.say("workbook.trend-people.again")
            } else {
                labels.say("workbook.trend-people.new")
            },
            is_in,
            level_then: trend.map(|trend| level_then(comparison, comparison.before(trend))),
            level_now: Some(who.role_level),
            speciality_then: trend
                .and_then(|trend| speciality_then(comparison, comparison.before(trend))),
            both: trend.map(|trend| InBothReviews {
                trend,
                then: &comparison.last.people[trend.then],
                now,
            }),
        }
    }

    /// A value for somebody who is in both reviews.
    fn of_both<T>(&self, of: impl FnOnce(&InBothReviews<'b>) -> T) -> Option<T> {
        self.both.as_ref().map(of)
    }
}

/// Somebody who is in earlier reviews only.
fn left<'b>(
    labels: &'b Labels,
    comparisons: &'b Comparisons<'_>,
    gone: &'b FormerPerson<'_>,
) -> (RowPerson<'b>, Row<'b>) {
    let comparison = comparisons.earlier().nth(gone.review);
    let level = comparison.map_or("", |one| level_then(one, gone.assessment));
    let speciality = comparison.and_then(|one| speciality_then(one, gone.assessment));
    let who = RowPerson {
        name: &gone.assessment.person.name,
        assessment: gone.assessment,
        role_level: level,
        target_level: "",
    };
    let row = Row {
        reviews: labels.say("workbook.trend-people.gone"),
        is_in: gone.places.iter().map(Option::is_some).collect(),
        level_then: Some(level),
        level_now: None,
        speciality_then: speciality,
        both: None,
    };
    (who, row)
}

fn speciality_then<'b>(comparison: &'b Comparison<'_>, before: &Assessment) -> Option<&'b str> {
    let map = &comparison.last.review.career_map;
    let speciality = before.person.speciality?;
    Some(&map.speciality(speciality).name)
}

fn level_then<'b>(comparison: &'b Comparison<'_>, before: &Assessment) -> &'b str {
    let map = &comparison.last.review.career_map;
    &map.level(before.person.role_level).title
}

impl InBothReviews<'_> {
    /// How many ratings were given both times.
    fn compared(&self) -> usize {
        let competencies = self.trend.competencies.iter();
        competencies
            .filter(|trend| trend.change().is_some())
            .count()
    }

    /// For each earlier target gap, whether it is closed.
    fn gaps(&self) -> impl Iterator<Item = bool> {
        self.trend
            .competencies
            .iter()
            .filter_map(|trend| trend.closed)
    }

    fn actions(&self, wanted: ActionOutcome) -> usize {
        let actions = self.trend.actions.iter();
        actions.filter(|action| action.outcome == wanted).count()
    }

    fn moved(&self, book: &Book<'_>, up: bool) -> String {
        let names: Vec<&str> = self
            .trend
            .moved(up)
            .map(|moved| book.competency(moved.competency))
            .collect();
        names.join(", ")
    }
}

fn table<'b>(
    book: &'b Book<'_>,
    comparisons: &'b Comparisons<'_>,
) -> Table<'b, (RowPerson<'b>, Row<'b>)> {
    let labels = book.labels();
    let names = review_names(labels, comparisons, |day| labels.day(day));
    let last = &comparisons.last().last.review.career_map;
    Table::<(RowPerson<'b>, Row<'b>)>::labelled("TrendPeople", labels)
        .add(who::name(labels))
        .with_total(Total::Count)
        .add(who::employee_id(labels))
        .add(who::team(labels))
        .add(who::manager(labels))
        .text("workbook.trend-people.reviews", 12.0, |(_, row)| {
            row.reviews
        })
        .when(comparisons.has_lines(), |table| {
            table.long(
                "workbook.trend-people.all-reviews",
                26.0,
                move |(_, row)| {
                    let named = names.iter().zip(&row.is_in).filter(|(_, is_in)| **is_in);
                    let named: Vec<&str> = named.map(|(name, _)| name.as_str()).collect();
                    named.join(", ")
                },
            )
        })
        .long("workbook.trend-people.role-then", 15.0, |(_, row)| {
            row.level_then
        })
        .long("workbook.trend-people.role-now", 15.0, |(_, row)| {
            row.level_now
        })
        .when(
            last.has_specialities() || book.map().has_specialities(),
            |table| {
                table
                    .long("workbook.trend-people.speciality-then", 15.0, |(_, row)| {
                        row.speciality_then
                    })
                    .long(
                        "workbook.trend-people.speciality-now",
                        15.0,
                        |(who, row)| {
                            // Of somebody who is no longer in the review, the speciality is of another map.
                            let now = who.assessment.person.speciality;
                            let now = now.filter(|_| row.level_now.is_some())?;
                            Some(book.map().speciality(now).name.as_str())
                        },
                    )
            },
        )
        .whole("workbook.column.rated-both-times", 9.0, |(_, row)| {
            row.of_both(InBothReviews::compared)
        })
        .with_total(Total::Sum)
        .whole("workbook.column.up", 7.0, |(_, row)| {
            row.of_both(|both| both.trend.moved(true).count())
        })
        .with_total(Total::Sum)
        .whole("workbook.column.down", 7.0, |(_, row)| {
            row.of_both(|both| both.trend.moved(false).count())
        })
        .with_total(Total::Sum)
        .long("workbook.trend-people.up-in", 30.0, |(_, row)| {
            row.of_both(|both| both.moved(book, true))
        })
        .long("workbook.trend-people.down-in", 26.0, |(_, row)| {
            row.of_both(|both| both.moved(book, false))
        })
        .percent("workbook.trend-people.readiness-then", 10.0, |(_, row)| {
            row.of_both(|both| both.then.readiness.share())
        })
        .percent("workbook.trend-people.readiness-now", 10.0, |(_, row)| {
            row.of_both(|both| both.now.readiness.share())
        })
        .text("workbook.trend-people.meets-then", 9.0, |(_, row)| {
            row.of_both(|both| meets(labels, &both.then.readiness))
        })
        .text("workbook.trend-people.meets-now", 9.0, |(_, row)| {
            row.of_both(|both| meets(labels, &both.now.readiness))
        })
        .whole("workbook.trend-people.below-then", 9.0, |(_, row)| {
            row.of_both(|both| below_role(both.then))
        })
        .with_total(Total::Sum)
        .whole("workbook.trend-people.below-now", 9.0, |(_, row)| {
            row.of_both(|both| below_role(both.now))
        })
        .with_total(Total::Sum)
        .whole("workbook.column.target-gaps-then", 9.0, |(_, row)| {
            row.of_both(|both| both.gaps().count())
        })
        .with_total(Total::Sum)
        .whole("workbook.column.closed", 8.0, |(_, row)| {
            row.of_both(|both| both.gaps().filter(|closed| *closed).count())
        })
        .with_total(Total::Sum)
        .whole("workbook.column.open-actions-then", 9.0, |(_, row)| {
            row.of_both(|both| both.trend.actions.len())
        })
        .with_total(Total::Sum)
        .whole("workbook.column.kept", 7.0, |(_, row)| {
            row.of_both(|both| both.actions(ActionOutcome::Kept))
        })
        .with_total(Total::Sum)
        .whole("workbook.column.moved", 8.0, |(_, row)| {
            row.of_both(|both| both.actions(ActionOutcome::Moved))
        })
        .with_total(Total::Sum)
        .whole("workbook.column.missed", 8.0, |(_, row)| {
            row.of_both(|both| both.actions(ActionOutcome::Missed))
        })
        .with_total(Total::Sum)
}

fn below_role(analysis: &PersonAnalysis) -> usize {
    let below = analysis.gaps.iter().filter(|gap| gap.is_below_role());
    below.count()
}
