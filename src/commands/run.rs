//! `careermap run`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{ExitStatus, MANIFEST_LISTS, explain, usable};
use crate::cli::{AudienceName, MailToName, RunArgs};
use crate::config::Options;
use crate::output::{
    ANONYMOUS_WORKBOOK, HAND_OUT, MAIL, MANAGERS, PACKETS, PLANS, REVIEW_PACKET, Reason, WORKBOOK,
    WithdrawnEntry, is_for_handing_out, is_managers_workbook,
};
use crate::pipeline::{HandOut, HandedOut, RunOptions, Summary, run};
use crate::render::mail::MailTo;
use crate::render::xlsx::Audience;
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &RunArgs, ui: &Ui) -> ExitStatus {
    // Only the closing line uses the clock, never a document.
    let started = Instant::now();
    let earlier = args.previous.iter().map(PathBuf::as_path);
    let resolved =
        Options::resolve_with_earlier(&args.input, earlier).and_then(|(options, previous)| {
            let options = options.with_own_templates(args.templates.as_deref())?;
            Ok((options, previous))
        });
    let Some((options, previous)) = usable(resolved, ui) else {
        return ExitStatus::Nothing;
    };
    let run_options = RunOptions {
        output: args.output.clone(),
        only: args.only.clone(),
        packets: args.packets,
        review_packet: args.review_packet,
        hand_out: HandOut {
            list: args.hand_out,
            drafts: args.mail_drafts.map(|to| match to {
                MailToName::Person => MailTo::Person,
                MailToName::Manager => MailTo::Manager,
            }),
        },
        previous,
        audiences: audiences(&args.audience),
        strict: args.strict,
    };
    let asked = if run_options.audiences.is_empty() {
        options.workbook.audience.clone()
    } else {
        run_options.audiences.clone()
    };
    match run(&options, &run_options, ui) {
        Ok(summary) => {
            ui.grouped_diagnostics(&summary.diagnostics, MANIFEST_LISTS);
            let told = Hints {
                problems: "see above",
                people: "“careermap check” names them",
            };
            report(&summary, &args.output, &asked, started, &told, ui);
            ExitStatus::of_problems(summary.has_problems())
        }
        Err(failure) => explain(&failure, args.strict, ui),
    }
}

/// Whom workbooks are asked for, each once.
fn audiences(typed: &[AudienceName]) -> Vec<Audience> {
    let mut audiences: Vec<Audience> = typed
        .iter()
        .map(|name| match name {
            AudienceName::Leadership => Audience::Leadership,
            AudienceName::Managers => Audience::Managers,
            AudienceName::Anonymous => Audience::Anonymous,
        })
        .collect();
    audiences.sort_unstable();
    audiences.dedup();
    audiences
}

/// Where people find what a summary only counts.
pub(super) struct Hints {
    /// Each message about the run.
    pub(super) problems: &'static str,
    /// Everybody without a plan.
    pub(super) people: &'static str,
}

