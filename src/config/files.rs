//! Which `careermap.toml` counts: that of the input folder, and about the map also the one that lies beside it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{CONFIG, ConfigFile, mistakes};
use crate::diagnostic::{Diagnostic, Location, in_words};
use crate::paths::{folder_of, is_absent, is_same, with_slashes};

/// A file with settings about the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFile {
    /// The file as people know it: as the folder was typed, or relative to the input folder.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it says anything about the map.
    pub speaks_of_map: bool,
}

/// The settings, and the file that those about the map come from.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) file: ConfigFile,
    pub(super) map: Option<SettingsFile>,
}

/// The settings of an input folder. Where they name a map in another folder and have no `[map]`, the settings beside
/// that map count, so that `run` and `check --map` read it in the same way.
pub(super) fn of_folder(folder: &Path) -> Result<Settings, Diagnostic> {
    let Some(mut file) = read(&folder.join(CONFIG), CONFIG)? else {
        return Ok(Settings::default());
    };
    let mut map = SettingsFile {
        shown: CONFIG.to_owned(),
        path: folder.join(CONFIG),
        speaks_of_map: file.map.is_some(),
    };
    if file.map.is_none()
        && let Some(beside) = file.career_map.as_deref().and_then(Path::parent)
        && !beside.as_os_str().is_empty()
    {
        let other = SettingsFile {
            shown: shown(&beside.join(CONFIG)),
            path: folder.join(beside).join(CONFIG),
            speaks_of_map: true,
        };
        let settings = read(&other.path, &other.shown)?.and_then(|other| other.map);
        if settings.is_some() {
            file.map = settings;
            map = other;
        }
    }
    Ok(Settings {
        file,
        map: Some(map),
    })
}

/// The settings for a map that is looked at alone. `is_typed` says whether the user named the input folder.
pub(super) fn of_map(map: &Path, input: &Path, is_typed: bool) -> Result<Settings, Diagnostic> {
    let path = folder_of(map).join(CONFIG);
    let shown = shown(&path);
    let of_input = of_folder(input);
    if of_input
        .as_ref()
        .is_ok_and(|settings| names(settings, input, map))
    {
        let mut settings = of_input.map(|settings| with_folder_name(settings, input))?;
        if let Some(file) = &mut settings.map
            && is_same(&file.path, &path)
        {
            file.shown = shown;
        }
        return Ok(settings);
    }
    if let Some(file) = read(&path, &shown)? {
        let map = SettingsFile {
            shown,
            path,
            speaks_of_map: file.map.is_some(),
        };
        return Ok(Settings {
            file,
            map: Some(map),
        });
    }
    if is_typed {
        of_input.map(|settings| with_folder_name(settings, input))
    } else {
        Ok(Settings::default())
    }
}

/// Whether settings name this very map.
fn names(settings: &Settings, input: &Path, map: &Path) -> bool {
    settings
        .file
        .career_map
        .as_deref()
        .is_some_and(|named| is_same(&input.join(named), map))
}

/// The file's name, with its folder's name where that is not the input folder.
fn with_folder_name(mut settings: Settings, input: &Path) -> Settings {
    if let Some(map) = &mut settings.map {
        map.shown = shown(&input.join(&map.shown));
    }
    settings
}

/// A path as people know it.
fn shown(path: &Path) -> String {
    with_slashes(path.strip_prefix(".").unwrap_or(path))
}

fn read(path: &Path, shown: &str) -> Result<Option<ConfigFile>, Diagnostic> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => {
            return Err(Diagnostic::error(
                "config-unreadable",
                Location::of_file(shown),
                format!("The settings cannot be read: {}.", in_words(&error)),
                "Check that you may open it and that it is a text file in UTF-8.",
            ));
        }
    };
    mistakes::parsed(&text, &Location::of_file(shown)).map(Some)
}
