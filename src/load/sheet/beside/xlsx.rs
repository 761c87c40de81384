//! Beside the cells of Office Open XML: each sheet's links lead to its notes and drawings.

use std::collections::{BTreeMap, BTreeSet};

use super::{BesideCells, BesideKind, BesideText, plain, text_of};
use crate::diagnostic::CellAddress;
use crate::load::sheet::error::FileError;
use crate::load::sheet::package::Package;
use crate::load::sheet::xml::{Node, XmlDocument, attribute, number_attribute};

/// The elements around the texts of a page's header and footer.
const PAGES: [&str; 6] = [
    "oddHeader",
    "oddFooter",
    "evenHeader",
    "evenFooter",
    "firstHeader",
    "firstFooter",
];

/// Folders and beginnings of parts whose texts are those of cells, or are not texts of people.
const WITHOUT_TEXTS: [&str; 9] = [
    "[content_types]",
    "xl/workbook.xml",
    "xl/sharedstrings.xml",
    "xl/styles.xml",
    "xl/calcchain.xml",
    "xl/metadata.xml",
    "xl/theme/",
    "xl/tables/",
    "xl/persons/",
];

/// A link of a part to another one, or to an address.
struct Link {
    id: String,
    /// The last word of its type: `comments`, `drawing`.
    kind: String,
    target: String,
}

pub(super) fn read(package: &mut Package<'_>, beside: &mut BesideCells) -> Result<(), FileError> {
    const WORKBOOK: &str = "xl/workbook.xml";
    let people = people(package)?;
    let links = links(package, WORKBOOK)?;
    let mut sheets: Vec<(String, String)> = Vec::new();
    if let Some(part) = package.index(WORKBOOK) {
        let mut document = XmlDocument::new(package.part(part)?);
        while let Some(start) = document.next_start()? {
            if start.local_name().as_ref() == "sheet" {
                let name = attribute(&start, "name").unwrap_or_default();
                let id = attribute(&start, "id").unwrap_or_default();
                let link = links.iter().find(|link| link.id == id);
                sheets.extend(link.map(|link| (name, link.target.clone())));
            }
        }
    }
    let mut reader = BesideReader {
        package,
        beside,
        people,
        read: BTreeSet::new(),
    };
    for (name, part) in &sheets {
        reader.sheet(name, part)?;
    }
    reader.rest()
}

/// Whether a part is XML, by its name, which is in small letters.
fn is_xml(name: &str) -> bool {
    name.strip_suffix(".xml").is_some()
}

/// The links of a part, with their targets as names of parts.
fn links(package: &mut Package<'_>, of: &str) -> Result<Vec<Link>, FileError> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let Some(part) = package.index(&format!("{folder}/_rels/{name}.rels")) else {
        return Ok(Vec::new());
    };
    let mut document = XmlDocument::new(package.part(part)?);
    let mut links = Vec::new();
    while let Some(start) = document.next_start()? {
        if start.local_name().as_ref() == "Relationship" {
            let kind = attribute(&start, "Type").unwrap_or_default();
            let target = attribute(&start, "Target").unwrap_or_default();
            let is_outside = attribute(&start, "TargetMode").as_deref() == Some("External");
            links.push(Link {
                id: attribute(&start, "Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_lowercase(),
                target: if is_outside {
                    target
                } else {
                    resolved(folder, &target)
                },
            });
        }
    }
    Ok(links)
}

/// `../drawings/drawing1.xml`, from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_lowercase();
    }
    let mut folders: Vec<&str> = folder.split('/').collect();
    for part in target.split('/') {
        match part {
            ".." => {
                folders.pop();
            }
            "." => {}
            part => folders.push(part),
        }
    }
    folders.join("/").to_lowercase()
}

