//! Messages about columns of a table of ratings; each has the line of the configuration that settles it.

use super::header::HeadingCell;
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::load::setting_lines::toml_text;
use crate::load::sheet::Sheet;
use crate::text::listed;

fn at(sheet: &Sheet, cell: &HeadingCell) -> Location {
    sheet.at.with_cell(CellAddress::new(cell.row, cell.column))
}

fn letters(cell: &HeadingCell) -> String {
    CellAddress::column_letters(cell.column)
}

/// The column as messages name it: `B, “Rating”`.
fn named(cell: &HeadingCell) -> String {
    format!("{}, “{}”", letters(cell), cell.text)
}

/// The lines that say whose ratings a column holds.
fn line(cell: &HeadingCell) -> String {
    format!(
        "say in careermap.toml whose they are: under [assessments.columns] write {} = \"manager\" (or \"self\", \"agreed\"; \
         \"ignore\" leaves the column out without this message)",
        toml_text(&cell.text)
    )
}

/// A column of ratings whose heading is not understood, or names more than one rater.
pub(super) fn not_understood(sheet: &Sheet, cell: &HeadingCell) -> Diagnostic {
    Diagnostic::warning(
        "column-not-understood",
        at(sheet, cell),
        format!(
            "Column {}, holds ratings, but it is unclear whose; it was left out.",
            named(cell)
        ),
        format!("If they count, {}.", line(cell)),
    )
}

/// A column of ratings without a rater, beside others with one.
pub(super) fn unused(sheet: &Sheet, cell: &HeadingCell) -> Diagnostic {
    Diagnostic::warning(
        "rating-unused",
        at(sheet, cell),
        format!(
            "Column {}, may hold ratings but does not say whose, while other columns do; it was left out.",
            named(cell)
        ),
        format!("If they count, {}.", line(cell)),
    )
}

/// The only column of ratings does not say whose they are, though something on the sheet mentions self.
pub(super) fn ratings_without_rater(sheet: &Sheet, cell: &HeadingCell) -> Diagnostic {
    Diagnostic::warning(
        "column-not-understood",
        at(sheet, cell),
        format!(
            "Column {}, holds ratings, and it is not clear whether they are the person's own or the manager's; it \
             was left out.",
            named(cell)
        ),
        format!("Please {}.", line(cell)),
    )
}

/// The only column of ratings does not say whose they are, and nothing mentions self.
pub(super) fn read_as_managers(sheet: &Sheet, cell: &HeadingCell) -> Diagnostic {
    Diagnostic::warning(
        "ratings-unsaid",
        at(sheet, cell),
        format!(
            "It is unclear whose ratings column {}, holds; they were read as the manager's.",
            named(cell)
        ),
        format!("To confirm or change that, {}.", line(cell)),
    )
}

/// Columns that would all be the same: which one counts would be a guess.
pub(super) fn duplicate_columns(
    sheet: &Sheet,
    cells: &[&HeadingCell],
    what: &str,
) -> Option<Diagnostic> {
    let first = cells.first()?;
    let letters: Vec<String> = cells.iter().map(|cell| letters(cell)).collect();
    let texts: Vec<String> = cells.iter().map(|cell| toml_text(&cell.text)).collect();
    let alike = texts.iter().all(|text| Some(text) == texts.first());
    let help = if alike {
        format!("Keep one column “{}” and rename the others.", first.text)
    } else {
        let others = listed(&texts[1..]);
        format!(
            "Keep one of them; or in careermap.toml under [assessments.columns] write \"ignore\" for the others, such as \
             {} = \"ignore\".",
            if cells.len() == 2 {
                others
            } else {
                texts[1].clone()
            }
        )
    };
    Some(Diagnostic::warning(
        "column-twice",
        at(sheet, first),
        format!(
            "Columns {} could all be “{what}”; none was used.",
            listed(&letters)
        ),
        help,
    ))
}

/// Ratings of somebody who is neither the person nor the manager.
pub(super) fn ratings_of_others(sheet: &Sheet, cell: &HeadingCell) -> Diagnostic {
    Diagnostic::note(
        "ratings-of-others",
        at(sheet, cell),
        format!(
            "Column {}, holds ratings of somebody who is neither the person nor the manager; it was left out.",
            named(cell)
        ),
        Diagnostic::NOTHING_TO_DO,
    )
}

/// The only column of ratings on a sheet whose name or title mentions peers or a system.
pub(super) fn of_others_by_title(sheet: &Sheet, cell: &HeadingCell) -> Diagnostic {
    Diagnostic::warning(
        "ratings-of-others",
        at(sheet, cell),
        format!(
            "According to the sheet's name or title, column {}, holds ratings by somebody who is neither the \
             person nor the manager; it was left out.",
            named(cell)
        ),
        format!("If they count, {}.", line(cell)),
    )
}

/// Ratings of an earlier time.
pub(super) fn earlier(sheet: &Sheet, cells: &[&HeadingCell]) -> Option<Diagnostic> {
    let first = cells.first()?;
    let which: Vec<String> = cells
        .iter()
        .map(|cell| format!("{} “{}”", letters(cell), cell.text))
        .collect();
    Some(Diagnostic::note(
        "earlier-ratings",
        at(sheet, first),
        format!(
            "Only the latest ratings in this table were read. Left out, since they are earlier: {}.",
            which.join(", ")
        ),
        Diagnostic::NOTHING_TO_DO,
    ))
}

/// A remark that the person may or may not read: nothing says which.
pub(super) fn comment_without_rater(sheet: &Sheet, cell: &HeadingCell) -> Diagnostic {
    Diagnostic::note(
        "comment-unused",
        at(sheet, cell),
        format!(
            "Column {}, does not say whose remarks it holds; it was left out, since managers' remarks must not \
             appear in a plan.",
            named(cell)
        ),
        format!(
            "If they should be read, write in careermap.toml under [assessments.columns] {} = \"manager-comment\" (or \
             \"evidence\").",
            toml_text(&cell.text)
        ),
    )
}
