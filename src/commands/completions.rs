//! `careermap completions`.

use super::ExitStatus;
use crate::cli::CompletionsArgs;
use crate::cli::guides::completions;
use crate::ui::Ui;

pub(super) fn execute(args: &CompletionsArgs, ui: &Ui) -> ExitStatus {
    ui.result(completions(args.shell).trim_end());
    ExitStatus::Done
}
