//! *Trend lines*: teams, and each person and competency, over all reviews; only where there are more than two.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analysis::{
    Comparison, Comparisons, LineEntry, RatingLine, RatingTrend, TeamLine, TrendRow,
};
use crate::labels::Labels;
use crate::model::CompetencyId;
use crate::render::words::{self, Sheet, course, line_marks, line_steps, review_names};
use crate::render::xlsx::{Book, CellStyle, Page, RowPerson, Table, who};

/// The sheet about teams.
pub(super) fn teams(
    book: &Book<'_>,
    comparisons: &Comparisons<'_>,
) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::TrendLines)?;
    let reviews = comparisons.reviews.len();
    let sheet = Sheet::Trend.name(labels);
    page.title(
        labels.say("workbook.trend-lines.title"),
        &labels.with(
            "workbook.trend-lines.lead",
            &[("n", &reviews), ("sheet", &sheet)],
        ),
    );
    let lines = comparisons.team_lines();
    let rows = comparisons.last().teams.iter().zip(&lines);
    page.finish_with(
        &team_table(
            book,
            &review_names(labels, comparisons, |day| labels.day(day)),
        ),
        rows,
        labels.say("workbook.trend-lines.nobody"),
    )
}

type TeamRow<'b> = (&'b TrendRow, &'b TeamLine);

fn team_table<'b>(book: &'b Book<'_>, reviews: &[String]) -> Table<'b, TeamRow<'b>> {
    let labels = book.labels();
    let mut table = Table::<TeamRow<'b>>::labelled("TrendLines", labels)
        .freezing(2)
        .with_look(|(row, _)| match row.competency {
            None => CellStyle::Sum,
            Some(_) => CellStyle::Plain,
        })
        .text("workbook.column.team", 14.0, |(row, _)| {
            words::scope(labels, &row.scope)
        })
        .text("workbook.column.competency", 26.0, |(row, _)| {
            row.competency.map_or_else(
                || labels.say("workbook.trend.all-competencies"),
                |id| book.competency(id),
            )
        })
        .whole("workbook.trend-lines.rated", 10.0, |(_, line)| line.rated);
    for (index, review) in reviews.iter().enumerate() {
        table = table.decimal(
            labels.with("workbook.trend-lines.mean", &[("review", review)]),
            13.0,
            move |(_, line)| line.means.get(index).copied(),
        );
    }
    let rated = |line: &TeamLine, count: usize| (line.rated > 0).then_some(count);
    table
        .whole("workbook.trend-lines.higher", 10.0, move |(_, line)| {
            rated(line, line.higher)
        })
        .whole("workbook.trend-lines.lower", 10.0, move |(_, line)| {
            rated(line, line.lower)
        })
}

/// The sheet about people.
pub(super) fn people(
    book: &Book<'_>,
    comparisons: &Comparisons<'_>,
) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::TrendLinesPeople)?;
    page.labelled_title(
        "workbook.trend-lines.people",
        "workbook.trend-lines.marks-are",
    );
    let known = |person: &usize| comparisons.newest_with(*person).is_some();
    let rows = book.everybody().enumerate().filter(|(p, _)| known(p));
    let rows = rows.flat_map(|(person, who)| {
        let row = move |name, then, line| {
            let row = Row {
                person,
                name,
                then,
                steps: line_steps(labels, comparisons, book.input.review, person, &line),
                line,
            };
            (who, row)
        };
        let lines = comparisons.lines(person).map(move |(id, line)| {
            let then = comparisons
                .earlier()
                .map(|one| scored_then(one, person, id));
            row(book.competency(id), then.collect(), line)
        });
        let ended = comparisons.ended(person).into_iter();
        lines.chain(ended.map(move |ended| row(ended.name, ended.then, ended.line)))
    });
    let of_person = |person: usize| {
        let map = book
            .input
            .review
            .own_map(&book.input.review.assessments[person].person);
        let scored = map.competency_ids().filter(|id| map.competency(*id).scored);
        scored.count() + comparisons.ended(person).len()
    };
    let people = 0..book.input.review.assessments.len();
    let count = people.filter(known).map(of_person).sum();
    page.finish_with_long(
        &person_table(book, comparisons),
        count,
        rows,
        "workbook.trend.nobody-both",
    )
}

