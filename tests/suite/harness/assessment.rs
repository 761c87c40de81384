//! Assessment workbooks, built by code.

use rust_xlsxwriter::{Workbook, Worksheet};

/// An assessment to write: labels and ratings, each of which may be left out or be wrong.
#[derive(Clone)]
pub(crate) struct AssessmentFile {
    labels: Vec<(String, String)>,
    ratings: Vec<[String; 5]>,
    actions: Vec<[String; 8]>,
    /// How much the person wants to grow: competency and word.
    interests: Vec<(String, String)>,
}

impl AssessmentFile {
    /// Somebody with a name, an employee ID and a role level, without ratings.
    pub(crate) fn of(name: &str, employee_id: &str, role_level: &str) -> Self {
        Self {
            labels: Vec::new(),
            ratings: Vec::new(),
            actions: Vec::new(),
            interests: Vec::new(),
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

    /// Sets how much the person wants to grow in a competency.
    pub(crate) fn interest(mut self, competency: &str, word: &str) -> Self {
        self.interests
            .push((competency.to_owned(), word.to_owned()));
        self
    }

    /// Adds an agreed action: competency, action, kind, owner, start, due, status, what success looks like.
    pub(crate) fn action(mut self, row: [&str; 8]) -> Self {
        self.actions.push(row.map(str::to_owned));
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
        table(sheet, row, headings, &self.ratings);
        if !self.interests.is_empty() {
            write(sheet, row, 5, "Interest");
        }
        for (competency, word) in &self.interests {
            let of_it = self.ratings.iter().position(|row| row[0] == *competency);
            write(
                sheet,
                row + 1 + u32::try_from(of_it.unwrap()).unwrap(),
                5,
                word,
            );
        }
        if !self.actions.is_empty() {
            let sheet = workbook.add_worksheet();
            sheet.set_name("Actions").unwrap();
            let headings = [
                "Competency",
                "Action",
                "Kind",
                "Owner",
                "Start",
                "Due",
                "Status",
                "Success looks like",
            ];
            table(sheet, 0, headings, &self.actions);
        }
        workbook
    }
}

/// A header in this row and the rows below it.
fn table<const N: usize>(
    sheet: &mut Worksheet,
    header: u32,
    headings: [&str; N],
    rows: &[[String; N]],
) {
    for (column, heading) in (0..).zip(headings) {
        write(sheet, header, column, heading);
    }
    for (row, texts) in ((header + 1)..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            write(sheet, row, column, text);
        }
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    if !text.is_empty() {
        sheet.write_string(row, column, text).unwrap();
    }
}
