//! What went wrong, where, and what to do about it: values that are collected while reading and rendered elsewhere.
//!
//! This module imports nothing from the crate, so that every other module may report through it.

mod kind;
mod location;
mod panics;
mod system;

use std::fmt;

use serde::{Serialize, Serializer};

pub use kind::CallSite;
pub use location::{CellAddress, Location};
pub use panics::{catch, record_panics};
pub use system::in_words;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing was left out.
    Note,
    /// A cell, row or sheet was left out or needs a decision; everything else was used.
    Warning,
    /// A whole file was left out, or nothing could be done.
    Error,
}

impl Severity {
    /// How many of these have it.
    pub fn count<'d>(self, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> usize {
        let all = diagnostics.into_iter();
        all.filter(|one| one.severity == self).count()
    }
}

/// The stable name of a kind of diagnostic, in `kebab-case`; scripts may rely on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl From<&'static str> for Code {
    fn from(code: &'static str) -> Self {
        Self(code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// One thing that the reader of the report should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Diagnostic {
    /// Where it was found. First, so that diagnostics sort by place.
    #[serde(flatten)]
    pub location: Location,
    /// How much it matters.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// What was found and what was expected: one or two sentences.
    pub message: String,
    /// What to do about it: one sentence.
    pub help: String,
    /// Whose assessment was left out, where that is known.
    #[serde(skip)]
    pub person: Option<String>,
    /// Tells it from other messages with its code.
    #[serde(skip)]
    pub kind: CallSite,
}

impl Diagnostic {
    /// What to do about a finding that asks for nothing.
    pub const NOTHING_TO_DO: &'static str = "You do not need to do anything.";

    /// A diagnostic of any severity.
    #[track_caller]
    pub fn new(
        severity: Severity,
        code: impl Into<Code>,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            location,
            severity,
            code: code.into(),
            message: message.into(),
            help: help.into(),
            person: None,
            kind: CallSite::here(),
        }
    }

    /// The same diagnostic, with the person whose assessment was left out.
    #[must_use]
    pub fn about(mut self, person: &str) -> Self {
        self.person = Some(person.to_owned());
        self
    }

    /// Whether anything among these was left out or needs a decision.
    pub fn any_problem(diagnostics: &[Self]) -> bool {
        diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity > Severity::Note)
    }

    /// Something worth knowing, after which nothing is missing.
    #[track_caller]
    pub fn note(
        code: impl Into<Code>,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Note, code, location, message, help)
    }

    /// Something was left out or needs a decision.
    #[track_caller]
    pub fn warning(
        code: impl Into<Code>,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, location, message, help)
    }

    /// A whole file was left out.
    #[track_caller]
    pub fn error(
        code: impl Into<Code>,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, location, message, help)
    }
}
