//! `careermap purge`.

use std::path::Path;

use super::{ExitStatus, explain};
use crate::cli::PurgeArgs;
use crate::output::{OutputError, Purge, PurgeOptions, purge, purge_below};
use crate::paths::{join, with_slashes};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &PurgeArgs, ui: &Ui) -> ExitStatus {
    let options = PurgeOptions {
        before: args.before,
        dry_run: args.dry_run,
    };
    let root = args.output.as_path();
    // Documents of several cycles are told apart by their dates. Without a date, only the folder that was named is emptied.
    let purged = match args.before {
        Some(_) => purge_below(root, options),
        None => purge(root, options).map(|purge| vec![(root.to_owned(), Ok(purge))]),
    };
    let purged = match purged {
        Ok(purged) => purged,
        Err(error) => return explain(&error.into(), false, ui),
    };
    let (mut removed, mut problems) = (0, false);
    for (folder, purge) in &purged {
        match purge {
            Ok(purge) => {
                report(folder, purge, args, ui);
                removed += purge.removed.len();
                problems |= purge.left_something();
            }
            Err(error) => {
                failed(error, ui);
                problems = true;
            }
        }
    }
    let files = counted(removed, "file", "files");
    let root = root.display();
    ui.say(if args.dry_run {
        format!("{files} would be removed from {root}. Nothing was removed.")
    } else {
        format!("{files} removed from {root}.")
    });
    ExitStatus::of_problems(problems)
}

fn report(folder: &Path, purge: &Purge, args: &PurgeArgs, ui: &Ui) {
    let shown = |file: &str| with_slashes(&join(folder, file));
    if !args.quiet {
        let done = if args.dry_run {
            "would be removed"
        } else {
            "removed"
        };
        for file in &purge.removed {
            ui.result(format!("{done}: {}", shown(file)));
        }
    }
    for (files, why) in [
        (&purge.changed, "changed after careermap wrote it"),
        (
            &purge.foreign,
            "not written by careermap under this name; remove it yourself if it is an old copy of a document",
        ),
        (
            &purge.undated,
            "carries no date; remove it yourself if it is old enough",
        ),
    ] {
        for file in files {
            ui.always_say(format!("left: {} ({why})", shown(file)));
        }
    }
    for (_, error) in &purge.failed {
        failed(error, ui);
    }
}

fn failed(error: &OutputError, ui: &Ui) {
    ui.always_say(format!("error: {error}\n  {}", error.help()));
}
