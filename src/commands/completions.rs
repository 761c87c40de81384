//! `careermap completions`.

use super::Outcome;
use crate::cli::CompletionsArgs;
use crate::cli::guides::completions;
use crate::ui::Ui;

pub(super) fn execute(args: &CompletionsArgs, ui: &Ui) -> Outcome {
    ui.result(completions(args.shell).trim_end());
    Outcome::Done
}
