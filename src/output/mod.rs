//! The output folder: legal names, whole files, and a manifest of what was written.

mod audit;
mod commit;
mod disk;
mod folder;
mod manifest;
mod names;
mod purge;
mod staged;
mod unmanaged;
mod writer;

pub use audit::{Audit, Finding, verify};
pub use commit::{Committed, Written};
pub(crate) use disk::read_manifest;
pub use disk::{OutputError, create_folder};
pub use folder::{ClosedFolder, OutputFolder};
pub use manifest::{
    Fingerprint, InputEntry, MANIFEST, Manifest, OutputEntry, PersonEntry, Reason, SCHEMA,
    WithdrawnEntry,
};
pub use names::{
    ANONYMOUS_WORKBOOK, FormPaths, ManagersOutcomes, OVERVIEW, PACKETS, PLANS, WORKBOOK,
    form_paths, handbook_path, held_paths, is_handbook, is_held, is_profile, packet_paths,
    plan_paths, profile_paths,
};
pub use purge::{Purge, PurgeOptions, PurgedFolder, purge, purge_below};
pub use staged::Provenance;
pub use unmanaged::{Placed, place, renew};

#[cfg(test)]
mod tests;
