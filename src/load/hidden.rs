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
    use crate::load::assessment::{AssessmentSettings, read_assessments};
    use crate::load::names::MapNames;
    use crate::load::reconcile::RosterIndex;
    use crate::load::roster::{RosterSettings, read_roster};
    use crate::load::sheet::{Grid, GridBuilder};
    use crate::load::testing::{builder_of, workbook_of};
    use crate::model::testing::company_map;

    #[test]
    fn hidden_rows_and_columns_are_named_once_for_a_sheet() {
        let workbook = workbook_of("roster.xlsx", [("People", Grid::default())]);
        let every_second = (0..40).map(|row| row * 2..=row * 2).collect();
        for (rows, columns, most_filled, severity, said) in [
            (
                vec![3..=5],
                vec![7..=7],
                4,
                Severity::Warning,
                "Rows 4–6 and column H are hidden; the cells there were left out.",
            ),
            (
                vec![],
                vec![7..=7],
                1,
                Severity::Note,
                "Column H is hidden; the cells there were left out.",
            ),
            (
                every_second,
                vec![0..=1, 26..=26],
                2,
                Severity::Warning,
                "Rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 28 more and columns A–B, AA are hidden; the cells there \
                 were left out.",
            ),
        ] {
            let left_out = HiddenCells {
                rows,
                columns,
                most_filled,
            };
            let found = hidden_cells(&workbook.sheets[0], &left_out);
            assert_eq!((found.severity, &*found.message), (severity, said));
            assert_eq!(found.location, workbook.sheets[0].at);
        }
    }

    /// A workbook with one sheet and, after it, one that is not read, which has hidden rows and columns too.
    fn workbook(rows: &str, hide: impl Fn(&mut GridBuilder)) -> Workbook {
        let mut people = builder_of(rows);
        hide(&mut people);
        let mut other = builder_of("1");
        other.hide_row(0);
        let sheets = [("People", people.finish()), ("Other", other.finish())];
        workbook_of("a.xlsx", sheets)
    }

    #[test]
    fn nobody_in_a_hidden_row_is_on_the_roster() {
        let map = company_map();
        let read = |hide: fn(&mut GridBuilder)| {
            let rows = "Name | Team | Manager\nAna | Events | Bo\nCem | Events | Di";
            let names = MapNames::new(&map);
            read_roster(&workbook(rows, hide), &names, &RosterSettings::default())
        };
        let reading = read(|builder| {
            builder.hide_row(2).hide_column(2);
        });
        let roster = reading.entries.unwrap();
        assert_eq!(roster.len(), 1);
        assert_eq!(
            (&*roster[0].person.name, &roster[0].person.manager),
            ("Ana", &None)
        );
        let said = "Row 3 and column C are hidden; the cells there were left out.";
        assert_eq!(reading.problems[0].message, said);
        assert_eq!(reading.problems.len(), 1);
        let reading = read(|builder| {
            builder.hide_row(0);
        });
        assert_eq!(reading.entries, None);
        let said = &reading.problems[0].message;
        assert!(said.contains("Row 1 is hidden"), "{said}");
    }

    #[test]
    fn a_hidden_column_of_ratings_is_not_read() {
        let map = company_map();
        let rows = format!(
            "Name | Ana\nRole level | Community Manager\nCompetency | Self level | Manager level\n{} | 2 | 4",
            map.competencies[0].name
        );
        let reading = read_assessments(
            &workbook(&rows, |builder| {
                builder.hide_column(2);
            }),
            &MapNames::new(&map),
            &RosterIndex::default(),
            &AssessmentSettings::default(),
        );
        let ratings = &reading.assessments[0].competencies[0];
        assert!(ratings.own.is_some() && ratings.manager.is_none());
        let said = "Column C is hidden; the cells there were left out.";
        assert_eq!(reading.problems[0].message, said);
    }
}
