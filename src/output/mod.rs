//! The output folder: legal names, whole files, and a manifest of what was written.

mod audit;
mod commit;
mod disk;
mod folder;
mod fresh;
mod intake;
mod manifest;
mod names;
mod staged;
mod together;

pub use audit::{Audit, Finding, Purge, purge, verify};
pub use disk::OutputError;
pub use folder::{ClosedFolder, Committed, OutputFolder, Provenance, Written};
pub use fresh::{Placed, place, renew};
pub use manifest::{
    Fingerprint, InputEntry, MANIFEST, Manifest, OutputEntry, PersonEntry, Reason, SCHEMA,
    WithdrawnEntry,
};
pub use names::{
    ANONYMOUS_WORKBOOK, Folders, PACKETS, PLANS, WORKBOOK, form_paths, is_profile, packet_paths,
    plan_paths, profile_paths,
};

#[cfg(test)]
mod tests;
