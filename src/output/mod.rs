//! The output folder: legal names, whole files, and a manifest of what was written.

mod audit;
mod commit;
mod disk;
mod folder;
mod legal_names;
mod manifest;
mod names;
mod purge;
mod staged;
mod unmanaged;
mod writer;

pub use audit::{Audit, Difference, verify};
pub use commit::{Committed, Written};
pub(crate) use disk::read_manifest;
pub use disk::{OutputError, create_folder};
pub use folder::{ClosedFolder, OutputFolder};
pub use manifest::{
    Fingerprint, InputEntry, MANIFEST, Manifest, OutputEntry, PersonEntry, Reason, SCHEMA,
    WithdrawnEntry,
};
pub use names::{
    ANONYMOUS_WORKBOOK, DECISIONS, FormPaths, HAND_OUT, MAIL, MANAGERS, ManagersOutcomes, OVERVIEW,
    PACKETS, PLANS, REVIEW_PACKET, WORKBOOK, draft_paths, follow_up_paths, form_paths,
    handbook_path, held_paths, is_follow_up, is_for_handing_out, is_handbook, is_held,
    is_managers_workbook, is_profile, manager_paths, packet_paths, plan_paths, profile_paths,
    review_packet_paths,
};
pub use purge::{Purge, PurgeOptions, PurgedFolder, purge, purge_below};
pub use staged::Provenance;
pub use unmanaged::{FileOutcome, place, renew};

#[cfg(test)]
mod tests;
