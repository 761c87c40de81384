//! The language of everything that is handed out: the labels in force, and a company's own files of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{CONFIG, Options};
use crate::diagnostic::{Diagnostic, Location, in_words};
use crate::labels::{Catalogue, FormWords, LabelError};
use crate::paths::{is_absent, with_slashes};

impl Options {
    /// The same with the template files of the folder that was typed, if one was.
    ///
    /// # Errors
    /// Like `with_templates`.
    pub fn with_own_templates(self, typed: Option<&Path>) -> Result<Self, Diagnostic> {
        match typed {
            Some(folder) => self.with_templates(Some(folder.to_owned())),
            None => Ok(self),
        }
    }

    /// The same with the template files in this folder, and with the labels that are among them.
    ///
    /// # Errors
    /// A diagnostic if the folder or its labels cannot be used, or if there are no labels for the language that is set.
    pub(super) fn with_templates(mut self, folder: Option<PathBuf>) -> Result<Self, Diagnostic> {
        let files = match &folder {
            Some(folder) => label_files(folder)?,
            None => Vec::new(),
        };
        let given = files
            .iter()
            .map(|(path, contents)| (path.as_str(), contents.as_slice()));
        let (catalogue, remarks) = Catalogue::embedded()
            .with_files(given)
            .map_err(|error| wrong(&error))?;
        let labels = catalogue
            .labels(&self.language)
            .map_err(|error| wrong(&error))?;
        self.plans.labels = match &self.plans.language {
            None => labels.clone(),
            Some(language) => catalogue.labels(language).map_err(|error| wrong(&error))?,
        };
        self.workbook.labels = labels.clone();
        self.forms.labels = labels.clone();
        self.labels = labels;
        self.words = FormWords::of(&catalogue);
        self.assessments = self.assessments.with_forms(&self.words);
        self.roster = self.roster.with_forms(&self.words);
        self.catalogue = catalogue;
        self.label_remarks = remarks;
        self.templates = folder;
        Ok(self)
    }
}

fn wrong(error: &LabelError) -> Diagnostic {
    let (message, help) = (error.to_string(), error.help());
    match error {
        LabelError::Language { .. } => {
            Diagnostic::error("config-invalid", Location::of_file(CONFIG), message, help)
        }
        LabelError::Unreadable { file, .. }
        | LabelError::Earlier { file, .. }
        | LabelError::Place { file, .. }
        | LabelError::Kind { file, .. }
        | LabelError::SameWord { file, .. }
        | LabelError::SheetName { file, .. } => Diagnostic::error(
            "labels-invalid",
            Location::of_file(file.as_str()),
            message,
            help,
        ),
    }
}

/// The label files among a company's own templates, by their paths below the folder.
fn label_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let mut files = Vec::new();
    if let Err((path, error)) = collect(folder, &folder.join("labels"), &mut files) {
        return Err(Diagnostic::error(
            "config-invalid",
            Location::of_file(CONFIG),
            format!(
                "The templates in {} cannot be read: {}.",
                with_slashes(&path),
                in_words(&error)
            ),
            "Correct the path (it starts at the input folder), or remove the setting and --templates.",
        ));
    }
    files.sort();
    Ok(files)
}

/// The `.json` files of a folder and of the folders in it. A folder of labels may be missing, the templates may not.
fn collect(
    top: &Path,
    folder: &Path,
    files: &mut Vec<(String, Vec<u8>)>,
) -> Result<(), (PathBuf, io::Error)> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_absent(&error) => return fs::read_dir(top).map(drop).map_err(at(top)),
        Err(error) => return Err(at(folder)(error)),
    };
    for entry in entries {
        let path = entry.map_err(at(folder))?.path();
        if path.is_dir() {
            // A language is a folder of files; what lies deeper is not a label file.
            if folder != top && path.parent().and_then(Path::parent) == Some(top) {
                collect(top, &path, files)?;
            }
        } else if path.extension().is_some_and(|ending| ending == "json")
            && let Ok(below) = path.strip_prefix(top)
        {
            let contents = fs::read(&path).map_err(at(&path))?;
            files.push((with_slashes(below), contents));
        }
    }
    Ok(())
}
