//! The sheet that shows what all interviewers heard.

use rust_xlsxwriter::{Color, ConditionalFormatFormula, Format, Formula, Worksheet, XlsxError};

use super::super::choices::ChoiceList;
use super::super::paint::{BOLD, ContentKind, FilledBy, lines, row_height};
use super::super::sheet::FormSheet;
use super::formulas::{Formulas, cell, letter, quoted, range};
use super::{Area, BEGUN, Card, EVIDENCE, HEADER, HEARD, INTERVIEWERS, NAME};

/// The colour behind what is to be discussed.
const AMBER: Color = Color::RGB(0xFC_E8C5);

/// The sheet that shows what all interviewers heard.
pub(super) fn sheet(card: &Card<'_>) -> Result<Worksheet, XlsxError> {
    let labels = card.labels;
    let mut widths = vec![24.0];
    widths.extend([14.0; INTERVIEWERS as usize]);
    widths.extend([24.0, 9.0, 20.0, 20.0]);
    let title = card.named("scorecard.together-title");
    let lead = labels.say("scorecard.together-lead");
    let mut page = card.page(labels.say("scorecard.together"), &title, lead, &widths)?;
    // Else a formula without a result would be shown as 0.
    page.sheet.set_formula_result_default("");
    let entries = [
        (0, "interview.reference", ContentKind::Words),
        (3, "interview.date", ContentKind::Day),
    ];
    let mut height: f64 = 22.0;
    for (column, label, holds) in entries {
        let label = labels.say(label);
        card.entry(&mut page, (NAME, column), label, holds)?;
        let width = widths[usize::from(column)] * BOLD;
        height = height.max(row_height(&[(label, width)]) + 4.0);
    }
    page.sheet.set_row_height(NAME, height)?;
    let shown = card.paint.reading.clone();
    page.sheet.write_string_with_format(
        BEGUN,
        0,
        labels.say("scorecard.begun"),
        &card.paint.label,
    )?;
    page.sheet
        .write_formula_with_format(BEGUN, 1, begun(card), &shown)?;
    page.sheet.set_row_height(BEGUN, 22)?;
    page.header(HEADER, &[labels.say("level.area")])?;
    for number in 1..=INTERVIEWERS {
        let called = card.called(number);
        let name = cell(&called, NAME, 1);
        let formula = Formula::new(format!("=IF({name}=\"\",{},{name})", quoted(&called)));
        let formula = formula.set_result(&called);
        page.sheet
            .write_formula_with_format(HEADER, number, formula, &card.paint.header)?;
    }
    let headings = [
        "scorecard.range",
        "scorecard.apart",
        "scorecard.discuss",
        "scorecard.agreed",
    ];
    let mut height = 2;
    for (column, heading) in (INTERVIEWERS + 1..).zip(headings) {
        let heading = labels.say(heading);
        page.sheet
            .write_string_with_format(HEADER, column, heading, &card.paint.header)?;
        height = height.max(lines(heading, widths[usize::from(column)] * BOLD));
    }
    page.sheet
        .set_row_height(HEADER, 16.0 * height as f64 + 6.0)?;
    for (row, area) in (HEADER + 1..).zip(&card.areas) {
        compared(card, &mut page, row, area)?;
    }
    mark(card, &mut page.sheet)?;
    page.freeze(HEADER, 1)?;
    Ok(page.sheet)
}

/// Colours what is to be discussed.
fn mark(card: &Card<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(last) = (card.areas.len() as u32).checked_sub(1) else {
        return Ok(());
    };
    let (first, column) = (HEADER + 1, INTERVIEWERS + 3);
    let rule = format!("=LEN(${}{})>0", letter(column), first + 1);
    let rule = ConditionalFormatFormula::new()
        .set_rule(rule.as_str())
        .set_format(Format::new().set_background_color(AMBER).set_bold());
    sheet.add_conditional_format(first, column, first + last, column, &rule)?;
    Ok(())
}

/// A competency on the sheet for all.
fn compared(
    card: &Card<'_>,
    page: &mut FormSheet<'_>,
    row: u32,
    area: &Area,
) -> Result<(), XlsxError> {
    let shown = &card.paint.reading;
    let name = card.competency(area);
    page.sheet
        .write_string_with_format(row, 0, name, &card.paint.reading_bold)?;
    for number in 1..=INTERVIEWERS {
        let heard = cell(&card.called(number), area.row, HEARD);
        let formula = Formula::new(format!("=IF({heard}=\"\",\"\",{heard})"));
        page.sheet
            .write_formula_with_format(row, number, formula, shown)?;
    }
    let formulas = Formulas::of(card, row, area);
    for (column, formula) in (INTERVIEWERS + 1..).zip([
        formulas.range(),
        formulas.apart(),
        formulas.discuss(card.labels),
    ]) {
        let formula = Formula::new(formula);
        page.sheet
            .write_formula_with_format(row, column, formula, shown)?;
    }
    let open = card.paint.input(FilledBy::Both, ContentKind::Words);
    page.sheet.write_blank(row, INTERVIEWERS + 4, &open)?;
    let longest = card.choices.longest(ChoiceList::Heard);
    let height = row_height(&[
        (name, page.widths[0] * BOLD),
        (longest, page.widths[1]),
        (
            card.labels.say("scorecard.discuss.apart"),
            page.widths[usize::from(INTERVIEWERS) + 3],
        ),
    ]);
    page.sheet.set_row_height(row, height.max(36.0))?;
    Ok(())
}

/// How many interviewers have begun; nothing until one has.
fn begun(card: &Card<'_>) -> Formula {
    let last = card
        .areas
        .last()
        .map_or(HEADER + 1, |area| area.row + area.expected.len() as u32 - 1);
    let begun: Vec<String> = (1..=INTERVIEWERS)
        .map(|number| {
            let range = range(&card.called(number), (HEADER + 1, HEARD), (last, EVIDENCE));
            format!("(COUNTA({range})>0)")
        })
        .collect();
    let count = begun.join("+");
    Formula::new(format!("=IF({count}=0,\"\",{count})"))
}
