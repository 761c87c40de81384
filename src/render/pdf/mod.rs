//! Development plans as PDF, set by Typst inside this process. The only module that knows Typst.
//!
//! [`plan_data`] makes the data of one plan, [`profile_data()`] that of the documents about a level, [`handbook_data()`] that of
//! the handbook, [`review_packet_data`] that of a review packet; [`Typesetter`] sets them. A `Typesetter` holds what all plans share: the templates, the fonts and Typst's
//! standard library.

pub mod data;
pub mod handbook_data;
pub mod profile_data;
pub mod review_data;

mod asks;
mod build;
mod follow_up;
mod glyphs;
mod handbook;
mod held;
mod layout;
mod long_words;
mod manuscript;
mod options;
mod paths;
mod printed;
mod profile;
mod review;
mod since;
mod templates;
mod typesetter;
mod world;

pub use build::{coming, plan_data};
pub use follow_up::{FollowUpData, FollowedData, ReviewDay, follow_up_data};
pub use handbook::handbook_data;
pub use held::{HeldData, held_data};
pub use manuscript::LevelDocument;
pub use options::{Appendix, Paper, PlanLimits, PlanOptions};
pub use printed::{PrintError, printed};
pub use profile::{own_text_data, profile_data, with_level_text};
pub use review::{PacketOfTeam, ReviewPacketInput, review_packet_data};
pub use since::since_data;
pub use templates::{TemplateFile, Templates};
pub use typesetter::{Plan, PlanError, TypesetInput, Typesetter, evict_cache};
