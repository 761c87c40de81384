//! Texts that the company wrote itself, beside its settings.

use crate::config::Options;
use crate::diagnostic::{Diagnostic, catch};
use crate::load::files::find_text;
use crate::load::{prose, sheet};
use crate::model::Prose;
use crate::output::{Fingerprint, InputEntry};

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

/// Reads the text of this name in the input folder: `handbook` for `handbook.md`.
pub(super) fn read_own_text(options: &Options, name: &str) -> OwnText {
    let failed = |problem| OwnText {
        problems: vec![problem],
        ..OwnText::default()
    };
    let file = match find_text(&options.input, name) {
        Ok(Some(file)) => file,
        Ok(None) => return OwnText::default(),
        Err(problem) => return failed(problem),
    };
    let bytes = match sheet::bytes(&file.path, &file.at(), &options.limits) {
        Ok(bytes) => bytes,
        Err(problem) => return failed(problem),
    };
    let entry = Some(InputEntry {
        file: file.shown.clone(),
        sha256: Fingerprint::of(&bytes),
    });
    match catch(|| prose::read(&bytes, &file.at())) {
        Ok((prose, problems)) => OwnText {
            prose: (!prose.is_empty()).then_some(prose),
            problems,
            entry,
        },
        Err(said) => OwnText {
            entry,
            ..failed(super::read::not_understood(&file, &said))
        },
    }
}
