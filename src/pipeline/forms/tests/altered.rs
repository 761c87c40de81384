//! Forms whose layout somebody has changed: everything that was moved or renamed is found.

use super::*;
use crate::diagnostic::CellAddress;
use crate::load::sheet::{CellValue, Grid, GridBuilder, Sheet, Workbook};

/// The row of the table's header on the first sheet, counted from 0.
const HEADER: u32 = 16;
/// The column of one's own level.
const OWN: u32 = 3;

/// A filled-in form, and the assessment in it.
fn filled_in(map: &CareerMap) -> (Workbook, Assessment) {
    let (person, answers, actions) = somebody(map, 8);
    let workbook = form_of(
        map,
        &person,
        &actions,
        Some(&answers),
        &FormOptions::default(),
    );
    let read = read(map, &workbook);
    (workbook, read)
}

/// The only assessment in the file, of which nothing was left out.
fn read(map: &CareerMap, workbook: &Workbook) -> Assessment {
    read_only(&MapNames::new(map), workbook, "an altered form")
}

/// Moves and changes the cells of a sheet; a cell without a new place is left out.
fn change(
    sheet: &mut Sheet,
    mut cell: impl FnMut(CellAddress, CellValue) -> Option<(u32, u32, CellValue)>,
) {
    let mut grid = GridBuilder::default();
    for (at, value) in sheet.grid.cells() {
        if let Some((row, column, value)) = cell(at, value.clone()) {
            grid.set(row, column, value);
        }
    }
    sheet.grid = grid.finish();
}

pub(super) fn with_cells(sheet: &Sheet, row: u32, texts: &[(u32, &str)]) -> Grid {
    let mut grid = GridBuilder::default();
    for (at, value) in sheet.grid.cells() {
        grid.set(at.row, at.column, value.clone());
    }
    for (column, words) in texts {
        grid.set(row, *column, text(words));
    }
    grid.finish()
}

fn text(text: &str) -> CellValue {
    CellValue::Text(text.to_owned())
}

#[test]
fn labels_may_stand_elsewhere_and_columns_in_another_order() {
    let map = company_map();
    let (mut workbook, wanted) = filled_in(&map);
    for sheet in &mut workbook.sheets {
        let header = if sheet.name == "Assessment" {
            HEADER
        } else {
            3
        };
        // Titles must not end up in a column of the table.
        let right = if sheet.name == "Assessment" { 10 } else { 12 };
        let table = if sheet.name == "Assessment" {
            HEADER..HEADER + 1 + map.competencies.len() as u32
        } else {
            3..1000
        };
        change(sheet, |at, value| {
            Some(if table.contains(&at.row) {
                // The table from right to left, at the top.
                (at.row - header, right - at.column, value)
            } else {
                // The labels further down and to the right.
                (at.row + 200, at.column + 3, value)
            })
        });
    }
    assert_eq!(read(&map, &workbook), wanted);
}

#[test]
fn rows_and_columns_of_ones_own_do_no_harm() {
    let map = company_map();
    let (mut workbook, wanted) = filled_in(&map);
    for sheet in &mut workbook.sheets {
        // A blank row after each, and a column between the first two.
        change(sheet, |at, value| {
            let column = at.column + u32::from(at.column > 0);
            Some((at.row * 2, column, value))
        });
        let mut grid = GridBuilder::default();
        for (at, value) in sheet.grid.cells() {
            grid.set(at.row, at.column, value.clone());
        }
        let header = if sheet.name == "Assessment" {
            HEADER * 2
        } else {
            6
        };
        for (row, column, words) in [
            (header, 1, "Weight"),
            (header, 14, "Remarks of HR"),
            (header + 2, 1, "2"),
            (header + 4, 14, "Ask again"),
            (header + 1, 14, "Please use the list."),
        ] {
            grid.set(row, column, text(words));
        }
        if sheet.name == "Assessment" {
            grid.set(header + 1, 0, text("Skills that everybody needs"));
        }
        sheet.grid = grid.finish();
    }
    assert_eq!(read(&map, &workbook), wanted);
}

#[test]
fn labels_and_headings_go_by_other_names() {
    let map = company_map();
    let (mut workbook, wanted) = filled_in(&map);
    let names = [
        ("Name", "EMPLOYEE NAME:"),
        ("Employee ID", "Personnel number"),
        ("Role level", "Current  Level"),
        ("Target level", "Next level"),
        ("Assessed on", "Review date"),
        ("Manager", "Line manager"),
        ("Accomplishments", "Achievements"),
        ("Plans for the future", "Career goals"),
        ("Areas for growth", "What to improve"),
        ("Where I want to go", "Preferred direction"),
        ("Area", "Skill"),
        ("My level", "Self-assessment"),
        ("Manager level", "Manager’s rating"),
        ("Agreed level", "Final rating"),
        ("One example", "Evidence / Examples"),
        ("Manager comment", "Manager's comments"),
        ("Due", "By when"),
        ("Owner", "Responsible"),
        ("Action", "Development action"),
        ("Note", "Comment"),
    ];
    for sheet in &mut workbook.sheets {
        let marks = sheet.name == "Expectations";
        change(sheet, |at, value| {
            let renamed = names
                .iter()
                // Over marks, the one word is the manager's column.
                .find(|(old, _)| value == text(old) && !(marks && *old == "Manager"))
                .map_or(value.clone(), |(_, new)| text(new));
            Some((at.row, at.column, renamed))
        });
        sheet.name = format!("{} (2)", sheet.name);
    }
    assert_eq!(read(&map, &workbook), wanted);
}

#[test]
fn a_level_may_be_typed_instead_of_chosen() {
    let map = company_map();
    for typed in [
        "senior community manager",
        " SR COMMUNITY  MANAGER",
        "L3",
        "3",
        "3 - Sr. Community Manager",
        "Sr. Community Manager (L3)",
    ] {
        let (mut workbook, mut wanted) = filled_in(&map);
        change(&mut workbook.sheets[0], |at, value| {
            let value = if (at.row, at.column) == (HEADER + 3, OWN) {
                text(typed)
            } else {
                value
            };
            Some((at.row, at.column, value))
        });
        assert!(wanted.competencies[2].own.is_some());
        wanted.competencies[2].own = Some(sourced(Rating::At(3.0)));
        assert_eq!(read(&map, &workbook), wanted, "{typed}");
    }
}
