//! `careermap handbook`.

use super::{ExitStatus, MANIFEST_LISTS, document_options, explain};
use crate::cli::HandbookArgs;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{HandbookSummary, handbook};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &HandbookArgs, ui: &Ui) -> ExitStatus {
    let Some(options) = document_options(&args.input, args.templates.as_deref(), ui) else {
        return ExitStatus::Nothing;
    };
    match handbook(&options, &args.output, ui) {
        Ok(summary) => report(&summary, args, ui),
        Err(failure) => explain(&failure, false, ui),
    }
}

fn report(summary: &HandbookSummary, args: &HandbookArgs, ui: &Ui) -> ExitStatus {
    ui.grouped_diagnostics(&summary.diagnostics, MANIFEST_LISTS);
    let tally = summary.tally;
    let what = match (tally.new, tally.changed, tally.unchanged) {
        (0, 0, 0) => "not made",
        (0, 0, _) => "unchanged",
        (0, ..) => "changed",
        _ => "new",
    };
    ui.say(format!(
        "A handbook of {}: {} ({what})",
        counted(summary.levels, "level", "levels"),
        args.output.join(&summary.path).display(),
    ));
    ExitStatus::of_problems(Diagnostic::any_problem(&summary.diagnostics))
}
