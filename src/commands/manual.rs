//! `careermap manual`.

use std::fs;
use std::io;
use std::path::Path;

use super::ExitStatus;
use crate::cli::ManualArgs;
use crate::cli::guides::manual;
use crate::diagnostic::in_words;
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &ManualArgs, ui: &Ui) -> ExitStatus {
    let folder = args.folder.display();
    match write_out(&args.folder) {
        Ok(pages) => {
            ui.say(format!(
                "{} in {folder}",
                counted(pages, "manual page", "manual pages")
            ));
            ExitStatus::Done
        }
        Err(error) => {
            ui.always_say(format!(
                "error: the manual pages cannot be written to {folder}: {}\n  Choose a folder that you may write to.",
                in_words(&error)
            ));
            ExitStatus::Nothing
        }
    }
}

fn write_out(folder: &Path) -> io::Result<usize> {
    let pages = manual()?;
    fs::create_dir_all(folder)?;
    for (name, page) in &pages {
        fs::write(folder.join(name), page)?;
    }
    Ok(pages.len())
}
