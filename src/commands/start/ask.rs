//! Asks for the company's folder, or starts one.

use std::env;
use std::path::{Path, PathBuf};

use super::dropped::typed_path;
use super::folder::{FolderKind, ProjectFolders, look_at, name};
use super::{ANOTHER, Start, WHAT_NEXT, short};
use crate::output::create_folder;
use crate::ui::PromptError;

impl Start<'_> {
    /// The folder to work with: the one given, or one that is asked for; `None` if the user closes.
    pub(super) fn place(
        &self,
        mut given: Option<PathBuf>,
    ) -> Result<Option<ProjectFolders>, PromptError> {
        loop {
            let path = match given.take() {
                Some(path) => path,
                None => match self.ask_for_folder()? {
                    Some(path) => path,
                    None => return Ok(None),
                },
            };
            match look_at(&path) {
                FolderKind::Folder(place) => return Ok(Some(place)),
                FolderKind::Unusable(why) => self.ui.always_say(format!("\n{why}")),
                FolderKind::Instead { why, meant, itself } => {
                    self.ui.always_say(format!("\n{why}"));
                    let mut answers = vec![format!("Use the folder “{}”", short(&name(&meant)))];
                    answers.extend(
                        itself
                            .iter()
                            .map(|place| format!("Use “{}” anyway", short(&place.name()))),
                    );
                    answers.push(ANOTHER.to_owned());
                    match (self.ui.choose(WHAT_NEXT, &answers, 0)?, itself) {
                        (0, _) => given = Some(meant),
                        (1, Some(place)) => return Ok(Some(place)),
                        _ => {}
                    }
                }
            }
        }
    }

    /// A path that the user types or drags into the window, or that of a new folder; `None` if the user closes.
    fn ask_for_folder(&self) -> Result<Option<PathBuf>, PromptError> {
        loop {
            self.ui.always_say(
                "\nDrag your company's folder into this window, then press Enter.\n(No folder yet? Just press Enter.)",
            );
            let typed = self.ui.ask("Folder:")?;
            if !typed.trim().is_empty() {
                return Ok(Some(typed_path(&typed)));
            }
            let answers = ["Start a new folder", "Drag or type a folder", "Close"];
            match self.ui.choose(WHAT_NEXT, &answers.map(str::to_owned), 0)? {
                0 => {
                    if let Some(path) = self.new_folder()? {
                        return Ok(Some(path));
                    }
                }
                1 => {}
                _ => return Ok(None),
            }
        }
    }

    /// Makes a new folder in the user's documents; `None` if it could not be made.
    fn new_folder(&self) -> Result<Option<PathBuf>, PromptError> {
        let documents = documents();
        self.ui.always_say(format!(
            "\nThe new folder will be in {}. What should it be called?\n(Just Enter: “{NEW}”)",
            documents.display()
        ));
        let typed = self.ui.ask("Name:")?;
        let typed = match typed.trim() {
            "" => NEW,
            typed => typed,
        };
        let path = documents.join(typed);
        let path = if path.parent() == Some(&documents) {
            path
        } else {
            // Not a name, but a whole path.
            typed_path(typed)
        };
        match create_folder(&path) {
            Ok(()) => Ok(Some(path)),
            Err(error) => {
                self.ui.always_say(format!(
                    "\n{error}. Choose another name; some characters, such as / and :, cannot be in the name of a folder."
                ));
                Ok(None)
            }
        }
    }
}

/// The name suggested for a new folder.
const NEW: &str = "Career review";

/// The user's documents folder, where there is one; else their home folder.
fn documents() -> PathBuf {
    let home = env::home_dir().unwrap_or_default();
    let cloud = env::var_os("OneDrive").map(PathBuf::from);
    let of = |folder: &Path| Some(folder.join("Documents")).filter(|folder| folder.is_dir());
    cloud
        .and_then(|folder| of(&folder))
        .or_else(|| of(&home))
        .unwrap_or(home)
}
