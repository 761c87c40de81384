//! The career map: title, introduction and footnote over the whole width, a header with a blank corner, one competency
//! a row, and further sheets with development actions and specialities.

#![allow(
    clippy::struct_field_names,
    reason = "the fields are named like the columns of the contract"
)]

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    title: String,
    introduction: String,
    footnote: String,
    #[serde(rename = "level")]
    levels: Vec<Level>,
    #[serde(rename = "competency")]
    competencies: Vec<Competency>,
    #[serde(rename = "action")]
    actions: Vec<Action>,
    #[serde(rename = "speciality")]
    specialities: Vec<Speciality>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Level {
    title: String,
    /// Whether the header cell ends in a line break, as it happens in real files.
    #[serde(default)]
    trailing_break: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Competency {
    name: String,
    expectations: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Action {
    competency: String,
    level: String,
    action: String,
    kind: String,
    resource: String,
    effort: String,
    hours: Option<f64>,
    cost: Option<f64>,
    currency: Option<String>,
    provider: Option<String>,
    seats: Option<u32>,
}

/// A row of the sheet of specialities.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Speciality {
    name: String,
    competency: String,
    level: String,
    #[serde(default)]
    mode: String,
    expectations: Vec<String>,
}

/// The last of the columns that exist but are empty.
const LAST_EMPTY_COLUMN: u16 = 25;

pub(crate) fn workbook(texts: &Texts) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    map_sheet(workbook.add_worksheet(), texts)?;
    actions_sheet(workbook.add_worksheet(), texts)?;
    specialities_sheet(workbook.add_worksheet(), texts)?;
    Ok(workbook)
}

fn map_sheet(sheet: &mut Worksheet, texts: &Texts) -> Result<(), XlsxError> {
    sheet.set_name("Career map")?;
    let last = texts.levels.len() as u16;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let title = Format::new().set_bold().set_font_size(18.0);
    let header = wrapped
        .clone()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x2F_5D_62))
        .set_border(FormatBorder::Thin);
    let name = wrapped
        .clone()
        .set_bold()
        .set_background_color(Color::RGB(0xE8_EF_EE))
        .set_border(FormatBorder::Thin);
    let cell = wrapped.clone().set_border(FormatBorder::Thin);

    sheet.merge_range(0, 0, 0, last, &texts.title, &title)?;
    sheet.merge_range(1, 0, 1, last, &texts.introduction, &wrapped)?;
    sheet.merge_range(
        2,
        0,
        2,
        last,
        &texts.footnote,
        &wrapped.clone().set_italic(),
    )?;
    sheet.set_row_height(0, 28)?;
    sheet.set_row_height(1, 150)?;
    sheet.set_row_height(2, 34)?;
    sheet.write_blank(3, 0, &header)?;
    for (column, level) in (1..).zip(&texts.levels) {
        let ending = if level.trailing_break { "\n" } else { "" };
        sheet.write_string_with_format(3, column, format!("{}{ending}", level.title), &header)?;
    }
    sheet.set_row_height(3, 34)?;
    for (row, competency) in (4..).zip(&texts.competencies) {
        sheet.write_string_with_format(row, 0, &competency.name, &name)?;
        for (column, bullets) in (1..).zip(&competency.expectations) {
            let lines: Vec<String> = bullets.iter().map(|bullet| format!("• {bullet}")).collect();
            sheet.write_string_with_format(row, column, lines.join("\n"), &cell)?;
        }
        sheet.set_row_height(row, 320)?;
    }
    for row in 3..(4 + texts.competencies.len() as u32) {
        for column in (last + 1)..=LAST_EMPTY_COLUMN {
            sheet.write_blank(row, column, &wrapped)?;
        }
    }
    sheet.set_column_width(0, 24)?;
    sheet.set_column_range_width(1, last, 44)?;
    sheet.set_freeze_panes(4, 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn actions_sheet(sheet: &mut Worksheet, texts: &Texts) -> Result<(), XlsxError> {
    sheet.set_name("Development actions")?;
    let header = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xE8_EF_EE));
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let columns = [
        ("Competency", 30),
        ("Level", 28),
        ("Action", 70),
        ("Kind", 14),
        ("Resource", 40),
        ("Effort", 24),
        ("Hours", 8),
        ("Cost", 10),
        ("Currency", 10),
        ("Provider", 30),
        ("Seats", 8),
    ];
    for (column, (heading, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, heading, &header)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, action) in (1..).zip(&texts.actions) {
        let cells = [
            &action.competency,
            &action.level,
            &action.action,
            &action.kind,
            &action.resource,
            &action.effort,
        ];
        for (column, text) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, text, &wrapped)?;
        }
        let numbers = [
            (6, action.hours),
            (7, action.cost),
            (10, action.seats.map(f64::from)),
        ];
        for (column, number) in numbers {
            if let Some(number) = number {
                sheet.write_number_with_format(row, column, number, &wrapped)?;
            }
        }
        for (column, text) in [(8, &action.currency), (9, &action.provider)] {
            if let Some(text) = text {
                sheet.write_string_with_format(row, column, text, &wrapped)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn specialities_sheet(sheet: &mut Worksheet, texts: &Texts) -> Result<(), XlsxError> {
    sheet.set_name("Specialities")?;
    let header = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xE8_EF_EE));
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let columns = [
        ("Speciality", 16),
        ("Competency", 30),
        ("Level", 38),
        ("Expectation", 90),
        ("Mode", 12),
    ];
    for (column, (heading, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, heading, &header)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, speciality) in (1..).zip(&texts.specialities) {
        let bullets = speciality.expectations.iter();
        let bullets: Vec<String> = bullets.map(|bullet| format!("• {bullet}")).collect();
        let cells = [
            &speciality.name,
            &speciality.competency,
            &speciality.level,
            &bullets.join("\n"),
            &speciality.mode,
        ];
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                sheet.write_string_with_format(row, column, text, &wrapped)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
