//! Finds the input files: the career map, the roster, the decisions, and every spreadsheet below `assessments/` and
//! `outcomes/`.

mod texts;

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::sheet::UNREADABLE;
use super::vocabulary::{Concept, says};
use crate::diagnostic::{Code, Diagnostic, Location, in_words};
use crate::paths::{is_absent, is_hidden, with_slashes};
use crate::text::fold;

pub use texts::{find_text, find_texts};

/// The folder of assessments inside the input folder.
pub const ASSESSMENTS: &str = "assessments";

/// The folder of files with managers' recommendations, for companies that keep these separate from the assessments.
pub const OUTCOMES: &str = "outcomes";

/// Endings of files that are opened; their content decides how they are read.
const SPREADSHEETS: [&str; 10] = [
    "xlsx", "xlsm", "ods", "csv", "tsv", "xls", "xlsb", "numbers", "xltx", "fods",
];

/// How deep folders may be nested below `assessments/`.
const MAX_DEPTH: usize = 32;

const FOLDER_TOO_DEEP: Code = Code("folder-too-deep");
const FOLDER_UNREADABLE: Code = Code("folder-unreadable");
const NOT_A_FILE: Code = Code("not-a-file");
const TOO_MANY_FILES: Code = Code("too-many-files");

/// Whether a diagnostic is about something that could not be looked at: somebody's assessment may be there.
pub fn leaves_files_unseen(code: Code) -> bool {
    [
        FOLDER_TOO_DEEP,
        FOLDER_UNREADABLE,
        NOT_A_FILE,
        TOO_MANY_FILES,
        UNREADABLE,
    ]
    .contains(&code)
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// The file as people know it: relative to the input folder, with `/` between folders.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
}

impl InputFile {
    /// The file's place in diagnostics.
    pub fn at(&self) -> Location {
        Location::of_file(self.shown.as_str())
    }
}

/// The career map in the input folder: the configured one, else the only spreadsheet named *career map*.
///
/// # Errors
/// A diagnostic if there is none, or more than one.
pub fn find_career_map(input: &Path, configured: Option<&Path>) -> Result<InputFile, Diagnostic> {
    if let Some(path) = configured {
        let full = input.join(path);
        // A file that is there and cannot be read is reported by the code that reads it.
        return match fs::symlink_metadata(&full) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Diagnostic::error(
                "career-map-missing",
                Location::of_file(with_slashes(path)),
                format!(
                    "The career map should be at {}, but there is no such file.",
                    full.display()
                ),
                "Correct the path, or leave it out and name the file career-map.xlsx.",
            )),
            _ => Ok(InputFile {
                shown: with_slashes(path),
                path: full,
            }),
        };
    }
    let spreadsheets = top_level_spreadsheets(input)?;
    match named(&spreadsheets, &["career map", "careermap"]).as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(Diagnostic::error(
            "career-map-missing",
            Location::default(),
            format!("There is no career-map.xlsx in {}.", input.display()),
            if spreadsheets.is_empty() {
                "Put the company's career map there under this name (.xlsx, .ods or .csv)."
                    .to_owned()
            } else {
                format!(
                    "If one of these is the career map, rename it to career-map or name it in careermap.toml: {}.",
                    list(&Vec::from_iter(&spreadsheets))
                )
            },
        )),
        several => Err(Diagnostic::error(
            "career-map-ambiguous",
            several[0].at(),
            format!(
                "More than one file could be the career map: {}.",
                list(several)
            ),
            "Keep one of them in the folder, or name it in careermap.toml: career-map = \"…\".",
        )),
    }
}

/// The roster in the input folder: the only spreadsheet named *roster*, if there is one.
///
/// # Errors
/// A diagnostic if there is more than one.
pub fn find_roster(input: &Path) -> Result<Option<InputFile>, Diagnostic> {
    let spreadsheets = top_level_spreadsheets(input)?;
    match named(&spreadsheets, &["roster"]).as_slice() {
        [] => Ok(None),
        [only] => Ok(Some((*only).clone())),
        several => Err(Diagnostic::error(
            "roster-ambiguous",
            several[0].at(),
            format!(
                "More than one file could be the roster: {}; none of them was read.",
                list(several)
            ),
            "Keep one of them in the folder.",
        )),
    }
}

/// The files of decisions in the input folder itself: spreadsheets whose name begins with the word, in any language. The
/// career map may have any name.
pub fn find_decisions(input: &Path, career_map: Option<&Path>) -> Vec<InputFile> {
    let mut files = top_level_spreadsheets(input).unwrap_or_default();
    files.retain(|file| {
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
        let mut words = stem.split(|c: char| !c.is_alphanumeric());
        let is_map = career_map.is_some_and(|map| input.join(map) == file.path);
        !is_map
            && words
                .next()
                .is_some_and(|first| says(first, Concept::Decision))
    });
    files
}

/// Whether a spreadsheet lies in the input folder itself, whatever its name is.
pub fn has_spreadsheets(input: &Path) -> bool {
    top_level_spreadsheets(input).is_ok_and(|files| !files.is_empty())
}

/// The files with one of these names, which are folded.
fn named<'a>(files: &'a [InputFile], names: &[&str]) -> Vec<&'a InputFile> {
    let has_name = |file: &&InputFile| {
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
        names.contains(&fold(&stem).as_str())
    };
    files.iter().filter(has_name).collect()
}

fn list(files: &[&InputFile]) -> String {
    let names: Vec<&str> = files.iter().map(|file| file.shown.as_str()).collect();
    names.join(", ")
}

/// Everything with the name of a spreadsheet.
fn top_level_spreadsheets(input: &Path) -> Result<Vec<InputFile>, Diagnostic> {
    let mut files = top_level(input)?;
    files.retain(|file| is_spreadsheet(&file.path));
    Ok(files)
}

