//! `careermap follow-up`.

use super::{CHECK_LISTS, ExitStatus, document_options, explain};
use crate::cli::FollowUpArgs;
use crate::diagnostic::Diagnostic;
use crate::output::Reason;
use crate::pipeline::{FollowUpSummary, follow_up};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &FollowUpArgs, ui: &Ui) -> ExitStatus {
    let Some(options) = document_options(&args.input, args.templates.as_deref(), ui) else {
        return ExitStatus::Nothing;
    };
    match follow_up(&options, &args.output, ui) {
        Ok(summary) => report(&summary, args, ui),
        Err(failure) => explain(&failure, false, ui),
    }
}

fn report(summary: &FollowUpSummary, args: &FollowUpArgs, ui: &Ui) -> ExitStatus {
    ui.grouped_diagnostics(&summary.diagnostics, CHECK_LISTS);
    for entry in &summary.withdrawn {
        let why = match entry.reason {
            Reason::Edited => "somebody has changed it since; the new one is in its place",
            _ => "this manager no longer has such a file",
        };
        ui.always_say(format!("moved away: {} ({why})", entry.file));
    }
    ui.say(format!(
        "pages for {} of {} in {}",
        counted(summary.people, "person", "people"),
        counted(summary.managers, "manager", "managers"),
        args.output.display(),
    ));
    let open = counted(summary.open, "open action", "open actions");
    ui.say(match (summary.as_of, args.input.date) {
        (None, _) => {
            format!("{open}; no date is known, so none counts as overdue; --date gives one")
        }
        (Some(day), Some(_)) => format!("{open}, {} overdue on {day}", summary.overdue),
        (Some(day), None) => format!(
            "{open}, {} overdue on {day}, the date of the documents; --date sets another day",
            summary.overdue
        ),
    });
    let tally = summary.tally;
    ui.say(format!(
        "{} new, {} changed, {} unchanged, {} moved away",
        tally.new,
        tally.changed,
        tally.unchanged,
        summary.withdrawn.len()
    ));
    ExitStatus::of_problems(Diagnostic::any_problem(&summary.diagnostics))
}
