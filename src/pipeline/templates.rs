//! What plans are made from: the templates in the binary, overridden by the company's own, and its logo.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use jiff::civil::Date;
use walkdir::WalkDir;

use super::failure::Failure;
use crate::config::{CONFIG, Options};
use crate::diagnostic::{Diagnostic, Location, in_words};
use crate::output::InputEntry;
use crate::paths::with_slashes;
use crate::render::pdf::{PlanOptions, Templates, Typesetter};

/// Formats of images that can be set.
const IMAGES: [&str; 6] = ["png", "jpg", "jpeg", "svg", "gif", "webp"];

/// The templates in force, and the plan options with the files that they name.
pub(super) fn load_templates(options: &Options) -> Result<(Templates, PlanOptions), Failure> {
    let mut templates = read_templates(options)?;
    let mut plans = options.plans.clone();
    if let Some(logo) = &options.logo {
        let (name, contents) = read_logo(logo, &plans)?;
        plans.logo = Some(format!("/{name}"));
        templates = templates.with_files([(name, contents)]);
    }
    Ok((templates, plans))
}

/// The templates in the binary, overridden by the company's own.
pub(super) fn read_templates(options: &Options) -> Result<Templates, Failure> {
    let templates = Templates::embedded();
    Ok(match &options.templates {
        Some(folder) => templates
            .with_files(read_folder(folder)?)
            .with_files(options.catalogue.for_templates()),
        None => templates,
    })
}

/// The templates as the manifest lists them.
pub(super) fn entries(templates: &Templates) -> Vec<InputEntry> {
    let files = templates.files();
    files
        .map(|(file, contents)| InputEntry::of(file, contents))
        .collect()
}

/// The typesetter for these templates, with the font that the company chose.
pub(super) fn typesetter(
    templates: Templates,
    plans: &PlanOptions,
    as_of: Option<Date>,
) -> Result<Typesetter, Failure> {
    let typesetter = Typesetter::new(templates, as_of)?;
    match &plans.font {
        None => Ok(typesetter),
        Some(font) => typesetter.with_font(font).map_err(|_| {
            wrong(
                format!(
                    "There is no font “{font}”, neither among those of the templates nor on this computer."
                ),
                "Check the name; install the font, or put its files into the folder fonts of your templates; or delete \
                 “font” under [plans] for the usual one.",
            )
        }),
    }
}

/// A message about the font that the company chose, once it is found.
pub(super) fn about_font(typesetter: &Typesetter, plans: &PlanOptions) -> Option<Diagnostic> {
    let font = plans.font.as_ref()?;
    (!typesetter.has_own_fonts_alone()).then(|| {
        Diagnostic::note(
            "font-of-this-computer",
            Location::of_file(CONFIG),
            format!(
                "“{font}” is a font of this computer. Another computer may not have it, so the documents may look different there, and each run makes all of them again."
            ),
            "You do not need to do anything if they are always made here; if not, put the font's files into the folder \
             fonts of your templates (“careermap templates eject”).",
        )
    })
}

fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let unreadable = |path: &Path, error: &io::Error| {
        Failure::System(format!(
            "the template {} cannot be read: {}",
            path.display(),
            in_words(error)
        ))
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(folder, &error.into()))?;
        let (true, Ok(relative)) = (
            entry.file_type().is_file(),
            entry.path().strip_prefix(folder),
        ) else {
            continue;
        };
        let contents = fs::read(entry.path()).map_err(|error| unreadable(entry.path(), &error))?;
        files.push((with_slashes(relative), contents));
    }
    Ok(files)
}

/// The logo, under its own name among the template files.
fn read_logo(logo: &Path, plans: &PlanOptions) -> Result<(String, Vec<u8>), Failure> {
    let ending = logo
        .extension()
        .and_then(OsStr::to_str)
        .map(str::to_ascii_lowercase)
        .filter(|ending| IMAGES.contains(&ending.as_str()))
        .ok_or_else(|| {
            wrong(
                format!(
                    "The logo {} is not an image that careermap can use.",
                    logo.display()
                ),
                format!("Save it in one of these formats: {}.", IMAGES.join(", ")),
            )
        })?;
    if plans.organisation.is_none() {
        return Err(wrong(
            "There is a logo but no company name; screen readers read the name to people who cannot see the logo.",
            "Add the company's name: [organisation] name = \"…\".",
        ));
    }
    let contents = fs::read(logo).map_err(|error| {
        wrong(
            format!(
                "The logo {} cannot be read: {}.",
                logo.display(),
                in_words(&error)
            ),
            "Correct the path; it starts at the input folder.",
        )
    })?;
    Ok((format!("logo.{ending}"), contents))
}

fn wrong(message: impl Into<String>, help: impl Into<String>) -> Failure {
    Failure::Input(vec![Diagnostic::error(
        "config-invalid",
        Location::of_file(CONFIG),
        message,
        help,
    )])
}