/// Everything in the input folder itself that is not hidden, links too, sorted by name: a broken link or a folder is
/// reported by the code that reads it, and does not count as missing.
fn top_level(input: &Path) -> Result<Vec<InputFile>, Diagnostic> {
    let unreadable = |error: io::Error| {
        Diagnostic::error(
            "input-missing",
            Location::default(),
            format!(
                "The input folder {} cannot be read: {}.",
                input.display(),
                in_words(&error)
            ),
            "Give the folder that holds career-map.xlsx and the folder assessments.",
        )
    };
    inside(input, "").map_err(unreadable)
}

/// Everything in a folder that is not hidden, sorted by name. `shown` is what comes before the names.
fn inside(folder: &Path, shown: &str) -> io::Result<Vec<InputFile>> {
    let mut files = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        if !is_hidden(&entry.file_name()) {
            files.push(InputFile {
                shown: format!("{shown}{}", entry.file_name().to_string_lossy()),
                path: entry.path(),
            });
        }
    }
    files.sort();
    Ok(files)
}

/// Every file below `assessments/`, and below `outcomes/` if there is that folder, in the order of their paths. What is
/// not a spreadsheet, or cannot be followed safely, is reported; the lock files and hidden files that programs leave
/// behind are not. At most `most` files are looked at.
pub fn find_assessments(input: &Path, most: usize) -> (Vec<InputFile>, Vec<Diagnostic>) {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let root = input.join(ASSESSMENTS);
    let complete = below(input, &root, most, &mut files, &mut problems);
    if files.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::error(
            "no-assessments",
            Location::of_file(ASSESSMENTS),
            format!("The folder {} holds no spreadsheet.", root.display()),
            "Put the assessments there, one file a person, in folders of your choice.",
        ));
    }
    let outcomes = input.join(OUTCOMES);
    if complete && !fs::symlink_metadata(&outcomes).is_err_and(|error| is_absent(&error)) {
        below(input, &outcomes, most, &mut files, &mut problems);
    }
    (files, problems)
}

/// Adds every file below a folder of the input; whether all of them could be looked at.
fn below(
    input: &Path,
    root: &Path,
    most: usize,
    files: &mut Vec<InputFile>,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    let mut walk = WalkDir::new(root)
        .max_depth(MAX_DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    while let Some(entry) = walk.next() {
        if files.len() + problems.len() >= most {
            problems.push(too_many(most));
            return false;
        }
        match entry {
            Ok(entry) => {
                classify(input, &entry, files, problems);
                if is_bundle(&entry) {
                    walk.skip_current_dir();
                }
            }
            Err(error) => problems.push(unreadable(input, root, &error)),
        }
    }
    true
}

fn classify(
    input: &Path,
    entry: &DirEntry,
    files: &mut Vec<InputFile>,
    problems: &mut Vec<Diagnostic>,
) {
    let kind = entry.file_type();
    if kind.is_dir() && !is_bundle(entry) {
        if entry.depth() == MAX_DEPTH {
            problems.push(Diagnostic::warning(
                FOLDER_TOO_DEEP,
                Location::of_file(relative(input, entry.path())),
                format!("This folder is nested more than {MAX_DEPTH} folders deep; its files were left out."),
                "Move its files further up.",
            ));
        }
        return;
    }
    let file = InputFile {
        shown: relative(input, entry.path()),
        path: entry.path().to_owned(),
    };
    if !kind.is_file() && !kind.is_dir() {
        let what = if kind.is_symlink() {
            "a link"
        } else {
            "not an ordinary file"
        };
        problems.push(Diagnostic::warning(
            NOT_A_FILE,
            file.at(),
            format!("This is {what}; it was left out."),
            "Copy the file itself into the folder.",
        ));
    } else if is_spreadsheet(&file.path) {
        files.push(file);
    } else {
        problems.push(Diagnostic::warning(
            "not-a-spreadsheet",
            file.at(),
            "This file is not a spreadsheet; it was left out.",
            "If it holds an assessment, save it as .xlsx; if not, move it out of the folder.",
        ));
    }
}

/// A folder with the name of a spreadsheet, as some programs keep their documents: the message on opening it says what
/// to do.
fn is_bundle(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.depth() > 0 && is_spreadsheet(entry.path())
}

fn too_many(most: usize) -> Diagnostic {
    Diagnostic::error(
        TOO_MANY_FILES,
        Location::of_file(ASSESSMENTS),
        format!("There are more than {most} files; those after them were left out."),
        "Move what is not an assessment of this review out of the folder, or raise `files` under [limits] in \
         careermap.toml.",
    )
}

fn unreadable(input: &Path, root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().unwrap_or(root);
    let why = error.io_error().map_or_else(|| error.to_string(), in_words);
    if error.depth() == 0 {
        return Diagnostic::error(
            "no-assessments",
            Location::of_file(ASSESSMENTS),
            format!("The folder {} cannot be read: {why}.", root.display()),
            match error.io_error().map(io::Error::kind) {
                Some(io::ErrorKind::PermissionDenied) => {
                    "Ask who may open it, or copy everything to a folder of your own."
                }
                _ => {
                    "Make a folder “assessments” beside the career map and put the assessments there."
                }
            },
        );
    }
    Diagnostic::error(
        FOLDER_UNREADABLE,
        Location::of_file(relative(input, path)),
        format!("This folder or file cannot be read: {why}."),
        "Check who may open it.",
    )
}

fn is_spreadsheet(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|ending| SPREADSHEETS.contains(&ending.to_ascii_lowercase().as_str()))
}

fn relative(input: &Path, path: &Path) -> String {
    with_slashes(path.strip_prefix(input).unwrap_or(path))
}
