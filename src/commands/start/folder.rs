//! Whether a path is the company's folder, and if not, which folder may be meant.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::CONFIG;
use crate::diagnostic::in_words;
use crate::load::files::{ASSESSMENTS, find_career_map, find_roster};
use crate::output::MANIFEST;
use crate::paths::{is_absent, is_hidden};

/// Name endings of the folders that careermap makes beside the company's folder.
const OUTPUT: &str = " output";
const FORMS: &str = " forms";
const PAGE: &str = " check.html";

/// The company's folder, and the places for what is made from it: beside it, never where the program was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProjectFolders {
    /// The folder with the career map.
    pub(super) input: PathBuf,
    /// Where plans and workbook go.
    pub(super) output: PathBuf,
    /// Where forms go.
    pub(super) forms: PathBuf,
    /// Where the page about a check goes.
    pub(super) page: PathBuf,
}

impl ProjectFolders {
    /// The places beside a folder; `None` beside a whole disk.
    pub(super) fn beside(input: &Path) -> Option<Self> {
        let beside = |what: &str| {
            let mut name = input.file_name()?.to_owned();
            name.push(what);
            Some(input.with_file_name(name))
        };
        Some(Self {
            input: input.to_owned(),
            output: beside(OUTPUT)?,
            forms: beside(FORMS)?,
            page: beside(PAGE)?,
        })
    }

    /// The folder's name.
    pub(super) fn name(&self) -> String {
        name(&self.input)
    }
}

/// The last part of a path, for people.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// What a path turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FolderKind {
    /// A folder to work with.
    Folder(ProjectFolders),
    /// Something else, but the folder that is meant seems to be this one. The path itself may be used if it is a folder.
    Instead {
        why: String,
        meant: PathBuf,
        itself: Option<ProjectFolders>,
    },
    /// Nothing that can be used, and why.
    Unusable(String),
}

pub(super) fn look_at(path: &Path) -> FolderKind {
    let shown = path.display();
    match fs::metadata(path) {
        Err(error) if is_absent(&error) => {
            return FolderKind::Unusable(format!(
                "There is nothing at {shown}. Check whether the folder was moved or renamed."
            ));
        }
        Err(error) => return closed(path, &error),
        Ok(metadata) if !metadata.is_dir() => {
            let why = format!(
                "“{}” is a file. careermap needs the folder that your files are in.",
                name(path)
            );
            return match above(path) {
                Some(meant) => FolderKind::Instead {
                    why,
                    meant,
                    itself: None,
                },
                None => FolderKind::Unusable(why),
            };
        }
        Ok(_) => {}
    }
    if let Err(error) = fs::read_dir(path).and_then(|mut entries| entries.next().transpose()) {
        return closed(path, &error);
    }
    let Some(place) = ProjectFolders::beside(path) else {
        return FolderKind::Unusable(format!(
            "{shown} is a whole disk. Put your files into a folder on it."
        ));
    };
    if is_input(path) {
        return FolderKind::Folder(place);
    }
    let own_name = name(path);
    let instead = |why, meant| FolderKind::Instead {
        why,
        meant,
        itself: Some(place.clone()),
    };
    let made_from = [OUTPUT, FORMS]
        .iter()
        .filter_map(|what| Some(path.with_file_name(own_name.strip_suffix(what)?)))
        .find(|input| is_input(input));
    if let Some(input) = made_from {
        let why = format!("careermap made “{own_name}” from another folder.");
        return instead(why, input);
    }
    if path.join(MANIFEST).exists() {
        return FolderKind::Unusable(format!(
            "careermap made “{own_name}”. Choose the folder with your career map."
        ));
    }
    if let Some(input) = inside(path) {
        return instead(
            format!("“{own_name}” has no career map, but a folder in it has one."),
            input,
        );
    }
    match above(path) {
        // A new folder beside another review's files is separate from it.
        Some(input) if has_files(path) => instead(
            format!("“{own_name}” has no career map, but the folder above it has one."),
            input,
        ),
        _ => FolderKind::Folder(place),
    }
}

fn closed(path: &Path, error: &io::Error) -> FolderKind {
    FolderKind::Unusable(format!(
        "{} cannot be opened: {}. Ask who may open it, or copy the folder to your documents.",
        path.display(),
        in_words(error)
    ))
}

/// Whether a folder holds anything that only an input folder does.
pub(super) fn is_input(folder: &Path) -> bool {
    folder.join(CONFIG).is_file()
        || folder.join(ASSESSMENTS).is_dir()
        || find_career_map(folder, None).is_ok()
        || find_roster(folder).is_ok_and(|roster| roster.is_some())
}

