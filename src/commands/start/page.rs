//! The page that shows in the browser what a check found.

use std::path::{Path, PathBuf};

use super::Start;
use super::folder::ProjectFolders;
use crate::config::Options;
use crate::pipeline::{Checked, write_page};

impl Start<'_> {
    /// Writes the page about a check beside the folder; `None`, with a message, if that could not be done.
    pub(super) fn page_of_check(
        &self,
        place: &ProjectFolders,
        options: &Options,
        checked: &Checked<'_>,
    ) -> Option<PathBuf> {
        match write_page(&place.page, options, checked) {
            Ok(()) => Some(place.page.clone()),
            Err(why) => {
                self.ui
                    .always_say(format!("The page with all this could not be made: {why}."));
                None
            }
        }
    }

    /// Opens a page, and says where it is, since no system reports whether the page was shown.
    pub(super) fn show_page(&self, page: &Path) {
        let shown = page.display();
        self.ui.say(if self.ui.open(page) {
            format!("The page opens in your browser: {shown}")
        } else {
            format!("The page cannot be opened from here. Open it yourself: {shown}")
        });
    }

    /// Opens a folder; if that fails, the user has seen its path already.
    pub(super) fn show_folder(&self, folder: &Path) {
        self.ui.open(folder);
    }
}
