//! One pass over every part before calamine opens the workbook: it counts what a part could make calamine keep in
//! memory, and it keeps what calamine does not give (hidden rows and columns, what formats show besides the number, and which part
//! a sheet is).
//!
//! calamine reserves room for as many shared texts as the file claims to have, and gives each cell format a copy of its
//! font's and number format's texts; calamine limits neither. Every part is scanned, whatever its name, because the
//! file itself decides what calamine uses each part for. Parts are unpacked in pieces as small as calamine's, so that
//! the scan sees at least as much of a part that ends early.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::super::error::FileError;
use super::super::limits::Limits;
use super::super::package::Package;
use super::super::xml::{Node, XmlDocument, attribute, flag, number_attribute};
use super::addresses::parse_region;
use super::formats::Formats;
use crate::diagnostic::CellAddress;

/// Formats of each kind in a workbook: twice what Excel itself allows.
const FORMATS: u64 = 131_072;
/// Names that formulas may use.
const NAMES: u64 = 65_536;
/// Sheets and links that the scan itself keeps, over all parts; for further ones, only hidden cells would be missed.
const KEPT: usize = 65_536;
/// How deep elements may be nested; sound files stay below twenty.
const DEPTH: u32 = 256;

/// At most this many widths of columns are kept for a part; a page needs no more to draw a sheet.
const WIDTHS: usize = 256;

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// What the author hid, by the index of the part.
    pub(super) hidden: BTreeMap<usize, Hidden>,
    /// Widths of columns in characters, by the index of the part: first and last column, width.
    pub(super) widths: BTreeMap<usize, Vec<(u32, u32, f64)>>,
    /// The corners of merged regions, by the index of the part; `None` for one that has no sound address. calamine's
    /// own reader computes with them before it checks whether they make sense.
    pub(super) merges: BTreeMap<usize, Vec<Option<(CellAddress, CellAddress)>>>,
    /// The cells whose format shows more than the number.
    pub(super) formats: Formats,
    /// The part that lists the sheets.
    pub(super) outline: Option<usize>,
    /// The link of each sheet, by the sheet's name.
    pub(super) links: BTreeMap<String, String>,
    /// The targets of links, by the index of the part that holds them and their identifier.
    pub(super) targets: BTreeMap<(usize, String), String>,
}

/// Rows and columns that the author hid in a sheet, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: Vec<u32>,
    /// First and last.
    pub(super) columns: Vec<(u32, u32)>,
}

impl Scan {
    /// Scans all parts of a packed workbook.
    ///
    /// # Errors
    /// If a part asks for more than the limits allow. A part that is not sound XML is skipped: calamine reads no
    /// further in it than the scan, and may not need it.
    pub(super) fn of(package: &mut Package<'_>, limits: &Limits) -> Result<Self, FileError> {
        let mut scan = Self::default();
        let is_styles: Vec<bool> = package
            .names()
            .iter()
            .map(|name| name.ends_with("styles.xml"))
            .collect();
        let mut parts: Vec<usize> = (0..is_styles.len()).collect();
        // The formats must be known before the cells come.
        parts.sort_by_key(|index| !is_styles[*index]);
        for index in parts {
            scan.formats.part(is_styles[index]);
            let is_picture = package.names()[index].rsplit('.').next() == Some("svg");
            let document = XmlDocument::new(package.part(index)?);
            scan.part(index, document, is_picture, limits)?;
        }
        Ok(scan)
    }

    fn part<R: BufRead>(
        &mut self,
        index: usize,
        mut document: XmlDocument<R>,
        is_picture: bool,
        limits: &Limits,
    ) -> Result<(), FileError> {
        let mut counts = Counts::default();
        let mut depth = 0_u32;
        let mut row = 0_u32;
        loop {
            let node = match document.next() {
                Ok(node) => node,
                Err(trouble) if trouble.is_limit() => return Err(trouble),
                Err(_) => return Ok(()),
            };
            match node {
                Node::Start(start) => {
                    depth += 1;
                    if depth > DEPTH {
                        return Err(FileError::damaged("its parts are nested too deeply"));
                    }
                    counts.count(&start, limits)?;
                    self.keep(index, &start, &mut row);
                    self.formats.start(index, &start, limits);
                }
                Node::End(end) => {
                    depth = depth.saturating_sub(1);
                    if end.local_name().as_ref() == "row" {
                        row = row.saturating_add(1);
                    }
                }
                // Pictures are XML too, and may declare one.
                Node::DocType if is_picture => {}
                Node::DocType => {
                    return Err(FileError::damaged(
                        "a part of it declares a document type, which spreadsheet programs never do",
                    ));
                }
                Node::Text(_) => {}
                Node::Eof => return Ok(()),
            }
        }
    }

