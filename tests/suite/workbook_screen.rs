//! The team workbook on a laptop's screen and on paper: widths of columns, and sizes in print.

use crate::harness::Project;
use crate::workbook_package::{Package, attributes, between};

/// The room that a screen of 1,366 pixels leaves for cells, beside the row numbers and the scroll bar: 1,312 pixels, which
/// hold that much less because `LibreOffice` shows columns a sixteenth wider than the widths say.
const SCREEN: f64 = 1_312.0 * 16.0 / 17.0;
/// The width of a landscape page, in pixels of cells at full size: A4 without its margins.
const PAPER: f64 = (11.69 - 0.8) * 96.0;
/// The type of cells, and the smallest that is printed, in points.
const TYPE: f64 = 11.0;
/// See [`TYPE`].
const SMALLEST: f64 = 7.0;

/// The widths of a sheet's columns in pixels; further columns have the format's own width.
fn widths(sheet: &str) -> Vec<f64> {
    let mut widths = vec![64.0; 60];
    let Some(columns) = between(sheet, "<cols>", "</cols>") else {
        return widths;
    };
    let of = |attribute: &str| attributes(columns, "<col ", attribute);
    let spans = of("min").into_iter().zip(of("max")).zip(of("width"));
    for ((first, last), width) in spans {
        let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
        let width: f64 = width.parse().unwrap();
        widths[first - 1..last].fill((width * 7.0).round());
    }
    widths
}

/// The number of a column from its letters, counted from 1.
fn number(letters: &str) -> usize {
    letters.bytes().fold(0, |number, letter| {
        number * 26 + usize::from(letter - b'A') + 1
    })
}

/// The columns of a range of defined names, such as `'Key people'!$A$1:$I$23`.
fn last_column(range: &str) -> usize {
    let last = range.rsplit(':').next().unwrap();
    number(last.split('$').nth(1).unwrap())
}

fn defined(package: &Package, kind: &str, sheet: usize) -> Option<String> {
    let names = &package.parts["xl/workbook.xml"];
    let local = format!("localSheetId=\"{sheet}\"");
    let mut names = names.split("<definedName ").skip(1);
    let name = names.find(|name| name.contains(kind) && name.contains(&local))?;
    between(name, ">", "</definedName>").map(str::to_owned)
}

/// The headers of the first table on a sheet.
fn headers(package: &Package, table: &str) -> Vec<String> {
    let mut tables = package.below("xl/tables/");
    let (_, xml) = tables
        .find(|(_, xml)| xml.contains(&format!("displayName=\"{table}\"")))
        .unwrap_or_else(|| panic!("no table {table}"));
    attributes(xml, "<tableColumn ", "name")
}

#[test]
fn what_matters_of_every_sheet_fits_on_a_laptop() {
    fits(
        &Package::leadership(&Project::sample()),
        &[
            ("Summary", "WhereTeamsStand", "All (14)"),
            ("Heat map", "HeatMap", "Meets"),
            ("Gaps", "Gaps", "At risk"),
            ("Coverage", "CoverageRows", "Status"),
            ("Key people", "KeyPeople", "Possible deputy"),
            ("Bench", "Bench", "Not assessed"),
            ("Self and manager", "Differences", "Agreed"),
            ("Questions", "Questions", "Rows in Data"),
            ("Actions", "Actions", "Days overdue"),
            ("Review outcomes", "ReviewOutcomes", "Manager summary"),
            ("People", "People", "Plan"),
            ("By team", "ByTeam", "Overdue actions"),
            ("Data quality", "DataQuality", "What to do"),
            ("Method", "Method", "Meaning"),
        ],
    );
}

