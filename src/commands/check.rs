//! `careermap check`.

use std::path::Path;

use super::{CHECK_LISTS, ExitStatus, explain, stopped};
use crate::analysis::missing;
use crate::cli::{CheckArgs, Format};
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::output::{OutputError, renew};
use crate::pipeline::{
    self, AnalysedReview, Checked, Failure, MapSource, NoPage, check_output_file, read,
    read_map_alone, read_refused_map,
};
use crate::render::report::{
    Report, SettingsSource, explain_text, json, map_text, reminders, text,
};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &CheckArgs, ui: &Ui) -> ExitStatus {
    let options = match &args.map {
        Some(file) => Options::resolve_for_map(&args.input, file),
        None => Options::resolve(&args.input),
    };
    let options = match options {
        Ok(options) => options,
        Err(problem) => return refused(args, &Options::default(), &[problem], None, ui),
    };
    if let Some(file) = &args.map {
        return check_map(args, file, &options, ui);
    }
    match read(&options, ui) {
        Ok(cycle) => check_cycle(args, &options, &cycle, ui),
        Err(Failure::Input(problems)) => {
            let map = args.page.as_ref().and_then(|_| read_refused_map(&options));
            refused(args, &options, &problems, map.as_ref(), ui)
        }
        Err(_) => stopped(ui),
    }
}

fn check_cycle(args: &CheckArgs, options: &Options, cycle: &AnalysedReview, ui: &Ui) -> ExitStatus {
    let report = Report {
        career_map: Some(&cycle.review.career_map),
        settings: settings(options),
        review: Some(&cycle.review),
        readings: &cycle.readings,
        diagnostics: &cycle.diagnostics,
        ..Report::default()
    };
    ui.grouped_diagnostics(&cycle.diagnostics, CHECK_LISTS);
    show(args.format, &report, || text(&report), ui);
    if let Some(file) = &args.reminders
        && !write_reminders(file, options, cycle, ui)
    {
        return ExitStatus::Nothing;
    }
    let checked = Checked {
        cycle: Some(cycle),
        map: None,
        diagnostics: &cycle.diagnostics,
        masked: args.masked,
    };
    if !write_page(args, options, &checked, ui) {
        return ExitStatus::Nothing;
    }
    ExitStatus::of_problems(cycle.has_problems() || !missing(&cycle.review).is_empty())
}

/// Only a career map, and how it was understood.
fn check_map(args: &CheckArgs, file: &Path, options: &Options, ui: &Ui) -> ExitStatus {
    let source = match read_map_alone(file, options) {
        Ok(source) => source,
        Err(problem) => return refused(args, options, &[problem], None, ui),
    };
    let reading = &source.reading;
    let report = Report {
        career_map: reading.career_map.as_ref(),
        header: Some(&reading.header),
        left_out: &reading.left_out,
        cells: &reading.account.sheets,
        settings: settings(options),
        attempts: args.explain.then_some(&reading.attempts),
        diagnostics: &reading.diagnostics,
        ..Report::default()
    };
    ui.grouped_diagnostics(&reading.diagnostics, CHECK_LISTS);
    let words = || {
        let words = map_text(&report);
        match report.attempts {
            Some(attempts) => format!("{words}\n\n{}", explain_text(attempts)),
            None => words,
        }
    };
    show(args.format, &report, words, ui);
    let checked = Checked {
        cycle: None,
        map: Some(&source),
        diagnostics: &reading.diagnostics,
        masked: args.masked,
    };
    if !write_page(args, options, &checked, ui) || reading.career_map.is_none() {
        return ExitStatus::Nothing;
    }
    ExitStatus::of_problems(Diagnostic::any_problem(&reading.diagnostics))
}

/// The settings about the map that were used.
pub(super) fn settings(options: &Options) -> Option<SettingsSource<'_>> {
    options
        .map_settings
        .as_ref()
        .map(|settings| SettingsSource {
            file: &settings.shown,
            speaks_of_map: settings.speaks_of_map,
        })
}

/// Nothing can be read without a career map. The page shows the file that was looked at.
pub(super) fn refused(
    args: &CheckArgs,
    options: &Options,
    problems: &[Diagnostic],
    map: Option<&MapSource>,
    ui: &Ui,
) -> ExitStatus {
    let report = Report {
        settings: settings(options),
        diagnostics: problems,
        ..Report::default()
    };
    ui.grouped_diagnostics(problems, CHECK_LISTS);
    show(args.format, &report, || text(&report), ui);
    let checked = Checked {
        cycle: None,
        map,
        diagnostics: problems,
        masked: args.masked,
    };
    write_page(args, options, &checked, ui);
    ExitStatus::Nothing
}

/// Writes the page, if one is wanted. Says whether all is well.
fn write_page(args: &CheckArgs, options: &Options, checked: &Checked<'_>, ui: &Ui) -> bool {
    let Some(file) = &args.page else {
        return true;
    };
    let problem = match pipeline::write_page(file, options, checked) {
        Ok(()) => {
            ui.say(format!("overview: {}", file.display()));
            return true;
        }
        Err(NoPage::Failure(failure)) => {
            explain(&failure, false, ui);
            return false;
        }
        Err(NoPage::Output(error)) => not_replaced(&error, "--page", "overview"),
        Err(NoPage::Page(error)) => error.to_string(),
    };
    ui.always_say(format!("error: the overview was not written: {problem}"));
    false
}

/// Why a file was not written, and what to do.
fn not_replaced(error: &OutputError, option: &str, what: &str) -> String {
    let help = match error {
        OutputError::NotOurs(_) => format!(
            "{option} replaces only an earlier {what}. Give another name, or move that file away."
        ),
        _ => error.help().to_owned(),
    };
    format!("{error}\n  {help}")
}

fn show(format: Format, report: &Report<'_>, words: impl FnOnce() -> String, ui: &Ui) {
    match format {
        Format::Text => ui.result(words()),
        Format::Json => show_json(json(report), ui),
    }
}

pub(super) fn show_json(report: Result<String, serde_json::Error>, ui: &Ui) {
    match report {
        Ok(json) => ui.result(json),
        Err(error) => ui.always_say(format!("error: the report cannot be written: {error}")),
    }
}

fn write_reminders(file: &Path, options: &Options, cycle: &AnalysedReview, ui: &Ui) -> bool {
    if let Err(failure) = check_output_file(file, options) {
        explain(&failure, false, ui);
        return false;
    }
    let problem = match reminders(&cycle.review, &cycle.diagnostics, &options.labels) {
        Ok(reminders) => match renew(file, &reminders.csv, &reminders.beginnings) {
            Ok(()) => {
                ui.say(format!(
                    "reminders for {}: {}",
                    counted(reminders.managers, "manager", "managers"),
                    file.display()
                ));
                return true;
            }
            Err(error) => not_replaced(&error, "--reminders", "list of reminders"),
        },
        Err(error) => error.to_string(),
    };
    ui.always_say(format!("error: the reminders were not written: {problem}"));
    false
}
