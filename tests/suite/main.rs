//! The program as its users run it. `tests/README.md` explains how the suite is organised.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod harness;

mod about;
mod about_companies;
mod against;
mod anonymous;
mod architecture;
mod bad_input;
mod browser;
mod closed_folders;
mod command_line;
mod contrast;
mod decisions;
mod documents;
mod follow_up;
mod foreign;
mod forms_come_back;
#[cfg(target_os = "linux")]
mod guided_start;
mod hand_out;
mod handbook;
mod hostile;
mod interruption;
mod kept_as_is;
mod languages;
mod limits;
mod managers;
mod map_alone;
mod map_reading;
mod messages;
mod other_review;
mod outputs;
mod overview;
mod packets;
mod plan_cases;
mod previous;
mod privacy;
mod profiles;
mod rating_questions;
mod reading_page;
mod review_cycle;
mod reviews;
mod sample;
mod settings;
mod specialities;
mod template_contract;
mod whole_outputs;
mod workbook_data;
mod workbook_gaps;
mod workbook_package;
mod workbook_people;
mod workbook_screen;
mod workbook_summary;
mod workbook_teams;