#[test]
fn what_matters_in_a_managers_workbook_fits_on_a_laptop() {
    let english = Package::of_a_manager("en");
    let tables = [
        ("Summary", "WhereTeamsStand", "All of your people (13)"),
        ("Heat map", "HeatMap", "Meets"),
        ("Gaps", "Gaps", "Who is below role level"),
        ("Self and manager", "Differences", "Agreed"),
        ("Questions", "Questions", "Manager"),
        ("Actions", "Actions", "Days overdue"),
        ("Who is missing", "WhoIsMissing", "Agreed"),
        ("Method", "Method", "Meaning"),
    ];
    fits(&english, &tables);
    let german = Package::of_a_manager("de");
    fits(
        &german,
        &[
            ("Lücken", "Gaps", "Wer unter der Stufe der Rolle liegt"),
            ("Wer fehlt", "WhoIsMissing", "Vereinbart"),
        ],
    );
    for package in [english, german] {
        assert_eq!(prints_large_enough(&package), 8);
    }
}

/// Each sheet with its table, as far as the column that still has to be seen.
fn fits(package: &Package, tables: &[(&str, &str, &str)]) {
    for (sheet, table, last) in tables {
        let sheets = package.sheets();
        let (_, xml) = sheets.iter().find(|(name, _)| name == sheet).unwrap();
        let headers = headers(package, table);
        let end = headers.iter().position(|header| header == last);
        let end = end.unwrap_or_else(|| panic!("{sheet}: {headers:?}"));
        let taken: f64 = widths(xml)[..=end].iter().sum();
        assert!(taken <= SCREEN, "{sheet} takes {taken} pixels up to {last}");
    }
}

/// Programs make type as small as needed to print on this many pages side by side. Columns that are repeated on each of
/// these count again.
#[test]
fn print_is_never_smaller_than_seven_points_and_has_no_sources() {
    let package = Package::leadership(&Project::sample());
    assert!(prints_large_enough(&package) > 13);
    for (table, sheet) in [("DataRows", "Data"), ("Actions", "Actions")] {
        let sources = headers(&package, table)
            .iter()
            .position(|header| header.starts_with("Source"));
        let sheets = package.sheets();
        let index = sheets.iter().position(|(name, _)| name == sheet).unwrap();
        let area = defined(&package, "_xlnm.Print_Area", index).unwrap();
        assert_eq!(Some(last_column(&area)), sources, "{sheet}");
    }
}

/// Checks every sheet, and says how many there are.
fn prints_large_enough(package: &Package) -> usize {
    let mut checked = 0;
    for (index, (name, xml)) in package.sheets().into_iter().enumerate() {
        let area = defined(package, "_xlnm.Print_Area", index);
        let last = last_column(&area.unwrap_or_else(|| panic!("{name} has no print area")));
        let titles = defined(package, "_xlnm.Print_Titles", index).unwrap_or_default();
        // Repeated rows have numbers, repeated columns have none.
        let repeated = titles.split(',').find(|part| {
            let range = part.rsplit('!').next().unwrap_or_default();
            !range.is_empty() && !range.bytes().any(|byte| byte.is_ascii_digit())
        });
        let repeated = repeated.map_or(0, last_column);
        let pages: f64 = attributes(xml, "<pageSetup ", "fitToWidth")
            .first()
            .map_or(1.0, |pages| pages.parse().unwrap());
        let widths = widths(xml);
        // Greedily, as programs fill pages, at the scale at which type has its smallest size.
        let room = PAPER * TYPE / SMALLEST;
        let first: f64 = widths[..repeated].iter().sum();
        let (mut used, mut needed) = (first, 1.0);
        for width in &widths[repeated..last] {
            if used + width > room {
                needed += 1.0;
                used = first;
            }
            used += width;
        }
        assert!(needed <= pages, "{name} needs {needed} pages of {pages}");
        checked += 1;
    }
    checked
}

