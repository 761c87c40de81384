//! The output folder: legal names, whole files, and a manifest of what was written.

mod folder;
mod fresh;
mod manifest;
mod names;

pub use folder::{OutputError, OutputFolder, Written};
pub use fresh::{Placed, place};
pub use manifest::{Fingerprint, InputEntry, MANIFEST, Manifest, OutputEntry, PersonEntry, SCHEMA};
pub use names::{PLANS, WORKBOOK, form_paths, plan_paths};
