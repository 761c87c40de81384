//! Hidden rows and columns: every reader leaves them out, with a message.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::sheet::{HiddenCells, Sheet, Workbook};
use crate::diagnostic::{CellAddress, Diagnostic, Severity};
use crate::text::listed;

/// The sheets of a workbook that are not hidden, as somebody sees them; each with its message.
pub(super) fn visible_sheets(workbook: &Workbook) -> Vec<(Cow<'_, Sheet>, Option<Diagnostic>)> {
    workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .map(|sheet| {
            let (visible, left_out) = sheet.visible();
            (
                visible,
                left_out.map(|left_out| hidden_cells(sheet, &left_out)),
            )
        })
        .collect()
}

/// Says what was left out of a sheet.
pub(super) fn hidden_cells(sheet: &Sheet, left_out: &HiddenCells) -> Diagnostic {
    // A single cell in a row or column is a heading, or a helper of the author.
    let severity = if left_out.most_filled > 1 {
        Severity::Warning
    } else {
        Severity::Note
    };
    let row = |row: u32| (u64::from(row) + 1).to_string();
    let lines: Vec<String> = [
        named("row", &left_out.rows, row),
        named("column", &left_out.columns, CellAddress::column_letters),
    ]
    .into_iter()
    .flatten()
    .collect();
    let lines = listed(&lines);
    let single = [&left_out.rows, &left_out.columns]
        .into_iter()
        .flatten()
        .map(|range| range.clone().count())
        .sum::<usize>()
        == 1;
    let (first, rest) = lines.split_at(1);
    Diagnostic::new(
        severity,
        "hidden-cells",
        sheet.at.clone(),
        format!(
            "{}{rest} {} hidden; the cells there were left out.",
            first.to_uppercase(),
            if single { "is" } else { "are" }
        ),
        "Show them if they count, or delete them.",
    )
}

/// “rows 4–6, 9”, “column H”; empty where there is none.
fn named(
    kind: &str,
    ranges: &[RangeInclusive<u32>],
    name: impl Fn(u32) -> String,
) -> Option<String> {
    /// A filter can hide every second row.
    const MAX_LISTED: usize = 12;
    let (first, more) = (ranges.first()?, ranges.len().saturating_sub(MAX_LISTED));
    let plural = if ranges.len() > 1 || first.start() < first.end() {
        "s"
    } else {
        ""
    };
    let names: Vec<String> = ranges
        .iter()
        .take(MAX_LISTED)
        .map(|range| match (name(*range.start()), name(*range.end())) {
            (start, end) if start == end => start,
            (start, end) => format!("{start}–{end}"),
        })
        .collect();
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    Some(format!("{kind}{plural} {}{more}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Location;
    use crate::load::assessment::{AssessmentSettings, read_assessments};
    use crate::load::names::Names;
    use crate::load::reconcile::RosterIndex;
    use crate::load::roster::{RosterSettings, read_roster};
    use crate::load::sheet::{Grid, GridBuilder, Value};
    use crate::model::testing::company_map;

    fn said(
        rows: Vec<RangeInclusive<u32>>,
        columns: Vec<RangeInclusive<u32>>,
        most_filled: usize,
    ) -> (Severity, String) {
        let sheet = Sheet {
            at: Location::of_file("roster.xlsx").with_sheet("People"),
            name: "People".to_owned(),
            hidden: false,
            grid: Grid::default(),
        };
        let left_out = HiddenCells {
            rows,
            columns,
            most_filled,
        };
        let said = hidden_cells(&sheet, &left_out);
        assert_eq!(said.location, sheet.at);
        (said.severity, said.message)
    }

    #[test]
    fn hidden_rows_and_columns_are_named_once_for_a_sheet() {
        assert_eq!(
            said(vec![3..=5], vec![7..=7], 4),
            (
                Severity::Warning,
                "Rows 4–6 and column H are hidden; the cells there were left out.".to_owned()
            )
        );
        assert_eq!(
            said(vec![], vec![7..=7], 1),
            (
                Severity::Note,
                "Column H is hidden; the cells there were left out.".to_owned()
            )
        );
        let every_second = (0..40).map(|row| row * 2..=row * 2).collect();
        assert_eq!(
            said(every_second, vec![0..=1, 26..=26], 2).1,
            "Rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 28 more \
            and columns A–B, AA are hidden; the cells there were left out."
        );
    }

    /// A workbook with one sheet and, after it, one that is not read, which has hidden rows and columns too.
    fn workbook(rows: &[&[&str]], hide: impl Fn(&mut GridBuilder)) -> Workbook {
        let at = Location::of_file("a.xlsx");
        let sheet = |name: &str, grid| Sheet {
            at: at.with_sheet(name),
            name: name.to_owned(),
            hidden: false,
            grid,
        };
        let mut builder = GridBuilder::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                builder.set(row, column, Value::Text((*text).to_owned()));
            }
        }
        hide(&mut builder);
        let mut other = GridBuilder::default();
        other.set(0, 0, Value::Number(1.0)).hide_row(0);
        Workbook {
            sheets: vec![
                sheet("People", builder.finish()),
                sheet("Other", other.finish()),
            ],
            at,
        }
    }

    fn told(problems: &[Diagnostic]) -> Vec<String> {
        problems
            .iter()
            .map(|problem| format!("{}: {}", problem.location, problem.message))
            .collect()
    }

    #[test]
    fn nobody_in_a_hidden_row_is_on_the_roster() {
        let rows: &[&[&str]] = &[
            &["Name", "Team", "Manager"],
            &["Ana", "Events", "Bo"],
            &["Cem", "Events", "Di"],
        ];
        let map = company_map();
        let read = |hide: fn(&mut GridBuilder)| {
            let reading = read_roster(
                &workbook(rows, hide),
                &Names::new(&map),
                &RosterSettings::default(),
            );
            let (roster, problems) = (reading.entries, reading.problems);
            (roster, told(&problems))
        };
        let (roster, problems) = read(|builder| {
            builder.hide_row(2).hide_column(2);
        });
        let roster = roster.unwrap();
        assert_eq!(roster.len(), 1);
        assert_eq!(
            (roster[0].name.as_str(), &roster[0].manager),
            ("Ana", &None)
        );
        assert_eq!(
            problems,
            [
                "a.xlsx, sheet “People”: Row 3 and column C are hidden; the cells there were left out."
            ]
        );
        let (roster, problems) = read(|builder| {
            builder.hide_row(0);
        });
        assert_eq!(roster, None);
        assert!(problems[0].contains("Row 1 is hidden"), "{problems:?}");
    }

    #[test]
    fn a_hidden_column_of_ratings_is_not_read() {
        let map = company_map();
        let names = Names::new(&map);
        let rows: &[&[&str]] = &[
            &["Name", "Ana", ""],
            &["Role level", "Community Manager", ""],
            &["Competency", "Self level", "Manager level"],
            &[&map.competencies[0].name, "2", "4"],
        ];
        let ratings = |hide: fn(&mut GridBuilder)| {
            let reading = read_assessments(
                &workbook(rows, hide),
                &names,
                &RosterIndex::default(),
                &AssessmentSettings::default(),
            );
            let (assessments, problems) = (reading.assessments, reading.problems);
            let ratings = &assessments[0].competencies[0];
            (
                ratings.own.is_some(),
                ratings.manager.is_some(),
                told(&problems)[0].clone(),
            )
        };
        assert_eq!(
            ratings(|builder| {
                builder.hide_column(2);
            }),
            (
                true,
                false,
                "a.xlsx, sheet “People”: Column C is hidden; the cells there were left out."
                    .to_owned()
            )
        );
    }
}
