//! *Expectations*: the bullets of the role level and the target level, each with a mark.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::choices::ChoiceList;
use super::paint::{BOLD, ContentKind, FilledBy, row_height};
use super::sheet::{FormSheet, on_paper};
use super::{Form, expected, mark_word};
use crate::labels::List;
use crate::model::{AskedExpectation, CompetencyId, LevelId};

/// They add up to what a printed page takes with letters of 9 points.
const WIDTHS: [f64; 6] = [26.0, 22.0, 63.0, 16.5, 15.5, 26.0];
/// The header's row, counted from 0.
const HEADER: u32 = 3;

pub(super) fn sheet(form: &Form<'_>) -> Result<Worksheet, XlsxError> {
    let labels = form.labels();
    let widths = on_paper(form.input.options, WIDTHS);
    let mut page = form.page("form.sheet.expectations", &widths)?;
    page.title(
        labels.say("form.expectations.title"),
        labels.say("form.expectations.lead"),
    )?;
    let headings = [
        "form.heading.competency",
        "form.heading.level",
        "form.heading.expectation",
        "form.mark.self",
        "form.mark.manager",
        "form.heading.comment",
    ]
    .map(|key| labels.say(key));
    page.header(HEADER, &headings)?;
    let mut row = HEADER + 1;
    for id in form.map().competency_ids() {
        let mut written: Vec<(LevelId, usize)> = Vec::new();
        for level in form.levels() {
            for asked in form.map().asked(id, level, form.track()) {
                // The levels of somebody on both tracks come together, whichever is asked about.
                if !written.contains(&(asked.level, asked.index)) {
                    row = write_expectation(form, &mut page, row, id, &asked, written.is_empty())?;
                    written.push((asked.level, asked.index));
                }
            }
        }
    }
    if row > HEADER + 1 {
        for column in [3_u16, 4] {
            let dropdown = form.choices.dropdown(
                ChoiceList::Words(List::Mark),
                headings[usize::from(column)],
                labels.say("form.hint.mark"),
            )?;
            page.validate((HEADER + 1, row - 1), column, &dropdown)?;
        }
    }
    page.freeze(HEADER, 0)?;
    Ok(page.sheet)
}

/// An expectation, in as many rows as its words need; returns the row below them.
fn write_expectation(
    form: &Form<'_>,
    page: &mut FormSheet<'_>,
    first: u32,
    competency: CompetencyId,
    asked: &AskedExpectation<'_>,
    begins: bool,
) -> Result<u32, XlsxError> {
    let paint = &form.paint;
    let widths = page.widths.clone();
    let name = &form.map().competency(competency).name;
    let title = form.level_name(asked.level);
    let parts = expected::in_parts(&expected::words(form, asked), widths[2]);
    let last = first + parts.len() as u32 - 1;
    // Each expectation has the competency's name, so that it is read back; in bold where it begins.
    let (name_format, room) = if begins {
        (&paint.reading_bold, BOLD)
    } else {
        (&paint.reading_again, 1.0)
    };
    page.write_over((first, 0), (last, 0), Some(name), name_format)?;
    page.write_over((first, 1), (last, 1), Some(&title), &paint.reading)?;
    for (row, text) in (first..).zip(&parts) {
        let format = paint.expected(row > first, row < last);
        page.sheet.write_string_with_format(row, 2, text, &format)?;
        let height = row_height(&[
            (name, widths[0] * room),
            (&title, widths[1]),
            (text, widths[2]),
        ]);
        page.sheet.set_row_height(row, height)?;
    }
    let mark = form.input.answers.and_then(|answers| {
        answers.marks.iter().find(|mark| {
            (mark.competency, mark.level, mark.expectation)
                == (competency, asked.level, asked.index)
        })
    });
    let word = |mark| form.chosen(List::Mark, mark_word(mark));
    let own = mark.and_then(|mark| mark.own).map(word);
    let manager = mark.and_then(|mark| mark.manager).map(word);
    let note = mark.and_then(|mark| mark.note.as_deref());
    for (column, by, text) in [
        (3, FilledBy::Person, own),
        (4, FilledBy::Manager, manager),
        (5, FilledBy::Both, note),
    ] {
        let format = paint.input(by, ContentKind::Words);
        page.write_over((first, column), (last, column), text, &format)?;
    }
    Ok(last + 1)
}
