//! `careermap print`.

use std::fs;
use std::path::Path;

use super::ExitStatus;
use crate::cli::PrintArgs;
use crate::diagnostic::{Location, Severity, in_words};
use crate::load::prose::{self, TextUse};
use crate::paths::join;
use crate::render::pdf::printed;
use crate::ui::Ui;

pub(super) fn execute(args: &PrintArgs, ui: &Ui) -> ExitStatus {
    match set(&args.page) {
        Ok(pdf) => match fs::write(&args.pdf, pdf) {
            Ok(()) => ExitStatus::Done,
            Err(error) => {
                ui.always_say(format!(
                    "error: {} cannot be written: {}\n  Choose a folder that you may write to.",
                    args.pdf.display(),
                    in_words(&error)
                ));
                ExitStatus::Nothing
            }
        },
        Err(why) => {
            ui.always_say(format!(
                "error: {} cannot be printed: {why}\n  Correct that and try again.",
                args.page.display()
            ));
            ExitStatus::Nothing
        }
    }
}

/// The page as PDF, or why not: nothing of it may be missing on paper.
fn set(page: &Path) -> Result<Vec<u8>, String> {
    let markdown = fs::read(page).map_err(|error| in_words(&error))?;
    let (prose, problems) = prose::read(&markdown, &Location::default(), TextUse::Documentation);
    if let Some(problem) = problems.iter().find(|one| one.severity > Severity::Note) {
        return Err(problem.message.clone());
    }
    let folder = page.parent().unwrap_or(Path::new(""));
    printed(&prose, |file| fs::read(join(folder, file))).map_err(|error| error.to_string())
}
