//! Makes plans, forms and examples, and says in words for somebody who types no options what could not be made.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use super::Start;
use super::folder::ProjectFolders;
use crate::cli::InputArgs;
use crate::commands::run::{Hints, report};
use crate::commands::{ExitStatus, explain, usable};
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::load::files::ASSESSMENTS;
use crate::output::{FileOutcome, OVERVIEW, OutputError, create_folder};
use crate::paths::join;
use crate::pipeline::{Failure, FormsRequest, RunOptions, forms, init, run};
use crate::text::counted;
use crate::ui::PromptError;

impl Start<'_> {
    /// Makes the plans and the workbook; the outcome, if anything was made. Messages that were `said` are not said again.
    pub(super) fn make_plans(
        &self,
        place: &ProjectFolders,
        last: Option<&Path>,
        said: &[Diagnostic],
    ) -> Result<Option<ExitStatus>, PromptError> {
        let started = Instant::now();
        let resolved = Options::resolve_with_earlier(&input(place), last);
        let Some((options, previous)) = usable(resolved, self.ui) else {
            return Ok(None);
        };
        let run_options = RunOptions {
            output: place.output.clone(),
            previous,
            ..RunOptions::default()
        };
        self.ui.say("");
        match run(&options, &run_options, self.ui) {
            Ok(summary) => {
                let said = BTreeSet::from_iter(said);
                let unsaid = summary.diagnostics.iter();
                let unsaid = unsaid.filter(|problem| !said.contains(problem));
                self.ui
                    .grouped_diagnostics(&unsaid.cloned().collect::<Vec<_>>(), PAGE_LISTS);
                let told = Hints {
                    problems: "the page lists them",
                    people: "the page names them",
                };
                let asked = &options.workbook.audience;
                report(&summary, &place.output, asked, started, &told, self.ui);
                let page = place.output.join(OVERVIEW);
                // If it could not be made, a message said so.
                if page.is_file() {
                    self.show_page(&page);
                }
                Ok(Some(ExitStatus::of_problems(summary.has_problems())))
            }
            Err(failure) => self.explain(&failure).map(|()| None),
        }
    }

    /// Makes a form for everybody on the roster; those that are there stay.
    pub(super) fn make_forms(
        &self,
        place: &ProjectFolders,
        last: Option<&Path>,
    ) -> Result<(), PromptError> {
        let resolved = Options::resolve_with_earlier(&input(place), last);
        let Some((options, previous)) = usable(resolved, self.ui) else {
            return Ok(());
        };
        let request = FormsRequest {
            output: &place.forms,
            previous: previous.first(),
            force: false,
        };
        self.ui.say("");
        let summary = match forms(&options, &request, self.ui) {
            Ok(summary) => summary,
            Err(failure) => return self.explain(&failure),
        };
        // The folder for forms that come back.
        let assessments = join(&place.input, ASSESSMENTS);
        if let Err(error) = create_folder(&assessments) {
            return self.explain(&error.into());
        }
        self.ui.diagnostics(&summary.diagnostics);
        let made = |files: &[(String, FileOutcome)]| {
            let is_new = |(_, placed): &&(String, FileOutcome)| *placed == FileOutcome::New;
            files.iter().filter(is_new).count()
        };
        let new = made(&summary.forms);
        self.ui.say(format!(
            "{} and {} made in {}; {} already there.\nSend each manager the folder with their name. Put everything \
             that comes back into {}.",
            counted(new, "form", "forms"),
            counted(
                made(&summary.outcomes),
                "file for a manager’s outcomes",
                "files for managers’ outcomes"
            ),
            place.forms.display(),
            match summary.forms.len() - new {
                0 => "no form was".to_owned(),
                1 => "1 form was".to_owned(),
                old => format!("{old} forms were"),
            },
            assessments.display(),
        ));
        if last.is_some() {
            let carried = counted(summary.carried, "open action", "open actions");
            self.ui
                .say(format!("{carried} of the last review taken over."));
        }
        if !summary.forms.is_empty() {
            self.show_folder(&place.forms);
        }
        Ok(())
    }

    /// Puts the example into the folder, without the files that would conflict with those there. Returns whether it
    /// worked.
    pub(super) fn put_examples(&self, place: &ProjectFolders) -> bool {
        // Settings that are there already say the language.
        let Some(options) = usable(Options::resolve(&input(place)), self.ui) else {
            return false;
        };
        match init(&place.input, &options) {
            Ok(files) => {
                let new: Vec<&str> = files
                    .iter()
                    .filter(|(_, placed)| *placed == FileOutcome::New)
                    .map(|(file, _)| file.as_str())
                    .collect();
                if new.is_empty() {
                    self.ui.say("\nNothing was added: all files already exist.");
                    return true;
                }
                self.ui.say(format!(
                    "\nPut into {}:\n  {}",
                    place.input.display(),
                    new.join("\n  ")
                ));
                self.ui.say(if new.contains(&"career-map.xlsx") {
                    "The people in it are invented. Try everything with them, then replace them and the career map \
                     with yours."
                } else {
                    "The people in roster.xlsx are invented. Replace them with yours."
                });
                self.show_folder(&place.input);
                true
            }
            Err(failure) => {
                // Making an example cannot be stopped by Ctrl-C, so the returned error is impossible.
                let _ = self.explain(&failure);
                false
            }
        }
    }

    /// Says why something was not made.
    fn explain(&self, failure: &Failure) -> Result<(), PromptError> {
        if matches!(failure, Failure::Stopped) {
            return Err(PromptError::Stopped);
        }
        explain(failure, false, self.ui);
        // Where somebody else is writing, waiting is enough.
        if matches!(failure, Failure::Output(error) if !matches!(error, OutputError::InUse(_))) {
            self.ui.always_say(
                "  What careermap makes is put beside your folder. If you want it elsewhere, copy your folder there, and start careermap \
                 with the copy.",
            );
        }
        Ok(())
    }
}

/// Where people find each message about a run, where there are too many for the window.
const PAGE_LISTS: &str = "the page lists each";

/// What is read.
pub(super) fn input(place: &ProjectFolders) -> InputArgs {
    InputArgs {
        input: Some(place.input.clone()),
        ..InputArgs::default()
    }
}
