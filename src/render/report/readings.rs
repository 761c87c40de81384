//! How the columns of assessments and roster were understood, each way once with its files.

use std::fmt::Write as _;

use super::count;
use crate::model::{ReadColumn, TableAccount};

/// The most ways that the text lists; JSON has all.
const MAX_LISTED: usize = 12;

/// How each kind of file was read, in words; empty where there was none.
pub(super) fn readings_text(readings: &[(TableAccount, Vec<String>)]) -> String {
    if readings.is_empty() {
        return String::new();
    }
    let mut by_size: Vec<&(TableAccount, Vec<String>)> = readings.iter().collect();
    // The most frequent first; equally frequent ones in the order of their columns.
    by_size.sort_by_key(|(_, files)| std::cmp::Reverse(files.len()));
    let mut text = "How the files were read".to_owned();
    for (account, files) in by_size.iter().take(MAX_LISTED) {
        let example = files.first().map_or("", String::as_str);
        let which = match files.len() {
            1 => example.to_owned(),
            many => format!(
                "{} of this shape, such as {example}",
                count(many, "table", "tables")
            ),
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "\n- {which}: {}", account.kind.label());
        if !account.labels.is_empty() {
            let _ = write!(text, "\n  labels: {}", account.labels.join(", "));
        }
        if !account.read.is_empty() {
            let _ = write!(text, "\n  read: {}", columns(account, &account.read, " = "));
        }
        if !account.left_out.is_empty() {
            let _ = write!(
                text,
                "\n  not read: {}",
                columns(account, &account.left_out, ": ")
            );
        }
    }
    if by_size.len() > MAX_LISTED {
        let _ = write!(
            text,
            "\n- and {} more shapes; --format json lists all",
            by_size.len() - MAX_LISTED
        );
    }
    text
}

fn columns(account: &TableAccount, columns: &[ReadColumn], sign: &str) -> String {
    let words: Vec<String> = columns
        .iter()
        .map(|column| {
            let heading = match column.heading.as_str() {
                "" => String::new(),
                heading => format!(" “{heading}”"),
            };
            format!(
                "{}{heading}{sign}{}",
                account.place(column.place),
                column.what
            )
        })
        .collect();
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileShape;

    #[test]
    fn files_that_were_read_alike_are_told_of_once() {
        let mut list = TableAccount {
            kind: FileShape::List,
            ..TableAccount::default()
        };
        list.read(0, "Worker", "Name");
        list.read(2, "Self (1–7)", "self ratings");
        list.leave_out(7, "Bonus", "careermap does not use such a column");
        let form = TableAccount {
            labels: vec!["Name", "Role level"],
            ..TableAccount::default()
        };
        let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let text = readings_text(&[
            (list, files(&["team.xlsx"])),
            (form, files(&["a.xlsx", "b.xlsx"])),
        ]);
        assert_eq!(
            text,
            "How the files were read\n\
             - 2 tables of this shape, such as a.xlsx: a form, one person a sheet\n  labels: Name, Role level\n\
             - team.xlsx: a list, one row for each person and competency\n  \
             read: column A “Worker” = Name; column C “Self (1–7)” = self ratings\n  \
             not read: column H “Bonus”: careermap does not use such a column"
        );
    }
}
