//! *Suggestions for the map*: what people do that the career map does not name. In the anonymous workbook, only the
//! texts.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, Page, RowPerson, Table, Total, WorkbookParts, who};
use crate::render::words::Sheet;

/// Whether anybody does something that the map does not name.
pub(super) fn are_there(book: &Book<'_>) -> bool {
    let mut all = book.input.review.assessments.iter();
    all.any(|assessment| assessment.beyond_map.is_some())
}

/// The sheet for leadership, with names.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::Suggestions)?;
    page.labelled_title("workbook.suggestions.title", "workbook.suggestions.lead");
    let rows = book
        .everybody()
        .filter(|who| who.assessment.beyond_map.is_some());
    let table = Table::<RowPerson<'_>>::labelled("Suggestions", labels)
        .long("workbook.suggestions.text", 70.0, |who| {
            who.assessment.beyond_map.as_deref()
        })
        .with_total(Total::Count)
        .add(who::name(labels))
        .add(who::employee_id(labels))
        .add(who::team(labels))
        .add(who::role_level(labels));
    page.finish_with(&table, rows, "workbook.suggestions.none")
}

/// The sheet for everybody: texts that may be shown, without names.
pub(super) fn anonymous(
    parts: &WorkbookParts<'_>,
    texts: &[String],
) -> Result<Worksheet, XlsxError> {
    let labels = parts.labels();
    let mut page = Page::long(parts, Sheet::Suggestions)?;
    page.labelled_title(
        "workbook.suggestions.title",
        "workbook.suggestions.lead-anonymous",
    );
    let table = Table::<&String>::labelled("Suggestions", labels).long(
        "workbook.suggestions.text",
        90.0,
        |text| Some(text.as_str()),
    );
    page.finish_with(&table, texts, "workbook.suggestions.none")
}