/// A competency of a person over all reviews.
struct Row<'b> {
    person: usize,
    name: &'b str,
    /// The competency in each earlier review's map, oldest first.
    then: Vec<Option<CompetencyId>>,
    steps: Vec<String>,
    line: RatingLine,
}

fn person_table<'b>(
    book: &'b Book<'_>,
    comparisons: &'b Comparisons<'_>,
) -> Table<'b, (RowPerson<'b>, Row<'b>)> {
    let labels = book.labels();
    let reviews = review_names(labels, comparisons, |day| labels.day(day));
    let assessments = &book.input.review.assessments;
    let mut table = Table::<(RowPerson<'b>, Row<'b>)>::labelled("TrendLinesPeople", labels)
        .freezing(2)
        .add(who::employee_id(labels))
        .add(who::name(labels))
        .fitting(assessments.iter().map(|a| a.person.name.as_str()))
        .add(who::team(labels))
        .fitting(assessments.iter().map(|a| words::team(labels, a)))
        .text("workbook.column.competency", 20.0, |(_, row)| row.name)
        .fitting(book.map().competencies.iter().map(|c| c.name.as_str()));
    for (index, review) in reviews.iter().enumerate() {
        table = table
            .text(review.clone(), 20.0, move |(_, row)| {
                row.steps[index].clone()
            })
            .fitting(book.map().levels.iter().map(|level| level.title.as_str()));
    }
    table = table
        .text("workbook.trend-lines.marks", 9.0, |(_, row)| {
            line_marks(&row.line)
        })
        .text("workbook.trend-lines.line", 46.0, |(who, row)| {
            words_of(book, labels, who, row)
        })
        .fitting(longest_courses(book).iter().map(String::as_str));
    for (index, review) in reviews.iter().enumerate() {
        table = table
            .points(
                labels.with("workbook.trend-lines.number", &[("review", review)]),
                10.0,
                move |(_, row)| match row.line.0[index] {
                    LineEntry::Rated { today, .. } => today,
                    _ => None,
                },
            )
            .unprinted();
    }
    for (index, (review, then)) in reviews.iter().zip(comparisons.earlier()).enumerate() {
        table = table
            .text(
                labels.with("workbook.trend-lines.source", &[("review", review)]),
                30.0,
                move |(_, row)| place(then, row.person, row.then[index]?),
            )
            .unprinted();
    }
    table
}

/// What the column must have room for: each way a line can lead, between the levels with the longest titles.
fn longest_courses(book: &Book<'_>) -> Vec<String> {
    let titles = book.map().levels.iter().map(|level| level.title.as_str());
    let longest = titles.max_by_key(|title| title.chars().count());
    let words = |_| longest.unwrap_or_default().to_owned();
    let ways = [(1.0, true, false), (1.0, true, true), (0.0, true, true)];
    ways.map(|(last, rises, falls)| {
        let way = RatingTrend {
            first: 0.0,
            last,
            ratings: 3,
            rises,
            falls,
        };
        course(book.labels(), &way, words)
    })
    .into()
}

fn words_of(
    book: &Book<'_>,
    labels: &Labels,
    who: &RowPerson<'_>,
    row: &Row<'_>,
) -> Option<String> {
    let track = who.assessment.person.track;
    let words = |points| words::rating(labels, book.map(), points, track);
    Some(course(labels, &row.line.course()?, words))
}

/// A competency of today in an earlier review's map, if it is scored for the person in both.
fn scored_then(then: &Comparison<'_>, person: usize, id: CompetencyId) -> Option<CompetencyId> {
    let mut competencies = then.people[person].as_ref()?.competencies.iter();
    let found = competencies.find(|one| one.competency == id)?;
    Some(found.then)
}

/// Where an earlier rating was read.
fn place(then: &Comparison<'_>, person: usize, id: CompetencyId) -> Option<String> {
    let entered = then.before(then.people[person].as_ref()?).competency(id);
    let at = &entered.deciding().1?.at;
    let cell = at.cell().map(|cell| cell.to_string());
    let parts = [at.file(), at.sheet(), cell.as_deref()];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}
