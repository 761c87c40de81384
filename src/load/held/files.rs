//! Every file of a folder, whether any command reads it or not.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Location};
use crate::load::files::InputFile;
use crate::load::sheet::{self, Limits};
use crate::paths::{is_hidden, with_slashes};

/// How a file is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Cell by cell.
    Spreadsheet,
    /// Line by line.
    Text,
    /// Whether it names the person: its lines are not made for reading.
    Markup,
    /// Not at all.
    Other,
}

/// A file, and how it is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// The file.
    pub file: InputFile,
    /// How it is searched.
    pub kind: Kind,
}

/// Endings of spreadsheets, those that are refused included: the message on opening them says so.
const SPREADSHEETS: [&str; 10] = [
    "xlsx", "xlsm", "ods", "csv", "tsv", "xls", "xlsb", "numbers", "xltx", "fods",
];
/// Endings of plain texts.
const TEXTS: [&str; 4] = ["md", "markdown", "txt", "toml"];
/// Endings of texts for programs.
const MARKUP: [&str; 9] = [
    "json", "html", "htm", "xml", "ics", "vcf", "yaml", "yml", "svg",
];

/// Every file in a folder and below it, in the order of their paths, at most `most`; and the folders and files that could not
/// be looked at. Hidden files and the folders `but`, as they are on the disk, are left out, and links are not followed.
pub fn find_everything(
    root: &Path,
    but: &[PathBuf],
    most: usize,
) -> (Vec<FoundFile>, Vec<(String, String)>) {
    let relative = |path: &Path| with_slashes(path.strip_prefix(root).unwrap_or(path));
    let (mut files, mut failed) = (Vec::new(), Vec::new());
    let mut walk = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            // Compared as they are on the disk: the same folder can be named in several ways.
            let is_left_out = || {
                let real = entry.path().canonicalize();
                entry.file_type().is_dir() && real.is_ok_and(|real| but.contains(&real))
            };
            entry.depth() == 0 || !(is_hidden(entry.file_name()) || is_left_out())
        });
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                failed.push((relative(error.path().unwrap_or(root)), error.to_string()));
                continue;
            }
        };
        let ending = entry
            .path()
            .extension()
            .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let is_one_of = |endings: &[&str]| {
            ending
                .as_deref()
                .is_some_and(|ending| endings.contains(&ending))
        };
        let kind = if is_one_of(&SPREADSHEETS) {
            Kind::Spreadsheet
        } else if is_one_of(&TEXTS) {
            Kind::Text
        } else if is_one_of(&MARKUP) {
            Kind::Markup
        } else {
            Kind::Other
        };
        if entry.file_type().is_dir() {
            // Some programs keep a document as a folder.
            if entry.depth() == 0 || kind != Kind::Spreadsheet {
                continue;
            }
            walk.skip_current_dir();
        } else if !entry.file_type().is_file() {
            failed.push((
                relative(entry.path()),
                "it is a link or not an ordinary file".to_owned(),
            ));
            continue;
        }
        if files.len() >= most {
            failed.push((String::new(), format!("there are more than {most} files")));
            break;
        }
        files.push(FoundFile {
            file: InputFile {
                shown: relative(entry.path()),
                path: entry.path().to_owned(),
            },
            kind,
        });
    }
    (files, failed)
}

/// A plain text, in the encodings of spreadsheet programs.
///
/// # Errors
/// If it cannot be read, or is larger than `limits` allow.
pub fn text_of(path: &Path, at: &Location, limits: &Limits) -> Result<String, Diagnostic> {
    let bytes = sheet::bytes(path, at, limits)?;
    Ok(sheet::decoded(&bytes).into_owned())
}
