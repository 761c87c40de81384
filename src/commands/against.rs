//! `careermap check --against`: a new career map, tried out on the review.

use std::path::Path;

use super::check::{refused, settings, show_json};
use super::{CHECK_LISTS, ExitStatus, explain, stopped};
use crate::analysis::Trial;
use crate::cli::{CheckArgs, Format};
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{
    AnalysedReview, Failure, MapSource, read, read_map_alone, try_out, write_trial,
};
use crate::render::report::{Report, trial_json, trial_text};
use crate::ui::Ui;

pub(super) fn execute(args: &CheckArgs, file: &Path, ui: &Ui) -> ExitStatus {
    let resolved = Options::resolve(&args.input).and_then(|options| {
        let for_map = Options::resolve_for_map(&args.input, file)?;
        Ok((options, for_map))
    });
    let (options, mut for_map) = match resolved {
        Ok(both) => both,
        Err(problem) => return refused(args, &Options::default(), &[problem], None, ui),
    };
    let mut source = read_map_alone(file, &for_map);
    // What the review's settings confirm is the reading of its own map, which this one need not match.
    if source.as_ref().is_ok_and(MapSource::is_refused)
        && for_map.map.confirmed == options.map.confirmed
        && for_map.map.confirmed.take().is_some()
    {
        source = read_map_alone(file, &for_map);
    }
    let source = match source {
        Ok(source) => source,
        Err(problem) => return refused(args, &for_map, &[problem], None, ui),
    };
    let reading = &source.reading;
    let Some(map) = &reading.career_map else {
        return refused(args, &for_map, &reading.diagnostics, None, ui);
    };
    let cycle = match read(&options, ui) {
        Ok(cycle) => cycle,
        Err(Failure::Input(problems)) => return refused(args, &options, &problems, None, ui),
        Err(_) => return stopped(ui),
    };
    let trial = try_out(&cycle, &options, map);
    let mut diagnostics = reading.diagnostics.clone();
    diagnostics.extend(cycle.diagnostics.iter().cloned());
    let report = Report {
        settings: settings(&for_map),
        header: Some(&reading.header),
        left_out: &reading.left_out,
        diagnostics: &diagnostics,
        ..Report::default()
    };
    ui.grouped_diagnostics(&diagnostics, CHECK_LISTS);
    match args.format {
        Format::Text => ui.result(trial_text(&cycle.review, &trial)),
        Format::Json => show_json(trial_json(&cycle.review, &trial, &report), ui),
    }
    if let Some(output) = &args.output
        && !write(output, &options, &cycle, &trial, ui)
    {
        return ExitStatus::Nothing;
    }
    ExitStatus::of_problems(Diagnostic::any_problem(&diagnostics))
}

/// Writes the workbook. Says whether all is well.
fn write(
    output: &Path,
    options: &Options,
    cycle: &AnalysedReview,
    trial: &Trial<'_>,
    ui: &Ui,
) -> bool {
    match write_trial(output, options, cycle, trial) {
        Ok(true) => {
            ui.say(format!("workbook: {}", output.display()));
            true
        }
        Ok(false) => {
            ui.always_say(format!(
                "error: {} already exists and has other contents, so it was not changed.\n  Give --output another name, or \
                 move that file away.",
                output.display()
            ));
            false
        }
        Err(failure) => {
            explain(&failure, false, ui);
            false
        }
    }
}
