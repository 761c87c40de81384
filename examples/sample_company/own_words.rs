//! An assessment in a company's own words and layout, without careermap's form: labels above their values, headings in
//! two rows that are merged, and a column that careermap does not need.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::assessment::{Cell, Person, Texts, header, write, write_row};

/// The last column of the table of ratings.
const LAST: u16 = 7;
/// The row of the labels with their values below.
const FACTS: u32 = 2;

pub(crate) fn workbook(cycle: &Texts, person: &Person) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Annual talk")?;
    sheet.write_string_with_format(0, 0, "Annual talk", &Format::new().set_bold())?;
    facts(sheet, cycle, person)?;
    let row = texts(sheet, FACTS + 3, person)?;
    ratings(sheet, row + 1, person)?;
    if !person.actions.is_empty() {
        goals(workbook.add_worksheet(), person)?;
    }
    Ok(workbook)
}

fn label() -> Format {
    Format::new()
        .set_bold()
        .set_align(FormatAlign::Top)
        .set_text_wrap()
}

fn facts(sheet: &mut Worksheet, cycle: &Texts, person: &Person) -> Result<(), XlsxError> {
    let facts: [(&str, Cell<'_>); 8] = [
        ("Team member", (&person.name).into()),
        ("Personnel no.", (&person.employee_id).into()),
        ("Business unit", (&person.team).into()),
        ("Job title", (&person.role_level).into()),
        ("Reports to", (&person.manager).into()),
        ("Review period", (&cycle.cycle).into()),
        ("Meeting date", person.assessed_on.into()),
        ("E-mail", (&person.email).into()),
    ];
    for (column, (name, value)) in (0..).zip(facts) {
        sheet.write_string_with_format(FACTS, column, name, &label())?;
        write(sheet, FACTS + 1, column, value)?;
    }
    Ok(())
}

/// The longer texts, each over the width of the table; returns the row below them.
fn texts(sheet: &mut Worksheet, first: u32, person: &Person) -> Result<u32, XlsxError> {
    let texts = [
        ("Career aspirations", &person.aspiration),
        ("Key achievements", &person.accomplishments),
        ("Growth since last review", &person.development),
        ("Line manager's summary", &person.manager_summary),
        ("Recommended outcome", &person.recommendation),
    ];
    let value = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut row = first;
    for (name, text) in texts {
        sheet.write_string_with_format(row, 0, name, &label())?;
        let text = text.as_deref().unwrap_or_default();
        sheet.merge_range(row, 1, row, LAST, text, &value)?;
        row += 1;
    }
    Ok(row)
}

fn ratings(sheet: &mut Worksheet, row: u32, person: &Person) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    for (column, text) in [(0, "Skill"), (1, "Handbook"), (LAST, "Wants to grow")] {
        sheet.merge_range(row, column, row + 1, column, text, &heading)?;
    }
    for (column, text) in [(2, "Self"), (4, "Manager")] {
        sheet.merge_range(row, column, row, column + 1, text, &heading)?;
    }
    sheet.write_string_with_format(row, 6, "After calibration", &heading)?;
    for (column, text) in (2..).zip(["Level", "Comment", "Level", "Comment", "Level"]) {
        sheet.write_string_with_format(row + 1, column, text, &heading)?;
    }
    for (column, width) in (0..).zip([34, 28, 26, 60, 26, 40, 26, 30]) {
        sheet.set_column_width(column, width)?;
    }
    for (number, rating) in (1_u32..).zip(&person.ratings) {
        let page = format!("p. {}", 2 * number + 2);
        let cells: [Cell<'_>; 8] = [
            (&rating.competency).into(),
            (&page).into(),
            (&rating.own).into(),
            (&rating.evidence).into(),
            (&rating.manager).into(),
            (&rating.manager_comment).into(),
            (&rating.agreed).into(),
            (&rating.interest).into(),
        ];
        write_row(sheet, row + 1 + number, cells)?;
    }
    Ok(())
}

fn goals(sheet: &mut Worksheet, person: &Person) -> Result<(), XlsxError> {
    sheet.set_name("Next steps")?;
    let headings = [
        ("By when", 12),
        ("What to do", 60),
        ("Skill", 34),
        ("Responsible", 24),
        ("Type", 14),
        ("From", 12),
        ("Progress", 14),
        ("What success looks like", 60),
    ];
    header(sheet, 0, &headings)?;
    for (row, action) in (1..).zip(&person.actions) {
        let cells: [Cell<'_>; 8] = [
            action.due.into(),
            (&action.action).into(),
            (&action.competency).into(),
            (&action.owner).into(),
            (&action.kind).into(),
            action.start.into(),
            (&action.status).into(),
            (&action.success).into(),
        ];
        write_row(sheet, row, cells)?;
    }
    Ok(())
}
