//! The roster, as an HR system exports it: a title, its own headings, employee IDs that are numbers shown with letters
//! and zeros, the role level beside a free job title, and columns that careermap does not need.

use std::error::Error;

use rust_xlsxwriter::{ColNum, Format, Workbook};

use super::assessment::{self, Cell, Person, Texts};

const HEADINGS: [(&str, u32); 10] = [
    ("Employee ID", 14),
    ("Worker", 28),
    ("Business title", 38),
    ("Job profile", 28),
    ("Specialization", 16),
    ("Supervisory organization", 26),
    ("Manager", 24),
    ("Work email", 42),
    ("Time type", 14),
    ("Worker type", 14),
];

/// The row of the headings.
const HEADER: u32 = 3;

/// Everybody with an assessment, and everybody whose assessment is missing.
pub(crate) fn workbook(texts: &Texts) -> Result<Workbook, Box<dyn Error>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Active workers")?;
    sheet.write_string_with_format(0, 0, "All active workers", &Format::new().set_bold())?;
    sheet.write_string(1, 0, "Community department, as of 1 October 2026")?;
    assessment::header(sheet, HEADER, &HEADINGS)?;
    let mut people: Vec<&Person> = texts.people.iter().chain(&texts.missing).collect();
    people.sort_by_key(|person| &person.employee_id);
    let id = people
        .iter()
        .find_map(|person| person.employee_id.as_deref())
        .unwrap_or_default();
    let zeros = "0".repeat(id.trim_start_matches("LF-").len());
    let number_format = Format::new().set_num_format(format!("\"LF-\"{zeros}"));
    for (row, person) in ((HEADER + 1)..).zip(people) {
        if let Some(number) = number(person)? {
            sheet.write_number_with_format(row, 0, number, &number_format)?;
        }
        let profile = profile(&person.role_level);
        let cells: [Cell<'_>; 9] = [
            (&person.name).into(),
            (&person.job_title).into(),
            (&profile).into(),
            (&person.speciality).into(),
            (&person.team).into(),
            (&person.manager).into(),
            (&person.email).into(),
            Cell::Text(Some("Full time")),
            Cell::Text(Some("Employee")),
        ];
        for (column, cell) in (1 as ColNum..).zip(cells) {
            assessment::write(sheet, row, column, cell)?;
        }
    }
    Ok(workbook)
}

/// The number in an employee ID, which the export shows as `LF-0102`.
fn number(person: &Person) -> Result<Option<u32>, Box<dyn Error>> {
    let id = person.employee_id.as_deref();
    let Some(digits) = id.and_then(|id| id.strip_prefix("LF-")) else {
        return Ok(None);
    };
    Ok(Some(digits.parse()?))
}

/// A role level as the HR system writes it, independent of the form.
fn profile(role_level: &str) -> String {
    let title = role_level.split(" (").next().unwrap_or(role_level);
    title.replace("Senior ", "Sr. ")
}
