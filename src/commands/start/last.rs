//! The last review: where it is, and that plans which were compared with it are not made without it by mistake.

use std::path::PathBuf;

use super::dropped::typed_path;
use super::folder::{FolderKind, ProjectFolders, is_input, look_at, name};
use super::{Start, short};
use crate::paths::is_same;
use crate::pipeline::was_compared;
use crate::ui::PromptError;

impl Start<'_> {
    /// The folder of the last review, which somebody drags into the window; `None` if it is to be left out.
    pub(super) fn ask_for_last(
        &self,
        place: &ProjectFolders,
    ) -> Result<Option<PathBuf>, PromptError> {
        loop {
            self.ui.always_say(
                "\nDrag the folder of the last review into this window, then press Enter.\n\
                 (Just Enter: go without it.)",
            );
            let typed = self.ui.ask("Folder:")?;
            if typed.trim().is_empty() {
                return Ok(None);
            }
            let folder = match look_at(&typed_path(&typed)) {
                FolderKind::Folder(last) => last.input,
                FolderKind::Instead { why, meant, .. } => {
                    self.ui.always_say(format!("\n{why}"));
                    meant
                }
                FolderKind::Unusable(why) => {
                    self.ui.always_say(format!("\n{why}"));
                    continue;
                }
            };
            let shown = short(&name(&folder));
            if is_same(&folder, &place.input) {
                self.ui.always_say(format!(
                    "\n“{shown}” is the folder of this review. The last review has its own folder."
                ));
            } else if is_input(&folder) {
                self.ui.always_say(format!(
                    "\nThe last review is “{shown}”. Plans and workbook will say what has changed since; new forms will have the \
                     actions that are still open."
                ));
                return Ok(Some(folder));
            } else {
                self.ui
                    .always_say(format!("\n“{shown}” has no career map."));
            }
        }
    }

    /// Asks for the last review if the plans that are there were compared with one and nobody has said with which.
    pub(super) fn last_for_plans(
        &self,
        place: &ProjectFolders,
        last: &mut Option<PathBuf>,
    ) -> Result<(), PromptError> {
        if last.is_none() && was_compared(&place.output) {
            self.ui.always_say(
                "\nThe plans that are there say what has changed since the last review.",
            );
            *last = self.ask_for_last(place)?;
        }
        Ok(())
    }
}
