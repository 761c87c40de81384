//! The order of work: read, analyse, render, write. The only module that knows order, progress and the threads that
//! compute.

mod about;
mod against;
mod characters;
mod conclude;
mod decided_levels;
mod document_date;
mod document_writer;
mod documents;
mod failure;
mod follow_up;
mod forms;
mod hand_out;
mod handbook;
mod init;
mod input_file;
mod managers;
mod message_limit;
mod order;
mod origin;
mod output_place;
mod overview;
mod own_text;
mod packets;
mod pictures;
mod previous;
mod profiles;
mod read;
mod review_packet;
mod run;
mod templates;

pub use about::{AboutRequest, AboutSummary, OwnWords, about};
pub use against::{try_out, write_trial};
pub use conclude::{FileCounts, Summary};
pub use failure::Failure;
pub use follow_up::{FollowUpSummary, follow_up};
pub use forms::{FormsRequest, FormsSummary, forms};
pub use hand_out::{HandOut, HandedOut};
pub use handbook::{HandbookSummary, handbook};
pub use init::init;
pub use order::{CacheEviction, by_similarity};
pub use output_place::check_output_file;
pub use overview::{Checked, NoPage, write_page};
pub use previous::was_compared;
pub use profiles::{ProfilesRequest, ProfilesSummary, profiles};
pub use read::{AnalysedReview, MapSource, read, read_map_alone, read_refused_map};
pub use run::{RunOptions, run};

/// What is being done, for the display of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Assessments are read.
    Reading,
    /// Plans and the workbook are set and written.
    Writing,
    /// Forms are made and written.
    Forms,
    /// What managers need until the next review is made.
    FollowUp,
    /// Documents about levels are set and written.
    Profiles,
    /// The handbook is set and written.
    Handbook,
    /// What is held about one person is written.
    About,
}

/// Somebody who shows how far a run has come. Called from many threads.
pub trait Observer: Sync {
    /// A stage of `total` steps begins.
    fn begin(&self, stage: Stage, total: usize);
    /// One more step is done.
    fn step(&self);
    /// The stage is over.
    fn end(&self);
    /// Whether the run is to stop; nothing new is begun then, and nothing is put into the output folder.
    fn stopped(&self) -> bool {
        false
    }
}

/// Ignores all progress.
#[derive(Debug, Clone, Copy)]
pub struct NoObserver;

impl Observer for NoObserver {
    fn begin(&self, _stage: Stage, _total: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}