/// Says what a run wrote.
pub(super) fn report(
    summary: &Summary,
    folder: &Path,
    asked: &[Audience],
    started: Instant,
    told: &Hints,
    ui: &Ui,
) {
    for entry in &summary.withdrawn {
        ui.always_say(format!(
            "moved away: {} ({})",
            entry.file,
            why(entry, asked, summary.handed_out)
        ));
    }
    let place = |name: &str| folder.join(name).display().to_string();
    let tally = summary.tally;
    let without = &summary.without_plan;
    let people = summary.plans + without.people.len();
    ui.say(format!(
        "{} for {} in {}",
        counted(summary.plans, "plan", "plans"),
        counted(people, "person", "people"),
        place(PLANS)
    ));
    for workbook in &summary.workbooks {
        ui.say(format!("team workbook: {}", place(workbook)));
    }
    if summary.managers > 0 {
        let number = summary.managers;
        let workbooks = counted(number, "manager's workbook", "managers' workbooks");
        ui.say(format!("{workbooks} in {}", place(MANAGERS)));
    }
    if summary.review_packet > 0 {
        let files = counted(summary.review_packet, "file", "files");
        ui.say(format!(
            "review packet: {files} in {}",
            place(REVIEW_PACKET)
        ));
    }
    if let Some((people, blocked)) = summary.handed_out.list {
        ui.say(format!(
            "list for handing out: {} ({} of {people} with something in the way)",
            place(HAND_OUT),
            counted(blocked, "person", "people"),
        ));
    }
    if let Some(drafts) = summary.handed_out.drafts {
        let drafts = counted(drafts, "mail draft", "mail drafts");
        ui.say(format!("{drafts} in {}; nothing was sent", place(MAIL)));
    }
    if let Some(compared) = summary.compared {
        let people = counted(compared, "person", "people");
        ui.say(match summary.earlier {
            0 | 1 => format!("{people} compared with the last review"),
            reviews => format!("{people} compared with {reviews} earlier reviews"),
        });
    }
    let problems = summary.diagnostics.len();
    ui.say(format!(
        "{} new, {} changed, {} unchanged, {} moved away; {}; {:.1} s",
        tally.new,
        tally.changed,
        tally.unchanged,
        summary.withdrawn.len(),
        if problems == 0 {
            "no problems".to_owned()
        } else {
            let messages = counted(problems, "message", "messages");
            format!("{messages} ({})", told.problems)
        },
        started.elapsed().as_secs_f64(),
    ));
    let of = |number: usize, one, many| format!("{} without a plan:", counted(number, one, many));
    list(
        of(without.people.len(), "person", "people"),
        &without.people,
        told,
        ui,
    );
    let files = of(without.files.len(), "file", "files");
    list(files, &without.files, told, ui);
}

/// Who has no plan and why; printed last, where it is easiest to see.
fn list(title: String, entries: &[String], told: &Hints, ui: &Ui) {
    if entries.is_empty() {
        return;
    }
    let shown = entries.len().min(NAMED);
    let mut lines = vec![title];
    lines.extend_from_slice(&entries[..shown]);
    if shown < entries.len() {
        let more = entries.len() - shown;
        lines.push(format!("and {more} more; {}", told.people));
    }
    ui.say(lines.join("\n  "));
}

/// At most this many are named.
const NAMED: usize = 20;

/// Why a file was moved out of the way.
fn why(entry: &WithdrawnEntry, asked: &[Audience], handed_out: HandedOut) -> String {
    let (who, assessment) = match &entry.person {
        Some(person) => (person.name.as_str(), person.assessment.as_str()),
        None => ("it", ""),
    };
    match entry.reason {
        Reason::Gone => format!("{who} is no longer in the review"),
        Reason::Unreadable => {
            format!("the assessment of {who}, {assessment}, could not be read this time")
        }
        Reason::Renamed => format!("the plan of {who} has another name or folder now"),
        Reason::NotMade => not_made(&entry.was, asked, handed_out).to_owned(),
        Reason::Edited => "somebody had changed it since careermap wrote it".to_owned(),
    }
}

fn not_made(file: &str, asked: &[Audience], handed_out: HandedOut) -> &'static str {
    let is_asked = |audience| asked.contains(&audience);
    if file.starts_with(PACKETS) {
        "out of date; --packets makes a new one"
    } else if file.starts_with(REVIEW_PACKET) {
        "out of date; --review-packet makes a new one"
    } else if is_managers_workbook(file) && is_asked(Audience::Managers) {
        "this manager no longer has a workbook, or it could not be made this time"
    } else if is_managers_workbook(file) {
        "it is out of date; --audience managers makes a new one"
    } else if file == HAND_OUT && handed_out.list.is_none() {
        "out of date; --hand-out makes a new one"
    } else if file != HAND_OUT && is_for_handing_out(file) {
        match handed_out.drafts {
            None => "out of date; --mail-drafts makes a new one",
            Some(_) => "this run made no such draft",
        }
    } else if file == WORKBOOK && !is_asked(Audience::Leadership) {
        "it is out of date; --audience leadership makes a new one"
    } else if file == ANONYMOUS_WORKBOOK && !is_asked(Audience::Anonymous) {
        "it is out of date; --audience anonymous makes a new one"
    } else {
        "it could not be made this time, see above"
    }
}
