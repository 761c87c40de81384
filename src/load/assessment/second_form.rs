//! A further form on the sheet of a form, below it or beside it. One sheet is one form: what belongs to the further one is
//! taken out with one message, so that none of its labels, ratings and actions come to the person of the first.

use std::collections::HashMap;

use super::super::sheet::{CellValue, Sheet};
use super::super::vocabulary::Meaning;
use super::Context;
use super::fields::Part;
use super::labels::{LONGEST, part};
use crate::diagnostic::{CellAddress, Diagnostic};
use crate::text::tidy;

/// Where a further form begins.
struct FurtherForm {
    /// The label that says whose it is.
    label: CellAddress,
    /// Its first row; of a form beside the first one, no row.
    row: Option<u32>,
    /// Its first column; of a form below the first one, no column.
    column: Option<u32>,
    /// Whose it is, if it says so.
    name: Option<String>,
}

/// The sheet without further forms, and the message about them; `None` if there are none.
pub(super) fn without_second_form(
    sheet: &Sheet,
    context: &Context<'_>,
) -> Option<(Sheet, Diagnostic)> {
    let second = find(sheet, context)?;
    let is_first = |at: CellAddress| {
        second.row.is_none_or(|row| at.row < row)
            && second.column.is_none_or(|column| at.column < column)
    };
    let first = Sheet {
        at: sheet.at.clone(),
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        grid: sheet.grid.filtered(is_first),
    };
    let whose = second
        .name
        .as_ref()
        .map(|name| format!(", of “{name}”"))
        .unwrap_or_default();
    let where_to = if second.row.is_some() {
        "below"
    } else {
        "beside"
    };
    let problem = Diagnostic::warning(
        "second-form",
        sheet.at.with_cell(second.label),
        format!(
            "A second form begins here{whose}, {where_to} the first one on this sheet; from here on everything was left \
             out."
        ),
        "Put each form on a separate sheet or into a separate file.",
    );
    Some((
        first,
        match &second.name {
            Some(name) => problem.about(name),
            None => problem,
        },
    ))
}

fn find(sheet: &Sheet, context: &Context<'_>) -> Option<FurtherForm> {
    // Two forms have the same labels, mostly because one is a copy of the other. Few texts of a form stand in it twice.
    let mut first: HashMap<&str, CellAddress> = HashMap::new();
    let mut found: Vec<FurtherForm> = Vec::new();
    for (at, value) in sheet.grid.cells() {
        let CellValue::Text(text) = value else {
            continue;
        };
        if text.len() > LONGEST {
            continue;
        }
        let Some(one) = first.get(text.as_str()) else {
            first.insert(text, at);
            continue;
        };
        let part = part(text, context);
        if part.is_some_and(is_whose) {
            found.extend(second(sheet, *one, at, context));
        }
    }
    found
        .into_iter()
        .min_by_key(|second| (second.row.is_none(), second.label.row, second.label.column))
}

/// Whether a label asks whose a form is.
fn is_whose(part: Part) -> bool {
    [Part::NAME, Part::First, Part::Last, Part::ID].contains(&part)
}

/// The form that begins with the second one of two equal labels, if each has a table of its own and other words beside it.
fn second(
    sheet: &Sheet,
    one: CellAddress,
    other: CellAddress,
    context: &Context<'_>,
) -> Option<FurtherForm> {
    let value = value(sheet, other, context);
    if self::value(sheet, one, context) == value {
        return None;
    }
    let headers = headers(sheet, context);
    let part_of = |at: CellAddress| match sheet.grid.get(at.row, at.column) {
        Some(CellValue::Text(text)) => part(text, context),
        _ => None,
    };
    let is_name = part_of(other) == Some(Part::NAME);
    let name = value.filter(|_| is_name);
    if one.row < other.row {
        let above = headers
            .iter()
            .filter(|header| (one.row + 1..other.row).contains(&header.row));
        let above = above.map(|header| header.row).max()?;
        headers.iter().find(|header| header.row > other.row)?;
        // Another label of the same form may come first.
        let mut row = other.row;
        while row > above + 1 && part_of(CellAddress::new(row - 1, other.column)).is_some() {
            row -= 1;
        }
        return Some(FurtherForm {
            label: CellAddress::new(row, other.column),
            row: Some(row),
            column: None,
            name,
        });
    }
    let header = headers.iter().find(|header| header.row > other.row)?;
    let mut beside = headers.iter().filter(|beside| beside.row == header.row);
    let table = beside.find(|beside| beside.column > header.column)?;
    // The first form's own labels may stand side by side, too.
    (one.column < table.column && other.column + 1 >= table.column).then_some(FurtherForm {
        label: other,
        row: None,
        column: Some(table.column.min(other.column)),
        name,
    })
}

/// The words beside a label, or below one that has another label beside it.
fn value(sheet: &Sheet, label: CellAddress, context: &Context<'_>) -> Option<String> {
    let text = |row, column| sheet.grid.get(row, column)?.text();
    let beside = text(label.row, label.column + 1);
    let value = match beside {
        Some(beside) if part(&beside, context).is_none() => beside,
        _ => text(label.row + 1, label.column)?,
    };
    // The next label is nobody's name.
    part(&value, context).is_none().then(|| tidy(&value))
}

/// The headings of competencies that have a heading of ratings to their right.
fn headers(sheet: &Sheet, context: &Context<'_>) -> Vec<CellAddress> {
    let mut found: Vec<CellAddress> = Vec::new();
    let mut last: Option<CellAddress> = None;
    for (at, value) in sheet.grid.cells() {
        let CellValue::Text(text) = value else {
            continue;
        };
        if text.len() > LONGEST {
            continue;
        }
        let heading = context.settings.columns.heading(text);
        if heading.may_be(Meaning::Competency) {
            last = Some(at);
        } else if let Some(header) = last.filter(|header| header.row == at.row)
            && heading.rating().is_some()
        {
            found.push(header);
            last = None;
        }
    }
    found
}
