//! Asks questions on the terminal, and opens files in the program that shows them.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dialoguer::console::{Key, Term, measure_text_width};
use dialoguer::theme::Theme;
use dialoguer::{Input, Select};

use super::{Ui, printable};

/// Why a question has no answer.
#[derive(Debug)]
pub enum PromptError {
    /// The user stopped the program.
    Stopped,
    /// The terminal cannot be read, or is gone.
    Failed(io::Error),
}

impl Ui {
    /// Whether somebody could answer: both input and output are a terminal.
    pub fn can_ask() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks for a line of text; empty if nothing was typed.
    ///
    /// # Errors
    /// If there is no answer.
    pub fn ask(&self, question: &str) -> Result<String, PromptError> {
        let question = printable(question);
        let theme = PromptTheme {
            colour: self.colour,
        };
        let typed: String = self.answered(|term| {
            Input::with_theme(&theme)
                .with_prompt(&question)
                .allow_empty(true)
                .report(false)
                .interact_text_on(term)
        })?;
        // With a question of several lines, all but the last stay on the screen, and the typed text does not show.
        let term = Term::stderr();
        let columns = usize::from(term.size().1).max(1);
        let width = measure_text_width(&question) + 1 + measure_text_width(&typed);
        let _ = term.clear_last_lines(width.saturating_sub(1) / columns);
        self.always_say(format!("{question} {typed}"));
        Ok(typed)
    }

    /// Asks to choose one of several answers; `first` is the one that Enter chooses.
    ///
    /// # Errors
    /// If there is no answer.
    pub fn choose(
        &self,
        question: &str,
        answers: &[String],
        first: usize,
    ) -> Result<usize, PromptError> {
        let theme = PromptTheme {
            colour: self.colour,
        };
        let answers: Vec<String> = answers.iter().map(|answer| printable(answer)).collect();
        self.answered(|term| {
            Select::with_theme(&theme)
                .with_prompt(printable(question))
                .items(&answers)
                .default(first)
                .interact_on(term)
        })
    }

    /// Waits until the user presses Enter.
    ///
    /// # Errors
    /// If the user stops the program, or the terminal cannot be read.
    pub fn wait_for_enter(&self, text: &str) -> Result<(), PromptError> {
        self.always_say(text);
        self.answered(|term| {
            while term.read_key()? != Key::Enter {}
            Ok(())
        })
    }

    /// Opens a file or a folder in the program that shows it; returns whether that program could be started. No system
    /// reports whether the file was shown.
    pub fn open(&self, path: &Path) -> bool {
        open::that_detached(path).is_ok()
    }

    /// The answer to a question. Ctrl-C leaves the terminal as it was.
    fn answered<T>(
        &self,
        question: impl FnOnce(&Term) -> dialoguer::Result<T>,
    ) -> Result<T, PromptError> {
        let is_stopped = || self.stop.wanted.load(Ordering::Relaxed);
        if is_stopped() {
            return Err(PromptError::Stopped);
        }
        let waiting = OpenQuestion::begin(&self.stop.wanted, || {
            let term = Term::stderr();
            let _ = term.show_cursor();
            let _ = term.write_line(STOPPED);
            std::process::exit(INTERRUPTED);
        });
        let term = Term::stderr();
        let answer = question(&term);
        drop(waiting);
        answer.map_err(|dialoguer::Error::IO(error)| {
            // A question that is chosen from hides the cursor until it is answered.
            let _ = term.show_cursor();
            if is_stopped() || error.kind() == io::ErrorKind::Interrupted {
                let _ = term.write_line("");
                PromptError::Stopped
            } else {
                PromptError::Failed(error)
            }
        })
    }
}

/// The text when Ctrl-C ends a question.
pub const STOPPED: &str = "Stopped. Everything that was made before is complete.";
/// What shells expect of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A question without an answer so far. Where Ctrl-C does not end the wait for a key, as on Windows, this ends the
/// program: while a question is open, nothing is being written.
struct OpenQuestion(Arc<AtomicBool>);

impl OpenQuestion {
    fn begin(stop: &Arc<AtomicBool>, end: impl FnOnce() + Send + 'static) -> Self {
        /// How often to look.
        const EVERY: Duration = Duration::from_millis(50);
        /// Where Ctrl-C ends the wait, it does so within this time.
        const PATIENCE: Duration = Duration::from_millis(400);
        let waiting = Arc::new(AtomicBool::new(true));
        let (stop, still) = (Arc::clone(stop), Arc::clone(&waiting));
        // Without this thread, the second Ctrl-C still ends the program.
        let _ = thread::Builder::new().spawn(move || {
            while still.load(Ordering::Relaxed) {
                if stop.load(Ordering::Relaxed) {
                    thread::sleep(PATIENCE);
                    if still.load(Ordering::Relaxed) {
                        end();
                    }
                    return;
                }
                thread::sleep(EVERY);
            }
        });
        Self(waiting)
    }
}

impl Drop for OpenQuestion {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// The look of questions: plain characters, which every terminal has.
struct PromptTheme {
    colour: bool,
}

impl Theme for PromptTheme {
    fn format_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_input_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        _: Option<&str>,
    ) -> fmt::Result {
        write!(f, "{prompt} ")
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        _: &str,
        chosen: &str,
    ) -> fmt::Result {
        write!(f, "> {chosen}")
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        match (active, self.colour) {
            (true, true) => write!(f, "\u{1b}[1;36m> {text}\u{1b}[0m"),
            (true, false) => write!(f, "> {text}"),
            (false, _) => write!(f, "  {text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_question_that_ctrl_c_does_not_end_is_ended() {
        let (send, ended) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let waiting = OpenQuestion::begin(&stop, move || send.send(()).unwrap());
        stop.store(true, Ordering::Relaxed);
        ended.recv_timeout(Duration::from_mins(1)).unwrap();
        drop(waiting);
    }

    #[test]
    fn a_question_that_was_answered_ends_nothing() {
        let (send, ended) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        drop(OpenQuestion::begin(&stop, move || send.send(()).unwrap()));
        stop.store(true, Ordering::Relaxed);
        // The thread ended silently: its end of the channel is closed.
        assert_eq!(
            ended.recv_timeout(Duration::from_mins(1)),
            Err(mpsc::RecvTimeoutError::Disconnected)
        );
    }
}
