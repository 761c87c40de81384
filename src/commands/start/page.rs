//! The page that shows in the browser what a check found.

use std::path::{Path, PathBuf};

use super::Start;
use super::folder::Place;
use crate::config::Options;
use crate::pipeline::{Checked, write_page};

impl Start<'_> {
    /// Writes the page about a check beside the folder; `None` if that could not be done, which is said.
    pub(super) fn page_of_check(
        &self,
        place: &Place,
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

    /// Opens a page, and says where it is: no system says whether somebody sees it.
    pub(super) fn show_page(&self, page: &Path) {
        let shown = page.display();
        self.ui.say(if self.ui.open(page) {
            format!("The page opens in your browser: {shown}")
        } else {
            format!("The page cannot be opened from here. Open it yourself: {shown}")
        });
    }

    /// Opens a folder; where that does not work, its path was said.
    pub(super) fn show_folder(&self, folder: &Path) {
        self.ui.open(folder);
    }
}
