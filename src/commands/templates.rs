//! `careermap templates eject`.

use std::fs;
use std::io;
use std::path::Path;

use super::ExitStatus;
use crate::cli::EjectArgs;
use crate::diagnostic::in_words;
use crate::paths::join;
use crate::render::pdf::Templates;
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn eject(args: &EjectArgs, ui: &Ui) -> ExitStatus {
    match write_out(&args.folder) {
        Ok((0, kept)) => {
            ui.always_say(format!(
                "Nothing was written: {} in {} already.",
                counted(kept, "template file is", "template files are"),
                args.folder.display()
            ));
            ExitStatus::Done
        }
        Ok((written, kept)) => {
            ui.say(format!(
                "{} in {}; README.md there explains them",
                counted(written, "template file", "template files"),
                args.folder.display()
            ));
            if kept > 0 {
                ui.always_say(format!(
                    "{} not changed.",
                    counted(
                        kept,
                        "file already existed and was",
                        "files already existed and were"
                    )
                ));
            }
            ui.say(format!(
                "Change what you like, delete what you do not change, then: careermap run --templates {}",
                args.folder.display()
            ));
            ExitStatus::Done
        }
        Err(error) => {
            ui.always_say(format!(
                "error: the templates cannot be written to {}: {}\n  Choose a folder that you may write to.",
                args.folder.display(),
                in_words(&error)
            ));
            ExitStatus::Nothing
        }
    }
}

/// Writes every file that is not there yet; returns how many were written and how many were there.
fn write_out(folder: &Path) -> io::Result<(usize, usize)> {
    let (mut written, mut kept) = (0, 0);
    for file in Templates::embedded_files() {
        let path = join(folder, file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        match fs::File::create_new(&path) {
            Ok(mut new) => {
                io::Write::write_all(&mut new, file.contents)?;
                written += 1;
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => kept += 1,
            Err(error) => return Err(error),
        }
    }
    Ok((written, kept))
}