/// The input folder that a path is in, the input folder itself or its assessments.
fn above(path: &Path) -> Option<PathBuf> {
    let assessments = path
        .ancestors()
        .find(|folder| folder.file_name() == Some(ASSESSMENTS.as_ref()));
    [Some(path), assessments]
        .into_iter()
        .filter_map(|path| path?.parent())
        .find(|folder| is_input(folder))
        .map(Path::to_path_buf)
}

/// The only input folder in a folder.
fn inside(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let mut inputs = entries
        .filter(|entry| !is_hidden(&entry.file_name()))
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && is_input(path));
    inputs.next().filter(|_| inputs.next().is_none())
}

/// Whether a folder holds anything but files that systems leave behind.
fn has_files(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| !is_hidden(&entry.file_name()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Home(tempfile::TempDir);

    impl Home {
        fn new(files: &[&str]) -> Self {
            let home = tempfile::tempdir().unwrap();
            for file in files {
                let path = home.path().join(file);
                if file.ends_with('/') {
                    fs::create_dir_all(path).unwrap();
                } else {
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, b"x").unwrap();
                }
            }
            Self(home)
        }

        fn at(&self, path: &str) -> PathBuf {
            self.0.path().join(path)
        }

        fn seen(&self, path: &str) -> FolderKind {
            look_at(&self.at(path))
        }

        fn uses(&self, path: &str) {
            assert_eq!(
                self.seen(path),
                FolderKind::Folder(ProjectFolders::beside(&self.at(path)).unwrap())
            );
        }

        fn means(&self, path: &str, meant: &str, said: &str, usable: bool) {
            match self.seen(path) {
                FolderKind::Instead {
                    why,
                    meant: folder,
                    itself,
                } => {
                    assert_eq!(folder, self.at(meant), "{path}");
                    assert!(why.contains(said), "{why}");
                    assert_eq!(itself.is_some(), usable, "{path}");
                }
                other => panic!("{path}: {other:?}"),
            }
        }

        fn refuses(&self, path: &str, said: &str) {
            match self.seen(path) {
                FolderKind::Unusable(why) => assert!(why.contains(said), "{why}"),
                other => panic!("{path}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_made_lies_beside_the_folder() {
        let place = ProjectFolders::beside(Path::new("/hr/Autumn 2026.v2")).unwrap();
        assert_eq!(place.output, Path::new("/hr/Autumn 2026.v2 output"));
        assert_eq!(place.forms, Path::new("/hr/Autumn 2026.v2 forms"));
        assert_eq!(place.page, Path::new("/hr/Autumn 2026.v2 check.html"));
        assert_eq!(place.name(), "Autumn 2026.v2");
        assert_eq!(ProjectFolders::beside(Path::new("/")), None);
    }

    #[test]
    fn folders_of_a_review_and_new_ones_are_used() {
        let home = Home::new(&[
            "hr/Career Map.xlsx",
            "own/careermap.toml",
            "people/roster.csv",
            "forms/assessments/",
            "new/",
            "hidden/.DS_Store",
            "hr/next/",
            "papers/Levels 2026.xlsx",
        ]);
        for folder in [
            "hr", "own", "people", "forms", "new", "hidden", "hr/next", "papers",
        ] {
            home.uses(folder);
        }
    }

    #[test]
    fn the_folder_that_is_meant_is_found_from_beside_above_and_below() {
        let home = Home::new(&[
            "Autumn/career-map.xlsx",
            "Autumn/assessments/Kim/Ana.xlsx",
            "Autumn output/manifest.json",
            "Autumn forms/Kim/Ana.xlsx",
            "unpacked/Autumn/career-map.xlsx",
            "unpacked/.git/careermap.toml",
        ]);
        home.means(
            "Autumn/career-map.xlsx",
            "Autumn",
            "“career-map.xlsx” is a file",
            false,
        );
        home.means(
            "Autumn/assessments/Kim/Ana.xlsx",
            "Autumn",
            "is a file",
            false,
        );
        home.means("Autumn/assessments", "Autumn", "above it", true);
        home.means("Autumn output", "Autumn", "from another", true);
        home.means("Autumn forms", "Autumn", "from another", true);
        home.means("unpacked", "unpacked/Autumn", "folder in it", true);
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_the_reason() {
        let home = Home::new(&["letter.docx", "plans/manifest.json", "a/assessments/"]);
        home.refuses("letter.docx", "is a file");
        home.refuses("nowhere", "There is nothing at");
        home.refuses("letter.docx/x", "There is nothing at");
        home.refuses("plans", "careermap made");
        assert!(
            matches!(look_at(Path::new("/")), FolderKind::Unusable(why) if why.contains("disk"))
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;

            let closed = home.at("a");
            let permit = |mode| {
                fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).unwrap();
            };
            permit(0o000);
            // Root can read every folder, so the test proves nothing for root.
            if fs::read_dir(&closed).is_err() {
                home.refuses("a", "cannot be opened");
                home.refuses("a/assessments", "cannot be opened");
            }
            permit(0o700);
        }
    }
}
