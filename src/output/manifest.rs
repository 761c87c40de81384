//! `manifest.json`: what a run read and wrote, so that the next one knows what is its own.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The manifest's name in the output folder.
pub const MANIFEST: &str = "manifest.json";

/// Version of the manifest's shape.
pub const SCHEMA: u32 = 1;

/// The SHA-256 of a file's contents, as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub String);

impl Fingerprint {
    /// The fingerprint of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex)
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputEntry {
    /// The file, relative to the input folder.
    pub file: String,
    /// Its contents' SHA-256.
    pub sha256: Fingerprint,
}

/// Whose document it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonEntry {
    /// The person's name.
    pub name: String,
    /// The person's employee ID.
    pub employee_id: Option<String>,
    /// The assessment that it was made from.
    pub assessment: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputEntry {
    /// The file, relative to the output folder, with `/` between folders.
    pub file: String,
    /// Its contents' SHA-256; `None` while a run is under way.
    pub sha256: Option<Fingerprint>,
    /// Whose document it is; `None` for documents about everybody.
    pub person: Option<PersonEntry>,
}

/// What a run read and wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The version of careermap that wrote it.
    pub version: String,
    /// Whether the run got to its end. `false` in a folder means that a run is under way or was interrupted.
    pub complete: bool,
    /// The date that all documents carry.
    pub as_of: Option<Date>,
    /// The files that were read, by name.
    pub inputs: Vec<InputEntry>,
    /// The files that were written, by name.
    pub outputs: Vec<OutputEntry>,
    /// Every diagnostic of the run.
    pub diagnostics: Vec<serde_json::Value>,
}

impl Manifest {
    /// The manifest of a folder that nothing was written to.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            complete: true,
            as_of: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The entry of a file, if a run wrote it or was about to.
    #[must_use]
    pub fn output(&self, file: &str) -> Option<&OutputEntry> {
        self.outputs.iter().find(|entry| entry.file == file)
    }
}
