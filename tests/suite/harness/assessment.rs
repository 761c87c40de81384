//! Assessment workbooks, built by code.

use rust_xlsxwriter::{Workbook, Worksheet};

/// An assessment to write: labels and ratings, each of which may be left out or be wrong.
#[derive(Clone)]
pub(crate) struct AssessmentFile {
    labels: Vec<(String, String)>,
    ratings: Vec<[String; 5]>,
}

impl AssessmentFile {
    /// Somebody with a name, an employee ID and a role level, and nothing rated yet.
    pub(crate) fn of(name: &str, employee_id: &str, role_level: &str) -> Self {
        Self {
            labels: Vec::new(),
            ratings: Vec::new(),
        }
        .label("Name", name)
        .label("Employee ID", employee_id)
        .label("Role level", role_level)
        .label("Team", "North")
    }

    /// Sets the value beside a label; an empty value leaves the cell blank.
    pub(crate) fn label(mut self, label: &str, value: &str) -> Self {
        match self.labels.iter_mut().find(|(known, _)| known == label) {
            Some((_, old)) => value.clone_into(old),
            None => self.labels.push((label.to_owned(), value.to_owned())),
        }
        self
    }

    /// Adds a row: competency, self, manager and agreed level; evidence.
    pub(crate) fn rating(mut self, row: [&str; 5]) -> Self {
        self.ratings.push(row.map(str::to_owned));
        self
    }

    pub(crate) fn workbook(&self) -> Workbook {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Assessment").unwrap();
        let mut row = 0;
        for (label, value) in &self.labels {
            write(sheet, row, 0, label);
            write(sheet, row, 1, value);
            row += 1;
        }
        row += 1;
        let headings = [
            "Competency",
            "Self level",
            "Manager level",
            "Agreed level",
            "Evidence",
        ];
        for (column, heading) in (0..).zip(headings) {
            write(sheet, row, column, heading);
        }
        for (row, rating) in ((row + 1)..).zip(&self.ratings) {
            for (column, text) in (0..).zip(rating) {
                write(sheet, row, column, text);
            }
        }
        workbook
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    if !text.is_empty() {
        sheet.write_string(row, column, text).unwrap();
    }
}
