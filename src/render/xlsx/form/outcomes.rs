//! The outcomes of one manager's people: what the manager recommends to leadership, one person a row.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::super::WorkbookError;
use super::choices::{Choices, Source};
use super::paint::{FilledBy, FormFormats, Holds, row_height};
use super::{FormOptions, level_name, properties, sheet};
use crate::model::{CareerMap, RosterEntry};

/// They add up to what a printed page takes with letters of 9 points.
const WIDTHS: [f64; 8] = [20.0, 17.5, 14.0, 17.0, 17.0, 18.0, 29.5, 35.0];
/// The header's row, counted from 0.
const HEADER: u32 = 3;
/// Height of a row: four lines.
const ROW: f64 = 64.0;

/// What an outcomes file is made from.
#[derive(Debug, Clone, Copy)]
pub struct OutcomesInput<'a> {
    /// The career map, for the names of levels.
    pub map: &'a CareerMap,
    /// The manager; `None` for people without one.
    pub manager: Option<&'a str>,
    /// The manager's people.
    pub people: &'a [&'a RosterEntry],
    /// Choices for all forms.
    pub options: &'a FormOptions,
}

/// The outcomes as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn outcomes(input: &OutcomesInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let options = input.options;
    let paint = FormFormats::new(&options.labels);
    let choices = Choices::of_outcomes(options);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(options, options.labels.say("outcomes.sheet")));
    workbook.push_worksheet(table(input, &paint, &choices)?);
    workbook.push_worksheet(choices.sheet(options, &paint)?);
    Ok(workbook.save_to_buffer()?)
}

fn table(
    input: &OutcomesInput<'_>,
    paint: &FormFormats,
    choices: &Choices,
) -> Result<Worksheet, XlsxError> {
    let OutcomesInput {
        manager,
        people,
        options,
        ..
    } = *input;
    let labels = &options.labels;
    let about = manager.unwrap_or_default();
    let widths = sheet::on_paper(options, WIDTHS);
    let mut sheet = sheet::page(options, labels.say("outcomes.sheet"), about, &widths)?;
    let title = match manager {
        Some(manager) => labels.with("outcomes.title", &[("manager", &manager)]),
        None => labels.say("outcomes.title-nobody").to_owned(),
    };
    let lead = match options.return_by {
        Some(day) => labels.with("outcomes.lead-by", &[("date", &labels.date(day))]),
        None => labels.say("outcomes.lead").to_owned(),
    };
    sheet::title(&mut sheet, paint, &title, "")?;
    let last_column = WIDTHS.len() as u16 - 1;
    let format = paint.lead.clone().set_text_wrap();
    sheet::write_over(&mut sheet, (1, 0), (1, last_column), Some(&lead), &format)?;
    sheet.set_row_height(1, row_height(&[(&lead, widths.iter().sum())]) + 4.0)?;
    let headings = [
        "form.heading.name",
        "form.heading.employee-id",
        "form.heading.team",
        "form.heading.role-level",
        "form.heading.target-level",
        "form.heading.recommendation",
        "outcomes.reasons",
        "form.heading.manager-summary",
    ]
    .map(|key| labels.say(key));
    sheet::header(&mut sheet, paint, HEADER, &headings, &widths)?;
    let first = HEADER + 1;
    for (row, entry) in (first..).zip(people) {
        person(input, &mut sheet, paint, row, entry)?;
    }
    let last = first + people.len().max(1) as u32 - 1;
    let hint = labels.say("outcomes.hint.recommendation");
    let dropdown = choices.dropdown(Source::Recommendations, headings[5], hint)?;
    sheet.add_data_validation(first, 5, last, 5, &dropdown)?;
    for (column, hint) in [
        (6_u16, "outcomes.hint.reasons"),
        (7, "outcomes.hint.summary"),
    ] {
        let prompt = sheet::prompt(headings[usize::from(column)], labels.say(hint))?;
        sheet.add_data_validation(first, column, last, column, &prompt)?;
    }
    sheet.set_freeze_panes(first, 1)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(sheet)
}

fn person(
    input: &OutcomesInput<'_>,
    sheet: &mut Worksheet,
    paint: &FormFormats,
    row: u32,
    entry: &RosterEntry,
) -> Result<(), XlsxError> {
    let level = |id: Option<_>| id.map(|id| level_name(input.map, id, &input.options.labels));
    let (role, target) = (level(entry.role_level), level(entry.target_level));
    let facts = [
        Some(entry.name.as_str()),
        entry.employee_id.as_deref(),
        entry.team.as_deref(),
        role.as_deref(),
        target.as_deref(),
    ];
    let given = paint.input(FilledBy::Given, Holds::Words);
    let open = paint.input(FilledBy::Manager, Holds::Words);
    let mut height = ROW;
    for (column, (text, width)) in (0..).zip(
        facts
            .into_iter()
            .zip(sheet::on_paper(input.options, WIDTHS)),
    ) {
        sheet::write(sheet, row, column, text, &given)?;
        height = height.max(row_height(&[(text.unwrap_or_default(), width)]));
    }
    for column in 5..WIDTHS.len() as u16 {
        sheet::write(sheet, row, column, None, &open)?;
    }
    sheet.set_row_height(row, height)?;
    Ok(())
}
