//! Writes the sample company into `input/`: a career map in the layout of a published community career map, and one
//! assessment a person.
//!
//! `cargo run --release --example sample_company` writes it anew; the texts are in the two TOML files beside this one.
//! With a folder as argument it writes there instead; with a number of people after it, a company of that size, made up
//! from the sample's texts: `cargo run --release --example sample_company -- large 10000`.

mod assessment;
mod career_map;
mod large;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use serde::de::DeserializeOwned;

/// Any number does; the same one gives the same company.
const SEED: u64 = 2026;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = root.join("examples").join("sample_company");
    let input = std::env::args_os()
        .nth(1)
        .map_or_else(|| root.join("input"), PathBuf::from);

    let map: career_map::Texts = read(&texts.join("career-map.toml"))?;
    save(
        &mut career_map::workbook(&map)?,
        &input.join("career-map.xlsx"),
    )?;

    let mut cycle: assessment::Texts = read(&texts.join("people.toml"))?;
    if let Some(count) = std::env::args().nth(2) {
        cycle = large::company(cycle, count.parse()?, SEED);
    }
    for person in &cycle.people {
        // The files are named with `/` between folders; joined piece by piece, so that it works on Windows too.
        let path = person
            .file
            .split('/')
            .fold(input.join("assessments"), |path, part| path.join(part));
        save(&mut assessment::workbook(&cycle, person)?, &path)?;
    }
    Ok(())
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    Ok(toml::from_str(&fs::read_to_string(path)?)?)
}

fn save(workbook: &mut Workbook, path: &Path) -> Result<(), Box<dyn Error>> {
    // A fixed date, so that the same texts give the same bytes.
    workbook.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 9, 1)?),
    );
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    workbook.save(path)?;
    Ok(())
}
