//! What the user sees on the terminal: the only module that knows standard error, colour, quiet and progress.
//!
//! Results go to standard output through [`Ui::result`], everything else to standard error.

mod grouping;
mod prompts;

use std::fmt;
use std::io::{self, IsTerminal as _, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::{Diagnostic, Severity, in_words};
use crate::pipeline::{Observer, Stage};
use crate::text::is_covert;

pub use prompts::{PromptError, STOPPED};

/// How the user stops the program.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    /// Becomes true when the user wants it to stop.
    pub wanted: Arc<AtomicBool>,
    /// Whether no work is under way that must be finished, so that the process may simply end.
    pub idle: Arc<AtomicBool>,
}

/// The terminal as this run uses it.
#[derive(Debug)]
pub struct Ui {
    quiet: bool,
    stop: Stop,
    colour: bool,
    bar: Mutex<Option<ProgressBar>>,
    /// Whether a result could not be written.
    lost: AtomicBool,
}

impl Ui {
    /// A terminal on which `quiet` leaves only problems. Colour and progress are only for terminals; `NO_COLOR` turns
    /// colour off.
    pub fn new(quiet: bool, stop: Stop) -> Self {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            quiet,
            stop,
            colour: io::stderr().is_terminal() && !no_colour,
            bar: Mutex::new(None),
            lost: AtomicBool::new(false),
        }
    }

    /// Prints a result on standard output.
    pub fn result(&self, text: impl fmt::Display) {
        let mut out = io::stdout().lock();
        let written = writeln!(out, "{}", printable(&text.to_string())).and_then(|()| out.flush());
        if let Err(error) = written {
            self.output_failed(&error);
        }
    }

    /// Says that standard output cannot be written to, once.
    pub fn output_failed(&self, error: &io::Error) {
        // The program that closed the pipe does not want the rest.
        if error.kind() != io::ErrorKind::BrokenPipe && !self.lost.swap(true, Ordering::Relaxed) {
            self.always_say(format!(
                "error: the result cannot be written to standard output: {}\n  Free some disk space, or redirect it to \
                 another place; then run again.",
                in_words(error)
            ));
        }
    }

    /// Whether a result could not be written.
    pub fn lost_a_result(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// Prints a line for people, unless quiet.
    pub fn say(&self, text: impl fmt::Display) {
        if !self.quiet {
            self.line(&printable(&text.to_string()));
        }
    }

    /// Prints a line for people, even if quiet.
    pub fn always_say(&self, text: impl fmt::Display) {
        self.line(&printable(&text.to_string()));
    }

    /// Diagnostics, most serious first, as people read them; people without a plan for this reason are named at the
    /// very end. Notes are left out when quiet.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            if self.quiet && severity == Severity::Note {
                continue;
            }
            for diagnostic in diagnostics.iter().filter(|d| d.severity == severity) {
                self.line(&self.render(diagnostic, None));
            }
        }
    }

    /// The same, with many of one kind once and with their places. `listed` says where each of them is listed, such as
    /// “manifest.json lists each”.
    pub fn grouped_diagnostics(&self, diagnostics: &[Diagnostic], listed: &str) {
        for (diagnostic, others) in grouping::grouped(diagnostics, listed) {
            if !self.quiet || diagnostic.severity > Severity::Note {
                self.line(&self.render(diagnostic, others.as_deref()));
            }
        }
    }

    fn render(&self, diagnostic: &Diagnostic, others: Option<&str>) -> String {
        let (word, colour) = match diagnostic.severity {
            Severity::Note => ("note", "36"),
            Severity::Warning => ("warning", "33"),
            Severity::Error => ("error", "31"),
        };
        let place = match diagnostic.location.to_string() {
            place if place.is_empty() => place,
            place => format!("{place}\n"),
        };
        let mut text = format!(
            "{place}{}\n{} [{}]",
            diagnostic.message, diagnostic.help, diagnostic.code
        );
        if let Some(others) = others {
            text.push('\n');
            text.push_str(others);
        }
        // Only the colour controls the terminal, never text that was read.
        let text = printable(&text).replace('\n', "\n  ");
        format!("{}: {text}", self.paint(word, colour))
    }

    fn paint(&self, text: &str, colour: &str) -> String {
        if self.colour {
            format!("\u{1b}[1;{colour}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn line(&self, text: &str) {
        let write = || {
            let _ = writeln!(io::stderr().lock(), "{text}");
        };
        match self.bar.lock() {
            Ok(bar) => match bar.as_ref() {
                Some(bar) => bar.suspend(write),
                None => write(),
            },
            Err(_) => write(),
        }
    }
}

/// Text without characters that control a terminal, change the direction of text or hide it; they may come from a cell
/// or a file's name.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if (c.is_control() && c != '\n') || is_covert(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

impl Observer for Ui {
    fn begin(&self, stage: Stage, total: usize) {
        self.stop.idle.store(false, Ordering::Relaxed);
        if self.quiet || !io::stderr().is_terminal() {
            return;
        }
        let what = match stage {
            Stage::Reading => "Reading assessments",
            Stage::Writing => "Writing plans",
            Stage::Forms => "Writing forms",
            Stage::FollowUp => "Writing the follow-up",
            Stage::Profiles => "Writing profiles",
            Stage::Handbook => "Writing the handbook",
            Stage::About => "Writing what was found",
        };
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos} of {len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr())
            .with_style(style.progress_chars("=> "))
            .with_message(what);
        if let Ok(mut slot) = self.bar.lock() {
            *slot = Some(bar);
        }
    }

    fn step(&self) {
        if let Ok(slot) = self.bar.lock()
            && let Some(bar) = slot.as_ref()
        {
            bar.inc(1);
        }
    }

    fn end(&self) {
        if let Ok(mut slot) = self.bar.lock()
            && let Some(bar) = slot.take()
        {
            bar.finish_and_clear();
        }
    }

    fn stopped(&self) -> bool {
        self.stop.wanted.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_read_steers_the_terminal() {
        let typed = "a\u{1b}[2Jb\u{9b}31mc\rd\u{8}\u{202e}fdp.exe\u{2066}\u{e0041}\ne\tÅ";
        let shown = printable(typed);
        assert_eq!(
            shown,
            "a\u{fffd}[2Jb\u{fffd}31mc\u{fffd}d\u{fffd}\u{fffd}fdp.exe\u{fffd}\u{fffd}\ne\u{fffd}Å"
        );
    }
}
