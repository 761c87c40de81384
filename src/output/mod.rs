//! The output folder: legal names, whole files, and a manifest of what was written.

mod audit;
mod commit;
mod disk;
mod folder;
mod manifest;
mod names;
mod staged;
mod unmanaged;
mod writer;

pub use audit::{Audit, Finding, Purge, purge, verify};
pub use commit::{Committed, Written};
pub(crate) use disk::read_manifest;
pub use disk::{OutputError, create_folder};
pub use folder::{ClosedFolder, OutputFolder};
pub use manifest::{
    Fingerprint, InputEntry, MANIFEST, Manifest, OutputEntry, PersonEntry, Reason, SCHEMA,
    WithdrawnEntry,
};
pub use names::{
    ANONYMOUS_WORKBOOK, DECISIONS, FormPaths, ManagersOutcomes, OVERVIEW, PACKETS, PLANS,
    REVIEW_PACKET, WORKBOOK, form_paths, handbook_path, is_handbook, is_profile, packet_paths,
    plan_paths, profile_paths, review_packet_paths,
};
pub use staged::Provenance;
pub use unmanaged::{Placed, place, renew};

#[cfg(test)]
mod tests;