    /// Keeps what calamine does not give.
    fn keep(&mut self, index: usize, start: &BytesStart<'_>, row: &mut u32) {
        match start.local_name().as_ref() {
            "row" => {
                if let Some(number) = number_attribute(start, "r") {
                    *row = number.saturating_sub(1);
                }
                if *row < Limits::ROWS && flag(start, "hidden") {
                    self.hidden.entry(index).or_default().rows.push(*row);
                }
            }
            "col" => {
                if let (Some(first), Some(last)) = (
                    number_attribute(start, "min"),
                    number_attribute(start, "max"),
                ) {
                    let (first, last) = (
                        first.max(1) - 1,
                        last.min(Limits::COLUMNS).saturating_sub(1),
                    );
                    if flag(start, "hidden") {
                        let hidden = self.hidden.entry(index).or_default();
                        hidden.columns.push((first, last));
                    } else if let Some(width) = width(start) {
                        let widths = self.widths.entry(index).or_default();
                        if widths.len() < WIDTHS {
                            widths.push((first, last, width));
                        }
                    }
                }
            }
            "mergeCell" => {
                let region = attribute(start, "ref").and_then(|text| parse_region(&text));
                self.merges.entry(index).or_default().push(region);
            }
            "sheet" => {
                if let (Some(name), Some(link)) = (attribute(start, "name"), attribute(start, "id"))
                {
                    self.outline = Some(index);
                    if self.links.len() < KEPT {
                        self.links.insert(name, link);
                    }
                }
            }
            "Relationship" => {
                if let (Some(id), Some(target)) =
                    (attribute(start, "Id"), attribute(start, "Target"))
                    && self.targets.len() < KEPT
                {
                    self.targets.insert((index, id), target);
                }
            }
            _ => {}
        }
    }
}

/// How many characters wide a column is, if that makes sense.
fn width(start: &BytesStart<'_>) -> Option<f64> {
    let width: f64 = attribute(start, "width")?.parse().ok()?;
    (0.5..=255.0).contains(&width).then_some(width)
}

/// Counts of what calamine would keep in memory from one part.
#[derive(Debug, Default)]
struct Counts {
    texts: u64,
    formats: u64,
    merges: u64,
    sheets: u64,
    links: u64,
    names: u64,
    longest_name: u64,
}

impl Counts {
    fn count(&mut self, start: &BytesStart<'_>, limits: &Limits) -> Result<(), FileError> {
        match start.local_name().as_ref() {
            "sst" => {
                let claimed = attribute(start, "uniqueCount").and_then(|count| count.parse().ok());
                shared_texts(claimed.unwrap_or(0), limits)
            }
            "si" => {
                self.texts += 1;
                shared_texts(self.texts, limits)
            }
            element @ ("xf" | "font" | "fill" | "border" | "numFmt" | "name") => {
                if matches!(element, "numFmt" | "name") {
                    let length = start.attributes_raw().len() as u64;
                    self.longest_name = self.longest_name.max(length);
                }
                self.formats += 1;
                // calamine copies a format's texts for each cell format that uses it.
                if self.formats > 6 * FORMATS
                    || self.formats.saturating_mul(self.longest_name) > limits.unpacked_bytes
                {
                    return Err(FileError::too_large(
                        format!(
                            "has too many cell formats, or too long ones ({})",
                            self.formats
                        ),
                        "unpacked-bytes",
                    ));
                }
                Ok(())
            }
            "mergeCell" => within(
                &mut self.merges,
                limits.merges as u64,
                "merged regions in a sheet",
                "merges",
            ),
            "sheet" => within(&mut self.sheets, limits.sheets as u64, "sheets", "sheets"),
            "Relationship" => within(&mut self.links, NAMES, "links", "parts"),
            "definedName" => within(&mut self.names, NAMES, "defined names", "parts"),
            _ => Ok(()),
        }
    }
}

fn shared_texts(count: u64, limits: &Limits) -> Result<(), FileError> {
    if count > limits.cells as u64 {
        return Err(FileError::too_large(
            format!("has, or claims to have, more than {} texts", limits.cells),
            "cells",
        ));
    }
    Ok(())
}

fn within(count: &mut u64, allowed: u64, what: &str, setting: &str) -> Result<(), FileError> {
    *count += 1;
    if *count > allowed {
        return Err(FileError::too_large(
            format!("has more than {allowed} {what}"),
            setting,
        ));
    }
    Ok(())
}
