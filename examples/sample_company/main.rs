//! Writes the sample company into `input/`: a career map in the layout of a published community career map, a roster as
//! an HR system exports it, one assessment a person, one of them with its own layout, and one file of outcomes a
//! manager.
//!
//! `cargo run --release --example sample_company` writes it again; the texts are in the two TOML files beside this one.
//! With a folder as argument it writes there instead; with a number of people after it, a company of that size, made up
//! from the sample's texts: `cargo run --release --example sample_company -- large 10000`.

// With its path, so that its modules are found beside it also by the benchmark, which includes it from another folder.
#[path = "company.rs"]
mod company;

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let input = std::env::args_os().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("input"),
        PathBuf::from,
    );
    let count = std::env::args().nth(2).map(|n| n.parse()).transpose()?;
    company::write(&input, count)
}
