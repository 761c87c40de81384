//! `careermap check`.

use super::Outcome;
use crate::cli::CheckArgs;
use crate::ui::Ui;

pub(super) fn execute(_args: &CheckArgs, _ui: &Ui) -> Outcome {
    Outcome::Nothing
}
