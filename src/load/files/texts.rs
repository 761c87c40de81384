//! Finds the texts that the company wrote itself.

use std::ffi::OsStr;
use std::path::Path;

use super::{InputFile, inside, list, named, top_level};
use crate::diagnostic::{Diagnostic, in_words};
use crate::text::fold;

/// Endings of the company's own texts.
const TEXTS: [&str; 2] = ["md", "markdown"];

/// Endings of files that somebody may take for such a text.
const NEARLY_TEXTS: [&str; 8] = ["txt", "docx", "doc", "odt", "rtf", "html", "htm", "pages"];

/// A text of the company's own in the input folder, such as `handbook.md` by the name `handbook`, if there is one.
///
/// # Errors
/// A diagnostic if there are several, or none but a file that is nearly one.
pub fn find_text(input: &Path, name: &str) -> Result<Option<InputFile>, Diagnostic> {
    let files = top_level(input)?;
    let (own, also) = (fold(name), fold(&format!("{name}.md")));
    let called = named(&files, &[&own, &also]);
    let texts = called.iter().filter(|file| TEXTS.contains(&&*ending(file)));
    match texts.copied().collect::<Vec<_>>().as_slice() {
        [only] => Ok(Some((*only).clone())),
        [] => match called
            .iter()
            .find(|file| NEARLY_TEXTS.contains(&&*ending(file)))
        {
            Some(nearly) => Err(Diagnostic::warning(
                "text-not-read",
                nearly.at(),
                format!(
                    "The company's own text is read from {name}.md; this file is not, so it was left out."
                ),
                format!("Save it as plain text under the name {name}.md, or rename it."),
            )),
            None => Ok(None),
        },
        several => Err(Diagnostic::error(
            "text-ambiguous",
            several[0].at(),
            format!(
                "There are several files {name}.md: {}; none of them was read.",
                list(several)
            ),
            "Keep one of them in the folder.",
        )),
    }
}

/// The texts in the folders of this name in the input folder, such as `job-description/Engineer.md`, sorted by name. What is
/// not such a text is reported.
pub fn find_texts(input: &Path, name: &str) -> (Vec<InputFile>, Vec<Diagnostic>) {
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    let wanted = fold(name);
    // Where the input folder cannot be read, whoever looks for the map says so.
    for folder in top_level(input).unwrap_or_default() {
        let is_it = fold(&folder.shown) == wanted && folder.path.is_dir();
        match is_it.then(|| inside(&folder.path, &format!("{}/", folder.shown))) {
            None => {}
            Some(Ok(files)) => {
                let (read, others): (Vec<_>, Vec<_>) = files
                    .into_iter()
                    .partition(|file| TEXTS.contains(&&*ending(file)));
                texts.extend(read);
                problems.extend(others.into_iter().map(|file| {
                    Diagnostic::warning(
                        "text-not-read",
                        file.at(),
                        format!(
                            "The text of a level is read from {name}/LEVEL.md; this file or folder is not one, so it was left out."
                        ),
                        "Save it as plain text with the ending .md, or move it out of the folder.",
                    )
                }));
            }
            Some(Err(error)) => problems.push(Diagnostic::error(
                "folder-unreadable",
                folder.at(),
                format!("This folder or file cannot be read: {}.", in_words(&error)),
                "Check who may open it.",
            )),
        }
    }
    (texts, problems)
}

fn ending(file: &InputFile) -> String {
    let ending = file.path.extension().and_then(OsStr::to_str);
    ending.unwrap_or_default().to_ascii_lowercase()
}
