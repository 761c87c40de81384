//! What managers write for leadership: one workbook a manager, one person a row.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::assessment::{Cell, Person, header, write_row};

const HEADINGS: [(&str, u32); 7] = [
    ("Name", 28),
    ("Employee ID", 14),
    ("Team", 20),
    ("Role level", 28),
    ("Recommendation", 22),
    ("Reasons", 50),
    ("Manager summary", 90),
];

/// The row of the headings.
const HEADER: u32 = 3;

/// Each manager's name with the outcomes of their people, without people whose own form has a part for leadership.
pub(crate) fn workbooks(people: &[Person]) -> Result<Vec<(String, Workbook)>, XlsxError> {
    let mut by_manager: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
    for person in people {
        let says_something = person.manager_summary.is_some() || person.recommendation.is_some();
        if let (Some(manager), true) = (&person.manager, says_something && !person.own_words) {
            by_manager.entry(manager).or_default().push(person);
        }
    }
    let workbooks = by_manager
        .into_iter()
        .map(|(manager, people)| Ok((manager.to_owned(), workbook(manager, &people)?)));
    workbooks.collect()
}

fn workbook(manager: &str, people: &[&Person]) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Outcomes")?;
    let title = format!("Outcomes: people of {manager}");
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold())?;
    sheet.write_string(1, 0, "For leadership only. Do not pass it on.")?;
    header(sheet, HEADER, &HEADINGS)?;
    for (row, person) in ((HEADER + 1)..).zip(people) {
        let cells: [Cell<'_>; 7] = [
            (&person.name).into(),
            (&person.employee_id).into(),
            (&person.team).into(),
            (&person.role_level).into(),
            (&person.recommendation).into(),
            (&person.reasons).into(),
            (&person.manager_summary).into(),
        ];
        write_row(sheet, row, cells)?;
    }
    Ok(workbook)
}
