//! One person's assessment workbook: the sheets *Assessment*, *Actions* and *Expectations*.

#![allow(
    clippy::struct_field_names,
    reason = "the fields are named like the columns of the contract"
)]

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use serde::Deserialize;
use toml::value::Datetime;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    pub(crate) cycle: String,
    #[serde(rename = "person")]
    pub(crate) people: Vec<Person>,
    /// People on the roster who have not handed in a form.
    pub(crate) missing: Vec<Person>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// The file below `assessments/`, with `/` between folders; empty where it is missing.
    #[serde(default)]
    pub(crate) file: String,
    /// Whether the file has the company's own words and layout.
    #[serde(default)]
    pub(crate) own_words: bool,
    pub(crate) name: String,
    pub(crate) employee_id: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) team: Option<String>,
    pub(crate) manager: Option<String>,
    pub(crate) role_level: String,
    /// The roster's column beside the role level.
    pub(crate) job_title: Option<String>,
    pub(crate) track: Option<String>,
    pub(crate) speciality: Option<String>,
    pub(crate) target_level: Option<String>,
    pub(crate) assessed_on: Option<Datetime>,
    /// The day on which the two look at the plan again.
    pub(crate) next_review: Option<Datetime>,
    pub(crate) aspiration: Option<String>,
    pub(crate) accomplishments: Option<String>,
    pub(crate) development: Option<String>,
    pub(crate) growth: Option<String>,
    pub(crate) beyond_map: Option<String>,
    pub(crate) willing_to_help: Option<String>,
    pub(crate) wish: Option<String>,
    pub(crate) manager_summary: Option<String>,
    pub(crate) recommendation: Option<String>,
    pub(crate) reasons: Option<String>,
    #[serde(default, rename = "rating")]
    pub(crate) ratings: Vec<Rating>,
    #[serde(default, rename = "action")]
    pub(crate) actions: Vec<Action>,
    #[serde(default, rename = "expectation")]
    pub(crate) expectations: Vec<Expectation>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rating {
    pub(crate) competency: String,
    #[serde(rename = "self")]
    pub(crate) own: Option<String>,
    pub(crate) manager: Option<String>,
    pub(crate) agreed: Option<String>,
    pub(crate) evidence: Option<String>,
    pub(crate) manager_comment: Option<String>,
    pub(crate) interest: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Action {
    pub(crate) competency: Option<String>,
    pub(crate) action: String,
    pub(crate) kind: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) start: Option<Datetime>,
    pub(crate) due: Option<Datetime>,
    pub(crate) status: Option<String>,
    pub(crate) success: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expectation {
    competency: String,
    level: String,
    expectation: String,
    #[serde(rename = "self")]
    own: Option<String>,
    manager: Option<String>,
    pub(crate) note: Option<String>,
}

/// The content of one cell.
#[derive(Clone, Copy)]
pub(crate) enum Cell<'a> {
    Text(Option<&'a str>),
    Date(Option<Datetime>),
}

impl<'a> From<&'a Option<String>> for Cell<'a> {
    fn from(text: &'a Option<String>) -> Self {
        Self::Text(text.as_deref())
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<Datetime>> for Cell<'_> {
    fn from(date: Option<Datetime>) -> Self {
        Self::Date(date)
    }
}

pub(crate) fn workbook(cycle: &Texts, person: &Person) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    assessment_sheet(workbook.add_worksheet(), cycle, person)?;
    if !person.actions.is_empty() {
        actions_sheet(workbook.add_worksheet(), person)?;
    }
    if !person.expectations.is_empty() {
        expectations_sheet(workbook.add_worksheet(), person)?;
    }
    Ok(workbook)
}

