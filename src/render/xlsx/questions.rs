//! *Questions*: what to ask before ratings are relied on, in one sentence each, with the rows of *Data* behind it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{IN_A_CELL, first_few};
use super::{Book, Cell, Page, Table};
use crate::analysis::{RatingQuestion, RatingQuestions};
use crate::labels::Labels;
use crate::render::findings::Finding;
use crate::render::words::{self, Sheet};

/// The sheet. `places` says where each person's rows of *Data* begin, as the name of the sheet and the number of the row; it
/// is empty where there is no *Data*.
pub(super) fn sheet(book: &Book<'_>, places: &[(String, usize)]) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let questions = book.questions();
    let mut page = Page::long(&book.parts, Sheet::Questions)?;
    page.title(
        labels.say("workbook.questions.title"),
        &labels.with(
            "workbook.questions.lead",
            &[("minimum", &book.options().minimum_group)],
        ),
    );
    if nothing_is_said(&questions) {
        page.line(labels.say("workbook.questions.no-evidence-at-all"));
    }
    let table = table(book, places);
    page.finish_with(&table, &questions.list, "workbook.questions.none")
}

/// What the summary says about them; `None` where there is no question.
pub(super) fn finding(book: &Book<'_>) -> Option<Finding> {
    let labels = book.labels();
    let questions = book.questions();
    let of = |wanted: fn(&RatingQuestion<'_>) -> bool| {
        let list = questions.list.iter();
        list.filter(|question| wanted(question)).count()
    };
    let mut sentences = Vec::new();
    if questions.without_evidence > 0 {
        sentences.push(labels.count(
            "workbook.questions.without-evidence",
            questions.without_evidence,
            &[("rated", &labels.whole(questions.rated))],
        ));
    }
    for (count, key) in [
        (
            of(|one| matches!(one, RatingQuestion::Alike { .. })),
            "workbook.questions.managers-alike",
        ),
        (
            of(|one| matches!(one, RatingQuestion::OnlySelf { .. })),
            "workbook.questions.people-only-self",
        ),
    ] {
        if count > 0 {
            sentences.push(labels.count(key, count, &[]));
        }
    }
    (!sentences.is_empty()).then(|| Finding {
        bold: labels.say("workbook.questions.before").to_owned(),
        text: sentences.join(" "),
        sheet: Some(Sheet::Questions),
    })
}

fn nothing_is_said(questions: &RatingQuestions<'_>) -> bool {
    questions.rated > 0 && questions.without_evidence == questions.rated
}

fn table<'b>(
    book: &'b Book<'_>,
    places: &'b [(String, usize)],
) -> Table<'b, &'b RatingQuestion<'b>> {
    let labels = book.labels();
    Table::<&RatingQuestion<'_>>::labelled("Questions", labels)
        .freezing(1)
        .text(
            "workbook.questions.about",
            21.0,
            |question| match question {
                RatingQuestion::OnlySelf { .. } => labels.say("workbook.questions.only-self"),
                RatingQuestion::Alike { .. } => labels.say("workbook.questions.alike"),
                RatingQuestion::NoEvidence { .. } => labels.say("workbook.questions.no-evidence"),
            },
        )
        .long("workbook.questions.question", 60.0, |question| {
            sentence(book, labels, question)
        })
        .long("workbook.questions.areas", 40.0, |question| {
            let areas = question.areas().iter();
            let names = areas.map(|id| book.competency(*id).to_owned());
            first_few(labels, names, IN_A_CELL)
        })
        .text("workbook.column.team", 13.0, |question| match question {
            RatingQuestion::Alike { .. } => None,
            other => Some(words::team(labels, book.assessment(other.person()))),
        })
        .text("workbook.column.manager", 18.0, |question| {
            let person = &book.assessment(question.person()).person;
            person.manager.as_deref()
        })
        .when(!book.is_managers(), |table| {
            table.text("workbook.questions.rows", 14.0, move |question| {
                let place = places.get(question.person());
                place.map(|(sheet, row)| Cell::place_link(sheet, *row))
            })
        })
}

fn sentence(book: &Book<'_>, labels: &Labels, question: &RatingQuestion<'_>) -> String {
    let count = question.areas().len();
    match question {
        RatingQuestion::OnlySelf { person, .. } => labels.count(
            "workbook.questions.only-self.asks",
            count,
            &[("name", &book.name(*person))],
        ),
        RatingQuestion::Alike {
            manager,
            people,
            of,
            ..
        } => labels.count(
            "workbook.questions.alike.asks",
            *people,
            &[
                ("manager", manager),
                ("areas", &words::n_of_m(labels, count, *of)),
            ],
        ),
        RatingQuestion::NoEvidence { person, of, .. } => labels.with(
            "workbook.questions.no-evidence.asks",
            &[
                ("name", &book.name(*person)),
                ("ratings", &words::n_of_m(labels, count, *of)),
            ],
        ),
    }
}