/// Those who take part in conversations, by their identifiers.
fn people(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, FileError> {
    let mut people = BTreeMap::new();
    let parts = package.names().iter().enumerate();
    let parts: Vec<usize> = parts
        .filter(|(_, name)| name.starts_with("xl/persons/") && is_xml(name))
        .map(|(part, _)| part)
        .collect();
    for part in parts {
        let mut document = XmlDocument::new(package.part(part)?);
        while let Some(start) = document.next_start()? {
            if start.local_name().as_ref() == "person" {
                let id = attribute(&start, "id").unwrap_or_default();
                people.insert(id, attribute(&start, "displayName").unwrap_or_default());
            }
        }
    }
    Ok(people)
}

struct BesideReader<'r, 'b> {
    package: &'r mut Package<'b>,
    beside: &'r mut BesideCells,
    /// Those who take part in conversations.
    people: BTreeMap<String, String>,
    /// The parts that were read.
    read: BTreeSet<usize>,
}

impl BesideReader<'_, '_> {
    /// The index of a part that was not read before.
    fn take(&mut self, name: &str) -> Option<usize> {
        let part = self.package.index(name)?;
        self.read.insert(part).then_some(part)
    }

    fn sheet(&mut self, sheet: &str, name: &str) -> Result<(), FileError> {
        let links = links(self.package, name)?;
        let Some(part) = self.take(name) else {
            return Ok(());
        };
        let mut document = XmlDocument::new(self.package.part(part)?);
        while let Some(start) = document.next_start()? {
            let first = |name| {
                let cells = attribute(&start, name)?;
                let cell = cells.split([':', ' ']).next()?;
                CellAddress::parse(cell)
            };
            match start.local_name().as_ref() {
                page if PAGES.contains(&page) => {
                    let text = plain(&text_of(&mut document, page, &[])?);
                    self.beside.push(BesideKind::Page, sheet, None, &text);
                }
                "dataValidation" => {
                    let at = first("sqref");
                    for name in ["promptTitle", "prompt", "errorTitle", "error"] {
                        let text = attribute(&start, name).unwrap_or_default();
                        self.beside.push(BesideKind::Other, sheet, at, &text);
                    }
                    let list = text_of(&mut document, "dataValidation", &["formula2"])?;
                    if list.starts_with('"') {
                        self.beside.push(BesideKind::Other, sheet, at, &list);
                    }
                }
                "hyperlink" => {
                    let at = first("ref");
                    let id = attribute(&start, "id");
                    let link = links.iter().find(|link| Some(&link.id) == id.as_ref());
                    let target = link.map(|link| link.target.clone());
                    let texts = ["tooltip", "display"].map(|name| attribute(&start, name));
                    for text in texts.into_iter().chain([target]).flatten() {
                        self.beside.push(BesideKind::Link, sheet, at, &text);
                    }
                }
                _ => {}
            }
        }
        drop(document);
        // Conversations first: what an older program shows instead of one says only that it cannot show it.
        let mut talked = BTreeSet::new();
        for link in links.iter().filter(|link| link.kind == "threadedcomment") {
            self.conversations(sheet, &link.target, &mut talked)?;
        }
        for link in links {
            match link.kind.as_str() {
                "comments" => self.notes(sheet, &link.target, &talked)?,
                "drawing" | "vmldrawing" => self.drawing(sheet, &link.target)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn conversations(
        &mut self,
        sheet: &str,
        name: &str,
        talked: &mut BTreeSet<Option<CellAddress>>,
    ) -> Result<(), FileError> {
        let Some(part) = self.take(name) else {
            return Ok(());
        };
        let mut document = XmlDocument::new(self.package.part(part)?);
        while let Some(start) = document.next_start()? {
            if start.local_name().as_ref() == "threadedComment" {
                let cell = attribute(&start, "ref").and_then(|at| CellAddress::parse(&at));
                let who = attribute(&start, "personId").unwrap_or_default();
                let author = self.people.get(&who).cloned().unwrap_or_default();
                let text = text_of(&mut document, "threadedComment", &["mentions"])?;
                talked.insert(cell);
                note(self.beside, sheet, cell, &author, &text);
            }
        }
        Ok(())
    }

    fn notes(
        &mut self,
        sheet: &str,
        name: &str,
        talked: &BTreeSet<Option<CellAddress>>,
    ) -> Result<(), FileError> {
        let Some(part) = self.take(name) else {
            return Ok(());
        };
        let mut document = XmlDocument::new(self.package.part(part)?);
        let mut authors: Vec<String> = Vec::new();
        while let Some(start) = document.next_start()? {
            match start.local_name().as_ref() {
                "author" => authors.push(text_of(&mut document, "author", &[])?),
                "comment" => {
                    let cell = attribute(&start, "ref").and_then(|at| CellAddress::parse(&at));
                    let author = number_attribute(&start, "authorId");
                    let author = author.and_then(|author| authors.get(author as usize));
                    let author = author.cloned().unwrap_or_default();
                    let text = text_of(&mut document, "comment", &["rPh"])?;
                    if !talked.contains(&cell) {
                        note(self.beside, sheet, cell, &author, &text);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What is drawn on a sheet: text boxes, buttons and the frames of notes, and what somebody typed into charts and diagrams, whose
    /// other texts are those of cells.
    fn drawing(&mut self, sheet: &str, name: &str) -> Result<(), FileError> {
        let links = links(self.package, name)?;
        let Some(part) = self.take(name) else {
            return Ok(());
        };
        let mut document = XmlDocument::new(self.package.part(part)?);
        // The cell below the corner of what comes.
        let mut corner: [Option<u32>; 2] = [None; 2];
        while let Some(start) = document.next_start()? {
            match start.local_name().as_ref() {
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => corner = [None; 2],
                element @ ("row" | "col") => {
                    let place = usize::from(element == "col");
                    let number = text_of(&mut document, element, &[])?.trim().parse().ok();
                    corner[place] = corner[place].or(number);
                }
                "pic" | "imagedata" => self.beside.unread = true,
                element @ ("txBody" | "textbox" | "rich" | "t") => {
                    let text = text_of(&mut document, element, &[])?;
                    let cell = match corner {
                        [Some(row), Some(column)] => Some(CellAddress::new(row, column)),
                        _ => None,
                    };
                    self.beside.push(BesideKind::TextBox, sheet, cell, &text);
                }
                _ => {}
            }
        }
        drop(document);
        for link in links {
            if ["chart", "chartex", "diagramdata"].contains(&link.kind.as_str()) {
                self.drawing(sheet, &link.target)?;
            }
        }
        Ok(())
    }

    /// All parts that no sheet leads to.
    fn rest(mut self) -> Result<(), FileError> {
        let names: Vec<String> = self.package.names().to_vec();
        for (part, name) in names.iter().enumerate() {
            if name.contains("/media/") || name.contains("/embeddings/") {
                self.beside.unread = true;
            }
            let has_texts =
                is_xml(name) && !WITHOUT_TEXTS.iter().any(|known| name.starts_with(known));
            if !has_texts || !self.read.insert(part) {
                continue;
            }
            let is_property = name.starts_with("docprops/");
            // Each text once: a pivot table may repeat its values.
            let mut texts = BTreeSet::new();
            let mut kind = BesideKind::Other;
            let mut document = XmlDocument::new(self.package.part(part)?);
            loop {
                match document.next()? {
                    Node::Start(start) => {
                        if is_property {
                            kind = BesideKind::of_property(start.local_name().as_ref());
                        }
                        let values = ["v", "val", "name", "userName", "displayName"];
                        let values = values.iter().filter_map(|name| attribute(&start, name));
                        texts.extend(values.map(|text| (text, kind)));
                    }
                    Node::Text(text) => {
                        texts.insert((text.into_owned(), kind));
                    }
                    Node::Eof => break,
                    _ => {}
                }
            }
            for (text, kind) in texts {
                self.beside.push(kind, "", None, &text);
            }
        }
        Ok(())
    }
}

/// A note, without the name of its author, which programs write above it.
fn note(
    beside: &mut BesideCells,
    sheet: &str,
    cell: Option<CellAddress>,
    author: &str,
    text: &str,
) {
    let text = text.trim();
    let without = text.strip_prefix(author.trim());
    let without = without.and_then(|rest| rest.trim_start().strip_prefix(':'));
    let text = match without {
        Some(rest) if !author.trim().is_empty() => rest.trim(),
        _ => text,
    };
    beside.texts.push(BesideText {
        kind: BesideKind::Note,
        sheet: sheet.to_owned(),
        cell,
        author: author.trim().to_owned(),
        text: text.to_owned(),
    });
}
