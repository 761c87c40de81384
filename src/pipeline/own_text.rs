//! Texts that the company wrote itself, beside its settings.

use std::collections::BTreeMap;

use super::input_file::{bytes_of, not_understood};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, catch};
use crate::load::files::{InputFile, find_text, find_texts};
use crate::load::names::{MapNames, Unmatched};
use crate::load::prose::{self, TextUse};
use crate::model::{CareerMap, LevelId, Prose};
use crate::output::InputEntry;
use crate::text::shortened;

/// The company's own text for job descriptions in the input folder, without its ending; and the folder of those about one
/// level.
pub(super) const JOB_DESCRIPTION: &str = "job-description";

/// A text, as far as there is one and it can be read.
#[derive(Debug, Default)]
pub(super) struct OwnText {
    /// The text; `None` where there is none.
    pub(super) prose: Option<Prose>,
    /// What is to be said about it.
    pub(super) problems: Vec<Diagnostic>,
    /// Its file for the manifest, if its bytes were read.
    pub(super) entry: Option<InputEntry>,
}

impl OwnText {
    fn failed(problem: Diagnostic) -> Self {
        Self {
            problems: vec![problem],
            ..Self::default()
        }
    }
}

/// Reads the text of this name in the input folder: `handbook` for `handbook.md`.
pub(super) fn read_own_text(options: &Options, name: &str) -> OwnText {
    let file = match find_text(&options.input, name) {
        Ok(Some(file)) => file,
        Ok(None) => return OwnText::default(),
        Err(problem) => return OwnText::failed(problem),
    };
    let text_use = match name {
        JOB_DESCRIPTION => TextUse::JobDescription,
        _ => TextUse::Handbook,
    };
    read_text(options, &file, text_use)
}

/// Reads a text of the company's own.
fn read_text(options: &Options, file: &InputFile, text_use: TextUse) -> OwnText {
    let bytes = match bytes_of(file, options) {
        Ok(bytes) => bytes,
        Err(problem) => return OwnText::failed(problem),
    };
    let entry = Some(InputEntry::of(&*file.shown, &bytes));
    match catch(|| prose::read(&bytes, &file.at(), text_use)) {
        Ok((prose, problems)) => OwnText {
            prose: (!prose.is_empty()).then_some(prose),
            problems,
            entry,
        },
        Err(said) => OwnText {
            entry,
            ..OwnText::failed(not_understood(file, &said))
        },
    }
}

/// Texts about single levels.
#[derive(Debug, Default)]
pub(super) struct LevelTexts {
    /// The text of each level that has one, with the path of its file.
    pub(super) texts: BTreeMap<LevelId, (Prose, String)>,
    /// What is to be said about them.
    pub(super) problems: Vec<Diagnostic>,
    /// Their files for the manifest.
    pub(super) entries: Vec<InputEntry>,
}

/// Reads the texts about these levels in the folder of this name: `job-description/Engineer.md` for `Engineer`, by title,
/// code or second name. A file that is named after no level, or after the level of another file, is left out with a message.
pub(super) fn read_level_texts(
    options: &Options,
    name: &str,
    map: &CareerMap,
    levels: &[LevelId],
) -> LevelTexts {
    let (files, problems) = find_texts(&options.input, name);
    let mut found = LevelTexts {
        problems,
        ..LevelTexts::default()
    };
    let names = MapNames::new(map);
    let mut by_level: BTreeMap<LevelId, Vec<InputFile>> = BTreeMap::new();
    for file in files {
        let typed = file.path.file_stem().unwrap_or_default().to_string_lossy();
        match names.level(&typed, None) {
            Ok(named) => by_level.entry(named.level).or_default().push(file),
            Err(unmatched) => found.problems.push(Diagnostic::warning(
                "text-level",
                file.at(),
                match unmatched {
                    Unmatched::Unknown { .. } => format!(
                        "This text is named after the level “{}”, which the career map does not have; it was left out.",
                        shortened(&typed)
                    ),
                    Unmatched::Ambiguous { .. } => format!(
                        "This text is named after the level “{}”, but several levels of the career map have this name; it was left out.",
                        shortened(&typed)
                    ),
                },
                format!(
                    "Name the file like a level, by title or code. {}",
                    unmatched.help(&map.level_titles())
                ),
            )),
        }
    }
    for (level, files) in by_level {
        if !levels.contains(&level) {
            continue;
        }
        let [file] = files.as_slice() else {
            let names: Vec<&str> = files.iter().map(|file| file.shown.as_str()).collect();
            found.problems.push(Diagnostic::error(
                "text-ambiguous",
                files[0].at(),
                format!(
                    "There are several texts about the level {}: {}; none of them was read.",
                    map.level(level).title,
                    names.join(", ")
                ),
                "Keep one of them in the folder.",
            ));
            continue;
        };
        let read = read_text(options, file, TextUse::JobDescription);
        found.problems.extend(read.problems);
        found.entries.extend(read.entry);
        if let Some(prose) = read.prose {
            found.texts.insert(level, (prose, file.shown.clone()));
        }
    }
    found
}
