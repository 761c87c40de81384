//! *Actions*: what was agreed to be done; what is still open from the last cycle comes first.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::choices::ChoiceList;
use super::paint::{ContentKind, FilledBy};
use super::sheet::{self, FormSheet};
use super::{CarriedAction, Form};
use crate::labels::List;

/// Together as wide as a printed page holds with letters of 9 points.
const WIDTHS: [f64; 8] = [24.0, 44.0, 14.0, 19.0, 12.0, 12.0, 13.0, 30.0];
/// The header's row, counted from 0.
const HEADER: u32 = 3;
/// Rows for new actions.
const ROOM: u32 = 12;

pub(super) fn sheet(form: &Form<'_>) -> Result<Worksheet, XlsxError> {
    let labels = form.labels();
    let options = form.input.options;
    let mut page = form.page("form.sheet.actions", &sheet::on_paper(options, WIDTHS))?;
    let lead = if form.input.actions.is_empty() {
        labels.say("form.actions.lead")
    } else {
        labels.say("form.actions.carried")
    };
    page.title(labels.say("form.actions.title"), lead)?;
    let headings = [
        "form.heading.competency",
        "form.heading.action",
        "form.heading.kind",
        "form.heading.owner",
        "form.heading.start",
        "form.heading.due",
        "form.heading.status",
        "form.heading.success",
    ]
    .map(|key| labels.say(key));
    page.header(HEADER, &headings)?;
    let first = HEADER + 1;
    let carried = form.input.actions;
    let last = first + carried.len() as u32 + ROOM - 1;
    for row in first..=last {
        write_row(form, &mut page, row, carried.get((row - first) as usize))?;
    }
    let meanings: Vec<String> = labels
        .choices(List::Kind)
        .map(|kind| {
            let meaning = kind.meaning.unwrap_or_default();
            labels.with("form.named", &[("name", &kind.label), ("text", &meaning)])
        })
        .collect();
    let lists = [
        (
            0,
            ChoiceList::Competencies,
            labels.say("form.hint.area").to_owned(),
        ),
        (2, ChoiceList::Words(List::Kind), meanings.join("\n")),
        (
            6,
            ChoiceList::Words(List::Status),
            labels.say("form.hint.choose").to_owned(),
        ),
    ];
    for (column, list, message) in lists {
        let heading = headings[usize::from(column)];
        // Excel allows at most 255 characters.
        let message = sheet::shortened(&message, 255);
        let dropdown = form.choices.dropdown(list, heading, &message)?;
        page.validate((first, last), column, &dropdown)?;
    }
    let hint = labels.with("form.hint.date", &[("date", &sheet::example_day(options))]);
    for column in [4_u16, 5] {
        let prompt = sheet::date_prompt(options, headings[usize::from(column)], &hint)?;
        page.validate((first, last), column, &prompt)?;
    }
    page.freeze(HEADER, 0)?;
    Ok(page.sheet)
}

fn write_row<'w>(
    form: &'w Form<'_>,
    page: &mut FormSheet<'_>,
    row: u32,
    carried: Option<&'w CarriedAction>,
) -> Result<(), XlsxError> {
    let words = form.paint.input(FilledBy::Both, ContentKind::Words);
    let day = form.paint.input(FilledBy::Both, ContentKind::Day);
    page.sheet.set_row_height(row, 34)?;
    let action = carried.map(|carried| &carried.action);
    let chosen = |list, word: Option<&'w str>| word.map(|word| form.chosen(list, word));
    let texts: [(u16, Option<&str>); 6] = [
        (0, carried.and_then(|carried| carried.competency.as_deref())),
        (1, action.map(|action| action.action.as_str())),
        (
            2,
            chosen(List::Kind, action.and_then(|action| action.kind.as_deref())),
        ),
        (3, action.and_then(|action| action.owner.as_deref())),
        (
            6,
            chosen(
                List::Status,
                action.and_then(|action| action.status.as_deref()),
            ),
        ),
        (7, action.and_then(|action| action.success.as_deref())),
    ];
    for (column, text) in texts {
        page.write(row, column, text, &words)?;
    }
    let dates: [(u16, Option<Date>); 2] = [
        (4, action.and_then(|action| action.start)),
        (5, action.and_then(|action| action.due)),
    ];
    for (column, date) in dates {
        match date {
            Some(date) => page.sheet.write_date_with_format(row, column, date, &day)?,
            None => page.sheet.write_blank(row, column, &day)?,
        };
    }
    Ok(())
}
