//! `careermap profile`.

use super::{ExitStatus, MANIFEST_LISTS, document_options, explain};
use crate::cli::{ProfileArgs, TrackName};
use crate::diagnostic::Diagnostic;
use crate::model::{PersonTrack, Track};
use crate::pipeline::{ProfilesRequest, ProfilesSummary, profiles};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &ProfileArgs, ui: &Ui) -> ExitStatus {
    let Some(options) = document_options(&args.input, args.templates.as_deref(), ui) else {
        return ExitStatus::Nothing;
    };
    let request = ProfilesRequest {
        output: &args.output,
        level: args.level.as_deref(),
        track: args.track.map(|track| match track {
            TrackName::Ic => PersonTrack::One(Track::IndividualContributor),
            TrackName::Manager => PersonTrack::One(Track::Management),
            TrackName::Both => PersonTrack::Both,
        }),
        speciality: args.speciality.as_deref(),
    };
    match profiles(&options, &request, ui) {
        Ok(summary) => report(&summary, args, ui),
        Err(failure) => explain(&failure, false, ui),
    }
}

fn report(summary: &ProfilesSummary, args: &ProfileArgs, ui: &Ui) -> ExitStatus {
    ui.grouped_diagnostics(&summary.diagnostics, MANIFEST_LISTS);
    ui.say(format!(
        "{} about {} in {}: {} new, {} changed, {} unchanged",
        counted(summary.documents, "document", "documents"),
        counted(summary.levels, "level", "levels"),
        args.output.display(),
        summary.tally.new,
        summary.tally.changed,
        summary.tally.unchanged,
    ));
    ExitStatus::of_problems(Diagnostic::any_problem(&summary.diagnostics))
}
