//! *Data quality*: how often what was reported while reading; where and what stands in the leadership's workbook only.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Material;
use crate::analysis::Masked;
use crate::diagnostic::Severity;
use crate::render::xlsx::cell::{Cell, Column};
use crate::render::xlsx::page::Page;
use crate::render::xlsx::style::Kind;
use crate::render::xlsx::table::Spec;

pub(super) fn sheet(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(material, "Data quality")?;
    page.title(
        "Data quality: what is missing or needs a look",
        "How often each kind of message came up. Files, cells and names are in the workbook for leadership.",
    )?;
    let mut rows = Vec::new();
    if material.told.missing != Masked::Exactly(0) {
        let often = match material.told.missing {
            Masked::Exactly(count) => Cell::count(count),
            Masked::Few => Cell::text(material.few()),
        };
        rows.push(vec![
            Cell::text("missing"),
            Cell::text("people on the roster without an assessment"),
            often,
        ]);
    }
    for ((severity, code), count) in &material.reported {
        rows.push(vec![
            Cell::text(match severity.0 {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            }),
            Cell::text(*code),
            material.masked(*count),
        ]);
    }
    let placed = page.table(
        &Spec {
            name: "DataQuality".to_owned(),
            columns: vec![
                Column::new("Kind", 14.0, Kind::Text),
                Column::new("Message", 46.0, Kind::Text),
                Column::new("How often", 18.0, Kind::Whole),
            ],
        },
        &rows,
        "Nobody is missing and nothing was found.",
    )?;
    page.freeze(placed, 1)?;
    Ok(page.finish())
}
