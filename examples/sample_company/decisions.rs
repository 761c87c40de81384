//! What leadership has decided so far: one person a row. The others are still to be decided, as in the days of a review.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::assessment::{Cell, header, write_row};

const HEADINGS: [(&str, u32); 8] = [
    ("Name", 28),
    ("Employee ID", 14),
    ("Recommendation", 22),
    ("Decision", 22),
    ("New role level", 28),
    ("From when", 14),
    ("Reasons for the decision", 70),
    ("Decided by", 28),
];

/// The row of the headings.
const HEADER: u32 = 3;

const DECISIONS: [[&str; 8]; 3] = [
    [
        "Hina Qureshi-Bell",
        "LF-0133",
        "Promotion",
        "Promotion",
        "Sr. Community Manager",
        "2027-01-01",
        "",
        "Review meeting, 30 October",
    ],
    [
        "Anna Fairley",
        "LF-0126",
        "Improvement plan",
        "Develop in role",
        "",
        "2026-11-02",
        "The plan of three months that she and Inês agreed on goes further than a formal one would.",
        "Review meeting, 30 October",
    ],
    [
        "Tuğçe Işıldak",
        "LF-0119",
        "Develop in role",
        "Develop in role",
        "",
        "with the budget for 2027",
        "",
        "Review meeting, 30 October",
    ],
];

pub(crate) fn workbook(cycle: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Decisions")?;
    sheet.write_string_with_format(0, 0, "Decisions of the review", &Format::new().set_bold())?;
    sheet.write_string(1, 0, "For leadership only. Do not pass it on.")?;
    sheet.write_string(2, 0, "Review cycle")?;
    sheet.write_string(2, 1, cycle)?;
    header(sheet, HEADER, &HEADINGS)?;
    for (row, cells) in ((HEADER + 1)..).zip(DECISIONS) {
        let cells = cells.map(|text| Cell::Text((!text.is_empty()).then_some(text)));
        write_row(sheet, row, cells)?;
    }
    Ok(workbook)
}
