//! The guided start: `careermap FOLDER`, a folder dropped on the program, or the program started by itself. It asks,
//! checks, shows the page, says what is missing, and makes what is wanted, until somebody closes it.
//!
//! It is for people who know no commands: it always ends with a question or a sentence, so that the window does not
//! close unread.

mod ask;
mod dropped;
mod folder;
mod last;
mod make;
mod next;
mod page;
mod since;

use std::path::{Path, PathBuf};

use super::{CHECK_LISTS, ExitStatus};
use crate::cli::Cli;
use crate::config::Options;
use crate::diagnostic::{Diagnostic, catch, in_words};
use crate::load::files::{find_roster, has_spreadsheets};
use crate::pipeline::{AnalysedReview, Checked, Failure, Observer as _, read, read_refused_map};
use crate::text::{closest, counted};
use crate::ui::{PromptError, STOPPED, Ui};

use dropped::path_of_words;
use folder::{ProjectFolders, is_input};
use make::input;
use next::{ANOTHER, Situation, Step, WHAT_NEXT};
use since::{Findings, people_lines};

/// Goes through everything with the user; `words` is what they typed or dropped on the program.
pub(super) fn execute(words: &[PathBuf], ui: &Ui) -> ExitStatus {
    if let [word] = words
        && is_word(word)
        && !word.exists()
    {
        return not_a_command(word, ui);
    }
    if !Ui::can_ask() {
        return cannot_ask(words, ui);
    }
    let start = Start { ui };
    let ended = catch(|| start.guide(words)).unwrap_or_else(|said| {
        ui.always_say(format!(
            "error: careermap failed, and nothing more was written.\n  Please report this: {said}"
        ));
        ui.wait_for_enter("Press Enter to close.")?;
        Ok(ExitStatus::Nothing)
    });
    match ended {
        Ok(outcome) => outcome,
        Err(PromptError::Stopped) => {
            ui.always_say(STOPPED);
            ExitStatus::Stopped
        }
        Err(PromptError::Failed(error)) => {
            ui.always_say(format!(
                "error: this window cannot be read: {}\n  Close it and start careermap again.",
                in_words(&error)
            ));
            ExitStatus::Nothing
        }
    }
}

/// Whether a command may have been meant: a dropped folder comes with its parent folders.
fn is_word(typed: &Path) -> bool {
    typed.components().count() == 1 && typed.file_name() == Some(typed.as_os_str())
}

fn not_a_command(word: &Path, ui: &Ui) -> ExitStatus {
    let word = word.to_string_lossy();
    let commands = Cli::command_names();
    let help = match closest(&word, commands.iter().map(String::as_str)) {
        Some(command) => format!("Did you mean “careermap {command}”?"),
        None => "“careermap --help” lists the commands.".to_owned(),
    };
    ui.always_say(format!(
        "error: “{word}” is neither a folder here nor a command of careermap.\n  {help}"
    ));
    ExitStatus::Nothing
}

/// Says what to type where nobody can answer.
fn cannot_ask(words: &[PathBuf], ui: &Ui) -> ExitStatus {
    let place = match words {
        [] => None,
        words => ProjectFolders::beside(&path_of_words(words)),
    };
    let (input, output) = match &place {
        Some(place) => (place.input.display(), place.output.display()),
        None => (Path::new("FOLDER").display(), Path::new("OUTPUT").display()),
    };
    ui.always_say(format!(
        "error: without a command, careermap asks what to do, but nobody can answer here. Type one of these:\n  \
         careermap check \"{input}\"\n      says who is missing and what is wrong\n  \
         careermap run \"{input}\" -o \"{output}\"\n      makes the plans and the workbook\n  \
         careermap --help\n      lists all commands"
    ));
    ExitStatus::Nothing
}

/// The conversation.
struct Start<'a> {
    ui: &'a Ui,
}

/// What a check found.
struct CheckFindings {
    findings: Findings,
    next: Situation,
    /// The messages that the page or the window shows.
    said: Vec<Diagnostic>,
}

