//! `careermap purge`.

use super::{Outcome, explain};
use crate::cli::FolderArgs;
use crate::output::purge;
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &FolderArgs, ui: &Ui) -> Outcome {
    let purge = match purge(&args.output) {
        Ok(purge) => purge,
        Err(error) => return explain(&error.into(), false, ui),
    };
    for file in &purge.changed {
        ui.always_say(format!("left: {file} (changed after careermap wrote it)"));
    }
    for (_, error) in &purge.failed {
        ui.always_say(format!("error: {error}\n  {}", error.help()));
    }
    ui.say(format!(
        "{} removed from {}.",
        counted(purge.removed.len(), "file", "files"),
        args.output.display()
    ));
    Outcome::of_problems(!purge.changed.is_empty() || !purge.failed.is_empty())
}