#[test]
fn the_summary_is_one_printed_page() {
    let package = Package::leadership(&Project::sample());
    let sheets = package.sheets();
    let (_, summary) = sheets.iter().find(|(name, _)| name == "Summary").unwrap();
    assert!(summary.contains("fitToPage=\"1\""));
    // Without an attribute, the format means one page.
    for attribute in ["fitToWidth", "fitToHeight"] {
        assert!(attributes(summary, "<pageSetup ", attribute).is_empty());
    }
}

/// The texts of a sheet's cells in these columns above a row, and the columns that they are in.
fn texts_above(package: &Package, sheet: &str, row: usize) -> Vec<(usize, String)> {
    let texts: Vec<&str> = package.parts["xl/sharedStrings.xml"]
        .split("<si>")
        .skip(1)
        .collect();
    let cells = sheet
        .split("<c r=\"")
        .skip(1)
        .filter(|cell| cell.contains("t=\"s\""));
    cells
        .filter_map(|cell| {
            let address = cell.split('"').next()?;
            let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
            let at: usize = address[letters.len()..].parse().ok()?;
            let text = texts[between(cell, "<v>", "</v>")?.parse::<usize>().ok()?];
            (at < row).then(|| {
                (
                    number(letters),
                    between(text, "\">", "</t>")
                        .or_else(|| between(text, "<t>", "</t>"))
                        .unwrap_or_default()
                        .to_owned(),
                )
            })
        })
        .collect()
}

/// Columns that are repeated on each page would cut off the title there.
#[test]
fn no_title_is_in_columns_that_are_printed_on_several_pages() {
    let package = Package::leadership(&Project::sample());
    let mut checked = Vec::new();
    for (name, xml) in package.sheets() {
        let pages = attributes(xml, "<pageSetup ", "fitToWidth");
        let pages: usize = pages.first().map_or(1, |pages| pages.parse().unwrap());
        let frozen = attributes(xml, "<pane ", "xSplit");
        let frozen: usize = frozen.first().map_or(0, |columns| columns.parse().unwrap());
        let header = attributes(xml, "<pane ", "ySplit");
        let header: usize = header.first().map_or(1, |row| row.parse().unwrap());
        let above = texts_above(&package, xml, header);
        let title = format!("{name}: ");
        let titles: Vec<usize> = above
            .iter()
            .filter(|(_, text)| text.starts_with(&title))
            .map(|(at, _)| *at)
            .collect();
        if pages > 1 && !titles.is_empty() {
            assert_eq!(titles, [frozen + 1], "{name}");
            checked.push(name);
        } else {
            assert!(titles.is_empty() || titles == [1], "{name}: {titles:?}");
        }
    }
    assert_eq!(
        checked,
        ["Programme places", "Review outcomes", "People", "By team"]
    );
}

/// A number that has no room in its column is shown as `###`.
#[test]
fn counts_above_a_table_have_room_in_every_language() {
    let project = Project::sample();
    for (language, shown) in [
        ("en", "Shown"),
        ("de", "Gezeigt"),
        ("fr", "Affiché"),
        ("es", "Mostradas"),
    ] {
        let settings = format!("[organisation]\nlanguage = \"{language}\"\n");
        std::fs::write(project.input().join("careermap.toml"), settings).unwrap();
        let package = Package::leadership(&project);
        let mut counts = 0;
        for (name, xml) in package.sheets() {
            let widths = widths(xml);
            for cell in xml
                .split("<c r=\"")
                .skip(1)
                .filter(|cell| cell.contains("SUBTOTAL(103,"))
            {
                let letters: String = cell.chars().take_while(char::is_ascii_uppercase).collect();
                let count = between(cell, "<v>", "</v>").unwrap();
                // Bold letters, of which the narrowest are six pixels wide on average.
                let needed = 6.0 * format!("{shown}: {count}").chars().count() as f64;
                let width = widths[number(&letters) - 1];
                assert!(
                    width >= needed,
                    "{language}, {name} {letters}: {width} of {needed}"
                );
                counts += 1;
            }
        }
        assert!(counts > 5, "{counts}");
    }
}