impl Start<'_> {
    fn guide(&self, words: &[PathBuf]) -> Result<ExitStatus, PromptError> {
        self.ui.say(concat!(
            "careermap ",
            env!("CARGO_PKG_VERSION"),
            ": a development plan for each person, and one workbook.\n",
            "Everything happens on this computer; nothing is sent anywhere."
        ));
        let mut given = match words {
            [] => None,
            [_, _, ..] if words.iter().all(|word| word.exists()) => {
                self.ui
                    .always_say("\nThese are several files or folders. Drag one folder at a time.");
                None
            }
            words => Some(path_of_words(words)),
        };
        loop {
            let Some(place) = self.place(given.take())? else {
                return Ok(ExitStatus::Done);
            };
            if let Some(outcome) = self.work(&place)? {
                return Ok(outcome);
            }
        }
    }

    /// Checks a folder and makes what is wanted; `None` if another folder is.
    fn work(&self, place: &ProjectFolders) -> Result<Option<ExitStatus>, PromptError> {
        let mut before: Option<Findings> = None;
        let mut last = None;
        let mut outcome = ExitStatus::Done;
        loop {
            let found = self.check(place, before.as_ref())?;
            let mut made = None;
            loop {
                match self.next_step(&found, made, last.as_deref())? {
                    Step::Check => {
                        before = Some(found.findings);
                        break;
                    }
                    Step::Plans => {
                        self.last_for_plans(place, &mut last)?;
                        let ended = self.make_plans(place, last.as_deref(), &found.said)?;
                        if let Some(ended) = ended {
                            (outcome, made) = (ended, Some(Step::Plans));
                        }
                    }
                    Step::Forms => {
                        self.make_forms(place, last.as_deref())?;
                        made = Some(Step::Forms);
                    }
                    Step::LastReview => last = self.ask_for_last(place)?,
                    Step::Examples => {
                        if self.put_examples(place) {
                            // There is nothing to compare an example with.
                            before = None;
                            break;
                        }
                    }
                    Step::AnotherFolder => return Ok(None),
                    Step::Close => return Ok(Some(outcome)),
                }
            }
        }
    }

    /// Reads everything, shows the page, and says what is missing.
    fn check(
        &self,
        place: &ProjectFolders,
        before: Option<&Findings>,
    ) -> Result<CheckFindings, PromptError> {
        self.ui
            .say(format!("\nReading “{}” …", short(&place.name())));
        let options = match Options::resolve(&input(place)) {
            Ok(options) => options,
            Err(problem) => {
                return Ok(self.show_refusal(place, &[problem], &Options::default(), before));
            }
        };
        Ok(match read(&options, self.ui) {
            _ if self.ui.stopped() => return Err(PromptError::Stopped),
            Ok(cycle) => self.show(place, cycle, &options, before),
            Err(Failure::Input(problems)) => self.show_refusal(place, &problems, &options, before),
            Err(_) => return Err(PromptError::Stopped),
        })
    }

    fn show(
        &self,
        place: &ProjectFolders,
        cycle: AnalysedReview,
        options: &Options,
        before: Option<&Findings>,
    ) -> CheckFindings {
        let findings = Findings::of(&cycle);
        let page = self.page_of_check(
            place,
            options,
            &Checked {
                cycle: Some(&cycle),
                map: None,
                diagnostics: &cycle.diagnostics,
                masked: false,
            },
        );
        if page.is_none() {
            self.ui.grouped_diagnostics(&cycle.diagnostics, CHECK_LISTS);
        }
        if let Some(before) = before {
            self.ui.say(findings.since(before).join("\n"));
        }
        for line in people_lines(&cycle, &findings) {
            self.ui.say(format!("  {line}"));
        }
        let things = counted(findings.problems(), "thing", "things");
        self.ui.say(match (findings.problems(), &page) {
            (0, _) => "  To mend: nothing.".to_owned(),
            (_, Some(_)) => format!("  To mend: {things}. The page says where, and what to do."),
            (_, None) => format!("  To mend: {things}, see above."),
        });
        // The page is open while the user solves problems; it is opened again so that new problems come to the front.
        if let Some(page) = page
            && (before.is_none() || findings.problems() > 0)
        {
            self.show_page(&page);
        }
        let missing = findings.missing_people;
        CheckFindings {
            findings,
            next: match (&cycle.review.roster, cycle.review.assessments.len()) {
                (Some(roster), 0) if !roster.is_empty() => Situation::NoAssessments {
                    people: roster.len(),
                },
                (_, 0) => Situation::NoPeople {
                    is_free: find_roster(&place.input).is_ok_and(|roster| roster.is_none()),
                },
                (_, people) => Situation::Assessed { people, missing },
            },
            said: cycle.diagnostics,
        }
    }

    fn show_refusal(
        &self,
        place: &ProjectFolders,
        problems: &[Diagnostic],
        options: &Options,
        before: Option<&Findings>,
    ) -> CheckFindings {
        let findings = Findings::refused(problems);
        let has_no_map = problems
            .iter()
            .any(|problem| problem.code.0 == "career-map-missing");
        let next = if has_no_map {
            Situation::NoMap {
                is_free: !is_input(&place.input) && !has_spreadsheets(&place.input),
            }
        } else {
            Situation::Refused
        };
        if let Some(before) = before {
            self.ui.say(findings.since(before).join("\n"));
        }
        if next == (Situation::NoMap { is_free: true }) {
            self.ui.say("  There is no career map in this folder yet.");
        } else {
            self.ui.diagnostics(problems);
        }
        if next == Situation::Refused {
            let map = read_refused_map(options);
            let checked = Checked {
                cycle: None,
                map: map.as_ref(),
                diagnostics: problems,
                masked: false,
            };
            if let Some(page) = self.page_of_check(place, options, &checked) {
                self.show_page(&page);
            }
        }
        CheckFindings {
            findings,
            next,
            said: problems.to_vec(),
        }
    }
}

/// A name that fits into a line of choices.
fn short(name: &str) -> String {
    const LONG: usize = 40;
    if name.chars().count() <= LONG {
        return name.to_owned();
    }
    name.chars().take(LONG - 1).chain(['…']).collect()
}
