//! Assessments and rosters as companies keep them, through the whole program: each rating is read for its rater, and a
//! message names every column whose rater is unclear.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Workbook};

use crate::harness::{Project, table_of, write_rows};

/// A workbook of one sheet; numbers are numbers.
fn workbook(rows: &[&[&str]], format: &str) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let format = Format::new().set_num_format(format);
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, &format),
                Err(_) => sheet.write_string(row, column, *text),
            }
            .unwrap();
        }
    }
    workbook
}

fn project(rows: &[&[&str]]) -> Project {
    let project = Project::with_map();
    workbook(rows, "0")
        .save(project.assessment("people.xlsx"))
        .unwrap();
    project
}

/// Self, manager's and agreed rating of planning, by person, as the team workbook has them.
fn planning(project: &Project) -> BTreeMap<String, String> {
    let data = project.team_sheet("Data");
    data.records()
        .iter()
        .filter(|record| *record["Competency"] == "Planning")
        .map(|record| {
            let ratings = ["Self", "Manager rating", "Agreed"].map(|name| record[name].to_string());
            (record["Name"].to_string(), ratings.join("/"))
        })
        .collect()
}

fn expect(project: &Project, wanted: &[(&str, &str)]) {
    let wanted: BTreeMap<String, String> = wanted
        .iter()
        .map(|(name, ratings)| ((*name).to_owned(), (*ratings).to_owned()))
        .collect();
    assert_eq!(planning(project), wanted);
}

#[test]
fn headings_in_a_companys_own_words_reach_their_raters() {
    for [own, manager, agreed] in [
        ["Self (1-7)", "Manager (1-7)", "Agreed (1-7)"],
        ["Self-evaluation", "Manager evaluation", "Final evaluation"],
        ["Self 2026", "Manager 2026", "Agreed 2026"],
        ["Selbsteinschätzung", "Fremdeinschätzung", "Gemeinsam"],
    ] {
        let project = project(&[
            &["Name", "Mira Vale"],
            &["Role level", "Engineer"],
            &[],
            &["Competency", own, manager, agreed],
            &["Planning", "Junior", "Engineer", "Sr. Engineer"],
        ]);
        project.run(0);
        expect(&project, &[("Mira Vale", "1/2/3")]);
    }
}

#[test]
fn headings_in_two_rows_and_labels_above_their_values() {
    let project = project(&[
        &["Name", "Employee ID", "Team", "Manager", "Role level"],
        &["Mira Vale", "LF-0901", "Events", "Bo Lind", "Engineer"],
        &[],
        &["", "Self", "", "Manager", ""],
        &["Competency", "Level", "Comment", "Level", "Comment"],
        &["Planning", "Junior", "ran it", "Director", "led it well"],
    ]);
    project.run(0);
    expect(&project, &[("Mira Vale", "1/4/")]);
}

#[test]
fn a_row_for_each_rater_is_one_person() {
    let project = project(table_of(
        "Name | Employee ID | Role level | Rater | Planning | Writing & Speaking
         Mira Vale | LF-0901 | Engineer | Self | Junior | Junior
         Mira Vale | LF-0901 | Engineer | Manager | Director | Engineer
         Mira Vale | LF-0901 | Engineer | Peer | Sr. Engineer | Engineer",
    ));
    project.run(0);
    expect(&project, &[("Mira Vale", "1/4/")]);
}

#[test]
fn peers_on_a_sheet_of_their_own_are_nobodys_ratings() {
    let project = project(&[
        &["Peer ratings"],
        &["Name", "Role level", "Planning", "Writing & Speaking"],
        &["Mira Vale", "Engineer", "Junior", "Director"],
    ]);
    project.run(1).says(&["[ratings-of-others]"]);
    expect(&project, &[("Mira Vale", "//")]);
}

#[test]
fn people_in_columns_need_no_known_corner_and_summaries_are_nobody() {
    let project = project(&[
        &["Technos", "Mira Vale", "Jon Ames", "Required", "Missing"],
        &["Planning", "1", "4", "1", "0"],
        &["Writing & Speaking", "2", "3", "1", "0"],
    ]);
    workbook(
        table_of(
            "First name | Last name | Employee ID | Team | Role level
             Mira | Vale | LF-0901 | Events | Engineer
             Jon | Ames | LF-0902 | Events | Engineer",
        ),
        "0",
    )
    .save(project.input().join("roster.xlsx"))
    .unwrap();
    project.run(1).says(&["[ratings-unsaid]"]);
    expect(&project, &[("Mira Vale", "/1/"), ("Jon Ames", "/4/")]);
}

#[test]
fn a_range_is_not_assessed_and_named() {
    let project = project(&[
        &["Name", "Mira Vale"],
        &["Role level", "Engineer"],
        &["Competency", "Self level", "Agreed level"],
        &["Planning", "Junior", "2-3"],
    ]);
    project.run(1).says(&["[not-a-rating]", "2-3"]);
    expect(&project, &[("Mira Vale", "1//")]);
}

#[test]
fn a_number_of_the_roster_keeps_the_zeros_that_it_shows() {
    let project = Project::with_map();
    let mut form = Workbook::new();
    let sheet = form.add_worksheet();
    let rows = [
        ["Name", "Mira Vale"],
        ["Employee ID", "000901"],
        ["Role level", "Engineer"],
        ["Competency", "Manager level"],
        ["Planning", "Junior"],
    ];
    write_rows(sheet, rows);
    form.save(project.assessment("people.xlsx")).unwrap();
    workbook(
        &[
            &["Name", "Employee ID", "Team", "Role level"],
            &["Mira Vale", "901", "Events", "Engineer"],
        ],
        "000000",
    )
    .save(project.input().join("roster.xlsx"))
    .unwrap();
    project.run(0);
    let data = project.team_sheet("Data");
    assert_eq!(data.records()[0]["Employee ID"].to_string(), "000901");
}
