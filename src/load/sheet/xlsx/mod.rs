//! Office Open XML workbooks (`.xlsx`, `.xlsm`).
//!
//! Read part by part as a stream, so that memory is bounded by [`Limits`] and never by what a file claims: no dimension
//! tag, count or bounding box is trusted, no formula is run, no link or entity followed.

mod cells;
mod strings;
mod styles;

use std::collections::BTreeMap;

use super::limits::Limits;
use super::package::Package;
use super::trouble::Trouble;
use super::xml::{Document, Node, attribute, flag};
use super::{Budget, Sheet, Workbook};
use crate::diagnostic::Location;
use cells::SheetContext;

/// Reads every worksheet of a workbook.
pub(super) fn read(
    package: &mut Package,
    at: &Location,
    limits: &Limits,
) -> Result<Workbook, Trouble> {
    let path = workbook_path(package)?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let relations = relations(package, &relations_path(&path))?;
    let target = |kind: &str| {
        relations
            .values()
            .find(|relation| relation.kind == kind)
            .map(|relation| resolve(folder, &relation.target))
    };
    let strings_path =
        target("sharedStrings").unwrap_or_else(|| resolve(folder, "sharedStrings.xml"));
    let styles_path = target("styles").unwrap_or_else(|| resolve(folder, "styles.xml"));

    let outline = outline(package, &path)?;
    if outline.sheets.len() > limits.sheets {
        return Err(Trouble::too_large(
            format!(
                "has {} sheets, more than {}",
                outline.sheets.len(),
                limits.sheets
            ),
            "sheets",
        ));
    }
    let strings = strings::read(package, &strings_path)?;
    let date_styles = styles::read(package, &styles_path)?;
    let context = SheetContext {
        strings: &strings,
        date_styles: &date_styles,
        epoch_1904: outline.epoch_1904,
        limits,
    };
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for entry in outline.sheets {
        let Some(relation) = relations.get(&entry.relation) else {
            continue;
        };
        // Chart sheets and macro sheets hold no cells of a person.
        if relation.kind != "worksheet" {
            continue;
        }
        let Some(part) = package.part(&resolve(folder, &relation.target))? else {
            return Err(Trouble::damaged(format!(
                "the sheet “{}” is missing from it",
                entry.name
            )));
        };
        sheets.push(Sheet {
            at: at.with_sheet(entry.name.as_str()),
            grid: cells::read(Document::new(part), &context, &mut budget)?,
            name: entry.name,
            hidden: entry.hidden,
        });
    }
    Ok(Workbook {
        at: at.clone(),
        sheets,
    })
}

/// A link from one part to another.
struct Relation {
    /// The last segment of its type, such as `worksheet`.
    kind: String,
    target: String,
}

/// A sheet as the workbook lists it.
struct SheetEntry {
    name: String,
    hidden: bool,
    relation: String,
}

/// What the workbook part says.
#[derive(Default)]
struct Outline {
    sheets: Vec<SheetEntry>,
    epoch_1904: bool,
}

fn workbook_path(package: &mut Package) -> Result<String, Trouble> {
    const USUAL: &str = "xl/workbook.xml";
    let path = relations(package, "_rels/.rels")?
        .into_values()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(
            || USUAL.to_owned(),
            |relation| resolve("", &relation.target),
        );
    if package.has(&path) {
        Ok(path)
    } else if package.has(USUAL) {
        Ok(USUAL.to_owned())
    } else {
        Err(Trouble::damaged("it lists no workbook"))
    }
}

fn relations_path(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The path of a link's target, which may be relative to the folder of the part that holds the link.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut segments: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

/// The links of a part by their identifier; none where the part has none.
fn relations(package: &mut Package, path: &str) -> Result<BTreeMap<String, Relation>, Trouble> {
    let mut relations = BTreeMap::new();
    let Some(part) = package.part(path)? else {
        return Ok(relations);
    };
    let mut document = Document::new(part);
    loop {
        match document.next()? {
            Node::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&start, "Type").unwrap_or_default();
                if let (Some(id), Some(target)) =
                    (attribute(&start, "Id"), attribute(&start, "Target"))
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id, Relation { kind, target });
                }
            }
            Node::Eof => return Ok(relations),
            _ => {}
        }
    }
}

fn outline(package: &mut Package, path: &str) -> Result<Outline, Trouble> {
    let mut outline = Outline::default();
    let Some(part) = package.part(path)? else {
        return Ok(outline);
    };
    let mut document = Document::new(part);
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "sheet" => outline.sheets.push(SheetEntry {
                    name: attribute(&start, "name").unwrap_or_default(),
                    hidden: attribute(&start, "state").is_some_and(|state| state != "visible"),
                    relation: attribute(&start, "id").unwrap_or_default(),
                }),
                "workbookPr" => outline.epoch_1904 |= flag(&start, "date1904"),
                _ => {}
            },
            Node::Eof => return Ok(outline),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_against_the_folder_of_the_workbook() {
        assert_eq!(
            resolve("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(
            resolve("xl", "/xl/worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(resolve("xl/a", "..\\b.xml"), "xl/b.xml");
        assert_eq!(resolve("", "../../x.xml"), "x.xml");
        assert_eq!(
            relations_path("xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels"
        );
    }
}
