//! `careermap forms`.

use super::{ExitStatus, explain, stopped, usable};
use crate::cli::FormsArgs;
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::output::FileOutcome;
use crate::pipeline::{Failure, FormsRequest, FormsSummary, forms};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &FormsArgs, ui: &Ui) -> ExitStatus {
    let resolved = Options::resolve_with_earlier(&args.input, args.previous.as_deref());
    let Some((options, previous)) = usable(resolved, ui) else {
        return ExitStatus::Nothing;
    };
    let request = FormsRequest {
        output: &args.output,
        previous: previous.first(),
        force: args.force,
    };
    match forms(&options, &request, ui) {
        Ok(summary) => report(&summary, args, ui),
        // The forms written so far are complete.
        Err(Failure::Stopped) => stopped(ui),
        Err(failure) => explain(&failure, false, ui),
    }
}

fn report(summary: &FormsSummary, args: &FormsArgs, ui: &Ui) -> ExitStatus {
    ui.diagnostics(&summary.diagnostics);
    let kept = summary.forms.iter().chain(&summary.outcomes);
    let kept: Vec<&str> = kept
        .filter(|(_, placed)| *placed == FileOutcome::Kept)
        .map(|(file, _)| file.as_str())
        .collect();
    for file in &kept {
        ui.always_say(format!(
            "kept: {file} (it already exists; --force overwrites it)"
        ));
    }
    let forms = counted(summary.forms.len(), "form", "forms");
    let place = args.output.display();
    ui.say(format!("{forms} in {place}: {}", became(&summary.forms)));
    let files = counted(
        summary.outcomes.len(),
        "file for managers’ outcomes",
        "files for managers’ outcomes",
    );
    ui.say(format!("{files}: {}", became(&summary.outcomes)));
    if args.previous.is_some() {
        ui.say(format!(
            "{} carried over from the last review",
            counted(summary.carried, "open action", "open actions")
        ));
    }
    ExitStatus::of_problems(!kept.is_empty() || Diagnostic::any_problem(&summary.diagnostics))
}

/// What happened to some files, in words.
fn became(files: &[(String, FileOutcome)]) -> String {
    let count = |wanted| files.iter().filter(|(_, placed)| *placed == wanted).count();
    format!(
        "{} new, {} overwritten, {} unchanged, {} different and kept",
        count(FileOutcome::New),
        count(FileOutcome::Overwritten),
        count(FileOutcome::Unchanged),
        count(FileOutcome::Kept),
    )
}
