//! `manifest.json`: what a run read and wrote, so that the next run knows which files are its own.

use std::fmt;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::model::{Assessment, EmployeeId, PersonDetails};

/// The manifest's name in the output folder.
pub const MANIFEST: &str = "manifest.json";

/// Version of the manifest's shape.
pub const SCHEMA: u32 = 1;

/// The SHA-256 of a file's contents; in words and in the manifest, 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    fn from_digits(digits: &str) -> Option<Self> {
        let digits: &[u8; 64] = digits.as_bytes().try_into().ok()?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.as_chunks::<2>().0) {
            let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
            *byte = (high? << 4 | low?) as u8;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        Self::from_digits(&digits)
            .ok_or_else(|| D::Error::custom("a fingerprint has 64 hexadecimal digits"))
    }
}

/// A file that was read: an input, a template or a font.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputEntry {
    /// The file, relative to its folder, with `/` between folders.
    pub file: String,
    /// Its contents' SHA-256.
    pub sha256: Fingerprint,
}

impl InputEntry {
    /// The file with this name and these contents.
    pub fn of(file: impl Into<String>, contents: &[u8]) -> Self {
        Self {
            file: file.into(),
            sha256: Fingerprint::of(contents),
        }
    }
}

/// Whose document it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonEntry {
    /// The person's name.
    pub name: String,
    /// The person's employee ID.
    pub employee_id: Option<EmployeeId>,
    /// The assessment that it was made from.
    pub assessment: String,
}

impl<'a> From<&'a PersonEntry> for PersonDetails<'a> {
    fn from(person: &'a PersonEntry) -> Self {
        (person.employee_id.as_ref(), person.name.as_str()).into()
    }
}

impl From<&Assessment> for PersonEntry {
    fn from(assessment: &Assessment) -> Self {
        Self {
            name: assessment.person.name.clone(),
            employee_id: assessment.person.employee_id.clone(),
            assessment: assessment.at.file().unwrap_or_default().to_owned(),
        }
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputEntry {
    /// The file, relative to the output folder, with `/` between folders.
    pub file: String,
    /// Its contents' SHA-256.
    pub sha256: Fingerprint,
    /// What the file held before, while a run puts its files into place; `None` if there was none, and once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Fingerprint>,
    /// The date that the document carries.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// The fingerprint of everything that the document was made from; `None` where a run always makes it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<Fingerprint>,
    /// Whose document it is; `None` for documents about everybody.
    pub person: Option<PersonEntry>,
}

/// A file that was moved out of the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawnEntry {
    /// Where it lies now, relative to the output folder, with `/` between folders.
    pub file: String,
    /// Where it lay.
    pub was: String,
    /// Why it was moved.
    pub reason: Reason,
    /// The date that the document carries; `None` also where an earlier version moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Its contents' SHA-256.
    pub sha256: Fingerprint,
    /// Whose document it is; `None` for documents about everybody.
    pub person: Option<PersonEntry>,
}

/// Why a file was moved out of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The person is no longer in the review.
    Gone,
    /// The person's assessment could not be read this time.
    Unreadable,
    /// The person's plan has another name now, or lies in another team's folder.
    Renamed,
    /// The document could not be made this time.
    NotMade,
    /// Somebody changed the file after careermap had written it, and a new one replaced it.
    Edited,
}

/// What a run read and wrote. `docs/manifest.md` documents the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The version of careermap that wrote it.
    pub version: String,
    /// Whether the files are in place. `false` only while a run puts them there, or if it was killed just then.
    pub complete: bool,
    /// The date that all documents carry.
    pub as_of: Option<Date>,
    /// The input files whose bytes were read, by name, those that were refused included.
    pub inputs: Vec<InputEntry>,
    /// The templates and fonts that plans were set with, by name.
    #[serde(default)]
    pub templates: Vec<InputEntry>,
    /// The files that were written, by name.
    pub outputs: Vec<OutputEntry>,
    /// The files that were moved out of the way, by this run and by earlier ones, if they are still there.
    #[serde(default)]
    pub withdrawn: Vec<WithdrawnEntry>,
    /// Every diagnostic of the run.
    pub diagnostics: Vec<serde_json::Value>,
}

impl Manifest {
    /// The manifest of a folder without any run.
    pub fn empty() -> Self {
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            complete: true,
            as_of: None,
            inputs: Vec::new(),
            templates: Vec::new(),
            outputs: Vec::new(),
            withdrawn: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The entry of a file, if a run wrote it or was about to.
    pub fn output(&self, file: &str) -> Option<&OutputEntry> {
        self.outputs.iter().find(|entry| entry.file == file)
    }
}

impl OutputEntry {
    /// Whether contents with this fingerprint are what careermap wrote there.
    pub fn wrote(&self, sha256: &Fingerprint) -> bool {
        self.sha256 == *sha256 || self.before.as_ref() == Some(sha256)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_was_written() {
        let fingerprint = Fingerprint::of(b"abc");
        let digits = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint.to_string(), digits);
        let json = serde_json::to_string(&fingerprint).unwrap();
        assert_eq!(json, format!("\"{digits}\""));
        assert_eq!(
            serde_json::from_str::<Fingerprint>(&json).unwrap(),
            fingerprint
        );
        for wrong in [&digits[1..], &digits.replace('b', "g"), "", "ü"] {
            assert_eq!(Fingerprint::from_digits(wrong), None, "{wrong}");
        }
    }
}
