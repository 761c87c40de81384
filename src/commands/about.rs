//! `careermap about`.

use std::path::{Path, PathBuf};

use super::{ExitStatus, explain, usable};
use crate::cli::AboutArgs;
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::output::MANIFEST;
use crate::pipeline::{AboutRequest, AboutSummary, OwnWords, about};
use crate::text::counted;
use crate::ui::Ui;

/// The folder that is searched if none is named.
const OUTPUT: &str = "output";

pub(super) fn execute(args: &AboutArgs, ui: &Ui) -> ExitStatus {
    let earlier = args.previous.iter().map(PathBuf::as_path);
    let resolved = Options::resolve_with_earlier(&args.input, earlier);
    let Some((options, previous)) = usable(resolved, ui) else {
        return ExitStatus::Nothing;
    };
    let mut searched = args.searched.clone();
    if searched.is_empty() {
        if Path::new(OUTPUT).join(MANIFEST).exists() {
            searched.push(OUTPUT.into());
        } else {
            ui.say("No output folder is searched; name the folders that careermap wrote to with --output.");
        }
    }
    let request = AboutRequest {
        who: &args.who,
        searched: &searched,
        words: OwnWords {
            unmasked: &args.unmasked,
            masked: &args.mask,
        },
        output: &args.into,
    };
    match about(&request, &options, &previous, ui) {
        Ok(summary) => report(&summary, args, ui),
        Err(failure) => explain(&failure, false, ui),
    }
}

fn report(summary: &AboutSummary, args: &AboutArgs, ui: &Ui) -> ExitStatus {
    // All of them: no file lists them, and each is something to look at.
    ui.diagnostics(&summary.diagnostics);
    let (entries, files) = summary.entries;
    ui.say(format!(
        "{}: {} in {}.",
        summary.name,
        counted(entries, "entry", "entries"),
        counted(files, "file", "files")
    ));
    for path in &summary.paths {
        ui.say(format!("  {}", args.into.join(path).display()));
    }
    if !summary.left_out.is_empty() {
        ui.say(
            "Left out, since these words name other people; read the documents, and use --unmasked for a word that is not a \
             name, --mask for a name that is left:",
        );
        for (word, count) in &summary.left_out {
            ui.say(format!("  {word} ({})", counted(*count, "time", "times")));
        }
    }
    if !summary.masked_files.is_empty() {
        ui.say("Files whose names are masked in the documents, by their numbers there:");
        for (number, file) in &summary.masked_files {
            ui.say(format!("  {number}: {file}"));
        }
    }
    ExitStatus::of_problems(Diagnostic::any_problem(&summary.diagnostics))
}
