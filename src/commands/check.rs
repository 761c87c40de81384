//! `careermap check`.

use std::fmt::Write as _;
use std::path::Path;

use super::{CHECK_LISTS, Outcome, count, explain};
use crate::analysis::missing;
use crate::cli::{CheckArgs, Format};
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::load::career_map::MapReading;
use crate::output::{OutputError, renew};
use crate::pipeline::{Cycle, keep_apart, read, read_map_alone};
use crate::render::report::{Report, explain_text, json, map_text, reminders, text};
use crate::ui::Ui;

pub(super) fn execute(args: &CheckArgs, ui: &Ui) -> Outcome {
    let options = match &args.map {
        Some(file) => Options::resolve_for_map(&args.input, file),
        None => Options::resolve(&args.input),
    };
    let options = match options {
        Ok(options) => options,
        Err(problem) => return refused(args.format, &[problem], ui),
    };
    if let Some(file) = &args.map {
        return check_map(args, file, &options, ui);
    }
    match read(&options, ui) {
        Ok(cycle) => check_cycle(args, &options, &cycle, ui),
        Err(problems) => refused(args.format, &problems, ui),
    }
}

fn check_cycle(args: &CheckArgs, options: &Options, cycle: &Cycle, ui: &Ui) -> Outcome {
    let report = Report {
        career_map: Some(&cycle.review.career_map),
        review: Some(&cycle.review),
        readings: &cycle.readings,
        attempts: None,
        diagnostics: &cycle.diagnostics,
    };
    ui.kinds_of(&cycle.diagnostics, CHECK_LISTS);
    show(args.format, &report, || text(&report), ui);
    if let Some(file) = &args.reminders
        && !write_reminders(file, options, cycle, ui)
    {
        return Outcome::Nothing;
    }
    Outcome::of_problems(cycle.has_problems() || !missing(&cycle.review).is_empty())
}

/// Only a career map, and how it was understood.
fn check_map(args: &CheckArgs, file: &Path, options: &Options, ui: &Ui) -> Outcome {
    let reading = match read_map_alone(file, options) {
        Ok(reading) => reading,
        Err(problem) => return refused(args.format, &[problem], ui),
    };
    let report = Report {
        career_map: reading.career_map.as_ref(),
        review: None,
        readings: &[],
        attempts: args.explain.then_some(&reading.attempts),
        diagnostics: &reading.diagnostics,
    };
    ui.kinds_of(&reading.diagnostics, CHECK_LISTS);
    let words = || {
        let words = match report.career_map {
            Some(map) => map_text(map) + &not_in_the_map(&reading),
            None => text(&report),
        };
        match report.attempts {
            Some(attempts) => format!("{words}\n\n{}", explain_text(attempts)),
            None => words,
        }
    };
    show(args.format, &report, words, ui);
    if reading.career_map.is_none() {
        return Outcome::Nothing;
    }
    Outcome::of_problems(Diagnostic::any_problem(&reading.diagnostics))
}

/// Where the header was found, and what stands in the sheets but was left out.
fn not_in_the_map(reading: &MapReading) -> String {
    let mut text = format!("\n\nThe levels are named in {}.", reading.header);
    if !reading.left_out.is_empty() {
        text.push_str("\n\nLeft out");
        for left in &reading.left_out {
            let cell = left
                .at
                .cell()
                .map(|cell| format!("{cell} "))
                .unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = write!(text, "\n  {cell}“{}”: {}", left.what, left.why);
        }
    }
    text
}

/// Nothing can be read without a career map.
fn refused(format: Format, problems: &[Diagnostic], ui: &Ui) -> Outcome {
    let report = Report {
        career_map: None,
        review: None,
        readings: &[],
        attempts: None,
        diagnostics: problems,
    };
    ui.kinds_of(problems, CHECK_LISTS);
    show(format, &report, || text(&report), ui);
    Outcome::Nothing
}

fn show(format: Format, report: &Report<'_>, words: impl FnOnce() -> String, ui: &Ui) {
    match format {
        Format::Text => ui.result(words()),
        Format::Json => match json(report) {
            Ok(json) => ui.result(json),
            Err(error) => ui.insist(format!("error: the report cannot be written: {error}")),
        },
    }
}

fn write_reminders(file: &Path, options: &Options, cycle: &Cycle, ui: &Ui) -> bool {
    if let Err(failure) = keep_apart(file, [Some(options)]) {
        explain(&failure, false, ui);
        return false;
    }
    let problem = match reminders(&cycle.review, &cycle.diagnostics) {
        Ok(reminders) => match renew(file, &reminders.csv) {
            Ok(()) => {
                ui.say(format!(
                    "reminders for {}: {}",
                    count(reminders.managers, "manager", "managers"),
                    file.display()
                ));
                return true;
            }
            Err(error @ OutputError::NotOurs(_)) => format!(
                "{error}\n  Only a list of reminders is replaced: give --reminders another name, or move that file away."
            ),
            Err(error) => format!("{error}\n  {}", error.help()),
        },
        Err(error) => error.to_string(),
    };
    ui.insist(format!("error: the reminders were not written: {problem}"));
    false
}