fn assessment_sheet(
    sheet: &mut Worksheet,
    cycle: &Texts,
    person: &Person,
) -> Result<(), XlsxError> {
    sheet.set_name("Assessment")?;
    let label = Format::new().set_bold().set_align(FormatAlign::Top);
    sheet.write_string_with_format(0, 0, "Talent review", &label.clone().set_font_size(16.0))?;
    let labels: [(&str, Cell<'_>); 17] = [
        ("Name", (&person.name).into()),
        ("Employee ID", (&person.employee_id).into()),
        ("Email", (&person.email).into()),
        ("Team", (&person.team).into()),
        ("Manager", (&person.manager).into()),
        ("Role level", (&person.role_level).into()),
        ("Track", (&person.track).into()),
        ("Speciality", (&person.speciality).into()),
        ("Target level", (&person.target_level).into()),
        ("Review cycle", (&cycle.cycle).into()),
        ("Assessed on", person.assessed_on.into()),
        ("Aspiration", (&person.aspiration).into()),
        ("Accomplishments", (&person.accomplishments).into()),
        (
            "Development since last review",
            (&person.development).into(),
        ),
        ("Areas for growth", (&person.growth).into()),
        (
            "What I do that the map does not name",
            (&person.beyond_map).into(),
        ),
        ("Where I want to go", (&person.wish).into()),
    ];
    let mut row = 1;
    for (name, cell) in labels {
        sheet.write_string_with_format(row, 0, name, &label)?;
        write(sheet, row, 1, cell)?;
        if name == "Assessed on" && person.next_review.is_some() {
            sheet.write_string_with_format(row, 3, "Next review", &label)?;
            write(sheet, row, 4, person.next_review.into())?;
        }
        row += 1;
    }
    if let Some(text) = &person.willing_to_help {
        sheet.write_string_with_format(row, 0, "Willing to help others in", &label)?;
        write(sheet, row, 1, text.into())?;
    }
    let headings = [
        ("Competency", 32),
        ("Self level", 28),
        ("Manager level", 28),
        ("Agreed level", 28),
        ("Evidence", 70),
        ("Manager comment", 50),
        ("Interest", 12),
    ];
    header(sheet, row + 1, &headings)?;
    for (row, rating) in ((row + 2)..).zip(&person.ratings) {
        let cells: [Cell<'_>; 7] = [
            (&rating.competency).into(),
            (&rating.own).into(),
            (&rating.manager).into(),
            (&rating.agreed).into(),
            (&rating.evidence).into(),
            (&rating.manager_comment).into(),
            (&rating.interest).into(),
        ];
        write_row(sheet, row, cells)?;
    }
    Ok(())
}

fn actions_sheet(sheet: &mut Worksheet, person: &Person) -> Result<(), XlsxError> {
    sheet.set_name("Actions")?;
    let headings = [
        ("Competency", 32),
        ("Action", 60),
        ("Kind", 14),
        ("Owner", 24),
        ("Start", 12),
        ("Due", 12),
        ("Status", 14),
        ("Success looks like", 60),
    ];
    header(sheet, 0, &headings)?;
    for (row, action) in (1..).zip(&person.actions) {
        let cells: [Cell<'_>; 8] = [
            (&action.competency).into(),
            (&action.action).into(),
            (&action.kind).into(),
            (&action.owner).into(),
            action.start.into(),
            action.due.into(),
            (&action.status).into(),
            (&action.success).into(),
        ];
        write_row(sheet, row, cells)?;
    }
    Ok(())
}

fn expectations_sheet(sheet: &mut Worksheet, person: &Person) -> Result<(), XlsxError> {
    sheet.set_name("Expectations")?;
    let headings = [
        ("Competency", 32),
        ("Level", 28),
        ("Expectation", 90),
        ("Self", 12),
        ("Manager", 12),
        ("Note", 50),
    ];
    header(sheet, 0, &headings)?;
    for (row, expectation) in (1..).zip(&person.expectations) {
        let cells: [Cell<'_>; 6] = [
            (&expectation.competency).into(),
            (&expectation.level).into(),
            (&expectation.expectation).into(),
            (&expectation.own).into(),
            (&expectation.manager).into(),
            (&expectation.note).into(),
        ];
        write_row(sheet, row, cells)?;
    }
    Ok(())
}

pub(crate) fn header(
    sheet: &mut Worksheet,
    row: u32,
    headings: &[(&str, u32)],
) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xE8_EF_EE))
        .set_border_bottom(FormatBorder::Thin);
    for (column, (heading, width)) in (0..).zip(headings) {
        sheet.write_string_with_format(row, column, *heading, &format)?;
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}

pub(crate) fn write_row<'a>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl IntoIterator<Item = Cell<'a>>,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        write(sheet, row, column, cell)?;
    }
    Ok(())
}

pub(crate) fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell<'_>,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(Some(text)) => {
            let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
            sheet.write_string_with_format(row, column, text, &format)?;
        }
        Cell::Date(Some(Datetime {
            date: Some(date), ..
        })) => {
            let format = Format::new()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Left);
            let date = ExcelDateTime::from_ymd(date.year, date.month, date.day)?;
            sheet.write_datetime_with_format(row, column, &date, &format)?;
        }
        Cell::Text(None) | Cell::Date(_) => {}
    }
    Ok(())
}
