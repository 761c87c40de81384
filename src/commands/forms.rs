//! `careermap forms`.

use super::{Outcome, explain};
use crate::cli::FormsArgs;
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::output::Placed;
use crate::pipeline::{Failure, FormsRequest, FormsSummary, forms};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &FormsArgs, ui: &Ui) -> Outcome {
    match Options::resolve_both(&args.input, args.previous.as_deref()) {
        Ok((options, previous)) => {
            let request = FormsRequest {
                output: &args.output,
                previous: previous.as_ref(),
                force: args.force,
            };
            match forms(&options, &request, ui) {
                Ok(summary) => report(&summary, args, ui),
                // What was written before is whole.
                Err(Failure::Stopped) => {
                    ui.always_say("Stopped.");
                    Outcome::Stopped
                }
                Err(failure) => explain(&failure, false, ui),
            }
        }
        Err(problem) => {
            ui.diagnostics(&[problem]);
            Outcome::Nothing
        }
    }
}

fn report(summary: &FormsSummary, args: &FormsArgs, ui: &Ui) -> Outcome {
    ui.diagnostics(&summary.diagnostics);
    let became = |wanted: Placed| {
        summary
            .forms
            .iter()
            .filter(move |(_, placed)| *placed == wanted)
    };
    for (file, _) in became(Placed::Kept) {
        ui.always_say(format!(
            "kept: {file} (it is there already; --force overwrites it)"
        ));
    }
    let kept = became(Placed::Kept).count();
    ui.say(format!(
        "{} in {}: {} new, {} overwritten, {} unchanged, {kept} kept as they were",
        counted(summary.forms.len(), "form", "forms"),
        args.output.display(),
        became(Placed::New).count(),
        became(Placed::Overwritten).count(),
        became(Placed::Unchanged).count(),
    ));
    if args.previous.is_some() {
        ui.say(format!(
            "{} carried over from the last review",
            counted(summary.carried, "open action", "open actions")
        ));
    }
    Outcome::of_problems(kept > 0 || Diagnostic::any_problem(&summary.diagnostics))
}
