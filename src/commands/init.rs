//! `careermap init`.

use super::{ExitStatus, explain, usable};
use crate::cli::{InitArgs, InputArgs};
use crate::config::Options;
use crate::output::FileOutcome;
use crate::pipeline::init;
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &InitArgs, ui: &Ui) -> ExitStatus {
    // Settings that are there already say the language.
    let input = InputArgs {
        input: Some(args.folder.clone()),
        date: None,
        jobs: None,
        quiet: args.quiet,
    };
    let Some(options) = usable(Options::resolve(&input), ui) else {
        return ExitStatus::Nothing;
    };
    let files = match init(&args.folder, &options) {
        Ok(files) => files,
        Err(failure) => return explain(&failure, false, ui),
    };
    let became = |wanted| files.iter().filter(move |(_, placed)| *placed == wanted);
    for (file, _) in became(FileOutcome::Kept) {
        ui.always_say(format!("kept: {file} (it already exists)"));
    }
    let new = became(FileOutcome::New).count();
    let kept = became(FileOutcome::Kept).count();
    let folder = args.folder.display();
    if new == 0 {
        ui.say(format!(
            "Nothing was made in {folder}: all files already exist."
        ));
        return ExitStatus::of_problems(kept > 0);
    }
    ui.say(format!(
        "{} made in {folder}",
        counted(new, "file", "files")
    ));
    ui.say(format!(
        "Next: replace career-map.xlsx with your career map, enter your people in roster.xlsx, then\n  \
         careermap forms \"{folder}\"      writes a form for everybody\n  \
         careermap check \"{folder}\"      says who is missing and what is wrong"
    ));
    ExitStatus::of_problems(kept > 0)
}
