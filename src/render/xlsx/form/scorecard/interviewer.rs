//! The sheet of an interviewer: one row a competency.

use rust_xlsxwriter::{DataValidationErrorStyle, Worksheet, XlsxError};

use super::super::choices::ChoiceList;
use super::super::paint::{BOLD, ContentKind, FilledBy, row_height, unlimited_height};
use super::super::sheet::{FormSheet, prompt};
use super::{Area, Card, EVIDENCE, HEADER, HEARD, NAME, WIDTHS};

/// The height of a row, in points: room to write by hand.
const ROW: f64 = 64.0;

pub(super) fn sheet(card: &Card<'_>, number: u16) -> Result<Worksheet, XlsxError> {
    let labels = card.labels;
    let not_heard = labels.quoted(labels.say("interview.not-heard"));
    let about = card.named("scorecard.document");
    let mut lead = labels.with("scorecard.lead", &[("not-heard", &not_heard)]);
    if !card.facts.is_empty() {
        lead.push(' ');
        let facts = labels.listed(&card.facts);
        lead.push_str(&labels.with("scorecard.facts", &[("facts", &facts)]));
    }
    let mut page = card.page(&card.called(number), &about, &lead, &WIDTHS)?;
    card.entry(
        &mut page,
        (NAME, 0),
        labels.say("scorecard.name"),
        ContentKind::Words,
    )?;
    card.entry(
        &mut page,
        (NAME, 2),
        labels.say("interview.date"),
        ContentKind::Day,
    )?;
    page.sheet.set_row_height(NAME, 22)?;
    let level = card.input.map.level(card.input.level);
    let expects = labels.with("level.expects", &[("level", &level.title)]);
    let headings = [
        labels.say("level.area"),
        &expects,
        labels.say("interview.questions"),
        labels.say("scorecard.heard"),
        labels.say("scorecard.evidence"),
    ];
    page.header(HEADER, &headings)?;
    for area in &card.areas {
        area_rows(card, &mut page, area)?;
    }
    page.freeze(HEADER, 1)?;
    Ok(page.sheet)
}

fn area_rows(card: &Card<'_>, page: &mut FormSheet<'_>, area: &Area) -> Result<(), XlsxError> {
    let count = area.expected.len();
    let last = area.row + count as u32 - 1;
    let name = card.competency(area);
    let open = card.paint.input(FilledBy::Manager, ContentKind::Words);
    let bold = &card.paint.reading_bold;
    page.write_over((area.row, 0), (last, 0), Some(name), bold)?;
    for column in 2..WIDTHS.len() as u16 {
        page.write_over((area.row, column), (last, column), None, &open)?;
    }
    // A long name needs its height in all rows together.
    let of_name = unlimited_height(&[(name, WIDTHS[0] * BOLD)]) / count as f64;
    for (index, (row, text)) in (area.row..).zip(&area.expected).enumerate() {
        let format = card.paint.expected(index > 0, index + 1 < count);
        page.sheet.write_string_with_format(row, 1, text, &format)?;
        let least = if count == 1 { ROW } else { 0.0 };
        let height = row_height(&[(text, WIDTHS[1])]).max(least).max(of_name);
        page.sheet.set_row_height(row, height)?;
    }
    let (heard, evidence) = (
        card.labels.say("scorecard.heard"),
        card.labels.say("scorecard.evidence"),
    );
    let hint = card.labels.say("scorecard.hint.heard");
    let dropdown = card.choices.dropdown(ChoiceList::Heard, heard, hint)?;
    // *Together* understands only the words on the list.
    let dropdown = dropdown.set_error_style(DataValidationErrorStyle::Stop);
    page.validate((area.row, area.row), HEARD, &dropdown)?;
    let prompt = prompt(evidence, card.labels.say("scorecard.hint.evidence"))?;
    page.validate((area.row, area.row), EVIDENCE, &prompt)
}
